#pragma once

#include "ui/page.h"

#include <QTimer>

class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace crossdock::ui {

class Banner;
class EmptyState;
class HistoryCheck;
class PageHeader;
class RuleActions;
class RulePanel;
class RulesModel;
class TableView;

/// All rules, live, and beside them the one that is open in the editor.
class RulesPage : public Page
{
    Q_OBJECT

public:
    explicit RulesPage(const Context &context, QWidget *parent = nullptr);

    void focusFilter() override;
    void open(const QString &id) override; ///< the number of a rule
    QString selectedId() const override;
    QList<QAction *> commands() const override;
    QString unsaved() override;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void hear(const Events &events);
    void refresh();
    PageHeader *makeHeader();
    QWidget *makeList();
    void makeTable();
    void wire();
    void look();
    void follow();
    void select();
    void write(const QString &name, const QString &sentence);
    void openGallery();
    void openNotices();
    void countNotices();

    Context m_context;
    RuleActions *m_actions;
    RulesModel *m_model;
    QLineEdit *m_filter;
    QPushButton *m_notices;
    PageHeader *m_header;
    Banner *m_banner;
    TableView *m_table;
    HistoryCheck *m_history;
    RulePanel *m_panel;
    EmptyState *m_empty, *m_none; ///< of the page, and of the list beside the editor
    QStackedWidget *m_stack, *m_list;
    qint64 m_wanted = 0; ///< to be selected once the list has it
    QTimer m_minute, m_runsSoon, m_noticesSoon;
    qint64 m_noticesRequest = 0; ///< a late answer is dropped
};

} // namespace crossdock::ui
