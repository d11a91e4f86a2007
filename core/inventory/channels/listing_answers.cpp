#include "core/inventory/channels/listings.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

/// What channels answered, what they show, and what became of what they did not answer.
namespace crossdock::channels {
namespace {

// What came to nothing is tried again when it has been wanted twice as long as when it was tried, within these bounds.
constexpr Milliseconds longestWait{6 * 3'600'000};
constexpr Milliseconds refusedFirst{5'000};
// A channel that confirms its pushes may have lost this one if nothing came for so long, and nothing was read either (see Sweep).
constexpr Milliseconds unconfirmedFirst{5 * 60'000};

Time nextTry(Time wantedAt, Time answeredAt, Milliseconds first)
{
    return answeredAt + std::clamp(answeredAt - wantedAt, first, longestWait);
}

QString outcomeName(Outcome::State state)
{
    switch (state) {
    case Outcome::State::Applied:
        return u"applied"_s;
    case Outcome::State::Accepted:
        return u"accepted"_s;
    case Outcome::State::Stale:
        return u"stale"_s;
    case Outcome::State::Refused:
        return u"refused"_s;
    case Outcome::State::NotTried:
        return u"not tried"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

Result<> Listings::record(audit::Draft &draft, const command::RecordOutcomes &answers)
{
    const auto channel = m_registry.channel(answers.channel);
    if (!channel)
        return tl::make_unexpected(channel.error());
    draft.about(answers.channel);
    QJsonArray told;
    for (const auto &one : answers.told) {
        if (one.outcome.state == Outcome::State::NotTried && !one.isUnknown)
            continue;
        const auto held = hold(channel->id, one.outcome.listing.listing);
        if (!held)
            return tl::make_unexpected(held.error());
        if (!*held)
            continue; // unmapped while the push was under way
        m_beliefs.told(**held, one);
        draft.about((*held)->address.sku);
        QJsonObject line{{u"sku"_s, (*held)->address.sku.text()},
                         {u"listing"_s, one.outcome.listing.listing},
                         {u"quantity"_s, one.outcome.quantity},
                         {u"outcome"_s, one.isUnknown ? u"no answer"_s : outcomeName(one.outcome.state)},
                         {u"sent"_s, toMs(one.sentAt)},
                         {u"answered"_s, toMs(one.answeredAt)},
                         {u"entry"_s, one.outcome.revision}};
        draft.about(u"entry"_s, QString::number(one.outcome.revision));
        if (one.isPriceOnly)
            line[u"of"_s] = u"price"_s;
        if (!one.outcome.words.isEmpty())
            line[u"words"_s] = one.outcome.words;
        told.append(line);
    }
    if (told.isEmpty())
        return {};
    draft.setWhat(u"offers.told"_s);
    draft.say(u"told"_s, told);
    return {};
}

Result<> Listings::see(audit::Draft &draft, const command::RecordQuantitySeen &news)
{
    const auto channel = m_registry.channel(news.channel);
    if (!channel)
        return tl::make_unexpected(channel.error());
    const auto known = find(channel->id, news.seen.listing, news.seen.inventoryId);
    if (!known)
        return tl::make_unexpected(known.error());
    if (!*known)
        return {};
    const auto held = hold((*known)->id);
    if (!held)
        return tl::make_unexpected(held.error());
    OfferRecord &record = **held;
    const std::optional<Quantity> before = record.believed;
    if (!m_beliefs.seen(record, news.seen))
        return {};
    draft.setWhat(u"offer.seen"_s);
    draft.about(news.channel);
    draft.about(record.address.sku);
    draft.say(u"listing"_s, record.address.id.listing);
    draft.changed(u"shown"_s, before ? QJsonValue(*before) : QJsonValue(), news.seen.quantity);
    return {};
}

Result<> Listings::revisit(audit::Draft &draft)
{
    CROSSDOCK_TRY(doubtUnconfirmed(draft));
    return retryRefused(draft);
}

/// No entry of its own: the answer to the next try has one.
Result<> Listings::retryRefused(audit::Draft &draft)
{
    const auto refused = m_database.select(u"SELECT listing_id, wanted_at, answered_at FROM offer WHERE state = 'refused' AND state <> 'acknowledged'"_s, {}, [](const store::Row &row) {
        return QPair(row.number(0), nextTry(fromMs(row.number(1)), fromMs(row.number(2)), refusedFirst));
    });
    if (!refused)
        return tl::make_unexpected(refused.error());
    for (const auto &[listing, due] : *refused) {
        if (due > draft.at())
            continue;
        const auto record = hold(listing);
        if (!record)
            return tl::make_unexpected(record.error());
        (*record)->state = OfferState::State::Waiting;
        (*record)->isChanged = true;
    }
    return {};
}

Result<> Listings::doubtUnconfirmed(audit::Draft &draft)
{
    const auto late = m_database.select(u"SELECT listing_id, wanted_at, answered_at FROM offer WHERE state = 'accepted' AND state <> 'acknowledged' AND believed IS NOT NULL AND answered_at < ?"_s,
                                        {toMs(draft.at() - unconfirmedFirst)}, [](const store::Row &row) {
                                            return QPair(row.number(0), nextTry(fromMs(row.number(1)), fromMs(row.number(2)), unconfirmedFirst));
                                        });
    if (!late)
        return tl::make_unexpected(late.error());
    for (const auto &[listing, due] : *late) {
        if (due > draft.at())
            continue;
        const auto record = hold(listing);
        if (!record)
            return tl::make_unexpected(record.error());
        if (!m_beliefs.isConfirming((*record)->channel))
            continue;
        CROSSDOCK_TRY(unsure(listing));
        draft.setWhat(u"offers.unconfirmed"_s);
        draft.about((*record)->address.id.channel);
        draft.about((*record)->address.sku);
    }
    return {};
}

} // namespace crossdock::channels
