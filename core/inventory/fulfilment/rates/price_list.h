#pragma once

#include "core/inventory/fulfilment/rates/measures.h"
#include "core/inventory/values/money.h"

#include <QDate>
#include <QList>

namespace crossdock::rates {

/// One imported list of prices: what a carrier asks for a service from a date on.
struct PriceList {
    /// How the price of a row goes on with the weight, as above the tables of most carriers.
    struct Growth {
        enum class Kind {
            None, ///< the price is that of the row
            ByWeight, ///< the price is asked for each `step` of the whole weight
            OnTop ///< it is asked for each begun `step` beyond the row before, on top of the price there
        };
        Kind kind = Kind::None;
        Weight step = {};
        qint64 least = 0; ///< minor units: what is asked at least; 0: nothing
        friend bool operator==(const Growth &, const Growth &) = default;
    };
    struct Cell {
        QString zone;
        Weight upTo; ///< inclusive; Weight::most(): the row has no end
        std::optional<Weight> over; ///< nothing: begins where the row before ends
        WeightUnit unit = WeightUnit::Pound; ///< of the file
        qint64 price = 0; ///< minor units of the list's currency
        Growth growth = {};
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
