#include "core/inventory/fulfilment/routing/ascent.h"

#include <algorithm>

namespace crossdock::routing {

void Ascent::add(double price, double weight)
{
    m_prices.push_back(price);
    m_bestPrices.push_back(price);
    m_direction.push_back(0.0);
    m_weight.push_back(weight);
}

void Ascent::take(double bound, const std::vector<double> &excess, double target)
{
    heed(bound, target);
    if (m_stalled >= m_patience) {
        m_aim *= 0.6;
        m_stalled = 0;
        m_prices = m_bestPrices;
        std::fill(m_direction.begin(), m_direction.end(), 0.0);
        return;
    }
    m_aim = std::min(m_aim, std::max(target - m_bestBound, 0.0));
    step(excess, m_bestBound + m_aim - bound);
}

void Ascent::heed(double bound, double target)
{
    const bool isFirst = !m_isBegun;
    if (!isFirst && bound <= m_bestBound) {
        ++m_stalled;
        return;
    }
    const double gain = bound - m_bestBound;
    m_aim = isFirst ? 0.1 * std::max(0.0, target - bound) : gain > 0.3 * m_aim ? 1.5 * m_aim : m_aim;
    m_stalled = isFirst || gain > 0.02 * m_aim ? 0 : m_stalled + 1;
    m_isBegun = true;
    m_bestBound = bound;
    m_bestPrices = m_prices;
}

/// `rise` is how far the bound should come nearer to what is aimed at.
void Ascent::step(const std::vector<double> &excess, double rise)
{
    double norm = 0;
    for (size_t i = 0; i < m_prices.size(); ++i) {
        m_direction[i] = excess[i] + m_memory * m_direction[i];
        if (m_prices[i] <= 0 && m_direction[i] < 0)
            m_direction[i] = 0;
        norm += m_direction[i] * m_direction[i] * m_weight[i];
    }
    if (norm <= 0)
        return;
    const double length = std::max(rise, 1.0) / norm;
    for (size_t i = 0; i < m_prices.size(); ++i)
        m_prices[i] = std::max(0.0, m_prices[i] + length * m_direction[i] * m_weight[i]);
}

} // namespace crossdock::routing
