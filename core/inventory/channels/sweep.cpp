#include "core/inventory/channels/sweep.h"

#include "core/inventory/channels/channel_port.h"

namespace crossdock::channels {
namespace {

constexpr Milliseconds lookEvery{60'000};
constexpr Milliseconds confirmationDue{60'000}; // Amazon tells of an applied patch within seconds, if it does
constexpr qsizetype listingsPerRead = 20; // Amazon reads them one by one: 20 in 10 s leave most of its limit to the lane
constexpr Milliseconds restBetweenReads{10'000};

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
    m_allAt = m_clock.now() + std::min(every, lookEvery);
    schedule();
}

void Sweep::stop()
{
    ++m_run;
    m_left.clear();
}

void Sweep::schedule()
{
    m_clock.after(lookEvery, this, [this, run = m_run] {
        if (run == m_run)
            begin();
    });
}

void Sweep::begin()
{
    m_isOfAll = m_clock.now() >= m_allAt;
    const query::Listings wanted{m_channel, false, false, !m_isOfAll};
    m_inventory.ask(wanted, this, [this, run = m_run](const Result<query::Listings::Answer> &items) {
        if (run != m_run)
            return;
        if (items)
            m_left = *items;
        readNext();
    });
}

void Sweep::readNext()
{
    QList<query::Listings::Item> page;
    while (!m_left.isEmpty() && page.size() < listingsPerRead) {
        const query::Listings::Item item = m_left.takeFirst();
        const bool isTooEarly = item.offer.state == OfferState::State::Accepted && m_clock.now() - item.offer.answeredAt <= confirmationDue;
        if (!item.mustSend && !isTooEarly) // else the lane finds out, or the channel tells
            page.append(item);
    }
    if (page.isEmpty()) {
        end();
        return;
    }
    QList<ListingAddress> addresses;
    for (const query::Listings::Item &item : std::as_const(page))
        addresses.append(item.address);
    m_port.readQuantities(addresses, [this, run = m_run, page, askedAt = m_clock.now()](const Answer<QHash<QString, Quantity>> &shown) {
        if (run != m_run)
            return;
        if (!shown) {
            m_left = page + m_left; // the channel has other cares now
            m_clock.after(lookEvery, this, [this, run] {
                if (run == m_run)
                    readNext();
            });
            return;
        }
        compare(page, *shown, askedAt);
        m_clock.after(restBetweenReads, this, [this, run] {
            if (run == m_run)
                readNext();
        });
    });
}

void Sweep::end()
{
    if (m_isOfAll)
        m_allAt = m_clock.now() + m_every;
    schedule();
}

void Sweep::compare(const QList<query::Listings::Item> &items, const QHash<QString, Quantity> &shown, Time askedAt)
{
    for (const query::Listings::Item &item : items) {
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
