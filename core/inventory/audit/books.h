#pragma once

#include "core/inventory/query.h"
#include "core/inventory/store/database.h"

#include <QJsonObject>

namespace crossdock::audit {

/// Weighs the ledger against the trail: every position against its movements, what orders hold and got back against what was
/// booked, every price against the last entry that set it. The problems are sentences.
Result<query::Books::Answer> checkBooks(store::Database &database);

/// How an entry says the price of a listing, in its list `prices`.
QJsonObject saidPrice(const ListingId &listing, const std::optional<Money> &price);

} // namespace crossdock::audit
