#pragma once

#include "core/inventory/values/result.h"

namespace crossdock::app {

/// What the program says to the script that called it. A contract: never renumber.
enum class ExitCode {
    Done = 0,
    Refused = 1, ///< by the business: out of stock, unknown SKU, a check that failed
    WrongUsage = 2,
    StoreClosed = 3, ///< the store (or the key store) cannot be opened
    NoAnswer = 4, ///< the other side does not answer
    NotPrinted = 5, ///< what was to be printed; if a label was bought for it, it is bought
};

ExitCode exitCodeOf(const Error &error);

} // namespace crossdock::app
