#pragma once

#include "ui/stock/stock_table.h"

namespace crossdock::ui {

/// Which rows are shown: words that must all occur, comparisons of the available units ("<10", ">=100", "=0"), and one
/// ready-made choice.
class StockFilter
{
public:
    enum class Quick { All, Low, OutOfStock, Kits, Waiting, SetAside, Stopped };

    StockFilter() = default;
    StockFilter(const QString &text, Quick quick);

    bool isEmpty() const { return m_words.isEmpty() && m_limits.isEmpty() && m_quick == Quick::All; }
    bool accepts(const StockTable &table, int row) const;

private:
    struct Limit {
        enum class Kind { Below, AtMost, Above, AtLeast, Equal } kind;
        qint64 value;
        bool accepts(qint64 units) const;
    };

    bool acceptsQuick(const StockTable &table, int row) const;
    static bool hasState(const StockTable &table, int row, std::initializer_list<OfferState::State> states);

    QList<QByteArray> m_words;
    QList<Limit> m_limits;
    Quick m_quick = Quick::All;
};

} // namespace crossdock::ui
