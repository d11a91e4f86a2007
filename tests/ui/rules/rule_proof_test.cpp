#include "tests/ui/fake_desk.h"
#include "tests/ui/page_checks.h"
#include "ui/rules/day_strip.h"
#include "ui/rules/rules_model.h"
#include "ui/rules/rules_page.h"
#include "ui/rules/sentence_edit.h"
#include "ui/widgets/form_dialog.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

using namespace crossdock;
using namespace crossdock::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

enum Tab { Meaning, Past, Examples, Runs, Versions };

const QString newer = u"When stock drops below 10, message the warehouse."_s;
const QString older = u"When stock drops below 5, message the warehouse."_s;

RuleExample example(qint64 number, const QString &text, const QString &why = {})
{
    return {.example = number, .text = text, .author = u"dana"_s, .at = {}, .passes = why.isEmpty(), .words = why};
}

RuleRehearsal rehearsal(Time at, const QStringList &skus)
{
    RuleRehearsal made{.events = 900, .runs = skus.size()};
    for (qsizetype i = 0; i < skus.size(); ++i)
        made.cases.append({at, 11 + i, u"sku "_s + skus[i], 0, {u"message the warehouse"_s}});
    return made;
}

} // namespace

/// What the page shows to prove a rule: its examples, two versions beside each other, what the past says against it, how much
/// it may do, and how that is taken back. By keyboard, offscreen, with answers of a test's own.
class RuleProofTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void examplesSayWhetherTheyPass_data();
    void examplesSayWhetherTheyPass();
    void anExampleIsAddedByEnter();
    void anExampleIsChanged();
    void anExampleIsRemovedByDelete();
    void aRefusedExampleStaysInTheField();
    void unsavedWordsAreNotHeldAgainstExamples();
    void versionsStandBesideEachOther_data();
    void versionsStandBesideEachOther();
    void theSameIsSaid();
    void aVersionIsComparedFromItsList();
    void comparingStopsWhenNobodyWaits();
    void comparingIsCancelledByItsButton();
    void historyIsLookedAtWhenAsked();
    void historyThatFailedSaysWhy();
    void aNewVersionForgetsItsHistory();
    void theBoundIsSetWhenArming_data();
    void theBoundIsSetWhenArming();
    void theBoundOfALiveRuleIsChanged();
    void armingSaysWhatStandsInTheWay_data();
    void armingSaysWhatStandsInTheWay();
    void takingBackSaysWhat_data();
    void takingBackSaysWhat();
    void takingBackAsksForItsSpan();
    void nothingIsProvenInReview();
    void dialogsAreNotCut();

private:
    void makePage();
    template <class T>
    T *find(const QString &name) const
    {
        return m_page->findChild<T *>(name);
    }
    QAction *action(const QString &name) const { return m_page->findChild<QAction *>(name); }
    QTabWidget *tabs() const { return find<QTabWidget>(u"ruleTabs"_s); }
    QString labelText(const QString &name) const { return find<QLabel>(name)->text(); }
    static bool says(const QWidget &widget, const QString &words);
    template <class C>
    const C *lastCommand() const
    {
        return m_inventory->requests.isEmpty() ? nullptr : std::get_if<C>(&m_inventory->requests.last().command);
    }
    FormDialog *openDialog(const QString &by, const QString &name)
    {
        action(by)->trigger();
        return m_page->findChild<FormDialog *>(name);
    }

    SystemClock m_clock;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<test::FakeInventory> m_inventory;
    std::unique_ptr<test::FakeDesk> m_desk;
    std::unique_ptr<RulesPage> m_page;
};

void RuleProofTest::initTestCase()
{
    m_theme = std::make_unique<Theme>(*qApp);
}

