#include "tests/core/imports/zip_maker.h"

#include <QtEndian>

#include <zlib.h>

namespace crossdock::test {
namespace {

template <class Number>
void put(QByteArray &bytes, Number number)
{
    const Number little = qToLittleEndian(number);
    bytes.append(reinterpret_cast<const char *>(&little), sizeof little);
}

QByteArray deflated(const QByteArray &bytes)
{
    QByteArray packed(static_cast<qsizetype>(compressBound(static_cast<uLong>(bytes.size()))) + 64, '\0');
    z_stream stream{};
    deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.constData()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return packed;
}

} // namespace

QByteArray zipOf(const QList<ZipFile> &files)
{
    QByteArray archive, contents;
    for (const ZipFile &file : files) {
        const QByteArray packed = file.isPacked ? deflated(file.bytes) : file.bytes;
        QByteArray common;
        put<quint16>(common, 20);
        put<quint16>(common, file.flags);
        put<quint16>(common, file.method != 0xFFFF ? file.method : file.isPacked ? 8 : 0);
        put<quint32>(common, 0); // time and day
        put<quint32>(common, static_cast<quint32>(crc32(0, reinterpret_cast<const Bytef *>(file.bytes.constData()), static_cast<uInt>(file.bytes.size()))) + file.crcError);
        put<quint32>(common, static_cast<quint32>(packed.size()));
        put<quint32>(common, static_cast<quint32>(file.bytes.size() + file.sizeError));
        put<quint16>(common, static_cast<quint16>(file.name.size()));
        put<quint16>(common, 0);
        contents += "PK\x01\x02" + QByteArray("\x14\x00", 2) + common + QByteArray(10, '\0'); // comment, disk, attributes
        put<quint32>(contents, static_cast<quint32>(archive.size()));
        contents += file.name;
        archive += "PK\x03\x04" + common + file.name + packed;
    }
    QByteArray end = "PK\x05\x06" + QByteArray(4, '\0');
    put<quint16>(end, static_cast<quint16>(files.size()));
    put<quint16>(end, static_cast<quint16>(files.size()));
    put<quint32>(end, static_cast<quint32>(contents.size()));
    put<quint32>(end, static_cast<quint32>(archive.size()));
    put<quint16>(end, 0);
    return archive + contents + end;
}

} // namespace crossdock::test
