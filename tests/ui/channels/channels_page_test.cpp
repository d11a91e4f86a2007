#include "tests/ui/fake_desk.h"
#include "tests/ui/page_checks.h"
#include "ui/channels/add_channel_dialog.h"
#include "ui/channels/catalogue_dialog.h"
#include "ui/channels/channels_page.h"
#include "ui/channels/lag_chart.h"
#include "ui/widgets/busy_bar.h"
#include "ui/widgets/form_dialog.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace crossdock;
using namespace crossdock::ui;
using namespace Qt::Literals::StringLiterals;

/// The Channels page and its guided form, used as a person uses them: by keyboard, offscreen.
class ChannelsPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void selectsTheFirstAndOpensByName();
    void saysHowTheAccountDoes();
    void pausesAndResumes();
    void readsOrdersAndCatalogue();
    void aFailureIsSaidInPlace();
    void removesAfterAQuestion();
    void stopsSellingAfterAQuestion();
    void triesAgainWhatWasSetAside();
    void chartSaysItsFigures();
    void copiesTheWebhooksAddress();
    void addsAChannel();
    void formNamesWhatIsMissing();
    void aFailedTestCanBeRepeatedOrPassed();
    void addsUntestedOnlyByItsOwnPress();
    void isNotLeftWhileTheChannelIsAdded();
    void opensOneDialogForTwoPresses();
    void enterInTheListActsOnce();
    void stateFollowsTheLastCall();
    void tabReachesTheKeysBeforeTheButtons_data();
    void tabReachesTheKeysBeforeTheButtons();
    void secretsAreHiddenUntilAsked();
    void saysWhatToDoWithoutChannels();
    void nothingIsCutOrNameless_data();
    void nothingIsCutOrNameless();

private:
    QAction *action(const QString &name) const { return m_page->findChild<QAction *>(name); }
    AddChannelDialog *dialog() const { return m_page->findChild<AddChannelDialog *>(); }
    QPushButton *next() const { return dialog()->findChild<QPushButton *>(u"next"_s); }
    void fill(const QString &field, const QString &text) const { dialog()->findChild<QLineEdit *>(field)->setText(text); }
    void goToForm();
    void fillWell() const;

    SystemClock m_clock;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<test::FakeInventory> m_inventory;
    std::unique_ptr<test::FakeDesk> m_desk;
    std::unique_ptr<ChannelsPage> m_page;
    QTableView *m_table = nullptr;
};

void ChannelsPageTest::initTestCase()
{
    m_theme = std::make_unique<Theme>(*qApp);
}

void ChannelsPageTest::init()
{
    m_inventory = std::make_unique<test::FakeInventory>(m_clock);
    m_desk = std::make_unique<test::FakeDesk>(*m_inventory, m_clock);
    m_page = std::make_unique<ChannelsPage>(Context{*m_inventory, *m_desk, m_clock, *m_theme, u"dana"_s});
    m_page->resize(1072, 740);
    m_page->show();
    m_table = m_page->findChild<QTableView *>(u"channels"_s);
    QTRY_COMPARE(m_table->model()->rowCount(), 8);
}

void ChannelsPageTest::cleanup()
{
    m_page.reset(); // before what it uses
    m_desk.reset();
    m_inventory.reset();
}

void ChannelsPageTest::selectsTheFirstAndOpensByName()
{
    QTRY_COMPARE(m_page->selectedId(), m_table->model()->index(0, 0).data().toString());
    m_page->open(u"woo-trade"_s);
    QCOMPARE(m_page->selectedId(), u"woo-trade"_s);
}

void ChannelsPageTest::saysHowTheAccountDoes()
{
    m_inventory->channels[1].account.status = u"AT_RISK"_s;
    m_page = std::make_unique<ChannelsPage>(Context{*m_inventory, *m_desk, m_clock, *m_theme, u"dana"_s});
    m_page->show();
    const auto *account = m_page->findChild<QLabel *>(u"account"_s);
    QTRY_COMPARE(m_page->findChild<QTableView *>(u"channels"_s)->model()->rowCount(), 8);
    m_page->open(m_inventory->channels[1].details.name.text());
    QTRY_VERIFY(account->isVisible());
    QCOMPARE(account->text(), u"at risk of being deactivated"_s);
    m_page->open(m_inventory->channels[0].details.name.text());
    QTRY_VERIFY(!account->isVisible()); // it does not tell
}