void RuleProofTest::init()
{
    m_inventory = std::make_unique<test::FakeInventory>(m_clock);
    m_desk = std::make_unique<test::FakeDesk>(*m_inventory, m_clock);
    m_inventory->rules = {{.rule = 1, .name = u"Low stock"_s, .text = newer, .state = RuleRow::State::Draft, .version = 2, .author = u"dana"_s, .runs = 3, .lastRunAt = m_clock.now()}};
    m_inventory->ruleVersions = {{2, newer, u"dana"_s, {}, m_clock.now()}, {1, older, u"lee"_s, {}, m_clock.now()}};
    m_inventory->ruleReading.paraphrase = u"When the available stock becomes less than 10: message the warehouse."_s;
    makePage();
}

void RuleProofTest::makePage()
{
    m_page = std::make_unique<RulesPage>(Context{*m_inventory, *m_desk, m_clock, *m_theme, u"dana"_s});
    m_page->resize(1084, 740);
    m_page->show();
    m_page->activateWindow();
    QTRY_COMPARE(m_page->findChild<SentenceEdit *>()->sentence(), newer);
}

void RuleProofTest::cleanup()
{
    m_page.reset(); // before what it uses
    m_desk.reset();
    m_inventory.reset();
}

bool RuleProofTest::says(const QWidget &widget, const QString &words)
{
    const auto labels = widget.findChildren<QLabel *>();
    return std::any_of(labels.cbegin(), labels.cend(), [&](const QLabel *label) { return label->isVisible() && label->text().contains(words); });
}

void RuleProofTest::examplesSayWhetherTheyPass_data()
{
    QTest::addColumn<QList<RuleExample>>("examples");
    QTest::addColumn<QString>("tab");
    QTest::addColumn<QString>("said");
    QTest::addColumn<QStringList>("states");
    const RuleExample good = example(1, u"for order web/1 hold it"_s), bad = example(2, u"for order web/2 hold it"_s, u"the rule would do nothing"_s);
    QTest::newRow("none teaches") << QList<RuleExample>{} << u"Examples"_s << u"for order web/1001 hold it"_s << QStringList{};
    QTest::newRow("all pass") << QList<RuleExample>{good} << u"Examples"_s << u"The rule does what"_s << QStringList{u"Passes"_s};
    QTest::newRow("one fails") << QList<RuleExample>{good, bad} << u"1 example(s) fail"_s << u"“for order web/2 hold it”: the rule would do nothing"_s
                               << QStringList{u"Passes"_s, u"Fails"_s};
}

void RuleProofTest::examplesSayWhetherTheyPass()
{
    QFETCH(QList<RuleExample>, examples);
    QFETCH(QString, tab);
    QFETCH(QString, said);
    QFETCH(QStringList, states);
    m_inventory->ruleExamples = examples;
    makePage();
    tabs()->setCurrentIndex(Examples);
    QTRY_VERIFY2(labelText(u"exampleSummary"_s).contains(said), qPrintable(labelText(u"exampleSummary"_s)));
    QCOMPARE(tabs()->tabText(Examples), tab);
    const auto *model = find<QTableView>(u"examples"_s)->model();
    QCOMPARE(model->rowCount(), states.size());
    for (int row = 0; row < model->rowCount(); ++row) {
        QCOMPARE(model->index(row, 1).data().toString(), states[row]);
        if (!examples[row].passes) // read with the row, not only seen
            QVERIFY(model->index(row, 0).data(Qt::AccessibleTextRole).toString().contains(examples[row].words));
    }
}

