#include "ui/stock/stock_table.h"

namespace crossdock::ui {
namespace {

qint32 narrow(Quantity quantity)
{
    return static_cast<qint32>(std::clamp<Quantity>(quantity, -maxQuantity, maxQuantity));
}

int badness(quint8 state)
{
    switch (static_cast<OfferState::State>(state)) {
    case OfferState::State::Refused:
        return 5;
    case OfferState::State::Held:
        return 4;
    case OfferState::State::Waiting:
        return 3;
    case OfferState::State::Sent:
        return 2;
    case OfferState::State::Accepted:
        return 1;
    case OfferState::State::Acknowledged:
        return 0;
    }
    return -1; // absent
}

StockTable::Cell cellFrom(const OfferState &offer)
{
    const bool isAnswered = offer.state == OfferState::State::Acknowledged || offer.state == OfferState::State::Refused
        || offer.state == OfferState::State::Accepted;
    const Time since = isAnswered ? offer.answeredAt : offer.wantedAt;
    return {.shown = offer.believed ? narrow(*offer.believed) : StockTable::Cell::unknown, .wanted = narrow(offer.wanted),
            .sinceS = static_cast<quint32>(toMs(since) / 1'000), .state = static_cast<quint8>(offer.state),
            .isStopped = offer.isStopped};
}

QByteArray keyOf(const StockRow &row)
{
    return (row.sku.text() + u'\n' + row.name + u'\n' + row.barcode + u'\n' + row.category).toLower().toUtf8();
}

size_t heapOf(const QString &text)
{
    return text.capacity() > 0 ? static_cast<size_t>(text.capacity() + 1) * sizeof(QChar) + 16 : 0;
}

} // namespace

const StockTable::Cell &StockTable::cell(int row, int channel) const
{
    return m_cells[static_cast<size_t>(row) * static_cast<size_t>(m_stride) + static_cast<size_t>(channel)];
}

StockTable::Cell &StockTable::cellAt(int row, int channel)
{
    return const_cast<Cell &>(std::as_const(*this).cell(row, channel));
}

int StockTable::addChannel(const ChannelId &channel)
{
    m_removed.remove(channel);
    if (const int known = findChannel(channel); known >= 0)
        return known;
    if (channelCount() == m_stride) {
        const int stride = m_stride + 8;
        std::vector<Cell> cells(m_rows.size() * static_cast<size_t>(stride));
        for (int row = 0; row < rowCount(); ++row)
            std::copy_n(&cell(row, 0), m_stride, &cells[static_cast<size_t>(row) * static_cast<size_t>(stride)]);
        m_cells = std::move(cells);
        m_stride = stride;
    }
    m_channels.append(channel);
    return channelCount() - 1;
}

void StockTable::removeChannel(const ChannelId &channel)
{
    m_removed.insert(channel);
    const int gone = findChannel(channel);
    if (gone < 0)
        return;
    m_channels.removeAt(gone);
    for (int row = 0; row < rowCount(); ++row) {
        Cell *cells = &cellAt(row, 0);
        std::move(cells + gone + 1, cells + m_stride, cells + gone);
        cells[m_stride - 1] = {};
    }
}

int StockTable::append(const StockRow &row, qint64 stamp)
{
    const int number = rowCount();
    m_rows.emplace_back();
    m_cells.resize(m_cells.size() + static_cast<size_t>(m_stride));
    m_rows.back().sku = row.sku;
    m_bySku.insert(row.sku, number);
    update(number, row, stamp);
    return number;
}

StockTable::Changes StockTable::update(int number, const StockRow &now, qint64 stamp)
{
    Row &row = m_rows[static_cast<size_t>(number)];
    Changes changes;
    const auto set = [&changes](auto &old, const auto &value, Field field) {
        if (old != value) {
            old = value;
            changes.fixed |= 1U << field;
        }
    };
    row.stamp = stamp;
    set(row.name, now.name, NameField);
    set(row.isKit, now.isKit, NameField);
    set(row.isStopped, now.isStopped, StatusField);
    set(row.reorderPoint, narrow(now.reorderPoint), StatusField);
    set(row.onHand, narrow(now.onHand), OnHandField);
    set(row.reserved, narrow(now.reserved), ReservedField);
    set(row.available, narrow(now.available), AvailableField);
    set(row.inTransit, narrow(now.inTransit), InTransitField);
    set(row.quarantine, narrow(now.quarantine), QuarantineField);
    if (changes.fixed & (1U << AvailableField))
        changes.fixed |= 1U << StatusField;
    if (row.key.isEmpty() || changes.fixed & (1U << NameField))
        row.key = keyOf(now);
    changes.channels = writeOffers(number, now.offers);
    return changes;
}

quint64 StockTable::writeOffers(int row, const QList<OfferState> &offers)
{
    std::array<Cell, 64> now{};
    for (const OfferState &offer : offers) {
        const int channel = numberFor(offer.listing.channel);
        const Cell cell = cellFrom(offer);
        if (channel >= 0 && channel < 64 && badness(cell.state) > badness(now[static_cast<size_t>(channel)].state))
            now[static_cast<size_t>(channel)] = cell;
    }
    quint64 changed = 0;
    for (int channel = 0; channel < std::min(channelCount(), 64); ++channel) {
        if (const Cell &cell = now[static_cast<size_t>(channel)]; cellAt(row, channel) != cell) {
            cellAt(row, channel) = cell;
            changed |= 1ULL << channel;
        }
    }
    return changed;
}

StockTable::Changes StockTable::updateOffer(int row, const OfferState &offer)
{
    const int channel = numberFor(offer.listing.channel);
    const Cell now = cellFrom(offer);
    if (channel < 0 || channel >= 64 || cellAt(row, channel) == now)
        return {};
    cellAt(row, channel) = now;
    return {.channels = 1ULL << channel};
}

size_t StockTable::bytes() const
{
    size_t sum = m_rows.capacity() * sizeof(Row) + m_cells.capacity() * sizeof(Cell);
    for (const Row &row : m_rows)
        sum += heapOf(row.sku.text()) + heapOf(row.name) + static_cast<size_t>(row.key.capacity()) + 16;
    return sum + static_cast<size_t>(m_bySku.capacity()) * (sizeof(Sku) + sizeof(int) + 2);
}

} // namespace crossdock::ui
