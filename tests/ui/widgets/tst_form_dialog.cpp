#include "ui/widgets/form_dialog.h"

#include <QApplication>
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

} // namespace crossdock::ui

QTEST_MAIN(crossdock::ui::TestFormDialog)
#include "tst_form_dialog.moc"
