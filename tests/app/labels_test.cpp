#include "tests/app/sandbox_services.h"
#include "tests/app/stage.h"
#include "tests/app/tst_app.h"

#include <QFile>
#include <QMessageAuthenticationCode>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QThread>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock::app_test;

namespace {

constexpr int patienceMs = 20'000;

/// A label printer on loopback: keeps what one connection sends.
class Paper : public QThread
{
public:
    Paper()
    {
        m_server.listen(QHostAddress::LocalHost);
        m_port = m_server.serverPort();
        m_server.moveToThread(this);
        start();
    }
    ~Paper() override { wait(); }
    QString address() const { return u"127.0.0.1:%1"_s.arg(m_port); }
    QByteArray printed; ///< read it after wait()

protected:
    void run() override
    {
        if (!m_server.waitForNewConnection(patienceMs))
            return;
        const std::unique_ptr<QTcpSocket> socket(m_server.nextPendingConnection());
        while (socket->waitForReadyRead(patienceMs))
            printed += socket->readAll();
    }

private:
    QTcpServer m_server;
    quint16 m_port = 0;
};

} // namespace

/// Labels from the wish to the refund with the real program, a carrier of the sandbox, and a printer on a socket.
class LabelsAppTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void refuses_data();
    void refuses();
    void showsWhatWasNotPrinted();
    void buysPrintsAndTakesBack();
    void followsAndComparesWithTheInvoice();
    void hearsItsCarrier();
    void buysALabelForEachPlace();
    void keepsGoodsForCustoms();

private:
    Outcome label(const QString &line) { return m_stage.run(line.split(u' ') + QStringList{u"--json"_s}); }

    Stage m_stage;
    SandboxServices m_services{{u"--skus"_s, u"3"_s}};
};

void LabelsAppTest::initTestCase()
{
    const QJsonObject post = m_services.carrier(u"post"_s);
    QCOMPARE(post[u"kind"].toString(), u"easypost"_s);
    const QString key = m_stage.write(u"key.txt"_s, post[u"secrets"][u"api_key"].toString().toUtf8());
    QCOMPARE(m_stage.run({u"carrier"_s, u"add"_s, u"easypost"_s, u"post"_s, u"--url"_s, post[u"url"].toString(), u"--secret"_s, u"api_key=@"_s + key, u"--secret"_s, u"webhook_secret=@"_s + m_stage.write(u"hook.txt"_s, "hook")}).code, 0);
    QCOMPARE(m_stage.openMugShop(), QString());
    QByteArray orders = "channel,order_id,created_at,sku,quantity,price,currency,name,email,country,region,city,postcode,address\n";
    for (const char *number : {"1", "2", "3"})
        orders += "web," + QByteArray(number) + ",2026-11-20T10:00:00Z,MUG,2,12.50,USD,Ada Buyer,,US,NY,Troy,12180,1 River St\n";
    orders += "web,9,2026-11-20T10:00:00Z,MUG,1,12.50,USD,Zoe Abroad,,CA,ON,Ottawa,K1A0B1,5 Maple Rd\n";
    QCOMPARE(m_stage.run({u"import"_s, u"orders"_s, m_stage.write(u"orders.csv"_s, orders)}).code, 0);
}

void LabelsAppTest::refuses_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char *name, const char *line, int code, const char *words) { QTest::newRow(name) << QString::fromLatin1(line) << code << QByteArray(words); };
    row("nothing verified", "label buy web/1 --weight 900g", 2, "--unit");
    row("more than belongs into it", "label buy web/1 --unit MUG=3 --weight 900g", 1, "3 of MUG in the box, and 2 belong into it");
    row("more than belongs into it, only priced", "label rates web/1 --unit MUG=3 --weight 900g", 1, "3 of MUG in the box, and 2 belong into it at main");
    row("nothing of a SKU", "label rates web/1 --unit MUG=0 --weight 900g", 2, "at least one unit goes into a box");
    row("a box without weight", "label rates web/1 --unit MUG=2 --weight 0g", 2, "a closed box weighs more than nothing");
    row("no weight", "label buy web/1 --unit MUG=2 --weight heavy", 2, "it is written like 640g");
    row("no such service", "label buy web/1 --unit MUG=2 --weight 900g --service post/Rocket", 1, "no carrier sells this service");
    row("too heavy for any", "label buy web/1 --unit MUG=2 --weight 90kg", 1, "at most 70 lb");
    row("abroad, nothing known for customs", "label buy web/9 --unit MUG=1 --weight 500g", 1, "customs needs of MUG: HS code, country of origin");
    row("a printer nobody set up", "label buy web/1 --unit MUG=2 --weight 900g --printer zebra", 1, "zebra is not known here");
    row("no such label", "label print 99 --printer zebra", 1, "zebra is not known here");
    row("PDF on a socket", "printer set zebra --socket 127.0.0.1:9100 --format pdf", 1, "a socket takes ZPL");
    row("a socket without a host", "printer set zebra --socket :9100", 1, "HOST:PORT");
    row("a socket without a port", "printer set zebra --socket host:", 1, "HOST:PORT");
    row("a port that there is not", "printer set zebra --socket host:99999", 1, "HOST:PORT");
    row("PDF for a printer of ZPL, before anything is bought", "label buy web/1 --unit MUG=2 --weight 900g --printer roll --format pdf", 1, "a printer on a socket takes ZPL");
    row("a size of one character", "label buy web/1 --unit MUG=2 --weight 900g --size 5", 2, "it is written like 30x20x10cm");
    row("a size without sides", "label buy web/1 --unit MUG=2 --weight 900g --size cm", 2, "it is written like 30x20x10cm");
    row("goods of a SKU nobody knows", "goods show NOPE", 1, "NOPE is not known here");
}

