#include "ui/orders/order_words.h"

#include "ui/words.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

struct OrderWords {
    Q_DECLARE_TR_FUNCTIONS(OrderWords)
};

} // namespace

QStringList addressLines(const Buyer &buyer)
{
    const QString town = QStringList{buyer.postcode, buyer.city, buyer.region}.join(u' ').simplified();
    QStringList lines{buyer.name, buyer.address, town, buyer.country};
    lines.removeAll(QString());
    return lines;
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
    const QString due = shortMoment(*order.shipBy);
    return isLate ? OrderWords::tr("Late, %1").arg(due) : due;
}

} // namespace crossdock::ui
