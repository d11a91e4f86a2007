#pragma once

#include "ui/page.h"

#include <QTimer>

class QLabel;
class QPushButton;

namespace crossdock::ui {

class Banner;
class TableView;
class TextTableModel;

/// The places that hold stock: how old their own count is, how far it is to be trusted, and what they say of every SKU in their words.
class PlacesView : public QWidget
{
    Q_OBJECT

public:
    PlacesView(const Context &context, QWidget *parent);

Q_SIGNALS:
    void said(const QString &sentence); ///< what was done

protected:
    void showEvent(QShowEvent *event) override; ///< read when somebody looks

private:
    QWidget *makeLevels();
    void hear(const Events &events);
    void read();
    void display(const QList<NodeRow> &nodes);
    void readLevels();
    void showLevels(const Result<QList<fulfilment::StockLevel>> &levels);
    void showDoor(const NodeRow *node);
    void importPlaces();
    void showRules();
    void turnDoor(); ///< closes the place, or opens it again
    const NodeRow *current() const;

    Context m_context;
    QList<NodeRow> m_nodes;
    QTimer m_soon, m_minute;
    NodeId m_levelsOf; ///< the place that m_levels are of
    qint64 m_request = 0; ///< a late answer about another place is dropped
    TextTableModel *m_model, *m_levels;
    TableView *m_table, *m_levelTable;
    QLabel *m_title;
    QPushButton *m_door, *m_import, *m_rules;
    Banner *m_banner;
};

} // namespace crossdock::ui
