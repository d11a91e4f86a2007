#include "core/inventory/rules/rehearsal_difference.h"

#include <QSet>

using namespace Qt::Literals::StringLiterals;

namespace crossdock {
namespace {

QString nameOf(const RuleRehearsal::Case &one)
{
    return u"%1 %2 %3 %4"_s.arg(toMs(one.at)).arg(one.entry).arg(one.subject, one.actions.join(u", "_s));
}

QList<RuleRehearsal::Case> without(const QList<RuleRehearsal::Case> &cases, const QList<RuleRehearsal::Case> &others)
{
    QSet<QString> known;
    for (const RuleRehearsal::Case &one : others)
        known.insert(nameOf(one));
    QList<RuleRehearsal::Case> left = cases;
    left.removeIf([&](const RuleRehearsal::Case &one) { return known.contains(nameOf(one)); });
    return left;
}

} // namespace

RehearsalDifference differenceOf(const RuleRehearsal &first, const RuleRehearsal &second)
{
    RehearsalDifference difference{without(first.cases, second.cases), without(second.cases, first.cases)};
    difference.inBoth = first.cases.size() - difference.onlyFirst.size();
    difference.money = differenceOf(first.money, second.money);
    return difference;
}

int thingsIn(const QList<RuleRehearsal::Case> &cases)
{
    QSet<QString> things;
    for (const RuleRehearsal::Case &one : cases)
        things.insert(one.subject);
    return static_cast<int>(things.size());
}

} // namespace crossdock
