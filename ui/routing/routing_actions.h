#pragma once

#include "ui/routing/wave_feed.h"

class QAction;

namespace crossdock::ui {

/// What can be done about the wave and about the order that is chosen: publish it, plan it again, pin and unpin. UI thread.
class RoutingActions : public QObject
{
    Q_OBJECT

public:
    /// Dialogs open above `page`.
    RoutingActions(const Context &context, WaveFeed &feed, QWidget *page);

    void setOrder(const QString &order); ///< empty: none
    void refresh(); ///< the wave is another one
    void askForPin(const QString &order, const QString &node); ///< node empty: to be chosen
    void takePinOff(const QString &order);
    bool isPinned(const QString &order) const;

    QAction *publish() const { return m_publish; }
    QAction *replan() const { return m_replan; }
    QAction *pin() const { return m_pin; }
    QAction *unpin() const { return m_unpin; }
    QList<QAction *> all() const { return {m_publish, m_replan, m_pin, m_unpin}; }

Q_SIGNALS:
    void pinned(const QString &order, const QString &sentence);
    void writable(bool isWritable); ///< whether pins can be set now
    void told(const QString &sentence);
    void failed(const QString &sentence); ///< planning again may help

private:
    QAction *add(const QString &name, const QString &text, const QString &icon, const QKeySequence &keys, void (RoutingActions::*slot)());
    void publishWave();
    void planAgain() { m_feed.plan(); }
    void pinOrder() { askForPin(m_order, {}); }
    void unpinOrder() { takePinOff(m_order); }
    void takePinned(const fulfilment::PinEffect &effect, const fulfilment::WavePin &pin);

    Context m_context;
    WaveFeed &m_feed;
    QWidget *m_page;
    QString m_order;
    bool m_isPublishing = false, m_canWrite = false;
    QAction *m_publish, *m_replan, *m_pin, *m_unpin;
};

} // namespace crossdock::ui
