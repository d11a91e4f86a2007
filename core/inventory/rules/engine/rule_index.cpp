#include "core/inventory/rules/engine/rule_index.h"

#include <algorithm>

namespace crossdock::rules {

void RuleIndex::build(const Rules &rules, const SlotTable &slots)
{
    m_byType.clear();
    for (size_t place = 0; place < rules.size(); ++place) {
        const ArmedRule &rule = *rules[place];
        const auto fields = rule.crossings.empty() ? Program::Among::AllFields : Program::Among::SteadyFields;
        put(rule.trigger.event.type, int(place), rule.where.sharpestEquality(slots, fields));
    }
}

void RuleIndex::put(const QString &type, int place, const std::optional<Program::Equality> &equality)
{
    Group &group = m_byType[type];
    if (!equality) {
        group.all.push_back(place);
        return;
    }
    auto distinction = std::ranges::find(group.distinctions, equality->slot, &Distinction::slot);
    if (distinction == group.distinctions.end()) {
        group.distinctions.push_back({equality->slot, {}});
        distinction = std::prev(group.distinctions.end());
    }
    for (const QString &word : equality->words)
        distinction->byWord[word].push_back(place);
}

void RuleIndex::find(const QString &type, Reading &reading, std::vector<int> &found) const
{
    found.clear();
    const auto group = m_byType.constFind(type);
    if (group == m_byType.cend())
        return;
    found.insert(found.end(), group->all.begin(), group->all.end());
    const auto add = [&](const Distinction &distinction, const QString &word) {
        const auto rules = distinction.byWord.constFind(word);
        if (rules != distinction.byWord.cend())
            found.insert(found.end(), rules->begin(), rules->end());
    };
    for (const Distinction &distinction : group->distinctions) {
        const Fact &value = reading.at(distinction.slot);
        if (value.kind == Fact::Kind::Text)
            add(distinction, value.text);
        for (const QString &word : value.set)
            add(distinction, word);
    }
    if (group->distinctions.empty())
        return;
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
}

} // namespace crossdock::rules
