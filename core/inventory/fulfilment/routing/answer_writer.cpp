#include "core/inventory/fulfilment/routing/answer_writer.h"

#include <algorithm>

namespace crossdock::routing {
namespace {

QByteArray planJson(const Problem &problem, const Order &order, const Plan &plan, const MoreOfParcel &more)
{
    std::vector<bool> isShipped(order.lines.size(), false);
    QList<QByteArray> parcels, unfilled;
    for (const int index : plan) {
        const Column &column = problem.columns[static_cast<size_t>(index)];
        QList<QByteArray> lines;
        for (const int line : column.lines) {
            isShipped[static_cast<size_t>(line)] = true;
            lines.append(quoted(order.lines[static_cast<size_t>(line)].id));
        }
        parcels.append("{\"node\":" + quoted(problem.nodes[static_cast<size_t>(column.node)].id) + ",\"lines\":" + joined(lines) + ",\"cost\":" + QByteArray::number(column.cost) + (more ? more(column) : QByteArray()) + '}');
    }
    for (size_t line = 0; line < order.lines.size(); ++line) {
        if (!isShipped[line])
            unfilled.append(quoted(order.lines[line].id));
    }
    return "{\"order\":" + quoted(order.id) + ",\"parcels\":" + joined(parcels) + ",\"unfilled\":" + joined(unfilled) + '}';
}

} // namespace

QByteArray joined(const QList<QByteArray> &values)
{
    return '[' + values.join(',') + ']';
}

QByteArray decimal(Wide value)
{
    if (value == 0)
        return "0";
    QByteArray digits;
    for (Wide left = value < 0 ? -value : value; left > 0; left /= 10)
        digits.append(static_cast<char>('0' + static_cast<int>(left % 10)));
    if (value < 0)
        digits.append('-');
    std::reverse(digits.begin(), digits.end());
    return digits;
}

QByteArray quoted(const QString &text)
{
    QByteArray json(1, '"');
    for (const char c : text.toUtf8()) {
        if (c == '"' || c == '\\')
            json.append('\\').append(c);
        else if (static_cast<uchar>(c) < 0x20)
            json.append("\\u00").append(QByteArray::number(static_cast<uchar>(c), 16).rightJustified(2, '0'));
        else
            json.append(c);
    }
    return json.append('"');
}

QByteArray gapPercent(Wide total, Wide bound)
{
    if (total == bound)
        return "0.00";
    if (bound <= 0)
        return "null";
    const Wide hundredths = ((total - bound) * 10'000 + bound / 2) / bound; // rounded to the nearest
    return decimal(hundredths / 100) + '.' + decimal(hundredths % 100).rightJustified(2, '0');
}

QByteArray writeAnswer(const Problem &problem, const Answer &answer, qint64 milliseconds, const MoreOfParcel &more, const QByteArray &members)
{
    QList<QByteArray> plans;
    for (size_t order = 0; order < problem.orders.size(); ++order)
        plans.append(planJson(problem, problem.orders[order], answer.plans[order], more));
    return "{\"currency\":" + quoted(problem.currency) + ",\"total\":" + decimal(answer.total) + ",\"bound\":" + decimal(answer.bound) + ",\"gap_percent\":" + gapPercent(answer.total, answer.bound)
        + ",\"milliseconds\":" + QByteArray::number(milliseconds) + ",\"plans\":" + joined(plans) + members + "}\n";
}

} // namespace crossdock::routing
