#include "tests/ui/fake_desk.h"
#include "tests/ui/page_checks.h"
#include "ui/orders/order_panel.h"
#include "ui/orders/orders_model.h"
#include "ui/orders/orders_page.h"
#include "ui/widgets/form_dialog.h"
#include "ui/widgets/reading_order.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTest>

using namespace crossdock;
using namespace crossdock::ui;
using namespace Qt::Literals::StringLiterals;

/// The Orders page, used as a person uses it: by keyboard, offscreen.
class OrdersPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void opensWithEnterClosesWithThePage();
    void linesNameTheProduct();
    void actsOnTheOrderUnderTheCursor();
    void anotherOrderBeginsAtItsTop();
    void aKeyShowsTheOrderItActsOn();
    void parcelsSayWhereTheyStand();
    void downLeadsFromTheFilterIntoTheList();
    void filtersAsOneTypes();
    void sortsByKeyAndKeepsItsPlace();
    void numbersOfAmazonAreSeenWhole();
    void saysWhyTheListIsEmpty();
    void leadsANewcomerToTheChannels();
    void aChannelThatIsGoneHidesNothing();
    void longFactsStayInThePanel();
    void holdsAndReleases();
    void shipsWithATracking();
    void correctsATracking();
    void cancelsOnTheChannel();
    void saysWhatTheChannelMakesOfACancellation_data();
    void saysWhatTheChannelMakesOfACancellation();
    void aRefusalStaysInTheDialog();
    void cancelsSomeUnitsHereOnly();
    void receivesAReturn();
    void sendsALabelForAReturn_data();
    void sendsALabelForAReturn();
    void returnIsOfTheOrderItWasAskedFor();
    void anotherOrderIsNotTakenForThisOne_data();
    void anotherOrderIsNotTakenForThisOne();
    void forgetsTheBuyerAfterAQuestion();
    void leadsToTheEntry();
    void nothingCanBeChangedInReview();
    void nothingIsCutOrNameless_data();
    void nothingIsCutOrNameless();

private:
    void openOrder(OrderRow::State state);
    QAction *action(const QString &name) const { return m_page->findChild<QAction *>(name); }
    template <class T>
    T *inDialog(const QString &name) const
    {
        return m_page->findChild<FormDialog *>()->findChild<T *>(name);
    }
    FormDialog *dialog() const { return m_page->findChild<FormDialog *>(); }
    template <class C>
    const C *lastCommand() const
    {
        return m_inventory->requests.isEmpty() ? nullptr : std::get_if<C>(&m_inventory->requests.last().command);
    }

    SystemClock m_clock;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<test::FakeInventory> m_inventory;
    std::unique_ptr<test::FakeDesk> m_desk;
    std::unique_ptr<OrdersPage> m_page;
    QTableView *m_table = nullptr;
    OrderId m_order;
};

void OrdersPageTest::initTestCase()
{
    m_theme = std::make_unique<Theme>(*qApp);
}

void OrdersPageTest::init()
{
    m_inventory = std::make_unique<test::FakeInventory>(m_clock);
    m_desk = std::make_unique<test::FakeDesk>(*m_inventory, m_clock);
    m_page = std::make_unique<OrdersPage>(Context{*m_inventory, *m_desk, m_clock, *m_theme, u"dana"_s});
    m_page->resize(1072, 740);
    m_page->show();
    m_table = m_page->findChild<QTableView *>(u"orders"_s);
    QTRY_COMPARE(m_table->model()->rowCount(), 80);
}

void OrdersPageTest::cleanup()
{
    m_page.reset(); // before what it uses
    m_desk.reset();
    m_inventory.reset();
}

void OrdersPageTest::openOrder(OrderRow::State state)
{
    for (const OrderDetail &order : std::as_const(m_inventory->orders))
        if (order.row.state == state && order.row.shortUnits == 0)
            m_order = order.row.id;
    m_page->open(m_order.text());
    QTRY_COMPARE(m_page->selectedId(), m_order.text());
    QTRY_VERIFY(action(u"forgetBuyer"_s)->isEnabled()); // the order is read
}

