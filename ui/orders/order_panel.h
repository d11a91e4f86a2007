#pragma once

#include "ui/page.h"

#include <QFrame>
#include <QTimer>
#include <optional>

class QLabel;
class QScrollArea;
class QToolButton;

namespace crossdock::ui {

class Banner;
class BreakableLabel;
class OrderActions;
class OrderParcels;
class Pill;
class TableView;
class TextTableModel;

/// One order in full: facts, lines with their reservations, buyer, and its story with the way to each entry.
class OrderPanel : public QFrame
{
    Q_OBJECT

public:
    OrderPanel(const Context &context, OrderActions &actions, QWidget *parent);

    void open(const OrderId &id);
    void close();
    void focusFirst(); ///< from where Tab leads to what can be done
    const OrderId &id() const { return m_id; }

Q_SIGNALS:
    void closeRequested();
    void entryActivated(qint64 number);

private:
    QLayout *makeHead();
    QLayout *makeFacts();
    QLayout *makeButtons();
    QWidget *makeBuyer();
    void read();
    void take(const Events &events);
    void display(const OrderDetail &order);
    void displayNothing(); ///< until the order is read: what is seen of another one would be taken for it
    void showLines(const OrderDetail &order);
    /// As high as what lies where, and what happened, wrap to.
    void fitLines();
    void fitTimeline();
    void readNames(const OrderDetail &order); ///< of the products: an order knows SKUs
    void showBuyer(const OrderDetail &order);
    void showTimeline(const OrderDetail &order);
    void activate(const QModelIndex &index);

    Context m_context;
    OrderActions &m_actions;
    OrderId m_id;
    std::optional<OrderDetail> m_order;
    QHash<Sku, QString> m_names;
    QTimer m_soon;
    qint64 m_request = 0; ///< a late answer about another order is dropped
    QLabel *m_number;
    QToolButton *m_close;
    QScrollArea *m_pane;
    BreakableLabel *m_channel, *m_placed, *m_shipBy, *m_shipTo, *m_total, *m_tracking, *m_wish, *m_told, *m_buyer, *m_reason;
    Pill *m_state;
    Banner *m_banner;
    OrderParcels *m_parcels;
    TextTableModel *m_lines, *m_timeline;
    TableView *m_lineTable, *m_timelineTable;
};

} // namespace crossdock::ui
