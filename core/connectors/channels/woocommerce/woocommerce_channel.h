#pragma once

#include "core/connectors/channels/woocommerce/woocommerce_client.h"
#include "core/inventory/channels/channel_details.h"

#include <memory>

namespace crossdock::woocommerce
{

/// A WooCommerce shop (REST API v3). The account needs nothing but the address and the three secrets.
class WooCommerceChannel : public channels::ChannelPort
{
public:
    WooCommerceChannel(ChannelDetails details, Secrets secrets, http::Exchange &exchange, Clock &clock,
                       QObject *parent);

    channels::Traits traits() const override;
    void push(const QList<channels::Offer> &offers, Done<channels::PushReply> done) override;
    void readQuantities(const QList<channels::ListingAddress> &listings,
                        Done<Answer<QHash<QString, Quantity>>> done) override;
    void catchUp(const QString &cursor, Time since, Done<Answer<channels::CatchUpPage>> done) override;
    void readOrder(const QString &number, Done<Answer<ChannelOrder>> done) override;
    int ordersPerSearch() const override { return perPage; }
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
    struct Walk;
    struct OrderCursor;
    struct CatalogueCursor;
    struct QuantityReading;
    struct Subscribing;
    struct Search;

    void startPush(const QList<channels::Offer> &offers, Done<channels::PushReply> done);
    void markParcel(const channels::ParcelSent &parcel, const Done<Answer<QString>> &done);

    using Orders = std::shared_ptr<QList<OrderRead>>;

    void readNextQuantities(std::shared_ptr<QuantityReading> reading);
    void readOrders(const OrderCursor &cursor, Done<Answer<channels::CatchUpPage>> done);
    void takePage(OrderCursor cursor, const http::Reply &reply, Done<Answer<channels::CatchUpPage>> done);
    void addTrash(const OrderCursor &cursor, channels::CatchUpPage page, Done<Answer<channels::CatchUpPage>> done);
    void fillRefunds(Orders orders, qsizetype from, Done<std::optional<CallFailure>> done);
    void askSuspect(std::shared_ptr<Search> search);
    void findCurrency(std::function<void()> done);
    void readProducts(const CatalogueCursor &cursor, Done<Answer<channels::CataloguePage>> done);
    void refundOrder(const channels::Instruction &instruction, Done<Answer<QString>> done);
    void changeStatus(const channels::Instruction &instruction, Done<Answer<QString>> done);
    void readSubscriptions(std::shared_ptr<Subscribing> job, int page);
    void repairNext(std::shared_ptr<Subscribing> job);

    ChannelDetails m_details;
    Clock &m_clock;
    WooClient m_client;
    QString m_currency; ///< empty: unknown; prices of the catalogue are then left out, and those to be told are not compared
    bool m_hasAskedCurrency = false;
    QString m_trashCursor; ///< of the page of trash that a reading stands behind; empty: it stands in no trash
    Time m_ordersReadAt{}; ///< when the orders before the trash were read to their end
    bool m_sortsByModified = true; ///< WooCommerce before 5.8 does not know orderby=modified
};

} // namespace crossdock::woocommerce
