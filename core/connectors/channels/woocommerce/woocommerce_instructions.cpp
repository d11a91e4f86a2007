#include "core/connectors/channels/woocommerce/woocommerce_instructions.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::woocommerce {
namespace {

using channels::RefundAmount;

constexpr auto keyName = "_crossdock_key"_L1; // a leading underscore hides it from buyers
constexpr int all = 10'000; // basis points

qint64 amountOf(const QJsonValue &value, const QString &currency)
{
    return parseMoney(value.toString(), currency).value_or(Money{}).amount;
}

qint64 wanted(const RefundAmount &amount, const OrderMoney &money)
{
    switch (amount.what) {
    case RefundAmount::What::All: return money.total.amount - money.refunded.amount;
    case RefundAmount::What::Shipping: return money.shipping.amount;
    case RefundAmount::What::Sum: return amount.sum.amount;
    case RefundAmount::What::Share: return (money.total.amount * amount.basisPoints + all / 2) / all;
    }
    Q_UNREACHABLE();
}

} // namespace

std::optional<OrderMoney> parseOrderMoney(const QByteArray &body)
{
    const auto json = parseJson(body);
    if (!json || !(*json)["total"_L1].isString() || !(*json)["currency"_L1].isString())
        return std::nullopt;
    const QString currency = (*json)["currency"_L1].toString();
    const qint64 shipping = amountOf((*json)["shipping_total"_L1], currency) + amountOf((*json)["shipping_tax"_L1], currency);
    qint64 refunded = 0;
    const QJsonArray refunds = (*json)["refunds"_L1].toArray();
    for (const QJsonValue &one : refunds)
        refunded += std::abs(amountOf(one["total"_L1], currency));
    return OrderMoney{{amountOf((*json)["total"_L1], currency), currency}, {shipping, currency}, {refunded, currency}};
}

bool isRefunded(const channels::Instruction &instruction, const QByteArray &refunds)
{
    const QJsonArray made = QJsonDocument::fromJson(refunds).array();
    return std::any_of(made.begin(), made.end(), [&](const QJsonValue &one) {
        const QJsonArray marks = one["meta_data"_L1].toArray();
        return std::any_of(marks.begin(), marks.end(), [&](const QJsonValue &mark) { return mark["key"_L1].toString() == keyName && mark["value"_L1].toString() == instruction.key; });
    });
}

Result<QByteArray> refund(const channels::Instruction &instruction, const OrderMoney &money)
{
    const RefundAmount &amount = instruction.amount;
    if (amount.what == RefundAmount::What::Sum && amount.sum.currency != money.total.currency)
        return fail(Error::Code::Rejected, instruction.order, u"order %1 was paid in %2, not in %3"_s.arg(instruction.order, money.total.currency, amount.sum.currency));
    const Money sum{wanted(amount, money), money.total.currency}, left{money.total.amount - money.refunded.amount, money.total.currency};
    if (sum.amount <= 0 || sum.amount > left.amount)
        return fail(Error::Code::Rejected, instruction.order, u"of order %1 %2 %3 can be paid back"_s.arg(instruction.order, toDecimal(left), left.currency));
    const QJsonObject mark{{u"key"_s, QString(keyName)}, {u"value"_s, instruction.key}};
    return QJsonDocument(QJsonObject{{u"amount"_s, toDecimal(sum)}, {u"reason"_s, u"Refunded by a rule of the seller"_s}, {u"api_refund"_s, true}, {u"meta_data"_s, QJsonArray{mark}}}).toJson(QJsonDocument::Compact);
}

} // namespace crossdock::woocommerce
