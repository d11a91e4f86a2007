#pragma once

#include "ui/page.h"

class QLabel;

namespace crossdock::ui {

class BusyBar;

/// Looks, when it is asked to, what the last 90 days say against the rules, and says how it went. It takes a while, and can be
/// stopped: a question under way keeps others waiting.
class HistoryCheck : public QWidget
{
    Q_OBJECT

public:
    HistoryCheck(const Context &context, QAction *action, QWidget *parent); ///< `action` starts it
    ~HistoryCheck() override;

    void cancel(); ///< nobody waits any more

Q_SIGNALS:
    void found(const QList<crossdock::RuleFinding> &findings); ///< of history alone

private:
    void start();
    void say(const QString &sentence);
    void take(const Result<QList<RuleFinding>> &answer);

    Context m_context;
    QAction *m_action;
    QLabel *m_outcome;
    BusyBar *m_busy;
    std::shared_ptr<Progress> m_progress; ///< of the question under way
    qint64 m_request = 0; ///< a late answer is dropped
};

} // namespace crossdock::ui
