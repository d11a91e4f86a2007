#pragma once

#include "ui/page.h"

#include <optional>

namespace crossdock::ui {

class BusyBar;

/// All that a person can do with channels: each with a shortcut, enabled where it makes sense.
class ChannelActions : public QObject
{
    Q_OBJECT

public:
    ChannelActions(const Context &context, BusyBar &busy, QWidget *window);

    void setChannel(const std::optional<ChannelRow> &channel);
    void readCatalogueOf(const ChannelId &channel);

    QAction *add() const { return m_add; }
    QList<QAction *> ofChannel() const { return {m_test, m_pause, m_resume, m_catchUp, m_catalogue, m_remove}; }
    QAction *resumeAction() const { return m_resume; } ///< seen where pausing is not
    QList<QAction *> all() const { return QList<QAction *>{m_add} + ofChannel() + QList<QAction *>{m_stopSelling, m_resumeSelling}; }

Q_SIGNALS:
    void told(const QString &sentence); ///< an answer to show in place
    void failed(const QString &sentence);
    void added(const crossdock::ChannelId &channel);

private:
    QAction *make(const QString &name, const QString &title, const QString &icon, const QKeySequence &keys,
                  void (ChannelActions::*run)());
    void askToAdd();
    void openAddDialog(const QList<ChannelId> &taken, const QList<NodeRow> &nodes);
    void test();
    void pause();
    void resume();
    void catchUp();
    void readCatalogue();
    void askToRemove();
    void askToStopSelling();
    void resumeSelling();
    void change(command::ChangeChannel::What what, const QString &done);

    void note(const ChannelId &channel, const std::optional<Error> &error); ///< how the call went
    /// Shows progress, and answers in place when the desk does; a cancelled answer is dropped.
    template <class T>
    Desk::Done<T> answer(const ChannelId &channel, const QString &busy, std::shared_ptr<Progress> progress, std::function<void(const T &)> use);

    Context m_context;
    BusyBar &m_busy;
    QWidget *m_window;
    std::optional<ChannelRow> m_channel;
    qint64 m_request = 0;
    bool m_isAsking = false; ///< for what the dialog of a new channel needs: a second press opens no second one
    QAction *m_add, *m_test, *m_pause, *m_resume, *m_catchUp, *m_catalogue, *m_remove, *m_stopSelling, *m_resumeSelling;
};

} // namespace crossdock::ui
