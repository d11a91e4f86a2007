#include "core/inventory/rules/engine/happenings.h"

#include "core/inventory/rules/engine/entry_changes.h"

using namespace Qt::Literals::StringLiterals;

/// The part of Observer that hears of parcels whose labels were bought here: bought, taken back, and what their carriers told last.
namespace crossdock::rules {
namespace {

/// One more delivery failed: after another one the parcel may not have been seen elsewhere in between.
bool hasTriedAgain(const Entry &entry)
{
    const QJsonObject tries = changeOf(entry, u"tries");
    return tries[u"new"_s].toInt() > tries[u"old"_s].toInt();
}

} // namespace

void Observer::addParcel(const Entry &entry)
{
    static const QStringList changing{u"label.buy"_s, u"label.decide"_s, u"label.delay"_s, u"label.refund"_s, u"label.refund_refused"_s, u"label.track"_s, u"label.void"_s};
    if (!changing.contains(entry.what) || entry.body.contains(u"return"_s)) // what a buyer sends back is no shipment
        return;
    const auto subject = parcel(entry.body[u"label"_s].toInteger(), about(entry, u"order"_s).value(0));
    if (!subject)
        return;
    add(u"shipment.changed"_s, *subject);
    const QString progress = changeOf(entry, u"progress")[u"new"_s].toString();
    if (progress == u"problem" || hasTriedAgain(entry))
        add(u"shipment.exception"_s, *subject);
    if (progress == u"delivered" || progress == u"returned")
        add(u"shipment."_s + progress, *subject);
    if (changeOf(entry, u"delayed")[u"new"_s].toBool())
        add(u"shipment.delayed"_s, *subject);
}

std::optional<Subject> Observer::parcel(qint64 label, const QString &text)
{
    auto subject = order(text);
    if (subject) {
        subject->kind = Subject::Kind::Parcel;
        subject->label = label;
    }
    return subject;
}

} // namespace crossdock::rules