void OrdersPageTest::opensWithEnterClosesWithThePage()
{
    auto *panel = m_page->findChild<OrderPanel *>();
    QVERIFY(!panel->isVisible());
    m_table->setFocus();
    m_table->selectRow(2);
    QTest::keyClick(m_table, Qt::Key_Return);
    QVERIFY(panel->isVisible());
    const QString first = m_page->selectedId();
    QTest::keyClick(m_table, Qt::Key_Down);
    QVERIFY(m_page->selectedId() != first); // the panel follows
    QVERIFY(m_page->closePanel());
    QVERIFY(!panel->isVisible());
    QVERIFY(!m_page->closePanel());
}

void OrdersPageTest::actsOnTheOrderUnderTheCursor()
{
    QVERIFY(!action(u"holdOrder"_s)->isEnabled()); // there is none yet
    m_table->setFocus(Qt::TabFocusReason);
    QVERIFY(m_table->selectionModel()->isRowSelected(0, {}));
    while (m_table->model()->index(m_table->currentIndex().row(), OrdersModel::State).data().toString() != u"Open"_s)
        QTest::keyClick(m_table, Qt::Key_Down);
    const QString chosen = m_page->selectedId();
    QVERIFY(!m_page->findChild<OrderPanel *>()->isVisible());
    QTRY_VERIFY(action(u"holdOrder"_s)->isEnabled());
    QSignalSpy said(m_page.get(), &Page::said);
    action(u"holdOrder"_s)->trigger();
    QTRY_COMPARE(said.count(), 1);
    QVERIFY(said.first().first().toString().contains(OrderId::parse(chosen)->number));
    QTest::keyClick(m_table, Qt::Key_Return);
    QVERIFY(!m_page->focusWidget()->accessibleName().isEmpty()); // the panel's first stop
    const QList<QWidget *> stops = inReadingOrder(*m_page);
    const qsizetype first = stops.indexOf(m_page->focusWidget());
    QVERIFY(first >= 0 && first + 1 < stops.size());
    const auto *next = qobject_cast<const QPushButton *>(stops[first + 1]); // what can be done
    QVERIFY(next);
    QCOMPARE(next->text(), u"Hold"_s);
    m_page->findChild<QLineEdit *>(u"filter"_s)->setText(u"no such order"_s);
    QVERIFY(m_page->closePanel());
    QTRY_COMPARE(m_table->model()->rowCount(), 0);
    QTRY_VERIFY(!action(u"holdOrder"_s)->isEnabled());
}

void OrdersPageTest::anotherOrderBeginsAtItsTop()
{
    m_page->resize(1072, 420); // the panel is longer than that
    openOrder(OrderRow::State::Open);
    auto *pane = m_page->findChild<OrderPanel *>()->findChild<QScrollArea *>();
    QTRY_VERIFY(pane->verticalScrollBar()->maximum() > 0);
    pane->verticalScrollBar()->setValue(pane->verticalScrollBar()->maximum());
    openOrder(OrderRow::State::Picked);
    QTRY_VERIFY(pane->verticalScrollBar()->maximum() > 0);
    QCOMPARE(pane->verticalScrollBar()->value(), 0);
}

/// The wheel takes the row away from the eyes, not from the keys.
void OrdersPageTest::aKeyShowsTheOrderItActsOn()
{
    openOrder(OrderRow::State::Open);
    m_page->resize(1072, 260);
    m_table->selectRow(m_table->currentIndex().row());
    auto *bar = m_table->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0);
    const auto isSeen = [this] { return m_table->viewport()->rect().contains(m_table->visualRect(m_table->currentIndex()).center()); };
    bar->setValue(m_table->currentIndex().row() * 2 < m_table->model()->rowCount() ? bar->maximum() : 0);
    QVERIFY(!isSeen());
    action(u"holdOrder"_s)->trigger();
    QVERIFY(isSeen());
}

