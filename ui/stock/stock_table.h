#pragma once

#include "core/inventory/query.h"

#include <QHash>
#include <QSet>
#include <vector>

namespace crossdock::ui {

/// All rows of the grid in little memory (below 1 KiB a row with eight channels) and without any widget. Rows are
/// numbered in the order of their arrival and never removed; channels are numbered likewise, closer after a removal.
class StockTable
{
public:
    /// One listing as the grid shows it. A SKU with several listings on a channel shows the one in the worst state.
    struct Cell {
        qint32 shown = unknown; ///< what the channel is believed to show
        qint32 wanted = 0;
        quint32 sinceS = 0; ///< when its state began, seconds since 1970
        quint8 state = absent; ///< OfferState::State
        bool isStopped = false;

        static constexpr qint32 unknown = -1'000'000'001; // below any quantity
        static constexpr quint8 absent = 255;
        bool isAbsent() const { return state == absent; }
        OfferState::State stateNow() const { return static_cast<OfferState::State>(state); }
        friend bool operator==(const Cell &, const Cell &) = default;
    };

    struct Row {
        Sku sku;
        QString name;
        QByteArray key; ///< SKU, name, barcode, category: lower case, for the filter
        qint64 stamp = 0; ///< number of the entry up to which it is current
        qint32 onHand = 0, reserved = 0, available = 0, inTransit = 0, quarantine = 0, reorderPoint = 0;
        bool isKit = false, isStopped = false;
    };

    /// What an update changed: a bit per fixed column, a bit per channel. Feeds flashes and repaints.
    struct Changes {
        quint32 fixed = 0;
        quint64 channels = 0;
        bool isEmpty() const { return fixed == 0 && channels == 0; }
    };
    enum Field { SkuField, NameField, StatusField, OnHandField, ReservedField, AvailableField, InTransitField, QuarantineField };

    int rowCount() const { return static_cast<int>(m_rows.size()); }
    int channelCount() const { return static_cast<int>(m_channels.size()); }
    const QList<ChannelId> &channels() const { return m_channels; }
    const Row &row(int row) const { return m_rows[static_cast<size_t>(row)]; }
    const Cell &cell(int row, int channel) const;
    int find(const Sku &sku) const { return m_bySku.value(sku, -1); }
    int findChannel(const ChannelId &channel) const { return static_cast<int>(m_channels.indexOf(channel)); }

    bool isRemoved(const ChannelId &channel) const { return m_removed.contains(channel); }

    int addChannel(const ChannelId &channel); ///< its number, also where it is known already or was removed
    void removeChannel(const ChannelId &channel); ///< what is still read or heard of its listings is dropped
    int append(const StockRow &row, qint64 stamp); ///< a SKU that is not there yet
    Changes update(int row, const StockRow &now, qint64 stamp);
    Changes updateOffer(int row, const OfferState &offer);

    size_t bytes() const; ///< all that the table holds, with what its strings hold

private:
    Cell &cellAt(int row, int channel);
    int numberFor(const ChannelId &channel) { return isRemoved(channel) ? -1 : addChannel(channel); }
    quint64 writeOffers(int row, const QList<OfferState> &offers);

    std::vector<Row> m_rows;
    std::vector<Cell> m_cells; ///< m_stride for each row
    int m_stride = 8; // grows in eights: a new channel seldom moves everything
    QList<ChannelId> m_channels;
    QSet<ChannelId> m_removed;
    QHash<Sku, int> m_bySku;
};

} // namespace crossdock::ui
