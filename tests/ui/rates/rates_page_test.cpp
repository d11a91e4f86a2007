#include "tests/ui/fake_desk.h"
#include "tests/ui/page_checks.h"
#include "ui/imports/import_dialog.h"
#include "ui/rates/rates_model.h"
#include "ui/rates/rates_page.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace crossdock;
using namespace crossdock::ui;
using namespace Qt::Literals::StringLiterals;

/// The Rates page, used as a person uses it: by keyboard, offscreen.
class RatesPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void asksListsFromEveryPlace();
    void carriersAnswerOneByOne();
    void selectsTheCheapestUntilAPersonChooses_data();
    void selectsTheCheapestUntilAPersonChooses();
    void saysThatItGoesAbroad();
    void whoWasNotEvenAskedIsARow();
    void saysWhatIsMissing();
    void anotherPlaceIsTyped();
    void aPlaceWithoutAPostcodeSaysSo();
    void takesAnOrder();
    void asksAboutSeveralParcels();
    void explainsThePrice();
    void anOlderAnswerIsDropped();
    void saysThatNobodyCanBeAsked();
    void saysWhatIsThere_data();
    void saysWhatIsThere();
    void importsPrices();
    void nothingIsCutOrNameless_data();
    void nothingIsCutOrNameless();

private:
    void makePage();
    void type(const QString &name, const QString &text);
    void writeShipment();
    void ask() { action(u"ask"_s)->trigger(); }
    template <class T>
    T *find(const QString &name) const
    {
        return m_page->findChild<T *>(name);
    }
    QAction *action(const QString &name) const { return m_page->findChild<QAction *>(name); }
    QString cell(int row, int column) const { return m_table->model()->index(row, column).data().toString(); }
    QStringList column(int column) const;
    bool says(const QString &part) const;

    SystemClock m_clock;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<test::FakeInventory> m_inventory;
    std::unique_ptr<test::FakeDesk> m_desk;
    std::unique_ptr<RatesPage> m_page;
    QTableView *m_table = nullptr;
};

void RatesPageTest::initTestCase()
{
    m_theme = std::make_unique<Theme>(*qApp);
}

void RatesPageTest::init()
{
    m_inventory = std::make_unique<test::FakeInventory>(m_clock);
    m_desk = std::make_unique<test::FakeDesk>(*m_inventory, m_clock);
    const auto place = [](NodeRow &node, const QString &postcode) {
        node.details.country = u"US"_s;
        node.details.postcode = postcode;
    };
    place(m_inventory->nodes[0], u"10001"_s);
    place(m_inventory->nodes[1], u"98101"_s);
    rates::PriceList ground{.carrier = u"fedex"_s, .service = u"ground"_s, .priceType = u"list"_s, .effectiveFrom = QDate(2020, 1, 1), .currency = u"USD"_s, .cells = {}};
    for (int zone = 2; zone <= 8; ++zone)
        for (int pounds = 1; pounds <= 20; ++pounds)
            ground.cells.append({.zone = QString::number(zone), .upTo = rates::Weight::of(pounds, rates::WeightUnit::Pound), .over = {}, .price = 1'000 + 100 * zone + pounds});
    m_inventory->rateBook.lists = {ground};
    makePage();
}

void RatesPageTest::makePage()
{
    m_page = std::make_unique<RatesPage>(Context{*m_inventory, *m_desk, m_clock, *m_theme, u"dana"_s});
    m_page->resize(1084, 740);
    m_page->show();
    m_page->activateWindow();
    m_table = find<QTableView>(u"rates"_s);
    QTRY_COMPARE(find<QComboBox>(u"from"_s)->count(), 2 + static_cast<int>(m_inventory->nodes.size()));
}

void RatesPageTest::cleanup()
{
    m_page.reset(); // before what it uses
    m_desk.reset();
    m_inventory.reset();
}

void RatesPageTest::type(const QString &name, const QString &text)
{
    auto *edit = find<QLineEdit>(name);
    edit->selectAll();
    QTest::keyClicks(edit, text);
}

void RatesPageTest::writeShipment()
{
    type(u"postcode"_s, u"94105"_s);
    type(u"weight"_s, u"3.2"_s);
}

QStringList RatesPageTest::column(int column) const
{
    QStringList texts;
    for (int row = 0; row < m_table->model()->rowCount(); ++row)
        texts.append(cell(row, column));
    return texts;
}

bool RatesPageTest::says(const QString &part) const
{
    const auto labels = m_page->findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) { return label->isVisible() && label->text().contains(part); });
}

