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
        for (int i = packed.firstDerivation; i >= 0; i = m_chart.derivation(i).next)
            addReadings(all, node, i);
        std::ranges::stable_sort(all, {}, &Reading::cost);
        if (all.size() > maximumReadings)
            all.resize(maximumReadings);
        m_byNode[size_t(node)] = std::make_unique<std::vector<Reading>>(std::move(all));
    }
    return *m_byNode[size_t(node)];
}

namespace {

/// The cheapest pairs, in order of cost, each as one reading; no more than are kept.
std::vector<Reading> combined(const std::vector<Reading> &beginnings, const std::vector<Reading> &options)
{
    struct Pair {
        int cost;
        size_t beginning, option;
    };
    std::vector<Pair> pairs;
    pairs.reserve(beginnings.size() * options.size());
    for (size_t b = 0; b < beginnings.size(); ++b) {
        for (size_t o = 0; o < options.size(); ++o)
            pairs.push_back({beginnings[b].cost + options[o].cost, b, o});
    }
    std::ranges::stable_sort(pairs, {}, &Pair::cost);
    pairs.resize(std::min(pairs.size(), Readings::maximumReadings));
    std::vector<Reading> wider;
    wider.reserve(pairs.size());
    for (const Pair &pair : pairs) {
        const Reading &beginning = beginnings[pair.beginning];
        Reading &reading = wider.emplace_back(Reading{pair.cost, beginning.node, beginning.derivation, {}});
        reading.parts.reserve(beginning.parts.capacity());
        reading.parts = beginning.parts;
        reading.parts.push_back(&options[pair.option]);
    }
    return wider;
}

} // namespace

/// Every combination of the readings of the parts; the dearest are dropped on the way.
void Readings::addReadings(std::vector<Reading> &all, int node, int derivation)
{
    const Derivation &derived = m_chart.derivation(derivation);
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
        partial = combined(partial, options);
    }
    std::ranges::move(partial, std::back_inserter(all));
}

} // namespace crossdock::rules
