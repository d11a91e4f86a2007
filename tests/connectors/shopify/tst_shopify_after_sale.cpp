#include "core/connectors/channels/shopify/shopify_after_sale.h"
#include "core/connectors/channels/shopify/shopify_channel.h"
#include "tests/connectors/fake_exchange.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock;
using namespace crossdock::channels;
using namespace crossdock::shopify;

namespace {

QJsonObject dataOf(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

QByteArray orderNode(const QByteArray &more)
{
    return asJson("{'id':'gid://shopify/Order/5012','createdAt':'2026-11-25T07:00:00Z','updatedAt':'2026-11-25T08:00:00Z',"
                  "'lineItems':{'nodes':[],'pageInfo':{'hasNextPage':false}}") + asJson(more) + '}';
}

QByteArray returnOfOne(const QByteArray &status, const QByteArray &reason, const QByteArray &handle)
{
    return asJson("{'order':{'returns':{'nodes':[{'id':'gid://shopify/Return/77','name':'#1001-R1','createdAt':'2026-11-26T07:00:00Z','status':'" + status
                  + "','returnLineItems':{'nodes':[{'quantity':2,'returnReason':'" + reason + "','returnReasonDefinition':{'handle':'" + handle
                  + "'},'fulfillmentLineItem':{'lineItem':{'id':'gid://shopify/LineItem/11'}},"
                    "'withCodeDiscountedTotalPriceSet':{'shopMoney':{'amount':'25.0','currencyCode':'USD'}}}]}}]}}}");
}

} // namespace

/// What a Shopify shop tells of an order after the sale.
class TestShopifyAfterSale : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsReturns_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QByteArray>("word");
        QTest::addColumn<QByteArray>("handle");
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("reason");
        QTest::newRow("asked for") << QByteArray("REQUESTED") << QByteArray("UNWANTED") << QByteArray() << u"requested"_s << u"changed_mind"_s;
        QTest::newRow("approved") << QByteArray("OPEN") << QByteArray("DEFECTIVE") << QByteArray() << u"approved"_s << u"defective"_s;
        QTest::newRow("damaged, by its handle") << QByteArray("OPEN") << QByteArray("DEFECTIVE") << QByteArray("damaged") << u"approved"_s << u"damaged"_s;
        QTest::newRow("late, by its handle") << QByteArray("CLOSED") << QByteArray("OTHER") << QByteArray("arrived-late") << u"received"_s << u"late"_s;
        QTest::newRow("a handle that says no more") << QByteArray("DECLINED") << QByteArray("SIZE_TOO_SMALL") << QByteArray("too-tight") << u"rejected"_s << u"wrong_size"_s;
        QTest::newRow("taken back, and why is not known") << QByteArray("CANCELED") << QByteArray("UNKNOWN") << QByteArray() << u"cancelled"_s << QString();
    }
    void readsReturns()
    {
        QFETCH(QByteArray, status);
        QFETCH(QByteArray, word);
        QFETCH(QByteArray, handle);
        const auto read = parseReturns(dataOf(returnOfOne(status, word, handle)));
        QVERIFY(read);
        QCOMPARE(read->size(), 1);
        const auto &asked = std::get<Return>(read->first());
        QCOMPARE(asked.number, u"77"_s);
        QCOMPARE(asked.title, u"#1001-R1"_s);
        QTEST(nameOf(asked.state), "state");
        QTEST(asked.reason, "reason");
        QCOMPARE(asked.lines, (QList<Return::Line>{{u"11"_s, 2}}));
        QVERIFY(asked.value == (Money{2'500, u"USD"_s}));
        QCOMPARE(toText(asked.requestedAt), toText(*parseTime(u"2026-11-26T07:00:00Z")));
    }

    void readsRefunds_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<int>("count"); // -1: unreadable
        const auto one = [](const QByteArray &id, const QByteArray &amount) {
            return QByteArray("{'id':'" + id + "','totalRefundedSet':{'shopMoney':{'amount':'" + amount + "','currencyCode':'USD'}}}");
        };
        QTest::newRow("two") << asJson("{'order':{'refunds':[" + one("gid://shopify/Refund/1", "5.0") + ',' + one("gid://shopify/Refund/2", "7.5") + "]}}") << 2;
        QTest::newRow("units alone") << asJson("{'order':{'refunds':[" + one("gid://shopify/Refund/1", "0.0") + "]}}") << 0;
        QTest::newRow("none") << asJson("{'order':{'refunds':[]}}") << 0;
        QTest::newRow("no order") << asJson("{'order':null}") << -1;
    }
    void readsRefunds()
    {
        QFETCH(QByteArray, data);
        const auto read = parseRefunds(dataOf(data));
        QTEST(read ? static_cast<int>(read->size()) : -1, "count");
        if (read && read->size() == 2)
            QCOMPARE(std::get<Refund>(read->at(1)), (Refund{u"2"_s, {750, u"USD"_s}}));
    }

    void asksOnlyWhereThereIsSomething_data()
    {
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<QList<QByteArray>>("replies");
        QTest::addColumn<int>("told");
        const QByteArray refunded = ",'totalRefundedSet':{'shopMoney':{'amount':'5.0','currencyCode':'USD'}}", returned = ",'returnStatus':'RETURN_REQUESTED'";
        const QByteArray refunds = asJson("{'data':{'order':{'refunds':[{'id':'gid://shopify/Refund/1','totalRefundedSet':{'shopMoney':{'amount':'5.0','currencyCode':'USD'}}}]}}}");
        const QByteArray returns = asJson("{'data':") + returnOfOne("REQUESTED", "OTHER", {}) + '}';
        const QByteArray declined = asJson("{'data':") + returnOfOne("DECLINED", "OTHER", {}) + '}';
        const QByteArray denied = asJson("{'errors':[{'message':'No access.','extensions':{'code':'ACCESS_DENIED'}}],'data':{'order':null}}");
        QTest::newRow("nothing") << QByteArray(",'returnStatus':'NO_RETURN','totalRefundedSet':{'shopMoney':{'amount':'0.0','currencyCode':'USD'}}") << QList<QByteArray>{} << 0;
        QTest::newRow("not told") << QByteArray() << QList<QByteArray>{} << 0;
        QTest::newRow("a refund") << refunded << QList<QByteArray>{refunds} << 1;
        QTest::newRow("a return") << returned << QList<QByteArray>{returns} << 1;
        QTest::newRow("both") << refunded + returned << QList<QByteArray>{refunds, returns} << 2;
        QTest::newRow("none that is open, of an order that was sent") << QByteArray(",'returnStatus':'NO_RETURN','displayFulfillmentStatus':'FULFILLED'") << QList<QByteArray>{declined} << 1;
        QTest::newRow("a return that the key may not read") << returned << QList<QByteArray>{denied} << 0;
    }
    void asksOnlyWhereThereIsSomething()
    {
        QFETCH(QByteArray, more);
        QFETCH(QList<QByteArray>, replies);
        FakeClock clock;
        FakeExchange exchange(clock);
        const auto port = portOver(exchange, clock);
        exchange.reply(200, asJson("{'data':{'order':") + orderNode(more) + "}}");
        for (const QByteArray &reply : std::as_const(replies))
            exchange.reply(200, reply);
        std::optional<Answer<ChannelOrder>> order;
        port->readOrder(u"5012"_s, [&order](const auto &read) { order = read; });
        QVERIFY(exchange.run());
        QVERIFY(order && *order);
        QTEST(static_cast<int>((*order)->afterSale.size()), "told");
    }

    void answersAReturn_data()
    {
        QTest::addColumn<Instruction::Kind>("kind");
        QTest::addColumn<QByteArray>("status"); // empty: there is none
        QTest::addColumn<QByteArray>("error"); // of the mutation; "-": it is not asked
        QTest::addColumn<bool>("isDone");
        using Kind = Instruction::Kind;
        QTest::newRow("approve") << Kind::ApproveReturn << QByteArray("REQUESTED") << QByteArray() << true;
        QTest::newRow("decline") << Kind::DeclineReturn << QByteArray("REQUESTED") << QByteArray() << true;
        QTest::newRow("approved before") << Kind::ApproveReturn << QByteArray("OPEN") << QByteArray("-") << true;
        QTest::newRow("declined before") << Kind::DeclineReturn << QByteArray("DECLINED") << QByteArray("-") << true;
        QTest::newRow("decline what was approved") << Kind::DeclineReturn << QByteArray("OPEN") << QByteArray("-") << false;
        QTest::newRow("a return that is not there") << Kind::ApproveReturn << QByteArray() << QByteArray("-") << false;
        QTest::newRow("refused") << Kind::ApproveReturn << QByteArray("REQUESTED") << QByteArray("Return is locked.") << false;
    }
    void answersAReturn()
    {
        QFETCH(Instruction::Kind, kind);
        QFETCH(QByteArray, status);
        QFETCH(QByteArray, error);
        FakeClock clock;
        FakeExchange exchange(clock);
        const auto port = portOver(exchange, clock);
        exchange.reply(200, status.isEmpty() ? asJson("{'data':{'return':null}}") : asJson("{'data':{'return':{'id':'gid://shopify/Return/77','status':'" + status + "'}}}"));
        const QByteArray errors = error.isEmpty() ? QByteArray() : "{'field':['id'],'message':'" + error + "'}";
        if (error != "-")
            exchange.reply(200, asJson("{'data':{'returnApproveRequest':{'return':null,'userErrors':[" + errors + "]}}}"));
        Instruction told;
        told.kind = kind;
        told.order = u"5012"_s;
        told.returned = u"77"_s;
        std::optional<Answer<QString>> words;
        port->carryOut(told, [&words](const auto &said) { words = said; });
        QVERIFY(exchange.run());
        QVERIFY(words);
        QTEST(words->has_value(), "isDone");
        if (error.size() > 1)
            QVERIFY(words->error().words.contains(QString::fromUtf8(error)));
        if (error.isEmpty()) {
            const QJsonValue input = exchange.json(1)["variables"_L1]["input"_L1];
            QCOMPARE(input["id"_L1].toString(), u"gid://shopify/Return/77"_s);
            QCOMPARE(input["declineReason"_L1].toString(), kind == Instruction::Kind::DeclineReturn ? u"OTHER"_s : QString());
        }
    }

private:
    static std::unique_ptr<ShopifyChannel> portOver(FakeExchange &exchange, FakeClock &clock)
    {
        ChannelDetails details;
        details.name = *ChannelId::parse(u"shop");
        details.kind = u"shopify"_s;
        details.url = u"https://harbour.myshopify.com/"_s;
        return std::make_unique<ShopifyChannel>(details, Secrets{u"shpat_secret"_s, {}, {}, u"hush"_s}, exchange, clock, nullptr);
    }
};

QTEST_GUILESS_MAIN(TestShopifyAfterSale)
#include "tst_shopify_after_sale.moc"