void OrdersPageTest::parcelsSayWhereTheyStand()
{
    openOrder(OrderRow::State::Open);
    auto *parcels = m_page->findChild<QTableView *>(u"parcels"_s);
    QVERIFY(!parcels->isVisible()); // it was never planned
    fulfilment::Parcel parcel{.id = 7, .order = m_order, .state = fulfilment::Parcel::State::AtNode, .tracking = u"61299995"_s, .billed = Money{812, u"USD"_s}};
    parcel.plan = {.node = NodeId::parse(u"east"_s).value(), .lines = {{u"1"_s, Sku::parse(u"OAK-00001"_s).value(), 2}}, .service = u"fedex/ground"_s};
    for (OrderDetail &order : m_inventory->orders)
        if (order.row.id == m_order)
            order.parcels = {parcel};
    m_inventory->tell({event::ParcelsChanged{m_order, {parcel}}});
    QTRY_VERIFY(parcels->isVisible());
    const auto text = [parcels](int column) { return parcels->model()->index(0, column).data().toString(); };
    QCOMPARE(text(0), u"east"_s);
    QCOMPARE(text(1), u"At the place"_s);
    QCOMPARE(text(2), u"2 × OAK-00001\nFedEx Ground, 61299995, billed 8.12\u00a0USD"_s);
}

void OrdersPageTest::linesNameTheProduct()
{
    openOrder(OrderRow::State::Open);
    QTableView *lines = nullptr;
    for (QTableView *table : m_page->findChild<OrderPanel *>()->findChildren<QTableView *>())
        lines = table->accessibleName() == u"Lines of the order"_s ? table : lines;
    QVERIFY(lines);
    const auto text = [lines](int column) { return lines->model()->index(0, column).data().toString(); };
    const auto sku = Sku::parse(text(0).section(u'\n', 0, 0));
    QVERIFY(sku);
    const QString name = m_inventory->rows.at(m_inventory->rowOf(*sku)).name;
    QTRY_COMPARE(text(0), sku->text() + u'\n' + name);
}

void OrdersPageTest::downLeadsFromTheFilterIntoTheList()
{
    m_page->focusFilter();
    QTRY_VERIFY(qApp->focusWidget());
    QTest::keyClick(qApp->focusWidget(), Qt::Key_Down);
    QTRY_VERIFY(m_table->hasFocus());
    QCOMPARE(m_table->currentIndex().row(), 0);
}

void OrdersPageTest::filtersAsOneTypes()
{
    const QString number = m_inventory->orders.at(10).row.id.number;
    m_page->focusFilter();
    QTest::keyClicks(m_page->findChild<QLineEdit *>(u"filter"_s), number);
    QTRY_COMPARE(m_table->model()->rowCount(), 1);
    QCOMPARE(m_table->model()->index(0, OrdersModel::Number).data().toString(), number);
}

void OrdersPageTest::sortsByKeyAndKeepsItsPlace()
{
    const auto idAt = [this](int row) { return m_table->model()->index(row, OrdersModel::Number).data().toString(); };
    const auto unitsAt = [this](int row) { return m_table->model()->index(row, OrdersModel::Units).data().toInt(); };
    m_table->setCurrentIndex(m_table->model()->index(5, OrdersModel::Units));
    const QString chosen = idAt(5);
    action(u"sortByColumn"_s)->trigger();
    QTRY_VERIFY(unitsAt(0) <= unitsAt(20) && unitsAt(20) < unitsAt(m_table->model()->rowCount() - 1));
    QCOMPARE(idAt(m_table->currentIndex().row()), chosen);
    action(u"sortByColumn"_s)->trigger(); // the cursor is in its column still: the same again turns the order round
    QTRY_VERIFY(unitsAt(0) > unitsAt(m_table->model()->rowCount() - 1));
    QCOMPARE(idAt(m_table->currentIndex().row()), chosen);
}

