#include "tests/ui/fake_desk.h"
#include "tests/ui/page_checks.h"
#include "ui/pack/pack_page.h"
#include "ui/pack/pack_queue_model.h"
#include "ui/widgets/form_dialog.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTest>

using namespace crossdock;
using namespace crossdock::ui;
using namespace Qt::Literals::StringLiterals;

/// The packing bench, used by scanner and keyboard, offscreen.
class PackPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void init();
    void cleanup();
    void shipsWhatWasScanned();
    void nothingShipsUnchecked();
    void wrongScansAreRefused_data();
    void wrongScansAreRefused();
    void aPickedOrderIsOnlyShipped();
    void whatOthersPackIsLeftToThem();
    void aRefusalLeavesTheBox();
    void theQueueIsUrgentFirstAndOpensByKey();
    void theQueueHoldsTheOldestOfMany_data();
    void theQueueHoldsTheOldestOfMany();
    void theSlipIsNotPrintedTwiceSilently();
    void showsTheBinOfWhatIsStillToScan();
    void nothingIsCutOrNameless();

private:
    void scan(const QString &code);
    const OrderDetail &anyOrder(OrderRow::State state) const;
    void scanAll(const OrderDetail &order);
    QAction *action(const QString &name) const { return m_page->findChild<QAction *>(name); }
    QString bannerText() const;

    SystemClock m_clock;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<test::FakeInventory> m_inventory;
    std::unique_ptr<test::FakeDesk> m_desk;
    std::unique_ptr<PackPage> m_page;
    QTableView *m_queue = nullptr;
};

void PackPageTest::init()
{
    m_inventory = std::make_unique<test::FakeInventory>(m_clock);
    m_desk = std::make_unique<test::FakeDesk>(*m_inventory, m_clock);
    m_page = std::make_unique<PackPage>(Context{*m_inventory, *m_desk, m_clock, *m_theme, u"dana"_s});
    m_page->resize(1072, 740);
    m_page->show();
    m_queue = m_page->findChild<QTableView *>(u"queue"_s);
    QTRY_VERIFY(m_queue->model()->rowCount() > 0);
}

void PackPageTest::cleanup()
{
    m_page.reset(); // before what it uses
    m_desk.reset();
    m_inventory.reset();
}

void PackPageTest::scan(const QString &code)
{
    auto *field = m_page->findChild<QLineEdit *>(u"scan"_s);
    QTest::keyClicks(field, code);
    QTest::keyClick(field, Qt::Key_Return);
}

const OrderDetail &PackPageTest::anyOrder(OrderRow::State state) const
{
    return *std::find_if(m_inventory->orders.begin(), m_inventory->orders.end(), [&](const OrderDetail &order) {
        return order.row.state == state && order.row.shortUnits == 0 && PackBox::obstacle(order).isEmpty();
    });
}

void PackPageTest::scanAll(const OrderDetail &order)
{
    const PackBox box(order, {});
    for (const PackBox::Item &item : box.items())
        for (Quantity i = 0; i < item.wanted; ++i)
            scan(item.sku.text());
}

QString PackPageTest::bannerText() const
{
    const QWidget *banner = m_page->findChild<QWidget *>(u"banner"_s);
    QStringList texts;
    for (const QLabel *label : (banner ? banner : m_page.get())->findChildren<QLabel *>())
        texts.append(label->isVisible() ? label->text() : QString());
    return texts.join(u' ');
}

