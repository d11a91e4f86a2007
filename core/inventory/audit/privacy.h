#pragma once

#include "core/inventory/audit/shop_key.h"
#include "core/inventory/channels/channel_order.h"
#include "core/inventory/store/database.h"

namespace crossdock::audit {

/// Buyers' data, each order under a key of its own that is itself sealed with the shop's key. Destroying an order's key
/// destroys its buyer's data everywhere, backups of the trail included; the trail holds only the hash of what was sealed. Beside it stand marks
/// by which orders of the same buyer are counted; see buyer_marks.h.
class Privacy
{
public:
    Privacy(store::Database &database, const ShopKey &shop)
        : m_database(database)
        , m_shop(shop)
    {
    }

    void begin() { m_key.reset(); } ///< forget what the last command read

    /// Seals the buyer's data of an order, and marks it. Answers the SHA-256 of what was sealed (hex), for the trail.
    Result<QString> keep(qint64 sale, const Buyer &buyer);
    /// Seals a message as it came.
    Result<> keepMessage(qint64 channel, qint64 sale, const QString &event, Time at, const QByteArray &raw);

    /// Seals what belongs to a label of an order, in place of what was kept of that kind. Answers the SHA-256 of what was
    /// sealed (hex); empty: the key is destroyed, and nothing is kept.
    Result<QString> keepOfLabel(qint64 sale, qint64 label, const QString &kind, const QByteArray &plain);

    /// Nothing if the key was destroyed or no data ever came.
    Result<std::optional<Buyer>> buyer(qint64 sale);
    Result<std::optional<QByteArray>> ofLabel(qint64 sale, qint64 label, const QString &kind);

    /// Marks the buyers of orders that were sealed before there were marks. Once, outside of a transaction, before anybody counts.
    Result<> markEarlier();

    /// Destroys the key, everything it sealed, and the marks with what rules counted under them.
    Result<> forget(qint64 sale);
    Result<bool> isForgotten(qint64 sale);

private:
    Result<> mark(qint64 sale, const Buyer &buyer);
    Result<> markSome(const QList<qint64> &sales);
    Result<> forgetCounts(qint64 sale);
    Result<std::optional<QByteArray>> wrapped(qint64 sale); ///< empty: destroyed
    Result<std::optional<QByteArray>> key(qint64 sale);
    Result<std::optional<QByteArray>> keyOrNew(qint64 sale); ///< nothing: destroyed

    store::Database &m_database;
    const ShopKey &m_shop;
    std::optional<std::pair<qint64, QByteArray>> m_key; ///< of the order at hand
};

/// XChaCha20-Poly1305 with a random nonce in front.
QByteArray seal(const QByteArray &plain, const QByteArray &key);
std::optional<QByteArray> open(const QByteArray &sealed, const QByteArray &key);

} // namespace crossdock::audit
