#include "core/inventory/channels/order_fact_words.h"
#include "core/inventory/channels/order_facts.h"
#include "core/inventory/channels/told_facts.h"
#include "core/inventory/imports/preview.h"

#include <QTest>

using namespace crossdock;
using namespace Qt::Literals::StringLiterals;

namespace {

OrderFacts everything()
{
    OrderFacts facts;
    facts.discount = Money{500, u"USD"_s};
    facts.goods = Money{5'000, u"USD"_s};
    facts.shippingPaid = Money{0, u"USD"_s};
    facts.coupons = QStringList{u"A"_s, u"B"_s};
    facts.shippingMethod = u"DHL Express"_s;
    facts.shippingSpeed = u"expedited"_s;
    facts.risk = u"high"_s;
    facts.addressType = u"commercial"_s;
    facts.addressStatus = u"invalid"_s;
    facts.payment = u"failed"_s;
    facts.isGift = true;
    facts.isPrime = false;
    facts.isBusiness = true;
    facts.isPreorder = false;
    facts.isWhole = true;
    return facts;
}

} // namespace

/// What channels and sheets tell of orders beside their lines.
class OrderFactsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void speeds_data()
    {
        QTest::addColumn<QStringList>("names");
        QTest::addColumn<QString>("speed");
        QTest::newRow("nothing is said") << QStringList() << QString();
        QTest::newRow("a name that says nothing") << QStringList{u"Flat rate"_s, u"flat_rate"_s} << QString();
        QTest::newRow("Shopify's usual one") << QStringList{u"Standard"_s, u"Standard"_s} << u"standard"_s;
        QTest::newRow("a carrier's express") << QStringList{u"DHL Express"_s} << u"expedited"_s;
        QTest::newRow("joined by a dash") << QStringList{u"Next-day delivery"_s} << u"next_day"_s;
        QTest::newRow("overnight") << QStringList{u"FedEx Overnight"_s} << u"next_day"_s;
        QTest::newRow("express within two days") << QStringList{u"Express (2 day)"_s} << u"two_day"_s;
        QTest::newRow("within the day") << QStringList{u"Same Day Courier"_s} << u"same_day"_s;
        QTest::newRow("WooCommerce, to be fetched") << QStringList{u"Local pickup"_s, u"local_pickup"_s} << u"pickup"_s;
        QTest::newRow("cheapest") << QStringList{u"Economy"_s} << u"economy"_s;
        QTest::newRow("in the words of rules") << QStringList{u"two_day"_s} << u"two_day"_s;
        QTest::newRow("a part of a word is none") << QStringList{u"Expressly yours"_s} << QString();
    }
    void speeds()
    {
        QFETCH(QStringList, names);
        QTEST(channels::shippingSpeedOf(names), "speed");
    }

