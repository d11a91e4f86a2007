#include "tests/ui/rules/rules_fixture.h"
#include "ui/rules/gallery.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTextBlock>
#include <QTextLayout>

using namespace crossdock;
using namespace crossdock::ui;
using namespace Qt::Literals::StringLiterals;

/// A rule as it is written: what is refused and mended, what may come next, what is saved and what is kept.
class RuleWritingTest : public QObject, private test::RulesFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { openShop(); }
    void cleanup() { closeShop(); }
    void refusalStandsUnderItsWords();
    void aRepairOfWordsIsPutInPlace();
    void aRepairOfTheWholeReplacesAll();
    void aRefusalWithoutRepairsHasNone();
    void lateReadingsAreDropped();
    void completesWithTab();
    void takesTheWholeOfAName();
    void escapeClosesTheListOnly();
    void keysThatAreOnlyHeldLeaveTheListOpen();
    void savesANewRule();
    void anUnsavedSentenceIsKept();
    void whatIsTypedWhileSavingIsKept_data();
    void whatIsTypedWhileSavingIsKept();
    void aLateSaveLeavesTheOpenRuleAlone();
    void nothingCanBeSavedBeforeItIsRead();
    void anEarlierVersionDoesNotEatUnsavedWords();
    void goesBackToAVersion();
    void takesAReadySentence();
    void aReadyRuleDoesNotEatADraft();
    void nobodyIsAskedUnlessItIsSetUp();
    void takesAProposal();
    void saysWhyThereIsNoProposal();
};

void RuleWritingTest::nobodyIsAskedUnlessItIsSetUp()
{
    makePage();
    QTRY_VERIFY(sentence()->isVisible());
    QVERIFY(!find<QLineEdit>(u"freeTalk"_s)->isVisible());
}

void RuleWritingTest::takesAProposal()
{
    inventory->assistant = {u"https://model.example/v1"_s, u"small"_s};
    desk->proposals = {{better, u"When an order is created and its risk is high: hold it."_s, {}}};
    makePage();
    write({});
    auto *talk = find<QLineEdit>(u"freeTalk"_s);
    QTRY_VERIFY(talk->isVisible());
    QVERIFY(says(*page, u"model.example"_s)); // where it goes
    talk->setFocus();
    QTest::keyClicks(talk, u"hold what looks risky"_s);
    QTest::keyClick(talk, Qt::Key_Return);
    QTRY_VERIFY(find<QPushButton>(u"proposal"_s) != nullptr);
    QVERIFY(desk->calls.contains(u"suggestRules hold what looks risky"_s));
    QTRY_VERIFY(says(*page, u"its risk is high"_s)); // what it is understood as
    QTest::keyClick(find<QPushButton>(u"proposal"_s), Qt::Key_Space);
    QTRY_COMPARE(sentence()->sentence(), better);
    QTRY_VERIFY(action(u"saveRule"_s)->isEnabled()); // read like anything that is typed
}

void RuleWritingTest::saysWhyThereIsNoProposal()
{
    inventory->assistant = {u"https://model.example/v1"_s, u"small"_s};
    makePage();
    auto *talk = find<QLineEdit>(u"freeTalk"_s);
    QTRY_VERIFY(talk->isVisible());
    desk->nextError = Error{Error::Code::Rejected, u"assistant"_s, u"it refused: I cannot help with that."_s};
    QTest::keyClicks(talk, u"do my taxes"_s);
    QTest::keyClick(talk, Qt::Key_Return);
    QTRY_VERIFY(says(*page, u"I cannot help with that."_s));
    QVERIFY(find<QPushButton>(u"proposal"_s) == nullptr);
}

void RuleWritingTest::refusalStandsUnderItsWords()
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

void RuleWritingTest::aRepairOfWordsIsPutInPlace()
{
    write(holdRisky);
    QTRY_COMPARE(repairs().size(), 2);
    QTest::keyClick(repairs().first(), Qt::Key_Space);
    QTRY_COMPARE(sentence()->sentence(), u"When a high-risk order arrives, hold it."_s);
    QTRY_VERIFY(repairs().isEmpty());
    QTRY_VERIFY(action(u"saveRule"_s)->isEnabled());
}

void RuleWritingTest::aRepairOfTheWholeReplacesAll()
{
    write(holdRisky);
    QTRY_COMPARE(repairs().size(), 2);
    QTest::keyClick(repairs().last(), Qt::Key_Space);
    QTRY_COMPARE(sentence()->sentence(), better);
}

