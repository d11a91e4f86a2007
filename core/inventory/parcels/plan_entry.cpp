#include "core/inventory/parcels/plan_entry.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::parcels {
namespace {

using fulfilment::PlannedParcel;

/// "east: 2 of l1, 1 of l2"
QString lineText(const PlannedParcel &parcel)
{
    QStringList lines;
    for (const fulfilment::ParcelLine &line : parcel.lines)
        lines.append(u"%1 of %2"_s.arg(line.quantity).arg(line.line));
    return u"%1: %2"_s.arg(parcel.node.text(), lines.join(u", "_s));
}

QJsonArray lineTexts(const QList<PlannedParcel> &parcels)
{
    QJsonArray texts;
    for (const PlannedParcel &parcel : parcels)
        texts.append(lineText(parcel));
    return texts;
}

} // namespace

QJsonObject planEntry(const OrderId &order, const QList<PlannedParcel> &before, const QList<PlannedParcel> &now, const QString &why)
{
    QJsonObject json{{u"order"_s, order.text()}, {u"old"_s, lineTexts(before)}, {u"new"_s, lineTexts(now)}};
    if (!why.isEmpty())
        json[u"why"_s] = why;
    std::optional<fulfilment::Pricing> pricing; // of the least sure of them
    for (const PlannedParcel &parcel : now) {
        if (parcel.isPinned)
            json[u"pinned"_s] = parcel.why;
        if (parcel.pricing)
            pricing = std::max(pricing.value_or(*parcel.pricing), *parcel.pricing);
        if (!parcel.basis.choice.isEmpty())
            json[u"choice"_s] = parcel.basis.choice; // the same of all
    }
    if (pricing)
        json[u"price"_s] = fulfilment::nameOf(*pricing);
    return json;
}

} // namespace crossdock::parcels
