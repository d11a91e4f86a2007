#pragma once

#include "core/inventory/environment.h"

namespace crossdock::app {

/// How long a wave waits for prices that carriers and nodes tell, side by side.
inline constexpr Milliseconds longestAnswer{2'000}, longestWait{2'500}; ///< what comes after it is kept all the same
inline constexpr Milliseconds askedAgainAfter{60LL * 60'000}; ///< a silent one is not asked at every look, and a refusal may be over

} // namespace crossdock::app
