#include "core/inventory/stock/bin_book.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::stock {
namespace {

constexpr qsizetype mostBins = 50; // of one SKU in one warehouse: more is a list of something else

/// Each once, and valid.
Result<QList<Bin>> checked(const QList<Bin> &wanted)
{
    QList<Bin> bins;
    for (const Bin &one : wanted) {
        const auto bin = Bin::parse(one.zone, one.name);
        if (!bin)
            return tl::make_unexpected(bin.error());
        if (bins.contains(*bin))
            return fail(Error::Code::InvalidInput, bin->text(), u"it stands there twice"_s);
        bins.append(*bin);
    }
    return bins;
}

QJsonArray textsOf(const QList<Bin> &bins)
{
    QJsonArray texts;
    for (const Bin &bin : bins)
        texts.append(bin.text());
    return texts;
}

} // namespace

Result<BinBook::Place> BinBook::place(const Sku &sku, const NodeId &name)
{
    const auto item = m_catalogue.item(sku);
    const auto node = m_nodes.node(name);
    if (!item || !node)
        return tl::make_unexpected(!item ? item.error() : node.error());
    if (item->isKit)
        return fail(Error::Code::NotAllowed, sku.text(), u"a kit is made of its parts: they lie in bins, it does not"_s);
    const auto kind = m_database.first(u"SELECT kind FROM node WHERE id = ?"_s, {node->id}, [](const store::Row &row) { return row.text(0); });
    const auto bins = m_database.select(u"SELECT zone, name FROM bin WHERE sku_id = ? AND node_id = ? ORDER BY position"_s, {item->id, node->id}, [](const store::Row &row) { return Bin{row.text(0), row.text(1)}; });
    if (!kind || !bins)
        return tl::make_unexpected(!kind ? kind.error() : bins.error());
    if (*kind != u"warehouse"_s)
        return fail(Error::Code::NotAllowed, name.text(), u"it is no warehouse of ours (%1): only those have bins here"_s.arg(kind->value_or(QString())));
    return Place{*item, *node, *bins};
}

Result<> BinBook::set(audit::Draft &draft, const command::SetBins &command)
{
    const auto bins = checked(command.bins);
    const auto known = place(command.sku, command.node);
    if (!bins || !known)
        return tl::make_unexpected(!bins ? bins.error() : known.error());
    if (bins->isEmpty() || bins->size() > mostBins)
        return fail(Error::Code::InvalidInput, command.sku.text(), u"it lies in 1 to %1 bins of a warehouse"_s.arg(mostBins));
    if (*bins == known->bins)
        return {};
    draft.setWhat(u"bins.set"_s);
    return put(draft, *known, *bins);
}

Result<> BinBook::remove(audit::Draft &draft, const command::RemoveBins &command)
{
    const auto known = place(command.sku, command.node);
    if (!known)
        return tl::make_unexpected(known.error());
    const QString name = command.bin.simplified();
    QList<Bin> left = known->bins;
    left.removeIf([&](const Bin &bin) { return name.isEmpty() || bin.name == name; });
    if (left.size() == known->bins.size())
        return name.isEmpty() ? fail(Error::Code::NotAllowed, command.sku.text(), u"it lies in no bin of %1"_s.arg(command.node.text()))
                              : fail(Error::Code::NotFound, name, u"%1 does not lie there at %2"_s.arg(command.sku.text(), command.node.text()));
    draft.setWhat(u"bins.remove"_s);
    return put(draft, *known, left);
}

Result<> BinBook::put(audit::Draft &draft, const Place &place, const QList<Bin> &bins)
{
    CROSSDOCK_TRY(m_database.execute(u"DELETE FROM bin WHERE sku_id = ? AND node_id = ?"_s, {place.item.id, place.node.id}));
    qint64 position = 0;
    for (const Bin &bin : bins)
        CROSSDOCK_TRY(m_database.execute(u"INSERT INTO bin (sku_id, node_id, position, zone, name) VALUES (?, ?, ?, ?, ?)"_s, {place.item.id, place.node.id, ++position, bin.zone, bin.name}));
    draft.about(place.item.sku);
    draft.about(place.node.name);
    draft.changed(u"bins"_s, textsOf(place.bins), textsOf(bins));
    draft.touchSku(place.item.id);
    return {};
}

Result<QList<BinAt>> binsOf(store::Database &database, qint64 sku)
{
    return database.select(u"SELECT n.name, b.zone, b.name FROM bin b JOIN node n ON n.id = b.node_id "
                           "WHERE b.sku_id = ? AND n.kind = 'warehouse' AND n.is_removed = 0 ORDER BY n.id, b.position"_s,
                           {sku}, [](const store::Row &row) { return BinAt{*NodeId::parse(row.text(0)), {row.text(1), row.text(2)}}; });
}

} // namespace crossdock::stock
