#include "core/inventory/rules/action_specs.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

namespace {

using Takes = ArgumentKind;
using enum ChannelTarget;

constexpr auto options = "signature adult_signature insurance gift_wrap saturday_delivery"_L1;
constexpr auto documents = "packing_slip invoice label pick_list customs_form"_L1;
constexpr auto ways = "whatsapp email sms slack push app"_L1;

constexpr ArgumentSpec cancelling[] = {{"restock"_L1, Takes::Yes}, {"reason"_L1, Takes::Text}};
constexpr ArgumentSpec holding[] = {{"for"_L1, Takes::Duration}, {"reason"_L1, Takes::Text}};
constexpr ArgumentSpec tagging[] = {{"tag"_L1, Takes::Text, true}};
constexpr ArgumentSpec noting[] = {{"text"_L1, Takes::Text, true}};
constexpr ArgumentSpec flagging[] = {{"reason"_L1, Takes::Text}};
constexpr ArgumentSpec routing[] = {{"node"_L1, Takes::Node},
                                    {"strategy"_L1, Takes::Choice, false, "nearest cheapest most_stock"_L1}};
constexpr ArgumentSpec carrying[] = {{"carrier"_L1, Takes::Carrier},
                                     {"service"_L1, Takes::Service},
                                     {"rate"_L1, Takes::Choice, false, "cheapest fastest"_L1}};
constexpr ArgumentSpec packing[] = {{"package"_L1, Takes::Package, true}};
constexpr ArgumentSpec adding[] = {{"option"_L1, Takes::Choice, true, options}};
constexpr ArgumentSpec ranking[] = {{"level"_L1, Takes::Choice, true, "urgent high normal low"_L1}};
constexpr ArgumentSpec refunding[] = {{"amount"_L1, Takes::RefundAmount, true}, {"unit"_L1, Takes::Unit}};
constexpr ArgumentSpec assigning[] = {{"assignee"_L1, Takes::Recipient, true}};
constexpr ArgumentSpec printing[] = {{"document"_L1, Takes::Choice, true, documents}};
constexpr ArgumentSpec counting[] = {{"value"_L1, Takes::Count, true}};
constexpr ArgumentSpec pricing[] = {
    {"mode"_L1, Takes::Choice, true, "set increase decrease match undercut"_L1},
    {"value"_L1, Takes::PriceValue},
    {"unit"_L1, Takes::Unit},
    {"min"_L1, Takes::Bound},
    {"max"_L1, Takes::Bound},
};
constexpr ArgumentSpec moving[] = {
    {"quantity"_L1, Takes::Positive, true}, {"to"_L1, Takes::Node, true}, {"from"_L1, Takes::Node}};
constexpr ArgumentSpec purchasing[] = {{"quantity"_L1, Takes::Positive}, {"supplier"_L1, Takes::Text}};
constexpr ArgumentSpec messaging[] = {{"via"_L1, Takes::Choice, true, ways}, {"text"_L1, Takes::Text}};
constexpr ArgumentSpec reporting[] = {{"report"_L1, Takes::Report, true}, {"via"_L1, Takes::Choice, true, ways}};
constexpr ArgumentSpec tasking[] = {{"title"_L1, Takes::Text}};
constexpr ArgumentSpec waiting[] = {{"duration"_L1, Takes::Duration, true}};

constexpr ActionSpec table[] = {
    {"order.cancel"_L1, "order"_L1, None, cancelling},
    {"order.hold"_L1, "order"_L1, None, holding},
    {"order.release"_L1, "order"_L1, None, {}},
    {"order.tag"_L1, "order"_L1, None, tagging},
    {"order.untag"_L1, "order"_L1, None, tagging},
    {"order.note"_L1, "order"_L1, None, noting},
    {"order.flag"_L1, "order"_L1, None, flagging},
    {"order.route"_L1, "order"_L1, None, routing, true},
    {"order.ship_with"_L1, "order"_L1, None, carrying, true},
    {"order.package"_L1, "order"_L1, None, packing},
    {"order.add_option"_L1, "order"_L1, None, adding},
    {"order.priority"_L1, "order"_L1, None, ranking},
    {"order.split"_L1, "order"_L1, None, {}},
    {"order.refund"_L1, "order"_L1, None, refunding},
    {"order.capture"_L1, "order"_L1, None, {}},
    {"order.fulfill"_L1, "order"_L1, None, {}},
    {"order.assign"_L1, "order"_L1, None, assigning},
    {"order.archive"_L1, "order"_L1, None, {}},
    {"order.buy_label"_L1, "order"_L1, None, carrying},
    {"document.print"_L1, "order"_L1, None, printing},
    {"review.request"_L1, "order"_L1, None, {}},
    {"listing.pause"_L1, "listing"_L1, Listing, {}},
    {"listing.resume"_L1, "listing"_L1, Listing, {}},
    {"listing.end"_L1, "listing"_L1, Listing, {}},
    {"listing.publish"_L1, "listing"_L1, Listing, {}},
    {"listing.set_price"_L1, "listing"_L1, Listing, pricing},
    {"listing.set_quantity"_L1, "listing"_L1, Listing, counting},
    {"stock.set_buffer"_L1, "product"_L1, Optional, counting},
    {"stock.transfer"_L1, "product"_L1, None, moving},
    {"po.create"_L1, "product"_L1, None, purchasing},
    {"product.tag"_L1, "product"_L1, None, tagging},
    {"product.untag"_L1, "product"_L1, None, tagging},
    {"shipment.claim"_L1, "shipment"_L1, None, {}},
    {"return.approve"_L1, "return"_L1, None, {}},
    {"return.reject"_L1, "return"_L1, None, {}},
    {"return.send_label"_L1, "return"_L1, None, {}},
    {"customer.tag"_L1, "customer"_L1, None, tagging},
    {"customer.untag"_L1, "customer"_L1, None, tagging},
    {"sync.run"_L1, "channel"_L1, Required, {}},
    {"message.send"_L1, {}, None, messaging},
    {"report.send"_L1, {}, None, reporting},
    {"task.create"_L1, {}, None, tasking},
    {"wait"_L1, {}, None, waiting},
    {"rule.stop"_L1, {}, None, {}},
};

constexpr QLatin1StringView events[] = {
    "order.created"_L1,     "order.changed"_L1,     "order.paid"_L1,         "order.payment_failed"_L1,
    "order.cancelled"_L1,   "order.held"_L1,        "order.fulfilled"_L1,    "order.tagged"_L1,
    "order.overdue"_L1,     "shipment.dispatched"_L1, "shipment.changed"_L1, "shipment.delivered"_L1,
    "shipment.delayed"_L1,  "shipment.exception"_L1, "shipment.returned"_L1, "return.requested"_L1,
    "return.received"_L1,   "refund.created"_L1,    "chargeback.opened"_L1,  "stock.changed"_L1,
    "stock.received"_L1,    "po.created"_L1,        "po.changed"_L1,         "po.overdue"_L1,
    "listing.created"_L1,   "listing.changed"_L1,   "listing.suppressed"_L1, "listing.ended"_L1,
    "listing.rejected"_L1,  "buybox.lost"_L1,       "buybox.won"_L1,         "competitor.changed"_L1,
    "product.created"_L1,   "product.changed"_L1,   "customer.created"_L1,   "customer.changed"_L1,
    "review.created"_L1,    "message.received"_L1,  "message.changed"_L1,    "sales.changed"_L1,
    "account.changed"_L1,   "payout.received"_L1,   "sync.failed"_L1,        "channel.disconnected"_L1,
    "schedule"_L1,
};

} // namespace

std::span<const ActionSpec> actionSpecs()
{
    return table;
}

const ActionSpec *actionSpec(QStringView type)
{
    const auto found = std::ranges::find_if(table, [&](const ActionSpec &spec) { return type == spec.type; });
    return found == std::end(table) ? nullptr : found;
}

bool needsRecipient(const ActionSpec &spec)
{
    return spec.type == "message.send"_L1 || spec.type == "report.send"_L1 || spec.type == "task.create"_L1;
}

std::span<const QLatin1StringView> eventTypes()
{
    return events;
}

bool isEventType(QStringView type)
{
    return std::ranges::any_of(events, [&](QLatin1StringView known) { return type == known; });
}

} // namespace crossdock::rules
