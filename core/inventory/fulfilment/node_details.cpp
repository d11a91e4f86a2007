#include "core/inventory/fulfilment/node_details.h"

#include "core/inventory/fulfilment/rates/shipment.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace crossdock {
namespace {

QJsonObject jsonOf(const NodeDetails::CostCard &card)
{
    return {{u"currency"_s, card.currency}, {u"order_fee"_s, card.orderFee}, {u"first_pick"_s, card.firstPick}, {u"pick_fee"_s, card.pickFee},
            {u"free_picks"_s, card.freePicks}, {u"box_fee"_s, card.boxFee}, {u"insert_fee"_s, card.insertFee}};
}

NodeDetails::CostCard cardFrom(const QJsonObject &json)
{
    const auto number = [&](const QString &key) { return json[key].toInteger(); };
    return {.currency = json[u"currency"_s].toString(), .orderFee = number(u"order_fee"_s), .firstPick = number(u"first_pick"_s), .pickFee = number(u"pick_fee"_s),
            .freePicks = number(u"free_picks"_s), .boxFee = number(u"box_fee"_s), .insertFee = number(u"insert_fee"_s)};
}

} // namespace

QJsonObject toJson(const NodeDetails &details)
{
    QJsonArray days, holidays;
    for (const int day : details.workDays)
        days.append(day);
    for (const QDate holiday : details.holidays)
        holidays.append(holiday.toString(Qt::ISODate));
    const auto orNull = [](bool isThere, const QJsonValue &value) { return isThere ? value : QJsonValue(); };
    QJsonObject json{{u"country"_s, details.country}, {u"region"_s, details.region}, {u"city"_s, details.city}, {u"postcode"_s, details.postcode},
            {u"costs"_s, orNull(details.costs.has_value(), details.costs ? jsonOf(*details.costs) : QJsonObject())},
            {u"cut_off"_s, orNull(details.cutOff.isValid(), details.cutOff.toString(u"HH:mm"_s))}, {u"time_zone"_s, QString::fromLatin1(details.timeZone)},
            {u"work_days"_s, days}, {u"holidays"_s, holidays}, {u"orders_per_day"_s, orNull(details.ordersPerDay > 0, details.ordersPerDay)}};
    for (const auto &[key, text] : {std::pair(u"street"_s, details.street), {u"sender"_s, details.sender}, {u"phone"_s, details.phone}, {u"email"_s, details.email}})
        if (!text.isEmpty())
            json[key] = text;
    if (!details.url.isEmpty())
        json[u"url"_s] = details.url;
    QJsonObject account;
    for (auto it = details.account.begin(); it != details.account.end(); ++it)
        account[it.key()] = it.value();
    if (!account.isEmpty())
        json[u"account"_s] = account;
    if (details.isClosed)
        json[u"closed"_s] = true;
    return json;
}

NodeDetails nodeDetailsFrom(const QJsonObject &json)
{
    NodeDetails details{.country = json[u"country"_s].toString(), .region = json[u"region"_s].toString(), .city = json[u"city"_s].toString(),
                        .postcode = json[u"postcode"_s].toString(), .street = json[u"street"_s].toString(), .sender = json[u"sender"_s].toString(),
                        .phone = json[u"phone"_s].toString(), .email = json[u"email"_s].toString(), .costs = {}, .cutOff = QTime::fromString(json[u"cut_off"_s].toString(), u"HH:mm"_s),
                        .timeZone = json[u"time_zone"_s].toString().toLatin1(), .workDays = {}, .holidays = {},
                        .ordersPerDay = json[u"orders_per_day"_s].toInteger(), .url = json[u"url"_s].toString(), .account = {}};
    details.isClosed = json[u"closed"_s].toBool();
    const QJsonObject account = json[u"account"_s].toObject();
    for (auto it = account.begin(); it != account.end(); ++it)
        details.account[it.key()] = it.value().toString();
    if (json[u"costs"_s].isObject())
        details.costs = cardFrom(json[u"costs"_s].toObject());
    for (const QJsonValue day : json[u"work_days"_s].toArray())
        details.workDays.append(day.toInt());
    for (const QJsonValue holiday : json[u"holidays"_s].toArray())
        details.holidays.append(QDate::fromString(holiday.toString(), Qt::ISODate));
    return details;
}

NodeDetails withKept(const NodeDetails &wanted, const NodeDetails &known, const QStringList &kept)
{
    QJsonObject json = toJson(wanted);
    const QJsonObject before = toJson(known);
    for (const QString &key : kept) {
        if (before.contains(key) && key != u"account")
            json[key] = before[key];
        else if (key != u"account")
            json.remove(key);
    }
    NodeDetails details = nodeDetailsFrom(json);
    for (auto it = known.account.begin(); it != known.account.end(); ++it) {
        const bool hasOwnColumn = it.key() == u"guard" || it.key() == u"unit_fees";
        if (kept.contains(hasOwnColumn ? it.key() : u"account"_s))
            details.account.insert(it.key(), it.value());
    }
    return details;
}

rates::Place senderOf(const NodeDetails &details)
{
    return {.country = details.country, .postcode = details.postcode, .name = details.sender, .street = details.street, .city = details.city, .region = details.region, .phone = details.phone, .email = details.email};
}

} // namespace crossdock
