#include "core/sandbox/carriers/carrier_service.h"
#include "tests/sandbox/stage.h"

#include <QTest>

using namespace crossdock::sandbox;
using crossdock::Milliseconds;
using namespace Qt::Literals::StringLiterals;

namespace {

WorldSpec withPost(const Faults &faults = {})
{
    WorldSpec spec;
    spec.carriers = {{u"post"_s, CarrierKind::EasyPost}};
    spec.faults = faults;
    return spec;
}

QJsonObject address(const QString &country = u"US"_s)
{
    return {{u"name"_s, u"Ada"_s}, {u"street1"_s, u"1 River St"_s}, {u"city"_s, u"Troy"_s}, {u"state"_s, u"NY"_s}, {u"zip"_s, u"12180"_s}, {u"country"_s, country}};
}

} // namespace

/// The carrier of the sandbox: sells each shipment once, refunds later, and bills otherwise than it quoted.
class PostTest : public QObject
{
    Q_OBJECT

private:
    struct Counter {
        explicit Counter(const Faults &faults = {})
            : stage(withPost(faults))
        {
        }
        Reply ask(const QByteArray &method, const QByteArray &path, const QJsonObject &body = {}, const QByteArray &query = {})
        {
            const QByteArray key = stage.world.carrier(u"post"_s)->access().secrets[u"api_key"_s].toLatin1();
            return stage.ask(u"post"_s, {method, path, query, {{"Authorization", "Basic " + (key + ':').toBase64()}}, QJsonDocument(body).toJson()});
        }
        QJsonObject shipment(double ounces, const QJsonObject &to = address(), const QJsonObject &customs = {})
        {
            const QJsonObject asked{{u"to_address"_s, to}, {u"from_address"_s, address()}, {u"parcel"_s, QJsonObject{{u"weight"_s, ounces}}}, {u"customs_info"_s, customs}};
            return QJsonDocument::fromJson(ask("POST", "/v2/shipments", {{u"shipment"_s, asked}}).body).object();
        }
        Reply buy(const QJsonObject &shipment, int rate = 0)
        {
            return ask("POST", "/v2/shipments/" + shipment[u"id"_s].toString().toUtf8() + "/buy", {{u"rate"_s, QJsonObject{{u"id"_s, shipment[u"rates"_s][rate][u"id"_s]}}}});
        }
        Stage stage;
    };

private Q_SLOTS:
    void rates_data()
    {
        QTest::addColumn<double>("ounces");
        QTest::addColumn<QJsonObject>("to");
        QTest::addColumn<QJsonObject>("customs");
        QTest::addColumn<int>("rates");
        QTest::addColumn<QString>("message");
        QTest::newRow("a parcel") << 32.0 << address() << QJsonObject() << 3 << QString();
        QTest::newRow("to a postcode") << 32.0 << QJsonObject{{u"zip"_s, u"97205"_s}, {u"country"_s, u"US"_s}} << QJsonObject() << 3 << QString();
        QTest::newRow("too heavy") << 1'121.0 << address() << QJsonObject() << 0 << u"a parcel weighs at most 70 lb"_s;
        QTest::newRow("abroad without papers") << 32.0 << address(u"CA"_s) << QJsonObject() << 2 << QString();
        QTest::newRow("abroad with papers") << 32.0 << address(u"CA"_s) << QJsonObject{{u"contents_type"_s, u"merchandise"_s}} << 2 << QString();
    }

    void rates()
    {
        QFETCH(double, ounces);
        QFETCH(QJsonObject, to);
        QFETCH(QJsonObject, customs);
        Counter counter;
        const QJsonObject shipment = counter.shipment(ounces, to, customs);
        QTEST(static_cast<int>(shipment[u"rates"_s].toArray().size()), "rates");
        QTEST(shipment[u"messages"_s][0][u"message"_s].toString(), "message");
    }

    void sellsNoLabelWithoutAnAddress()
    {
        Counter counter;
        const Reply answer = counter.buy(counter.shipment(32, {{u"zip"_s, u"97205"_s}, {u"country"_s, u"US"_s}}));
        QCOMPARE(answer.status, 422);
        QVERIFY(answer.body.contains("to_address: name is required"));
        QCOMPARE(counter.stage.world.carrier(u"post"_s)->book().sold(), 0);
    }

    void sellsNoLabelAbroadWithoutPapers()
    {
        Counter counter;
        const Reply without = counter.buy(counter.shipment(32, address(u"CA"_s)));
        QCOMPARE(without.status, 422);
        QVERIFY(without.body.contains("customs_info is required for a parcel abroad"));
        QCOMPARE(counter.stage.world.carrier(u"post"_s)->book().sold(), 0);
        QCOMPARE(counter.buy(counter.shipment(32, address(u"CA"_s), {{u"contents_type"_s, u"merchandise"_s}})).status, 200);
    }

    void sellsOnce()
    {
        Counter counter;
        const QJsonObject shipment = counter.shipment(32);
        const Reply first = counter.buy(shipment), again = counter.buy(shipment, 1);
        QCOMPARE(first.status, 200);
        QCOMPARE(again.status, 422);
        QVERIFY(again.body.contains("SHIPMENT.POSTAGE.EXISTS"));
        QCOMPARE(counter.stage.world.carrier(u"post"_s)->book().sold(), 1);
        const QString url = QJsonDocument::fromJson(first.body)[u"postage_label"_s][u"label_url"_s].toString();
        const Reply label = counter.stage.ask(u"post"_s, {"GET", url.mid(url.indexOf(u"/labels/")).toUtf8(), {}, {}, {}});
        QVERIFY(label.body.startsWith("%PDF-1.4") && label.body.endsWith("%%EOF\n") && label.body.contains("1 River St"));
        QVERIFY(counter.ask("GET", "/v2/shipments/" + shipment[u"id"_s].toString().toUtf8() + "/label", {}, "file_format=ZPL").body.contains(".zpl"));
    }

