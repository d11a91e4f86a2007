#pragma once

#include "ui/page.h"
#include "ui/stock/booking_dialog.h"
#include "ui/stock/stock_feed.h"
#include "ui/widgets/column_chooser.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace crossdock::ui {

class Banner;
class BusyBar;
class EmptyState;
class PageHeader;
class Selling;
class StockDetail;
class StockGrid;

/// The live grid of all SKUs with everything that can be done to their stock. UI thread.
class StockPage : public Page
{
    Q_OBJECT

public:
    explicit StockPage(const Context &context, QWidget *parent = nullptr);

    void focusFilter() override;
    bool closePanel() override;
    void open(const QString &id) override; ///< a SKU, also one that the filter hides
    QString selectedId() const override { return currentSku().text(); }
    QString hiddenColumns() const override { return m_columns->hidden(); }
    void setHiddenColumns(const QString &names) override { m_columns->setHidden(names); }
    QList<QAction *> commands() const override { return m_commands; }
    bool isForChosen(const QAction &command) const override;

    StockModel &model() { return m_model; }

private:
    void makeCommands();
    QAction *add(const QString &text, const QString &icon, const QKeySequence &keys, void (StockPage::*slot)());
    QWidget *makeHeader();
    QWidget *makeActionRow();
    QWidget *makeGrid();
    void setColumnWidths();

    void importProducts();
    void applyFilter();
    void resetFilter();
    void showCount();
    void showSelection();
    void enableCommands();
    void openReasons(const QModelIndex &index);
    void setDetailOpen(bool isOpen);
    void book(BookingDialog::Kind kind);
    void receive() { book(BookingDialog::Kind::Receive); }
    void adjust() { book(BookingDialog::Kind::Adjust); }
    void count() { book(BookingDialog::Kind::Count); }
    void transfer() { book(BookingDialog::Kind::Transfer); }
    void arrive() { book(BookingDialog::Kind::Arrive); }
    void release() { book(BookingDialog::Kind::Release); }
    void stopSelling();
    void resumeSelling();
    void explainCurrent();
    void copy();
    void toggleDetail();
    void sortByCurrent(); ///< by the column of the cursor; again: the other way round
    void chooseColumns();
    QList<Sku> selectedSkus() const;
    QList<Sku> bookableSkus() const; ///< of the selected ones
    Sku currentSku() const;

    Context m_context;
    StockModel m_model;
    StockFeed m_feed;
    Sku m_wanted; ///< to be opened once its row is loaded
    QTimer m_filterSoon;
    QList<QAction *> m_commands;
    QList<QAction *> m_forSelection; ///< only with a selected SKU
    QAction *m_arriveAction = nullptr; ///< where something is on its way
    QAction *m_releaseAction = nullptr; ///< where something is in quarantine
    QAction *m_detailAction = nullptr;
    PageHeader *m_header;
    QLineEdit *m_filter;
    QComboBox *m_quick;
    QPushButton *m_columnButton;
    QLabel *m_selection;
    Banner *m_banner;
    BusyBar *m_busy;
    StockGrid *m_table;
    ColumnChooser *m_columns;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    QSplitter *m_splitter;
    StockDetail *m_detail;
    Selling *m_selling;
};

} // namespace crossdock::ui
