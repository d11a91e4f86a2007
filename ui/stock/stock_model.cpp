#include "ui/stock/stock_model.h"

#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/table_view.h"

namespace crossdock::ui {
namespace {

constexpr int frameMs = 16;

quint64 flashKey(int tableRow, int column)
{
    return static_cast<quint64>(tableRow) << 16 | static_cast<quint64>(column);
}

} // namespace

StockModel::StockModel(const Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_cells(m_table, clock)
{
    m_frame.setSingleShot(true);
    m_frame.setInterval(frameMs);
    m_frame.setTimerType(Qt::PreciseTimer);
    connect(&m_frame, &QTimer::timeout, this, &StockModel::flush);
}

int StockModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_order.size());
}

int StockModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : FirstChannelColumn + m_channelColumns;
}

ChannelId StockModel::channelAt(int column) const
{
    return column >= FirstChannelColumn ? m_table.channels()[column - FirstChannelColumn] : ChannelId();
}

int StockModel::rowOf(const Sku &sku) const
{
    const int tableRow = m_table.find(sku);
    return tableRow < 0 ? -1 : m_position[tableRow];
}

QVariant StockModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(section >= OnHandColumn ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section >= FirstChannelColumn)
        return tr("%1: what it shows to buyers").arg(channelAt(section).text());
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case SkuColumn:
        return tr("SKU");
    case NameColumn:
        return tr("Product");
    case StatusColumn:
        return tr("Status");
    case OnHandColumn:
        return tr("On hand");
    case ReservedColumn:
        return tr("Reserved");
    case AvailableColumn:
        return tr("Available");
    case InTransitColumn:
        return tr("In transit");
    case QuarantineColumn:
        return tr("Quarantine");
    default:
        return channelAt(section).text();
    }
}

QVariant StockModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const int column = index.column();
    const int tableRow = m_order[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return m_cells.display(tableRow, column);
    case Qt::TextAlignmentRole:
        return QVariant(column >= OnHandColumn ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    case SortRole:
        return m_cells.sortValue(tableRow, column);
    case ToneRole:
        return column == StatusColumn ? QVariant(StockCells::statusTone(m_table.row(tableRow))) : QVariant();
    case MarkRole:
        return m_cells.mark(tableRow, column);
    case AgeRole:
        return m_cells.shortAge(tableRow, column);
    case EmphasisRole:
        return m_cells.emphasis(tableRow, column);
    case ChangedAtRole: {
        const auto flash = m_flashes.constFind(flashKey(tableRow, column));
        return flash == m_flashes.cend() ? QVariant() : QVariant(*flash);
    }
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return column >= FirstChannelColumn || role == Qt::ToolTipRole ? m_cells.spoken(tableRow, column) : QVariant();
    default:
        return {};
    }
}

void StockModel::setChannels(const QList<ChannelId> &channels)
{
    for (const ChannelId &channel : channels) {
        if (!m_table.isRemoved(channel)) // the list was read before
            m_table.addChannel(channel);
    }
    syncChannels();
}

void StockModel::addChannel(const ChannelId &channel)
{
    m_table.addChannel(channel);
    syncChannels();
}

void StockModel::removeChannel(const ChannelId &channel)
{
    flush(); // what waits is numbered by the columns of now
    const int gone = m_table.findChannel(channel);
    const int column = FirstChannelColumn + gone;
    if (gone >= 0)
        beginRemoveColumns({}, column, column);
    m_table.removeChannel(channel);
    if (gone < 0)
        return;
    --m_channelColumns;
    m_flashes.clear();
    if (m_sortColumn >= column)
        m_sortColumn = m_sortColumn == column ? -1 : m_sortColumn - 1;
    endRemoveColumns();
}

void StockModel::syncChannels()
{
    if (m_table.channelCount() == m_channelColumns)
        return;
    beginInsertColumns({}, columnCount(), FirstChannelColumn + m_table.channelCount() - 1);
    m_channelColumns = m_table.channelCount();
    endInsertColumns();
}

void StockModel::addRows(const QList<StockRow> &rows, qint64 stamp)
{
    for (const StockRow &row : rows) {
        if (knows(row.sku))
            apply(row, stamp);
        else
            m_table.append(row, stamp == live ? 0 : stamp); // what a later entry says of it is news
    }
    syncChannels();
    showNewRows();
}

void StockModel::showNewRows()
{
    QList<int> shown;
    for (int row = static_cast<int>(m_position.size()); row < m_table.rowCount(); ++row) {
        const bool isShown = m_filter.isEmpty() || m_filter.accepts(m_table, row);
        m_position.append(isShown ? static_cast<int>(m_order.size() + shown.size()) : -1);
        if (isShown)
            shown.append(row);
    }
    if (!shown.isEmpty()) {
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(shown.size()) - 1);
        m_order.append(shown);
        endInsertRows();
    }
    Q_EMIT countChanged();
}

