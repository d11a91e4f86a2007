#include "ui/pack/pack_queue_model.h"

#include "ui/words.h"

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr int restMs = 400, pageSize = 500;

bool goesBefore(const OrderRow &a, const OrderRow &b)
{
    const Time never = Time::max();
    return std::tuple(a.shipBy.value_or(never), a.createdAt, a.id.text()) < std::tuple(b.shipBy.value_or(never), b.createdAt, b.id.text());
}

} // namespace

PackQueueModel::PackQueueModel(Inventory &inventory, QObject *parent)
    : QAbstractTableModel(parent)
    , m_inventory(inventory)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(restMs);
    connect(&m_rest, &QTimer::timeout, this, &PackQueueModel::reload);
    connect(&inventory, &Inventory::happened, this, &PackQueueModel::take);
    reload();
}

void PackQueueModel::take(const Events &events)
{
    const bool isOurs = std::any_of(events->begin(), events->end(), [](const Event &event) { return std::holds_alternative<event::OrderChanged>(event); });
    if (isOurs && !m_rest.isActive())
        m_rest.start();
}

/// Open ones, and picked ones after them, all of either: the store tells the newest first, the oldest are the most urgent.
void PackQueueModel::reload()
{
    if (std::exchange(m_isReading, true)) {
        m_rest.start(); // once more after this time
        return;
    }
    m_pages.clear();
    readPage(OrderRow::State::Open, 0);
}

void PackQueueModel::readPage(OrderRow::State state, int offset)
{
    m_inventory.ask(query::Orders{.state = state, .onlyToPack = true, .offset = offset, .limit = pageSize}, this, [this, state, offset](const Result<query::Orders::Answer> &page) {
        if (!page) {
            m_isReading = false;
            Q_EMIT failed(page.error());
            return;
        }
        m_pages += page->rows;
        if (!page->isEnd) {
            readPage(state, offset + pageSize);
        } else if (state == OrderRow::State::Open) {
            readPage(OrderRow::State::Picked, 0);
        } else {
            m_isReading = false;
            show(std::exchange(m_pages, {}));
        }
    });
}

void PackQueueModel::show(QList<OrderRow> rows)
{
    rows.removeIf([](const OrderRow &row) { return row.isByChannel; });
    std::sort(rows.begin(), rows.end(), goesBefore);
    rows.erase(std::unique(rows.begin(), rows.end(), [](const OrderRow &a, const OrderRow &b) { return a.id == b.id; }), rows.end()); // one that a newer order moved to the next page
    beginResetModel();
    m_rows = std::move(rows);
    m_isRead = true;
    endResetModel();
}

QVariant PackQueueModel::data(const QModelIndex &index, int role) const
{
    const OrderRow &row = m_rows.at(index.row());
    if (role == Qt::TextAlignmentRole)
        return QVariant(index.column() == Units ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && index.column() == Order)
        return row.id.text();
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Order:
        return row.id.number + u'\n' + row.id.channel.text();
    case ShipBy:
        return row.shipBy ? shortMoment(*row.shipBy) : tr("no date");
    default:
        return number(row.toPack);
    }
}

QVariant PackQueueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(section == Units ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    return section == Order ? tr("Order") : section == ShipBy ? tr("Ship by") : tr("Units");
}

} // namespace crossdock::ui
