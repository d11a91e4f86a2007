#pragma once

#include "core/inventory/imports/preview.h"

namespace crossdock::imports {

/// Reads the cells of one row as values. The first that makes no sense becomes the row's problem.
class RowReader
{
public:
    explicit RowReader(Row &row, DayOrder dayOrder = DayOrder::Unknown)
        : m_row(row)
        , m_dayOrder(dayOrder)
    {
    }

    QString text(const QString &field) const { return m_row.cells.value(field); }
    bool has(const QString &field) const { return !text(field).isEmpty(); }
    bool knows(const QString &field) const { return m_row.cells.contains(field); } ///< the file has a column of it

    Sku sku(const QString &field = QStringLiteral("sku"));
    NodeId node();
    ChannelId channel();
    stock::Bin bin();
    Quantity quantity(const QString &field, Quantity least); ///< `least` where the cell is empty
    std::optional<Quantity> optionalQuantity(const QString &field);
    qint64 measure(const QString &field); ///< a weight or length in the field's unit; 0 where the cell is empty
    std::optional<Money> money(const QString &field); ///< with the currency of the row; nothing where the cell is empty
    std::optional<Money> amount(const QString &field, const QString &decimal); ///< one of several in a cell
    QString country(const QString &field); ///< two letters, also of a name; empty where the cell is, or where it is no country that is known
    std::optional<Time> time(const QString &field);
    std::optional<bool> answer(const QString &field); ///< yes or no, true or false, 1 or 0; nothing where the cell is empty

    bool isGood() const { return m_row.problem.isEmpty(); }
    void spoil(const QString &problem);

private:
    template <class Value>
    Value keep(Result<Value> value, const QString &field);

    Row &m_row;
    DayOrder m_dayOrder;
};

} // namespace crossdock::imports
