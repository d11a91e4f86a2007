#pragma once

#include "core/inventory/rules/chart.h"
#include "core/inventory/rules/compiler.h"
#include "core/inventory/rules/name_index.h"
#include "core/inventory/rules/resolver.h"

namespace crossdock::rules {

/// Finds repairs for a refused sentence: each whole sentence that it proposes was compiled before.
class Suggester
{
public:
    Suggester(const Compiler &compiler, const QString &sentence);

    void addSuggestions(Refusal &refusal) const;

    /// What to say of a sentence that the grammar does not have: the first unknown word, or where it went astray.
    static Fault unread(const Grammar &grammar, const Lattice &lattice, const Chart &chart, const NameIndex &names);

private:
    void addNames(Refusal &refusal) const;
    void addRescue(Refusal &refusal, const QStringList &near) const;
    bool addRepairs(Refusal &refusal) const; ///< whether they are whole sentences, not words

    const Compiler &m_compiler;
    const QString &m_sentence;
};

} // namespace crossdock::rules
