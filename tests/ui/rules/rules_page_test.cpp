#include "tests/ui/fake_desk.h"
#include "tests/ui/page_checks.h"
#include "ui/rules/day_strip.h"
#include "ui/rules/gallery.h"
#include "ui/rules/notices_dialog.h"
#include "ui/rules/rules_model.h"
#include "ui/rules/rules_page.h"
#include "ui/rules/sentence_edit.h"
#include "ui/widgets/form_dialog.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>

using namespace crossdock;
using namespace crossdock::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString lowStock = u"When stock drops below 10, message the warehouse."_s;
const QString holdRisky = u"When a risky order arrives, hold it."_s;
const QString better = u"When a high-risk order arrives, hold it."_s;

RuleReading understood(const QString &paraphrase)
{
    RuleReading reading;
    reading.paraphrase = paraphrase;
    reading.words = {{u"grammar"_s, 0, 4}, {u"event"_s, 5, 22}, {u"action"_s, 27, 34}};
    return reading;
}

RuleReading refused()
{
    RuleReading reading;
    reading.refusal = RuleRefusal{u"unknown_word"_s, u"“risky” has no meaning here."_s, 7, 12, {u"high-risk"_s, better}};
    return reading;
}

} // namespace

/// The Rules page, used as a person uses it: by keyboard, offscreen.
class RulesPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void listsAndOpensTheFirst();
    void filtersByWords();
    void followsTheNews();
    void modelKeepsItsPromises();
    void emptyTeaches();
    void refusalStandsUnderItsWords();
    void aRepairOfWordsIsPutInPlace();
    void aRepairOfTheWholeReplacesAll();
    void lateReadingsAreDropped();
    void completesWithTab();
    void escapeClosesTheListOnly();
    void savesANewRule();
    void anUnsavedSentenceIsKept();
    void whatIsTypedWhileSavingIsKept_data();
    void whatIsTypedWhileSavingIsKept();
    void aLateSaveLeavesTheOpenRuleAlone();
    void nothingCanBeSavedBeforeItIsRead();
    void anEarlierVersionDoesNotEatUnsavedWords();
    void aReadyRuleDoesNotEatADraft();
    void aFailedReadingIsTriedAgain();
    void whatIsOpenedShowsThroughTheFilter();
    void nothingIsSaidBeforeTheListIsRead();
    void runsAreReadAgain();
    void armsShadowsAndPauses();
    void removesAfterAQuestion();
    void findingsLeadToTheOtherRule();
    void saysWhatIsMissing();
    void triesItOnThePast();
    void stopsTryingWhenNobodyWaits_data();
    void stopsTryingWhenNobodyWaits();
    void runsLeadToTheTrail();
    void goesBackToAVersion();
    void takesAReadySentence();
    void settlesANotice();
    void settlesTheNoticeThatWasChosen();
    void aRefusalWithoutRepairsHasNone();
    void keysThatAreOnlyHeldLeaveTheListOpen();
    void nothingCanBeChangedInReview();
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
    SentenceEdit *sentence() const { return m_page->findChild<SentenceEdit *>(); }
    void write(const QString &text)
    {
        action(u"newRule"_s)->trigger();
        sentence()->replace(0, static_cast<int>(sentence()->sentence().size()), text);
    }
    /// Meaning, Past, Examples, Runs, Versions.
    void showTab(int tab) { find<QTabWidget>(u"ruleTabs"_s)->setCurrentIndex(tab); }
    QList<QPushButton *> repairs() const
    {
        QList<QPushButton *> seen;
        for (QPushButton *button : m_page->findChildren<QPushButton *>(u"repair"_s))
            if (button->isVisible())
                seen.append(button);
        return seen;
    }
    void pressSubmit(const QString &dialog)
    {
        QTest::keyClick(m_page->findChild<FormDialog *>(dialog)->findChild<QPushButton *>(u"submit"_s), Qt::Key_Space);
    }
    template <class C>
    const C *lastCommand() const
    {
        return m_inventory->requests.isEmpty() ? nullptr : std::get_if<C>(&m_inventory->requests.last().command);
    }

    SystemClock m_clock;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<test::FakeInventory> m_inventory;
    std::unique_ptr<test::FakeDesk> m_desk;
    std::unique_ptr<RulesPage> m_page;
    QTableView *m_table = nullptr;
};

void RulesPageTest::initTestCase()
{
    m_theme = std::make_unique<Theme>(*qApp);
}

