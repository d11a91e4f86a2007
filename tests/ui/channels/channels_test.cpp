#include "tests/ui/fake_desk.h"
#include "ui/channels/channel_draft.h"
#include "ui/channels/channel_watch.h"
#include "ui/channels/channel_words.h"
#include "ui/channels/channels_model.h"
#include "ui/channels/lag_history.h"
#include "ui/channels/set_aside_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace crossdock;
using namespace crossdock::ui;
using namespace Qt::Literals::StringLiterals;

/// What the Channels page shows, without its window.
class ChannelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void listsChannelsWithTheirLanes();
    void aRemovedChannelDoesNotComeBack();
    void healthChangesTheRow();
    void pausedByAPersonSaysPaused();
    void addsAndRemoves();
    void setAsideReadsAgainSoon();
    void setAsideHoldsWhatIsSuppressed();
    void setAsideForgetsTheChannelBefore();
    void stateIsTheNewestKnown_data();
    void stateIsTheNewestKnown();
    void saysWhoTellsAChannel_data();
    void saysWhoTellsAChannel();
    void lagIsCollectedFromTheStart();
    void lagKeepsFiveMinutes();
    void saysHowTheAccountDoes_data();
    void saysHowTheAccountDoes();
    void saysCalls_data();
    void saysCalls();
    void judgesAddresses_data();
    void judgesAddresses();
    void draftNamesTheFirstProblem_data();
    void draftNamesTheFirstProblem();
    void draftKeepsSecretsApart();

private:
    ChannelDraft draft() const;
    QString cell(int row, int column) const { return m_model->index(row, column).data().toString(); }

    SystemClock m_clock;
    std::unique_ptr<test::FakeInventory> m_inventory;
    std::unique_ptr<test::FakeDesk> m_desk;
    std::unique_ptr<ChannelWatch> m_watch;
    std::unique_ptr<ChannelsModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void ChannelsTest::init()
{
    m_tester.reset();
    m_model.reset();
    m_watch.reset();
    m_inventory = std::make_unique<test::FakeInventory>(m_clock);
    m_desk = std::make_unique<test::FakeDesk>(*m_inventory, m_clock);
    m_watch = std::make_unique<ChannelWatch>(*m_inventory, *m_desk, m_clock, nullptr);
    m_model = std::make_unique<ChannelsModel>(*m_watch, m_clock, nullptr);
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QTRY_COMPARE(m_model->rowCount(), 8);
}

/// A list that was read before the removal is told after it.
void ChannelsTest::aRemovedChannelDoesNotComeBack()
{
    const ChannelRow row = m_inventory->channels.at(2);
    QSignalSpy read(m_watch.get(), &ChannelWatch::listRead);
    m_watch->read();
    m_inventory->tell({event::ChannelChanged{row, true}}); // the answer waits in the queue
    QTRY_COMPARE(read.count(), 1);
    QTest::qWait(0);
    QCOMPARE(m_model->rowOf(row.details.name), -1);
}

void ChannelsTest::listsChannelsWithTheirLanes()
{
    const ChannelHealth &lane = m_desk->lanes.at(3); // the one that does not answer
    const int row = m_model->rowOf(lane.channel);
    QVERIFY(row >= 0);
    QCOMPARE(cell(row, ChannelsModel::Queue), u"42"_s);
    QVERIFY(cell(row, ChannelsModel::LastError).startsWith(lane.lastError));
    QCOMPARE(cell(row, ChannelsModel::State), badge(ChannelHealth::State::Down).text);
    for (int i = 1; i < m_model->rowCount(); ++i)
        QVERIFY(cell(i - 1, 0) < cell(i, 0));
}

void ChannelsTest::healthChangesTheRow()
{
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    ChannelHealth lane = m_desk->lanes.at(0);
    lane.queued = 17;
    Q_EMIT m_desk->healthChanged({lane});
    QCOMPARE(cell(m_model->rowOf(lane.channel), ChannelsModel::Queue), u"17"_s);
    QCOMPARE(changed.count(), 1);
    Q_EMIT m_desk->healthChanged({lane}); // nothing to repaint
    QCOMPARE(changed.count(), 1);
}

