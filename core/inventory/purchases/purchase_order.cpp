#include "core/inventory/purchases/purchase_order.h"

#include <QJsonArray>
#include <algorithm>
#include <array>
#include <numeric>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::purchases {
namespace {

constexpr std::array stateNames = {u"open", u"partly_received", u"received", u"cancelled"};

} // namespace

Quantity PurchaseOrder::toCome(const Sku &sku) const
{
    if (!isOpen())
        return 0;
    const auto line = std::find_if(lines.begin(), lines.end(), [&](const Line &one) { return one.sku == sku; });
    return line == lines.end() ? 0 : std::max<Quantity>(0, line->ordered - line->received);
}

Quantity PurchaseOrder::toCome() const
{
    return std::accumulate(lines.begin(), lines.end(), Quantity(0), [this](Quantity sum, const Line &line) { return sum + toCome(line.sku); });
}

std::optional<Time> PurchaseOrder::lateSince(Time now) const
{
    if (!isOpen() || !expectedOn)
        return std::nullopt;
    const Time since = fromMs(expectedOn->addDays(1).startOfDay(Qt::UTC).toMSecsSinceEpoch());
    return since <= now ? std::optional(since) : std::nullopt;
}

PurchaseOrder::State PurchaseOrder::stateOfLines() const
{
    if (std::all_of(lines.begin(), lines.end(), [](const Line &line) { return line.received >= line.ordered; }))
        return State::Received;
    return std::any_of(lines.begin(), lines.end(), [](const Line &line) { return line.received > 0; }) ? State::PartlyReceived : State::Open;
}

QString nameOf(PurchaseOrder::State state)
{
    return QString::fromUtf16(stateNames.at(static_cast<size_t>(state)));
}

PurchaseOrder::State stateFrom(QStringView name)
{
    for (size_t i = 0; i < stateNames.size(); ++i) {
        if (name == QStringView(stateNames[i]))
            return static_cast<PurchaseOrder::State>(i);
    }
    Q_UNREACHABLE();
}

QJsonObject saidOf(const PurchaseOrder &order)
{
    QList<PurchaseOrder::Line> sorted = order.lines;
    std::sort(sorted.begin(), sorted.end(), [](const PurchaseOrder::Line &a, const PurchaseOrder::Line &b) { return a.sku < b.sku; });
    QJsonArray lines;
    for (const PurchaseOrder::Line &line : std::as_const(sorted))
        lines.append(QJsonObject{{u"sku"_s, line.sku.text()}, {u"ordered"_s, line.ordered}, {u"received"_s, line.received}});
    return {{u"number"_s, order.number}, {u"supplier"_s, order.supplier}, {u"node"_s, order.node ? order.node->text() : QString()}, {u"state"_s, nameOf(order.state)},
            {u"expected"_s, order.expectedOn ? order.expectedOn->toString(Qt::ISODate) : QString()}, {u"lines"_s, lines}};
}

PurchaseOrder orderFrom(const QJsonObject &json)
{
    PurchaseOrder order{json[u"number"_s].toString(), json[u"supplier"_s].toString()};
    if (const auto node = NodeId::parse(json[u"node"_s].toString()))
        order.node = *node;
    if (const QDate day = QDate::fromString(json[u"expected"_s].toString(), Qt::ISODate); day.isValid())
        order.expectedOn = day;
    order.state = stateFrom(json[u"state"_s].toString());
    for (const QJsonValue &line : json[u"lines"_s].toArray()) {
        if (const auto sku = Sku::parse(line[u"sku"_s].toString()))
            order.lines.append({*sku, line[u"ordered"_s].toInteger(), line[u"received"_s].toInteger()});
    }
    return order;
}

} // namespace crossdock::purchases
