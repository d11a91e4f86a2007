#pragma once

#include "core/sandbox/carriers/parcel_book.h"
#include "core/sandbox/catalogue.h"
#include "core/sandbox/faults.h"
#include "core/sandbox/message.h"
#include "core/sandbox/nodes/warehouse.h"
#include "core/sandbox/shop.h"

#include <QMap>
#include <memory>
#include <vector>

namespace crossdock::sandbox {

class Buyers;
class CarrierService;
class Channel;
class NodeService;

enum class ChannelKind { Shopify, Amazon, WooCommerce };

enum class NodeKind { AmazonMcf, ShipBob, ShipMonk, ShipHero };

/// Somebody who stores and sends for the seller.
struct NodeSpec {
    QString name;
    NodeKind kind = NodeKind::ShipBob;
    WarehouseSpec work = {};
};

/// One of each kind: mcf, bob, monk, hero.
QList<NodeSpec> practiceNodes();

enum class CarrierKind { EasyPost, Shippo, ShipEngine, Ups, FedEx, Usps, Dhl, Shiprocket, Delhivery, AmazonShipping };

/// Somebody who sells labels and carries parcels.
struct CarrierSpec {
    QString name;
    CarrierKind kind = CarrierKind::EasyPost;
    CarrierWork work = {};
};

/// One of each kind that is played: post first.
QList<CarrierSpec> allCarriers();
/// Those of them that `crossdock practice` opens with: other prices and other speeds, at home and abroad.
QList<CarrierSpec> practiceCarriers();

using crossdock::toText;
QString toText(NodeKind kind); ///< "amazon-mcf": the words of the command line
QString toText(CarrierKind kind); ///< "easypost": the words of the command line
QString toText(ChannelKind kind); ///< "shopify", "amazon", "woocommerce": the words of the command line

struct ChannelSpec {
    QString name;
    ChannelKind kind = ChannelKind::Shopify;
    double share = 1.0; ///< of the catalogue that is listed here
    QString currency = QStringLiteral("USD");
};

enum class Limits {
    Real, ///< Shopify 100 points/s, Amazon 5 patches/s and one order search in three minutes; each node's and carrier's own
    Lifted, ///< no limit of their own; faults still throttle
};

enum class StartingStock {
    InStep, ///< every listing shows what the nodes hold
    Empty, ///< every listing shows 0 until it is told otherwise
};

/// Everything that decides how a world goes on, besides what is asked of it.
struct WorldSpec {
    quint64 seed = 1;
    QList<ChannelSpec> channels; ///< practiceChannels() if left empty
    int skus = 2000; ///< how many to make; no meaning if `items` are given
    QList<CatalogueItem> items;
    QStringList nodes{QStringLiteral("main"), QStringLiteral("east"), QStringLiteral("west")};
    QList<NodeSpec> services; ///< nodes of others; none if left empty
    QList<CarrierSpec> carriers; ///< none if left empty
    Faults faults;
    double ratePerSecond = 1.0; ///< orders over all channels, once buyers are started
    bool hasRivals = false; ///< others sell the same on Amazon, once buyers are started
    bool editsOnSite = false; ///< now and then somebody changes a quantity in the channel's own pages
    StartingStock starting = StartingStock::InStep;
    Limits limits = Limits::Real;
    Milliseconds replyDelay{0}; ///< an answer takes from 0 to this long; 0 answers from inside handle()
    Milliseconds applyDelay{2000}; ///< Amazon applies an accepted patch up to this much later
};

/// The eight shops that `crossdock practice` opens on; the first `count` of them, or more of the same sorts.
QList<ChannelSpec> practiceChannels(int count = 8);

/// An offer of an item on a channel, as `crossdock import listings` wants it.
struct ListingSeed {
    QString channel;
    QString sku;
    QString listingId;
    QString inventoryId;
    QString locationId;
    QString productType;
    Money price;
};

/// How to reach a channel: the words of `crossdock channel add`.
struct ChannelAccess {
    QString name;
    QString kind;
    QString url;
    QMap<QString, QString> account;
    QMap<QString, QString> secrets;
};

/// A webhook on its way out.
struct WebhookCall {
    QByteArray url;
    Headers headers;
    QByteArray body;
};

/// Carries a webhook to its receiver; calls `done` once, later or at once, with the HTTP status (0: no answer came).
using WebhookSender = std::function<void(WebhookCall call, std::function<void(int status)> done)>;

/// Receives the answer to a request, at once or later; nothing means that the connection broke without one.
using Respond = std::function<void(std::optional<Reply>)>;

/// A loopback world of sales channels with catalogue, buyers and faults. No sockets: requests come in by handle(), webhooks
/// go out by the sender. Everything that happens follows from the spec, the clock and the requests: the same again is the
/// same again. Lives in one thread; the clock must run its timers in that thread.
class World
{
public:
    World(WorldSpec spec, Clock &clock);
    ~World();

