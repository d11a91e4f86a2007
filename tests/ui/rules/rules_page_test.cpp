#include "tests/ui/rules/rules_fixture.h"
#include "tests/ui/page_checks.h"
#include "ui/rules/day_strip.h"
#include "ui/rules/gallery.h"
#include "ui/rules/notices_dialog.h"
#include "ui/rules/rules_model.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QSignalSpy>

using namespace crossdock;
using namespace crossdock::ui;
using namespace Qt::Literals::StringLiterals;

/// The Rules page: its list, and what a rule does, did and would have done.
class RulesPageTest : public QObject, private test::RulesFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { openShop(); }
    void cleanup() { closeShop(); }
    void listsAndOpensTheFirst();
    void filtersByWords();
    void followsTheNews();
    void modelKeepsItsPromises();
    void emptyTeaches();
    void aFailedReadingIsTriedAgain();
    void whatIsOpenedShowsThroughTheFilter();
    void nothingIsSaidBeforeTheListIsRead();
    void runsAreReadAgain();
    void armsShadowsAndPauses();
    void removesAfterAQuestion();
    void findingsLeadToTheOtherRule();
    void findingsAreOfTheRuleThatIsShown();
    void saysWhatIsMissing();
    void triesItOnThePast();
    void stopsTryingWhenNobodyWaits_data();
    void stopsTryingWhenNobodyWaits();
    void runsLeadToTheTrail();
    void saysANoticeOnce_data();
    void saysANoticeOnce();
    void settlesANotice();
    void settlesTheNoticeThatWasChosen();
    void nothingCanBeChangedInReview();
    void nothingIsCutOrNameless_data();
    void nothingIsCutOrNameless();
};

void RulesPageTest::listsAndOpensTheFirst()
{
    QTRY_COMPARE(sentence()->sentence(), lowStock);
    QCOMPARE(page->selectedId(), u"1"_s);
    QCOMPARE(table()->model()->index(0, RulesModel::State).data().toString(), u"Live"_s);
    QVERIFY(table()->model()->index(0, RulesModel::Name).data().toString().contains(lowStock));
    QTRY_VERIFY(find<QLabel>(u"paraphrase"_s)->text().contains(u"becomes less than 10"_s));
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_Down);
    QTRY_COMPARE(sentence()->sentence(), better);
}

void RulesPageTest::filtersByWords()
{
    page->focusFilter();
    QTest::keyClicks(find<QLineEdit>(u"filter"_s), u"HIGH-RISK"_s);
    QTRY_COMPARE(table()->model()->rowCount(), 1);
    QVERIFY(table()->model()->index(0, RulesModel::Name).data().toString().startsWith(u"Fraud"_s));
}

void RulesPageTest::followsTheNews()
{
    RuleRow row = inventory->rules[0];
    row.runsToday = 4;
    row.state = RuleRow::State::Paused;
    row.words = u"The budget of this hour is used up."_s;
    inventory->tell({event::RuleChanged{row}});
    QTRY_COMPARE(table()->model()->index(0, RulesModel::Today).data().toString(), u"4"_s);
    QCOMPARE(table()->model()->index(0, RulesModel::State).data().toString(), u"Paused"_s);
    QVERIFY(table()->model()->index(0, RulesModel::State).data(Qt::AccessibleTextRole).toString().contains(row.words));
    inventory->tell({event::RuleChanged{row, true}});
    QTRY_COMPARE(table()->model()->rowCount(), 1);
}

void RulesPageTest::modelKeepsItsPromises()
{
    RulesModel model(*inventory, clock, this);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QTRY_COMPARE(model.rowCount(), 2);
    RuleRow row{.rule = 3, .name = u"First"_s, .text = lowStock, .priority = 5};
    inventory->tell({event::RuleChanged{row}});
    QTRY_COMPARE(model.rowCount(), 3);
    QCOMPARE(model.rowOf(3), 0); // a higher priority runs, and stands, first
    model.setFilter(u"nothing has this"_s);
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.total(), 3);
}

void RulesPageTest::emptyTeaches()
{
    inventory->rules.clear();
    makePage();
    QTRY_VERIFY(!table()->isVisible());
    QPushButton *ready = nullptr;
    for (QPushButton *button : page->findChildren<QPushButton *>())
        if (button->isVisible() && button->text() == u"Choose a ready rule"_s)
            ready = button;
    QVERIFY(ready);
    QTest::keyClick(ready, Qt::Key_Space);
    QTRY_VERIFY(page->findChild<Gallery *>());
}

