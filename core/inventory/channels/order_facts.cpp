#include "core/inventory/channels/order_facts.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace crossdock {
namespace {

/// Every fact with its name, in one place: `visit(name, fact)`.
template <class Facts, class Visit>
void eachFact(Facts &facts, Visit visit)
{
    visit(u"discount"_s, facts.discount);
    visit(u"goods"_s, facts.goods);
    visit(u"shipping_paid"_s, facts.shippingPaid);
    visit(u"coupon"_s, facts.coupons);
    visit(u"shipping_method"_s, facts.shippingMethod);
    visit(u"shipping_speed"_s, facts.shippingSpeed);
    visit(u"risk"_s, facts.risk);
    visit(u"address_type"_s, facts.addressType);
    visit(u"address_status"_s, facts.addressStatus);
    visit(u"payment"_s, facts.payment);
    visit(u"is_gift"_s, facts.isGift);
    visit(u"is_prime"_s, facts.isPrime);
    visit(u"is_business"_s, facts.isBusiness);
    visit(u"is_preorder"_s, facts.isPreorder);
    visit(u"complete"_s, facts.isWhole);
}

bool isTold(bool isSo)
{
    return isSo;
}

bool isTold(const QString &fact)
{
    return !fact.isEmpty();
}

template <class Value>
bool isTold(const std::optional<Value> &fact)
{
    return fact.has_value();
}

QJsonValue valueOf(bool isSo)
{
    return isSo;
}

QJsonValue valueOf(const QString &text)
{
    return text;
}

QJsonValue valueOf(const std::optional<bool> &answer)
{
    return *answer;
}

QJsonValue valueOf(const std::optional<Money> &money)
{
    return QJsonObject{{u"amount"_s, money->amount}, {u"currency"_s, money->currency}};
}

QJsonValue valueOf(const std::optional<QStringList> &names)
{
    return QJsonArray::fromStringList(*names);
}

void read(const QJsonValue &value, bool &isSo)
{
    isSo = value.toBool();
}

void read(const QJsonValue &value, QString &text)
{
    text = value.toString();
}

void read(const QJsonValue &value, std::optional<bool> &answer)
{
    if (value.isBool())
        answer = value.toBool();
}

void read(const QJsonValue &value, std::optional<Money> &money)
{
    if (value[u"amount"_s].isDouble() && value[u"currency"_s].isString())
        money = Money{value[u"amount"_s].toInteger(), value[u"currency"_s].toString()};
}

void read(const QJsonValue &value, std::optional<QStringList> &names)
{
    if (value.isArray())
        names = value.toVariant().toStringList();
}

} // namespace

OrderFacts merged(OrderFacts known, const OrderFacts &told)
{
    const QJsonObject news = toJson(told);
    eachFact(known, [&](const QString &name, auto &fact) {
        if (news.contains(name))
            read(news[name], fact);
    });
    return known;
}

QJsonObject toJson(const OrderFacts &facts)
{
    QJsonObject json;
    eachFact(facts, [&](const QString &name, const auto &fact) {
        if (isTold(fact))
            json.insert(name, valueOf(fact));
    });
    return json;
}

OrderFacts orderFactsFrom(const QJsonObject &json)
{
    OrderFacts facts;
    eachFact(facts, [&](const QString &name, auto &fact) { read(json[name], fact); });
    return facts;
}

} // namespace crossdock