void RulesPageTest::init()
{
    m_inventory = std::make_unique<test::FakeInventory>(m_clock);
    m_desk = std::make_unique<test::FakeDesk>(*m_inventory, m_clock);
    m_inventory->rules = {{.rule = 1, .name = u"Low stock"_s, .text = lowStock, .state = RuleRow::State::Live, .version = 2, .author = u"dana"_s,
                           .runs = 12, .runsToday = 3, .lastRunAt = m_clock.now()},
                          {.rule = 2, .name = u"Fraud"_s, .text = better, .state = RuleRow::State::Draft, .author = u"lee"_s}};
    m_inventory->ruleReading = understood(u"When the available stock becomes less than 10: message the warehouse."_s);
    m_inventory->ruleReadings.insert(holdRisky, refused());
    RuleReading word = refused();
    m_inventory->ruleReadings.insert(u"high-risk"_s, word);
    makePage();
}

void RulesPageTest::makePage()
{
    m_page = std::make_unique<RulesPage>(Context{*m_inventory, *m_desk, m_clock, *m_theme, u"dana"_s});
    m_page->resize(1084, 740);
    m_page->show();
    m_page->activateWindow();
    m_table = find<QTableView>(u"rules"_s);
    QTRY_COMPARE(m_table->model()->rowCount(), static_cast<int>(m_inventory->rules.size()));
}

void RulesPageTest::cleanup()
{
    m_page.reset(); // before what it uses
    m_desk.reset();
    m_inventory.reset();
}

void RulesPageTest::listsAndOpensTheFirst()
{
    QTRY_COMPARE(sentence()->sentence(), lowStock);
    QCOMPARE(m_page->selectedId(), u"1"_s);
    QCOMPARE(m_table->model()->index(0, RulesModel::State).data().toString(), u"Live"_s);
    QVERIFY(m_table->model()->index(0, RulesModel::Name).data().toString().contains(lowStock));
    QTRY_VERIFY(find<QLabel>(u"paraphrase"_s)->text().contains(u"becomes less than 10"_s));
    m_table->setFocus();
    QTest::keyClick(m_table, Qt::Key_Down);
    QTRY_COMPARE(sentence()->sentence(), better);
}

void RulesPageTest::filtersByWords()
{
    m_page->focusFilter();
    QTest::keyClicks(find<QLineEdit>(u"filter"_s), u"HIGH-RISK"_s);
    QTRY_COMPARE(m_table->model()->rowCount(), 1);
    QVERIFY(m_table->model()->index(0, RulesModel::Name).data().toString().startsWith(u"Fraud"_s));
}

void RulesPageTest::followsTheNews()
{
    RuleRow row = m_inventory->rules[0];
    row.runsToday = 4;
    row.state = RuleRow::State::Paused;
    row.words = u"The budget of this hour is used up."_s;
    m_inventory->tell({event::RuleChanged{row}});
    QTRY_COMPARE(m_table->model()->index(0, RulesModel::Today).data().toString(), u"4"_s);
    QCOMPARE(m_table->model()->index(0, RulesModel::State).data().toString(), u"Paused"_s);
    QVERIFY(m_table->model()->index(0, RulesModel::State).data(Qt::AccessibleTextRole).toString().contains(row.words));
    m_inventory->tell({event::RuleChanged{row, true}});
    QTRY_COMPARE(m_table->model()->rowCount(), 1);
}

void RulesPageTest::modelKeepsItsPromises()
{
    RulesModel model(*m_inventory, m_clock, this);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QTRY_COMPARE(model.rowCount(), 2);
    RuleRow row{.rule = 3, .name = u"First"_s, .text = lowStock, .priority = 5};
    m_inventory->tell({event::RuleChanged{row}});
    QTRY_COMPARE(model.rowCount(), 3);
    QCOMPARE(model.rowOf(3), 0); // a higher priority runs, and stands, first
    model.setFilter(u"nothing has this"_s);
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.total(), 3);
}

void RulesPageTest::emptyTeaches()
{
    m_inventory->rules.clear();
    makePage();
    QTRY_VERIFY(!m_table->isVisible());
    QPushButton *ready = nullptr;
    for (QPushButton *button : m_page->findChildren<QPushButton *>())
        if (button->isVisible() && button->text() == u"Choose a ready rule"_s)
            ready = button;
    QVERIFY(ready);
    QTest::keyClick(ready, Qt::Key_Space);
    QTRY_VERIFY(m_page->findChild<Gallery *>());
}

