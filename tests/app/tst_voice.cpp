#include "app/engine/engine.h"
#include "app/engine/voice.h"
#include "app/engine/wire_room.h"
#include "app/practice/sandbox_room.h"
#include "core/connectors/http/gated_exchange.h"
#include "tests/connectors/fake_exchange.h"
#include "tests/core/postgres_cluster.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace crossdock;
using namespace crossdock::app;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patienceMs = 30'000;

/// A ledger that is never asked.
class MuteInventory : public Inventory
{
public:
    void perform(Request, QObject *, Done<Entry>) override {}
    void performAll(QList<Request>, QObject *, Done<QList<Entry>>) override {}

protected:
    void read(Job) override {}
};

/// What an engine answers, waited for.
template <class T>
Result<T> wait(const std::function<void(std::function<void(Result<T>)>)> &ask)
{
    std::optional<Result<T>> answer;
    ask([&answer](const Result<T> &said) { answer = said; });
    if (!QTest::qWaitFor([&] { return answer.has_value(); }, patienceMs))
        return fail(Error::Code::Unreachable, u"engine"_s, u"it did not answer"_s);
    return *answer;
}

} // namespace

/// Two desks on one PostgreSQL: one speaks to the channels, the other takes over when it goes.
class VoiceTest : public QObject
{
    Q_OBJECT

private:
    tests::PostgresCluster m_cluster;
    QTemporaryDir m_folder;
    SystemClock m_clock;
    QString m_whyNot; ///< there is no PostgreSQL

    Result<std::unique_ptr<Engine>> openDesk(const QString &name, const QString &store)
    {
        EngineOptions options;
        options.dataFolder = m_folder.filePath(name);
        options.store = store;
        options.keepsSecretsInMemory = true;
        return Engine::start(options);
    }
    static Result<Entry> perform(Engine &desk, const Command &command)
    {
        return wait<Entry>([&](const auto &done) { desk.inventory().perform({{}, {Actor::Kind::Person, u"tester"_s}, u"a test"_s, 0, command}, &desk, done); });
    }
    static ChannelHealth laneOf(const Engine &desk)
    {
        const QList<ChannelHealth> lanes = desk.health();
        return lanes.isEmpty() ? ChannelHealth() : lanes.first();
    }
    static sandbox::WorldSpec oneShop()
    {
        sandbox::CatalogueItem mug;
        mug.sku = u"MUG"_s;
        mug.name = u"Mug"_s;
        mug.price = *parseMoney(u"9.90", u"USD");
        mug.stock = {{u"main"_s, 10}};
        sandbox::WorldSpec spec;
        spec.channels = {{u"web"_s, sandbox::ChannelKind::WooCommerce}};
        spec.items = {mug};
        spec.nodes = QStringList{u"main"_s};
        spec.starting = sandbox::StartingStock::Empty;
        return spec;
    }

private Q_SLOTS:
    void initTestCase() { m_whyNot = m_cluster.start(); }

    void closedGateSendsNothing_data()
    {
        QTest::addColumn<bool>("isOpen");
        QTest::newRow("open") << true;
        QTest::newRow("closed") << false;
    }

    void closedGateSendsNothing()
    {
        QFETCH(bool, isOpen);
        FakeClock clock;
        FakeExchange network(clock);
        http::GatedExchange gated(network, [isOpen] { return isOpen; });
        std::optional<http::Answer> answer;
        QObject asker;
        gated.send({}, &asker, [&](const http::Answer &said) { answer = said; });
        QVERIFY(!answer); // never from inside send()
        if (isOpen)
            network.reply(200, "ok");
        network.run();
        QTRY_VERIFY(answer);
        QCOMPARE(answer->has_value(), isOpen);
        QCOMPARE(network.asked.size(), isOpen ? 1 : 0);
        if (!isOpen)
            QVERIFY(!answer->error().mayHaveHappened);
    }

