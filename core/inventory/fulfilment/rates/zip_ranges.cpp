#include "core/inventory/fulfilment/rates/zip_ranges.h"

#include <algorithm>
#include <queue>

namespace crossdock::rates {

ZipRanges::ZipRanges(const std::vector<Range> &ranges)
{
    std::vector<Range> ordered;
    std::copy_if(ranges.begin(), ranges.end(), std::back_inserter(ordered), [](const Range &range) { return range.from <= range.to; });
    std::sort(ordered.begin(), ordered.end(), [](const Range &a, const Range &b) { return a.from < b.from; });
    for (const Range &range : ordered) {
        m_points.push_back({range.from, {}, {}});
        m_points.push_back({range.to, {}, {}});
    }
    std::sort(m_points.begin(), m_points.end(), [](const Point &a, const Point &b) { return a.zip < b.zip; });
    m_points.erase(std::unique(m_points.begin(), m_points.end(), [](const Point &a, const Point &b) { return a.zip == b.zip; }), m_points.end());

    const auto isLater = [](const Range &a, const Range &b) { return a.number > b.number; };
    std::priority_queue<Range, std::vector<Range>, decltype(isLater)> open(isLater); // ended ones are dropped when they come up
    const auto first = [&]() { return open.empty() ? std::nullopt : std::optional(open.top().number); };
    auto next = ordered.begin();
    for (Point &point : m_points) {
        for (; next != ordered.end() && next->from == point.zip; ++next)
            open.push(*next);
        while (!open.empty() && open.top().to < point.zip)
            open.pop();
        point.at = first();
        while (!open.empty() && open.top().to <= point.zip)
            open.pop();
        point.after = first();
    }
}

std::optional<size_t> ZipRanges::find(QStringView zip) const
{
    const auto next = std::upper_bound(m_points.begin(), m_points.end(), zip, [](QStringView text, const Point &point) { return text < point.zip; });
    if (next == m_points.begin())
        return {};
    const Point &point = *std::prev(next);
    return point.zip == zip ? point.at : point.after;
}

} // namespace crossdock::rates