void OrdersPageTest::numbersOfAmazonAreSeenWhole()
{
    constexpr int padding = 20; // of a cell, both sides
    const QFontMetrics metrics(Theme::uiFont(13, QFont::Medium));
    QVERIFY(metrics.horizontalAdvance(u"888-8888888-8888888"_s) + padding <= m_table->columnWidth(OrdersModel::Number));
}

void OrdersPageTest::saysWhyTheListIsEmpty()
{
    m_page->findChild<QLineEdit *>(u"filter"_s)->setText(u"no such number"_s);
    QTRY_VERIFY(!m_table->isVisible());
    for (QPushButton *button : m_page->findChildren<QPushButton *>())
        if (button->isVisible() && button->text() == u"Show all"_s)
            QTest::keyClick(button, Qt::Key_Space);
    QTRY_COMPARE(m_table->model()->rowCount(), 80);
    QVERIFY(m_table->isVisible());
}

void OrdersPageTest::leadsANewcomerToTheChannels()
{
    m_page.reset();
    m_inventory->orders.clear();
    m_inventory->channels.clear();
    m_page = std::make_unique<OrdersPage>(Context{*m_inventory, *m_desk, m_clock, *m_theme, u"dana"_s});
    m_page->show();
    QSignalSpy requested(m_page.get(), &Page::openRequested);
    const auto button = [this] {
        const auto buttons = m_page->findChildren<QPushButton *>();
        const auto go = std::find_if(buttons.begin(), buttons.end(), [](const QPushButton *one) { return one->text() == u"Go to Channels"; });
        return go == buttons.end() || !(*go)->isVisible() ? nullptr : *go;
    };
    QTRY_VERIFY(button());
    QTest::keyClick(button(), Qt::Key_Space);
    QCOMPARE(requested.size(), 1);
    QCOMPARE(requested.first().first().toString(), u"channels"_s);
}

void OrdersPageTest::aChannelThatIsGoneHidesNothing()
{
    auto *channel = m_page->findChild<QComboBox *>(u"channel"_s);
    QTRY_VERIFY(channel->count() > 1);
    channel->setCurrentIndex(1);
    QTRY_VERIFY(m_table->model()->rowCount() < 80);
    const auto gone = std::find_if(m_inventory->channels.begin(), m_inventory->channels.end(), [&](const ChannelRow &row) { return row.details.name.text() == channel->currentText(); });
    const ChannelRow row = *gone;
    m_inventory->channels.erase(gone);
    m_inventory->tell({event::ChannelChanged{row, true}});
    QTRY_COMPARE(channel->currentIndex(), 0);
    QTRY_COMPARE(m_table->model()->rowCount(), 80); // all, as it says
}

void OrdersPageTest::longFactsStayInThePanel()
{
    openOrder(OrderRow::State::Open);
    for (OrderDetail &order : m_inventory->orders)
        order.tracking = QString(120, u'9');
    QVERIFY(m_page->closePanel());
    openOrder(OrderRow::State::Open);
    const auto *scroll = m_page->findChild<OrderPanel *>()->findChild<QScrollArea *>();
    QTRY_COMPARE(scroll->widget()->width(), scroll->viewport()->width());
    QVERIFY(m_page->width() <= 1072);
}