void RuleWritingTest::aRefusalWithoutRepairsHasNone()
{
    RuleReading hopeless = refused();
    hopeless.refusal->suggestions.clear();
    inventory->ruleReadings.insert(u"Hopeless."_s, hopeless);
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

void RuleWritingTest::lateReadingsAreDropped()
{
    inventory->holdsAnswers = true;
    write(holdRisky);
    QTest::qWait(250); // the question about the wrong sentence is under way
    sentence()->replace(0, static_cast<int>(sentence()->sentence().size()), lowStock);
    QTest::qWait(250);
    inventory->releaseAnswers();
    QTRY_VERIFY(find<QLabel>(u"paraphrase"_s)->text().contains(u"becomes less than 10"_s));
    QVERIFY(repairs().isEmpty());
}

void RuleWritingTest::completesWithTab()
{
    inventory->ruleCompletions = {{u"Amazon"_s, u"name"_s, 5}, {u"available"_s, u"grammar"_s, 5}};
    write({});
    QTest::keyClicks(sentence(), u"When a"_s);
    QTRY_VERIFY(sentence()->isOffering());
    QTest::keyClick(sentence(), Qt::Key_Down);
    QTest::keyClick(sentence(), Qt::Key_Tab);
    QCOMPARE(sentence()->sentence(), u"When available "_s);
    QVERIFY(sentence()->hasFocus());
}

/// A name of several words, of which some are written: what is offered says what it stands for.
void RuleWritingTest::takesTheWholeOfAName()
{
    inventory->ruleCompletions = {{u"Amazon FBA"_s, u"name"_s, 5}};
    write({});
    QTest::keyClicks(sentence(), u"When amazon f"_s);
    QTRY_VERIFY(sentence()->isOffering());
    QTest::keyClick(sentence(), Qt::Key_Tab);
    QCOMPARE(sentence()->sentence(), u"When Amazon FBA "_s);
}

void RuleWritingTest::escapeClosesTheListOnly()
{
    inventory->ruleCompletions = {{u"Amazon"_s, u"name"_s, 5}, {u"available"_s, u"grammar"_s, 5}};
    write({});
    QTest::keyClicks(sentence(), u"When a"_s);
    QTRY_VERIFY(sentence()->isOffering());
    QTest::keyClick(sentence(), Qt::Key_Escape);
    QVERIFY(!sentence()->isOffering());
    QCOMPARE(sentence()->sentence(), u"When a"_s);
    QTest::keyClick(sentence(), Qt::Key_Return); // nothing is chosen: Enter writes
    QVERIFY(sentence()->sentence().endsWith(u'\n'));
}

void RuleWritingTest::keysThatAreOnlyHeldLeaveTheListOpen()
{
    inventory->ruleCompletions = {{u"Amazon"_s, u"name"_s, 5}, {u"available"_s, u"grammar"_s, 5}};
    write({});
    QTest::keyClicks(sentence(), u"When a"_s);
    QTRY_VERIFY(sentence()->isOffering());
    QTest::keyClick(sentence(), Qt::Key_Shift);
    QVERIFY(sentence()->isOffering());
}

void RuleWritingTest::savesANewRule()
{
    QSignalSpy said(page.get(), &Page::said);
    write(lowStock);
    QTest::keyClicks(find<QLineEdit>(u"ruleName"_s), u"Mine"_s);
    QTRY_VERIFY(action(u"saveRule"_s)->isEnabled());
    QVERIFY(!action(u"armRule"_s)->isEnabled()); // nothing is on record yet
    action(u"saveRule"_s)->trigger();
    QTRY_COMPARE(said.count(), 1);
    const auto *written = lastCommand<command::WriteRule>();
    QVERIFY(written && written->rule == 0 && written->name == u"Mine"_s && written->text == lowStock);
    QTRY_COMPARE(page->selectedId(), u"3"_s);
    QTRY_VERIFY(action(u"armRule"_s)->isEnabled());
    QVERIFY(!find<QLabel>(u"unsaved"_s)->isVisible());
}

void RuleWritingTest::anUnsavedSentenceIsKept()
{
    QTRY_COMPARE(sentence()->sentence(), lowStock);
    sentence()->replace(0, 0, u"Please: "_s);
    QVERIFY(find<QLabel>(u"unsaved"_s)->isVisible());
    page->open(u"2"_s);
    QTRY_COMPARE(sentence()->sentence(), better);
    page->open(u"1"_s);
    QTRY_COMPARE(sentence()->sentence(), u"Please: "_s + lowStock);
    QTRY_VERIFY(find<QLabel>(u"unsaved"_s)->isVisible());
}

void RuleWritingTest::whatIsTypedWhileSavingIsKept_data()
{
    QTest::addColumn<bool>("isNew");
    QTest::newRow("a new rule") << true;
    QTest::newRow("a rule on record") << false;
}

void RuleWritingTest::whatIsTypedWhileSavingIsKept()
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
    QTRY_COMPARE(page->selectedId(), isNew ? u"3"_s : u"1"_s);
    QTRY_VERIFY(action(u"saveRule"_s)->isEnabled());
    QCOMPARE(sentence()->sentence(), u"Really: "_s + sent);
    QVERIFY(find<QLabel>(u"unsaved"_s)->isVisible());
    QCOMPARE(lastCommand<command::WriteRule>()->text, sent);
    QCOMPARE(inventory->rules.size(), isNew ? 3 : 2);
    action(u"saveRule"_s)->trigger();
    QTRY_VERIFY(!find<QLabel>(u"unsaved"_s)->isVisible());
    QCOMPARE(inventory->rules.size(), isNew ? 3 : 2); // a new version, and no second rule
}

