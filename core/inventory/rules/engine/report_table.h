#pragma once

#include "core/inventory/values/money.h"

#include <QStringList>

namespace crossdock::rules::reports {

/// A CSV that a person reads: a head, rows, and behind a blank line what is to be known of them.
class Table
{
public:
    explicit Table(const QStringList &head) { addRow(head); }

    void addRow(const QStringList &cells);
    void addNote(const QString &title, const QString &words) { m_notes.append({title, words}); }
    QString text() const;

private:
    QString m_rows;
    QList<QStringList> m_notes;
};

/// "12.99"; of an amount without a currency nothing.
QString amountCell(qint64 amount, const QString &currency);

} // namespace crossdock::rules::reports
