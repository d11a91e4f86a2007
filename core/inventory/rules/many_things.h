#pragma once

#include "core/inventory/rules/rule.h"

/// When a rule asks before it acts: what is at stake, how many things are many, and the words for it.
namespace crossdock::rules {

/// More than so many things within an hour, where it does lasting harm, or in one pass, where it can be taken back: it asks first.
constexpr int manyThings = 25;

enum class Stakes : quint8 {
    None, ///< tells people, or waits
    Undoable, ///< writes something, without lasting harm
    Lasting, ///< cancelled, refunded, ended, turned down: it stays
};
Stakes stakesOf(const QString &action);
Stakes stakesOf(const std::vector<Action> &actions); ///< of the gravest
/// The action that a question is about: the first of the gravest; empty: none is at stake.
QString gravestOf(const std::vector<Action> &actions);

/// "cancel 43 orders". `thing` is one of them, as a run calls its subject ("order web/1001").
QString deedInWords(const QString &action, int things, const QString &thing);
/// "would cancel 43 orders; 25 an hour is its bound".
QString questionInWords(const QString &action, int things, const QString &thing);

} // namespace crossdock::rules