void OrdersPageTest::holdsAndReleases()
{
    openOrder(OrderRow::State::Open);
    QSignalSpy said(m_page.get(), &Page::said);
    QVERIFY(!action(u"releaseOrder"_s)->isEnabled());
    action(u"holdOrder"_s)->trigger();
    QTRY_COMPARE(said.count(), 1);
    QVERIFY(lastCommand<command::HoldOrder>() && lastCommand<command::HoldOrder>()->order == m_order);
    QCOMPARE(m_inventory->requests.last().actor, (Actor{Actor::Kind::Person, u"dana"_s}));
    QTRY_VERIFY(action(u"releaseOrder"_s)->isEnabled()); // the panel has read the order again
    action(u"releaseOrder"_s)->trigger();
    QTRY_VERIFY(action(u"holdOrder"_s)->isEnabled());
}

void OrdersPageTest::shipsWithATracking()
{
    openOrder(OrderRow::State::Picked);
    action(u"shipOrder"_s)->trigger();
    QTest::keyClicks(inDialog<QLineEdit>(u"tracking"_s), u"1Z 999"_s);
    QTest::keyClicks(inDialog<QComboBox>(u"carrier"_s), u"UPS"_s);
    QTest::keyClick(dialog(), Qt::Key_Return);
    QTRY_VERIFY(lastCommand<command::ShipOrder>());
    QCOMPARE(lastCommand<command::ShipOrder>()->tracking, u"1Z 999"_s);
    QCOMPARE(lastCommand<command::ShipOrder>()->carrier, u"UPS"_s);
    QTRY_VERIFY(!dialog());
}

void OrdersPageTest::correctsATracking()
{
    openOrder(OrderRow::State::Shipped);
    QVERIFY(!action(u"correctTracking"_s)->isEnabled()); // nothing is on record of what left
    OrderDetail &order = *std::find_if(m_inventory->orders.begin(), m_inventory->orders.end(), [this](const OrderDetail &one) { return one.row.id == m_order; });
    order.shipments = {{7, order.row.id, {order.row.id.number, 1, {}, {}, u"1Z 998"_s, {}, true}, Shipment::State::Refused, u"no such number"_s}};
    Q_EMIT m_inventory->happened(std::make_shared<const QList<Event>>(QList<Event>{event::OrderChanged{order.row}}));
    QTRY_VERIFY(action(u"correctTracking"_s)->isEnabled());
    const auto facts = m_page->findChildren<QLabel *>();
    QVERIFY(std::any_of(facts.begin(), facts.end(), [](const QLabel *one) { return one->text().contains(u"1Z 998"_s) && one->text().contains(u"refused it: no such number"_s); }));
    action(u"correctTracking"_s)->trigger();
    QCOMPARE(inDialog<QLineEdit>(u"tracking"_s)->text(), u"1Z 998"_s);
    QTest::keyClicks(inDialog<QLineEdit>(u"tracking"_s), u"1Z 999"_s); // what was there is selected
    QTest::keyClick(dialog(), Qt::Key_Return);
    QTRY_VERIFY(lastCommand<command::CorrectShipment>());
    QCOMPARE(lastCommand<command::CorrectShipment>()->tracking, u"1Z 999"_s);
    QTRY_VERIFY(!dialog());
}

void OrdersPageTest::saysWhatTheChannelMakesOfACancellation_data()
{
    QTest::addColumn<Cancellation::State>("state");
    QTest::addColumn<QString>("words");
    QTest::newRow("not answered") << Cancellation::State::Waiting << u"waits for its answer"_s;
    QTest::newRow("told") << Cancellation::State::Told << u"done"_s;
    QTest::newRow("refused") << Cancellation::State::Refused << u"refused: it has shipped"_s;
}

void OrdersPageTest::saysWhatTheChannelMakesOfACancellation()
{
    QFETCH(Cancellation::State, state);
    QFETCH(QString, words);
    openOrder(OrderRow::State::Open);
    OrderDetail &order = *std::find_if(m_inventory->orders.begin(), m_inventory->orders.end(), [this](const OrderDetail &one) { return one.row.id == m_order; });
    order.cancellation = Cancellation{.order = m_order, .why = {}, .state = state, .words = state == Cancellation::State::Refused ? u"it has shipped"_s : QString()};
    Q_EMIT m_inventory->happened(std::make_shared<const QList<Event>>(QList<Event>{event::OrderChanged{order.row}}));
    const auto isSaid = [&] {
        const auto facts = m_page->findChildren<QLabel *>();
        return std::any_of(facts.begin(), facts.end(), [&](const QLabel *one) { return one->text() == u"Cancel the order · "_s + words; });
    };
    QTRY_VERIFY(isSaid());
}

