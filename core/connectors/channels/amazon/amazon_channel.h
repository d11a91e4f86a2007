#pragma once

#include "core/connectors/channels/amazon/amazon_market.h"
#include "core/connectors/channels/amazon/amazon_queue.h"
#include "core/connectors/channels/amazon/selling_partner_api.h"

namespace crossdock::amazon {

/// One seller account on one Amazon marketplace: Listings Items 2021-08-01, Orders 2026-01-01, Notifications v1 over SQS.
/// A listing is named by the seller's SKU. Only stock that the seller ships himself is told (channel code DEFAULT);
/// listings that Amazon ships are left out of the catalogue and of what is read.
/// Lives in one thread, with its two exchanges.
class AmazonChannel : public channels::ChannelPort
{
public:
    /// InvalidInput names the field of the account or the secret that is missing or wrong. `polls` carries the long polls
    /// of the queue alone, so that they never hold a connection that `calls` wants.
    static Result<std::unique_ptr<AmazonChannel>> make(const ChannelDetails &details,
                                                       const QMap<QString, QString> &secrets, http::Exchange &calls,
                                                       http::Exchange &polls, Clock &clock);

    AmazonChannel(Account account, Secrets secrets, http::Exchange &calls, http::Exchange &polls, Clock &clock);

    /// The rate is the one Amazon last named for a push.
    channels::Traits traits() const override;
    void push(const QList<channels::Offer> &offers, Done<channels::PushReply> done) override;
    void readQuantities(const QList<channels::ListingAddress> &listings,
                        Done<channels::Answer<QHash<QString, Quantity>>> done) override;
    void catchUp(const QString &cursor, Time since, Done<channels::Answer<channels::CatchUpPage>> done) override;
    void readOrder(const QString &number, Done<channels::Answer<ChannelOrder>> done) override;
    void readCatalogue(const QString &cursor, Done<channels::Answer<channels::CataloguePage>> done) override;
    void test(Done<channels::Answer<QString>> done) override;
    /// Needs no public address; sends Amazon's notifications to the account's queue.
    void subscribe(const QString &publicUrl, Done<channels::Answer<QStringList>> done) override;
    /// Always Rejected: SP-API has no operation for it. The words say what to do in Seller Central.
    void cancelOrder(const QString &number, const QString &reason, Payment payment, Done<channels::Answer<QString>> done) override;
    /// Rejected without carrier and tracking number: Amazon takes no parcel that it cannot follow.
    void confirmShipment(const channels::ParcelSent &parcel, Done<channels::Answer<QString>> done) override;
    /// Asks for a review alone. Rejected where Amazon offers none for the order.
    void carryOut(const channels::Instruction &instruction, Done<channels::Answer<QString>> done) override;
    bool tellsAccount() const override { return true; }
    /// Amazon writes a report for it, which takes minutes.
    void readHealth(Done<channels::Answer<channels::AccountHealth>> done) override;
    /// Always BadSignature: Amazon sends no webhooks.
    tl::expected<channels::Message, channels::Refusal> readDelivery(const channels::Delivery &delivery,
                                                                    Time now) const override;
    void listen(Ear ear) override;
    void stopListening() override;
    /// With a queue; without one, catching up is the only way to know.
    bool hasOwnFence() const override { return m_queue != nullptr; }
    void fence(Done<bool> done) override;

private:
    static constexpr double readsPerSecond = 5; ///< of listings and marketplaces, in the usage plan where Amazon names no other
    struct QuantityReading; ///< amazon_quantities.cpp
    using Replied = SellingPartnerApi::Done;

    void call(const http::Request &request, const Replied &done);
    /// Asks with the buyers' data, and once more without where the application has no right to them.
    void callForOrders(const std::function<http::Request(bool withBuyer)> &request, const Replied &done);
    void confirmNext(const channels::ParcelSent &parcel, qsizetype box, const Done<channels::Answer<QString>> &done);
    void askForReview(const QString &order, const Done<channels::Answer<QString>> &done);
    void readNextQuantities(const std::shared_ptr<QuantityReading> &reading);
    channels::Answer<void> takeSearch(QuantityReading &reading, QStringList skus, const http::Reply &reply) const;
    channels::Answer<void> takeAlone(QuantityReading &reading, const QString &sku, const http::Reply &reply) const;
    void readOrders(OrdersCursor cursor, Done<channels::Answer<channels::CatchUpPage>> done);
    channels::CatchUpPage toPage(OrdersPage page, OrdersCursor cursor, const http::Reply &reply) const;
    void testListings(Done<channels::Answer<QString>> done);
    void testQueue(const QString &sentence, Done<channels::Answer<QString>> done);
    channels::CallFailure clean(channels::CallFailure failure) const;
    channels::CallFailure failed(const http::Reply &reply, double usualRate) const;

    Account m_account;
    Secrets m_secrets;
    http::Exchange &m_calls;
    Clock &m_clock;
    SellingPartnerApi m_api;
    AmazonMarket m_market;
    std::unique_ptr<AmazonQueue> m_queue; ///< none without queue_url
    double m_pushRate;
    bool m_mayReadBuyers = true;
};

} // namespace crossdock::amazon
