#include "ui/stock/stock_cells.h"

#include "ui/widgets/cell_delegate.h"
#include "ui/words.h"

namespace crossdock::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

/// Most numbers are small: their texts are made once, so that painting a page allocates nothing.
const QString &numberText(qint64 value)
{
    static const QList<QString> small = [] {
        QList<QString> texts(10'000);
        for (int i = 0; i < static_cast<int>(texts.size()); ++i)
            texts[i] = number(i);
        return texts;
    }();
    static thread_local QString large;
    if (value >= 0 && value < small.size())
        return small[value];
    large = number(value);
    return large;
}

Badge statusOf(const StockTable::Row &row)
{
    StockRow whole;
    whole.isStopped = row.isStopped;
    whole.available = row.available;
    whole.reorderPoint = row.reorderPoint;
    return stockBadge(whole);
}

} // namespace

QVariant StockCells::display(int tableRow, int column) const
{
    const StockTable::Row &row = m_table.row(tableRow);
    switch (column) {
    case SkuColumn:
        return row.sku.text();
    case NameColumn:
        return row.isKit ? QVariant(tr("%1 · kit").arg(row.name)) : QVariant(row.name);
    case StatusColumn:
        return statusOf(row).text;
    case OnHandColumn:
    case ReservedColumn:
    case AvailableColumn:
    case InTransitColumn:
    case QuarantineColumn:
        return numberText(numberOf(row, column));
    default:
        const StockTable::Cell &cell = m_table.cell(tableRow, column - FirstChannelColumn);
        if (cell.isAbsent())
            return QString();
        return cell.shown == StockTable::Cell::unknown ? u"?"_s : numberText(cell.shown);
    }
}

QVariant StockCells::sortValue(int tableRow, int column) const
{
    const StockTable::Row &row = m_table.row(tableRow);
    switch (column) {
    case SkuColumn:
        return row.sku.text();
    case NameColumn:
        return row.name;
    case StatusColumn:
        return statusOf(row).text;
    case OnHandColumn:
    case ReservedColumn:
    case AvailableColumn:
    case InTransitColumn:
    case QuarantineColumn:
        return numberOf(row, column);
    default:
        const StockTable::Cell &cell = m_table.cell(tableRow, column - FirstChannelColumn);
        return cell.isAbsent() || cell.shown == StockTable::Cell::unknown ? QVariant() : QVariant(qint64(cell.shown));
    }
}

QVariant StockCells::mark(int tableRow, int column) const
{
    if (column < FirstChannelColumn)
        return {};
    const StockTable::Cell &cell = m_table.cell(tableRow, column - FirstChannelColumn);
    if (cell.isAbsent() || cell.stateNow() == OfferState::State::Acknowledged)
        return {};
    return static_cast<int>(badge(cell.stateNow()).tone);
}

QVariant StockCells::shortAge(int tableRow, int column) const
{
    if (column < FirstChannelColumn)
        return {};
    const StockTable::Cell &cell = m_table.cell(tableRow, column - FirstChannelColumn);
    if (cell.isAbsent() || cell.sinceS == 0)
        return {};
    return ui::shortAge(fromMs(qint64(cell.sinceS) * 1'000), m_clock.now());
}

int StockCells::emphasis(int tableRow, int column) const
{
    const StockTable::Row &row = m_table.row(tableRow);
    if (column == SkuColumn || column == AvailableColumn)
        return static_cast<int>(row.available < 0 && column == AvailableColumn ? Emphasis::Danger : Emphasis::Strong);
    if (column == ReservedColumn || column == InTransitColumn || column == QuarantineColumn)
        return static_cast<int>(Emphasis::Muted);
    if (column < FirstChannelColumn)
        return static_cast<int>(Emphasis::Normal);
    const StockTable::Cell &cell = m_table.cell(tableRow, column - FirstChannelColumn);
    return static_cast<int>(!cell.isAbsent() && (cell.isStopped || cell.shown == 0) ? Emphasis::Muted : Emphasis::Normal);
}

QString StockCells::spoken(int tableRow, int column) const
{
    const StockTable::Row &row = m_table.row(tableRow);
    if (column == NameColumn)
        return row.name;
    if (column == SkuColumn)
        return row.sku.text();
    if (column < FirstChannelColumn)
        return {};
    const QString channel = m_table.channels()[column - FirstChannelColumn].text();
    const StockTable::Cell &cell = m_table.cell(tableRow, column - FirstChannelColumn);
    if (cell.isAbsent())
        return tr("Not listed on %1").arg(channel);
    const QString shown = cell.shown == StockTable::Cell::unknown ? tr("unknown") : number(cell.shown);
    const QString since = age(fromMs(qint64(cell.sinceS) * 1'000), m_clock.now());
    if (cell.stateNow() == OfferState::State::Acknowledged)
        return tr("%1 shows %2, confirmed %3").arg(channel, shown, since);
    return tr("%1 shows %2, should show %3: %4, %5")
        .arg(channel, shown, number(cell.wanted), badge(cell.stateNow()).text.toLower(), since);
}

qint64 StockCells::numberOf(const StockTable::Row &row, int column)
{
    switch (column) {
    case OnHandColumn:
        return row.onHand;
    case ReservedColumn:
        return row.reserved;
    case AvailableColumn:
        return row.available;
    case InTransitColumn:
        return row.inTransit;
    default:
        return row.quarantine;
    }
}

int StockCells::statusTone(const StockTable::Row &row)
{
    return static_cast<int>(statusOf(row).tone);
}

} // namespace crossdock::ui
