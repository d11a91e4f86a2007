#include "core/inventory/rules/engine/claims.h"

#include <QMap>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

constexpr qsizetype mostThings = 5; // of a loss: the run says how many more there are

QString namesOf(const QStringList &things)
{
    const QString names = things.first(std::min(mostThings, things.size())).join(u", "_s);
    return things.size() > mostThings ? u"%1 and %2 more"_s.arg(names).arg(things.size() - mostThings) : names;
}

} // namespace

QString listingThing(const QString &sku, const QString &channel)
{
    return u"listing %1 on %2"_s.arg(sku, channel);
}

void Claims::add(const Claimant &claimant, size_t action, const QList<Claim> &wanted)
{
    if (wanted.isEmpty())
        return;
    m_wanted.insert({claimant.firing, action}, wanted);
    const auto isBetter = [](const Entrant &one, const Entrant &other) {
        return one.claimant.priority != other.claimant.priority ? one.claimant.priority > other.claimant.priority : one.claimant.rule < other.claimant.rule;
    };
    for (const Claim &claim : wanted) {
        std::vector<Entrant> &entrants = m_entrants[{claim.thing, claim.attribute}];
        const Entrant entrant{claimant, claim.value};
        entrants.insert(std::upper_bound(entrants.begin(), entrants.end(), entrant, isBetter), entrant);
    }
}

void Claims::withdraw(size_t firing)
{
    m_withdrawn.insert(firing);
}

/// The other rule that has it, and means something else; 0: none.
qint64 Claims::firstBefore(qint64 rule, const Claim &claim) const
{
    const auto entrants = m_entrants.constFind({claim.thing, claim.attribute});
    if (entrants == m_entrants.cend())
        return 0;
    const auto first = std::ranges::find_if(*entrants, [this](const Entrant &one) { return !m_withdrawn.contains(one.claimant.firing); });
    if (first == entrants->end() || first->claimant.rule == rule)
        return 0;
    const bool isSame = !claim.value.isEmpty() && first->value == claim.value;
    return isSame ? 0 : first->claimant.rule;
}

Losses Claims::lossesOf(const Claimant &claimant, size_t action) const
{
    Losses losses;
    const QList<Claim> wanted = m_wanted.value({claimant.firing, action});
    QMap<qint64, QStringList> byWinner;
    for (const Claim &claim : wanted) {
        const qint64 winner = firstBefore(claimant.rule, claim);
        if (winner == 0)
            continue;
        losses.things.append(claim.thing);
        byWinner[winner].append(claim.thing);
    }
    QStringList words;
    for (auto winner = byWinner.cbegin(); winner != byWinner.cend(); ++winner)
        words.append(u"Rule %1 had it first: %2"_s.arg(winner.key()).arg(namesOf(winner.value())));
    losses.words = words.join(u"; "_s);
    losses.isWhole = !losses.things.isEmpty() && losses.things.size() == wanted.size();
    return losses;
}

} // namespace crossdock::rules
