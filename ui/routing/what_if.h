#pragma once

#include "ui/routing/compare_model.h"
#include "ui/routing/wave_feed.h"

class QLabel;
class QPushButton;

namespace crossdock::ui {

class Banner;
class PolicyForm;
class TableView;

/// The same orders under another policy: the plan beside that of now, and beside one that was kept to compare. UI thread; never waits.
class WhatIf : public QWidget
{
    Q_OBJECT

public:
    WhatIf(const Context &context, WaveFeed &feed, QWidget *parent);

    void display(); ///< the plan of now has changed
    const fulfilment::WavePolicy &policy() const;
    std::optional<fulfilment::WavePolicy> keptPolicy() const;
    const fulfilment::WavePolicy &house() const { return m_house; } ///< the one in force

Q_SIGNALS:
    void policyChanged(); ///< policy() or keptPolicy()

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeForm();
    QWidget *makeResult();
    void ask();
    void take(const Result<Desk::Wave> &wave);
    void keep();
    void reset();
    void adopt(); ///< as the policy of the house
    void look();
    QString summary() const;

    Context m_context;
    WaveFeed &m_feed;
    PolicyForm *m_form;
    QPushButton *m_keep, *m_reset, *m_adopt;
    QLabel *m_summary, *m_others;
    Banner *m_banner;
    TextTableModel *m_model;
    TableView *m_table;
    QTimer m_soon;
    Desk::Wave m_wave, m_kept; ///< nullptr: none
    fulfilment::WavePolicy m_house; ///< in force
    qint64 m_request = 0; ///< a late answer about another policy is dropped
};

} // namespace crossdock::ui
