#include "core/inventory/rules/engine/memory.h"

#include <algorithm>

namespace crossdock::rules {

std::optional<Truth> Memory::edge(qint64 rule, const QString &subject) const
{
    const auto known = m_edges.constFind({rule, subject});
    if (known != m_edges.cend())
        return *known;
    return m_absentMeansNo ? std::optional(Truth::No) : std::nullopt;
}

void Memory::setEdge(qint64 rule, const QString &subject, Truth truth)
{
    if (edge(rule, subject) == truth)
        return;
    if (truth == Truth::No && m_absentMeansNo)
        m_edges.remove({rule, subject});
    else
        m_edges.insert({rule, subject}, truth);
    saveEdge(rule, subject, truth);
}

void Memory::setTimer(const Timer &timer)
{
    dropTimer(timer.rule, timer.kind, timer.subject);
    m_timers.insert(timer);
    m_timerDue.insert({{timer.rule, timer.subject}, timer.kind}, timer.due);
    saveTimer(timer);
}

void Memory::dropTimer(qint64 rule, const QString &kind, const QString &subject)
{
    const auto due = timerOf(rule, kind, subject);
    if (!due)
        return;
    m_timers.erase(Timer{rule, kind, subject, *due, 0});
    m_timerDue.remove({{rule, subject}, kind});
    eraseTimer(rule, kind, subject);
}

std::optional<Time> Memory::timerOf(qint64 rule, const QString &kind, const QString &subject) const
{
    const auto known = m_timerDue.constFind({{rule, subject}, kind});
    return known == m_timerDue.cend() ? std::nullopt : std::optional(*known);
}

std::optional<Time> Memory::nextDue() const
{
    return m_timers.empty() ? std::nullopt : std::optional(m_timers.begin()->due);
}

std::optional<Memory::Timer> Memory::takeDue(Time now)
{
    if (m_timers.empty() || m_timers.begin()->due > now)
        return std::nullopt;
    const Timer timer = *m_timers.begin();
    dropTimer(timer.rule, timer.kind, timer.subject);
    return timer;
}

qint64 Memory::sumSince(qint64 rule, const QString &subject, Time since) const
{
    qint64 sum = 0;
    const auto samples = m_samples.constFind({rule, subject});
    if (samples == m_samples.cend())
        return 0;
    for (auto one = samples->crbegin(); one != samples->crend() && one->at > since; ++one)
        sum += one->amount;
    return sum;
}

std::optional<Time> Memory::oldestSince(qint64 rule, const QString &subject, Time since) const
{
    const auto samples = m_samples.value({rule, subject});
    const auto oldest = std::ranges::find_if(samples, [&](const Sample &one) { return one.at > since; });
    return oldest == samples.end() ? std::nullopt : std::optional(oldest->at);
}

void Memory::addSample(qint64 rule, const QString &subject, Time at, qint64 amount, Time keepSince)
{
    QList<Sample> &samples = m_samples[{rule, subject}];
    while (!samples.isEmpty() && samples.first().at <= keepSince)
        samples.removeFirst();
    auto place = samples.end();
    while (place != samples.begin() && std::prev(place)->at > at) // late ones are put in order
        --place;
    samples.insert(place, {at, amount});
    saveSample(rule, subject, at, amount, keepSince);
}

void Memory::forgetRule(qint64 rule)
{
    m_edges.removeIf([&](auto edge) { return edge.key().first == rule; });
    m_samples.removeIf([&](auto samples) { return samples.key().first == rule; });
    m_timerDue.removeIf([&](auto timer) { return timer.key().first.first == rule && !isDuty(timer.key().second); });
    std::erase_if(m_timers, [&](const Timer &timer) { return timer.rule == rule && !isDuty(timer.kind); });
    eraseRule(rule);
}

void Memory::clear()
{
    m_edges.clear();
    m_timers.clear();
    m_timerDue.clear();
    m_samples.clear();
}

} // namespace crossdock::rules
