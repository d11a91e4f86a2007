#pragma once

#include "ui/page.h"

#include <QTimer>

namespace crossdock::ui {

/// The wave of now, planned in the router's thread: when somebody looks, when the wish changes, and again some seconds after what it
/// was made of changed. UI thread; never waits.
class WaveFeed : public QObject
{
    Q_OBJECT

public:
    using Wave = Desk::Wave;

    WaveFeed(const Context &context, QObject *parent);

    void setWatched(bool isWatched); ///< nobody looks: nothing is planned
    void setHeld(bool isHeld); ///< somebody is about to decide: the wave stays as it is
    void plan(); ///< now
    void take(const Wave &wave); ///< one that was planned with another wish: it holds from now on, with its pins

    const Wave &wave() const { return m_wave; } ///< nullptr: none yet
    const QList<fulfilment::WavePin> &pins() const { return m_wish.pins; }
    void setPins(const QList<fulfilment::WavePin> &pins); ///< plans with them
    void published(); ///< its pins are on record

Q_SIGNALS:
    void planning(); ///< the answer comes
    void planned();
    void failed(const crossdock::Error &error);

private:
    void hear(const Events &events);
    void answer(const Result<Wave> &wave);
    void look(); ///< whether it is time to plan again

    Context m_context;
    fulfilment::WaveWish m_wish;
    Wave m_wave;
    QTimer m_soon;
    qint64 m_request = 0; ///< a late answer to an older question is dropped
    bool m_isWatched = false, m_isHeld = false, m_isStale = true, m_isPlanning = false;
};

} // namespace crossdock::ui