void LabelsAppTest::refuses()
{
    QFETCH(QString, line);
    QFETCH(int, code);
    QFETCH(QByteArray, words);
    QCOMPARE(m_stage.run({u"printer"_s, u"set"_s, u"roll"_s, u"--socket"_s, u"127.0.0.1:9"_s}).code, 0);
    const Outcome outcome = m_stage.run(line.split(u' '));
    QCOMPARE(m_stage.run({u"printer"_s, u"remove"_s, u"roll"_s}).code, 0);
    QCOMPARE(outcome.code, code);
    QVERIFY2(outcome.err.contains(words), outcome.err);
    QCOMPARE(label(u"label list"_s).json().array().size(), 0);
}

/// A label is bought once, and shown, whether it came out of the printer or not.
void LabelsAppTest::showsWhatWasNotPrinted()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const QString address = u"127.0.0.1:%1"_s.arg(server.serverPort());
    server.close();
    QCOMPARE(m_stage.run({u"printer"_s, u"set"_s, u"  front   desk "_s, u"--socket"_s, address}).code, 0);
    QCOMPARE(label(u"printer show"_s).json()[0][u"name"].toString(), u"front desk"_s);
    const Outcome outcome = m_stage.run({u"label"_s, u"buy"_s, u"web/3"_s, u"--unit"_s, u"MUG=2"_s, u"--weight"_s, u"900g"_s, u"--printer"_s, u" front desk"_s, u"--json"_s});
    QCOMPARE(outcome.code, 5);
    QVERIFY2(outcome.err.contains("front desk did not print it"), outcome.err);
    QCOMPARE(outcome.json()[u"state"].toString(), u"bought"_s);
    QCOMPARE(outcome.json()[u"prints"].toInt(), 1);
    const Outcome cancelled = m_stage.run({u"order"_s, u"cancel"_s, u"web/3"_s, u"--reason"_s, u"a test"_s});
    QVERIFY2(cancelled.err.contains(u"label void %1"_s.arg(outcome.json()[u"id"].toInt()).toUtf8()), cancelled.err); // it is paid for
    QVERIFY(m_stage.run({u"label"_s, u"list"_s}).err.contains("Order web/3 is cancelled"));
    QCOMPARE(m_stage.run({u"label"_s, u"void"_s, QString::number(outcome.json()[u"id"].toInt()), u"--reason"_s, u"a test"_s}).code, 0);
    QCOMPARE(m_stage.run({u"printer"_s, u"remove"_s, u"front  desk"_s}).code, 0);
}

