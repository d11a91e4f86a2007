#include "tests/ui/page_checks.h"
#include "tests/ui/rules/rules_fixture.h"

#include <QComboBox>
#include <QLabel>
#include <QSpinBox>

using namespace crossdock;
using namespace crossdock::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

RuleExample example(qint64 number, const QString &text, const QString &why = {})
{
    return {.example = number, .text = text, .author = u"dana"_s, .at = {}, .passes = why.isEmpty(), .words = why};
}

} // namespace

/// Making a rule live: how much it may do, what stands in its way, and how what it did is taken back.
class RuleArmingTest : public QObject, private test::RulesFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { closeShop(); }
    void theBoundIsSetWhenArming_data();
    void theBoundIsSetWhenArming();
    void theBoundOfALiveRuleIsChanged();
    void armingSaysWhatStandsInTheWay_data();
    void armingSaysWhatStandsInTheWay();
    void takingBackSaysWhat_data();
    void takingBackSaysWhat();
    void takingBackAsksForItsSpan();
    void aQuestionIsAnswered_data();
    void aQuestionIsAnswered();
    void armingSaysWhatItTouches();
    void dialogsAreNotCut();
};

/// One rule, a draft that ran within the hour.
void RuleArmingTest::init()
{
    openShop();
    inventory->rules = {{.rule = 1, .name = u"Low stock"_s, .text = lowStock, .state = RuleRow::State::Draft, .version = 2, .author = u"dana"_s, .runs = 3, .lastRunAt = clock.now()}};
    makePage();
}

void RuleArmingTest::theBoundIsSetWhenArming_data()
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

void RuleArmingTest::theBoundIsSetWhenArming()
{
    QFETCH(int, before);
    QFETCH(QString, typed);
    QFETCH(int, after);
    inventory->rules[0].most = before;
    makePage();
    QTRY_VERIFY(action(u"armRule"_s)->isEnabled());
    auto *dialog = openDialog(u"armRule"_s, u"armDialog"_s);
    auto *most = dialog->findChild<QSpinBox *>(u"most"_s);
    QCOMPARE(most->value(), before);
    QCOMPARE(dialog->focusWidget(), most);
    QTest::keyClicks(most, typed); // in place of what is there
    QTest::keyClick(dialog->findChild<QPushButton *>(u"submit"_s), Qt::Key_Space);
    QTRY_VERIFY(lastCommand<command::ChangeRule>());
    QCOMPARE(lastCommand<command::ChangeRule>()->what, command::ChangeRule::What::Arm);
    QCOMPARE(lastCommand<command::ChangeRule>()->most, std::optional(after));
    QTRY_VERIFY(action(u"boundRule"_s)->isEnabled());
    QCOMPARE(action(u"boundRule"_s)->text().contains(u"none"_s), after == 0);
    QCOMPARE(action(u"boundRule"_s)->text().contains(u"%1 an hour"_s.arg(after)), after > 0);
}

void RuleArmingTest::theBoundOfALiveRuleIsChanged()
{
    inventory->rules[0].state = RuleRow::State::Live;
    inventory->ruleExamples = {example(2, u"for order web/2 hold it"_s, u"the rule would do nothing"_s)};
    makePage();
    QTRY_VERIFY(action(u"boundRule"_s)->isEnabled());
    auto *dialog = openDialog(u"boundRule"_s, u"armDialog"_s);
    dialog->findChild<QSpinBox *>(u"most"_s)->setValue(20);
    QTest::keyClick(dialog->findChild<QPushButton *>(u"submit"_s), Qt::Key_Space);
    QTRY_COMPARE(inventory->rules[0].most, 20);
    QCOMPARE(inventory->rules[0].state, RuleRow::State::Live);
}

void RuleArmingTest::armingSaysWhatStandsInTheWay_data()
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

