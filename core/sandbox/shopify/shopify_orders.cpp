#include "core/sandbox/shopify/search_query.h"
#include "core/sandbox/shopify/shopify_channel.h"
#include "core/sandbox/shopify/shopify_extras.h"
#include "core/sandbox/shopify/shopify_values.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

bool fits(const Order &order, const SearchQuery::Term &term)
{
    if (term.field == u"updated_at" || term.field == u"created_at" || term.field == u"processed_at") {
        const auto time = parseTime(term.value);
        const Time own = term.field == u"updated_at" ? order.updatedAt : order.createdAt;
        return time && compares(toMs(own) / 1000, term.comparison, toMs(*time) / 1000); // in whole seconds, as they are shown
    }
    if (term.field == u"id")
        return compares(order.key, term.comparison, numberOf(u"Order", term.value));
    if (term.field == u"name")
        return u"#%1"_s.arg(order.number) == term.value || QString::number(order.number) == term.value;
    if (term.field == u"financial_status")
        return financialStatus(order).compare(term.value, Qt::CaseInsensitive) == 0;
    if (term.field == u"status") {
        const bool isCancelled = order.state == OrderState::Cancelled;
        return term.value == u"any" || (term.value == u"cancelled" && isCancelled) || (term.value == u"open" && !isCancelled);
    }
    return false;
}

graphql::Object address(const Buyer &buyer, quint64 number, const QString &result)
{
    return {u"MailingAddress"_s, [buyer, number, result](const graphql::Call &call) -> graphql::Outcome {
        if (call.name == u"id")
            return QJsonValue(gid(u"MailingAddress", number));
        if (call.name == u"firstName")
            return QJsonValue(buyer.firstName);
        if (call.name == u"lastName")
            return QJsonValue(buyer.lastName);
        if (call.name == u"name")
            return QJsonValue(buyer.firstName + u' ' + buyer.lastName);
        if (call.name == u"address1")
            return QJsonValue(buyer.street);
        if (call.name == u"city")
            return QJsonValue(buyer.city);
        if (call.name == u"zip")
            return QJsonValue(buyer.postcode);
        if (call.name.startsWith(u"province"))
            return QJsonValue(buyer.region);
        if (call.name.startsWith(u"country"))
            return QJsonValue(buyer.country);
        if (call.name == u"phone")
            return QJsonValue(buyer.phone);
        if (call.name == u"validationResultSummary")
            return QJsonValue(result);
        return QJsonValue(); // address2, company
    }};
}

graphql::Object customer(const Order &order)
{
    return {u"Customer"_s, [order](const graphql::Call &call) -> graphql::Outcome {
        if (call.name == u"id")
            return QJsonValue(gid(u"Customer", 7'000'000'000'000 + order.number));
        if (call.name == u"email")
            return QJsonValue(order.buyer.email);
        if (call.name == u"firstName")
            return QJsonValue(order.buyer.firstName);
        if (call.name == u"lastName")
            return QJsonValue(order.buyer.lastName);
        return QJsonValue(order.buyer.firstName + u' ' + order.buyer.lastName);
    }};
}

} // namespace

ShopifyChannel::Outcome ShopifyChannel::orders(const Call &call)
{
    const SearchQuery query(call.argument(u"query").toString());
    QList<qsizetype> wanted;
    for (qsizetype i = 0; i < shop().orders().size(); ++i) {
        if (query.fits([&](const SearchQuery::Term &term) { return fits(shop().orders().at(i), term); }))
            wanted.append(i);
    }
    if (call.argument(u"sortKey").toString() == u"UPDATED_AT") {
        std::stable_sort(wanted.begin(), wanted.end(), [this](qsizetype a, qsizetype b) {
            return shop().orders().at(a).updatedAt < shop().orders().at(b).updatedAt;
        });
    }
    const auto slice = Slice::of(call, wanted.size());
    if (!slice)
        return slice.error();
    return connection(u"Order"_s, *slice, [this, wanted](qsizetype place) { return orderObject(wanted.at(place)); });
}

