#include "tests/ui/fake_wave.h"
#include "ui/routing/explanation_words.h"
#include "ui/routing/policy_form.h"
#include "ui/routing/routing_words.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::ui;
using namespace Qt::Literals::StringLiterals;

using Rejected = fulfilment::WaveExplanation::Rejected;
using Reason = routing::Explanation::Rejected::Reason;

namespace {

const Time now = fromMs(1'772'000'000'000);

} // namespace

/// No name of a program is shown, and every sentence is made of facts.
class RoutingWordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void partsHaveWords_data();
    void partsHaveWords();
    void servicesHaveWords_data();
    void servicesHaveWords();
    void saysHowGoodThePlanIs_data();
    void saysHowGoodThePlanIs();
    void comparesCosts_data();
    void comparesCosts();
    void saysWhyNot_data();
    void saysWhyNot();
    void saysWhy_data();
    void saysWhy();
    void saysWhoPays_data();
    void saysWhoPays();
    void plansAddUp();
    void saysWhatIsDifferent();
    void carbonHasWords_data();
    void carbonHasWords();
};

void RoutingWordsTest::partsHaveWords_data()
{
    QTest::addColumn<QString>("part");
    QTest::addColumn<QString>("words");
    QTest::newRow("a fee") << u"order_fee"_s << u"Order fee"_s;
    QTest::newRow("freight") << u"freight.fuel"_s << u"Freight: fuel"_s;
    QTest::newRow("freight by the unit") << u"freight.by_unit"_s << u"Freight, paid by the unit"_s;
    QTest::newRow("what a place told") << u"freight.told"_s << u"All of it, as the place itself told"_s;
    QTest::newRow("a kind that is not known") << u"freight.toll_road"_s << u"Freight: toll road"_s;
    QTest::newRow("carbon") << u"carbon"_s << u"CO₂e, at its price"_s;
    QTest::newRow("a rule") << u"rule: no Amazon boxes"_s << u"Rule: no Amazon boxes"_s;
    QTest::newRow("a name that is not known") << u"bridge_toll"_s << u"Bridge toll"_s;
}

void RoutingWordsTest::partsHaveWords()
{
    QFETCH(QString, part);
    QTEST(partText(part), "words");
}

void RoutingWordsTest::servicesHaveWords_data()
{
    QTest::addColumn<QString>("service");
    QTest::addColumn<QString>("words");
    QTest::newRow("one") << u"fedex/ground"_s << u"FedEx Ground"_s;
    QTest::newRow("two") << u"fedex/ground,ups/ground_saver"_s << u"FedEx Ground, UPS Ground Saver"_s;
    QTest::newRow("its brand in its name") << u"fedex/fedex_ground"_s << u"FedEx Ground"_s;
    QTest::newRow("words run together") << u"post/GroundAdvantage"_s << u"post Ground Advantage"_s;
    QTest::newRow("a brand that looks like words run together") << u"fedex/FedEx 2Day"_s << u"FedEx 2Day"_s;
    QTest::newRow("the same twice") << u"fedex/ground, fedex/ground"_s << u"FedEx Ground"_s;
    QTest::newRow("a carrier alone") << u"ups"_s << u"UPS"_s;
    QTest::newRow("none") << QString() << QString();
}

void RoutingWordsTest::servicesHaveWords()
{
    QFETCH(QString, service);
    QTEST(serviceText(service), "words");
}

