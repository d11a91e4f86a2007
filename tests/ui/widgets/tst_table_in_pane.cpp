#include "ui/widgets/panes.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/text_table_model.h"

#include <QApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QScrollArea>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {

/// A table in a panel that scrolls as a whole: the row with the cursor is seen.
class TestTableInPane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void init();
    void cleanup() { m_window.reset(); }
    void followsTheCursor_data();
    void followsTheCursor();
    void staysWhereNobodyIs();

private:
    bool isSeen(int row) const;

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<QWidget> m_window;
    QLineEdit *m_before = nullptr;
    QScrollArea *m_pane = nullptr;
    TableView *m_table = nullptr;
};

void TestTableInPane::init()
{
    m_window = std::make_unique<QWidget>();
    m_before = new QLineEdit(m_window.get());
    auto *content = new QWidget;
    m_table = new TableView(*m_theme, u"Rows"_s, content);
    auto *model = new TextTableModel({{u"Name"_s}}, m_table);
    QList<QList<TextTableModel::Cell>> rows;
    for (int row = 0; row < 8; ++row) {
        TextTableModel::Cell cell;
        cell.text = QString::number(row);
        rows.append({cell});
    }
    model->setRows(rows);
    m_table->setModel(model);
    m_table->setFixedHeight(TableView::rowHeight * 9 + 4);
    auto *column = new QVBoxLayout(content);
    column->addSpacing(400);
    column->addWidget(m_table);
    m_pane = scrollPane(content, m_window.get());
    auto *layout = new QVBoxLayout(m_window.get());
    layout->addWidget(m_before);
    layout->addWidget(m_pane);
    m_window->resize(300, 240);
    m_window->show();
    m_before->setFocus();
}

bool TestTableInPane::isSeen(int row) const
{
    const QRect rect = m_table->visualRect(m_table->model()->index(row, 0));
    const QRect inPane(m_table->viewport()->mapTo(m_pane->viewport(), rect.topLeft()), rect.size());
    return inPane.top() >= 0 && inPane.bottom() <= m_pane->viewport()->height();
}

void TestTableInPane::followsTheCursor_data()
{
    QTest::addColumn<int>("downs");
    QTest::newRow("led there by Tab") << 0;
    QTest::newRow("on to the middle") << 4;
    QTest::newRow("on to the last") << 7;
}

void TestTableInPane::followsTheCursor()
{
    QFETCH(int, downs);
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QVERIFY(!isSeen(0));
    QTest::keyClick(m_before, Qt::Key_Tab);
    QTRY_VERIFY(m_table->hasFocus());
    for (int i = 0; i < downs; ++i)
        QTest::keyClick(m_table, Qt::Key_Down);
    QCOMPARE(m_table->currentIndex().row(), downs);
    QTRY_VERIFY(isSeen(downs));
}

/// What is read anew in the background moves nothing under the eyes.
void TestTableInPane::staysWhereNobodyIs()
{
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_table->setCurrentIndex(m_table->model()->index(6, 0));
    QVERIFY(!m_table->hasFocus());
    QVERIFY(!isSeen(6));
}

} // namespace crossdock::ui

QTEST_MAIN(crossdock::ui::TestTableInPane)
#include "tst_table_in_pane.moc"
