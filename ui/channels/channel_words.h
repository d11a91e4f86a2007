#pragma once

#include "core/inventory/query.h"

#include <QString>

/// Channels and their lanes in the words that people read.
namespace crossdock::ui {

QString kindTitle(const QString &kind); ///< "WooCommerce"; an unknown kind stays as it is

/// What the lane does, with what it waits for: "Limited, on at 14:03:10".
QString laneText(const ChannelHealth &health, Time now);

QString laneWord(ChannelHealth::State state); ///< "Limited"

/// "8.2 / 31 ms": half of the offers were told faster than the first, all but one of a hundred than the second.
QString lagText(const ChannelHealth &health);

QString callsText(double callsPerSecond); ///< "2 a second", "100 an hour"; "0 a second" where nothing is allowed

QString ageText(Time at, Time now); ///< "3 min ago"; "never" for the epoch

} // namespace crossdock::ui
