#pragma once

#include "ui/page.h"

class QLabel;

namespace crossdock::ui {

class TableView;
class TextTableModel;

/// The times that a rule fired, newest first, each with the way to its entry in the trail.
class RunLog : public QWidget
{
    Q_OBJECT

public:
    RunLog(const Context &context, QAction *takeBack, QWidget *parent); ///< `takeBack` has its button here
    void display(const QList<RuleRun> &runs, const QList<RuleVersion> &versions);

Q_SIGNALS:
    void entryActivated(qint64 number);

private:
    void activate(const QModelIndex &index);

    QList<RuleRun> m_runs;
    QLabel *m_empty;
    TextTableModel *m_model;
    TableView *m_table;
};

} // namespace crossdock::ui
