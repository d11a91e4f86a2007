#include "ui/pack/pick_list.h"

#include "ui/words.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

struct PickListWords {
    Q_DECLARE_TR_FUNCTIONS(crossdock::ui::PickList)
};

QString cell(const QString &text)
{
    return u"<td>%1</td>"_s.arg(text.toHtmlEscaped());
}

/// Zone and bin of what is picked from first, large; where to go on from there, small.
QString binCells(const QList<stock::Bin> &bins)
{
    if (bins.isEmpty())
        return u"<td></td><td></td>"_s;
    QString name = u"<b>%1</b>"_s.arg(bins.first().name.toHtmlEscaped());
    if (bins.size() > 1)
        name += u"<br><small>%1</small>"_s.arg(PickListWords::tr("then %1", "bins to go on from").arg(binsText(bins.sliced(1))).toHtmlEscaped());
    return cell(bins.first().zone) + u"<td>%1</td>"_s.arg(name);
}

QString ordersText(const papers::PickLine &line)
{
    QStringList orders;
    for (const auto &[order, units] : line.orders)
        orders.append(line.orders.size() == 1 ? order.number : u"%1 × %2"_s.arg(number(units), order.number));
    return orders.join(u", "_s);
}

} // namespace

QString pickListHtml(const QList<papers::PickLine> &lines, int orders)
{
    const bool hasBins = std::any_of(lines.begin(), lines.end(), [](const papers::PickLine &line) { return !line.bins.isEmpty(); });
    const int columns = hasBins ? 7 : 5;
    QString rows;
    NodeId place;
    for (const papers::PickLine &line : lines) {
        if (line.node != place)
            rows += u"<tr><td colspan=%1><b>%2</b></td></tr>"_s.arg(columns).arg(line.node.text().toHtmlEscaped());
        place = line.node;
        rows += u"<tr><td>☐</td>"_s + (hasBins ? binCells(line.bins) : QString()) + u"<td align=right><b>%1</b></td>"_s.arg(number(line.units)) + cell(line.sku.text()) + cell(line.name) + cell(ordersText(line)) + u"</tr>"_s;
    }
    const auto head = [](const QString &text) { return u"<th align=left>%1</th>"_s.arg(text.toHtmlEscaped()); };
    const QString heads = (hasBins ? head(PickListWords::tr("Zone")) + head(PickListWords::tr("Bin")) : QString()) + u"<th align=right>%1</th>"_s.arg(PickListWords::tr("Units").toHtmlEscaped())
        + head(u"SKU"_s) + head(PickListWords::tr("Product")) + head(PickListWords::tr("For order"));
    return u"<h1>"_s + PickListWords::tr("Pick list").toHtmlEscaped() + u"</h1><p>"_s + PickListWords::tr("%Ln order(s)", nullptr, orders).toHtmlEscaped()
        + u"</p><table width='100%' cellpadding=5 border=1 style='border-collapse: collapse'><tr><th></th>"_s + heads + u"</tr>"_s + rows + u"</table>"_s;
}

} // namespace crossdock::ui