    void sellsReturnsTheOtherWayRound()
    {
        Counter counter;
        const QJsonObject home{{u"name"_s, u"Dock"_s}, {u"street1"_s, u"9 Pier"_s}, {u"city"_s, u"Albany"_s}, {u"state"_s, u"NY"_s}, {u"zip"_s, u"12207"_s}, {u"country"_s, u"US"_s}};
        const QJsonObject asked{{u"to_address"_s, address()}, {u"from_address"_s, home}, {u"parcel"_s, QJsonObject{{u"weight"_s, 32.0}}}, {u"is_return"_s, true}};
        const QJsonObject shipment = QJsonDocument::fromJson(counter.ask("POST", "/v2/shipments", {{u"shipment"_s, asked}}).body).object();
        QVERIFY(shipment[u"is_return"_s].toBool());
        QCOMPARE(shipment[u"from_address"_s].toObject(), home); // it is shown as it was asked for
        QCOMPARE(counter.buy(shipment).status, 200);
        const auto &sale = counter.stage.world.carrier(u"post"_s)->book().sales().front();
        QCOMPARE(sale->wish.from.street, u"1 River St"_s);
        QCOMPARE(sale->wish.to.street, u"9 Pier"_s);
    }

    void soldEvenIfNobodyHears()
    {
        constexpr int purchases = 40; // half of them are lost before they are heard, half after
        Counter counter;
        QList<QJsonObject> shipments;
        for (int i = 0; i < purchases; ++i)
            shipments.append(counter.shipment(32));
        Faults faults;
        faults.timeouts = 1;
        counter.stage.world.setFaults(faults);
        for (const QJsonObject &shipment : std::as_const(shipments))
            QCOMPARE(counter.buy(shipment).status, 0);
        const int sold = counter.stage.world.carrier(u"post"_s)->book().sold();
        QVERIFY2(sold > 5 && sold < purchases - 5, qPrintable(QString::number(sold)));
    }

    void refundsLater_data()
    {
        QTest::addColumn<int>("waits"); // s, before it is asked for
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("later");
        QTest::newRow("at once") << 0 << u"submitted"_s << u"refunded"_s;
        QTest::newRow("once it was seen on its way") << 90 << u"rejected"_s << u"rejected"_s;
    }

    void refundsLater()
    {
        QFETCH(int, waits);
        Counter counter;
        const QJsonObject shipment = counter.shipment(32);
        counter.buy(shipment);
        counter.stage.clock.pass(Milliseconds{waits * 1'000});
        const QByteArray path = "/v2/shipments/" + shipment[u"id"_s].toString().toUtf8();
        QTEST(QJsonDocument::fromJson(counter.ask("POST", path + "/refund").body)[u"refund_status"_s].toString(), "first");
        counter.stage.clock.pass(Milliseconds{31'000});
        QTEST(QJsonDocument::fromJson(counter.ask("GET", path).body)[u"refund_status"_s].toString(), "later");
    }

    void getsOnAndBills()
    {
        Counter counter;
        QList<QJsonObject> shipments;
        for (int i = 0; i < 3; ++i) {
            shipments.append(counter.shipment(32));
            counter.buy(shipments.last());
        }
        counter.stage.clock.pass(Milliseconds{400'000});
        const QJsonObject now = QJsonDocument::fromJson(counter.ask("GET", "/v2/shipments/" + shipments.first()[u"id"_s].toString().toUtf8()).body).object();
        const QJsonArray way = now[u"tracker"_s][u"tracking_details"_s].toArray();
        QCOMPARE(way.size(), 4);
        QCOMPARE(way.last()[u"status"_s].toString(), u"delivered"_s);
        const QByteArray invoice = counter.ask("GET", "/invoice.csv").body;
        QCOMPARE(invoice.count('\n'), 4);
        QCOMPARE(invoice.count(",7.68,USD,"), 2); // 4.80 and 32 oz of 9 cents
        QCOMPARE(invoice.count(",9.03,USD,"), 1); // weighed again
    }

    void insuresWithTheLabel()
    {
        Counter counter;
        const QJsonObject shipment = counter.shipment(32);
        const QJsonObject wish{{u"rate"_s, QJsonObject{{u"id"_s, shipment[u"rates"_s][0][u"id"_s]}}}, {u"insurance"_s, u"250.00"_s}};
        const Reply sold = counter.ask("POST", "/v2/shipments/" + shipment[u"id"_s].toString().toUtf8() + "/buy", wish);
        QCOMPARE(sold.status, 200);
        const QJsonValue fee = QJsonDocument::fromJson(sold.body)[u"fees"_s][0];
        QCOMPARE(fee[u"type"_s].toString(), u"InsuranceFee"_s);
        QCOMPARE(fee[u"amount"_s].toString(), u"2.50"_s);
        QCOMPARE(counter.ask("GET", "/invoice.csv").body.count(",10.18,USD,"), 1); // as it was sold: 7.68 and the fee
    }

    void asksForItsKey()
    {
        Counter counter;
        QCOMPARE(counter.stage.ask(u"post"_s, {"POST", "/v2/shipments", {}, {}, "{}"}).status, 401);
    }
};

QTEST_GUILESS_MAIN(PostTest)

#include "tst_post.moc"
