#include "tests/ui/fake_desk.h"
#include "tests/ui/page_checks.h"
#include "ui/audit/audit_page.h"
#include "ui/audit/entry_panel.h"
#include "ui/audit/stock_as_of.h"
#include "ui/audit/time_slider.h"
#include "ui/widgets/breakable_label.h"
#include "ui/widgets/form_dialog.h"
#include "ui/words.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDateTimeEdit>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

Q_DECLARE_METATYPE(crossdock::Verification)

using namespace crossdock;
using namespace crossdock::ui;
using namespace Qt::Literals::StringLiterals;

/// The trail and the stock of any moment, used by keyboard, offscreen.
class AuditPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void filtersByActorAndTellsWhenNothingFits();
    void opensAnEntryThatIsNotRead();
    void walksTheCauseChain();
    void longKeysStayInThePanel_data();
    void longKeysStayInThePanel();
    void longKeysAreCopiedWhole();
    void verifies();
    void comparesWithASealedFile_data();
    void comparesWithASealedFile();
    void oneLongJobAtATime();
    void exportsASpan();
    void replacesAFileOnlyIfAskedTwice();
    void reviewHasABannerAndNoExport();
    void sliderStepsByKeys_data();
    void sliderStepsByKeys();
    void stockFollowsTheMoment();
    void stockOfAnotherMomentIsDropped();
    void stockIsFiltered();
    void nothingIsCutOrNameless_data();
    void nothingIsCutOrNameless();

private:
    Context context() { return {*m_inventory, *m_desk, m_clock, *m_theme, u"dana"_s}; }
    bool isSaid(const QString &part) const;

    SystemClock m_clock;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<test::FakeInventory> m_inventory;
    std::unique_ptr<test::FakeDesk> m_desk;
    std::unique_ptr<AuditPage> m_page;
    QTableView *m_table = nullptr;
};

void AuditPageTest::initTestCase()
{
    m_theme = std::make_unique<Theme>(*qApp);
}

void AuditPageTest::init()
{
    m_inventory = std::make_unique<test::FakeInventory>(m_clock);
    m_desk = std::make_unique<test::FakeDesk>(*m_inventory, m_clock);
    m_page = std::make_unique<AuditPage>(context());
    m_page->resize(1072, 740);
    m_page->show();
    m_table = m_page->findChild<QTableView *>(u"trail"_s);
    QTRY_VERIFY(m_table->model()->rowCount() >= 200);
}

void AuditPageTest::cleanup()
{
    m_page.reset(); // before what it uses
    m_desk.reset();
    m_inventory.reset();
}

bool AuditPageTest::isSaid(const QString &part) const
{
    const auto labels = m_page->findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(),
                       [&part](const QLabel *label) { return label->isVisible() && label->text().contains(part); });
}

void AuditPageTest::filtersByActorAndTellsWhenNothingFits()
{
    m_page->focusFilter();
    QTest::keyClicks(m_page->findChild<QLineEdit *>(u"actor"_s), u"amazon-de"_s);
    QTRY_VERIFY(m_table->model()->rowCount() > 0 && m_table->model()->rowCount() < 50);
    QTest::keyClicks(m_page->findChild<QLineEdit *>(u"actor"_s), u"x"_s);
    QTRY_VERIFY(!m_table->isVisible());
    QVERIFY(isSaid(u"No entry fits"_s));
}

void AuditPageTest::opensAnEntryThatIsNotRead()
{
    m_page->open(u"3"_s);
    QTRY_COMPARE(m_page->selectedId(), u"3"_s);
    QVERIFY(m_page->closePanel());
    QSignalSpy failed(m_page.get(), &Page::failed);
    m_page->open(u"999999"_s);
    QTRY_COMPARE(failed.count(), 1);
    m_page->open(u"not a number"_s);
    QCOMPARE(failed.count(), 2);
}

void AuditPageTest::walksTheCauseChain()
{
    m_page->open(u"120"_s);
    auto *causes = m_page->findChild<QTableView *>(u"causes"_s);
    QTRY_VERIFY(causes->isVisible() && causes->model()->rowCount() == 3);
    QCOMPARE(causes->currentIndex().row(), 1); // it stands on the entry itself
    QTest::keyClick(causes, Qt::Key_Up);
    QTest::keyClick(causes, Qt::Key_Return);
    QTRY_COMPARE(m_page->selectedId(), u"119"_s);
}

