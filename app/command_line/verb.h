#pragma once

#include "app/command_line/call.h"
#include "app/command_line/exit_code.h"
#include "app/command_line/output.h"

#include <optional>

namespace crossdock::app {

class Session;

/// What a verb needs of an engine beyond the ledger.
enum class Needs {
    Ledger,
    Wires, ///< the channels' wires, so the key store too
};

/// One command of the command line: a line of the table from which help, dispatch and completion are made.
struct Verb {
    QString name; ///< "stock receive"
    QString usage; ///< its grammar, see Usage
    QString help; ///< what it does, one line

    /// Carried out by the engine of the data folder, in a thread of its own: may wait.
    ExitCode (*onEngine)(Session &session) = nullptr;

    /// Carried out by this process, in the main thread, within the application but outside its event loop. Nothing: not
    /// a case for this process alone, go on with `onEngine`.
    std::optional<ExitCode> (*alone)(const Call &call, Output &output) = nullptr;

    Needs needs = Needs::Ledger;
    bool (*hasWindow)(const Arguments &arguments) = nullptr; ///< does it need a QApplication? Nothing: never
    QString more = {}; ///< for its own help: what its files hold
};

/// All verbs, in the order of the help.
const QList<Verb> &verbs();

/// Flags of the program itself, for every verb.
const Usage &commonUsage();

/// Every flag of every verb.
QList<Flag> allFlags();

/// The verb that `words` begin with, the longest name first; UnknownCommand with what was probably meant.
tl::expected<const Verb *, UsageError> findVerb(const QStringList &words);

/// Cuts a line as typed into a call: finds the verb, checks its words and flags.
tl::expected<Call, UsageError> parseCall(const QStringList &line);

const Verb *verbNamed(const QString &name); ///< nullptr: there is none

} // namespace crossdock::app
