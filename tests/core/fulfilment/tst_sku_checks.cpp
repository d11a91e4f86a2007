#include "tests/core/workshop.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::tests;
using namespace crossdock::fulfilment;

namespace {

constexpr Milliseconds day{24LL * 3'600'000};

/// Units with Amazon, and a channel.
struct Shop : Workshop {
    Shop(const store::Source &source, const QString &channelKind, const QString &nodeKind = u"amazon-mcf"_s)
        : Workshop(source)
    {
        must(command::DefineNode{node(u"mcf"), nodeKind, {}});
        for (const QStringView code : {u"MUG", u"LAMP", u"CHAIR"})
            define(code, 1);
        must(command::ReceiveStock{sku(u"LAMP"), node(u"mcf"), 1});
        ChannelDetails details;
        details.name = channel(u"market");
        details.kind = channelKind;
        details.url = u"http://localhost"_s;
        must(command::AddChannel{details});
    }
    void say(const QString &code, const QString &demand, const QStringList &reasons, Milliseconds ago)
    {
        must(command::RecordSkuChecks{node(u"mcf"), {{node(u"mcf"), code, demand, reasons, clock.now() - ago}}});
    }
    QStringList due(int limit = 100)
    {
        QStringList texts;
        for (const SkuCheck &check : ask(query::SkuChecks{node(u"mcf"), clock.now(), limit}))
            texts.append(check.sku + u" "_s + check.demand);
        return texts;
    }
};

} // namespace

/// What nodes of others say of packing SKUs: on record, and what they are to be asked.
class SkuChecksTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void namesDemands_data()
    {
        QTest::addColumn<bool>("isPlain");
        QTest::addColumn<QStringList>("blocked");
        QTest::addColumn<QStringList>("demands");
        QTest::newRow("none") << false << QStringList() << QStringList();
        QTest::newRow("a blank box") << true << QStringList() << QStringList{u"blank box"_s};
        QTest::newRow("both") << true << QStringList{u"amzl"_s} << QStringList{u"blank box"_s, u"not by amzl"_s};
    }
    void namesDemands()
    {
        QFETCH(bool, isPlain);
        QFETCH(QStringList, blocked);
        const Handling handling{isPlain, blocked, true, true};
        const QStringList demands = skuDemandsOf(handling);
        QTEST(demands, "demands");
        Handling back;
        for (const QString &demand : demands) {
            const Handling one = handlingFor(demand);
            back.plainBox = back.plainBox || one.plainBox;
            back.blockedCarriers += one.blockedCarriers;
        }
        QCOMPARE(back, (Handling{isPlain, blocked, false, false}));
    }

    void knowsWhoIsAskedWhat_data()
    {
        QTest::addColumn<QString>("channelKind");
        QTest::addColumn<QString>("nodeKind");
        QTest::addColumn<QStringList>("due");
        QTest::newRow("Walmart by Amazon") << u"walmart"_s << u"amazon-mcf"_s << QStringList{u"LAMP blank box"_s, u"LAMP not by amzl"_s};
        QTest::newRow("eBay by Amazon") << u"ebay"_s << u"amazon-mcf"_s << QStringList{u"LAMP blank box"_s, u"LAMP not by amzl"_s};
        QTest::newRow("Shopify by Amazon") << u"shopify"_s << u"amazon-mcf"_s << QStringList();
        QTest::newRow("Walmart by somebody who does not say") << u"walmart"_s << u"shipbob"_s << QStringList();
    }
    void knowsWhoIsAskedWhat()
    {
        QFETCH(QString, channelKind);
        QFETCH(QString, nodeKind);
        CROSSDOCK_OPEN(Shop, shop, channelKind, nodeKind);
        QTEST(shop.due(), "due");
    }

    /// What lies there by the ledger or by the node's own word: what is new first, then what was asked longest ago; nothing within a week.
    void asksAgainAfterAWeek()
    {
        CROSSDOCK_OPEN(Shop, shop, u"walmart"_s);
        shop.must(command::RecordNodeStock{node(u"mcf"), shop.clock.now(), Milliseconds{600'000}, {{u"MUG"_s, {}, 3, {}, {}}, {u"UNKNOWN"_s, {}, 3, {}, {}}}, {}, true, {}});
        QCOMPARE(shop.due(), (QStringList{u"MUG blank box"_s, u"LAMP blank box"_s, u"MUG not by amzl"_s, u"LAMP not by amzl"_s}));
        QCOMPARE(shop.due(1), QStringList{u"MUG blank box"_s});
        const int before = shop.entries();
        shop.say(u"LAMP"_s, u"blank box"_s, {u"BLANK_BOX: NON_SORTABLE"_s, u"BLANK_BOX: APPAREL"_s}, day * 7);
        shop.say(u"MUG"_s, u"blank box"_s, {}, day * 8);
        shop.say(u"LAMP"_s, u"not by amzl"_s, {}, day * 9);
        QCOMPARE(shop.entries(), before); // nothing moved: no entry
        QCOMPARE(shop.due(), (QStringList{u"MUG not by amzl"_s, u"LAMP not by amzl"_s, u"MUG blank box"_s}));
        const auto known = shop.ask(query::SkuChecks{node(u"mcf")});
        QCOMPARE(known.size(), 3);
        QCOMPARE(known.first(), (SkuCheck{node(u"mcf"), u"LAMP"_s, u"blank box"_s, {u"BLANK_BOX: NON_SORTABLE"_s, u"BLANK_BOX: APPAREL"_s}, shop.clock.now() - day * 7}));
        shop.say(u"LAMP"_s, u"blank box"_s, {}, day); // the newest word counts
        QCOMPARE(shop.ask(query::SkuChecks{node(u"mcf")}).first().reasons, QStringList());
        QCOMPARE(shop.perform(command::RecordSkuChecks{node(u"nobody"), {}}).error().code, Error::Code::NotFound);
    }
};

QTEST_GUILESS_MAIN(SkuChecksTest)
#include "tst_sku_checks.moc"
