#include "ui/pack/pack_queue_model.h"

#include "ui/words.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr int restMs = 400, most = 500;

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

/// Open ones, and picked ones after them: two questions, one list.
void PackQueueModel::reload()
{
    const int asked = ++m_asked;
    const auto read = [this, asked](OrderRow::State state, auto done) {
        m_inventory.ask(query::Orders{.state = state, .limit = most}, this, [this, asked, done](const Result<query::Orders::Answer> &answer) {
            if (asked != m_asked)
                return;
            if (answer)
                done(answer->rows);
            else
                Q_EMIT failed(answer.error());
        });
    };
    read(OrderRow::State::Open, [this, read](const QList<OrderRow> &open) {
        read(OrderRow::State::Picked, [this, open](const QList<OrderRow> &picked) { show(open + picked); });
    });
}

void PackQueueModel::show(QList<OrderRow> rows)
{
    rows.removeIf([](const OrderRow &row) { return row.isByChannel || row.units <= row.shortUnits; });
    std::sort(rows.begin(), rows.end(), goesBefore);
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
        return number(row.units - row.shortUnits);
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