void OrdersPageTest::cancelsOnTheChannel()
{
    openOrder(OrderRow::State::Open);
    action(u"cancelOrder"_s)->trigger();
    auto *submit = inDialog<QPushButton>(u"submit"_s);
    QVERIFY(!submit->isEnabled()); // a reason is needed
    QVERIFY(submit->toolTip().contains(u"reason"_s)); // and that is said
    const auto buttons = submit->window()->findChildren<QPushButton *>();
    QVERIFY(std::any_of(buttons.begin(), buttons.end(), [](const QPushButton *button) { return button->text() == u"Keep order"_s; }));
    for (const QPushButton *button : buttons) // two things of one name would be one too many
        QVERIFY(button->text() != u"Cancel"_s);
    QTest::keyClicks(inDialog<QLineEdit>(u"reason"_s), u"buyer asked"_s);
    QTest::keyClick(submit, Qt::Key_Space);
    QTRY_COMPARE(m_desk->calls, QStringList{u"cancelOrder "_s + m_order.text()});
    QVERIFY(!lastCommand<command::CancelOrder>()); // the desk tells the ledger, not the page
    QTRY_VERIFY(!dialog());
}

void OrdersPageTest::aRefusalStaysInTheDialog()
{
    openOrder(OrderRow::State::Open);
    labels::Label bought;
    bought.label = 17;
    bought.order = m_order;
    bought.state = labels::Label::State::Bought;
    m_inventory->labels = {bought};
    m_desk->nextError = Error{Error::Code::Rejected, m_order.channel.text(), u"Order is already fulfilled"_s};
    action(u"cancelOrder"_s)->trigger();
    QTRY_VERIFY(inDialog<QLabel>(u"bought"_s)->text().contains(u"Label 17 is bought"_s)); // it stays paid for
    QTest::keyClicks(inDialog<QLineEdit>(u"reason"_s), u"buyer asked"_s);
    QTest::keyClick(inDialog<QPushButton>(u"submit"_s), Qt::Key_Space);
    QTRY_VERIFY(inDialog<QPushButton>(u"submit"_s)->isEnabled());
    QVERIFY(dialog()->isVisible());
    auto *untold = inDialog<QLabel>(u"untold"_s);
    QVERIFY(!untold->isVisible());
    inDialog<QCheckBox>(u"onChannel"_s)->setChecked(false);
    QVERIFY(untold->isVisible());
    QVERIFY2(untold->text().contains(m_order.channel.text() + u" is not told"_s), qPrintable(untold->text()));
    QTest::keyClick(inDialog<QPushButton>(u"submit"_s), Qt::Key_Space);
    QTRY_VERIFY(lastCommand<command::CancelOrder>());
    QVERIFY(lastCommand<command::CancelOrder>()->lines.isEmpty());
    QTRY_VERIFY(!dialog());
}

void OrdersPageTest::cancelsSomeUnitsHereOnly()
{
    openOrder(OrderRow::State::Open);
    action(u"cancelOrder"_s)->trigger();
    inDialog<QCheckBox>(u"whole"_s)->setChecked(false);
    QVERIFY(!inDialog<QCheckBox>(u"onChannel"_s)->isEnabled());
    QVERIFY(inDialog<QLabel>(u"untold"_s)->text().contains(u"no cancellation of a part"_s));
    inDialog<QSpinBox>(u"line-1"_s)->setValue(1);
    QTest::keyClicks(inDialog<QLineEdit>(u"reason"_s), u"damaged"_s);
    QTest::keyClick(inDialog<QPushButton>(u"submit"_s), Qt::Key_Space);
    QTRY_VERIFY(lastCommand<command::CancelOrder>());
    QCOMPARE(lastCommand<command::CancelOrder>()->lines.size(), 1);
    QCOMPARE(lastCommand<command::CancelOrder>()->lines.first().quantity, 1);
    QCOMPARE(m_inventory->requests.last().why, u"damaged"_s);
    QVERIFY(m_desk->calls.isEmpty());
}