void LabelsAppTest::buysPrintsAndTakesBack()
{
    Paper paper, again;
    QCOMPARE(m_stage.run({u"printer"_s, u"set"_s, u"zebra"_s, u"--socket"_s, paper.address()}).code, 0);
    const QString buy = u"label buy web/1 --unit MUG=2 --weight 900g --size 30x20x10cm --printer zebra --key k1"_s;
    const QJsonObject bought = label(buy).json().object();
    QCOMPARE(bought[u"state"].toString(), u"bought"_s);
    QCOMPARE(bought[u"service"].toString(), u"GroundAdvantage"_s); // the cheapest
    QCOMPARE(bought[u"prints"].toInt(), 1);
    QVERIFY(bought[u"tracking"].toString().startsWith(u"9400"_s));
    QVERIFY(!bought[u"void_until"].isNull());
    paper.wait();
    QVERIFY2(paper.printed.startsWith("^XA") && paper.printed.contains("1 River St"), paper.printed);

    const Outcome replayed = label(buy);
    QCOMPARE(replayed.json()[u"id"].toInt(), bought[u"id"].toInt()); // the same key: the same label
    QVERIFY2(replayed.err.contains("not again now"), replayed.err); // a crash may have eaten the paper
    const Outcome other = label(QString(buy).replace(u"900g"_s, u"800g"_s));
    QVERIFY2(other.code == 1 && other.err.contains("used before with other contents"), other.err);
    QCOMPARE(m_stage.run({u"printer"_s, u"set"_s, u"zebra"_s, u"--socket"_s, again.address()}).code, 0);
    const QString number = QString::number(bought[u"id"].toInt());
    const Outcome silent = m_stage.run({u"label"_s, u"print"_s, number});
    QCOMPARE(silent.code, 1);
    QVERIFY2(silent.err.contains("a reason is needed"), silent.err);
    const QStringList print{u"label"_s, u"print"_s, number, u"--reason"_s, u"paper jam"_s, u"--key"_s, u"p1"_s, u"--json"_s};
    QCOMPARE(m_stage.run(print).json()[u"prints"].toInt(), 2);
    again.wait();
    QCOMPARE(again.printed, paper.printed);
    const Outcome asPrinted = m_stage.run(print);
    QCOMPARE(asPrinted.json()[u"prints"].toInt(), 2);
    QVERIFY2(asPrinted.err.contains("not again now"), asPrinted.err); // the printer would not answer any more

    const QStringList takeBack{u"label"_s, u"void"_s, number, u"--reason"_s, u"wrong box"_s, u"--key"_s, u"v1"_s, u"--json"_s};
    const QJsonObject back = m_stage.run(takeBack).json().object();
    QCOMPARE(back[u"state"].toString(), u"refund_asked"_s);
    QCOMPARE(m_stage.run(takeBack).json().object(), back); // its carrier is not asked a second time
    QCOMPARE(m_stage.run({u"label"_s, u"print"_s, number, u"--reason"_s, u"once more"_s}).code, 1);
    const QByteArray trail = m_stage.run({u"audit"_s, u"show"_s, u"--order"_s, u"web/1"_s}).out;
    for (const char *words : {"Label asked for", "Label bought", "Label printed", "Label printed again", "paper jam", "Label taken back", "wrong box"})
        QVERIFY2(trail.contains(words), trail);
    QVERIFY(!trail.contains("River")); // the buyer's street is nobody's business there
    QCOMPARE(m_stage.run({u"audit"_s, u"verify"_s}).code, 0);
}

void LabelsAppTest::followsAndComparesWithTheInvoice()
{
    const QJsonObject bought = label(u"label buy web/2 --unit MUG=2 --weight 900g --service post/Priority --key k2"_s).json().object();
    QCOMPARE(bought[u"service"].toString(), u"Priority"_s);
    QCOMPARE(bought[u"format"].toString(), u"pdf"_s);
    const QString number = QString::number(bought[u"id"].toInt()), tracking = bought[u"tracking"].toString();
    QCOMPARE(m_stage.run({u"label"_s, u"show"_s, number, u"--document"_s, m_stage.file(u"label.pdf"_s)}).code, 0);
    QFile pdf(m_stage.file(u"label.pdf"_s));
    QVERIFY(pdf.open(QIODevice::ReadOnly));
    const QByteArray bytes = pdf.readAll();
    QVERIFY(bytes.startsWith("%PDF-") && bytes.contains("1 River St"));
    QCOMPARE(m_stage.run({u"order"_s, u"ship"_s, u"web/2"_s, u"--tracking"_s, tracking}).code, 0);
    QCOMPARE(label(u"label show "_s + number).json()[u"state"].toString(), u"used"_s);
    QCOMPARE(label(u"label buy web/2 --unit MUG=2 --weight 900g --key k2"_s).json()[u"id"].toInt(), bought[u"id"].toInt()); // no carrier is asked again
    const Outcome another = label(u"label buy web/2 --unit MUG=2 --weight 900g"_s);
    QVERIFY2(another.code == 1 && another.err.contains("it has left"), another.err);
    const QJsonObject way = label(u"label track "_s + number).json().object();
    QCOMPARE(way[u"progress"].toString(), u"announced"_s);
    QCOMPARE(way[u"events"].toArray().size(), 1);
    QCOMPARE(m_stage.run({u"label"_s, u"void"_s, number, u"--reason"_s, u"too late"_s}).code, 1);
}

