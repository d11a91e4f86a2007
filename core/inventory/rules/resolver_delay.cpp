#include "core/inventory/rules/interpreter.h"
#include "core/inventory/rules/moments.h"
#include "core/inventory/rules/resolver.h"

using namespace Qt::Literals::StringLiterals;

/// "Two days after E": a wait, or, where something is looked at then, a crossing that comes two days after E.
namespace crossdock::rules {

using Kind = Meaning::Kind;

namespace {

Meaning waitOf(const Duration &delay)
{
    Meaning wait;
    wait.kind = Kind::Action;
    Action &done = wait.action.edit();
    done.type = u"wait"_s;
    done.arguments.emplace(u"duration"_s, delay);
    return wait;
}

} // namespace

bool Resolver::readDelay(const Meaning &trigger, const Meanings &parts, Meanings &actions)
{
    const Duration delay{trigger.number, trigger.unit};
    std::vector<Tree> said; // all that is to be so when the delay is over
    std::swap(said, m_later);
    m_conditions.insert(m_conditions.end(), said.begin(), said.end());
    for (const Meaning &part : parts) {
        if (part.kind != Kind::Sub)
            continue;
        std::optional<Tree> tree;
        if (!conditionOf(part.parts, part.text == u"unless"_s, tree))
            return false;
        said.push_back(*tree);
    }
    if (trigger.isLoose && (said.empty() || !std::ranges::all_of(said, isUndone))) // "shipped within 2 days of ..." need not wait
        return said.empty() ? false : fail(u"unsupported"_s, u"after_wait"_s, trigger.span);
    if (std::ranges::none_of(said, canChange)) {
        actions.push_back(waitOf(delay));
        return true;
    }
    const bool isPlain = !m_trigger.event.becomes && !m_trigger.window && becomeLater(m_trigger.event, delay);
    return isPlain || fail(u"unsupported"_s, u"after_wait"_s, trigger.span);
}

} // namespace crossdock::rules
