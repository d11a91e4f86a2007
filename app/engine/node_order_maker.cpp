#include "app/engine/node_order_maker.h"

#include "core/inventory/fulfilment/node_lines.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

using namespace fulfilment;

const query::StockOf::Item *itemOf(const query::StockOf::Answer &items, const Sku &sku)
{
    const auto found = std::find_if(items.begin(), items.end(), [&](const query::StockOf::Item &one) { return one.row.sku == sku; });
    return found == items.end() ? nullptr : &*found;
}

/// What the channel's rules and the order want of it. That no rule forbids it was seen to when it was planned.
Handling handlingOf(const OrderDetail &order, const query::StockOf::Answer &items, const NodeRow &node, const ChannelRules &channel, Time now)
{
    RuleCase asked{channel.kind, node.kind, node.details.country, order.buyer.country, true, toDateTime(now).date(), {}, {}, order.row.id.channel.text(), node.node.text()};
    for (const query::StockOf::Item &item : items)
        asked.items.append({item.row.sku.text(), item.row.category.toLower(), item.details.weightG, std::max({item.details.lengthMm, item.details.widthMm, item.details.heightMm}), false, {}});
    Handling handling = judge(channel.rules, asked).handling;
    handling.signature = handling.signature || order.wish.options.contains(rates::Option::Signature);
    return handling;
}

} // namespace

NodeOrder::IfMissing ifMissingOf(const NodeDetails &details)
{
    const QString text = details.account.value(u"if_missing"_s);
    return text == u"wait" ? NodeOrder::IfMissing::WaitForAll : text == u"rest" ? NodeOrder::IfMissing::SendTheRest : NodeOrder::IfMissing::SendNothing;
}

bool isAddressKnown(const OrderDetail &order)
{
    return !order.buyer.address.isEmpty();
}

/// What is sent, and how: kits as their parts.
static Result<NodeOrder> goodsOf(const QList<ParcelLine> &lines, const OrderDetail &order, const query::StockOf::Answer &items, const NodeRow &node, const ChannelRules &channel, Time now)
{
    NodeOrder made;
    made.number = order.row.id.number;
    made.channel = channel.kind;
    made.placedAt = order.row.createdAt;
    made.to = order.buyer;
    made.ifMissing = ifMissingOf(node.details);
    made.place = node.details.account.value(u"place"_s);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const ParcelLine &line = lines[i];
        const query::StockOf::Item *item = itemOf(items, line.sku);
        const auto sold = std::find_if(order.lines.begin(), order.lines.end(), [&](const OrderDetail::Line &one) { return one.id == line.line; });
        const std::optional<Money> price = sold == order.lines.end() ? std::nullopt : sold->unitPrice;
        if (item == nullptr)
            return fail(Error::Code::NotFound, line.sku.text(), u"no such SKU"_s);
        if (item->parts.isEmpty()) {
            made.lines.append({nodeLineId(i, {}), line.sku, line.quantity, item->details.name, price});
            continue;
        }
        QList<command::DefineKit::Part> parts = item->parts;
        std::sort(parts.begin(), parts.end(), [](const auto &a, const auto &b) { return a.sku < b.sku; });
        for (qsizetype part = 0; part < parts.size(); ++part)
            made.lines.append({nodeLineId(i, part), parts[part].sku, line.quantity * parts[part].quantity, {}, {}});
    }
    made.handling = handlingOf(order, items, node, channel, now);
    return made;
}

Result<NodeOrder> nodeOrderOf(const Parcel &parcel, const OrderDetail &order, const query::StockOf::Answer &items, const NodeRow &node, const ChannelRules &channel, Time now)
{
    if (!isAddressKnown(order))
        return fail(Error::Code::NotAllowed, parcel.order.text(), order.isForgotten ? u"the buyer's data is destroyed"_s : u"nobody told where it goes"_s);
    auto made = goodsOf(parcel.plan.lines, order, items, node, channel, now);
    if (made)
        made->key = parcel.ref.key;
    return made;
}

Result<NodeQuestion> priceQuestionOf(const OrderDetail &order, const query::StockOf::Answer &items, const NodeRow &node, const ChannelRules &channel, Time now)
{
    const QString number = order.row.id.text();
    if (order.buyer.country.isEmpty())
        return fail(Error::Code::NotAllowed, number, order.isForgotten ? u"the buyer's data is destroyed"_s : u"nobody told where it goes"_s);
    QList<ParcelLine> lines;
    for (const OrderDetail::Line &line : order.lines) {
        if (line.sku.isEmpty())
            return fail(Error::Code::NotAllowed, number, u"its line %1 has no SKU of the house: map its listing first"_s.arg(line.id));
        if (line.quantity > line.shipped)
            lines.append({line.id, line.sku, line.quantity - line.shipped, 0});
    }
    if (lines.isEmpty())
        return fail(Error::Code::NotAllowed, number, u"nothing of it is left to send"_s);
    return goodsOf(lines, order, items, node, channel, now).map([&](const NodeOrder &made) { return questionOf(node.node, made); });
}

} // namespace crossdock::app
