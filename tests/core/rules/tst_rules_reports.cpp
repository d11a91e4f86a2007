#include "core/inventory/rules/engine/reports.h"
#include "tests/core/rules/rule_shop.h"

using namespace crossdock;
using namespace crossdock::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

using rules::Schedule;

constexpr Milliseconds minute{60'000}, hour{3'600'000}, day{86'400'000};

Time at(const QString &text)
{
    return *parseTime(text);
}

Schedule weekly(const QStringList &days)
{
    return {u"weekly"_s, {}, days, {}, {}, {}, {}};
}

/// The rows without the head, and without what stands behind the blank line.
QStringList rowsOf(const QString &report)
{
    return report.section(u"\r\n\r\n"_s, 0, 0).split(u"\r\n"_s, Qt::SkipEmptyParts).mid(1);
}

void define(Shop &shop, QStringView code, const std::optional<Money> &cost, Quantity units = 20)
{
    command::DefineSku details;
    details.sku = sku(code);
    details.name = code.toString();
    details.cost = cost;
    shop.must(details);
    if (units > 0)
        shop.must(command::ReceiveStock{details.sku, node(u"main"), units});
}

ChannelOrder placed(Shop &shop, const QString &number, const QList<Part> &parts)
{
    ChannelOrder order = orderOf(number, parts);
    order.createdAt = order.revision = shop.clock.now();
    return order;
}

void payBack(Shop &shop, const QString &order, const QString &number, qint64 cents)
{
    shop.must(command::RecordAfterSale{{channel(u"web"), order}, channels::Refund{number, {cents, u"EUR"_s}}});
}

/// One order of one product that left and came back in part, one in dollars of what has no cost, one of two products, one that was cancelled.
void makePast(Shop &shop)
{
    define(shop, u"MUG-1", Money{400, u"EUR"_s});
    define(shop, u"CUP-1", Money{250, u"EUR"_s});
    define(shop, u"PEN-1", std::nullopt);
    shop.must(command::RecordOrder{placed(shop, u"1"_s, {{u"1"_s, u"MUG-1", 2}}), {}, {}});
    ChannelOrder dollars = placed(shop, u"2"_s, {{u"1"_s, u"PEN-1", 1}});
    dollars.lines.first().unitPrice = Money{725, u"USD"_s};
    shop.must(command::RecordOrder{dollars, {}, {}});
    shop.must(command::RecordOrder{placed(shop, u"3"_s, {{u"1"_s, u"MUG-1", 1}, {u"2"_s, u"CUP-1", 1}}), {}, {}});
    shop.must(command::RecordOrder{placed(shop, u"4"_s, {{u"1"_s, u"CUP-1", 5}}), {}, {}});
    shop.must(command::CancelOrder{{channel(u"web"), u"4"_s}, {}, true});
    shop.must(command::ShipOrder{{channel(u"web"), u"1"_s}, {}});
    channels::Return back;
    back.number = u"77"_s;
    back.reason = u"damaged"_s;
    back.lines = {{u"1"_s, 2}};
    back.requestedAt = shop.clock.now();
    shop.must(command::RecordAfterSale{{channel(u"web"), u"1"_s}, back});
    payBack(shop, u"1"_s, u"8"_s, 250);
    payBack(shop, u"3"_s, u"9"_s, 100);
}

} // namespace