void RulesPageTest::refusalStandsUnderItsWords()
{
    write(holdRisky);
    QTRY_COMPARE(repairs().size(), 2);
    int waved = 0;
    const QTextBlock block = sentence()->document()->firstBlock();
    for (const QTextLayout::FormatRange &range : block.layout()->formats()) {
        if (range.format.underlineStyle() != QTextCharFormat::WaveUnderline)
            continue;
        QVERIFY(range.start >= 7 && range.start + range.length <= 12);
        waved += range.length;
    }
    QCOMPARE(waved, 5); // “risky”
    QVERIFY(sentence()->accessibleDescription().contains(u"no meaning"_s));
    QVERIFY(!action(u"saveRule"_s)->isEnabled());
}

void RulesPageTest::aRepairOfWordsIsPutInPlace()
{
    write(holdRisky);
    QTRY_COMPARE(repairs().size(), 2);
    QTest::keyClick(repairs().first(), Qt::Key_Space);
    QTRY_COMPARE(sentence()->sentence(), u"When a high-risk order arrives, hold it."_s);
    QTRY_VERIFY(repairs().isEmpty());
    QTRY_VERIFY(action(u"saveRule"_s)->isEnabled());
}

void RulesPageTest::aRepairOfTheWholeReplacesAll()
{
    write(holdRisky);
    QTRY_COMPARE(repairs().size(), 2);
    QTest::keyClick(repairs().last(), Qt::Key_Space);
    QTRY_COMPARE(sentence()->sentence(), better);
}

void RulesPageTest::lateReadingsAreDropped()
{
    m_inventory->holdsAnswers = true;
    write(holdRisky);
    QTest::qWait(250); // the question about the wrong sentence is under way
    sentence()->replace(0, static_cast<int>(sentence()->sentence().size()), lowStock);
    QTest::qWait(250);
    m_inventory->releaseAnswers();
    QTRY_VERIFY(find<QLabel>(u"paraphrase"_s)->text().contains(u"becomes less than 10"_s));
    QVERIFY(repairs().isEmpty());
}

void RulesPageTest::completesWithTab()
{
    m_inventory->ruleCompletions = {{u"Amazon"_s, u"name"_s}, {u"available"_s, u"grammar"_s}};
    write({});
    QTest::keyClicks(sentence(), u"When a"_s);
    QTRY_VERIFY(sentence()->isOffering());
    QTest::keyClick(sentence(), Qt::Key_Down);
    QTest::keyClick(sentence(), Qt::Key_Tab);
    QCOMPARE(sentence()->sentence(), u"When available "_s);
    QVERIFY(sentence()->hasFocus());
}

void RulesPageTest::escapeClosesTheListOnly()
{
    m_inventory->ruleCompletions = {{u"Amazon"_s, u"name"_s}, {u"available"_s, u"grammar"_s}};
    write({});
    QTest::keyClicks(sentence(), u"When a"_s);
    QTRY_VERIFY(sentence()->isOffering());
    QTest::keyClick(sentence(), Qt::Key_Escape);
    QVERIFY(!sentence()->isOffering());
    QCOMPARE(sentence()->sentence(), u"When a"_s);
    QTest::keyClick(sentence(), Qt::Key_Return); // nothing is chosen: Enter writes
    QVERIFY(sentence()->sentence().endsWith(u'\n'));
}

void RulesPageTest::savesANewRule()
{
    QSignalSpy said(m_page.get(), &Page::said);
    write(lowStock);
    QTest::keyClicks(find<QLineEdit>(u"ruleName"_s), u"Mine"_s);
    QTRY_VERIFY(action(u"saveRule"_s)->isEnabled());
    QVERIFY(!action(u"armRule"_s)->isEnabled()); // nothing is on record yet
    action(u"saveRule"_s)->trigger();
    QTRY_COMPARE(said.count(), 1);
    const auto *written = lastCommand<command::WriteRule>();
    QVERIFY(written && written->rule == 0 && written->name == u"Mine"_s && written->text == lowStock);
    QTRY_COMPARE(m_page->selectedId(), u"3"_s);
    QTRY_VERIFY(action(u"armRule"_s)->isEnabled());
    QVERIFY(!find<QLabel>(u"unsaved"_s)->isVisible());
}

