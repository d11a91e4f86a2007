#pragma once

#include "core/connectors/channels/amazon/sigv4.h"
#include "core/inventory/channels/channel_details.h"

#include <QMap>

namespace crossdock::amazon {

/// What the seller set up for one Amazon account on one marketplace, checked. Holds no secret.
struct Account {
    ChannelId channel;
    QString sellerId; ///< "A2EXAMPLE"
    QString marketplaceId; ///< "ATVPDKIKX0DER"
    QByteArray root; ///< of SP-API, without a slash at its end: "https://sellingpartnerapi-na.amazon.com"
    QByteArray authUrl; ///< whole address of the token endpoint
    QByteArray queueUrl; ///< whole address of the SQS queue; empty: no queue
    QByteArray region; ///< of the queue
};

/// What is kept in the key store under the channel's name.
struct Secrets {
    QByteArray clientId;
    QByteArray clientSecret;
    QByteArray refreshToken;
    AwsKeys aws;

    /// `words` with every secret in it blacked out, and not too long: what another side says may repeat what we sent.
    QString blackedOut(QString words) const;
};

/// Amazon's own token endpoint, used where the account names none.
inline constexpr const char *usualAuthUrl = "https://api.amazon.com/auth/o2/token";

/// InvalidInput names the field that is missing or wrong. `https` everywhere; plain `http` to loopback only.
Result<Account> readAccount(const ChannelDetails &details);

/// The same without a seller id: enough for whatever names no listing.
Result<Account> readAccess(const ChannelDetails &details);

/// By the names of the command line: client_id, client_secret, refresh_token, aws_access_key_id,
/// aws_secret_access_key (and aws_session_token). The AWS keys are needed only with a queue.
Result<Secrets> readSecrets(const QMap<QString, QString> &secrets, const Account &account);

} // namespace crossdock::amazon
