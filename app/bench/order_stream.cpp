#include "app/bench/order_stream.h"

namespace crossdock::app {

OrderStream::OrderStream(sandbox::World &world)
    : m_world(world)
    , m_channels(world.channels())
{
    m_clock.start();
    for (const QString &channel : std::as_const(m_channels))
        m_listings[channel] = world.listings(channel);
    for (const sandbox::CatalogueItem &item : world.catalogue())
        m_items[item.sku].first = item.onHand();
    m_world.watchQuantities([this](const QString &channel, const sandbox::Listing &listing) { hear(channel, listing); });
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(1);
    connect(&m_timer, &QTimer::timeout, this, &OrderStream::tick);
}

void OrderStream::sellAt(double ordersPerSecond)
{
    m_perSecond = ordersPerSecond;
    m_underWay = 0;
    m_soldHere = 0;
    m_startedNs = m_clock.nsecsElapsed();
    m_timer.start();
}

void OrderStream::sellKeeping(int underWay)
{
    m_perSecond = 0;
    m_underWay = underWay;
    m_timer.start();
}

void OrderStream::stop()
{
    m_timer.stop();
}

QList<double> OrderStream::takeTimes()
{
    return std::exchange(m_times, {});
}

void OrderStream::tick()
{
    if (m_underWay > 0) {
        while (m_open < m_underWay)
            sell();
        return;
    }
    const auto due = static_cast<int>(m_perSecond * static_cast<double>(m_clock.nsecsElapsed() - m_startedNs) / 1e9);
    for (; m_soldHere < due; ++m_soldHere)
        sell();
}

void OrderStream::sell()
{
    // A full-period generator: every machine sells the same things in the same order.
    m_next = m_next * 6'364'136'223'846'793'005ULL + 1'442'695'040'888'963'407ULL;
    const QString &channel = m_channels[m_sold % m_channels.size()];
    const QList<sandbox::ListingSeed> &listings = m_listings[channel];
    const sandbox::ListingSeed &listing = listings[static_cast<qsizetype>((m_next >> 33) % static_cast<quint64>(listings.size()))];
    m_items[listing.sku].soldAt.append(m_clock.nsecsElapsed());
    ++m_sold;
    ++m_open;
    if (!m_world.sell(channel, listing.listingId, 1)) { // nothing is shown there at the moment
        m_items[listing.sku].soldAt.removeLast();
        --m_sold;
        --m_open;
    }
}

void OrderStream::hear(const QString &channel, const sandbox::Listing &listing)
{
    Item &item = m_items[listing.sku];
    qsizetype &shown = item.shown[channel];
    shown = qMax(shown, static_cast<qsizetype>(item.first - listing.quantity));
    if (item.shown.size() < m_channels.size())
        return;
    const qsizetype all = qMin(*std::min_element(item.shown.begin(), item.shown.end()), item.soldAt.size());
    for (; item.told < all; ++item.told) {
        m_times.append(static_cast<double>(m_clock.nsecsElapsed() - item.soldAt[item.told]) / 1e6);
        --m_open;
    }
}

} // namespace crossdock::app
