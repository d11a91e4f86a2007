#include "core/connectors/nodes/amazon_mcf/mcf_node.h"
#include "tests/connectors/amazon/mock_servers.h"
#include "tests/connectors/nodes/node_words.h"

#include <QStandardPaths>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock;
using namespace crossdock::fulfilment;
using namespace crossdock::nodes;
using namespace crossdock::mocks;

namespace {

/// The model of 2020-07-01 names the content of its examples "payload" where a media type belongs, so the mock answers with the
/// content alone: it goes back into the envelope that the model's schema has.
class EnvelopedExchange : public CheckedExchange
{
public:
    void send(http::Request request, QObject *context, std::function<void(http::Answer)> done) override
    {
        const bool isOld = request.url.contains("/fba/outbound/2020-07-01/");
        CheckedExchange::send(std::move(request), context, [isOld, done = std::move(done)](http::Answer answer) {
            const QJsonObject body = answer ? QJsonDocument::fromJson(answer->body).object() : QJsonObject();
            if (isOld && !body.isEmpty() && !body.contains("payload"_L1) && !body.contains("errors"_L1))
                answer->body = QJsonDocument(QJsonObject{{u"payload"_s, body}}).toJson();
            done(std::move(answer));
        });
    }
};

} // namespace

/// The connector against mock servers made from Amazon's own models: every request must follow them, and their own answers must
/// be understood.
class TestMcfMocks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<QString>("contract");
        QTest::newRow("2020-07-01") << u"2020-07-01"_s;
        QTest::newRow("2026-07-04") << u"2026-07-04"_s;
    }

    void initTestCase()
    {
        const QString script = sharedFolder() + u"/specs/serve-mocks.sh"_s;
        if (!QFile::exists(script))
            QSKIP("the mock servers are not here (set CROSSDOCK_SHARED to the folder that holds specs/serve-mocks.sh)");
        if (QStandardPaths::findExecutable(u"node"_s).isEmpty() || QStandardPaths::findExecutable(u"npm"_s).isEmpty())
            QSKIP("node and npm are not installed, so the mock servers cannot run");
        const int base = freeBasePort();
        QVERIFY(base > 0);
        const QString cache = QCoreApplication::applicationDirPath() + u"/../amazon/amazon-mocks"_s; // shared with the channel's test
        m_mocks.start(u"sh"_s, {script, cache, QString::number(base), u"amazon"_s});
        QByteArray said;
        while (!said.contains("READY") && m_mocks.state() != QProcess::NotRunning && m_mocks.waitForReadyRead(90'000))
            said += m_mocks.readAllStandardOutput();
        if (!said.contains("READY"))
            QSKIP(qPrintable(u"the mock servers did not start: "_s + QString::fromUtf8(m_mocks.readAllStandardError().left(500))));
        m_url = u"http://127.0.0.1:%1"_s.arg(base);
    }

    void cleanupTestCase()
    {
        m_node.reset();
        if (m_mocks.state() == QProcess::NotRunning)
            return;
        m_mocks.terminate(); // by its process id, which is node's own
        if (!m_mocks.waitForFinished(5'000))
            m_mocks.kill();
    }

    void init()
    {
        QFETCH_GLOBAL(QString, contract);
        const Account account{*NodeId::parse(u"mcf"), u"amazon-mcf"_s, m_url,
                              {{u"marketplace_id"_s, u"ATVPDKIKX0DER"_s}, {u"auth_url"_s, u"http://127.0.0.1:%1/auth/o2/token"_s.arg(m_tokens.serverPort())}, {u"contract"_s, contract}},
                              {{u"client_id"_s, u"a"_s}, {u"client_secret"_s, u"b"_s}, {u"refresh_token"_s, u"c"_s}}};
        auto made = McfNode::make(account, m_calls, m_clock);
        QVERIFY(made);
        m_node = *std::move(made);
    }
    void cleanup() { QCOMPARE(m_calls.violations, QStringList()); }

    void previews()
    {
        NodeOrder order = someOrder();
        order.handling.plainBox = true;
        std::optional<Answer<QList<NodeOffer>>> offers;
        m_node->preview(order, [&](const Answer<QList<NodeOffer>> &answer) { offers = answer; });
        QTRY_VERIFY(offers);
        QVERIFY2(*offers, qPrintable(failureOr(*offers)));
        QVERIFY(!(*offers)->isEmpty() && (*offers)->first().total);
    }

    void creates_data()
    {
        QTest::addColumn<bool>("isHeld");
        QTest::addColumn<QStringList>("blocked");
        QTest::newRow("at once") << false << QStringList();
        QTest::newRow("held") << true << QStringList();
        QTest::newRow("not by Amazon's drivers") << false << QStringList{u"amzl"_s};
    }
    void creates()
    {
        QFETCH(bool, isHeld);
        QFETCH(QStringList, blocked);
        NodeOrder order = someOrder();
        order.isHeld = isHeld;
        order.handling.blockedCarriers = blocked;
        std::optional<Answer<NodeReceipt>> receipt;
        m_node->create(order, [&](const Answer<NodeReceipt> &answer) { receipt = answer; });
        QTRY_VERIFY(receipt);
        QVERIFY2(*receipt, qPrintable(failureOr(*receipt)));
    }

    void readsReleasesAndCancels()
    {
        std::optional<Answer<std::optional<NodeStatus>>> status;
        m_node->read({u"shop-1-a"_s, {}}, [&](const Answer<std::optional<NodeStatus>> &answer) { status = answer; });
        QTRY_VERIFY(status);
        QVERIFY2(*status && **status, qPrintable(failureOr(*status)));
        QVERIFY(!(**status)->lines.isEmpty());
        std::optional<Answer<QString>> words;
        m_node->release({u"shop-1-a"_s, {}}, [&](const Answer<QString> &answer) { words = answer; });
        QTRY_VERIFY(words);
        QVERIFY2(*words, qPrintable(failureOr(*words)));
        std::optional<Answer<CancelReport>> report;
        m_node->cancel({u"shop-1-a"_s, {}}, {}, [&](const Answer<CancelReport> &answer) { report = answer; });
        QTRY_VERIFY(report);
        QVERIFY2(*report, qPrintable(failureOr(*report)));
    }

    void tracksChecksAndReadsStock()
    {
        std::optional<Answer<NodeParcel>> parcel;
        m_node->track(u"212794778"_s, [&](const Answer<NodeParcel> &answer) { parcel = answer; });
        QTRY_VERIFY(parcel);
        QVERIFY2(*parcel, qPrintable(failureOr(*parcel)));
        std::optional<Answer<QStringList>> reasons;
        m_node->checkSku(u"LAMP/OAK 2"_s, {true, {}, false, false}, [&](const Answer<QStringList> &answer) { reasons = answer; });
        QTRY_VERIFY(reasons);
        QVERIFY2(*reasons, qPrintable(failureOr(*reasons)));
        std::optional<Answer<StockPage>> page;
        m_node->readStock({}, [&](const Answer<StockPage> &answer) { page = answer; });
        QTRY_VERIFY(page);
        QVERIFY2(*page, qPrintable(failureOr(*page)));
    }

private:
    QProcess m_mocks;
    QString m_url;
    SystemClock m_clock;
    TokenServer m_tokens;
    EnvelopedExchange m_calls;
    std::unique_ptr<McfNode> m_node;
};

QTEST_GUILESS_MAIN(TestMcfMocks)
#include "tst_mcf_mocks.moc"