void StockModel::apply(const StockRow &row, qint64 stamp)
{
    const int tableRow = m_table.find(row.sku);
    if (tableRow < 0) {
        addRows({row}, stamp);
        return;
    }
    const qint64 old = m_table.row(tableRow).stamp;
    if (old <= stamp)
        touch(tableRow, m_table.update(tableRow, row, stamp == live ? old : stamp));
}

void StockModel::applyOffer(const Sku &sku, const OfferState &offer, qint64 stamp)
{
    const int tableRow = m_table.find(sku);
    if (tableRow >= 0 && m_table.row(tableRow).stamp <= stamp)
        touch(tableRow, m_table.updateOffer(tableRow, offer));
}

void StockModel::touch(int tableRow, const StockTable::Changes &changes)
{
    if (changes.isEmpty())
        return;
    Touched &touched = m_touched[tableRow];
    touched.fixed |= changes.fixed;
    touched.channels |= changes.channels;
    if (!m_frame.isActive())
        m_frame.start();
}

void StockModel::flush()
{
    syncChannels();
    const auto touched = std::exchange(m_touched, {});
    if (touched.isEmpty())
        return;
    const qint64 now = TableView::nowMs();
    m_flashes.removeIf([now](const auto &flash) { return now - flash.value() > TableView::flashMs; });
    QList<int> rows;
    int first = columnCount();
    int last = 0;
    for (auto row = touched.cbegin(); row != touched.cend(); ++row) {
        if (m_position[row.key()] < 0)
            continue;
        rows.append(m_position[row.key()]);
        for (int column = 0; column < columnCount(); ++column) {
            const bool isTouched = column < FirstChannelColumn ? row->fixed >> column & 1U
                                                               : row->channels >> (column - FirstChannelColumn) & 1U;
            if (!isTouched)
                continue;
            first = std::min(first, column);
            last = std::max(last, column);
            if (column >= OnHandColumn)
                m_flashes.insert(flashKey(row.key(), column), now);
        }
    }
    std::sort(rows.begin(), rows.end());
    for (int begin = 0, end = 0; begin < static_cast<int>(rows.size()); begin = end) { // one signal a run of neighbours
        for (end = begin + 1; end < static_cast<int>(rows.size()) && rows[end] == rows[end - 1] + 1;)
            ++end;
        Q_EMIT dataChanged(index(rows[begin], first), index(rows[end - 1], last), {Qt::DisplayRole, MarkRole, ToneRole, ChangedAtRole});
    }
    Q_EMIT flushed();
}

void StockModel::setFilter(const StockFilter &filter)
{
    m_filter = filter;
    rebuild();
}

void StockModel::sort(int column, Qt::SortOrder order)
{
    m_sortColumn = column;
    m_sortOrder = order;
    rebuild();
}

void StockModel::rebuild()
{
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList old = persistentIndexList();
    QList<int> oldRows;
    for (const QModelIndex &index : old)
        oldRows.append(m_order[index.row()]);

    m_order.clear();
    for (int row = 0; row < m_table.rowCount(); ++row) {
        if (m_filter.isEmpty() || m_filter.accepts(m_table, row))
            m_order.append(row);
    }
    sortOrder();
    m_position.fill(-1, m_table.rowCount());
    for (int i = 0; i < static_cast<int>(m_order.size()); ++i)
        m_position[m_order[i]] = i;

    for (int i = 0; i < static_cast<int>(old.size()); ++i) {
        const int row = m_position[oldRows[i]];
        changePersistentIndex(old[i], row < 0 ? QModelIndex() : index(row, old[i].column()));
    }
    Q_EMIT layoutChanged();
    Q_EMIT countChanged();
}

void StockModel::sortOrder()
{
    if (m_sortColumn < 0 || m_sortColumn >= columnCount())
        return;
    const bool isDescending = m_sortOrder == Qt::DescendingOrder;
    const auto by = [&](auto &&value) {
        std::stable_sort(m_order.begin(), m_order.end(), [&](int a, int b) {
            return isDescending ? value(b) < value(a) : value(a) < value(b);
        });
    };
    if (m_sortColumn == SkuColumn) {
        by([&](int row) { return std::string_view(m_table.row(row).key.constData(), static_cast<size_t>(m_table.row(row).key.size())); });
    } else if (m_sortColumn == NameColumn) {
        by([&](int row) { return QStringView(m_table.row(row).name); });
    } else if (m_sortColumn == StatusColumn) {
        by([&](int row) { return StockCells::statusTone(m_table.row(row)); });
    } else if (m_sortColumn < FirstChannelColumn) {
        by([&](int row) { return StockCells::numberOf(m_table.row(row), m_sortColumn); });
    } else {
        const int channel = m_sortColumn - FirstChannelColumn;
        by([&](int row) {
            const StockTable::Cell &cell = m_table.cell(row, channel);
            return cell.isAbsent() ? StockTable::Cell::unknown - 1 : cell.shown;
        });
    }
}

} // namespace crossdock::ui
