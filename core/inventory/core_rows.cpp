#include "core/inventory/core.h"

#include "core/inventory/answers/rows.h"

/// The rows that commands changed, told to those who look at them.
namespace crossdock {
namespace {

constexpr Milliseconds rowsApart{8}; // half a frame on the screen

} // namespace

/// Rows are for people, offers for the channels: those go out first, and what changes again meanwhile is read once.
void Core::tellLater(const Touched &touched)
{
    const bool isAwaited = m_touched.isEmpty();
    m_touched += touched;
    if (isAwaited && !m_touched.isEmpty())
        m_clock.after(rowsApart, this, [this] { tellRows(std::exchange(m_touched, {})); });
}

void Core::tellRows(const Touched &touched)
{
    QList<Event> events;
    for (const qint64 sku : touched.skus) {
        if (const auto row = answers::stockRow(m_database, sku); row && *row)
            events.append(event::StockChanged{**row});
    }
    for (const qint64 sale : touched.sales) {
        if (const auto row = answers::orderRow(m_database, sale); row && *row)
            events.append(event::OrderChanged{**row});
    }
    for (const qint64 channel : touched.channels) {
        if (const auto row = answers::channelRow(m_database, channel); row && *row)
            events.append(event::ChannelChanged{(*row)->first, (*row)->second});
    }
    if (!events.isEmpty())
        Q_EMIT happened(std::make_shared<const QList<Event>>(std::move(events)));
}

} // namespace crossdock
