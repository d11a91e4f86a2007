#pragma once

#include "core/inventory/values/result.h"

#include <QString>
#include <optional>

namespace crossdock::rates {

/// Which sign parts the whole from the fraction; the other one groups digits.
enum class DecimalMark { Point, Comma };

/// A cell with a number in it: "R$ 1.020,90", "500 g", "(2.00)", "2.00-".
struct NumberCell {
    QString before, after; ///< what stands around it, in lower case, without a last point: "r$", "lbs"; empty: nothing
    QString digits; ///< with their points and commas; without spaces and apostrophes that group them
    bool isNegative = false; ///< a minus before or behind, or brackets around
};

/// Nothing: the cell holds no number, or several.
std::optional<NumberCell> cutNumber(const QString &cell);

/// "1.020,90" with a decimal comma to "1020.90"; nothing: no number is written so.
std::optional<QString> plainNumber(const QString &digits, DecimalMark mark);

/// Which decimal mark a file has: "2.000" is two or two thousand, and only its other numbers tell.
class MarkFinder
{
public:
    /// `mayHaveFraction`: false of money without minor units, where "1,040" can only be grouped.
    void see(int line, const QString &cell, bool mayHaveFraction = true);

    /// InvalidInput about "decimal_mark": numbers that only a point explains stand beside ones that only a comma explains, or none tells.
    /// A workbook keeps its numbers with a point: where none tells, it is that.
    Result<DecimalMark> mark(bool isWorkbook) const;

private:
    struct Seen {
        int line = 0;
        QString cell;
    };
    std::optional<Seen> m_point, m_comma, m_open; ///< the first of each
};

} // namespace crossdock::rates
