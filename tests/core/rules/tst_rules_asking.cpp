#include "core/inventory/rules/many_things.h"
#include "tests/core/rules/rule_shop.h"

using namespace crossdock;
using namespace crossdock::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Milliseconds minute{60'000}, hour{3'600'000}, oneRound{hour + minute};

using What = command::ChangeRule::What;

const QString cancelHourly = u"Every hour, cancel unfulfilled orders"_s;
const QString cancelNew = u"When an order arrives from web with more than 1 item, cancel it"_s;

/// A shop in which orders come and rules ask.
class AskingShop : public Shop
{
public:
    using Shop::Shop;

    void placeMany(int count, Quantity units = 1)
    {
        for (int i = 0; i < count; ++i, ++m_placed)
            place(QString::number(m_placed), u"MUG-1", units, m_placed);
    }
    int cancelled() { return entriesOf(u"order.cancel"_s); }
    RuleRow rule() { return ask(query::Rules{}).first(); }
    qint64 question() { return rule().question ? rule().question->question : 0; }
    Result<Entry> answer(qint64 asked, bool isAllowed)
    {
        auto answered = perform(command::AnswerRule{rule().rule, asked, isAllowed});
        clock.pass(minute);
        return answered;
    }

private:
    int m_placed = 0;
};

} // namespace

