#include "ui/widgets/form_dialog.h"

#include <QApplication>
#include <QLayout>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {

class TestFormDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksOnceUntilItIsAnswered_data();
    void asksOnceUntilItIsAnswered();
    void isNotLeftBeforeItsAnswer_data();
    void isNotLeftBeforeItsAnswer();
    void startsWhereAKeyDoesNoHarm_data();
    void startsWhereAKeyDoesNoHarm();
    void staysAsWideWhateverIsSaid_data();
    void staysAsWideWhateverIsSaid();
};

void TestFormDialog::asksOnceUntilItIsAnswered_data()
{
    using Meanwhile = std::function<void(FormDialog &)>;
    QTest::addColumn<Meanwhile>("meanwhile");
    QTest::addColumn<int>("submissions"); // of two presses
    QTest::newRow("pressed twice") << Meanwhile([](FormDialog &) {}) << 1;
    QTest::newRow("typed meanwhile") << Meanwhile([](FormDialog &dialog) { dialog.setReady(true); }) << 1;
    QTest::newRow("something else is said") << Meanwhile([](FormDialog &dialog) { dialog.complain(u"A scan is no answer."_s); }) << 1;
    QTest::newRow("refused") << Meanwhile([](FormDialog &dialog) { dialog.refuse(u"No."_s); }) << 2;
    QTest::newRow("refused, and not complete any more") << Meanwhile([](FormDialog &dialog) {
        dialog.setReady(false);
        dialog.refuse(u"No."_s);
    }) << 1;
}

void TestFormDialog::asksOnceUntilItIsAnswered()
{
    QFETCH(std::function<void(FormDialog &)>, meanwhile);
    QFETCH(int, submissions);
    Theme theme(*qApp);
    auto *dialog = new FormDialog(theme, u"Title"_s, {}, u"Do it"_s, nullptr);
    QSignalSpy submitted(dialog, &FormDialog::submitted);
    auto *submit = dialog->findChild<QPushButton *>(u"submit"_s);
    submit->click();
    QVERIFY(!submit->isEnabled());
    meanwhile(*dialog);
    submit->click();
    QCOMPARE(submitted.size(), submissions);
    delete dialog;
}

void TestFormDialog::isNotLeftBeforeItsAnswer_data()
{
    using Before = std::function<void(FormDialog &)>;
    QTest::addColumn<Before>("before");
    QTest::addColumn<bool>("isOpen"); // after Esc
    QTest::newRow("nothing was asked for") << Before([](FormDialog &) {}) << false;
    QTest::newRow("under way") << Before([](FormDialog &dialog) { dialog.findChild<QPushButton *>(u"submit"_s)->click(); }) << true;
    QTest::newRow("under way, and heard of elsewhere") << Before([](FormDialog &dialog) {
        dialog.findChild<QPushButton *>(u"submit"_s)->click();
        dialog.letLeave();
    }) << false;
    QTest::newRow("refused") << Before([](FormDialog &dialog) {
        dialog.findChild<QPushButton *>(u"submit"_s)->click();
        dialog.refuse(u"No."_s);
    }) << false;
}

void TestFormDialog::isNotLeftBeforeItsAnswer()
{
    QFETCH(std::function<void(FormDialog &)>, before);
    QFETCH(bool, isOpen);
    Theme theme(*qApp);
    FormDialog dialog(theme, u"Title"_s, {}, u"Do it"_s, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    before(dialog);
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QCOMPARE(dialog.isVisible(), isOpen);
}

void TestFormDialog::startsWhereAKeyDoesNoHarm_data()
{
    QTest::addColumn<FormDialog::Weight>("weight");
    QTest::addColumn<bool>("isOnSubmit");
    QTest::newRow("plain") << FormDialog::Weight::Plain << true;
    QTest::newRow("danger") << FormDialog::Weight::Danger << false;
}

void TestFormDialog::startsWhereAKeyDoesNoHarm()
{
    QFETCH(FormDialog::Weight, weight);
    QFETCH(bool, isOnSubmit);
    Theme theme(*qApp);
    FormDialog dialog(theme, u"Title"_s, {}, u"Do it"_s, nullptr, weight);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    const auto *submit = dialog.findChild<QPushButton *>(u"submit"_s);
    QTRY_VERIFY(dialog.focusWidget());
    QCOMPARE(dialog.focusWidget() == submit, isOnSubmit);
}

void TestFormDialog::staysAsWideWhateverIsSaid_data()
{
    QTest::addColumn<QString>("sentence");
    QTest::newRow("words") << u"The channel does not answer. Nothing is lost: sending resumes when it does, and what waits is told then."_s;
    QTest::newRow("one word that cannot break") << QString(300, u'x');
    QTest::newRow("an address among words") << u"It was not found at https://shop.example/"_s + QString(200, u'p') + u", so nothing is sent."_s;
}

void TestFormDialog::staysAsWideWhateverIsSaid()
{
    QFETCH(QString, sentence);
    Theme theme(*qApp);
    FormDialog dialog(theme, u"Title"_s, {}, u"Do it"_s, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    const int width = dialog.width();
    dialog.complain(sentence);
    QCOMPARE(dialog.width(), width);
    QVERIFY(dialog.layout()->minimumSize().width() <= width);
}

} // namespace crossdock::ui

QTEST_MAIN(crossdock::ui::TestFormDialog)
#include "tst_form_dialog.moc"
