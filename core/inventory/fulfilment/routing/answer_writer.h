#pragma once

#include "core/inventory/fulfilment/routing/router.h"

#include <QByteArray>
#include <QList>

namespace crossdock::routing {

QByteArray decimal(Wide value);

/// A text as JSON, with its quotes.
QByteArray quoted(const QString &text);

/// How far `total` may be above the best possible: "0.25", or "null" where that has no meaning.
QByteArray gapPercent(Wide total, Wide bound);

/// The answer file: one line of JSON. The same bytes for the same answer.
QByteArray writeAnswer(const Problem &problem, const Answer &answer, qint64 milliseconds);

} // namespace crossdock::routing
