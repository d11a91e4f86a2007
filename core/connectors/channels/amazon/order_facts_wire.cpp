#include "core/connectors/channels/amazon/order_facts_wire.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::amazon {
namespace {

/// OrderProceedsBreakdown: what is not among several that are told is nothing.
void takeMoney(const QJsonArray &breakdowns, OrderFacts *facts)
{
    const auto subtotal = [&](QLatin1StringView type) -> std::optional<Money> {
        QString currency;
        for (const QJsonValue &one : breakdowns) {
            const QJsonValue money = one["subtotal"_L1];
            const auto amount = parseMoney(money["amount"_L1].toVariant().toString(), money["currencyCode"_L1].toString());
            if (amount && one["type"_L1].toString() == type)
                return Money{std::abs(amount->amount), amount->currency}; // a discount may come as less than nothing
            currency = amount ? amount->currency : currency;
        }
        return currency.isEmpty() ? std::nullopt : std::optional(Money{0, currency});
    };
    facts->discount = subtotal("DISCOUNT"_L1);
    facts->shippingPaid = subtotal("SHIPPING"_L1);
    facts->goods = subtotal("ITEM"_L1);
}

QString speedOf(const QString &level, const QStringList &programs)
{
    static const QHash<QString, QString> speeds{{u"SAME_DAY"_s, u"same_day"_s}, {u"NEXT_DAY"_s, u"next_day"_s}, {u"SECOND_DAY"_s, u"two_day"_s},
                                                {u"EXPEDITED"_s, u"expedited"_s}, {u"PRIORITY"_s, u"expedited"_s}, {u"STANDARD"_s, u"standard"_s},
                                                {u"FREE_ECONOMY"_s, u"economy"_s}}; // SCHEDULED says when, not how fast
    return programs.contains(u"IN_STORE_PICK_UP"_s) ? u"pickup"_s : speeds.value(level);
}

bool hasGift(const QJsonArray &items)
{
    return std::any_of(items.begin(), items.end(), [](const QJsonValue &item) { return item["fulfillment"_L1]["packing"_L1]["giftOption"_L1].isObject(); });
}

} // namespace

OrderFacts readFacts(const QJsonObject &order)
{
    const QStringList programs = order.value("programs"_L1).toVariant().toStringList();
    const QJsonValue fulfilment = order.value("fulfillment"_L1);
    OrderFacts facts;
    facts.isWhole = true;
    facts.isPrime = programs.contains(u"PRIME"_s);
    facts.isBusiness = programs.contains(u"AMAZON_BUSINESS"_s);
    facts.isPreorder = programs.contains(u"PREORDER"_s);
    if (fulfilment.isObject()) {
        facts.isGift = hasGift(order.value("orderItems"_L1).toArray());
        facts.shippingMethod = fulfilment["fulfillmentServiceLevel"_L1].toString();
        facts.shippingSpeed = speedOf(facts.shippingMethod, programs);
    }
    const QString place = order.value("recipient"_L1)["deliveryAddress"_L1]["addressType"_L1].toString();
    facts.addressType = place == "RESIDENTIAL"_L1 ? u"residential"_s : place == "COMMERCIAL"_L1 ? u"commercial"_s : QString();
    takeMoney(order.value("proceeds"_L1)["breakdowns"_L1].toArray(), &facts);
    return facts;
}

} // namespace crossdock::amazon
