#pragma once

#include "core/inventory/stock/ledger.h"
#include "core/inventory/stock/nodes.h"

namespace crossdock::orders {

/// Holds units for lines of orders, at nodes. A kit's line holds all components of a kit or none; its units are kits.
class Reservations
{
public:
    using Pool = QList<stock::Nodes::Node>;

    Reservations(store::Database &database, stock::Catalogue &catalogue, stock::Ledger &ledger, stock::Nodes &nodes)
        : m_database(database)
        , m_catalogue(catalogue)
        , m_ledger(ledger)
        , m_nodes(nodes)
    {
    }

    /// What could be reserved now from these nodes.
    Result<Quantity> available(const stock::Item &item, const Pool &pool);

    /// Reserves as many of `units` as there are. Answers how many.
    Result<Quantity> reserve(audit::Draft &draft, qint64 line, const stock::Item &item, Quantity units, const Pool &pool);

    /// Gives units that are reserved or picked back to stock, those of a node first if there is one.
    Result<> release(audit::Draft &draft, qint64 line, const stock::Item &item, Quantity units, std::optional<qint64> firstFrom = {});

    /// What is reserved becomes picked, but at these nodes.
    Result<> pick(audit::Draft &draft, qint64 line, const QList<qint64> &butAt);

    using AtNodes = QMap<qint64, Quantity>; ///< whole units of a line, by node

    /// Units leave: picked ones first. With a node, from there. Those of `kept` stay where they are.
    Result<> ship(audit::Draft &draft, qint64 line, const stock::Item &item, Quantity units, std::optional<qint64> node = {}, const AtNodes &kept = {});

    /// Whole units held at a node: of a kit, as many as its parts there make.
    Result<Quantity> heldAt(qint64 line, const stock::Item &item, qint64 node);

    // Of single nodes. What a line holds at one, by part:
    struct Held {
        qint64 sku = 0;
        stock::Nodes::Node node;
        Quantity reserved = 0, picked = 0;
    };
    Result<QList<Held>> held(qint64 line);
    Result<QList<stock::Part>> partsOf(qint64 sku); ///< of a plain SKU: itself, once

    /// Units of a part of a line, reserved at a node (above 0) or given back there.
    struct Shift {
        qint64 line = 0;
        stock::Item part;
        qint64 node = 0;
        Quantity units = 0;
    };
    /// First everything is given back, then reserved. OutOfStock: it is not there.
    Result<> shift(audit::Draft &draft, const QList<Shift> &shifts);

    enum class Turn { Pick, Unpick };
    /// Reserved units at a node become picked, or picked ones reserved: as many of `units` as there are beside `kept`.
    Result<> turn(audit::Draft &draft, qint64 line, const stock::Item &item, qint64 node, Quantity units, Turn turn, Quantity kept = 0);

    /// Takes `units` of a plain SKU at a node away from the youngest lines that hold them, picked ones last: those become short.
    Result<> takeBack(audit::Draft &draft, const stock::Item &item, const stock::Nodes::Node &node, Quantity units);

private:
    struct Row {
        qint64 line = 0;
        stock::Nodes::Node node;
        Quantity reserved = 0, picked = 0;
    };
    Result<QList<stock::Part>> parts(const stock::Item &item); ///< of a plain SKU: itself, once
    Result<QList<Row>> rows(qint64 line, qint64 sku);
    Result<> reservePart(audit::Draft &draft, qint64 line, const stock::Item &item, Quantity units, const Pool &pool);
    Result<> releasePart(audit::Draft &draft, qint64 line, const stock::Item &item, Quantity units, std::optional<qint64> firstFrom);
    Result<> shipPart(audit::Draft &draft, qint64 line, const stock::Part &part, Quantity units, std::optional<qint64> node, const AtNodes &kept);
    Result<> add(qint64 line, qint64 sku, qint64 node, Quantity reserved, Quantity picked, Quantity shipped);

    store::Database &m_database;
    stock::Catalogue &m_catalogue;
    stock::Ledger &m_ledger;
    stock::Nodes &m_nodes;
};

} // namespace crossdock::orders
