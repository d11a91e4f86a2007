#include "core/inventory/fulfilment/routing/resources.h"

#include <limits>

namespace crossdock::routing {

Resources::Resources(const Problem &problem)
{
    QHash<QStringView, int> skus;
    const auto indexOf = [&skus](const QString &sku) {
        const auto known = skus.constFind(sku);
        if (known != skus.constEnd())
            return *known;
        const int index = static_cast<int>(skus.size());
        skus.insert(sku, index);
        return index;
    };
    for (const Order &order : problem.orders) {
        m_firstLine.push_back(static_cast<int>(m_skuOfLine.size()));
        for (const Line &line : order.lines)
            m_skuOfLine.push_back(indexOf(line.sku));
    }
    for (const Node &node : problem.nodes)
        m_supply.push_back(node.capacity.value_or(std::numeric_limits<qint64>::max()));
    m_skus.assign(m_supply.size(), -1);
    for (const Stock &stock : problem.stock) {
        const auto sku = skus.constFind(stock.sku);
        if (sku == skus.constEnd())
            continue; // nobody wants it
        m_stock.insert({stock.node, *sku}, static_cast<int>(m_supply.size()));
        m_supply.push_back(stock.available);
        m_skus.push_back(*sku);
    }
}

int Resources::stockOf(int node, int order, int line) const
{
    return m_stock.value({node, m_skuOfLine[static_cast<size_t>(m_firstLine[static_cast<size_t>(order)] + line)]}, -1);
}

std::optional<std::vector<Program::Use>> Resources::usesOf(const Problem &problem, const Column &column) const
{
    std::vector<Program::Use> uses{{capacityOf(column.node), 1}};
    for (const int line : column.lines) {
        const int resource = stockOf(column.node, column.order, line);
        if (resource < 0)
            return std::nullopt;
        const qint64 quantity = problem.orders[static_cast<size_t>(column.order)].lines[static_cast<size_t>(line)].quantity;
        auto use = std::find_if(uses.begin(), uses.end(), [resource](const Program::Use &known) { return known.resource == resource; });
        if (use == uses.end())
            use = uses.insert(uses.end(), {resource, 0});
        if (quantity > m_supply[static_cast<size_t>(resource)] - use->amount)
            return std::nullopt;
        use->amount += quantity;
    }
    return m_supply[static_cast<size_t>(column.node)] > 0 ? std::optional(uses) : std::nullopt;
}

} // namespace crossdock::routing