void RuleArmingTest::armingSaysWhatStandsInTheWay()
{
    QFETCH(QStringList, missing);
    QFETCH(QList<RuleExample>, examples);
    QFETCH(QString, said);
    QTRY_VERIFY(action(u"armRule"_s)->isEnabled());
    inventory->ruleReading.missing = missing; // since the page read it
    inventory->ruleExamples = examples;
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

void RuleArmingTest::takingBackSaysWhat_data()
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

void RuleArmingTest::takingBackSaysWhat()
{
    QFETCH(QString, deed);
    QFETCH(bool, isShadow);
    QFETCH(int, hoursAgo);
    QFETCH(QString, said);
    QFETCH(bool, canBe);
    inventory->ruleRuns = {{.run = 9, .rule = 1, .cause = 40, .at = clock.now() - hoursAgo * std::chrono::hours(1), .subject = u"order web/1"_s, .isShadow = isShadow,
                              .state = RuleRun::State::Done, .deeds = {{deed, {}, 41, true}}}};
    QTRY_VERIFY(action(u"takeBack"_s)->isEnabled());
    auto *dialog = openDialog(u"takeBack"_s, u"takeBackDialog"_s);
    QCOMPARE(dialog->findChild<QComboBox *>(u"span"_s)->currentData().toInt(), 1); // it ran within the hour
    auto *deeds = dialog->findChild<QLabel *>(u"deeds"_s);
    QTRY_VERIFY2(deeds->text().contains(said), qPrintable(deeds->text()));
    QCOMPARE(dialog->findChild<QPushButton *>(u"submit"_s)->isEnabled(), canBe);
}

void RuleArmingTest::takingBackAsksForItsSpan()
{
    inventory->ruleRuns = {{.run = 9, .rule = 1, .at = clock.now() - std::chrono::hours(5), .subject = u"order web/1"_s, .state = RuleRun::State::Done,
                              .deeds = {{u"order.hold"_s, {}, 41, true, false, {42, 43}}}}};
    QTRY_VERIFY(action(u"takeBack"_s)->isEnabled());
    auto *dialog = openDialog(u"takeBack"_s, u"takeBackDialog"_s);
    auto *submit = dialog->findChild<QPushButton *>(u"submit"_s);
    auto *span = dialog->findChild<QComboBox *>(u"span"_s);
    QTest::keyClick(span, Qt::Key_Down); // the last 24 hours
    QTRY_VERIFY(submit->isEnabled());
    QVERIFY(dialog->findChild<QLabel *>(u"deeds"_s)->text().contains(u"3 time(s)"_s)); // an action on three things
    QVERIFY(!submit->hasFocus()); // a key too much takes nothing back
    QVERIFY(!lastCommand<command::ChangeRule>());
    QTest::keyClick(submit, Qt::Key_Space);
    QTRY_VERIFY(lastCommand<command::ChangeRule>());
    QCOMPARE(lastCommand<command::ChangeRule>()->what, command::ChangeRule::What::Undo);
    const auto back = clock.now() - lastCommand<command::ChangeRule>()->since;
    QVERIFY(back >= std::chrono::hours(24) && back < std::chrono::hours(25));
    QVERIFY(!inventory->requests.last().why.isEmpty());
}

/// What a rule asks stands above its sentence, with both answers, by mouse and by key; the answer names the question that was seen.
void RuleArmingTest::aQuestionIsAnswered_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<bool>("isAllowed");
    QTest::newRow("do it") << u"allowRule"_s << true;
    QTest::newRow("do not") << u"refuseRule"_s << false;
}

void RuleArmingTest::aQuestionIsAnswered()
{
    QFETCH(QString, action);
    QFETCH(bool, isAllowed);
    QVERIFY(!RulesFixture::action(action)->isEnabled()); // it asks nothing
    inventory->rules[0].state = RuleRow::State::Asked;
    inventory->rules[0].question = RuleQuestion{7, clock.now(), 43, {u"order web/1"_s, u"order web/2"_s}, u"order.cancel"_s, true, u"would cancel 43 orders; 25 an hour is its bound"_s};
    makePage();
    QTRY_VERIFY(RulesFixture::action(action)->isEnabled());
    QVERIFY(says(*page, u"would cancel 43 orders"_s));
    QVERIFY(!RulesFixture::action(action)->shortcut().isEmpty());
    RulesFixture::action(action)->trigger();
    QTRY_VERIFY(lastCommand<command::AnswerRule>());
    QCOMPARE(lastCommand<command::AnswerRule>()->question, 7);
    QCOMPARE(lastCommand<command::AnswerRule>()->isAllowed, isAllowed);
    QTRY_VERIFY(!RulesFixture::action(action)->isEnabled());
}

/// What it would do at once is said before it goes live, and its number goes with the yes.
void RuleArmingTest::armingSaysWhatItTouches()
{
    inventory->ruleReading.touches = RuleTouch{43, {u"order web/1"_s}, u"cancel 43 orders"_s, true};
    makePage();
    QTRY_VERIFY(action(u"armRule"_s)->isEnabled());
    auto *dialog = openDialog(u"armRule"_s, u"armDialog"_s);
    auto *touches = dialog->findChild<QLabel *>(u"touches"_s);
    QTRY_VERIFY(touches->isVisible());
    QVERIFY2(touches->text().contains(u"cancel 43 orders"_s) && touches->text().contains(u"42 more"_s), qPrintable(touches->text()));
    QTest::keyClick(dialog->findChild<QPushButton *>(u"submit"_s), Qt::Key_Space);
    QTRY_VERIFY(lastCommand<command::ChangeRule>());
    QCOMPARE(lastCommand<command::ChangeRule>()->allows, std::optional(43));
}

void RuleArmingTest::dialogsAreNotCut()
{
    inventory->ruleReading.touches = RuleTouch{43, {u"order web/1"_s, u"order web/2"_s, u"order web/3"_s}, u"cancel 43 orders"_s, true};
    QTRY_VERIFY(action(u"armRule"_s)->isEnabled());
    for (const auto &[by, name] : {std::pair(u"armRule"_s, u"armDialog"_s), std::pair(u"takeBack"_s, u"takeBackDialog"_s)}) {
        auto *dialog = openDialog(by, name);
        QTRY_COMPARE(test::cutLabels(*dialog), QStringList{});
        const QStringList nameless = test::namelessControls(*dialog);
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u", "_s)));
        dialog->reject();
    }
}

QTEST_MAIN(RuleArmingTest)
#include "rule_arming_test.moc"
