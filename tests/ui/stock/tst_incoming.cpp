#include "tests/ui/fake_desk.h"
#include "tests/ui/fake_inventory.h"
#include "ui/stock/booking_dialog.h"
#include "ui/stock/incoming_view.h"
#include "ui/stock/purchase_choice.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTest>

using namespace crossdock;
using namespace crossdock::ui;
using namespace Qt::Literals::StringLiterals;

/// What suppliers are to bring: seen beside the stock of a SKU, and chosen when it is received.
class IncomingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void init();
    void cleanup();
    void receives_data();
    void receives();
    void receivesTheOneThatWasChosenBefore();
    void aLongSupplierIsNotCutInTheMiddle();
    void receivesWithoutOneAsEver();
    void showsWhatIsToCome();

private:
    Context context() { return {*m_inventory, *m_desk, m_clock, *m_theme, u"dana"_s}; }
    Sku sku(int row) const { return m_inventory->rows[row].sku; }
    void order(const QString &number, int row, Quantity units, int node, std::optional<QDate> day = {});
    BookingDialog *receive(int row);
    const QLabel *labelOf(const QWidget &field) const;

    SystemClock m_clock;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<test::FakeInventory> m_inventory;
    std::unique_ptr<test::FakeDesk> m_desk;
    QPointer<BookingDialog> m_dialog;
};

void IncomingTest::init()
{
    m_inventory = std::make_unique<test::FakeInventory>(m_clock);
    m_desk = std::make_unique<test::FakeDesk>(*m_inventory, m_clock);
}

void IncomingTest::cleanup()
{
    delete m_dialog; // before what it uses
    m_desk.reset();
    m_inventory.reset();
}

void IncomingTest::order(const QString &number, int row, Quantity units, int node, std::optional<QDate> day)
{
    m_inventory->purchaseOrders.append({number, u"Acme"_s, m_inventory->nodes[node].node, {{sku(row), units, 0}}, day});
}

BookingDialog *IncomingTest::receive(int row)
{
    m_dialog = new BookingDialog(context(), BookingDialog::Kind::Receive, {sku(row)}, nullptr);
    m_dialog->show();
    return m_dialog;
}

const QLabel *IncomingTest::labelOf(const QWidget &field) const
{
    const auto labels = m_dialog->findChildren<QLabel *>();
    const auto label = std::find_if(labels.begin(), labels.end(), [&field](const QLabel *one) { return one->buddy() == &field; });
    return label == labels.end() ? nullptr : *label;
}

void IncomingTest::receives_data()
{
    QTest::addColumn<int>("units"); // 0: those that are proposed
    QTest::addColumn<bool>("isLast");
    QTest::addColumn<QString>("preview");
    QTest::newRow("all of it") << 0 << false << u"PO-7: to come 30"_s;
    QTest::newRow("less") << 10 << false << u"PO-7: to come 30"_s;
    QTest::newRow("less, and no more") << 10 << true << u"PO-7 is closed; 20 unit"_s;
    QTest::newRow("more") << 31 << false << u"PO-7: 1 unit"_s;
}

void IncomingTest::receives()
{
    QFETCH(int, units);
    QFETCH(bool, isLast);
    QFETCH(QString, preview);
    order(u"PO-7"_s, 4, 30, 1, QDate(2030, 1, 31));
    auto *choice = receive(4)->findChild<PurchaseChoice *>();
    QTRY_COMPARE(choice->count(), 2);
    QVERIFY(choice->isVisible());
    const QLabel *title = labelOf(*choice);
    QTRY_VERIFY2(title && title->height() >= title->fontMetrics().height(), "the row that came later has a label that can be read");
    QCOMPARE(choice->itemText(1), u"PO-7 from Acme"_s);
    auto *last = m_dialog->findChild<QCheckBox *>();
    QVERIFY(!last->isVisible());
    choice->setFocus();
    QTest::keyClick(choice, Qt::Key_Down);
    QVERIFY(last->isVisible());
    auto *box = m_dialog->findChild<QSpinBox *>();
    QCOMPARE(box->value(), 30);
    if (units > 0)
        box->setValue(units);
    last->setChecked(isLast);
    const auto labels = m_dialog->findChildren<QLabel *>();
    QVERIFY2(std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) { return label->text().contains(preview); }), qPrintable(preview));
    m_inventory->requests.clear();
    m_dialog->accept();
    QTRY_COMPARE(m_inventory->requests.size(), 1);
    const auto *booked = std::get_if<command::ReceiveStock>(&m_inventory->requests.first().command);
    QVERIFY(booked);
    QCOMPARE(booked->purchase, u"PO-7"_s);
    QCOMPARE(booked->quantity, units > 0 ? units : 30);
    QCOMPARE(booked->node, m_inventory->nodes[1].node); // where it was to go
    QCOMPARE(booked->isLast, isLast);
}

