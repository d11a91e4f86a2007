#include "tests/ui/fake_inventory.h"
#include "ui/orders/orders_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace crossdock;
using namespace crossdock::ui;
using namespace Qt::Literals::StringLiterals;

/// Orders enter, change and leave the list as the trade goes on.
class OrdersModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readsNewestFirst();
    void readsInPages();
    void newOrderEntersAtItsPlace_data();
    void newOrderEntersAtItsPlace();
    void olderThanReadWaitsForItsPage();
    void sortsByAnyColumn_data();
    void sortsByAnyColumn();
    void newsFindTheirPlaceInTheOrder();
    void sortedAllPagesAreRead();
    void lastOfManyChangesIsShown();
    void leavesWhenItStopsMatching();
    void filters_data();
    void filters();
    void lateAnswerIsDropped();
    void newsDuringAPageIsNotLost();
    void lateOrderSaysSo();
    void tellsWhyItCouldNotRead();

private:
    void start(int orders);
    static OrderRow order(int number, Time createdAt);
    QString cell(int row, int column) const { return m_model->index(row, column).data().toString(); }

    SystemClock m_clock;
    std::unique_ptr<test::FakeInventory> m_inventory;
    std::unique_ptr<OrdersModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

OrderRow OrdersModelTest::order(int number, Time createdAt)
{
    OrderRow row;
    row.id = {ChannelId::parse(u"shopify-us").value(), QString::number(number)};
    row.createdAt = row.recordedAt = createdAt;
    row.lines = 1;
    row.units = 2;
    return row;
}

void OrdersModelTest::start(int orders)
{
    m_tester.reset(); // it reads further pages by itself
    m_model.reset();
    m_inventory = std::make_unique<test::FakeInventory>(m_clock, test::FakeInventory::Size{50, 8, orders});
    m_model = std::make_unique<OrdersModel>(*m_inventory, m_clock, nullptr);
}

void OrdersModelTest::init()
{
    start(80);
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QTRY_COMPARE(m_model->rowCount(), 80);
}

void OrdersModelTest::readsNewestFirst()
{
    for (int row = 1; row < m_model->rowCount(); ++row)
        QVERIFY(m_model->order(row - 1).createdAt >= m_model->order(row).createdAt);
    QCOMPARE(m_model->rowOf(m_model->order(17).id), 17);
    QVERIFY(m_model->isComplete());
}

