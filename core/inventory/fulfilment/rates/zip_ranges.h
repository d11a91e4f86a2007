#pragma once

#include <QString>
#include <optional>
#include <vector>

namespace crossdock::rates {

/// Ranges of postcodes, ordered for look-up. Postcodes are compared as texts. Where ranges overlap, the one with the
/// lowest number is found.
class ZipRanges
{
public:
    struct Range {
        QString from, to; ///< inclusive
        size_t number = 0;
    };
    explicit ZipRanges(const std::vector<Range> &ranges);

    std::optional<size_t> find(QStringView zip) const;

private:
    struct Point {
        QString zip; ///< where a range begins or ends
        std::optional<size_t> at, after; ///< which range holds there, and between there and the next point
    };
    std::vector<Point> m_points; ///< ascending
};

} // namespace crossdock::rates
