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
        Arm, ///< NotAllowed if it needs what is not there, does not do what its examples say, or would do lasting harm to many things at once
        Shadow,
        Disarm,
        Remove,
        Undo, ///< disarms it, and takes back what it did since then, as far as that can be
        Ask, ///< of the engine: people are told what it asks, see AnswerRule
    };
    qint64 rule = 0;
    What what = What::Arm;
    std::optional<int> most = {}; ///< of Arm: things that it may touch within an hour before it is undone; 0: no bound; nothing: as before
    Time since{}; ///< of Undo
    std::optional<int> allows = {}; ///< of Arm: things that one pass may touch without asking; of lasting harm the first pass alone; nothing: as before
};

/// Whether a rule may do what it asks about: many things at once. Once answered, the same answer again does nothing. NotAllowed: it was
/// answered otherwise, or the rule asks that no more.
struct AnswerRule {
    qint64 rule = 0;
    qint64 question = 0; ///< RuleQuestion::question: an answer to an old one does not answer a newer one
    bool isAllowed = false; ///< false: what waits is dropped
};

/// What a rule must do with one thing as it stands: "for order web/1001 hold it". See rules/examples.h.
struct ChangeExample {
    qint64 rule = 0;
    qint64 example = 0; ///< 0: a new one
    QString text; ///< empty: forgets it
};

} // namespace crossdock::command
