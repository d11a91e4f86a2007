#include "core/inventory/rules/rehearsal_difference.h"
#include "tests/core/rules/rule_shop.h"

using namespace crossdock;
using namespace crossdock::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Milliseconds minute{60'000}, hour{3'600'000};

using Kind = MovedMoney::Kind;

MovedMoney known(Kind kind, const QString &currency, qint64 deeds, qint64 amount, qint64 units = 0)
{
    return {kind, currency, {}, deeds, units, amount};
}

MovedMoney unknown(Kind kind, const QString &why, qint64 deeds = 1, qint64 units = 0)
{
    return {kind, {}, why, deeds, units, 0};
}

/// "orders_held EUR 2: 80.00", "labels 3 unknown: why"; units stand in brackets.
QStringList textOf(const QList<MovedMoney> &rows)
{
    QStringList lines;
    for (const MovedMoney &row : rows) {
        const QString units = row.units == 0 ? QString() : u" [%1]"_s.arg(row.units);
        lines.append(row.isKnown() ? u"%1 %2 %3%4: %5"_s.arg(nameOf(row.kind), row.currency).arg(row.deeds).arg(units, toDecimal(row.money()))
                                   : u"%1 %2%3 unknown: %4"_s.arg(nameOf(row.kind)).arg(row.deeds).arg(units, row.unknown));
    }
    return lines;
}

ChannelOrder placed(const QString &number, QStringView code, Quantity units, const std::optional<Money> &price, Time at)
{
    ChannelOrder order = orderOf(number, {{u"1"_s, code, units}});
    order.lines.first().unitPrice = price;
    order.createdAt = order.revision = at;
    return order;
}

void define(Shop &shop, QStringView code, const std::optional<Money> &cost)
{
    command::DefineSku details;
    details.sku = sku(code);
    details.name = code.toString();
    details.cost = cost;
    shop.must(details);
    shop.must(command::ReceiveStock{details.sku, node(u"main"), 20});
}

/// Orders in two currencies, one without a price, one that was cancelled after a part of it had been paid back; two products
/// that ran low, one of them without a cost; a price that was another one later.
Time makePast(Shop &shop)
{
    define(shop, u"MUG-1", Money{400, u"EUR"_s});
    define(shop, u"CUP-1", Money{250, u"EUR"_s});
    define(shop, u"NIB-1", std::nullopt);
    shop.list(u"shop", u"CUP-1");
    shop.must(command::SetPrice{sku(u"CUP-1"), channel(u"shop"), Money{1'200, u"EUR"_s}});
    const Time since = shop.clock.now();
    const Money euros{1'000, u"EUR"_s}, dollars{725, u"USD"_s};
    const auto place = [&](const QString &number, Quantity units, const std::optional<Money> &price) {
        shop.clock.pass(minute);
        shop.must(command::RecordOrder{placed(number, u"MUG-1", units, price, shop.clock.now()), {}, {}});
    };
    place(u"1"_s, 3, euros);
    place(u"2"_s, 4, dollars);
    place(u"3"_s, 3, std::nullopt);
    place(u"4"_s, 5, euros);
    shop.must(command::RecordAfterSale{{channel(u"web"), u"4"_s}, channels::Refund{u"9"_s, {800, u"EUR"_s}}});
    shop.clock.pass(minute);
    ChannelOrder gone = placed(u"4"_s, u"MUG-1", 5, euros, shop.clock.now());
    gone.state = ChannelOrder::State::Cancelled;
    shop.must(command::RecordOrder{gone, {}, {}});
    shop.clock.pass(minute);
    shop.setStock(u"CUP-1", 4);
    shop.setStock(u"NIB-1", 3);
    shop.must(command::SetPrice{sku(u"CUP-1"), channel(u"shop"), Money{999, u"EUR"_s}});
    return since;
}

} // namespace

/// What a back-test says of money, and how it lets schedules go through the things that were there then.
class RulesMoneyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void sums_data()
    {
        QTest::addColumn<QList<MovedMoney>>("first");
        QTest::addColumn<QList<MovedMoney>>("second");
        QTest::addColumn<QStringList>("together");
        QTest::addColumn<QStringList>("difference");
        const QString why = u"no price"_s;
        QTest::newRow("nothing") << QList<MovedMoney>{} << QList<MovedMoney>{} << QStringList{} << QStringList{};
        QTest::newRow("one currency") << QList{known(Kind::Held, u"EUR"_s, 2, 8'000)} << QList{known(Kind::Held, u"EUR"_s, 1, 3'001)} << QStringList{u"orders_held EUR 3: 110.01"_s}
                                      << QStringList{u"orders_held EUR 1: 49.99"_s};
        QTest::newRow("two currencies") << QList{known(Kind::Held, u"USD"_s, 1, 500)} << QList{known(Kind::Held, u"EUR"_s, 1, 500)}
                                        << QStringList{u"orders_held EUR 1: 5.00"_s, u"orders_held USD 1: 5.00"_s} << QStringList{u"orders_held EUR -1: -5.00"_s, u"orders_held USD 1: 5.00"_s};
        QTest::newRow("what is not known stays so") << QList{unknown(Kind::Labels, why), known(Kind::Labels, u"EUR"_s, 1, 495)} << QList{unknown(Kind::Labels, why)}
                                                    << QStringList{u"labels EUR 1: 4.95"_s, u"labels 2 unknown: no price"_s} << QStringList{u"labels EUR 1: 4.95"_s};
        QTest::newRow("the same") << QList{known(Kind::Purchased, u"JPY"_s, 1, 900, 30)} << QList{known(Kind::Purchased, u"JPY"_s, 1, 900, 30)}
                                  << QStringList{u"purchase_orders JPY 2 [60]: 1800"_s} << QStringList{};
    }
    void sums()
    {
        QFETCH(QList<MovedMoney>, first);
        QFETCH(QList<MovedMoney>, second);
        QFETCH(QStringList, together);
        QFETCH(QStringList, difference);
        QList<MovedMoney> sums;
        addTo(sums, first);
        const QList<MovedMoney> sorted = sums;
        addTo(sums, second);
        QCOMPARE(textOf(sums), together);
        QCOMPARE(textOf(differenceOf(sorted, second)), difference);
        RuleRehearsal one, other;
        one.money = sorted;
        other.money = second;
        QCOMPARE(textOf(differenceOf(one, other).money), difference);
    }

    void means_data()
    {
        QTest::addColumn<qint64>("deeds");
        QTest::addColumn<qint64>("amount");
        QTest::addColumn<QString>("mean");
        QTest::newRow("whole") << qint64(2) << qint64(300) << u"1.50"_s;
        QTest::newRow("down") << qint64(3) << qint64(100) << u"0.33"_s;
        QTest::newRow("half goes away from zero") << qint64(2) << qint64(-5) << u"-0.03"_s;
        QTest::newRow("nothing was done") << qint64(0) << qint64(0) << QString();
    }
    void means()
    {
        QFETCH(qint64, deeds);
        QFETCH(qint64, amount);
        QFETCH(QString, mean);
        const auto found = known(Kind::Repriced, u"EUR"_s, deeds, amount).mean();
        QCOMPARE(found ? toDecimal(*found) : QString(), mean);
        QVERIFY(!unknown(Kind::Repriced, u"why"_s).mean());
    }

    void runsMoveMoney_data()
    {
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<QStringList>("moved");
        const QString noPrice = u"its channel told no price for a line of it"_s;
        QTest::newRow("held") << u"When an order arrives, hold it"_s
                              << QStringList{u"orders_held EUR 2: 80.00"_s, u"orders_held USD 1: 29.00"_s, u"orders_held 1 unknown: "_s + noPrice};
        QTest::newRow("cancelled") << u"When an order arrives with more than 3 items, cancel it"_s << QStringList{u"orders_cancelled USD 1: 29.00"_s};
        QTest::newRow("captured") << u"When an order arrives with more than 2 items, capture the payment"_s
                                  << QStringList{u"captures EUR 1: 30.00"_s, u"captures USD 1: 29.00"_s, u"captures 1 unknown: "_s + noPrice};
        QTest::newRow("what is left is paid back") << u"When an order is cancelled, refund it in full"_s << QStringList{u"refunds EUR 1: 42.00"_s};
        QTest::newRow("a share is paid back") << u"When an order arrives with more than 2 items, refund 10% of it"_s
                                              << QStringList{u"refunds EUR 1: 3.00"_s, u"refunds USD 1: 2.90"_s, u"refunds 1 unknown: "_s + noPrice};
        QTest::newRow("a sum is paid back") << u"When an order arrives with more than 2 items, refund 5 EUR"_s << QStringList{u"refunds EUR 3: 15.00"_s};
        QTest::newRow("the postage, which nobody told") << u"When an order arrives with more than 2 items, refund the shipping"_s
                                                        << QStringList{u"refunds 3 unknown: its channel told no postage"_s};
        QTest::newRow("from the price of then") << u"When the stock of any product drops below 5, lower its price on shop by 10%"_s << QStringList{u"price_changes EUR 1: -1.20"_s};
        QTest::newRow("in another currency") << u"When the stock of any product drops below 5, raise its price on shop by 2 USD"_s
                                             << QStringList{u"price_changes 1 unknown: its price is in EUR"_s};
        QTest::newRow("ordered") << u"When the stock of any product drops below 5, order 50 units"_s
                                 << QStringList{u"purchase_orders EUR 1 [50]: 125.00"_s, u"purchase_orders 1 [50] unknown: nothing says what a unit costs"_s};
        QTest::newRow("moved") << u"When the stock of any product drops below 5, transfer 3 units from east to main"_s
                               << QStringList{u"transfers EUR 1 [3]: 7.50"_s, u"transfers 1 [3] unknown: nothing says what a unit costs"_s};
        QTest::newRow("labels that nobody bought") << u"When an order arrives with more than 2 items, buy a label"_s << QStringList{u"labels 3 unknown: no label was bought for it"_s};
        QTest::newRow("no money") << u"When an order arrives, tag it seen"_s << QStringList{};
        QTest::newRow("an order counts once") << u"When an order arrives with more than 2 items, hold it, then hold it for 2 days"_s
                                              << QStringList{u"orders_held EUR 1: 30.00"_s, u"orders_held USD 1: 29.00"_s, u"orders_held 1 unknown: "_s + noPrice};
    }
    void runsMoveMoney()
    {
        QFETCH(QString, sentence);
        QFETCH(QStringList, moved);
        CROSSDOCK_SHOP(shop);
        const Time since = makePast(shop);
        const query::RehearseRule asked{.rule = 0, .text = sentence, .since = since, .until = shop.clock.now()};
        const RuleRehearsal all = shop.ask(asked);
        QCOMPARE(textOf(all.money), moved);
        QList<MovedMoney> ofCases;
        for (const RuleRehearsal::Case &one : all.cases)
            addTo(ofCases, one.money);
        QCOMPARE(textOf(ofCases), moved);
        query::RehearseRule one = asked;
        one.limit = 1; // the sums are of all runs, whatever is listed
        QCOMPARE(textOf(shop.ask(one).money), moved);
    }

    void schedulesGoThroughThePast_data()
    {
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<QStringList>("subjects");
        QTest::newRow("products, as much as there was then") << u"Every hour, tag all products with less than 5 units in stock low"_s
                                                             << QStringList{u"sku CUP-1"_s, u"sku CUP-1"_s, u"sku NIB-1"_s};
        QTest::newRow("orders, until they left") << u"Every hour, tag orders older than 3 hours old"_s << QStringList{u"order web/1"_s, u"order web/1"_s};
        QTest::newRow("orders, as they stood then") << u"Every hour, tag all unfulfilled orders slow"_s
                                                    << QStringList{u"order web/1"_s, u"order web/2"_s, u"order web/1"_s, u"order web/1"_s, u"order web/1"_s, u"order web/1"_s};
    }
    /// Hour 0: 20 cups, two orders. Hour 1 on: order 2 is gone, 3 cups. Hour 3 on: 20 cups again. Hour 5 on: order 1 has left, and there is a product that nobody has.
    void schedulesGoThroughThePast()
    {
        QFETCH(QString, sentence);
        QFETCH(QStringList, subjects);
        CROSSDOCK_SHOP(shop);
        shop.clock.pass(17 * minute); // off the full hour
        define(shop, u"CUP-1", std::nullopt);
        define(shop, u"MUG-1", std::nullopt);
        for (const auto &number : {u"1"_s, u"2"_s})
            shop.must(command::RecordOrder{placed(number, u"MUG-1", 1, std::nullopt, shop.clock.now()), {}, {}});
        shop.clock.pass(minute);
        const Time since = shop.clock.now(); // the orders are older than what is gone through
        shop.clock.pass(hour);
        const auto tell = [&](const QString &number, ChannelOrder::State state) { // by its channel: nothing waits to be told there
            ChannelOrder told = placed(number, u"MUG-1", 1, std::nullopt, shop.clock.now());
            told.state = state;
            shop.must(command::RecordOrder{told, {}, {}});
        };
        tell(u"2"_s, ChannelOrder::State::Cancelled);
        shop.setStock(u"CUP-1", 3);
        shop.clock.pass(2 * hour);
        shop.setStock(u"CUP-1", 20);
        shop.clock.pass(2 * hour);
        tell(u"1"_s, ChannelOrder::State::Shipped);
        shop.define(u"NIB-1", 0);
        shop.clock.pass(hour);
        const RuleRehearsal found = shop.ask(query::RehearseRule{.rule = 0, .text = sentence, .since = since, .until = shop.clock.now()});
        QStringList met;
        for (const RuleRehearsal::Case &one : found.cases)
            met.append(one.subject);
        QCOMPARE(met, subjects);
        QCOMPARE(found.runs, subjects.size());
        QVERIFY2(found.gaps.isEmpty(), found.gaps.isEmpty() ? "" : qPrintable(found.gaps.first().words));
    }

    void whatIsNotKnownIsSaidOfEachRun_data()
    {
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<QString>("words");
        QTest::newRow("a value") << u"Every hour, tag all products with a cost above 5 EUR dear"_s << u"of 1 of 1 thing that it went through, this was not known: product.cost"_s;
        QTest::newRow("things that were there") << u"Every hour, approve all returns older than 3 days"_s << u"whether a return had been answered"_s;
    }
    void whatIsNotKnownIsSaidOfEachRun()
    {
        QFETCH(QString, sentence);
        QFETCH(QString, words);
        CROSSDOCK_SHOP(shop);
        define(shop, u"NIB-1", std::nullopt);
        shop.clock.pass(17 * minute);
        const Time since = shop.clock.now();
        shop.clock.pass(3 * hour);
        const RuleRehearsal found = shop.ask(query::RehearseRule{.rule = 0, .text = sentence, .since = since, .until = shop.clock.now()});
        QCOMPARE(found.runs, 0);
        QCOMPARE(found.gaps.size(), 3);
        for (const RuleRehearsal::Gap &gap : found.gaps)
            QVERIFY2(gap.words.contains(words), qPrintable(gap.words));
        QVERIFY(found.gaps[0].at < found.gaps[1].at);
    }

private:
    Stores m_stores;
};

QTEST_GUILESS_MAIN(RulesMoneyTest)
#include "tst_rules_money.moc"
