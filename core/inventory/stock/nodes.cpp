#include "core/inventory/stock/nodes.h"

#include "core/inventory/fulfilment/node_kinds.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::stock {

Result<QList<Nodes::Node>> Nodes::all()
{
    if (!m_isRead) {
        auto nodes = m_database.select(u"SELECT id, name FROM node WHERE is_removed = 0 ORDER BY id"_s, {}, [](const store::Row &row) {
            return Node{row.number(0), *NodeId::parse(row.text(1))};
        });
        if (!nodes)
            return tl::make_unexpected(nodes.error());
        m_nodes = *nodes;
        m_isRead = true;
    }
    return m_nodes;
}

Result<Nodes::Node> Nodes::node(const NodeId &name)
{
    const auto nodes = all();
    if (!nodes)
        return tl::make_unexpected(nodes.error());
    for (const Node &node : *nodes) {
        if (node.name == name)
            return node;
    }
    return fail(Error::Code::NotFound, name.text(), u"no such node; add it with: crossdock node add warehouse %1"_s.arg(name.text()));
}

namespace {

/// What is known of a node, also of one that was removed.
struct Known {
    QString kind, title;
    NodeDetails details;
    bool isRemoved = false;
};

/// What the node is afterwards.
NodeRow after(const command::DefineNode &wanted, const std::optional<Known> &known)
{
    const NodeDetails before = known ? known->details : NodeDetails{};
    NodeRow row{wanted.node, wanted.kind, wanted.title.isEmpty() ? wanted.node.text() : wanted.title, wanted.details.value_or(before)};
    if (!wanted.kept)
        return row;
    if (row.kind.isEmpty())
        row.kind = known ? known->kind : fulfilment::ownKind();
    if (known && wanted.kept->contains(u"title"_s))
        row.title = known->title;
    row.details = withKept(row.details, before, *wanted.kept);
    return row;
}

} // namespace

Result<> Nodes::define(audit::Draft &draft, const command::DefineNode &wanted)
{
    const auto known = m_database.first(u"SELECT kind, title, details, is_removed FROM node WHERE name = ?"_s, {wanted.node.text()}, [](const store::Row &row) {
        return Known{row.text(0), row.text(1), nodeDetailsFrom(QJsonDocument::fromJson(row.text(2).toUtf8()).object()), row.flag(3)};
    });
    if (!known)
        return tl::make_unexpected(known.error());
    const NodeRow row = after(wanted, *known);
    const NodeDetails before = *known ? (*known)->details : NodeDetails{};
    const bool isSame = *known && !(*known)->isRemoved && (*known)->kind == row.kind && (*known)->title == row.title && before == row.details;
    if (wanted.kept && isSame)
        return {};
    if (wanted.kept && !*known && row.kind == fulfilment::ownKind() && !row.details.url.isEmpty())
        return fail(Error::Code::InvalidInput, wanted.node.text(), u"it has an address, so it is no warehouse: say its kind"_s);
    draft.about(wanted.node);
    draft.say(u"kind"_s, row.kind);
    if (wanted.kept && *known && (*known)->title != row.title)
        draft.changed(u"title"_s, (*known)->title, row.title);
    else
        draft.changed(u"title"_s, QString(), wanted.title);
    if (row.details != before)
        draft.changed(u"details"_s, toJson(before), toJson(row.details));
    draft.setWhat(u"node.define"_s);
    CROSSDOCK_TRY(m_database.execute(u"INSERT INTO node (name, kind, title, details) VALUES (?, ?, ?, ?) "
                                     "ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, title = excluded.title, details = excluded.details, is_removed = 0"_s,
                                     {row.node.text(), row.kind, row.title, QString::fromUtf8(QJsonDocument(toJson(row.details)).toJson(QJsonDocument::Compact))}));
    forget();
    draft.emitLater(event::NodeChanged{row});
    return {};
}

Result<> Nodes::remove(audit::Draft &draft, const NodeId &name)
{
    const auto known = node(name);
    if (!known)
        return tl::make_unexpected(known.error());
    const auto units = m_database.first(u"SELECT COALESCE(SUM(free + reserved + picked + in_transit + quarantine), 0) FROM position WHERE node_id = ?"_s, {known->id}, [](const store::Row &row) { return row.number(0); });
    const auto parcels = m_database.first(u"SELECT COUNT(*) FROM parcel WHERE node_id = ? AND state IN ('planned', 'handing over', 'at node', 'partly sent')"_s, {known->id}, [](const store::Row &row) { return row.number(0); });
    const auto row = m_database.first(u"SELECT kind, title FROM node WHERE id = ?"_s, {known->id}, [&](const store::Row &line) { return NodeRow{name, line.text(0), line.text(1), {}, {}}; });
    if (!units || !parcels || !row)
        return tl::make_unexpected(!units ? units.error() : !parcels ? parcels.error() : row.error());
    if (units->value_or(0) > 0 || parcels->value_or(0) > 0)
        return fail(Error::Code::NotAllowed, name.text(), units->value_or(0) > 0 ? u"%1 units are there: transfer them, or count them as 0"_s.arg(**units) : u"%1 parcels are still to be sent from there"_s.arg(**parcels));
    // What it was asked to leave, and never said that it did: nothing is held for it there any more.
    CROSSDOCK_TRY(m_database.each(u"SELECT sale_id FROM parcel WHERE node_id = ? AND state = 'cancelling'"_s, {known->id}, [&](const store::Row &line) { draft.touchSale(line.number(0)); }));
    CROSSDOCK_TRY(m_database.execute(u"UPDATE parcel SET state = 'cancelled', words = 'its place was removed', changed_at = ? WHERE node_id = ? AND state = 'cancelling'"_s, {toMs(draft.at()), known->id}));
    for (const QString &table : {u"node_level"_s, u"node_feed"_s})
        CROSSDOCK_TRY(m_database.execute(u"DELETE FROM %1 WHERE node_id = ?"_s.arg(table), {known->id}));
    CROSSDOCK_TRY(m_database.execute(u"UPDATE node SET is_removed = 1 WHERE id = ?"_s, {known->id}));
    forget();
    draft.setWhat(u"node.remove"_s);
    draft.about(name);
    draft.emitLater(event::NodeChanged{**row, true});
    return {};
}

} // namespace crossdock::stock
