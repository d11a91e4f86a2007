#include "core/inventory/rules/book/store_workspace.h"
#include "core/inventory/rules/compiler.h"
#include "core/inventory/rules/engine/history_findings.h"
#include "core/inventory/rules/rehearsal_difference.h"
#include "tests/core/rules/rule_shop.h"

using namespace crossdock;
using namespace crossdock::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Milliseconds minute{60'000}, hour{3'600'000}, day{86'400'000};

} // namespace

/// What a rule would have done, must do, and what its past says against it.
class RulesPastTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void ordersGrowOld()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        const Time since = shop.clock.now();
        shop.clock.pass(minute);
        ChannelOrder placed = orderOf(u"1"_s, {{u"1"_s, u"MUG-1", 1}});
        placed.createdAt = placed.revision = shop.clock.now();
        placed.shipBy = shop.clock.now() + 3 * hour;
        shop.must(command::RecordOrder{placed, {}, {}});
        shop.clock.pass(5 * hour);
        const auto runs = [&](const QString &text) { return shop.ask(query::RehearseRule{.rule = 0, .text = text, .since = since, .until = shop.clock.now()}).runs; };
        QCOMPARE(runs(u"When an order is older than 4 hours, tag it old"_s), 1);
        QCOMPARE(runs(u"When an order is older than 6 hours, tag it old"_s), 0);
        QCOMPARE(runs(u"When an order is overdue, tag it late"_s), 1);
        QCOMPARE(runs(u"When an order has less than 1 hour left to its ship-by time, mark it as urgent"_s), 1);
    }

    void versionsAreCompared()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        const Time since = shop.clock.now();
        shop.clock.pass(minute);
        const qint64 rule = shop.write(u"When the stock of SKU MUG-1 drops below 10, notify me"_s);
        shop.must(command::WriteRule{rule, {}, u"When the stock of SKU MUG-1 drops below 5, notify me"_s, {}});
        for (const Quantity units : {8, 20, 4})
            shop.setStock(u"MUG-1", units);
        const auto runs = [&](int version) { return shop.ask(query::RehearseRule{.rule = rule, .text = {}, .since = since, .until = {}, .version = version}).runs; };
        QCOMPARE(runs(0), 1);
        QCOMPARE(runs(2), 1);
        QCOMPARE(runs(1), 2);
    }

    void examples_data()
    {
        QTest::addColumn<QString>("example");
        QTest::addColumn<QString>("failure"); // a part of it; empty: it passes
        QTest::newRow("what it does") << u"for order web/1 hold it"_s << QString();
        QTest::newRow("by number alone") << u"for order 1 put it on hold"_s << QString();
        QTest::newRow("something else") << u"for order web/1 tag it vip"_s << u"would do"_s;
        QTest::newRow("nothing, wrongly") << u"for order web/1 do nothing"_s << u"hold"_s;
        QTest::newRow("nothing, rightly") << u"for order web/2 do nothing"_s << QString();
    }
    void examples()
    {
        QFETCH(QString, example);
        QFETCH(QString, failure);
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        shop.place(u"1"_s, u"MUG-1", 3);
        shop.place(u"2"_s, u"MUG-1", 1, 2);
        const qint64 rule = shop.write(u"When an order arrives with more than 2 items, hold it"_s);
        shop.must(command::ChangeExample{rule, 0, example});
        const auto known = shop.ask(query::Rule{rule}).examples;
        QCOMPARE(known.size(), 1);
        QCOMPARE(known.first().passes, failure.isEmpty());
        QVERIFY2(known.first().words.contains(failure), qPrintable(known.first().words));
        const auto armed = shop.perform(command::ChangeRule{rule, command::ChangeRule::What::Arm});
        QCOMPARE(armed.has_value(), failure.isEmpty());
        if (!armed)
            QVERIFY2(armed.error().detail.contains(example), qPrintable(armed.error().detail));
        shop.must(command::ChangeExample{rule, known.first().example, {}});
        shop.must(command::ChangeRule{rule, command::ChangeRule::What::Arm});
    }

    void anExampleIsChangedInPlace()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        shop.place(u"1"_s, u"MUG-1", 3);
        const qint64 rule = shop.write(u"When an order arrives with more than 2 items, hold it"_s);
        shop.must(command::ChangeExample{rule, 0, u"for order web/1 do nothing"_s});
        const RuleExample before = shop.ask(query::Rule{rule}).examples.first();
        QVERIFY(!before.passes);
        const Entry entry = shop.must(command::ChangeExample{rule, before.example, u"for order web/1 hold it"_s});
        QCOMPARE(entry.what, u"rule.example.change"_s);
        const auto known = shop.ask(query::Rule{rule}).examples;
        QCOMPARE(known.size(), 1);
        QCOMPARE(known.first().example, before.example);
        QVERIFY(known.first().passes);
        QVERIFY(!shop.perform(command::ChangeExample{rule, before.example + 1, u"for order web/1 hold it"_s}));
        QVERIFY(!shop.perform(command::ChangeExample{rule, before.example, u"hold it"_s})); // no example
    }

    void rehearsalsAreToldApart_data()
    {
        QTest::addColumn<QStringList>("first");
        QTest::addColumn<QStringList>("second");
        QTest::addColumn<QStringList>("onlyFirst");
        QTest::addColumn<QStringList>("onlySecond");
        QTest::addColumn<int>("inBoth");
        QTest::newRow("both empty") << QStringList{} << QStringList{} << QStringList{} << QStringList{} << 0;
        QTest::newRow("the same") << QStringList{u"a"_s, u"b"_s} << QStringList{u"a"_s, u"b"_s} << QStringList{} << QStringList{} << 2;
        QTest::newRow("each has one") << QStringList{u"a"_s, u"b"_s} << QStringList{u"b"_s, u"c"_s} << QStringList{u"a"_s} << QStringList{u"c"_s} << 1;
        QTest::newRow("the same thing twice") << QStringList{u"a"_s, u"a"_s} << QStringList{} << QStringList{u"a"_s, u"a"_s} << QStringList{} << 0;
    }
    void rehearsalsAreToldApart()
    {
        QFETCH(QStringList, first);
        QFETCH(QStringList, second);
        QFETCH(QStringList, onlyFirst);
        QFETCH(QStringList, onlySecond);
        QFETCH(int, inBoth);
        const auto made = [](const QStringList &subjects) {
            RuleRehearsal rehearsal;
            for (const QString &subject : subjects)
                rehearsal.cases.append({fromMs(0), 1, subject, 0, {u"hold it"_s}});
            return rehearsal;
        };
        const auto subjects = [](const QList<RuleRehearsal::Case> &cases) {
            QStringList names;
            for (const RuleRehearsal::Case &one : cases)
                names.append(one.subject);
            return names;
        };
        const RehearsalDifference difference = differenceOf(made(first), made(second));
        QCOMPARE(subjects(difference.onlyFirst), onlyFirst);
        QCOMPARE(subjects(difference.onlySecond), onlySecond);
        QCOMPARE(difference.inBoth, inBoth);
        QCOMPARE(thingsIn(made(first).cases), QSet<QString>(first.cbegin(), first.cend()).size());
    }

    void noExample_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("no thing") << u"hold it"_s;
        QTest::newRow("no such order") << u"for order web/99 hold it"_s;
        QTest::newRow("no such SKU") << u"for SKU CUP-9 notify me"_s;
        QTest::newRow("no deed") << u"for order web/1"_s;
        QTest::newRow("nonsense") << u"for order web/1 frobnicate it"_s;
    }
    void noExample()
    {
        QFETCH(QString, text);
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        shop.place(u"1"_s, u"MUG-1");
        const qint64 rule = shop.write(u"When an order arrives, hold it"_s);
        QVERIFY(!shop.perform(command::ChangeExample{rule, 0, text}));
    }

    void exampleOfAListing()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 3);
        shop.list(u"shop", u"MUG-1");
        const qint64 rule = shop.write(u"When the stock of any product drops below 10, pause its listing on shop"_s);
        shop.must(command::ChangeExample{rule, 0, u"for SKU MUG-1 pause its listing on shop"_s});
        QVERIFY(shop.ask(query::Rule{rule}).examples.first().passes);
        shop.setStock(u"MUG-1", 40);
        QVERIFY(!shop.ask(query::Rule{rule}).examples.first().passes); // it is looked at as it stands
    }

    void historyAccuses()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 40);
        shop.define(u"CUP-1", 20);
        for (int i = 0; i < 8; ++i) {
            shop.clock.pass(10 * minute);
            shop.setStock(u"MUG-1", 5);
            shop.clock.pass(minute);
            shop.setStock(u"MUG-1", 20);
        }
        shop.clock.pass(day + hour);
        shop.setStock(u"CUP-1", 19);
        const QStringList sentences{u"When the stock of SKU MUG-1 drops below 10, notify me"_s, u"When the stock of SKU CUP-1 drops below 10, notify me"_s,
                                    u"When the stock of SKU MUG-1 drops below 10, notify me. Do not fire again until it is above 30"_s};
        const auto workspace = rules::workspaceOf(*shop.database);
        QVERIFY(workspace);
        const rules::Compiler compiler(*workspace);
        std::vector<std::optional<rules::Trigger>> triggers;
        for (const QString &sentence : sentences) {
            const auto compiled = compiler.compile(sentence);
            QVERIFY2(compiled, compiled ? "" : qPrintable(compiled.error().message));
            triggers.push_back(compiled->trigger);
        }
        Progress progress;
        const auto found = rules::historyFindings(*shop.database, *workspace, triggers, shop.clock.now(), progress);
        QVERIFY(found);
        QStringList said;
        for (const auto &one : *found)
            said.append(u"%1 %2"_s.arg(rules::findingName(one.kind)).arg(one.rule));
        QVERIFY2(said == (QStringList{u"flapping 0"_s, u"dead 1"_s}), qPrintable(said.join(u", "_s)));
        QVERIFY2(found->first().words.contains(u"sku MUG-1"_s), qPrintable(found->first().words));
    }

    void aSweepOverVeryMany()
    {
        CROSSDOCK_SHOP(shop);
        QList<Command> many;
        for (int i = 0; i < 210; ++i) {
            command::DefineSku define;
            define.sku = sku(u"SKU-%1"_s.arg(i));
            many.append(define);
        }
        for (const auto &done : shop.performTogether(many))
            QVERIFY(done);
        const auto workspace = rules::workspaceOf(*shop.database);
        const rules::Compiler compiler(*workspace);
        const auto compiled = compiler.compile(u"Every hour, tag all products checked"_s);
        QVERIFY2(compiled, compiled ? "" : qPrintable(compiled.error().message));
        Progress progress;
        const std::vector<std::optional<rules::Trigger>> triggers{compiled->trigger};
        const auto found = rules::historyFindings(*shop.database, *workspace, triggers, shop.clock.now(), progress);
        QVERIFY(found);
        QCOMPARE(found->size(), 1);
        QCOMPARE(found->first().kind, rules::HistoryFinding::Kind::FanOut);
        QVERIFY2(found->first().words.contains(u"210"_s), qPrintable(found->first().words));
    }

private:
    Stores m_stores;
};

QTEST_GUILESS_MAIN(RulesPastTest)
#include "tst_rules_past.moc"
