#include "ui/orders/order_actions.h"

#include "ui/error_text.h"
#include "ui/orders/cancel_dialog.h"
#include "ui/orders/return_dialog.h"
#include "ui/orders/ship_dialog.h"
#include "ui/widgets/named_action.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

using State = OrderRow::State;

bool hasReturnable(const OrderDetail &order)
{
    return std::any_of(order.lines.begin(), order.lines.end(),
                       [](const OrderDetail::Line &line) { return line.shipped > line.returned; });
}

/// The newest that is not answered with no, and whose buyer has no label; nullptr: there is none.
const ReturnRow *returnWithoutLabel(const OrderDetail &order)
{
    using Return = channels::Return::State;
    using Label = labels::ReturnLabel::State;
    const auto found = std::find_if(order.returns.begin(), order.returns.end(), [](const ReturnRow &one) {
        const bool isOpen = one.what.state == Return::Requested || one.what.state == Return::Approved;
        return isOpen && one.label.state != Label::Wanted && one.label.state != Label::Sent;
    });
    return found == order.returns.end() ? nullptr : &*found;
}

/// Is all that is reserved for it with others, who pick it themselves?
bool isPickedElsewhere(const OrderDetail &order)
{
    bool isOwn = false, isOthers = false;
    for (const OrderDetail::Line &line : order.lines)
        for (const OrderDetail::Reservation &held : line.reservations)
            if (held.reserved > 0)
                (held.isOwn ? isOwn : isOthers) = true;
    return isOthers && !isOwn;
}

} // namespace

OrderActions::OrderActions(const Context &context, QWidget *window)
    : QObject(window)
    , m_context(context)
    , m_window(window)
    , m_hold(add(u"holdOrder"_s, tr("&Hold"), u"hold"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_H, &OrderActions::hold))
    , m_release(add(u"releaseOrder"_s, tr("&Release"), u"play"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_E, &OrderActions::release))
    , m_pick(add(u"pickOrder"_s, tr("&Pick"), u"check"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_P, &OrderActions::pick))
    , m_ship(add(u"shipOrder"_s, tr("&Ship…"), u"pack"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_S, &OrderActions::ship))
    , m_correct(add(u"correctTracking"_s, tr("Correct trackin&g…"), u"link"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_K, &OrderActions::correctTracking))
    , m_rates(add(u"orderRates"_s, tr("R&ates"), u"rates"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_U, &OrderActions::askForRates))
    , m_cancel(add(u"cancelOrder"_s, tr("&Cancel…"), u"stop"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_X, &OrderActions::cancel))
    , m_receiveReturn(add(u"receiveReturn"_s, tr("Receive re&turn…"), u"undo"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_R,
                          &OrderActions::receiveReturn))
    , m_sendLabel(add(u"sendReturnLabel"_s, tr("Send return &label"), u"print"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_L, &OrderActions::sendReturnLabel))
    , m_forget(add(u"forgetBuyer"_s, tr("&Forget buyer…"), u"trash"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_Delete,
                   &OrderActions::askToForget))
{
    setOrder({});
}

QAction *OrderActions::add(const QString &name, const QString &title, const QString &icon, const QKeySequence &keys,
                           void (OrderActions::*run)())
{
    QAction *action = namedAction(m_context.theme, this, name, title, icon, keys);
    connect(action, &QAction::triggered, this, run);
    return action;
}

void OrderActions::setOrder(const std::optional<OrderDetail> &order)
{
    m_order = order;
    const bool canWrite = order && !m_context.inventory.isReadOnly();
    const State state = order ? order->row.state : State::Cancelled;
    const bool isOurs = canWrite && !order->row.isByChannel;
    m_hold->setEnabled(canWrite && (state == State::Open || state == State::AwaitingPayment));
    m_release->setEnabled(canWrite && state == State::OnHold);
    m_pick->setEnabled(isOurs && state == State::Open && !isPickedElsewhere(*order));
    m_ship->setEnabled(isOurs && (state == State::Open || state == State::Picked));
    m_correct->setEnabled(canWrite && !order->shipments.isEmpty());
    m_rates->setEnabled(isOurs && state != State::Shipped && state != State::Cancelled);
    m_cancel->setEnabled(canWrite && state != State::Shipped && state != State::Cancelled);
    m_receiveReturn->setEnabled(canWrite && hasReturnable(*order));
    m_sendLabel->setEnabled(canWrite && !order->isForgotten && returnWithoutLabel(*order) != nullptr);
    m_forget->setEnabled(canWrite && !order->isForgotten);
}

void OrderActions::askForRates()
{
    Q_EMIT ratesRequested(m_order->row.id);
}

void OrderActions::hold()
{
    perform(command::HoldOrder{m_order->row.id}, {}, tr("Order %1 is on hold."));
}

void OrderActions::release()
{
    perform(command::ReleaseOrder{m_order->row.id}, {}, tr("Order %1 is released."));
}

void OrderActions::pick()
{
    perform(command::PickOrder{m_order->row.id}, {}, tr("Order %1 is picked."));
}

void OrderActions::ship()
{
    auto *dialog = new ShipDialog(m_context.theme, *m_order, ShipDialog::Purpose::Ship, m_window);
    connect(dialog, &FormDialog::submitted, this, [this, dialog, id = m_order->row.id] {
        performFrom(dialog, id, command::ShipOrder{id, dialog->tracking(), {}, dialog->carrier()}, {}, tr("Order %1 is shipped."));
    });
    dialog->open();
}

