#include "core/inventory/channels/market_intake.h"

namespace crossdock::channels {
namespace {

constexpr Milliseconds marketRest{500};
constexpr qsizetype mostMarketAtOnce = 50; // listings of one entry: an order that comes meanwhile waits for no more

/// Takes up to `most` of the waiting ones out.
template <class Seen, class Waiting>
void takeSome(QHash<QString, Waiting> &waiting, qsizetype most, QList<Seen> &seen, QList<MarketIntake::Taken> &done)
{
    while (!waiting.isEmpty() && seen.size() < most) {
        Waiting one = waiting.take(waiting.begin().key());
        seen.append(one.seen);
        done += one.done;
    }
}

} // namespace

MarketIntake::MarketIntake(const ChannelId &channel, Inventory &inventory, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_channel(channel)
    , m_inventory(inventory)
    , m_clock(clock)
{
}

template <class Seen>
void MarketIntake::keep(QHash<QString, Waiting<Seen>> &waiting, const Seen &seen, Taken done)
{
    const auto known = waiting.find(seen.listing);
    if (known == waiting.end()) {
        waiting.insert(seen.listing, {seen, {std::move(done)}});
    } else {
        known->done.append(std::move(done));
        if (seen.at > known->seen.at)
            known->seen = seen;
    }
    recordSoon();
}

void MarketIntake::take(const MarketSeen &seen, Taken done)
{
    keep(m_offers, seen, std::move(done));
}

void MarketIntake::take(const StandingSeen &seen, Taken done)
{
    keep(m_standings, seen, std::move(done));
}

void MarketIntake::recordSoon()
{
    if (std::exchange(m_isDue, true))
        return;
    m_clock.after(marketRest, this, [this] { record(); });
}

/// One recording at a time. What the ledger could not take is left to the channel to tell again.
void MarketIntake::record()
{
    command::RecordMarket news{m_channel, {}, {}};
    QList<Taken> done;
    takeSome(m_offers, mostMarketAtOnce, news.offers, done);
    takeSome(m_standings, mostMarketAtOnce, news.standings, done);
    m_inventory.perform({{}, {Actor::Kind::Channel, m_channel.text()}, {}, 0, std::move(news)}, this, [this, done](const Result<Entry> &entry) {
        m_isDue = false;
        for (const Taken &one : done)
            one(entry.map([](const Entry &) {}));
        if (!m_offers.isEmpty() || !m_standings.isEmpty())
            recordSoon();
    });
}

} // namespace crossdock::channels
