#pragma once

#include "core/inventory/event.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>

namespace crossdock::app {

/// Measures, for each order, how long it took until the last of the other channels had answered and the answer was on
/// record: from the news of the order's commit to the news of that last answer. Lives in a thread of its own, so that
/// nobody's work delays the watch.
class ToldWatch : public QObject
{
    Q_OBJECT

public:
    ToldWatch() { m_clock.start(); }

    void take(const Events &events);

    struct Figures {
        qint64 orders = 0; ///< fully told
        double p50Ms = 0, p99Ms = 0;
    };
    Figures figures() const; ///< in the watch's thread

    /// Also call back with each order's time; nothing: only collect. In the watch's thread.
    std::function<void(double ms)> heard;

private:
    struct Open {
        qint64 startedNs = 0;
        int listings = 0; ///< still to answer
    };

    void begin(const Entry &entry);
    void answer(const OfferState &offer);

    QElapsedTimer m_clock;
    QHash<qint64, Open> m_open; ///< by entry
    QHash<ListingId, QList<qint64>> m_waiting; ///< entries that each listing has to answer
    QList<double> m_times; ///< ms
};

} // namespace crossdock::app
