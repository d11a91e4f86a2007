#include "ui/routing/routing_words.h"

#include "core/inventory/values/brand.h"
#include "ui/node_title.h"
#include "ui/rates/rate_words.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

using fulfilment::PlannedParcel;
using fulfilment::WaveExplanation;
using fulfilment::WaveView;
using Reason = routing::Explanation::Rejected::Reason;

/// The strings' context for translators.
struct RoutingWords {
    Q_DECLARE_TR_FUNCTIONS(RoutingWords)
};

QString readable(QString name)
{
    name.replace(u'.', u' ').replace(u'_', u' ');
    return name.left(1).toUpper() + name.mid(1);
}

QString lowered(const QString &text)
{
    return text.left(1).toLower() + text.mid(1);
}

/// "web/1001 and 2 more".
QString ordersText(const QList<OrderId> &orders)
{
    if (orders.isEmpty())
        return RoutingWords::tr("other orders");
    const QString first = orders.first().text();
    return orders.size() == 1 ? first : RoutingWords::tr("%1 and %2 more", "an order, how many others").arg(first, number(orders.size() - 1));
}

} // namespace

QString carbonText(const fulfilment::CarbonSum &carbon)
{
    if (carbon.known == 0)
        return carbon.unknown == 0 ? RoutingWords::tr("none", "carbon of no parcels") : RoutingWords::tr("not known", "carbon");
    return carbon.unknown == 0 ? gramsText(carbon.grams) : RoutingWords::tr("%1, of %Ln parcel(s) not known", "weight", carbon.unknown).arg(gramsText(carbon.grams));
}

QString partText(const QString &part)
{
    static const QHash<QString, QString> texts{{u"order_fee"_s, RoutingWords::tr("Order fee")},
                                               {u"first_pick"_s, RoutingWords::tr("First pick")},
                                               {u"picks"_s, RoutingWords::tr("More picks")},
                                               {u"inserts"_s, RoutingWords::tr("Inserts")},
                                               {u"box_fee"_s, RoutingWords::tr("Packaging")},
                                               {u"carton"_s, RoutingWords::tr("Carton")},
                                               {u"worth"_s, RoutingWords::tr("Last units, kept back")},
                                               {u"late"_s, RoutingWords::tr("Risk of being late")},
                                               {u"carbon"_s, RoutingWords::tr("CO₂e, at its price")},
                                               {u"change"_s, RoutingWords::tr("Change of plan")},
                                               {u"wait"_s, RoutingWords::tr("Lines that wait")},
                                               {u"parcel_fee"_s, RoutingWords::tr("Fee for another parcel")},
                                               {u"freight.live"_s, RoutingWords::tr("Freight, as the carrier told live")},
                                               {u"freight.told"_s, RoutingWords::tr("All of it, as the place itself told")},
                                               {u"freight.assumed"_s, RoutingWords::tr("Freight, assumed: no price is known yet")},
                                               {u"freight.by_unit"_s, RoutingWords::tr("Freight, paid by the unit")},
                                               {u"freight.node_fuel"_s, RoutingWords::tr("Freight: fuel of the place")}};
    constexpr QStringView freight = u"freight.", rule = u"rule: ";
    if (const auto text = texts.constFind(part); text != texts.cend())
        return *text;
    if (part.startsWith(freight))
        return RoutingWords::tr("Freight: %1", "kind of charge").arg(lowered(chargeText(part.mid(freight.size()))));
    if (part.startsWith(rule))
        return RoutingWords::tr("Rule: %1").arg(part.mid(rule.size()));
    return readable(part);
}

QString feeText(const QString &fee)
{
    static const QHash<QString, QString> texts{{u"order_fee"_s, RoutingWords::tr("its order fee")}, {u"first_pick"_s, RoutingWords::tr("its fee for the first pick")},
                                               {u"pick_fee"_s, RoutingWords::tr("its pick fee")}, {u"insert_fee"_s, RoutingWords::tr("its fee for inserts")},
                                               {u"box_fee"_s, RoutingWords::tr("its fee for packaging")},
                                               {u"box_fee"_s, RoutingWords::tr("its fee for the box")}};
    return texts.value(fee, lowered(readable(fee)));
}

QString serviceText(const QString &service)
{
    QStringList texts;
    for (const QString &one : service.split(u',', Qt::SkipEmptyParts)) {
        const QString carrier = one.trimmed().section(u'/', 0, 0), name = serviceNameOf(carrier, one.trimmed().section(u'/', 1));
        const QString text = name.isEmpty() ? brandOf(carrier) : brandOf(carrier) + u' ' + name;
        if (!texts.contains(text))
            texts.append(text);
    }
    return texts.join(u", "_s);
}

QString nodeText(const WaveView &wave, const NodeId &node)
{
    for (const fulfilment::WaveNode &one : wave.nodes)
        if (one.node == node)
            return nodeTitle(one);
    return node.text();
}

QString placeKindText(const QString &kind)
{
    constexpr std::pair<QLatin1StringView, QLatin1StringView> brands[] = {{"amazon-mcf"_L1, "Amazon FBA and MCF"_L1}, {"shipbob"_L1, "ShipBob"_L1}, {"shiphero"_L1, "ShipHero"_L1}, {"shipmonk"_L1, "ShipMonk"_L1}};
    for (const auto &[key, brand] : brands)
        if (key == kind)
            return brand;
    return kind == u"warehouse" ? RoutingWords::tr("Own warehouse") : kind;
}

QString linesText(const PlannedParcel &parcel)
{
    QStringList texts;
    for (const fulfilment::ParcelLine &line : parcel.lines)
        texts.append(line.quantity == 1 ? line.sku.text() : RoutingWords::tr("%1 × %2", "units, SKU").arg(number(line.quantity), line.sku.text()));
    return texts.join(u", "_s);
}

