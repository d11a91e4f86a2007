#include "core/inventory/rules/readings.h"

#include <algorithm>

namespace crossdock::rules {

Readings::Readings(const Grammar &grammar, const Chart &chart)
    : m_grammar(grammar)
    , m_chart(chart)
{
    for (const int node : chart.whole()) {
        for (const Reading &reading : of(node))
            m_whole.push_back(&reading);
    }
    std::ranges::stable_sort(m_whole, {}, &Reading::cost);
}

const std::vector<Reading> &Readings::of(int node)
{
    if (m_byNode.size() <= size_t(node))
        m_byNode.resize(size_t(node) + 1);
    if (!m_byNode[size_t(node)]) {
        std::vector<Reading> all;
        const PackedNode &packed = m_chart.node(node);
        for (size_t i = 0; i < packed.derivations.size(); ++i)
            addReadings(all, node, int(i));
        std::ranges::stable_sort(all, {}, &Reading::cost);
        if (all.size() > maximumReadings)
            all.resize(maximumReadings);
        m_byNode[size_t(node)] = std::make_unique<std::vector<Reading>>(std::move(all));
    }
    return *m_byNode[size_t(node)];
}

/// Every combination of the readings of the parts; the dearest are dropped on the way.
void Readings::addReadings(std::vector<Reading> &all, int node, int derivation)
{
    const Derivation &derived = m_chart.node(node).derivations[size_t(derivation)];
    std::vector<Reading> partial{{m_grammar.production(derived.production).cost, node, derivation, {}}};
    partial.front().parts.reserve(size_t(derived.childCount));
    for (int i = 0; i < derived.childCount; ++i) {
        const int child = m_chart.child(derived, i);
        if (child < 0) {
            for (Reading &reading : partial) {
                reading.cost += m_chart.edge(child).cost;
                reading.parts.push_back(nullptr);
            }
            continue;
        }
        const std::vector<Reading> &options = of(child);
        if (options.size() == 1) {
            for (Reading &reading : partial) {
                reading.cost += options.front().cost;
                reading.parts.push_back(&options.front());
            }
            continue;
        }
        std::vector<Reading> wider;
        for (const Reading &reading : partial) {
            for (const Reading &option : options) {
                wider.push_back(reading);
                wider.back().cost += option.cost;
                wider.back().parts.push_back(&option);
            }
        }
        std::ranges::stable_sort(wider, {}, &Reading::cost);
        if (wider.size() > maximumReadings)
            wider.resize(maximumReadings);
        partial = std::move(wider);
    }
    std::ranges::move(partial, std::back_inserter(all));
}

} // namespace crossdock::rules
