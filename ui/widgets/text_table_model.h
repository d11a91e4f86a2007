#pragma once

#include "ui/widgets/cell_delegate.h"

#include <QAbstractTableModel>
#include <optional>

namespace crossdock::ui {

/// One cell of a small table that is written whole.
struct TextCell {
    QString text;
    Emphasis emphasis = Emphasis::Normal;
    std::optional<Tone> tone; ///< makes it a pill
    friend bool operator==(const TextCell &, const TextCell &) = default;
};

/// A small table of ready texts, such as the lines of an order. For lists that are replaced whole and stay below some
/// hundred rows; what lives and grows has a model of its own.
class TextTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    struct Column {
        QString title;
        bool isNumeric = false;
    };

    TextTableModel(QList<Column> columns, QObject *parent);

    /// Rows that stay at their place keep the selection.
    void setRows(const QList<QList<TextCell>> &rows);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    QList<Column> m_columns;
    QList<QList<TextCell>> m_rows;
};

} // namespace crossdock::ui