void RulesPageTest::aFailedReadingIsTriedAgain()
{
    QTRY_COMPARE(sentence()->sentence(), lowStock);
    inventory->queryError = Error{Error::Code::StoreFailed, u"disk"_s, u"full"_s};
    table()->selectRow(1);
    QTRY_COMPARE(sentence()->sentence(), QString()); // not that of another rule
    QVERIFY(!action(u"saveRule"_s)->isEnabled() && !action(u"removeRule"_s)->isEnabled());
    inventory->queryError.reset();
    page->open(u"2"_s);
    QTRY_COMPARE(sentence()->sentence(), better);
}

void RulesPageTest::whatIsOpenedShowsThroughTheFilter()
{
    find<QLineEdit>(u"filter"_s)->setText(u"high-risk"_s);
    QTRY_COMPARE(table()->model()->rowCount(), 1);
    page->open(u"1"_s);
    QTRY_COMPARE(sentence()->sentence(), lowStock);
    QTRY_COMPARE(table()->model()->rowCount(), 2);
    QCOMPARE(table()->currentIndex().row(), 0);
}

void RulesPageTest::nothingIsSaidBeforeTheListIsRead()
{
    inventory->holdsAnswers = true;
    page = std::make_unique<RulesPage>(Context{*inventory, *desk, clock, *theme, u"dana"_s});
    page->show();
    find<QLineEdit>(u"filter"_s)->setText(u"x"_s);
    find<QLineEdit>(u"filter"_s)->clear();
    QVERIFY(find<QTableView>(u"rules"_s)->isVisible()); // not yet “No rule yet”
    inventory->releaseAnswers();
    QTRY_COMPARE(find<QTableView>(u"rules"_s)->model()->rowCount(), 2);
}

void RulesPageTest::runsAreReadAgain()
{
    const auto today = [this](int row) { return table()->model()->index(row, RulesModel::Today); };
    inventory->rules[0].runsToday = 9; // it ran while another page was shown
    page->hide();
    page->show();
    QTRY_COMPARE(today(0).data().toString(), u"9"_s);
    QVERIFY(today(0).data(ChangedAtRole).isValid());
    QVERIFY(!today(1).data(ChangedAtRole).isValid());
    inventory->rules[1].runsToday = 4;
    inventory->tell({event::RuleRan{2}}); // and while it is seen
    QTRY_COMPARE(today(1).data().toString(), u"4"_s);
    QVERIFY(today(1).data(ChangedAtRole).isValid());
}

void RulesPageTest::armsShadowsAndPauses()
{
    page->open(u"2"_s);
    QTRY_VERIFY(action(u"shadowRule"_s)->isEnabled());
    QTRY_COMPARE(sentence()->sentence(), better);
    QVERIFY(!action(u"pauseRule"_s)->isEnabled());
    action(u"shadowRule"_s)->trigger();
    QTRY_COMPARE(inventory->rules[1].state, RuleRow::State::Shadow);
    QTRY_VERIFY(action(u"pauseRule"_s)->isEnabled()); // the panel has read the rule again
    action(u"armRule"_s)->trigger();
    pressSubmit(u"armDialog"_s);
    QTRY_COMPARE(inventory->rules[1].state, RuleRow::State::Live);
    QTRY_VERIFY(!action(u"armRule"_s)->isEnabled());
    action(u"pauseRule"_s)->trigger();
    QTRY_COMPARE(inventory->rules[1].state, RuleRow::State::Paused);
    QTRY_VERIFY(action(u"armRule"_s)->isEnabled());
    inventory->nextError = Error{Error::Code::NotAllowed, u"Fraud"_s, u"There is no mail server"_s};
    action(u"armRule"_s)->trigger();
    pressSubmit(u"armDialog"_s);
    const auto isSaid = [this] {
        for (const QLabel *label : page->findChild<FormDialog *>(u"armDialog"_s)->findChildren<QLabel *>())
            if (label->isVisible() && label->text().contains(u"There is no mail server"_s))
                return true;
        return false;
    };
    QTRY_VERIFY(isSaid());
    QCOMPARE(inventory->rules[1].state, RuleRow::State::Paused);
}

void RulesPageTest::removesAfterAQuestion()
{
    QTRY_VERIFY(action(u"removeRule"_s)->isEnabled());
    action(u"removeRule"_s)->trigger();
    auto *dialog = page->findChild<FormDialog *>(u"removeDialog"_s);
    QVERIFY(dialog && !lastCommand<command::ChangeRule>());
    QTest::keyClick(dialog->findChild<QPushButton *>(u"submit"_s), Qt::Key_Space);
    QTRY_VERIFY(lastCommand<command::ChangeRule>());
    QCOMPARE(lastCommand<command::ChangeRule>()->what, command::ChangeRule::What::Remove);
    QTRY_COMPARE(table()->model()->rowCount(), 1);
    QTRY_COMPARE(page->selectedId(), u"2"_s);
}

