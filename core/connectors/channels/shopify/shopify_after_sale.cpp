#include "core/connectors/channels/shopify/shopify_after_sale.h"

#include <QJsonArray>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::shopify {
namespace {

using channels::Instruction;
using channels::Refusal;
using channels::Return;

constexpr auto readRefundsText = R"(query ReadRefunds($id: ID!) {
  order(id: $id) { refunds(first: 100) { id totalRefundedSet { shopMoney { amount currencyCode } } } }
})";

constexpr auto readReturnsText = R"(query ReadReturns($id: ID!) {
  order(id: $id) {
    returns(first: 20) {
      nodes {
        id name status createdAt
        returnLineItems(first: 50) {
          nodes {
            quantity returnReason returnReasonDefinition { handle }
            ... on ReturnLineItem {
              fulfillmentLineItem { lineItem { id } }
              withCodeDiscountedTotalPriceSet { shopMoney { amount currencyCode } }
            }
          }
        }
      }
    }
  }
})";

constexpr auto readReturnText = "query ReadReturn($id: ID!) { return(id: $id) { id status } }";

constexpr auto approveText = R"(mutation ApproveReturn($input: ReturnApproveRequestInput!) {
  returnApproveRequest(input: $input) { return { id status } userErrors { field message } }
})";

constexpr auto declineText = R"(mutation DeclineReturn($input: ReturnDeclineRequestInput!) {
  returnDeclineRequest(input: $input) { return { id status } userErrors { field message } }
})";

/// Handles of the reasons of Shopify's taxonomy go further than its older words: "arrived-late", "too-tight".
QString reasonOf(const QString &word, const QString &handle)
{
    struct Row {
        QLatin1StringView part, reason;
    };
    static constexpr std::array handles = {Row{"damage"_L1, "damaged"_L1}, Row{"late"_L1, "late"_L1}, Row{"defect"_L1, "defective"_L1}, Row{"wrong-item"_L1, "wrong_item"_L1}};
    static constexpr std::array words = {Row{"DEFECTIVE"_L1, "defective"_L1}, Row{"WRONG_ITEM"_L1, "wrong_item"_L1}, Row{"NOT_AS_DESCRIBED"_L1, "not_as_described"_L1},
                                         Row{"UNWANTED"_L1, "changed_mind"_L1}, Row{"COLOR"_L1, "changed_mind"_L1}, Row{"STYLE"_L1, "changed_mind"_L1},
                                         Row{"SIZE_TOO_LARGE"_L1, "wrong_size"_L1}, Row{"SIZE_TOO_SMALL"_L1, "wrong_size"_L1}, Row{"OTHER"_L1, "other"_L1}};
    const auto exact = std::find_if(handles.begin(), handles.end(), [&](const Row &row) { return handle.contains(row.part); });
    if (exact != handles.end())
        return exact->reason;
    const auto known = std::find_if(words.begin(), words.end(), [&](const Row &row) { return word == row.part; });
    return known == words.end() ? QString() : QString(known->reason);
}

Return::State returnStateOf(const QString &status)
{
    if (status == "REQUESTED"_L1)
        return Return::State::Requested;
    if (status == "DECLINED"_L1)
        return Return::State::Rejected;
    if (status == "CANCELED"_L1)
        return Return::State::Cancelled;
    return status == "CLOSED"_L1 ? Return::State::Received : Return::State::Approved;
}

void addLine(Return &made, const QJsonValue &line)
{
    if (made.reason.isEmpty())
        made.reason = reasonOf(line["returnReason"_L1].toString(), line["returnReasonDefinition"_L1]["handle"_L1].toString());
    const QString id = tailOf(line["fulfillmentLineItem"_L1]["lineItem"_L1]["id"_L1].toString());
    const Quantity units = std::clamp<Quantity>(line["quantity"_L1].toInteger(), 0, maxQuantity);
    const auto same = std::find_if(made.lines.begin(), made.lines.end(), [&](const Return::Line &one) { return one.line == id; });
    if (same != made.lines.end())
        same->quantity += units;
    else if (!id.isEmpty() && units > 0)
        made.lines.append({id, units});
    if (const auto paid = shopMoneyOf(line["withCodeDiscountedTotalPriceSet"_L1]))
        made.value = Money{(made.value ? made.value->amount : 0) + paid->amount, paid->currency};
}

