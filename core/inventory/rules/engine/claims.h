#pragma once

#include "core/inventory/rules/engine/subject.h"

#include <QHash>
#include <QSet>
#include <vector>

namespace crossdock::rules {

/// One value that an action would set, of one thing: two rules that answer one event must not differ in it.
struct Claim {
    QString thing; ///< "listing MUG on web", "sku MUG", "order web/1001": as a run names it
    QString attribute; ///< "price"
    QString value; ///< empty: a step from what is there, like no other's
};

QString listingThing(const QString &sku, const QString &channel); ///< "listing MUG on web"

/// What of an action's claims others have.
struct Losses {
    QStringList things;
    QString words; ///< "Rule 3 had it first: listing MUG on web"; empty: it has all that it wants
    bool isWhole = false; ///< nothing is left to do
};

/// Who writes what in one pass. Of several rules the one of the highest priority has it, of equal ones the oldest.
class Claims
{
public:
    struct Claimant {
        size_t firing = 0; ///< its number in the pass
        qint64 rule = 0;
        int priority = 0;
    };
    /// `action`: its number in the rule.
    void add(const Claimant &claimant, size_t action, const QList<Claim> &wanted);
    void withdraw(size_t firing); ///< it does not run after all
    Losses lossesOf(const Claimant &claimant, size_t action) const;

private:
    struct Entrant {
        Claimant claimant;
        QString value;
    };
    qint64 firstBefore(qint64 rule, const Claim &claim) const;

    QHash<QPair<QString, QString>, std::vector<Entrant>> m_entrants; ///< by thing and attribute; best first
    QHash<QPair<size_t, size_t>, QList<Claim>> m_wanted; ///< by firing and action
    QSet<size_t> m_withdrawn;
};

} // namespace crossdock::rules
