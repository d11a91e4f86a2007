#pragma once

#include "ui/page.h"

class QComboBox;
class QLabel;
class QPushButton;

namespace crossdock::ui {

class Banner;
class BusyBar;
class EmptyState;
class IntervalChart;
class TableView;
class TextTableModel;

/// Two policies on the orders of the last 30 days: what they cost, how often they are late, and how sure the difference is. UI thread;
/// never waits.
class PolicyBackTest : public QWidget
{
    Q_OBJECT

public:
    struct NamedPolicy {
        QString name;
        fulfilment::WavePolicy policy;
    };

    PolicyBackTest(const Context &context, QWidget *parent);
    ~PolicyBackTest() override;

    void setPolicies(const QList<NamedPolicy> &policies); ///< to choose two of

protected:
    void hideEvent(QHideEvent *event) override; ///< nobody waits for it any more

private:
    QLayout *makeQuestion();
    QWidget *makeAnswer();
    void run();
    void cancel();
    void take(const Result<fulfilment::BackTest> &test);
    void display(const fulfilment::BackTest &test);
    void showTable(const fulfilment::BackTest &test);
    void showCharts(const fulfilment::BackTest &test);
    QString moneySentence(const fulfilment::BackTest &test) const;
    QString lateSentence(const fulfilment::BackTest &test) const;
    const NamedPolicy &chosen(const QComboBox &box) const;
    void look();

    Context m_context;
    QList<NamedPolicy> m_policies;
    QString m_firstName, m_secondName; ///< of the answer
    std::shared_ptr<Progress> m_progress; ///< of the question under way
    qint64 m_request = 0; ///< a late answer to an older question is dropped
    QComboBox *m_first, *m_second;
    QPushButton *m_run;
    BusyBar *m_busy;
    Banner *m_banner;
    QLabel *m_money, *m_late, *m_doubts;
    IntervalChart *m_moneyChart, *m_lateChart;
    TextTableModel *m_model;
    TableView *m_table;
    EmptyState *m_empty;
    QWidget *m_answer;
};

} // namespace crossdock::ui