void RatesPageTest::asksListsFromEveryPlace()
{
    QVERIFY(!action(u"ask"_s)->isEnabled());
    writeShipment();
    QVERIFY(action(u"ask"_s)->isEnabled());
    ask();
    QTRY_COMPARE(m_table->model()->rowCount(), 2);
    QVERIFY(cell(0, RatesModel::Total).startsWith(u"15.04"_s)); // Seattle: zone 5 by distance, up to 4 lb
    QVERIFY(cell(1, RatesModel::Total).startsWith(u"18.04"_s)); // New York: zone 8
    QVERIFY(cell(0, RatesModel::Zone).endsWith(u"estimated"_s));
    QVERIFY(cell(0, RatesModel::Service).startsWith(u"FedEx"_s));
    QCOMPARE(cell(0, RatesModel::Stands), u"Cheapest"_s);
}

void RatesPageTest::carriersAnswerOneByOne()
{
    m_inventory->carriers = {{.name = *CarrierId::parse(u"easy"), .kind = u"easypost"_s, .url = {}, .account = {}},
                             {.name = *CarrierId::parse(u"late"), .kind = u"ups"_s, .url = {}, .account = {}}};
    m_desk->liveAccounts = {u"easy"_s, u"late"_s};
    writeShipment();
    find<QComboBox>(u"from"_s)->setCurrentIndex(1);
    ask();
    QTRY_COMPARE(m_desk->shipmentsAsked.size(), 1);
    QCOMPARE(m_desk->shipmentsAsked.first().from.postcode, u"10001"_s);
    QTRY_COMPARE(m_table->model()->rowCount(), 3); // one price of a list, two that are awaited
    rates::Quote quick;
    quick.carrier = u"usps"_s;
    quick.service = u"Priority"_s;
    quick.priceType = u"account"_s;
    quick.source = rates::Quote::Source::Live;
    quick.total = {850, u"USD"_s};
    quick.transitDays = 2;
    quick.via = u"easy"_s;
    quick.askedAt = m_clock.now();
    m_desk->answerLive(u"easy"_s, {.quotes = {quick}, .refused = {{u"easy"_s, u"Express"_s, u"not to this address"_s}}, .silent = {}});
    QTRY_COMPARE(m_table->model()->rowCount(), 4); // long before the late one
    QCOMPARE(cell(0, RatesModel::Stands), u"Best of both"_s);
    QVERIFY(column(RatesModel::Stands).contains(u"Asking…"_s));
    QVERIFY(column(RatesModel::Age).contains(u"not to this address"_s));
    m_desk->endLive();
    QTRY_VERIFY(column(RatesModel::Age).contains(u"no answer in 1500 ms"_s));
    QVERIFY(!column(RatesModel::Stands).contains(u"Asking…"_s));
    QCOMPARE(m_table->model()->rowCount(), 4);
}

void RatesPageTest::selectsTheCheapestUntilAPersonChooses_data()
{
    QTest::addColumn<bool>("chooses");
    QTest::addColumn<QString>("selected"); // carrier, when all are there
    QTest::newRow("left alone") << false << u"usps"_s;
    QTest::newRow("another one is chosen") << true << u"fedex"_s;
}

