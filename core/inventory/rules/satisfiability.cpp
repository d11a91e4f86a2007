#include "core/inventory/rules/normal_form.h"
#include "core/inventory/rules/ranges.h"
#include "core/inventory/rules/verdict.h"

#include <QDate>
#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

namespace {

bool allows(const Range *range, const QString &word)
{
    return !range || ((!range->words || range->words->contains(word)) && !range->notWords.contains(word));
}

QDate dateOf(double number)
{
    const int whole = int(number);
    return {whole / 10000, whole / 100 % 100, whole % 100};
}

/// A date has a month and a weekday: some day between the dates has those that are asked for.
bool hasDay(const std::vector<Range> &ranges)
{
    const auto of = [&](QStringView name) {
        const auto found = std::ranges::find(ranges, knownField(name), [](const Range &range) { return range.leaves.front().field; });
        return found == ranges.end() ? nullptr : &*found;
    };
    const Range *dates = of(u"time.date"), *months = of(u"time.month"), *weekdays = of(u"time.weekday");
    constexpr int longest = 366; // longer spans have all months and weekdays
    if (!dates || !std::isfinite(dates->low) || !std::isfinite(dates->high))
        return true;
    const QDate first = dateOf(dates->low), last = dateOf(dates->high);
    if (!first.isValid() || !last.isValid() || first.daysTo(last) > longest)
        return true;
    static const QStringList week{u"mon"_s, u"tue"_s, u"wed"_s, u"thu"_s, u"fri"_s, u"sat"_s, u"sun"_s};
    for (QDate day = first; day <= last; day = day.addDays(1)) {
        if (allows(months, QString::number(day.month())) && allows(weekdays, week[day.dayOfWeek() - 1]))
            return true;
    }
    return false;
}

bool isPossible(const Combination &way)
{
    const std::vector<Range> ranges = rangesOf(way);
    return std::ranges::all_of(ranges, [](const Range &range) { return rules::isPossible(range); }) && hasDay(ranges);
}

} // namespace

bool isSatisfiable(const std::optional<Tree> &tree)
{
    if (!tree)
        return true;
    const auto normal = normalForm(tree);
    const auto ways = waysOf(*normal);
    return !ways || std::ranges::any_of(*ways, [](const Combination &way) { return isPossible(way); });
}

bool isSatisfiableTogether(const std::optional<Tree> &one, const std::optional<Tree> &other)
{
    std::vector<Tree> both;
    if (one)
        both.push_back(*one);
    if (other)
        both.push_back(*other);
    return isSatisfiable(Tree::join(Tree::Kind::And, std::move(both)));
}

bool implies(const std::optional<Tree> &narrow, const std::optional<Tree> &wide)
{
    if (!wide)
        return true;
    if (!narrow)
        return false;
    const auto normalNarrow = normalForm(narrow);
    const auto normalWide = normalForm(wide);
    if (*normalNarrow == *normalWide)
        return true;
    // Beginnings and ends of texts are not reasoned about: then only equal parts imply each other.
    const Tree denied = negated(*normalWide);
    const auto ways = waysOf(*normalForm(denied));
    const auto hasUnknown = [](const std::vector<Combination> &all) {
        return std::ranges::any_of(all, [](const Combination &way) {
            return way.empty() || std::ranges::any_of(way, [](const Leaf &leaf) {
                return leaf.op >= Op::StartsWith && leaf.op <= Op::NotEndsWith;
            });
        });
    };
    if (!ways || hasUnknown(*ways))
        return false;
    return !isSatisfiableTogether(narrow, denied);
}

} // namespace crossdock::rules
