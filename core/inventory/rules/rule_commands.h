#pragma once

#include "core/inventory/values/time.h"

#include <QString>
#include <optional>

/// Commands about rules. See command.h.
namespace crossdock::command {

/// Writes a rule, or a new version of one. The sentence must compile (InvalidInput says why it does not). A live rule
/// goes on with the new version.
struct WriteRule {
    qint64 rule = 0; ///< 0: a new one, in draft
    QString name; ///< empty: keeps its name; of a new one: made of its first words
    QString text;
    std::optional<int> priority;
};

struct ChangeRule {
    enum class What {
        Arm, ///< NotAllowed if it needs what is not there, or does not do what its examples say
        Shadow,
        Disarm,
        Remove,
        Undo, ///< disarms it, and takes back what it did since then, as far as that can be
    };
    qint64 rule = 0;
    What what = What::Arm;
    std::optional<int> most = {}; ///< of Arm: things that it may touch within an hour before it is undone; 0: no bound; nothing: as before
    Time since{}; ///< of Undo
};

/// What a rule must do with one thing as it stands: "for order web/1001 hold it". See rules/examples.h.
struct ChangeExample {
    qint64 rule = 0;
    qint64 example = 0; ///< 0: a new one
    QString text; ///< empty: forgets it
};

} // namespace crossdock::command
