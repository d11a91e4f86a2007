#pragma once

#include "core/inventory/audit/draft.h"
#include "core/inventory/stock/catalogue.h"

#include <map>

namespace crossdock::stock {

/// Units of one SKU at one node, by account. Never negative.
struct Position {
    Quantity free = 0, reserved = 0, picked = 0, inTransit = 0, quarantine = 0;
    qint64 version = 0; ///< 0: has no row yet

    Quantity &of(audit::Account account);
    Quantity onHand() const { return free + reserved + picked; }
};

/// Moves units between accounts, in double entry. Positions are read once in a command and written once at its end,
/// under the version that was read: another writer's change in between is a Conflict.
class Ledger
{
public:
    explicit Ledger(store::Database &database)
        : m_database(database)
    {
    }

    void begin(); ///< forget what the last command read

    Result<Position> position(qint64 sku, qint64 node);
    /// Every node that has a row for `sku`, by node id.
    Result<std::map<qint64, Position>> positions(qint64 sku);

    /// OutOfStock if the account at `from` holds less than `quantity`. Quantity 0 does nothing.
    Result<> move(audit::Draft &draft, const Item &item, const audit::End &from, const audit::End &to,
                  Quantity quantity);

    Result<> flush();

private:
    using Key = std::pair<qint64, qint64>; // sku, node
    struct Held {
        Position now;
        bool isChanged = false;
    };
    Result<Held *> hold(qint64 sku, qint64 node);

    store::Database &m_database;
    std::map<Key, Held> m_positions;
    QList<qint64> m_read; ///< SKUs whose every position is in m_positions
};

} // namespace crossdock::stock
