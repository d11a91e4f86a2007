#include "app/practice/shop_seed.h"

#include "app/practice/purchase_seed.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

constexpr qsizetype batchSize = 1'000; // one transaction each; small enough to show progress

Request request(crossdock::Command command)
{
    return {{}, {Actor::Kind::System, u"practice"_s}, u"the practice shop's opening stock"_s, 0, std::move(command)};
}

command::DefineSku define(const sandbox::CatalogueItem &item)
{
    command::DefineSku sku{.sku = Sku::parse(item.sku).value(), .name = item.name, .barcode = item.barcode, .category = item.category, .brand = item.brand};
    sku.cost = item.cost.currency.isEmpty() ? std::nullopt : std::optional(item.cost);
    sku.weightG = item.weightG;
    sku.lengthMm = item.lengthMm;
    sku.widthMm = item.widthMm;
    sku.heightMm = item.heightMm;
    sku.reorderPoint = item.onHand() / 5;
    sku.supplier = supplierOf(item);
    return sku;
}

/// Where the practice shop's warehouses stand: labels say who sends.
NodeDetails placeOf(qsizetype node)
{
    struct Town {
        QString city, region, postcode, street;
        QByteArray zone;
        qint64 orderFee, pickFee; // US cents
    };
    static const QList<Town> towns{{u"Columbus"_s, u"OH"_s, u"43215"_s, u"100 Practice Way"_s, "America/New_York", 140, 35},
                                   {u"Newark"_s, u"NJ"_s, u"07102"_s, u"20 Harbor Road"_s, "America/New_York", 210, 50},
                                   {u"Reno"_s, u"NV"_s, u"89501"_s, u"7 Desert Lane"_s, "America/Los_Angeles", 165, 40}};
    const Town &town = towns.at(node % towns.size());
    NodeDetails details{.country = u"US"_s, .region = town.region, .city = town.city, .postcode = town.postcode};
    details.street = town.street;
    details.sender = u"Practice shop"_s;
    details.phone = u"+1 202 555 0100"_s; // some carriers sell no label without one
    details.costs = NodeDetails::CostCard{.currency = u"USD"_s, .orderFee = town.orderFee, .firstPick = town.pickFee, .pickFee = town.pickFee, .boxFee = 45};
    details.cutOff = QTime(15, 0);
    details.timeZone = town.zone;
    return details;
}

/// SKUs first, then kits (which need their components), then units.
QList<Request> catalogueRequests(const sandbox::World &world)
{
    QList<Request> requests;
    const QStringList nodes = world.spec().nodes;
    for (qsizetype i = 0; i < nodes.size(); ++i)
        requests.append(request(command::DefineNode{NodeId::parse(nodes.at(i)).value(), u"warehouse"_s, {}, placeOf(i)}));
    for (const sandbox::CatalogueItem &item : world.catalogue())
        requests.append(request(define(item)));
    for (const sandbox::CatalogueItem &item : world.catalogue()) {
        command::DefineKit kit{Sku::parse(item.sku).value(), {}};
        for (const sandbox::KitPart &part : item.parts)
            kit.parts.append({Sku::parse(part.sku).value(), part.quantity});
        if (item.isKit())
            requests.append(request(kit));
        for (const sandbox::NodeStock &stock : item.stock)
            if (stock.quantity > 0)
                requests.append(request(command::ReceiveStock{kit.kit, NodeId::parse(stock.node).value(), stock.quantity}));
    }
    return requests;
}

QList<Request> listingRequests(const sandbox::World &world)
{
    QList<Request> requests;
    for (const sandbox::ListingSeed &seed : world.listings()) {
        command::MapListing listing;
        listing.address = {.id = {ChannelId::parse(seed.channel).value(), seed.listingId}, .sku = Sku::parse(seed.sku).value(),
                           .inventoryId = seed.inventoryId, .locationId = seed.locationId, .productType = seed.productType};
        listing.price = seed.price;
        requests.append(request(listing));
    }
    return requests;
}

Result<> perform(Session &session, const QList<Request> &requests, const std::function<void(qsizetype done)> &progress)
{
    for (qsizetype at = 0; at < requests.size(); at += batchSize) {
        CROSSDOCK_TRY(session.performAll(requests.mid(at, batchSize)));
        progress(qMin(at + batchSize, requests.size()));
    }
    return {};
}

Result<> addChannel(Session &session, const sandbox::ChannelAccess &access)
{
    ChannelDetails details{.name = ChannelId::parse(access.name).value(), .kind = access.kind, .url = access.url, .account = access.account};
    const auto entry = session.atEngine<Entry>([details, secrets = access.secrets](Engine &engine, QObject *context, auto done) {
        engine.addChannel(details, secrets, context, done);
    });
    return entry.map([](const Entry &) {});
}

Result<> addCarrier(Session &session, const sandbox::ChannelAccess &access)
{
    const CarrierDetails details{.name = CarrierId::parse(access.name).value(), .kind = access.kind, .url = access.url, .account = access.account};
    const auto entry = session.atEngine<Entry>([details, secrets = access.secrets](Engine &engine, QObject *context, auto done) {
        engine.addCarrier(details, secrets, {Actor::Kind::System, u"practice"_s}, context, done);
    });
    return entry.map([](const Entry &) {});
}

} // namespace

Result<> seedShop(Session &session, SandboxRoom &room, const std::function<void(int)> &progress)
{
    auto catalogue = room.with([](sandbox::World &world) { return catalogueRequests(world); });
    for (const Command &bought : room.with([today = toDateTime(session.now()).date()](sandbox::World &world) { return purchaseCommands(world, today); }))
        catalogue.append(request(bought));
    const auto listings = room.with([](sandbox::World &world) { return listingRequests(world); });
    const auto access = room.with([](sandbox::World &world) { return world.access(); });
    const qsizetype all = catalogue.size() + listings.size();
    const auto tell = [&](qsizetype done) { progress(static_cast<int>(done * 1'000 / qMax<qsizetype>(1, all))); };
    CROSSDOCK_TRY(perform(session, catalogue, tell));
    for (const sandbox::ChannelAccess &channel : access)
        CROSSDOCK_TRY(addChannel(session, channel));
    for (const sandbox::ChannelAccess &carrier : room.with([](sandbox::World &world) { return world.carrierAccess(); }))
        CROSSDOCK_TRY(addCarrier(session, carrier));
    return perform(session, listings, [&](qsizetype done) { tell(catalogue.size() + done); });
}

bool waitForQuiet(Session &session, Milliseconds most)
{
    const auto quiet = session.atEngine<bool>([most](Engine &engine, QObject *context, auto done) {
        engine.whenQuiet(most, context, [done](bool isQuiet) { done(isQuiet); });
    });
    return quiet.value_or(false);
}

void subscribeChannels(SandboxRoom &room, const QString &webhooks)
{
    room.with([&](sandbox::World &world) {
        for (const QString &channel : world.channels())
            world.subscribe(channel, u"%1/webhooks/%2"_s.arg(webhooks, channel));
    });
}

} // namespace crossdock::app
