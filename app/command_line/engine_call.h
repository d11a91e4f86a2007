#pragma once

#include "app/command_line/verb.h"
#include "app/command_line/verb_thread.h"
#include "app/engine/engine.h"

namespace crossdock::app {

/// How the flags of a call want the engine.
EngineOptions engineOptions(const Call &call);

/// Starts an engine. Waits a few seconds for a command-line tool that holds the folder just now; an engine that stays is
/// StoreHeld at once.
Result<std::unique_ptr<Engine>> openEngine(const EngineOptions &options);

/// Runs the event loop until `work` is done in its thread. SIGINT and SIGTERM stop it, and a second one the program.
ExitCode carryOutWith(Engine &engine, const VerbThread::Work &work, const Call &call, Output &output);

/// Carries the verb out: by the engine that runs on its data folder, else with the store opened here.
ExitCode carryOut(const Verb &verb, const Call &call, Output &output);

} // namespace crossdock::app
