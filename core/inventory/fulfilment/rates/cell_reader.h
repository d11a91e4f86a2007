#pragma once

#include "core/inventory/fulfilment/rates/measures.h"
#include "core/inventory/fulfilment/rates/sheet_numbers.h"
#include "core/inventory/values/money.h"

namespace crossdock::rates {

/// Reads the weights and amounts of a file whose decimal mark is known. Errors are InvalidInput; their detail is the reason without the cell.
class CellReader
{
public:
    explicit CellReader(DecimalMark mark)
        : m_mark(mark)
    {
    }

    struct Weighed {
        Weight weight;
        WeightUnit unit = WeightUnit::Pound;
    };
    /// "2 lbs." in its own unit, "2" in `unit`. `isSaid`: the file says that unit of this cell: ounces may stand among pounds, but kilograms contradict.
    Result<Weighed> weight(const QString &cell, WeightUnit unit, bool isSaid) const;

    /// "R$ 1.020,90" in its own currency, "5" in `currency`; empty: not said, and USD where the cell names none. Below 0: "(2.00)", "-2", "2-".
    Result<Money> money(const QString &cell, const QString &currency) const;

    /// "9.75 %" to hundredths of a per cent.
    Result<int> basisPoints(const QString &cell) const;

private:
    Result<QString> plain(const NumberCell &cut) const;

    DecimalMark m_mark;
};

} // namespace crossdock::rates
