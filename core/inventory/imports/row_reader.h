#pragma once

#include "core/inventory/imports/preview.h"

namespace crossdock::imports {

/// Reads the cells of one row as values. The first that makes no sense becomes the row's problem.
class RowReader
{
public:
    explicit RowReader(Row &row)
        : m_row(row)
    {
    }

    QString text(const QString &field) const { return m_row.cells.value(field); }
    bool has(const QString &field) const { return !text(field).isEmpty(); }

    Sku sku(const QString &field = QStringLiteral("sku"));
    NodeId node();
    ChannelId channel();
    stock::Bin bin();
    Quantity quantity(const QString &field, Quantity least); ///< `least` where the cell is empty
    std::optional<Quantity> optionalQuantity(const QString &field);
    std::optional<Money> money(const QString &field); ///< with the currency of the row; nothing where the cell is empty
    std::optional<Time> time(const QString &field);
    std::optional<bool> answer(const QString &field); ///< yes or no, true or false, 1 or 0; nothing where the cell is empty

    bool isGood() const { return m_row.problem.isEmpty(); }
    void spoil(const QString &problem);

private:
    template <class Value>
    Value keep(Result<Value> value, const QString &field);

    Row &m_row;
};

} // namespace crossdock::imports
