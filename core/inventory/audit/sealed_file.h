#pragma once

#include "core/inventory/audit/shop_key.h"
#include "core/inventory/inventory.h"
#include "core/inventory/store/database.h"

#include <QCryptographicHash>
#include <QIODevice>

/// A span of the trail in one file that can be checked and read anywhere.
///
/// UTF-8 text, one record a line: a letter, a space, the SHA-256 of the payload in hex, a space, the payload (JSON).
///   H  once, first: format, version, shop's public key (Ed25519), first and last entry, hash before the first, span
///   N  node, K  SKU, C  channel: names that entries use
///   P  units of a SKU at a node before the first entry
///   E  an entry: the payload is its canonical text, the hash is its hash in the chain (see trail.h)
///   S  once, last: Ed25519 signature over the SHA-256 of all bytes before this line
namespace crossdock::audit {

/// Writes the entries of a span (both ends included; nothing: from the first, to the last). The file appears whole or not
/// at all. Answers a sentence for people.
Result<QString> sealTrail(store::Database &database, const ShopKey &shop, const QString &file, std::optional<Time> from,
                          std::optional<Time> to, Progress &progress);

struct SealedRecord {
    char kind = 0;
    QByteArray hash; ///< hex, as it stands in the file
    QByteArray payload;
    int line = 0;
};

/// Reads the records of a sealed file one by one. InvalidInput: it is no such file.
class SealedReader
{
public:
    explicit SealedReader(QIODevice &device)
        : m_device(device)
    {
    }
    /// Nothing at the end.
    Result<std::optional<SealedRecord>> next();
    /// SHA-256 of all bytes before the line that was read last.
    QByteArray digestBefore() const { return m_digestBefore; }

private:
    QIODevice &m_device;
    QByteArray m_digestBefore;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    int m_line = 0;
};

/// Checks every record, the chain, and the signature. The words name the first thing that is wrong.
Result<Verification> verifyFile(const QString &path, Progress &progress);

} // namespace crossdock::audit
