#include "tests/app/stage.h"
#include "tests/app/tst_app.h"

#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QThread>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock::app_test;

namespace {

constexpr int patienceMs = 15'000;

/// A carrier on loopback that gives one answer to one question, in a thread of its own.
class OneAnswer : public QThread
{
public:
    explicit OneAnswer(QByteArray body)
        : m_body(std::move(body))
    {
        m_server.listen(QHostAddress::LocalHost);
        m_port = m_server.serverPort();
        m_server.moveToThread(this);
        start();
    }
    ~OneAnswer() override { wait(); }
    QString url() const { return u"http://127.0.0.1:%1"_s.arg(m_port); }
    QByteArray question; ///< read it after wait()

protected:
    void run() override
    {
        if (!m_server.waitForNewConnection(patienceMs))
            return;
        const std::unique_ptr<QTcpSocket> socket(m_server.nextPendingConnection());
        while (!question.endsWith('}') && socket->waitForReadyRead(patienceMs)) // a body of JSON
            question += socket->readAll();
        socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + QByteArray::number(m_body.size()) + "\r\n\r\n" + m_body);
        socket->waitForBytesWritten(patienceMs);
        socket->disconnectFromHost();
        if (socket->state() != QAbstractSocket::UnconnectedState)
            socket->waitForDisconnected(patienceMs);
    }

private:
    QByteArray m_body;
    QTcpServer m_server;
    quint16 m_port = 0;
};

QByteArray shipment(const QByteArray &more = "\"zones\":{\"fedex\":5}")
{
    return "{\"ship_date\":\"2026-01-05\",\"from\":{\"country\":\"US\",\"postcode\":\"10001\"},\"to\":{\"country\":\"US\",\"postcode\":\"94105\",\"residential\":false},"
           "\"parcels\":[{\"weight\":{\"value\":3.2,\"unit\":\"lb\"},\"dimensions\":{\"length\":12,\"width\":9,\"height\":4,\"unit\":\"in\"}}],"
        + more + "}";
}

QString refusalBy(const QString &carrier, const QJsonArray &refused)
{
    const auto found = std::find_if(refused.begin(), refused.end(), [&](const QJsonValue &one) { return one[u"carrier"].toString() == carrier; });
    return found == refused.end() ? QString() : (*found).toObject()[u"reason"].toString();
}

} // namespace

/// Price lists in, quotes out, live carriers beside them: by the words and numbers of the contract, with and without an engine.
class RatesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void importsOnce_data();
    void importsOnce();
    void namesWhatCannotBeMapped_data();
    void namesWhatCannotBeMapped();
    void quotesByTheContract_data();
    void quotesByTheContract();
    void namesTheSpoiltPlace_data();
    void namesTheSpoiltPlace();
    void takesNothingOfASpoiltFile();
    void asksLiveCarriers();
    void learnsFromInvoices();
    void keepsThePolicyOfPlans();
    void replacesAndRemovesLists();
    void knowsItsNodes();

private:
    int entries() { return m_stage.run({u"audit"_s, u"verify"_s, u"--json"_s}).json()[u"entries"].toInt(); }
    QJsonDocument rates(const QByteArray &asked) { return m_stage.run({u"rates"_s, u"--shipment"_s, m_stage.write(u"shipment.json"_s, asked), u"--json"_s}).json(); }

    void showsTheLastKnownPrice();

    Stage m_stage;
};

