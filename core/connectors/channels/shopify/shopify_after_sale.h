#pragma once

#include "core/connectors/channels/shopify/shopify_wire.h"
#include "core/inventory/channels/instruction.h"

/// Refunds, returns and disputes, as Shopify's Admin GraphQL (2026-10) has them, and its webhooks disputes/create, disputes/update and
/// returns/*. Returns want the scope read_returns (write_returns to approve and decline), disputes read_shopify_payments_disputes. Pure.
namespace crossdock::shopify {

QByteArray readRefunds(const QString &order);
QByteArray readReturns(const QString &order);
/// Nothing: unreadable. Those that paid nothing back are left out.
std::optional<QList<channels::AfterSale>> parseRefunds(const QJsonObject &data);
std::optional<QList<channels::AfterSale>> parseReturns(const QJsonObject &data);

QByteArray readReturn(const QString &number);
std::optional<QString> parseReturnStatus(const QJsonObject &data); ///< "REQUESTED", "OPEN", ...; nothing: there is none
QByteArray answerReturn(const channels::Instruction &instruction); ///< ApproveReturn or DeclineReturn; the buyer is told

/// A body of disputes/*: a chargeback; a mere inquiry of the bank, or one without an order, is no news.
tl::expected<channels::News, channels::Refusal> readDispute(const QJsonObject &root);
/// A body of returns/*: the order is to be read.
tl::expected<channels::News, channels::Refusal> readReturnNews(const QJsonObject &root);

} // namespace crossdock::shopify