void RoutingWordsTest::saysHowGoodThePlanIs_data()
{
    QTest::addColumn<int>("gap"); // hundredths of a per cent; below 0: none
    QTest::addColumn<qint64>("total");
    QTest::addColumn<QString>("words");
    QTest::newRow("near") << 40 << qint64(1'000) << u"at most 0.40 % above the best possible"_s;
    QTest::newRow("the best") << 0 << qint64(900) << u"proven to be the best possible"_s;
    QTest::newRow("nothing to send") << -1 << qint64(900) << u"proven to be the best possible"_s;
    QTest::newRow("without meaning") << -1 << qint64(1'000) << u"no bound is known"_s;
}

void RoutingWordsTest::saysHowGoodThePlanIs()
{
    QFETCH(int, gap);
    fulfilment::WaveView wave;
    wave.bound = 900;
    QFETCH(qint64, total);
    wave.total = total;
    if (gap >= 0)
        wave.gap = gap;
    QTEST(gapText(wave), "words");
}

void RoutingWordsTest::comparesCosts_data()
{
    QTest::addColumn<qint64>("cost");
    QTest::addColumn<QString>("words");
    QTest::newRow("dearer") << qint64(10'530) << u"5.3 % dearer"_s;
    QTest::newRow("cheaper") << qint64(9'800) << u"2.0 % cheaper"_s;
    QTest::newRow("the same") << qint64(10'000) << u"costs the same"_s;
    QTest::newRow("a cent") << qint64(10'001) << u"less than 0.1 % dearer"_s;
}

void RoutingWordsTest::comparesCosts()
{
    QFETCH(qint64, cost);
    QTEST(againstText(cost, 10'000), "words");
}

void RoutingWordsTest::saysWhyNot_data()
{
    const OrderId first{ChannelId::parse(u"web"_s).value(), u"7"_s}, second{first.channel, u"8"_s};
    QTest::addColumn<Rejected>("rejected");
    QTest::addColumn<QString>("words");
    QTest::newRow("veto") << Rejected{.reason = Reason::Veto, .name = u"no blank box"_s} << u"may not: no blank box"_s;
    QTest::newRow("veto with facts") << Rejected{.reason = Reason::Veto, .name = u"no blank box"_s, .detail = u"walmart"_s} << u"may not: no blank box (walmart)"_s;
    QTest::newRow("unlisted") << Rejected{.reason = Reason::Unlisted} << u"no parcel is possible from there"_s;
    QTest::newRow("stock") << Rejected{.reason = Reason::Stock, .sku = u"BLU-M"_s, .shortBy = 2} << u"lacks 2 of BLU-M"_s;
    QTest::newRow("stock taken") << Rejected{.reason = Reason::StockTaken, .sku = u"BLU-M"_s, .shortBy = 1, .holders = {first}} << u"lacks 1 of BLU-M: taken by web/7"_s;
    QTest::newRow("capacity") << Rejected{.reason = Reason::Capacity, .holders = {first, second}} << u"full: its places are taken by web/7 and 1 more"_s;
    QTest::newRow("no capacity") << Rejected{.reason = Reason::Capacity} << u"has no place left today"_s;
    QTest::newRow("parcels") << Rejected{.reason = Reason::ParcelCap} << u"that would be more parcels than allowed"_s;
    QTest::newRow("dearer") << Rejected{.reason = Reason::Dearer, .dearerBy = 312} << u"dearer by 3.12\u00a0USD"_s;
}

void RoutingWordsTest::saysWhyNot()
{
    QFETCH(Rejected, rejected);
    fulfilment::WaveExplanation explanation;
    explanation.currency = u"USD"_s;
    QTEST(rejectedText(rejected, explanation), "words");
}

void RoutingWordsTest::saysWhy_data()
{
    QTest::addColumn<qint64>("runnerUp"); // its cost beside the chosen plan's; below -1000: there is none
    QTest::addColumn<QString>("part");
    QTest::newRow("cheaper") << qint64(312) << u"3.12\u00a0USD cheaper than the next best plan (Reno)"_s;
    QTest::newRow("for the others") << qint64(-84) << u"0.84\u00a0USD dearer than it need be by itself (Reno)"_s;
    QTest::newRow("the same") << qint64(0) << u"the next best plan costs the same (Reno)"_s;
    QTest::newRow("no other") << qint64(-1'001) << u"there is no other plan"_s;
}

void RoutingWordsTest::saysWhy()
{
    QFETCH(qint64, runnerUp);
    QFETCH(QString, part);
    const auto wave = test::fakeWave(now);
    auto explanation = test::fakeExplanation(*wave);
    explanation.runnerUp->cost = explanation.chosen.cost + runnerUp;
    if (runnerUp < -1'000)
        explanation.runnerUp.reset();
    const QString sentence = sentenceOf(*wave, explanation);
    QVERIFY2(sentence.startsWith(u"From Dallas: "_s) && sentence.contains(part) && sentence.endsWith(u"in time with a chance of 99 %."_s), qPrintable(sentence));
}

void RoutingWordsTest::saysWhoPays_data()
{
    QTest::addColumn<qint64>("costsMore");
    QTest::addColumn<QString>("words");
    QTest::newRow("for others") << qint64(84) << u"It costs this order 0.84\u00a0USD more so that others save 9.10\u00a0USD (shopify-us/100479, shopify-us/100478)."_s;
    QTest::newRow("for nobody") << qint64(0) << u"It pays for no other order: alone it would be planned as well as this."_s;
}

void RoutingWordsTest::saysWhoPays()
{
    QFETCH(qint64, costsMore);
    const auto wave = test::fakeWave(now);
    auto explanation = test::fakeExplanation(*wave);
    explanation.costsMore = costsMore;
    QTEST(payingText(explanation), "words");
}

void RoutingWordsTest::plansAddUp()
{
    const auto wave = test::fakeWave(now);
    auto explanation = test::fakeExplanation(*wave);
    explanation.chosen.cost += 7; // what no part names is shown all the same
    const QList<qint64> costs{explanation.chosen.cost, explanation.runnerUp->cost, explanation.naive.cost};
    const auto plans = pricedPlans(explanation);
    QCOMPARE(plans.size(), costs.size());
    for (qsizetype i = 0; i < plans.size(); ++i) {
        qint64 sum = 0;
        for (const routing::Part &part : plans.at(i).parts)
            sum += part.amount;
        QCOMPARE(sum, costs.at(i));
    }
}

void RoutingWordsTest::saysWhatIsDifferent()
{
    const auto wave = test::fakeWave(now);
    fulfilment::WavePolicy policy;
    QCOMPARE(PolicyForm::differences(*wave, policy), QStringList());
    policy.closed = {wave->nodes.at(1).node};
    policy.fuel = {{wave->nodes.at(0).node, 1'250}};
    policy.lateCost = 800;
    policy.protectsLastUnits = false;
    QCOMPARE(PolicyForm::differences(*wave, policy, policy).size(), 2); // against itself only what single places would be otherwise
    QCOMPARE(PolicyForm::differences(*wave, policy), (QStringList{u"Reno is closed"_s, u"12.5 % on the freight from Dallas"_s, u"a late order costs 8.00\u00a0USD"_s, u"last units are not kept"_s}));
    fulfilment::WavePolicy nearest;
    nearest.isNearest = true;
    QCOMPARE(PolicyForm::differences(*wave, nearest), QStringList{u"from the nearest place"_s});
    QCOMPARE(PolicyForm::differences(*wave, {}, nearest), QStringList{u"all orders together"_s});
}

void RoutingWordsTest::carbonHasWords_data()
{
    QTest::addColumn<int>("grams");
    QTest::addColumn<int>("known");
    QTest::addColumn<int>("unknown");
    QTest::addColumn<QString>("words");
    QTest::newRow("no parcels") << 0 << 0 << 0 << u"none"_s;
    QTest::newRow("none is known") << 0 << 0 << 3 << u"not known"_s;
    QTest::newRow("grams") << 850 << 2 << 0 << u"850 g"_s;
    QTest::newRow("kilograms, some not known") << 1'240 << 2 << 1 << u"1.24 kg, of 1 parcel(s) not known"_s;
}

void RoutingWordsTest::carbonHasWords()
{
    QFETCH(int, grams);
    QFETCH(int, known);
    QFETCH(int, unknown);
    QFETCH(QString, words);
    QCOMPARE(carbonText({grams, known, unknown}), words);
}

QTEST_MAIN(RoutingWordsTest)
#include "routing_words_test.moc"