void RatesTest::initTestCase()
{
    QByteArray matrix("Weight (lbs),Zone 2,Zone 5,Zone 8\n");
    for (int weight = 1; weight <= 150; ++weight)
        matrix += QByteArray::number(weight) + ",9." + QByteArray::number(weight + 100).right(2) + ",12.99,20\n";
    m_stage.write(u"matrix.csv"_s, matrix);
    m_stage.write(u"rows.csv"_s, "carrier,service,price_type,effective_from,zone,max_weight,weight_unit,price,currency\n"
                                 "ups,ground,contract,2026-01-01,8,5,lb,7.77,USD\nups,ground,contract,2026-01-01,8,10,lb,9.99,USD\n");
    m_stage.write(u"zones.csv"_s, "carrier,origin_zip3,dest_zip3,zone\nups,100,941,8\nups,100,606,5\n");
    m_stage.write(u"chart.csv"_s, "Dest. ZIP,Ground,2nd Day Air\n004-005,002,202\n967,-,208\n");
    m_stage.write(u"countries.csv"_s, "dest_country,zone\nFR,1\nCH,2\n");
    m_stage.write(u"divisors.csv"_s, "carrier,divisor,rounding\nontrac,139,up\n");
    m_stage.write(u"stranger.csv"_s, "Liste;;\nGewicht kg;Bereich;Netto\n2;A;4,90\n5;A;5,90\n");
    m_stage.write(u"areas.csv"_s, "Leitbereich;Preisstufe\n20-29;1\n80;2\n");
    m_stage.write(u"islands.csv"_s, "Insel;Zuschlag\n25980;12,50\n25999;12,50\n");
    m_stage.write(u"diesel.csv"_s, "Ab;Satz\n03/02/2026;7,25\n");
    m_stage.write(u"fuel.csv"_s, "carrier,kind,effective_from,percent\nups,fuel,2026-01-05,10\n");
}

void RatesTest::importsOnce_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("changed");
    QTest::newRow("a matrix") << QStringList{u"rates"_s, u"matrix.csv"_s, u"--carrier"_s, u"fedex"_s, u"--service"_s, u"ground"_s, u"--effective-from"_s, u"2026-01-05"_s} << 450;
    QTest::newRow("rows") << QStringList{u"rates"_s, u"rows.csv"_s} << 2;
    QTest::newRow("zones") << QStringList{u"zones"_s, u"zones.csv"_s} << 2;
    QTest::newRow("a chart of services") << QStringList{u"zones"_s, u"chart.csv"_s, u"--carrier"_s, u"chartco"_s, u"--origin"_s, u"100"_s} << 6;
    QTest::newRow("zones of countries") << QStringList{u"zones"_s, u"countries.csv"_s, u"--carrier"_s, u"gls"_s, u"--country"_s, u"de"_s} << 2;
    QTest::newRow("divisors") << QStringList{u"divisors"_s, u"divisors.csv"_s} << 1;
    QTest::newRow("fuel") << QStringList{u"surcharges"_s, u"fuel.csv"_s} << 1;
    const QString column = u"--column"_s, set = u"--set"_s;
    QTest::newRow("a stranger's prices") << QStringList{u"rates"_s, u"stranger.csv"_s, column, u"weight=Gewicht kg"_s, column, u"zone=Bereich"_s, column, u"price=#3"_s, set, u"carrier=DPD"_s, set, u"service=Classic"_s, set, u"currency=EUR"_s, set, u"effective=2026-01-01"_s} << 2;
    QTest::newRow("a stranger's zones") << QStringList{u"zones"_s, u"areas.csv"_s, column, u"dest=Leitbereich"_s, column, u"zone=Preisstufe"_s, set, u"carrier=dpd"_s, set, u"origin_country=DE"_s} << 2;
    QTest::newRow("a stranger's areas") << QStringList{u"surcharges"_s, u"islands.csv"_s, column, u"postcode=Insel"_s, column, u"amount=Zuschlag"_s, set, u"kind=remote_area"_s, set, u"country=DE"_s, set, u"carrier=dpd"_s, set, u"currency=EUR"_s, set, u"effective=2026-01-01"_s} << 2;
    QTest::newRow("a stranger's fuel") << QStringList{u"surcharges"_s, u"diesel.csv"_s, column, u"percent=Satz"_s, column, u"effective=Ab"_s, set, u"kind=fuel"_s, set, u"carrier=dpd"_s, u"--dates"_s, u"day-first"_s} << 1;
}

void RatesTest::importsOnce()
{
    QFETCH(QStringList, words);
    QFETCH(int, changed);
    words[1] = m_stage.file(words[1]);
    const Outcome tried = m_stage.run(QStringList{u"import"_s} + words + QStringList{u"--dry-run"_s, u"--json"_s});
    QCOMPARE(tried.json()[u"changed"].toInt(), changed);
    const Outcome taken = m_stage.run(QStringList{u"import"_s} + words + QStringList{u"--json"_s});
    QVERIFY2(taken.code == 0, taken.err);
    QCOMPARE(taken.json()[u"changed"].toInt(), changed);
    const int before = entries();
    const Outcome again = m_stage.run(QStringList{u"import"_s} + words + QStringList{u"--json"_s});
    QCOMPARE(again.code, 0);
    QCOMPARE(again.json()[u"changed"].toInt(), 0);
    QCOMPARE(entries(), before);
}

