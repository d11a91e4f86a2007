#include "tests/ui/fake_desk.h"
#include "tests/ui/fake_inventory.h"
#include "tests/ui/page_checks.h"
#include "ui/stock/bins_view.h"
#include "ui/stock/stock_detail.h"

#include <QApplication>
#include <QTableView>
#include <QTest>

using namespace crossdock;
using namespace crossdock::ui;
using namespace Qt::Literals::StringLiterals;

/// Where a SKU lies, in the panel beside the grid.
class BinsViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }

    void showsWhereItLies()
    {
        test::FakeInventory inventory(m_clock);
        test::FakeDesk desk(inventory, m_clock);
        const Sku first = inventory.rows[0].sku, second = inventory.rows[1].sku;
        const NodeId main = *NodeId::parse(u"main"), east = *NodeId::parse(u"east");
        inventory.bins[first] = {{main, {u"cold"_s, u"A-2"_s}}, {main, {{}, u"R-7"_s}}, {east, {{}, u"B-1"_s}}};
        StockDetail detail(Context{inventory, desk, m_clock, *m_theme, u"dana"_s});
        detail.resize(400, 900);
        detail.show();
        detail.showSku(first);
        auto *view = detail.findChild<BinsView *>();
        QTRY_VERIFY(view->isVisible());
        const auto *table = view->findChild<QTableView *>();
        QStringList rows;
        for (int row = 0; row < table->model()->rowCount(); ++row)
            rows.append(u"%1|%2|%3"_s.arg(table->model()->index(row, 0).data().toString(), table->model()->index(row, 1).data().toString(), table->model()->index(row, 2).data().toString()));
        QCOMPARE(rows, (QStringList{u"main|cold|A-2"_s, u"main||R-7"_s, u"east||B-1"_s}));
        QCOMPARE(test::cutLabels(*view), QStringList());
        QCOMPARE(test::namelessControls(*view), QStringList());
        detail.showSku(second); // of which nobody said anything
        QTRY_VERIFY(!view->isVisible());
    }

private:
    SystemClock m_clock;
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(BinsViewTest)
#include "tst_bins_view.moc"
