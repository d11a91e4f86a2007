#include "tests/ui/fake_desk.h"
#include "tests/ui/fake_wave.h"
#include "tests/ui/page_checks.h"
#include "ui/imports/import_dialog.h"
#include "ui/routing/channel_rules_dialog.h"
#include "ui/routing/interval_chart.h"
#include "ui/routing/lane_list.h"
#include "ui/routing/pin_dialog.h"
#include "ui/routing/routing_page.h"
#include "ui/routing/wave_model.h"
#include "ui/widgets/reading_order.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>
#include <QTabWidget>
#include <QTemporaryFile>
#include <QTest>
#include <QTimer>

using namespace crossdock;
using namespace crossdock::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

/// The system's, and as much later as a test says.
class AheadClock : public SystemClock
{
public:
    Time now() const override { return SystemClock::now() + ahead; }
    Milliseconds ahead{};
};

} // namespace

/// The Routing page, used as a person uses it: by keyboard, offscreen.
class RoutingPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void showsThePlanAgainstTheBound();
    void saysWhatToDo_data();
    void saysWhatToDo();
    void saysWhenItIsPublished_data();
    void saysWhenItIsPublished();
    void doubtsAreSaid();
    void plansAgainWhenSomethingChanged();
    void aQuestionPushedAsideIsAskedAgain();
    void timesRunDown();
    void explainsAnOrder();
    void noReasonsOfAnotherOrder();
    void thePanelFollowsTheArrows();
    void pinsByKey();
    void pinsByDragging();
    void nothingMovesUnderADrag();
    void theBoardWaitsForThePublishing();
    void loadsFollowTheTheme();
    void asksForAReason();
    void takesThePinOff();
    void takesAPinOnRecordOff();
    void publishes();
    void aConflictSaysWhatToDo();
    void nothingIsWrittenToASealedFile();
    void triesAnotherPolicy();
    void anAnswerToAnOlderQuestionIsDropped();
    void costsStayInEveryCurrency_data();
    void costsStayInEveryCurrency();
    void comparesTwoPolicies();
    void triesThePast();
    void stopsThePast();
    void showsThePlaces();
    void closesAPlace();
    void importsPlaces();
    void takesRulesOfChannels_data();
    void takesRulesOfChannels();
    void showsNoCountOfAnotherPlace();
    void actsOnWhatIsSeen();
    void movesOnTheBoardByArrows();
    void tabReachesEverything_data();
    void tabReachesEverything();
    void nothingIsCutOrNameless_data();
    void nothingIsCutOrNameless();

private:
    void makePage();
    template <class T>
    T *find(const QString &name) const
    {
        return m_page->findChild<T *>(name);
    }
    QAction *action(const QString &name) const { return m_page->findChild<QAction *>(name); }
    QString text(const QString &name) const { return find<QLabel>(name)->text(); }
    bool says(const QString &part) const;
    qsizetype calls(const QString &beginning) const;
    PinDialog *openPinByKey();
    void choose(const QString &order);

    AheadClock m_clock;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<test::FakeInventory> m_inventory;
    std::unique_ptr<test::FakeDesk> m_desk;
    std::unique_ptr<RoutingPage> m_page;
    QTableView *m_table = nullptr;
};

void RoutingPageTest::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    m_theme = std::make_unique<Theme>(*qApp);
}

void RoutingPageTest::init()
{
    m_inventory = std::make_unique<test::FakeInventory>(m_clock);
    m_desk = std::make_unique<test::FakeDesk>(*m_inventory, m_clock);
    m_desk->wave = test::fakeWave(m_clock.now());
    m_desk->explanation = test::fakeExplanation(*m_desk->wave);
    m_desk->pinEffect = test::fakePin(m_desk->wave);
    m_desk->backTested = test::fakeBackTest();
    makePage();
}

void RoutingPageTest::makePage()
{
    m_page = std::make_unique<RoutingPage>(Context{*m_inventory, *m_desk, m_clock, *m_theme, u"dana"_s});
    m_page->resize(1084, 740);
    m_page->show();
    m_page->activateWindow();
    m_table = find<QTableView>(u"wave"_s);
    QTRY_COMPARE(calls(u"planWave"_s), 1);
    QTRY_VERIFY(m_desk->wave->orders.isEmpty() || m_table->model()->rowCount() > 0);
}

void RoutingPageTest::cleanup()
{
    m_page.reset(); // before what it uses
    m_desk.reset();
    m_inventory.reset();
}

bool RoutingPageTest::says(const QString &part) const
{
    const auto labels = m_page->findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) { return label->isVisible() && label->text().contains(part); });
}