void OrdersPageTest::receivesAReturn()
{
    for (OrderDetail &order : m_inventory->orders)
        if (order.row.state == OrderRow::State::Shipped)
            order.lines.first().shipped = order.lines.first().quantity;
    openOrder(OrderRow::State::Shipped);
    action(u"receiveReturn"_s)->trigger();
    QTRY_VERIFY(dialog());
    inDialog<QComboBox>(u"condition"_s)->setCurrentIndex(1);
    QTest::keyClick(inDialog<QPushButton>(u"submit"_s), Qt::Key_Space);
    QTRY_VERIFY(lastCommand<command::ReceiveReturn>());
    const auto *back = lastCommand<command::ReceiveReturn>();
    QVERIFY(back->order == m_order && back->toQuarantine && back->line == u"1"_s && back->quantity >= 1);
}

void OrdersPageTest::sendsALabelForAReturn_data()
{
    using Return = channels::Return::State;
    using Label = labels::ReturnLabel::State;
    QTest::addColumn<Return>("state");
    QTest::addColumn<Label>("label");
    QTest::addColumn<bool>("canBe");
    QTest::newRow("asked for") << Return::Requested << Label::None << true;
    QTest::newRow("approved, and the first try was refused") << Return::Approved << Label::Refused << true;
    QTest::newRow("its mail did not arrive") << Return::Approved << Label::Bought << true;
    QTest::newRow("being bought") << Return::Approved << Label::Wanted << false;
    QTest::newRow("sent") << Return::Approved << Label::Sent << false;
    QTest::newRow("declined") << Return::Rejected << Label::None << false;
}

void OrdersPageTest::sendsALabelForAReturn()
{
    QFETCH(channels::Return::State, state);
    QFETCH(labels::ReturnLabel::State, label);
    QFETCH(bool, canBe);
    for (OrderDetail &order : m_inventory->orders) {
        ReturnRow back;
        back.order = order.row.id;
        back.what.number = u"77"_s;
        back.what.state = state;
        back.label.state = label;
        order.returns = {back};
    }
    openOrder(OrderRow::State::Shipped);
    QCOMPARE(action(u"sendReturnLabel"_s)->isEnabled(), canBe);
    if (!canBe)
        return;
    action(u"sendReturnLabel"_s)->trigger();
    QTRY_VERIFY(lastCommand<command::SendReturnLabel>());
    QCOMPARE(lastCommand<command::SendReturnLabel>()->returned, u"77"_s);
    QCOMPARE(lastCommand<command::SendReturnLabel>()->order, m_order);
}

void OrdersPageTest::returnIsOfTheOrderItWasAskedFor()
{
    for (OrderDetail &order : m_inventory->orders)
        if (order.row.state == OrderRow::State::Shipped)
            order.lines.first().shipped = order.lines.first().quantity;
    openOrder(OrderRow::State::Shipped);
    const OrderId asked = m_order;
    m_inventory->holdsAnswers = true;
    action(u"receiveReturn"_s)->trigger();
    action(u"receiveReturn"_s)->trigger();
    m_page->open(m_inventory->orders.first().row.id.text());
    m_inventory->releaseAnswers();
    QTRY_VERIFY(dialog());
    QVERIFY(dialog()->windowTitle().contains(asked.text()));
    QTest::qWait(20);
    QCOMPARE(m_page->findChildren<FormDialog *>().size(), 1); // of two presses
}

