#include "core/inventory/channels/account_watch.h"

#include "core/inventory/channels/channel_port.h"

namespace crossdock::channels {
namespace {

constexpr Milliseconds firstLook{30'000};
constexpr Milliseconds lookDaily{86'400'000}; // the rates are reckoned once a day
constexpr Milliseconds lookAgainAfter{3'600'000};

} // namespace

AccountWatch::AccountWatch(const ChannelId &channel, ChannelPort &port, Inventory &inventory, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_channel(channel)
    , m_port(port)
    , m_inventory(inventory)
    , m_clock(clock)
{
}

void AccountWatch::start()
{
    m_isRunning = m_port.tellsAccount();
    if (m_isRunning)
        schedule(firstLook);
}

void AccountWatch::stop()
{
    m_isRunning = false;
    ++m_run;
}

void AccountWatch::lookSoon()
{
    if (m_isRunning && !m_isLooking)
        schedule(firstLook);
}

void AccountWatch::schedule(Milliseconds pause)
{
    m_clock.after(pause, this, [this, run = ++m_run] {
        if (run == m_run)
            look();
    });
}

void AccountWatch::look()
{
    m_isLooking = true;
    m_port.readHealth([this](const Answer<AccountHealth> &health) {
        m_isLooking = false;
        if (!health) {
            m_lastError = health.error().words;
            m_lastErrorAt = m_clock.now();
        } else {
            m_inventory.perform({{}, {Actor::Kind::Channel, m_channel.text()}, {}, 0, command::RecordAccount{m_channel, *health}}, this, [](const Result<Entry> &) {});
        }
        if (m_isRunning) // a refusal is looked into by a person, and not within the hour
            schedule(health || health.error().kind == CallFailure::Kind::Rejected ? lookDaily : std::max(lookAgainAfter, health.error().retryAfter));
    });
}

} // namespace crossdock::channels
