#include "ui/orders/order_words.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

struct OrderWords {
    Q_DECLARE_TR_FUNCTIONS(OrderWords)
};

} // namespace

QString orderStateWord(OrderRow::State state)
{
    switch (state) {
    case OrderRow::State::AwaitingPayment:
        return OrderWords::tr("Awaiting payment");
    case OrderRow::State::Open:
        return OrderWords::tr("Open");
    case OrderRow::State::OnHold:
        return OrderWords::tr("On hold");
    case OrderRow::State::Picked:
        return OrderWords::tr("Picked");
    case OrderRow::State::Shipped:
        return OrderWords::tr("Shipped");
    case OrderRow::State::Cancelled:
        return OrderWords::tr("Cancelled");
    }
    Q_UNREACHABLE();
}

bool isLate(const OrderRow &order, Time now)
{
    const bool hasLeft = order.state == OrderRow::State::Shipped || order.state == OrderRow::State::Cancelled;
    return order.shipBy && !hasLeft && *order.shipBy < now;
}

QString shipByText(const OrderRow &order, bool isLate)
{
    if (!order.shipBy)
        return {};
    const QString due = QLocale().toString(toDateTime(*order.shipBy).toLocalTime(), u"d MMM HH:mm"_s);
    return isLate ? OrderWords::tr("Late, %1").arg(due) : due;
}

} // namespace crossdock::ui