void AuditPageTest::longKeysStayInThePanel_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("why");
    const QString unbroken(200, u'k');
    QTest::newRow("an import's key") << u"import-orders-9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08-12345"_s << u"Import of orders, line 7"_s;
    QTest::newRow("a key without an end") << unbroken << QString();
    QTest::newRow("a reason of one word") << u"undo-12"_s << unbroken;
}

void AuditPageTest::longKeysStayInThePanel()
{
    QFETCH(QString, key);
    QFETCH(QString, why);
    m_inventory->trail[2].key = key;
    m_inventory->trail[2].why = why;
    m_page->open(u"3"_s);
    QTRY_COMPARE(m_page->selectedId(), u"3"_s);
    const auto *scroll = m_page->findChild<EntryPanel *>()->findChild<QScrollArea *>();
    QTRY_COMPARE(scroll->widget()->width(), scroll->viewport()->width()); // nothing stands outside, where no bar leads
    QVERIFY(m_page->width() <= 1072);
}

void AuditPageTest::longKeysAreCopiedWhole()
{
    const QString key = u"import-orders-"_s + QString(80, u'9');
    m_inventory->trail[2].key = key;
    m_page->open(u"3"_s);
    QTRY_COMPARE(m_page->selectedId(), u"3"_s);
    auto *operation = m_page->findChild<BreakableLabel *>(u"operation"_s);
    QCOMPARE(operation->fact(), key);
    QContextMenuEvent asked(QContextMenuEvent::Mouse, {4, 4}, operation->mapToGlobal(QPoint(4, 4)));
    QApplication::sendEvent(operation, &asked);
    auto *menu = operation->findChild<QMenu *>();
    QVERIFY(menu && menu->actions().size() == 1);
    menu->actions().first()->trigger();
    QCOMPARE(QApplication::clipboard()->text(), key);
    menu->close();
}

void AuditPageTest::verifies()
{
    m_page->findChild<QAction *>(u"verify"_s)->trigger();
    QTRY_VERIFY(isSaid(u"The trail is whole"_s));
}

void AuditPageTest::comparesWithASealedFile_data()
{
    QTest::addColumn<Verification>("found");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("opened"); ///< the entry beside the trail
    QTest::newRow("whole") << Verification{.isWhole = true, .entries = 40, .words = {}} << u"What may.audit sealed still stands in it."_s << QString();
    QTest::newRow("an entry was replaced") << Verification{.isWhole = false, .entries = 2, .firstBroken = 3, .words = u"it is not the one that was sealed"_s}
                                           << u"entry 3 is the first that does not fit"_s << u"3"_s;
    QTest::newRow("the file is of another shop") << Verification{.isWhole = false, .entries = 0, .firstBroken = 0, .words = u"may.audit: sealed by another shop"_s}
                                                 << u"sealed by another shop"_s << QString();
}

