#include "core/inventory/channels/lags.h"

#include <algorithm>

namespace crossdock::channels {
namespace {

constexpr qsizetype lagsKept = 1'000;

} // namespace

void Lags::add(Milliseconds lag)
{
    const auto ms = static_cast<double>(lag.count());
    if (m_last.size() < lagsKept)
        m_last.append(ms);
    else
        m_last[m_next] = ms;
    m_next = (m_next + 1) % lagsKept;
}

double Lags::percentile(double share) const
{
    if (m_last.isEmpty())
        return 0;
    QList<double> values = m_last;
    const qsizetype index = std::min(values.size() - 1, static_cast<qsizetype>(share * static_cast<double>(values.size())));
    std::nth_element(values.begin(), values.begin() + index, values.end());
    return values[index];
}

} // namespace crossdock::channels