void RulesPageTest::anUnsavedSentenceIsKept()
{
    QTRY_COMPARE(sentence()->sentence(), lowStock);
    sentence()->replace(0, 0, u"Please: "_s);
    QVERIFY(find<QLabel>(u"unsaved"_s)->isVisible());
    m_page->open(u"2"_s);
    QTRY_COMPARE(sentence()->sentence(), better);
    m_page->open(u"1"_s);
    QTRY_COMPARE(sentence()->sentence(), u"Please: "_s + lowStock);
    QTRY_VERIFY(find<QLabel>(u"unsaved"_s)->isVisible());
}

void RulesPageTest::whatIsTypedWhileSavingIsKept_data()
{
    QTest::addColumn<bool>("isNew");
    QTest::newRow("a new rule") << true;
    QTest::newRow("a rule on record") << false;
}

void RulesPageTest::whatIsTypedWhileSavingIsKept()
{
    QFETCH(bool, isNew);
    QTRY_COMPARE(sentence()->sentence(), lowStock);
    if (isNew)
        write(lowStock);
    else
        sentence()->replace(0, 0, u"Please: "_s);
    const QString sent = sentence()->sentence();
    QTRY_VERIFY(action(u"saveRule"_s)->isEnabled());
    action(u"saveRule"_s)->trigger(); // the answer comes with the next turn of the event loop
    sentence()->replace(0, 0, u"Really: "_s);
    QTRY_COMPARE(m_page->selectedId(), isNew ? u"3"_s : u"1"_s);
    QTRY_VERIFY(action(u"saveRule"_s)->isEnabled());
    QCOMPARE(sentence()->sentence(), u"Really: "_s + sent);
    QVERIFY(find<QLabel>(u"unsaved"_s)->isVisible());
    QCOMPARE(lastCommand<command::WriteRule>()->text, sent);
    QCOMPARE(m_inventory->rules.size(), isNew ? 3 : 2);
    action(u"saveRule"_s)->trigger();
    QTRY_VERIFY(!find<QLabel>(u"unsaved"_s)->isVisible());
    QCOMPARE(m_inventory->rules.size(), isNew ? 3 : 2); // a new version, and no second rule
}

void RulesPageTest::aLateSaveLeavesTheOpenRuleAlone()
{
    write(lowStock);
    QTRY_VERIFY(action(u"saveRule"_s)->isEnabled());
    action(u"saveRule"_s)->trigger();
    m_page->open(u"2"_s);
    QTRY_COMPARE(m_table->model()->rowCount(), 3);
    QTRY_COMPARE(sentence()->sentence(), better);
    QCOMPARE(m_page->selectedId(), u"2"_s);
    action(u"newRule"_s)->trigger();
    QCOMPARE(sentence()->sentence(), QString()); // what was written is on record, and no draft
}

void RulesPageTest::nothingCanBeSavedBeforeItIsRead()
{
    QTRY_COMPARE(sentence()->sentence(), lowStock);
    m_inventory->holdsAnswers = true;
    m_page->open(u"2"_s);
    QVERIFY(sentence()->isReadOnly()); // it still shows the rule before
    sentence()->replace(0, 0, u"Please: "_s);
    QVERIFY(!action(u"saveRule"_s)->isEnabled() && !find<QLabel>(u"unsaved"_s)->isVisible());
    m_inventory->releaseAnswers();
    QTRY_COMPARE(sentence()->sentence(), better);
    QVERIFY(!sentence()->isReadOnly());
    m_page->open(u"1"_s);
    QTRY_COMPARE(sentence()->sentence(), lowStock);
}

void RulesPageTest::anEarlierVersionDoesNotEatUnsavedWords()
{
    m_inventory->ruleVersions = {{2, lowStock, u"dana"_s, {}, m_clock.now()}, {1, u"When stock drops below 5, message the warehouse."_s, u"lee"_s, {}, m_clock.now()}};
    makePage();
    QTRY_COMPARE(sentence()->sentence(), lowStock);
    sentence()->replace(0, 0, u"Please: "_s);
    showTab(4);
    find<QTableView>(u"versions"_s)->selectRow(1);
    QTest::keyClick(find<QPushButton>(u"revert"_s), Qt::Key_Space);
    QTRY_VERIFY(sentence()->sentence().contains(u"below 5"_s));
    QVERIFY(!lastCommand<command::WriteRule>()); // it is for the person to save it
    sentence()->undo();
    QCOMPARE(sentence()->sentence(), u"Please: "_s + lowStock);
}

