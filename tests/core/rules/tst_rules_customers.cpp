#include "tests/core/rules/rule_shop.h"

using namespace crossdock;
using namespace crossdock::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

void buyAs(Shop &shop, const QString &number, const QString &email)
{
    ChannelOrder placed = orderOf(number, {{u"1"_s, u"MUG-1", 1}});
    placed.buyer = Buyer{};
    placed.buyer.email = email;
    placed.buyer.country = u"NL"_s;
    shop.must(command::RecordOrder{placed, {}, {}});
    shop.clock.settle();
}

command::TagCustomer tagging(const QString &number, const QString &tag, bool isRemoved = false)
{
    return {{channel(u"web"), number}, tag, isRemoved};
}

QStringList customerTags(Shop &shop, const QString &number)
{
    return shop.ask(query::Order{{channel(u"web"), number}}).customerTags;
}

const QString jo = u"jo@example.com"_s, al = u"al@example.com"_s;

} // namespace

/// What buyers are called, in all their orders, and what rules make of it.
class RulesCustomersTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void tagsFollowTheBuyer()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        buyAs(shop, u"1"_s, jo);
        const Entry entry = shop.must(tagging(u"1"_s, u"VIP"_s));
        QCOMPARE(entry.what, u"customer.tag"_s);
        QCOMPARE(entry.body[u"tag"_s].toString(), u"VIP"_s);
        QVERIFY(!QJsonDocument(entry.body).toJson().contains("example.com"));
        buyAs(shop, u"2"_s, jo.toUpper());
        buyAs(shop, u"3"_s, al);
        QCOMPARE(customerTags(shop, u"2"_s), QStringList{u"VIP"_s});
        QVERIFY(customerTags(shop, u"3"_s).isEmpty());
        shop.must(tagging(u"2"_s, u"vip"_s, true));
        QVERIFY(customerTags(shop, u"1"_s).isEmpty());
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("number");
        QTest::addColumn<QString>("tag");
        QTest::addColumn<bool>("isRemoved");
        QTest::addColumn<QString>("words");
        QTest::newRow("twice") << u"1"_s << u"vip"_s << false << u"has that tag already"_s;
        QTest::newRow("one that is not there") << u"1"_s << u"new"_s << true << u"has no such tag"_s;
        QTest::newRow("no tag") << u"1"_s << u"  "_s << false << u"a tag is a short line"_s;
        QTest::newRow("nobody knows who bought it") << u"2"_s << u"VIP"_s << false << u"nobody knows who bought it"_s;
        QTest::newRow("no such order") << u"9"_s << u"VIP"_s << false << u"no such order"_s;
    }
    void refusals()
    {
        QFETCH(QString, number);
        QFETCH(QString, tag);
        QFETCH(bool, isRemoved);
        QFETCH(QString, words);
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        buyAs(shop, u"1"_s, jo);
        buyAs(shop, u"2"_s, {});
        shop.must(tagging(u"1"_s, u"VIP"_s));
        const auto done = shop.perform(tagging(number, tag, isRemoved));
        QVERIFY(!done);
        QVERIFY2(done.error().detail.contains(words), qPrintable(done.error().detail));
    }

    void tagsOfOneWhoIsForgotten()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        buyAs(shop, u"1"_s, jo);
        buyAs(shop, u"2"_s, jo);
        shop.must(tagging(u"1"_s, u"VIP"_s));
        shop.must(command::ForgetBuyer{{channel(u"web"), u"1"_s}});
        QVERIFY(customerTags(shop, u"1"_s).isEmpty());
        QCOMPARE(customerTags(shop, u"2"_s), QStringList{u"VIP"_s}); // he is known by that order still
        shop.must(command::ForgetBuyer{{channel(u"web"), u"2"_s}});
        const auto left = shop.database->first(u"SELECT COUNT(*) FROM buyer_tag"_s, {}, [](const store::Row &row) { return row.number(0); });
        QVERIFY(left);
        QCOMPARE(left->value_or(-1), 0);
    }

    void rulesAskForTagsAndGiveThem()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        shop.arm(u"When an order over €5 arrives, tag the customer spender"_s);
        shop.arm(u"When an order arrives and the customer is tagged VIP, tag it vip"_s);
        shop.arm(u"When an order is cancelled, remove the tag spender from the customer"_s);
        buyAs(shop, u"1"_s, jo);
        QCOMPARE(customerTags(shop, u"1"_s), QStringList{u"spender"_s});
        QVERIFY(shop.tags(u"1").isEmpty());
        shop.must(tagging(u"1"_s, u"VIP"_s));
        buyAs(shop, u"2"_s, jo);
        buyAs(shop, u"3"_s, al);
        QCOMPARE(shop.tags(u"2"), QStringList{u"vip"_s});
        QVERIFY(shop.tags(u"3").isEmpty());
        shop.must(command::CancelOrder{{channel(u"web"), u"2"_s}, {}, false});
        shop.clock.settle();
        QCOMPARE(customerTags(shop, u"1"_s), QStringList{u"VIP"_s});
    }

    void newCustomers()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        shop.arm(u"When a new customer is created, tag the order new"_s);
        buyAs(shop, u"1"_s, jo);
        buyAs(shop, u"2"_s, jo);
        buyAs(shop, u"3"_s, {}); // nobody knows whether he is new
        buyAs(shop, u"4"_s, al);
        QCOMPARE(shop.tags(u"1"), QStringList{u"new"_s});
        QVERIFY(shop.tags(u"2").isEmpty());
        QVERIFY(shop.tags(u"3").isEmpty());
        QCOMPARE(shop.tags(u"4"), QStringList{u"new"_s});
    }

    void whatACustomerCountsCrosses()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        buyAs(shop, u"1"_s, al);
        buyAs(shop, u"2"_s, al);
        const qint64 rule = shop.arm(u"When a customer's order count reaches 3, tag the customer loyal"_s);
        for (const auto &number : {u"3"_s, u"4"_s})
            buyAs(shop, number, jo);
        QCOMPARE(shop.runCount(rule), 0);
        buyAs(shop, u"5"_s, al); // who had two when the rule was armed
        QCOMPARE(customerTags(shop, u"1"_s), QStringList{u"loyal"_s});
        buyAs(shop, u"6"_s, jo);
        buyAs(shop, u"7"_s, jo);
        QCOMPARE(customerTags(shop, u"3"_s), QStringList{u"loyal"_s});
        QCOMPARE(shop.runCount(rule), 2);
    }

    void aScheduleGoesThroughCustomers()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        for (const auto &number : {u"1"_s, u"2"_s})
            buyAs(shop, number, jo);
        buyAs(shop, u"3"_s, al);
        buyAs(shop, u"4"_s, {}); // nobody knows who that is
        const qint64 rule = shop.arm(u"Every day at 9 am, tag customers with more than 1 order as loyal"_s);
        shop.clock.pass(std::chrono::days(1));
        QCOMPARE(customerTags(shop, u"1"_s), QStringList{u"loyal"_s});
        QVERIFY(customerTags(shop, u"3"_s).isEmpty());
        QCOMPARE(shop.runCount(rule), 1); // one for each customer, not for each order
    }

    void changesOfACustomer()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        const qint64 rule = shop.arm(u"When a customer is updated, tag the order touched"_s);
        buyAs(shop, u"1"_s, jo);
        buyAs(shop, u"2"_s, jo);
        QCOMPARE(shop.runCount(rule), 0); // an order changes what he counts, not him
        shop.must(tagging(u"2"_s, u"VIP"_s));
        shop.clock.settle();
        QCOMPARE(shop.runCount(rule), 1);
        QCOMPARE(shop.tags(u"2"), QStringList{u"touched"_s});
    }

    void noCustomerIsThere()
    {
        CROSSDOCK_SHOP(shop);
        const auto written = shop.perform(command::WriteRule{0, {}, u"When stock of any product drops below 5, tag the customer sad"_s, {}});
        QVERIFY(!written); // which customer?
    }
};

QTEST_GUILESS_MAIN(RulesCustomersTest)
#include "tst_rules_customers.moc"
