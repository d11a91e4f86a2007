#pragma once

#include "core/inventory/audit/draft.h"
#include "core/inventory/channels/registry.h"

namespace crossdock::orders {

/// For a column that may be NULL.
inline QVariant timeOrNull(const std::optional<Time> &time)
{
    return time ? QVariant(toMs(*time)) : QVariant(QMetaType(QMetaType::LongLong));
}

/// An order as the ledger has it.
struct Sale {
    enum class State { AwaitingPayment, Open, Picked, Shipped, Cancelled };

    qint64 id = 0, channel = 0;
    OrderId order;
    Time revision{}, createdAt{};
    QString fingerprint;
    State state = State::Open;
    bool isHeld = false, isByChannel = false;
    qint64 entry = 0; ///< that last changed it

    static QString nameOf(State state);
    static State stateOf(const QString &name);
};

struct SaleLine {
    qint64 id = 0;
    QString line, listing, channelSku;
    std::optional<qint64> sku;
    Quantity ordered = 0; ///< as the channel says it
    Quantity quantity = 0; ///< less what was cancelled here
    Quantity cancelledHere = 0, shortUnits = 0, shipped = 0, returned = 0;
    Quantity held() const { return quantity - shortUnits - shipped; }
};

/// The rows of orders and their lines.
class Sales
{
public:
    Sales(store::Database &database, channels::Registry &registry)
        : m_database(database)
        , m_registry(registry)
    {
    }

    Result<std::optional<Sale>> find(qint64 channel, const QString &number);
    Result<Sale> named(const OrderId &order); ///< NotFound
    Result<QList<SaleLine>> linesOf(qint64 sale);

    Result<Sale> create(audit::Draft &draft, const ChannelOrder &order, qint64 channel, const QString &fingerprint);
    Result<SaleLine> addLine(const Sale &sale, SaleLine line, const std::optional<Money> &price); ///< without units
    Result<> save(const SaleLine &line);
    Result<> savePlace(qint64 sale, const Buyer &buyer); ///< where it goes, as far as it is kept in clear
    Result<> saveState(audit::Draft &draft, Sale &sale, Sale::State state);

private:
    store::Database &m_database;
    channels::Registry &m_registry;
};

} // namespace crossdock::orders
