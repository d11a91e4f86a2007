#pragma once

#include "core/inventory/rules/rule.h"
#include "core/inventory/rules/workspace.h"

#include <memory>
#include <optional>
#include <tl/expected.hpp>

namespace crossdock::rules {

class Grammar;
class NameIndex;

/// Why a sentence is no rule. Offsets count UTF-16 units of the sentence.
struct Refusal {
    QString errorClass; ///< malformed, unknown_word, ... : section 7 of the language reference
    QString message; ///< the user's words, what they were taken for, why that fails, one sentence that works
    int from = 0;
    int to = 0;
    QStringList suggestions; ///< whole sentences that compile, or words
};

/// What a stretch of the sentence was taken for: for colours and hover.
struct WordRole {
    enum class Role : quint8 { Event, Condition, Action, Schedule, Name, Amount, Text, Filler, Grammar };
    Role role = Role::Grammar;
    int from = 0;
    int to = 0;
};

struct Compiled {
    Trigger trigger;
    std::vector<WordRole> roles; ///< every token has exactly one
};

/// Turns sentences into triggers. Immutable and thread-safe; made once per workspace. The same sentence gives the
/// same answer on every machine and in every locale.
class Compiler
{
public:
    explicit Compiler(Workspace workspace);
    ~Compiler();
    Compiler(Compiler &&) noexcept;

    const Workspace &workspace() const { return *m_workspace; }
    const NameIndex &names() const { return *m_names; }

    tl::expected<Compiled, Refusal> compile(const QString &sentence) const;
    /// Why a sentence is no rule, without what to say instead; nothing: it is one.
    std::optional<Refusal> refusalOf(const QString &sentence) const;

private:
    friend class Suggester;
    tl::expected<Compiled, Refusal> translate(const QString &sentence) const; ///< without suggestions

    std::unique_ptr<Workspace> m_workspace; ///< kept in place: others point to it
    std::unique_ptr<NameIndex> m_names;
};

} // namespace crossdock::rules
