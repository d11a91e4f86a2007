#include "tests/core/sim_clock.h"
#include "tests/simulation/agreement.h"
#include "tests/simulation/real_orders.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace crossdock;
using namespace crossdock::simulation;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString dataFolder = QStringLiteral(CROSSDOCK_SOURCE_DIR "/../shared/data"); // not a part of the project

/// Nobody looks over the network's shoulder here.
class NoWitness : public Witness
{
    void arriving(const QString &, const http::Request &) override { }
    void dealtWith(const QString &, const http::Request &) override { }
};

/// A world of three channels that sell what real buyers bought, and the engine that keeps their stock.
class Shop
{
public:
    /// Of every so many items, one is there for half of its buyers only.
    Shop(const RealOrders &orders, int scarceEvery)
        : m_world(specOf(orders, scarceEvery), m_clock)
        , m_network(m_world, m_clock, m_random, m_fate, m_witness)
    {
        m_world.setWebhookSender([this](const sandbox::WebhookCall &call, const std::function<void(int)> &done) {
            m_clock.after(Milliseconds(5), &m_here, [this, call, done] { deliver(call, done); });
        });
        for (const QString &channel : m_world.channels()) {
            m_world.setUrl(channel, u"https://%1.sim"_s.arg(channel));
            m_world.subscribe(channel, u"https://engine.sim/webhooks/%1"_s.arg(channel));
            for (const sandbox::ListingSeed &seed : m_world.listings(channel))
                m_listings[channel].insert(seed.sku, seed.listingId);
        }
        start();
        setUp();
        m_engine.reset(); // it knows the channels from its start on
        start();
        pass(Milliseconds(120'000)); // everything is told and confirmed
    }

    static sandbox::WorldSpec specOf(const RealOrders &orders, int scarceEvery)
    {
        sandbox::WorldSpec spec;
        spec.nodes = {u"main"_s, u"east"_s};
        spec.limits = sandbox::Limits::Lifted;
        using Kind = sandbox::ChannelKind;
        for (const Kind kind : {Kind::Shopify, Kind::Amazon, Kind::WooCommerce})
            spec.channels.append({sandbox::toText(kind), kind, 1.0, u"USD"_s});
        for (auto it = orders.units.begin(); it != orders.units.end(); ++it) {
            sandbox::CatalogueItem item;
            item.sku = item.name = item.model = it.key();
            item.price = {1000, u"USD"_s};
            const Quantity units = spec.items.size() % scarceEvery == 0 ? (it.value() + 1) / 2 : it.value();
            item.stock = {{u"main"_s, units / 2}, {u"east"_s, units - units / 2}};
            spec.items.append(item);
        }
        return spec;
    }

    sandbox::World &world() { return m_world; }
    Engine &engine() { return *m_engine; }
    /// What was asked of the ledger is answered through the event loop: catching up waits for it, and with it all that rises.
    void pass(Milliseconds span)
    {
        const Time end = m_clock.now() + span;
        do
            QCoreApplication::sendPostedEvents();
        while (m_clock.step(end));
        m_clock.pass(end - m_clock.now());
    }

    Result<Entry> perform(Request request)
    {
        Result<Entry> answer = fail(Error::Code::Cancelled, u"core"_s, {});
        m_engine->inventory().perform(std::move(request), &m_here, [&](const Result<Entry> &entry) { answer = entry; });
        m_clock.settle();
        return answer;
    }
    /// A buyer of the real shop buys the same things here. False: not enough is left.
    bool sell(const ChannelOrder &order)
    {
        QList<sandbox::Basket> basket;
        const QString channel = order.id.channel.text();
        for (const ChannelOrder::Line &line : order.lines)
            basket.append({m_listings[channel].value(line.sku), line.quantity});
        return m_world.sell(channel, basket, sandbox::Payment::Now).has_value();
    }

private:
    void start()
    {
        m_engine = std::make_unique<Engine>(Engine::Surroundings{m_world, m_clock, m_random, m_network, m_key, m_folder.filePath(u"ledger.db"_s)});
        m_engine->connectChannels(Milliseconds(30'000), Engine::Sweeping::Off);
    }
    void must(const Command &command)
    {
        if (const auto done = perform({{}, {Actor::Kind::Person, u"import"_s}, {}, 0, command}); !done)
            qFatal("%s: %s", qPrintable(done.error().subject), qPrintable(done.error().detail));
    }
    void setUp()
    {
        for (const QStringView name : {u"main", u"east"})
            must(command::DefineNode{*NodeId::parse(name), u"warehouse"_s, {}});
        for (const sandbox::CatalogueItem &item : m_world.catalogue()) {
            command::DefineSku details;
            details.sku = *Sku::parse(item.sku);
            details.name = item.name;
            must(details);
            for (const sandbox::NodeStock &stock : item.stock) {
                if (stock.quantity > 0)
                    must(command::CountStock{details.sku, *NodeId::parse(stock.node), stock.quantity});
            }
        }
        for (const sandbox::ChannelAccess &access : m_world.access()) {
            ChannelDetails details;
            details.name = *ChannelId::parse(access.name);
            details.kind = access.kind;
            details.url = access.url;
            details.account = access.account;
            details.account[u"orders_since"_s] = toText(m_clock.now());
            must(command::AddChannel{details});
            for (const sandbox::ListingSeed &seed : m_world.listings(access.name))
                must(command::MapListing{{{details.name, seed.listingId}, *Sku::parse(seed.sku), seed.inventoryId, seed.locationId, seed.productType}, {}, 0, {}});
        }
    }
    void deliver(const sandbox::WebhookCall &call, const std::function<void(int)> &done)
    {
        channels::ChannelLink *link = m_engine ? m_engine->link(QString::fromUtf8(call.url).section(u'/', -1)) : nullptr;
        if (!link)
            return done(0);
        channels::Delivery delivery{link->name(), "POST", call.url.mid(call.url.indexOf("/webhooks")), {}, call.body, m_clock.now()};
        for (const auto &[header, value] : call.headers)
            delivery.headers.append({header, value});
        link->intake().receive(delivery, done);
    }

    tests::SimClock m_clock;
    SeededRandom m_random{7};
    Fate m_fate;
    NoWitness m_witness;
    QTemporaryDir m_folder{(QDir(u"/dev/shm"_s).exists() ? u"/dev/shm"_s : QDir::tempPath()) + u"/crossdock-orders-XXXXXX"_s};
    audit::ShopKey m_key = audit::ShopKey::fromSeed(QByteArray(32, 'r'));
    sandbox::World m_world;
    Network m_network;
    QMap<QString, QHash<QString, QString>> m_listings; ///< by channel, by SKU
    QObject m_here;
    std::unique_ptr<Engine> m_engine;
};

} // namespace

/// Replay of real orders: a shop's history is imported, then the same buyers come again through the channels.
class RealOrdersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void replay_data()
    {
        QTest::addColumn<bool>("isWholesaler");
        QTest::addColumn<int>("orders");
        QTest::addColumn<int>("scarceEvery"); // fewer where an order has two dozen lines, and one that is sold out spoils it
        QTest::newRow("a marketplace's orders") << false << 900 << 2;
        QTest::newRow("a wholesaler's orders") << true << 120 << 50;
    }
    void replay()
    {
        QFETCH(bool, isWholesaler);
        QFETCH(int, orders);
        QFETCH(int, scarceEvery);
        const QString folder = dataFolder + (isWholesaler ? u"/online-retail"_s : u"/olist"_s);
        if (!QDir(folder).exists())
            QSKIP("the real orders are not here: they are no part of the project");
        const QStringList channels = {u"shopify"_s, u"amazon"_s, u"woocommerce"_s};
        const RealOrders real = isWholesaler ? readWholesaler(folder, channels, orders) : readMarketplace(folder, channels, orders);
        QCOMPARE(real.problem, QString());
        QCOMPARE(real.requests.size(), orders);

        Shop shop(real, scarceEvery);
        QCOMPARE(disagreement(shop.world(), shop.engine()), QString());
        const qsizetype history = orders / 10;
        for (qsizetype i = 0; i < history; ++i) { // the old export: twice, as people do
            const auto first = shop.perform(real.requests[i]);
            QVERIFY2(first, qPrintable(first ? QString() : first.error().detail));
            const auto again = shop.perform(real.requests[i]);
            QVERIFY(again);
            QCOMPARE(again->number, first->number);
        }
        int sold = 0;
        for (qsizetype i = history; i < orders; ++i) {
            sold += shop.sell(std::get<command::RecordOrder>(real.requests[i].command).order);
            shop.pass(Milliseconds(120));
        }
        QVERIFY2(sold > orders / 2, qPrintable(QString::number(sold)));
        QVERIFY(sold < orders - history); // some came too late
        shop.pass(Milliseconds(300'000));
        balance(shop, history + sold);
    }

private:
    static void balance(Shop &shop, qsizetype orders)
    {
        Progress progress;
        const auto books = shop.engine().answers().answer(query::Books{}, progress);
        QVERIFY(books);
        QCOMPARE(offerDisagreement(shop.world(), shop.engine()), QString());
        QCOMPARE(books->problems, QStringList());
        QCOMPARE(books->orders, orders);
        const auto trail = shop.engine().answers().answer(query::Verify{}, progress);
        QVERIFY(trail && trail->isWhole);
    }
};

QTEST_GUILESS_MAIN(RealOrdersTest)
#include "tst_real_orders.moc"
