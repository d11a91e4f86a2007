#include "core/inventory/rules/engine/subject.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

QString Subject::text() const
{
    switch (kind) {
    case Kind::Order: return u"order "_s + order.text();
    case Kind::Product: return u"sku "_s + code;
    case Kind::Listing: return u"listing %1 on %2"_s.arg(code, channel);
    case Kind::Channel: return u"channel "_s + channel;
    case Kind::Purchase: return u"purchase "_s + purchase;
    case Kind::Nothing: return u"shop"_s;
    case Kind::Parcel: return u"parcel %1 of %2"_s.arg(QString::number(label), order.text());
    }
    Q_UNREACHABLE();
}

QJsonObject Subject::toJson() const
{
    QJsonObject json{{u"kind"_s, static_cast<int>(kind)}, {u"sku_id"_s, sku}, {u"sale_id"_s, sale}, {u"sku"_s, code},
            {u"order"_s, order.number.isEmpty() ? QString() : order.text()}, {u"channel"_s, channel}, {u"node"_s, node}};
    if (!part.isEmpty())
        json.insert(u"part"_s, part);
    if (!purchase.isEmpty())
        json.insert(u"purchase"_s, purchase);
    if (label != 0)
        json.insert(u"label_id"_s, label);
    if (!turnedOn.isEmpty())
        json.insert(u"turned_on"_s, QJsonArray::fromStringList(turnedOn));
    return json;
}

Subject Subject::fromJson(const QJsonObject &json)
{
    Subject subject;
    subject.kind = static_cast<Kind>(json[u"kind"_s].toInt());
    subject.sku = json[u"sku_id"_s].toInteger();
    subject.sale = json[u"sale_id"_s].toInteger();
    subject.code = json[u"sku"_s].toString();
    subject.order = OrderId::parse(json[u"order"_s].toString()).value_or(OrderId{});
    subject.channel = json[u"channel"_s].toString();
    subject.node = json[u"node"_s].toString();
    subject.part = json[u"part"_s].toString();
    subject.label = json[u"label_id"_s].toInteger();
    subject.purchase = json[u"purchase"_s].toString();
    for (const QJsonValue &channel : json[u"turned_on"_s].toArray())
        subject.turnedOn.append(channel.toString());
    return subject;
}

} // namespace crossdock::rules