ShopifyChannel::Object ShopifyChannel::orderObject(qsizetype index)
{
    return {u"Order"_s, [this, index](const Call &call) -> Outcome {
        const Order &order = shop().orders().at(index);
        const bool isCancelled = order.state == OrderState::Cancelled;
        if (call.name == u"id")
            return QJsonValue(order.id);
        if (call.name == u"legacyResourceId")
            return QJsonValue(QString::number(order.key));
        if (call.name == u"name")
            return QJsonValue(u"#%1"_s.arg(order.number));
        if (call.name == u"number")
            return QJsonValue(qint64(order.number));
        if (call.name == u"createdAt" || call.name == u"processedAt")
            return dateTime(order.createdAt);
        if (call.name == u"updatedAt")
            return dateTime(order.updatedAt);
        if (call.name == u"cancelledAt" || call.name == u"closedAt")
            return dateTime(order.cancelledAt);
        if (call.name == u"cancelReason")
            return isCancelled ? QJsonValue(order.cancelReason.toUpper()) : QJsonValue();
        if (call.name == u"closed")
            return QJsonValue(isCancelled);
        if (call.name == u"displayFinancialStatus")
            return QJsonValue(financialStatus(order).toUpper());
        if (call.name == u"displayFulfillmentStatus")
            return QJsonValue(order.state == OrderState::Completed ? u"FULFILLED"_s : order.parcels.isEmpty() ? u"UNFULFILLED"_s : u"PARTIALLY_FULFILLED"_s);
        if (call.name == u"fulfillments")
            return fulfillments(index);
        if (call.name == u"fulfillmentOrders")
            return fulfillmentOrders(call, index);
        if (call.name == u"refunds")
            return refunds(order);
        if (call.name == u"returns")
            return returns(call, index);
        if (call.name == u"returnStatus")
            return QJsonValue(returnStatus(order));
        if (call.name == u"totalRefundedSet")
            return moneyBag({order.refunded().amount, shop().currency()});
        if (call.name == u"fullyPaid")
            return QJsonValue(order.paidAt != Time{});
        if (call.name == u"currencyCode")
            return QJsonValue(shop().currency());
        if (call.name == u"email")
            return QJsonValue(order.buyer.email);
        if (call.name == u"customer")
            return customer(order);
        if (call.name == u"shippingAddress" || call.name == u"billingAddress")
            return address(order.buyer, order.number, extrasOf(order, shop().currency()).addressResult);
        if (call.name == u"sourceName")
            return QJsonValue(u"web"_s);
        if (call.name == u"tags")
            return QJsonValue(QJsonArray());
        if (call.name == u"paymentGatewayNames")
            return QJsonValue(QJsonArray{u"shopify_payments"_s});
        if (call.name == u"test" || call.name == u"edited")
            return QJsonValue(false);
        if (call.name == u"lineItems") {
            const auto slice = Slice::of(call, order.lines.size());
            if (!slice)
                return slice.error();
            return connection(u"LineItem"_s, *slice, [this, index](qsizetype place) {
                const Order &owner = shop().orders().at(index);
                return lineObject(owner.lines.at(place));
            });
        }
        if (call.name == u"currentTotalPriceSet")
            return moneyBag({order.total().amount, shop().currency()});
        if (const auto extra = extraField(call, order, shop().currency()))
            return *extra;
        return QJsonValue(); // note, phone
    }};
}

ShopifyChannel::Object ShopifyChannel::lineObject(const OrderLine &line)
{
    return {u"LineItem"_s, [this, line](const Call &call) -> Outcome {
        const Listing &listing = shop().listings().at(line.listing);
        const QString option = listing.name.section(u", "_s, 1);
        if (call.name == u"id")
            return QJsonValue(gid(u"LineItem", 15'000'000'000'000 + line.number));
        if (call.name == u"name")
            return QJsonValue(listing.name);
        if (call.name == u"title")
            return QJsonValue(listing.name.section(u", "_s, 0, 0));
        if (call.name == u"variantTitle")
            return option.isEmpty() ? QJsonValue() : QJsonValue(option);
        if (call.name == u"sku")
            return QJsonValue(listing.sku);
        if (call.name == u"quantity")
            return QJsonValue(line.ordered);
        if (call.name == u"currentQuantity")
            return QJsonValue(line.current);
        if (call.name == u"unfulfilledQuantity")
            return QJsonValue(line.toShip());
        if (call.name == u"variant")
            return variantObject(line.listing);
        if (call.name == u"product")
            return productObject(listing.parentNumber);
        if (call.name == u"requiresShipping")
            return QJsonValue(true);
        return moneyBag(line.price); // originalUnitPriceSet, discountedUnitPriceSet
    }};
}

ShopifyChannel::Outcome ShopifyChannel::orderCancel(const Call &call)
{
    QList<UserError> errors;
    Order *order = shop().order(call.argument(u"orderId").toString());
    if (!order) {
        errors.append({{u"orderId"_s}, u"Order does not exist"_s, u"NOT_FOUND"_s});
    } else if (order->state == OrderState::Cancelled) {
        errors.append({{u"orderId"_s}, u"Cannot cancel an order that has already been canceled"_s, u"INVALID"_s});
    } else if (call.argument(u"staffNote").toString().size() > 255) {
        errors.append({{u"staffNote"_s}, u"Staff note is too long. Maximum length is 255 characters."_s, u"INVALID"_s});
    } else if (call.argument(u"refund").isBool() && call.argument(u"refundMethod").isObject()) {
        errors.append({{u"refund"_s}, u"Only one of the arguments `refund` or `refund_method` is allowed."_s, u"INVALID"_s});
    }
    QString job;
    if (errors.isEmpty()) {
        job = gid(u"Job", around().random.below(1'000'000'000));
        const QString id = order->id;
        const QString reason = call.argument(u"reason").toString().toLower();
        after(Milliseconds{0}, [this, id, reason, restock = call.argument(u"restock").toBool()] { // runs as a job
            (void)shop().close(*shop().order(id), OrderState::Cancelled, reason, restock);
        });
    }
    return Object{u"OrderCancelPayload"_s, [errors, job](const Call &field) -> Outcome {
        if (field.name == u"orderCancelUserErrors")
            return userErrors(u"OrderCancelUserError"_s, errors);
        if (field.name == u"userErrors")
            return userErrors(u"UserError"_s, errors);
        if (job.isEmpty())
            return QJsonValue();
        return Object{u"Job"_s, [job](const Call &part) -> Outcome {
                          return part.name == u"id" ? QJsonValue(job) : QJsonValue(false);
                      }};
    }};
}

} // namespace crossdock::sandbox