void RatesTest::namesWhatCannotBeMapped_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("sentence");
    const QString column = u"--column"_s, set = u"--set"_s;
    QTest::newRow("no such field") << QStringList{u"rates"_s, column, u"colour=Netto"_s} << 2 << QByteArray("there is no such field; there are: carrier, service");
    QTest::newRow("no such field of zones") << QStringList{u"zones"_s, set, u"price=1"_s} << 2 << QByteArray("there is no such field; there are: carrier, service, effective_from, origin");
    QTest::newRow("no such title") << QStringList{u"rates"_s, column, u"price=Brutto"_s} << 1 << QByteArray("the file has no column “Brutto”; its columns: Gewicht kg, Bereich, Netto");
    QTest::newRow("no such column") << QStringList{u"rates"_s, column, u"price=#0"_s} << 2 << QByteArray("FIELD=#NUMBER");
    QTest::newRow("a column without numbers") << QStringList{u"rates"_s, column, u"price=#2"_s} << 1 << QByteArray("has a number in column 2");
    QTest::newRow("a day that is none") << QStringList{u"rates"_s, set, u"effective=soon"_s} << 2 << QByteArray("“soon” is not a date");
    QTest::newRow("a unit that is none") << QStringList{u"rates"_s, set, u"weight_unit=stone"_s} << 2 << QByteArray("“stone” is none of lb, oz, kg, g");
}

void RatesTest::namesWhatCannotBeMapped()
{
    QFETCH(QStringList, words);
    QFETCH(QByteArray, sentence);
    words.insert(1, m_stage.file(u"stranger.csv"_s));
    const Outcome refused = m_stage.run(QStringList{u"import"_s} + words);
    QTEST(refused.code, "code");
    QVERIFY2(refused.err.contains(sentence), refused.err);
}

void RatesTest::quotesByTheContract_data()
{
    QTest::addColumn<bool>("withEngine");
    QTest::newRow("the store opened by the tool") << false;
    QTest::newRow("by a running engine") << true;
}

void RatesTest::quotesByTheContract()
{
    QFETCH(bool, withEngine);
    if (withEngine)
        QVERIFY(m_stage.startEngine());
    const QJsonDocument answer = rates(shipment());
    const QByteArray fedex = "{\"carrier\":\"fedex\",\"service\":\"ground\",\"price_type\":\"list\",\"source\":\"table\",\"effective_from\":\"2026-01-05\",\"zone\":\"5\",\"zone_source\":\"given\","
                             "\"billable_weight\":{\"value\":4,\"unit\":\"lb\"},\"billed_by\":\"actual\",\"divisor\":139,\"triggers\":[],"
                             "\"charges\":[{\"kind\":\"base\",\"amount\":{\"amount\":1299,\"currency\":\"USD\"}}],\"total\":{\"amount\":1299,\"currency\":\"USD\"}}";
    QCOMPARE(answer[u"ship_date"].toString(), u"2026-01-05"_s);
    QJsonObject quoted = answer[u"quotes"][0].toObject();
    const QJsonObject carbon = quoted.take(u"carbon"_s).toObject();
    QVERIFY(carbon[u"grams"].toInt() > 0 && carbon[u"basis"].toString().startsWith(u"estimate: "));
    QCOMPARE(quoted, QJsonDocument::fromJson(fedex).object());
    const QJsonValue ups = answer[u"quotes"][1];
    QCOMPARE(ups[u"zone"].toString(), u"8"_s);
    QCOMPARE(ups[u"zone_source"].toString(), u"table"_s);
    QCOMPARE(ups[u"charges"].toArray().size(), 2);
    QCOMPARE(ups[u"total"][u"amount"].toInt(), 777 + 78); // fuel, half a cent up
    QCOMPARE(answer[u"silent"].toArray().size(), 0);
    const QJsonDocument two = rates("[" + shipment("\"zones\":{\"fedex\":\"Zone 2\",\"ups\":7}") + "," + shipment("\"x\":1") + "]");
    QCOMPARE(two.array().size(), 2);
    QCOMPARE(two[0][u"quotes"][0][u"total"][u"amount"].toInt(), 904);
    QVERIFY2(refusalBy(u"ups"_s, two[0][u"refused"].toArray()).contains(u"zone 7"_s), two.toJson());
    QCOMPARE(two[1][u"quotes"][0][u"zone_source"].toString(), u"distance"_s);
    if (withEngine)
        QCOMPARE(m_stage.stopEngine(), 0);
}