void ChannelsPageTest::pausesAndResumes()
{
    m_page->open(u"woo-trade"_s);
    action(u"pauseChannel"_s)->trigger();
    QTRY_VERIFY(action(u"resumeChannel"_s)->isEnabled());
    QVERIFY(!action(u"pauseChannel"_s)->isEnabled());
    action(u"resumeChannel"_s)->trigger();
    QTRY_VERIFY(action(u"pauseChannel"_s)->isEnabled());
    QCOMPARE(m_inventory->requests.size(), 2);
}

void ChannelsPageTest::readsOrdersAndCatalogue()
{
    QSignalSpy said(m_page.get(), &Page::said);
    m_page->open(u"woo-trade"_s);
    action(u"catchUp"_s)->trigger();
    QTRY_COMPARE(said.count(), 1);
    action(u"readCatalogue"_s)->trigger();
    QTRY_VERIFY(m_page->findChild<CatalogueDialog *>());
    QCOMPARE(m_desk->calls, (QStringList{u"catchUp woo-trade"_s, u"readCatalogue woo-trade"_s}));
    const Desk::CatalogueReport report{5, {u"A"_s}, {u"Gift card"_s}};
    QCOMPARE(CatalogueDialog::details(report), u"not known here\tA\nwithout SKU\tGift card"_s);
}

void ChannelsPageTest::aFailureIsSaidInPlace()
{
    m_desk->nextError = Error{Error::Code::Unreachable, u"woo-trade"_s, u"connection refused"_s};
    action(u"testChannel"_s)->trigger();
    const auto isSaid = [this] {
        const auto labels = m_page->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->isVisible() && label->text().contains(u"connection refused"_s);
        });
    };
    QTRY_VERIFY(isSaid());
}

void ChannelsPageTest::removesAfterAQuestion()
{
    m_page->open(u"woo-trade"_s);
    action(u"removeChannel"_s)->trigger();
    QVERIFY(m_inventory->requests.isEmpty());
    QTest::keyClick(m_page->findChild<FormDialog *>()->findChild<QPushButton *>(u"submit"_s), Qt::Key_Space);
    QTRY_COMPARE(m_table->model()->rowCount(), 7);
    QTRY_VERIFY(!m_page->findChild<FormDialog *>());
}

void ChannelsPageTest::stopsSellingAfterAQuestion()
{
    m_page->open(u"woo-trade"_s);
    ChannelRow row = m_inventory->channels.last();
    for (const ChannelRow &channel : std::as_const(m_inventory->channels))
        row = channel.details.name.text() == u"woo-trade" ? channel : row;
    row.listings = 731;
    m_inventory->tell({event::ChannelChanged{row, false}});
    QTRY_VERIFY(action(u"stopChannel"_s)->isEnabled());
    QCoreApplication::processEvents();
    action(u"stopChannel"_s)->trigger();
    auto *question = m_page->findChild<FormDialog *>(u"stopDialog"_s);
    QVERIFY(question && m_inventory->requests.isEmpty());
    const auto labels = question->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) { return label->text().contains(u"731"_s); })); // how many
    QTest::keyClick(question->findChild<QPushButton *>(u"submit"_s), Qt::Key_Space);
    QTRY_COMPARE(m_inventory->requests.size(), 1);
    const auto *stop = std::get_if<command::StopSelling>(&m_inventory->requests.first().command);
    QVERIFY(stop && !stop->sku && stop->channel && stop->channel->text() == u"woo-trade");
    QTRY_VERIFY(!m_page->findChild<FormDialog *>());
    action(u"resumeSelling"_s)->trigger();
    QTRY_COMPARE(m_inventory->requests.size(), 2);
    QVERIFY(std::holds_alternative<command::ResumeSelling>(m_inventory->requests.last().command));
}