void RuleProofTest::anExampleIsAddedByEnter()
{
    tabs()->setCurrentIndex(Examples);
    auto *field = find<QLineEdit>(u"example"_s);
    QVERIFY(!find<QPushButton>(u"addExample"_s)->isEnabled());
    QTest::keyClicks(field, u"for order  web/7 hold it"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(lastCommand<command::ChangeExample>());
    QCOMPARE(lastCommand<command::ChangeExample>()->rule, 1);
    QCOMPARE(lastCommand<command::ChangeExample>()->example, 0);
    QCOMPARE(lastCommand<command::ChangeExample>()->text, u"for order web/7 hold it"_s);
    QTRY_COMPARE(find<QTableView>(u"examples"_s)->model()->rowCount(), 1);
    QCOMPARE(field->text(), QString());
}

void RuleProofTest::anExampleIsChanged()
{
    m_inventory->ruleExamples = {example(4, u"for order web/1 hold it"_s), example(5, u"for order web/2 hold it"_s)};
    makePage();
    tabs()->setCurrentIndex(Examples);
    auto *table = find<QTableView>(u"examples"_s);
    QTRY_COMPARE(table->model()->rowCount(), 2);
    auto *field = find<QLineEdit>(u"example"_s);
    table->selectRow(1);
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(field->text(), u"for order web/2 hold it"_s);
    QTest::keyClick(field, Qt::Key_Escape); // leaves it as it was
    QCOMPARE(field->text(), QString());
    QTest::keyClick(table, Qt::Key_Return);
    QTest::keyClicks(field, u"for order web/3 hold it"_s); // all of it was selected
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(lastCommand<command::ChangeExample>());
    QCOMPARE(lastCommand<command::ChangeExample>()->example, 5);
    QCOMPARE(lastCommand<command::ChangeExample>()->text, u"for order web/3 hold it"_s);
}

void RuleProofTest::anExampleIsRemovedByDelete()
{
    m_inventory->ruleExamples = {example(4, u"for order web/1 hold it"_s), example(5, u"for order web/2 hold it"_s)};
    makePage();
    tabs()->setCurrentIndex(Examples);
    auto *table = find<QTableView>(u"examples"_s);
    QTRY_COMPARE(table->model()->rowCount(), 2);
    QSignalSpy said(m_page.get(), &Page::said);
    table->selectRow(0);
    QTest::keyClick(table, Qt::Key_Delete);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QCOMPARE(lastCommand<command::ChangeExample>()->example, 4);
    QCOMPARE(lastCommand<command::ChangeExample>()->text, QString());
    QVERIFY(said.first().first().toString().contains(u"for order web/1 hold it"_s));
}

void RuleProofTest::aRefusedExampleStaysInTheField()
{
    tabs()->setCurrentIndex(Examples);
    auto *field = find<QLineEdit>(u"example"_s);
    m_inventory->nextError = Error{Error::Code::InvalidInput, u"hold it"_s, u"an example begins with the thing"_s};
    QTest::keyClicks(field, u"hold it"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(says(*tabs(), u"an example begins with the thing"_s));
    QCOMPARE(field->text(), u"hold it"_s);
    QVERIFY(find<QPushButton>(u"addExample"_s)->isEnabled());
}

void RuleProofTest::unsavedWordsAreNotHeldAgainstExamples()
{
    m_inventory->ruleExamples = {example(4, u"for order web/1 hold it"_s)};
    makePage();
    tabs()->setCurrentIndex(Examples);
    QVERIFY(!says(*tabs(), u"version on record"_s));
    m_page->findChild<SentenceEdit *>()->replace(0, 0, u"Please: "_s);
    QVERIFY(says(*tabs(), u"version on record"_s));
}

void RuleProofTest::versionsStandBesideEachOther_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QStringList>("version");
    QTest::addColumn<QStringList>("onlyIn"); // of each row: whose it is, and on what
    QTest::newRow("only these words") << QStringList{u"A"_s, u"B"_s} << QStringList{u"A"_s} << QStringList{u"These words B"_s};
    QTest::newRow("only the version") << QStringList{u"A"_s} << QStringList{u"A"_s, u"B"_s} << QStringList{u"Version 1 B"_s};
    QTest::newRow("nothing alike") << QStringList{u"A"_s} << QStringList{u"B"_s} << QStringList{u"These words A"_s, u"Version 1 B"_s};
    QTest::newRow("one does nothing") << QStringList{} << QStringList{u"A"_s} << QStringList{u"Version 1 A"_s};
}

void RuleProofTest::versionsStandBesideEachOther()
{
    QFETCH(QStringList, words);
    QFETCH(QStringList, version);
    QFETCH(QStringList, onlyIn);
    const Time at = m_clock.now();
    m_inventory->rehearsal = rehearsal(at, words);
    m_inventory->versionRehearsals.insert(1, rehearsal(at, version));
    tabs()->setCurrentIndex(Past);
    auto *beside = find<QComboBox>(u"beside"_s);
    QTRY_COMPARE(m_inventory->rehearsals, 1);
    QVERIFY(!find<DayStrip>(u"versionDays"_s)->isVisible());
    beside->setCurrentIndex(beside->findData(1));
    QTRY_VERIFY(find<DayStrip>(u"versionDays"_s)->isVisible());
    QCOMPARE(m_inventory->rehearsals, 3); // both again
    const auto *model = find<QTableView>(u"cases"_s)->model();
    QStringList rows;
    for (int row = 0; row < model->rowCount(); ++row)
        rows.append(model->index(row, 0).data().toString() + u' ' + model->index(row, 2).data().toString());
    QCOMPARE(rows, onlyIn);
    QVERIFY(labelText(u"rehearsed"_s).contains(u"%1 run(s) on %1 thing(s)"_s.arg(version.size())));
    QVERIFY(find<DayStrip>(u"versionDays"_s)->accessibleName().contains(u"Version 1"_s));
    QVERIFY(find<DayStrip>(u"versionDays"_s)->accessibleDescription().contains(u"%1 run(s)"_s.arg(version.size())));
    beside->setCurrentIndex(0);
    QTRY_VERIFY(!find<DayStrip>(u"versionDays"_s)->isVisible());
}

void RuleProofTest::theSameIsSaid()
{
    m_inventory->rehearsal = rehearsal(m_clock.now(), {u"A"_s});
    tabs()->setCurrentIndex(Past);
    find<QComboBox>(u"beside"_s)->setCurrentIndex(1);
    QTRY_VERIFY(labelText(u"rehearsed"_s).contains(u"They would have done the same"_s));
    QVERIFY(!find<QTableView>(u"cases"_s)->isVisible());
}

void RuleProofTest::aVersionIsComparedFromItsList()
{
    m_inventory->versionRehearsals.insert(1, rehearsal(m_clock.now(), {u"A"_s}));
    tabs()->setCurrentIndex(Versions);
    find<QTableView>(u"versions"_s)->selectRow(1);
    QTest::keyClick(find<QPushButton>(u"compare"_s), Qt::Key_Space);
    QCOMPARE(tabs()->currentIndex(), int(Past));
    QTRY_VERIFY(labelText(u"rehearsed"_s).contains(u"Version 1: 1 run"_s));
}

void RuleProofTest::comparingStopsWhenNobodyWaits()
{
    m_inventory->holdsAnswers = true;
    tabs()->setCurrentIndex(Past);
    find<QComboBox>(u"beside"_s)->setCurrentIndex(1);
    m_page->findChild<SentenceEdit *>()->replace(0, 0, u"Please: "_s);
    m_inventory->releaseAnswers();
    QCOMPARE(m_inventory->rehearsals, 0);
}

void RuleProofTest::comparingIsCancelledByItsButton()
{
    m_inventory->holdsAnswers = true;
    tabs()->setCurrentIndex(Past);
    find<QComboBox>(u"beside"_s)->setCurrentIndex(1);
    QPushButton *cancel = nullptr;
    const auto isThere = [&] {
        for (QPushButton *button : tabs()->currentWidget()->findChildren<QPushButton *>())
            if (button->isVisible() && button->text() == u"Cancel"_s)
                cancel = button;
        return cancel != nullptr;
    };
    QTRY_VERIFY(isThere()); // it appears once it has taken a while
    QTest::keyClick(cancel, Qt::Key_Space);
    QVERIFY(labelText(u"rehearsed"_s).contains(u"You stopped it"_s));
    m_inventory->releaseAnswers();
    QCOMPARE(m_inventory->rehearsals, 0);
}

void RuleProofTest::historyIsLookedAtWhenAsked()
{
    const RuleFinding flapping{u"flapping"_s, {1}, u"“Low stock” would have run 14 times on 2026-03-01 for sku MUG."_s};
    m_inventory->pastFindings = {flapping};
    const auto found = [this] { return find<QTableView>(u"rules"_s)->model()->index(0, RulesModel::Findings); };
    QCOMPARE(found().data().toString(), QString());
    action(u"checkHistory"_s)->trigger();
    QVERIFY(!action(u"checkHistory"_s)->isEnabled()); // until it is answered
    QTRY_COMPARE(found().data().toString(), u"1"_s);
    QVERIFY(action(u"checkHistory"_s)->isEnabled());
    for (const int role : {int(Qt::ToolTipRole), int(Qt::AccessibleTextRole)})
        QVERIFY(found().data(role).toString().contains(flapping.words));
    QVERIFY(labelText(u"historyOutcome"_s).startsWith(u"1 finding"_s));
    tabs()->setCurrentIndex(Meaning);
    QTRY_VERIFY(says(*find<QWidget>(u"pastFindings"_s), flapping.words));
    QVERIFY(find<QWidget>(u"pastFindings"_s)->accessibleDescription().contains(u"again and again"_s));
}

void RuleProofTest::historyThatFailedSaysWhy()
{
    m_inventory->queryError = Error{Error::Code::StoreFailed, u"disk"_s, u"full"_s};
    action(u"checkHistory"_s)->trigger();
    QTRY_VERIFY(labelText(u"historyOutcome"_s).contains(u"full"_s));
    QVERIFY(action(u"checkHistory"_s)->isEnabled());
}

void RuleProofTest::aNewVersionForgetsItsHistory()
{
    m_inventory->pastFindings = {{u"dead"_s, {1}, u"“Low stock” would not have run once."_s}};
    action(u"checkHistory"_s)->trigger();
    const auto found = [this] { return find<QTableView>(u"rules"_s)->model()->index(0, RulesModel::Findings).data().toString(); };
    QTRY_COMPARE(found(), u"1"_s);
    m_inventory->rules[0].runsToday = 4; // running changes nothing
    m_inventory->tell({event::RuleChanged{m_inventory->rules[0]}});
    QTest::qWait(50);
    QCOMPARE(found(), u"1"_s);
    m_inventory->rules[0].version = 3;
    m_inventory->tell({event::RuleChanged{m_inventory->rules[0]}});
    QTRY_COMPARE(found(), QString());
    QVERIFY(!find<QWidget>(u"pastFindings"_s)->isVisible());
}

void RuleProofTest::theBoundIsSetWhenArming_data()
{
    QTest::addColumn<int>("before");
    QTest::addColumn<QString>("typed"); // empty: left as it is
    QTest::addColumn<int>("after");
    QTest::newRow("none, left") << 0 << QString() << 0;
    QTest::newRow("one is set") << 0 << u"50"_s << 50;
    QTest::newRow("one is kept") << 50 << QString() << 50;
    QTest::newRow("another") << 50 << u"7"_s << 7;
    QTest::newRow("lifted") << 50 << u"0"_s << 0;
}

void RuleProofTest::theBoundIsSetWhenArming()
{
    QFETCH(int, before);
    QFETCH(QString, typed);
    QFETCH(int, after);
    m_inventory->rules[0].most = before;
    makePage();
    QTRY_VERIFY(action(u"armRule"_s)->isEnabled());
    auto *dialog = openDialog(u"armRule"_s, u"armDialog"_s);
    auto *most = dialog->findChild<QSpinBox *>(u"most"_s);
    QCOMPARE(most->value(), before);
    most->setFocus();
    most->selectAll();
    QTest::keyClicks(most, typed);
    QTest::keyClick(dialog->findChild<QPushButton *>(u"submit"_s), Qt::Key_Space);
    QTRY_VERIFY(lastCommand<command::ChangeRule>());
    QCOMPARE(lastCommand<command::ChangeRule>()->what, command::ChangeRule::What::Arm);
    QCOMPARE(lastCommand<command::ChangeRule>()->most, std::optional(after));
    QTRY_VERIFY(action(u"boundRule"_s)->isEnabled());
    QCOMPARE(action(u"boundRule"_s)->text().contains(u"none"_s), after == 0);
    QCOMPARE(action(u"boundRule"_s)->text().contains(u"%1 an hour"_s.arg(after)), after > 0);
}

void RuleProofTest::theBoundOfALiveRuleIsChanged()
{
    m_inventory->rules[0].state = RuleRow::State::Live;
    m_inventory->ruleExamples = {example(2, u"for order web/2 hold it"_s, u"the rule would do nothing"_s)};
    makePage();
    QTRY_VERIFY(action(u"boundRule"_s)->isEnabled());
    auto *dialog = openDialog(u"boundRule"_s, u"armDialog"_s);
    dialog->findChild<QSpinBox *>(u"most"_s)->setValue(20);
    QTest::keyClick(dialog->findChild<QPushButton *>(u"submit"_s), Qt::Key_Space);
    QTRY_COMPARE(m_inventory->rules[0].most, 20);
    QCOMPARE(m_inventory->rules[0].state, RuleRow::State::Live);
}

void RuleProofTest::armingSaysWhatStandsInTheWay_data()
{
    QTest::addColumn<QStringList>("missing");
    QTest::addColumn<QList<RuleExample>>("examples");
    QTest::addColumn<QString>("said"); // empty: nothing stands in the way
    const RuleExample good = example(1, u"for order web/1 hold it"_s), bad = example(2, u"for order web/2 hold it"_s, u"the rule would do nothing"_s);
    QTest::newRow("nothing") << QStringList{} << QList<RuleExample>{good} << QString();
    QTest::newRow("a failing example") << QStringList{} << QList<RuleExample>{good, bad} << u"“for order web/2 hold it” fails: the rule would do nothing"_s;
    QTest::newRow("a mail server") << QStringList{u"There is no mail server."_s} << QList<RuleExample>{} << u"There is no mail server."_s;
    QTest::newRow("very much") << QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s} << QList<RuleExample>{bad} << u"And 2 more"_s;
}