Quantity unitsOf(const PlannedParcel &parcel)
{
    Quantity units = 0;
    for (const fulfilment::ParcelLine &line : parcel.lines)
        units += line.quantity;
    return units;
}

QString percentText(double percent, int digits)
{
    return RoutingWords::tr("%1 %", "a number").arg(QLocale().toString(percent, 'f', digits));
}

QString gapText(const WaveView &wave)
{
    if (!wave.gap)
        return wave.total == wave.bound ? RoutingWords::tr("proven to be the best possible") : RoutingWords::tr("no bound is known");
    return *wave.gap == 0 ? RoutingWords::tr("proven to be the best possible") : RoutingWords::tr("at most %1 above the best possible").arg(percentText(*wave.gap / 100.0, 2));
}

QString againstText(qint64 cost, qint64 plan)
{
    if (plan <= 0)
        return {};
    const double percent = 100.0 * static_cast<double>(cost - plan) / static_cast<double>(plan);
    if (std::abs(percent) < 0.05)
        return cost == plan ? RoutingWords::tr("costs the same") : cost > plan ? RoutingWords::tr("less than 0.1 % dearer") : RoutingWords::tr("less than 0.1 % cheaper");
    return percent > 0 ? RoutingWords::tr("%1 dearer").arg(percentText(percent)) : RoutingWords::tr("%1 cheaper").arg(percentText(-percent));
}

Badge badge(const fulfilment::WaveOrder &order, const PlannedParcel &parcel)
{
    if (parcel.isPinned || order.isPinned)
        return {RoutingWords::tr("Pinned", "a person chose the place"), Tone::Busy};
    if (!order.isPlanned)
        return {RoutingWords::tr("New", "an order without a plan on record"), Tone::Neutral};
    return order.present.contains(parcel.node) ? Badge{RoutingWords::tr("Unchanged", "planned as on record"), Tone::Good} : Badge{RoutingWords::tr("Moves", "from another place"), Tone::Warning};
}

Badge badge(fulfilment::Parcel::State state)
{
    using State = fulfilment::Parcel::State;
    switch (state) {
    case State::Planned:
        return {RoutingWords::tr("Planned", "a parcel"), Tone::Busy};
    case State::HandingOver:
        return {RoutingWords::tr("Being handed over"), Tone::Busy};
    case State::AtNode:
        return {RoutingWords::tr("At the place", "taken by a node of others"), Tone::Busy};
    case State::PartlySent:
        return {RoutingWords::tr("Partly sent"), Tone::Warning};
    case State::Sent:
        return {RoutingWords::tr("Sent", "a parcel"), Tone::Good};
    case State::Delivered:
        return {RoutingWords::tr("Delivered"), Tone::Good};
    case State::Lost:
        return {RoutingWords::tr("Lost at the place"), Tone::Bad};
    case State::Refused:
        return {RoutingWords::tr("Refused by the place"), Tone::Bad};
    case State::Cancelling:
        return {RoutingWords::tr("Being cancelled"), Tone::Warning};
    case State::Cancelled:
        return {RoutingWords::tr("Cancelled", "a parcel"), Tone::Neutral};
    }
    Q_UNREACHABLE();
}

Tone chanceTone(std::optional<int> percentInTime)
{
    if (!percentInTime)
        return Tone::Neutral;
    return *percentInTime >= 90 ? Tone::Good : *percentInTime >= 70 ? Tone::Warning : Tone::Bad;
}

QString dayText(const QDate &day)
{
    return day.isValid() ? QLocale().toString(day, u"ddd d MMM"_s) : QString();
}

QString rejectedText(const WaveExplanation::Rejected &one, const WaveExplanation &explanation)
{
    switch (one.reason) {
    case Reason::Veto:
        return one.detail.isEmpty() ? RoutingWords::tr("may not: %1", "name of a rule").arg(one.name) : RoutingWords::tr("may not: %1 (%2)", "name of a rule, facts").arg(one.name, one.detail);
    case Reason::Unlisted:
        return RoutingWords::tr("no parcel is possible from there");
    case Reason::Stock:
        return RoutingWords::tr("lacks %1 of %2", "units, SKU").arg(number(one.shortBy), one.sku);
    case Reason::StockTaken:
        return RoutingWords::tr("lacks %1 of %2: taken by %3", "units, SKU, orders").arg(number(one.shortBy), one.sku, ordersText(one.holders));
    case Reason::Capacity:
        return one.holders.isEmpty() ? RoutingWords::tr("has no place left today") : RoutingWords::tr("full: its places are taken by %1").arg(ordersText(one.holders));
    case Reason::ParcelCap:
        return RoutingWords::tr("that would be more parcels than allowed");
    case Reason::Dearer:
        return RoutingWords::tr("dearer by %1").arg(money({one.dearerBy, explanation.currency}));
    }
    Q_UNREACHABLE();
}

QString nodesText(const WaveView &wave, const QList<NodeId> &nodes)
{
    QStringList texts;
    for (const NodeId &node : nodes)
        texts.append(nodeText(wave, node));
    return texts.isEmpty() ? RoutingWords::tr("nowhere") : texts.join(u", "_s);
}

QString nodesText(const WaveView &wave, const fulfilment::WavePlan &plan)
{
    QList<NodeId> nodes;
    for (const PlannedParcel &parcel : plan.parcels)
        nodes.append(parcel.node);
    return nodes.isEmpty() ? RoutingWords::tr("waits") : nodesText(wave, nodes);
}

} // namespace crossdock::ui
