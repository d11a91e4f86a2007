#include "core/connectors/carriers/label_parts.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::carriers {

http::Request jsonRequest(const QByteArray &method, const Account &account, const QByteArray &path, const http::Headers &headers, const QJsonObject &body)
{
    http::Request request{method, account.details.url.toUtf8() + path, headers + http::Headers{{"Accept", "application/json"}}, {}};
    if (method != "GET" && !body.isEmpty()) {
        request.headers.append(http::Header{"Content-Type", "application/json"});
        request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    }
    return request;
}

tl::unexpected<labels::Failure> perhapsSold(const QString &detail)
{
    return tl::make_unexpected(labels::Failure{{Error::Code::Unreachable, {}, detail}, true});
}

tl::unexpected<labels::Failure> notSold(const QString &words)
{
    return tl::make_unexpected(labels::Failure{{Error::Code::Rejected, {}, words}, false});
}

Time timeOf(const QJsonValue &text)
{
    return parseTime(text.toString()).value_or(Time{});
}

QString placeOf(const QString &city, const QString &region, const QString &country)
{
    const QString where = QStringList{region, country}.join(u' ').simplified();
    return city.isEmpty() ? where : where.isEmpty() ? city : city + u", "_s + where;
}

QList<labels::TrackEvent> inOrder(QList<labels::TrackEvent> events)
{
    std::stable_sort(events.begin(), events.end(), [](const labels::TrackEvent &a, const labels::TrackEvent &b) { return a.at < b.at; });
    return events;
}

QString valueEach(const rates::Customs::Item &item)
{
    return toDecimal({item.value.amount / std::max<Quantity>(1, item.quantity), item.value.currency});
}

void addContact(QJsonObject &address, const rates::Place &place)
{
    if (!place.phone.isEmpty())
        address[u"phone"_s] = place.phone;
    if (!place.email.isEmpty())
        address[u"email"_s] = place.email;
}

} // namespace crossdock::carriers