/// What a carrier tells of a parcel by itself, at the door for webhooks: signed, and only then.
void LabelsAppTest::hearsItsCarrier()
{
    const QJsonObject used = label(u"label list --order web/2"_s).json()[0].toObject();
    const QString number = QString::number(used[u"id"].toInt());
    const QByteArray body = R"({"description":"tracker.updated","result":{"object":"Tracker","tracking_code":")" + used[u"tracking"].toString().toUtf8()
        + R"(","tracking_details":[{"status":"delivered","message":"Delivered, porch","datetime":"2099-01-01T10:00:00Z"}]}})";
    const QByteArray good = "hmac-sha256-hex=" + QMessageAuthenticationCode::hash(body, "hook", QCryptographicHash::Sha256).toHex();
    QVERIFY(m_stage.startEngine());
    QTRY_COMPARE_WITH_TIMEOUT(send("POST", m_stage.webhooks(u"post"_s), {{"X-Hmac-Signature", "hmac-sha256-hex=00"}}, body).status, 401, 15'000); // 503 until all names are known
    QCOMPARE(send("POST", m_stage.webhooks(u"nobody"_s), {{"X-Hmac-Signature", good}}, body).status, 404);
    QCOMPARE(label(u"label show "_s + number).json()[u"progress"].toString(), u"announced"_s);
    QCOMPARE(send("POST", m_stage.webhooks(u"post"_s), {{"X-Hmac-Signature", good}}, body).status, 200);
    QCOMPARE(label(u"label show "_s + number).json()[u"progress"].toString(), u"delivered"_s);
    QCOMPARE(m_stage.stopEngine(), 0);
}

/// An order whose units lie at two places gets a label for each box, named by its place.
void LabelsAppTest::buysALabelForEachPlace()
{
    QCOMPARE(m_stage.run({u"node"_s, u"add"_s, u"warehouse"_s, u"east"_s, u"--country"_s, u"US"_s, u"--city"_s, u"Troy"_s, u"--postcode"_s, u"12180"_s, u"--street"_s, u"9 Hill Rd"_s, u"--sender"_s, u"Dock"_s}).code, 0);
    QCOMPARE(m_stage.run({u"import"_s, u"skus"_s, m_stage.write(u"pots.csv"_s, "sku,name,weight_g\nPOT,Pot,900\n")}).code, 0);
    QCOMPARE(m_stage.run({u"stock"_s, u"receive"_s, u"POT"_s, u"--node"_s, u"east"_s, u"--quantity"_s, u"5"_s}).code, 0);
    QCOMPARE(m_stage.run({u"import"_s, u"orders"_s, m_stage.write(u"split.csv"_s, "channel,order_id,created_at,sku,quantity,price,currency,name,email,country,region,city,postcode,address\n"
                                                                                  "web,7,2026-11-20T10:00:00Z,MUG,1,12.50,USD,Ada Buyer,,US,NY,Troy,12180,1 River St\n"
                                                                                  "web,7,2026-11-20T10:00:00Z,POT,1,30.00,USD,Ada Buyer,,US,NY,Troy,12180,1 River St\n")}).code, 0);
    const Outcome both = m_stage.run({u"label"_s, u"buy"_s, u"web/7"_s, u"--unit"_s, u"MUG=1"_s, u"--unit"_s, u"POT=1"_s, u"--weight"_s, u"1.4kg"_s});
    QCOMPARE(both.code, 1);
    QVERIFY2(both.err.contains("its units lie at main and east: a label for each, with --node"), both.err);
    const QJsonObject first = label(u"label buy web/7 --unit MUG=1 --weight 500g --node main"_s).json().object(), second = label(u"label buy web/7 --unit POT=1 --weight 1kg --node east"_s).json().object();
    QCOMPARE(first[u"state"].toString() + first[u"box"][u"node"].toString(), u"boughtmain"_s);
    QCOMPARE(second[u"state"].toString() + second[u"box"][u"node"].toString(), u"boughteast"_s);
    QVERIFY(first[u"tracking"] != second[u"tracking"]);
    QCOMPARE(m_stage.run({u"order"_s, u"ship"_s, u"web/7"_s, u"--node"_s, u"main"_s, u"--tracking"_s, first[u"tracking"].toString()}).code, 0);
    QCOMPARE(m_stage.run({u"order"_s, u"ship"_s, u"web/7"_s, u"--node"_s, u"east"_s, u"--tracking"_s, second[u"tracking"].toString()}).code, 0);
    for (const QJsonValue one : label(u"label list --order web/7"_s).json().array())
        QCOMPARE(one[u"state"].toString(), u"used"_s);
}

void LabelsAppTest::keepsGoodsForCustoms()
{
    QCOMPARE(m_stage.run({u"goods"_s, u"set"_s, u"MUG"_s, u"--hs-code"_s, u"6911.10"_s, u"--origin"_s, u"pt"_s}).code, 0);
    const QJsonObject goods = label(u"goods show MUG"_s).json()[0].toObject();
    QCOMPARE(goods[u"hs_code"].toString(), u"691110"_s);
    QCOMPARE(goods[u"origin"].toString(), u"PT"_s);
    QCOMPARE(label(u"label buy web/9 --unit MUG=1 --weight 500g"_s).json()[u"state"].toString(), u"bought"_s);
}

std::unique_ptr<QObject> makeLabelsTest()
{
    return std::make_unique<LabelsAppTest>();
}

#include "labels_test.moc"
