#include "tests/simulation/simulation.h"

#include "tests/simulation/agreement.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::simulation {
namespace {

constexpr Milliseconds catchUpEvery{30'000};
constexpr int actions = 90;
constexpr Milliseconds longestQuiet{3'600'000}; // Amazon allows one search of orders in three minutes

Sku skuOf(const QString &code) { return *Sku::parse(code); }
NodeId nodeOf(QStringView name) { return *NodeId::parse(name); }

QString folderPattern()
{
    const QString memory = u"/dev/shm"_s; // a disk that forgets is good enough: crashes here are not power cuts
    return (QDir(memory).exists() ? memory : QDir::tempPath()) + u"/crossdock-simulation-XXXXXX"_s;
}

/// A dozen things with little stock, so that the last unit is fought over; three of them kits.
QList<sandbox::CatalogueItem> smallCatalogue(Random &random)
{
    QList<sandbox::CatalogueItem> items;
    for (int i = 1; i <= 9; ++i) {
        sandbox::CatalogueItem item;
        item.sku = u"ITEM-%1"_s.arg(i);
        item.name = u"Item %1"_s.arg(i);
        item.model = i > 7 ? u"Pair"_s : item.name;
        item.price = {1000 + 100 * i, u"USD"_s};
        item.stock = {{u"main"_s, static_cast<Quantity>(random.below(9))}, {u"east"_s, static_cast<Quantity>(random.below(4))}};
        items.append(item);
    }
    const QList<QList<sandbox::KitPart>> kits = {{{u"ITEM-1"_s, 2}}, {{u"ITEM-2"_s, 1}, {u"ITEM-3"_s, 2}}, {{u"ITEM-4"_s, 3}, {u"ITEM-1"_s, 1}}};
    for (const QList<sandbox::KitPart> &parts : kits) {
        sandbox::CatalogueItem kit;
        kit.sku = u"KIT-%1"_s.arg(items.size() - 8);
        kit.name = kit.model = u"Kit of %1"_s.arg(parts.first().sku);
        kit.price = {5000, u"USD"_s};
        kit.parts = parts;
        items.append(kit);
    }
    return items;
}

} // namespace

Simulation::Simulation(quint64 seed, bool isTraced)
    : m_seed(seed)
    , m_isTraced(isTraced)
    , m_hasTypists(seed % 2 == 0)
    , m_random(seed * 3 + 1)
    , m_networkRandom(seed * 3 + 2)
    , m_engineRandom(seed * 3 + 3)
    , m_folder(folderPattern())
    , m_key(audit::ShopKey::fromSeed(QByteArray(32, 's')))
{
}

Simulation::~Simulation()
{
    m_engine.reset();
}

QString Simulation::run()
{
    build();
    for (int i = 0; i < actions && m_fault.isEmpty(); ++i) {
        rollFaults();
        act();
        if (m_engine && !m_fate.isDoomed() && isLikely(0.06))
            m_fate.dieAfter(1 + static_cast<int>(m_random.below(isLikely(0.5) ? 40 : 600)));
        pass(Milliseconds(static_cast<qint64>(m_random.below(isLikely(0.15) ? 45'000 : 2'500))));
    }
    if (m_fault.isEmpty())
        quieten();
    if (m_fault.isEmpty())
        listenForEchoes();
    if (m_fault.isEmpty())
        checkTrail();
    return m_fault;
}

void Simulation::build()
{
    using sandbox::ChannelKind;
    sandbox::WorldSpec spec;
    spec.seed = m_seed;
    spec.items = smallCatalogue(m_random);
    spec.nodes = {u"main"_s, u"east"_s};
    spec.starting = isLikely(0.5) ? sandbox::StartingStock::InStep : sandbox::StartingStock::Empty;
    spec.limits = isLikely(0.7) ? sandbox::Limits::Lifted : sandbox::Limits::Real;
    const int count = 3 + static_cast<int>(m_random.below(6));
    for (int i = 0; i < count; ++i) {
        const auto kind = static_cast<ChannelKind>(i % 3);
        spec.channels.append({u"%1-%2"_s.arg(sandbox::toText(kind)).arg(i), kind, 0.85, u"USD"_s});
    }
    m_world = std::make_unique<sandbox::World>(spec, m_clock);
    m_network = std::make_unique<Network>(*m_world, m_clock, m_networkRandom, m_fate, *this);
    m_world->setWebhookSender([this](const sandbox::WebhookCall &call, const std::function<void(int)> &done) { deliverWebhook(call, done); });
    for (const QString &channel : m_world->channels()) {
        m_world->setUrl(channel, u"https://%1.sim"_s.arg(channel));
        m_world->subscribe(channel, u"https://engine.sim/webhooks/%1"_s.arg(channel));
        m_listings.insert(channel, m_world->listings(channel));
    }
    startEngine();
    stockTheShop();
    m_engine.reset(); // from here on it knows the channels
    startEngine();
}

void Simulation::stockTheShop()
{
    for (const QStringView name : {u"main", u"east"})
        must(command::DefineNode{nodeOf(name), u"warehouse"_s, {}});
    for (const sandbox::CatalogueItem &item : m_world->catalogue()) {
        command::DefineSku details;
        details.sku = skuOf(item.sku);
        details.name = item.name;
        must(details);
        for (const sandbox::NodeStock &stock : item.stock) {
            if (stock.quantity > 0)
                must(command::ReceiveStock{details.sku, nodeOf(stock.node), stock.quantity});
        }
        command::DefineKit kit{details.sku, {}};
        for (const sandbox::KitPart &part : item.parts)
            kit.parts.append({skuOf(part.sku), part.quantity});
        if (item.isKit())
            must(kit);
    }
    for (const sandbox::ChannelAccess &access : m_world->access()) {
        ChannelDetails details;
        details.name = *ChannelId::parse(access.name);
        details.kind = access.kind;
        details.url = access.url;
        details.account = access.account;
        details.account[u"orders_since"_s] = toText(m_clock.now());
        if (isLikely(0.2))
            details.pool = {nodeOf(u"main")};
        must(command::AddChannel{details});
        for (const sandbox::ListingSeed &seed : m_listings.value(access.name)) {
            command::MapListing map;
            map.address = {{details.name, seed.listingId}, skuOf(seed.sku), seed.inventoryId, seed.locationId, seed.productType};
            map.buffer = isLikely(0.2) ? 1 : 0;
            if (isLikely(0.15))
                map.cap = 3;
            must(map);
        }
    }
}

void Simulation::startEngine()
{
    m_engine = std::make_unique<Engine>(Engine::Surroundings{*m_world, m_mortal, m_engineRandom, *m_network, m_key, m_folder.filePath(u"ledger.db"_s)});
    m_engine->connectChannels(catchUpEvery, m_hasTypists ? Engine::Sweeping::On : Engine::Sweeping::Off);
    m_checkedCommits = -1;
    if (m_isTraced) {
        QObject::connect(&m_engine->inventory(), &Inventory::happened, m_engine.get(), [this](const Events &events) {
            for (const Event &event : *events) {
                if (const auto *entry = std::get_if<event::EntryAppended>(&event))
                    trace(u"  #%1 %2 %3"_s.arg(entry->entry.number).arg(entry->entry.what, QString::fromUtf8(QJsonDocument(entry->entry.body).toJson(QJsonDocument::Compact))));
            }
        });
    }
}

void Simulation::crash()
{
    trace(u"crash"_s);
    ++m_counts.crashes;
    m_engine.reset();
    for (const auto &unanswered : std::exchange(m_unanswered, {}))
        m_clock.after(Milliseconds(10), &m_here, unanswered);
    const quint64 longest = !m_isCalm && isLikely(0.2) ? 120'000 : 8'000;
    m_clock.after(Milliseconds(static_cast<qint64>(m_random.below(longest))), &m_here, [this] {
        trace(u"restart"_s);
        startEngine();
        if (!m_isCalm && isLikely(0.3)) // a second time, while it reads what it missed
            m_fate.dieAfter(1 + static_cast<int>(m_random.below(120)));
    });
}

void Simulation::pass(Milliseconds span)
{
    const Time end = m_clock.now() + span;
    while (m_fault.isEmpty()) {
        try {
            if (!m_clock.step(end))
                break;
            QCoreApplication::sendPostedEvents();
            if (m_fate.isDue())
                m_fate.touch();
            checkAfterStep();
        } catch (const Crash &) {
            crash();
        }
    }
    if (m_fault.isEmpty())
        m_clock.pass(std::max(Milliseconds::zero(), end - m_clock.now()));
}

void Simulation::rollFaults()
{
    if (!isLikely(0.15))
        return;
    sandbox::Faults faults;
    const auto level = [this] { return isLikely(0.4) ? 0.02 + 0.25 * m_random.unit() : 0.0; };
    faults.late = level();
    faults.lost = level();
    faults.doubled = level();
    faults.reordered = level();
    faults.throttled = level() / 2;
    faults.errors = level() / 2;
    faults.timeouts = level() / 2;
    faults.partial = level();
    m_world->setFaults(faults);
    trace(u"faults late %1 lost %2 doubled %3 reordered %4 throttled %5 errors %6 timeouts %7 partial %8"_s.arg(faults.late).arg(faults.lost).arg(faults.doubled)
              .arg(faults.reordered).arg(faults.throttled).arg(faults.errors).arg(faults.timeouts).arg(faults.partial));
}

void Simulation::act()
{
    const quint64 dice = m_random.below(100);
    if (dice < 50)
        sell();
    else if (dice < 66)
        changeAnOrder();
    else if (dice < 80)
        workInTheWarehouse();
    else if (dice < 94)
        handleAnOrder();
    else if (m_hasTypists) {
        const QString channel = oneOf(m_world->channels());
        const sandbox::ListingSeed listing = oneOf(m_listings.value(channel));
        const auto quantity = static_cast<Quantity>(m_random.below(6));
        trace(u"%1: somebody types %2 for %3"_s.arg(channel).arg(quantity).arg(listing.sku));
        (void)m_world->editQuantity(channel, listing.listingId, quantity);
    }
}

void Simulation::sell()
{
    const QString channel = oneOf(m_world->channels());
    QList<sandbox::Basket> basket;
    for (quint64 i = m_random.below(2) + 1; i > 0; --i)
        basket.append({oneOf(m_listings.value(channel)).listingId, static_cast<Quantity>(1 + m_random.below(2))});
    const auto sold = m_world->sell(channel, basket, sandbox::Payment::Now);
    QStringList words;
    for (const sandbox::Basket &line : std::as_const(basket))
        words << u"%1 of %2"_s.arg(line.quantity).arg(line.listing);
    trace(u"%1 sells %2: %3"_s.arg(channel, words.join(u", "_s), sold ? *sold : u"no"_s));
}

void Simulation::changeAnOrder()
{
    const QString channel = oneOf(m_world->channels());
    const QList<sandbox::Order> &orders = m_world->orders(channel);
    if (orders.isEmpty())
        return;
    const QString order = oneOf(orders).id;
    struct Change {
        QString name;
        Result<> (sandbox::World::*make)(const QString &channel, const QString &order);
    };
    static const QList<Change> changes{{u"cancelled"_s, &sandbox::World::cancel}, {u"edited"_s, &sandbox::World::editOrder}, {u"refunded"_s, &sandbox::World::refund},
                                       {u"thrown away"_s, &sandbox::World::trash}, {u"taken out of the trash"_s, &sandbox::World::restore}};
    const Change &change = oneOf(changes);
    const Result<> done = (m_world.get()->*change.make)(channel, order);
    trace(u"%1: order %2 %3: %4"_s.arg(channel, order, change.name, done ? u"yes"_s : done.error().detail));
}

void Simulation::workInTheWarehouse()
{
    const Sku sku = skuOf(u"ITEM-%1"_s.arg(1 + m_random.below(9)));
    const NodeId here = nodeOf(isLikely(0.7) ? u"main" : u"east");
    const NodeId there = here == nodeOf(u"main") ? nodeOf(u"east") : nodeOf(u"main");
    const auto few = static_cast<Quantity>(1 + m_random.below(4));
    switch (m_random.below(6)) {
    case 0:
    case 1:
        return try_(command::ReceiveStock{sku, here, few});
    case 2:
        return try_(command::AdjustStock{sku, here, isLikely(0.5) ? few : -few});
    case 3:
        return try_(command::CountStock{sku, here, static_cast<Quantity>(m_random.below(8))});
    case 4:
        return try_(command::TransferStock{sku, here, there, few, isLikely(0.3)});
    default:
        return try_(command::ArriveStock{sku, there, few});
    }
}

void Simulation::handleAnOrder()
{
    const QString channel = oneOf(m_world->channels());
    const QList<sandbox::Order> &orders = m_world->orders(channel);
    if (orders.isEmpty())
        return;
    const OrderId order{*ChannelId::parse(channel), numberInLedger(oneOf(orders))};
    const QString tracking = isLikely(0.2) ? QString() : u"T%1"_s.arg(m_random.below(3)); // parcels may share a number
    const quint64 dice = m_random.below(100);
    if (dice < 25)
        try_(command::PickOrder{order});
    else if (dice < 35)
        try_(command::CancelOrder{order, {}, true});
    else if (dice < 50)
        try_(command::CorrectShipment{order, 0, {}, tracking});
    else
        try_(command::ShipOrder{order, tracking, isLikely(0.4) ? std::optional(nodeOf(isLikely(0.5) ? u"main" : u"east")) : std::nullopt, u"UPS"_s});
}

/// A person at the engine: nothing happens while it is down, and the answer is shown, not acted upon.
void Simulation::try_(const Command &command)
{
    if (!m_engine)
        return;
    try {
        m_engine->inventory().perform({{}, {Actor::Kind::Person, u"hand"_s}, {}, 0, command}, &m_here, [this](const Result<Entry> &entry) {
            if (!entry)
                trace(u"  refused: %1 %2"_s.arg(entry.error().subject, entry.error().detail));
        });
    } catch (const Crash &) {
        crash();
    }
}

void Simulation::must(const Command &command)
{
    bool isDone = false;
    m_engine->inventory().perform({{}, {Actor::Kind::Person, u"setup"_s}, {}, 0, command}, &m_here, [&](const Result<Entry> &entry) {
        if (!entry)
            qFatal("%s: %s", qPrintable(entry.error().subject), qPrintable(entry.error().detail));
        isDone = true;
    });
    m_clock.settle();
    Q_ASSERT(isDone);
}

void Simulation::deliverWebhook(const sandbox::WebhookCall &call, const std::function<void(int)> &done)
{
    m_clock.after(Milliseconds(1 + static_cast<qint64>(m_networkRandom.below(40))), &m_here, [this, call, done] {
        const QString name = QString::fromUtf8(call.url).section(u'/', -1);
        channels::ChannelLink *link = m_engine ? m_engine->link(name) : nullptr;
        if (!link)
            return done(0);
        channels::Delivery delivery{link->name(), "POST", call.url.mid(call.url.indexOf("/webhooks")), {}, call.body, m_clock.now()};
        for (const auto &[header, value] : call.headers)
            delivery.headers.append({header, value});
        QList<ChannelOrder> orders; // that the engine must know once it says 200
        if (const auto message = link->port().readDelivery(delivery, m_clock.now())) {
            for (const channels::News &news : message->news) {
                if (const auto *order = std::get_if<ChannelOrder>(&news))
                    orders.append(*order);
            }
        }
        const auto isAnswered = std::make_shared<bool>(false);
        m_unanswered.append([isAnswered, done] {
            if (!std::exchange(*isAnswered, true))
                done(0);
        });
        link->intake().receive(delivery, [this, isAnswered, done, orders](int status) {
            if (std::exchange(*isAnswered, true))
                return;
            if (status == 200)
                checkTaken(orders);
            m_clock.after(Milliseconds(5), &m_here, [done, status] { done(status); });
        });
    });
}

/// Nothing goes wrong any more, and everybody is given time: then all agree.
void Simulation::quieten()
{
    trace(u"quiet"_s);
    m_fate.dieAfter(0);
    m_world->setFaults({});
    m_isCalm = true;
    const Time end = m_clock.now() + longestQuiet;
    pass(Milliseconds(200'000)); // late events are up to two minutes late
    QString words = disagreement();
    while (m_fault.isEmpty() && !words.isEmpty() && m_clock.now() < end) {
        pass(Milliseconds(60'000));
        words = disagreement();
    }
    if (m_fault.isEmpty() && !words.isEmpty())
        broken(u"after quiet: "_s + words);
}

/// Accepted and not confirmed (Amazon confirms no push that changed nothing): a sale now may come before it or after it.
bool Simulation::isUnderWay(const QString &channel, const QString &listing)
{
    Progress progress;
    const auto items = m_engine->answers().answer(query::Listings{*ChannelId::parse(channel), false, false, true}, progress);
    return items && std::any_of(items->begin(), items->end(), [&](const query::Listings::Item &item) { return item.address.id.listing == listing; });
}

/// A sale on a quiet channel: the channel that sold hears nothing of it, if it shows what it should.
void Simulation::listenForEchoes()
{
    for (const QString &channel : m_world->channels()) {
        for (const sandbox::ListingSeed &listing : m_listings.value(channel)) {
            const Quantity shown = m_world->quantity(channel, listing.listingId).value();
            if (shown < 1 || isUnderWay(channel, listing.listingId))
                continue;
            m_watched = channel + u' ' + listing.listingId;
            m_pushes.clear();
            trace(u"%1 sells one %2 in the calm"_s.arg(channel, listing.sku));
            if (!m_world->sell(channel, listing.listingId, 1))
                continue;
            pass(Milliseconds(8'000));
            Progress progress;
            const auto items = m_engine->answers().answer(query::Listings{*ChannelId::parse(channel), false, false}, progress);
            for (const query::Listings::Item &item : *items) {
                if (item.address.id.listing == listing.listingId && item.offer.wanted == shown - 1 && m_pushes.value(m_watched) > 0)
                    broken(u"%1 was told of its own sale of %2"_s.arg(channel, listing.sku));
            }
            m_watched.clear();
            break;
        }
    }
    if (m_fault.isEmpty())
        quieten();
}

void Simulation::broken(const QString &rule)
{
    trace(u"BROKEN: "_s + rule);
    if (m_fault.isEmpty())
        m_fault = rule;
}

void Simulation::trace(const QString &what) const
{
    if (m_isTraced)
        qInfo("%s %s", qPrintable(toText(m_clock.now()).mid(11, 12)), qPrintable(what));
}

} // namespace crossdock::simulation
