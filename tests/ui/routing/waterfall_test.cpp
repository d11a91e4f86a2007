#include "ui/routing/waterfall_model.h"
#include "ui/widgets/cell_delegate.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace crossdock;
using namespace crossdock::ui;
using namespace Qt::Literals::StringLiterals;

/// Steps hang on each other, and their sum is the last row.
class WaterfallTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void addsUp_data();
    void addsUp();
    void plansShareTheirSteps();
    void everyStepBeginsWhereTheLastEnded();
    void nothingIsSaidAsNothing();
};

void WaterfallTest::addsUp_data()
{
    QTest::addColumn<QList<qint64>>("amounts");
    QTest::addColumn<int>("steps");
    QTest::addColumn<qint64>("total");
    QTest::newRow("one step") << QList<qint64>{812} << 1 << qint64(812);
    QTest::newRow("a discount") << QList<qint64>{610, -55, 42} << 3 << qint64(597);
    QTest::newRow("below nothing") << QList<qint64>{-100, 40} << 2 << qint64(-60);
    QTest::newRow("a step of nothing is left out") << QList<qint64>{610, 0} << 1 << qint64(610);
    QTest::newRow("no step") << QList<qint64>{} << 0 << qint64(0);
}

void WaterfallTest::addsUp()
{
    QFETCH(QList<qint64>, amounts);
    QFETCH(int, steps);
    QFETCH(qint64, total);
    PricedPlan plan{u"Chosen"_s, {}};
    for (int i = 0; i < static_cast<int>(amounts.size()); ++i)
        plan.parts.push_back({u"part %1"_s.arg(i), amounts.at(i)});
    WaterfallModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setPlans({plan}, u"USD"_s);
    QCOMPARE(model.rowCount(), steps + 1);
    QCOMPARE(model.index(steps, 1).data(SortRole).toLongLong(), total);
    qint64 sum = 0;
    for (int row = 0; row < steps; ++row) {
        sum += model.index(row, 1).data(SortRole).toLongLong();
        for (const int role : {WaterfallModel::FromRole, WaterfallModel::ToRole})
            QVERIFY(model.index(row, 1).data(role).toDouble() >= 0 && model.index(row, 1).data(role).toDouble() <= 1);
    }
    QCOMPARE(sum, total);
}

void WaterfallTest::plansShareTheirSteps()
{
    WaterfallModel model;
    model.setPlans({{u"Chosen"_s, {{u"order_fee"_s, 95}, {u"freight.base"_s, 600}, {u"order_fee"_s, 95}}}, {u"Naive"_s, {{u"freight.base"_s, 700}, {u"late"_s, 30}}}}, u"USD"_s);
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.headerData(2, Qt::Horizontal).toString(), u"Naive"_s);
    QCOMPARE(model.index(0, 0).data().toString(), u"Order fee"_s);
    QCOMPARE(model.index(0, 1).data().toString(), u"1.90\u00a0USD"_s); // two parcels pay it
    QCOMPARE(model.index(1, 0).data().toString(), u"Freight: base price"_s);
    QCOMPARE(model.index(2, 0).data().toString(), u"Risk of being late"_s);
    QCOMPARE(model.index(3, 0).data().toString(), u"Total"_s);
    QCOMPARE(model.index(3, 1).data().toString(), u"7.90\u00a0USD"_s);
    QCOMPARE(model.index(3, 2).data().toString(), u"7.30\u00a0USD"_s);
}

void WaterfallTest::everyStepBeginsWhereTheLastEnded()
{
    WaterfallModel model;
    model.setPlans({{u"Chosen"_s, {{u"a"_s, 500}, {u"b"_s, -100}, {u"c"_s, 600}}}}, u"USD"_s);
    double end = 0;
    for (int row = 0; row < 3; ++row) {
        QCOMPARE(model.index(row, 1).data(WaterfallModel::FromRole).toDouble(), end);
        end = model.index(row, 1).data(WaterfallModel::ToRole).toDouble();
    }
    QCOMPARE(end, 1.0); // the widest is as wide as there is room
    QCOMPARE(model.index(3, 1).data(WaterfallModel::FromRole).toDouble(), 0.0);
    QCOMPARE(model.index(3, 1).data(WaterfallModel::ToRole).toDouble(), end);
}

void WaterfallTest::nothingIsSaidAsNothing()
{
    WaterfallModel model;
    model.setPlans({{u"Chosen"_s, {{u"late"_s, 30}}}, {u"Naive"_s, {{u"picks"_s, 20}}}}, u"USD"_s);
    QCOMPARE(model.index(0, 2).data().toString(), u"–"_s);
    QCOMPARE(model.index(0, 2).data(Qt::AccessibleTextRole).toString(), u"nothing"_s);
}

QTEST_MAIN(WaterfallTest)
#include "waterfall_test.moc"