void RulesPageTest::aReadyRuleDoesNotEatADraft()
{
    write(holdRisky);
    m_page->open(u"1"_s);
    QTRY_COMPARE(sentence()->sentence(), lowStock);
    action(u"gallery"_s)->trigger();
    QTest::keyClick(m_page->findChild<Gallery *>()->findChild<QTableView *>(u"ready"_s), Qt::Key_Return);
    QCOMPARE(sentence()->sentence(), readyRules().first().sentence);
    QCOMPARE(find<QLineEdit>(u"ruleName"_s)->text(), readyRules().first().title);
    sentence()->undo();
    QCOMPARE(sentence()->sentence(), holdRisky);
}

void RulesPageTest::aFailedReadingIsTriedAgain()
{
    QTRY_COMPARE(sentence()->sentence(), lowStock);
    m_inventory->queryError = Error{Error::Code::StoreFailed, u"disk"_s, u"full"_s};
    m_table->selectRow(1);
    QTRY_COMPARE(sentence()->sentence(), QString()); // not that of another rule
    QVERIFY(!action(u"saveRule"_s)->isEnabled() && !action(u"removeRule"_s)->isEnabled());
    m_inventory->queryError.reset();
    m_page->open(u"2"_s);
    QTRY_COMPARE(sentence()->sentence(), better);
}

void RulesPageTest::whatIsOpenedShowsThroughTheFilter()
{
    find<QLineEdit>(u"filter"_s)->setText(u"high-risk"_s);
    QTRY_COMPARE(m_table->model()->rowCount(), 1);
    m_page->open(u"1"_s);
    QTRY_COMPARE(sentence()->sentence(), lowStock);
    QTRY_COMPARE(m_table->model()->rowCount(), 2);
    QCOMPARE(m_table->currentIndex().row(), 0);
}

void RulesPageTest::nothingIsSaidBeforeTheListIsRead()
{
    m_inventory->holdsAnswers = true;
    m_page = std::make_unique<RulesPage>(Context{*m_inventory, *m_desk, m_clock, *m_theme, u"dana"_s});
    m_page->show();
    find<QLineEdit>(u"filter"_s)->setText(u"x"_s);
    find<QLineEdit>(u"filter"_s)->clear();
    QVERIFY(find<QTableView>(u"rules"_s)->isVisible()); // not yet “No rule yet”
    m_inventory->releaseAnswers();
    QTRY_COMPARE(find<QTableView>(u"rules"_s)->model()->rowCount(), 2);
}

void RulesPageTest::runsAreReadAgain()
{
    const auto today = [this](int row) { return m_table->model()->index(row, RulesModel::Today); };
    m_inventory->rules[0].runsToday = 9; // it ran while another page was shown
    m_page->hide();
    m_page->show();
    QTRY_COMPARE(today(0).data().toString(), u"9"_s);
    QVERIFY(today(0).data(ChangedAtRole).isValid());
    QVERIFY(!today(1).data(ChangedAtRole).isValid());
    m_inventory->rules[1].runsToday = 4;
    m_inventory->tell({event::RuleRan{2}}); // and while it is seen
    QTRY_COMPARE(today(1).data().toString(), u"4"_s);
    QVERIFY(today(1).data(ChangedAtRole).isValid());
}

void RulesPageTest::armsShadowsAndPauses()
{
    m_page->open(u"2"_s);
    QTRY_VERIFY(action(u"shadowRule"_s)->isEnabled());
    QTRY_COMPARE(sentence()->sentence(), better);
    QVERIFY(!action(u"pauseRule"_s)->isEnabled());
    action(u"shadowRule"_s)->trigger();
    QTRY_COMPARE(m_inventory->rules[1].state, RuleRow::State::Shadow);
    QTRY_VERIFY(action(u"pauseRule"_s)->isEnabled()); // the panel has read the rule again
    action(u"armRule"_s)->trigger();
    pressSubmit(u"armDialog"_s);
    QTRY_COMPARE(m_inventory->rules[1].state, RuleRow::State::Live);
    QTRY_VERIFY(!action(u"armRule"_s)->isEnabled());
    action(u"pauseRule"_s)->trigger();
    QTRY_COMPARE(m_inventory->rules[1].state, RuleRow::State::Paused);
    QTRY_VERIFY(action(u"armRule"_s)->isEnabled());
    m_inventory->nextError = Error{Error::Code::NotAllowed, u"Fraud"_s, u"There is no mail server"_s};
    action(u"armRule"_s)->trigger();
    pressSubmit(u"armDialog"_s);
    const auto isSaid = [this] {
        for (const QLabel *label : m_page->findChild<FormDialog *>(u"armDialog"_s)->findChildren<QLabel *>())
            if (label->isVisible() && label->text().contains(u"There is no mail server"_s))
                return true;
        return false;
    };
    QTRY_VERIFY(isSaid());
    QCOMPARE(m_inventory->rules[1].state, RuleRow::State::Paused);
}

