#include "app/practice/shop_seed.h"

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
    return sku;
}

/// SKUs first, then kits (which need their components), then units.
QList<Request> catalogueRequests(const sandbox::World &world)
{
    QList<Request> requests;
    for (const QString &node : world.spec().nodes)
        requests.append(request(command::DefineNode{NodeId::parse(node).value(), u"warehouse"_s, {}}));
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

} // namespace

Result<> seedShop(Session &session, SandboxRoom &room, const std::function<void(int)> &progress)
{
    const auto catalogue = room.with([](sandbox::World &world) { return catalogueRequests(world); });
    const auto listings = room.with([](sandbox::World &world) { return listingRequests(world); });
    const auto access = room.with([](sandbox::World &world) { return world.access(); });
    const qsizetype all = catalogue.size() + listings.size();
    const auto tell = [&](qsizetype done) { progress(static_cast<int>(done * 1'000 / qMax<qsizetype>(1, all))); };
    CROSSDOCK_TRY(perform(session, catalogue, tell));
    for (const sandbox::ChannelAccess &channel : access)
        CROSSDOCK_TRY(addChannel(session, channel));
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