void ChannelsPageTest::triesAgainWhatWasSetAside()
{
    m_page->open(u"shopify-us"_s);
    m_inventory->setOfferState(0, 0, OfferState::State::Refused, u"No such product"_s);
    m_inventory->setOfferState(1, 0, OfferState::State::Refused, u"No such product"_s);
    auto *list = m_page->findChild<QTableView *>(u"setAside"_s);
    QTRY_COMPARE(list->model()->rowCount(), 2);
    QVERIFY(!action(u"retryListing"_s)->isEnabled()); // nothing is selected
    list->selectRow(0);
    action(u"retryListing"_s)->trigger();
    QTRY_COMPARE(list->model()->rowCount(), 1);
    action(u"retryAll"_s)->trigger();
    QTRY_COMPARE(list->model()->rowCount(), 0);
}

void ChannelsPageTest::chartSaysItsFigures()
{
    m_page->open(u"shopify-us"_s);
    auto *chart = m_page->findChild<LagChart *>();
    QVERIFY(chart->description().contains(u"p50"_s));
    QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(chart);
    QCOMPARE(seen->role(), QAccessible::Chart);
    QCOMPARE(seen->childCount(), 0);
    QCOMPARE(seen->text(QAccessible::Description), chart->description());
}

void ChannelsPageTest::copiesTheWebhooksAddress()
{
    m_page->open(u"woo-trade"_s);
    QTest::keyClick(m_page->findChild<QToolButton *>(u"copyWebhooks"_s), Qt::Key_Space);
    QVERIFY(QGuiApplication::clipboard()->text().endsWith(u"/webhooks/woo-trade"_s));
}

void ChannelsPageTest::goToForm()
{
    action(u"addChannel"_s)->trigger();
    QTRY_VERIFY(dialog());
    dialog()->findChild<QListWidget *>(u"kinds"_s)->setCurrentRow(1); // WooCommerce
    QTest::keyClick(next(), Qt::Key_Space);
}

void ChannelsPageTest::fillWell() const
{
    fill(u"name"_s, u"woo-new"_s);
    fill(u"url"_s, u"https://shop.example"_s);
    fill(u"consumer_key"_s, u"ck_1"_s);
    fill(u"consumer_secret"_s, u"cs_1"_s);
}

void ChannelsPageTest::addsAChannel()
{
    goToForm();
    fillWell();
    QTest::keyClick(next(), Qt::Key_Space);
    QTRY_VERIFY(next()->isEnabled() && next()->text() == u"Add channel"_s);
    QCOMPARE(m_desk->calls, QStringList{u"testConnection https://shop.example"_s});
    QTest::keyClick(next(), Qt::Key_Space);
    QTRY_COMPARE(m_table->model()->rowCount(), 9);
    QCOMPARE(m_desk->lastSecrets.value(u"consumer_secret"_s), u"cs_1"_s);
    QTRY_COMPARE(m_page->selectedId(), u"woo-new"_s);
    QTRY_COMPARE(next()->text(), u"Read the catalogue"_s);
    QTest::keyClick(next(), Qt::Key_Space);
    QTRY_COMPARE(m_desk->calls.last(), u"readCatalogue woo-new"_s);
}

void ChannelsPageTest::formNamesWhatIsMissing()
{
    goToForm();
    auto *problem = dialog()->findChild<QLabel *>(u"problem"_s);
    QVERIFY(!problem->isVisible());
    fillWell();
    fill(u"url"_s, u"http://shop.example"_s);
    QTest::keyClick(next(), Qt::Key_Space);
    QVERIFY(problem->isVisible());
    QVERIFY(problem->text().contains(u"https"_s));
    QVERIFY(dialog()->findChild<QLineEdit *>(u"url"_s)->property("invalid").toBool());
    QVERIFY(m_desk->calls.isEmpty());
    fill(u"url"_s, u"https://shop.example"_s);
    QVERIFY(!problem->isVisible());
}

