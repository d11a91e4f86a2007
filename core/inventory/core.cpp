#include "core/inventory/core.h"

#include "core/inventory/command_text.h"
#include "core/inventory/planted.h"

#include <QLoggingCategory>
#include <QUuid>

using namespace Qt::Literals::StringLiterals;

Q_LOGGING_CATEGORY(lcCore, "crossdock.core")

namespace crossdock {
namespace {

constexpr size_t groupLimit = 256; // commands that share a commit: more would make the first of them wait
constexpr int attempts = 8; // on fresh values, when another writer was faster

/// Did orders lose units by this that their parcels may count on? Plans and shipping keep parcels right by themselves.
bool takesFromOrders(const audit::Draft &draft)
{
    using audit::Account;
    if (draft.what() == u"plan.record" || draft.what() == u"order.ship")
        return false;
    return std::any_of(draft.movements().begin(), draft.movements().end(), [](const audit::Draft::Movement &movement) {
        return (movement.from.account == Account::Reserved || movement.from.account == Account::Picked) && (movement.to.account == Account::Free || movement.to.account == Account::Outside);
    });
}

} // namespace

Core::Core(store::Database &database, const audit::ShopKey &shop, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_database(database)
    , m_clock(clock)
    , m_trail(database)
    , m_privacy(database, shop)
    , m_catalogue(database)
    , m_ledger(database)
    , m_nodes(database)
    , m_reservations(database, m_catalogue, m_ledger, m_nodes)
    , m_registry(database, m_nodes)
    , m_listings(database, m_registry, m_catalogue, m_reservations)
    , m_sales(database, m_registry)
    , m_promises(database, m_catalogue, m_reservations, m_registry)
    , m_cancellations(database)
    , m_afterSales(database, m_sales)
    , m_orders(database, m_catalogue, m_sales, m_promises, m_registry, m_listings, m_privacy, m_cancellations)
    , m_shipments(database)
    , m_orderWork(database, m_catalogue, m_ledger, m_nodes, m_reservations, m_sales, m_promises, m_shipments, m_cancellations, m_afterSales, m_privacy)
    , m_marks(database, m_sales)
    , m_customers(database, m_sales)
    , m_wishes(database, m_sales)
    , m_instructions(database, m_registry, m_sales, m_afterSales)
    , m_market(database, m_registry, m_listings)
    , m_accounts(database, m_registry)
    , m_stock(database, m_catalogue, m_ledger, m_nodes, m_reservations)
    , m_nodeFeeds(database, m_catalogue, m_ledger, m_nodes, m_stock)
    , m_notices(database)
    , m_parcelNotices(database, m_notices)
    , m_parcels(database, m_catalogue, m_nodes, m_reservations, m_sales, m_parcelNotices)
    , m_nodeParcels(database, m_catalogue, m_nodes, m_reservations, m_sales, m_orderWork, m_parcels, m_parcelNotices)
    , m_cartons(database)
    , m_policies(database)
    , m_skuChecks(database)
    , m_carriers(database)
    , m_rates(database)
    , m_lastAnswers(database)
    , m_labels(database, m_sales, m_nodes, m_rates, m_privacy)
    , m_labelWork(database, m_privacy)
    , m_bench(database, m_catalogue)
    , m_ruleBook(database, m_privacy, m_notices)
    , m_returnLabels(database, m_sales, m_notices)
    , m_purchases(database, m_catalogue, m_nodes, m_notices)
    , m_bins(database, m_catalogue, m_nodes)
    , m_rules(database, m_privacy, clock, this,
              [this](QList<Request> requests, const auto &done) { perform(std::move(requests), done); }, [this] { wake(); })
    , m_mark(QUuid::createUuid().toString(QUuid::WithoutBraces))
{
}

Core::~Core() = default;

Core::Touched &Core::Touched::operator+=(const Touched &other)
{
    skus.insert(other.skus.begin(), other.skus.end());
    sales.insert(other.sales.begin(), other.sales.end());
    channels.insert(other.channels.begin(), other.channels.end());
    return *this;
}

void Core::start()
{
    watchStops();
    watchOffers();
    watchPurchases();
    if (const auto marked = m_privacy.markEarlier(); !marked)
        qCWarning(lcCore, "Buyers of earlier orders could not be told apart: %s", qUtf8Printable(marked.error().detail));
    m_rules.start();
}

void Core::perform(QList<Request> requests, Done done)
{
    m_waiting.push_back({std::move(requests), std::move(done)});
    wake();
}

void Core::wake()
{
    if (std::exchange(m_isAwake, true))
        return;
    m_clock.after(Milliseconds::zero(), this, [this] {
        m_isAwake = false;
        drain();
    });
}

/// One transaction for all that waits.
void Core::drain()
{
    if (m_waiting.empty() && !m_rules.hasWork())
        return;
    QList<Finished> finished;
    QList<Event> events;
    Touched touched;
    if (m_database.kind() == store::Source::Kind::Postgresql)
        forgetCaches(); // another console may have written
    auto transaction = store::Transaction::begin(m_database);
    if (transaction)
        tellUnsure();
    for (size_t i = 0; i < groupLimit && !m_waiting.empty(); ++i) {
        const Job job = std::move(m_waiting.front());
        m_waiting.pop_front();
        if (!transaction) {
            finished.append({job.done, tl::make_unexpected(transaction.error())});
            continue;
        }
        auto answer = carryOut(job, events, touched);
        if (planted(Bug::AcknowledgeBeforeCommit)) {
            job.done(answer);
            continue;
        }
        finished.append({job.done, std::move(answer)});
    }
    if (transaction) {
        saveCounters();
        const auto committed = runRules(events).and_then([&] { return announce(events, touched); }).and_then([&] { return transaction->commit(); });
        if (committed) {
            ++m_counters.commits;
            for (const qint64 rule : m_rules.takeRan())
                events.append(event::RuleRan{rule});
        } else {
            m_rules.afterRollback();
            failAll(finished, committed.error());
            if (m_database.isBroken() && !events.isEmpty())
                m_unsure = {events, touched};
            events.clear();
            touched = {};
            forgetCaches();
        }
    }
    if (!transaction)
        m_rules.afterRollback(); // tries again after a pause
    if (!events.isEmpty())
        Q_EMIT happened(std::make_shared<const QList<Event>>(std::move(events)));
    for (const Finished &one : finished)
        one.done(one.answer);
    tellLater(touched);
    m_rules.afterCommit();
    if (!m_waiting.empty())
        wake();
}

/// Who asked was told that it failed, and may ask again: the second time it is known and no news. So the news of the first time
/// are told late, if the database has it; else a channel would go on selling what another one has sold.
void Core::tellUnsure()
{
    const auto isEntry = [](const Event &event) { return std::holds_alternative<event::EntryAppended>(event); };
    const auto last = std::find_if(m_unsure.events.rbegin(), m_unsure.events.rend(), isEntry);
    if (last == m_unsure.events.rend())
        return;
    const Entry &told = std::get<event::EntryAppended>(*last).entry;
    const auto known = entry(told.number);
    if (!known)
        return; // the connection broke again: the next transaction looks
    const bool isCommitted = known->hash == told.hash;
    const Unsure unsure = std::exchange(m_unsure, {});
    if (!isCommitted)
        return;
    Q_EMIT happened(std::make_shared<const QList<Event>>(unsure.events));
    tellLater(unsure.touched);
}

/// What the commands of this commit mean to the rules is a part of it. A rule that stumbles costs nobody his command.
Result<> Core::runRules(const QList<Event> &events)
{
    if (m_rules.isIdle(events))
        return {};
    auto savepoint = store::Savepoint::begin(m_database);
    if (!savepoint)
        return tl::make_unexpected(savepoint.error());
    const auto done = m_rules.work(events);
    if (done)
        return savepoint->release();
    qCWarning(lcCore, "Rules: %s %s", qUtf8Printable(done.error().subject), qUtf8Printable(done.error().detail));
    m_rules.afterRollback();
    return {};
}

void Core::failAll(QList<Finished> &finished, const Error &error)
{
    for (Finished &one : finished) {
        if (one.answer)
            one.answer = tl::make_unexpected(error);
    }
}

void Core::forgetCaches()
{
    m_trail.forgetHead();
    m_nodes.forget();
    m_registry.forget();
}

Result<QList<Entry>> Core::carryOut(const Job &job, QList<Event> &events, Touched &touched)
{
    Error last;
    for (int attempt = 0; attempt < attempts; ++attempt) {
        auto savepoint = store::Savepoint::begin(m_database);
        if (!savepoint)
            return tl::make_unexpected(savepoint.error());
        QList<Event> news;
        Touched rows;
        QList<Entry> entries;
        Result<> all;
        for (const Request &request : job.requests) {
            auto done = carryOut(request, news, rows);
            if (!done) {
                all = tl::make_unexpected(done.error());
                break;
            }
            entries.append(*std::move(done));
        }
        if (all)
            all = savepoint->release();
        if (all) {
            events += news;
            touched += rows;
            m_counters.commands += job.requests.size();
            return entries;
        }
        forgetCaches();
        last = all.error();
        if (last.code != Error::Code::Conflict || m_database.isContended())
            break;
        ++m_counters.conflicts;
    }
    return tl::make_unexpected(last);
}

Result<Entry> Core::entry(qint64 number)
{
    const auto found = m_database.first(u"SELECT text, hash FROM trail WHERE number = ?"_s, {number},
                                        [](const store::Row &row) { return audit::parseEntry(row.text(0).toUtf8(), row.text(1).toLatin1()); });
    if (!found)
        return tl::make_unexpected(found.error());
    return found->value_or(Entry{});
}

/// The entry of the same operation key, if there is one; KeyReused if it had other contents.
Result<std::optional<Entry>> Core::earlier(const Request &request, const QString &fingerprint)
{
    const auto known = m_database.first(u"SELECT fingerprint, entry FROM operation WHERE key = ?"_s, {request.key},
                                        [](const store::Row &row) { return QPair(row.text(0), row.number(1)); });
    if (!known)
        return tl::make_unexpected(known.error());
    if (!*known)
        return std::optional<Entry>();
    if ((*known)->first != fingerprint)
        return fail(Error::Code::KeyReused, request.key, u"this operation key was used before with other contents; nothing was changed"_s);
    ++m_counters.duplicates;
    return entry((*known)->second).map([](const Entry &e) { return std::optional(e); });
}

Result<Entry> Core::carryOut(Request request, QList<Event> &events, Touched &touched)
{
    const bool isKeyed = !request.key.isEmpty();
    const QString fingerprint = isKeyed ? fingerprintOf(request) : QString();
    if (isKeyed) {
        const auto before = earlier(request, fingerprint);
        if (!before)
            return tl::make_unexpected(before.error());
        if (*before)
            return **before;
    }
    const auto number = m_trail.nextNumber();
    if (!number)
        return tl::make_unexpected(number.error());
    audit::Draft draft(*number, m_clock.now());
    m_catalogue.begin();
    m_privacy.begin();
    m_ledger.begin();
    m_listings.begin();
    qint64 lastEntry = 0;
    CROSSDOCK_TRY(handle(draft, request, lastEntry));
    CROSSDOCK_TRY(settle(draft));
    Entry answer;
    if (!draft.isEmpty()) {
        if (!isKeyed)
            request.key = u"entry-%1"_s.arg(*number);
        auto appended = m_trail.append(draft, request);
        if (!appended)
            return appended;
        answer = *std::move(appended);
        if (isKeyed)
            CROSSDOCK_TRY(m_database.execute(u"INSERT INTO operation (key, fingerprint, entry) VALUES (?, ?, ?)"_s, {request.key, fingerprint, *number}));
    } else if (lastEntry > 0) {
        ++m_counters.duplicates;
        auto known = entry(lastEntry);
        if (!known)
            return known;
        answer = *std::move(known);
    }
    CROSSDOCK_TRY(m_listings.flush(draft));
    events += draft.events();
    CROSSDOCK_TRY(writeIncidents(draft, events));
    if (!draft.touchedSales().isEmpty() || !draft.incidents().isEmpty())
        CROSSDOCK_TRY(m_promises.closeSettled());
    if (!draft.isEmpty())
        events.append(event::EntryAppended{answer});
    touched.skus.insert(draft.touchedSkus().begin(), draft.touchedSkus().end());
    touched.sales.insert(draft.touchedSales().begin(), draft.touchedSales().end());
    touched.channels.insert(draft.touchedChannels().begin(), draft.touchedChannels().end());
    return answer;
}

/// What follows from every command: units that became free go to those who wait, offers are worked out again.
Result<> Core::settle(audit::Draft &draft)
{
    QList<qint64> freed;
    for (const audit::Draft::Movement &movement : draft.movements()) {
        if (movement.to.account == audit::Account::Free && !freed.contains(movement.sku))
            freed.append(movement.sku);
    }
    for (const qint64 sku : freed)
        CROSSDOCK_TRY(m_promises.fillShort(draft, sku));
    if (takesFromOrders(draft))
        CROSSDOCK_TRY(m_parcels.fit(draft));
    CROSSDOCK_TRY(m_ledger.flush());
    const QList<qint64> touched = draft.touchedSkus();
    for (const qint64 sku : touched)
        CROSSDOCK_TRY(m_listings.refresh(draft, sku));
    return {};
}

Result<> Core::writeIncidents(audit::Draft &draft, QList<Event> &events)
{
    for (Incident &incident : draft.incidents()) {
        incident.entry = draft.number();
        const auto id = m_database.insert(
            u"INSERT INTO incident (at, sku_id, channel_id, sale_id, units, cause, entry, is_open) VALUES (?, "
            "(SELECT id FROM sku WHERE code = ?), (SELECT id FROM channel WHERE name = ?), "
            "(SELECT s.id FROM sale s JOIN channel c ON c.id = s.channel_id WHERE c.name = ? AND s.number = ?), ?, ?, ?, 1) RETURNING id"_s,
            {toMs(incident.at), incident.sku.text(), incident.channel.text(), incident.order.channel.text(), incident.order.number,
             incident.units, incident.cause, incident.entry});
        if (!id)
            return tl::make_unexpected(id.error());
        incident.id = *id;
        events.append(event::IncidentRaised{incident});
    }
    return {};
}

void Core::saveCounters()
{
    const qint64 fresh = m_counters.duplicates - m_savedDuplicates;
    if (fresh == 0)
        return;
    // A count for people: if it cannot be written, the commands themselves will say so.
    if (m_database.execute(u"INSERT INTO counter (name, value) VALUES ('duplicates', ?) "
                           "ON CONFLICT (name) DO UPDATE SET value = counter.value + excluded.value"_s,
                           {fresh}))
        m_savedDuplicates = m_counters.duplicates;
}

} // namespace crossdock
