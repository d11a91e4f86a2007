#pragma once

#include "core/connectors/channels/shopify/shopify_client.h"
#include "core/connectors/channels/shopify/shopify_push.h"
#include "core/inventory/channels/channel_details.h"

namespace crossdock::shopify
{

/// A Shopify shop (Admin GraphQL, `version` of the account, else 2026-10). Account: `location` (gid; else the shop's
/// primary location), `version`.
class ShopifyChannel : public channels::ChannelPort
{
public:
    ShopifyChannel(ChannelDetails details, Secrets secrets, http::Exchange &exchange, Clock &clock, QObject *parent);

    channels::Traits traits() const override;
    void push(const QList<channels::Offer> &offers, Done<channels::PushReply> done) override;
    void readQuantities(const QList<channels::ListingAddress> &listings,
                        Done<Answer<QHash<QString, Quantity>>> done) override;
    void catchUp(const QString &cursor, Time since, Done<Answer<channels::CatchUpPage>> done) override;
    void readOrder(const QString &number, Done<Answer<ChannelOrder>> done) override;
    int ordersPerSearch() const override { return 10; } // each is a question of its own
    void findMissing(const QList<Sought> &orders, Done<Answer<QStringList>> done) override;
    void readCatalogue(const QString &cursor, Done<Answer<channels::CataloguePage>> done) override;
    void test(Done<Answer<QString>> done) override;
    void subscribe(const QString &publicUrl, Done<Answer<QStringList>> done) override;
    void cancelOrder(const QString &number, const QString &reason, Payment payment, Done<Answer<QString>> done) override;
    void confirmShipment(const channels::ParcelSent &parcel, Done<Answer<QString>> done) override;
    void carryOut(const channels::Instruction &instruction, Done<Answer<QString>> done) override;
    tl::expected<channels::Message, channels::Refusal> readDelivery(const channels::Delivery &delivery,
                                                                    Time now) const override;

private:
    struct QuantityReading;
    struct Subscribing;
    struct Search;

    void findShop(Done<Answer<ShopFacts>> done);
    void readLinks(std::shared_ptr<QuantityReading> reading);
    void readNextQuantities(std::shared_ptr<QuantityReading> reading);
    void fillAfterSale(std::shared_ptr<QList<OrderRead>> orders, qsizetype from, Done<std::optional<CallFailure>> done);
    void answerReturn(const channels::Instruction &instruction, Done<Answer<QString>> done);
    void fillLines(std::shared_ptr<QList<OrderRead>> orders, qsizetype from, Done<std::optional<CallFailure>> done);
    void searchNext(std::shared_ptr<Search> search);
    void fulfilNext(QList<QByteArray> bodies, Answer<QString> last, Done<Answer<QString>> done);
    void refundOrder(const channels::Instruction &instruction, Done<Answer<QString>> done);
    void captureOrder(const channels::Instruction &instruction, Done<Answer<QString>> done);
    void changeStatus(const channels::Instruction &instruction, Done<Answer<QString>> done);
    void readSubscriptions(std::shared_ptr<Subscribing> job, const QString &after);
    void repairNext(std::shared_ptr<Subscribing> job);

    ChannelDetails m_details;
    Clock &m_clock;
    ShopMemory m_memory;
    ShopifyClient m_client;
};

} // namespace crossdock::shopify
