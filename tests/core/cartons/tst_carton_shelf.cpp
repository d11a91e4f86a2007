#include "core/inventory/fulfilment/cartons/carton_shelf.h"
#include "core/inventory/environment.h"
#include "tests/core/cartons/packing_check.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::cartons;
using namespace crossdock::test;
using namespace Qt::Literals::StringLiterals;

/// The cheapest carton, against trying them all.
class TestCartonShelf : public QObject
{
    Q_OBJECT

private:
    static Box box(int length, int width, int height, qint64 price, int mostGrams = 100'000, int tareGrams = 0)
    {
        return {u"%1x%2x%3"_s.arg(length).arg(width).arg(height), test::centimetres(length, width, height), test::centimetres(length + 1, width + 1, height + 1),
                rates::Weight::of(mostGrams, rates::WeightUnit::Gram), rates::Weight::of(tareGrams, rates::WeightUnit::Gram), price, true};
    }

    /// Ten a litre of the outside, one a begun 100 g.
    static Result<Offer> byVolume(const Box &box, rates::Weight gross)
    {
        const auto cm = [](rates::Length side) { return side.nanometres() / 10'000'000; };
        const qint64 litres = (cm(box.outer.length) * cm(box.outer.width) * cm(box.outer.height) + 999) / 1'000;
        return Offer{10 * litres + (gross.nanograms() + 99'999'999'999) / 100'000'000'000, static_cast<int>(litres)};
    }

    static CartonShelf::Terms all(const CartonShelf &shelf, bool pricesRise)
    {
        CartonShelf::Terms terms{{}, pricesRise};
        for (int i = 0; i < static_cast<int>(shelf.boxes().size()); ++i)
            terms.boxes.push_back(i);
        return terms;
    }

    static QString faultOfChoice(const CartonShelf &shelf, const std::vector<Item> &items, const Choice &choice)
    {
        std::vector<int> times(items.size(), 0);
        qint64 cost = 0;
        for (const Carton &carton : choice.cartons) {
            const Box &used = shelf.boxes()[static_cast<size_t>(carton.box)];
            std::vector<Item> inside;
            std::vector<Placement> placements = carton.placements;
            rates::Weight gross = used.tare, net;
            for (Placement &placement : placements) {
                ++times[static_cast<size_t>(placement.item)];
                inside.push_back(items[static_cast<size_t>(placement.item)]);
                net = net + inside.back().weight;
                placement.item = static_cast<int>(inside.size()) - 1;
            }
            if (const QString fault = faultOf(inside, used.inner, placements); !fault.isEmpty())
                return fault;
            gross = gross + net;
            if (gross != carton.gross || (used.mostWeight && net > *used.mostWeight))
                return u"a weight is wrong"_s;
            cost += used.price + carton.offer.cost;
        }
        if (cost != choice.cost)
            return u"the cost is no sum"_s;
        return std::all_of(times.begin(), times.end(), [](int count) { return count == 1; }) ? QString() : u"an item is in no carton, or in two"_s;
    }

private Q_SLOTS:
    void cheapest_data()
    {
        QTest::addColumn<std::vector<Box>>("boxes");
        QTest::addColumn<std::vector<Item>>("items");
        QTest::addColumn<QStringList>("used");
        using Boxes = std::vector<Box>;
        using Items = std::vector<Item>;
        QTest::newRow("the smallest") << Boxes{box(30, 30, 30, 0), box(10, 10, 10, 0)} << Items{thing(9, 9, 9)} << QStringList{u"10x10x10"_s};
        QTest::newRow("a larger one that is cheaper itself") << Boxes{box(11, 11, 11, 5), box(10, 10, 10, 90)} << Items{thing(9, 9, 9)} << QStringList{u"11x11x11"_s};
        QTest::newRow("too heavy for the small") << Boxes{box(11, 11, 11, 5), box(10, 10, 10, 0, 500)} << Items{thing(9, 9, 9, 501)} << QStringList{u"11x11x11"_s};
        QTest::newRow("exactly as heavy as may be") << Boxes{box(11, 11, 11, 5), box(10, 10, 10, 0, 500)} << Items{thing(9, 9, 9, 500)} << QStringList{u"10x10x10"_s};
        QTest::newRow("the tare decides") << Boxes{box(10, 10, 10, 0, 9'999, 2'000), box(10, 11, 10, 0)} << Items{thing(9, 9, 9)} << QStringList{u"10x11x10"_s};
        QTest::newRow("two, where one does not hold both") << Boxes{box(10, 10, 10, 0), box(20, 10, 10, 0, 900)} << Items{thing(9, 9, 9, 500), thing(9, 9, 9, 500)} << QStringList{u"10x10x10"_s, u"10x10x10"_s};
        QTest::newRow("two in one") << Boxes{box(10, 10, 10, 0), box(20, 10, 10, 0, 1'000)} << Items{thing(9, 9, 9, 500), thing(9, 9, 9, 500)} << QStringList{u"20x10x10"_s};
    }

    void cheapest()
    {
        QFETCH(std::vector<Box>, boxes);
        QFETCH(std::vector<Item>, items);
        QFETCH(QStringList, used);
        for (const bool pricesRise : {false, true}) {
            CartonShelf shelf(boxes);
            const auto choice = shelf.choose(items, all(shelf, pricesRise), byVolume);
            QVERIFY(choice && choice->isProven);
            QStringList names;
            for (const Carton &carton : choice->cartons)
                names.append(shelf.boxes()[static_cast<size_t>(carton.box)].name);
            QCOMPARE(names, used);
            QCOMPARE(faultOfChoice(shelf, items, *choice), QString());
        }
    }

    void refused()
    {
        CartonShelf shelf({box(10, 10, 10, 0), box(20, 20, 20, 0)});
        const auto tooLarge = shelf.choose({thing(5, 5, 5), thing(21, 1, 1)}, all(shelf, true), byVolume);
        QVERIFY(!tooLarge);
        QCOMPARE(tooLarge.error().subject, u"21x1x1"_s);
        const auto unpriced = shelf.choose({thing(5, 5, 5)}, all(shelf, true), [](const Box &, rates::Weight) -> Result<Offer> { return fail(Error::Code::Rejected, u"fedex"_s, u"too heavy"_s); });
        QVERIFY(!unpriced);
        QCOMPARE(unpriced.error().detail, u"too heavy"_s);
        QVERIFY(!shelf.choose({thing(5, 5, 5)}, {{}, true}, byVolume)); // no box may be used
    }

    /// Every division of a few items, each part in every box, packed by trial.
    void divisions()
    {
        SeededRandom random(11);
        const auto upTo = [&](int most) { return 1 + static_cast<int>(random.below(static_cast<quint64>(most))); };
        int divided = 0;
        for (int round = 0; round < 150; ++round) {
            std::vector<Item> items;
            for (int i = upTo(4); i > 0; --i)
                items.push_back(thing(upTo(4), upTo(4), upTo(4), 50 * upTo(6)));
            std::vector<Box> boxes{box(4, 4, 4, upTo(30), 400, upTo(80)), box(4, 4, 2, upTo(30), 300), box(4, 3, 3, upTo(30), 300), box(6, 4, 4, upTo(90), 700)};
            CartonShelf shelf(boxes);
            const auto choice = shelf.choose(items, all(shelf, false), byVolume);
            const qint64 single = best(items, boxes, false), several = best(items, boxes, true);
            QCOMPARE(choice.has_value(), single >= 0 || several >= 0);
            if (!choice)
                continue;
            QVERIFY(choice->isProven);
            QCOMPARE(faultOfChoice(shelf, items, *choice), QString());
            QCOMPARE(choice->cost, single >= 0 ? single : several);
            QCOMPARE(choice->cartons.size() > 1, single < 0);
            divided += single < 0 ? 1 : 0;
        }
        QVERIFY(divided > 10);
    }

    void manyItems()
    {
        CartonShelf shelf({box(20, 15, 15, 10), box(15, 15, 10, 5)});
        std::vector<Item> items;
        for (int i = 0; i < 40; ++i)
            items.push_back(thing(5 + i % 6, 4 + i % 5, 3 + i % 4, 300 + 10 * i));
        const auto choice = shelf.choose(items, all(shelf, true), byVolume);
        QVERIFY(choice);
        QCOMPARE(faultOfChoice(shelf, items, *choice), QString());
        QVERIFY(choice->cartons.size() > 1 && !choice->isProven);
    }

private:
    static qint64 best(const std::vector<Item> &items, const std::vector<Box> &boxes, bool mayDivide)
    {
        const quint32 all = (1U << items.size()) - 1;
        std::vector<qint64> one(all + 1, -1), sum(all + 1, -1);
        for (quint32 mask = 1; mask <= all; ++mask) {
            std::vector<Item> inside;
            rates::Weight net;
            for (size_t i = 0; i < items.size(); ++i) {
                if (mask >> i & 1) {
                    inside.push_back(items[i]);
                    net = net + items[i].weight;
                }
            }
            for (const Box &box : boxes) {
                const auto cm = [](rates::Length side) { return static_cast<int>(side.nanometres() / 10'000'000); };
                if (net > *box.mostWeight || !fitsByTrial(inside, cm(box.inner.length), cm(box.inner.width), cm(box.inner.height)))
                    continue;
                const qint64 cost = box.price + byVolume(box, net + box.tare)->cost;
                if (one[mask] < 0 || cost < one[mask])
                    one[mask] = cost;
            }
        }
        sum[0] = 0;
        for (quint32 mask = 1; mask <= all; ++mask)
            for (quint32 sub = mask; sub != 0; sub = (sub - 1) & mask)
                if (one[sub] >= 0 && sum[mask ^ sub] >= 0 && (sum[mask] < 0 || one[sub] + sum[mask ^ sub] < sum[mask]))
                    sum[mask] = one[sub] + sum[mask ^ sub];
        return mayDivide ? sum[all] : one[all];
    }
};

QTEST_GUILESS_MAIN(TestCartonShelf)
#include "tst_carton_shelf.moc"
