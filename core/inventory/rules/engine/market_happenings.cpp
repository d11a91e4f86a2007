#include "core/inventory/rules/engine/happenings.h"

#include "core/inventory/rules/engine/entry_changes.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

/// What entries mean to rules that are about prices that move, the offers of others, and what a channel keeps from buyers.
namespace crossdock::rules {

PriceStep priceStepOn(const Entry &entry, const QString &channel)
{
    const QJsonObject change = changeOf(entry, u"price on "_s + channel);
    return change.isEmpty() ? PriceStep() : PriceStep{PriceStep::Of::Listing, priceFrom(change[u"old"_s].toString()), priceFrom(change[u"new"_s].toString())};
}

/// Our price is compared with theirs: where theirs moves, a listing may cross as if ours had.
void Observer::addMarket(const Entry &entry)
{
    const QString channel = about(entry, u"channel"_s).value(0);
    const QJsonArray changes = entry.body[u"market"_s].toArray();
    for (const QJsonValue &value : changes) {
        const QJsonObject one = value.toObject();
        auto subject = listing(one[u"sku"_s].toString(), channel);
        if (!subject)
            continue;
        if (one[u"suppressed"_s].toBool() != one[u"suppressed_old"_s].toBool()) {
            if (one[u"suppressed"_s].toBool())
                add(u"listing.suppressed"_s, *subject);
            add(u"listing.changed"_s, *subject);
        }
        const QString had = one[u"featured_old"_s].toString(), has = one[u"featured"_s].toString();
        if (had == u"ours" && has != u"ours")
            add(u"buybox.lost"_s, *subject);
        if (has == u"ours" && had != u"ours" && !had.isEmpty())
            add(u"buybox.won"_s, *subject);
        if (!one.contains(u"new"_s))
            continue;
        subject->step = {PriceStep::Of::Competitor, priceFrom(one[u"old"_s].toString()), priceFrom(one[u"new"_s].toString())};
        add(u"competitor.changed"_s, *subject);
        addMark(u"listing.changed"_s, *subject);
    }
}

} // namespace crossdock::rules
