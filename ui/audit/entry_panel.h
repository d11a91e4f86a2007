#pragma once

#include "ui/page.h"

#include <QFrame>

class QLabel;
class QVBoxLayout;

namespace crossdock::ui {

class BreakableLabel;
class TableView;
class TextTableModel;

/// One entry of the trail in full: who, what, why, movements, old and new values, hash; and the chain of causes, to
/// walk with the arrow keys and Enter.
class EntryPanel : public QFrame
{
    Q_OBJECT

public:
    EntryPanel(const Context &context, QWidget *parent);

    void display(const Entry &entry);
    qint64 entryNumber() const { return m_entry.number; } ///< 0: none

Q_SIGNALS:
    void closeRequested();
    void entryActivated(qint64 number);
    void failed(const QString &sentence);

private:
    struct Section {
        QLabel *title;
        TextTableModel *model;
        TableView *table;
    };
    Section addSection(QVBoxLayout &column, const QString &title, TextTableModel *model);
    static void fit(const Section &section); ///< as high as its rows; hidden without any
    QLayout *makeHead();
    QLayout *makeFacts();
    void readChain();
    void showChain(const QList<Entry> &chain);
    void showBecause();

    Context m_context;
    Entry m_entry;
    QList<Entry> m_chain;
    qint64 m_request = 0; ///< a late answer about another entry is dropped
    QLabel *m_title;
    BreakableLabel *m_at, *m_who, *m_about, *m_why, *m_key, *m_hash;
    Section m_movements, m_changes, m_causes;
};

} // namespace crossdock::ui
