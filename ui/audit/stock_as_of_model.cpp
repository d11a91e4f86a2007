#include "ui/audit/stock_as_of_model.h"

#include "ui/widgets/cell_delegate.h"

namespace crossdock::ui {

void StockAsOfModel::setItems(const query::StockOf::Answer &items)
{
    beginResetModel();
    m_rows.clear();
    m_rows.reserve(items.size());
    for (const query::StockOf::Item &item : items) {
        const StockRow &stock = item.row;
        m_rows.append(Row{(stock.sku.text() + u' ' + stock.name).toLower(),
                          {stock.sku.text(), stock.name, number(stock.onHand), number(stock.reserved), number(stock.available),
                           number(stock.inTransit), number(stock.quarantine)}});
    }
    sift();
    endResetModel();
}

void StockAsOfModel::setFilter(const QString &text)
{
    beginResetModel();
    m_filter = text.toLower();
    sift();
    endResetModel();
}

void StockAsOfModel::sift()
{
    m_shown.clear();
    for (int row = 0; row < m_rows.size(); ++row)
        if (m_filter.isEmpty() || m_rows.at(row).key.contains(m_filter))
            m_shown.append(row);
}

int StockAsOfModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int StockAsOfModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant StockAsOfModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows.at(m_shown.at(index.row()));
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return row.texts.at(static_cast<size_t>(column));
    case Qt::TextAlignmentRole:
        return column >= OnHand ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case EmphasisRole:
        return static_cast<int>(column == Item ? Emphasis::Strong : column > Available ? Emphasis::Muted : Emphasis::Normal);
    default:
        return {};
    }
}

QVariant StockAsOfModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return QVariant((section >= OnHand ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case Item:
        return tr("SKU");
    case Product:
        return tr("Product");
    case OnHand:
        return tr("On hand");
    case Reserved:
        return tr("Reserved");
    case Available:
        return tr("Available");
    case InTransit:
        return tr("In transit");
    case Quarantine:
        return tr("Quarantine");
    default:
        return {};
    }
}

} // namespace crossdock::ui