qsizetype RoutingPageTest::calls(const QString &beginning) const
{
    return m_desk->calls.filter(beginning).size();
}

void RoutingPageTest::choose(const QString &order)
{
    const auto *model = qobject_cast<const WaveModel *>(m_table->model());
    m_table->selectRow(model->rowOf(order));
    m_table->setFocus();
}

PinDialog *RoutingPageTest::openPinByKey()
{
    choose(u"shopify-us/100480"_s);
    action(u"pinOrder"_s)->trigger();
    return m_page->findChild<PinDialog *>();
}

void RoutingPageTest::showsThePlanAgainstTheBound()
{
    QCOMPARE(text(u"planNote"_s), u"at most 0.40 % above the best possible; 200.00\u00a0USD of it for lines that wait"_s);
    QCOMPARE(text(u"naiveNote"_s), u"5.3 % dearer"_s);
    QCOMPARE(text(u"bound"_s), money({m_desk->wave->bound, u"USD"_s}));
    QVERIFY(says(u"nothing happens by itself"_s));
}

void RoutingPageTest::saysWhatToDo_data()
{
    QTest::addColumn<int>("orders");
    QTest::addColumn<int>("nodes");
    QTest::addColumn<QString>("words");
    QTest::newRow("one place") << 5 << 1 << u"Nothing to route: add a second place"_s;
    QTest::newRow("no order") << 0 << 3 << u"No order waits"_s;
}

void RoutingPageTest::saysWhatToDo()
{
    QFETCH(int, orders);
    QFETCH(int, nodes);
    QFETCH(QString, words);
    m_page.reset();
    m_desk->calls.clear();
    m_desk->wave = test::fakeWave(m_clock.now(), orders, nodes);
    makePage();
    QTRY_VERIFY(says(words));
    QVERIFY(!action(u"publishWave"_s)->isEnabled());
    QVERIFY(!action(u"pinOrder"_s)->isEnabled());
}

void RoutingPageTest::saysWhenItIsPublished_data()
{
    QTest::addColumn<int>("minutes"); // below 0: it waits for a person
    QTest::addColumn<bool>("hasPin");
    QTest::addColumn<QString>("words");
    QTest::newRow("by a person") << -1 << false << u"nothing happens by itself"_s;
    QTest::newRow("now") << 0 << false << u"by itself, the first orders"_s;
    QTest::newRow("later") << 90 << false << u"by itself, in "_s;
    QTest::newRow("with a pin") << 90 << true << u"its pins hold once you publish it"_s;
}

