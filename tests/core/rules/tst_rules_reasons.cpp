#include "tests/core/rules/rule_shop.h"

#include "core/inventory/rules/engine/reason.h"

using namespace crossdock;
using namespace crossdock::tests;

namespace {

constexpr Milliseconds minute{60'000};

} // namespace

/// Why an order is held or cancelled, where a rule did it.
class RulesReasonsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void ordersSayWhy_data()
    {
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("why");
        QTest::newRow("a hold with a reason") << u"When an order arrives, hold it because \"address looks wrong\""_s << u"order.hold"_s << u"address looks wrong"_s;
        QTest::newRow("a hold without one") << u"When an order arrives, hold it"_s << u"order.hold"_s << u"rule 1, version 1: When an order arrives, hold it"_s;
        QTest::newRow("a cancellation with a reason") << u"When an order with more than 1 item arrives, cancel it with the reason \"fraud\""_s << u"order.cancel"_s << u"fraud"_s;
        QTest::newRow("a cancellation without one") << u"When an order with more than 1 item arrives, cancel it"_s << u"order.cancel"_s
                                                    << u"rule 1, version 1: When an order with more than 1 item arrives, cancel it"_s;
        QTest::newRow("another deed") << u"When an order arrives, tag it seen"_s << u"order.tag"_s << u"rule 1, version 1"_s;
    }

    void ordersSayWhy()
    {
        QFETCH(QString, sentence);
        QFETCH(QString, what);
        QFETCH(QString, why);
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        QCOMPARE(shop.arm(sentence), 1);
        shop.place(u"1"_s, u"MUG-1", 2);
        shop.clock.pass(minute);
        const QList<Entry> entries = shop.trail(what);
        QCOMPARE(entries.size(), 1);
        QCOMPARE(entries.first().why, why);
        QVERIFY(entries.first().key.startsWith(u"rule:"_s) && entries.first().cause > 0);
        const QList<Cancellation> cancelled = shop.ask(query::Cancellations{});
        QCOMPARE(cancelled.size(), what == u"order.cancel" ? 1 : 0);
        if (!cancelled.isEmpty())
            QCOMPARE(cancelled.first().why, why); // what its channel is told
    }

    void longSentencesAreCut_data()
    {
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<QString>("reason");
        const QString hundred = QString(100, u'x');
        QTest::newRow("short") << u"Hold  it"_s << u"rule 7, version 2: Hold it"_s;
        QTest::newRow("gone") << QString() << u"rule 7, version 2"_s;
        QTest::newRow("120 letters") << hundred + u' ' + QString(19, u'y') << u"rule 7, version 2: "_s + hundred + u' ' + QString(19, u'y');
        QTest::newRow("121 letters") << hundred + u' ' + QString(20, u'y') << u"rule 7, version 2: "_s + hundred + u'…';
        QTest::newRow("one word") << QString(200, u'x') << u"rule 7, version 2: "_s + QString(119, u'x') + u'…';
    }

    void longSentencesAreCut()
    {
        QFETCH(QString, sentence);
        QFETCH_GLOBAL(bool, isPostgresql);
        if (isPostgresql)
            QSKIP("It touches no store");
        rules::Action hold;
        hold.type = u"order.hold"_s;
        const QString reason = rules::reasonOf(hold, 7, 2, sentence);
        QTEST(reason, "reason");
        QVERIFY(rules::isNoReason(reason));
    }

    void whatIsAReason_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<bool>("isOne");
        QTest::newRow("a person's") << u"the customer called"_s << true;
        QTest::newRow("of a person who speaks of rules") << u"rule 3 was wrong"_s << true;
        QTest::newRow("a rule's name") << u"rule 3, version 1"_s << false;
        QTest::newRow("a rule's name and sentence") << u"rule 3, version 12: When a customer orders, cancel it"_s << false;
        QTest::newRow("nothing") << QString() << true; // nobody speaks for a rule
    }

    void whatIsAReason()
    {
        QFETCH(QString, words);
        QFETCH_GLOBAL(bool, isPostgresql);
        if (isPostgresql)
            QSKIP("It touches no store");
        QTEST(!rules::isNoReason(words), "isOne");
    }

private:
    Stores m_stores;
};

QTEST_GUILESS_MAIN(RulesReasonsTest)
#include "tst_rules_reasons.moc"