void RulesPageTest::findingsLeadToTheOtherRule()
{
    RuleReading reading = understood(u"When an order arrives: hold it."_s);
    reading.findings = {{u"conflict"_s, {0, 2}, u"Both can fire for one order."_s}};
    inventory->ruleReadings.insert(u"Hold it all."_s, reading);
    write(u"Hold it all."_s);
    QTRY_VERIFY(find<QPushButton>(u"openOther"_s) && find<QPushButton>(u"openOther"_s)->isVisible());
    QVERIFY(find<QPushButton>(u"openOther"_s)->text().contains(u"Fraud"_s));
    QTest::keyClick(find<QPushButton>(u"openOther"_s), Qt::Key_Space);
    QTRY_COMPARE(page->selectedId(), u"2"_s);
}

/// In the same words for both rules, each leads to the other.
void RulesPageTest::findingsAreOfTheRuleThatIsShown()
{
    for (const QString &text : {lowStock, better}) {
        RuleReading reading = understood(text);
        reading.findings = {{u"conflict"_s, {1, 2}, u"Both can fire for one order."_s}};
        inventory->ruleReadings.insert(text, reading);
    }
    makePage();
    for (const auto &[rule, other] : {std::pair(u"1"_s, u"Fraud"_s), std::pair(u"2"_s, u"Low stock"_s)}) {
        page->open(rule);
        QTRY_VERIFY(find<QPushButton>(u"openOther"_s) && find<QPushButton>(u"openOther"_s)->isVisible());
        QTRY_VERIFY2(find<QPushButton>(u"openOther"_s)->text().contains(other), qPrintable(find<QPushButton>(u"openOther"_s)->text()));
    }
}

void RulesPageTest::saysWhatIsMissing()
{
    RuleReading reading = understood(u"When an order arrives: message the warehouse by email."_s);
    reading.missing = {u"The warehouse has no e-mail address."_s};
    inventory->ruleReadings.insert(u"Mail it."_s, reading);
    write(u"Mail it."_s);
    const auto isSaid = [this] {
        for (const QLabel *label : page->findChildren<QLabel *>())
            if (label->isVisible() && label->text().contains(u"has no e-mail address"_s))
                return true;
        return false;
    };
    QTRY_VERIFY(isSaid());
}

void RulesPageTest::triesItOnThePast()
{
    const Time yesterday = clock.now() - std::chrono::hours(24);
    inventory->rehearsal = {.events = 900, .runs = 3,
                              .cases = {{yesterday, 11, u"sku A"_s, 0, {u"message the warehouse"_s}}, {yesterday, 12, u"sku B"_s, 0, {u"message the warehouse"_s}},
                                        {clock.now(), 13, u"sku C"_s, 0, {u"message the warehouse"_s}}}};
    QTRY_COMPARE(sentence()->sentence(), lowStock);
    QTRY_VERIFY(find<QLabel>(u"paraphrase"_s)->text().contains(u"becomes"_s));
    showTab(1);
    auto *cases = find<QTableView>(u"cases"_s);
    QTRY_COMPARE(cases->model()->rowCount(), 3);
    auto *days = page->findChild<DayStrip *>();
    QVERIFY(days->isVisible());
    QCOMPARE(days->dayText(28).section(u": "_s, 1), u"2 run(s)"_s);
    QVERIFY(days->accessibleDescription().contains(u"2 run"_s));
    QSignalSpy asked(page.get(), &Page::openRequested);
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
    inventory->rehearsal = {.events = 900, .runs = 1, .cases = {{clock.now(), 13, u"sku C"_s, 0, {u"message the warehouse"_s}}}};
    QTRY_VERIFY(find<QLabel>(u"paraphrase"_s)->text().contains(u"becomes"_s));
    inventory->holdsAnswers = true;
    showTab(1);
    if (what == u"typing")
        sentence()->replace(0, 0, u"Please: "_s);
    else if (what == u"another rule")
        page->open(u"2"_s);
    else if (what == u"another tab")
        showTab(0);
    else
        page.reset();
    inventory->releaseAnswers();
    QCOMPARE(inventory->rehearsals, 0);
    if (what != u"another tab")
        return;
    showTab(1); // and is tried once somebody looks again
    QTRY_COMPARE(find<QTableView>(u"cases"_s)->model()->rowCount(), 1);
    QCOMPARE(find<QTableView>(u"cases"_s)->model()->index(0, 2).data().toString(), u"C"_s);
}