void ChannelsTest::pausedByAPersonSaysPaused()
{
    const ChannelId name = m_model->channel(2).details.name;
    m_inventory->perform({.command = command::ChangeChannel{name, command::ChangeChannel::What::Pause}}, this, [](const auto &) {});
    QTRY_COMPARE(cell(2, ChannelsModel::State), badge(ChannelHealth::State::Paused).text);
}

void ChannelsTest::addsAndRemoves()
{
    ChannelRow channel = m_model->channel(0);
    channel.details.name = ChannelId::parse(u"b-new").value();
    m_inventory->tell({event::ChannelChanged{channel, false}});
    QTRY_COMPARE(m_model->rowCount(), 9);
    const int row = m_model->rowOf(channel.details.name);
    QVERIFY(row > 0 && cell(row - 1, 0) < cell(row, 0) && cell(row, 0) < cell(row + 1, 0));
    m_inventory->tell({event::ChannelChanged{channel, true}});
    QTRY_COMPARE(m_model->rowCount(), 8);
    QCOMPARE(m_model->rowOf(channel.details.name), -1);
}

void ChannelsTest::setAsideReadsAgainSoon()
{
    SetAsideModel model(*m_inventory, m_clock, nullptr);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setChannel(ChannelId::parse(u"shopify-us").value());
    QTRY_COMPARE(model.rowCount(), 0);
    const OfferState &offer = m_inventory->rows.at(0).offers.at(0);
    QCOMPARE(offer.listing.channel.text(), u"shopify-us"_s);
    m_inventory->setOfferState(0, 0, OfferState::State::Refused, u"No such product"_s);
    QTRY_COMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, SetAsideModel::Words).data().toString(), u"No such product"_s);
    m_inventory->perform({.command = command::RetryListing{offer.listing}}, this, [](const auto &) {});
    QTRY_COMPARE(model.rowCount(), 0);
}

void ChannelsTest::setAsideHoldsWhatIsSuppressed()
{
    SetAsideModel model(*m_inventory, m_clock, nullptr);
    model.setChannel(ChannelId::parse(u"shopify-us").value());
    QTRY_COMPARE(model.rowCount(), 0);
    StockRow &row = m_inventory->rows[0];
    row.offers[0].market = {.competitor = {}, .featured = channels::Featured::Unknown, .isSuppressed = true, .words = u"The main image is missing"_s, .standingAt = m_clock.now()};
    m_inventory->tell({event::StockChanged{row}});
    QTRY_COMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, SetAsideModel::Words).data().toString(), u"Kept from buyers: The main image is missing"_s);
    row.offers[0].market = {};
    m_inventory->tell({event::StockChanged{row}});
    QTRY_COMPARE(model.rowCount(), 0);
}

void ChannelsTest::setAsideForgetsTheChannelBefore()
{
    m_inventory->setOfferState(0, 0, OfferState::State::Refused, u"No such product"_s);
    SetAsideModel model(*m_inventory, m_clock, nullptr);
    m_inventory->holdsAnswers = true;
    model.setChannel(ChannelId::parse(u"shopify-us").value());
    model.setChannel(ChannelId::parse(u"woo-trade").value());
    m_inventory->releaseAnswers();
    QSignalSpy read(&model, &SetAsideModel::listRead);
    QTRY_COMPARE(read.count(), 1);
    for (int row = 0; row < model.rowCount(); ++row)
        QCOMPARE(model.item(row).offer.listing.channel.text(), u"woo-trade"_s);
}

void ChannelsTest::stateIsTheNewestKnown_data()
{
    using State = ChannelHealth::State;
    QTest::addColumn<State>("lane");
    QTest::addColumn<int>("errorS"); // seconds of the test at which it happened; 0: never
    QTest::addColumn<int>("answerS");
    QTest::addColumn<int>("eventS");
    QTest::addColumn<int>("readS");
    QTest::addColumn<Tone>("tone");
    QTest::newRow("nothing yet") << State::Idle << 0 << 0 << 0 << 0 << Tone::Good;
    QTest::newRow("answered") << State::Idle << 0 << 5 << 0 << 0 << Tone::Good;
    QTest::newRow("failed, nothing before") << State::Idle << 5 << 0 << 0 << 0 << Tone::Warning;
    QTest::newRow("a failed call is an answer of the same moment") << State::Idle << 5 << 5 << 0 << 0 << Tone::Warning;
    QTest::newRow("failed, then answered") << State::Idle << 5 << 6 << 0 << 0 << Tone::Good;
    QTest::newRow("failed, then an event came") << State::Idle << 5 << 0 << 6 << 0 << Tone::Good;
    QTest::newRow("failed, then orders were read") << State::Idle << 5 << 0 << 0 << 6 << Tone::Good;
    QTest::newRow("read, then failed") << State::Idle << 7 << 0 << 0 << 6 << Tone::Warning;
    QTest::newRow("failed and waits") << State::Waiting << 7 << 0 << 0 << 6 << Tone::Warning;
    QTest::newRow("does not answer") << State::Down << 7 << 0 << 0 << 6 << Tone::Bad;
    QTest::newRow("another desk tells it") << State::Elsewhere << 0 << 0 << 0 << 6 << Tone::Neutral;
}