/// A rule asks before it touches many things, does nothing of it before the yes, and all of it once after.
class RulesAskingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void onePassIsDoneWholeOrAskedAbout_data()
    {
        QTest::addColumn<int>("orders");
        QTest::addColumn<bool>("asks");
        QTest::newRow("one") << 1 << false;
        QTest::newRow("as many as it may") << rules::manyThings << false;
        QTest::newRow("one too many") << rules::manyThings + 1 << true;
        QTest::newRow("many more") << 2 * rules::manyThings << true;
    }
    void onePassIsDoneWholeOrAskedAbout()
    {
        QFETCH(int, orders);
        QFETCH(bool, asks);
        CROSSDOCK_OPEN(AskingShop, shop);
        shop.define(u"MUG-1", 200);
        shop.arm(cancelHourly);
        shop.placeMany(orders);
        shop.clock.pass(oneRound);
        QCOMPARE(shop.cancelled(), asks ? 0 : orders);
        QCOMPARE(shop.rule().state, asks ? RuleRow::State::Asked : RuleRow::State::Live);
        QCOMPARE(shop.ask(query::Notices{.onlyUnsettled = true}).size(), asks ? 1 : 0);
        if (!asks)
            return;
        const RuleQuestion asked = *shop.rule().question;
        QCOMPARE(asked.things, orders);
        QCOMPARE(asked.names, (QStringList{u"order web/0"_s, u"order web/1"_s, u"order web/2"_s}));
        QVERIFY(asked.isLasting);
        QCOMPARE(asked.words, u"would cancel %1 orders; 25 an hour is its bound"_s.arg(orders));
        QVERIFY(shop.answer(asked.question, true));
        QCOMPARE(shop.cancelled(), orders);
        QCOMPARE(shop.rule().state, RuleRow::State::Live);
        QVERIFY(shop.ask(query::Notices{.onlyUnsettled = true}).isEmpty());
    }

    /// What comes in one by one adds up for an hour; a yes begins it anew.
    void aStreamAddsUpForAnHour()
    {
        CROSSDOCK_OPEN(AskingShop, shop);
        shop.define(u"MUG-1", 500);
        shop.arm(cancelNew);
        shop.placeMany(30, 2);
        QCOMPARE(shop.cancelled(), rules::manyThings);
        QCOMPARE(shop.rule().state, RuleRow::State::Asked);
        QCOMPARE(shop.rule().question->things, 5);
        QVERIFY(shop.answer(shop.question(), true));
        QCOMPARE(shop.cancelled(), 30);
        shop.placeMany(rules::manyThings, 2);
        QCOMPARE(shop.cancelled(), 30 + rules::manyThings);
        QCOMPARE(shop.rule().state, RuleRow::State::Live);
        shop.placeMany(1, 2);
        QCOMPARE(shop.rule().state, RuleRow::State::Asked);
    }

    void afterAnHourItMayAgain()
    {
        CROSSDOCK_OPEN(AskingShop, shop);
        shop.define(u"MUG-1", 500);
        shop.arm(cancelNew);
        shop.placeMany(rules::manyThings, 2);
        shop.clock.pass(hour + minute);
        shop.placeMany(rules::manyThings, 2);
        QCOMPARE(shop.cancelled(), 2 * rules::manyThings);
        QCOMPARE(shop.rule().state, RuleRow::State::Live);
    }

    void anAnswerCounts_data()
    {
        QTest::addColumn<QList<bool>>("answers");
        QTest::addColumn<bool>("lastIsTaken");
        QTest::addColumn<int>("cancelled");
        const int all = rules::manyThings + 1;
        QTest::newRow("yes") << QList<bool>{true} << true << all;
        QTest::newRow("yes, twice") << QList<bool>{true, true} << true << all;
        QTest::newRow("no") << QList<bool>{false} << true << 0;
        QTest::newRow("no, twice") << QList<bool>{false, false} << true << 0;
        QTest::newRow("yes after no") << QList<bool>{false, true} << false << 0;
        QTest::newRow("no after yes") << QList<bool>{true, false} << false << all;
    }
    void anAnswerCounts()
    {
        QFETCH(QList<bool>, answers);
        QFETCH(bool, lastIsTaken);
        QFETCH(int, cancelled);
        CROSSDOCK_OPEN(AskingShop, shop);
        shop.define(u"MUG-1", 200);
        const qint64 rule = shop.arm(cancelHourly);
        shop.placeMany(rules::manyThings + 1);
        shop.clock.pass(oneRound);
        const qint64 asked = shop.question();
        for (qsizetype i = 0; i < answers.size(); ++i)
            QCOMPARE(shop.answer(asked, answers[i]).has_value(), i + 1 < answers.size() || lastIsTaken);
        QCOMPARE(shop.cancelled(), cancelled);
        QCOMPARE(shop.entriesOf(answers.first() ? u"rule.allow"_s : u"rule.refuse"_s), 1);
        QCOMPARE(shop.rule().state, RuleRow::State::Live);
        QCOMPARE(shop.runs(rule).first().state, answers.first() ? RuleRun::State::Done : RuleRun::State::Failed);
    }

    void anOldAnswerIsNotForANewQuestion()
    {
        CROSSDOCK_OPEN(AskingShop, shop);
        shop.define(u"MUG-1", 500);
        shop.arm(cancelHourly);
        shop.placeMany(rules::manyThings + 1);
        shop.clock.pass(oneRound);
        const qint64 old = shop.question();
        QVERIFY(shop.answer(old, false));
        shop.clock.pass(oneRound); // it asks again
        const qint64 newer = shop.question();
        QVERIFY(newer != 0 && newer != old);
        QVERIFY(!shop.answer(old, true));
        QVERIFY(shop.answer(old, false)); // said before
        QCOMPARE(shop.question(), newer);
        QCOMPARE(shop.cancelled(), 0);
    }

    /// What waits is on the disk: the yes may come to another run of the program.
    void aRestartForgetsNothing()
    {
        const auto source = m_stores.fresh();
        if (!source)
            QSKIP(qPrintable(m_stores.whyNot()));
        Time left{};
        {
            AskingShop shop(*source);
            shop.define(u"MUG-1", 200);
            shop.arm(cancelHourly);
            shop.placeMany(rules::manyThings + 1);
            shop.clock.pass(oneRound);
            QCOMPARE(shop.rule().state, RuleRow::State::Asked);
            left = shop.clock.now();
        }
        AskingShop again(*source, false, left - SimClock().now());
        QCOMPARE(again.rule().state, RuleRow::State::Asked);
        QCOMPARE(again.cancelled(), 0);
        QCOMPARE(again.entriesOf(u"rule.ask"_s), 1);
        QVERIFY(again.answer(again.question(), true));
        QCOMPARE(again.cancelled(), rules::manyThings + 1);
        QCOMPARE(again.rule().state, RuleRow::State::Live);
    }

    /// What it would do meanwhile waits with what it asks about.
    void whatComesMeanwhileWaits()
    {
        CROSSDOCK_OPEN(AskingShop, shop);
        shop.define(u"MUG-1", 500);
        shop.arm(cancelNew);
        shop.placeMany(rules::manyThings + 1, 2);
        const qint64 asked = shop.question();
        shop.clock.pass(2 * hour);
        shop.placeMany(3, 2);
        QCOMPARE(shop.question(), asked);
        QCOMPARE(shop.rule().question->things, 4);
        QVERIFY(shop.answer(asked, true));
        QCOMPARE(shop.cancelled(), rules::manyThings + 4);
    }

    void aRuleThatRestsAsksNothing_data()
    {
        QTest::addColumn<int>("what");
        QTest::newRow("paused") << int(What::Disarm);
        QTest::newRow("in the shadow") << int(What::Shadow);
        QTest::newRow("taken back") << int(What::Undo);
    }
    void aRuleThatRestsAsksNothing()
    {
        QFETCH(int, what);
        CROSSDOCK_OPEN(AskingShop, shop);
        shop.define(u"MUG-1", 200);
        const qint64 rule = shop.arm(cancelHourly);
        shop.placeMany(rules::manyThings + 1);
        shop.clock.pass(oneRound);
        const qint64 asked = shop.question();
        shop.must(command::ChangeRule{rule, What(what)});
        QVERIFY(!shop.rule().question);
        QVERIFY(!shop.answer(asked, true));
        QCOMPARE(shop.cancelled(), 0);
        QCOMPARE(shop.runs(rule).last().state, RuleRun::State::Failed);
    }

    /// What can be taken back is asked about where one pass touches many, and not where things come one by one.
    void whatCanBeTakenBack_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isBefore"); // the orders come before the pass, or one by one as events
        QTest::addColumn<bool>("asks");
        QTest::newRow("a pass of holds") << u"Every hour, hold unfulfilled orders"_s << true << true;
        QTest::newRow("a pass of tags") << u"Every hour, tag unfulfilled orders late"_s << true << true;
        QTest::newRow("tags one by one") << u"When an order arrives, tag it new"_s << false << false;
        QTest::newRow("messages") << u"Every hour, notify me about unfulfilled orders"_s << true << false;
    }
    void whatCanBeTakenBack()
    {
        QFETCH(QString, text);
        QFETCH(bool, isBefore);
        QFETCH(bool, asks);
        constexpr int orders = rules::manyThings + 5;
        CROSSDOCK_OPEN(AskingShop, shop);
        shop.define(u"MUG-1", 200);
        const qint64 rule = shop.arm(text);
        shop.placeMany(orders);
        if (isBefore)
            shop.clock.pass(oneRound);
        QCOMPARE(shop.rule().state, asks ? RuleRow::State::Asked : RuleRow::State::Live);
        QCOMPARE(shop.runCount(rule), orders);
        QCOMPARE(shop.entriesOf(u"order.tag"_s) + shop.entriesOf(u"order.hold"_s), isBefore ? 0 : orders);
    }

    /// Pausing what is paused is nothing to ask about.
    void whatIsSoAlreadyIsNotCounted()
    {
        CROSSDOCK_OPEN(AskingShop, shop);
        for (int i = 0; i < rules::manyThings + 1; ++i) {
            const QString code = u"MUG-%1"_s.arg(i);
            shop.define(code, 3);
            shop.list(u"web", code);
        }
        const qint64 rule = shop.arm(u"Every hour, pause the web listing of every product whose stock is below 10"_s);
        shop.clock.pass(oneRound);
        QCOMPARE(shop.rule().state, RuleRow::State::Asked);
        QVERIFY(!shop.isStopped(u"web", u"MUG-0"));
        QVERIFY(!shop.rule().question->isLasting);
        QVERIFY(shop.answer(shop.question(), true));
        QVERIFY(shop.isStopped(u"web", u"MUG-0"));
        const qsizetype runs = shop.runCount(rule);
        shop.clock.pass(oneRound);
        QCOMPARE(shop.rule().state, RuleRow::State::Live);
        QCOMPARE(shop.runCount(rule), 2 * runs);
    }

    /// Whoever makes a rule live learns what it would do at once, and allows it by the number.
    void makingItLiveAsksToo_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("allows"); // -1: not said
        QTest::addColumn<bool>("isLive");
        QTest::addColumn<bool>("asks");
        QTest::newRow("lasting harm") << cancelHourly << -1 << false << false;
        QTest::newRow("too few are allowed") << cancelHourly << 25 << false << false;
        QTest::newRow("as many are allowed") << cancelHourly << 26 << true << false;
        QTest::newRow("what can be taken back") << u"Every hour, tag unfulfilled orders late"_s << -1 << true << true;
        QTest::newRow("that is allowed") << u"Every hour, tag unfulfilled orders late"_s << 26 << true << false;
    }
    void makingItLiveAsksToo()
    {
        QFETCH(QString, text);
        QFETCH(int, allows);
        QFETCH(bool, isLive);
        QFETCH(bool, asks);
        CROSSDOCK_OPEN(AskingShop, shop);
        shop.define(u"MUG-1", 200);
        shop.placeMany(rules::manyThings + 1);
        const qint64 rule = shop.write(text);
        const auto touches = shop.ask(query::Rule{rule, 0}).reading.touches;
        QVERIFY(touches);
        QCOMPARE(touches->things, rules::manyThings + 1);
        command::ChangeRule arm{rule, What::Arm};
        if (allows >= 0)
            arm.allows = allows;
        const auto armed = shop.perform(arm);
        QCOMPARE(armed.has_value(), isLive);
        if (!isLive) {
            QVERIFY2(armed.error().detail.contains(u"cancel 26 orders"_s), qPrintable(armed.error().detail));
            return;
        }
        shop.clock.pass(oneRound);
        QCOMPARE(shop.rule().state, asks ? RuleRow::State::Asked : RuleRow::State::Live);
        QCOMPARE(shop.cancelled() + shop.entriesOf(u"order.tag"_s), asks ? 0 : rules::manyThings + 1);
    }

private:
    Stores m_stores;
};

QTEST_GUILESS_MAIN(RulesAskingTest)
#include "tst_rules_asking.moc"