void RatesTest::namesTheSpoiltPlace_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("place");
    QTest::newRow("no JSON") << QByteArray("{\"ship_date\":\n\"2026-01-05\",,}") << QByteArray("line 2");
    QTest::newRow("an empty file") << QByteArray() << QByteArray("line 1");
    QTest::newRow("no day") << QByteArray(shipment()).replace("2026-01-05", "2026-02-30") << QByteArray("ship_date");
    QTest::newRow("no country") << QByteArray(shipment()).replace("{\"country\":\"US\",\"postcode\":\"94105\"", "{\"postcode\":\"94105\"") << QByteArray("to.country");
    QTest::newRow("unknown unit") << QByteArray(shipment()).replace("\"lb\"", "\"stone\"") << QByteArray("parcels[0].weight.unit");
    QTest::newRow("no weight") << QByteArray(shipment()).replace("3.2", "0") << QByteArray("parcels[0].weight.value");
    QTest::newRow("negative side") << QByteArray(shipment()).replace("\"height\":4", "\"height\":-4") << QByteArray("parcels[0].dimensions.height");
    QTest::newRow("no parcels") << QByteArray("{\"ship_date\":\"2026-01-05\",\"from\":{\"country\":\"US\",\"postcode\":\"1\"},\"to\":{\"country\":\"US\",\"postcode\":\"1\"},\"parcels\":[]}") << QByteArray("parcels");
    QTest::newRow("residential in words") << QByteArray(shipment()).replace("\"residential\":false", "\"residential\":\"no\"") << QByteArray("to.residential");
    QTest::newRow("a zone below 0") << shipment("\"zones\":{\"fedex\":-1}") << QByteArray("zones.fedex");
    QTest::newRow("half a zone") << shipment("\"zones\":{\"fedex\":2.5}") << QByteArray("zones.fedex");
    QTest::newRow("a zone without a name") << shipment("\"zones\":{\"fedex\":\"\"}") << QByteArray("zones.fedex");
    QTest::newRow("the second of two") << "[" + shipment() + "," + QByteArray(shipment()).replace("\"in\"", "\"ft\"") + "]" << QByteArray("[1].parcels[0].dimensions.unit");
}

void RatesTest::namesTheSpoiltPlace()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, place);
    const Outcome outcome = m_stage.run({u"rates"_s, u"--shipment"_s, m_stage.write(u"spoilt.json"_s, json), u"--json"_s});
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.err.contains(place), outcome.err);
    QVERIFY(outcome.out.isEmpty());
}

void RatesTest::takesNothingOfASpoiltFile()
{
    const QByteArray header = "carrier,service,price_type,effective_from,zone,max_weight,weight_unit,price,currency\n";
    const QString path = m_stage.write(u"spoilt.csv"_s, header + "acme,van,list,2026-01-01,8,5,lb,7.77,USD\nacme,van,list,2026-01-01,8,ten,lb,9.99,USD\n");
    const int before = entries();
    const Outcome refused = m_stage.run({u"import"_s, u"rates"_s, path, u"--json"_s});
    QCOMPARE(refused.code, 1);
    QVERIFY2(refused.err.contains("line 3: max_weight “ten”"), refused.err);
    QCOMPARE(refused.json()[u"changed"].toInt(), 0);
    QCOMPARE(entries(), before);
    const Outcome taken = m_stage.run({u"import"_s, u"rates"_s, path, u"--accept-valid"_s, u"--json"_s});
    QCOMPARE(taken.code, 0);
    QCOMPARE(taken.json()[u"changed"].toInt(), 1);
    QCOMPARE(entries(), before + 1);
    const Outcome undated = m_stage.run({u"import"_s, u"rates"_s, m_stage.file(u"matrix.csv"_s), u"--carrier"_s, u"x"_s, u"--service"_s, u"y"_s, u"--effective-from"_s, u"soon"_s});
    QCOMPARE(undated.code, 2);
}

