#pragma once

#include "core/connectors/channels/amazon/lwa_token.h"

namespace crossdock::amazon {

/// Calls SP-API: puts on the token and Amazon's headers, and renews a token that Amazon does not take, once a call.
/// Lives in one thread.
class SellingPartnerApi : public QObject
{
public:
    enum class Grant {
        Seller, ///< on behalf of the seller
        Notifications, ///< the grantless operations on destinations
    };
    using Done = std::function<void(channels::Answer<http::Reply>)>;

    SellingPartnerApi(const Account &account, const Secrets &secrets, http::Exchange &exchange, Clock &clock,
                      QObject *parent);

    /// Any HTTP status is an answer; a failure is no answer, or no token. `done` runs later, never once `context` is gone.
    void call(const http::Request &request, Grant grant, QObject *context, const Done &done);

private:
    enum class Attempt { First, Second };
    void call(const http::Request &request, LwaToken &token, Attempt attempt, QObject *context, const Done &done);

    http::Exchange &m_exchange;
    Clock &m_clock;
    LwaToken m_seller;
    LwaToken m_notifications;
};

} // namespace crossdock::amazon
