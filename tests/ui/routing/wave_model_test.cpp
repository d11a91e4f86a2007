#include "tests/ui/fake_wave.h"
#include "ui/routing/board_view.h"
#include "ui/routing/compare_model.h"
#include "ui/routing/wave_model.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace crossdock;
using namespace crossdock::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

const Time now = fromMs(1'772'000'000'000);

qsizetype rowsOf(const fulfilment::WaveView &wave)
{
    qsizetype rows = 0;
    for (const auto &order : wave.orders)
        rows += order.plan.parcels.size() + (order.plan.waiting.isEmpty() ? 0 : 1);
    return rows;
}

} // namespace

/// A wave as a list, as a board and beside another.
class WaveModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void everyParcelIsARow();
    void filters_data();
    void filters();
    void sorts_data();
    void sorts();
    void theBoardHoldsEveryParcel_data();
    void theBoardHoldsEveryParcel();
    void aLaneSaysHowFullItIs_data();
    void aLaneSaysHowFullItIs();
    void comparesWaves();
};

void WaveModelTest::everyParcelIsARow()
{
    WaveModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto wave = test::fakeWave(now);
    model.setWave(wave);
    QCOMPARE(model.rowCount(), static_cast<int>(rowsOf(*wave)));
    for (int row = 0; row < model.rowCount(); ++row)
        for (int column = 0; column < WaveModel::Why; ++column)
            QVERIFY(!model.index(row, column).data().toString().isEmpty());
    const int waiting = model.rowOf(u"shopify-us/100475"_s) + 1;
    QCOMPARE(model.index(waiting, WaveModel::Stands).data().toString(), u"Waits"_s);
    QVERIFY(model.index(waiting, WaveModel::Why).data().toString().contains(u"no place has 1 of it"_s));
    model.setWave(nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void WaveModelTest::filters_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("held"); // what each row that stays holds
    QTest::newRow("an order") << u"100477"_s << u"100477"_s;
    QTest::newRow("a place") << u"dallas"_s << u"Dallas"_s;
    QTest::newRow("a SKU") << u" lin-00002 "_s << u"LIN-00002"_s;
}

void WaveModelTest::filters()
{
    QFETCH(QString, text);
    QFETCH(QString, held);
    WaveModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setWave(test::fakeWave(now));
    const int all = model.rowCount();
    model.setFilter(text);
    QVERIFY(model.rowCount() > 0 && model.rowCount() < all);
    for (int row = 0; row < model.rowCount(); ++row) {
        QString texts;
        for (int column = 0; column < WaveModel::ColumnCount; ++column)
            texts += model.index(row, column).data().toString();
        QVERIFY2(texts.contains(held), qPrintable(texts));
    }
    model.setFilter({});
    QCOMPARE(model.rowCount(), all);
}

void WaveModelTest::sorts_data()
{
    QTest::addColumn<Qt::SortOrder>("order");
    QTest::newRow("dearest last") << Qt::AscendingOrder;
    QTest::newRow("dearest first") << Qt::DescendingOrder;
}

void WaveModelTest::sorts()
{
    QFETCH(Qt::SortOrder, order);
    WaveModel model;
    model.setWave(test::fakeWave(now));
    model.sort(WaveModel::Cost, order);
    for (int row = 1; row < model.rowCount(); ++row) {
        const qint64 before = model.index(row - 1, WaveModel::Cost).data(SortRole).toLongLong(), here = model.index(row, WaveModel::Cost).data(SortRole).toLongLong();
        QVERIFY(order == Qt::AscendingOrder ? before <= here : before >= here);
    }
    model.sort(WaveModel::Chance, order); // what waits has no chance, and stands last either way
    QCOMPARE(model.index(model.rowCount() - 1, WaveModel::Stands).data().toString(), u"Waits"_s);
}

void WaveModelTest::theBoardHoldsEveryParcel_data()
{
    QTest::addColumn<int>("orders");
    QTest::addColumn<int>("nodes");
    QTest::newRow("two places") << 10 << 2;
    QTest::newRow("six places, nobody waits") << 5 << 6;
    QTest::newRow("six places") << 60 << 6;
}

void WaveModelTest::theBoardHoldsEveryParcel()
{
    QFETCH(int, orders);
    QFETCH(int, nodes);
    const auto wave = test::fakeWave(now, orders, nodes);
    const QList<BoardLane> lanes = boardOf(*wave, now);
    const bool doesWait = orders > 5;
    QCOMPARE(lanes.size(), nodes + (doesWait ? 1 : 0));
    QCOMPARE(lanes.first().node.isEmpty(), doesWait);
    qsizetype cards = 0;
    for (const BoardLane &lane : lanes) {
        cards += lane.cards.size();
        for (const BoardCard &card : lane.cards)
            QVERIFY(card.spoken.contains(card.order));
    }
    QCOMPARE(cards, rowsOf(*wave));
}

void WaveModelTest::aLaneSaysHowFullItIs_data()
{
    QTest::addColumn<int>("parcels");
    QTest::addColumn<qint64>("capacity"); // below 0: no limit
    QTest::addColumn<bool>("isClosed");
    QTest::addColumn<QString>("load");
    QTest::addColumn<int>("permille");
    QTest::newRow("half") << 30 << qint64(60) << false << u"30 of 60 parcels"_s << 500;
    QTest::newRow("full") << 60 << qint64(60) << false << u"60 of 60 parcels"_s << 1000;
    QTest::newRow("no place at all") << 0 << qint64(0) << false << u"0 of 0 parcels"_s << 1000;
    QTest::newRow("closed") << 0 << qint64(60) << true << u"closed in this plan"_s << -1;
}

void WaveModelTest::aLaneSaysHowFullItIs()
{
    QFETCH(int, parcels);
    QFETCH(qint64, capacity);
    QFETCH(bool, isClosed);
    fulfilment::WaveView wave;
    wave.nodes = {{.node = NodeId::parse(u"dallas"_s).value(), .title = u"Dallas"_s, .parcels = parcels, .capacity = capacity, .cutOffAt = now + Milliseconds(1'800'000), .isClosed = isClosed}};
    const BoardLane lane = boardOf(wave, now).first();
    QTEST(lane.load, "load");
    QTEST(lane.permille, "permille");
    QVERIFY(lane.leaves.endsWith(u"in 30 min"_s));
}

void WaveModelTest::comparesWaves()
{
    const auto before = test::fakeWave(now);
    auto after = *before;
    after.total += 312;
    const auto wave = std::make_shared<const fulfilment::WaveView>(after);
    QCOMPARE(compareColumns({{u"Now"_s, before}}).size(), 2);
    QCOMPARE(compareColumns({{u"Now"_s, before}, {u"What if"_s, wave}}).size(), 4);
    const auto rows = compareRows({{u"Now"_s, before}, {u"What if"_s, wave}});
    QCOMPARE(rows.first().last().text, u"+3.12\u00a0USD"_s);
    QCOMPARE(rows.first().last().emphasis, Emphasis::Danger);
    QCOMPARE(rows.at(1).at(1).text, u"200.00\u00a0USD"_s); // for lines that wait
    QCOMPARE(rows.at(1).last().text, u"the same"_s);
}

QTEST_MAIN(WaveModelTest)
#include "wave_model_test.moc"
