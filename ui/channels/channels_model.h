#pragma once

#include "core/inventory/environment.h"
#include "core/inventory/query.h"
#include "ui/widgets/cell_delegate.h"

#include <QAbstractTableModel>
#include <QTimer>
#include <array>

namespace crossdock::ui {

class ChannelWatch;

/// Every channel that the watch knows, in words. Ages grow once a second.
class ChannelsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Channel, Kind, State, Lag, Queue, OnTheWire, Limit, SetAside, LastEvent, OrdersRead, LastError, ColumnCount };

    ChannelsModel(const ChannelWatch &watch, const Clock &clock, QObject *parent);

    const ChannelRow &channel(int row) const { return m_rows.at(row).channel; }
    const ChannelHealth &health(int row) const { return m_rows.at(row).health; }
    int rowOf(const ChannelId &id) const; ///< -1: unknown

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        ChannelRow channel;
        ChannelHealth health;
        std::array<QString, ColumnCount> texts;
        QString elsewhere; ///< what is shown of it beside the table
        Tone tone = Tone::Neutral;
    };

    void follow();
    void refresh(int row);
    void refreshAges();
    void describe(Row &row) const;
    static Emphasis emphasis(const Row &row, int column);
    static bool isNumeric(int column);

    const ChannelWatch &m_watch;
    const Clock &m_clock;
    QList<Row> m_rows; ///< by name
    QTimer m_second;
};

} // namespace crossdock::ui
