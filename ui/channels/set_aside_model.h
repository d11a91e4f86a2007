#pragma once

#include "core/inventory/environment.h"
#include "core/inventory/inventory.h"

#include <QAbstractTableModel>
#include <QTimer>
#include <array>

namespace crossdock::ui {

/// The listings of one channel that it refused, with its own words. Read again soon after an answer of that channel
/// touches one of them.
class SetAsideModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Listing, Item, Wanted, Words, Since, ColumnCount };

    SetAsideModel(Inventory &inventory, const Clock &clock, QObject *parent);

    void setChannel(const ChannelId &channel); ///< empty: none
    const query::Listings::Item &item(int row) const { return m_rows.at(row).item; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void listRead();
    void failed(const crossdock::Error &error);

private:
    struct Row {
        query::Listings::Item item;
        std::array<QString, ColumnCount> texts;
    };

    void read();
    void show(const QList<query::Listings::Item> &items);
    void take(const Events &events);
    bool concerns(const OfferState &offer) const;
    bool concerns(const Event &event) const;

    Inventory &m_inventory;
    const Clock &m_clock;
    ChannelId m_channel;
    QList<Row> m_rows;
    QTimer m_soon;
    qint64 m_request = 0; ///< a late answer to an older question is dropped
};

} // namespace crossdock::ui