void RuleProofTest::armingSaysWhatStandsInTheWay()
{
    QFETCH(QStringList, missing);
    QFETCH(QList<RuleExample>, examples);
    QFETCH(QString, said);
    QTRY_VERIFY(action(u"armRule"_s)->isEnabled());
    m_inventory->ruleReading.missing = missing; // since the page read it
    m_inventory->ruleExamples = examples;
    auto *dialog = openDialog(u"armRule"_s, u"armDialog"_s);
    auto *submit = dialog->findChild<QPushButton *>(u"submit"_s);
    if (said.isEmpty()) {
        QTest::qWait(50);
        QVERIFY(submit->isEnabled());
        return;
    }
    QTRY_VERIFY(says(*dialog, said));
    QVERIFY(!submit->isEnabled());
}

void RuleProofTest::takingBackSaysWhat_data()
{
    QTest::addColumn<QString>("deed");
    QTest::addColumn<bool>("isShadow");
    QTest::addColumn<int>("hoursAgo");
    QTest::addColumn<QString>("said");
    QTest::addColumn<bool>("canBe");
    QTest::newRow("a hold") << u"order.hold"_s << false << 0 << u"Hold the order, 1 time(s): taken back"_s << true;
    QTest::newRow("a message") << u"message.send"_s << false << 0 << u"what was sent stays sent"_s << true;
    QTest::newRow("a cancellation") << u"order.cancel"_s << false << 0 << u"Cancel the order, 1 time(s): stays"_s << false;
    QTest::newRow("in shadow") << u"order.hold"_s << true << 0 << u"It did nothing in that time."_s << false;
    QTest::newRow("before the span") << u"order.hold"_s << false << 5 << u"It did nothing in that time."_s << false;
}