void AuditPageTest::comparesWithASealedFile()
{
    QFETCH(Verification, found);
    QFETCH(QString, words);
    QTemporaryDir folder;
    const QString path = folder.filePath(u"may.audit"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    m_inventory->verification = found;
    m_page->findChild<QAction *>(u"against"_s)->trigger();
    auto *dialog = m_page->findChild<QFileDialog *>();
    QVERIFY(dialog && dialog->fileMode() == QFileDialog::ExistingFile);
    Q_EMIT dialog->fileSelected(path);
    dialog->reject();
    QTRY_VERIFY(isSaid(words));
    QCOMPARE(m_inventory->heldAgainst, path);
    QFETCH(QString, opened);
    QTRY_COMPARE(m_page->selectedId(), opened);
}

/// What is asked for while something else is done would hide how that ended.
void AuditPageTest::oneLongJobAtATime()
{
    m_inventory->holdsAnswers = true;
    m_page->findChild<QAction *>(u"verify"_s)->trigger();
    QSignalSpy failed(m_page.get(), &Page::failed);
    m_page->findChild<QAction *>(u"verify"_s)->trigger();
    QCOMPARE(failed.count(), 1);
    m_inventory->releaseAnswers();
    QTRY_VERIFY(isSaid(u"The trail is whole"_s));
    m_page->findChild<QAction *>(u"verify"_s)->trigger();
    QCOMPARE(failed.count(), 1);
}

void AuditPageTest::exportsASpan()
{
    m_page->findChild<QAction *>(u"export"_s)->trigger();
    auto *dialog = m_page->findChild<FormDialog *>();
    QVERIFY(dialog);
    dialog->findChild<QLineEdit *>(u"file"_s)->setText(u"/tmp/sealed.crossdock"_s);
    dialog->findChild<QComboBox *>(u"span"_s)->setCurrentIndex(2);
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_COMPARE(m_desk->calls, QStringList{u"exportAudit /tmp/sealed.crossdock"_s});
    QTRY_VERIFY(isSaid(u"Sealed"_s));
}

void AuditPageTest::replacesAFileOnlyIfAskedTwice()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"old.crossdock"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    m_page->findChild<QAction *>(u"export"_s)->trigger();
    auto *dialog = m_page->findChild<FormDialog *>();
    dialog->findChild<QLineEdit *>(u"file"_s)->setText(path);
    auto *submit = dialog->findChild<QPushButton *>(u"submit"_s);
    submit->click();
    QTRY_VERIFY(isSaid(u"old.crossdock is there already"_s));
    QVERIFY(m_desk->calls.isEmpty());
    submit->click();
    QTRY_COMPARE(m_desk->calls, QStringList{u"exportAudit "_s + path});
}

void AuditPageTest::reviewHasABannerAndNoExport()
{
    m_inventory->readOnly = true;
    m_page = std::make_unique<AuditPage>(context());
    m_page->setReviewedFile(u"/media/usb/audit-2026.crossdock"_s);
    m_page->show();
    QVERIFY(isSaid(u"audit-2026.crossdock"_s));
    QTRY_VERIFY(isSaid(u"The trail is whole"_s)); // without being asked
    QVERIFY(!m_page->findChild<QAction *>(u"export"_s)->isEnabled());
    QVERIFY(m_page->findChild<QAction *>(u"verify"_s)->isEnabled());
}

void AuditPageTest::sliderStepsByKeys_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("modifiers");
    QTest::addColumn<qint64>("expectedMs");
    constexpr qint64 hour = 3'600'000;
    QTest::newRow("an hour on") << int(Qt::Key_PageUp) << int(Qt::NoModifier) << 101 * hour;
    QTest::newRow("an hour back") << int(Qt::Key_PageDown) << int(Qt::NoModifier) << 99 * hour;
    QTest::newRow("a day on") << int(Qt::Key_PageUp) << int(Qt::ControlModifier) << 124 * hour;
    QTest::newRow("a day back") << int(Qt::Key_PageDown) << int(Qt::ControlModifier) << 76 * hour;
    QTest::newRow("to the beginning") << int(Qt::Key_Home) << int(Qt::NoModifier) << qint64(0);
    QTest::newRow("to the end") << int(Qt::Key_End) << int(Qt::NoModifier) << 200 * hour;
}

void AuditPageTest::sliderStepsByKeys()
{
    QFETCH(int, key);
    QFETCH(int, modifiers);
    TimeSlider slider(nullptr);
    constexpr qint64 hour = 3'600'000;
    slider.setSpan(fromMs(0), fromMs(200 * hour));
    slider.setTime(fromMs(100 * hour));
    QSignalSpy chosen(&slider, &TimeSlider::timeChosen);
    QTest::keyClick(&slider, static_cast<Qt::Key>(key), Qt::KeyboardModifiers(modifiers));
    QTEST(toMs(slider.time()), "expectedMs");
    QCOMPARE(chosen.count(), 1);
    QSignalSpy stepped(&slider, &TimeSlider::entryStepped);
    QTest::keyClick(&slider, Qt::Key_Right);
    QCOMPARE(stepped.count(), 1);
    QCOMPARE(stepped.first().first().toInt(), 1);
}

