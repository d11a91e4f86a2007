#pragma once

#include "core/inventory/audit/draft.h"
#include "core/inventory/store/database.h"

namespace crossdock::audit {

/// The chain of all entries: each is hashed together with the hash of the one before it. Append-only.
///
/// What is hashed is the entry's canonical text: one JSON object with sorted keys and no spaces, UTF-8, with the members
/// about… (see `body`), actor{kind,name}, at (ms since 1970), cause, key, number, prev (hex), what, why.
class Trail
{
public:
    explicit Trail(store::Database &database)
        : m_database(database)
    {
    }

    /// The number the next entry gets. Takes the lock on the head where writers share a database.
    Result<qint64> nextNumber();

    /// Writes the draft as the next entry, with its subjects and movements.
    Result<Entry> append(const Draft &draft, const Request &request);

    /// Forget what is known of the head (after a rollback, or before a transaction where writers share a database).
    void forgetHead() { m_number = -1; }

private:
    Result<> checkHead(qint64 number);

    store::Database &m_database;
    qint64 m_newest = -1; ///< where the head was when it was last seen; -1: not looked at yet
    qint64 m_number = -1; ///< of the last entry; -1: not read yet
    QByteArray m_hash; ///< of the last entry, hex
};

/// An entry from its canonical text. Refuses what is no entry.
Result<Entry> parseEntry(const QByteArray &text, const QByteArray &hashHex);

/// SHA-256 in hex.
QByteArray hashOf(const QByteArray &text);

QString nameOf(Actor::Kind kind);
Actor::Kind actorKind(const QString &name);

/// Sixty-four zeros: what the first entry follows.
QByteArray hashBeforeFirst();

} // namespace crossdock::audit
