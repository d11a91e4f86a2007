#include "tests/simulation/agreement.h"
#include "tests/simulation/simulation.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::simulation {
namespace {

// An order that is older than this is found by the reading that must precede an upward push (its fence holds two seconds).
constexpr Milliseconds surelyReadable{5'000};

} // namespace

void Simulation::checkAfterStep()
{
    if (!m_engine || m_engine->core().counters().commits == m_checkedCommits)
        return;
    m_checkedCommits = m_engine->core().counters().commits;
    ++m_counts.commits;
    checkIncidents();
    if (m_checkedCommits % 4 == 0)
        checkBooks();
}

void Simulation::checkBooks()
{
    Progress progress;
    const auto books = m_engine->answers().answer(query::Books{}, progress);
    if (!books)
        return broken(books.error().detail);
    if (!books->balance)
        broken(u"the books do not balance: "_s + books->problems.join(u"; "_s));
}

/// What is sold and not there has an open incident.
void Simulation::checkIncidents()
{
    const auto silent = m_engine->reader().first(
        u"SELECT s.number, l.line FROM sale_line l JOIN sale s ON s.id = l.sale_id WHERE l.short > 0 AND NOT EXISTS (SELECT 1 FROM incident i WHERE i.is_open = 1 AND "
        "(i.sale_id = s.id OR (i.sale_id IS NULL AND (i.sku_id = l.sku_id OR i.sku_id IN (SELECT part_id FROM kit_part WHERE kit_id = l.sku_id)))))"_s,
        {}, [](const store::Row &row) { return row.text(0) + u", line "_s + row.text(1); });
    if (!silent)
        return broken(silent.error().detail);
    if (*silent)
        broken(u"order %1 is short and nobody was told"_s.arg(**silent));
}

/// A channel that heard 200 will not send again: the order must be on the disk.
void Simulation::checkTaken(const QList<ChannelOrder> &orders)
{
    for (const ChannelOrder &order : orders) {
        const auto known = m_engine->reader().first(
            u"SELECT s.revision FROM sale s JOIN channel c ON c.id = s.channel_id WHERE c.name = ? AND s.number = ?"_s,
            {order.id.channel.text(), order.id.number}, [](const store::Row &row) { return row.number(0); });
        if (!known)
            return broken(known.error().detail);
        if (!*known || **known < toMs(order.revision))
            return broken(u"order %1 was acknowledged and is not in the ledger"_s.arg(order.id.text()));
    }
}

void Simulation::arriving(const QString &channel, const http::Request &request)
{
    ++m_counts.requests;
    if (m_isTraced && !request.body.contains("ReceiveMessage") && !request.body.contains("ReadOrders"))
        trace(u"  -> %1 %2 %3"_s.arg(QString::fromUtf8(request.method), QString::fromUtf8(request.url), QString::fromUtf8(request.body).left(300)));
    if (!m_watched.isEmpty() && m_watched.startsWith(channel + u' ')) {
        const QString listing = m_watched.section(u' ', 1);
        for (const sandbox::ListingSeed &seed : m_listings.value(channel)) {
            if (seed.listingId != listing)
                continue;
            const QByteArray woo = "\"id\":" + listing.section(u'/', -1).toUtf8();
            const bool isTold = request.method == "PATCH"                         ? request.url.contains('/' + seed.sku.toUtf8() + '?')
                : request.body.contains("inventorySetQuantities")                 ? request.body.contains(seed.inventoryId.toUtf8())
                : request.method != "GET" && request.url.contains("/wp-json/wc/v3/products") ? request.body.contains(woo)
                                                                                  : false;
            m_pushes[m_watched] += isTold;
        }
    }
    m_shown.clear();
    for (const sandbox::ListingSeed &seed : m_listings.value(channel))
        m_shown[seed.listingId] = m_world->quantity(channel, seed.listingId).value();
}

/// A push that raised a number, and was meant to, must not have buried an order that could have been known.
void Simulation::dealtWith(const QString &channel, const http::Request &request)
{
    if (request.url.contains("/orders/")) // no push: WooCommerce puts the units of a cancelled order back by itself
        return;
    for (const sandbox::ListingSeed &seed : m_listings.value(channel)) {
        if (m_world->quantity(channel, seed.listingId).value() <= m_shown.value(seed.listingId) || !m_engine)
            continue;
        const auto wasMeant = m_engine->reader().first(
            u"SELECT o.believed IS NULL OR o.believed < ? FROM offer o JOIN listing l ON l.id = o.listing_id JOIN channel c ON c.id = l.channel_id "
            "WHERE c.name = ? AND l.listing = ?"_s,
            {m_world->quantity(channel, seed.listingId).value(), channel, seed.listingId}, [](const store::Row &row) { return row.flag(0); });
        if (!wasMeant || !wasMeant->value_or(false))
            continue; // it showed less than anybody could know: the message of the order was lost
        const sandbox::Shop &shop = m_world->shop(channel);
        const qsizetype index = shop.indexOf(seed.listingId);
        for (const sandbox::Order &order : shop.orders()) {
            const bool isOfIt = std::any_of(order.lines.begin(), order.lines.end(), [&](const auto &line) { return line.listing == index && line.current > 0; });
            if (!isOfIt || m_clock.now() - order.createdAt < surelyReadable)
                continue;
            const auto known = m_engine->reader().first(
                u"SELECT 1 FROM sale s JOIN channel c ON c.id = s.channel_id WHERE c.name = ? AND s.number = ?"_s, {channel, numberInLedger(order)},
                [](const store::Row &) { return true; });
            if (known && !*known)
                return broken(u"%1 was told more of %2 although order %3, %4 s old, was not read"_s.arg(channel, seed.sku, order.id)
                                  .arg((m_clock.now() - order.createdAt).count() / 1000));
        }
    }
}

QString Simulation::disagreement()
{
    return m_engine ? simulation::disagreement(*m_world, *m_engine) : u"the engine is down"_s;
}

void Simulation::checkTrail()
{
    Progress progress;
    const auto whole = m_engine->answers().answer(query::Verify{}, progress);
    if (!whole || !whole->isWhole)
        broken(u"the trail: "_s + (whole ? whole->words : whole.error().detail));
    checkBooks();
    for (const QString &channel : m_world->channels())
        m_counts.orders += m_world->orders(channel).size();
    const auto parcels = m_engine->answers().answer(query::Shipments{}, progress);
    m_counts.parcels += parcels ? parcels->size() : 0;
}

} // namespace crossdock::simulation
