#include "core/inventory/channels/missing_orders.h"

#include "core/inventory/channels/channel_port.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::channels {
namespace {

constexpr Milliseconds firstSearch{120'000}; // what was missed is read before
constexpr Milliseconds searchEvery{86'400'000};
constexpr Milliseconds searchAgain{900'000}; // after an answer that did not come
constexpr Milliseconds oldEnough{3'600'000}; // a younger order may not be visible everywhere yet
constexpr Milliseconds betweenSearches{2'000}; // what is to be told goes first
constexpr Milliseconds recordAgainAfter{10'000};
constexpr qsizetype fewMissing = 3; // that many may always be gone; of more than that half of all is no deletion, but another shop

} // namespace

MissingOrders::MissingOrders(const ChannelId &channel, ChannelPort &port, Inventory &inventory, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_channel(channel)
    , m_port(port)
    , m_inventory(inventory)
    , m_clock(clock)
{
}

void MissingOrders::start()
{
    ++m_run;
    if (m_port.ordersPerSearch() > 0)
        schedule(firstSearch);
}

void MissingOrders::stop()
{
    ++m_run;
}

void MissingOrders::schedule(Milliseconds pause)
{
    m_clock.after(pause, this, [this, run = m_run] {
        if (run == m_run)
            begin();
    });
}

void MissingOrders::begin()
{
    m_all.clear();
    m_missing.clear();
    m_asked = 0;
    gather(m_clock.now() - oldEnough, 0);
}

void MissingOrders::gather(Time before, int offset)
{
    query::Orders held{.channel = m_channel, .state = {}, .text = {}};
    held.heldBefore = before;
    held.offset = offset;
    m_inventory.ask(held, this, [this, run = m_run, before, offset](const Result<query::Orders::Answer> &page) {
        if (run != m_run)
            return;
        if (!page) {
            schedule(searchAgain);
            return;
        }
        m_all += page->rows;
        if (page->isEnd)
            askNext();
        else
            gather(before, offset + static_cast<int>(page->rows.size()));
    });
}

void MissingOrders::askNext()
{
    QList<ChannelPort::Sought> orders;
    for (const OrderRow &row : m_all.sliced(m_asked, std::min<qsizetype>(m_port.ordersPerSearch(), m_all.size() - m_asked)))
        orders.append({row.id.number, row.createdAt});
    if (orders.isEmpty()) {
        judge();
        return;
    }
    m_port.findMissing(orders, [this, run = m_run, count = orders.size()](const Answer<QStringList> &missing) {
        if (run != m_run)
            return;
        if (!missing) {
            putOff(missing.error().words);
            return;
        }
        m_asked += count;
        m_missing.unite({missing->begin(), missing->end()});
        m_clock.after(betweenSearches, this, [this, run] {
            if (run == m_run)
                askNext();
        });
    });
}

void MissingOrders::judge()
{
    if (m_missing.size() > fewMissing && 2 * m_missing.size() > m_all.size()) {
        putOff(u"of %1 open orders it says that it has %2 no more: none was cancelled; see whether this is still the same shop"_s.arg(m_all.size()).arg(m_missing.size()));
        return;
    }
    for (const OrderRow &order : std::as_const(m_all)) {
        if (m_missing.contains(order.id.number))
            cancel(order);
    }
    schedule(searchEvery);
}

void MissingOrders::cancel(const OrderRow &row)
{
    const QString why = u"the channel has this order no more: it was deleted there while nobody listened"_s;
    m_inventory.perform({{}, {Actor::Kind::Channel, m_channel.text()}, why, 0, command::RecordOrder{goneOrder(row.id, m_clock.now()), {}, {}}}, this,
                        [this, row, run = m_run](const Result<Entry> &entry) {
                            if (entry || !isTemporary(entry.error().code))
                                return; // what cannot be recorded is found again
                            m_clock.after(recordAgainAfter, this, [this, row, run] {
                                if (run == m_run)
                                    cancel(row);
                            });
                        });
}

void MissingOrders::putOff(const QString &words)
{
    m_lastError = words;
    m_lastErrorAt = m_clock.now();
    schedule(searchAgain);
}

} // namespace crossdock::channels
