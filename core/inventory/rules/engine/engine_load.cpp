#include "core/inventory/rules/book/rule_records.h"
#include "core/inventory/rules/book/store_workspace.h"
#include "core/inventory/rules/engine/engine.h"
#include "core/inventory/rules/rule_json.h"

#include <QLoggingCategory>

using namespace Qt::Literals::StringLiterals;

Q_DECLARE_LOGGING_CATEGORY(lcRules)

/// What the engine reads at its start, and when rules change.
namespace crossdock::rules {
namespace {

QString entityFollowed(const ArmedRule &rule)
{
    const QString entity = rule.trigger.event.becomes ? entityOf(rule.trigger.event.becomes->field).toString() : QString();
    return entity == u"competitor" ? u"listing"_s : entity == u"account" ? u"channel"_s : entity; // by what theirs is known
}

} // namespace

Result<> Engine::reload()
{
    CROSSDOCK_TRY(m_memory.load());
    CROSSDOCK_TRY(loadRules());
    m_open.clear();
    ++m_generation;
    const auto isAny = m_database.first(u"SELECT id FROM rule_run WHERE state IN ('running', 'waiting') LIMIT 1"_s, {}, [](const store::Row &row) { return row.number(0); });
    if (!isAny)
        return tl::make_unexpected(isAny.error());
    if (!*isAny)
        return {};
    const auto workspace = workspaceOf(m_database);
    if (!workspace)
        return tl::make_unexpected(workspace.error());
    auto runs = m_runs.open(*workspace);
    if (!runs)
        return tl::make_unexpected(runs.error());
    for (OpenRun &run : *runs) {
        const qint64 id = run.id;
        m_open.emplace(id, std::move(run));
    }
    return {};
}

/// A rule that cannot be read any more (it names what was removed) does not run; `rules show` says so.
Result<> Engine::loadRules()
{
    const bool hasWatched = std::exchange(m_watchesClock, false);
    m_rules.clear();
    m_slots = SlotTable();
    m_given.clear();
    m_evaluator.use(m_rules, m_slots);
    m_sales.follow(m_rules, m_clock.now());
    const auto rows = compiledRules(m_database);
    if (!rows)
        return tl::make_unexpected(rows.error());
    if (std::none_of(rows->begin(), rows->end(), [](const CompiledRow &one) { return isRunning(one.row); }))
        return {}; // the catalogue is not read for nothing
    const auto workspace = workspaceOf(m_database);
    if (!workspace)
        return tl::make_unexpected(workspace.error());
    m_facts.setWorkspace(*workspace);
    for (const CompiledRow &running : *rows) {
        if (!isRunning(running.row))
            continue;
        auto trigger = triggerFromJson(running.trigger, *workspace);
        if (!trigger) {
            qCWarning(lcRules, "Rule %lld does not run: %s", static_cast<long long>(running.row.rule), qUtf8Printable(trigger.error().detail));
            continue;
        }
        m_rules.push_back(std::make_unique<ArmedRule>(ArmedRule::make(running.row, *std::move(trigger), running.since, m_slots)));
        m_watchesClock = m_watchesClock || followsClock(m_rules.back()->trigger);
    }
    m_evaluator.use(m_rules, m_slots);
    m_sales.follow(m_rules, m_clock.now());
    m_hasUnprimed = true;
    if (m_watchesClock && !hasWatched)
        m_lookedAt = m_clock.now(); // what was late before nobody watched for
    return {};
}

/// Rules that were armed or rewritten just now see where everything stands, so that the next change is one.
Result<> Engine::primeNew()
{
    if (!std::exchange(m_hasUnprimed, false))
        return {};
    for (const auto &rule : m_rules) {
        const QString mark = QString::number(rule->since);
        const bool isKnown = m_memory.timerOf(rule->rule, u"armed"_s, mark).has_value();
        if (isKnown)
            continue;
        m_memory.forgetRule(rule->rule);
        m_memory.setTimer({rule->rule, u"armed"_s, mark, Time::max(), rule->since}); // a mark: never due
        const QString entity = entityFollowed(*rule);
        const auto prime = [&](const Subject &subject) { m_evaluator.prime({rule->trigger.event.type, subject, m_clock.now(), rule->since, {}}, rule.get()); };
        if (rule->wholeShop)
            prime(*rule->wholeShop);
        else if (!entity.isEmpty())
            CROSSDOCK_TRY(eachSubject(entity, prime));
        if (rule->trigger.schedule)
            setNextRun(*rule, m_clock.now());
    }
    return {};
}

Result<> Engine::eachSubject(const QString &entity, const std::function<void(const Subject &)> &see)
{
    QList<Subject> subjects;
    if (entity == u"order") {
        CROSSDOCK_TRY(m_database.each(u"SELECT s.id, c.name, s.number FROM sale s JOIN channel c ON c.id = s.channel_id "
                                      "WHERE s.state IN ('open', 'picked', 'awaiting') ORDER BY s.id"_s,
                                      {}, [&](const store::Row &row) {
                                          subjects.append({Subject::Kind::Order, 0, row.number(0), {}, {*ChannelId::parse(row.text(1)), row.text(2)}, row.text(1), {}});
                                      }));
    } else if (entity == u"shipment") {
        CROSSDOCK_TRY(m_database.each(u"SELECT l.id, s.id, c.name, s.number FROM label l JOIN sale s ON s.id = l.sale_id JOIN channel c ON c.id = s.channel_id "
                                      "WHERE l.state IN ('bought', 'used') AND l.progress NOT IN ('delivered', 'returned') ORDER BY l.id"_s,
                                      {}, [&](const store::Row &row) {
                                          Subject parcel{Subject::Kind::Parcel, 0, row.number(1), {}, {*ChannelId::parse(row.text(2)), row.text(3)}, row.text(2), {}};
                                          parcel.label = row.number(0);
                                          subjects.append(parcel);
                                      }));
    } else if (entity == u"customer") { // each by his last order
        CROSSDOCK_TRY(m_database.each(u"SELECT s.id, c.name, s.number FROM (SELECT MAX(sale_id) AS sale_id FROM (SELECT sale_id, MIN(mark) AS mark FROM sale_buyer GROUP BY sale_id) AS first_marks "
                                      "GROUP BY mark) AS last_orders JOIN sale s ON s.id = last_orders.sale_id JOIN channel c ON c.id = s.channel_id ORDER BY s.id"_s,
                                      {}, [&](const store::Row &row) {
                                          subjects.append({Subject::Kind::Order, 0, row.number(0), {}, {*ChannelId::parse(row.text(1)), row.text(2)}, row.text(1), {}});
                                      }));
    } else if (entity == u"listing") {
        CROSSDOCK_TRY(m_database.each(u"SELECT k.id, k.code, c.name FROM listing l JOIN sku k ON k.id = l.sku_id JOIN channel c ON c.id = l.channel_id ORDER BY l.id"_s, {},
                                      [&](const store::Row &row) {
                                          subjects.append({Subject::Kind::Listing, row.number(0), 0, row.text(1), {}, row.text(2), {}});
                                      }));
    } else if (entity == u"return") {
        CROSSDOCK_TRY(m_database.each(u"SELECT s.id, c.name, s.number, r.number FROM sale_return r JOIN sale s ON s.id = r.sale_id JOIN channel c ON c.id = s.channel_id "
                                      "WHERE r.state IN ('requested', 'approved') ORDER BY r.id"_s,
                                      {}, [&](const store::Row &row) {
                                          subjects.append({Subject::Kind::Order, 0, row.number(0), {}, {*ChannelId::parse(row.text(1)), row.text(2)}, row.text(1), {}, row.text(3)});
                                      }));
    } else if (entity == u"po" || entity == u"open po") {
        const QString which = entity == u"po" ? QString() : u" WHERE state IN ('open', 'partly_received')"_s;
        const auto numbers = m_database.select(u"SELECT number FROM purchase"_s + which + u" ORDER BY id"_s, {}, [](const store::Row &row) { return row.text(0); });
        if (!numbers)
            return tl::make_unexpected(numbers.error());
        for (const QString &number : *numbers)
            if (const auto subject = m_observer.purchase(number))
                subjects.append(*subject);
    } else if (entity == u"channel") {
        CROSSDOCK_TRY(m_database.each(u"SELECT name FROM channel WHERE is_removed = 0 ORDER BY id"_s, {},
                                      [&](const store::Row &row) { subjects.append({Subject::Kind::Channel, 0, 0, {}, {}, row.text(0), {}}); }));
    } else {
        CROSSDOCK_TRY(m_database.each(u"SELECT id, code FROM sku ORDER BY id"_s, {},
                                      [&](const store::Row &row) { subjects.append({Subject::Kind::Product, row.number(0), 0, row.text(1), {}, {}, {}}); }));
    }
    for (const Subject &subject : std::as_const(subjects))
        see(subject);
    m_facts.forget();
    return {};
}

} // namespace crossdock::rules
