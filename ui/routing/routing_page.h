#pragma once

#include "ui/page.h"
#include "ui/words.h"

#include <QTimer>

class QLineEdit;
class QStackedWidget;
class QTabWidget;

namespace crossdock::ui {

class Banner;
class EmptyState;
class NodeBoard;
class PageHeader;
class PlacesView;
class PolicyBackTest;
class RoutingActions;
class TableView;
class WaveFeed;
class WaveFigures;
class WaveModel;
class WhatIf;
class WhyRoute;

/// From where the waiting orders are sent: the plan of now against what is provably possible, as a list and as a board of places; why it
/// is as it is, what it costs to have it otherwise, and what another policy would have done.
class RoutingPage : public Page
{
    Q_OBJECT

public:
    explicit RoutingPage(const Context &context, QWidget *parent = nullptr);

    void focusFilter() override;
    bool closePanel() override;
    void open(const QString &id) override; ///< an order, "channel/number"
    QString selectedId() const override { return m_current; }
    QList<QAction *> commands() const override;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    enum Tab { Orders, Board, Try, Past, Places };

    QAction *add(const QString &name, const QString &text, const QString &icon, const QKeySequence &keys, void (RoutingPage::*slot)());
    void addTab(QWidget *widget, const QString &name, const QString &title);
    QWidget *withEmpty(QWidget *widget);
    void makeHeader();
    void makeTable();
    void makeTabs();
    void wire();

    void take(); ///< the feed has another wave
    void showTimes(); ///< what depends on the time of day
    QString subject() const; ///< the order that the visible part speaks of; empty: none
    void look();
    void sayEmpty();
    void sayDoubts();
    void say(Tone tone, const QString &sentence, const QString &verb = {}, const std::function<void()> &offer = {}); ///< the verb: on a button
    void select(const QString &order); ///< in the list and on the board
    void openWhy();
    void openOrder();
    void sortByCurrent();
    void showPolicies();

    Context m_context;
    WaveFeed *m_feed;
    WaveModel *m_model;
    RoutingActions *m_actions;
    QAction *m_why, *m_order, *m_sort;
    QList<QAction *> m_views; ///< one for each tab
    PageHeader *m_header;
    QLineEdit *m_filter;
    Banner *m_banner;
    WaveFigures *m_figures;
    TableView *m_table;
    NodeBoard *m_board;
    WhatIf *m_whatIf;
    PolicyBackTest *m_backTest;
    PlacesView *m_places;
    QTabWidget *m_tabs;
    WhyRoute *m_whyPanel;
    EmptyState *m_nothing; ///< instead of all of it
    QStackedWidget *m_stack;
    QList<QPair<QStackedWidget *, EmptyState *>> m_lists; ///< what an order stands in, or why none does
    QString m_current; ///< order
    QTimer *m_minute; ///< times that are left run down
    QTimer m_slow; ///< a plan that takes longer says so
    QStringList m_doubts; ///< that were said
    std::function<void()> m_offered; ///< what the button of the banner does
    bool m_isSelecting = false, m_opensWhy = false; ///< the second: once the first plan is there
};

} // namespace crossdock::ui