void RatesPageTest::selectsTheCheapestUntilAPersonChooses()
{
    QFETCH(bool, chooses);
    m_inventory->carriers = {{.name = *CarrierId::parse(u"easy"), .kind = u"easypost"_s, .url = {}, .account = {}}};
    m_desk->liveAccounts = {u"easy"_s};
    writeShipment();
    find<QComboBox>(u"from"_s)->setCurrentIndex(1);
    ask();
    const auto *model = qobject_cast<RatesModel *>(m_table->model());
    const auto selected = [&] { return m_table->currentIndex().isValid() ? model->row(m_table->currentIndex().row()).carrier : QString(); };
    QTRY_COMPARE(selected(), u"fedex"_s); // of the list: the only price so far
    QTRY_COMPARE(m_table->model()->rowCount(), 2); // and one that is awaited
    if (chooses)
        QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, m_table->visualRect(m_table->currentIndex()).center());
    rates::Quote cheaper;
    cheaper.carrier = u"usps"_s;
    cheaper.service = u"Priority"_s;
    cheaper.priceType = u"account"_s;
    cheaper.source = rates::Quote::Source::Live;
    cheaper.total = {850, u"USD"_s};
    cheaper.via = u"easy"_s;
    cheaper.askedAt = m_clock.now();
    rates::Quote dearer = cheaper;
    dearer.service = u"Express"_s;
    dearer.total.amount = 9'900;
    m_desk->answerLive(u"easy"_s, {.quotes = {dearer, cheaper}, .refused = {}, .silent = {}});
    m_desk->endLive();
    QTRY_COMPARE(m_table->model()->rowCount(), 3);
    QTEST(selected(), "selected");
    ask(); // begins anew
    QTRY_COMPARE(selected(), u"fedex"_s);
    QTRY_COMPARE(m_table->model()->rowCount(), 2);
    m_desk->answerLive(u"easy"_s, {.quotes = {cheaper}, .refused = {}, .silent = {}});
    QTRY_COMPARE(selected(), u"usps"_s);
    m_desk->endLive();
}