void RoutingPageTest::saysWhenItIsPublished()
{
    QFETCH(int, minutes);
    QFETCH(bool, hasPin);
    QFETCH(QString, words);
    auto wave = hasPin ? *m_desk->pinEffect.wave : *m_desk->wave;
    if (minutes >= 0)
        wave.publishAt = m_clock.now() + Milliseconds(60'000LL * minutes);
    m_desk->wave = std::make_shared<const fulfilment::WaveView>(wave);
    action(u"replan"_s)->trigger();
    QTRY_VERIFY(text(u"nextNote"_s).startsWith(words));
}

void RoutingPageTest::doubtsAreSaid()
{
    auto wave = *m_desk->wave;
    wave.doubts = {u"4 SKUs have no weight"_s};
    m_desk->wave = std::make_shared<const fulfilment::WaveView>(wave);
    action(u"replan"_s)->trigger();
    QTRY_VERIFY(says(u"4 SKUs have no weight"_s));
}

void RoutingPageTest::plansAgainWhenSomethingChanged()
{
    m_page->hide();
    m_page->show();
    QCOMPARE(calls(u"planWave"_s), 1); // nothing did
    m_page->hide();
    m_inventory->sell(0, 0, 1);
    m_page->show();
    QTRY_COMPARE(calls(u"planWave"_s), 2);
}

void RoutingPageTest::aQuestionPushedAsideIsAskedAgain()
{
    m_desk->nextError = Error{Error::Code::Cancelled, u"wave"_s, u"a newer question was asked"_s};
    action(u"replan"_s)->trigger();
    QTRY_COMPARE(calls(u"planWave"_s), 2);
    QTRY_COMPARE_WITH_TIMEOUT(calls(u"planWave"_s), 3, 6'000);
    QVERIFY(!says(u"newer question"_s));
}

void RoutingPageTest::timesRunDown()
{
    auto wave = *m_desk->wave;
    wave.publishAt = m_clock.now() + Milliseconds(90 * 60'000);
    m_desk->wave = std::make_shared<const fulfilment::WaveView>(wave);
    action(u"replan"_s)->trigger();
    QTRY_COMPARE(text(u"nextNote"_s), u"by itself, in 90 min"_s);
    m_clock.ahead = Milliseconds(60 * 60'000);
    find<QTimer>(u"minute"_s)->setInterval(1);
    QTRY_COMPARE(text(u"nextNote"_s), u"by itself, in 30 min"_s);
}

void RoutingPageTest::explainsAnOrder()
{
    choose(u"shopify-us/100480"_s);
    QTest::keyClick(m_table, Qt::Key_Return);
    QTRY_VERIFY(m_desk->calls.contains(u"explainOrder 1 shopify-us/100480"_s));
    QTRY_VERIFY(text(u"whySentence"_s).startsWith(u"From Dallas: "_s));
    const auto *waterfall = find<QTableView>(u"waterfall"_s)->model();
    QCOMPARE(waterfall->columnCount(), 4);
    QCOMPARE(waterfall->index(waterfall->rowCount() - 1, 1).data().toString(), money({m_desk->explanation.chosen.cost, u"USD"_s}));
    const auto *rejected = find<QTableView>(u"rejected"_s)->model();
    QCOMPARE(rejected->rowCount(), 3);
    QCOMPARE(rejected->index(0, 1).data().toString(), u"dearer by 1.17\u00a0USD"_s);
    QVERIFY(text(u"whyChanges"_s).contains(u"its pick fee"_s));
    QVERIFY(text(u"whyPaying"_s).startsWith(u"It costs this order 0.84"_s));
    QVERIFY(m_page->closePanel());
    QVERIFY(m_table->hasFocus());
}

void RoutingPageTest::thePanelFollowsTheArrows()
{
    choose(u"shopify-us/100480"_s);
    QTest::keyClick(m_table, Qt::Key_Return);
    QTest::keyClick(m_table, Qt::Key_Down);
    QTRY_COMPARE(text(u"whyTitle"_s), u"shopify-us/100479"_s);
    QCOMPARE(m_page->selectedId(), u"shopify-us/100479"_s);
    QTRY_VERIFY(m_desk->calls.contains(u"explainOrder 1 shopify-us/100479"_s));
}

void RoutingPageTest::noReasonsOfAnotherOrder()
{
    choose(u"shopify-us/100480"_s);
    QTest::keyClick(m_table, Qt::Key_Return);
    auto *waterfall = find<QTableView>(u"waterfall"_s);
    QTRY_VERIFY(waterfall->isVisible());
    m_desk->nextError = Error{Error::Code::NotFound, u"shopify-us/100479"_s, {}};
    QTest::keyClick(m_table, Qt::Key_Down);
    QCOMPARE(text(u"whyTitle"_s), u"shopify-us/100479"_s);
    QVERIFY(!waterfall->isVisible());
    QTRY_VERIFY(text(u"whySentence"_s) != u"Solving it again…");
    QVERIFY(!waterfall->isVisible()); // there are none
}

void RoutingPageTest::pinsByKey()
{
    PinDialog *dialog = openPinByKey();
    QVERIFY(dialog && dialog->isVisible());
    auto *node = dialog->findChild<QComboBox *>(u"node"_s);
    node->setFocus();
    QTest::keyClick(node, Qt::Key_End);
    QTRY_VERIFY(m_desk->calls.contains(u"pinOrder 1 shopify-us/100480 fba-us"_s));
    QTRY_VERIFY(dialog->findChild<QLabel *>(u"effect"_s)->text().startsWith(u"It costs 3.12"_s));
    QVERIFY(dialog->findChild<QLabel *>(u"moves"_s)->text().contains(u"from Dallas to Amazon FBA, US, 3.12\u00a0USD more"_s));
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"reason"_s), u"the buyer collects it"_s);
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_COMPARE(m_desk->lastPin.reason, u"the buyer collects it"_s);
    QTRY_VERIFY(says(u"Order shopify-us/100480 is pinned to Amazon FBA, US: the plan costs 3.12"_s));
    QCOMPARE(text(u"plan"_s), money({m_desk->pinEffect.wave->total, u"USD"_s}));
    QVERIFY(action(u"unpinOrder"_s)->isEnabled());
}

void RoutingPageTest::pinsByDragging()
{
    action(u"showBoard"_s)->trigger();
    auto *from = find<QListView>(u"lane:dallas"_s), *to = find<QListView>(u"lane:reno"_s);
    const std::unique_ptr<QMimeData> card(from->model()->mimeData({from->model()->index(0, 0)}));
    QVERIFY(!from->model()->canDropMimeData(card.get(), Qt::MoveAction, -1, -1, {})); // it is there already
    QVERIFY(to->model()->canDropMimeData(card.get(), Qt::MoveAction, -1, -1, {}));
    const int cards = from->model()->rowCount();
    to->model()->dropMimeData(card.get(), Qt::MoveAction, -1, -1, {});
    QTRY_VERIFY(m_page->findChild<PinDialog *>());
    QCOMPARE(m_page->findChild<PinDialog *>()->findChild<QComboBox *>(u"node"_s)->currentText(), u"Reno"_s);
    QCOMPARE(from->model()->rowCount(), cards); // the plan moves it, not the hand
}

void RoutingPageTest::nothingMovesUnderADrag()
{
    action(u"showBoard"_s)->trigger();
    QPointer<LaneList> dallas = find<LaneList>(u"lane:dallas"_s);
    Q_EMIT dallas->dragBegun();
    m_desk->wave = test::fakeWave(m_clock.now(), 24, 2, 2);
    action(u"replan"_s)->trigger();
    QTRY_COMPARE(calls(u"planWave"_s), 2);
    QTest::qWait(20);
    QVERIFY(dallas); // and the lanes that are gone now
    QVERIFY(find<LaneList>(u"lane:fba-us"_s));
    Q_EMIT dallas->dragEnded();
    QTRY_VERIFY(!find<LaneList>(u"lane:fba-us"_s));
}

void RoutingPageTest::theBoardWaitsForThePublishing()
{
    action(u"showBoard"_s)->trigger();
    auto *dallas = find<QListView>(u"lane:dallas"_s);
    QVERIFY(dallas->dragEnabled());
    action(u"publishWave"_s)->trigger();
    QVERIFY(!dallas->dragEnabled());
    QTest::keyClick(dallas, Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(!m_page->findChild<PinDialog *>());
    QTRY_VERIFY(dallas->dragEnabled());
}

void RoutingPageTest::loadsFollowTheTheme()
{
    action(u"showBoard"_s)->trigger();
    const auto *load = find<QProgressBar>(u"load:dallas"_s);
    m_theme->apply(Theme::Mode::Light, Theme::Motion::Full);
    const QString light = load->styleSheet();
    m_theme->apply(Theme::Mode::Dark, Theme::Motion::Full);
    QVERIFY(load->styleSheet() != light);
    m_theme->apply(Theme::Mode::Light, Theme::Motion::Full);
}

void RoutingPageTest::asksForAReason()
{
    PinDialog *dialog = openPinByKey();
    auto *submit = dialog->findChild<QPushButton *>(u"submit"_s);
    QTRY_VERIFY(dialog->findChild<QLabel *>(u"effect"_s)->text().startsWith(u"It costs"_s));
    QVERIFY(!submit->isEnabled());
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"reason"_s), u"  "_s);
    QVERIFY(!submit->isEnabled());
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"reason"_s), u"damaged box"_s);
    QVERIFY(submit->isEnabled());
}

