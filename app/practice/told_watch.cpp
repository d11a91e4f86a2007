#include "app/practice/told_watch.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

double percentile(QList<double> sorted, double share)
{
    return sorted.isEmpty() ? 0 : sorted[qMin(sorted.size() - 1, static_cast<qsizetype>(share * static_cast<double>(sorted.size())))];
}

} // namespace

void ToldWatch::take(const Events &events)
{
    // A commit's events may hold an order and, before it, answers: an entry that begins now waits for later answers only.
    for (const Event &event : *events) {
        if (const auto *offer = std::get_if<event::OfferChanged>(&event))
            answer(offer->offer);
        else if (const auto *entry = std::get_if<event::EntryAppended>(&event))
            begin(entry->entry);
    }
}

void ToldWatch::begin(const Entry &entry)
{
    if (entry.what != u"order.record")
        return;
    const QString seller = entry.body[u"about"_s][u"channel"_s][0].toString();
    Open open{m_clock.nsecsElapsed(), 0};
    for (const QJsonValue &offer : entry.body[u"offers"_s].toArray()) {
        const QString channel = offer[u"channel"_s].toString();
        const auto name = ChannelId::parse(channel);
        if (!name || channel == seller)
            continue; // the seller's own channel took the units off itself
        m_waiting[{*name, offer[u"listing"_s].toString()}].append(entry.number);
        ++open.listings;
    }
    if (open.listings > 0)
        m_open.insert(entry.number, open);
}

void ToldWatch::answer(const OfferState &offer)
{
    const bool isTold = (offer.state == OfferState::State::Acknowledged || offer.state == OfferState::State::Accepted) && offer.acknowledged == offer.wanted;
    const auto waiting = m_waiting.find(offer.listing);
    if (!isTold || waiting == m_waiting.end())
        return;
    for (const qint64 number : std::as_const(*waiting)) {
        const auto open = m_open.find(number);
        if (open == m_open.end() || --open->listings > 0)
            continue;
        const double ms = static_cast<double>(m_clock.nsecsElapsed() - open->startedNs) / 1e6;
        m_times.append(ms);
        m_open.erase(open);
        if (heard)
            heard(ms);
    }
    m_waiting.erase(waiting);
}

ToldWatch::Figures ToldWatch::figures() const
{
    QList<double> sorted = m_times;
    std::sort(sorted.begin(), sorted.end());
    return {static_cast<qint64>(sorted.size()), percentile(sorted, 0.50), percentile(sorted, 0.99)};
}

} // namespace crossdock::app
