#include "ui/widgets/frozen_table_view.h"
#include "ui/widgets/text_table_model.h"

#include <QApplication>
#include <QHeaderView>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {

/// Leading columns that never scroll away, in one view.
class TestFrozenTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void frozenCellsStay_data();
    void frozenCellsStay();
    void aClickMeetsWhatIsSeen();
    void theHeaderIsPressedWhereItIsSeen();
    void theCursorIsNeverCovered();
    void aNarrowViewFreezesNothing();

private:
    QImage leadingColumns() { return m_table->viewport()->grab(QRect(0, 0, m_table->frozenWidth() - 1, 200)).toImage(); }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<TextTableModel> m_model;
    std::unique_ptr<FrozenTableView> m_table;
};

void TestFrozenTable::initTestCase()
{
    m_theme = std::make_unique<Theme>(*qApp);
}

void TestFrozenTable::init()
{
    QList<TextTableModel::Column> columns;
    QList<TextTableModel::Cell> cells;
    for (int column = 0; column < 12; ++column) {
        columns.append({u"C%1"_s.arg(column)});
        cells.append(TextTableModel::Cell());
        cells.last().text = u"cell %1"_s.arg(column);
    }
    m_model = std::make_unique<TextTableModel>(columns);
    m_model->setRows(QList<QList<TextTableModel::Cell>>(20, cells));
    m_table = std::make_unique<FrozenTableView>(*m_theme, u"Numbers"_s, 2);
    m_table->setModel(m_model.get());
    for (int column = 0; column < 12; ++column)
        m_table->setColumnWidth(column, 100);
    m_table->resize(600, 400);
    m_table->show();
}

void TestFrozenTable::cleanup()
{
    m_table.reset();
}

void TestFrozenTable::frozenCellsStay_data()
{
    QTest::addColumn<int>("scrolled");
    QTest::newRow("not scrolled") << 0;
    QTest::newRow("half a column") << 50;
    QTest::newRow("as far as it goes") << 10'000;
}

void TestFrozenTable::frozenCellsStay()
{
    QFETCH(int, scrolled);
    const QImage before = leadingColumns();
    const QRect second = m_table->visualRect(m_model->index(3, 1));
    m_table->horizontalScrollBar()->setValue(scrolled);
    QCOMPARE(m_table->visualRect(m_model->index(3, 1)), second);
    QCOMPARE(leadingColumns(), before);
    QCOMPARE(m_table->visualRect(m_model->index(3, 5)).left(), 500 - m_table->horizontalScrollBar()->value());
}

void TestFrozenTable::aClickMeetsWhatIsSeen()
{
    m_table->horizontalScrollBar()->setValue(300);
    QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, m_table->visualRect(m_model->index(2, 1)).center());
    QCOMPARE(m_table->currentIndex(), m_model->index(2, 1));
    QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, m_table->visualRect(m_model->index(2, 6)).center());
    QCOMPARE(m_table->currentIndex(), m_model->index(2, 6));
}

void TestFrozenTable::theHeaderIsPressedWhereItIsSeen()
{
    m_table->horizontalScrollBar()->setValue(300);
    QSignalSpy pressed(m_table->horizontalHeader(), &QHeaderView::sectionClicked);
    const auto click = [this](int x) { QTest::mouseClick(m_table->horizontalHeader()->viewport(), Qt::LeftButton, {}, QPoint(x, 10)); };
    click(150); // over what would be column 4
    click(250);
    QCOMPARE(pressed.size(), 2);
    QCOMPARE(pressed[0][0].toInt(), 1);
    QCOMPARE(pressed[1][0].toInt(), 5);
}

void TestFrozenTable::theCursorIsNeverCovered()
{
    m_table->horizontalScrollBar()->setValue(10'000);
    for (int column = 11; column >= 0; --column) {
        m_table->setCurrentIndex(m_model->index(0, column));
        const QRect cell = m_table->visualRect(m_model->index(0, column));
        QVERIFY2(column < 2 || cell.left() >= m_table->frozenWidth(), qPrintable(u"column %1 at %2"_s.arg(column).arg(cell.left())));
        QVERIFY(cell.right() <= m_table->viewport()->width());
    }
}

void TestFrozenTable::aNarrowViewFreezesNothing()
{
    QCOMPARE(m_table->frozenWidth(), 200);
    m_table->resize(260, 400);
    QCOMPARE(m_table->frozenWidth(), 0);
}

} // namespace crossdock::ui

QTEST_MAIN(crossdock::ui::TestFrozenTable)
#include "tst_frozen_table.moc"
