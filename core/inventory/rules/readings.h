#pragma once

#include "core/inventory/rules/chart.h"

#include <memory>

namespace crossdock::rules {

/// One reading of one stretch: the production and the reading chosen for each of its parts. A leaf is an edge.
struct Reading {
    int cost = 0;
    int node = 0;
    int derivation = 0; ///< into Chart::derivation()
    std::vector<const Reading *> parts; ///< nullptr for a leaf
};

/// Unpacks a chart: the cheapest readings of the whole sentence, in order of cost.
class Readings
{
public:
    explicit Readings(const Grammar &grammar, const Chart &chart);

    /// At most this many readings of one stretch are kept.
    static constexpr size_t maximumReadings = 48;

    const std::vector<const Reading *> &whole() const { return m_whole; }

private:
    const std::vector<Reading> &of(int node);
    void addReadings(std::vector<Reading> &all, int node, int derivation);

    const Grammar &m_grammar;
    const Chart &m_chart;
    std::vector<std::unique_ptr<std::vector<Reading>>> m_byNode;
    std::vector<const Reading *> m_whole;
};

} // namespace crossdock::rules
