#include "tests/core/rules/rule_shop.h"

using namespace crossdock;
using namespace crossdock::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

void connectChannel(Shop &shop, QStringView name, const QString &kind)
{
    ChannelDetails details;
    details.name = channel(name);
    details.kind = kind;
    details.url = u"http://localhost"_s;
    shop.must(command::AddChannel{details});
}

/// One that tells the facts of its table; "web" and "shop" are WooCommerce's.
void connectAll(Shop &shop)
{
    connectChannel(shop, u"boutique", u"shopify"_s);
    connectChannel(shop, u"amz", u"amazon"_s);
    shop.define(u"MUG-1", 50);
}

ChannelOrder factsOrder(QStringView channelName, const QJsonObject &facts, int atSecond = 0)
{
    ChannelOrder order = orderOf(u"1"_s, {{u"1"_s, u"MUG-1", 1}}, atSecond, channelName);
    order.facts = orderFactsFrom(facts);
    return order;
}

void record(Shop &shop, const ChannelOrder &order)
{
    shop.must(command::RecordOrder{order, {}, {}});
    shop.clock.settle();
}

OrderDetail detailOf(Shop &shop, QStringView channelName)
{
    return shop.ask(query::Order{{channel(channelName), u"1"_s}});
}

QJsonObject euros(qint64 cents)
{
    return {{u"amount"_s, cents}, {u"currency"_s, u"EUR"_s}};
}

} // namespace

