#pragma once

#include "core/inventory/fulfilment/rates/measures.h"
#include "core/inventory/values/money.h"

#include <QDate>
#include <QList>

namespace crossdock::rates {

/// One imported list of prices: what a carrier asks for a service from a date on.
struct PriceList {
    struct Cell {
        QString zone;
        Weight upTo; ///< inclusive
        std::optional<Weight> over; ///< nothing: begins where the row before ends
        WeightUnit unit = WeightUnit::Pound; ///< of the file
        qint64 price = 0; ///< minor units of the list's currency
        friend bool operator==(const Cell &, const Cell &) = default;
    };
    QString carrier, service; ///< "fedex", "ground"
    QString priceType; ///< "list", "retail", "account", "negotiated", "contract", ...
    QDate effectiveFrom;
    QString currency;
    QList<Cell> cells;
    friend bool operator==(const PriceList &, const PriceList &) = default;
};

} // namespace crossdock::rates