void RulesPageTest::runsLeadToTheTrail()
{
    inventory->ruleRuns = {{.run = 9, .rule = 1, .cause = 40, .at = clock.now(), .subject = u"sku MUG"_s, .state = RuleRun::State::Done,
                              .deeds = {{u"message.send"_s, {}, 41, true}}}};
    makePage();
    showTab(3);
    auto *runs = find<QTableView>(u"runs"_s);
    QTRY_COMPARE(runs->model()->rowCount(), 1);
    QVERIFY(runs->model()->index(0, 1).data().toString().contains(u"Send a message"_s));
    QSignalSpy asked(page.get(), &Page::openRequested);
    runs->selectRow(0);
    QTest::keyClick(runs, Qt::Key_Return);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.first().at(1).toString(), u"41"_s);
}

void RulesPageTest::saysANoticeOnce_data()
{
    const QString longTitle = QString(80, u'W');
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("below");
    QTest::newRow("the text is the title") << u"Count MUG"_s << u"Count MUG"_s << QString();
    QTest::newRow("the text begins with it") << u"Order PO-7"_s << u"Order PO-7\n30 MUG"_s << u"30 MUG"_s;
    QTest::newRow("one word of it is the title") << u"Count"_s << u"Counting is due."_s << u"Counting is due."_s;
    QTest::newRow("another text") << u"Count MUG"_s << u"It went below zero."_s << u"It went below zero."_s;
    QTest::newRow("a title that is cut") << longTitle << longTitle << longTitle;
}

void RulesPageTest::saysANoticeOnce()
{
    QFETCH(QString, title);
    QFETCH(QString, text);
    inventory->notices = {{.notice = 7, .at = clock.now(), .kind = u"task"_s, .recipient = u"ops"_s, .title = title, .text = text}};
    makePage();
    action(u"showNotices"_s)->trigger();
    auto *dialog = page->findChild<NoticesDialog *>();
    QTRY_COMPARE(dialog->findChild<QTableView *>(u"noticeTable"_s)->model()->rowCount(), 1);
    QTEST(dialog->findChild<QLabel *>(u"noticeText"_s)->text(), "below");
}

void RulesPageTest::settlesANotice()
{
    inventory->notices = {{.notice = 7, .at = clock.now(), .kind = u"task"_s, .recipient = u"ops"_s, .title = u"Count MUG"_s, .text = u"It went below zero."_s}};
    makePage();
    QTRY_VERIFY(find<QPushButton>(u"noticesButton"_s)->text().contains(u"(1)"_s));
    action(u"showNotices"_s)->trigger();
    auto *dialog = page->findChild<NoticesDialog *>();
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
    const auto notice = [this](qint64 number, const QString &title) { return Notice{.notice = number, .at = clock.now(), .kind = u"task"_s, .title = title}; };
    inventory->notices = {notice(8, u"Second"_s), notice(7, u"First"_s)};
    makePage();
    action(u"showNotices"_s)->trigger();
    auto *dialog = page->findChild<NoticesDialog *>();
    auto *table = dialog->findChild<QTableView *>(u"noticeTable"_s);
    QTRY_COMPARE(table->model()->rowCount(), 2);
    table->selectRow(1);
    inventory->notices = {notice(9, u"Third"_s), notice(7, u"First"_s)}; // as many rows, others
    inventory->tell({event::NoticeChanged{inventory->notices.first()}});
    QTRY_COMPARE(table->model()->index(0, 3).data().toString(), u"Third"_s);
    QCOMPARE(table->model()->index(table->currentIndex().row(), 3).data().toString(), u"First"_s);
    inventory->notices = {notice(7, u"First"_s), notice(6, u"Older"_s)};
    inventory->tell({event::NoticeChanged{inventory->notices.first()}});
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

void RulesPageTest::nothingCanBeChangedInReview()
{
    inventory->readOnly = true;
    makePage();
    QTRY_COMPARE(sentence()->sentence(), lowStock);
    QVERIFY(sentence()->isReadOnly());
    for (const QAction *one : page->commands())
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
    page->resize(width, 740);
    QTRY_COMPARE(sentence()->sentence(), lowStock);
    showTab(tab);
    QTRY_COMPARE(test::cutLabels(*page), QStringList{});
    const QStringList nameless = test::namelessControls(*page);
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u", "_s)));
}

QTEST_MAIN(RulesPageTest)
#include "rules_page_test.moc"
