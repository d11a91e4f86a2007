#pragma once

#include "core/inventory/imports/preview.h"

#include <QAbstractTableModel>

namespace crossdock::ui {

/// The rows of a file as they would be imported, each with its line and what is wrong with it.
class PreviewModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void setRows(const QList<imports::Row> &rows, const QStringList &fields, const QStringList &allFields = {});
    void setProblems(const QList<imports::Row> &rows); ///< the same rows, looked at again
    void setOnlyBad(bool onlyBad);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    enum Column { Line, Problem, FirstField };
    void sift();

    QList<imports::Row> m_rows;
    QList<int> m_shown; ///< numbers of rows
    QStringList m_fields, m_allFields; ///< those in the file, and all that there could be
    bool m_onlyBad = false;
};

} // namespace crossdock::ui
