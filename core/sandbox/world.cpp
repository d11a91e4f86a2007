#include "core/sandbox/world.h"

#include "core/sandbox/buyers.h"
#include "core/sandbox/carriers/carrier_service.h"
#include "core/sandbox/channel.h"
#include "core/sandbox/nodes/node_service.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

/// Separate streams of numbers, so that a change to one part of the world leaves the others as they were.
enum class Stream : quint64 { Catalogue = 1, Listings = 2, Buyers = 3, Channels = 4, Nodes = 5, Carriers = 6 };

quint64 seedOf(quint64 seed, Stream stream, quint64 index = 0)
{
    return SeededRandom(seed ^ (static_cast<quint64>(stream) << 56) ^ (index << 40)).next();
}

Quantity buildable(const CatalogueItem &item, const QHash<QString, Quantity> &onHand)
{
    if (!item.isKit())
        return item.onHand();
    Quantity least = maxQuantity;
    for (const KitPart &part : item.parts)
        least = qMin(least, onHand.value(part.sku) / part.quantity);
    return least;
}

} // namespace

/// A channel and the numbers that only it draws from.
struct World::Booth {
    SeededRandom random;
    std::unique_ptr<Channel> channel;
};

/// A node of others and the numbers that only it draws from.
struct World::Depot {
    SeededRandom random;
    std::unique_ptr<NodeService> service;
};

/// A carrier and the numbers that only it draws from.
struct World::Counter {
    SeededRandom random;
    std::unique_ptr<CarrierService> service;
};

QList<NodeSpec> practiceNodes()
{
    return {{u"mcf"_s, NodeKind::AmazonMcf}, {u"bob"_s, NodeKind::ShipBob}, {u"monk"_s, NodeKind::ShipMonk}, {u"hero"_s, NodeKind::ShipHero}};
}

QString toText(NodeKind kind)
{
    switch (kind) {
    case NodeKind::AmazonMcf:
        return u"amazon-mcf"_s;
    case NodeKind::ShipBob:
        return u"shipbob"_s;
    case NodeKind::ShipMonk:
        return u"shipmonk"_s;
    case NodeKind::ShipHero:
        return u"shiphero"_s;
    }
    Q_UNREACHABLE();
}

QString toText(ChannelKind kind)
{
    switch (kind) {
    case ChannelKind::Shopify:
        return u"shopify"_s;
    case ChannelKind::Amazon:
        return u"amazon"_s;
    case ChannelKind::WooCommerce:
        return u"woocommerce"_s;
    }
    Q_UNREACHABLE();
}

QList<ChannelSpec> practiceChannels(int count)
{
    const QList<ChannelSpec> known = {
        {u"shopify-us"_s, ChannelKind::Shopify},        {u"amazon-us"_s, ChannelKind::Amazon},
        {u"woo-main"_s, ChannelKind::WooCommerce},      {u"shopify-eu"_s, ChannelKind::Shopify, 1.0, u"EUR"_s},
        {u"amazon-uk"_s, ChannelKind::Amazon, 1.0, u"GBP"_s}, {u"woo-wholesale"_s, ChannelKind::WooCommerce},
        {u"shopify-outlet"_s, ChannelKind::Shopify},    {u"woo-gifts"_s, ChannelKind::WooCommerce},
    };
    QList<ChannelSpec> channels = known.first(qBound(0, count, int(known.size())));
    for (int i = int(known.size()); i < count; ++i) {
        ChannelSpec more = known.at(i % known.size());
        more.name += u"-%1"_s.arg(i / known.size() + 1);
        channels.append(more);
    }
    return channels;
}

