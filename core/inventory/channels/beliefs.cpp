#include "core/inventory/channels/beliefs.h"

#include "core/inventory/planted.h"

namespace crossdock::channels {
namespace {

// How long after "accepted" a push is taken as done on a channel that has never confirmed one.
constexpr Milliseconds assumedApplied{2'000};
// A number that is read so long after "accepted" shows what became of the push.
constexpr Milliseconds surelyApplied{60'000};

/// A newer wish than the one that was refused has not been tried yet.
void setAside(OfferRecord &record, const Outcome &refused)
{
    if (refused.revision >= std::max(record.revision, record.priceRevision))
        record.state = OfferState::State::Refused;
}

} // namespace

/// The moment from which the last push is surely done.
Time Beliefs::endOfPush(const OfferRecord &record) const
{
    if (record.state != OfferState::State::Accepted)
        return record.answeredAt;
    return isConfirming(record.channel) ? Time::max() : record.answeredAt + assumedApplied;
}

void Beliefs::sold(OfferRecord &record, Quantity units, Time soldAt, Milliseconds resolution, Time now)
{
    Milliseconds &ahead = m_clockAhead[record.channel];
    ahead = std::max(ahead, soldAt - now);
    const Time earliest = soldAt - ahead;
    const Time latest = soldAt + resolution;
    record.soldAt = now;
    record.isChanged = true;
    if (planted(Bug::Echo) || !record.believed)
        return;
    if (latest <= record.sentAt && !planted(Bug::OverwriteForgotten)) {
        (void)isExplained(record, units);
        return; // our push came later and overwrote it: the channel shows what we pushed
    }
    if (earliest > endOfPush(record) || planted(Bug::OverwriteForgotten))
        record.believed = std::max<Quantity>(0, *record.believed - units);
    else if (!isExplained(record, units))
        record.believed.reset(); // at the same moment as our push: nobody can tell which was last
}

/// A number that came before its order: the order explains why it went down.
bool Beliefs::isExplained(OfferRecord &record, Quantity units)
{
    const auto drop = m_drops.find(record.id);
    if (drop == m_drops.end() || drop->second < units)
        return false;
    drop->second -= units;
    if (drop->second > 0)
        return true;
    m_drops.erase(drop);
    record.isDoubtful = false;
    return true;
}

void Beliefs::unsure(OfferRecord &record)
{
    m_drops.erase(record.id);
    record.believed.reset();
    record.isDoubtful = true;
    record.isChanged = true;
}

void Beliefs::told(OfferRecord &record, const command::RecordOutcomes::Told &told)
{
    using State = Outcome::State;
    const Outcome &outcome = told.outcome;
    record.isChanged = true;
    record.words = outcome.words;
    if (told.isPriceOnly)
        return toldPrice(record, told);
    m_drops.erase(record.id);
    if (told.isUnknown || outcome.state == State::Stale) {
        if (!told.isUnknown)
            record.answeredAt = told.answeredAt; // the next try is another one
        record.believed.reset();
        record.isDoubtful = outcome.state == State::Stale || record.isDoubtful;
        return;
    }
    if (outcome.state == State::Refused && !planted(Bug::PartialTaken)) {
        record.answeredAt = told.answeredAt;
        record.believed.reset();
        setAside(record, outcome);
        return;
    }
    record.sentAt = told.sentAt;
    record.answeredAt = told.answeredAt;
    record.acknowledged = outcome.quantity;
    record.toldRevision = outcome.revision;
    record.isDoubtful = false;
    // A sale that was recorded while the push was under way: which was last is not known.
    if (record.soldAt > told.sentAt)
        record.believed.reset();
    else
        record.believed = outcome.quantity;
    const bool isWaiting = outcome.state == State::Accepted && !wasConfirmed(record);
    record.state = isWaiting ? OfferState::State::Accepted : OfferState::State::Acknowledged;
}

/// What the channel shows of units, since when, and whether it has to confirm that, stays as it was: of a price it says nothing more.
void Beliefs::toldPrice(OfferRecord &record, const command::RecordOutcomes::Told &told)
{
    using State = Outcome::State;
    const State state = told.outcome.state;
    if (told.isUnknown)
        return; // a price is absolute, and nobody else sets it: it is told again
    if (state == State::Applied || state == State::Accepted)
        record.priceTold = std::max(record.priceTold, std::min(record.priceRevision, told.outcome.revision));
    if (state != State::Refused)
        return;
    record.answeredAt = told.answeredAt; // the next try waits from here
    setAside(record, told.outcome);
}

/// A confirmation that came before the answer to its push.
bool Beliefs::wasConfirmed(const OfferRecord &record)
{
    const auto confirmed = m_early.find(record.id);
    if (confirmed == m_early.end())
        return false;
    const auto [quantity, at] = confirmed->second;
    m_early.erase(confirmed);
    return quantity == record.acknowledged && at >= record.sentAt;
}

bool Beliefs::seen(OfferRecord &record, const QuantitySeen &seen)
{
    if (seen.isConfirmation) {
        m_confirming.insert(record.channel);
        if (record.state != OfferState::State::Accepted)
            m_early[record.id] = {seen.quantity, seen.at};
        if (record.state == OfferState::State::Accepted && record.acknowledged == seen.quantity)
            settleAt(record, std::max(record.answeredAt, seen.at));
        else if (record.state == OfferState::State::Acknowledged && seen.at > record.answeredAt && record.believed != seen.quantity)
            return takeNews(record, seen); // of the newest push nothing is due any more: an older one was applied after it
        return false; // how long the channel took is not worth an entry: the push has one
    }
    const bool isPending = record.state == OfferState::State::Accepted;
    if (seen.at <= (isPending ? record.answeredAt + surelyApplied : record.answeredAt))
        return false; // older than our own push, or than a number seen before
    const std::optional<Quantity> before = record.believed;
    if (before == seen.quantity) {
        settleAt(record, seen.at); // no news, but an older number that comes late is none either
        record.sentAt = seen.at;
        return false;
    }
    if (record.wanted == seen.quantity)
        return false; // the echo of our own push, faster than its answer
    return takeNews(record, seen);
}

bool Beliefs::takeNews(OfferRecord &record, const QuantitySeen &seen)
{
    m_drops.erase(record.id);
    if (record.believed && *record.believed > seen.quantity)
        m_drops[record.id] = *record.believed - seen.quantity;
    record.believed = seen.quantity;
    settleAt(record, seen.at);
    record.sentAt = seen.at; // whatever was sold before is in that number
    record.isDoubtful = true; // perhaps the trace of an order that is still on its way
    return true;
}

void Beliefs::settleAt(OfferRecord &record, Time at)
{
    if (record.state == OfferState::State::Accepted)
        record.state = OfferState::State::Acknowledged;
    record.answeredAt = at;
    record.isChanged = true;
}

} // namespace crossdock::channels