    void postBoxes_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("isBox");
        QTest::newRow("none") << QString() << false;
        QTest::newRow("a street") << u"12 Mill Lane, Flat 3"_s << false;
        QTest::newRow("a box") << u"PO Box 112"_s << true;
        QTest::newRow("with points") << u"P.O. Box 112"_s << true;
        QTest::newRow("behind a name") << u"Acme Ltd\npost office box 9"_s << true;
        QTest::newRow("in German") << u"Postfach 10 20"_s << true;
        QTest::newRow("a street that is called so") << u"4 Boxwood Road"_s << false;
    }
    void postBoxes()
    {
        QFETCH(QString, address);
        QTEST(channels::isPostBox(address), "isBox");
    }

    void worstRisk()
    {
        QCOMPARE(channels::worstRiskOf({}), QString());
        QCOMPARE(channels::worstRiskOf({u"NONE"_s, u"PENDING"_s}), QString());
        QCOMPARE(channels::worstRiskOf({u"LOW"_s, u"HIGH"_s, u"MEDIUM"_s}), u"high"_s);
        QCOMPARE(channels::worstRiskOf({u"low"_s, u"PENDING"_s}), u"low"_s);
    }

    void keptAsTheyAre()
    {
        QVERIFY(OrderFacts().isEmpty());
        QVERIFY(toJson(OrderFacts()).isEmpty());
        QCOMPARE(orderFactsFrom(toJson(everything())), everything());
        OrderFacts none;
        none.coupons = QStringList();
        QCOMPARE(orderFactsFrom(toJson(none)), none); // no coupon is something else than nothing said of coupons
        QCOMPARE(orderFactsFrom(QJsonObject{{u"discount"_s, u"5"_s}, {u"is_gift"_s, u"yes"_s}, {u"else"_s, 1}}), OrderFacts());
    }

    void whatIsNotToldStays()
    {
        QCOMPARE(merged(everything(), OrderFacts()), everything());
        OrderFacts told;
        told.risk = u"low"_s;
        told.isGift = false;
        OrderFacts expected = everything();
        expected.risk = u"low"_s;
        expected.isGift = false;
        QCOMPARE(merged(everything(), told), expected);
    }

    void whoTells_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("fact");
        QTest::addColumn<bool>("isTold");
        QTest::newRow("Shopify, risk") << u"shopify"_s << u"order.risk"_s << true;
        QTest::newRow("Amazon, risk") << u"amazon"_s << u"order.risk"_s << false;
        QTest::newRow("Amazon, Prime") << u"amazon"_s << u"order.is_prime"_s << true;
        QTest::newRow("WooCommerce, coupon") << u"woocommerce"_s << u"order.coupon"_s << true;
        QTest::newRow("WooCommerce, gift") << u"woocommerce"_s << u"order.is_gift"_s << false;
        QTest::newRow("what is no fact of some channels") << u"amazon"_s << u"order.total"_s << true;
    }
    void whoTells()
    {
        QFETCH(QString, kind);
        QFETCH(QString, fact);
        QTEST(channels::canTell(kind, fact), "isTold");
    }

    void sheets_data()
    {
        QTest::addColumn<QByteArray>("columns");
        QTest::addColumn<QByteArray>("cells");
        QTest::addColumn<QJsonObject>("facts");
        QTest::addColumn<QString>("problem");
        const QJsonObject money{{u"amount"_s, 250}, {u"currency"_s, u"EUR"_s}};
        QTest::newRow("without any") << QByteArray("currency") << QByteArray("EUR") << QJsonObject() << QString();
        QTest::newRow("empty cells") << QByteArray("discount,coupon,is_gift") << QByteArray(",,") << QJsonObject() << QString();
        QTest::newRow("money") << QByteArray("currency,discount,shipping_paid") << QByteArray("EUR,2.50,2.50") << QJsonObject{{u"discount"_s, money}, {u"shipping_paid"_s, money}} << QString();
        QTest::newRow("by a shop's own names") << QByteArray("Discount Code,Shipping Method,Risk Level") << QByteArray("SPRING,UPS Ground,High")
                                               << QJsonObject{{u"coupon"_s, QJsonArray{u"SPRING"_s}}, {u"shipping_method"_s, u"UPS Ground"_s}, {u"shipping_speed"_s, u"standard"_s}, {u"risk"_s, u"high"_s}} << QString();
        QTest::newRow("by Amazon's names") << QByteArray("ship-service-level,is-business-order,is-prime") << QByteArray("NextDay,true,false")
                                           << QJsonObject{{u"shipping_method"_s, u"NextDay"_s}, {u"shipping_speed"_s, u"next_day"_s}, {u"is_business"_s, true}, {u"is_prime"_s, false}} << QString();
        QTest::newRow("neither yes nor no") << QByteArray("is_gift") << QByteArray("perhaps") << QJsonObject() << u"is_gift “perhaps”: neither yes nor no"_s;
        QTest::newRow("no risk") << QByteArray("risk") << QByteArray("some") << QJsonObject() << u"risk “some”: it is low, medium or high"_s;
    }
    void sheets()
    {
        QFETCH(QByteArray, columns);
        QFETCH(QByteArray, cells);
        QFETCH(QJsonObject, facts);
        QFETCH(QString, problem);
        const auto sheet = imports::readSheet("channel,order_id,created_at,sku,quantity," + columns + "\nweb,1,2026-11-20T10:00:00Z,MUG,1," + cells + '\n');
        QVERIFY(sheet);
        const auto preview = imports::preview(imports::What::Orders, *sheet, imports::guessMapping(imports::What::Orders, sheet->header), {Actor::Kind::Person, u"tester"_s});
        QVERIFY(preview);
        QCOMPARE(preview->rows.first().problem, problem);
        facts.insert(u"complete"_s, true); // a sheet tells all at once
        if (problem.isEmpty())
            QCOMPARE(toJson(std::get<command::RecordOrder>(preview->requests.first().command).order.facts), facts);
    }
};

QTEST_GUILESS_MAIN(OrderFactsTest)
#include "tst_order_facts.moc"
