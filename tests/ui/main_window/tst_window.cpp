#include "tests/ui/fake_desk.h"
#include "tests/ui/fake_wave.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/shortcut_sheet.h"
#include "ui/palette/palette.h"
#include "ui/pseudo_translator.h"
#include "ui/stock/offers_view.h"
#include "ui/stock/stock_detail.h"
#include "ui/stock/stock_page.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/form_dialog.h"
#include "ui/widgets/reading_order.h"
#include "ui/widgets/table_view.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTabWidget>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

class MemorySettings : public SettingsStore
{
public:
    WindowSettings load() const override { return kept; }
    void save(const WindowSettings &settings) override { kept = settings; }
    WindowSettings kept;
};

} // namespace

class TestWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void filterNarrowsTheGrid();
    void selectionSurvivesTheFilter();
    void sortsByTheColumnOfTheCursor_data();
    void sortsByTheColumnOfTheCursor();
    void enterExplainsTheNumberUnderTheCursor_data();
    void enterExplainsTheNumberUnderTheCursor();
    void receiveShowsTheResultAndBooksOnce();
    void kitsAreNotOfferedForBooking();
    void bookingOfManyIsOneOperation_data();
    void bookingOfManyIsOneOperation();
    void refusalStaysInTheDialog();
    void adjustNeedsAReason();
    void transferTakesOnlyWhatIsFree();
    void undoTakesBackTheLastOwnChange();
    void undoLeavesWhatWasNotDoneHere_data();
    void undoLeavesWhatWasNotDoneHere();
    void undoForgetsWhatWasUndoneElsewhere();
    void stopSellingTakesAllSelected();
    void stoppingIsTakenBackByUndo();
    void whatIsStoppedAlreadyIsLeftAlone();
    void manyOtherEntriesDoNotHideABooking();
    void stoppingSaysWhoWasNotTold();
    void bookingSaysWhyItCannotBeDone();
    void whatWaitsCanBeTakenIn_data();
    void whatWaitsCanBeTakenIn();
    void countIsProposedForThePlace();
    void numbersDoNotReplaceWhatWasTyped();
    void detailShowsNothingOfAnotherSku();
    void detailIsCurrentWhenItIsSeenAgain();
    void fillingIsSaidUntilItsEnd();
    void shortcutsFitOnASmallScreen();
    void failedCallsShowInTheSidebar();
    void copiesTheSelectionForASheet();
    void paletteOpensASku();
    void paletteNamesEveryPageOnce();
    void paletteIsLeftByTab();
    void paletteKnowsWhatIsNotPossibleNow();
    void paletteFindsCommandsOfEveryPage_data();
    void paletteFindsCommandsOfEveryPage();
    void paletteSaysWhereSomethingIsToBeChosen();
    void paletteShowsFirstWhatWouldBeChanged();
    void paletteDoesAtOnceWhatOnlyLooks();
    void paletteDropsLateAnswers();
    void paletteKeepsNoHitsOfOlderLetters_data();
    void paletteKeepsNoHitsOfOlderLetters();
    void escapeClosesThePanel();
    void settingsAreRemembered();
    void unsavedWordsAreAskedFor_data();
    void unsavedWordsAreAskedFor();
    void readOnlyOffersNoChange();
    void keysHaveOneMeaning_data();
    void keysHaveOneMeaning();
    void failureToLoadIsSaidWithAWayOut();
    void everythingHasAName();
    void tabFollowsTheEye_data();
    void tabFollowsTheEye();
    void noTextIsCut_data();
    void noTextIsCut();

private:
    template <class T>
    T *child(const QString &accessibleName) const;
    bool says(const QString &part) const; ///< a label that is seen
    CommandDialog *dialog() const;
    QPushButton *button(QWidget &parent, const QString &text) const;
    void choose(int row, int column);
    void trigger(const QString &keys); ///< the command of these keys; without a window manager no window is active
    StockPage &stock() const { return *static_cast<StockPage *>(m_window->page(u"stock"_s)); }
    void openWindow();
    qint64 book(Inventory &inventory, const QString &who); ///< a receipt; answers its entry's number
    void stopSelected(); ///< and says yes

    SystemClock m_clock;
    MemorySettings m_settings;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<test::FakeInventory> m_inventory;
    std::unique_ptr<test::FakeDesk> m_desk;
    std::unique_ptr<MainWindow> m_window;
    TableView *m_table = nullptr;
};

void TestWindow::initTestCase()
{
    m_theme = std::make_unique<Theme>(*qApp);
}

void TestWindow::init()
{
    m_settings = {};
    m_inventory = std::make_unique<test::FakeInventory>(m_clock, test::FakeInventory::Size{200, 8, 40});
    m_desk = std::make_unique<test::FakeDesk>(*m_inventory, m_clock);
    m_desk->wave = test::fakeWave(m_clock.now());
    openWindow();
    QTRY_COMPARE(m_table->model()->rowCount(), 200);
}

void TestWindow::openWindow()
{
    m_window = std::make_unique<MainWindow>(Context{*m_inventory, *m_desk, m_clock, *m_theme, u"dana"_s}, standardPages(),
                                            m_settings);
    m_window->resize(1280, 800);
    m_window->show();
    m_window->activateWindow();
    m_table = m_window->findChild<TableView *>(u"stockTable"_s);
    QVERIFY(m_table);
}

void TestWindow::cleanup()
{
    m_window.reset();
    m_desk.reset();
    m_inventory.reset();
}

template <class T>
T *TestWindow::child(const QString &accessibleName) const
{
    const auto all = m_window->findChildren<T *>();
    for (T *widget : all) {
        if (widget->accessibleName() == accessibleName)
            return widget;
    }
    return nullptr;
}

bool TestWindow::says(const QString &part) const
{
    const auto labels = m_window->findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) { return label->isVisible() && label->text().contains(part); });
}

CommandDialog *TestWindow::dialog() const
{
    const auto all = m_window->findChildren<CommandDialog *>();
    return all.isEmpty() ? nullptr : all.last();
}

QPushButton *TestWindow::button(QWidget &parent, const QString &text) const
{
    const auto all = parent.findChildren<QPushButton *>();
    for (QPushButton *found : all) {
        if (found->text() == text)
            return found;
    }
    return nullptr;
}

void TestWindow::choose(int row, int column)
{
    m_table->setCurrentIndex(m_table->model()->index(row, column));
}

