#include "app/bench/bench.h"
#include "app/bench/figures.h"
#include "app/command_line/engine_call.h"
#include "app/command_line/sentences.h"
#include "core/inventory/rules/completion.h"
#include "core/inventory/rules/engine/evaluator.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QTemporaryDir>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

constexpr int ruleCount = 10'000, skuCount = 10'000, happeningCount = 400'000, replayedEntries = 100'000, rounds = 20;

rules::Workspace benchWorkspace()
{
    rules::Workspace shop;
    shop.currency = u"USD"_s;
    shop.country = u"US"_s;
    shop.zone = u"America/New_York"_s;
    shop.channels = {{u"amazon"_s, {u"Amazon"_s}}, {u"ebay"_s, {u"eBay"_s}}, {u"shopify"_s, {u"Shopify"_s}}};
    shop.nodes = {{u"main"_s, {u"Main warehouse"_s}}, {u"fba"_s, {u"FBA"_s}}};
    for (int i = 0; i < 200; ++i)
        shop.categories.push_back({u"Category %1"_s.arg(i), {u"Category %1"_s.arg(i)}});
    shop.brands = {{u"Lumio"_s, {u"Lumio"_s}}, {u"Nordwind"_s, {u"Nordwind"_s}}};
    shop.reports = {{u"stock"_s, {u"stock report"_s}}};
    shop.recipients = {{u"me"_s, {u"me"_s}}, {u"warehouse"_s, {u"the warehouse"_s}}};
    return shop;
}

const QStringList &sentences()
{
    static const QStringList all{
        u"When the stock of SKU MUG-1 drops below 10, pause its listing on eBay"_s,
        u"When an Amazon order above $200 arrives that ships to Canada, hold it and notify me"_s,
        u"If available stock of any Lumio product at FBA falls to 5 or less, message the warehouse by WhatsApp, unless it is a weekend"_s,
        u"Every Monday at 8 am, email me the stock report"_s,
        u"When more than 3 orders are cancelled within 24 hours, notify me"_s,
        u"When an order arrives, tag it express if its total is over $100, tag it bulk if it has more than 20 items, otherwise tag it plain"_s,
        u"When a Nordwind product has been out of stock for 3 days, create a task for the warehouse"_s,
        u"Cut the price on eBay by 10% but never below $15 when its stock exceeds 500 units"_s,
    };
    return all;
}

/// Values by arithmetic, ready before the clock runs: what is measured is the decision, not the reading.
class BenchFacts : public rules::Facts
{
public:
    explicit BenchFacts(const QStringList &codes)
    {
        for (const QString &code : codes)
            m_codes.append(rules::Fact::of(code));
    }
    rules::Fact read(const rules::SlotKey &key, const rules::Subject &subject, Time at) override
    {
        const auto &spec = rules::specOf(key.field);
        if (spec.kind == rules::FieldKind::Text)
            return m_codes[subject.sku];
        return rules::Fact::of(double((toMs(at) / skuCount * 37 + subject.sku * 31) % 100)); // another one at each visit
    }

private:
    QList<rules::Fact> m_codes;
};

struct Shop {
    rules::RuleIndex::Rules rules;
    rules::SlotTable slotTable;
    QList<rules::Subject> subjects;
    QStringList codes;
};

/// Ten thousand rules, each about another SKU.
void fill(Shop &shop, const rules::Compiler &compiler)
{
    for (int i = 0; i < skuCount; ++i) {
        shop.codes.append(u"SKU-%1"_s.arg(i));
        shop.subjects.append({rules::Subject::Kind::Product, i, 0, shop.codes.last(), {}, {}, {}});
    }
    const auto compiled = compiler.compile(u"When the stock of SKU SKU-1 drops below 10, notify me if its reorder point is at least 3"_s);
    Q_ASSERT(compiled);
    for (int i = 0; i < ruleCount; ++i) {
        rules::Trigger trigger = compiled->trigger;
        trigger.event.where->leaf.value = shop.codes[i % skuCount];
        RuleRow row;
        row.rule = i + 1;
        shop.rules.push_back(std::make_unique<rules::ArmedRule>(rules::ArmedRule::make(row, std::move(trigger), 0, shop.slotTable)));
    }
}

struct Decided {
    double eventsPerSecond = 0;
    qint64 looked = 0, fired = 0;
};

Decided decide(const Shop &shop)
{
    BenchFacts facts(shop.codes);
    rules::Memory memory;
    rules::Evaluator evaluator(facts, memory);
    evaluator.use(shop.rules, shop.slotTable);
    std::vector<rules::Firing> firings;
    Decided decided;
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < happeningCount; ++i) {
        const rules::Happening happening{u"stock.changed"_s, shop.subjects[(i * 7) % skuCount], fromMs(i), i + 1, {}};
        evaluator.look(happening, firings);
        decided.fired += static_cast<qint64>(firings.size());
        firings.clear();
    }
    const auto ns = static_cast<double>(timer.nsecsElapsed());
    decided.looked = evaluator.looked();
    decided.eventsPerSecond = happeningCount / (ns / 1e9);
    return decided;
}

