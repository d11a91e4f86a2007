#pragma once

#include "core/sandbox/world.h"

#include <QElapsedTimer>
#include <QTimer>

namespace crossdock::app {

/// Buyers for a measurement: one unit an order, evenly over all listings and channels. Notes for every order how long it
/// took from the sale on its channel (whose webhook is still to be sent) until the last channel showed it.
///
/// The n-th unit sold of a SKU is told on a channel once that shows n units less than at the start. Two sales of one SKU
/// on two channels within one flight may so swap their times; with thousands of SKUs that is rare.
///
/// Lives in the world's thread; the world must have nothing but plain items, and enough of them.
class OrderStream : public QObject
{
    Q_OBJECT

public:
    explicit OrderStream(sandbox::World &world);

    void sellAt(double ordersPerSecond); ///< open loop: sells on, however long the answers take
    void sellKeeping(int underWay); ///< closed loop: as fast as orders are told
    void stop();

    int sold() const { return m_sold; }
    int told() const { return static_cast<int>(m_times.size()); }
    QList<double> takeTimes(); ///< ms; starts anew

private:
    struct Item {
        Quantity first = 0; ///< shown at the start
        QList<qint64> soldAt; ///< ns
        qsizetype told = 0; ///< orders that every channel shows
        QHash<QString, qsizetype> shown; ///< orders that a channel shows
    };

    void tick();
    void sell();
    void hear(const QString &channel, const sandbox::Listing &listing);

    sandbox::World &m_world;
    QElapsedTimer m_clock;
    QTimer m_timer;
    QStringList m_channels;
    QHash<QString, QList<sandbox::ListingSeed>> m_listings; ///< by channel
    QHash<QString, Item> m_items; ///< by SKU
    QList<double> m_times;
    double m_perSecond = 0;
    int m_underWay = 0, m_sold = 0, m_soldHere = 0, m_open = 0;
    qint64 m_startedNs = 0;
    quint64 m_next = 1;
};

} // namespace crossdock::app
