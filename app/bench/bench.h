#pragma once

#include "app/command_line/verb.h"

namespace crossdock::app {

/// The program's own measurements, each on a shop of its own that goes with it.
std::optional<ExitCode> benchSync(const Call &call, Output &output); ///< an order's way from its webhook to the last channel
std::optional<ExitCode> benchLedger(const Call &call, Output &output); ///< commands a second, and what a commit waits for
std::optional<ExitCode> benchRules(const Call &call, Output &output); ///< sentences, decisions, replay
std::optional<ExitCode> benchGrid(const Call &call, Output &output); ///< 100,000 SKUs in the window's grid
std::optional<ExitCode> benchRouting(const Call &call, Output &output); ///< batches of orders, against the bound and, where cbc is, the optimum
std::optional<ExitCode> benchCartons(const Call &call, Output &output); ///< the cheapest carton for an order
std::optional<ExitCode> benchRates(const Call &call, Output &output); ///< 15,000 questions to the carriers' price lists

} // namespace crossdock::app
