#pragma once

#include "ui/pack/pack_box.h"
#include "ui/page.h"

class QLabel;
class QLineEdit;
class QShortcut;
class QStackedWidget;

namespace crossdock::ui {

class Banner;
class BoxMeasures;
class EmptyState;
class LabelPanel;
class OrderFinder;
class PackQueueModel;
class PageHeader;
class PickListAction;
class TableView;
class TextTableModel;

/// The packing bench: scan an order, scan what goes into the box, weigh, print the slip, ship. No mouse needed.
class PackPage : public Page
{
    Q_OBJECT

public:
    explicit PackPage(const Context &context, QWidget *parent = nullptr);

    void focusFilter() override; ///< the field for scans
    bool closePanel() override; ///< puts the open order aside
    void open(const QString &id) override; ///< "channel/number"
    QString selectedId() const override;
    QList<QAction *> commands() const override;

    /// Where slips go: the system's printer dialog, unless a test says otherwise. Answers whether it was printed.
    using Print = std::function<void(const PackBox &, std::function<void(bool)> done)>;
    void setPrint(Print print) { m_print = std::move(print); }

protected:
    void showEvent(QShowEvent *event) override; ///< the field for scans has the cursor

private:
    QAction *add(const QString &name, const QString &text, const QString &icon, const QKeySequence &keys, void (PackPage::*slot)());
    QWidget *makeQueue();
    QWidget *makeBench();
    void scan(const QString &code);
    void openBox(const PackBox &box);
    void look();
    void takeBack();
    void ship();
    void shipped(const OrderId &id);
    void printSlip();
    void notePrinted();
    void tellLabel(); ///< what is known of the box
    void takeLabel(); ///< its tracking number is the box's
    void complain(const QString &sentence);
    QString packedText() const;

    Context m_context;
    PackBox m_box;
    Print m_print;
    OrderFinder *m_finder;
    PackQueueModel *m_queue;
    TextTableModel *m_lines;
    QLineEdit *m_scan, *m_tracking;
    LabelPanel *m_label;
    PickListAction *m_pickList = nullptr;
    BoxMeasures *m_measures = nullptr;
    Banner *m_banner;
    PageHeader *m_header;
    TableView *m_queueTable, *m_lineTable;
    QLabel *m_title, *m_facts, *m_count;
    EmptyState *m_empty;
    QStackedWidget *m_stack;
    QAction *m_ship, *m_slip, *m_takeBack;
    QShortcut *m_tooEarly; ///< its keys while it cannot be done yet
    bool m_isShipping = false, m_isPrinted = false;
};

} // namespace crossdock::ui
