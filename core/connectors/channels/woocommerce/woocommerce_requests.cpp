#include "core/connectors/channels/woocommerce/woocommerce_wire.h"

#include "core/connectors/http/signature.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::woocommerce
{
namespace
{

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// A decimal number above zero, digits alone.
qint64 parseId(QStringView text)
{
    const bool isPlain = !text.isEmpty() && text.size() <= 18
        && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    return isPlain ? text.toLongLong() : 0;
}

} // namespace

std::optional<ProductRef> ProductRef::parse(QStringView listing)
{
    const qsizetype slash = listing.indexOf(u'/');
    ProductRef ref;
    ref.product = parseId(slash < 0 ? listing : listing.first(slash));
    ref.variation = slash < 0 ? 0 : parseId(listing.sliced(slash + 1));
    if (ref.product == 0 || (slash >= 0 && ref.variation == 0))
        return std::nullopt;
    return ref;
}

QString ProductRef::text() const
{
    return variation == 0 ? QString::number(product) : u"%1/%2"_s.arg(product).arg(variation);
}

QByteArray encodeQuery(const Query &query)
{
    QByteArrayList parts;
    for (const auto &[name, value] : query)
        parts.append(name.toPercentEncoding() + '=' + value.toPercentEncoding());
    return parts.join('&');
}

QByteArray batchPath(qint64 parent)
{
    return parent == 0 ? QByteArray("/products/batch")
                       : "/products/" + QByteArray::number(parent) + "/variations/batch";
}

Query signedQuery(const QByteArray &method, const QByteArray &url, Query query, const QByteArray &key,
                  const QByteArray &secret, Time now, const QByteArray &nonce)
{
    query.emplaceBack("oauth_consumer_key", key);
    query.emplaceBack("oauth_nonce", nonce);
    query.emplaceBack("oauth_signature_method", "HMAC-SHA256");
    query.emplaceBack("oauth_timestamp", QByteArray::number(toMs(now) / 1000));
    query.emplaceBack("oauth_version", "1.0");
    Query sorted = query;
    std::sort(sorted.begin(), sorted.end());
    const QByteArray base = method + '&' + url.toPercentEncoding() + '&' + encodeQuery(sorted).toPercentEncoding();
    // One-legged: there is no token, so the second half of the key is empty.
    query.emplaceBack("oauth_signature", http::hmacSha256(secret + '&', base).toBase64());
    return query;
}

QByteArray batch(const QList<StockRow> &rows)
{
    QJsonArray update;
    for (const StockRow &row : rows) {
        QJsonObject object{{u"id"_s, row.id}};
        if (row.quantity) {
            object.insert(u"manage_stock"_s, true);
            object.insert(u"stock_quantity"_s, *row.quantity);
        }
        if (!row.price.isEmpty())
            object.insert(u"regular_price"_s, row.price);
        update.append(object);
    }
    return compact({{u"update"_s, update}});
}

QByteArray statusChange(const QString &status)
{
    return compact({{u"status"_s, status}});
}

QString parcelMarkName(int parcel)
{
    return u"_crossdock_parcel_%1"_s.arg(parcel); // a leading underscore hides it from buyers
}

QString parcelMarkValue(const channels::ParcelSent &parcel)
{
    const QString how = QStringList{parcel.carrier, parcel.tracking}.join(u' ').trimmed();
    return how.isEmpty() ? u"sent"_s : how;
}

QByteArray parcelMark(const channels::ParcelSent &parcel)
{
    QJsonObject change{{u"meta_data"_s, QJsonArray{QJsonObject{{u"key"_s, parcelMarkName(parcel.number)}, {u"value"_s, parcelMarkValue(parcel)}}}}};
    if (parcel.isLast)
        change.insert(u"status"_s, u"completed"_s);
    return compact(change);
}

QByteArray parcelNote(const channels::ParcelSent &parcel, const QString &before)
{
    const QString what = parcel.isLast && parcel.number == 1 ? u"Your order was sent"_s : u"Parcel %1 of your order was sent"_s.arg(parcel.number);
    const QString how = parcel.carrier.isEmpty() ? QString() : u" with "_s + parcel.carrier;
    const QStringList numbers = channels::trackingNumbers(parcel.tracking);
    const QString where = numbers.isEmpty() ? QString() : (numbers.size() == 1 ? u". Tracking number: "_s : u". Tracking numbers: "_s) + numbers.join(u", "_s);
    const QString correction = before.isEmpty() ? QString() : u"A correction: "_s;
    return compact({{u"note"_s, correction + what + how + where + u'.'}, {u"customer_note"_s, true}});
}

std::optional<ParcelStanding> parseParcelStanding(const QByteArray &body, const channels::ParcelSent &parcel)
{
    const auto json = parseJson(body);
    if (!json || !json->isObject() || !(*json)["status"_L1].isString())
        return std::nullopt;
    const QJsonArray marks = (*json)["meta_data"_L1].toArray();
    const auto mark = std::find_if(marks.begin(), marks.end(), [&](const QJsonValue &one) { return one["key"_L1].toString() == parcelMarkName(parcel.number); });
    const QString told = mark == marks.end() ? QString() : (*mark)["value"_L1].toString();
    return ParcelStanding{(*json)["status"_L1].toString(), told, told == parcelMarkValue(parcel)};
}

QByteArray subscription(const QString &topic, const QString &url, const QString &secret)
{
    return compact({{u"name"_s, u"Crossdock "_s + topic},
                    {u"topic"_s, topic},
                    {u"delivery_url"_s, url},
                    {u"secret"_s, secret},
                    {u"status"_s, u"active"_s}});
}

QByteArray toGmt(Time time)
{
    return toDateTime(time).toString(u"yyyy-MM-ddTHH:mm:ss"_s).toLatin1();
}

} // namespace crossdock::woocommerce