std::optional<Return> returnOf(const QJsonValue &node)
{
    Return made;
    made.number = tailOf(node["id"_L1].toString());
    made.title = node["name"_L1].toString();
    made.state = returnStateOf(node["status"_L1].toString());
    const auto created = parseTime(node["createdAt"_L1].toString());
    if (made.number.isEmpty() || !created)
        return std::nullopt;
    made.requestedAt = *created;
    const QJsonArray lines = node["returnLineItems"_L1]["nodes"_L1].toArray();
    for (const QJsonValue &line : lines)
        addLine(made, line);
    return made;
}

} // namespace

QByteArray readRefunds(const QString &order)
{
    return document(readRefundsText, {{u"id"_s, gidOf(u"Order", order)}});
}

QByteArray readReturns(const QString &order)
{
    return document(readReturnsText, {{u"id"_s, gidOf(u"Order", order)}});
}

std::optional<QList<channels::AfterSale>> parseRefunds(const QJsonObject &data)
{
    const QJsonValue list = data["order"_L1]["refunds"_L1];
    if (!list.isArray())
        return std::nullopt;
    QList<channels::AfterSale> refunds;
    const QJsonArray nodes = list.toArray();
    for (const QJsonValue &node : nodes) {
        const QString number = tailOf(node["id"_L1].toString());
        const auto paid = shopMoneyOf(node["totalRefundedSet"_L1]);
        if (!number.isEmpty() && paid && paid->amount > 0)
            refunds.append(channels::Refund{number, *paid});
    }
    return refunds;
}

std::optional<QList<channels::AfterSale>> parseReturns(const QJsonObject &data)
{
    const QJsonValue list = data["order"_L1]["returns"_L1]["nodes"_L1];
    if (!list.isArray())
        return std::nullopt;
    QList<channels::AfterSale> returns;
    const QJsonArray nodes = list.toArray();
    for (const QJsonValue &node : nodes) {
        const auto one = returnOf(node);
        if (!one)
            return std::nullopt;
        returns.append(*one);
    }
    return returns;
}

QByteArray readReturn(const QString &number)
{
    return document(readReturnText, {{u"id"_s, gidOf(u"Return", number)}});
}

std::optional<QString> parseReturnStatus(const QJsonObject &data)
{
    const QString status = data["return"_L1]["status"_L1].toString();
    return status.isEmpty() ? std::nullopt : std::optional(status);
}

QByteArray answerReturn(const Instruction &instruction)
{
    QJsonObject input{{u"id"_s, gidOf(u"Return", instruction.returned)}, {u"notifyCustomer"_s, true}};
    if (instruction.kind == Instruction::Kind::ApproveReturn)
        return document(approveText, {{u"input"_s, input}});
    input[u"declineReason"_s] = u"OTHER"_s;
    return document(declineText, {{u"input"_s, input}});
}

tl::expected<channels::News, Refusal> readDispute(const QJsonObject &root)
{
    const QString order = restIdOf(root["order_id"_L1]), number = restIdOf(root["id"_L1]);
    if (root["type"_L1].toString() != "chargeback"_L1 || order.isEmpty())
        return channels::Notice{u"dispute that is no chargeback of an order"_s};
    const auto amount = parseMoney(root["amount"_L1].toVariant().toString(), root["currency"_L1].toString());
    if (number.isEmpty() || !amount || amount->amount <= 0)
        return tl::make_unexpected(Refusal::Unreadable);
    return channels::AfterSaleNews{order, channels::Chargeback{number, *amount, root["status"_L1].toString()}};
}

tl::expected<channels::News, Refusal> readReturnNews(const QJsonObject &root)
{
    const QString named = restIdOf(root["order"_L1]["id"_L1]);
    const QString order = named.isEmpty() ? restIdOf(root["order_id"_L1]) : named;
    if (order.isEmpty())
        return channels::Notice{u"return without its order"_s};
    return channels::OrderHint{order};
}

} // namespace crossdock::shopify
