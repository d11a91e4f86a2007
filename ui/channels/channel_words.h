#pragma once

#include "core/inventory/query.h"

#include <QString>

/// What channels and their lanes say beside the words of ui/words.h.
namespace crossdock::ui {

/// What the channel does: paused by a person, or what its lane says.
ChannelHealth::State stateOf(const ChannelRow &channel, const ChannelHealth &health);

/// When a lane that waits goes on: "Goes on in 12 s"; empty while it does not wait.
QString retryText(const ChannelHealth &health, Time now);
/// Who tells the channel in place of this desk; empty: this one does.
QString speakerText(const ChannelHealth &health);
QString accountText(const channels::AccountHealth &account); ///< "in good standing, late shipments 1.20 %"; empty: the channel does not tell

/// "8.2 / 31 ms": half of the offers were told faster than the first, all but one of a hundred than the second.
QString lagText(const ChannelHealth &health);

QString callsText(double callsPerSecond); ///< "2 a second", "100 an hour"; "0 a second" where nothing is allowed

} // namespace crossdock::ui
