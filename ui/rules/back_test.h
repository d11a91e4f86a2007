#pragma once

#include "ui/page.h"

#include <QDate>

class QLabel;

namespace crossdock::ui {

class Banner;
class BusyBar;
class DayStrip;
class TableView;
class TextTableModel;

/// What a sentence would have done over the last 30 days: a strip of days, and each case with the way to its entry. Tried
/// while it is seen, and stopped when nobody waits for it any more: it keeps other questions waiting.
class BackTest : public QWidget
{
    Q_OBJECT

public:
    BackTest(const Context &context, QWidget *parent);
    ~BackTest() override;

    void setSentence(const QString &text); ///< empty: it does not compile, so there is nothing to try
    void cancel(); ///< the sentence is being written: no answer is waited for

Q_SIGNALS:
    void entryActivated(qint64 number);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void run(); ///< asks, unless this sentence has been tried
    void take(const RuleRehearsal &rehearsal);
    void fail(const Error &error);
    void goTo(const QDate &day);
    void activate(const QModelIndex &index);

    Context m_context;
    QString m_text, m_tried;
    qint64 m_request = 0; ///< a late answer about another sentence is dropped
    std::shared_ptr<Progress> m_progress; ///< of the question under way
    QDate m_first;
    QList<RuleRehearsal::Case> m_cases; ///< newest first, as in the table
    QLabel *m_summary, *m_assumptions;
    DayStrip *m_days;
    BusyBar *m_busy;
    Banner *m_banner;
    TextTableModel *m_model;
    TableView *m_table;
};

} // namespace crossdock::ui