void ChannelsPageTest::aFailedTestCanBeRepeatedOrPassed()
{
    goToForm();
    fillWell();
    m_desk->nextError = Error{Error::Code::Unauthorized, u"shop.example"_s, u"consumer_key is invalid"_s};
    QTest::keyClick(next(), Qt::Key_Space);
    QTRY_COMPARE(next()->text(), u"Test again"_s);
    auto *untested = dialog()->findChild<QPushButton *>(u"untested"_s);
    QVERIFY(untested->isVisible() && !untested->isDefault() && !untested->autoDefault());
    QCOMPARE(dialog()->focusWidget(), next());
    m_desk->calls.clear();
    m_desk->nextError = Error{Error::Code::Unreachable, u"shop.example"_s, u"connection refused"_s};
    QTest::keyClick(dialog(), Qt::Key_Return); // tests again, and stores nothing
    QTRY_COMPARE(next()->text(), u"Test again"_s);
    QCOMPARE(m_desk->calls, QStringList{u"testConnection https://shop.example"_s});
    for (const QLabel *label : dialog()->findChildren<QLabel *>()) // there is no channel yet, and the words are not its own
        QVERIFY2(!label->text().contains(u"sending resumes"_s) && !label->text().contains(u"own words"_s), qPrintable(label->text()));
    QTest::keyClick(dialog()->findChild<QPushButton *>(u"back"_s), Qt::Key_Space);
    QVERIFY(!untested->isVisible());
    QCOMPARE(dialog()->findChild<QLineEdit *>(u"consumer_key"_s)->text(), u"ck_1"_s); // nothing that was typed is lost
    QTest::keyClick(next(), Qt::Key_Space);
    QTRY_COMPARE(next()->text(), u"Add channel"_s);
    QTRY_VERIFY(next()->isEnabled());
}

void ChannelsPageTest::addsUntestedOnlyByItsOwnPress()
{
    goToForm();
    fillWell();
    m_desk->nextError = Error{Error::Code::Unreachable, u"shop.example"_s, u"connection refused"_s};
    QTest::keyClick(next(), Qt::Key_Space);
    QTRY_COMPARE(next()->text(), u"Test again"_s);
    QTest::keyClick(dialog()->findChild<QPushButton *>(u"untested"_s), Qt::Key_Space);
    QTRY_COMPARE(m_desk->calls.last(), u"addChannel woo-new"_s);
}

/// What was begun is neither begun again nor left unseen.
void ChannelsPageTest::isNotLeftWhileTheChannelIsAdded()
{
    goToForm();
    fillWell();
    QTest::keyClick(next(), Qt::Key_Space);
    QTRY_VERIFY(next()->isEnabled() && next()->text() == u"Add channel"_s);
    QTest::keyClick(next(), Qt::Key_Space);
    dialog()->findChild<BusyBar *>()->findChild<QPushButton *>()->click();
    QVERIFY(!next()->isEnabled());
    QTest::keyClick(dialog(), Qt::Key_Escape);
    QVERIFY(dialog()->isVisible());
    QTRY_COMPARE(next()->text(), u"Read the catalogue"_s);
    QVERIFY(next()->isEnabled());
    QCOMPARE(m_desk->calls.count(u"addChannel woo-new"_s), 1);
}

void ChannelsPageTest::opensOneDialogForTwoPresses()
{
    m_inventory->holdsAnswers = true;
    action(u"addChannel"_s)->trigger();
    action(u"addChannel"_s)->trigger();
    m_inventory->releaseAnswers();
    QTRY_VERIFY(dialog());
    QTest::qWait(20);
    QCOMPARE(m_page->findChildren<AddChannelDialog *>().size(), 1);
    dialog()->reject();
    QTRY_VERIFY(!dialog());
    action(u"addChannel"_s)->trigger(); // and again later
    QTRY_VERIFY(dialog());
}

void ChannelsPageTest::enterInTheListActsOnce()
{
    action(u"addChannel"_s)->trigger();
    QTRY_VERIFY(dialog());
    auto *kinds = dialog()->findChild<QListWidget *>(u"kinds"_s);
    QVERIFY(kinds->visualItemRect(kinds->item(0)).height() >= 30);
    QTest::keyClick(kinds, Qt::Key_Return);
    QVERIFY(dialog()->findChild<QLineEdit *>(u"url"_s)->isVisible());
    QVERIFY(!dialog()->findChild<QLabel *>(u"problem"_s)->isVisible()); // nothing is wrong before anything is typed
    QVERIFY(m_desk->calls.isEmpty());
}

