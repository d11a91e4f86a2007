#include "core/inventory/rules/refusals.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

Refusal refusalFor(const Fault &fault, const QString &sentence, const Lattice &lattice)
{
    const int last = lattice.size() - 1;
    const bool whole = fault.span.to <= fault.span.from;
    const int from = lattice.token(whole ? 0 : std::min(fault.span.from, last)).from;
    const int to = lattice.token(whole ? last : std::min(fault.span.to - 1, last)).to;
    return {fault.errorClass, wordsOf(fault, sentence.mid(from, to - from)), from, to, fault.choices};
}

/// How many letters must be put in, taken out or changed; rows of the usual table.
static int editsBetween(const QString &one, const QString &other)
{
    std::vector<int> row(size_t(other.size()) + 1);
    for (size_t i = 0; i < row.size(); ++i)
        row[i] = int(i);
    for (qsizetype i = 0; i < one.size(); ++i) {
        int diagonal = row[0]++;
        for (size_t j = 1; j < row.size(); ++j) {
            const int kept = diagonal + (one[i] == other[qsizetype(j) - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({kept, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

QStringList nearestWords(const QString &word, const QStringList &known, int count)
{
    QStringList near;
    for (int edits = 1; edits <= 2; ++edits) {
        for (const QString &other : known) {
            if (other.size() > 2 && std::abs(other.size() - word.size()) <= edits && near.size() < count && editsBetween(word.toCaseFolded(), other.toCaseFolded()) == edits)
                near.append(other);
        }
    }
    return near;
}

} // namespace crossdock::rules