void AuditPageTest::stockFollowsTheMoment()
{
    for (int i = 0; i < m_inventory->trail.size(); ++i)
        m_inventory->trail[i].at = m_clock.now() - Milliseconds(60'000LL * (m_inventory->trail.size() - i));
    StockAsOf page(context());
    page.show();
    auto *table = page.findChild<QTableView *>(u"stockAsOf"_s);
    QTRY_COMPARE(table->model()->rowCount(), 200);
    const Time last = page.time();
    QTest::keyClick(page.findChild<TimeSlider *>(), Qt::Key_Left);
    QTRY_COMPARE(page.time(), m_inventory->trail.last().at); // the span ends now, after the newest entry
    QVERIFY(page.time() < last);
    QTest::keyClick(page.findChild<TimeSlider *>(), Qt::Key_Left);
    QTRY_COMPARE(page.time(), m_inventory->trail.at(m_inventory->trail.size() - 2).at);
    const Time before = page.time();
    QTest::keyClick(page.findChild<QPushButton *>(u"entryOn"_s), Qt::Key_Space);
    QTRY_VERIFY(page.time() > before);
    auto *moment = page.findChild<QDateTimeEdit *>(u"moment"_s);
    moment->setDateTime(moment->dateTime().addSecs(-1'800));
    QTRY_COMPARE(page.time(), fromMs(moment->dateTime().toMSecsSinceEpoch()));
}

/// What was read for one moment is not shown under the next.
void AuditPageTest::stockOfAnotherMomentIsDropped()
{
    for (int i = 0; i < m_inventory->trail.size(); ++i)
        m_inventory->trail[i].at = m_clock.now() - Milliseconds(60'000LL * (m_inventory->trail.size() - i));
    StockAsOf page(context());
    page.show();
    auto *table = page.findChild<QTableView *>(u"stockAsOf"_s);
    QTRY_COMPARE(table->model()->rowCount(), 200);
    m_inventory->holdsAnswers = true;
    QTest::keyClick(page.findChild<TimeSlider *>(), Qt::Key_PageDown);
    QTest::qWait(300); // the question is asked
    QTest::keyClick(page.findChild<TimeSlider *>(), Qt::Key_PageDown);
    m_inventory->releaseAnswers();
    const auto says = [&page](const QString &moment) {
        const auto labels = page.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) { return label->text().contains(moment); });
    };
    QCoreApplication::sendPostedEvents();
    QVERIFY(!says(dateTime(page.time())));
    QTRY_VERIFY(says(dateTime(page.time())));
}

void AuditPageTest::stockIsFiltered()
{
    StockAsOf page(context());
    page.show();
    auto *table = page.findChild<QTableView *>(u"stockAsOf"_s);
    QTRY_COMPARE(table->model()->rowCount(), 200);
    page.open(m_inventory->rows.at(7).sku.text());
    QCOMPARE(table->model()->rowCount(), 1);
    QTest::keyClick(page.findChild<TimeSlider *>(), Qt::Key_Home); // another moment, the same filter
    QTest::qWait(200);
    QCOMPARE(table->model()->rowCount(), 1);
}

void AuditPageTest::nothingIsCutOrNameless_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<bool>("hasPanel");
    QTest::newRow("1280, list") << 1072 << false;
    QTest::newRow("1280, list and panel") << 1072 << true;
    QTest::newRow("1440, list and panel") << 1232 << true;
}

void AuditPageTest::nothingIsCutOrNameless()
{
    QFETCH(int, width);
    QFETCH(bool, hasPanel);
    m_page->resize(width, 740);
    if (hasPanel) {
        m_page->open(u"120"_s);
        QTRY_COMPARE(m_page->selectedId(), u"120"_s);
    }
    QTRY_COMPARE(test::cutLabels(*m_page), QStringList{});
    QCOMPARE(test::namelessControls(*m_page), QStringList{});
    StockAsOf stock(context());
    stock.resize(width, 740);
    stock.show();
    QTRY_COMPARE(test::cutLabels(stock), QStringList{});
    QCOMPARE(test::namelessControls(stock), QStringList{});
}

QTEST_MAIN(AuditPageTest)
#include "audit_page_test.moc"