void RulesPageTest::removesAfterAQuestion()
{
    QTRY_VERIFY(action(u"removeRule"_s)->isEnabled());
    action(u"removeRule"_s)->trigger();
    auto *dialog = m_page->findChild<FormDialog *>(u"removeDialog"_s);
    QVERIFY(dialog && !lastCommand<command::ChangeRule>());
    QTest::keyClick(dialog->findChild<QPushButton *>(u"submit"_s), Qt::Key_Space);
    QTRY_VERIFY(lastCommand<command::ChangeRule>());
    QCOMPARE(lastCommand<command::ChangeRule>()->what, command::ChangeRule::What::Remove);
    QTRY_COMPARE(m_table->model()->rowCount(), 1);
    QTRY_COMPARE(m_page->selectedId(), u"2"_s);
}

void RulesPageTest::findingsLeadToTheOtherRule()
{
    RuleReading reading = understood(u"When an order arrives: hold it."_s);
    reading.findings = {{u"conflict"_s, {0, 2}, u"Both can fire for one order."_s}};
    m_inventory->ruleReadings.insert(u"Hold it all."_s, reading);
    write(u"Hold it all."_s);
    QTRY_VERIFY(find<QPushButton>(u"openOther"_s) && find<QPushButton>(u"openOther"_s)->isVisible());
    QVERIFY(find<QPushButton>(u"openOther"_s)->text().contains(u"Fraud"_s));
    QTest::keyClick(find<QPushButton>(u"openOther"_s), Qt::Key_Space);
    QTRY_COMPARE(m_page->selectedId(), u"2"_s);
}

void RulesPageTest::saysWhatIsMissing()
{
    RuleReading reading = understood(u"When an order arrives: message the warehouse by email."_s);
    reading.missing = {u"The warehouse has no e-mail address."_s};
    m_inventory->ruleReadings.insert(u"Mail it."_s, reading);
    write(u"Mail it."_s);
    const auto isSaid = [this] {
        for (const QLabel *label : m_page->findChildren<QLabel *>())
            if (label->isVisible() && label->text().contains(u"has no e-mail address"_s))
                return true;
        return false;
    };
    QTRY_VERIFY(isSaid());
}

void RulesPageTest::triesItOnThePast()
{
    const Time yesterday = m_clock.now() - std::chrono::hours(24);
    m_inventory->rehearsal = {.events = 900, .runs = 3,
                              .cases = {{yesterday, 11, u"sku A"_s, 0, {u"message the warehouse"_s}}, {yesterday, 12, u"sku B"_s, 0, {u"message the warehouse"_s}},
                                        {m_clock.now(), 13, u"sku C"_s, 0, {u"message the warehouse"_s}}}};
    QTRY_COMPARE(sentence()->sentence(), lowStock);
    QTRY_VERIFY(find<QLabel>(u"paraphrase"_s)->text().contains(u"becomes"_s));
    showTab(1);
    auto *cases = find<QTableView>(u"cases"_s);
    QTRY_COMPARE(cases->model()->rowCount(), 3);
    auto *days = m_page->findChild<DayStrip *>();
    QVERIFY(days->isVisible());
    QCOMPARE(days->dayText(28).section(u": "_s, 1), u"2 run(s)"_s);
    QVERIFY(days->accessibleDescription().contains(u"2 run"_s));
    QSignalSpy asked(m_page.get(), &Page::openRequested);
    cases->selectRow(0);
    QTest::keyClick(cases, Qt::Key_Return);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.first(), (QVariantList{u"audit"_s, u"13"_s})); // the newest stands first
}

void RulesPageTest::stopsTryingWhenNobodyWaits_data()
{
    QTest::addColumn<QString>("what");
    for (const char *what : {"typing", "another rule", "another tab", "the page goes"})
        QTest::newRow(what) << QString::fromLatin1(what);
}

