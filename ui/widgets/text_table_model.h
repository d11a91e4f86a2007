#pragma once

#include "ui/widgets/cell_delegate.h"

#include <QAbstractTableModel>
#include <optional>

namespace crossdock::ui {

/// A small table of ready texts: for panels of some dozens of rows, set as a whole.
class TextTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    struct Cell {
        QString text;
        std::optional<Tone> tone; ///< painted as a pill
        Emphasis emphasis = Emphasis::Normal;
        QString spoken; ///< for the tool tip and assistive technology, where it says more than `text`
        QVariant raw; ///< under SortRole, and what row(...) hands back
    };
    struct Column {
        QString title;
        bool isNumber = false;
    };

    explicit TextTableModel(QList<Column> columns, QObject *parent = nullptr);

    void setRows(QList<QList<Cell>> rows);
    void setTable(QList<Column> columns, QList<QList<Cell>> rows); ///< other columns too
    const QList<QList<Cell>> &rows() const { return m_rows; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QList<Column> m_columns;
    QList<QList<Cell>> m_rows;
};

} // namespace crossdock::ui
