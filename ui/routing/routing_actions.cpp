#include "ui/routing/routing_actions.h"

#include "ui/error_text.h"
#include "ui/routing/pin_dialog.h"
#include "ui/routing/routing_words.h"
#include "ui/widgets/named_action.h"

#include <QAction>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {

RoutingActions::RoutingActions(const Context &context, WaveFeed &feed, QWidget *page)
    : QObject(page)
    , m_context(context)
    , m_feed(feed)
    , m_page(page)
    , m_publish(add(u"publishWave"_s, tr("&Publish now"), u"check"_s, Qt::CTRL | Qt::Key_Return, &RoutingActions::publishWave))
    , m_replan(add(u"replan"_s, tr("Plan &again"), u"refresh"_s, Qt::Key_F5, &RoutingActions::planAgain))
    , m_pin(add(u"pinOrder"_s, tr("P&in to a place…"), u"pin"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_P, &RoutingActions::pinOrder))
    , m_unpin(add(u"unpinOrder"_s, tr("&Take the pin off"), u"undo"_s, Qt::CTRL | Qt::Key_Backspace, &RoutingActions::unpinOrder))
{
    page->addActions(all());
    refresh();
}

QAction *RoutingActions::add(const QString &name, const QString &text, const QString &icon, const QKeySequence &keys, void (RoutingActions::*slot)())
{
    QAction *action = namedAction(m_context.theme, m_page, name, text, icon, keys);
    connect(action, &QAction::triggered, this, slot);
    return action;
}

void RoutingActions::setOrder(const QString &order)
{
    m_order = order;
    refresh();
}

bool RoutingActions::isPinned(const QString &order) const
{
    const auto &wave = m_feed.wave();
    return wave && std::any_of(wave->orders.cbegin(), wave->orders.cend(), [&order](const fulfilment::WaveOrder &one) { return one.isPinned && one.order.text() == order; });
}

void RoutingActions::refresh()
{
    const auto &wave = m_feed.wave();
    const bool hasOrders = wave && wave->nodes.size() > 1 && !wave->orders.isEmpty();
    const bool canWrite = hasOrders && !m_isPublishing && !m_context.inventory.isReadOnly();
    m_publish->setEnabled(canWrite);
    m_pin->setEnabled(canWrite && !m_order.isEmpty());
    m_unpin->setEnabled(canWrite && isPinned(m_order));
    if (std::exchange(m_canWrite, canWrite) != canWrite)
        Q_EMIT writable(canWrite);
}

void RoutingActions::askForPin(const QString &text, const QString &place)
{
    const auto order = OrderId::parse(text);
    if (!order || !m_canWrite)
        return;
    const auto node = NodeId::parse(place);
    auto *dialog = new PinDialog(m_context, m_feed.wave(), *order, node ? std::optional<NodeId>(*node) : std::nullopt, m_page);
    m_feed.setHeld(true); // what was priced must be what is pinned
    connect(dialog, &PinDialog::pinned, this, &RoutingActions::takePinned);
    connect(dialog, &QDialog::finished, this, [this] { m_feed.setHeld(false); });
    dialog->open();
}

void RoutingActions::takePinned(const fulfilment::PinEffect &effect, const fulfilment::WavePin &pin)
{
    const qint64 more = effect.wave->total - effect.before;
    const QString order = pin.order.text(), place = nodeText(*effect.wave, pin.node), cost = money({std::abs(more), effect.wave->currency});
    m_feed.take(effect.wave);
    Q_EMIT pinned(order, more >= 0 ? tr("Order %1 is pinned to %2: the plan costs %3 more.", "order, place, amount").arg(order, place, cost)
                                   : tr("Order %1 is pinned to %2: the plan costs %3 less.", "order, place, amount").arg(order, place, cost));
}

void RoutingActions::takePinOff(const QString &order)
{
    QList<fulfilment::WavePin> pins = m_feed.pins();
    const auto wished = pins.removeIf([&order](const fulfilment::WavePin &pin) { return pin.order.text() == order; });
    if (const auto id = OrderId::parse(order); id && wished == 0) // it is on record, and stays there until the plan without it is published
        pins.append({*id, {}, tr("The pin was taken off")});
    m_feed.setPins(pins);
    Q_EMIT told(tr("The pin of order %1 is off again.").arg(order));
}

void RoutingActions::publishWave()
{
    m_isPublishing = true;
    m_feed.setHeld(true);
    refresh();
    const WaveFeed::Wave wave = m_feed.wave();
    m_context.desk.publishWave(wave->number, tr("Published by hand"), this, [this, wave](const Result<Entry> &entry) {
        m_isPublishing = false;
        m_feed.setHeld(false);
        refresh();
        if (!entry) {
            Q_EMIT failed(errorText(entry.error()));
            return;
        }
        Q_EMIT told(tr("%Ln order(s) published for %1.", nullptr, static_cast<int>(wave->orders.size())).arg(money({wave->total, wave->currency})));
        m_feed.published();
    });
}

} // namespace crossdock::ui
