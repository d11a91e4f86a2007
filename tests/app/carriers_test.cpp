#include "tests/app/sandbox_services.h"
#include "tests/app/stage.h"
#include "tests/app/tst_app.h"

#include <QDateTime>
#include <QSet>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock::app_test;

namespace {

QByteArray shipmentTo(const QByteArray &place)
{
    return R"({"ship_date":")" + QDateTime::currentDateTimeUtc().date().toString(Qt::ISODate).toLatin1()
        + R"(","from":{"country":"US","postcode":"12180","name":"Dock","street":"9 Hill Rd","city":"Troy","region":"NY"},"to":)" + place
        + R"(,"parcels":[{"weight":{"value":3.2,"unit":"lb"},"dimensions":{"length":12,"width":9,"height":4,"unit":"in"}}]})";
}

} // namespace

/// The real program with every carrier of the sandbox, over loopback.
class CarriersAppTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void answerSideBySide_data();
    void answerSideBySide();
    void sellsALabelAndSendsItsInvoice();

private:
    Stage m_stage;
    SandboxServices m_services{{u"--skus"_s, u"3"_s}};
};

void CarriersAppTest::initTestCase()
{
    const QJsonArray carriers = m_services.carriers();
    QCOMPARE(carriers.size(), 10);
    for (const QJsonValue carrier : carriers) {
        const Outcome added = m_stage.run(m_stage.addWords(u"carrier add"_s, carrier.toObject()));
        QVERIFY2(added.code == 0, added.err);
    }
}

void CarriersAppTest::answerSideBySide_data()
{
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QStringList>("priced"); // accounts
    QTest::newRow("at home") << QByteArray(R"({"country":"US","postcode":"97205","name":"Jo","street":"1 River St","city":"Portland","region":"OR","residential":true})")
                             << QStringList{u"amazon-ship"_s, u"dhl"_s, u"engine"_s, u"fedex"_s, u"post"_s, u"shippo"_s, u"ups"_s, u"usps"_s};
    QTest::newRow("abroad, without what customs wants to know") << QByteArray(R"({"country":"CA","postcode":"K1A0B1","name":"Jo","street":"5 Maple Rd","city":"Ottawa","region":"ON"})")
                                                                << QStringList{u"dhl"_s, u"post"_s, u"shippo"_s, u"ups"_s};
}

/// Each account is a price or a reason, and no two ask the same.
void CarriersAppTest::answerSideBySide()
{
    QFETCH(QByteArray, to);
    QFETCH(QStringList, priced);
    const Outcome outcome = m_stage.run({u"rates"_s, u"--shipment"_s, m_stage.write(u"shipment.json"_s, shipmentTo(to)), u"--deadline"_s, u"15000"_s, u"--json"_s});
    QVERIFY2(outcome.code == 0, outcome.err);
    QMap<QString, qint64> cheapest;
    for (const QJsonValue quote : outcome.json()[u"quotes"].toArray()) {
        qint64 &least = cheapest[quote[u"via"].toString()];
        const qint64 total = quote[u"total"][u"amount"].toInteger();
        least = least == 0 ? total : std::min(least, total);
    }
    QVERIFY2(cheapest.keys() == priced, outcome.out);
    const QList<qint64> totals = cheapest.values();
    QCOMPARE(QSet<qint64>(totals.begin(), totals.end()).size(), priced.size());
    QCOMPARE(outcome.json()[u"silent"].toArray().size(), 0);
    QVERIFY(outcome.json()[u"refused"].toArray().size() >= 10 - priced.size());
}

void CarriersAppTest::sellsALabelAndSendsItsInvoice()
{
    QCOMPARE(m_stage.openMugShop(), QString());
    QCOMPARE(m_stage.run({u"import"_s, u"orders"_s, m_stage.write(u"orders.csv"_s, "channel,order_id,created_at,sku,quantity,price,currency,name,email,country,region,city,postcode,address\n"
                                                                                   "web,1,2026-11-20T10:00:00Z,MUG,2,12.50,USD,Ada Buyer,,US,NY,Troy,12180,1 River St\n")}).code, 0);
    const Outcome bought = m_stage.run({u"label"_s, u"buy"_s, u"web/1"_s, u"--unit"_s, u"MUG=2"_s, u"--weight"_s, u"900g"_s, u"--size"_s, u"30x20x10cm"_s, u"--service"_s, u"ups/ground"_s, u"--json"_s});
    QVERIFY2(bought.code == 0, bought.err);
    QCOMPARE(bought.json()[u"state"].toString(), u"bought"_s);
    const QString tracking = bought.json()[u"tracking"].toString();
    QVERIFY2(tracking.startsWith(u"1Z"), bought.out);
    const QJsonObject ups = m_services.carrier(u"ups"_s), secrets = ups[u"secrets"].toObject();
    const QByteArray pair = (secrets[u"client_id"].toString() + u':' + secrets[u"client_secret"].toString()).toLatin1().toBase64();
    const HttpReply invoice = send("GET", QUrl(ups[u"url"].toString() + u"/invoice.csv"_s), {{"Authorization", "Basic " + pair}}, {});
    QCOMPARE(invoice.status, 200);
    QVERIFY2(invoice.body.contains(tracking.toLatin1()), invoice.body);
    const Outcome imported = m_stage.run({u"import"_s, u"invoices"_s, m_stage.write(u"invoice.csv"_s, invoice.body)});
    QVERIFY2(imported.code == 0, imported.both());
}

std::unique_ptr<QObject> makeCarriersTest()
{
    return std::make_unique<CarriersAppTest>();
}

#include "carriers_test.moc"
