#include "core/inventory/environment.h"
#include "tests/core/cartons/packing_check.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::cartons;
using namespace crossdock::test;
using namespace Qt::Literals::StringLiterals;

using Items = std::vector<Item>;
using Verdict = Packing::Verdict;

/// What fits is shown by a packing that holds up; what does not is known from trying every place.
class TestPacking : public QObject
{
    Q_OBJECT

private:
    static Packing exactly(const Items &items, const rates::Dimensions &inner)
    {
        qint64 steps = 50'000'000;
        return packExactly(items, inner, steps);
    }

private Q_SLOTS:
    void known_data()
    {
        QTest::addColumn<Items>("items");
        QTest::addColumn<rates::Dimensions>("inner");
        QTest::addColumn<bool>("fits");
        const auto box = [](int l, int w, int h) { return test::centimetres(l, w, h); };
        QTest::newRow("nothing") << Items{} << box(1, 1, 1) << true;
        QTest::newRow("exactly one") << Items{thing(3, 2, 1)} << box(1, 2, 3) << true;
        QTest::newRow("one too long, with room enough") << Items{thing(5, 1, 1)} << box(4, 4, 4) << false;
        QTest::newRow("upright where only lying fits") << Items{thing(1, 1, 3, 100, true)} << box(3, 3, 2) << false;
        QTest::newRow("upright") << Items{thing(3, 1, 2, 100, true)} << box(1, 3, 2) << true;
        QTest::newRow("two upright, one must turn on its foot") << Items{thing(3, 1, 2, 100, true), thing(1, 3, 2, 100, true)} << box(2, 3, 2) << true;
        QTest::newRow("two cubes of more than half") << Items{thing(3, 3, 3), thing(3, 3, 3)} << box(5, 5, 5) << false;
        // three bars around a hole: none of them is beside, above or behind both others
        QTest::newRow("three bars") << Items{thing(3, 2, 1), thing(3, 2, 1), thing(3, 2, 1)} << box(3, 3, 3) << true;
        QTest::newRow("five of 1x2x2 around a cube") << Items{thing(1, 2, 2), thing(1, 2, 2), thing(1, 2, 2), thing(1, 2, 2), thing(1, 2, 2), thing(1, 2, 2)} << box(3, 3, 3) << true;
        QTest::newRow("volume to the last cube, and no way") << Items{thing(1, 2, 4), thing(1, 2, 4), thing(1, 2, 4), thing(3, 1, 1)} << box(3, 3, 3) << false;
    }

    void known()
    {
        QFETCH(Items, items);
        QFETCH(rates::Dimensions, inner);
        QFETCH(bool, fits);
        const Packing exact = exactly(items, inner), byRules = packByRules(items, inner);
        QCOMPARE(exact.verdict, fits ? Verdict::Fits : Verdict::DoesNotFit);
        QVERIFY(byRules.verdict == exact.verdict || byRules.verdict == Verdict::NotFound);
        for (const Packing &packing : {exact, byRules}) {
            if (packing.verdict == Verdict::Fits)
                QCOMPARE(faultOf(items, inner, packing.placements), QString());
        }
    }

    void everyWay_data()
    {
        QTest::addColumn<int>("items");
        QTest::addColumn<int>("box");
        QTest::addColumn<bool>("hasTwins");
        QTest::newRow("two") << 2 << 4 << false;
        QTest::newRow("three") << 3 << 4 << false;
        QTest::newRow("four") << 4 << 4 << false;
        QTest::newRow("four, some alike") << 4 << 4 << true;
        QTest::newRow("five") << 5 << 4 << false;
        QTest::newRow("five, some alike") << 5 << 4 << true;
        QTest::newRow("six") << 6 << 3 << false;
        QTest::newRow("six, some alike") << 6 << 3 << true;
    }

    /// Orders that fill a box nearly: some go in, some do not.
    void everyWay()
    {
        QFETCH(int, items);
        QFETCH(int, box);
        QFETCH(bool, hasTwins);
        SeededRandom random(static_cast<quint64>(100 * items + box + (hasTwins ? 7 : 0)));
        const auto upTo = [&](int most) { return 1 + static_cast<int>(random.below(static_cast<quint64>(most))); };
        int fitting = 0, refuted = 0, missed = 0;
        for (int round = 0; round < 200;) {
            const int l = 1 + upTo(box - 1), w = 1 + upTo(box - 1), h = 1 + upTo(box - 1);
            Items all;
            int volume = 0;
            while (all.size() < static_cast<size_t>(items)) {
                const int a = upTo(box), b = upTo(box), c = upTo(box);
                const bool isTwin = hasTwins && !all.empty() && random.below(2) == 0;
                all.push_back(isTwin ? all.back() : thing(a, b, c, 100, random.below(5) == 0));
                volume += static_cast<int>(all.back().sides.length.nanometres() / 10'000'000 * (all.back().sides.width.nanometres() / 10'000'000) * (all.back().sides.height.nanometres() / 10'000'000));
            }
            if (volume > l * w * h || 10 * volume < (items < 6 ? 6 : 9) * l * w * h)
                continue;
            ++round;
            const auto inner = test::centimetres(l, w, h);
            const Packing exact = exactly(all, inner), byRules = packByRules(all, inner);
            const bool fits = fitsByTrial(all, l, w, h);
            QVERIFY2(exact.verdict == (fits ? Verdict::Fits : Verdict::DoesNotFit), qPrintable(u"round %1"_s.arg(round)));
            if (fits)
                QCOMPARE(faultOf(all, inner, exact.placements), QString());
            if (byRules.verdict == Verdict::Fits)
                QCOMPARE(faultOf(all, inner, byRules.placements), QString());
            QVERIFY(byRules.verdict != Verdict::DoesNotFit || !fits);
            ++(fits ? fitting : refuted);
            missed += byRules.verdict == Verdict::NotFound ? 1 : 0;
        }
        const QString counts = u"%1 fit, %2 do not, %3 the rules left open"_s.arg(fitting).arg(refuted).arg(missed);
        QVERIFY2(fitting >= 10 && refuted >= 5 && missed >= 2, qPrintable(counts)); // else these cases say little
    }

    void many()
    {
        SeededRandom random(5);
        Items items;
        for (int i = 0; i < 60; ++i)
            items.push_back(thing(3 + static_cast<int>(random.below(10)), 3 + static_cast<int>(random.below(8)), 2 + static_cast<int>(random.below(6))));
        const auto inner = test::centimetres(50, 40, 20);
        const Packing packing = packByRules(items, inner);
        QCOMPARE(packing.verdict, Verdict::Fits);
        QCOMPARE(faultOf(items, inner, packing.placements), QString());
        QCOMPARE(packByRules(items, test::centimetres(20, 20, 20)).verdict, Verdict::DoesNotFit);
    }

    void stepsRunOut()
    {
        const Items items{thing(3, 3, 3), thing(3, 3, 2), thing(3, 2, 2), thing(4, 2, 1), thing(4, 3, 1), thing(3, 2, 1)};
        qint64 few = 3;
        QCOMPARE(packExactly(items, test::centimetres(5, 5, 4), few).verdict, Verdict::NotFound);
    }

    void sumsOfHugeVolumes()
    {
        const Items items(200, thing(99'999, 99'999, 99'999));
        QCOMPARE(packByRules(items, test::centimetres(100'000, 100'000, 100'000)).verdict, Verdict::DoesNotFit);
    }
};

QTEST_GUILESS_MAIN(TestPacking)
#include "tst_packing.moc"
