#include "ui/widgets/sparkline.h"

#include <QApplication>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {

/// What a trend says and how much of its span it draws.
class TestSparkline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void youngDataHasTheWidth_data();
    void youngDataHasTheWidth();
};

void TestSparkline::youngDataHasTheWidth_data()
{
    QTest::addColumn<double>("hoursQuiet"); // of 24, before the first change
    QTest::addColumn<bool>("isTrimmed");
    QTest::newRow("changes all day") << 0.5 << false;
    QTest::newRow("since the morning") << 11.0 << false;
    QTest::newRow("since an hour") << 23.0 << true;
    QTest::newRow("since seconds") << 23.999 << true;
}

void TestSparkline::youngDataHasTheWidth()
{
    QFETCH(double, hoursQuiet);
    Theme theme(*qApp);
    Sparkline line(theme);
    const auto at = [](double hours) { return fromMs(1'764'000'000'000 + static_cast<qint64>(hours * 3'600'000)); };
    line.setPoints({{at(0), 0, 0}, {at(hoursQuiet), 10, 10}, {at((24 + hoursQuiet) / 2), 9, 8}, {at(24), 9, 8}});
    QTEST(line.description().contains(u"Drawn from"_s), "isTrimmed");
    QVERIFY(line.description().contains(u"From 0 to 8 in 24 hours"_s)); // the words speak of the whole span
    line.resize(300, 120);
    QVERIFY(!line.grab().isNull());
}

} // namespace crossdock::ui

QTEST_MAIN(crossdock::ui::TestSparkline)
#include "tst_sparkline.moc"