World::World(WorldSpec spec, Clock &clock)
    : m_spec(std::move(spec))
    , m_clock(clock)
{
    if (m_spec.channels.isEmpty())
        m_spec.channels = practiceChannels();
    if (m_spec.items.isEmpty()) {
        SeededRandom random(seedOf(m_spec.seed, Stream::Catalogue));
        m_spec.items = makeCatalogue(m_spec.skus, m_spec.nodes, random);
    }
    m_booths.reserve(size_t(m_spec.channels.size())); // a channel keeps a reference to its random numbers
    SeededRandom listing(seedOf(m_spec.seed, Stream::Listings));
    for (const ChannelSpec &channel : m_spec.channels) {
        m_booths.push_back({SeededRandom(seedOf(m_spec.seed, Stream::Channels, m_booths.size())), nullptr});
        Booth &booth = m_booths.back();
        booth.channel = makeChannel(channel, {clock, booth.random, m_spec.faults, m_spec, m_sender});
        fillShop(*booth.channel, listing);
    }
    m_depots.reserve(size_t(m_spec.services.size()));
    for (const NodeSpec &node : m_spec.services) {
        m_depots.push_back({SeededRandom(seedOf(m_spec.seed, Stream::Nodes, m_depots.size())), nullptr});
        Depot &depot = m_depots.back();
        depot.service = makeNodeService(node, {clock, depot.random, m_spec.faults, m_spec, m_sender});
        fillShelves(depot.service->warehouse(), depot.random);
    }
    m_counters.reserve(size_t(m_spec.carriers.size()));
    for (const CarrierSpec &carrier : m_spec.carriers) {
        m_counters.push_back({SeededRandom(seedOf(m_spec.seed, Stream::Carriers, m_counters.size())), nullptr});
        Counter &counter = m_counters.back();
        counter.service = makeCarrierService(carrier, {clock, counter.random, m_spec.faults, m_spec, m_sender});
    }
    m_buyers = std::make_unique<Buyers>(*this, clock, seedOf(m_spec.seed, Stream::Buyers));
}

/// Some of every single item, at one of the places or at all.
void World::fillShelves(Warehouse &warehouse, Random &random)
{
    constexpr quint64 most = 40, few = 4;
    for (const CatalogueItem &item : m_spec.items) {
        if (item.isKit())
            continue;
        for (const QString &place : warehouse.places())
            warehouse.put(item.sku, place, {static_cast<Quantity>(random.below(most)), 0, static_cast<Quantity>(random.below(few) / 3), static_cast<Quantity>(random.below(few))});
    }
}

QStringList World::services() const
{
    QStringList names;
    for (const Depot &depot : m_depots)
        names.append(depot.service->name());
    return names;
}

NodeService *World::service(const QString &name) const
{
    for (const Depot &depot : m_depots)
        if (depot.service->name() == name)
            return depot.service.get();
    return nullptr;
}

QList<ChannelAccess> World::serviceAccess() const
{
    QList<ChannelAccess> all;
    for (const Depot &depot : m_depots)
        all.append(depot.service->access());
    return all;
}

QStringList World::carriers() const
{
    QStringList names;
    for (const Counter &counter : m_counters)
        names.append(counter.service->name());
    return names;
}

CarrierService *World::carrier(const QString &name) const
{
    for (const Counter &counter : m_counters)
        if (counter.service->name() == name)
            return counter.service.get();
    return nullptr;
}

QList<ChannelAccess> World::carrierAccess() const
{
    QList<ChannelAccess> all;
    for (const Counter &counter : m_counters)
        all.append(counter.service->access());
    return all;
}

World::~World() = default;

void World::fillShop(Channel &channel, Random &random)
{
    QHash<QString, Quantity> onHand;
    for (const CatalogueItem &item : m_spec.items)
        onHand.insert(item.sku, item.onHand());
    QList<qsizetype> listed;
    QHash<QString, quint64> families;
    QHash<QString, int> familySizes;
    for (qsizetype i = 0; i < m_spec.items.size(); ++i) {
        if (random.unit() >= channel.spec().share)
            continue;
        const CatalogueItem &item = m_spec.items.at(i);
        listed.append(i);
        families.insert(item.model, families.value(item.model, quint64(families.size()) + 1));
        ++familySizes[item.model];
    }
    for (const qsizetype i : listed) {
        const CatalogueItem &item = m_spec.items.at(i);
        Listing listing;
        listing.sku = item.sku;
        listing.name = item.name;
        listing.category = item.category;
        listing.barcode = item.barcode;
        listing.weightG = item.weightG;
        listing.price = {item.price.amount, channel.spec().currency};
        listing.quantity = m_spec.starting == StartingStock::InStep ? buildable(item, onHand) : 0;
        channel.nameListing(listing, quint64(i) + 1, families.value(item.model), familySizes.value(item.model));
        channel.shop().add(std::move(listing));
    }
}

QStringList World::channels() const
{
    QStringList names;
    for (const Booth &booth : m_booths)
        names.append(booth.channel->name());
    return names;
}

QList<ListingSeed> World::listings() const
{
    QList<ListingSeed> all;
    for (const Booth &booth : m_booths)
        all += listings(booth.channel->name());
    return all;
}