void PackPageTest::shipsWhatWasScanned()
{
    const OrderDetail order = anyOrder(OrderRow::State::Open);
    scan(order.row.id.text());
    QTRY_COMPARE(m_page->selectedId(), order.row.id.text());
    QVERIFY(!action(u"shipBox"_s)->isEnabled());
    scanAll(order);
    QVERIFY(action(u"shipBox"_s)->isEnabled());
    m_page->findChild<QSpinBox *>(u"weight"_s)->setValue(1'234);
    m_page->findChild<QLineEdit *>(u"tracking"_s)->setText(u" 1Z999 "_s);
    action(u"shipBox"_s)->trigger();
    QTRY_COMPARE(m_page->selectedId(), QString());
    const QList<Request> &done = m_inventory->requests;
    QCOMPARE(done.size(), 2);
    QCOMPARE(std::get<command::PickOrder>(done.at(0).command).order, order.row.id);
    QCOMPARE(std::get<command::ShipOrder>(done.at(1).command).tracking, u"1Z999"_s);
    QVERIFY2(done.at(1).why.contains(u"1,234 g"_s), qPrintable(done.at(1).why));
    QCOMPARE(done.at(1).actor.name, u"dana"_s);
}

void PackPageTest::nothingShipsUnchecked()
{
    const OrderDetail order = anyOrder(OrderRow::State::Open);
    scan(order.row.id.text());
    QTRY_COMPARE(m_page->selectedId(), order.row.id.text());
    scanAll(order);
    action(u"takeBack"_s)->trigger();
    QVERIFY(!action(u"shipBox"_s)->isEnabled());
    Q_EMIT m_page->findChild<QShortcut *>()->activated();
    QVERIFY2(bannerText().contains(u"Not all is in the box"_s), qPrintable(bannerText()));
    action(u"shipBox"_s)->trigger();
    QVERIFY(m_inventory->requests.isEmpty());
}

void PackPageTest::wrongScansAreRefused_data()
{
    QTest::addColumn<bool>("isBegun");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("words");
    QTest::newRow("no such order") << false << u"999999999"_s << u"Neither in this order"_s;
    QTest::newRow("a stranger in the box") << true << u"999999999"_s << u"Not in this order"_s;
}

void PackPageTest::wrongScansAreRefused()
{
    QFETCH(bool, isBegun);
    QFETCH(QString, code);
    QFETCH(QString, words);
    const OrderDetail order = anyOrder(OrderRow::State::Open);
    scan(order.row.id.text());
    QTRY_COMPARE(m_page->selectedId(), order.row.id.text());
    if (isBegun)
        scan(PackBox(order, {}).items().first().sku.text());
    const QString before = m_page->findChild<QLabel *>(u"boxCount"_s)->text();
    scan(code);
    QTRY_VERIFY2(bannerText().contains(words), qPrintable(bannerText()));
    QCOMPARE(m_page->findChild<QLabel *>(u"boxCount"_s)->text(), before);
    QCOMPARE(m_page->selectedId(), order.row.id.text());
}

void PackPageTest::aPickedOrderIsOnlyShipped()
{
    const OrderDetail order = anyOrder(OrderRow::State::Picked);
    scan(order.row.id.text());
    QTRY_COMPARE(m_page->selectedId(), order.row.id.text());
    scanAll(order);
    action(u"shipBox"_s)->trigger();
    QTRY_COMPARE(m_inventory->requests.size(), 1);
    QVERIFY(std::holds_alternative<command::ShipOrder>(m_inventory->requests.first().command));
}

void PackPageTest::whatOthersPackIsLeftToThem()
{
    OrderDetail &order = const_cast<OrderDetail &>(anyOrder(OrderRow::State::Open));
    const OrderDetail before = order;
    OrderDetail::Reservation elsewhere = order.lines.first().reservations.first();
    elsewhere.node = *NodeId::parse(u"bob"_s);
    elsewhere.isOwn = false;
    order.lines.first().reservations.append(elsewhere);
    scan(order.row.id.text());
    QTRY_COMPARE(m_page->selectedId(), order.row.id.text());
    QVERIFY2(bannerText().contains(u"packed and sent by bob"_s), qPrintable(bannerText()));
    scanAll(before); // no unit of bob's
    action(u"shipBox"_s)->trigger();
    QTRY_COMPARE(m_inventory->requests.size(), 1);
    QCOMPARE(std::get<command::ShipOrder>(m_inventory->requests.first().command).node, before.lines.first().reservations.first().node);

    order = before;
    order.lines.first().reservations = {elsewhere};
    PackQueueModel queue(*m_inventory);
    QTRY_VERIFY(queue.isRead());
    for (int row = 0; row < queue.rowCount(); ++row)
        QVERIFY(queue.order(row).id != order.row.id);
    scan(order.row.id.text());
    QTRY_VERIFY2(bannerText().contains(u"is not packed here: bob packs and sends it"_s), qPrintable(bannerText()));
}

void PackPageTest::aRefusalLeavesTheBox()
{
    const OrderDetail order = anyOrder(OrderRow::State::Open);
    scan(order.row.id.text());
    QTRY_COMPARE(m_page->selectedId(), order.row.id.text());
    scanAll(order);
    m_inventory->nextError = Error{Error::Code::NotAllowed, order.row.id.text(), u"it is on hold"_s};
    action(u"shipBox"_s)->trigger();
    QTRY_VERIFY2(bannerText().contains(u"hold"_s), qPrintable(bannerText()));
    QCOMPARE(m_page->selectedId(), order.row.id.text());
    QVERIFY(action(u"shipBox"_s)->isEnabled());
}

void PackPageTest::theQueueIsUrgentFirstAndOpensByKey()
{
    QStringList numbers;
    for (int row = 0; row < m_queue->model()->rowCount(); ++row)
        numbers.append(m_queue->model()->index(row, 0).data().toString().section(u'\n', 0, 0));
    QVERIFY(numbers.size() > 1);
    m_queue->setFocus();
    m_queue->selectRow(0);
    QTest::keyClick(m_queue, Qt::Key_Return);
    QTRY_VERIFY(m_page->selectedId().endsWith(numbers.first()));
    QVERIFY(m_page->closePanel());
    QVERIFY(!m_page->closePanel());
}

void PackPageTest::theQueueHoldsTheOldestOfMany_data()
{
    QTest::addColumn<int>("orders");
    QTest::newRow("a page") << 20;
    QTest::newRow("some pages") << 2'400;
}

void PackPageTest::theQueueHoldsTheOldestOfMany()
{
    QFETCH(int, orders);
    test::FakeInventory inventory(m_clock, {50, 3, orders});
    const auto isToPack = [](const OrderDetail &order) {
        return (order.row.state == OrderRow::State::Open || order.row.state == OrderRow::State::Picked) && !order.row.isByChannel && order.row.units > order.row.shortUnits;
    };
    PackQueueModel queue(inventory);
    QTRY_VERIFY(queue.isRead());
    QCOMPARE(queue.rowCount(), static_cast<int>(std::count_if(inventory.orders.cbegin(), inventory.orders.cend(), isToPack)));
    const auto oldest = std::find_if(inventory.orders.crbegin(), inventory.orders.crend(), isToPack); // they lie newest first
    QCOMPARE(queue.order(0).id, oldest->row.id);
}

void PackPageTest::theSlipIsNotPrintedTwiceSilently()
{
    int printed = 0;
    m_page->setPrint([&](const PackBox &, const std::function<void(bool)> &done) {
        ++printed;
        done(true);
    });
    scan(anyOrder(OrderRow::State::Open).row.id.text());
    QTRY_VERIFY(action(u"printSlip"_s)->isEnabled());
    action(u"printSlip"_s)->trigger();
    QCOMPARE(printed, 1);
    QTRY_COMPARE(m_inventory->requests.size(), 1);
    QCOMPARE(std::get<command::MarkOrder>(m_inventory->requests.first().command).text, u"slip printed"_s);
    action(u"printSlip"_s)->trigger();
    QCOMPARE(printed, 1);
    auto *question = m_page->findChild<FormDialog *>(u"printAgain"_s);
    QVERIFY(question);
    Q_EMIT question->submitted();
    QCOMPARE(printed, 2);
}

void PackPageTest::showsTheBinOfWhatIsStillToScan()
{
    const OrderDetail order = anyOrder(OrderRow::State::Open);
    const auto *lines = m_page->findChild<QTableView *>(u"lines"_s);
    const auto cell = [&](int row, int column) { return lines->model()->index(row, column).data().toString(); };
    scan(order.row.id.text());
    QTRY_COMPARE(m_page->selectedId(), order.row.id.text());
    QVERIFY(lines->isColumnHidden(1)); // nobody said where anything lies
    QVERIFY(m_page->closePanel());
    const PackBox box(order, {});
    const PackBox::Item first = box.items().first();
    for (const NodeId &node : nodesToPack(order))
        m_inventory->bins[first.sku].append(QList<stock::BinAt>{{node, {u"cold"_s, u"A-2"_s}}, {node, {{}, u"R-7"_s}}});
    scan(order.row.id.text());
    QTRY_COMPARE(m_page->selectedId(), order.row.id.text());
    QVERIFY(!lines->isColumnHidden(1));
    QCOMPARE(lines->model()->headerData(1, Qt::Horizontal).toString(), u"Bin"_s);
    QVERIFY2(cell(0, 1).contains(u"cold / A-2, then R-7"_s), qPrintable(cell(0, 1)));
    for (int row = 1; row < lines->model()->rowCount(); ++row)
        QCOMPARE(cell(row, 1), QString()); // says nothing of what nobody said
    for (Quantity i = 0; i < first.wanted; ++i)
        scan(first.sku.text());
    QCOMPARE(cell(0, 1), QString()); // it is in the box
    QVERIFY(!lines->isColumnHidden(1));
    action(u"takeBack"_s)->trigger();
    QVERIFY2(cell(0, 1).contains(u"A-2"_s), qPrintable(cell(0, 1)));
}

void PackPageTest::nothingIsCutOrNameless()
{
    const OrderDetail order = anyOrder(OrderRow::State::Open);
    scan(order.row.id.text());
    QTRY_COMPARE(m_page->selectedId(), order.row.id.text());
    QCOMPARE(test::cutLabels(*m_page), QStringList());
    QCOMPARE(test::namelessControls(*m_page), QStringList());
}

QTEST_MAIN(PackPageTest)
#include "pack_page_test.moc"
