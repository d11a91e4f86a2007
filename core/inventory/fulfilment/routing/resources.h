#pragma once

#include "core/inventory/fulfilment/routing/program.h"

#include <QHash>

namespace crossdock::routing {

/// Numbers what the orders of a problem share: a place in each node's wave, and each SKU at each node.
class Resources
{
public:
    explicit Resources(const Problem &problem);

    int capacityOf(int node) const { return node; }
    int stockOf(int node, int order, int line) const; ///< -1: there is none
    const std::vector<qint64> &supply() const { return m_supply; }
    int skuOf(int resource) const { return m_skus[static_cast<size_t>(resource)]; } ///< a number; -1: a place in a wave

    /// What this column takes. Nothing: more than there is, it can never be chosen.
    std::optional<std::vector<Program::Use>> usesOf(const Problem &problem, const Column &column) const;

private:
    std::vector<qint64> m_supply;
    std::vector<int> m_skus; ///< by resource
    std::vector<int> m_firstLine; ///< by order
    std::vector<int> m_skuOfLine;
    QHash<QPair<int, int>, int> m_stock; ///< by node and SKU
};

} // namespace crossdock::routing
