#pragma once

#include "core/inventory/values/result.h"

#include <QByteArray>
#include <QHash>

namespace crossdock::imports {

/// The files in a ZIP archive (PKWARE APPNOTE 6.3.9: stored and deflated, no encryption, no ZIP64, no several disks). What a file claims of
/// itself is checked: sizes, CRC-32, and that all that is unpacked stays within a limit.
class ZipArchive
{
public:
    /// InvalidInput: `subject` names the file in it, `detail` what is wrong.
    static Result<ZipArchive> open(const QByteArray &bytes);

    static bool isZip(const QByteArray &bytes) { return bytes.startsWith("PK\x03\x04"); }

    bool contains(const QString &name) const { return m_entries.contains(name); }
    Result<QByteArray> read(const QString &name); ///< NotFound: there is none

private:
    struct Entry {
        quint16 flags = 0, method = 0;
        quint32 crc = 0, packed = 0, unpacked = 0, offset = 0;
    };

    static constexpr qint64 mostUnpacked = 256LL << 20; // of all files together: a price list of a million rows has less
    static constexpr int mostEntries = 10'000;

    QByteArray m_bytes;
    QHash<QString, Entry> m_entries;
    qint64 m_left = mostUnpacked;
};

} // namespace crossdock::imports
