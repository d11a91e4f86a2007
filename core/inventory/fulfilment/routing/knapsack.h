#pragma once

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <vector>

namespace crossdock::routing {

/// The lots that together bring most and are no more than there is, where they are of two sizes at most: the dearest of each size, and as
/// many of the larger as is best. Asked again and again at prices that move little.
class Knapsack
{
public:
    Knapsack(qint64 supply, qint64 smaller, qint64 larger)
        : m_supply(supply)
        , m_sizes{smaller, larger}
    {
    }

    void add(int item, qint64 size) { m_lots[size == m_sizes[0] ? 0 : 1].push_back({0, item}); }

    /// What they bring at `prices`, by item, none of them below 0. Adds 1 to `sold` for each item that is sold then.
    double sell(const std::vector<double> &prices, std::vector<double> &sold)
    {
        for (Lots &lots : m_lots)
            sort(lots, prices);
        const auto &[small, large] = m_lots;
        size_t fits = mostSmall(0);
        double earned = 0;
        for (size_t i = 0; i < fits; ++i)
            earned += small[i].price;
        double most = earned;
        size_t soldSmall = fits, soldLarge = 0;
        const size_t mostLarge = std::min(large.size(), static_cast<size_t>(m_supply / m_sizes[1]));
        for (size_t count = 1; count <= mostLarge; ++count) {
            earned += large[count - 1].price;
            for (const size_t fewer = mostSmall(count); fits > fewer;)
                earned -= small[--fits].price;
            if (earned >= most) {
                most = earned;
                soldLarge = count;
                soldSmall = fits;
            }
        }
        note(small, soldSmall, sold);
        note(large, soldLarge, sold);
        return most;
    }

private:
    struct Lot {
        double price;
        int item;
    };
    using Lots = std::vector<Lot>;

    /// The dearest first. It begins from their order at the last prices.
    static void sort(Lots &lots, const std::vector<double> &prices)
    {
        for (size_t i = 0; i < lots.size(); ++i) {
            const Lot lot{prices[static_cast<size_t>(lots[i].item)], lots[i].item};
            size_t to = i;
            for (; to > 0 && lots[to - 1].price < lot.price; --to)
                lots[to] = lots[to - 1];
            lots[to] = lot;
        }
    }

    static void note(const Lots &lots, size_t count, std::vector<double> &sold)
    {
        for (size_t i = 0; i < count; ++i)
            sold[static_cast<size_t>(lots[i].item)] += 1;
    }

    size_t mostSmall(size_t large) const { return std::min(m_lots[0].size(), static_cast<size_t>((m_supply - static_cast<qint64>(large) * m_sizes[1]) / m_sizes[0])); }

    qint64 m_supply;
    std::array<qint64, 2> m_sizes; ///< units
    std::array<Lots, 2> m_lots;
};

} // namespace crossdock::routing
