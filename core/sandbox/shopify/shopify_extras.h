#pragma once

#include "core/sandbox/graphql/execution.h"
#include "core/sandbox/order_extras.h"

/// An order's discount, shipping and risk as Shopify shows them: Admin GraphQL API 2026-10, and the REST resource of its webhooks.
namespace crossdock::sandbox {

/// Nothing: the field is none of these.
std::optional<graphql::Outcome> extraField(const graphql::Call &call, const Order &order, const QString &currency);

/// The members of the REST resource.
QJsonObject restExtras(const Order &order, const QString &currency);

/// The body of the topic orders/risk_assessment_changed.
QJsonObject riskMessage(const Order &order, const OrderExtras &extras);

} // namespace crossdock::sandbox