/// What channels tell of orders beside their lines: kept with them, and asked for by rules.
class RulesOrderFactsTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void facts_data()
    {
        QTest::addColumn<QString>("channelName");
        QTest::addColumn<QString>("sentence"); ///< tags the order "yes"
        QTest::addColumn<QJsonObject>("facts");
        QTest::addColumn<bool>("isTagged");
        const auto row = [](const char *name, const QString &where, const QString &sentence, const QJsonObject &facts, bool isTagged) { QTest::newRow(name) << where << sentence << facts << isTagged; };
        const QString store = u"boutique"_s, amz = u"amz"_s, web = u"web"_s;
        const QString cut = u"When an order arrives, tag it yes if the discount is above €5"_s, share = u"When an order arrives, tag it yes if the discount is above 20 %"_s;
        row("a discount", store, cut, {{u"discount"_s, euros(600)}}, true);
        row("no discount", store, cut, {{u"discount"_s, euros(0)}}, false);
        row("nothing said of a discount", store, cut, {}, false);
        row("a discount of a quarter", web, share, {{u"discount"_s, euros(250)}, {u"goods"_s, euros(1'000)}}, true);
        row("a discount of a tenth", web, share, {{u"discount"_s, euros(100)}, {u"goods"_s, euros(1'000)}}, false);
        row("a discount of nobody knows what", web, share, {{u"discount"_s, euros(900)}}, false);
        row("shipping paid", amz, u"When an order arrives, tag it yes if the shipping paid is at least €10"_s, {{u"shipping_paid"_s, euros(1'000)}}, true);
        row("a speed", amz, u"When an order with expedited shipping arrives, tag it yes"_s, {{u"shipping_speed"_s, u"expedited"_s}}, true);
        row("another speed", amz, u"When an order with expedited shipping arrives, tag it yes"_s, {{u"shipping_speed"_s, u"standard"_s}}, false);
        const QString coupon = u"When an order from boutique arrives, tag it yes if the coupon is \"WELCOME10\""_s;
        row("a coupon", store, coupon, {{u"coupon"_s, QJsonArray{u"welcome10"_s}}}, true);
        row("one of two coupons", store, coupon, {{u"coupon"_s, QJsonArray{u"SPRING"_s, u"WELCOME10"_s}}}, true);
        row("no coupon", store, coupon, {{u"coupon"_s, QJsonArray()}}, false);
        row("a high risk", store, u"When a high-risk order from boutique arrives, tag it yes"_s, {{u"risk"_s, u"high"_s}}, true);
        row("a low risk", store, u"When a high-risk order from boutique arrives, tag it yes"_s, {{u"risk"_s, u"low"_s}}, false);
        row("an invalid address", store, u"When an order from boutique arrives, tag it yes if the address is invalid"_s, {{u"address_status"_s, u"invalid"_s}}, true);
        row("a business address", amz, u"When an order from amz with a commercial address arrives, tag it yes"_s, {{u"address_type"_s, u"commercial"_s}}, true);
        row("a gift", amz, u"When a gift order arrives on amz, tag it yes"_s, {{u"is_gift"_s, true}}, true);
        row("no gift", amz, u"When a gift order arrives on amz, tag it yes"_s, {{u"is_gift"_s, false}}, false);
        row("nothing said of a gift is not no", amz, u"When an order from amz arrives, tag it yes if it is not a gift"_s, {}, false);
        row("Prime", amz, u"When a Prime order from amz arrives, tag it yes"_s, {{u"is_prime"_s, true}}, true);
        row("a business buyer", amz, u"When a business order from amz arrives, tag it yes"_s, {{u"is_business"_s, true}}, true);
        row("a preorder", amz, u"When a preorder from amz arrives, tag it yes"_s, {{u"is_preorder"_s, true}}, true);
        row("a payment that failed", store, u"When the payment for an order fails, tag it yes"_s, {{u"payment"_s, u"failed"_s}}, true);
        row("paid", store, u"When an order is paid, tag it yes"_s, {{u"payment"_s, u"paid"_s}}, true);
        row("not paid yet", store, u"When an order is paid, tag it yes"_s, {{u"payment"_s, u"unpaid"_s}}, false);
        row("authorized alone", store, u"When an order arrives, tag it yes if the payment status is authorized"_s, {{u"payment"_s, u"authorized"_s}}, true);
    }
    void facts()
    {
        QFETCH(QString, channelName);
        QFETCH(QString, sentence);
        QFETCH(QJsonObject, facts);
        QFETCH(bool, isTagged);
        CROSSDOCK_SHOP(shop);
        connectAll(shop);
        if (sentence.startsWith(u"When the payment"_s)) // Amazon does not tell it
            shop.must(command::ChangeChannel{channel(u"amz"), command::ChangeChannel::What::Remove});
        shop.arm(sentence);
        record(shop, factsOrder(channelName, facts));
        const OrderDetail detail = detailOf(shop, channelName);
        QCOMPARE(detail.tags, isTagged ? QStringList{u"yes"_s} : QStringList());
        QCOMPARE(toJson(detail.facts), facts);
    }

    void postBox()
    {
        CROSSDOCK_SHOP(shop);
        connectAll(shop);
        shop.arm(u"When an order going to a PO box arrives, tag it box"_s); // every address tells it
        ChannelOrder order = factsOrder(u"web", {});
        order.buyer.address = u"P.O. Box 12"_s;
        record(shop, order);
        QCOMPARE(detailOf(shop, u"web").tags, QStringList{u"box"_s});
        order.buyer.address = u"12 Mill Lane"_s;
        order.revision = second(9);
        record(shop, order);
        QVERIFY(detailOf(shop, u"web").facts.addressType.isEmpty());
    }

    void whatItsChannelsDoNotTell_data()
    {
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<QString>("words"); ///< of the refusal; empty: it is armed
        QTest::newRow("all channels, one of which tells it") << u"When a high-risk order arrives, hold it"_s << u"“amz” (amazon) does not tell “order.risk”"_s;
        QTest::newRow("the one that tells it") << u"When a high-risk order from boutique arrives, hold it"_s << QString();
        QTest::newRow("named in the condition") << u"When an order arrives, hold it if it is from boutique and the risk is high"_s << QString();
        QTest::newRow("one that does not") << u"When a gift order from web arrives, tag it gift"_s << u"“web” (woocommerce) does not tell “order.is_gift”"_s;
        QTest::newRow("an event") << u"When the payment for an order fails, tag it no"_s << u"“amz” (amazon) does not tell “order.payment_failed”"_s;
        QTest::newRow("an event of one that tells it") << u"When the payment for an order from web fails, tag it no"_s << QString();
        QTest::newRow("what all of them tell") << u"When an order with expedited shipping arrives, tag it fast"_s << QString();
    }
    void whatItsChannelsDoNotTell()
    {
        QFETCH(QString, sentence);
        QFETCH(QString, words);
        CROSSDOCK_SHOP(shop);
        connectAll(shop);
        const auto armed = shop.perform(command::ChangeRule{shop.write(sentence), command::ChangeRule::What::Arm});
        QVERIFY2(armed.has_value() == words.isEmpty(), armed ? "it was armed" : qPrintable(armed.error().detail));
        if (!armed)
            QVERIFY2(armed.error().detail.contains(words), qPrintable(armed.error().detail));
    }

    void aChangeIsNewsOnce()
    {
        CROSSDOCK_SHOP(shop);
        connectAll(shop);
        const qint64 rule = shop.arm(u"When an order is updated, tag it touched"_s);
        record(shop, factsOrder(u"amz", {{u"is_gift"_s, false}, {u"shipping_speed"_s, u"standard"_s}}));
        record(shop, factsOrder(u"amz", {{u"is_gift"_s, false}}, 5));
        QCOMPARE(shop.runCount(rule), 0); // told again, and less of it: nothing changed
        QCOMPARE(shop.entriesOf(u"order.change"_s), 0);
        record(shop, factsOrder(u"amz", {{u"is_gift"_s, true}}, 6));
        QCOMPARE(shop.runCount(rule), 1);
        const OrderDetail detail = detailOf(shop, u"amz");
        QCOMPARE(detail.facts.shippingSpeed, u"standard"_s);
        QCOMPARE(detail.facts.isGift, std::optional(true));
        const QJsonArray changes = shop.trail(u"order.change"_s).first().body[u"changes"_s].toArray();
        QVERIFY(std::any_of(changes.begin(), changes.end(), [](const QJsonValue &one) { return one[u"what"_s].toString() == u"is_gift" && one[u"new"_s].toString() == u"yes"; }));
    }

    /// Shopify's word of the risk comes after the order: rules that ask for it wait, the others do not, and nothing runs twice.
    void aRiskThatIsToldLater()
    {
        CROSSDOCK_SHOP(shop);
        connectAll(shop);
        const qint64 fraud = shop.arm(u"When an order from boutique arrives, tag it risky if the risk is high, otherwise tag it fine"_s);
        const qint64 any = shop.arm(u"When an order from boutique arrives, tag it seen"_s);
        record(shop, factsOrder(u"boutique", {}));
        QCOMPARE(shop.runCount(fraud), 0);
        QCOMPARE(shop.runCount(any), 1);
        record(shop, factsOrder(u"boutique", {{u"risk"_s, u"high"_s}}, 5));
        record(shop, factsOrder(u"boutique", {{u"risk"_s, u"medium"_s}}, 6)); // another assessment is no new order
        QCOMPARE(shop.runCount(fraud), 1);
        QCOMPARE(shop.runCount(any), 1);
        QCOMPARE(detailOf(shop, u"boutique").tags, (QStringList{u"seen"_s, u"risky"_s}));
    }

    /// A payment is decided with what is told of its order, whichever of both comes first, and once.
    void aPaymentBeforeTheRisk_data()
    {
        const QJsonObject unpaid{{u"payment"_s, u"unpaid"_s}}, paid{{u"payment"_s, u"paid"_s}};
        const auto with = [](QJsonObject facts, const QString &risk) {
            facts.insert(u"risk"_s, risk);
            return facts;
        };
        QTest::addColumn<QList<QJsonObject>>("readings");
        QTest::addColumn<QStringList>("tags");
        QTest::newRow("paid and told at once") << QList<QJsonObject>{with(paid, u"high"_s)} << QStringList{u"risky"_s};
        QTest::newRow("the risk comes later") << QList<QJsonObject>{paid, with(paid, u"high"_s)} << QStringList{u"risky"_s};
        QTest::newRow("the payment comes later") << QList<QJsonObject>{unpaid, with(unpaid, u"high"_s), with(paid, u"high"_s)} << QStringList{u"risky"_s};
        QTest::newRow("both come later") << QList<QJsonObject>{unpaid, with(paid, u"high"_s)} << QStringList{u"risky"_s};
        QTest::newRow("another assessment is no payment") << QList<QJsonObject>{paid, with(paid, u"low"_s), with(paid, u"high"_s)} << QStringList{u"fine"_s};
        QTest::newRow("it is not paid") << QList<QJsonObject>{unpaid, with(unpaid, u"high"_s)} << QStringList();
        QTest::newRow("nobody told the risk") << QList<QJsonObject>{paid, paid} << QStringList();
    }
    void aPaymentBeforeTheRisk()
    {
        QFETCH(QList<QJsonObject>, readings);
        QFETCH(QStringList, tags);
        CROSSDOCK_SHOP(shop);
        connectAll(shop);
        const Time since = shop.clock.now();
        const QString sentence = u"When an order from boutique is paid, tag it risky if the risk is high, otherwise tag it fine"_s;
        const qint64 rule = shop.arm(sentence);
        for (qsizetype i = 0; i < readings.size(); ++i)
            record(shop, factsOrder(u"boutique", readings.at(i), int(i) * 5));
        QCOMPARE(detailOf(shop, u"boutique").tags, tags);
        QCOMPARE(shop.runCount(rule), tags.size());
        QCOMPARE(shop.ask(query::RehearseRule{.rule = 0, .text = sentence, .since = since, .until = {}}).runs, tags.size());
    }

    /// Amazon's messages tell the units alone; the reading that follows tells the rest, and nothing more is waited for then.
    void factsThatAreToldWithTheNextReading_data()
    {
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<QJsonObject>("facts"); ///< of the reading
        QTest::addColumn<QStringList>("tags");
        const QString fast = u"When an order from amz arrives, tag it fast if the shipping speed is expedited, otherwise tag it slow"_s;
        QTest::newRow("what was asked for") << u"When a Prime order from amz arrives, tag it prime"_s << QJsonObject{{u"is_prime"_s, true}, {u"complete"_s, true}} << QStringList{u"prime"_s};
        QTest::newRow("the contrary") << u"When a Prime order from amz arrives, tag it prime"_s << QJsonObject{{u"is_prime"_s, false}, {u"complete"_s, true}} << QStringList();
        QTest::newRow("one way") << fast << QJsonObject{{u"shipping_speed"_s, u"expedited"_s}, {u"complete"_s, true}} << QStringList{u"fast"_s};
        QTest::newRow("the other way") << fast << QJsonObject{{u"shipping_speed"_s, u"economy"_s}, {u"complete"_s, true}} << QStringList{u"slow"_s};
        QTest::newRow("not even then") << fast << QJsonObject{{u"is_prime"_s, false}, {u"complete"_s, true}} << QStringList{u"slow"_s};
        QTest::newRow("not yet") << fast << QJsonObject{{u"is_prime"_s, false}} << QStringList();
    }
    void factsThatAreToldWithTheNextReading()
    {
        QFETCH(QString, sentence);
        QFETCH(QJsonObject, facts);
        QFETCH(QStringList, tags);
        CROSSDOCK_SHOP(shop);
        connectAll(shop);
        const Time since = shop.clock.now();
        const qint64 rule = shop.arm(sentence);
        record(shop, factsOrder(u"amz", {}));
        QCOMPARE(shop.runCount(rule), 0);
        record(shop, factsOrder(u"amz", facts, 5));
        QCOMPARE(detailOf(shop, u"amz").tags, tags);
        facts.insert(u"is_gift"_s, true);
        record(shop, factsOrder(u"amz", facts, 6)); // told late, but not waited for
        QCOMPARE(shop.runCount(rule), tags.size());
        QCOMPARE(shop.ask(query::RehearseRule{.rule = 0, .text = sentence, .since = since, .until = {}}).runs, tags.size());
    }

    void thePastIsReplayedAsItWasTold()
    {
        CROSSDOCK_SHOP(shop);
        connectAll(shop);
        const Time since = shop.clock.now();
        record(shop, factsOrder(u"boutique", {{u"payment"_s, u"paid"_s}}));
        record(shop, factsOrder(u"boutique", {{u"risk"_s, u"high"_s}}, 5));
        record(shop, factsOrder(u"boutique", {{u"risk"_s, u"low"_s}}, 6));
        const auto runs = [&](const QString &text) { return shop.ask(query::RehearseRule{.rule = 0, .text = text, .since = since, .until = {}}).runs; };
        QCOMPARE(runs(u"When a high-risk order from boutique arrives, tag it risky"_s), 1); // as it was told then, once
        QCOMPARE(runs(u"When an order from boutique arrives, tag it seen"_s), 1);
    }

    void ordersFromBeforeThereWereFacts()
    {
        CROSSDOCK_SHOP(shop);
        connectAll(shop);
        const qint64 rule = shop.arm(u"When an order is updated, tag it touched"_s), paid = shop.arm(u"When an order is paid, tag it paid"_s);
        record(shop, factsOrder(u"amz", {}));
        QVERIFY(shop.database->execute(u"UPDATE sale SET facts = ''"_s));
        record(shop, factsOrder(u"amz", {{u"is_prime"_s, true}, {u"payment"_s, u"paid"_s}}, 5));
        QCOMPARE(detailOf(shop, u"amz").facts.isPrime, std::optional(true));
        QCOMPARE(shop.runCount(rule), 0);
        QCOMPARE(shop.runCount(paid), 1); // when it came, and not again
    }

    void paymentsThatGoOn()
    {
        CROSSDOCK_SHOP(shop);
        connectAll(shop);
        const qint64 paid = shop.arm(u"When an order is paid, tag it paid"_s);
        const qint64 failed = shop.arm(u"When the payment for an order from boutique fails, tag it failed"_s);
        record(shop, factsOrder(u"boutique", {{u"payment"_s, u"unpaid"_s}}));
        QCOMPARE(shop.runCount(paid), 0);
        record(shop, factsOrder(u"boutique", {{u"payment"_s, u"failed"_s}}, 5));
        QCOMPARE(shop.runCount(failed), 1);
        record(shop, factsOrder(u"boutique", {{u"payment"_s, u"paid"_s}}, 6));
        record(shop, factsOrder(u"boutique", {{u"payment"_s, u"paid"_s}, {u"risk"_s, u"low"_s}}, 7));
        QCOMPARE(shop.runCount(paid), 1);
        QCOMPARE(shop.runCount(failed), 1);
    }
};

QTEST_GUILESS_MAIN(RulesOrderFactsTest)
#include "tst_rules_order_facts.moc"
