#include "ui/pack/order_finder.h"

#include "core/inventory/inventory.h"
#include "ui/error_text.h"

namespace crossdock::ui {
namespace {

constexpr int ordersLookedAt = 20; // with the same number on several channels

} // namespace

OrderFinder::OrderFinder(Inventory &inventory, QObject *parent)
    : QObject(parent)
    , m_inventory(inventory)
{
}

template <class Query, class Then>
void OrderFinder::ask(const Query &query, Then then)
{
    const int asked = ++m_asked;
    m_inventory.ask(query, this, [this, asked, then](const Result<typename Query::Answer> &answer) {
        if (asked != m_asked)
            return;
        if (answer)
            then(*answer);
        else
            Q_EMIT failed(errorText(answer.error()));
    });
}

void OrderFinder::find(const QString &number)
{
    const auto named = OrderId::parse(number);
    if (number.contains(u'/') && named)
        read(*named);
    else
        ask(query::Orders{.text = number, .limit = ordersLookedAt}, [this, number](const query::Orders::Answer &answer) { choose(number, answer.rows); });
}

void OrderFinder::choose(const QString &number, const QList<OrderRow> &rows)
{
    QList<OrderId> same;
    for (const OrderRow &row : rows)
        if (row.id.number.compare(number, Qt::CaseInsensitive) == 0)
            same.append(row.id);
    if (same.size() == 1)
        read(same.first());
    else if (same.isEmpty())
        Q_EMIT unknown(number);
    else
        Q_EMIT failed(tr("Several channels have an order %1: type it as %2, or choose it in the list.").arg(number, same.first().text()));
}

void OrderFinder::read(const OrderId &id)
{
    ask(query::Order{id}, [this](const OrderDetail &order) {
        const QString obstacle = PackBox::obstacle(order);
        if (obstacle.isEmpty())
            readItems(order);
        else
            Q_EMIT failed(obstacle);
    });
}

void OrderFinder::readItems(const OrderDetail &order)
{
    ask(query::StockOf{.skus = skusToPack(order)}, [this, order](const query::StockOf::Answer &items) { Q_EMIT found(PackBox(order, items)); });
}

} // namespace crossdock::ui
