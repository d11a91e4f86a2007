#include "core/inventory/environment.h"
#include "core/inventory/fulfilment/routing/answer_writer.h"
#include "core/inventory/fulfilment/routing/problem_reader.h"
#include "core/inventory/fulfilment/waves/goods.h"
#include "core/inventory/fulfilment/waves/wave_plan.h"
#include "core/inventory/fulfilment/waves/wave_reader.h"
#include "tests/core/waves/wave_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace crossdock;
using namespace crossdock::waves;
using namespace Qt::Literals::StringLiterals;

/// What a parcel costs, worked out here by hand; and why there is none.
class TestWavePrices : public QObject
{
    Q_OBJECT

private:
    static Wave read(const QByteArray &json)
    {
        auto file = routing::readProblemFile(json);
        auto wave = readWave(json, std::move(file->problem));
        if (!wave)
            qFatal("%s: %s", qPrintable(wave.error().subject), qPrintable(wave.error().detail));
        return *std::move(wave);
    }

    static QString textOf(const PricedParcel &parcel)
    {
        QStringList parts;
        for (const Part &part : parcel.parts)
            parts.append(u"%1 %2"_s.arg(part.name).arg(part.amount));
        return parts.join(u", "_s);
    }

    /// The first order, and so many long ones whose units lie here and there, too few for all.
    static QByteArray longWave(int lines, int orders, quint64 seed)
    {
        SeededRandom random(seed);
        QByteArray items, stock, list, asked;
        for (int i = 0; i < lines; ++i) {
            const QByteArray n = QByteArray::number(i);
            list += (i > 0 ? "," : "") + QByteArray("{'id':'l") + n + "','sku':'S" + n + "','quantity':1,'unfilled_cost':3000}";
            items += "{'sku':'S" + n + "','weight':{'value':" + QByteArray::number(1 + random.below(4)) + ",'unit':'lb'},'dimensions':{'length':" + QByteArray::number(2 + random.below(4)) + ",'width':4,'height':3,'unit':'in'}},";
            const quint64 where = random.below(4); // one of the nodes, or both
            for (const char *node : {"east", "west"})
                if (where != (node[0] == 'e' ? 0u : 1u))
                    stock += QByteArray(",{'node':'") + node + "','sku':'S" + n + "','available':" + QByteArray::number(1 + random.below(static_cast<quint64>(orders))) + "}";
        }
        for (int i = 0; i < orders; ++i)
            asked += ",{'id':'long" + QByteArray::number(i) + "','channel':'shop','to':{'country':'US','postcode':'10003'},'zones':{'east':{'acme':" + (i % 2 == 0 ? "2" : "8") + "},'west':{'acme':" + (i % 2 == 0 ? "8" : "2")
                + "}},'lines':[" + list + "]}";
        QByteArray json = test::waveText();
        json.replace("'lines':[{'id':'l1','sku':'B','quantity':1,'unfilled_cost':3000}]}]", "'lines':[{'id':'l1','sku':'B','quantity':1,'unfilled_cost':3000}]}" + asked + "]");
        json.replace("'items':[", "'items':[" + items);
        json.replace("'worth':40}", "'worth':40}" + stock);
        return json.replace('\'', '"');
    }

    /// The wave planned with the parcels that lie next to plans, without those that prices ask for.
    static routing::Wide byNeighboursAlone(const Wave &wave, ParcelPricer &pricer)
    {
        ColumnMaker maker(wave, pricer);
        routing::Answer answer;
        for (int round = 0; round < 5; ++round) {
            answer = routing::route(maker.columns().problem);
            if (maker.improve(maker.columns().problem, answer.plans) == 0)
                break;
        }
        return answer.total;
    }

