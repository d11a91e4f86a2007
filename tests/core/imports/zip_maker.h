#pragma once

#include <QByteArray>
#include <QList>

namespace crossdock::test {

/// A file of an archive, and what is to be wrong with it.
struct ZipFile {
    QByteArray name, bytes;
    bool isPacked = true;
    quint32 crcError = 0; ///< added to the checksum
    qint64 sizeError = 0; ///< added to the size it claims
    quint16 flags = 0, method = 0xFFFF; ///< 0xFFFF: as it is packed
};

/// An archive as APPNOTE 6.3.9 has it, made here apart from the code that reads it.
QByteArray zipOf(const QList<ZipFile> &files);

} // namespace crossdock::test
