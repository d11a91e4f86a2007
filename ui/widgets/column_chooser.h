#pragma once

#include <QMenu>
#include <QSet>
#include <functional>

class QTableView;

namespace crossdock::ui {

/// A menu of a table's columns, and which of them are hidden, by names that outlive a translation and new columns.
class ColumnChooser : public QMenu
{
    Q_OBJECT

public:
    using NameOf = std::function<QString(int column)>;

    /// The first column always stays.
    ColumnChooser(QTableView &table, NameOf nameOf, const QStringList &hidden, QWidget *parent);

    QString hidden() const; ///< comma between, sorted
    void setHidden(const QString &names);
    void apply(); ///< call when columns came

private:
    void fill();

    QTableView &m_table;
    NameOf m_nameOf;
    QSet<QString> m_hidden;
};

} // namespace crossdock::ui