/// A question under way keeps the reading of the next sentence waiting.
void RulesPageTest::stopsTryingWhenNobodyWaits()
{
    QFETCH(QString, what);
    m_inventory->rehearsal = {.events = 900, .runs = 1, .cases = {{m_clock.now(), 13, u"sku C"_s, 0, {u"message the warehouse"_s}}}};
    QTRY_VERIFY(find<QLabel>(u"paraphrase"_s)->text().contains(u"becomes"_s));
    m_inventory->holdsAnswers = true;
    showTab(1);
    if (what == u"typing")
        sentence()->replace(0, 0, u"Please: "_s);
    else if (what == u"another rule")
        m_page->open(u"2"_s);
    else if (what == u"another tab")
        showTab(0);
    else
        m_page.reset();
    m_inventory->releaseAnswers();
    QCOMPARE(m_inventory->rehearsals, 0);
    if (what != u"another tab")
        return;
    showTab(1); // and is tried once somebody looks again
    QTRY_COMPARE(find<QTableView>(u"cases"_s)->model()->rowCount(), 1);
    QCOMPARE(find<QTableView>(u"cases"_s)->model()->index(0, 2).data().toString(), u"C"_s);
}

void RulesPageTest::runsLeadToTheTrail()
{
    m_inventory->ruleRuns = {{.run = 9, .rule = 1, .cause = 40, .at = m_clock.now(), .subject = u"sku MUG"_s, .state = RuleRun::State::Done,
                              .deeds = {{u"message.send"_s, {}, 41, true}}}};
    makePage();
    showTab(3);
    auto *runs = find<QTableView>(u"runs"_s);
    QTRY_COMPARE(runs->model()->rowCount(), 1);
    QVERIFY(runs->model()->index(0, 1).data().toString().contains(u"Send a message"_s));
    QSignalSpy asked(m_page.get(), &Page::openRequested);
    runs->selectRow(0);
    QTest::keyClick(runs, Qt::Key_Return);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.first().at(1).toString(), u"41"_s);
}

void RulesPageTest::goesBackToAVersion()
{
    m_inventory->ruleVersions = {{2, lowStock, u"dana"_s, {}, m_clock.now()}, {1, u"When stock drops below 5, message the warehouse."_s, u"lee"_s, {}, m_clock.now()}};
    makePage();
    showTab(4);
    auto *versions = find<QTableView>(u"versions"_s);
    QTRY_COMPARE(versions->model()->rowCount(), 2);
    QVERIFY(find<QLabel>(u"difference"_s)->accessibleName().contains(u"Added: 10,. Removed: 5,."_s));
    QVERIFY(!find<QPushButton>(u"revert"_s)->isVisible()); // the newest holds already
    versions->selectRow(1);
    QTRY_VERIFY(find<QPushButton>(u"revert"_s)->isVisible());
    QTest::keyClick(find<QPushButton>(u"revert"_s), Qt::Key_Space);
    QTRY_VERIFY(lastCommand<command::WriteRule>());
    QCOMPARE(lastCommand<command::WriteRule>()->rule, 1);
    QVERIFY(lastCommand<command::WriteRule>()->text.contains(u"below 5"_s));
    QVERIFY(!m_inventory->requests.last().why.isEmpty());
}

void RulesPageTest::takesAReadySentence()
{
    action(u"gallery"_s)->trigger();
    auto *gallery = m_page->findChild<Gallery *>();
    QVERIFY(gallery);
    auto *ready = gallery->findChild<QTableView *>(u"ready"_s);
    QTest::keyClick(ready, Qt::Key_Down);
    QTest::keyClick(ready, Qt::Key_Return);
    QCOMPARE(sentence()->sentence(), readyRules().at(1).sentence);
    QTRY_VERIFY(action(u"saveRule"_s)->isEnabled());
}

void RulesPageTest::settlesANotice()
{
    m_inventory->notices = {{.notice = 7, .at = m_clock.now(), .kind = u"task"_s, .recipient = u"ops"_s, .title = u"Count MUG"_s, .text = u"It went below zero."_s}};
    makePage();
    QTRY_VERIFY(find<QPushButton>(u"noticesButton"_s)->text().contains(u"(1)"_s));
    action(u"showNotices"_s)->trigger();
    auto *dialog = m_page->findChild<NoticesDialog *>();
    QVERIFY(dialog);
    auto *table = dialog->findChild<QTableView *>(u"noticeTable"_s);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QTest::keyClick(dialog->findChild<QPushButton *>(u"settle"_s), Qt::Key_Space);
    QTRY_VERIFY(lastCommand<command::SettleNotice>());
    QCOMPARE(lastCommand<command::SettleNotice>()->notice, 7);
    QTRY_COMPARE(table->model()->rowCount(), 0);
    QTRY_COMPARE(find<QPushButton>(u"noticesButton"_s)->text(), u"Messages"_s);
}

