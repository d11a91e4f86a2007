#include "core/connectors/channels/shopify/shopify_instructions.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::shopify {
namespace {

using channels::Instruction;
using channels::RefundAmount;

constexpr auto readMoneyText = R"(query ReadMoney($id: ID!, $all: Boolean!, $shipping: Boolean!) {
  order(id: $id) {
    totalCapturableSet { shopMoney { amount currencyCode } }
    totalReceivedSet { shopMoney { amount currencyCode } }
    refunds(first: 100) { note }
    transactions(first: 100) { id kind status gateway amountSet { shopMoney { amount currencyCode } } }
    suggestedRefund(suggestFullRefund: $all, refundShipping: $shipping) {
      amountSet { shopMoney { amount currencyCode } }
      suggestedTransactions { gateway parentTransaction { id } amountSet { shopMoney { amount currencyCode } } }
    }
  }
})";

constexpr auto refundText = R"(mutation Refund($input: RefundInput!, $key: String!) {
  refundCreate(input: $input) @idempotent(key: $key) {
    refund { id }
    userErrors { field message }
  }
})";

constexpr auto captureText = R"(mutation Capture($input: OrderCaptureInput!) {
  orderCapture(input: $input) {
    transaction { id status }
    userErrors { field message }
  }
})";

constexpr auto readProductText = R"(query ReadProduct($id: ID!) {
  productVariant(id: $id) { product { id status variantsCount { count } } }
})";

constexpr auto setStatusText = R"(mutation SetStatus($product: ProductUpdateInput!) {
  productUpdate(product: $product) {
    product { id status }
    userErrors { field message }
  }
})";

Money moneyIn(const QJsonValue &bag)
{
    const QJsonValue money = bag["shopMoney"_L1];
    const QString currency = money["currencyCode"_L1].toString();
    return parseMoney(money["amount"_L1].toString(), currency).value_or(Money{0, currency});
}

QString noteOf(const Instruction &instruction)
{
    return u"Crossdock %1"_s.arg(instruction.key);
}

/// How much, of what was suggested and received.
Result<Money> wanted(const Instruction &instruction, const MoneyRead &money)
{
    constexpr int all = 10'000; // basis points
    const RefundAmount &amount = instruction.amount;
    Money sum = money.suggested;
    if (amount.what == RefundAmount::What::Sum)
        sum = amount.sum;
    else if (amount.what == RefundAmount::What::Share)
        sum = {(money.received.amount * amount.basisPoints + all / 2) / all, money.received.currency};
    if (sum.currency != money.suggested.currency)
        return fail(Error::Code::Rejected, instruction.order, u"order %1 was paid in %2, not in %3"_s.arg(instruction.order, money.suggested.currency, sum.currency));
    if (sum.amount <= 0 || sum.amount > money.suggested.amount)
        return fail(Error::Code::Rejected, instruction.order, u"of order %1 %2 %3 can be paid back"_s.arg(instruction.order, toDecimal(money.suggested), money.suggested.currency));
    return sum;
}

} // namespace

QByteArray readMoney(const QString &order, const RefundAmount &amount)
{
    const bool isShipping = amount.what == RefundAmount::What::Shipping;
    return document(readMoneyText, {{u"id"_s, gidOf(u"Order", order)}, {u"all"_s, !isShipping}, {u"shipping"_s, isShipping}});
}

std::optional<MoneyRead> parseMoneyRead(const QJsonObject &data)
{
    const QJsonValue order = data["order"_L1];
    if (!order.isObject() || !order["transactions"_L1].isArray())
        return std::nullopt;
    MoneyRead read;
    read.capturable = moneyIn(order["totalCapturableSet"_L1]);
    read.received = moneyIn(order["totalReceivedSet"_L1]);
    const QJsonArray refunds = order["refunds"_L1].toArray();
    for (const QJsonValue &one : refunds)
        read.refundNotes.append(one["note"_L1].toString());
    const QJsonArray transactions = order["transactions"_L1].toArray();
    for (const QJsonValue &one : transactions)
        if (one["kind"_L1].toString() == "AUTHORIZATION"_L1 && one["status"_L1].toString() == "SUCCESS"_L1)
            read.authorization = MoneyRead::Payment{one["id"_L1].toString(), one["gateway"_L1].toString(), moneyIn(one["amountSet"_L1])};
    const QJsonValue suggested = order["suggestedRefund"_L1];
    read.suggested = moneyIn(suggested["amountSet"_L1]);
    const QJsonArray parts = suggested["suggestedTransactions"_L1].toArray();
    for (const QJsonValue &one : parts)
        read.refundable.append({one["parentTransaction"_L1]["id"_L1].toString(), one["gateway"_L1].toString(), moneyIn(one["amountSet"_L1])});
    return read;
}

bool isRefunded(const Instruction &instruction, const MoneyRead &money)
{
    return money.refundNotes.contains(noteOf(instruction));
}

Result<QByteArray> refund(const Instruction &instruction, const MoneyRead &money)
{
    const auto sum = wanted(instruction, money);
    if (!sum)
        return tl::make_unexpected(sum.error());
    const QString order = gidOf(u"Order", instruction.order);
    QJsonArray transactions;
    qint64 left = sum->amount;
    for (const MoneyRead::Payment &payment : money.refundable) {
        const qint64 part = std::min(left, payment.amount.amount);
        if (part <= 0)
            continue;
        left -= part;
        transactions.append(QJsonObject{{u"orderId"_s, order}, {u"parentId"_s, payment.id}, {u"gateway"_s, payment.gateway}, {u"kind"_s, u"REFUND"_s}, {u"amount"_s, toDecimal({part, sum->currency})}});
    }
    if (left > 0)
        return fail(Error::Code::Rejected, instruction.order, u"Shopify names no payments of order %1 that could be paid back"_s.arg(instruction.order));
    QJsonObject input{{u"orderId"_s, order}, {u"note"_s, noteOf(instruction)}, {u"notify"_s, true}, {u"currency"_s, sum->currency}, {u"transactions"_s, transactions}};
    if (instruction.amount.what == RefundAmount::What::Shipping)
        input[u"shipping"_s] = QJsonObject{{u"fullRefund"_s, true}};
    return document(refundText, {{u"input"_s, input}, {u"key"_s, instruction.key}});
}

QByteArray capture(const QString &order, const MoneyRead::Payment &authorization, const Money &amount)
{
    return document(captureText, {{u"input"_s, QJsonObject{{u"id"_s, gidOf(u"Order", order)}, {u"parentTransactionId"_s, authorization.id}, {u"amount"_s, toDecimal(amount)}, {u"currency"_s, amount.currency}}}});
}

QByteArray readProductOf(const QString &variant)
{
    return document(readProductText, {{u"id"_s, gidOf(u"ProductVariant", variant)}});
}

std::optional<ProductRead> parseProduct(const QJsonObject &data)
{
    const QJsonValue product = data["productVariant"_L1]["product"_L1];
    if (!product.isObject() || product["id"_L1].toString().isEmpty())
        return std::nullopt;
    return ProductRead{product["id"_L1].toString(), product["status"_L1].toString(), product["variantsCount"_L1]["count"_L1].toInteger()};
}

QByteArray setStatus(const QString &product, const QString &status)
{
    return document(setStatusText, {{u"product"_s, QJsonObject{{u"id"_s, product}, {u"status"_s, status}}}});
}

} // namespace crossdock::shopify