void RoutingPageTest::takesThePinOff()
{
    PinDialog *dialog = openPinByKey();
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"reason"_s), u"because"_s);
    QTRY_VERIFY(dialog->findChild<QPushButton *>(u"submit"_s)->isEnabled());
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_VERIFY(action(u"unpinOrder"_s)->isEnabled());
    m_desk->lastWish.pins = m_desk->pinEffect.wave->wish.pins; // else the next line would hold before
    action(u"unpinOrder"_s)->trigger();
    QTRY_VERIFY(m_desk->lastWish.pins.isEmpty());
    QTRY_COMPARE(text(u"plan"_s), money({m_desk->wave->total, u"USD"_s}));
    QVERIFY(!action(u"unpinOrder"_s)->isEnabled());
}

void RoutingPageTest::takesAPinOnRecordOff()
{
    auto wave = *m_desk->wave;
    wave.orders.first().isPinned = true;
    m_desk->wave = std::make_shared<const fulfilment::WaveView>(wave);
    action(u"replan"_s)->trigger();
    choose(u"shopify-us/100480"_s);
    QTRY_VERIFY(action(u"unpinOrder"_s)->isEnabled());
    action(u"unpinOrder"_s)->trigger();
    QTRY_COMPARE(m_desk->lastWish.pins.size(), 1);
    QVERIFY(m_desk->lastWish.pins.first().node.text().isEmpty() && !m_desk->lastWish.pins.first().reason.isEmpty());
}

void RoutingPageTest::publishes()
{
    QCOMPARE(action(u"publishWave"_s)->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_Return));
    QSignalSpy said(m_page.get(), &Page::said);
    action(u"publishWave"_s)->trigger();
    QVERIFY(!action(u"publishWave"_s)->isEnabled()); // pressed twice: once is meant
    QTRY_VERIFY(m_desk->calls.contains(u"publishWave 1 Published by hand"_s));
    QTRY_VERIFY(says(u"24 order(s) published for"_s));
    QVERIFY(said.size() >= 1);
    QTRY_COMPARE(calls(u"planWave"_s), 2); // what waits now
}

