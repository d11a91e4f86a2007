#include "tests/ui/fake_desk.h"
#include "tests/ui/page_checks.h"
#include "ui/pack/label_panel.h"
#include "ui/pack/pack_page.h"
#include "ui/widgets/form_dialog.h"
#include "ui/words.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QTableView>
#include <QTest>

using namespace crossdock;
using namespace crossdock::ui;
using namespace Qt::Literals::StringLiterals;
using crossdock::labels::Label;

/// The label at the bench, by scanner and keyboard, offscreen.
class PackLabelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void init();
    void cleanup();
    void buysPrintsAndShips();
    void theCheapestIsChosenAndAnotherCanBe();
    void goesAsARuleSays_data();
    void goesAsARuleSays();
    void saysHowToPackWithoutPrices_data();
    void saysHowToPackWithoutPrices();
    void aWishedLabelIsBoughtOnceNobodyTypes();
    void pricesOfAnotherWeightAreDropped();
    void theChosenServiceStays();
    void nothingIsBoughtUncheckedOrUnweighed();
    void isNotPrintedTwiceSilently();
    void isTakenBackWithAReason();
    void aScannerAnswersNoQuestion();
    void asksWhereNoPrinterIsSetUp();
    void saysHowItStands_data();
    void saysHowItStands();
    void aFailedDecisionKeepsTheQuestion();
    void saysWhatIsMissing();
    void customsIsTyped();
    void theCursorIsInTheFirstField();
    void nothingIsCutOrNameless();

private:
    OrderDetail &order() { return *m_order; }
    void scan(const QString &code);
    void fill();
    void quote();
    void open(); ///< a page on the order as it stands now
    static rates::Quote priced(const QString &service, qint64 cents);
    QAction *action(const QString &name) const { return m_page->findChild<QAction *>(name); }
    QString sentence() const { return m_page->findChild<QLabel *>(u"labelSentence"_s)->text(); }

    SystemClock m_clock;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<test::FakeInventory> m_inventory;
    std::unique_ptr<test::FakeDesk> m_desk;
    std::unique_ptr<PackPage> m_page;
    OrderDetail *m_order = nullptr;
};

rates::Quote PackLabelTest::priced(const QString &service, qint64 cents)
{
    rates::Quote quote;
    quote.carrier = u"usps"_s;
    quote.service = service;
    quote.priceType = u"account"_s;
    quote.source = rates::Quote::Source::Live;
    quote.via = u"broker"_s;
    quote.offer = u"shp/"_s + service;
    quote.total = {cents, u"USD"_s};
    quote.transitDays = 3;
    return quote;
}

void PackLabelTest::init()
{
    m_inventory = std::make_unique<test::FakeInventory>(m_clock);
    m_desk = std::make_unique<test::FakeDesk>(*m_inventory, m_clock);
    m_desk->liveAccounts = {u"broker"_s};
    m_inventory->carriers = {{*CarrierId::parse(u"broker"), u"easypost"_s, {}, {}}};
    m_inventory->printers = {{u"zebra"_s, crossdock::labels::Printer::Kind::Raw, u"10.0.0.4:9100"_s, crossdock::labels::Format::Zpl}};
    m_order = &*std::find_if(m_inventory->orders.begin(), m_inventory->orders.end(), [](const OrderDetail &one) {
        return one.row.state == OrderRow::State::Open && one.row.shortUnits == 0 && PackBox::obstacle(one).isEmpty();
    });
    order().buyer = {u"Ada Buyer"_s, {}, {}, u"1 Road"_s, u"Town"_s, u"NY"_s, u"10001"_s, u"US"_s};
    for (NodeRow &node : m_inventory->nodes) {
        node.details.country = u"US"_s;
        node.details.postcode = u"94103"_s;
        node.details.city = u"San Francisco"_s;
        node.details.street = u"1 Market St"_s;
    }
    const NodeId node = order().lines.first().reservations.first().node;
    for (OrderDetail::Line &line : order().lines)
        for (OrderDetail::Reservation &held : line.reservations)
            held.node = node;
    open();
}

void PackLabelTest::open()
{
    m_page.reset();
    m_page = std::make_unique<PackPage>(Context{*m_inventory, *m_desk, m_clock, *m_theme, u"dana"_s});
    m_page->resize(1072, 740);
    m_page->show();
    scan(order().row.id.text());
    QTRY_COMPARE(m_page->selectedId(), order().row.id.text());
}

