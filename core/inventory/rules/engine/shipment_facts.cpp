#include "core/inventory/rules/engine/store_facts.h"

#include "core/inventory/fulfilment/labels/label_rows.h"
#include "core/inventory/fulfilment/shipping_wish.h"
#include "core/inventory/rules/book/known_carriers.h"

using namespace Qt::Literals::StringLiterals;

/// The part of StoreFacts that knows parcels: by the labels that were bought here and by what their carriers told.
namespace crossdock::rules {
namespace {

using labels::Label;

QString statusOf(labels::Progress progress)
{
    using labels::Progress;
    switch (progress) {
    case Progress::Unknown:
    case Progress::Announced: return u"label_created"_s;
    case Progress::InTransit: return u"in_transit"_s;
    case Progress::OutForDelivery: return u"out_for_delivery"_s;
    case Progress::Delivered: return u"delivered"_s;
    case Progress::Problem: return u"exception"_s;
    case Progress::Returned: return u"returned"_s;
    }
    Q_UNREACHABLE();
}

/// As rules name it: accounts call carriers "UPSDAP", "FedExDefault", "DHLExpress".
QString carrierNamed(const QString &name)
{
    for (const KnownCarrier &carrier : wellKnownCarriers())
        if (fulfilment::ShippingWish{.carrier = carrier.name.key}.takes(name, {}))
            return carrier.name.key;
    return name;
}

bool isParcel(const Label &label)
{
    return label.state == Label::State::Bought || label.state == Label::State::Used;
}

} // namespace

/// The one that something is about, else the newest of its order; nothing: none was bought here, or it was taken back.
std::optional<Label> StoreFacts::parcelOf(const Subject &subject)
{
    if (subject.sale == 0)
        return std::nullopt;
    const QPair key(subject.sale, subject.label);
    auto known = m_parcels.constFind(key);
    if (known == m_parcels.cend()) {
        const auto found = labels::readLabels(m_database, subject.label != 0 ? query::Labels{.label = subject.label} : query::Labels{.order = subject.order});
        if (!found)
            return std::nullopt;
        const auto newest = std::find_if(found->begin(), found->end(), [&](const Label &one) { return subject.label != 0 || isParcel(one); });
        known = m_parcels.insert(key, newest == found->end() ? std::nullopt : std::optional(*newest));
    }
    if (!*known)
        return std::nullopt;
    const Label then = parcelThen(**known);
    return isParcel(then) ? std::optional(then) : std::nullopt;
}

/// Of a parcel that somebody else's label is on: what its channel was told.
QString StoreFacts::carrierTold(const Subject &subject)
{
    const auto told = m_database.first(u"SELECT carrier FROM shipment WHERE sale_id = ? ORDER BY number DESC LIMIT 1"_s, {subject.sale}, [](const store::Row &row) { return row.text(0); });
    return told ? told->value_or(QString()) : QString();
}

Fact StoreFacts::shipment(QStringView part, const Subject &subject, Time at)
{
    const auto parcel = parcelOf(subject);
    if (part == u"carrier") {
        const QString name = parcel ? parcel->carrier : carrierTold(subject);
        return name.isEmpty() ? Fact() : Fact::of(carrierNamed(name));
    }
    if (!parcel)
        return {};
    if (part == u"status")
        return Fact::of(statusOf(parcel->progress));
    if (part == u"cost")
        return moneyValue(parcel->cost ? *parcel->cost : parcel->quoted);
    if (part == u"attempts")
        return parcel->tries ? Fact::of(double(*parcel->tries)) : Fact();
    if (part == u"delay") {
        const auto delay = labels::delayOf(*parcel, at);
        return delay ? Fact::of(*delay) : Fact();
    }
    if (!labels::isOnTheWay(*parcel))
        return {};
    if (part == u"age")
        return Fact::of(at - parcel->boughtAt);
    return part == u"idle" ? Fact::of(at - std::max(parcel->boughtAt, parcel->progressAt)) : Fact();
}

std::optional<double> StoreFacts::minutesToPromise(const Subject &subject, Time at)
{
    const auto parcel = parcelOf(subject);
    if (!parcel || !parcel->promisedBy || !labels::isOnTheWay(*parcel))
        return std::nullopt;
    return double((*parcel->promisedBy - at).count()) / 60'000;
}

} // namespace crossdock::rules
