#include "ui/imports/preview_model.h"

#include "ui/imports/field_title.h"
#include "ui/widgets/cell_delegate.h"

namespace crossdock::ui {

void PreviewModel::setRows(const QList<imports::Row> &rows, const QStringList &fields, const QStringList &allFields)
{
    beginResetModel();
    m_rows = rows;
    m_fields = fields;
    m_allFields = allFields;
    sift();
    endResetModel();
}

void PreviewModel::setProblems(const QList<imports::Row> &rows)
{
    setRows(rows, QStringList(m_fields), QStringList(m_allFields));
}

void PreviewModel::setOnlyBad(bool onlyBad)
{
    beginResetModel();
    m_onlyBad = onlyBad;
    sift();
    endResetModel();
}

void PreviewModel::sift()
{
    m_shown.clear();
    for (int row = 0; row < m_rows.size(); ++row)
        if (!m_onlyBad || !m_rows.at(row).problem.isEmpty())
            m_shown.append(row);
}

int PreviewModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int PreviewModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : FirstField + static_cast<int>(m_fields.size());
}

QVariant PreviewModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const imports::Row &row = m_rows.at(m_shown.at(index.row()));
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        if (column == Line)
            return number(row.line);
        if (column == Problem)
            return row.problem.isEmpty() ? tr("good", "a row of a file") : withFieldTitle(row.problem, m_allFields);
        return row.cells.value(m_fields.at(column - FirstField));
    case Qt::ToolTipRole:
        return column == Problem && !row.problem.isEmpty() ? QVariant(withFieldTitle(row.problem, m_allFields)) : QVariant();
    case Qt::TextAlignmentRole:
        return column == Line ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case EmphasisRole:
        return static_cast<int>(column == Line                                 ? Emphasis::Muted
                                    : column == Problem && row.problem.isEmpty() ? Emphasis::Muted
                                    : column == Problem                          ? Emphasis::Danger
                                                                                 : Emphasis::Normal);
    default:
        return {};
    }
}

QVariant PreviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return QVariant((section == Line ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    if (section == Line)
        return tr("Line");
    return section == Problem ? tr("Check", "what is found about a row") : fieldTitle(m_fields.value(section - FirstField));
}

} // namespace crossdock::ui
