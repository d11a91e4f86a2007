#include "core/inventory/rules/engine/past_facts.h"

#include "core/inventory/rules/engine/entry_changes.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

/// The part of PastFacts that keeps parcels as they stood.
namespace crossdock::rules {

/// Of one that was bought before this history begins: the first step on record tells how it stood.
void PastFacts::beforeParcel(const Entry &entry)
{
    const qint64 number = entry.body[u"label"_s].toInteger();
    if (m_parcels.contains(number))
        return;
    const QJsonObject progress = changeOf(entry, u"progress");
    if (progress.isEmpty())
        return;
    labels::Label &parcel = m_parcels[number];
    parcel.state = labels::Label::State::Used;
    parcel.progress = labels::progressFrom(progress[u"old"_s].toString());
}

/// What its entries say of a parcel, from its purchase on, or from the first step that is on record here.
void PastFacts::applyToParcel(const Entry &entry)
{
    static const QStringList beginnings{u"label.buy"_s, u"label.decide"_s};
    const qint64 number = entry.body[u"label"_s].toInteger();
    const QJsonArray changes = entry.body[u"changes"_s].toArray();
    if (!beginnings.contains(entry.what) && !m_parcels.contains(number))
        return; // as it is today
    labels::Label &parcel = m_parcels[number];
    parcel.state = entry.what == u"label.void" ? labels::Label::State::RefundAsked : parcel.state == labels::Label::State::Wanted ? labels::Label::State::Bought : parcel.state;
    if (entry.body.contains(u"told_at"_s))
        parcel.progressAt = parseTime(entry.body[u"told_at"_s].toString()).value_or(entry.at);
    for (const QJsonValue &one : changes) {
        const QString what = one[u"what"_s].toString();
        const auto moment = [&] { return parseTime(one[u"new"_s].toString()).map([](Time at) { return std::optional(at); }).value_or(std::nullopt); };
        if (what == u"progress")
            parcel.progress = labels::progressFrom(one[u"new"_s].toString());
        else if (what == u"promised_by")
            parcel.promisedBy = moment();
        else if (what == u"expected_by")
            parcel.expectedBy = moment();
        else if (what == u"tries")
            parcel.tries = one[u"new"_s].toInt();
        else if (what == u"state")
            parcel.state = labels::labelStateFrom(one[u"new"_s].toString());
    }
}

labels::Label PastFacts::parcelThen(const labels::Label &today)
{
    const auto known = m_parcels.constFind(today.label);
    if (known == m_parcels.cend())
        return today;
    labels::Label then = today;
    then.state = known->state;
    then.progress = known->progress;
    then.progressAt = known->progressAt;
    then.expectedBy = known->expectedBy;
    then.tries = known->tries;
    if (known->promisedBy) // else it was quoted, and has been so from the start
        then.promisedBy = known->promisedBy;
    return then;
}

} // namespace crossdock::rules
