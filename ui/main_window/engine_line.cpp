#include "ui/main_window/engine_line.h"

#include "ui/channels/channel_watch.h"

namespace crossdock::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int tickMs = 500;

} // namespace

EngineLine::EngineLine(const Context &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
{
    Q_ASSERT(context.watch);
    connect(&context.inventory, &Inventory::happened, this, &EngineLine::hear);
    m_context.inventory.ask(query::Totals{}, this, [this](const Result<query::Totals::Answer> &totals) {
        if (totals)
            m_lastEntry = std::max(m_lastEntry, totals->entries);
        Q_EMIT changed();
    });
    m_tick.setInterval(tickMs);
    connect(&m_tick, &QTimer::timeout, this, &EngineLine::tick);
    m_tick.start();
}

void EngineLine::hear(const Events &events)
{
    ++m_commits;
    for (const Event &event : *events) {
        if (const auto *appended = std::get_if<event::EntryAppended>(&event))
            m_lastEntry = std::max(m_lastEntry, appended->entry.number);
    }
}

void EngineLine::tick()
{
    // half of what was, half of what is: the figure is readable while it moves
    m_perSecond = 0.5 * m_perSecond + 0.5 * (std::exchange(m_commits, 0) * 1'000.0 / tickMs);
    Q_EMIT changed();
}

Badge EngineLine::state() const
{
    return m_context.inventory.isReadOnly() ? Badge{tr("Read-only review"), Tone::Neutral} : m_context.watch->state();
}

QString EngineLine::sentence() const
{
    if (m_context.inventory.isReadOnly()) // nothing is committed to a sealed file
        return tr("%1 entries, sealed").arg(number(m_lastEntry));
    double p50 = 0, p99 = 0;
    for (const ChannelHealth &lane : m_context.watch->health()) {
        p50 = std::max(p50, lane.lagP50Ms);
        p99 = std::max(p99, lane.lagP99Ms);
    }
    QStringList parts = {tr("Entry %1").arg(number(m_lastEntry)),
                         tr("%1 commits/s").arg(QLocale().toString(m_perSecond, 'f', m_perSecond >= 0.05 && m_perSecond < 10 ? 1 : 0))};
    if (p99 > 0)
        parts.append(tr("slowest channel p50 %1, p99 %2").arg(duration(p50), duration(p99)));
    return parts.join(u"  ·  "_s);
}

} // namespace crossdock::ui