void RatesPageTest::saysThatItGoesAbroad()
{
    m_inventory->carriers = {{.name = *CarrierId::parse(u"easy"), .kind = u"easypost"_s, .url = {}, .account = {}}};
    m_desk->liveAccounts = {u"easy"_s};
    type(u"country"_s, u"CA"_s);
    type(u"postcode"_s, u"M5V 3L9"_s);
    type(u"weight"_s, u"3.2"_s);
    find<QComboBox>(u"from"_s)->setCurrentIndex(1);
    ask();
    QTRY_COMPARE(m_desk->shipmentsAsked.size(), 1);
    rates::Quote quote;
    quote.carrier = u"post"_s;
    quote.service = u"PriorityInternational"_s;
    quote.priceType = u"account"_s;
    quote.source = rates::Quote::Source::Live;
    quote.total = {3'200, u"USD"_s};
    quote.via = u"easy"_s;
    quote.askedAt = m_clock.now();
    m_desk->answerLive(u"easy"_s, {.quotes = {quote}, .refused = {}, .silent = {}});
    m_desk->endLive();
    const auto *model = qobject_cast<RatesModel *>(m_table->model());
    QTRY_VERIFY(m_table->currentIndex().isValid() && model->row(m_table->currentIndex().row()).carrier == u"post");
    QVERIFY(!says(u"customs form"_s));
    QTest::keyClick(m_table, Qt::Key_Return);
    QTRY_VERIFY(says(u"its label needs a customs form"_s));
}

void RatesPageTest::whoWasNotEvenAskedIsARow()
{
    m_inventory->carriers = {{.name = *CarrierId::parse(u"easy"), .kind = u"easypost"_s, .url = {}, .account = {}},
                             {.name = *CarrierId::parse(u"acme"), .kind = u"contract"_s, .url = {}, .account = {}}};
    m_desk->liveAccounts = {}; // the desk ends at once
    writeShipment();
    find<QComboBox>(u"from"_s)->setCurrentIndex(1);
    ask();
    QTRY_VERIFY(column(RatesModel::Age).contains(u"it was not asked"_s));
    QTRY_VERIFY(column(RatesModel::Age).contains(u"no price list of this carrier is imported"_s));
}

void RatesPageTest::saysWhatIsMissing()
{
    type(u"postcode"_s, u"94105"_s);
    QVERIFY(find<QLabel>(u"missing"_s)->text().contains(u"weight"_s));
    type(u"weight"_s, u"3.2"_s);
    QCOMPARE(find<QLabel>(u"missing"_s)->text(), QString());
}

void RatesPageTest::anotherPlaceIsTyped()
{
    writeShipment();
    QVERIFY(!find<QLineEdit>(u"fromPostcode"_s)->isVisible());
    find<QComboBox>(u"from"_s)->setCurrentIndex(find<QComboBox>(u"from"_s)->count() - 1);
    QVERIFY(find<QLineEdit>(u"fromPostcode"_s)->isVisible());
    QVERIFY(!action(u"ask"_s)->isEnabled());
    type(u"fromPostcode"_s, u"30301"_s);
    ask();
    QTRY_COMPARE(column(RatesModel::From), QStringList{u"30301"_s});
}

void RatesPageTest::aPlaceWithoutAPostcodeSaysSo()
{
    m_inventory->nodes[1].details.postcode.clear();
    makePage();
    writeShipment();
    ask();
    QTRY_COMPARE(m_table->model()->rowCount(), 2);
    QTRY_VERIFY(column(RatesModel::Age).contains(u"Its country and postcode are not known."_s));
}

void RatesPageTest::takesAnOrder()
{
    OrderDetail &order = m_inventory->orders.first();
    order.buyer.country = u"US"_s;
    order.buyer.postcode = u"33101"_s;
    order.lines = {order.lines.first()};
    order.lines.first().quantity = 2;
    type(u"order"_s, order.row.id.text());
    QTest::keyClick(find<QLineEdit>(u"order"_s), Qt::Key_Return);
    QTRY_COMPARE(find<QLineEdit>(u"postcode"_s)->text(), u"33101"_s);
    QCOMPARE(find<QLineEdit>(u"weight"_s)->text(), u"1280"_s); // two of 640 g
    QTRY_COMPARE(m_table->model()->rowCount(), 2); // and is asked about at once
    m_page->open(u"no such order"_s);
    QTRY_VERIFY(says(u"no such order"_s));
}

void RatesPageTest::asksAboutSeveralParcels()
{
    writeShipment();
    QTest::keyClick(find<QPushButton>(u"addParcel"_s), Qt::Key_Space);
    const auto weights = m_page->findChildren<QLineEdit *>(u"weight"_s);
    QCOMPARE(weights.size(), 2);
    QVERIFY(weights.last()->hasFocus());
    QVERIFY(!action(u"ask"_s)->isEnabled()); // the second weighs nothing yet
    QTest::keyClicks(weights.last(), u"1"_s);
    find<QComboBox>(u"from"_s)->setCurrentIndex(1);
    ask();
    QTRY_VERIFY(cell(0, RatesModel::Total).startsWith(u"36.05"_s)); // 4 lb and 1 lb to zone 8
}

void RatesPageTest::explainsThePrice()
{
    writeShipment();
    ask();
    QTRY_COMPARE(m_table->model()->rowCount(), 2);
    m_table->setFocus();
    m_table->selectRow(0);
    QTest::keyClick(m_table, Qt::Key_Return);
    auto *charges = find<QTableView>(u"charges"_s);
    QVERIFY(charges->isVisible());
    QVERIFY(charges->model()->index(0, 0).data().toString().contains(u"zone 5, up to 4 lb"_s));
    QCOMPARE(charges->model()->index(charges->model()->rowCount() - 1, 1).data(), m_table->model()->index(0, RatesModel::Total).data());
    QVERIFY(find<QLabel>(u"facts"_s)->text().contains(u"in force from"_s));
    QTest::keyClick(m_table, Qt::Key_Down); // the panel follows
    QVERIFY(charges->model()->index(0, 0).data().toString().contains(u"zone 8"_s));
    QVERIFY(m_page->closePanel());
    QVERIFY(!charges->isVisible() && !m_page->closePanel());
}

void RatesPageTest::anOlderAnswerIsDropped()
{
    m_inventory->carriers = {{.name = *CarrierId::parse(u"easy"), .kind = u"easypost"_s, .url = {}, .account = {}}};
    m_desk->liveAccounts = {u"easy"_s};
    writeShipment();
    find<QComboBox>(u"from"_s)->setCurrentIndex(1);
    ask();
    QTRY_COMPARE(m_table->model()->rowCount(), 2);
    m_inventory->holdsAnswers = true;
    type(u"weight"_s, u"5"_s);
    ask(); // and the first question is still open at the desk
    m_desk->answerLive(u"easy"_s, {.quotes = {}, .refused = {{u"easy"_s, {}, u"an old reason"_s}}, .silent = {}});
    QCoreApplication::processEvents();
    QVERIFY(!column(RatesModel::Age).contains(u"an old reason"_s));
    m_inventory->releaseAnswers();
    QTRY_VERIFY(cell(0, RatesModel::Total).startsWith(u"18.05"_s));
}

void RatesPageTest::saysThatNobodyCanBeAsked()
{
    m_inventory->rateBook = {};
    makePage();
    QTRY_VERIFY(says(u"No carrier to ask yet"_s)); // before a form is filled in
    writeShipment();
    ask();
    QTRY_VERIFY(says(u"No carrier to ask yet"_s));
    QVERIFY(!m_table->isVisible());
}

void RatesPageTest::saysWhatIsThere_data()
{
    QTest::addColumn<bool>("withAccount");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("lists") << false << u"2 price list(s) of 1 carrier(s): type or scan an order"_s;
    QTest::newRow("lists and an account") << true << u"2 price list(s) of 1 carrier(s) and 1 account(s) with carriers: type or scan an order"_s;
}

void RatesPageTest::saysWhatIsThere()
{
    QFETCH(bool, withAccount);
    rates::PriceList express = m_inventory->rateBook.lists.first();
    express.service = u"express"_s;
    m_inventory->rateBook.lists.append(express);
    if (withAccount)
        m_inventory->carriers = {{.name = *CarrierId::parse(u"easy"), .kind = u"easypost"_s, .url = {}, .account = {}}};
    makePage();
    QFETCH(QString, sentence);
    QTRY_VERIFY(says(sentence));
    QVERIFY(!says(u"No carrier to ask yet"_s));
}

void RatesPageTest::importsPrices()
{
    action(u"importPrices"_s)->trigger();
    auto *dialog = m_page->findChild<ImportDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(dialog->findChild<QComboBox *>(u"what"_s)->currentText(), u"Carriers' prices"_s);
}

void RatesPageTest::nothingIsCutOrNameless_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<bool>("isTyped");
    QTest::newRow("1280 wide") << 1084 << false;
    QTest::newRow("1280 wide, another place") << 1084 << true;
    QTest::newRow("1440 wide") << 1244 << false;
}

void RatesPageTest::nothingIsCutOrNameless()
{
    QFETCH(int, width);
    QFETCH(bool, isTyped);
    m_page->resize(width, 740);
    writeShipment();
    if (isTyped) {
        find<QComboBox>(u"from"_s)->setCurrentIndex(find<QComboBox>(u"from"_s)->count() - 1);
        type(u"fromPostcode"_s, u"30301"_s);
    }
    ask();
    QTRY_VERIFY(m_table->model()->rowCount() > 0);
    m_table->selectRow(0);
    QTest::keyClick(m_table, Qt::Key_Return);
    QTRY_COMPARE(test::cutLabels(*m_page), QStringList{});
    const QStringList nameless = test::namelessControls(*m_page);
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u", "_s)));
}

QTEST_MAIN(RatesPageTest)
#include "rates_page_test.moc"
