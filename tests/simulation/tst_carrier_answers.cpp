#include "tests/simulation/answer_shape.h"
#include "tests/simulation/carrier_scene.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock;
using namespace crossdock::simulation;

/// The sandbox's carriers say what the carriers' own documents require of them: judged by the documents, not by our connectors.
class TestCarrierAnswers : public QObject
{
    Q_OBJECT

private:
    /// Quotes, sells, follows and takes back, and answers what it was told last, as JSON.
    static QJsonObject told(CarrierScene &scene, const QString &step)
    {
        const rates::Quote quote = CarrierScene::cheapest(scene.quote());
        if (step != u"rates") {
            const auto bought = scene.buy(quote);
            if (!bought)
                return {};
            if (step == u"track")
                scene.track(CarrierScene::known(quote, *bought));
            if (step == u"void")
                scene.refund(CarrierScene::known(quote, *bought));
            if (step == u"find")
                scene.wait<labels::Answer<std::optional<labels::Bought>>>([&](auto done) { scene.port->find(CarrierScene::known(quote, *bought), CarrierScene::deadline, done); });
        }
        for (auto body = scene.exchange.bodies.rbegin(); body != scene.exchange.bodies.rend(); ++body)
            if (const QJsonDocument document = QJsonDocument::fromJson(*body); document.isObject())
                return document.object();
        return {};
    }

private Q_SLOTS:
    void holdsWhatIsRequired_data()
    {
        QTest::addColumn<QString>("carrier");
        QTest::addColumn<QString>("step");
        QTest::addColumn<QString>("lines"); // of carrier_answers.txt
        const auto row = [](const char *carrier, const char *step, const char *lines) { QTest::newRow(lines) << QString::fromLatin1(carrier) << QString::fromLatin1(step) << QString::fromLatin1(lines); };
        row("ups", "rates", "ups rates");
        row("ups", "sale", "ups sale");
        row("ups", "void", "ups void");
        row("shippo", "rates", "shippo rates");
        row("shippo", "track", "shippo track");
        row("engine", "rates", "shipengine rates");
        row("engine", "void", "shipengine void");
        row("engine", "track", "shipengine track");
        row("dhl", "rates", "dhl rates");
        row("dhl", "sale", "dhl sale");
        row("dhl", "track", "dhl track");
        row("amazon-ship", "rates", "amazon rates");
    }

    void holdsWhatIsRequired()
    {
        QFETCH(QString, carrier);
        QFETCH(QString, step);
        QFETCH(QString, lines);
        CarrierScene scene(carrier);
        const QJsonObject answer = told(scene, step);
        QVERIFY(!answer.isEmpty());
        QCOMPARE(lacking(lines, answer), QStringList());
    }

    /// A list of labels, as it stands in the service's own answer.
    void listsItsLabels()
    {
        CarrierScene scene(u"engine"_s);
        QVERIFY(scene.buy(CarrierScene::cheapest(scene.quote())));
        const QByteArray key = scene.world.carrierAccess().first().secrets[u"api_key"_s].toLatin1();
        const QJsonObject list = QJsonDocument::fromJson(scene.ask({"GET", "/v1/labels", {}, {{"API-Key", key}}, {}}).body).object();
        QCOMPARE(lacking(u"shipengine labels"_s, list), QStringList());
        QCOMPARE(list[u"total"_s].toInt(), 1);
    }

    void fitsItsSchema_data()
    {
        QTest::addColumn<QString>("carrier");
        QTest::addColumn<QString>("step");
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("place");
        QTest::newRow("fedex rates") << u"fedex"_s << u"rates"_s << u"fedex/rate-api.json"_s << schemaOf(u"/rate/v1/rates/quotes"_s, u"post"_s);
        QTest::newRow("fedex sale") << u"fedex"_s << u"sale"_s << u"fedex/ship-api.json"_s << schemaOf(u"/ship/v1/shipments"_s, u"post"_s);
        QTest::newRow("fedex void") << u"fedex"_s << u"void"_s << u"fedex/ship-api.json"_s << schemaOf(u"/ship/v1/shipments/cancel"_s, u"put"_s);
        QTest::newRow("fedex track") << u"fedex"_s << u"track"_s << u"fedex/track.json"_s << schemaOf(u"/track/v1/trackingnumbers"_s, u"post"_s);
        QTest::newRow("amazon shipping rates") << u"amazon-ship"_s << u"rates"_s << u"amazon-shipping/shippingV2.json"_s << u"#/definitions/GetRatesResponse"_s;
    }

    void fitsItsSchema()
    {
        QFETCH(QString, carrier);
        QFETCH(QString, step);
        QFETCH(QString, file);
        QFETCH(QString, place);
        const auto document = carrierDocument(file);
        if (!document)
            QSKIP("the carriers' documents are not here (set CROSSDOCK_SHARED to the folder that holds specs/carriers)");
        CarrierScene scene(carrier);
        const QJsonObject answer = told(scene, step);
        QVERIFY(!answer.isEmpty());
        QCOMPARE(againstSchema(*document, place, answer), QStringList());
    }

    /// Both judges find what is wrong.
    void judges()
    {
        QCOMPARE(lacking(u"ups void"_s, {}), QStringList{u"VoidShipmentResponse object"_s});
        QVERIFY(lacking(u"nobody"_s, {}).first().contains(u"no lines"_s));
        const QJsonObject document{{u"a"_s, QJsonObject{{u"type"_s, u"object"_s}, {u"required"_s, QJsonArray{u"x"_s}}, {u"properties"_s, QJsonObject{{u"y"_s, QJsonObject{{u"type"_s, u"string"_s}}}}}}}};
        QCOMPARE(againstSchema(document, u"#/a"_s, QJsonObject{{u"y"_s, 3}}), (QStringList{u"/x is missing"_s, u"/y is not of the type string"_s}));
        QCOMPARE(againstSchema(document, u"#/a"_s, QJsonObject{{u"x"_s, 3}}), QStringList());
    }
};

QTEST_GUILESS_MAIN(TestCarrierAnswers)
#include "tst_carrier_answers.moc"
