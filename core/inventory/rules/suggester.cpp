#include "core/inventory/rules/suggester.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

Suggester::Suggester(const Compiler &compiler, const QString &sentence)
    : m_compiler(compiler)
    , m_sentence(sentence)
{
}

void Suggester::addSuggestions(Refusal &refusal) const
{
    Q_UNUSED(refusal)
}

Fault Suggester::unread(const Grammar &, const Lattice &lattice, const Chart &chart, const NameIndex &)
{
    for (int at = 0; at < lattice.size(); ++at) {
        if (!lattice.isKnown(at))
            return {u"unknown_word"_s, lattice.token(at).text, {at, at + 1}, {}};
    }
    const int at = std::min(chart.furthest(), lattice.size() - 1);
    return {u"unknown_word"_s, lattice.token(at).text, {at, at + 1}, {}};
}

} // namespace crossdock::rules
