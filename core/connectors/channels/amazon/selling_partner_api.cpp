#include "core/connectors/channels/amazon/selling_partner_api.h"

#include <QPointer>

namespace crossdock::amazon {

SellingPartnerApi::SellingPartnerApi(const Account &account, const Secrets &secrets, http::Exchange &exchange,
                                     Clock &clock, QObject *parent)
    : QObject(parent)
    , m_exchange(exchange)
    , m_clock(clock)
    , m_seller(account, secrets, {}, exchange, clock, nullptr)
    , m_notifications(account, secrets, "sellingpartnerapi::notifications", exchange, clock, nullptr)
{
}

void SellingPartnerApi::call(const http::Request &request, Grant grant, QObject *context, const Done &done)
{
    call(request, grant == Grant::Seller ? m_seller : m_notifications, Attempt::First, context, done);
}

void SellingPartnerApi::call(const http::Request &request, LwaToken &token, Attempt attempt, QObject *context,
                             const Done &done)
{
    const QPointer<QObject> guard(context);
    token.get([=, this, &token](const channels::Answer<QByteArray> &text) {
        if (!guard)
            return;
        if (!text) {
            done(tl::make_unexpected(text.error()));
            return;
        }
        http::Request dressed = request;
        dressed.headers += {{"Accept", "application/json"},
                            {"x-amz-access-token", *text},
                            {"x-amz-date", amzDate(m_clock.now())},
                            {"User-Agent", "Crossdock/0.1 (Language=C++20; Platform=Linux)"}};
        m_exchange.send(dressed, context, [=, this, &token, used = *text](const http::Answer &answer) {
            if (!answer) {
                done(tl::make_unexpected(failureOf(answer.error())));
                return;
            }
            if (attempt == Attempt::First && asksForNewToken(*answer, token.age())) {
                token.drop(used);
                call(request, token, Attempt::Second, context, done);
                return;
            }
            done(*answer);
        });
    });
}

} // namespace crossdock::amazon
