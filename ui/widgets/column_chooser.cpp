#include "ui/widgets/column_chooser.h"

#include <QTableView>

namespace crossdock::ui {

ColumnChooser::ColumnChooser(QTableView &table, NameOf nameOf, const QStringList &hidden, QWidget *parent)
    : QMenu(tr("Columns"), parent)
    , m_table(table)
    , m_nameOf(std::move(nameOf))
    , m_hidden(hidden.cbegin(), hidden.cend())
{
    connect(this, &QMenu::aboutToShow, this, &ColumnChooser::fill);
}

QString ColumnChooser::hidden() const
{
    QStringList names(m_hidden.cbegin(), m_hidden.cend());
    names.sort();
    return names.join(u',');
}

void ColumnChooser::setHidden(const QString &names)
{
    const QStringList list = names.split(u',', Qt::SkipEmptyParts);
    m_hidden = QSet<QString>(list.cbegin(), list.cend());
    apply();
}

void ColumnChooser::apply()
{
    for (int column = 1; column < m_table.model()->columnCount(); ++column)
        m_table.setColumnHidden(column, m_hidden.contains(m_nameOf(column)));
}

void ColumnChooser::fill()
{
    clear();
    for (int column = 1; column < m_table.model()->columnCount(); ++column) {
        const QString name = m_nameOf(column);
        QAction *action = addAction(m_table.model()->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!m_hidden.contains(name));
        connect(action, &QAction::toggled, this, [this, name](bool isShown) {
            if (isShown)
                m_hidden.remove(name);
            else
                m_hidden.insert(name);
            apply();
        });
    }
}

} // namespace crossdock::ui
