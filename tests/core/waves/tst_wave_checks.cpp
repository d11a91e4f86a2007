#include "core/inventory/fulfilment/waves/planned_wave.h"
#include "tests/core/rates/parcels.h"
#include "tests/core/waves/coast_shop.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::tests;
using namespace crossdock::fulfilment;

namespace {

constexpr Milliseconds day{24LL * 3'600'000};

/// A shop on Walmart and on Shopify whose units of A lie in New York and, where parcels to San Francisco cost less, with Amazon.
struct Shop : CoastShop {
    explicit Shop(const store::Source &source)
        : CoastShop(source, 0)
    {
        must(command::DefineNode{node(u"mcf"), u"amazon-mcf"_s, {}, placeAt(u"94107"_s, 0)});
        define(u"LAMP", 5);
        must(command::ReceiveStock{sku(u"LAMP"), node(u"mcf"), 5});
        for (const QString &kind : {u"walmart"_s, u"shopify"_s}) {
            ChannelDetails details;
            details.name = channel(kind);
            details.kind = kind;
            details.url = u"http://localhost"_s;
            must(command::AddChannel{details});
        }
    }
    void sell(const QString &channelName)
    {
        ChannelOrder order = orderOf(u"1"_s, {{u"l"_s, u"LAMP", 1}}, 1, channelName);
        order.buyer = {.name = u"Jo Doe"_s, .email = {}, .phone = {}, .address = u"1 Long Street"_s, .city = {}, .region = u"CA"_s, .postcode = u"94110"_s, .country = u"US"_s};
        must(command::RecordOrder{order, {}, {}});
    }
    void say(const QString &demand, const QStringList &reasons, int daysAgo)
    {
        must(command::RecordSkuChecks{node(u"mcf"), {{node(u"mcf"), u"LAMP"_s, demand, reasons, clock.now() - day * daysAgo}}});
    }
    waves::PlannedWave plan(const QList<ChannelRule> &rules = {})
    {
        rates::RateBook::Contents lists;
        lists.lists.append(test::poundList(u"usps"_s, u"priority"_s));
        lists.lists.last().priceType = u"contract"_s;
        WaveWish wish;
        wish.policy.protectsLastUnits = false;
        wish.policy.rules = rules;
        return waves::PlannedWave(1, {ask(query::Waiting{}), std::make_shared<const rates::RateBook>(lists), ask(query::Cartons{}), clock.now()}, wish);
    }
};

QList<ChannelRule> vetoOnUnasked()
{
    return *readChannelRules(R"([{"name":"only what Amazon has agreed to","node":"amazon-mcf","when":{"unasked_of_node":true},"veto":true}])");
}

} // namespace

/// What a node says of packing a SKU as a channel demands it decides where that channel's orders come from, and only those.
class WaveChecksTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void sendsFromWhereItIsPacked_data()
    {
        QTest::addColumn<QString>("channelName");
        QTest::addColumn<QString>("demand"); // that Amazon spoke of; empty: of none
        QTest::addColumn<QStringList>("reasons");
        QTest::addColumn<int>("daysAgo");
        QTest::addColumn<bool>("isStrict"); // the house wants to know first
        QTest::addColumn<QString>("node");
        QTest::addColumn<QString>("why"); // Amazon does not send it
        const QString blank = u"blank box"_s, other = u"not by amzl"_s, none, name = u"mcf does not pack LAMP in a blank box"_s;
        const QStringList bulky{u"BLANK_BOX: NON_SORTABLE"_s};
        QTest::newRow("Walmart, packed") << u"walmart"_s << blank << QStringList() << 1 << false << u"mcf"_s << none;
        QTest::newRow("Walmart, not packed") << u"walmart"_s << blank << bulky << 1 << false << u"main"_s << name + u": it said “BLANK_BOX: NON_SORTABLE” on 2026-09-20"_s;
        QTest::newRow("Walmart, not packed, said long ago") << u"walmart"_s << blank << bulky << 8 << false << u"main"_s << name + u": it said “BLANK_BOX: NON_SORTABLE” on 2026-09-13, more than a week ago"_s;
        QTest::newRow("Walmart, by Amazon's drivers only") << u"walmart"_s << other << QStringList{u"BLOCK_AMZL: no"_s} << 1 << false << u"main"_s << u"mcf does not keep amzl away from LAMP: it said “BLOCK_AMZL: no” on 2026-09-20"_s;
        QTest::newRow("Walmart, not known") << u"walmart"_s << none << QStringList() << 0 << false << u"mcf"_s << none;
        QTest::newRow("Walmart, not known, and the house wants to know") << u"walmart"_s << none << QStringList() << 0 << true << u"main"_s << u"only what Amazon has agreed to"_s;
        QTest::newRow("Shopify, not packed") << u"shopify"_s << blank << bulky << 1 << false << u"mcf"_s << none;
        QTest::newRow("Shopify, not known, and the house wants to know") << u"shopify"_s << none << QStringList() << 0 << true << u"mcf"_s << none;
    }
    void sendsFromWhereItIsPacked()
    {
        QFETCH(QString, channelName);
        QFETCH(QString, demand);
        QFETCH(QStringList, reasons);
        QFETCH(int, daysAgo);
        QFETCH(bool, isStrict);
        CROSSDOCK_OPEN(Shop, shop);
        shop.sell(channelName);
        if (!demand.isEmpty())
            shop.say(demand, reasons, daysAgo);
        waves::PlannedWave wave = shop.plan(isStrict ? vetoOnUnasked() : QList<ChannelRule>());
        const WaveOrder order = wave.view()->orders.first();
        QCOMPARE(order.plan.parcels.size(), 1);
        QTEST(order.plan.parcels.first().node.text(), "node");
        const auto explained = wave.explain(order.order);
        QVERIFY(explained);
        QString why;
        for (const WaveExplanation::Rejected &one : explained->rejected)
            if (one.node == node(u"mcf") && one.reason == routing::Explanation::Rejected::Reason::Veto)
                why = one.detail.isEmpty() ? one.name : one.name + u": "_s + one.detail;
        QTEST(why, "why");
    }

    void saysWhatIsNotKnown_data()
    {
        QTest::addColumn<QString>("channelName");
        QTest::addColumn<int>("daysAgo"); // that Amazon said that it packs it; -1: it never did
        QTest::addColumn<QStringList>("doubts");
        const QString drivers = u"it is not known yet whether mcf keeps amzl away from LAMP"_s;
        QTest::newRow("never") << u"walmart"_s << -1 << QStringList{u"it is not known yet whether mcf packs LAMP in a blank box"_s, drivers};
        QTest::newRow("to the minute a week ago") << u"walmart"_s << 7 << QStringList{drivers};
        QTest::newRow("longer ago") << u"walmart"_s << 8 << QStringList{drivers, u"it was asked more than a week ago whether mcf packs LAMP in a blank box"_s};
        QTest::newRow("of no interest") << u"shopify"_s << -1 << QStringList();
    }
    void saysWhatIsNotKnown()
    {
        QFETCH(QString, channelName);
        QFETCH(int, daysAgo);
        CROSSDOCK_OPEN(Shop, shop);
        shop.sell(channelName);
        if (daysAgo >= 0)
            shop.say(u"blank box"_s, {}, daysAgo);
        QStringList doubts = shop.plan().view()->doubts;
        doubts.removeIf([](const QString &doubt) { return !doubt.contains(u"whether"_s); });
        QTEST(doubts, "doubts");
    }
};

QTEST_GUILESS_MAIN(WaveChecksTest)
#include "tst_wave_checks.moc"
