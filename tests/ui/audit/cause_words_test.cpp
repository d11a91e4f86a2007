#include "ui/audit/cause_words.h"
#include "ui/orders/order_words.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

Entry entryOf(qint64 number, const Actor &actor, const QString &what, qint64 cause, const QString &key = {}, const QString &why = {})
{
    Entry entry;
    entry.number = number;
    entry.actor = actor;
    entry.what = what;
    entry.cause = cause;
    entry.key = key;
    entry.why = why;
    return entry;
}

const Actor web{Actor::Kind::Channel, u"web"_s}, tags{Actor::Kind::Rule, u"Tag gifts"_s}, holds{Actor::Kind::Rule, u"Hold gifts"_s};

} // namespace

class CauseWordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rulesSayBecauseOfWhat_data()
    {
        QTest::addColumn<Entry>("entry");
        QTest::addColumn<QString>("why");
        QTest::newRow("a person") << entryOf(7, {Actor::Kind::Person, u"ann"_s}, u"order.hold"_s, 0, u"k"_s, u"she called"_s) << u"she called"_s;
        QTest::newRow("a channel") << entryOf(7, web, u"order.record"_s, 3) << QString();
        QTest::newRow("a rule") << entryOf(7, tags, u"order.tag"_s, 3, u"rule:9:1:2:3:0:0"_s, u"rule 1, version 2"_s) << u"rule 1, version 2, because of entry 3"_s;
        QTest::newRow("a rule with its sentence") << entryOf(7, holds, u"order.hold"_s, 3, u"rule:9:1:2:3:0:0"_s, u"rule 1, version 2: When an order arrives, hold it"_s)
                                                 << u"rule 1, version 2: When an order arrives, hold it, because of entry 3"_s;
        QTest::newRow("a rule with a reason") << entryOf(7, holds, u"order.hold"_s, 3, u"rule:9:1:2:3:0:0"_s, u"address looks wrong"_s) << u"address looks wrong: rule 1, version 2, because of entry 3"_s;
        QTest::newRow("a rule whose time had come") << entryOf(7, holds, u"order.hold"_s, 0, u"rule:9:1:2:t1700000000000:0:0"_s, u"rule 1, version 2"_s) << u"rule 1, version 2"_s;
        QTest::newRow("the end of a rule's hold") << entryOf(7, holds, u"order.release"_s, 3, u"rule:release:1:3:web/1"_s, u"the time was up"_s) << u"the time was up"_s;
    }
    void rulesSayBecauseOfWhat()
    {
        QFETCH(Entry, entry);
        QTEST(whyText(entry), "why");
    }

    void chainsAreToldToTheirBegin_data()
    {
        QTest::addColumn<QList<Entry>>("chain");
        QTest::addColumn<QString>("because"); // of entry 41
        const Entry arrived = entryOf(38, web, u"order.record"_s, 0), tagged = entryOf(40, tags, u"order.tag"_s, 38, u"rule:8:1:2:38:0:0"_s),
                    held = entryOf(41, holds, u"order.hold"_s, 40, u"rule:9:3:1:40:0:0"_s);
        QTest::newRow("a rule because of a rule") << QList<Entry>{arrived, tagged, held}
                                                  << u"Rule 3, version 1 (“Hold gifts”), because rule 1, version 2 (“Tag gifts”) wrote entry 40 (Order tagged), because of entry 38 (Order recorded by web (channel))"_s;
        QTest::newRow("its cause is not there") << QList<Entry>{held} << u"Rule 3, version 1 (“Hold gifts”), because of entry 40"_s;
        QTest::newRow("a time") << QList<Entry>{entryOf(41, holds, u"order.hold"_s, 0, u"rule:9:3:1:t17:0:0"_s)} << u"Rule 3, version 1 (“Hold gifts”), because its time had come"_s;
        QTest::newRow("no rule") << QList<Entry>{arrived, entryOf(41, web, u"order.change"_s, 38)} << QString();
    }
    void chainsAreToldToTheirBegin()
    {
        QFETCH(QList<Entry>, chain);
        QTEST(becauseText(chain, 41), "because");
    }

    void ordersSayWhyTheyStand_data()
    {
        QTest::addColumn<OrderRow::State>("state");
        QTest::addColumn<QString>("words");
        QTest::newRow("open") << OrderRow::State::Open << QString();
        QTest::newRow("on hold") << OrderRow::State::OnHold << u"On hold: address looks wrong"_s; // the later of two
        QTest::newRow("cancelled") << OrderRow::State::Cancelled << u"Cancelled: fraud"_s;
    }
    void ordersSayWhyTheyStand()
    {
        QFETCH(OrderRow::State, state);
        OrderDetail order;
        order.row.state = state;
        order.timeline = {entryOf(1, holds, u"order.hold"_s, 0, {}, u"too big"_s), entryOf(2, holds, u"order.release"_s, 1),
                          entryOf(3, holds, u"order.hold"_s, 2, {}, u"address looks wrong"_s), entryOf(4, holds, u"order.cancel"_s, 3, {}, u"fraud"_s)};
        QTEST(reasonText(order), "words");
    }
};

} // namespace crossdock::ui

using crossdock::ui::CauseWordsTest;
QTEST_GUILESS_MAIN(CauseWordsTest)
#include "cause_words_test.moc"