void OrdersModelTest::readsInPages()
{
    start(1'200);
    QTRY_COMPARE(m_model->rowCount(), 500);
    QVERIFY(m_model->canFetchMore({}));
    m_model->fetchMore({});
    QVERIFY(!m_model->canFetchMore({})); // one page at a time
    QTRY_COMPARE(m_model->rowCount(), 1'000);
    m_model->fetchMore({});
    QTRY_COMPARE(m_model->rowCount(), 1'200);
    QVERIFY(!m_model->canFetchMore({}));
    QCOMPARE(m_model->rowOf(m_model->order(1'100).id), 1'100);
}

void OrdersModelTest::newOrderEntersAtItsPlace_data()
{
    QTest::addColumn<int>("after");
    QTest::newRow("newest") << -1;
    QTest::newRow("between two") << 10;
    QTest::newRow("oldest of all") << 79;
}

void OrdersModelTest::newOrderEntersAtItsPlace()
{
    QFETCH(int, after);
    const Time at = after < 0 ? m_clock.now() + Milliseconds(1) : m_model->order(after).createdAt - Milliseconds(1);
    m_inventory->tell({event::OrderChanged{order(7, at)}, event::OrderChanged{order(8, at)}});
    QTRY_COMPARE(m_model->rowCount(), 82);
    QVERIFY(m_model->rowOf(order(7, at).id) == after + 1 || m_model->rowOf(order(8, at).id) == after + 1);
    for (int row = 1; row < m_model->rowCount(); ++row)
        QVERIFY(m_model->order(row - 1).createdAt >= m_model->order(row).createdAt);
}

void OrdersModelTest::olderThanReadWaitsForItsPage()
{
    start(600);
    QTRY_COMPARE(m_model->rowCount(), 500);
    m_inventory->tell({event::OrderChanged{order(7, Time{})}, event::OrderChanged{order(8, m_clock.now())}});
    QTRY_COMPARE(m_model->rowCount(), 501);
    QCOMPARE(m_model->rowOf(order(7, {}).id), -1);
    QCOMPARE(m_model->rowOf(order(8, {}).id), 0);
}

void OrdersModelTest::sortsByAnyColumn_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<OrderRow>("less");
    QTest::addColumn<OrderRow>("more");
    const auto row = [this](const char *name, int column, auto change) {
        OrderRow less = order(7, fromMs(5'000)), more = less;
        change(more);
        QTest::newRow(name) << column << less << more;
    };
    row("number", OrdersModel::Number, [](OrderRow &more) { more.id.number = u"8"_s; });
    row("channel", OrdersModel::Channel, [](OrderRow &more) { more.id.channel = ChannelId::parse(u"woo"_s).value(); });
    row("placed", OrdersModel::Placed, [](OrderRow &more) { more.createdAt = fromMs(6'000); });
    row("state", OrdersModel::State, [](OrderRow &more) { more.state = OrderRow::State::Shipped; });
    row("lines", OrdersModel::Lines, [](OrderRow &more) { more.lines = 3; });
    row("units", OrdersModel::Units, [](OrderRow &more) { more.units = 3; });
    row("short", OrdersModel::Short, [](OrderRow &more) { more.shortUnits = 1; });
    row("total", OrdersModel::Total, [](OrderRow &more) { more.total = Money{0, u"USD"_s}; });
    OrderRow promised = order(7, fromMs(5'000));
    promised.shipBy = fromMs(9'000);
    QTest::newRow("ship by: no promise is the latest") << int(OrdersModel::ShipBy) << promised << order(7, fromMs(5'000));
    OrderRow bavaria = order(7, fromMs(5'000)), alabama = bavaria;
    bavaria.shipTo = u"BY, DE"_s;
    alabama.shipTo = u"AL, US"_s;
    QTest::newRow("ship to: by country first") << int(OrdersModel::ShipTo) << bavaria << alabama;
}

void OrdersModelTest::sortsByAnyColumn()
{
    QFETCH(int, column);
    QFETCH(OrderRow, less);
    QFETCH(OrderRow, more);
    const auto by = static_cast<OrdersSort::By>(column);
    QVERIFY((OrdersSort{by, Qt::AscendingOrder}.isBefore(less, more)) && !(OrdersSort{by, Qt::AscendingOrder}.isBefore(more, less)));
    QVERIFY((OrdersSort{by, Qt::DescendingOrder}.isBefore(more, less)) && !(OrdersSort{by, Qt::DescendingOrder}.isBefore(less, more)));
}

void OrdersModelTest::newsFindTheirPlaceInTheOrder()
{
    m_model->sort(OrdersModel::Units, Qt::AscendingOrder);
    const auto isSorted = [this] {
        for (int row = 1; row < m_model->rowCount(); ++row)
            if (m_model->order(row - 1).units > m_model->order(row).units)
                return false;
        return true;
    };
    QTRY_VERIFY(isSorted());
    OrderRow many = order(7, m_clock.now()), few = order(8, m_clock.now());
    many.units = 1'000;
    few.units = 0;
    m_inventory->tell({event::OrderChanged{many}, event::OrderChanged{few}});
    QTRY_COMPARE(m_model->rowCount(), 82);
    QCOMPARE(m_model->rowOf(few.id), 0);
    QCOMPARE(m_model->rowOf(many.id), 81);
    QVERIFY(isSorted());
}

void OrdersModelTest::sortedAllPagesAreRead()
{
    start(1'200);
    QTRY_COMPARE(m_model->rowCount(), 500);
    m_inventory->orders.last().row.units = 5'000; // the oldest is the largest
    const QPersistentModelIndex cursor = m_model->index(7, OrdersModel::Units);
    const OrderId chosen = m_model->order(7).id;
    m_model->sort(OrdersModel::Units, Qt::DescendingOrder);
    QTRY_COMPARE(m_model->rowCount(), 1'200);
    QCOMPARE(m_model->order(0).id, m_inventory->orders.last().row.id);
    QCOMPARE(m_model->order(cursor.row()).id, chosen);
    m_model->reload(); // and stays so
    QTRY_COMPARE(m_model->rowCount(), 1'200);
    QTRY_COMPARE(m_model->order(0).id, m_inventory->orders.last().row.id);
}

void OrdersModelTest::lastOfManyChangesIsShown()
{
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    OrderRow row = m_model->order(3), neighbour = m_model->order(4);
    for (int units = 1; units <= 50; ++units) {
        row.units = neighbour.units = units;
        m_inventory->tell({event::OrderChanged{row}, event::OrderChanged{neighbour}});
    }
    QTRY_COMPARE(cell(3, OrdersModel::Units), u"50"_s);
    QCOMPARE(changed.count(), 1); // one frame, one run of neighbours
    QCOMPARE(m_model->rowCount(), 80);
}

void OrdersModelTest::leavesWhenItStopsMatching()
{
    m_model->setFilter({.state = OrderRow::State::Open});
    QTRY_VERIFY(m_model->rowCount() < 80);
    const int before = m_model->rowCount();
    OrderRow row = m_model->order(2);
    row.state = OrderRow::State::Shipped;
    m_inventory->tell({event::OrderChanged{row}});
    QTRY_COMPARE(m_model->rowCount(), before - 1);
    QCOMPARE(m_model->rowOf(row.id), -1);
    QCOMPARE(m_model->rowOf(m_model->order(2).id), 2);
}

void OrdersModelTest::filters_data()
{
    QTest::addColumn<bool>("matches");
    QTest::addColumn<QString>("channel");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("onlyShort");
    QTest::newRow("no filter") << true << QString() << QString() << false;
    QTest::newRow("its channel") << true << u"shopify-us"_s << QString() << false;
    QTest::newRow("another channel") << false << u"amazon-us"_s << QString() << false;
    QTest::newRow("part of its number") << true << QString() << u"23"_s << false;
    QTest::newRow("not its number") << false << QString() << u"24"_s << false;
    QTest::newRow("not short") << false << QString() << QString() << true;
}

void OrdersModelTest::filters()
{
    QFETCH(bool, matches);
    QFETCH(QString, channel);
    QFETCH(QString, text);
    QFETCH(bool, onlyShort);
    OrdersFilter filter{.text = text, .onlyShort = onlyShort};
    if (!channel.isEmpty())
        filter.channel = ChannelId::parse(channel).value();
    QCOMPARE(filter.matches(order(1234, {})), matches);
}

void OrdersModelTest::lateAnswerIsDropped()
{
    m_inventory->holdsAnswers = true;
    m_model->setFilter({.text = u"nothing has this"_s});
    m_model->setFilter({});
    m_inventory->releaseAnswers();
    QSignalSpy read(m_model.get(), &OrdersModel::pageRead);
    QTRY_COMPARE(read.count(), 1);
    QCOMPARE(m_model->rowCount(), 80);
}

void OrdersModelTest::newsDuringAPageIsNotLost()
{
    m_inventory->holdsAnswers = true;
    m_model->reload();
    OrderRow row = m_model->order(5);
    row.state = OrderRow::State::Shipped;
    row.units = 4711;
    m_inventory->tell({event::OrderChanged{row}});
    QTest::qWait(40); // longer than a frame: the change must not be merged into the old page and then be forgotten
    m_inventory->releaseAnswers();
    QTRY_COMPARE(m_model->index(5, OrdersModel::Units).data().toString(), QLocale().toString(4711));
}

void OrdersModelTest::lateOrderSaysSo()
{
    OrderRow row = m_model->order(0);
    row.state = OrderRow::State::Open;
    row.shipBy = m_clock.now() - Milliseconds(1);
    m_inventory->tell({event::OrderChanged{row}});
    QTRY_VERIFY(cell(0, OrdersModel::ShipBy).startsWith(u"Late"_s));
    QCOMPARE(m_model->index(0, OrdersModel::ShipBy).data(EmphasisRole).toInt(), static_cast<int>(Emphasis::Danger));
    row.state = OrderRow::State::Shipped; // what has left is not late any more
    m_inventory->tell({event::OrderChanged{row}});
    QTRY_VERIFY(!cell(0, OrdersModel::ShipBy).startsWith(u"Late"_s));
}

void OrdersModelTest::tellsWhyItCouldNotRead()
{
    QSignalSpy failed(m_model.get(), &OrdersModel::failed);
    m_inventory->queryError = Error{Error::Code::StoreFailed, u"store"_s, u"disk I/O error"_s};
    m_model->reload();
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(m_model->rowCount(), 80); // what was known stays on the screen
}

QTEST_MAIN(OrdersModelTest)
#include "orders_model_test.moc"