void OrdersPageTest::anotherOrderIsNotTakenForThisOne_data()
{
    QTest::addColumn<bool>("fails");
    QTest::newRow("while it is read") << false;
    QTest::newRow("when it cannot be read") << true;
}

void OrdersPageTest::anotherOrderIsNotTakenForThisOne()
{
    QFETCH(bool, fails);
    openOrder(OrderRow::State::Open);
    auto *panel = m_page->findChild<OrderPanel *>();
    const auto seen = [panel] { // of the order before
        int rows = 0;
        for (const QTableView *table : panel->findChildren<QTableView *>())
            rows += table->model()->rowCount();
        return rows;
    };
    QVERIFY(seen() > 0);
    m_inventory->holdsAnswers = true;
    const auto other = std::find_if(m_inventory->orders.begin(), m_inventory->orders.end(), [this](const OrderDetail &order) { return order.row.id != m_order; });
    m_page->open(other->row.id.text());
    QCOMPARE(seen(), 0);
    if (fails)
        m_inventory->queryError = Error{Error::Code::StoreFailed, {}, u"disk I/O error"_s};
    m_inventory->releaseAnswers();
    QTest::qWait(0);
    QTRY_COMPARE(seen() > 0, !fails);
}

void OrdersPageTest::forgetsTheBuyerAfterAQuestion()
{
    openOrder(OrderRow::State::Open);
    action(u"forgetBuyer"_s)->trigger();
    QVERIFY(!lastCommand<command::ForgetBuyer>());
    QTest::keyClick(dialog(), Qt::Key_Escape);
    QTRY_VERIFY(!dialog());
    QVERIFY(!lastCommand<command::ForgetBuyer>());
    action(u"forgetBuyer"_s)->trigger();
    QTest::keyClick(inDialog<QPushButton>(u"submit"_s), Qt::Key_Space);
    QTRY_VERIFY(lastCommand<command::ForgetBuyer>());
}

void OrdersPageTest::leadsToTheEntry()
{
    openOrder(OrderRow::State::Open);
    QSignalSpy asked(m_page.get(), &Page::openRequested);
    QTableView *timeline = nullptr;
    for (QTableView *table : m_page->findChild<OrderPanel *>()->findChildren<QTableView *>())
        if (table->accessibleName() == u"What happened to the order"_s)
            timeline = table;
    QVERIFY(timeline && timeline->model()->rowCount() > 0);
    timeline->selectRow(0);
    QTest::keyClick(timeline, Qt::Key_Return);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.first().first().toString(), u"audit"_s);
    QVERIFY(asked.first().at(1).toLongLong() > 0);
}

void OrdersPageTest::nothingCanBeChangedInReview()
{
    m_inventory->readOnly = true;
    m_page->open(m_inventory->orders.first().row.id.text());
    QTest::qWait(20);
    for (const QAction *one : m_page->commands())
        QVERIFY2(one->menu() || one->objectName() == u"sortByColumn"_s || !one->isEnabled(), qPrintable(one->text())); // columns may be chosen
}

void OrdersPageTest::nothingIsCutOrNameless_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<bool>("hasPanel");
    QTest::newRow("1280, list") << 1072 << false;
    QTest::newRow("1280, list and panel") << 1072 << true;
    QTest::newRow("1440, list and panel") << 1232 << true;
}

void OrdersPageTest::nothingIsCutOrNameless()
{
    QFETCH(int, width);
    QFETCH(bool, hasPanel);
    m_page->resize(width, 740);
    if (hasPanel)
        openOrder(OrderRow::State::Open);
    QTRY_COMPARE(test::cutLabels(*m_page), QStringList{});
    QCOMPARE(test::namelessControls(*m_page), QStringList{});
}

QTEST_MAIN(OrdersPageTest)
#include "orders_page_test.moc"
