#pragma once

#include "ui/page.h"

namespace crossdock::ui {

/// Takes back the last change of stock or of selling that was made in this window, as a compensating entry. What was done
/// elsewhere, or before the window opened, by the same person too, is none of its business. UI thread.
class Undo : public QObject
{
    Q_OBJECT

public:
    explicit Undo(const Context &context, QObject *parent = nullptr);
    void remember(const QList<Entry> &entries); ///< what this window did
    void undoLast();

Q_SIGNALS:
    void said(const QString &sentence);
    void failed(const QString &sentence);

private:
    QList<Entry> last() const; ///< of one operation, the newest; empty: nothing is left
    void takeBack(const QList<Entry> &entries); ///< all of them, or none
    void forget(const QList<Entry> &entries);

    Context m_context;
    QMap<qint64, Entry> m_done; ///< by number: what can still be taken back
    bool m_isBusy = false;
};

} // namespace crossdock::ui