void TestWindow::trigger(const QString &keys)
{
    const auto all = m_window->findChildren<QAction *>();
    for (QAction *action : all) {
        if (action->shortcut() == QKeySequence(keys) && action->isEnabled()) {
            action->trigger();
            return;
        }
    }
    QFAIL(qPrintable(keys + u" does nothing"_s));
}

void TestWindow::filterNarrowsTheGrid()
{
    stock().focusFilter();
    auto *filter = child<QLineEdit>(u"Filter the stock"_s);
    QTest::keyClicks(filter, u"oak-00001"_s);
    QTRY_COMPARE(m_table->model()->rowCount(), 1);
    QTest::keyClick(filter, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(filter, u"no such thing"_s);
    QTRY_COMPARE(m_table->model()->rowCount(), 0);
    QVERIFY(!m_table->isVisible()); // the reason and a way out stand there instead
    QTest::mouseClick(button(*m_window, u"Clear the filter"_s), Qt::LeftButton);
    QTRY_COMPARE(m_table->model()->rowCount(), 200);
}

void TestWindow::selectionSurvivesTheFilter()
{
    choose(8, SkuColumn);
    const QString sku = stock().selectedId();
    QTest::keyClicks(child<QLineEdit>(u"Filter the stock"_s), u"oak"_s);
    QTRY_VERIFY(m_table->model()->rowCount() < 200);
    QCOMPARE(stock().selectedId(), sku);
    QCOMPARE(m_table->selectionModel()->selectedRows().size(), 1);
}

void TestWindow::sortsByTheColumnOfTheCursor_data()
{
    QTest::addColumn<int>("column");
    QTest::newRow("SKU") << int(SkuColumn);
    QTest::newRow("on hand") << int(OnHandColumn);
    QTest::newRow("available") << int(AvailableColumn);
}

void TestWindow::sortsByTheColumnOfTheCursor()
{
    QFETCH(int, column);
    const auto values = [&] {
        QList<QVariant> read;
        for (int row = 0; row < m_table->model()->rowCount(); ++row)
            read.append(m_table->model()->index(row, column).data(SortRole));
        return read;
    };
    const auto less = [](const QVariant &a, const QVariant &b) { return QVariant::compare(a, b) == QPartialOrdering::Less; };
    choose(7, column);
    trigger(u"Ctrl+Shift+O"_s);
    QList<QVariant> sorted = values();
    QVERIFY(std::is_sorted(sorted.begin(), sorted.end(), less));
    trigger(u"Ctrl+Shift+O"_s);
    sorted = values();
    QVERIFY(std::is_sorted(sorted.rbegin(), sorted.rend(), less));
}

void TestWindow::enterExplainsTheNumberUnderTheCursor_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("subject");
    QTest::newRow("on hand") << int(OnHandColumn) << u"· on hand"_s;
    QTest::newRow("reserved") << int(ReservedColumn) << u"· reserved"_s;
    QTest::newRow("available") << int(AvailableColumn) << u"· available"_s;
    QTest::newRow("in transit") << int(InTransitColumn) << u"· in transit"_s;
    QTest::newRow("quarantine") << int(QuarantineColumn) << u"· in quarantine"_s;
    QTest::newRow("a channel") << FirstChannelColumn + 2 << u"· shown on amazon-us"_s;
}

void TestWindow::enterExplainsTheNumberUnderTheCursor()
{
    QFETCH(int, column);
    stock().setHiddenColumns({});
    choose(4, column);
    m_table->setFocus();
    QTest::keyClick(m_table, Qt::Key_Return);
    auto *tabs = m_window->findChild<QTabWidget *>();
    QTRY_VERIFY(tabs->isVisible() && tabs->tabText(tabs->currentIndex()) == u"Why this number?"_s);
    const auto labels = tabs->currentWidget()->findChildren<QLabel *>();
    const auto says = [&labels](const QString &part) {
        return std::any_of(labels.begin(), labels.end(), [&](QLabel *label) { return label->text().contains(part); });
    };
    QFETCH(QString, subject);
    QTRY_VERIFY(says(subject));
    QCOMPARE(says(u"buffer 2"_s), column >= FirstChannelColumn); // the arithmetic of exactly this channel
}

void TestWindow::kitsAreNotOfferedForBooking()
{
    QVERIFY(m_inventory->rows[24].isKit && !m_inventory->rows[23].isKit);
    choose(24, SkuColumn);
    QVERIFY(!button(*m_window, u"Receive"_s)->isEnabled());
    QVERIFY(!button(*m_window, u"Count"_s)->isEnabled());
    QVERIFY(button(*m_window, u"Stop selling"_s)->isEnabled()); // of a kit, too
    choose(23, SkuColumn);
    QVERIFY(button(*m_window, u"Receive"_s)->isEnabled());
}

void TestWindow::receiveShowsTheResultAndBooksOnce()
{
    choose(4, SkuColumn);
    const Quantity before = m_inventory->rows[4].onHand;
    m_inventory->requests.clear();
    trigger(u"Ctrl+Shift+R"_s);
    QTRY_VERIFY(dialog());
    auto *ok = button(*dialog(), u"Receive"_s);
    QVERIFY(!ok->isEnabled()); // nothing to book yet
    auto *units = dialog()->findChild<QSpinBox *>();
    QTRY_VERIFY(dialog()->findChild<QComboBox *>()->count() == 2);
    units->setValue(8);
    const auto labels = dialog()->findChildren<QLabel *>();
    const QString result = u"→ %1"_s.arg(m_inventory->stockByNode[m_inventory->rows[4].sku][0].onHand() + 8);
    QVERIFY(std::any_of(labels.begin(), labels.end(), [&](QLabel *label) { return label->text().contains(result); }));
    QVERIFY(ok->isEnabled());
    ok->click();
    ok->click();
    QTRY_VERIFY(!dialog());
    QCOMPARE(m_inventory->requests.size(), 1);
    QCOMPARE(m_inventory->requests[0].actor, (Actor{Actor::Kind::Person, u"dana"_s}));
    QCOMPARE(m_inventory->rows[4].onHand, before + 8);
}

void TestWindow::bookingOfManyIsOneOperation_data()
{
    QTest::addColumn<QList<int>>("rows");
    QTest::newRow("one") << QList<int>{4};
    QTest::newRow("two neighbours") << QList<int>{4, 5};
    QTest::newRow("three apart") << QList<int>{2, 9, 30};
}

