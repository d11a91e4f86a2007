#pragma once

#include "ui/page.h"

#include <QTimer>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QStackedWidget;

namespace crossdock::ui {

class Banner;
class ColumnChooser;
class EmptyState;
class OrderActions;
class OrderPanel;
class OrdersModel;
class PageHeader;
class TableView;
struct OrdersFilter;

/// The orders of all channels, live, and beside them the one that is open.
class OrdersPage : public Page
{
    Q_OBJECT

public:
    explicit OrdersPage(const Context &context, QWidget *parent = nullptr);

    void focusFilter() override;
    bool closePanel() override;
    void open(const QString &id) override; ///< "channel/number"
    QString selectedId() const override;
    QString hiddenColumns() const override;
    void setHiddenColumns(const QString &names) override;
    QList<QAction *> commands() const override;
    bool isForChosen(const QAction &command) const override;

private:
    PageHeader *makeHeader();
    void makeTable();
    void readChannels();
    void filter();
    void resetFilter();
    void look();
    void sayEmpty();
    void sortByCurrent();
    void selectAgain();
    void showChosen();
    void openRow(const QModelIndex &index);
    void openOrder(const OrderId &id);
    OrdersFilter filterFromControls() const;

    Context m_context;
    OrderActions *m_actions;
    OrdersModel *m_model;
    PageHeader *m_header;
    QLineEdit *m_text;
    QComboBox *m_channel, *m_state;
    QCheckBox *m_short;
    Banner *m_banner;
    TableView *m_table;
    ColumnChooser *m_columns;
    EmptyState *m_empty;
    QStackedWidget *m_stack;
    OrderPanel *m_panel;
    QAction *m_sortByColumn;
    OrderId m_selected; ///< kept while the list is read anew
    int m_column = 0; ///< of the cursor
    bool m_hasChannels = true; ///< until it is known
    QTimer m_typing;
};

} // namespace crossdock::ui