void OrderActions::correctTracking()
{
    auto *dialog = new ShipDialog(m_context.theme, *m_order, ShipDialog::Purpose::Correct, m_window);
    connect(dialog, &FormDialog::submitted, this, [this, dialog, id = m_order->row.id] {
        performFrom(dialog, id, command::CorrectShipment{id, 0, dialog->carrier(), dialog->tracking()}, {}, tr("The channel of order %1 is told again."));
    });
    dialog->open();
}

void OrderActions::cancel()
{
    auto *dialog = new CancelDialog(m_context.theme, *m_order, m_window);
    m_context.inventory.ask(query::Labels{.order = m_order->row.id}, dialog, [dialog](const Result<query::Labels::Answer> &known) {
        if (known)
            dialog->warnOf(*known);
    });
    connect(dialog, &FormDialog::submitted, this, [this, dialog, id = m_order->row.id] {
        if (dialog->isToldToChannel())
            cancelOnChannel(dialog, id, dialog->reason());
        else
            performFrom(dialog, id, command::CancelOrder{id, dialog->lines()}, dialog->reason(),
                        dialog->isWhole() ? tr("Order %1 is cancelled here. Its channel is not told.") : tr("Part of order %1 is cancelled here. Its channel is not told."));
    });
    dialog->open();
}

void OrderActions::cancelOnChannel(FormDialog *dialog, const OrderId &order, const QString &why)
{
    QPointer<FormDialog> open(dialog);
    dialog->setLeave(tr("Close")); // the order is not kept by it any more
    dialog->letLeave();
    m_context.desk.cancelOrder(order, why, this, [this, open](const Result<QString> &said) {
        if (said) {
            if (open)
                open->accept();
            Q_EMIT this->said(*said);
        } else if (open) {
            open->setLeave(tr("Keep order"));
            open->refuse(errorText(said.error()) + u' '
                         + tr("Nothing changed. To cancel it in the ledger alone, clear “Cancel on the channel too”."));
        } else {
            Q_EMIT failed(errorText(said.error()));
        }
    });
}

void OrderActions::receiveReturn()
{
    if (std::exchange(m_isAsking, true))
        return;
    m_context.inventory.ask(query::Nodes{}, this, [this, order = *m_order](const Result<query::Nodes::Answer> &nodes) {
        m_isAsking = false;
        if (nodes)
            askToReceiveReturn(order, *nodes); // of the order it was asked for, whatever is open by now
        else
            Q_EMIT failed(errorText(nodes.error()));
    });
}

void OrderActions::askToReceiveReturn(const OrderDetail &order, const QList<NodeRow> &nodes)
{
    auto *dialog = new ReturnDialog(m_context.theme, order, nodes, m_window);
    connect(dialog, &FormDialog::submitted, this, [this, dialog, id = order.row.id] {
        performFrom(dialog, id, dialog->command(), dialog->reason(), tr("The return of order %1 is received."));
    });
    dialog->open();
}

/// From the cheapest account that sells such labels: “return label” on the command line names one.
void OrderActions::sendReturnLabel()
{
    if (const ReturnRow *what = returnWithoutLabel(*m_order))
        perform(command::SendReturnLabel{m_order->row.id, what->what.number}, {}, tr("A label for the return of order %1 is being bought, and goes to the buyer by e-mail. What hinders it becomes a task."));
}

void OrderActions::askToForget()
{
    const QString question = tr("Forget the buyer of order %1?").arg(m_order->row.id.text());
    const QString explanation = tr("Name, address, email and phone become unreadable for good, in the trail and in all "
                                   "exports as well: their key is destroyed. The order, its numbers and the trail stay.");
    auto *dialog = new FormDialog(m_context.theme, question, explanation, tr("Forget buyer"), m_window,
                                  FormDialog::Weight::Danger);
    dialog->setObjectName(u"forgetDialog"_s);
    connect(dialog, &FormDialog::submitted, this, [this, dialog, id = m_order->row.id] {
        performFrom(dialog, id, command::ForgetBuyer{id}, {}, tr("The buyer of order %1 is forgotten."));
    });
    dialog->open();
}

void OrderActions::perform(Command command, const QString &why, const QString &done)
{
    const QString sentence = done.arg(m_order->row.id.text());
    m_context.inventory.perform(Request{.actor = m_context.actor(), .why = why, .command = std::move(command)}, this,
                                [this, sentence](const Result<Entry> &entry) {
                                    if (entry)
                                        Q_EMIT said(sentence);
                                    else
                                        Q_EMIT failed(errorText(entry.error()));
                                });
}

void OrderActions::performFrom(FormDialog *dialog, const OrderId &order, Command command, const QString &why, const QString &done)
{
    const QString sentence = done.arg(order.text());
    QPointer<FormDialog> open(dialog);
    m_context.inventory.perform(Request{.key = dialog->key(), .actor = m_context.actor(), .why = why, .command = std::move(command)}, this,
                                [this, open, sentence](const Result<Entry> &entry) {
                                    if (entry) {
                                        if (open)
                                            open->accept();
                                        Q_EMIT said(sentence);
                                    } else if (open) {
                                        open->refuse(errorText(entry.error()));
                                    } else {
                                        Q_EMIT failed(errorText(entry.error()));
                                    }
                                });
}

} // namespace crossdock::ui