    const WorldSpec &spec() const { return m_spec; }
    Clock &clock() const { return m_clock; }
    const QList<CatalogueItem> &catalogue() const { return m_spec.items; } ///< the most popular first
    QStringList channels() const; ///< names, in the order of the spec
    QList<ListingSeed> listings() const; ///< of all channels
    QList<ListingSeed> listings(const QString &channel) const;
    QList<ChannelAccess> access() const;

    /// Where the channel can be reached ("http://127.0.0.1:8101"), without a slash at the end. Before that the addresses
    /// are "http://NAME.sandbox".
    void setUrl(const QString &channel, const QString &url);

    QStringList services() const; ///< names of the nodes of others
    NodeService *service(const QString &name) const; ///< nullptr: there is none of that name
    QList<ChannelAccess> serviceAccess() const;

    QStringList carriers() const;
    CarrierService *carrier(const QString &name) const; ///< nullptr: there is none of that name
    QList<ChannelAccess> carrierAccess() const; ///< the words of `crossdock carrier add`

    /// A request to a channel, a node of others or a carrier: by its name.
    void handle(const QString &name, const Request &request, Respond respond);
    void setWebhookSender(WebhookSender sender);

    /// Subscribes `url` to all topics a stock console needs, as the owner would in the shop's own pages, with the channel's
    /// `webhook_secret`. (Amazon needs none: its notifications stand in the queue from the start.)
    void subscribe(const QString &channel, const QString &url);

    /// Hears every change of a quantity on a channel, by a sale or by a request. In the world's thread.
    void watchQuantities(const std::function<void(const QString &channel, const Listing &listing)> &hear);

    void setFaults(const Faults &faults) { m_spec.faults = faults; }
    void setEditsOnSite(bool on) { m_spec.editsOnSite = on; }
    void startBuyers(); ///< orders begin to arrive
    void stopBuyers(); ///< no new order, cancellation or edit begins
    void setRate(double ordersPerSecond);

    /// One order of one line, paid at once. OutOfStock if the channel shows less; NotFound. Answers the order's id.
    Result<QString> sell(const QString &channel, const QString &listing, Quantity quantity);
    /// An order of several lines; `paid` false leaves it to be paid later (WooCommerce "pending", Amazon "Pending").
    Result<QString> sell(const QString &channel, const QList<Basket> &lines, Payment payment);
    Result<> pay(const QString &channel, const QString &order);
    Result<> cancel(const QString &channel, const QString &order); ///< and restock
    Result<> decline(const QString &channel, const QString &order); ///< its payment fails
    Result<> refund(const QString &channel, const QString &order);
    Result<> askReturn(const QString &channel, const QString &order, const QString &reason);
    Result<> dispute(const QString &channel, const QString &order);
    /// The buyer wants fewer of the first line that still has more than one.
    Result<> trash(const QString &channel, const QString &order); ///< where the channel has one
    Result<> restore(const QString &channel, const QString &order);
    Result<> editOrder(const QString &channel, const QString &order);
    /// Somebody types a quantity into the channel's own pages.
    Result<> editQuantity(const QString &channel, const QString &listing, Quantity quantity);
    /// Another seller of the same asks that, where others sell beside us.
    Result<> setRival(const QString &channel, const QString &listing, const QString &decimal);
    /// The channel keeps the listing from its buyers and says why; no words: not any more.
    Result<> suppress(const QString &channel, const QString &listing, const QString &words);
    /// The channel's judgement of the seller's account: its word for it, and percents of orders.
    Result<> setAccount(const QString &channel, const QString &status, double orderDefects, double lateShipments);
    /// More units have come to the nodes (only counts for oversoldUnits()).
    void receive(const QString &sku, Quantity quantity);

    Result<Quantity> quantity(const QString &channel, const QString &listing) const;
    Result<Money> price(const QString &channel, const QString &listing) const;
    const QList<Order> &orders(const QString &channel) const; ///< oldest first
    const Shop &shop(const QString &channel) const;

    /// Units of all SKUs sold (and neither cancelled nor refunded) beyond what the nodes ever held, kits by their parts.
    Quantity oversoldUnits() const;

private:
    struct Booth;
    Channel *find(const QString &name) const;
    Result<> withListing(const QString &channel, const QString &listing, const std::function<Result<>(Channel &, qsizetype)> &action);
    Result<> withOrder(const QString &channel, const QString &order, Result<> (Shop::*action)(Order &));
    void fillShop(Channel &channel, Random &random);
    void fillShelves(Warehouse &warehouse, Random &random);

    WorldSpec m_spec;
    Clock &m_clock;
    QMap<QString, Quantity> m_received;
    WebhookSender m_sender;
    std::vector<Booth> m_booths;
    struct Depot;
    std::vector<Depot> m_depots;
    struct Counter;
    std::vector<Counter> m_counters;
    std::unique_ptr<Buyers> m_buyers;
};

} // namespace crossdock::sandbox
