#pragma once

#include "core/connectors/channels/woocommerce/woocommerce_wire.h"
#include "core/inventory/channels/instruction.h"

/// Refunds of orders, and whether a product is on sale, as the REST API v3 has them. Pure.
namespace crossdock::woocommerce {

struct OrderMoney {
    Money total, shipping; ///< with tax
    Money refunded;
};
std::optional<OrderMoney> parseOrderMoney(const QByteArray &body); ///< of GET orders/ID
bool isRefunded(const channels::Instruction &instruction, const QByteArray &refunds); ///< of GET orders/ID/refunds

/// The body of POST orders/ID/refunds; the instruction's key goes with it, by which it is found again. Rejected: there is not so much to
/// pay back.
Result<QByteArray> refund(const channels::Instruction &instruction, const OrderMoney &money);

} // namespace crossdock::woocommerce
