#include "core/inventory/rules/engine/engine.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

/// Which of several rules decides where they would set one value of one thing differently.
namespace crossdock::rules {
namespace {

/// What is behind a wait belongs to no pass: it comes when the others are long done.
std::vector<Action>::const_iterator endOfPass(const std::vector<Action> &actions)
{
    return std::ranges::find(actions, u"wait"_s, &Action::type);
}

} // namespace

/// Known of all before the first begins, so that neither the order of the events nor of the listings decides.
Result<Claims> Engine::claimsOf(const std::vector<Firing> &firings)
{
    Claims claims;
    if (std::ranges::all_of(firings, [&](const Firing &one) { return one.rule == firings.front().rule; }))
        return claims; // nobody to disagree with
    for (size_t i = 0; i < firings.size(); ++i) {
        const ArmedRule &rule = *firings[i].rule;
        if (firings[i].wasStopped || firings[i].question != 0 || rule.isShadow || m_given.contains(rule.rule))
            continue;
        const std::vector<Action> &actions = rule.ways[size_t(firings[i].way)].actions;
        for (auto action = actions.begin(), end = endOfPass(actions); action != end; ++action) {
            const auto wanted = m_deeds.claimsOf(*action, firings[i].happening.subject);
            if (!wanted && wanted.error().code != Error::Code::NotAllowed) // that it cannot be done, its run says
                return tl::make_unexpected(wanted.error());
            claims.add({i, rule.rule, rule.priority}, size_t(action - actions.begin()), wanted.value_or(QList<Claim>()));
        }
    }
    return claims;
}

QList<RuleRun::Deed> Engine::deedsFor(const Firing &firing, size_t number, const Claims &claims)
{
    const ArmedRule &rule = *firing.rule;
    const std::vector<Action> &actions = rule.ways[size_t(firing.way)].actions;
    QList<RuleRun::Deed> deeds;
    for (size_t i = 0; i < actions.size(); ++i) {
        RuleRun::Deed deed{actions[i].type, {}};
        const Losses losses = claims.lossesOf({number, rule.rule, rule.priority}, i);
        deed.isOverruled = losses.isWhole;
        if (rule.isShadow)
            deed.words = u"shadow: not done"_s;
        else if (losses.isWhole)
            deed.words = losses.words;
        else {
            deed.spared = losses.things;
            deed.lost = losses.words;
        }
        deeds.append(deed);
    }
    return deeds;
}

} // namespace crossdock::rules
