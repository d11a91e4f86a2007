#pragma once

#include <QtGlobal>

#include <algorithm>
#include <vector>

namespace crossdock::routing {

/// The lots of any sizes that together bring most and are no more than there is, where that are few units: a table over how many are left.
/// Kept from one to the next, because it owns the table.
template <class Value>
class LotTable
{
public:
    /// What the lots, by item, bring at `prices`, none of them below 0. Adds 1 to `sold`, if it is asked for, for each item that is sold then.
    Value sell(const std::vector<int> &items, qint64 supply, const std::vector<Value> &prices, const std::vector<qint64> &sizes, std::vector<double> *sold)
    {
        const size_t width = (static_cast<size_t>(supply) + 1 + block - 1) / block * block;
        if (m_most.size() < width * (items.size() + 1))
            m_most.resize(width * (items.size() + 1));
        std::fill_n(m_most.data(), width, Value(0));
        for (size_t i = 0; i < items.size(); ++i)
            addRow(m_most.data() + i * width, width, prices[static_cast<size_t>(items[i])], static_cast<size_t>(sizes[static_cast<size_t>(items[i])]));
        auto units = static_cast<size_t>(supply);
        for (size_t i = items.size(); sold && i-- > 0;) {
            const auto item = static_cast<size_t>(items[i]), size = static_cast<size_t>(sizes[item]);
            const Value *without = m_most.data() + i * width;
            if (size > units || without[units - size] + prices[item] < without[units])
                continue; // rather sold for nothing than not
            (*sold)[item] += 1;
            units -= size;
        }
        return m_most[width * items.size() + static_cast<size_t>(supply)];
    }

private:
    static constexpr size_t block = 8; ///< units: rows of whole blocks need no remainders

    /// What can be had with one lot more: another row behind this one.
    static void addRow(Value *row, size_t width, Value price, size_t size)
    {
        const Value *__restrict without = row;
        Value *__restrict with = row + width;
        for (size_t units = 0; units < std::min(size, width); ++units)
            with[units] = without[units];
        for (size_t units = size; units < width; ++units) {
            const Value sold = without[units - size] + price, kept = without[units];
            with[units] = sold > kept ? sold : kept;
        }
    }

    std::vector<Value> m_most; ///< by lots that may be had, and units there are
};

} // namespace crossdock::routing