void RuleWritingTest::aLateSaveLeavesTheOpenRuleAlone()
{
    write(lowStock);
    QTRY_VERIFY(action(u"saveRule"_s)->isEnabled());
    action(u"saveRule"_s)->trigger();
    page->open(u"2"_s);
    QTRY_COMPARE(table()->model()->rowCount(), 3);
    QTRY_COMPARE(sentence()->sentence(), better);
    QCOMPARE(page->selectedId(), u"2"_s);
    action(u"newRule"_s)->trigger();
    QCOMPARE(sentence()->sentence(), QString()); // what was written is on record, and no draft
}

void RuleWritingTest::nothingCanBeSavedBeforeItIsRead()
{
    QTRY_COMPARE(sentence()->sentence(), lowStock);
    inventory->holdsAnswers = true;
    page->open(u"2"_s);
    QVERIFY(sentence()->isReadOnly()); // it still shows the rule before
    sentence()->replace(0, 0, u"Please: "_s);
    QVERIFY(!action(u"saveRule"_s)->isEnabled() && !find<QLabel>(u"unsaved"_s)->isVisible());
    inventory->releaseAnswers();
    QTRY_COMPARE(sentence()->sentence(), better);
    QVERIFY(!sentence()->isReadOnly());
    page->open(u"1"_s);
    QTRY_COMPARE(sentence()->sentence(), lowStock);
}

void RuleWritingTest::anEarlierVersionDoesNotEatUnsavedWords()
{
    inventory->ruleVersions = {{2, lowStock, u"dana"_s, {}, clock.now()}, {1, u"When stock drops below 5, message the warehouse."_s, u"lee"_s, {}, clock.now()}};
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

void RuleWritingTest::goesBackToAVersion()
{
    inventory->ruleVersions = {{2, lowStock, u"dana"_s, {}, clock.now()}, {1, u"When stock drops below 5, message the warehouse."_s, u"lee"_s, {}, clock.now()}};
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
    QVERIFY(!inventory->requests.last().why.isEmpty());
}

void RuleWritingTest::takesAReadySentence()
{
    action(u"gallery"_s)->trigger();
    auto *gallery = page->findChild<Gallery *>();
    QVERIFY(gallery);
    auto *ready = gallery->findChild<QTableView *>(u"ready"_s);
    QTest::keyClick(ready, Qt::Key_Down);
    QTest::keyClick(ready, Qt::Key_Return);
    QCOMPARE(sentence()->sentence(), readyRules().at(1).sentence);
    QTRY_VERIFY(action(u"saveRule"_s)->isEnabled());
}

void RuleWritingTest::aReadyRuleDoesNotEatADraft()
{
    write(holdRisky);
    page->open(u"1"_s);
    QTRY_COMPARE(sentence()->sentence(), lowStock);
    action(u"gallery"_s)->trigger();
    QTest::keyClick(page->findChild<Gallery *>()->findChild<QTableView *>(u"ready"_s), Qt::Key_Return);
    QCOMPARE(sentence()->sentence(), readyRules().first().sentence);
    QCOMPARE(find<QLineEdit>(u"ruleName"_s)->text(), readyRules().first().title);
    sentence()->undo();
    QCOMPARE(sentence()->sentence(), holdRisky);
}

QTEST_MAIN(RuleWritingTest)
#include "rule_writing_test.moc"
