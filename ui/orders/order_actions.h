#pragma once

#include "ui/page.h"

#include <optional>

namespace crossdock::ui {

class FormDialog;

/// All that a person can do with the order that is open: each with a shortcut, enabled where it makes sense. Asks what
/// it must know in a dialog, then asks the inventory (or the channel, through the desk).
class OrderActions : public QObject
{
    Q_OBJECT

public:
    OrderActions(const Context &context, QWidget *window);

    void setOrder(const std::optional<OrderDetail> &order);

    QList<QAction *> all() const { return {m_hold, m_release, m_pick, m_ship, m_correct, m_rates, m_cancel, m_receiveReturn, m_sendLabel, m_forget}; }
    QAction *forget() const { return m_forget; }

Q_SIGNALS:
    void said(const QString &sentence);
    void failed(const QString &sentence);
    void ratesRequested(const crossdock::OrderId &order);

private:
    QAction *add(const QString &name, const QString &title, const QString &icon, const QKeySequence &keys,
                 void (OrderActions::*run)());
    void hold();
    void release();
    void pick();
    void ship();
    void correctTracking();
    void askForRates();
    void cancel();
    void receiveReturn();
    void sendReturnLabel();
    void askToReceiveReturn(const OrderDetail &order, const QList<NodeRow> &nodes);
    void askToForget();

    void perform(Command command, const QString &why, const QString &done);
    void performFrom(FormDialog *dialog, const OrderId &order, Command command, const QString &why, const QString &done);
    void cancelOnChannel(FormDialog *dialog, const OrderId &order, const QString &why);

    Context m_context;
    QWidget *m_window;
    std::optional<OrderDetail> m_order;
    bool m_isAsking = false; ///< for what a return needs: a second press opens no second dialog
    QAction *m_hold, *m_release, *m_pick, *m_ship, *m_correct, *m_rates, *m_cancel, *m_receiveReturn, *m_sendLabel, *m_forget;
};

} // namespace crossdock::ui
