#pragma once

#include "core/connectors/channels/amazon/amazon_wire.h"

/// Asking a buyer for a review, bytes <-> values. Source: Amazon's model solicitations v1: one message per order, in Amazon's own words. Amazon
/// offers it from 5 to 30 days after the delivery.
namespace crossdock::amazon {

/// What may be asked of the buyer of an order.
http::Request solicitationsRequest(const Account &account, const QString &order);
/// Whether a review is among it. Rejected: that is no such answer.
Result<bool> mayAskForReview(const QByteArray &body);
http::Request reviewRequest(const Account &account, const QString &order);

} // namespace crossdock::amazon