/// One answers, one does not: its row says so, in time, and neither key is anywhere to be read.
void RatesTest::asksLiveCarriers()
{
    QFile recorded(QStringLiteral(CROSSDOCK_SOURCE_DIR "/tests/data/carriers/easypost_shipment.json"));
    QVERIFY(recorded.open(QIODevice::ReadOnly));
    OneAnswer quick(recorded.readAll());
    QTcpServer silent; // takes the connection, and never answers
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    const QString slow = u"http://127.0.0.1:%1"_s.arg(silent.serverPort());
    QCOMPARE(m_stage.run({u"carrier"_s, u"add"_s, u"easypost"_s, u"quick"_s, u"--url"_s, quick.url(), u"--secret"_s, u"api_key=-"_s}, "EZTK-never-to-be-seen\n").code, 0);
    QCOMPARE(m_stage.run({u"carrier"_s, u"add"_s, u"shippo"_s, u"late"_s, u"--url"_s, slow, u"--secret"_s, u"api_token=-"_s}, "shippo-never-to-be-seen\n").code, 0);
    QCOMPARE(m_stage.run({u"carrier"_s, u"add"_s, u"easypost"_s, u"quick"_s, u"--url"_s, slow, u"--secret"_s, u"api_key=-"_s}, "x\n").code, 1); // taken
    QCOMPARE(m_stage.run({u"carrier"_s, u"add"_s, u"pigeon"_s, u"other"_s}).code, 1);
    QCOMPARE(m_stage.run({u"carrier"_s, u"add"_s, u"easypost"_s, u"bare"_s}).code, 1); // no key
    const Outcome listed = m_stage.run({u"carrier"_s, u"list"_s, u"--json"_s});
    QCOMPARE(listed.json().array().size(), 2);
    const Outcome outcome = m_stage.run({u"rates"_s, u"--shipment"_s, m_stage.write(u"live.json"_s, shipment()), u"--deadline"_s, u"1500"_s, u"--json"_s});
    quick.wait();
    QVERIFY2(outcome.code == 0, outcome.err);
    QVERIFY(quick.question.startsWith("POST /v2/shipments HTTP/1.1\r\n"));
    const QJsonArray quotes = outcome.json()[u"quotes"].toArray();
    const QJsonValue live = quotes.last();
    QCOMPARE(live[u"source"].toString(), u"live"_s);
    QCOMPARE(live[u"via"].toString(), u"quick"_s);
    QCOMPARE(live[u"total"][u"amount"].toInt(), 1'540);
    QCOMPARE(outcome.json()[u"silent"].toArray().size(), 1);
    QCOMPARE(outcome.json()[u"silent"][0][u"carrier"].toString(), u"late"_s);
    QCOMPARE(outcome.json()[u"silent"][0][u"reason"].toString(), u"no answer in 1500 ms"_s);
    QVERIFY(!m_stage.transcript().contains("never-to-be-seen"));
    QVERIFY(outcome.json()[u"silent"][0][u"last_known"].toArray().isEmpty()); // it never answered
    showsTheLastKnownPrice();
    QCOMPARE(m_stage.run({u"carrier"_s, u"remove"_s, u"late"_s}).code, 0);
    QCOMPARE(m_stage.run({u"carrier"_s, u"remove"_s, u"late"_s}).code, 1);
    QCOMPARE(m_stage.run({u"carrier"_s, u"remove"_s, u"quick"_s}).code, 0);
}

/// Ten parcels are quoted, kept and billed; what they were billed stands beside the next quote.
void RatesTest::keepsThePolicyOfPlans()
{
    QCOMPARE(m_stage.run({u"wave"_s, u"policy"_s, u"--json"_s}).json()[u"carbon_price"].toInt(-1), 0);
    const QString file = m_stage.write(u"policy.json"_s, R"({"carbon_price":12,"late_costs":{"amazon":900}})");
    const Outcome set = m_stage.run({u"wave"_s, u"policy"_s, u"--set"_s, file, u"--json"_s});
    QVERIFY2(set.code == 0, set.err);
    const QJsonDocument known = m_stage.run({u"wave"_s, u"policy"_s, u"--json"_s}).json();
    QCOMPARE(known[u"carbon_price"].toInt(), 12);
    QCOMPARE(known[u"late_costs"][u"amazon"].toInt(), 900);
    QCOMPARE(m_stage.run({u"wave"_s, u"policy"_s, u"--set"_s, m_stage.write(u"bad.json"_s, R"({"carbon_price":-1})")}).code, 1);

    const auto import = [this](const QByteArray &rules, const QStringList &flags = {}) { return m_stage.run(QStringList{u"import"_s, u"policy"_s, m_stage.write(u"rules.json"_s, rules), u"--json"_s} + flags); };
    const auto rules = [this] { return m_stage.run({u"wave"_s, u"policy"_s, u"--json"_s}).json()[u"rules"].toArray(); };
    const QByteArray one = R"([{"name":"ours","channel":"walmart-us","node":"mcf","veto":true}])";
    QCOMPARE(import(one, {u"--dry-run"_s}).json()[u"changed"].toInt(), 1);
    QCOMPARE(rules().size(), 0);
    QCOMPARE(import(one).json()[u"changed"].toInt(), 1);
    QCOMPARE(import(one).json()[u"changed"].toInt(), 0);
    QCOMPARE(import(R"([{"name":"ours","channel":"walmart-ca","veto":true},{"name":"more","node":"mcf","surcharge_percent":3}])").json()[u"changed"].toInt(), 2);
    QCOMPARE(rules().size(), 2);
    QCOMPARE(rules()[0][u"channel"].toString(), u"walmart-ca"_s);
    QCOMPARE(m_stage.run({u"wave"_s, u"policy"_s, u"--json"_s}).json()[u"carbon_price"].toInt(), 12); // stays
    const auto notesOf = [&](const QByteArray &asked) { return import(asked, {u"--dry-run"_s}).json()[u"notes"].toArray(); };
    QCOMPARE(notesOf(R"([{"name":"a","channel":"walmart","node":"amazon-mcf","veto":true},{"name":"b","channel":"etsy","node":"warehouse","veto":true},{"name":"c","veto":true}])"), QJsonArray());
    QCOMPARE(notesOf(R"([{"name":"a","channel":"walmart","veto":true},{"name":"b","channel":"ebay","veto":true},{"name":"c","channel":"walmrt","node":"amazon-mfc","veto":true}])"),
             (QJsonArray{u"no channel named “walmrt” here: row 3 has no effect until there is one; nearest: walmart"_s, u"no place named “amazon-mfc” here: row 3 has no effect until there is one; nearest: amazon-mcf"_s}));
    const Outcome looked = m_stage.run({u"doctor"_s});
    QVERIFY2(looked.out.contains("look rules of places: no channel named “walmart-ca” here: the rule “ours” has no effect until there is one"), looked.out);
    QVERIFY(m_stage.run({u"node"_s, u"rules"_s}).out.contains("note: no channel named “walmart-ca” here: “ours” has no effect until there is one"));
    const Outcome bad = import(R"([{"name":"x","chanel":"ebay","veto":true}])");
    QCOMPARE(bad.code, 1);
    QVERIFY2(bad.err.contains("“chanel” is no key here"), bad.err);
    const QJsonArray shown = m_stage.run({u"node"_s, u"rules"_s, u"--json"_s}).json().array();
    QCOMPARE(std::count_if(shown.begin(), shown.end(), [](const QJsonValue &rule) { return rule[u"of_house"_s].toBool(); }), 2);
}

/// Of an account that has answered once and is gone now; the engine may have been started anew meanwhile.
void RatesTest::showsTheLastKnownPrice()
{
    const int before = entries();
    if (m_stage.isEngineUp())
        QCOMPARE(m_stage.stopEngine(), 0);
    const auto silenceOf = [this](const QByteArray &asked) {
        for (const QJsonValue one : rates(asked)[u"silent"].toArray())
            if (one[u"carrier"].toString() == u"quick")
                return one;
        return QJsonValue();
    };
    const QJsonArray known = silenceOf(shipment())[u"last_known"].toArray();
    QVERIFY(!known.isEmpty());
    QVERIFY(std::any_of(known.begin(), known.end(), [](const QJsonValue &one) { return one[u"total"][u"amount"].toInt() == 1'540 && one[u"age_ms"].toInteger() >= 0 && !one[u"asked_at"].toString().isEmpty(); }));
    QByteArray heavier = shipment();
    heavier.replace("3.2", "13.2");
    QVERIFY(silenceOf(heavier)[u"last_known"].isArray() && silenceOf(heavier)[u"last_known"].toArray().isEmpty()); // another step of weight: nothing is made up
    const Outcome told = m_stage.run({u"rates"_s, u"--shipment"_s, m_stage.write(u"again.json"_s, shipment()), u"--deadline"_s, u"1500"_s});
    QVERIFY2(told.out.contains("last known: "), told.out);
    QCOMPARE(entries(), before); // no news of the ledger
}

void RatesTest::learnsFromInvoices()
{
    QByteArray list("zone,max_weight,price\n"), invoice("Tracking Number,Charges,Service,Billed Weight,Invoice\n");
    for (int weight = 1; weight <= 20; ++weight)
        list += "5," + QByteArray::number(weight) + ",10.00\n";
    QCOMPARE(m_stage.run({u"import"_s, u"rates"_s, m_stage.write(u"learn.csv"_s, list), u"--carrier"_s, u"learner"_s, u"--service"_s, u"van"_s, u"--effective-from"_s, u"2026-01-05"_s}).code, 0);
    const QString shipment = m_stage.write(u"learn.json"_s, R"({"ship_date":"2026-02-02","from":{"country":"US","postcode":"10001"},"to":{"country":"US","postcode":"94105"},
        "parcels":[{"weight":{"value":3,"unit":"lb"}}],"zones":{"learner":5}})");
    const auto quote = [&] {
        for (const QJsonValue one : m_stage.run({u"rates"_s, u"--shipment"_s, shipment, u"--json"_s}).json()[u"quotes"].toArray())
            if (one[u"carrier"].toString() == u"learner")
                return one;
        return QJsonValue();
    };
    for (int parcel = 0; parcel < 10; ++parcel) {
        const QString tracking = u"L%1"_s.arg(parcel);
        QCOMPARE(m_stage.run({u"rates"_s, u"--shipment"_s, shipment, u"--keep"_s, tracking, u"--service"_s, u"learner/van"_s}).code, 0);
        invoice += tracking.toLatin1() + ",10.00,VAN,4,I1\n";
        if (parcel > 0)
            invoice += tracking.toLatin1() + ',' + QByteArray::number(parcel) + ".00,VAN,4,I1\n"; // 0 to 9 dollars more
    }
    QVERIFY(quote()[u"invoiced"].isUndefined());
    QCOMPARE(m_stage.run({u"rates"_s, u"--shipment"_s, shipment, u"--keep"_s, u"L0"_s, u"--service"_s, u"learner/cart"_s}).code, 1);
    invoice += "unknown,5.00,VAN,1,I1\n";
    const QString path = m_stage.write(u"invoice.csv"_s, invoice);
    const Outcome taken = m_stage.run({u"import"_s, u"invoices"_s, path, u"--carrier"_s, u"learner"_s, u"--json"_s});
    QVERIFY2(taken.code == 0, taken.err);
    QCOMPARE(taken.json()[u"rows"].toInt(), 20);
    QCOMPARE(taken.json()[u"changed"].toInt(), 11);
    const int before = entries();
    QCOMPARE(m_stage.run({u"import"_s, u"invoices"_s, path, u"--carrier"_s, u"learner"_s, u"--json"_s}).json()[u"changed"].toInt(), 0);
    QCOMPARE(entries(), before);
    const QJsonValue learnt = quote()[u"invoiced"];
    QCOMPARE(learnt[u"parcels"].toInt(), 10);
    QCOMPARE(learnt[u"of"].toString(), u"zone"_s);
    QCOMPARE(learnt[u"low"][u"amount"].toInt(), 1'000);
    QCOMPARE(learnt[u"typical"][u"amount"].toInt(), 1'500);
    QCOMPARE(learnt[u"high"][u"amount"].toInt(), 1'900);
    QCOMPARE(m_stage.run({u"import"_s, u"invoices"_s, m_stage.write(u"bad.csv"_s, "tracking,charges\nX,many\n"), u"--carrier"_s, u"learner"_s}).code, 1);
    QCOMPARE(m_stage.run({u"import"_s, u"invoices"_s, m_stage.write(u"credit.csv"_s, "tracking,charges,invoice\nL9,-9.00,I2\n"), u"--carrier"_s, u"learner"_s}).code, 0);
    QCOMPARE(quote()[u"invoiced"][u"high"][u"amount"].toInt(), 1'800);
}

/// A wrong list is corrected by the next file of its day, and can be taken out.
void RatesTest::replacesAndRemovesLists()
{
    const auto import = [this](const QByteArray &csv) {
        return m_stage.run({u"import"_s, u"rates"_s, m_stage.write(u"again.csv"_s, csv), u"--carrier"_s, u"again"_s, u"--service"_s, u"van"_s, u"--effective-from"_s, u"2026-01-05"_s, u"--json"_s}).json()[u"changed"].toInt();
    };
    QCOMPARE(import("weight_lb,zone2,zone3\n4,1.00,1.10\n8,2.00,2.10\n"), 4);
    QCOMPARE(import("weight_oz,zone2,zone3\n4,1.00,1.10\n8,2.00,2.10\n"), 8);
    QCOMPARE(import("weight_oz,zone2,zone3\n4,1.00,1.10\n8,2.00,2.10\n"), 0);
    const auto listed = [this] {
        int lines = 0;
        for (const QJsonValue row : m_stage.run({u"rates"_s, u"list"_s, u"--json"_s}).json().array())
            lines += row[u"carrier"].toString() == u"again" ? row[u"lines"].toInt() : 0;
        return lines;
    };
    QCOMPARE(listed(), 4);
    QCOMPARE(m_stage.run({u"rates"_s, u"remove"_s, u"prices"_s, u"again"_s, u"--effective-from"_s, u"2026-01-06"_s}).code, 1);
    QCOMPARE(m_stage.run({u"rates"_s, u"remove"_s, u"prices"_s, u"again"_s, u"--kind"_s, u"fuel"_s}).code, 2);
    QCOMPARE(m_stage.run({u"rates"_s, u"remove"_s, u"everything"_s, u"again"_s}).code, 2);
    QCOMPARE(m_stage.run({u"rates"_s, u"remove"_s, u"prices"_s, u"again"_s, u"--service"_s, u"van"_s}).code, 0);
    QCOMPARE(listed(), 0);
}

void RatesTest::knowsItsNodes()
{
    QCOMPARE(m_stage.run({u"node"_s, u"add"_s, u"warehouse"_s, u"east"_s, u"--country"_s, u"us"_s, u"--postcode"_s, u"07001"_s, u"--cut-off"_s, u"15:30"_s, u"--time-zone"_s, u"America/New_York"_s, u"--days"_s,
                          u"mon-fri"_s, u"--holiday"_s, u"2026-12-25"_s, u"--capacity"_s, u"800"_s, u"--order-fee"_s, u"1.20"_s, u"--pick-fee"_s, u"0.35"_s})
                 .code,
             0);
    QCOMPARE(m_stage.run({u"node"_s, u"add"_s, u"warehouse"_s, u"east"_s, u"--title"_s, u"East dock"_s}).code, 0); // the rest stays
    const QJsonValue node = m_stage.run({u"node"_s, u"list"_s, u"--json"_s}).json()[0];
    QCOMPARE(node[u"title"].toString(), u"East dock"_s);
    QCOMPARE(node[u"country"].toString(), u"US"_s);
    QCOMPARE(node[u"cut_off"].toString(), u"15:30"_s);
    QCOMPARE(node[u"work_days"].toArray().size(), 5);
    QCOMPARE(node[u"orders_per_day"].toInt(), 800);
    QCOMPARE(node[u"costs"][u"order_fee"].toInt(), 120);
    QCOMPARE(m_stage.run({u"node"_s, u"add"_s, u"warehouse"_s, u"east"_s, u"--cut-off"_s, u"noon"_s}).code, 2);
    QCOMPARE(m_stage.run({u"node"_s, u"add"_s, u"warehouse"_s, u"east"_s, u"--time-zone"_s, u"Mars/Base"_s}).code, 2);
}

std::unique_ptr<QObject> makeRatesTest()
{
    return std::make_unique<RatesTest>();
}

#include "rates_test.moc"
