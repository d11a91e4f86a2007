#include "core/inventory/rules/refusals.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

Refusal refusalFor(const Fault &fault, const QString &sentence, const Lattice &lattice)
{
    const int last = lattice.size() - 1;
    const bool whole = fault.span.to <= fault.span.from;
    const int from = lattice.token(whole ? 0 : std::min(fault.span.from, last)).from;
    const int to = lattice.token(whole ? last : std::min(fault.span.to - 1, last)).to;
    return {fault.errorClass, u"\u201c%1\u201d: %2 (%3)"_s.arg(sentence.mid(from, to - from), fault.errorClass, fault.detail), from, to, fault.choices};
}

QStringList nearestWords(const QString &, const QStringList &, int)
{
    return {};
}

} // namespace crossdock::rules
