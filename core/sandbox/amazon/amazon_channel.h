#pragma once

#include "core/sandbox/amazon/message_queue.h"
#include "core/sandbox/amazon/rivals.h"
#include "core/sandbox/channel.h"
#include "core/sandbox/token_bucket.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QQueue>
#include <QSet>

namespace crossdock::sandbox {

/// A seller's account on a marketplace: SP-API with Login with Amazon, and the queue that its notifications go into.
/// Sources: listingsItems_2021-08-01, orders_2026-01-01 and notifications of the SP-API models; the notification schemas
/// OrderChangeNotification, ListingsItemMfnQuantityChange, ListingsItemIssuesChangeNotification and AnyOfferChangedNotification.
class AmazonChannel : public Channel
{
public:
    AmazonChannel(const ChannelSpec &spec, Surroundings around);

    ChannelAccess access() const override;
    void subscribe(const QString &url) override;
    void nameListing(Listing &listing, quint64 item, quint64 family, int familySize) const override;
    void nameOrder(Order &order) override;
    bool restocksRefunds() const override { return false; } // a refund says nothing about the goods
    void orderHappened(const Order &order, OrderEvent event) override;
    void listingChanged(const Listing &listing) override;
    void startRivals() override;
    void stopRivals() override { m_rivals.stop(); }
    Result<> setRival(qsizetype listing, const Money &price) override;
    Result<> suppress(qsizetype listing, const QString &words) override;
    Result<> setAccount(const AccountState &state) override;

    const MessageQueue &queue() const { return m_queue; }

protected:
    void answer(const Request &request, Respond respond) override;
    Reply throttledReply() const override;
    Reply brokenReply() override;

private:
    struct Token {
        Time expiresAt{};
        bool isGrantless = false;
    };
    struct Subscription {
        QString id;
        QString destinationId;
        QJsonObject directive;
    };

    QString queueUrl() const;
    Reply token(const Request &request);
    Reply route(const Request &request, const QStringList &path);
    std::optional<Reply> refuseStranger(const Request &request, bool isGrantless) const;
    std::optional<Reply> refuseHurry(const QString &operation, double perSecond, double burst);
    Reply withLimit(Reply reply, double perSecond);

    Reply listings(const Request &request, const QStringList &path);
    Reply searchListings(const Request &request);
    Reply patchListing(const Request &request, const QString &sku);
    QJsonObject listingJson(const Listing &listing, const QStringList &data) const;
    bool acceptPatch(qsizetype listing, const QJsonObject &patch, QJsonArray &issues, QList<std::function<void()>> &effects);
    void applyLater(qsizetype listing, QList<std::function<void()>> effects);

    Reply orders(const Request &request, const QStringList &path);
    Reply confirmShipment(const Request &request, const QString &number);
    Reply solicitations(const Request &request, const QStringList &path);
    Reply searchOrders(const Request &request);
    QJsonObject orderJson(const Order &order, const QStringList &data) const;

    Reply notifications(const Request &request, const QStringList &path);
    Reply destinations(const Request &request, const QStringList &path);
    Reply subscriptions(const Request &request, const QStringList &path);
    void notify(const QString &type, const QJsonObject &payload);
    QJsonObject orderChange(const Order &order, OrderEvent event) const;
    Reply reports(const Request &request, const QStringList &path);
    QByteArray accountReport() const;
    static QString asinOf(const Listing &listing);
    void tellOffers(qsizetype listing);
    QJsonArray issuesOf(qsizetype listing) const;
    QString uuid();

    MessageQueue m_queue;
    QMap<QString, Token> m_tokens;
    QMap<QString, TokenBucket> m_buckets;
    QSet<QString> m_reviewsAsked; ///< numbers of orders
    QMap<QString, QJsonObject> m_destinations;
    QMap<QString, Subscription> m_subscriptions; ///< by notification type
    QMap<qsizetype, QJsonObject> m_availability; ///< what `fulfillment_availability` holds besides the quantity
    QHash<qsizetype, QQueue<QList<std::function<void()>>>> m_accepted; ///< patches that are not applied yet, by listing
    QMap<qsizetype, QString> m_suppressed; ///< why, by listing
    Rivals m_rivals;
    AccountState m_account;
    QMap<QString, Time> m_reports; ///< when they are ready
    QHash<qsizetype, std::pair<Money, bool>> m_offered; ///< our price, and whether it is in stock: as he knows it, by listing
    QMap<qsizetype, Time> m_lastApplied; ///< patches of one listing are applied in the order they came in
};

Reply spError(int status, const QString &code, const QString &message, const QString &details = {});

} // namespace crossdock::sandbox