void ChannelsTest::stateIsTheNewestKnown()
{
    QFETCH(ChannelHealth::State, lane);
    QFETCH(int, errorS);
    QFETCH(int, answerS);
    QFETCH(int, eventS);
    QFETCH(int, readS);
    const auto at = [](int second) { return fromMs(second * 1'000); };
    ChannelRow row = m_inventory->channels.first();
    row.cursorAt = at(readS);
    m_inventory->tell({event::ChannelChanged{row, false}});
    const ChannelHealth health{.channel = row.details.name, .state = lane, .lastError = u"500"_s, .lastErrorAt = at(errorS),
                               .lastEventAt = at(eventS), .lastAnswerAt = at(answerS)};
    Q_EMIT m_desk->healthChanged({health});
    QTEST(m_watch->stateOf(row.details.name).tone, "tone");
    QTRY_COMPARE(cell(m_model->rowOf(row.details.name), ChannelsModel::State), m_watch->stateOf(row.details.name).text);
}

void ChannelsTest::saysWhoTellsAChannel_data()
{
    using State = ChannelHealth::State;
    QTest::addColumn<State>("state");
    QTest::addColumn<QString>("speaker");
    QTest::addColumn<QString>("words");
    QTest::newRow("this desk") << State::Sending << QString() << QString();
    QTest::newRow("another one") << State::Elsewhere << u"packing-pc (process 7)"_s << u"packing-pc (process 7) tells this channel; this desk takes over when it ends"_s;
    QTest::newRow("none for a moment") << State::Elsewhere << QString() << u"No desk tells this channel at the moment; this one takes over within seconds"_s;
}

void ChannelsTest::saysWhoTellsAChannel()
{
    QFETCH(ChannelHealth::State, state);
    QFETCH(QString, speaker);
    ChannelHealth health;
    health.state = state;
    health.speaker = speaker;
    QTEST(speakerText(health), "words");
}

void ChannelsTest::lagIsCollectedFromTheStart()
{
    const ChannelHealth lane{.channel = m_inventory->channels.first().details.name, .told = 3, .lagP50Ms = 2, .lagP99Ms = 9};
    Q_EMIT m_desk->healthChanged({lane});
    QVERIFY(!m_watch->lagOf(lane.channel).isEmpty());
}

void ChannelsTest::lagKeepsFiveMinutes()
{
    LagHistory history;
    ChannelHealth lane{.channel = ChannelId::parse(u"woo").value(), .told = 1, .lagP50Ms = 2};
    Time now = fromMs(1'000'000);
    for (int i = 0; i < 400 * 5; ++i, now += Milliseconds(200)) // 400 s, five times a second
        history.add({lane}, now);
    const auto points = history.of(lane.channel);
    QVERIFY(points.size() > 290 && points.size() <= 301);
    QVERIFY(points.last().at - points.first().at <= LagHistory::span);
    lane.channel = ChannelId::parse(u"quiet").value();
    lane.told = 0;
    history.add({lane}, now);
    QVERIFY(history.of(lane.channel).isEmpty());
}

void ChannelsTest::saysHowTheAccountDoes_data()
{
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("words");
    QTest::newRow("not told") << QString() << QString();
    QTest::newRow("good") << u"NORMAL"_s << u"in good standing"_s;
    QTest::newRow("at risk") << u"AT_RISK"_s << u"at risk of being deactivated"_s;
    QTest::newRow("deactivated") << u"DEACTIVATED"_s << u"deactivated: it sells nothing"_s;
    QTest::newRow("a new word") << u"ON_LEAVE"_s << u"on leave"_s;
}

void ChannelsTest::saysHowTheAccountDoes()
{
    QFETCH(QString, status);
    QFETCH(QString, words);
    QCOMPARE(accountText({.status = status}), words);
    QVERIFY(accountText({.status = status, .lateShipments = 12'000}).endsWith(u"late shipments 1.20 %"_s));
}

void ChannelsTest::saysCalls_data()
{
    QTest::addColumn<double>("rate");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << 0.0 << u"0/s"_s;
    QTest::newRow("many") << 50.0 << u"50/s"_s;
    QTest::newRow("one") << 1.0 << u"1/s"_s;
    QTest::newRow("a few") << 0.5 << u"30/min"_s;
    QTest::newRow("hardly any") << 0.01 << u"36/h"_s;
}

void ChannelsTest::saysCalls()
{
    QFETCH(double, rate);
    QTEST(callsText(rate), "text");
}

void ChannelsTest::judgesAddresses_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("https") << u"https://shop.example"_s << true;
    QTest::newRow("https with port and path") << u"https://shop.example:8443/store"_s << true;
    QTest::newRow("outer spaces") << u"  https://shop.example "_s << true;
    QTest::newRow("loopback name") << u"http://localhost:8080"_s << true;
    QTest::newRow("loopback IPv4") << u"http://127.0.0.1:9"_s << true;
    QTest::newRow("loopback IPv6") << u"http://[::1]:9"_s << true;
    QTest::newRow("http elsewhere") << u"http://shop.example"_s << false;
    QTest::newRow("begins like loopback") << u"http://127.0.0.1.shop.example"_s << false;
    QTest::newRow("localhost of another") << u"http://localhost.example"_s << false;
    QTest::newRow("another scheme") << u"ftp://shop.example"_s << false;
    QTest::newRow("no scheme") << u"shop.example"_s << false;
    QTest::newRow("a password inside") << u"https://me:secret@shop.example"_s << false;
    QTest::newRow("a query") << u"https://shop.example?key=1"_s << false;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("no host") << u"https://"_s << false;
}

void ChannelsTest::judgesAddresses()
{
    QFETCH(QString, url);
    QFETCH(bool, isGood);
    QCOMPARE(urlProblem(url).isEmpty(), isGood);
}

ChannelDraft ChannelsTest::draft() const
{
    return {.kind = m_desk->kinds().first(), .name = u"new-shop"_s, .url = u"https://shop.example/"_s,
            .values = {{u"location"_s, u"gid://shopify/Location/1"_s}, {u"access_token"_s, u"shpat_1"_s}, {u"webhook_secret"_s, u"hush"_s}},
            .pool = {}};
}

void ChannelsTest::draftNamesTheFirstProblem_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("problem");
    QTest::newRow("good") << u"name"_s << u"new-shop"_s << QString();
    QTest::newRow("no name") << u"name"_s << QString() << u"name"_s;
    QTest::newRow("a space in the name") << u"name"_s << u"my shop"_s << u"name"_s;
    QTest::newRow("taken") << u"name"_s << u"shopify-us"_s << u"name"_s;
    QTest::newRow("no address") << u"url"_s << QString() << u"url"_s;
    QTest::newRow("no token") << u"access_token"_s << u"  "_s << u"access_token"_s;
    QTest::newRow("optional left out") << u"version"_s << QString() << QString();
}

void ChannelsTest::draftNamesTheFirstProblem()
{
    QFETCH(QString, field);
    QFETCH(QString, value);
    QFETCH(QString, problem);
    ChannelDraft changed = draft();
    if (field == u"name"_s)
        changed.name = value;
    else if (field == u"url"_s)
        changed.url = value;
    else
        changed.values[field] = value;
    const auto found = changed.problem({ChannelId::parse(u"shopify-us").value()});
    QCOMPARE(found ? found->field : QString(), problem);
}

void ChannelsTest::draftKeepsSecretsApart()
{
    const ChannelDetails details = draft().details();
    QCOMPARE(details.url, u"https://shop.example"_s);
    QCOMPARE(details.account.keys(), QStringList{u"location"_s});
    QCOMPARE(draft().secrets().keys(), (QStringList{u"access_token"_s, u"webhook_secret"_s}));
}

QTEST_MAIN(ChannelsTest)
#include "channels_test.moc"
