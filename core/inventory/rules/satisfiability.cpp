#include "core/inventory/rules/normal_form.h"
#include "core/inventory/rules/ranges.h"
#include "core/inventory/rules/verdict.h"

#include <algorithm>

namespace crossdock::rules {

namespace {

bool isPossible(const Combination &way)
{
    return std::ranges::all_of(rangesOf(way), [](const Range &range) { return rules::isPossible(range); });
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
