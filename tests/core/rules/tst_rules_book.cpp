#include "tests/core/rules/rule_shop.h"

using namespace crossdock;
using namespace crossdock::tests;
using namespace Qt::Literals::StringLiterals;

class RulesBookTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void lifeCycle()
    {
        CROSSDOCK_SHOP(shop);
        const auto refused = shop.perform(command::WriteRule{0, {}, u"When frobnicate, tag it vip"_s, {}});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::InvalidInput);
        QCOMPARE(refused.error().subject, u"frobnicate"_s);
        const qint64 rule = shop.write(u"When an order comes in from web, tag it vip"_s);
        shop.must(command::ChangeRule{shop.write(u"When an order comes in from web, tag it new"_s), command::ChangeRule::What::Remove}); // begins alike
        QCOMPARE(shop.ask(query::Rules{}).first().state, RuleRow::State::Draft);
        shop.must(command::ChangeRule{rule, command::ChangeRule::What::Shadow});
        QCOMPARE(shop.ask(query::Rules{}).first().state, RuleRow::State::Shadow);
        shop.must(command::WriteRule{rule, u"Web orders"_s, u"When an order comes in from web, tag it web"_s, 5});
        const auto detail = shop.ask(query::Rule{rule});
        QCOMPARE(detail.row.name, u"Web orders"_s);
        QCOMPARE(detail.row.version, 2);
        QCOMPARE(detail.row.priority, 5);
        QCOMPARE(detail.versions.size(), 2);
        QVERIFY(detail.reading.paraphrase.contains(u"web"_s));
        QCOMPARE(shop.entriesOf(u"rule."_s), 5);
        shop.must(command::ChangeRule{rule, command::ChangeRule::What::Remove});
        QVERIFY(shop.ask(query::Rules{}).isEmpty());
        QVERIFY(!shop.perform(command::ChangeRule{rule, command::ChangeRule::What::Arm}));
    }

    void needs_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("named");
        QTest::newRow("an event nobody tells") << u"When we lose the Buy Box, notify me"_s << u"buybox.lost"_s;
        QTest::newRow("a field nobody holds") << u"When the conversion rate of any listing drops below 2%, message me"_s << u"listing.conversion_rate"_s;
        QTest::newRow("a field that its channels do not tell") << u"When an order arrives with high risk, hold it"_s << u"order.risk"_s;
        QTest::newRow("an action nobody does") << u"When a shipment is delayed, file a claim"_s << u"shipment.claim"_s;
        QTest::newRow("a way that is not set up") << u"When an order arrives, message finance on Slack"_s << u"webhook"_s;
        QTest::newRow("a distance") << u"When an order arrives, route it to the nearest warehouse"_s << u"nearest"_s;
        QTest::newRow("a limit by customer, where there is none") << u"When stock of any product drops below 5, message me, at most once a day per customer"_s << u"Who “the customer” is"_s;
        QTest::newRow("no mail server") << u"When an order arrives, email finance"_s << u"mail server"_s;
        QTest::newRow("no WhatsApp number") << u"When an order arrives, WhatsApp me"_s << u"No WhatsApp number is set up"_s;
    }
    void needs()
    {
        QFETCH(QString, text);
        QFETCH(QString, named);
        CROSSDOCK_SHOP(shop);
        const qint64 rule = shop.write(text);
        const auto armed = shop.perform(command::ChangeRule{rule, command::ChangeRule::What::Arm});
        QVERIFY(!armed);
        QCOMPARE(armed.error().code, Error::Code::NotAllowed);
        QVERIFY2(armed.error().detail.contains(named), qPrintable(armed.error().detail));
        QCOMPARE(shop.ask(query::Rules{}).first().state, RuleRow::State::Draft);
    }

    void webhooks_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("isTaken");
        QTest::newRow("https") << u"https://hooks.slack.example/services/T/B/x"_s << true;
        QTest::newRow("this machine") << u"http://127.0.0.1:8080/hook"_s << true;
        QTest::newRow("http") << u"http://hooks.slack.example/services/T/B/x"_s << false;
        QTest::newRow("looks local") << u"http://127.example.com/hook"_s << false;
        QTest::newRow("a file") << u"file:///etc/passwd"_s << false;
        QTest::newRow("with a name in it") << u"https://me:secret@example.com/"_s << false;
        QTest::newRow("none") << QString() << true;
    }
    void webhooks()
    {
        QFETCH(QString, address);
        CROSSDOCK_SHOP(shop);
        const bool isTaken = shop.perform(command::DefineContact{u"ops"_s, {u"ops"_s}, {}, address}).has_value();
        QTEST(isTaken, "isTaken");
    }

    void aMailServerIsSetUp()
    {
        CROSSDOCK_SHOP(shop);
        shop.must(command::DefineContact{u"finance"_s, {u"finance"_s}, u"money@example.com"_s, {}});
        shop.must(command::SetMailServer{u"smtp.example.com"_s, 587, {}, u"shop@example.com"_s, true});
        shop.arm(u"When an order arrives, email finance"_s);
        QVERIFY(!shop.perform(command::SetMailServer{u"smtp.example.com"_s, 587, {}, u"nobody"_s, true}));
        QVERIFY(!shop.perform(command::SetMailServer{u"smtp.example.com"_s, 25, {}, u"shop@example.com"_s, false}));
        shop.must(command::SetMailServer{});
        QVERIFY(shop.ask(query::Contacts{}).mail.host.isEmpty());
    }

    void historyIsReplayed()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        shop.define(u"CUP-1", 20);
        const Time since = shop.clock.now();
        shop.clock.pass(Milliseconds{60'000});
        const QString text = u"When the stock of any product drops below 10, notify me"_s;
        const qint64 rule = shop.write(text);
        shop.must(command::ChangeRule{rule, command::ChangeRule::What::Shadow});
        for (const Quantity units : {12, 8, 7, 30, 9, 25, 3})
            shop.setStock(u"MUG-1", units);
        shop.setStock(u"CUP-1", 1);
        const auto replayed = shop.ask(query::RehearseRule{.rule = 0, .text = text, .since = since, .until = {}});
        QCOMPARE(shop.runCount(rule), 4);
        QCOMPARE(replayed.runs, 4);
        QCOMPARE(replayed.cases.size(), 4);
        QCOMPARE(replayed.cases.last().subject, u"sku CUP-1"_s);
        QCOMPARE(replayed.cases.first().entry, shop.runs(rule).last().cause);
        const auto again = shop.ask(query::RehearseRule{.rule = 0, .text = text, .since = since, .until = {}});
        QCOMPARE(again.cases.first().at, replayed.cases.first().at);
        QCOMPARE(shop.entriesOf(u"notice."_s), 0); // nothing was done
    }

private:
    Stores m_stores;
};

QTEST_GUILESS_MAIN(RulesBookTest)
#include "tst_rules_book.moc"