void RoutingPageTest::aConflictSaysWhatToDo()
{
    m_desk->nextError = Error{Error::Code::Conflict, u"the plan"_s, {}};
    action(u"publishWave"_s)->trigger();
    QTRY_VERIFY(says(u"Somebody else changed the plan"_s));
    const auto buttons = m_page->findChildren<QPushButton *>();
    const auto again = std::find_if(buttons.begin(), buttons.end(), [](const QPushButton *button) { return button->isVisible() && button->text() == u"Plan again" && button->toolTip().isEmpty(); });
    QVERIFY(again != buttons.end());
    (*again)->click();
    QTRY_COMPARE(calls(u"planWave"_s), 2);
}

void RoutingPageTest::nothingIsWrittenToASealedFile()
{
    m_inventory->readOnly = true;
    m_page.reset();
    m_desk->calls.clear();
    makePage();
    choose(u"shopify-us/100480"_s);
    for (const QString &name : {u"publishWave"_s, u"pinOrder"_s, u"unpinOrder"_s})
        QVERIFY(!action(name)->isEnabled());
    action(u"showBoard"_s)->trigger();
    QTest::keyClick(find<QListView>(u"lane:dallas"_s), Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(!m_page->findChild<PinDialog *>());
}

void RoutingPageTest::triesAnotherPolicy()
{
    action(u"showWhatIf"_s)->trigger();
    auto after = *m_desk->wave;
    after.number = 2;
    after.total -= 1'000;
    after.wish.policy.closed = {after.nodes.first().node};
    m_desk->wave = std::make_shared<const fulfilment::WaveView>(after);
    auto *closed = find<QCheckBox>(u"closed"_s);
    closed->setFocus();
    QTest::keyClick(closed, Qt::Key_Space);
    QTRY_COMPARE(m_desk->lastWish.policy.closed, QList<NodeId>{after.nodes.first().node});
    QTRY_VERIFY(text(u"whatIfSummary"_s).startsWith(u"It would save 10.00"_s));
    QCOMPARE(text(u"whatIfOthers"_s), u"Dallas is closed"_s);
    auto *late = find<QDoubleSpinBox>(u"lateCostField"_s);
    late->setFocus();
    late->selectAll();
    QTest::keyClicks(late, u"8"_s);
    QTest::keyClick(late, Qt::Key_Return);
    QTRY_COMPARE(m_desk->lastWish.policy.lateCost, 800);
    QCOMPARE(text(u"plan"_s), money({after.total + 1'000, u"USD"_s})); // the plan of now stays
    find<QPushButton>(u"reset"_s)->click();
    QVERIFY(!closed->isChecked());
    QCOMPARE(find<QTableView>(u"compare"_s)->model()->columnCount(), 2);
}

void RoutingPageTest::anAnswerToAnOlderQuestionIsDropped()
{
    action(u"showWhatIf"_s)->trigger();
    m_desk->holdsAnswers = true;
    QTest::keyClick(find<QCheckBox>(u"closed"_s), Qt::Key_Space);
    QTRY_COMPARE(calls(u"planWave"_s), 2);
    QTest::keyClick(find<QCheckBox>(u"closed"_s), Qt::Key_Space); // it is not asked for any more
    m_desk->releaseAnswers();
    QTest::qWait(50);
    QCOMPARE(find<QTableView>(u"compare"_s)->model()->columnCount(), 2);
    QVERIFY(!find<QPushButton>(u"keep"_s)->isEnabled());
}

void RoutingPageTest::costsStayInEveryCurrency_data()
{
    QTest::addColumn<QString>("currency");
    QTest::newRow("two digits") << u"USD"_s;
    QTest::newRow("no digits") << u"JPY"_s;
    QTest::newRow("three digits") << u"KWD"_s;
}

/// Whatever is tried besides them.
void RoutingPageTest::costsStayInEveryCurrency()
{
    QFETCH(QString, currency);
    auto wave = *m_desk->wave;
    wave.currency = currency;
    m_desk->wave = std::make_shared<const fulfilment::WaveView>(wave);
    action(u"replan"_s)->trigger();
    QTRY_COMPARE(text(u"plan"_s), money({wave.total, currency}));
    action(u"showWhatIf"_s)->trigger();
    QTest::keyClick(find<QCheckBox>(u"protects"_s), Qt::Key_Space);
    QTRY_COMPARE(m_desk->lastWish.policy.protectsLastUnits, false);
    const fulfilment::WavePolicy &asked = m_desk->lastWish.policy, now;
    QCOMPARE(asked.lateCost, now.lateCost);
    QCOMPARE(asked.waitCost, now.waitCost);
    QCOMPARE(asked.changeCost, now.changeCost);
}

void RoutingPageTest::comparesTwoPolicies()
{
    action(u"showWhatIf"_s)->trigger();
    QTest::keyClick(find<QCheckBox>(u"closed"_s), Qt::Key_Space);
    auto *keep = find<QPushButton>(u"keep"_s);
    QTRY_VERIFY(keep->isEnabled());
    keep->click();
    auto *compare = find<QTableView>(u"compare"_s)->model();
    QCOMPARE(compare->headerData(2, Qt::Horizontal).toString(), u"Kept"_s);
    QTest::keyClick(find<QCheckBox>(u"protects"_s), Qt::Key_Space);
    QTRY_COMPARE(m_desk->lastWish.policy.protectsLastUnits, false);
    QTRY_COMPARE(compare->columnCount(), 5);
    QCOMPARE(find<QComboBox>(u"secondPolicy"_s)->count(), 5); // both can be tried on the past
}

void RoutingPageTest::triesThePast()
{
    action(u"showPast"_s)->trigger();
    find<QPushButton>(u"runBackTest"_s)->click();
    QTRY_COMPARE(calls(u"backTest"_s), 1);
    QVERIFY(m_desk->lastBackTest.second.isGreedy && !m_desk->lastBackTest.first.isGreedy);
    QCOMPARE((m_desk->lastBackTest.to - m_desk->lastBackTest.from).count(), 30LL * 86'400'000);
    QTRY_COMPARE(text(u"backTestMoney"_s), u"“Order by order” costs 775.00\u00a0USD more (615.00\u00a0USD to 920.00\u00a0USD)."_s);
    QCOMPARE(text(u"backTestLate"_s), u"More often late: 5.60 % late instead of 4.10 %."_s);
    const auto charts = m_page->findChildren<IntervalChart *>();
    QCOMPARE(charts.size(), 2);
    for (const IntervalChart *chart : charts)
        QVERIFY(chart->isVisible() && !chart->description().isEmpty());
    QCOMPARE(find<QTableView>(u"backTest"_s)->model()->index(0, 1).data().toString(), u"12,544.00\u00a0USD"_s);
    m_desk->backTested.saves = {-100, 200};
    find<QPushButton>(u"runBackTest"_s)->click();
    QTRY_VERIFY(text(u"backTestMoney"_s).startsWith(u"No sure difference in money"_s));
}

void RoutingPageTest::stopsThePast()
{
    action(u"showPast"_s)->trigger();
    auto *run = find<QPushButton>(u"runBackTest"_s);
    run->click();
    QVERIFY(!run->isEnabled());
    action(u"showOrders"_s)->trigger(); // nobody waits any more
    QTest::qWait(50);
    QVERIFY(run->isEnabled());
    QCOMPARE(text(u"backTestMoney"_s), QString());
    find<QComboBox>(u"secondPolicy"_s)->setCurrentIndex(0);
    QVERIFY(!run->isEnabled()); // two that are one
}

void RoutingPageTest::showsThePlaces()
{
    using fulfilment::StockLevel;
    NodeRow amazon{.node = NodeId::parse(u"fba-us"_s).value(), .kind = u"amazon-mcf"_s, .title = u"Amazon FBA, US"_s};
    amazon.feed = NodeFeed{.state = {.readAt = m_clock.now() - Milliseconds(60'000)}, .skus = 1, .sellable = 40};
    m_inventory->nodes = {amazon, m_inventory->nodes.first()};
    action(u"showPlaces"_s)->trigger();
    const auto *places = find<QTableView>(u"places"_s)->model();
    QTRY_COMPARE(places->rowCount(), 2);
    QCOMPARE(places->index(0, 0).data().toString(), u"Amazon FBA, US\nAmazon FBA and MCF"_s);
    QCOMPARE(places->index(0, 6).data().toString(), u"Fresh"_s);
    QCOMPARE(places->index(1, 6).data().toString(), u"Counted here"_s);
    QTRY_COMPARE(text(u"placeTitle"_s), u"What Amazon FBA, US says it holds"_s);
    find<QTableView>(u"places"_s)->selectRow(1);
    QTRY_VERIFY(text(u"placeTitle"_s).contains(u"no count of its own"_s));
}

void RoutingPageTest::closesAPlace()
{
    action(u"showPlaces"_s)->trigger();
    const auto *places = find<QTableView>(u"places"_s)->model();
    QTRY_VERIFY(places->rowCount() > 0);
    auto *door = find<QPushButton>(u"placeDoor"_s);
    QCOMPARE(door->text(), u"Close this place"_s);
    const auto turned = [this, door] {
        door->click();
        return std::get<command::DefineNode>(m_inventory->requests.last().command);
    };
    const command::DefineNode closed = turned();
    QCOMPARE(closed.node, m_inventory->nodes.first().node);
    QVERIFY(closed.details->isClosed);
    QTRY_VERIFY(door->isEnabled());
    m_inventory->nodes.first().details.isClosed = true;
    m_inventory->tell({event::NodeChanged{m_inventory->nodes.first()}});
    QTRY_COMPARE(door->text(), u"Open it again"_s);
    QCOMPARE(places->index(0, 2).data().toString(), u"Closed"_s);
    QVERIFY(!turned().details->isClosed);
}

void RoutingPageTest::importsPlaces()
{
    action(u"showPlaces"_s)->trigger();
    find<QPushButton>(u"importPlaces"_s)->click();
    auto *dialog = m_page->findChild<ImportDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->findChild<QComboBox *>(u"what"_s)->currentText(), u"Places"_s);
    delete dialog;
}

void RoutingPageTest::takesRulesOfChannels_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("effect"); // empty: the file is refused
    QTest::addColumn<int>("more"); // rows in the table
    QTest::newRow("a new rule") << QByteArray(R"([{"name": "Etsy wants no plastic", "channel": "etsy", "node": "shipbob", "veto": true, "source": "the house"}])") << u"The file changes 1 rule(s)."_s << 1;
    QTest::newRow("in place of one of the program") << QByteArray(R"([{"name": "Walmart wants a neutral box", "channel": "walmart", "veto": true, "source": "the house"}])") << u"The file changes 1 rule(s)."_s << 0;
    QTest::newRow("an unknown key") << QByteArray(R"([{"name": "Etsy", "chanel": "etsy", "veto": true}])") << QString() << 0;
    QTest::newRow("no list") << QByteArray("{") << QString() << 0;
}

void RoutingPageTest::takesRulesOfChannels()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, effect);
    QFETCH(int, more);
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write(json);
    file.close();
    action(u"showPlaces"_s)->trigger();
    find<QPushButton>(u"channelRulesButton"_s)->click();
    const QPointer<ChannelRulesDialog> dialog = m_page->findChild<ChannelRulesDialog *>();
    QVERIFY(dialog);
    const auto *rules = dialog->findChild<QTableView *>(u"rules"_s)->model();
    const int usual = static_cast<int>(fulfilment::usualChannelRules().size());
    QTRY_COMPARE(rules->rowCount(), usual);
    dialog->openFile(file.fileName());
    QCOMPARE(rules->rowCount(), usual + more);
    QCOMPARE(dialog->findChild<QLabel *>(u"effect"_s)->isVisible(), !effect.isEmpty());
    auto *submit = dialog->findChild<QPushButton *>(u"submit"_s);
    QCOMPARE(submit->isEnabled(), !effect.isEmpty());
    if (effect.isEmpty()) {
        dialog->reject();
        return;
    }
    QCOMPARE(dialog->findChild<QLabel *>(u"effect"_s)->text(), effect);
    submit->click();
    QTRY_VERIFY(!dialog);
    const auto kept = std::get<command::SetWavePolicy>(m_inventory->requests.last().command);
    QCOMPARE(kept.policy.rules.size(), 1);
    QVERIFY(kept.policy.rules.first().isVeto);
}

void RoutingPageTest::showsNoCountOfAnotherPlace()
{
    using fulfilment::StockLevel;
    NodeRow amazon{.node = NodeId::parse(u"fba-us"_s).value(), .kind = u"amazon-mcf"_s, .title = u"Amazon FBA, US"_s}, bob{.node = NodeId::parse(u"bob"_s).value(), .kind = u"shipbob"_s, .title = u"ShipBob"_s};
    amazon.feed = bob.feed = NodeFeed{.state = {.readAt = m_clock.now() - Milliseconds(60'000)}, .skus = 1, .sellable = 40};
    m_inventory->nodes = {amazon, bob};
    m_inventory->levels = {{.sku = u"OAK-1"_s, .sellable = 40}};
    action(u"showPlaces"_s)->trigger();
    const auto *levels = find<QTableView>(u"levels"_s)->model();
    QTRY_COMPARE(levels->rowCount(), 1);
    m_inventory->holdsAnswers = true;
    find<QTableView>(u"places"_s)->selectRow(1);
    QCOMPARE(levels->rowCount(), 0);
    m_inventory->releaseAnswers();
    QTRY_COMPARE(levels->rowCount(), 1);
}

void RoutingPageTest::actsOnWhatIsSeen()
{
    choose(u"shopify-us/100480"_s);
    QVERIFY(action(u"whyRoute"_s)->isEnabled() && action(u"pinOrder"_s)->isEnabled() && action(u"sortByColumn"_s)->isEnabled());
    action(u"showBoard"_s)->trigger();
    QVERIFY(action(u"openOrder"_s)->isEnabled() && action(u"pinOrder"_s)->isEnabled() && !action(u"sortByColumn"_s)->isEnabled());
    action(u"showWhatIf"_s)->trigger();
    for (const QString &name : {u"whyRoute"_s, u"openOrder"_s, u"pinOrder"_s, u"sortByColumn"_s})
        QVERIFY2(!action(name)->isEnabled(), qPrintable(name));
    action(u"showOrders"_s)->trigger();
    QVERIFY(action(u"whyRoute"_s)->isEnabled());
    find<QLineEdit>(u"filter"_s)->setText(u"100479"_s); // the order is not among them
    QVERIFY(!action(u"pinOrder"_s)->isEnabled());
}

void RoutingPageTest::movesOnTheBoardByArrows()
{
    action(u"showBoard"_s)->trigger();
    auto *dallas = find<QListView>(u"lane:dallas"_s), *reno = find<QListView>(u"lane:reno"_s);
    dallas->setFocus();
    QTest::keyClick(dallas, Qt::Key_Right);
    QTRY_VERIFY(reno->hasFocus());
    QCOMPARE(m_page->selectedId(), u"shopify-us/100479"_s);
    QTest::keyClick(reno, Qt::Key_Down);
    QVERIFY(m_page->selectedId() != u"shopify-us/100479"_s);
    QTest::keyClick(reno, Qt::Key_Left, Qt::ShiftModifier);
    QTRY_VERIFY(m_page->findChild<PinDialog *>());
    QCOMPARE(m_page->findChild<PinDialog *>()->findChild<QComboBox *>(u"node"_s)->currentText(), u"Dallas"_s);
}

void RoutingPageTest::tabReachesEverything_data()
{
    QTest::addColumn<QString>("view");
    for (const QString &view : {u"showOrders"_s, u"showBoard"_s, u"showWhatIf"_s, u"showPast"_s, u"showPlaces"_s})
        QTest::newRow(qPrintable(view)) << view;
}

void RoutingPageTest::tabReachesEverything()
{
    QFETCH(QString, view);
    action(view)->trigger();
    QList<QWidget *> expected;
    for (QWidget *stop : inReadingOrder(*m_page))
        if (stop->isVisible() && stop->isEnabled())
            expected.append(stop->focusProxy() ? stop->focusProxy() : stop);
    find<QTabWidget>(u"routingTabs"_s)->tabBar()->setFocus();
    QList<QWidget *> reached;
    for (int presses = 0; presses < 60; ++presses) {
        if (!reached.contains(QApplication::focusWidget()))
            reached.append(QApplication::focusWidget());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    for (const QWidget *stop : std::as_const(expected))
        QVERIFY2(reached.contains(stop), qPrintable(QString::fromLatin1(stop->metaObject()->className()) + u' ' + stop->objectName()));
}

void RoutingPageTest::nothingIsCutOrNameless_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<QString>("view");
    for (const QString &view : {u"showOrders"_s, u"showBoard"_s, u"showWhatIf"_s, u"showPast"_s, u"showPlaces"_s}) {
        QTest::newRow(qPrintable(view + u", 1280 wide"_s)) << 1084 << view;
        QTest::newRow(qPrintable(view + u", 1440 wide"_s)) << 1244 << view;
    }
}

void RoutingPageTest::nothingIsCutOrNameless()
{
    QFETCH(int, width);
    QFETCH(QString, view);
    m_page->resize(width, 740);
    action(view)->trigger();
    if (view == u"showOrders") {
        choose(u"shopify-us/100480"_s);
        QTest::keyClick(m_table, Qt::Key_Return);
        QTRY_VERIFY(text(u"whySentence"_s).startsWith(u"From"_s));
    } else if (view == u"showPast") {
        find<QPushButton>(u"runBackTest"_s)->click();
        QTRY_VERIFY(!text(u"backTestMoney"_s).isEmpty());
    }
    QTRY_COMPARE(test::cutLabels(*m_page), QStringList{});
    const QStringList nameless = test::namelessControls(*m_page);
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u", "_s)));
}

QTEST_MAIN(RoutingPageTest)
#include "routing_page_test.moc"
