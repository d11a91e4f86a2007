#include "core/inventory/rules/completion.h"
#include "core/inventory/rules/engine/calendar.h"
#include "core/inventory/rules/engine/program.h"
#include "tests/core/rules/small_workspace.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::rules;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A hard-coded world: an order of 120 dollars from Canada with two tags, of a shop that does not know its margin.
class SmallFacts : public Facts
{
public:
    Fact read(const SlotKey &key, const Subject &, Time) override
    {
        const QString field = fieldName(key.field);
        if (field == u"order.total")
            return Fact::of(120, Unit::Usd);
        if (field == u"order.country")
            return Fact::of(u"CA"_s);
        if (field == u"order.item_count")
            return Fact::of(3);
        if (field == u"order.tags")
            return Fact::of(QStringList{u"VIP"_s, u"Gift"_s});
        if (field == u"order.weight")
            return Fact::of(2'500);
        if (field == u"order.is_international")
            return Fact::yes(true);
        if (field == u"time.of_day")
            return Fact::of(23 * 60);
        return field == u"order.note" ? Fact::of(u"Leave  at the DOOR"_s) : Fact();
    }
};

QString momentText(const QString &zone, const QString &date, const QString &time)
{
    return toText(momentOf(QDate::fromString(date, Qt::ISODate), QTime::fromString(time, u"HH:mm"_s), QTimeZone(zone.toLatin1())));
}

} // namespace

class RulesDecisionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void conditions_data()
    {
        QTest::addColumn<QString>("condition");
        QTest::addColumn<bool>("holds");
        QTest::newRow("above") << u"if its total is over $100"_s << true;
        QTest::newRow("on the border") << u"if its total is over $120"_s << false;
        QTest::newRow("the border belongs to it") << u"if its total is at least $120"_s << true;
        QTest::newRow("another currency cannot be told") << u"if its total is over €1"_s << false;
        QTest::newRow("nor its opposite") << u"if its total is at most €1000"_s << false;
        QTest::newRow("country") << u"if it ships to Canada"_s << true;
        QTest::newRow("another country") << u"if it ships to India"_s << false;
        QTest::newRow("not another country") << u"if it does not ship to India"_s << true;
        QTest::newRow("range") << u"if the item count is between 2 and 3"_s << true;
        QTest::newRow("kilograms") << u"if the order weight is at most 2.5 kg"_s << true;
        QTest::newRow("pounds") << u"if the order weight is more than 6 lb"_s << false;
        QTest::newRow("unknown") << u"if the order margin is below 10%"_s << false;
        QTest::newRow("the opposite of unknown") << u"unless the order margin is below 10%"_s << false;
        QTest::newRow("both") << u"if its total is over $100 and it ships to Canada"_s << true;
        QTest::newRow("one of both") << u"if its total is over $100 and it ships to India"_s << false;
        QTest::newRow("either") << u"if it ships to India or it ships to Canada"_s << true;
        QTest::newRow("over midnight") << u"if it is between 10 pm and 6 am"_s << true;
        QTest::newRow("in the day") << u"if it is between 6 am and 10 pm"_s << false;
    }
    void conditions()
    {
        QFETCH(QString, condition);
        const Compiler compiler(tests::smallWorkspace());
        const QString sentence = u"When an order arrives, hold it "_s + condition;
        const auto compiled = compiler.compile(sentence);
        QVERIFY2(compiled, compiled ? "" : qPrintable(compiled.error().message));
        SlotTable table;
        const Program program(compiled->trigger.then.conditions, table);
        SmallFacts facts;
        Reading reading(facts);
        const Happening happening{u"order.created"_s, {}, {}, 1, {}};
        reading.begin(table, happening);
        QTEST(program.holds(reading), "holds");
    }

    void moments_data()
    {
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("date");
        QTest::addColumn<QString>("time");
        QTest::addColumn<QString>("moment");
        QTest::newRow("winter") << u"Europe/Berlin"_s << u"2026-01-15"_s << u"09:00"_s << u"2026-01-15T08:00:00.000Z"_s;
        QTest::newRow("summer") << u"Europe/Berlin"_s << u"2026-07-15"_s << u"09:00"_s << u"2026-07-15T07:00:00.000Z"_s;
        QTest::newRow("skipped: the first minute behind the gap") << u"Europe/Berlin"_s << u"2026-03-29"_s << u"02:30"_s << u"2026-03-29T01:00:00.000Z"_s;
        QTest::newRow("before the gap") << u"Europe/Berlin"_s << u"2026-03-29"_s << u"01:30"_s << u"2026-03-29T00:30:00.000Z"_s;
        QTest::newRow("doubled: the first of two") << u"Europe/Berlin"_s << u"2026-10-25"_s << u"02:30"_s << u"2026-10-25T00:30:00.000Z"_s;
        QTest::newRow("west") << u"America/New_York"_s << u"2026-03-08"_s << u"02:30"_s << u"2026-03-08T07:00:00.000Z"_s;
        QTest::newRow("half an hour") << u"Asia/Kolkata"_s << u"2026-05-01"_s << u"09:00"_s << u"2026-05-01T03:30:00.000Z"_s;
    }
    void moments()
    {
        QFETCH(QString, zone);
        QFETCH(QString, date);
        QFETCH(QString, time);
        const QString found = momentText(zone, date, time);
        QTEST(found, "moment");
    }

    void schedules_data()
    {
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("next");
        QTest::newRow("today") << u"Every day at 9 am, notify me"_s << u"2026-01-15T14:59:00Z"_s << u"2026-01-15T15:00:00.000Z"_s;
        QTest::newRow("tomorrow") << u"Every day at 9 am, notify me"_s << u"2026-01-15T15:00:00Z"_s << u"2026-01-16T15:00:00.000Z"_s;
        QTest::newRow("Monday") << u"Every Monday at 9 am, notify me"_s << u"2026-01-15T15:00:00Z"_s << u"2026-01-19T15:00:00.000Z"_s;
        QTest::newRow("quarters") << u"Every 15 minutes, notify me"_s << u"2026-01-15T15:01:00Z"_s << u"2026-01-15T15:15:00.000Z"_s;
        QTest::newRow("once") << u"On 24 December 2026 at noon, notify me"_s << u"2026-01-15T15:01:00Z"_s << u"2026-12-24T18:00:00.000Z"_s;
        QTest::newRow("never again") << u"On 24 December 2026 at noon, notify me"_s << u"2026-12-24T18:00:00Z"_s << QString();
    }
    void schedules()
    {
        QFETCH(QString, sentence);
        QFETCH(QString, after);
        const Compiler compiler(tests::smallWorkspace());
        const auto compiled = compiler.compile(sentence);
        QVERIFY2(compiled, compiled ? "" : qPrintable(compiled.error().message));
        const auto run = nextRun(*compiled->trigger.schedule, QTimeZone("America/Chicago"), *parseTime(after));
        const QString found = run ? toText(*run) : QString();
        QTEST(found, "next");
    }

    void completion_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("offered");
        QTest::addColumn<QString>("notOffered");
        QTest::newRow("the beginning") << QString() << u"when"_s << u"ebay"_s;
        QTest::newRow("half a word") << u"wh"_s << u"when"_s << u"every"_s;
        QTest::newRow("a channel") << u"When an order arrives from "_s << u"Amazon"_s << u"Lumio day"_s;
        QTest::newRow("half a channel") << u"When an order arrives from Am"_s << u"Amazon"_s << u"eBay"_s;
        QTest::newRow("what to do") << u"When an order arrives, "_s << u"hold"_s << u"arrives"_s;
        QTest::newRow("nothing follows nonsense") << u"When the moon "_s << QString() << u"hold"_s;
    }
    void completion()
    {
        QFETCH(QString, text);
        QFETCH(QString, offered);
        QFETCH(QString, notOffered);
        const Compiler compiler(tests::smallWorkspace());
        QStringList found;
        for (const Completion &one : complete(compiler, text, 1'000))
            found.append(one.text);
        QVERIFY2(offered.isEmpty() ? found.isEmpty() : found.contains(offered, Qt::CaseInsensitive), qPrintable(found.join(u", "_s)));
        QVERIFY2(!found.contains(notOffered, Qt::CaseInsensitive), qPrintable(found.join(u", "_s)));
    }
};

QTEST_GUILESS_MAIN(RulesDecisionsTest)
#include "tst_rules_decisions.moc"
