#include "core/inventory/fulfilment/pick_list.h"

#include <algorithm>
#include <map>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::papers {
namespace {

template <class Take>
void eachToPick(const QList<OrderDetail> &orders, Take take)
{
    for (const OrderDetail &order : orders)
        for (const OrderDetail::Line &line : order.lines)
            for (const OrderDetail::Reservation &held : line.reservations)
                if (held.reserved > 0 && held.isOwn)
                    take(order.row.id, held);
}

bool comesFirst(const PickLine &a, const PickLine &b)
{
    if (a.node != b.node)
        return a.node < b.node;
    if (a.bins.isEmpty() != b.bins.isEmpty())
        return b.bins.isEmpty();
    const int walk = a.bins.isEmpty() ? 0 : stock::compareByWalk(a.bins.first(), b.bins.first());
    return walk != 0 ? walk < 0 : a.sku < b.sku;
}

} // namespace

QList<PickLine> pickLines(const QList<OrderDetail> &orders, const QList<query::StockOf::Item> &items)
{
    std::map<std::pair<QString, QString>, PickLine> wanted;
    eachToPick(orders, [&](const OrderId &order, const OrderDetail::Reservation &held) {
        PickLine &line = wanted[{held.node.text(), held.sku.text()}];
        line.node = held.node;
        line.sku = held.sku;
        line.units += held.reserved;
        if (!line.orders.isEmpty() && line.orders.last().first == order)
            line.orders.last().second += held.reserved;
        else
            line.orders.append({order, held.reserved});
    });
    QList<PickLine> lines;
    for (auto &[key, line] : wanted) {
        const auto item = std::find_if(items.begin(), items.end(), [&, &sku = line.sku](const query::StockOf::Item &one) { return one.row.sku == sku; });
        if (item != items.end()) {
            line.name = item->row.name;
            line.bins = stock::binsAt(item->bins, line.node);
        }
        lines.append(line);
    }
    std::stable_sort(lines.begin(), lines.end(), comesFirst);
    return lines;
}

QList<Sku> skusToPick(const QList<OrderDetail> &orders)
{
    QList<Sku> skus;
    eachToPick(orders, [&](const OrderId &, const OrderDetail::Reservation &held) {
        if (!skus.contains(held.sku))
            skus.append(held.sku);
    });
    return skus;
}

} // namespace crossdock::papers