/// Reports of late orders, returns and profit: what stands in them, and of which stretch of time they are.
class RulesReportsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void theRunBefore_data()
    {
        QTest::addColumn<Schedule>("schedule");
        QTest::addColumn<QString>("due");
        QTest::addColumn<QString>("before");
        const QString monday = u"2026-11-30T09:00:00Z"_s;
        QTest::newRow("once a week") << weekly({u"mon"_s}) << monday << u"2026-11-23T09:00:00Z"_s;
        QTest::newRow("on Mondays and Thursdays, a Monday") << weekly({u"mon"_s, u"thu"_s}) << monday << u"2026-11-26T09:00:00Z"_s;
        QTest::newRow("on Mondays and Thursdays, a Thursday") << weekly({u"mon"_s, u"thu"_s}) << u"2026-11-26T09:00:00Z"_s << u"2026-11-23T09:00:00Z"_s;
        QTest::newRow("every day") << Schedule{u"daily"_s, {}, {}, {}, {u"09:00"_s}, {}, {}} << monday << u"2026-11-29T09:00:00Z"_s;
        QTest::newRow("twice a day") << Schedule{u"daily"_s, {}, {}, {}, {u"09:00"_s, u"17:00"_s}, {}, {}} << u"2026-11-30T17:00:00Z"_s << monday;
        QTest::newRow("every month") << Schedule{u"monthly"_s, {}, {}, {1}, {u"09:00"_s}, {}, {}} << u"2026-12-01T09:00:00Z"_s << u"2026-11-01T09:00:00Z"_s;
        QTest::newRow("every four hours") << Schedule{u"hourly"_s, 4, {}, {}, {}, {}, {}} << u"2026-11-30T08:00:00Z"_s << u"2026-11-30T04:00:00Z"_s;
        QTest::newRow("through a change of the clocks") << Schedule{u"daily"_s, {}, {}, {}, {u"09:00"_s}, {}, u"Europe/Amsterdam"_s} << u"2026-10-25T08:00:00Z"_s << u"2026-10-24T07:00:00Z"_s;
    }
    void theRunBefore()
    {
        QFETCH(Schedule, schedule);
        QFETCH(QString, due);
        QFETCH(QString, before);
        const auto found = rules::lastRun(schedule, QTimeZone::utc(), at(due));
        QVERIFY(found);
        QCOMPARE(toText(*found), toText(at(before)));
        QCOMPARE(rules::nextRun(schedule, QTimeZone::utc(), *found), std::optional(at(due))); // there and back
    }

    void rows_data()
    {
        QTest::addColumn<QString>("report");
        QTest::addColumn<QStringList>("rows");
        QTest::newRow("profit") << u"profit"_s
                                << QStringList{uR"-("web","(several products)","EUR","0","0.00","1.00","0.00","0.00","-1.00","")-"_s,
                                               uR"-("web","CUP-1","EUR","1","10.00","0.00","2.50","0.00","7.50","")-"_s,
                                               uR"-("web","MUG-1","EUR","3","30.00","2.50","12.00","","15.50","freight of 1 order")-"_s,
                                               uR"-("web","PEN-1","USD","1","7.25","0.00","","0.00","","cost of 1 unit")-"_s};
        QTest::newRow("sales, each currency by itself") << u"sales"_s << QStringList{uR"-("web","CUP-1","1","1","10.00","EUR")-"_s, uR"-("web","MUG-1","3","2","30.00","EUR")-"_s, uR"-("web","PEN-1","1","1","7.25","USD")-"_s};
        QTest::newRow("returns") << u"returns"_s
                                 << QStringList{uR"-("(several products)","","0","0","0","1","1.00","EUR")-"_s, uR"-("MUG-1","damaged","1","2","0","1","2.50","EUR")-"_s};
    }
    void rows()
    {
        QFETCH(QString, report);
        QFETCH(QStringList, rows);
        CROSSDOCK_SHOP(shop);
        makePast(shop);
        const Time now = shop.clock.now();
        const auto told = rules::reports::write(*shop.database, report, {now - day, now + minute});
        QVERIFY2(told, told ? "" : qPrintable(told.error().detail));
        QCOMPARE(rowsOf(*told), rows);
        const auto later = rules::reports::write(*shop.database, report, {now + minute, now + day});
        QVERIFY(later);
        QCOMPARE(rowsOf(*later), QStringList());
        QVERIFY(later->contains(toText(now + day)));
    }

    void whatThereIs_data()
    {
        QTest::addColumn<QString>("report");
        QTest::addColumn<QStringList>("rows");
        QTest::newRow("inventory, without kits") << u"inventory"_s << QStringList{uR"-("CUP-1","CUP-1","19","1","0")-"_s, uR"-("MUG-1","MUG-1","17","1","0")-"_s, uR"-("PEN-1","PEN-1","19","1","0")-"_s};
        QTest::newRow("low stock") << u"low_stock"_s << QStringList{};
        QTest::newRow("open orders") << u"open_orders"_s << QStringList{uR"-("web","2","PLACED","","1","0","no","no")-"_s, uR"-("web","3","PLACED","","2","0","no","no")-"_s};
        QTest::newRow("no such report") << u"weather"_s << QStringList{};
    }
    void whatThereIs()
    {
        QFETCH(QString, report);
        QFETCH(QStringList, rows);
        CROSSDOCK_SHOP(shop);
        makePast(shop);
        define(shop, u"SET-1", std::nullopt, 0);
        shop.must(command::DefineKit{sku(u"SET-1"), {{sku(u"MUG-1"), 1}, {sku(u"CUP-1"), 1}}});
        const Time now = shop.clock.now();
        const auto told = rules::reports::write(*shop.database, report, {now - day, now});
        QCOMPARE(told.has_value(), report != u"weather");
        if (!told)
            return;
        for (QString &row : rows)
            row.replace(u"PLACED"_s, toText(shop.order(report == u"open_orders" ? QStringView(row).mid(7, 1) : u"2").row.createdAt));
        QCOMPARE(rowsOf(*told), rows);
        QVERIFY(told->contains(toText(now)));
    }

    void lateOrders_data()
    {
        QTest::addColumn<qint64>("shipByHours"); // from now; 0: nobody said
        QTest::addColumn<qint64>("deliverByHours");
        QTest::addColumn<bool>("isSent");
        QTest::addColumn<QStringList>("late");
        QTest::newRow("in time") << qint64(2) << qint64(48) << false << QStringList{};
        QTest::newRow("to be sent") << qint64(-3) << qint64(48) << false << QStringList{u"shipping 3 open yes"_s};
        QTest::newRow("for long") << qint64(-30) << qint64(48) << false << QStringList{u"shipping 30 open no"_s};
        QTest::newRow("to be sent and to arrive") << qint64(-3) << qint64(-1) << false << QStringList{u"shipping 3 open yes"_s, u"delivery 1 open yes"_s};
        QTest::newRow("sent") << qint64(-3) << qint64(48) << true << QStringList{};
        QTest::newRow("nobody said") << qint64(0) << qint64(0) << false << QStringList{};
    }
    void lateOrders()
    {
        QFETCH(qint64, shipByHours);
        QFETCH(qint64, deliverByHours);
        QFETCH(bool, isSent);
        QFETCH(QStringList, late);
        CROSSDOCK_SHOP(shop);
        define(shop, u"MUG-1", std::nullopt);
        const Time now = shop.clock.now();
        ChannelOrder order = placed(shop, u"1"_s, {{u"1"_s, u"MUG-1", 1}});
        order.createdAt = now - 2 * day;
        if (shipByHours != 0)
            order.shipBy = now + shipByHours * hour;
        if (deliverByHours != 0)
            order.deliverBy = now + deliverByHours * hour;
        shop.must(command::RecordOrder{order, {}, {}});
        if (isSent)
            shop.must(command::ShipOrder{order.id, {}});
        const auto told = rules::reports::write(*shop.database, u"late_orders"_s, {now - day, now});
        QVERIFY2(told, told ? "" : qPrintable(told.error().detail));
        QStringList found;
        for (const QString &row : rowsOf(*told)) {
            const QStringList cells = row.mid(1).chopped(1).split(u"\",\""_s); // channel order late due hours age state new
            QCOMPARE(cells.mid(0, 2), (QStringList{u"web"_s, u"1"_s}));
            QCOMPARE(cells[5], u"2"_s);
            found.append(QStringList{cells[2], cells[4], cells[6], cells[7]}.join(u' '));
        }
        QCOMPARE(found, late);
        QCOMPARE(told->contains(u"nobody said by when they are due"_s), shipByHours == 0);
    }

    void eachRunGoesOnWhereTheLastOneEnded()
    {
        CROSSDOCK_SHOP(shop);
        define(shop, u"MUG-1", Money{400, u"EUR"_s});
        const qint64 rule = shop.arm(u"Every day at 9 am, send me the profit report"_s);
        shop.must(command::RecordOrder{placed(shop, u"1"_s, {{u"1"_s, u"MUG-1", 2}}), {}, {}});
        shop.clock.pass(day);
        QCOMPARE(shop.runCount(rule), 1);
        const Notice first = shop.ask(query::Notices{}).first();
        QCOMPARE(first.kind, u"report"_s);
        QCOMPARE(rowsOf(first.text), QStringList{uR"-("web","MUG-1","EUR","2","20.00","0.00","8.00","0.00","12.00","")-"_s});
        shop.clock.pass(day);
        const Notice second = shop.ask(query::Notices{}).first();
        QVERIFY(second.notice != first.notice);
        QCOMPARE(rowsOf(second.text), QStringList());
        QVERIFY2(second.text.contains(toText(shop.runs(rule).last().at)), qPrintable(second.text)); // from where the first one ended
    }

    void whatCannotBeToldIsRefused()
    {
        CROSSDOCK_SHOP(shop);
        const QString why = shop.missing(u"Every Monday at 9 am, send me the payouts report"_s);
        QVERIFY2(why.contains(u"no payouts report"_s), qPrintable(why));
        for (const auto &report : {u"late orders"_s, u"returns"_s, u"profit"_s})
            QCOMPARE(shop.missing(u"Every Monday at 9 am, send me the %1 report"_s.arg(report)), QString());
    }

private:
    Stores m_stores;
};

QTEST_GUILESS_MAIN(RulesReportsTest)
#include "tst_rules_reports.moc"
