#include "ui/widgets/text_table_model.h"

#include <algorithm>

namespace crossdock::ui {

TextTableModel::TextTableModel(QList<Column> columns, QObject *parent)
    : QAbstractTableModel(parent)
    , m_columns(std::move(columns))
{
}

void TextTableModel::setRows(QList<QList<Cell>> rows)
{
    if (rows.isEmpty() && m_rows.isEmpty())
        return;
    if (rows.size() == m_rows.size()) { // the same shape: the selection and the focus stay
        m_rows = std::move(rows);
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

void TextTableModel::setTable(QList<Column> columns, QList<QList<Cell>> rows)
{
    const bool isSame = std::equal(columns.cbegin(), columns.cend(), m_columns.cbegin(), m_columns.cend(), [](const Column &a, const Column &b) { return a.title == b.title && a.isNumber == b.isNumber; });
    if (isSame) {
        setRows(std::move(rows));
        return;
    }
    beginResetModel();
    m_columns = std::move(columns);
    m_rows = std::move(rows);
    endResetModel();
}

int TextTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TextTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant TextTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Cell &cell = m_rows[index.row()][index.column()];
    switch (role) {
    case Qt::DisplayRole:
        return cell.text;
    case Qt::TextAlignmentRole:
        return headerData(index.column(), Qt::Horizontal, role);
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return cell.spoken.isEmpty() ? QVariant() : QVariant(cell.spoken);
    case ToneRole:
        return cell.tone ? QVariant(static_cast<int>(*cell.tone)) : QVariant();
    case EmphasisRole:
        return static_cast<int>(cell.emphasis);
    case SortRole:
        return cell.raw;
    default:
        return {};
    }
}

QVariant TextTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant((m_columns[section].isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return role == Qt::DisplayRole ? QVariant(m_columns[section].title) : QVariant();
}

} // namespace crossdock::ui