void TestWindow::bookingOfManyIsOneOperation()
{
    QFETCH(QList<int>, rows);
    QList<Quantity> before;
    m_table->clearSelection();
    for (const int row : rows) {
        m_table->selectionModel()->select(m_table->model()->index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        before.append(m_inventory->rows[row].onHand);
    }
    m_inventory->requests.clear();
    trigger(u"Ctrl+Shift+R"_s);
    QTRY_VERIFY(dialog() && dialog()->findChild<QComboBox *>()->count() == 2);
    dialog()->findChild<QSpinBox *>()->setValue(3);
    button(*dialog(), u"Receive"_s)->click();
    QTRY_VERIFY(!dialog());
    QCOMPARE(m_inventory->requests.size(), rows.size());
    for (qsizetype i = 0; i < rows.size(); ++i)
        QCOMPARE(m_inventory->rows[rows[i]].onHand, before[i] + 3);
    m_inventory->requests.clear();
    trigger(u"Ctrl+Z"_s); // one step takes back what one dialog booked
    QTRY_COMPARE(m_inventory->requests.size(), rows.size());
    for (const Request &request : std::as_const(m_inventory->requests))
        QVERIFY(std::holds_alternative<command::Undo>(request.command));
}

void TestWindow::refusalStaysInTheDialog()
{
    choose(4, SkuColumn);
    trigger(u"Ctrl+Shift+R"_s);
    QTRY_VERIFY(dialog() && dialog()->findChild<QComboBox *>()->count() == 2);
    dialog()->findChild<QSpinBox *>()->setValue(8);
    m_inventory->nextError = Error{Error::Code::Conflict, u"CER-00005"_s, {}};
    button(*dialog(), u"Receive"_s)->click();
    auto *banner = dialog()->findChild<Banner *>();
    QTRY_VERIFY(banner->isVisible());
    QCOMPARE(dialog()->findChild<QSpinBox *>()->value(), 8); // nothing typed is lost
    button(*dialog(), u"Receive"_s)->click();
    QTRY_VERIFY(!dialog());
    QCOMPARE(m_inventory->requests[0].key, m_inventory->requests[1].key); // one operation, tried twice
}

void TestWindow::adjustNeedsAReason()
{
    choose(4, SkuColumn);
    trigger(u"Ctrl+Shift+A"_s);
    QTRY_VERIFY(dialog() && dialog()->findChild<QComboBox *>()->count() == 2);
    auto *ok = button(*dialog(), u"Adjust"_s);
    dialog()->findChild<QSpinBox *>()->setValue(-1);
    QVERIFY(!ok->isEnabled());
    const auto edits = dialog()->findChildren<QLineEdit *>();
    for (QLineEdit *edit : edits) {
        if (!edit->placeholderText().isEmpty())
            QTest::keyClicks(edit, u"broken"_s);
    }
    QVERIFY(ok->isEnabled());
    dialog()->findChild<QSpinBox *>()->setValue(-1'000'000);
    QVERIFY(!ok->isEnabled()); // more than there is
}

void TestWindow::transferTakesOnlyWhatIsFree()
{
    choose(4, SkuColumn);
    trigger(u"Ctrl+Shift+T"_s);
    QTRY_VERIFY(dialog() && dialog()->findChildren<QComboBox *>().size() == 2);
    const auto boxes = dialog()->findChildren<QComboBox *>();
    QTRY_COMPARE(boxes[0]->count(), 2);
    auto *ok = button(*dialog(), u"Transfer"_s);
    const Quantity free = m_inventory->stockByNode[m_inventory->rows[4].sku][0].free;
    auto *units = dialog()->findChild<QSpinBox *>();
    units->setValue(static_cast<int>(free));
    QVERIFY(ok->isEnabled());
    units->setValue(static_cast<int>(free) + 1);
    QVERIFY(!ok->isEnabled());
    units->setValue(1);
    boxes[1]->setCurrentIndex(0);
    QVERIFY(!ok->isEnabled()); // from a place to itself
}

qint64 TestWindow::book(Inventory &inventory, const QString &who)
{
    qint64 number = 0;
    inventory.perform({.actor = {Actor::Kind::Person, who}, .command = command::ReceiveStock{m_inventory->rows[0].sku, m_inventory->nodes[0].node, 3}},
                      this, [&number](const Result<Entry> &entry) { number = entry->number; });
    return QTest::qWaitFor([&number] { return number > 0; }) ? number : 0;
}

void TestWindow::undoTakesBackTheLastOwnChange()
{
    const qint64 first = book(m_window->context().inventory, u"dana"_s);
    const qint64 second = book(m_window->context().inventory, u"dana"_s);
    book(*m_inventory, u"somebody else"_s);
    m_inventory->requests.clear();
    const auto undone = [&](qsizetype index) { return std::get<command::Undo>(m_inventory->requests[index].command).entry; };
    trigger(u"Ctrl+Z"_s);
    QTRY_COMPARE(m_inventory->requests.size(), 1);
    QCOMPARE(undone(0), second);
    QTRY_VERIFY(says(u"Taken back: Stock received"_s));
    trigger(u"Ctrl+Z"_s);
    QTRY_COMPARE(m_inventory->requests.size(), 2);
    QCOMPARE(undone(1), first); // not the same one again
    QTRY_VERIFY([this] {
        trigger(u"Ctrl+Z"_s);
        return says(u"no change of this window"_s);
    }());
    QCOMPARE(m_inventory->requests.size(), 2);
}

void TestWindow::undoLeavesWhatWasNotDoneHere_data()
{
    QTest::addColumn<QString>("who");
    QTest::addColumn<bool>("isBefore");
    QTest::newRow("the same person on the command line, before") << u"dana"_s << true;
    QTest::newRow("the same person on the command line, meanwhile") << u"dana"_s << false;
    QTest::newRow("somebody else, meanwhile") << u"somebody else"_s << false;
}

/// A login name does not tell what was done in this window.
void TestWindow::undoLeavesWhatWasNotDoneHere()
{
    QFETCH(QString, who);
    QFETCH(bool, isBefore);
    if (isBefore)
        m_window.reset();
    QVERIFY(book(*m_inventory, who) > 0);
    if (isBefore)
        openWindow();
    m_inventory->requests.clear();
    trigger(u"Ctrl+Z"_s);
    QTRY_VERIFY(says(u"There is no change of this window to take back."_s));
    QVERIFY(m_inventory->requests.isEmpty());
}

/// What cannot be taken back any more does not stand before what can.
void TestWindow::undoForgetsWhatWasUndoneElsewhere()
{
    const qint64 first = book(m_window->context().inventory, u"dana"_s);
    book(m_window->context().inventory, u"dana"_s);
    m_inventory->requests.clear();
    m_inventory->nextError = Error{Error::Code::NotAllowed, u"entry"_s, u"it was undone already"_s};
    trigger(u"Ctrl+Z"_s);
    QTRY_VERIFY(button(*m_window, u"Dismiss"_s) && button(*m_window, u"Dismiss"_s)->isVisible());
    trigger(u"Ctrl+Z"_s);
    QTRY_COMPARE(m_inventory->requests.size(), 2);
    QCOMPARE(std::get<command::Undo>(m_inventory->requests[1].command).entry, first);
}

void TestWindow::stopSellingTakesAllSelected()
{
    m_table->selectRow(2);
    m_table->selectionModel()->select(m_table->model()->index(5, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    m_inventory->requests.clear();
    trigger(u"Ctrl+Shift+S"_s);
    auto *question = m_window->findChild<FormDialog *>(u"stopDialog"_s);
    QVERIFY(question && m_inventory->requests.isEmpty());
    QVERIFY(question->windowTitle().contains(u"2"_s) && says(m_inventory->rows[5].sku.text()));
    QTest::keyClick(question->findChild<QPushButton *>(u"submit"_s), Qt::Key_Space);
    QTRY_COMPARE(m_inventory->requests.size(), 2);
    QVERIFY(m_inventory->rows[2].isStopped && m_inventory->rows[5].isStopped && !m_inventory->rows[3].isStopped);
    QTRY_COMPARE(m_table->model()->index(5, StatusColumn).data().toString(), u"Stopped"_s);
}

void TestWindow::stoppingIsTakenBackByUndo()
{
    m_table->selectRow(2);
    m_table->selectionModel()->select(m_table->model()->index(5, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    stopSelected();
    QTRY_VERIFY(says(u"Ctrl+Z takes it back"_s));
    m_inventory->requests.clear();
    trigger(u"Ctrl+Z"_s);
    QTRY_COMPARE(m_inventory->requests.size(), 2);
    for (const Request &request : std::as_const(m_inventory->requests))
        QVERIFY(std::holds_alternative<command::ResumeSelling>(request.command));
    QVERIFY(!m_inventory->rows[2].isStopped && !m_inventory->rows[5].isStopped);
    QTRY_VERIFY(says(u"Taken back: Selling stopped"_s));
}

void TestWindow::stopSelected()
{
    trigger(u"Ctrl+Shift+S"_s);
    QTest::keyClick(m_window->findChild<FormDialog *>(u"stopDialog"_s)->findChild<QPushButton *>(u"submit"_s), Qt::Key_Space);
}

void TestWindow::whatIsStoppedAlreadyIsLeftAlone()
{
    m_inventory->rows[2].isStopped = true;
    m_inventory->tell({event::StockChanged{m_inventory->rows[2]}});
    QTRY_COMPARE(m_table->model()->index(2, StatusColumn).data().toString(), u"Stopped"_s);
    m_table->selectRow(2);
    m_inventory->requests.clear();
    trigger(u"Ctrl+Shift+S"_s);
    QTRY_VERIFY(says(u"stopped already"_s));
    m_table->selectionModel()->select(m_table->model()->index(5, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    trigger(u"Ctrl+Shift+S"_s); // one is on sale: nothing is asked
    QTRY_COMPARE(m_inventory->requests.size(), 1);
    QTRY_VERIFY(says(u"Selling is stopped for"_s));
    m_inventory->requests.clear();
    trigger(u"Ctrl+Z"_s); // and only that one comes back
    QTRY_COMPARE(m_inventory->requests.size(), 1);
    QVERIFY(m_inventory->rows[2].isStopped && !m_inventory->rows[5].isStopped);
}

void TestWindow::manyOtherEntriesDoNotHideABooking()
{
    m_table->selectRow(2);
    trigger(u"Ctrl+Shift+S"_s);
    QTRY_VERIFY(says(u"Selling is stopped for"_s));
    for (int i = 0; i < 300; ++i)
        m_inventory->perform({.actor = {Actor::Kind::Person, u"dana"_s}, .command = command::HoldOrder{m_inventory->orders[0].row.id}}, this,
                             [](const Result<Entry> &) {});
    m_inventory->requests.clear();
    trigger(u"Ctrl+Z"_s);
    QTRY_COMPARE(m_inventory->requests.size(), 1);
    QVERIFY(!m_inventory->rows[2].isStopped);
}

void TestWindow::stoppingSaysWhoWasNotTold()
{
    const ChannelId paused = m_inventory->rows[2].offers[1].listing.channel;
    m_inventory->perform({.actor = {Actor::Kind::Person, u"dana"_s}, .command = command::ChangeChannel{paused, command::ChangeChannel::What::Pause}},
                         this, [](const Result<Entry> &) {});
    m_table->selectRow(2);
    trigger(u"Ctrl+Shift+S"_s);
    QTRY_VERIFY(says(u"Not told, because it is paused: "_s + paused.text()));
}

void TestWindow::bookingSaysWhyItCannotBeDone()
{
    choose(4, SkuColumn);
    trigger(u"Ctrl+Shift+A"_s);
    QTRY_VERIFY(dialog() && dialog()->findChild<QComboBox *>()->count() == 2);
    QVERIFY(says(u"Write the difference"_s)); // nothing is entered: the button is grey
    dialog()->findChild<QSpinBox *>()->setValue(-999'999);
    QVERIFY(says(u"units are at"_s));
    QVERIFY(!says(u"→"_s)); // no picture of what cannot be
    QVERIFY(!says(u"become short"_s));
}

void TestWindow::whatWaitsCanBeTakenIn_data()
{
    QTest::addColumn<QString>("name"); // of the command
    QTest::addColumn<QString>("verb"); // of the dialog
    QTest::addColumn<int>("outcome"); // back to stock, scrap
    QTest::newRow("on its way") << u"Arrive"_s << u"Book the arrival"_s << -1;
    QTest::newRow("in quarantine") << u"Release from quarantine"_s << u"Release"_s << 0;
    QTest::newRow("scrap") << u"Release from quarantine"_s << u"Release"_s << 1;
}

void TestWindow::whatWaitsCanBeTakenIn()
{
    QFETCH(QString, name);
    QFETCH(QString, verb);
    QFETCH(int, outcome);
    const auto commands = stock().commands();
    const auto found = std::find_if(commands.begin(), commands.end(), [&](const QAction *action) { return action->text().remove(u'&').remove(u'…') == name; });
    QVERIFY(found != commands.end());
    choose(4, SkuColumn);
    QVERIFY(!(*found)->isEnabled()); // nothing waits anywhere
    const Sku sku = m_inventory->rows[4].sku;
    NodeStock &there = m_inventory->stockByNode[sku][1];
    there.inTransit = there.quarantine = 6;
    const NodeId place = there.node;
    m_inventory->perform({.actor = {Actor::Kind::Person, u"dana"_s}, .command = command::ReceiveStock{sku, place, 1}}, this, [](const Result<Entry> &) {});
    QTRY_VERIFY((*found)->isEnabled());
    m_inventory->requests.clear();
    (*found)->trigger();
    QTRY_VERIFY(dialog() && dialog()->findChild<QSpinBox *>()->value() == 6); // all of it, where it waits
    dialog()->findChild<QSpinBox *>()->setValue(7);
    QVERIFY(!button(*dialog(), verb)->isEnabled());
    dialog()->findChild<QSpinBox *>()->setValue(2);
    for (QComboBox *box : dialog()->findChildren<QComboBox *>()) {
        if (outcome >= 0 && box->itemText(1) == u"Scrap")
            box->setCurrentIndex(outcome);
    }
    button(*dialog(), verb)->click();
    QTRY_VERIFY(!dialog());
    QCOMPARE(m_inventory->requests.size(), 1);
    const auto *arrived = std::get_if<command::ArriveStock>(&m_inventory->requests[0].command);
    const auto *cleared = std::get_if<command::ClearQuarantine>(&m_inventory->requests[0].command);
    QCOMPARE(arrived != nullptr, outcome < 0);
    QCOMPARE(cleared != nullptr, outcome >= 0);
    QCOMPARE(arrived ? arrived->node : cleared->node, place);
    QCOMPARE(arrived ? arrived->quantity : cleared->quantity, 2);
    if (cleared)
        QCOMPARE(cleared->toStock, outcome == 0);
    m_inventory->requests.clear();
    trigger(u"Ctrl+Z"_s);
    QTRY_COMPARE(m_inventory->requests.size(), 1);
    QVERIFY(std::holds_alternative<command::Undo>(m_inventory->requests[0].command));
}

/// The number of one shelf is not the count of another.
void TestWindow::countIsProposedForThePlace()
{
    choose(4, SkuColumn);
    trigger(u"Ctrl+Shift+C"_s);
    QTRY_VERIFY(dialog() && dialog()->findChild<QComboBox *>()->count() == 2);
    auto *units = dialog()->findChild<QSpinBox *>();
    const QList<NodeStock> stock = m_inventory->stockByNode[m_inventory->rows[4].sku];
    const auto at = [&](int node) {
        const auto found = std::find_if(stock.begin(), stock.end(), [&](const NodeStock &one) { return one.node == m_inventory->nodes[node].node; });
        return found == stock.end() ? 0 : static_cast<int>(found->onHand());
    };
    QTRY_COMPARE(units->value(), at(0));
    dialog()->findChild<QComboBox *>()->setCurrentIndex(1);
    QCOMPARE(units->value(), at(1));
    units->setValue(at(1) + 7); // by a person
    dialog()->findChild<QComboBox *>()->setCurrentIndex(0);
    QCOMPARE(units->value(), at(1) + 7);
}

void TestWindow::numbersDoNotReplaceWhatWasTyped()
{
    choose(4, SkuColumn);
    m_inventory->holdsAnswers = true;
    trigger(u"Ctrl+Shift+C"_s);
    auto *units = dialog()->findChild<QSpinBox *>();
    QTest::keyClicks(units, u"1"_s);
    m_inventory->releaseAnswers();
    QTRY_COMPARE(dialog()->findChild<QComboBox *>()->count(), 2);
    QTest::keyClicks(units, u"2"_s);
    QCOMPARE(units->value(), 12);
}

void TestWindow::detailShowsNothingOfAnotherSku()
{
    choose(4, SkuColumn);
    trigger(u"Ctrl+I"_s);
    auto *detail = m_window->findChild<StockDetail *>();
    auto *offers = detail->findChild<OffersView *>();
    QTRY_COMPARE(offers->sku(), m_inventory->rows[4].sku);
    m_inventory->holdsAnswers = true;
    choose(5, SkuColumn);
    const auto labels = detail->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) { return label->text() == u"–"_s; }));
    button(*offers, u"Limits…"_s)->click(); // of what was chosen before
    button(*offers, u"Price…"_s)->click();
    QVERIFY(!dialog());
    m_inventory->queryError = Error{Error::Code::StoreFailed, {}, u"disk I/O error"_s};
    m_inventory->releaseAnswers();
    QTRY_COMPARE(offers->findChild<QTableView *>()->model()->rowCount(), 0);
    QCOMPARE(offers->sku(), m_inventory->rows[5].sku);
}

void TestWindow::detailIsCurrentWhenItIsSeenAgain()
{
    choose(4, SkuColumn);
    trigger(u"Ctrl+I"_s);
    auto *detail = m_window->findChild<StockDetail *>();
    const auto shows = [detail](Quantity units) {
        const auto labels = detail->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [units](const QLabel *label) { return label->text() == number(units); });
    };
    QTRY_VERIFY(shows(m_inventory->rows[4].onHand));
    m_window->showPage(u"orders"_s);
    m_inventory->perform({.actor = {Actor::Kind::Person, u"other"_s}, .command = command::ReceiveStock{m_inventory->rows[4].sku, m_inventory->nodes[0].node, 70'000}}, this, [](const Result<Entry> &) {});
    QTest::qWait(0);
    QVERIFY(!shows(m_inventory->rows[4].onHand));
    m_window->showPage(u"stock"_s);
    QTRY_VERIFY(shows(m_inventory->rows[4].onHand));
}

void TestWindow::fillingIsSaidUntilItsEnd()
{
    const auto progress = std::make_shared<Progress>();
    progress->permille = 250;
    m_window->showFilling(progress);
    QVERIFY(says(u"Filling the shop: 25 %"_s));
    QVERIFY(says(u"incomplete"_s));
    progress->permille = 1'000;
    QTRY_VERIFY(!says(u"Filling the shop"_s) && !says(u"incomplete"_s));
}

void TestWindow::shortcutsFitOnASmallScreen()
{
    trigger(u"F1"_s);
    const auto sheet = [this] { return m_window->findChild<ShortcutSheet *>(); };
    QTRY_VERIFY(sheet() && sheet()->isVisible());
    QVERIFY2(sheet()->height() <= 720, qPrintable(QString::number(sheet()->height())));
    QVERIFY2(sheet()->width() <= 1200, qPrintable(QString::number(sheet()->width())));
}

void TestWindow::failedCallsShowInTheSidebar()
{
    for (ChannelHealth &lane : m_desk->lanes)
        lane = {.channel = lane.channel, .lastAnswerAt = m_clock.now()};
    Q_EMIT m_desk->healthChanged(m_desk->lanes);
    QTRY_VERIFY(says(u"Channels up to date"_s));
    m_desk->lanes[2].lastError = u"500"_s;
    m_desk->lanes[2].lastErrorAt = m_clock.now() + Milliseconds(1);
    Q_EMIT m_desk->healthChanged(m_desk->lanes);
    QTRY_VERIFY(says(u"Last call failed on 1 channel"_s));
}

void TestWindow::copiesTheSelectionForASheet()
{
    m_inventory->rows[1].onHand = 12'345;
    m_inventory->tell({event::StockChanged{m_inventory->rows[1]}});
    m_table->selectRow(1);
    const QStringList lines = m_table->selectionAsText().split(u'\n');
    QVERIFY(lines[0].startsWith(u"SKU\tProduct\tStatus\tOn hand"_s));
    QVERIFY(!lines[0].contains(u"Quarantine"_s)); // hidden columns stay out
    QCOMPARE(lines[1].split(u'\t')[0], m_inventory->rows[1].sku.text());
    QCOMPARE(lines[1].split(u'\t')[3], u"12345"_s); // a number, not its picture
}

void TestWindow::paletteOpensASku()
{
    trigger(u"Ctrl+K"_s);
    auto *palette = m_window->findChild<Palette *>();
    QTRY_VERIFY(palette->isVisible());
    auto *edit = palette->findChild<QLineEdit *>();
    QTest::keyClicks(edit, u"CER-00013"_s);
    auto *list = palette->findChild<QListWidget *>();
    QTRY_VERIFY(list->count() > 0 && list->item(0)->text().startsWith(u"CER-00013"_s));
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(stock().selectedId(), u"CER-00013"_s);
    QVERIFY(!palette->isVisible());
    trigger(u"Ctrl+K"_s);
    QTRY_VERIFY(palette->isVisible());
    QTest::keyClicks(edit, u"keyboard"_s);
    QTRY_VERIFY(list->count() > 0);
    QCOMPARE(list->item(0)->text(), u"Keyboard shortcuts"_s);
    QTest::keyClick(edit, Qt::Key_Escape);
    QTRY_VERIFY(!palette->isVisible());
}

void TestWindow::paletteNamesEveryPageOnce()
{
    trigger(u"Ctrl+K"_s);
    auto *palette = m_window->findChild<Palette *>();
    QTRY_VERIFY(palette->isVisible());
    auto *list = palette->findChild<QListWidget *>();
    for (const PageFactory &page : standardPages())
        QCOMPARE(list->findItems(page.title, Qt::MatchExactly).size(), 1);
}

void TestWindow::paletteIsLeftByTab()
{
    trigger(u"Ctrl+K"_s);
    auto *palette = m_window->findChild<Palette *>();
    QTRY_VERIFY(palette->isVisible());
    auto *edit = palette->findChild<QLineEdit *>();
    auto *list = palette->findChild<QListWidget *>();
    QVERIFY(list->focusPolicy() & Qt::TabFocus);
    QCOMPARE(edit->nextInFocusChain(), list);
    QTest::keyClicks(list, u"or"_s); // letters search from the list too
    QCOMPARE(edit->text(), u"or"_s);
}

/// A command that has nothing to work on is found, and says so: "nothing found" would be wrong.
void TestWindow::paletteKnowsWhatIsNotPossibleNow()
{
    trigger(u"Ctrl+K"_s);
    auto *palette = m_window->findChild<Palette *>();
    QTRY_VERIFY(palette->isVisible());
    auto *edit = palette->findChild<QLineEdit *>();
    auto *list = palette->findChild<QListWidget *>();
    QTest::keyClicks(edit, u"transfer"_s);
    QTRY_VERIFY(list->count() > 0);
    QVERIFY(list->item(0)->text().startsWith(u"Transfer"_s));
    QVERIFY(list->item(0)->data(Qt::AccessibleTextRole).toString().endsWith(u"Not now"_s));
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(palette->isVisible());
    const auto hints = palette->findChildren<QLabel *>();
    QVERIFY(std::any_of(hints.begin(), hints.end(), [](const QLabel *one) { return one->text().contains(u"chosen on the page first"_s); }));
    QTest::keyClick(edit, Qt::Key_Escape);
}

void TestWindow::paletteFindsCommandsOfEveryPage_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("page");
    QTest::addColumn<QString>("dialog"); ///< the class of what opens
    QTest::newRow("add channel") << u"add channel"_s << u"Add channel…"_s << u"Channels"_s << u"AddChannelDialog"_s;
    QTest::newRow("export") << u"export"_s << u"Export…"_s << u"Audit"_s << u"ExportDialog"_s;
    QTest::newRow("compare") << u"compare"_s << u"Compare…"_s << u"Audit"_s << u"QFileDialog"_s;
    QTest::newRow("verify") << u"verify"_s << u"Verify"_s << u"Audit"_s << QString();
}

void TestWindow::paletteFindsCommandsOfEveryPage()
{
    QFETCH(QString, typed);
    QFETCH(QString, command);
    QFETCH(QString, page);
    QFETCH(QString, dialog);
    m_window->showPage(u"stock"_s);
    trigger(u"Ctrl+K"_s);
    auto *palette = m_window->findChild<Palette *>();
    QTRY_VERIFY(palette->isVisible());
    auto *edit = palette->findChild<QLineEdit *>();
    auto *list = palette->findChild<QListWidget *>();
    QTest::keyClicks(edit, typed);
    QTRY_COMPARE(list->findItems(command, Qt::MatchExactly).size(), 1);
    QListWidgetItem *found = list->findItems(command, Qt::MatchExactly).first();
    QVERIFY(found->data(Qt::AccessibleTextRole).toString().endsWith(page));
    while (list->currentItem() != found)
        QTest::keyClick(edit, Qt::Key_Down);
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_VERIFY(m_window->windowTitle().startsWith(page));
    if (dialog.isEmpty()) {
        QTRY_VERIFY(says(u"The trail is whole"_s));
        return;
    }
    QTRY_VERIFY([&] {
        const auto all = m_window->findChildren<QDialog *>();
        return std::any_of(all.begin(), all.end(), [&](const QDialog *one) { return one->isVisible() && QString::fromLatin1(one->metaObject()->className()).endsWith(dialog); });
    }());
}

void TestWindow::paletteSaysWhereSomethingIsToBeChosen()
{
    trigger(u"Ctrl+K"_s);
    auto *palette = m_window->findChild<Palette *>();
    QTRY_VERIFY(palette->isVisible());
    auto *edit = palette->findChild<QLineEdit *>();
    auto *list = palette->findChild<QListWidget *>();
    QTest::keyClicks(edit, u"forget"_s);
    QTRY_VERIFY(list->count() > 0);
    QVERIFY(list->item(0)->text().startsWith(u"Forget"_s));
    QVERIFY(list->item(0)->data(Qt::AccessibleTextRole).toString().endsWith(u"Orders, not now"_s));
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(palette->isVisible());
    QVERIFY(says(u"chosen on the page Orders first"_s));
}

/// The channels page chooses its first channel by itself: nobody who looks at the stock means that one.
void TestWindow::paletteShowsFirstWhatWouldBeChanged()
{
    Page *channels = m_window->page(u"channels"_s);
    m_window->showPage(u"stock"_s);
    QTRY_VERIFY(!channels->selectedId().isEmpty());
    m_inventory->requests.clear();
    trigger(u"Ctrl+K"_s);
    auto *palette = m_window->findChild<Palette *>();
    QTRY_VERIFY(palette->isVisible());
    auto *edit = palette->findChild<QLineEdit *>();
    auto *list = palette->findChild<QListWidget *>();
    QTest::keyClicks(edit, u"pause"_s);
    QTRY_COMPARE(list->item(0)->data(Qt::AccessibleTextRole).toString(), u"Pause, Channels"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_VERIFY(channels->isVisible());
    QVERIFY(says(channels->selectedId() + u" is chosen here"_s));
    QVERIFY(m_inventory->requests.isEmpty());
}

void TestWindow::paletteDoesAtOnceWhatOnlyLooks()
{
    choose(4, SkuColumn);
    QVERIFY(!stock().selectedId().isEmpty());
    m_window->showPage(u"orders"_s);
    trigger(u"Ctrl+K"_s);
    auto *palette = m_window->findChild<Palette *>();
    QTRY_VERIFY(palette->isVisible());
    auto *edit = palette->findChild<QLineEdit *>();
    QTest::keyClicks(edit, u"show details"_s);
    QTRY_COMPARE(palette->findChild<QListWidget *>()->item(0)->text(), u"Show details"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_VERIFY(m_window->findChild<StockDetail *>()->isVisible());
}

void TestWindow::paletteDropsLateAnswers()
{
    trigger(u"Ctrl+K"_s);
    auto *palette = m_window->findChild<Palette *>();
    auto *edit = palette->findChild<QLineEdit *>();
    auto *list = palette->findChild<QListWidget *>();
    m_inventory->holdsAnswers = true;
    QTest::keyClicks(edit, u"OAK-"_s);
    QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(edit, u"STL-"_s);
    m_inventory->releaseAnswers();
    QTRY_VERIFY(list->count() > 0);
    QTest::qWait(0);
    for (int row = 0; row < list->count(); ++row)
        QVERIFY2(!list->item(row)->text().startsWith(u"OAK-"_s), qPrintable(list->item(row)->text()));
}

void TestWindow::paletteKeepsNoHitsOfOlderLetters_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("other letters") << u"STL-"_s;
    QTest::newRow("one letter") << u"O"_s;
}

/// Enter may be pressed before the answer: it must not open what was found for something else.
void TestWindow::paletteKeepsNoHitsOfOlderLetters()
{
    QFETCH(QString, typed);
    trigger(u"Ctrl+K"_s);
    auto *palette = m_window->findChild<Palette *>();
    QTRY_VERIFY(palette->isVisible());
    auto *edit = palette->findChild<QLineEdit *>();
    auto *list = palette->findChild<QListWidget *>();
    const auto showsOak = [list] { return !list->findItems(u"OAK-"_s, Qt::MatchStartsWith).isEmpty(); };
    QTest::keyClicks(edit, u"OAK-"_s);
    QTRY_VERIFY(showsOak());
    m_inventory->holdsAnswers = true;
    edit->selectAll();
    QTest::keyClicks(edit, typed);
    QVERIFY(!showsOak());
}

void TestWindow::escapeClosesThePanel()
{
    choose(1, SkuColumn);
    m_table->setFocus();
    QTest::keyClick(m_table, Qt::Key_F2);
    auto *tabs = m_window->findChild<QTabWidget *>();
    QTRY_VERIFY(tabs->isVisible());
    trigger(u"Esc"_s);
    QTRY_VERIFY(!tabs->isVisible());
}

void TestWindow::settingsAreRemembered()
{
    m_window->setTheme(Theme::Mode::Dark);
    stock().setHiddenColumns(u"amazon-de,reserved"_s);
    m_window->close();
    QCOMPARE(m_settings.kept.theme, Theme::Mode::Dark);
    QCOMPARE(m_settings.kept.hiddenColumns.value(u"stock"_s), u"amazon-de,reserved"_s);
    openWindow();
    QVERIFY(m_theme->tokens().isDark);
    QTRY_COMPARE(m_table->model()->rowCount(), 200);
    QVERIFY(m_table->isColumnHidden(ReservedColumn));
    QVERIFY(m_table->isColumnHidden(FirstChannelColumn + 3)); // also channels that came later
    QVERIFY(!m_table->isColumnHidden(FirstChannelColumn + 2));
}

void TestWindow::unsavedWordsAreAskedFor_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("pressed"); // a button of the question; empty: there is none
    QTest::addColumn<bool>("isOpen");
    QTest::newRow("nothing typed") << QString() << QString() << false;
    QTest::newRow("kept") << u"When an order arrives"_s << u"Cancel"_s << true;
    QTest::newRow("given up") << u"When an order arrives"_s << u"Close without saving"_s << false;
}

void TestWindow::unsavedWordsAreAskedFor()
{
    QFETCH(QString, typed);
    QFETCH(QString, pressed);
    QFETCH(bool, isOpen);
    m_window->showPage(u"rules"_s);
    trigger(u"Ctrl+N"_s);
    m_window->findChild<QPlainTextEdit *>(u"sentence"_s)->setPlainText(typed);
    m_window->showPage(u"stock"_s);
    m_window->close();
    auto *question = m_window->findChild<FormDialog *>(u"loseDialog"_s);
    QCOMPARE(question != nullptr, !pressed.isEmpty());
    if (question) {
        QVERIFY(m_window->isVisible());
        button(*question, pressed)->click();
    }
    QTRY_COMPARE(m_window->isVisible(), isOpen);
}

void TestWindow::readOnlyOffersNoChange()
{
    m_inventory->readOnly = true;
    m_table->selectRow(3);
    QVERIFY(!button(*m_window, u"Receive"_s)->isEnabled());
    const auto commands = stock().commands();
    for (QAction *action : commands) {
        if (action->text().contains(u"Why"_s))
            QVERIFY(action->isEnabled());
    }
}

void TestWindow::keysHaveOneMeaning_data()
{
    QTest::addColumn<QString>("page");
    for (const PageFactory &page : standardPages())
        QTest::addRow("%s", qPrintable(page.id)) << page.id;
}

void TestWindow::keysHaveOneMeaning()
{
    QFETCH(QString, page);
    m_window->showPage(page);
    QMap<QString, QStringList> meanings;
    const QList<QAction *> commands = m_window->page(page)->commands();
    QSet<QAction *> actions(commands.begin(), commands.end());
    for (QAction *menu : m_window->menuBar()->actions())
        for (QAction *action : menu->menu()->actions())
            actions.insert(action);
    for (const QAction *action : commands) // wherever the focus is: the keys of a page that is not seen sleep
        QCOMPARE(action->shortcutContext(), Qt::WindowShortcut);
    for (const QAction *action : std::as_const(actions))
        for (const QKeySequence &keys : action->shortcuts())
            meanings[keys.toString()].append(action->text());
    for (auto keys = meanings.cbegin(); keys != meanings.cend(); ++keys)
        QVERIFY2(keys->size() == 1, qPrintable(keys.key() + u": "_s + keys->join(u", "_s)));
    QSet<QChar> letters;
    for (QAction *menu : m_window->menuBar()->actions()) {
        const QKeySequence mnemonic = QKeySequence::mnemonic(menu->text());
        QVERIFY2(!mnemonic.isEmpty(), qPrintable(menu->text())); // Alt and a letter open every menu
        QVERIFY2(!letters.contains(mnemonic.toString().back()), qPrintable(menu->text()));
        letters.insert(mnemonic.toString().back());
    }
}

void TestWindow::failureToLoadIsSaidWithAWayOut()
{
    m_window.reset();
    m_inventory->queryError = Error{Error::Code::StoreFailed, {}, u"disk I/O error"_s};
    openWindow();
    QPushButton *again = nullptr;
    QTRY_VERIFY((again = button(*m_window, u"Try again"_s)) && again->isVisible());
    m_inventory->queryError.reset();
    again->click();
    QTRY_COMPARE(m_table->model()->rowCount(), 200);
}

void TestWindow::everythingHasAName()
{
    choose(1, SkuColumn);
    stock().open(stock().selectedId());
    const auto all = m_window->findChildren<QWidget *>();
    for (QWidget *widget : all) {
        const bool isReached = widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus);
        if (!isReached || qobject_cast<QComboBox *>(widget)) // combo boxes are named by their buddy
            continue;
        QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(widget);
        QVERIFY2(spoken && !spoken->text(QAccessible::Name).isEmpty(), widget->metaObject()->className());
    }
}

void TestWindow::tabFollowsTheEye_data()
{
    QTest::addColumn<QString>("page");
    for (const PageFactory &page : standardPages())
        QTest::addRow("%s", qPrintable(page.id)) << page.id;
}

void TestWindow::tabFollowsTheEye()
{
    QFETCH(QString, page);
    m_window->showPage(page);
    Page *shown = m_window->page(page);
    const QList<QWidget *> expected = inReadingOrder(*shown);
    QVERIFY(expected.size() >= 2);
    QList<QWidget *> chain;
    for (QWidget *widget = expected.first(); chain.isEmpty() || widget != expected.first(); widget = widget->nextInFocusChain()) {
        if (expected.contains(widget))
            chain.append(widget);
    }
    QCOMPARE(chain, expected);
}

void TestWindow::noTextIsCut_data()
{
    QTest::addColumn<QString>("page");
    QTest::addColumn<bool>("isPseudo");
    for (const PageFactory &page : standardPages()) {
        QTest::addRow("%s", qPrintable(page.id)) << page.id << false;
        QTest::addRow("%s, longer language", qPrintable(page.id)) << page.id << true;
    }
}

void TestWindow::noTextIsCut()
{
    QFETCH(QString, page);
    QFETCH(bool, isPseudo);
    PseudoTranslator longer;
    if (isPseudo)
        qApp->installTranslator(&longer);
    m_window.reset();
    openWindow();
    m_window->showPage(page);
    QTest::qWait(50);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest); // of what came just now
    QStringList cut;
    const auto all = m_window->findChildren<QWidget *>();
    for (QWidget *widget : all) {
        const auto *label = qobject_cast<QLabel *>(widget);
        const auto *push = qobject_cast<QPushButton *>(widget);
        if (!widget->isVisible() || (!push && (!label || label->wordWrap() || label->text().isEmpty())))
            continue;
        if (widget->sizeHint().width() > widget->width() + 1 && widget->width() > 0)
            cut.append((label ? label->text() : push->text()) + u" needs %1, has %2"_s.arg(widget->sizeHint().width()).arg(widget->width()));
    }
    QVERIFY2(m_window->width() <= 1280, qPrintable(QString::number(m_window->width())));
    qApp->removeTranslator(&longer);
    QVERIFY2(cut.isEmpty(), qPrintable(cut.join(u'\n')));
}

} // namespace crossdock::ui

QTEST_MAIN(crossdock::ui::TestWindow)
#include "tst_window.moc"
