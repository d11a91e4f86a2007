#include "ui/pack/pick_list.h"

#include "ui/words.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

struct PickListWords {
    Q_DECLARE_TR_FUNCTIONS(crossdock::ui::PickList)
};

} // namespace

PickList::PickList(const QList<OrderDetail> &orders)
    : m_orders(static_cast<int>(orders.size()))
{
    std::map<std::pair<QString, QString>, Line> lines;
    for (const OrderDetail &order : orders)
        for (const OrderDetail::Line &line : order.lines)
            for (const OrderDetail::Reservation &held : line.reservations) {
                if (held.reserved == 0 || !held.isOwn) // picked units are there already; others pick what lies with them
                    continue;
                Line &wanted = lines[{held.node.text(), held.sku.text()}];
                wanted.node = held.node;
                wanted.sku = held.sku;
                wanted.units += held.reserved;
                if (!wanted.orders.isEmpty() && wanted.orders.last().first == order.row.id.number)
                    wanted.orders.last().second += held.reserved;
                else
                    wanted.orders.append({order.row.id.number, held.reserved});
            }
    for (const auto &[key, line] : lines)
        m_lines.append(line);
}

QList<Sku> PickList::skus() const
{
    QList<Sku> skus;
    for (const Line &line : m_lines)
        if (!skus.contains(line.sku))
            skus.append(line.sku);
    return skus;
}

QString PickList::html(const QList<query::StockOf::Item> &items) const
{
    QString rows;
    NodeId place;
    for (const Line &line : m_lines) {
        if (line.node != place)
            rows += u"<tr><td colspan=5><b>%1</b></td></tr>"_s.arg(line.node.text().toHtmlEscaped());
        place = line.node;
        const auto item = std::find_if(items.begin(), items.end(), [&](const auto &one) { return one.row.sku == line.sku; });
        QStringList orders;
        for (const auto &[order, units] : line.orders)
            orders.append(line.orders.size() == 1 ? order : u"%1 × %2"_s.arg(number(units), order));
        rows += u"<tr><td>☐</td><td align=right><b>%1</b></td><td>%2</td><td>%3</td><td>%4</td></tr>"_s.arg(
            number(line.units), line.sku.text().toHtmlEscaped(), (item == items.end() ? QString() : item->row.name).toHtmlEscaped(), orders.join(u", "_s).toHtmlEscaped());
    }
    return u"<h1>%1</h1><p>%2</p><table width='100%' cellpadding=5 border=1 style='border-collapse: collapse'>"
           "<tr><th></th><th align=right>%3</th><th align=left>SKU</th><th align=left>%4</th><th align=left>%5</th></tr>%6</table>"_s
        .arg(PickListWords::tr("Pick list").toHtmlEscaped(), PickListWords::tr("%Ln order(s)", nullptr, m_orders).toHtmlEscaped(), PickListWords::tr("Units").toHtmlEscaped(), PickListWords::tr("Product").toHtmlEscaped(), PickListWords::tr("For order").toHtmlEscaped(), rows);
}

} // namespace crossdock::ui
