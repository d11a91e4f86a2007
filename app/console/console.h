#pragma once

#include "app/command_line/verb.h"
#include "app/engine/engine.h"

namespace crossdock::app {

/// The window on the engine of the data folder, which it runs until it is closed.
std::optional<ExitCode> console(const Call &call, Output &output);

/// What a window is for, beyond the shop itself.
struct ConsoleStyle {
    QString settings = QStringLiteral("console"); ///< the name of what it remembers
    QString subject; ///< of its title
    std::shared_ptr<const Progress> filling = {}; ///< of a shop that is being filled while the window is open
};

/// Opens the window on an engine and runs the event loop until it is closed.
ExitCode runConsole(Engine &engine, const Call &call, const ConsoleStyle &style = {});

} // namespace crossdock::app
