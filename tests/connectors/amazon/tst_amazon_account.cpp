#include "core/connectors/channels/amazon/account_report.h"
#include "tests/connectors/amazon/harbour_account.h"
#include "tests/connectors/amazon/scripted_exchange.h"

using namespace crossdock;
using namespace crossdock::amazon;
using namespace crossdock::channels;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray created = "{\"reportId\":\"R1\"}", ready = "{\"reportId\":\"R1\",\"processingStatus\":\"DONE\",\"reportDocumentId\":\"D1\"}";
const QByteArray document = "{\"reportDocumentId\":\"D1\",\"url\":\"https://tortuga-prod-na.s3.amazonaws.com/r1?X-Amz-Signature=1\"}";

} // namespace

/// Amazon's report of how the account does: asked for, waited for, read.
class TestAmazonAccount : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        clock = ManualClock();
        net.open.clear();
        answer.reset();
        api = std::make_unique<SellingPartnerApi>(known, secrets, net, clock, nullptr);
        auto *report = new AccountReport(known, *api, net, clock, [this](const Answer<AccountHealth> &told) { answer = told; }, api.get());
        report->start();
        QVERIFY(net.reply("token", 200, goodToken));
    }

    void isReadWhenItIsReady()
    {
        QCOMPARE(net.find("/reports")->json()["reportType"_L1].toString(), u"GET_V2_SELLER_PERFORMANCE_REPORT"_s);
        QVERIFY(net.reply("/reports", 202, created));
        QVERIFY(net.open.isEmpty());
        for (const char *state : {"IN_QUEUE", "IN_PROGRESS"}) {
            clock.advance(15s);
            QVERIFY(net.reply("/reports/R1", 200, QByteArray("{\"processingStatus\":\"STATE\"}").replace("STATE", state)));
        }
        clock.advance(15s);
        QVERIFY(net.reply("/reports/R1", 200, ready));
        QVERIFY(net.reply("/documents/D1", 200, document));
        QVERIFY(net.find("tortuga")->header("x-amz-access-token").isEmpty()); // the address is the key
        QVERIFY(net.reply("tortuga", 200, recorded("account_report.json")));
        QVERIFY(answer && *answer);
        QCOMPARE(accountLines(**answer).join(u", "_s), u"the account is AT_RISK, order defects 0.90 %, late shipments 3.20 %, cancellations 0.50 %"_s);
        QCOMPARE((*answer)->at, clock.now());
    }

    void failures_data()
    {
        QTest::addColumn<QByteArray>("where");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<CallFailure::Kind>("kind");
        using Kind = CallFailure::Kind;
        QTest::newRow("without the role") << QByteArray("/reports") << 403 << QByteArray("{\"errors\":[{\"code\":\"Unauthorized\",\"message\":\"Denied\"}]}") << Kind::Rejected;
        QTest::newRow("too often") << QByteArray("/reports") << 429 << QByteArray("{}") << Kind::RateLimited;
        QTest::newRow("no report") << QByteArray("/reports") << 202 << QByteArray("{}") << Kind::Rejected;
        QTest::newRow("given up") << QByteArray("/reports/R1") << 200 << QByteArray("{\"processingStatus\":\"FATAL\"}") << Kind::Unreachable;
        QTest::newRow("an address that is not sealed") << QByteArray("/documents/D1") << 200 << QByteArray(document).replace("https", "http") << Kind::Rejected;
        QTest::newRow("the document is gone") << QByteArray("tortuga") << 404 << QByteArray() << Kind::Rejected;
        QTest::newRow("the document is none") << QByteArray("tortuga") << 200 << QByteArray("<html>") << Kind::Rejected;
        QTest::newRow("of another marketplace") << QByteArray("tortuga") << 200 << recorded("account_report.json").replace("ATVPDKIKX0DER", "A1F83G8C2ARO7P") << Kind::Rejected;
    }
    void failures()
    {
        QFETCH(QByteArray, where);
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        const QList<std::pair<QByteArray, QByteArray>> steps{{"/reports", created}, {"/reports/R1", ready}, {"/documents/D1", document}, {"tortuga", {}}};
        for (const auto &[step, good] : steps) {
            if (step == where)
                break;
            QVERIFY(net.reply(step, step == "/reports" ? 202 : 200, good));
            clock.advance(15s);
        }
        QVERIFY(net.reply(where, status, body));
        QVERIFY(answer && !*answer);
        QTEST(answer->error().kind, "kind");
    }

    void isPackedOrNot_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("isPacked");
        QTest::addColumn<bool>("isRead");
        const QByteArray text = recorded("account_report.json");
        QTest::newRow("plain") << text << false << true;
        QTest::newRow("said to be packed, and is not") << text << true << false;
        QTest::newRow("cut off") << QByteArray::fromHex("1f8b08000000000000") << true << false;
        // {"accountStatuses":[{"marketplaceId":"ATVPDKIKX0DER","status":"NORMAL"}]}
        QTest::newRow("packed") << QByteArray::fromBase64("H4sIAAAAAAAAA6tWSkxOzi/NKwkuSSwpLU4tVrKKrlbKTSzKTi0pyElMTvVMUbJScgwJC3Dx9vSOMHBxDVLSUSoGKwZK+PkH+Tr6KNXG1gIAS19UIUkAAAA=") << true << true;
    }
    void isPackedOrNot()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, isPacked);
        QTEST(readAccountReport(bytes, isPacked, u"ATVPDKIKX0DER"_s, clock.now()).has_value(), "isRead");
    }

private:
    const Account known = harbourAccount();
    const Secrets secrets = harbourSecrets();
    ManualClock clock;
    ScriptedExchange net;
    std::unique_ptr<SellingPartnerApi> api;
    std::optional<Answer<AccountHealth>> answer;
};

QTEST_GUILESS_MAIN(TestAmazonAccount)
#include "tst_amazon_account.moc"
