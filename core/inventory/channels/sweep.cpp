#include "core/inventory/channels/sweep.h"

#include "core/inventory/channels/channel_port.h"

namespace crossdock::channels {
namespace {

constexpr Milliseconds lookEvery{60'000};
constexpr Milliseconds confirmationDue{60'000}; // Amazon tells of an applied patch within seconds, if it does
constexpr qsizetype listingsPerRead = 20; // what Amazon reads in one call
// Amazon grants five such calls and five pushes a second: one read a second confirms more than can be pushed.
constexpr Milliseconds restOfUnconfirmed{1'000};
constexpr Milliseconds restOfAll{10'000};

} // namespace

Sweep::Sweep(const ChannelId &channel, ChannelPort &port, Inventory &inventory, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_channel(channel)
    , m_port(port)
    , m_inventory(inventory)
    , m_clock(clock)
{
}

void Sweep::start(Milliseconds every)
{
    ++m_run;
    m_every = every;
    m_lookAt = m_clock.now() + lookEvery;
    m_allAt = m_clock.now() + std::min(every, lookEvery);
    goOnAfter(lookEvery);
}

void Sweep::stop()
{
    ++m_run;
    m_unconfirmed.clear();
    m_all.clear();
}

void Sweep::goOnAfter(Milliseconds rest)
{
    m_clock.after(rest, this, [this, run = m_run] {
        if (run == m_run)
            goOn();
    });
}

void Sweep::goOn()
{
    const Time now = m_clock.now();
    if (!m_unconfirmed.isEmpty())
        read(m_unconfirmed, restOfUnconfirmed);
    else if (now >= m_lookAt)
        askUnconfirmed();
    else if (!m_all.isEmpty())
        readOfAll();
    else if (now >= m_allAt)
        askAll();
    else
        goOnAfter(m_lookAt - now);
}

void Sweep::askUnconfirmed()
{
    m_lookAt = m_clock.now() + lookEvery;
    ask(true, [this](const Items &items) {
        for (const auto &item : items) {
            const bool isDue = m_clock.now() - item.offer.answeredAt > confirmationDue;
            if (isDue && !item.mustSend) // else the channel tells, or the lane finds out
                m_unconfirmed.append(item);
        }
        std::stable_sort(m_unconfirmed.begin(), m_unconfirmed.end(), [](const auto &a, const auto &b) { return a.offer.answeredAt < b.offer.answeredAt; });
    });
}

void Sweep::askAll()
{
    m_allAt = m_clock.now() + m_every;
    ask(false, [this](const Items &items) {
        for (const auto &item : items) {
            if (!item.mustSend && item.offer.state != OfferState::State::Accepted)
                m_all.append(item);
        }
    });
}

void Sweep::ask(bool onlyUnconfirmed, std::function<void(const Items &)> take)
{
    m_inventory.ask(query::Listings{m_channel, false, false, onlyUnconfirmed}, this, [this, run = m_run, take = std::move(take)](const Result<Items> &items) {
        if (run != m_run)
            return;
        if (items)
            take(*items);
        goOn();
    });
}

/// The next time counts from the end of this one.
void Sweep::readOfAll()
{
    m_allAt = m_clock.now() + m_every;
    read(m_all, restOfAll);
}

void Sweep::read(Items &from, Milliseconds rest)
{
    const Items page = from.first(std::min(listingsPerRead, from.size()));
    from.remove(0, page.size());
    QList<ListingAddress> addresses;
    for (const auto &item : page)
        addresses.append(item.address);
    m_port.readQuantities(addresses, [this, run = m_run, page, from = &from, rest, askedAt = m_clock.now()](const Answer<QHash<QString, Quantity>> &shown) {
        if (run != m_run)
            return;
        if (shown) {
            compare(page, *shown, askedAt);
            goOnAfter(rest);
            return;
        }
        if (shown.error().kind != CallFailure::Kind::Rejected) // else the others are not kept waiting for what cannot be read
            *from = page + *from;
        goOnAfter(lookEvery); // the channel has other cares now
    });
}

void Sweep::compare(const Items &items, const QHash<QString, Quantity> &shown, Time askedAt)
{
    for (const auto &item : items) {
        const auto now = shown.constFind(item.address.id.listing);
        const bool isNews = now != shown.constEnd() && (item.offer.believed != *now || item.offer.state == OfferState::State::Accepted);
        if (!isNews)
            continue;
        const QuantitySeen seen{item.address.id.listing, {}, *now, askedAt, false};
        m_inventory.perform({{}, {Actor::Kind::Channel, m_channel.text()}, {}, 0, command::RecordQuantitySeen{m_channel, seen}}, this,
                            [](const Result<Entry> &) {}); // what cannot be recorded is seen by the next sweep
    }
}

} // namespace crossdock::channels
