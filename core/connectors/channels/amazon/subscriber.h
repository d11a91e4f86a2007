#pragma once

#include "core/connectors/channels/amazon/selling_partner_api.h"

/// Destinations and subscriptions, Notifications API v1. Source: Amazon's model notifications.json.
namespace crossdock::amazon {

struct NotificationType {
    const char *name;
    const char *payloadVersion;
    bool isNeeded = true; ///< false: stock and orders go on without it
};
/// What this connector reads.
inline constexpr NotificationType notificationTypes[] = {{"ORDER_CHANGE", "1.0"},
                                                         {"LISTINGS_ITEM_MFN_QUANTITY_CHANGE", "1.0"},
                                                         {"LISTINGS_ITEM_ISSUES_CHANGE", "2023-12-13"},
                                                         {"LISTINGS_ITEM_STATUS_CHANGE", "1.0", false},
                                                         {"ANY_OFFER_CHANGED", "1.0", false},
                                                         {"ACCOUNT_STATUS_CHANGED", "2021-01-01", false}};

http::Request destinationsRequest(const Account &account);
/// The id of the destination that is this queue; empty if there is none.
Result<QString> readDestination(const QByteArray &body, const QString &arn);
http::Request createDestinationRequest(const Account &account, const QString &arn);
Result<QString> readCreatedDestination(const QByteArray &body);
http::Request subscriptionRequest(const Account &account, const NotificationType &type);
/// Where notifications of the type go now; empty if nowhere.
Result<QString> readSubscription(const QByteArray &body);
/// ORDER_CHANGE and ANY_OFFER_CHANGED for this marketplace only, so that two channels of one seller can have a queue each; of the
/// offers for one product at most two in five minutes, the last of which is how it stands then.
http::Request createSubscriptionRequest(const Account &account, const NotificationType &type,
                                        const QString &destinationId);

/// Makes the destination and the subscriptions that are missing and says in words what it did; changes none that exists.
/// Deletes itself when done.
class Subscriber : public QObject
{
public:
    using Done = std::function<void(channels::Answer<QStringList>)>;

    Subscriber(const Account &account, SellingPartnerApi &api, QString arn, Done done, QObject *parent);
    void start();

private:
    using Take = std::function<void(const http::Reply &)>;

    void call(const http::Request &request, SellingPartnerApi::Grant grant, const Take &take);
    void createDestination();
    void subscribeNext();
    void createSubscription(const NotificationType &type);
    void takeRefusal(const NotificationType &type, const http::Reply &reply);
    void finish(channels::Answer<QStringList> answer);

    const Account &m_account;
    SellingPartnerApi &m_api;
    QString m_arn;
    Done m_done;
    QString m_destination;
    std::size_t m_next = 0; ///< index of the type that is looked at
    QStringList m_words;
};

} // namespace crossdock::amazon
