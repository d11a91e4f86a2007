#include "ui/channels/channel_watch.h"

#include "ui/channels/channel_words.h"

namespace crossdock::ui {

ChannelWatch::ChannelWatch(Inventory &inventory, Desk &desk, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_inventory(inventory)
    , m_clock(clock)
{
    connect(&inventory, &Inventory::happened, this, &ChannelWatch::take);
    connect(&desk, &Desk::healthChanged, this, &ChannelWatch::takeHealth);
    takeHealth(desk.health());
    read();
}

void ChannelWatch::read()
{
    const qint64 request = ++m_request;
    m_removed.clear();
    m_inventory.ask(query::Channels{}, this, [this, request](const Result<query::Channels::Answer> &channels) {
        if (request != m_request)
            return;
        if (!channels) {
            Q_EMIT failed(channels.error());
            return;
        }
        for (const ChannelRow &channel : *channels) {
            if (m_removed.contains(channel.details.name))
                continue;
            const auto known = m_rows.find(channel.details.name);
            if (known == m_rows.end()) {
                m_rows.insert(channel.details.name, channel);
                continue;
            }
            known->listings = channel.listings; // of the rest, news is newer than the answer
            known->waiting = channel.waiting;
            known->setAside = channel.setAside;
        }
        m_isRead = true;
        Q_EMIT changed();
        Q_EMIT listRead();
    });
}

void ChannelWatch::take(const Events &events)
{
    bool isNews = false;
    for (const Event &event : *events) {
        const auto *channel = std::get_if<event::ChannelChanged>(&event);
        if (!channel)
            continue;
        const ChannelId &name = channel->row.details.name;
        isNews = true;
        if (!channel->isRemoved) {
            m_removed.remove(name);
            m_rows.insert(name, channel->row);
            continue;
        }
        m_removed.insert(name);
        m_rows.remove(name);
        m_health.remove(name);
        m_noted.remove(name);
    }
    if (isNews)
        Q_EMIT changed();
}

void ChannelWatch::takeHealth(const QList<ChannelHealth> &lanes)
{
    for (const ChannelHealth &lane : lanes)
        m_health.insert(lane.channel, lane);
    m_history.add(lanes, m_clock.now());
    Q_EMIT changed();
}

void ChannelWatch::note(const ChannelId &channel, bool wentWell)
{
    Noted &noted = m_noted[channel];
    (wentWell ? noted.wentWellAt : noted.failedAt) = m_clock.now();
    Q_EMIT changed();
}

bool ChannelWatch::isTroubled(const ChannelHealth &lane) const
{
    const Noted noted = m_noted.value(lane.channel);
    const Time failedAt = std::max(lane.lastErrorAt, noted.failedAt);
    const Time wentWellAt = std::max({lane.lastEventAt, noted.wentWellAt, m_rows.value(lane.channel).cursorAt});
    // a failed call is an answer too, of the same moment: only a later one takes the failure away
    return failedAt != Time{} && failedAt >= lane.lastAnswerAt && failedAt > wentWellAt;
}

Badge ChannelWatch::stateOf(const ChannelId &channel) const
{
    const ChannelHealth lane = healthOf(channel);
    using State = ChannelHealth::State;
    const State state = ui::stateOf(m_rows.value(channel), lane);
    const bool claimsToBeWell = state == State::Idle || state == State::Sending || state == State::Waiting;
    return claimsToBeWell && isTroubled(lane) ? Badge{tr("Last call failed"), Tone::Warning} : badge(state);
}

bool ChannelWatch::isPaused(const ChannelId &channel) const
{
    return m_rows.value(channel).details.state == ChannelDetails::State::Paused;
}

int ChannelWatch::troubled() const
{
    int count = 0;
    for (auto row = m_rows.cbegin(); row != m_rows.cend(); ++row) {
        const Tone tone = stateOf(row.key()).tone;
        count += tone == Tone::Bad || (tone == Tone::Warning && isTroubled(healthOf(row.key())));
    }
    return count;
}

Badge ChannelWatch::state() const
{
    int down = 0, failed = 0, paused = 0, slow = 0, busy = 0, elsewhere = 0;
    for (auto row = m_rows.cbegin(); row != m_rows.cend(); ++row) {
        const ChannelHealth lane = healthOf(row.key());
        const Tone tone = stateOf(row.key()).tone;
        const bool isPaused = row->details.state == ChannelDetails::State::Paused;
        down += tone == Tone::Bad;
        failed += tone == Tone::Warning && isTroubled(lane);
        slow += tone == Tone::Warning && !isTroubled(lane);
        paused += isPaused;
        elsewhere += lane.state == ChannelHealth::State::Elsewhere;
        busy += !isPaused && (lane.queued > 0 || lane.onTheWire > 0);
    }
    if (m_rows.isEmpty())
        return {tr("No channel yet"), Tone::Neutral};
    if (down > 0)
        return {tr("%Ln channel(s) not answering", nullptr, down), Tone::Bad};
    if (failed > 0)
        return {tr("Last call failed on %Ln channel(s)", nullptr, failed), Tone::Warning};
    if (slow > 0)
        return {tr("%Ln channel(s) slowed down", nullptr, slow), Tone::Warning};
    if (busy > 0)
        return {tr("Sending to %Ln channel(s)", nullptr, busy), Tone::Busy};
    if (elsewhere > 0)
        return {tr("Another desk tells the channels"), Tone::Neutral};
    if (paused > 0)
        return {tr("%Ln channel(s) paused", nullptr, paused), Tone::Neutral};
    return {tr("Channels up to date"), Tone::Good};
}

} // namespace crossdock::ui