void RuleProofTest::takingBackSaysWhat()
{
    QFETCH(QString, deed);
    QFETCH(bool, isShadow);
    QFETCH(int, hoursAgo);
    QFETCH(QString, said);
    QFETCH(bool, canBe);
    m_inventory->ruleRuns = {{.run = 9, .rule = 1, .cause = 40, .at = m_clock.now() - hoursAgo * std::chrono::hours(1), .subject = u"order web/1"_s, .isShadow = isShadow,
                              .state = RuleRun::State::Done, .deeds = {{deed, {}, 41, true}}}};
    QTRY_VERIFY(action(u"takeBack"_s)->isEnabled());
    auto *dialog = openDialog(u"takeBack"_s, u"takeBackDialog"_s);
    QCOMPARE(dialog->findChild<QComboBox *>(u"span"_s)->currentData().toInt(), 1); // it ran within the hour
    auto *deeds = dialog->findChild<QLabel *>(u"deeds"_s);
    QTRY_VERIFY2(deeds->text().contains(said), qPrintable(deeds->text()));
    QCOMPARE(dialog->findChild<QPushButton *>(u"submit"_s)->isEnabled(), canBe);
}

void RuleProofTest::takingBackAsksForItsSpan()
{
    m_inventory->ruleRuns = {{.run = 9, .rule = 1, .at = m_clock.now() - std::chrono::hours(5), .subject = u"order web/1"_s, .state = RuleRun::State::Done,
                              .deeds = {{u"order.hold"_s, {}, 41, true, false, {42, 43}}}}};
    QTRY_VERIFY(action(u"takeBack"_s)->isEnabled());
    auto *dialog = openDialog(u"takeBack"_s, u"takeBackDialog"_s);
    auto *submit = dialog->findChild<QPushButton *>(u"submit"_s);
    auto *span = dialog->findChild<QComboBox *>(u"span"_s);
    QTest::keyClick(span, Qt::Key_Down); // the last 24 hours
    QTRY_VERIFY(submit->isEnabled());
    QVERIFY(dialog->findChild<QLabel *>(u"deeds"_s)->text().contains(u"3 time(s)"_s)); // an action on three things
    QVERIFY(!lastCommand<command::ChangeRule>());
    QTest::keyClick(submit, Qt::Key_Space);
    QTRY_VERIFY(lastCommand<command::ChangeRule>());
    QCOMPARE(lastCommand<command::ChangeRule>()->what, command::ChangeRule::What::Undo);
    const auto back = m_clock.now() - lastCommand<command::ChangeRule>()->since;
    QVERIFY(back >= std::chrono::hours(24) && back < std::chrono::hours(25));
    QVERIFY(!m_inventory->requests.last().why.isEmpty());
}

