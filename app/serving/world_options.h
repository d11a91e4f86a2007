#pragma once

#include "app/command_line/call.h"
#include "app/command_line/exit_code.h"
#include "app/command_line/output.h"
#include "core/sandbox/world.h"

namespace crossdock::app {

/// Why a world cannot be made: the flags, or its file.
struct WorldProblem {
    std::optional<UsageError> usage;
    Error error;

    ExitCode report(Output &output, const Call &call) const;
};

/// The world that --world, --channels, --skus, --rate, --faults and --seed describe; what is not given stays as in the
/// file, or as WorldSpec has it.
tl::expected<sandbox::WorldSpec, WorldProblem> worldOptions(const Call &call);

} // namespace crossdock::app
