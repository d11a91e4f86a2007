#include "ui/pack/pack_box.h"

#include "ui/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr qsizetype shortestBarcode = 8; // EAN-8

struct PackBoxWords {
    Q_DECLARE_TR_FUNCTIONS(crossdock::ui::PackBox)
};

/// A scanner may send a UPC of 12 digits as an EAN of 13.
QString keyOf(const QString &code)
{
    QString key = code.trimmed().toCaseFolded();
    const bool isNumber = std::all_of(key.begin(), key.end(), [](QChar c) { return c.isDigit(); });
    while (isNumber && key.size() > shortestBarcode && key.startsWith(u'0'))
        key.remove(0, 1);
    return key;
}

template <class Take>
void eachReservation(const OrderDetail &order, Take take)
{
    for (const OrderDetail::Line &line : order.lines)
        for (const OrderDetail::Reservation &reservation : line.reservations)
            if (reservation.isOwn && reservation.reserved + reservation.picked > 0)
                take(reservation.sku, reservation.reserved + reservation.picked);
}

QList<NodeId> nodesHolding(const OrderDetail &order, bool isOwn)
{
    QList<NodeId> nodes;
    for (const OrderDetail::Line &line : order.lines)
        for (const OrderDetail::Reservation &held : line.reservations)
            if (held.isOwn == isOwn && held.reserved + held.picked > 0 && !nodes.contains(held.node))
                nodes.append(held.node);
    return nodes;
}

/// Where what is still to be fetched of it lies. Of several warehouses each with its name.
QString placeOf(const OrderDetail &order, const query::StockOf::Item &item)
{
    QList<NodeId> nodes;
    for (const OrderDetail::Line &line : order.lines)
        for (const OrderDetail::Reservation &held : line.reservations)
            if (held.isOwn && held.reserved > 0 && held.sku == item.row.sku && !nodes.contains(held.node))
                nodes.append(held.node);
    const bool isAtSeveral = nodesToPack(order).size() > 1;
    QStringList texts;
    for (const NodeId &node : nodes)
        if (const QString bins = binsText(stock::binsAt(item.bins, node)); !bins.isEmpty())
            texts.append(isAtSeveral ? PackBoxWords::tr("%1: %2", "warehouse, bins").arg(node.text(), bins) : bins);
    return texts.join(u'\n');
}

} // namespace

QString namesOf(const QList<NodeId> &nodes)
{
    QStringList names;
    for (const NodeId &node : nodes)
        names.append(node.text());
    return names.join(u", "_s);
}

QList<NodeId> nodesToPack(const OrderDetail &order)
{
    return nodesHolding(order, true);
}

QList<NodeId> nodesOfOthers(const OrderDetail &order)
{
    return nodesHolding(order, false);
}

QList<Sku> skusToPack(const OrderDetail &order)
{
    QList<Sku> skus;
    eachReservation(order, [&](const Sku &sku, Quantity) {
        if (!skus.contains(sku))
            skus.append(sku);
    });
    return skus;
}

PackBox::PackBox(OrderDetail order, const QList<query::StockOf::Item> &items)
    : m_order(std::move(order))
{
    for (const Sku &sku : skusToPack(m_order)) {
        Item item{.sku = sku};
        const auto known = std::find_if(items.begin(), items.end(), [&](const auto &i) { return i.row.sku == sku; });
        if (known != items.end()) {
            item.name = known->details.name;
            item.barcode = known->details.barcode;
            item.place = placeOf(m_order, *known);
            if (known->details.weightG > 0)
                item.weightG = known->details.weightG;
        }
        m_items.append(item);
    }
    eachReservation(m_order, [this](const Sku &sku, Quantity units) {
        std::find_if(m_items.begin(), m_items.end(), [&](const Item &item) { return item.sku == sku; })->wanted += units;
    });
}

PackBox::Scan PackBox::take(const QString &code)
{
    const QString key = keyOf(code);
    Scan answer = Scan::NotInOrder;
    for (int row = 0; row < static_cast<int>(m_items.size()); ++row) {
        Item &item = m_items[row];
        const bool isMeant = !key.isEmpty() && (key == keyOf(item.sku.text()) || (!item.barcode.isEmpty() && key == keyOf(item.barcode)));
        if (!isMeant)
            continue;
        if (item.checked < item.wanted) {
            ++item.checked;
            m_scanned.append(row);
            return Scan::Counted;
        }
        answer = Scan::TooMany; // unless another product has the same barcode
    }
    return answer;
}

std::optional<PackBox::Item> PackBox::takeBack()
{
    if (m_scanned.isEmpty())
        return {};
    Item &item = m_items[m_scanned.takeLast()];
    --item.checked;
    return item;
}

Quantity PackBox::wanted() const
{
    return std::accumulate(m_items.begin(), m_items.end(), Quantity(0), [](Quantity sum, const Item &item) { return sum + item.wanted; });
}

Quantity PackBox::checked() const
{
    return std::accumulate(m_items.begin(), m_items.end(), Quantity(0), [](Quantity sum, const Item &item) { return sum + item.checked; });
}

std::optional<qint64> PackBox::weightG() const
{
    qint64 sum = 0;
    for (const Item &item : m_items) {
        if (!item.weightG)
            return {};
        sum += *item.weightG * item.wanted;
    }
    return sum;
}

QString PackBox::obstacle(const OrderDetail &order)
{
    const QString name = order.row.id.text();
    if (order.row.isByChannel)
        return PackBoxWords::tr("Order %1 is shipped by its channel.").arg(name);
    if (order.row.state != OrderRow::State::Open && order.row.state != OrderRow::State::Picked)
        return PackBoxWords::tr("Order %1 cannot be packed: %2.").arg(name, badge(order.row.state).text.toLower());
    const QString others = namesOf(nodesOfOthers(order));
    if (skusToPack(order).isEmpty() && !others.isEmpty())
        return PackBoxWords::tr("Order %1 is not packed here: %2 packs and sends it.").arg(name, others);
    if (skusToPack(order).isEmpty())
        return PackBoxWords::tr("Order %1 cannot be packed: nothing of it is in stock.").arg(name);
    return {};
}

} // namespace crossdock::ui