QList<ListingSeed> World::listings(const QString &channel) const
{
    QList<ListingSeed> seeds;
    const Channel *found = find(channel);
    if (!found)
        return seeds;
    seeds.reserve(found->shop().listings().size());
    for (const Listing &listing : found->shop().listings()) {
        seeds.append({channel, listing.sku, listing.listingId, listing.inventoryId, found->location(),
                      listing.productType, listing.price});
    }
    return seeds;
}

QList<ChannelAccess> World::access() const
{
    QList<ChannelAccess> all;
    for (const Booth &booth : m_booths)
        all.append(booth.channel->access());
    return all;
}

Channel *World::find(const QString &name) const
{
    for (const Booth &booth : m_booths) {
        if (booth.channel->name() == name)
            return booth.channel.get();
    }
    return nullptr;
}

void World::setUrl(const QString &channel, const QString &url)
{
    if (Channel *found = find(channel))
        found->setUrl(url);
    else if (NodeService *node = service(channel))
        node->setUrl(url);
    else if (CarrierService *counter = carrier(channel))
        counter->setUrl(url);
}

void World::handle(const QString &name, const Request &request, Respond respond)
{
    if (NodeService *node = service(name))
        return node->handle(request, std::move(respond));
    if (CarrierService *counter = carrier(name))
        return counter->handle(request, std::move(respond));
    Channel *found = find(name);
    if (!found)
        return respond(Reply{404, {}, "There is no such channel in this sandbox.\n"});
    found->handle(request, std::move(respond));
}

void World::setWebhookSender(WebhookSender sender)
{
    m_sender = std::move(sender);
}

void World::subscribe(const QString &channel, const QString &url)
{
    if (Channel *found = find(channel))
        found->subscribe(url);
    else if (NodeService *node = service(channel))
        node->subscribe(url);
}

void World::startBuyers()
{
    m_buyers->start();
    for (const Booth &booth : m_booths)
        booth.channel->startRivals();
}

void World::stopBuyers()
{
    m_buyers->stop();
    for (const Booth &booth : m_booths)
        booth.channel->stopRivals();
}

void World::setRate(double ordersPerSecond)
{
    m_spec.ratePerSecond = qMax(0.0, ordersPerSecond);
    m_buyers->rateChanged();
}

Result<Quantity> World::quantity(const QString &channel, const QString &listing) const
{
    const Channel *found = find(channel);
    const qsizetype index = found ? found->shop().indexOf(listing) : -1;
    if (index < 0)
        return fail(Error::Code::NotFound, listing);
    return found->shop().listings().at(index).quantity;
}

Result<Money> World::price(const QString &channel, const QString &listing) const
{
    const Channel *found = find(channel);
    const qsizetype index = found ? found->shop().indexOf(listing) : -1;
    if (index < 0)
        return fail(Error::Code::NotFound, listing);
    return found->shop().listings().at(index).price;
}

const QList<Order> &World::orders(const QString &channel) const
{
    return shop(channel).orders();
}

void World::watchQuantities(const std::function<void(const QString &, const Listing &)> &hear)
{
    for (Booth &booth : m_booths)
        booth.channel->shop().watch(hear ? [hear, name = booth.channel->name()](const Listing &listing) { hear(name, listing); } : std::function<void(const Listing &)>());
}

const Shop &World::shop(const QString &channel) const
{
    const Channel *found = find(channel);
    Q_ASSERT_X(found, "World::shop", "unknown channel");
    return found->shop();
}

Quantity World::oversoldUnits() const
{
    QHash<QString, const CatalogueItem *> items;
    for (const CatalogueItem &item : m_spec.items)
        items.insert(item.sku, &item);
    QMap<QString, Quantity> sold;
    for (const Booth &booth : m_booths) {
        for (const Order &order : booth.channel->shop().orders()) {
            if (order.unitsCameBack || !order.unitsAreTaken)
                continue;
            for (const OrderLine &line : order.lines) {
                const QString &sku = booth.channel->shop().listings().at(line.listing).sku;
                const CatalogueItem *item = items.value(sku);
                if (!item->isKit())
                    sold[sku] += line.kept;
                for (const KitPart &part : item->parts)
                    sold[part.sku] += line.kept * part.quantity;
            }
        }
    }
    Quantity over = 0;
    for (auto it = sold.cbegin(); it != sold.cend(); ++it) {
        const CatalogueItem *item = items.value(it.key());
        over += qMax<Quantity>(0, it.value() - (item ? item->onHand() : 0) - m_received.value(it.key()));
    }
    return over;
}

} // namespace crossdock::sandbox