    static routing::Problem withAllParts(const Wave &wave, ParcelPricer &pricer, routing::Problem problem)
    {
        std::erase_if(problem.columns, [](const routing::Column &column) { return column.order >= 2; });
        for (int order = 2; order < static_cast<int>(problem.orders.size()); ++order)
            for (int node = 0; node < static_cast<int>(wave.nodes.size()); ++node)
                for (quint32 mask = 1; mask < 1U << problem.orders[static_cast<size_t>(order)].lines.size(); ++mask) {
                    std::vector<int> part;
                    for (int line = 0; line < 32; ++line)
                        if (mask >> line & 1)
                            part.push_back(line);
                    if (const auto parcel = pricer.price(order, node, part))
                        problem.columns.push_back({order, node, part, parcel->cost});
                }
        return problem;
    }

private Q_SLOTS:
    void namesKeysThatNobodyReads_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QStringList>("ignored");
        QTest::newRow("none") << test::waveWith("", "") << QStringList();
        QTest::newRow("of a node") << test::waveWith("'order_fee':90", "'order_fee':90,'cutoff':'14:00'") << QStringList{u"nodes.cutoff"_s};
        QTest::newRow("of a line, once") << test::waveWith("'sku':'A','quantity':1", "'sku':'A','quantity':1,'weight_kg':1") << QStringList{u"orders.lines.weight_kg"_s};
        QTest::newRow("of the file") << test::waveWith("'transit':", "'zone':[],'transit':") << QStringList{u"zone"_s};
    }

    void namesKeysThatNobodyReads()
    {
        QFETCH(QByteArray, json);
        QTEST(read(json).ignored, "ignored");
    }

    void price_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<int>("order");
        QTest::addColumn<int>("node");
        QTest::addColumn<std::vector<int>>("lines");
        QTest::addColumn<QString>("parts");
        QTest::addColumn<qint64>("cost");
        using Lines = std::vector<int>;
        const auto row = [](const char *name, const char *what, const char *by, int order, int node, const Lines &lines, const QString &parts, qint64 cost) {
            QTest::newRow(name) << test::waveWith(what, by) << order << node << lines << parts << cost;
        };
        // A is 9x7x3 in: only the large box takes it; 1.5 lb + 8 oz tare = 2 lb, sides not billed by volume (a carrier of no known rule): 5 lb row, zone 8.
        // Ships Monday, promised Friday: four working days, 90 % in time: a tenth of 600.
        row("one of A, far", "", "", 0, 0, {0}, u"order_fee 150, first_pick 30, inserts 5, carton 70, freight.base 1400, freight.node_fuel 140, late 60"_s, 1'855);
        row("two of B, far", "", "", 0, 0, {1}, u"order_fee 150, first_pick 30, picks 25, inserts 5, carton 35, freight.base 900, freight.node_fuel 90, late 60"_s, 1'295);
        row("both", "", "", 0, 0, {0, 1}, u"order_fee 150, first_pick 30, picks 50, inserts 5, carton 70, freight.base 1400, freight.node_fuel 140, late 60"_s, 1'905);
        row("two of B, near: their worth to others", "", "", 0, 1, {1}, u"order_fee 90, worth 80, carton 35, freight.base 500, late 60"_s, 765);
        row("nothing promised", "", "", 1, 0, {0}, u"order_fee 150, first_pick 30, inserts 5, carton 35, freight.base 500, freight.node_fuel 50"_s, 770);
        row("three picks are free", "'free_picks':1", "'free_picks':3", 0, 0, {0, 1}, u"order_fee 150, first_pick 30, inserts 5, carton 70, freight.base 1400, freight.node_fuel 140, late 60"_s, 1'855);
        row("the table has fuel of its own", "'transit':", "'surcharges':[{'carrier':'acme','kind':'fuel','effective_from':'2026-01-01','percent':12.5}],'transit':", 0, 0, {0},
            u"order_fee 150, first_pick 30, inserts 5, carton 70, freight.base 1400, freight.fuel 175, late 60"_s, 1'890);
        row("a blank box", "'transit':", "'rules':[{'name':'plain','channels':['walmart'],'blank_box':true}],'transit':", 0, 1, {1}, u"order_fee 90, worth 80, carton 70, freight.base 700, late 60"_s, 1'000);
        row("a surcharge by rule", "'transit':", "'rules':[{'name':'r','channels':['walmart'],'nodes':['west'],'surcharge_percent':5,'surcharge':7}],'transit':", 0, 1, {1},
            u"order_fee 90, worth 80, rule: r 32, carton 35, freight.base 500, late 60"_s, 797);
        row("by the unit", "'order_fee':90", "'order_fee':90,'unit_fees':[595,395,345]", 0, 1, {1}, u"order_fee 90, worth 80, freight.by_unit 790"_s, 960);
        row("by the unit, and its packaging", "'order_fee':90", "'order_fee':90,'box_fee':12,'unit_fees':[595,395,345]", 0, 1, {1}, u"order_fee 90, box_fee 12, worth 80, freight.by_unit 790"_s, 972);
        row("a carton is paid for instead of packaging", "'order_fee':90", "'order_fee':90,'box_fee':12", 0, 1, {1}, u"order_fee 90, worth 80, carton 35, freight.base 500, late 60"_s, 765);
        row("a contract beside the list", "'transit':", "'x':0,'transit':", 1, 0, {0}, u"order_fee 150, first_pick 30, inserts 5, carton 35, freight.base 500, freight.node_fuel 50"_s, 770);
    }

    void price()
    {
        QFETCH(QByteArray, json);
        QFETCH(int, order);
        QFETCH(int, node);
        QFETCH(std::vector<int>, lines);
        const Wave wave = read(json);
        const rates::RateBook book(wave.rates);
        ParcelPricer pricer(wave, book);
        const auto parcel = pricer.price(order, node, lines);
        QVERIFY2(parcel, parcel ? "" : qPrintable(parcel.error().name + u": "_s + parcel.error().reason));
        QTEST(textOf(*parcel), "parts");
        QTEST(parcel->cost, "cost");
        QCOMPARE(pricer.price(order, node, lines)->parts, parcel->parts); // and again
    }

    void missing_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("name");
        const auto rule = [](const char *name, const char *text, const char *missing) { QTest::newRow(name) << test::waveWith("'transit':", QByteArray("'rules':[") + text + "],'transit':") << QString::fromLatin1(missing); };
        rule("forbidden", "{'name':'no east for walmart','channels':['walmart'],'nodes':['east'],'forbid':true}", "no east for walmart");
        rule("hazardous", "{'name':'nothing hazardous','hazmat':true,'forbid':true}", "nothing hazardous");
        rule("country", "{'name':'not to the US','countries':['US'],'forbid':true}", "not to the US");
        rule("SKU", "{'name':'no B','skus':['B'],'forbid':true}", "no B");
        rule("the only carrier blocked", "{'name':'no acme','blocked_carriers':['acme']}", "no acme");
        rule("the only service blocked", "{'name':'no ground','blocked_carriers':['acme/ground']}", "no ground");
        rule("another channel's rule", "{'name':'r','channels':['ebay'],'forbid':true}", "");
        rule("another country's rule", "{'name':'r','countries':['CA'],'forbid':true}", "");
        QTest::newRow("too large") << test::waveWith("'length':9,'width':7", "'length':19,'width':7") << u"no carton"_s;
        QTest::newRow("too heavy") << test::waveWith("'value':1.5,'unit':'lb'", "'value':25,'unit':'lb'") << u"no rate"_s;
        QTest::newRow("another carrier only") << test::waveWith("'insert_fee':5", "'insert_fee':5,'carriers':['ups']") << u"no rate"_s;
        QTest::newRow("a list of later") << test::waveWith("'2026-01-05'", "'2026-09-05'") << u"no rate"_s;
        QTest::newRow("a list in euros") << test::waveWith("'weight_unit':'lb'", "'weight_unit':'lb','currency':'EUR'") << u"no rate"_s;
        QTest::newRow("201 units") << test::waveWith("'sku':'B','quantity':2", "'sku':'B','quantity':200") << u"too many units"_s;
    }

    void missing()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, name);
        const Wave wave = read(json);
        const rates::RateBook book(wave.rates);
        const auto parcel = ParcelPricer(wave, book).price(0, 0, {0, 1});
        QCOMPARE(parcel.has_value(), name.isEmpty());
        if (!parcel)
            QCOMPARE(parcel.error().name, name);
    }

    /// Of two prices for one service the house's own counts, also where the list is lower.
    void ownPrice()
    {
        QByteArray json = test::waveWith("'rates':[", "'rates':[{'carrier':'acme','service':'ground','price_type':'contract','effective_from':'2026-01-05','weight_unit':'lb','prices':[{'zone':2,'max_weight':20,'price':650}]},");
        const Wave wave = read(json);
        const rates::RateBook book(wave.rates);
        const auto parcel = ParcelPricer(wave, book).price(1, 0, {0});
        QVERIFY(parcel);
        QVERIFY(textOf(*parcel).contains(u"freight.base 650"_s));
    }

    void wish_data()
    {
        using fulfilment::ShippingWish;
        QTest::addColumn<ShippingWish>("wish");
        QTest::addColumn<QString>("parts");
        QTest::newRow("nothing said") << ShippingWish{} << u"carton 35, freight.base 500"_s;
        QTest::newRow("a dearer service") << ShippingWish{u"acme"_s, u"second_day"_s} << u"carton 35, freight.base 1200"_s;
        QTest::newRow("a larger carton") << ShippingWish{{}, {}, {}, u"LARGE"_s} << u"carton 70, freight.base 500"_s;
        QTest::newRow("a carrier without prices") << ShippingWish{u"ups"_s} << u"carton 35, freight.base 500"_s;
        QTest::newRow("a carton that is not there") << ShippingWish{{}, {}, {}, u"tube"_s} << u"carton 35, freight.base 500"_s;
    }

    void wish()
    {
        QFETCH(fulfilment::ShippingWish, wish);
        QFETCH(QString, parts);
        Wave wave = read(test::waveWith("'rates':[", "'rates':[{'carrier':'acme','service':'Second Day','effective_from':'2026-01-05','weight_unit':'lb','prices':[{'zone':2,'max_weight':20,'price':1200}]},"));
        wave.orders[1].wish = wish;
        const rates::RateBook book(wave.rates);
        const auto parcel = ParcelPricer(wave, book).price(1, 0, {0});
        QVERIFY(parcel);
        QVERIFY2(textOf(*parcel).contains(parts), qPrintable(textOf(*parcel)));
    }

    void options_data()
    {
        QTest::addColumn<rates::Options>("options");
        QTest::addColumn<QString>("told"); // the parts, or the missing column
        using enum rates::Option;
        QTest::newRow("none") << rates::Options{} << u"order_fee 150, first_pick 30, inserts 5, carton 35, freight.base 500, freight.node_fuel 50"_s;
        QTest::newRow("a signature") << rates::Options{Signature} << u"order_fee 150, first_pick 30, inserts 5, carton 35, freight.base 500, freight.signature 300, freight.node_fuel 80"_s;
        QTest::newRow("insurance") << rates::Options{Insurance} << u"order_fee 150, first_pick 30, inserts 5, carton 35, freight.base 500, freight.insurance 200, freight.node_fuel 70"_s;
        QTest::newRow("gift wrap is the packer's") << rates::Options{GiftWrap} << u"order_fee 150, first_pick 30, inserts 5, carton 35, freight.base 500, freight.node_fuel 50"_s;
        QTest::newRow("what no list has") << rates::Options{AdultSignature} << u"no rate with an adult's signature: acme: its price list does not say what an adult's signature costs"_s;
        QTest::newRow("one of two") << rates::Options{Insurance, SaturdayDelivery}
                                    << u"no rate with insurance and delivery on a Saturday: acme: its price list does not say what delivery on a Saturday costs"_s;
    }

    /// What an order is to be sent with is in its price, by its name; where nobody has a price with it, nothing is sent.
    void options()
    {
        QFETCH(rates::Options, options);
        QFETCH(QString, told);
        Wave wave = read(test::waveWith("", ""));
        const rates::Surcharge line{.carrier = u"acme"_s, .kind = u"signature"_s, .from = QDate(2026, 1, 5), .until = {}, .service = {}, .priceType = {}, .zipFrom = {}, .zipTo = {}, .amount = Money{300, u"USD"_s}};
        rates::Surcharge insurance = line;
        insurance.kind = u"insurance"_s;
        insurance.amount.reset();
        insurance.basisPoints = 100;
        wave.rates.surcharges = {line, insurance};
        wave.orders[1].wish.options = options;
        wave.orders[1].values = {Money{20'000, u"USD"_s}};
        const rates::RateBook book(wave.rates);
        const auto parcel = ParcelPricer(wave, book).price(1, 0, {0});
        if (parcel)
            QCOMPARE(textOf(*parcel), told);
        else
            QCOMPARE(parcel.error().name + u": "_s + parcel.error().reason, told);
    }

    void insures_data()
    {
        QTest::addColumn<qint64>("gross"); // of 1,000 g of goods
        QTest::addColumn<qint64>("insured");
        QTest::newRow("all in one carton") << qint64(1'120) << qint64(10'001);
        QTest::newRow("its share, rounded up") << qint64(250) << qint64(2'501);
        QTest::newRow("an empty one") << qint64(0) << qint64(0);
    }
    void insures()
    {
        QFETCH(qint64, gross);
        const auto grams = [](qint64 count) { return rates::Weight::of(count, rates::WeightUnit::Gram); };
        QTEST(insuredIn(grams(gross), {10'001, u"USD"_s}, grams(1'000)).amount, "insured");
    }

    void plan()
    {
        const Wave wave = read(test::waveWith("", ""));
        const rates::RateBook book(wave.rates);
        ParcelPricer pricer(wave, book);
        ColumnMaker maker(wave, pricer);
        const Planned planned = planWave(wave, maker, {}, 0);
        QCOMPARE(maker.columns().problem.columns.size(), size_t(6)); // o1: three from the east, B from the west; o2: one from each
        // o1: both from the east 1905, or A from the east and B from the west 1855 + 765; o2 from the east 770
        QCOMPARE(routing::decimal(planned.answer.total), QByteArray("2675"));
        QCOMPARE(routing::decimal(planned.answer.bound), QByteArray("2675"));
    }

    void longOrders_data()
    {
        QTest::addColumn<int>("lines");
        QTest::addColumn<int>("orders");
        QTest::addColumn<quint64>("seed");
        QTest::addColumn<bool>("isTried"); // all parts, to compare with
        QTest::newRow("seven lines") << 7 << 1 << quint64(1) << true;
        QTest::newRow("eight lines") << 8 << 1 << quint64(2) << true;
        QTest::newRow("nine lines") << 9 << 1 << quint64(3) << true;
        QTest::newRow("nine lines, others") << 9 << 1 << quint64(4) << true;
        QTest::newRow("two orders of eight want the same units") << 8 << 2 << quint64(5) << true;
        QTest::newRow("three orders of seven") << 7 << 3 << quint64(6) << true;
        QTest::newRow("three orders of eight") << 8 << 3 << quint64(7) << true;
        QTest::newRow("thirteen lines") << 13 << 2 << quint64(8) << false;
        QTest::newRow("twenty lines") << 20 << 2 << quint64(9) << false;
    }
    /// A long order is not tried in all parts: what comes out must be near the best of all parts, never dearer than without the parcels that
    /// prices ask for, and the bound below it all.
    void longOrders()
    {
        QFETCH(int, lines);
        QFETCH(int, orders);
        QFETCH(quint64, seed);
        QFETCH(bool, isTried);
        const Wave wave = read(longWave(lines, orders, seed));
        const rates::RateBook book(wave.rates);
        ParcelPricer pricer(wave, book);
        ColumnMaker maker(wave, pricer);
        const Planned planned = planWave(wave, maker, {}, 0);
        QCOMPARE(maker.columns().longOrders.size(), static_cast<size_t>(orders));
        QVERIFY(planned.answer.bound > 0 && planned.answer.bound <= planned.answer.total);
        QVERIFY(planned.pricedBound <= planned.answer.total);
        QCOMPARE(routing::decimal(*routing::priceOf(planned.problem, planned.answer.plans)), routing::decimal(planned.answer.total));
        const routing::Wide before = byNeighboursAlone(wave, pricer);
        QVERIFY2(planned.answer.total <= before, (routing::decimal(planned.answer.total) + " against " + routing::decimal(before)).constData());
        if (!isTried)
            return;
        const routing::Answer best = routing::route(withAllParts(wave, pricer, planned.problem), 2'000);
        QVERIFY(planned.answer.bound <= best.total);
        QVERIFY2(planned.answer.total <= best.total * 102 / 100, (routing::decimal(planned.answer.total) + " against " + routing::decimal(best.total)).constData());
    }
};

QTEST_GUILESS_MAIN(TestWavePrices)
#include "tst_wave_prices.moc"
