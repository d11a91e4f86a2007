#pragma once

#include "ui/page.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace crossdock::ui {

class TableView;
class TextTableModel;

/// A sentence for a usual need. All of them compile with the names that a shop on Amazon with FBA has.
struct ReadyRule {
    QString need; ///< "Low stock"
    QString title;
    QString sentence; ///< in the language of rules, so not translated
};

QList<ReadyRule> readyRules();

/// Ready sentences to begin with. Shows for each how this workspace understands it before it is taken.
class Gallery : public QDialog
{
    Q_OBJECT

public:
    Gallery(const Context &context, QWidget *parent);
    void accept() override;

Q_SIGNALS:
    void chosen(const QString &name, const QString &sentence);

private:
    void look();

    Context m_context;
    QList<ReadyRule> m_rules;
    qint64 m_request = 0; ///< a late answer about another sentence is dropped
    TextTableModel *m_model;
    TableView *m_table;
    QLabel *m_sentence, *m_meaning;
    QPushButton *m_take;
};

} // namespace crossdock::ui
