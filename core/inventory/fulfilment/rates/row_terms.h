#pragma once

#include <QString>
#include <optional>

namespace crossdock::rates {

/// What the weight cell of a row says beside one weight: "70+ per kg", "each additional 0.5 kg", "Multiplier per kg from 30.1 kg",
/// "over 150 lbs, minimum $185", "Minimum". Numbers stand as they are written: the file tells their decimal mark.
struct RowTerms {
    enum class Kind {
        Range, ///< from where to where alone: of a price by weight, if its cells or its title say so
        ByWeight, ///< a price for each `step` of all the weight
        OnTop, ///< one for each begun `step` beyond the row before
        Minimum ///< what prices by weight are at least
    };
    Kind kind = Kind::Range;
    QString step, stepUnit; ///< "0.5", "kg"; empty: 1, and the unit of the column
    QString from, upTo, unit; ///< of both ends
    QString fromUnit; ///< of the beginning, where it has another: "500 g to 1 kg"
    bool isOver = false; ///< `from` itself is not in it
    QString least; ///< "$185"
    QString price; ///< "$1.23": for all zones, where the row has no prices of its own
};

/// Nothing: the cell says something else.
std::optional<RowTerms> readRowTerms(const QString &cell);

/// A price as it may stand in a cell: "$1.23 per lb, minimum $185" is 1.23 for each lb, at least 185.
struct PriceTerms {
    QString amount; ///< "$1.23"
    QString step, stepUnit; ///< "1", "lb"; empty unit: the price is for the row
    QString least;
};
PriceTerms readPriceTerms(const QString &cell);

} // namespace crossdock::rates
