#include "core/connectors/channels/amazon/solicitations_wire.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::amazon {
namespace {

constexpr auto review = "productReviewAndSellerFeedback"_L1;

QByteArray pathOf(const Account &account, const QString &order)
{
    return account.root + "/solicitations/v1/orders/" + encoded(order);
}

QByteArray placeOf(const Account &account)
{
    return "?marketplaceIds=" + encoded(account.marketplaceId);
}

} // namespace

http::Request solicitationsRequest(const Account &account, const QString &order)
{
    return {"GET", pathOf(account, order) + placeOf(account), {}, {}};
}

Result<bool> mayAskForReview(const QByteArray &body)
{
    const QJsonDocument answer = QJsonDocument::fromJson(body);
    if (!answer[u"_links"_s].isObject())
        return fail(Error::Code::Rejected, u"solicitations"_s, u"the answer holds no links"_s);
    const QJsonArray actions = answer[u"_links"_s][u"actions"_s].toArray();
    return std::any_of(actions.begin(), actions.end(), [](const QJsonValue &action) { return action[u"name"_s].toString() == review; });
}

http::Request reviewRequest(const Account &account, const QString &order)
{
    return {"POST", pathOf(account, order) + "/solicitations/" + QByteArray(review.data(), review.size()) + placeOf(account), {{"Content-Type", "application/json"}}, {}};
}

} // namespace crossdock::amazon
