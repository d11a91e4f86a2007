#pragma once

#include "ui/channels/lag_history.h"
#include "ui/page.h"

#include <QFrame>

class QGridLayout;
class QLabel;

namespace crossdock::ui {

class BreakableLabel;
class ChannelActions;
class LagChart;
class Pill;

/// The channel that is selected: its facts, what can be done with it, and its lag over the last minutes.
class ChannelPanel : public QFrame
{
    Q_OBJECT

public:
    ChannelPanel(const Context &context, ChannelActions &actions, QWidget *parent);

    void display(const ChannelRow &channel, const ChannelHealth &health);
    void displayLag(const QList<LagHistory::Point> &points);

Q_SIGNALS:
    void copied(const QString &sentence);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QLayout *makeHead();
    QLayout *makeFacts();
    QString webhooksAddress() const;
    void showAccount(const channels::AccountHealth &account);

    Context m_context;
    ChannelActions &m_actions;
    ChannelId m_channel;
    BreakableLabel *m_error;
    QLabel *m_name, *m_address, *m_pool, *m_counts, *m_calls, *m_account;
    QGridLayout *m_facts;
    Pill *m_state;
    LagChart *m_chart;
};

} // namespace crossdock::ui