void ChannelsPageTest::stateFollowsTheLastCall()
{
    const auto state = [this](const QString &channel) {
        for (int row = 0; row < m_table->model()->rowCount(); ++row)
            if (m_table->model()->index(row, 0).data().toString() == channel)
                return m_table->model()->index(row, 2).data().toString();
        return QString();
    };
    QCOMPARE(state(u"woo-trade"_s), u"Up to date"_s);
    m_page->open(u"woo-trade"_s);
    m_desk->nextError = Error{Error::Code::Unreachable, u"woo-trade"_s, u"connection refused"_s};
    action(u"readCatalogue"_s)->trigger();
    QTRY_COMPARE(state(u"woo-trade"_s), u"Last call failed"_s);
    action(u"testChannel"_s)->trigger();
    QTRY_COMPARE(state(u"woo-trade"_s), u"Up to date"_s);
}

void ChannelsPageTest::tabReachesTheKeysBeforeTheButtons_data()
{
    QTest::addColumn<int>("places");
    QTest::newRow("one place: nothing below the keys") << 1;
    QTest::newRow("two places: their check boxes below") << 2;
}

void ChannelsPageTest::tabReachesTheKeysBeforeTheButtons()
{
    QFETCH(int, places);
    m_inventory->nodes = m_inventory->nodes.first(places);
    goToForm();
    QStringList met;
    for (QWidget *stop = dialog()->findChild<QLineEdit *>(u"name"_s); !met.contains(u"next"_s); stop = stop->nextInFocusChain())
        if (stop->focusPolicy() & Qt::TabFocus && stop->isVisible() && !stop->objectName().isEmpty())
            met.append(stop->objectName());
    const QStringList expected{u"name"_s, u"url"_s, u"consumer_key"_s, u"consumer_secret"_s, u"webhook_secret"_s};
    QCOMPARE(met.first(expected.size()), expected);
    QVERIFY(met.indexOf(u"back"_s) > 0);
}

void ChannelsPageTest::secretsAreHiddenUntilAsked()
{
    goToForm();
    auto *secret = dialog()->findChild<QLineEdit *>(u"consumer_secret"_s);
    QCOMPARE(secret->echoMode(), QLineEdit::Password);
    auto *reveal = secret->parentWidget()->findChild<QToolButton *>();
    QTest::keyClick(reveal, Qt::Key_Space);
    QCOMPARE(secret->echoMode(), QLineEdit::Normal);
    QTest::keyClick(reveal, Qt::Key_Space);
    QCOMPARE(secret->echoMode(), QLineEdit::Password);
}

void ChannelsPageTest::saysWhatToDoWithoutChannels()
{
    cleanup();
    m_inventory = std::make_unique<test::FakeInventory>(m_clock, test::FakeInventory::Size{0, 0, 0});
    m_desk = std::make_unique<test::FakeDesk>(*m_inventory, m_clock);
    m_page = std::make_unique<ChannelsPage>(Context{*m_inventory, *m_desk, m_clock, *m_theme, u"dana"_s});
    m_page->show();
    QTRY_VERIFY(!m_page->findChild<QTableView *>(u"channels"_s)->isVisible());
    for (QPushButton *button : m_page->findChildren<QPushButton *>())
        if (button->isVisible() && button->text() == u"Add channel"_s)
            QTest::keyClick(button, Qt::Key_Space);
    QTRY_VERIFY(dialog());
}

void ChannelsPageTest::nothingIsCutOrNameless_data()
{
    QTest::addColumn<int>("width");
    QTest::newRow("1280") << 1072;
    QTest::newRow("1440") << 1232;
}

void ChannelsPageTest::nothingIsCutOrNameless()
{
    QFETCH(int, width);
    m_page->resize(width, 740);
    QTRY_COMPARE(test::cutLabels(*m_page), QStringList{});
    QCOMPARE(test::namelessControls(*m_page), QStringList{});
    goToForm();
    QTRY_COMPARE(test::cutLabels(*dialog()), QStringList{});
    QCOMPARE(test::namelessControls(*dialog()), QStringList{});
}

QTEST_MAIN(ChannelsPageTest)
#include "channels_page_test.moc"