    /// An engine that stood still while its time ran out finds out by itself, and begins anew only when it is told to.
    void fallsSilentWhenItsTimeIsOver()
    {
        MuteInventory inventory;
        SystemRandom random;
        bool maySpeak = true;
        WireRoom room(inventory, m_clock, random, Milliseconds{60'000}, [&] { return maySpeak; });
        QSignalSpy silenced(&room, &WireRoom::silenced);
        QVERIFY(!room.isSpeaking()); // until it is told
        room.beginSpeaking();
        room.watchHealth();
        QTest::qWait(600);
        QVERIFY(room.isSpeaking());
        maySpeak = false;
        QTRY_COMPARE(silenced.count(), 1);
        QVERIFY(!room.isSpeaking());
        maySpeak = true;
        QTest::qWait(600);
        QVERIFY(!room.isSpeaking());
        QCOMPARE(silenced.count(), 1);
        room.beginSpeaking();
        QVERIFY(room.isSpeaking());
    }

    void oneOfTwoSpeaks()
    {
        if (!m_whyNot.isEmpty())
            QSKIP(qPrintable(m_whyNot));
        const store::Source source = m_cluster.freshSource();
        auto migrated = DataFolder::open(m_folder.filePath(u"empty"_s), source.place, m_clock.now());
        QVERIFY(migrated);
        Voice one(source, u"desk one"_s, m_clock), two(source, u"desk two"_s, m_clock);
        QStringList said;
        connect(&two, &Voice::changed, this, [&](bool speaks, const QString &desk) { said.append(speaks ? u"speaks"_s : desk); });
        one.start();
        two.start();
        QVERIFY(one.mayBeHeard());
        QVERIFY(!two.mayBeHeard());
        QTRY_COMPARE(said, QStringList{u"desk one"_s});
        one.end();
        QVERIFY(!one.mayBeHeard());
        QTRY_VERIFY_WITH_TIMEOUT(two.mayBeHeard(), patienceMs);
        QCOMPARE(said.last(), u"speaks"_s);
        QTest::qWait(1'500);
        QVERIFY(!one.mayBeHeard()); // its end is for good
        two.end();
    }

    void aSaleAtOneDeskIsToldByTheOther()
    {
        if (!m_whyNot.isEmpty())
            QSKIP(qPrintable(m_whyNot));
        const QString store = m_cluster.freshSource().place;
        const auto shop = SandboxRoom::open(oneShop());
        QVERIFY(shop);
        const sandbox::ChannelAccess access = (*shop)->with([](sandbox::World &world) { return world.access().first(); });
        const sandbox::ListingSeed seed = (*shop)->with([](sandbox::World &world) { return world.listings().first(); });
        const auto shown = [&] { return (*shop)->with([&](sandbox::World &world) { return world.quantity(u"web"_s, seed.listingId).value_or(-1); }); };
        const ChannelId web = *ChannelId::parse(u"web");
        const Sku mug = *Sku::parse(u"MUG");
        const NodeId main = *NodeId::parse(u"main");

        auto first = openDesk(u"first"_s, store);
        QVERIFY2(first, first ? "" : qPrintable(first.error().detail));
        command::DefineSku define;
        define.sku = mug;
        define.name = u"Mug"_s;
        QVERIFY(perform(**first, command::DefineNode{main, u"warehouse"_s, {}}));
        QVERIFY(perform(**first, define));
        QVERIFY(perform(**first, command::ReceiveStock{mug, main, 10}));
        ChannelDetails details;
        details.name = web;
        details.kind = access.kind;
        details.url = access.url;
        details.account = access.account;
        QVERIFY(wait<Entry>([&](const auto &done) { (*first)->addChannel(details, access.secrets, first->get(), done); }));
        command::MapListing listing;
        listing.address = {.id = {web, seed.listingId}, .sku = mug, .inventoryId = seed.inventoryId, .locationId = seed.locationId, .productType = seed.productType};
        QVERIFY(perform(**first, listing));
        QTRY_COMPARE_WITH_TIMEOUT(shown(), Quantity(10), patienceMs);

        QVERIFY(QDir().mkpath(m_folder.filePath(u"second"_s)));
        QVERIFY(QFile::copy(m_folder.filePath(u"first/shop.key"_s), m_folder.filePath(u"second/shop.key"_s)));
        auto second = openDesk(u"second"_s, store);
        QVERIFY2(second, second ? "" : qPrintable(second.error().detail));
        QVERIFY(wait<QString>([&](const auto &done) { (*second)->renewSecrets(web, access.secrets, false, second->get(), done); }));
        QTRY_COMPARE_WITH_TIMEOUT(laneOf(**second).state, ChannelHealth::State::Elsewhere, patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(laneOf(**second).speaker, Voice::deskName(), patienceMs);
        QVERIFY(laneOf(**first).state != ChannelHealth::State::Elsewhere);

        QVERIFY(perform(**second, command::AdjustStock{mug, main, -3}));
        QTRY_COMPARE_WITH_TIMEOUT(shown(), Quantity(7), patienceMs);
        const auto speaker = wait<QString>([&](const auto &done) { (*second)->readSpeaker(second->get(), done); });
        QVERIFY(speaker);
        QVERIFY2(speaker->startsWith(u"the desk %1 speaks"_s.arg(Voice::deskName())), qPrintable(*speaker));

        first->reset(); // its end gives it up
        QTRY_VERIFY_WITH_TIMEOUT(laneOf(**second).state != ChannelHealth::State::Elsewhere, patienceMs);
        QVERIFY(perform(**second, command::AdjustStock{mug, main, -2}));
        QTRY_COMPARE_WITH_TIMEOUT(shown(), Quantity(5), patienceMs);
    }
};

QTEST_GUILESS_MAIN(VoiceTest)
#include "tst_voice.moc"
