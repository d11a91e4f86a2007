#pragma once

#include "core/connectors/channels/shopify/shopify_wire.h"
#include "core/inventory/channels/instruction.h"

/// Refunds, captures and what is on sale, as Shopify's Admin GraphQL (2026-10) has them. Pure.
namespace crossdock::shopify {

/// What an order says of its money, in the shop's currency.
struct MoneyRead {
    struct Payment {
        QString id, gateway;
        Money amount; ///< that may be paid back of it; of an authorization: that was authorized
    };
    QStringList refundNotes; ///< of refunds that were made
    Money capturable, received;
    std::optional<Payment> authorization; ///< the newest that holds
    Money suggested; ///< to be paid back, for what was asked
    QList<Payment> refundable; ///< together `suggested`
};
QByteArray readMoney(const QString &order, const channels::RefundAmount &amount);
std::optional<MoneyRead> parseMoneyRead(const QJsonObject &data);

/// The refund's note holds the instruction's key, by which it is found again. Rejected: there is not so much to pay back.
Result<QByteArray> refund(const channels::Instruction &instruction, const MoneyRead &money);
bool isRefunded(const channels::Instruction &instruction, const MoneyRead &money);

QByteArray capture(const QString &order, const MoneyRead::Payment &authorization, const Money &amount);

struct ProductRead {
    QString id, status; ///< "ACTIVE", "DRAFT", ...
    qint64 variants = 0;
};
QByteArray readProductOf(const QString &variant);
std::optional<ProductRead> parseProduct(const QJsonObject &data);
QByteArray setStatus(const QString &product, const QString &status);

} // namespace crossdock::shopify