void RuleProofTest::nothingIsProvenInReview()
{
    m_inventory->readOnly = true;
    m_inventory->ruleExamples = {example(4, u"for order web/1 hold it"_s)};
    makePage();
    tabs()->setCurrentIndex(Examples);
    auto *table = find<QTableView>(u"examples"_s);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    table->selectRow(0);
    QTest::keyClick(table, Qt::Key_Delete);
    QTest::keyClick(table, Qt::Key_Return);
    QVERIFY(find<QLineEdit>(u"example"_s)->isReadOnly());
    QCOMPARE(find<QLineEdit>(u"example"_s)->text(), QString());
    QVERIFY(m_inventory->requests.isEmpty());
    QVERIFY(!action(u"takeBack"_s)->isEnabled() && !action(u"boundRule"_s)->isEnabled());
    QVERIFY(action(u"checkHistory"_s)->isEnabled()); // looking changes nothing
}

void RuleProofTest::dialogsAreNotCut()
{
    QTRY_VERIFY(action(u"armRule"_s)->isEnabled());
    for (const auto &[by, name] : {std::pair(u"armRule"_s, u"armDialog"_s), std::pair(u"takeBack"_s, u"takeBackDialog"_s)}) {
        auto *dialog = openDialog(by, name);
        QTRY_COMPARE(test::cutLabels(*dialog), QStringList{});
        const QStringList nameless = test::namelessControls(*dialog);
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u", "_s)));
        dialog->reject();
    }
}

QTEST_MAIN(RuleProofTest)
#include "rule_proof_test.moc"