/// A condition of three comparisons, as the index lets one through.
double evaluateNs(const rules::Compiler &compiler, const Shop &shop)
{
    const auto compiled = compiler.compile(u"When the stock of SKU SKU-1 drops below 10, notify me if its reorder point is at least 3 and its safety stock is under 90 and its reserved stock is more than 1"_s);
    rules::SlotTable slotTable;
    const rules::Program program(compiled ? compiled->trigger.then.conditions : std::nullopt, slotTable);
    BenchFacts facts(shop.codes);
    rules::Reading reading(facts);
    const rules::Happening happening{u"stock.changed"_s, shop.subjects[1], fromMs(1), 1, {}};
    reading.begin(slotTable, happening);
    constexpr int times = 5'000'000;
    int held = program.holds(reading) ? 1 : 0; // reads the values
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < times; ++i)
        held += program.holds(reading) ? 1 : 0;
    const double ns = static_cast<double>(timer.nsecsElapsed()) / times;
    return held >= 0 ? ns : 0;
}

template <class Action>
Percentiles timeEach(const QStringList &inputs, Action action)
{
    QList<double> ms;
    for (int round = 0; round < rounds; ++round) {
        for (const QString &input : inputs) {
            QElapsedTimer timer;
            timer.start();
            action(input);
            ms.append(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        }
    }
    return percentilesOf(ms);
}

QStringList beginnings()
{
    QStringList all;
    for (const QString &sentence : sentences()) {
        for (qsizetype at = sentence.indexOf(u' '); at > 0; at = sentence.indexOf(u' ', at + 1))
            all.append(sentence.left(at + 1));
    }
    return all;
}

template <class T, class Begin>
Result<T> waitFor(Begin begin)
{
    QEventLoop loop;
    Result<T> answer = fail(Error::Code::Cancelled, u"bench"_s);
    begin(&loop, [&](Result<T> done) {
        answer = std::move(done);
        loop.quit();
    });
    loop.exec();
    return answer;
}

/// Entries of the trail a second, read from the disk and replayed against one rule.
Result<double> replayRate(const QString &folder)
{
    EngineOptions options;
    options.dataFolder = folder;
    options.runsLanes = false;
    options.connectsChannels = false;
    auto engine = openEngine(options);
    if (!engine)
        return tl::make_unexpected(engine.error());
    Inventory &inventory = (*engine)->inventory();
    const Sku sku = Sku::parse(u"SKU-1"_s).value();
    const NodeId node = NodeId::parse(u"main"_s).value();
    QList<Request> requests{{{}, {}, {}, 0, command::DefineNode{node, u"warehouse"_s, {}}}, {{}, {}, {}, 0, command::DefineSku{.sku = sku, .name = u"Item"_s}}};
    for (int i = 0; i < replayedEntries; ++i)
        requests.append({{}, {}, {}, 0, command::CountStock{sku, node, i * 37 % 50 + 1}});
    const auto filled = waitFor<QList<Entry>>([&](QObject *context, auto done) { inventory.performAll(requests, context, done); });
    if (!filled)
        return tl::make_unexpected(filled.error());
    QElapsedTimer timer;
    timer.start();
    const query::RehearseRule query{.rule = 0, .text = u"When the stock of any product drops below 10, notify me"_s, .since = fromMs(0), .until = {}};
    const auto replayed = waitFor<RuleRehearsal>([&](QObject *context, auto done) { inventory.ask(query, context, done); });
    if (!replayed)
        return tl::make_unexpected(replayed.error());
    return replayedEntries / (static_cast<double>(timer.nsecsElapsed()) / 1e9);
}

} // namespace

std::optional<ExitCode> benchRules(const Call &call, Output &output)
{
    const rules::Compiler compiler(benchWorkspace());
    (void)compiler.compile(sentences().first()); // the grammar is read once, by whoever compiles first
    const Percentiles compiling = timeEach(sentences(), [&](const QString &sentence) { (void)compiler.compile(sentence); });
    const Percentiles completing = timeEach(beginnings(), [&](const QString &begun) { (void)rules::complete(compiler, begun, 50); });
    Shop shop;
    fill(shop, compiler);
    const double ns = evaluateNs(compiler, shop);
    const Decided decided = decide(shop);
    const QTemporaryDir folder;
    const auto replay = replayRate(folder.path());
    if (!replay)
        return say(output, replay.error());
    constexpr double year = 10e6;
    const QJsonObject json{
        {u"compile_ms"_s, QJsonObject{{u"p50"_s, compiling.p50}, {u"p99"_s, compiling.p99}}},
        {u"complete_ms"_s, QJsonObject{{u"p50"_s, completing.p50}, {u"p99"_s, completing.p99}}},
        {u"evaluate_ns"_s, ns},
        {u"rules"_s, ruleCount},
        {u"events_per_s"_s, decided.eventsPerSecond},
        {u"fired"_s, decided.fired},
        {u"decide_10m_events_s"_s, year / decided.eventsPerSecond},
        {u"replay_entries_per_s"_s, *replay},
    };
    return printFigures(call, output, json,
                        {u"a sentence to its trigger: p50 %1 ms, p99 %2 ms"_s.arg(compiling.p50, 0, 'f', 2).arg(compiling.p99, 0, 'f', 2),
                         u"completion at every word: p50 %1 ms, p99 %2 ms"_s.arg(completing.p50, 0, 'f', 2).arg(completing.p99, 0, 'f', 2),
                         u"a condition of three comparisons: %1 ns"_s.arg(ns, 0, 'f', 0),
                         u"%1 rules, one core: %2 events/s; %3 s for ten million"_s.arg(ruleCount).arg(decided.eventsPerSecond, 0, 'f', 0).arg(year / decided.eventsPerSecond, 0, 'f', 1),
                         u"history from the disk: %1 entries/s"_s.arg(*replay, 0, 'f', 0)});
}

} // namespace crossdock::app