void PackLabelTest::cleanup()
{
    m_page.reset(); // before what it uses
    m_desk.reset();
    m_inventory.reset();
}

void PackLabelTest::scan(const QString &code)
{
    auto *field = m_page->findChild<QLineEdit *>(u"scan"_s);
    QTest::keyClicks(field, code);
    QTest::keyClick(field, Qt::Key_Return);
}

void PackLabelTest::fill()
{
    const PackBox box(order(), {});
    for (const PackBox::Item &item : box.items())
        for (Quantity i = 0; i < item.wanted; ++i)
            scan(item.sku.text());
    m_page->findChild<QSpinBox *>(u"weight"_s)->setValue(640);
}

void PackLabelTest::quote()
{
    fill();
    QTRY_COMPARE(m_desk->shipmentsAsked.size(), 1);
    m_desk->answerLive(u"broker"_s, {.quotes = {priced(u"Priority"_s, 1'290), priced(u"Ground"_s, 850)}, .refused = {{u"ups"_s, {}, u"no account"_s}}, .silent = {}});
    m_desk->endLive();
    QTRY_VERIFY(action(u"buyLabel"_s)->isEnabled());
}

void PackLabelTest::buysPrintsAndShips()
{
    quote();
    QCOMPARE(m_desk->shipmentsAsked.first().to.street, u"1 Road"_s);
    action(u"buyLabel"_s)->trigger();
    action(u"buyLabel"_s)->trigger(); // twice is once
    QTRY_COMPARE(m_desk->calls, (QStringList{u"buyLabel Ground"_s, u"printLabel zebra"_s}));
    const auto &want = std::get<command::WantLabel>(m_desk->labelRequests.first().command);
    QVERIFY(!m_desk->labelRequests.first().key.isEmpty());
    QCOMPARE(want.box.weight, rates::Weight::of(640, rates::WeightUnit::Gram));
    QCOMPARE(want.box.units.size(), PackBox(order(), {}).items().size());
    QCOMPARE(want.format, crossdock::labels::Format::Zpl);
    auto *tracking = m_page->findChild<QLineEdit *>(u"tracking"_s);
    QTRY_COMPARE(tracking->text(), u"9400123"_s);
    QVERIFY(tracking->isReadOnly());
    QTRY_VERIFY2(sentence().contains(u"printed once"), qPrintable(sentence()));
    action(u"shipBox"_s)->trigger();
    QTRY_COMPARE(m_page->selectedId(), QString());
    const auto ship = std::get<command::ShipOrder>(m_inventory->requests.last().command);
    QCOMPARE(ship.tracking, u"9400123"_s);
    QCOMPARE(ship.carrier, u"usps"_s);
}

void PackLabelTest::theCheapestIsChosenAndAnotherCanBe()
{
    quote();
    auto *services = m_page->findChild<QTableView *>(u"services"_s);
    QCOMPARE(services->currentIndex().row(), 0);
    QCOMPARE(services->model()->index(0, 0).data().toString(), u"USPS Ground"_s);
    services->setFocus();
    QTest::keyClick(services, Qt::Key_Down);
    action(u"buyLabel"_s)->trigger();
    QTRY_VERIFY(m_desk->calls.contains(u"buyLabel Priority"_s));
}

void PackLabelTest::goesAsARuleSays_data()
{
    using fulfilment::ShippingWish;
    QTest::addColumn<ShippingWish>("wish");
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("words");
    QTest::newRow("a dearer service") << ShippingWish{.carrier = u"usps"_s, .service = u"priority"_s, .by = u"Fragile"_s} << u"USPS Priority"_s << u"Fragile says that this order goes by usps priority"_s;
    QTest::newRow("in a carton") << ShippingWish{.package = u"Large box"_s, .by = u"Fragile"_s} << u"USPS Ground"_s << u"Pack it in “Large box”"_s;
    QTest::newRow("a service that nobody sells") << ShippingWish{.carrier = u"dhl"_s, .by = u"Fragile"_s} << u"USPS Ground"_s << u"nobody sells that for this box"_s;
}

void PackLabelTest::goesAsARuleSays()
{
    QFETCH(fulfilment::ShippingWish, wish);
    QFETCH(QString, words);
    order().wish = wish;
    open();
    quote();
    QTEST(m_page->findChild<QTableView *>(u"services"_s)->model()->index(0, 0).data().toString(), "first");
    QVERIFY2(sentence().contains(words), qPrintable(sentence()));
    QVERIFY(m_desk->calls.isEmpty());
}

void PackLabelTest::saysHowToPackWithoutPrices_data()
{
    using Before = std::function<void(PackLabelTest &)>;
    QTest::addColumn<Before>("before");
    QTest::addColumn<QString>("words");
    QTest::newRow("no carrier is connected") << Before([](PackLabelTest &test) { test.m_inventory->carriers.clear(); }) << u"once a carrier is connected"_s;
    QTest::newRow("nothing is in the box") << Before([](PackLabelTest &) {}) << u"once everything is in the box"_s;
    QTest::newRow("the place has no address") << Before([](PackLabelTest &test) {
        for (NodeRow &node : test.m_inventory->nodes)
            node.details.street.clear();
    }) << u"No label yet"_s;
}

void PackLabelTest::saysHowToPackWithoutPrices()
{
    QFETCH(std::function<void(PackLabelTest &)>, before);
    QFETCH(QString, words);
    order().wish = {.package = u"Large box"_s, .by = u"Gifts"_s, .options = {rates::Option::GiftWrap}};
    before(*this);
    open();
    if (words == u"No label yet")
        fill();
    QTRY_VERIFY2(sentence().contains(words), qPrintable(sentence()));
    QVERIFY2(sentence().startsWith(u"Pack it in “Large box”. Wrap it as a gift. "), qPrintable(sentence()));
}

void PackLabelTest::aWishedLabelIsBoughtOnceNobodyTypes()
{
    order().wish = {.buysLabel = true, .by = u"Labels"_s};
    open();
    fill();
    auto *weight = m_page->findChild<QSpinBox *>(u"weight"_s);
    weight->setFocus();
    QTRY_VERIFY(weight->hasFocus());
    QTRY_COMPARE(m_desk->shipmentsAsked.size(), 1);
    m_desk->answerLive(u"broker"_s, {.quotes = {priced(u"Ground"_s, 850)}, .refused = {}, .silent = {}});
    m_desk->endLive();
    QTRY_VERIFY(action(u"buyLabel"_s)->isEnabled());
    QVERIFY2(sentence().contains(u"Labels says that the label is bought by itself"), qPrintable(sentence()));
    QVERIFY(m_desk->calls.isEmpty()); // a digit may be to come
    m_page->findChild<QLineEdit *>(u"scan"_s)->setFocus();
    QTRY_COMPARE(m_desk->calls, (QStringList{u"buyLabel Ground"_s, u"printLabel zebra"_s}));
}

void PackLabelTest::pricesOfAnotherWeightAreDropped()
{
    fill();
    QTRY_COMPARE(m_desk->shipmentsAsked.size(), 1);
    const auto shipment = m_desk->shipmentsAsked.first();
    m_page->findChild<QSpinBox *>(u"weight"_s)->setValue(6'400);
    m_desk->answerLive(u"broker"_s, {.quotes = {priced(u"Ground"_s, 850)}, .refused = {}, .silent = {}});
    m_desk->endLive();
    QVERIFY(!action(u"buyLabel"_s)->isEnabled());
    QTRY_VERIFY(m_desk->shipmentsAsked.first().parcels.first().weight != shipment.parcels.first().weight);
    m_desk->answerLive(u"broker"_s, {.quotes = {priced(u"Ground"_s, 2'150)}, .refused = {}, .silent = {}});
    const auto *services = m_page->findChild<QTableView *>(u"services"_s)->model();
    QCOMPARE(services->rowCount(), 1);
    QCOMPARE(services->index(0, 1).data().toString(), money({2'150, u"USD"_s}));
}

void PackLabelTest::theChosenServiceStays()
{
    quote();
    auto *services = m_page->findChild<QTableView *>(u"services"_s);
    services->setFocus();
    QTest::keyClick(services, Qt::Key_Down);
    m_page->findChild<QSpinBox *>(u"weight"_s)->setValue(700);
    QTRY_COMPARE(m_desk->shipmentsAsked.first().parcels.first().weight, rates::Weight::of(700, rates::WeightUnit::Gram));
    m_desk->answerLive(u"broker"_s, {.quotes = {priced(u"Ground"_s, 900), priced(u"Saver"_s, 700)}, .refused = {}, .silent = {}});
    m_desk->answerLive(u"other"_s, {.quotes = {priced(u"Priority"_s, 1'350)}, .refused = {}, .silent = {}});
    m_desk->endLive();
    QCOMPARE(services->model()->rowCount(), 3);
    QCOMPARE(services->currentIndex().siblingAtColumn(0).data().toString(), u"USPS Priority"_s);
    action(u"buyLabel"_s)->trigger();
    QTRY_VERIFY(m_desk->calls.contains(u"buyLabel Priority"_s));
}

void PackLabelTest::nothingIsBoughtUncheckedOrUnweighed()
{
    fill();
    m_page->findChild<QSpinBox *>(u"weight"_s)->setValue(0);
    QTest::qWait(500); // longer than a person needs for the next digit
    QVERIFY(m_desk->shipmentsAsked.isEmpty());
    QVERIFY(!action(u"buyLabel"_s)->isEnabled());
    m_page->findChild<QSpinBox *>(u"weight"_s)->setValue(640);
    action(u"takeBack"_s)->trigger();
    QTest::qWait(500);
    QVERIFY(m_desk->shipmentsAsked.isEmpty());
    action(u"buyLabel"_s)->trigger();
    QVERIFY(m_desk->calls.isEmpty());
}

void PackLabelTest::isNotPrintedTwiceSilently()
{
    quote();
    action(u"buyLabel"_s)->trigger();
    QTRY_COMPARE(m_desk->calls.size(), 2);
    QTRY_VERIFY(action(u"printLabel"_s)->isEnabled());
    action(u"printLabel"_s)->trigger();
    auto *question = m_page->findChild<FormDialog *>(u"askWhy"_s);
    QVERIFY(question);
    QCOMPARE(m_desk->calls.size(), 2);
    question->findChild<QLineEdit *>(u"why"_s)->setText(u"paper jam"_s);
    Q_EMIT question->submitted();
    QTRY_COMPARE(m_desk->calls.size(), 3);
    QCOMPARE(m_desk->labelRequests.last().why, u"paper jam"_s);
}

void PackLabelTest::isTakenBackWithAReason()
{
    quote();
    action(u"buyLabel"_s)->trigger();
    QTRY_VERIFY(action(u"voidLabel"_s)->isEnabled());
    action(u"voidLabel"_s)->trigger();
    auto *question = m_page->findChild<FormDialog *>(u"askWhy"_s);
    QVERIFY(question);
    question->findChild<QLineEdit *>(u"why"_s)->setText(u"wrong box"_s);
    Q_EMIT question->submitted();
    QTRY_VERIFY2(sentence().contains(u"taken back"), qPrintable(sentence()));
    QCOMPARE(m_desk->labelRequests.last().why, u"wrong box"_s);
    QVERIFY(!action(u"printLabel"_s)->isEnabled());
}

void PackLabelTest::aScannerAnswersNoQuestion()
{
    quote();
    action(u"buyLabel"_s)->trigger();
    QTRY_VERIFY(action(u"voidLabel"_s)->isEnabled());
    action(u"voidLabel"_s)->trigger();
    auto *question = m_page->findChild<FormDialog *>(u"askWhy"_s);
    auto *why = question->findChild<QLineEdit *>(u"why"_s);
    why->setFocus();
    QTest::keyClicks(why, u"4006381000007"_s);
    QTest::keyClick(why, Qt::Key_Return);
    QVERIFY(question->isVisible());
    QCOMPARE(why->text(), QString());
    QVERIFY(!m_desk->calls.contains(u"voidLabel"_s));
}

void PackLabelTest::asksWhereNoPrinterIsSetUp()
{
    m_inventory->printers.clear();
    m_page->closePanel();
    scan(order().row.id.text());
    QTRY_COMPARE(m_page->selectedId(), order().row.id.text());
    m_page->findChild<LabelPanel *>()->setChoose([](const auto &done) { done(crossdock::labels::Printer{u"office"_s, crossdock::labels::Printer::Kind::System, u"office"_s, crossdock::labels::Format::Pdf}); });
    quote();
    action(u"buyLabel"_s)->trigger();
    QTRY_COMPARE(m_desk->calls, (QStringList{u"buyLabel Ground"_s, u"printLabel office"_s}));
}

void PackLabelTest::saysHowItStands_data()
{
    QTest::addColumn<Label::State>("state");
    QTest::addColumn<QString>("words");
    QTest::addColumn<bool>("canBuyAgain");
    QTest::newRow("refused") << Label::State::Refused << u"Not bought: no answer in 30 s"_s << true;
    QTest::newRow("not known yet") << Label::State::Wanted << u"nothing is bought twice"_s << false;
    QTest::newRow("a person decides") << Label::State::Unsure << u"say how it fared"_s << false;
}

void PackLabelTest::saysHowItStands()
{
    QFETCH(Label::State, state);
    QFETCH(QString, words);
    QFETCH(bool, canBuyAgain);
    m_desk->afterPurchase = state;
    quote();
    action(u"buyLabel"_s)->trigger();
    QTRY_VERIFY2(sentence().contains(words), qPrintable(sentence()));
    QCOMPARE(action(u"buyLabel"_s)->isEnabled(), canBuyAgain);
    QCOMPARE(action(u"settleLabel"_s)->isEnabled(), state == Label::State::Unsure);
    QCOMPARE(m_desk->calls, QStringList{u"buyLabel Ground"_s}); // nothing to print
}

void PackLabelTest::aFailedDecisionKeepsTheQuestion()
{
    m_desk->afterPurchase = Label::State::Unsure;
    quote();
    action(u"buyLabel"_s)->trigger();
    QTRY_VERIFY(action(u"settleLabel"_s)->isEnabled());
    action(u"settleLabel"_s)->trigger();
    m_inventory->nextError = Error{Error::Code::StoreFailed, u"the disk is full"_s, {}};
    auto *question = m_page->findChild<FormDialog *>(u"askForTracking"_s);
    QVERIFY(question);
    Q_EMIT question->submitted();
    QVERIFY(!action(u"settleLabel"_s)->isEnabled()); // the answer is under way
    QTRY_VERIFY(action(u"settleLabel"_s)->isEnabled());
    QVERIFY2(sentence().contains(u"say how it fared"), qPrintable(sentence()));
}

void PackLabelTest::saysWhatIsMissing()
{
    for (NodeRow &node : m_inventory->nodes)
        node.details.street.clear();
    fill();
    QTRY_VERIFY2(sentence().contains(u"the street of"), qPrintable(sentence()));
    QVERIFY(m_desk->shipmentsAsked.isEmpty());
}

void PackLabelTest::customsIsTyped()
{
    order().buyer.country = u"CA"_s;
    m_page->closePanel();
    scan(order().row.id.text());
    QTRY_COMPARE(m_page->selectedId(), order().row.id.text());
    fill();
    QTRY_VERIFY2(sentence().contains(u"customs needs of"), qPrintable(sentence()));
    QVERIFY(action(u"describeGoods"_s)->isEnabled());
    action(u"describeGoods"_s)->trigger();
    FormDialog *question = nullptr;
    QTRY_VERIFY(question = m_page->findChild<FormDialog *>(u"describeGoods"_s));
    question->findChild<QLineEdit *>(u"hsCode"_s)->setText(u"610910"_s);
    question->findChild<QLineEdit *>(u"origin"_s)->setText(u"PT"_s);
    Q_EMIT question->submitted();
    QTRY_VERIFY(!m_inventory->requests.isEmpty());
    QCOMPARE(std::get<command::DescribeGoods>(m_inventory->requests.last().command).goods.hsCode, u"610910"_s);
}

void PackLabelTest::theCursorIsInTheFirstField()
{
    quote();
    action(u"buyLabel"_s)->trigger();
    QTRY_VERIFY(action(u"voidLabel"_s)->isEnabled());
    action(u"voidLabel"_s)->trigger();
    auto *question = m_page->findChild<FormDialog *>(u"askWhy"_s);
    QCOMPARE(question->focusWidget(), question->findChild<QLineEdit *>(u"why"_s));
}

void PackLabelTest::nothingIsCutOrNameless()
{
    quote();
    QCOMPARE(test::cutLabels(*m_page), QStringList());
    QCOMPARE(test::namelessControls(*m_page), QStringList());
    action(u"buyLabel"_s)->trigger();
    QTRY_COMPARE(m_desk->calls.size(), 2);
    QCOMPARE(test::cutLabels(*m_page), QStringList());
    QCOMPARE(test::namelessControls(*m_page), QStringList());
}

QTEST_MAIN(PackLabelTest)
#include "pack_label_test.moc"