/// As Enter on a row of what is to come does.
void IncomingTest::receivesTheOneThatWasChosenBefore()
{
    order(u"PO-7"_s, 4, 30, 1);
    order(u"PO-8"_s, 4, 12, 0);
    receive(4)->choosePurchase(u"PO-8"_s);
    auto *choice = m_dialog->findChild<PurchaseChoice *>();
    QTRY_COMPARE(choice->chosenNumber(), u"PO-8"_s);
    QCOMPARE(m_dialog->findChild<QSpinBox *>()->value(), 12);
}

void IncomingTest::aLongSupplierIsNotCutInTheMiddle()
{
    const QString supplier = u"The Very Old Trading Company of Somewhere Far Away"_s;
    m_inventory->purchaseOrders.append({u"PO-2026-0117"_s, supplier, {}, {{sku(4), 30, 0}}, {}});
    auto *choice = receive(4)->findChild<PurchaseChoice *>();
    QTRY_VERIFY(choice->isVisible());
    choice->setCurrentIndex(1);
    QVERIFY2(choice->currentText().endsWith(u'…'), qPrintable(choice->currentText()));
    QVERIFY(choice->itemData(1, Qt::ToolTipRole).toString().contains(supplier) && choice->toolTip().contains(supplier));
    QTRY_VERIFY(choice->fontMetrics().horizontalAdvance(choice->currentText()) < choice->width());
    QVERIFY(m_dialog->width() < 700);
}

void IncomingTest::receivesWithoutOneAsEver()
{
    order(u"PO-7"_s, 5, 30, 0);
    auto *choice = receive(4)->findChild<PurchaseChoice *>();
    auto *box = m_dialog->findChild<QSpinBox *>();
    box->setValue(3);
    const auto canBeBooked = [this] {
        const auto buttons = m_dialog->findChildren<QPushButton *>();
        return std::any_of(buttons.begin(), buttons.end(), [](const QPushButton *button) { return button->isDefault() && button->isEnabled(); });
    };
    QTRY_VERIFY(canBeBooked());
    QVERIFY(!choice->isVisible());
    m_inventory->requests.clear();
    m_dialog->accept();
    QTRY_COMPARE(m_inventory->requests.size(), 1);
    const auto *booked = std::get_if<command::ReceiveStock>(&m_inventory->requests.first().command);
    QVERIFY(booked && booked->purchase.isEmpty() && !booked->isLast);
}

void IncomingTest::showsWhatIsToCome()
{
    order(u"PO-8"_s, 4, 5, 1);
    order(u"PO-7"_s, 4, 30, 0, QDate(2030, 1, 31));
    order(u"PO-6"_s, 4, 2, 0, QDate(2020, 1, 31));
    m_inventory->purchaseOrders.append({u"PO-5"_s, u"Acme"_s, {}, {{sku(4), 9, 9}}, {}, purchases::PurchaseOrder::State::Received});
    QWidget window; // what is hidden within it stays so
    IncomingView view(context(), &window);
    window.show();
    view.ask(sku(4));
    const auto *table = view.findChild<QTableView *>();
    QTRY_COMPARE(table->model()->rowCount(), 3);
    QVERIFY(view.isVisible());
    const auto column = [&](int place) {
        QStringList texts;
        for (int row = 0; row < table->model()->rowCount(); ++row)
            texts.append(table->model()->index(row, place).data().toString());
        return texts;
    };
    QCOMPARE(column(0), (QStringList{u"PO-6\nAcme"_s, u"PO-7\nAcme"_s, u"PO-8\nAcme"_s})); // the next to come is the first
    QCOMPARE(column(1), (QStringList{u"2"_s, u"30"_s, u"5"_s}));
    const QString first = column(2).first();
    QVERIFY2(first.contains(u"late\nat "_s), qPrintable(first));
    QVERIFY(column(2).last().startsWith(u"day not told"_s));
    window.resize(346, 300); // as in the narrowest panel
    view.resize(window.size());
    constexpr int paddings = 20;
    for (const QString &line : first.split(u'\n'))
        QVERIFY2(QFontMetrics(Theme::uiFont(13)).horizontalAdvance(line) + paddings <= table->columnWidth(2), qPrintable(line));
    QVERIFY(QFontMetrics(Theme::uiFont(12)).horizontalAdvance(u"Acme"_s) + paddings <= table->columnWidth(0));
    QSignalSpy asked(&view, &IncomingView::receiveRequested);
    auto *rows = view.findChild<QTableView *>();
    rows->setCurrentIndex(rows->model()->index(1, 0));
    QTest::keyClick(rows, Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().at(1).toString(), u"PO-7"_s);
    view.ask(sku(5));
    QVERIFY(!view.isVisible());
}

QTEST_MAIN(IncomingTest)
#include "tst_incoming.moc"
