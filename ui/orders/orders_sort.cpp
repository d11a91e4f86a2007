#include "ui/orders/orders_sort.h"

#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

template <class Value>
int compared(const Value &a, const Value &b)
{
    return a < b ? -1 : b < a ? 1 : 0;
}

/// Below 0 if `a` has less. Without a price is less than free; without a promise comes after all promises.
int compared(OrdersSort::By by, const OrderRow &a, const OrderRow &b)
{
    using By = OrdersSort::By;
    const auto total = [](const OrderRow &row) { return row.total ? std::pair(row.total->currency, row.total->amount) : std::pair(QString(), qint64(-1)); };
    const auto shipBy = [](const OrderRow &row) { return row.shipBy ? toMs(*row.shipBy) : std::numeric_limits<qint64>::max(); };
    const auto place = [](const OrderRow &row) { return std::pair(row.shipTo.section(u", "_s, -1), row.shipTo.section(u", "_s, 0, -2)); };
    switch (by) {
    case By::Number:
        return compared(a.id.number, b.id.number);
    case By::Channel:
        return compared(a.id.channel.text(), b.id.channel.text());
    case By::Placed:
        return compared(a.createdAt, b.createdAt);
    case By::State:
        return compared(a.state, b.state);
    case By::Lines:
        return compared(a.lines, b.lines);
    case By::Units:
        return compared(a.units, b.units);
    case By::Short:
        return compared(a.shortUnits, b.shortUnits);
    case By::Total:
        return compared(total(a), total(b));
    case By::ShipBy:
        return compared(shipBy(a), shipBy(b));
    case By::ShipTo:
        return compared(place(a), place(b));
    }
    Q_UNREACHABLE();
}

} // namespace

bool OrdersSort::isBefore(const OrderRow &a, const OrderRow &b) const
{
    const int difference = order == Qt::AscendingOrder ? compared(by, a, b) : compared(by, b, a);
    return difference != 0 ? difference < 0 : a.createdAt > b.createdAt;
}

} // namespace crossdock::ui