void RulesPageTest::settlesTheNoticeThatWasChosen()
{
    const auto notice = [this](qint64 number, const QString &title) { return Notice{.notice = number, .at = m_clock.now(), .kind = u"task"_s, .title = title}; };
    m_inventory->notices = {notice(8, u"Second"_s), notice(7, u"First"_s)};
    makePage();
    action(u"showNotices"_s)->trigger();
    auto *dialog = m_page->findChild<NoticesDialog *>();
    auto *table = dialog->findChild<QTableView *>(u"noticeTable"_s);
    QTRY_COMPARE(table->model()->rowCount(), 2);
    table->selectRow(1);
    m_inventory->notices = {notice(9, u"Third"_s), notice(7, u"First"_s)}; // as many rows, others
    m_inventory->tell({event::NoticeChanged{m_inventory->notices.first()}});
    QTRY_COMPARE(table->model()->index(0, 3).data().toString(), u"Third"_s);
    QCOMPARE(table->model()->index(table->currentIndex().row(), 3).data().toString(), u"First"_s);
    m_inventory->notices = {notice(7, u"First"_s), notice(6, u"Older"_s)};
    m_inventory->tell({event::NoticeChanged{m_inventory->notices.first()}});
    QTRY_COMPARE(table->model()->index(1, 3).data().toString(), u"Older"_s);
    QCOMPARE(table->currentIndex().row(), 0);
    auto *done = dialog->findChild<QPushButton *>(u"settle"_s);
    done->setFocus();
    QTest::keyClick(done, Qt::Key_Space);
    QVERIFY(!done->isEnabled()); // until it is answered
    QTRY_VERIFY(lastCommand<command::SettleNotice>());
    QCOMPARE(lastCommand<command::SettleNotice>()->notice, 7);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QVERIFY(done->isEnabled());
}

void RulesPageTest::aRefusalWithoutRepairsHasNone()
{
    RuleReading hopeless = refused();
    hopeless.refusal->suggestions.clear();
    m_inventory->ruleReadings.insert(u"Hopeless."_s, hopeless);
    write(holdRisky);
    QTRY_COMPARE(repairs().size(), 2);
    write({});
    QTRY_COMPARE(repairs().size(), 0);
    write(u"Hopeless."_s);
    QTRY_VERIFY(sentence()->accessibleDescription().contains(u"no meaning"_s));
    QCOMPARE(repairs().size(), 0);
    write(holdRisky);
    QTRY_COMPARE(repairs().size(), 2);
}

void RulesPageTest::keysThatAreOnlyHeldLeaveTheListOpen()
{
    m_inventory->ruleCompletions = {{u"Amazon"_s, u"name"_s}, {u"available"_s, u"grammar"_s}};
    write({});
    QTest::keyClicks(sentence(), u"When a"_s);
    QTRY_VERIFY(sentence()->isOffering());
    QTest::keyClick(sentence(), Qt::Key_Shift);
    QVERIFY(sentence()->isOffering());
}

void RulesPageTest::nothingCanBeChangedInReview()
{
    m_inventory->readOnly = true;
    makePage();
    QTRY_COMPARE(sentence()->sentence(), lowStock);
    QVERIFY(sentence()->isReadOnly());
    for (const QAction *one : m_page->commands())
        QVERIFY2(one->objectName() == u"showNotices"_s || one->objectName() == u"checkHistory"_s || !one->isEnabled(), qPrintable(one->text()));
}

void RulesPageTest::nothingIsCutOrNameless_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("tab");
    for (const int width : {1084, 1244})
        for (int tab = 0; tab < 5; ++tab)
            QTest::addRow("%d, tab %d", width, tab) << width << tab;
}

void RulesPageTest::nothingIsCutOrNameless()
{
    QFETCH(int, width);
    QFETCH(int, tab);
    m_page->resize(width, 740);
    QTRY_COMPARE(sentence()->sentence(), lowStock);
    showTab(tab);
    QTRY_COMPARE(test::cutLabels(*m_page), QStringList{});
    const QStringList nameless = test::namelessControls(*m_page);
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u", "_s)));
}

QTEST_MAIN(RulesPageTest)
#include "rules_page_test.moc"
