#pragma once

#include "core/inventory/fulfilment/routing/router.h"

#include <QByteArray>
#include <QList>

#include <functional>

namespace crossdock::routing {

QByteArray decimal(Wide value);

/// A text as JSON, with its quotes.
QByteArray quoted(const QString &text);

/// How far `total` may be above the best possible: "0.25", or "null" where that has no meaning.
QByteArray gapPercent(Wide total, Wide bound);

QByteArray joined(const QList<QByteArray> &values); ///< as a JSON array

/// More members of a parcel: `,"services":["fedex/ground"]`.
using MoreOfParcel = std::function<QByteArray(const Column &column)>;

/// The answer file: one line of JSON. The same bytes for the same answer. `members` are added to it: `,"explained":[]`.
QByteArray writeAnswer(const Problem &problem, const Answer &answer, qint64 milliseconds, const MoreOfParcel &more = {}, const QByteArray &members = {});

} // namespace crossdock::routing
