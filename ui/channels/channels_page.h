#pragma once

#include "ui/page.h"

class QStackedWidget;

namespace crossdock::ui {

class Banner;
class BusyBar;
class ChannelActions;
class ChannelPanel;
class ChannelsModel;
class EmptyState;
class PageHeader;
class SetAsidePanel;
class TableView;

/// How every channel does at the moment; below, the selected one with its lag, its facts and what it refused.
class ChannelsPage : public Page
{
    Q_OBJECT

public:
    explicit ChannelsPage(const Context &context, QWidget *parent = nullptr);

    void open(const QString &id) override; ///< a channel's name
    QString selectedId() const override;
    void focusFilter() override; ///< there is none: goes to the list
    QList<QAction *> commands() const override;

private:
    void makeTable();
    QWidget *makeDetails();
    void look();
    void select();
    void display();
    int currentRow() const;

    static Context watched(Context context, QObject *parent);

    Context m_context;
    Banner *m_banner;
    BusyBar *m_busy;
    ChannelActions *m_actions;
    ChannelsModel *m_model;
    PageHeader *m_header;
    TableView *m_table;
    EmptyState *m_empty;
    QStackedWidget *m_stack;
    ChannelPanel *m_panel;
    SetAsidePanel *m_setAside;
    QString m_wanted; ///< the channel to select once it is there
};

} // namespace crossdock::ui
