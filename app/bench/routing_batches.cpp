#include "app/bench/routing_batches.h"

#include "core/inventory/environment.h"

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

constexpr qint64 batchUnfilledCost = 4'000;

/// The world of a batch while it is made.
class BatchMaker
{
public:
    BatchMaker(const BatchShape &shape, quint64 seed)
        : m_shape(shape)
        , m_random(seed)
        , m_stock(static_cast<size_t>(shape.nodes), std::vector<qint64>(static_cast<size_t>(shape.skus), 0))
    {
    }

    routing::Problem make()
    {
        m_problem.currency = u"USD"_s;
        for (int i = 0; i < m_shape.skus; ++i)
            m_pounds.push_back(0.3 + 3 * m_random.unit() * m_random.unit());
        for (int i = 0; i < m_shape.nodes; ++i) {
            m_nodes.push_back({m_random.unit(), m_random.unit()});
            m_problem.nodes.push_back({u"n%1"_s.arg(i), m_shape.capacity > 0 ? std::optional(static_cast<qint64>(m_shape.capacity * m_shape.orders)) : std::nullopt});
        }
        makeOrders();
        placeStock();
        for (size_t order = 0; order < m_problem.orders.size(); ++order) {
            for (size_t node = 0; node < m_nodes.size(); ++node)
                priceParcels(order, node);
        }
        return std::move(m_problem);
    }

private:
    struct Place {
        double x, y;
    };

    size_t skuOf(const routing::Line &line) const { return static_cast<size_t>(line.sku.mid(1).toInt()); }

    qint64 quantity()
    {
        if (m_shape.mostQuantity > 0)
            return 1 + static_cast<qint64>(m_random.below(static_cast<quint64>(m_shape.mostQuantity)));
        return m_random.below(5) == 0 ? 2 : 1;
    }

    void makeOrders()
    {
        m_wanted.assign(static_cast<size_t>(m_shape.skus), 0);
        for (int i = 0; i < m_shape.orders; ++i) {
            m_buyers.push_back({m_random.unit(), m_random.unit()});
            routing::Order order{u"o%1"_s.arg(i), {}, {}};
            while (order.lines.size() < static_cast<size_t>(m_shape.lines)) {
                const auto sku = m_random.below(static_cast<quint64>(m_shape.skus));
                const QString name = u"s%1"_s.arg(sku);
                if (std::any_of(order.lines.begin(), order.lines.end(), [&](const routing::Line &line) { return line.sku == name; }))
                    continue;
                order.lines.push_back({u"l%1"_s.arg(order.lines.size()), name, quantity(), batchUnfilledCost});
                m_wanted[sku] += order.lines.back().quantity;
            }
            m_problem.orders.push_back(std::move(order));
        }
    }

    /// Every SKU lies at about half of the nodes.
    void placeStock()
    {
        for (size_t sku = 0; sku < m_wanted.size(); ++sku) {
            std::vector<size_t> homes;
            for (size_t node = 0; node < m_nodes.size(); ++node) {
                if (m_random.below(2) == 0)
                    homes.push_back(node);
            }
            if (homes.empty())
                homes.push_back(m_random.below(m_nodes.size()));
            const auto units = static_cast<int>(std::ceil(m_shape.stock * static_cast<double>(m_wanted[sku])));
            for (int unit = 0; unit < units; ++unit)
                ++m_stock[homes[m_random.below(homes.size())]][sku];
            for (const size_t node : homes)
                m_problem.stock.push_back({static_cast<int>(node), u"s%1"_s.arg(sku), m_stock[node][sku]});
        }
    }

    /// Every subset of the order's lines that the node could ship.
    void priceParcels(size_t order, size_t node)
    {
        const auto &lines = m_problem.orders[order].lines;
        const auto zone = 2 + static_cast<qint64>(6 * std::hypot(m_buyers[order].x - m_nodes[node].x, m_buyers[order].y - m_nodes[node].y));
        for (quint32 mask = 1; mask < 1U << lines.size(); ++mask) {
            routing::Column column{static_cast<int>(order), static_cast<int>(node), {}, 0};
            double pounds = 0;
            bool isThere = true;
            for (size_t line = 0; line < lines.size(); ++line) {
                if ((mask >> line & 1) == 0)
                    continue;
                column.lines.push_back(static_cast<int>(line));
                pounds += m_pounds[skuOf(lines[line])] * static_cast<double>(lines[line].quantity);
                isThere = isThere && m_stock[node][skuOf(lines[line])] >= lines[line].quantity;
            }
            column.cost = 450 + 60 * zone + static_cast<qint64>(std::ceil(pounds)) * (25 + 9 * zone) + 30 * static_cast<qint64>(column.lines.size());
            if (isThere)
                m_problem.columns.push_back(std::move(column));
        }
    }

    const BatchShape m_shape;
    SeededRandom m_random;
    routing::Problem m_problem;
    std::vector<double> m_pounds; ///< by SKU, a unit
    std::vector<Place> m_nodes, m_buyers;
    std::vector<qint64> m_wanted; ///< by SKU
    std::vector<std::vector<qint64>> m_stock; ///< by node and SKU
};

} // namespace

routing::Problem makeBatch(const BatchShape &shape, quint64 seed)
{
    return BatchMaker(shape, seed).make();
}

} // namespace crossdock::app
