#pragma once

#include "ui/page.h"

#include <QDate>

class QComboBox;
class QLabel;

namespace crossdock::ui {

class Banner;
class BusyBar;
class DayStrip;
class PastQuestions;
class TableView;
class TextTableModel;

/// What a sentence would have done over the last 30 days, alone or beside a version on record: a strip of days for each, and
/// the cases, each with the way to its entry; beside a version, those that only one of them has. Tried while it is seen, and
/// stopped when nobody waits for it any more: it keeps other questions waiting.
class BackTest : public QWidget
{
    Q_OBJECT

public:
    BackTest(const Context &context, QWidget *parent);

    void setSentence(const QString &text); ///< empty: it does not compile, so there is nothing to try
    void setVersions(qint64 rule, const QList<RuleVersion> &versions); ///< newest first: those it can be compared with
    void compareWith(int version); ///< 0: with none
    void cancel(); ///< the sentence is being written: no answer is waited for

Q_SIGNALS:
    void entryActivated(qint64 number);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    /// What is tried.
    struct Trial {
        QString text;
        qint64 rule = 0;
        int version = 0; ///< of `rule`, that stands beside it; 0: none
        friend bool operator==(const Trial &, const Trial &) = default;
    };

    QLayout *makeChoice();
    QLayout *makeStrips();
    void wire();
    Trial wanted() const;
    void reset();
    void run(); ///< asks, unless this has been tried
    void take(const QList<RuleRehearsal> &answers);
    void sayOne(const RuleRehearsal &rehearsal);
    void sayBoth(const RuleRehearsal &words, const RuleRehearsal &version);
    void sayMoney(const QList<RuleRehearsal> &answers);
    void sayDoubts(const RuleRehearsal &rehearsal, bool isAlone);
    void showDays(const QList<RuleRehearsal> &answers);
    void showCases(const QList<RuleRehearsal::Case> &cases, const QList<RuleRehearsal::Case> &ofVersion);
    QList<int> runsByDay(const RuleRehearsal &rehearsal) const;
    void fail(const Error &error);
    void goTo(const QDate &day);
    void activate(const QModelIndex &index);

    Context m_context;
    QString m_text;
    qint64 m_rule = 0;
    Trial m_tried;
    QDate m_first;
    QList<RuleRehearsal::Case> m_cases; ///< newest first, as in the table
    QLabel *m_beside;
    QComboBox *m_versions;
    QLabel *m_summary, *m_money, *m_assumptions, *m_wordsTitle, *m_versionTitle;
    DayStrip *m_days, *m_versionDays;
    BusyBar *m_busy;
    PastQuestions *m_questions;
    Banner *m_banner;
    TextTableModel *m_model;
    TableView *m_table;
};

} // namespace crossdock::ui
