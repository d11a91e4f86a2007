#include "core/inventory/imports/zip_archive.h"

#include <QtEndian>

#include <zlib.h>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::imports {
namespace {

constexpr qsizetype endSize = 22, centralSize = 46, localSize = 30, longestComment = 65'535;

quint16 number16(const QByteArray &bytes, qsizetype at)
{
    return qFromLittleEndian<quint16>(bytes.constData() + at);
}

quint32 number32(const QByteArray &bytes, qsizetype at)
{
    return qFromLittleEndian<quint32>(bytes.constData() + at);
}

tl::unexpected<Error> spoilt(const QString &name, const QString &what)
{
    return fail(Error::Code::InvalidInput, name, what);
}

/// Where the list of contents ends, searched from behind; -1: there is none.
qsizetype endOf(const QByteArray &bytes)
{
    const qsizetype first = std::max<qsizetype>(0, bytes.size() - endSize - longestComment);
    for (qsizetype at = bytes.size() - endSize; at >= first; --at) {
        if (number32(bytes, at) == 0x06054b50 && at + endSize + number16(bytes, at + 20) == bytes.size())
            return at;
    }
    return -1;
}

/// Raw deflate (RFC 1951) to exactly `size` bytes.
std::optional<QByteArray> inflated(const QByteArray &packed, quint32 size)
{
    QByteArray bytes(static_cast<qsizetype>(size) + 1, Qt::Uninitialized); // one more, to notice what is too long
    z_stream stream{};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
        return {};
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(packed.constData()));
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef *>(bytes.data());
    stream.avail_out = static_cast<uInt>(bytes.size());
    const int ending = inflate(&stream, Z_FINISH);
    const bool isWhole = ending == Z_STREAM_END && stream.total_out == size && stream.avail_in == 0;
    inflateEnd(&stream);
    bytes.chop(1);
    return isWhole ? std::optional(bytes) : std::nullopt;
}

} // namespace

Result<ZipArchive> ZipArchive::open(const QByteArray &bytes)
{
    const qsizetype end = bytes.size() < endSize ? -1 : endOf(bytes);
    if (end < 0)
        return spoilt(u"the file"_s, u"it is a ZIP archive without its list of contents: cut off?"_s);
    const int count = number16(bytes, end + 10);
    qsizetype at = number32(bytes, end + 16);
    if (number16(bytes, end + 4) != 0 || number16(bytes, end + 8) != count || count == 0xFFFF || at == 0xFFFFFFFF)
        return spoilt(u"the file"_s, u"it is a ZIP archive of several parts, or of ZIP64"_s);
    if (count > mostEntries)
        return spoilt(u"the file"_s, u"it holds more than %1 files"_s.arg(mostEntries));
    ZipArchive archive;
    archive.m_bytes = bytes;
    for (int i = 0; i < count; ++i) {
        if (at + centralSize > end || number32(bytes, at) != 0x02014b50)
            return spoilt(u"the file"_s, u"its list of contents is damaged"_s);
        const Entry entry{number16(bytes, at + 8), number16(bytes, at + 10), number32(bytes, at + 16), number32(bytes, at + 20), number32(bytes, at + 24), number32(bytes, at + 42)};
        const qsizetype nameSize = number16(bytes, at + 28), more = number16(bytes, at + 30) + number16(bytes, at + 32);
        if (at + centralSize + nameSize + more > end)
            return spoilt(u"the file"_s, u"its list of contents is damaged"_s);
        const QString name = QString::fromUtf8(bytes.mid(at + centralSize, nameSize));
        if (archive.m_entries.contains(name))
            return spoilt(name, u"it is in the archive twice"_s);
        archive.m_entries.insert(name, entry);
        at += centralSize + nameSize + more;
    }
    return archive;
}

Result<QByteArray> ZipArchive::read(const QString &name)
{
    const auto known = m_entries.constFind(name);
    if (known == m_entries.constEnd())
        return fail(Error::Code::NotFound, name, u"it is not in the archive"_s);
    const Entry &entry = *known;
    constexpr quint16 encrypted = 0x0001;
    if (entry.flags & encrypted)
        return spoilt(name, u"it is encrypted"_s);
    if (entry.method != 0 && entry.method != Z_DEFLATED)
        return spoilt(name, u"it is packed in a way that is not known (%1)"_s.arg(entry.method));
    if (entry.unpacked > m_left)
        return spoilt(name, u"with it more than %1 MiB would be unpacked"_s.arg(mostUnpacked >> 20));
    const qsizetype at = entry.offset;
    if (at + localSize > m_bytes.size() || number32(m_bytes, at) != 0x04034b50)
        return spoilt(name, u"it does not begin where the list of contents says"_s);
    const qsizetype data = at + localSize + number16(m_bytes, at + 26) + number16(m_bytes, at + 28);
    if (data + static_cast<qsizetype>(entry.packed) > m_bytes.size())
        return spoilt(name, u"it is cut off"_s);
    const QByteArray packed = m_bytes.mid(data, entry.packed);
    const auto bytes = entry.method == 0 ? (entry.packed == entry.unpacked ? std::optional(packed) : std::nullopt) : inflated(packed, entry.unpacked);
    if (!bytes)
        return spoilt(name, u"it does not unpack to the size it claims"_s);
    if (crc32(0, reinterpret_cast<const Bytef *>(bytes->constData()), static_cast<uInt>(bytes->size())) != entry.crc)
        return spoilt(name, u"its checksum is wrong"_s);
    m_left -= entry.unpacked;
    return *bytes;
}

} // namespace crossdock::imports
