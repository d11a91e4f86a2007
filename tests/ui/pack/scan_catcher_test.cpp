#include "ui/pack/scan_catcher.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace crossdock::ui;
using namespace Qt::Literals::StringLiterals;

/// A page with a field for scans, another field and a button.
class ScanCatcherTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_page = std::make_unique<QWidget>();
        auto *layout = new QVBoxLayout(m_page.get());
        layout->addWidget(m_own = new QLineEdit);
        layout->addWidget(m_other = new QLineEdit);
        layout->addWidget(m_button = new QPushButton(u"Ship"_s));
        m_button->setAutoDefault(true);
        m_catcher = new ScanCatcher(*m_page, *m_own);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }

    void aScanReachesNoField()
    {
        QSignalSpy scans(m_catcher, &ScanCatcher::scanned);
        QSignalSpy entered(m_other, &QLineEdit::returnPressed);
        QTest::keyClicks(m_other, u"4006381Ab"_s);
        QTest::keyClick(m_other, Qt::Key_Return);
        QCOMPARE(scans.size(), 1);
        QCOMPARE(scans.first().first().toString(), u"4006381Ab"_s);
        QTest::qWait(3 * ScanCatcher::burstMs);
        QCOMPARE(m_other->text(), QString());
        QCOMPARE(entered.size(), 0);
    }

    void aScanPressesNoButton()
    {
        QSignalSpy scans(m_catcher, &ScanCatcher::scanned);
        QSignalSpy clicks(m_button, &QPushButton::clicked);
        QTest::keyClicks(m_button, u"10 42"_s); // a blank presses a button, too
        QTest::keyClick(m_button, Qt::Key_Enter);
        QTest::qWait(3 * ScanCatcher::burstMs);
        QCOMPARE(scans.size(), 1);
        QCOMPARE(clicks.size(), 0);
    }

    void aPersonTypesAsEver()
    {
        QSignalSpy scans(m_catcher, &ScanCatcher::scanned);
        QSignalSpy entered(m_other, &QLineEdit::returnPressed);
        for (const char key : {'1', '2', '3', '4', '5'})
            QTest::keyClick(m_other, key, Qt::NoModifier, 2 * ScanCatcher::burstMs);
        QTest::keyClick(m_other, Qt::Key_Return, Qt::NoModifier, 2 * ScanCatcher::burstMs);
        QCOMPARE(m_other->text(), u"12345"_s);
        QCOMPARE(entered.size(), 1);
        QCOMPARE(scans.size(), 0);
    }

    void theOrderOfKeysIsKept()
    {
        QTest::keyClicks(m_other, u"ab"_s);
        QTest::keyClick(m_other, Qt::Key_Left); // at once after the letters
        QTest::keyClicks(m_other, u"c"_s);
        QTRY_COMPARE(m_other->text(), u"acb"_s);
    }

    void fewKeysAreNoScan()
    {
        QSignalSpy scans(m_catcher, &ScanCatcher::scanned);
        QSignalSpy entered(m_other, &QLineEdit::returnPressed);
        QTest::keyClicks(m_other, u"450"_s); // a weight, quickly
        QTest::keyClick(m_other, Qt::Key_Return);
        QCOMPARE(m_other->text(), u"450"_s);
        QCOMPARE(entered.size(), 1);
        QCOMPARE(scans.size(), 0);
    }

    void itsOwnFieldIsLeftAlone()
    {
        QSignalSpy scans(m_catcher, &ScanCatcher::scanned);
        QTest::keyClicks(m_own, u"4006381"_s);
        QCOMPARE(m_own->text(), u"4006381"_s);
        QCOMPARE(scans.size(), 0);
    }

    void anotherWindowIsLeftAlone()
    {
        QSignalSpy scans(m_catcher, &ScanCatcher::scanned);
        QLineEdit elsewhere;
        elsewhere.show();
        QTest::keyClicks(&elsewhere, u"4006381"_s);
        QTest::keyClick(&elsewhere, Qt::Key_Return);
        QCOMPARE(elsewhere.text(), u"4006381"_s);
        QCOMPARE(scans.size(), 0);
    }

private:
    std::unique_ptr<QWidget> m_page;
    QLineEdit *m_own = nullptr, *m_other = nullptr;
    QPushButton *m_button = nullptr;
    ScanCatcher *m_catcher = nullptr;
};

QTEST_MAIN(ScanCatcherTest)
#include "scan_catcher_test.moc"
