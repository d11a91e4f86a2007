#include "tests/ui/rules/rules_fixture.h"
#include "ui/rules/day_strip.h"
#include "ui/rules/rules_model.h"
#include "ui/words.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>

using namespace crossdock;
using namespace crossdock::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

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

/// What the page shows to prove a rule: its examples, two versions beside each other, and what the past says against it.
class RuleProofTest : public QObject, private test::RulesFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { closeShop(); }
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
    void moneyIsSaid();
    void aVersionIsComparedFromItsList();
    void comparingStopsWhenNobodyWaits();
    void comparingIsCancelledByItsButton();
    void historyIsLookedAtWhenAsked();
    void historyThatFailedSaysWhy();
    void aNewVersionForgetsItsHistory();
    void nothingIsProvenInReview();

private:
    QString labelText(const QString &name) const { return find<QLabel>(name)->text(); }
};

/// One rule, a draft with two versions.
void RuleProofTest::init()
{
    openShop();
    inventory->rules = {{.rule = 1, .name = u"Low stock"_s, .text = lowStock, .state = RuleRow::State::Draft, .version = 2, .author = u"dana"_s, .runs = 3, .lastRunAt = clock.now()}};
    inventory->ruleVersions = {{2, lowStock, u"dana"_s, {}, clock.now()}, {1, older, u"lee"_s, {}, clock.now()}};
    makePage();
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
    inventory->ruleExamples = examples;
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
    inventory->ruleExamples = {example(4, u"for order web/1 hold it"_s), example(5, u"for order web/2 hold it"_s)};
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
    inventory->ruleExamples = {example(4, u"for order web/1 hold it"_s), example(5, u"for order web/2 hold it"_s)};
    makePage();
    tabs()->setCurrentIndex(Examples);
    auto *table = find<QTableView>(u"examples"_s);
    QTRY_COMPARE(table->model()->rowCount(), 2);
    QSignalSpy said(page.get(), &Page::said);
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
    inventory->nextError = Error{Error::Code::InvalidInput, u"hold it"_s, u"an example begins with the thing"_s};
    QTest::keyClicks(field, u"hold it"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(says(*tabs(), u"an example begins with the thing"_s));
    QCOMPARE(field->text(), u"hold it"_s);
    QVERIFY(find<QPushButton>(u"addExample"_s)->isEnabled());
}

void RuleProofTest::unsavedWordsAreNotHeldAgainstExamples()
{
    inventory->ruleExamples = {example(4, u"for order web/1 hold it"_s)};
    makePage();
    tabs()->setCurrentIndex(Examples);
    QVERIFY(!says(*tabs(), u"version on record"_s));
    sentence()->replace(0, 0, u"Please: "_s);
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
    const Time at = clock.now();
    inventory->rehearsal = rehearsal(at, words);
    inventory->versionRehearsals.insert(1, rehearsal(at, version));
    tabs()->setCurrentIndex(Past);
    auto *beside = find<QComboBox>(u"beside"_s);
    QTRY_COMPARE(inventory->rehearsals, 1);
    QVERIFY(!find<DayStrip>(u"versionDays"_s)->isVisible());
    beside->setCurrentIndex(beside->findData(1));
    QTRY_VERIFY(find<DayStrip>(u"versionDays"_s)->isVisible());
    QCOMPARE(inventory->rehearsals, 3); // both again
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
    inventory->rehearsal = rehearsal(clock.now(), {u"A"_s});
    tabs()->setCurrentIndex(Past);
    find<QComboBox>(u"beside"_s)->setCurrentIndex(1);
    QTRY_VERIFY(labelText(u"rehearsed"_s).contains(u"They would have done the same"_s));
    QVERIFY(!find<QTableView>(u"cases"_s)->isVisible());
}

void RuleProofTest::moneyIsSaid()
{
    using Kind = MovedMoney::Kind;
    const MovedMoney held{Kind::Held, u"EUR"_s, {}, 2, 0, 4'000}, unknown{Kind::Held, {}, u"no price"_s, 1, 0, 0}, more{Kind::Held, u"EUR"_s, {}, 3, 0, 5'001};
    inventory->rehearsal = rehearsal(clock.now(), {u"A"_s});
    inventory->rehearsal.money = {held, unknown};
    inventory->rehearsal.cases.first().money = {held, unknown};
    inventory->rehearsal.gaps = {{clock.now(), u"the weather"_s}};
    inventory->versionRehearsals.insert(1, rehearsal(clock.now(), {u"A"_s}));
    inventory->versionRehearsals[1].money = {more};
    tabs()->setCurrentIndex(Past);
    QTRY_VERIFY(labelText(u"moved"_s).contains(u"2 order(s) held: %1"_s.arg(money({4'000, u"EUR"_s}))));
    QVERIFY(labelText(u"moved"_s).contains(u"1 order(s) held: amount not known (no price)"_s));
    QCOMPARE(find<QTableView>(u"cases"_s)->model()->index(0, 4).data().toString(), money({4'000, u"EUR"_s}) + u", not known"_s);
    QVERIFY(find<QLabel>(u"rehearsed"_s)->toolTip().contains(u"the weather"_s));
    auto *beside = find<QComboBox>(u"beside"_s);
    beside->setCurrentIndex(beside->findData(1));
    QTRY_VERIFY(labelText(u"moved"_s).contains(u"Version 1 moves: 3 order(s) held: %1"_s.arg(money({5'001, u"EUR"_s}))));
    QVERIFY(labelText(u"moved"_s).contains(money({-1'001, u"EUR"_s}))); // the difference
}

void RuleProofTest::aVersionIsComparedFromItsList()
{
    inventory->versionRehearsals.insert(1, rehearsal(clock.now(), {u"A"_s}));
    tabs()->setCurrentIndex(Versions);
    find<QTableView>(u"versions"_s)->selectRow(1);
    QTest::keyClick(find<QPushButton>(u"compare"_s), Qt::Key_Space);
    QCOMPARE(tabs()->currentIndex(), int(Past));
    QTRY_VERIFY(labelText(u"rehearsed"_s).contains(u"Version 1: 1 run"_s));
}

void RuleProofTest::comparingStopsWhenNobodyWaits()
{
    inventory->holdsAnswers = true;
    tabs()->setCurrentIndex(Past);
    find<QComboBox>(u"beside"_s)->setCurrentIndex(1);
    sentence()->replace(0, 0, u"Please: "_s);
    inventory->releaseAnswers();
    QCOMPARE(inventory->rehearsals, 0);
}

void RuleProofTest::comparingIsCancelledByItsButton()
{
    inventory->holdsAnswers = true;
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
    inventory->releaseAnswers();
    QCOMPARE(inventory->rehearsals, 0);
}

void RuleProofTest::historyIsLookedAtWhenAsked()
{
    const RuleFinding flapping{u"flapping"_s, {1}, u"“Low stock” would have run 14 times on 2026-03-01 for sku MUG."_s};
    inventory->pastFindings = {flapping};
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
    inventory->queryError = Error{Error::Code::StoreFailed, u"disk"_s, u"full"_s};
    action(u"checkHistory"_s)->trigger();
    QTRY_VERIFY(labelText(u"historyOutcome"_s).contains(u"full"_s));
    QVERIFY(action(u"checkHistory"_s)->isEnabled());
}

void RuleProofTest::aNewVersionForgetsItsHistory()
{
    inventory->pastFindings = {{u"dead"_s, {1}, u"“Low stock” would not have run once."_s}};
    action(u"checkHistory"_s)->trigger();
    const auto found = [this] { return find<QTableView>(u"rules"_s)->model()->index(0, RulesModel::Findings).data().toString(); };
    QTRY_COMPARE(found(), u"1"_s);
    inventory->rules[0].runsToday = 4; // running changes nothing
    inventory->tell({event::RuleChanged{inventory->rules[0]}});
    QTest::qWait(50);
    QCOMPARE(found(), u"1"_s);
    inventory->rules[0].version = 3;
    inventory->tell({event::RuleChanged{inventory->rules[0]}});
    QTRY_COMPARE(found(), QString());
    QVERIFY(!find<QWidget>(u"pastFindings"_s)->isVisible());
}

void RuleProofTest::nothingIsProvenInReview()
{
    inventory->readOnly = true;
    inventory->ruleExamples = {example(4, u"for order web/1 hold it"_s)};
    makePage();
    tabs()->setCurrentIndex(Examples);
    auto *table = find<QTableView>(u"examples"_s);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    table->selectRow(0);
    QTest::keyClick(table, Qt::Key_Delete);
    QTest::keyClick(table, Qt::Key_Return);
    QVERIFY(find<QLineEdit>(u"example"_s)->isReadOnly());
    QCOMPARE(find<QLineEdit>(u"example"_s)->text(), QString());
    QVERIFY(inventory->requests.isEmpty());
    QVERIFY(!action(u"takeBack"_s)->isEnabled() && !action(u"boundRule"_s)->isEnabled());
    QVERIFY(action(u"checkHistory"_s)->isEnabled()); // looking changes nothing
}

QTEST_MAIN(RuleProofTest)
#include "rule_proof_test.moc"
