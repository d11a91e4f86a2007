#include "core/inventory/audit/buyer_marks.h"
#include "core/inventory/rules/engine/store_things.h"
#include "tests/core/rules/rule_shop.h"

using namespace crossdock;
using namespace crossdock::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

Buyer buyerOf(const QString &email, const QString &phone = {}, const QString &country = u"NL"_s)
{
    Buyer buyer;
    buyer.email = email;
    buyer.phone = phone;
    buyer.country = country;
    return buyer;
}

void buy(Shop &shop, const QString &number, const Buyer &buyer, QStringView channelName = u"web")
{
    ChannelOrder placed = orderOf(number, {{u"1"_s, u"MUG-1", 1}}, 0, channelName);
    placed.buyer = buyer;
    shop.must(command::RecordOrder{placed, {}, {}});
    shop.clock.settle();
}

const QString returning = u"When an order arrives, tag it back if the customer has more than 1 order"_s;

} // namespace

/// What rules know of whoever bought: which orders are his, and what he did before, with nothing of him in clear.
class RulesBuyersTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void ordersOfOneBuyer_data()
    {
        QTest::addColumn<Buyer>("first");
        QTest::addColumn<Buyer>("second");
        QTest::addColumn<bool>("isOne");
        QTest::newRow("the same address") << buyerOf(u"jo@example.com"_s) << buyerOf(u"jo@example.com"_s) << true;
        QTest::newRow("the same address in capitals") << buyerOf(u"jo@example.com"_s) << buyerOf(u" JO@Example.com"_s) << true;
        QTest::newRow("another address") << buyerOf(u"jo@example.com"_s) << buyerOf(u"joe@example.com"_s) << false;
        QTest::newRow("another address, the same number") << buyerOf(u"jo@example.com"_s, u"06 12345678"_s) << buyerOf(u"joe@example.com"_s, u"+31612345678"_s) << true;
        QTest::newRow("the same number of another country") << buyerOf({}, u"0612345678"_s) << buyerOf({}, u"0612345678"_s, u"DE"_s) << false;
        QTest::newRow("the same number of a country whose plan is not known") << buyerOf({}, u"0612345678"_s, u"KE"_s) << buyerOf({}, u"06 1234 5678"_s, u"KE"_s) << true;
        QTest::newRow("a number that only fills the form") << buyerOf({}, u"0000000000"_s, u"US"_s) << buyerOf({}, u"0000000000"_s, u"US"_s) << false;
        QTest::newRow("nothing is known") << buyerOf({}) << buyerOf({}) << false;
    }
    void ordersOfOneBuyer()
    {
        QFETCH(Buyer, first);
        QFETCH(Buyer, second);
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        shop.arm(returning);
        buy(shop, u"1"_s, first);
        buy(shop, u"2"_s, second, u"shop");
        QVERIFY(shop.tags(u"1").isEmpty());
        QTEST(shop.order(u"2", u"shop").tags == QStringList{u"back"_s}, "isOne");
    }

    void whatABuyerDidBefore()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 50);
        shop.arm(u"When an order arrives, tag it vip if the customer has spent more than €25"_s);
        shop.arm(u"When an order arrives, tag it careful if the customer has cancelled at least 2 orders"_s);
        shop.arm(u"When an order arrives, tag it returns if the customer has more than 0 returns"_s);
        shop.arm(u"When an order arrives from a new customer, tag it new"_s);
        const Buyer jo = buyerOf(u"jo@example.com"_s);
        for (const auto &number : {u"1"_s, u"2"_s, u"3"_s})
            buy(shop, number, jo);
        QCOMPARE(shop.tags(u"1"), QStringList{u"new"_s});
        QVERIFY(shop.tags(u"2").isEmpty()); // €20
        QCOMPARE(shop.tags(u"3"), QStringList{u"vip"_s}); // €30
        shop.must(command::CancelOrder{{channel(u"web"), u"1"_s}, {}});
        shop.must(command::CancelOrder{{channel(u"web"), u"2"_s}, {}});
        buy(shop, u"4"_s, jo);
        QCOMPARE(shop.tags(u"4"), QStringList{u"careful"_s});
        shop.must(command::ShipOrder{{channel(u"web"), u"3"_s}, {}});
        shop.must(command::ReceiveReturn{{channel(u"web"), u"3"_s}, u"1"_s, node(u"main"), 1});
        buy(shop, u"5"_s, jo);
        QVERIFY(shop.tags(u"5").contains(u"returns"_s));
        buy(shop, u"6"_s, buyerOf(u"someone.else@example.com"_s));
        QCOMPARE(shop.tags(u"6"), QStringList{u"new"_s});
    }

    /// They come with one page of a channel, and rules see them when both are on record.
    void twoOrdersInOneMoment()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        shop.arm(u"When an order arrives from a new customer, tag it new"_s);
        shop.arm(returning);
        QList<Command> both;
        for (const auto &number : {u"1"_s, u"2"_s}) {
            ChannelOrder placed = orderOf(number, {{u"1"_s, u"MUG-1", 1}});
            placed.buyer = buyerOf(u"jo@example.com"_s);
            both.append(command::RecordOrder{placed, {}, {}});
        }
        shop.performTogether(both);
        QCOMPARE(shop.tags(u"1"), QStringList{u"new"_s});
        QCOMPARE(shop.tags(u"2"), QStringList{u"back"_s});
    }

    /// Who is not known is not new either.
    void nobodyIsNoNewBuyer()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        shop.arm(u"When an order arrives from a new customer, tag it new"_s);
        shop.place(u"1"_s, u"MUG-1");
        QVERIFY(shop.tags(u"1").isEmpty());
    }

    void whoIsForgottenIsCountedNoMore()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        shop.arm(returning);
        buy(shop, u"1"_s, buyerOf(u"jo@example.com"_s, u"0612345678"_s));
        const auto marks = [&] { return shop.database->first(u"SELECT COUNT(*) FROM sale_buyer"_s, {}, [](const store::Row &row) { return row.number(0); })->value_or(-1); };
        QCOMPARE(marks(), 2);
        shop.must(command::ForgetBuyer{{channel(u"web"), u"1"_s}});
        QCOMPARE(marks(), 0);
        buy(shop, u"2"_s, buyerOf(u"jo@example.com"_s, u"0612345678"_s));
        QVERIFY(shop.tags(u"2").isEmpty());
    }

    void noMarkStaysWithWhatRulesCount()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        shop.arm(u"When an order arrives, tag it seen, at most once a day per customer"_s);
        shop.arm(u"When a customer places more than 2 orders in 24 hours, tag the order as many"_s);
        buy(shop, u"1"_s, buyerOf(u"jo@example.com"_s, u"0612345678"_s));
        buy(shop, u"2"_s, buyerOf(u"al@example.com"_s));
        const auto counted = [&] { return shop.database->first(u"SELECT COUNT(*) FROM rule_sample"_s, {}, [](const store::Row &row) { return row.number(0); })->value_or(-1); };
        QCOMPARE(counted(), 4);
        shop.must(command::ForgetBuyer{{channel(u"web"), u"1"_s}});
        QCOMPARE(counted(), 2);
    }

    void anAddressThatWasCorrected()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        shop.arm(returning);
        buy(shop, u"1"_s, buyerOf(u"wrong@example.com"_s));
        ChannelOrder again = orderOf(u"1"_s, {{u"1"_s, u"MUG-1", 1}});
        again.buyer = buyerOf(u"jo@example.com"_s);
        again.revision = second(9);
        shop.must(command::RecordOrder{again, {}, {}});
        buy(shop, u"2"_s, buyerOf(u"jo@example.com"_s));
        buy(shop, u"3"_s, buyerOf(u"wrong@example.com"_s));
        QCOMPARE(shop.tags(u"2"), QStringList{u"back"_s});
        QVERIFY(shop.tags(u"3").isEmpty());
    }

    void ordersFromBeforeThereWereMarks()
    {
        const auto source = m_stores.fresh();
        if (!source)
            QSKIP(qPrintable(m_stores.whyNot()));
        {
            Shop shop(*source);
            shop.define(u"MUG-1", 20);
            shop.arm(returning);
            buy(shop, u"1"_s, buyerOf(u"jo@example.com"_s));
            QVERIFY(shop.database->execute(u"INSERT INTO sale_unmarked (sale_id) SELECT sale_id FROM sale_buyer"_s));
            QVERIFY(shop.database->execute(u"DELETE FROM sale_buyer"_s));
        }
        Shop again(*source, false);
        buy(again, u"2"_s, buyerOf(u"jo@example.com"_s));
        QCOMPARE(again.tags(u"2"), QStringList{u"back"_s});
    }

    void limitsAndWindowsByBuyer()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 50);
        shop.arm(u"When an order arrives, tag it seen, at most once a day per customer"_s);
        shop.arm(u"When a customer places more than 2 orders in 24 hours, tag the order as many"_s);
        const Buyer jo = buyerOf(u"jo@example.com"_s), al = buyerOf(u"al@example.com"_s);
        buy(shop, u"1"_s, jo);
        buy(shop, u"2"_s, al);
        buy(shop, u"3"_s, jo);
        buy(shop, u"4"_s, al);
        buy(shop, u"5"_s, jo);
        shop.place(u"6"_s, u"MUG-1");
        shop.place(u"7"_s, u"MUG-1"); // two buyers of whom nothing is known are two
        QCOMPARE(shop.tags(u"1"), QStringList{u"seen"_s});
        QCOMPARE(shop.tags(u"2"), QStringList{u"seen"_s});
        QVERIFY(shop.tags(u"3").isEmpty());
        QVERIFY(shop.tags(u"4").isEmpty());
        QCOMPARE(shop.tags(u"5"), QStringList{u"many"_s});
        QCOMPARE(shop.tags(u"6"), QStringList{u"seen"_s});
        QCOMPARE(shop.tags(u"7"), QStringList{u"seen"_s});
    }

    /// One order tells the address, the next one the number, a third one both.
    void oneBuyerUnderSeveralMarks_data()
    {
        const Buyer address = buyerOf(u"jo@example.com"_s), number = buyerOf({}, u"0612345678"_s), both = buyerOf(u"jo@example.com"_s, u"0612345678"_s);
        QTest::addColumn<QList<Buyer>>("buyers");
        QTest::addColumn<int>("customers");
        QTest::newRow("the address each time") << QList<Buyer>{address, address, address} << 1;
        QTest::newRow("the address, both, the number") << QList<Buyer>{address, both, number} << 1;
        QTest::newRow("the number, both, the address") << QList<Buyer>{number, both, address} << 1;
        QTest::newRow("other addresses of one number") << QList<Buyer>{both, buyerOf(u"jo@work.example"_s, u"0612345678"_s), buyerOf(u"a.jo@example.com"_s, u"0612345678"_s)} << 1;
        QTest::newRow("nothing in common") << QList<Buyer>{address, number, buyerOf(u"al@example.com"_s)} << 3;
        QTest::newRow("two of three") << QList<Buyer>{address, buyerOf(u"al@example.com"_s), both} << 2;
    }
    void oneBuyerUnderSeveralMarks()
    {
        QFETCH(QList<Buyer>, buyers);
        QFETCH(int, customers);
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 50);
        shop.arm(u"When a customer places more than 2 orders in 24 hours, tag the order as many"_s);
        for (qsizetype i = 0; i < buyers.size(); ++i)
            buy(shop, QString::number(i + 1), buyers.at(i));
        QCOMPARE(shop.tags(u"3").contains(u"many"_s), customers == 1);
        const auto all = rules::readThings(*shop.database, u"customer"_s); // what a schedule goes through
        QVERIFY(all);
        QCOMPARE(all->size(), customers);
    }

    void howItIsPaid_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<QStringList>("tags");
        QTest::newRow("cash on delivery") << u"cod"_s << QStringList{u"cash"_s};
        QTest::newRow("card") << u"card"_s << QStringList{u"prepaid"_s};
        QTest::newRow("in a way that rules have no word for") << u"other"_s << QStringList{u"prepaid"_s};
        QTest::newRow("the channel does not say") << QString() << QStringList();
    }
    void howItIsPaid()
    {
        QFETCH(QString, method);
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        shop.arm(u"When a COD order arrives, tag it cash"_s);
        shop.arm(u"When a prepaid order arrives, tag it prepaid"_s);
        ChannelOrder placed = orderOf(u"1"_s, {{u"1"_s, u"MUG-1", 1}});
        placed.paymentMethod = method;
        shop.must(command::RecordOrder{placed, {}, {}});
        shop.clock.settle();
        QTEST(shop.tags(u"1"), "tags");
        ChannelOrder silent = orderOf(u"1"_s, {{u"1"_s, u"MUG-1", 2}});
        silent.revision = second(9);
        shop.must(command::RecordOrder{silent, {}, {}});
        QCOMPARE(shop.order(u"1").paymentMethod, method); // a message that does not say takes nothing back
    }

    /// Carriers tell of the parcels whose labels were bought here; of others nobody does, and the rule says so.
    void parcelsThatArriveAndThatComeBack()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        const QString arrived = u"When an order is delivered, tag it arrived"_s, refuser = u"When an order arrives, tag it refuser if the customer has any RTO"_s;
        for (const QString &text : {arrived, refuser}) {
            const auto armed = shop.perform(command::ChangeRule{shop.write(text), command::ChangeRule::What::Arm});
            QVERIFY(!armed);
            QVERIFY2(armed.error().detail.contains(u"crossdock carrier add"_s), qPrintable(armed.error().detail));
        }
        shop.must(command::AddCarrier{{*CarrierId::parse(u"broker"), u"easypost"_s, {}, {}}});
        shop.arm(arrived);
        shop.arm(refuser);
        shop.arm(u"When a parcel is returned to sender, tag the order back"_s);
        const Buyer jo = buyerOf(u"jo@example.com"_s);
        const auto send = [&](const QString &number) {
            buy(shop, number, jo);
            rates::Quote quote;
            quote.carrier = u"usps"_s;
            quote.service = u"GroundAdvantage"_s;
            quote.via = u"broker"_s;
            quote.total = {850, u"USD"_s};
            const labels::Box box{node(u"main"), 1, rates::Weight::of(640, rates::WeightUnit::Gram), {}, {{sku(u"MUG-1"), 1}}};
            const qint64 label = shop.must(command::WantLabel{{channel(u"web"), number}, box, quote, QDate(2026, 11, 29), labels::Format::Pdf}).body[u"label"_s].toInteger();
            shop.must(command::RecordLabel{label, command::RecordLabel::What::Bought, {u"pl_"_s + number, u"T"_s + number, Money{812, u"USD"_s}, {labels::Format::Pdf, "%PDF somebody"}}, {}, {}});
            return label;
        };
        const auto tell = [&](qint64 label, labels::Progress progress) {
            shop.must(command::RecordTracking{label, {{{second(10), progress, u"so"_s, {}}}}});
            shop.clock.settle();
        };
        tell(send(u"1"_s), labels::Progress::Delivered);
        QCOMPARE(shop.tags(u"1"), QStringList{u"arrived"_s});
        const qint64 refused = send(u"2"_s);
        tell(refused, labels::Progress::InTransit);
        QVERIFY(shop.tags(u"2").isEmpty());
        shop.must(command::RecordTracking{refused, {{{second(10), labels::Progress::InTransit, u"so"_s, {}}, {second(20), labels::Progress::Returned, u"refused"_s, {}}}}});
        shop.clock.settle();
        QCOMPARE(shop.tags(u"2"), QStringList{u"back"_s});
        shop.clock.pass(std::chrono::minutes(5)); // the carrier's time is over by then
        buy(shop, u"3"_s, jo);
        QCOMPARE(shop.tags(u"3"), QStringList{u"refuser"_s});
    }

    void marksTellNothingWithoutTheKey()
    {
        const Buyer jo = buyerOf(u"jo@example.com"_s, u"0612345678"_s);
        const QByteArray key(32, 'k'), other(32, 'o');
        const QStringList marks = audit::marksOf(jo, key);
        QCOMPARE(marks.size(), 2);
        QVERIFY(marks[0].startsWith(u'e') && marks[1].startsWith(u'p'));
        QCOMPARE(audit::marksOf(jo, key), marks);
        QVERIFY(audit::marksOf(jo, other) != marks);
        for (const QString &mark : marks)
            QVERIFY(!mark.contains(u"jo"_s) && !mark.contains(u"612345678"_s));
    }
};

QTEST_GUILESS_MAIN(RulesBuyersTest)
#include "tst_rules_buyers.moc"
