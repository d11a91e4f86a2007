#include "core/sandbox/shopify/shopify_channel.h"
#include "core/sandbox/shopify/shopify_values.h"

using namespace Qt::Literals::StringLiterals;

/// Refunds and returns of orders, and the answers to buyers who want to send back.
namespace crossdock::sandbox {
namespace {

constexpr quint64 firstReturn = 945'000'000'000;

QString wordOf(SentBack::State state)
{
    return state == SentBack::State::Requested ? u"REQUESTED"_s : state == SentBack::State::Approved ? u"OPEN"_s : u"DECLINED"_s;
}

/// The order that a return is of, and its place among the returns of that order.
std::optional<QPair<qsizetype, qsizetype>> placeOfReturn(const QList<Order> &orders, quint64 number)
{
    for (qsizetype i = 0; i < orders.size(); ++i)
        for (qsizetype place = 0; place < orders.at(i).returns.size(); ++place)
            if (orders.at(i).returns.at(place).number == number)
                return QPair(i, place);
    return std::nullopt;
}

} // namespace

QString returnStatus(const Order &order)
{
    const auto has = [&](SentBack::State state) { return std::any_of(order.returns.begin(), order.returns.end(), [&](const SentBack &one) { return one.state == state; }); };
    return has(SentBack::State::Requested) ? u"RETURN_REQUESTED"_s : has(SentBack::State::Approved) ? u"IN_PROGRESS"_s : u"NO_RETURN"_s;
}

ShopifyChannel::Outcome ShopifyChannel::refunds(const Order &order) const
{
    if (order.refunded().amount == 0)
        return QList<Object>{};
    return QList<Object>{{u"Refund"_s, [order](const Call &call) -> Outcome {
        if (call.name == u"id")
            return QJsonValue(gid(u"Refund", firstRefund + order.number));
        if (call.name == u"createdAt")
            return dateTime(order.updatedAt);
        return call.name == u"note" ? Outcome(QJsonValue()) : Outcome(moneyBag(order.refunded()));
    }}};
}

ShopifyChannel::Outcome ShopifyChannel::returns(const Call &call, qsizetype index)
{
    const auto slice = Slice::of(call, shop().orders().at(index).returns.size());
    if (!slice)
        return slice.error();
    return connection(u"Return"_s, *slice, [this, index](qsizetype place) { return returnObject(index, place); });
}

ShopifyChannel::Outcome ShopifyChannel::returnNode(const QString &id)
{
    const auto place = placeOfReturn(shop().orders(), numberOf(u"Return", id) - firstReturn);
    return place ? returnObject(place->first, place->second) : Object{};
}

ShopifyChannel::Object ShopifyChannel::returnObject(qsizetype index, qsizetype place)
{
    return {u"Return"_s, [this, index, place](const Call &call) -> Outcome {
        const Order &order = shop().orders().at(index);
        const SentBack &asked = order.returns.at(place);
        if (call.name == u"id")
            return QJsonValue(gid(u"Return", firstReturn + asked.number));
        if (call.name == u"name")
            return QJsonValue(u"#%1-R%2"_s.arg(order.number).arg(place + 1));
        if (call.name == u"status")
            return QJsonValue(wordOf(asked.state));
        if (call.name == u"createdAt")
            return dateTime(asked.at);
        if (call.name == u"order")
            return orderObject(index);
        if (call.name == u"totalQuantity") {
            Quantity units = 0;
            for (const auto &[line, quantity] : asked.lines)
                units += quantity;
            return QJsonValue(units);
        }
        if (call.name != u"returnLineItems")
            return QJsonValue();
        const auto slice = Slice::of(call, asked.lines.size());
        if (!slice)
            return slice.error();
        return connection(u"ReturnLineItemType"_s, *slice, [this, index, place](qsizetype item) { return returnLine(index, place, item); });
    }};
}

ShopifyChannel::Object ShopifyChannel::returnLine(qsizetype index, qsizetype place, qsizetype item)
{
    return {u"ReturnLineItem"_s, [this, index, place, item](const Call &call) -> Outcome {
        const Order &order = shop().orders().at(index);
        const SentBack &asked = order.returns.at(place);
        const auto [number, units] = asked.lines.at(item);
        const auto line = std::find_if(order.lines.cbegin(), order.lines.cend(), [n = number](const OrderLine &one) { return one.number == n; });
        if (call.name == u"id")
            return QJsonValue(gid(u"ReturnLineItem", firstReturn + number));
        if (call.name == u"quantity")
            return QJsonValue(units);
        if (call.name == u"returnReason")
            return QJsonValue(asked.reason);
        if (call.name == u"withCodeDiscountedTotalPriceSet")
            return moneyBag({line->price.amount * units, shop().currency()});
        if (call.name != u"fulfillmentLineItem")
            return QJsonValue(); // returnReasonDefinition
        return Object{u"FulfillmentLineItem"_s, [this, owned = *line, count = units](const Call &field) -> Outcome {
            if (field.name == u"lineItem")
                return lineObject(owned);
            return field.name == u"id" ? QJsonValue(gid(u"FulfillmentLineItem", firstReturn + owned.number)) : QJsonValue(count);
        }};
    }};
}

ShopifyChannel::Outcome ShopifyChannel::answerReturn(const Call &call)
{
    const bool isApproval = call.name == u"returnApproveRequest";
    const QString id = call.argument(u"input").toObject().value(u"id").toString();
    const auto place = placeOfReturn(shop().orders(), numberOf(u"Return", id) - firstReturn);
    QList<UserError> errors;
    if (!place) {
        errors.append({{u"input"_s, u"id"_s}, u"Return does not exist."_s, u"NOT_FOUND"_s});
    } else {
        Order *order = shop().order(shop().orders().at(place->first).id);
        if (!shop().answerReturn(*order, order->returns.at(place->second).number, isApproval ? SentBack::State::Approved : SentBack::State::Declined))
            errors.append({{u"input"_s, u"id"_s}, u"Return is not in a requested state."_s, u"INVALID_STATE"_s});
    }
    const QString type = isApproval ? u"ReturnApproveRequestPayload"_s : u"ReturnDeclineRequestPayload"_s;
    return Object{type, [this, errors, place](const Call &field) -> Outcome {
        if (field.name == u"userErrors")
            return userErrors(u"ReturnUserError"_s, errors);
        return errors.isEmpty() ? returnObject(place->first, place->second) : Object{};
    }};
}

void ShopifyChannel::returnHappened(const Order &order, const SentBack &what)
{
    const QString topic = what.state == SentBack::State::Requested ? u"RETURNS_REQUEST"_s : what.state == SentBack::State::Approved ? u"RETURNS_APPROVE"_s : u"RETURNS_DECLINE"_s;
    const quint64 number = firstReturn + what.number;
    m_webhooks.tell(topic, {{u"id"_s, qint64(number)}, {u"admin_graphql_api_id"_s, gid(u"Return", number)}, {u"status"_s, wordOf(what.state).toLower()},
                            {u"order"_s, QJsonObject{{u"id"_s, qint64(order.key)}, {u"admin_graphql_api_id"_s, order.id}}}});
}

void ShopifyChannel::disputed(const Order &order, const Dispute &what)
{
    m_webhooks.tell(u"DISPUTES_CREATE"_s, {{u"id"_s, qint64(what.number)}, {u"order_id"_s, qint64(order.key)}, {u"type"_s, u"chargeback"_s},
                                           {u"amount"_s, toDecimal(what.amount)}, {u"currency"_s, what.amount.currency}, {u"reason"_s, u"fraudulent"_s},
                                           {u"status"_s, u"needs_response"_s}, {u"initiated_at"_s, restTime(what.at)}, {u"finalized_on"_s, QJsonValue()}});
}

} // namespace crossdock::sandbox
