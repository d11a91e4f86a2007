#include "ui/channels/channels_model.h"

#include "ui/channels/channel_watch.h"
#include "ui/channels/channel_words.h"

#include <algorithm>

namespace crossdock::ui {
namespace {

constexpr int secondMs = 1'000;

} // namespace

ChannelsModel::ChannelsModel(Inventory &inventory, const Desk &desk, const ChannelWatch &watch, const Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_inventory(inventory)
    , m_desk(desk)
    , m_watch(watch)
    , m_clock(clock)
{
    connect(&inventory, &Inventory::happened, this, &ChannelsModel::take);
    connect(&desk, &Desk::healthChanged, this, &ChannelsModel::takeHealth);
    connect(&watch, &ChannelWatch::changed, this, &ChannelsModel::refreshAges);
    connect(&m_second, &QTimer::timeout, this, &ChannelsModel::refreshAges);
    m_second.start(secondMs);
    read();
}

void ChannelsModel::read()
{
    m_inventory.ask(query::Channels{}, this, [this](const Result<query::Channels::Answer> &channels) {
        if (!channels) {
            Q_EMIT failed(channels.error());
            return;
        }
        beginResetModel();
        m_rows.clear();
        for (const ChannelRow &channel : *channels)
            m_rows.append(Row{.channel = channel, .health = {.channel = channel.details.name}, .texts = {}});
        std::sort(m_rows.begin(), m_rows.end(), [](const Row &a, const Row &b) {
            return a.channel.details.name < b.channel.details.name;
        });
        for (Row &row : m_rows)
            describe(row);
        endResetModel();
        takeHealth(m_desk.health());
        Q_EMIT listRead();
    });
}

void ChannelsModel::take(const Events &events)
{
    for (const Event &event : *events) {
        const auto *changed = std::get_if<event::ChannelChanged>(&event);
        if (!changed)
            continue;
        const int row = rowOf(changed->row.details.name);
        if (!changed->isRemoved) {
            change(changed->row);
        } else if (row >= 0) {
            beginRemoveRows({}, row, row);
            m_rows.remove(row);
            endRemoveRows();
        }
    }
}

void ChannelsModel::change(const ChannelRow &channel)
{
    const ChannelId &name = channel.details.name;
    if (const int known = rowOf(name); known >= 0) {
        m_rows[known].channel = channel;
        refresh(known);
        return;
    }
    const auto place = std::lower_bound(m_rows.begin(), m_rows.end(), name,
                                        [](const Row &row, const ChannelId &id) { return row.channel.details.name < id; });
    const int row = static_cast<int>(place - m_rows.begin());
    beginInsertRows({}, row, row);
    m_rows.insert(row, Row{.channel = channel, .health = {.channel = name}, .texts = {}});
    describe(m_rows[row]);
    endInsertRows();
}

void ChannelsModel::takeHealth(const QList<ChannelHealth> &lanes)
{
    for (const ChannelHealth &lane : lanes) {
        const int row = rowOf(lane.channel);
        if (row < 0)
            continue;
        m_rows[row].health = lane;
        refresh(row);
    }
}

void ChannelsModel::refresh(int row)
{
    const auto before = m_rows.at(row).texts;
    describe(m_rows[row]);
    if (before != m_rows.at(row).texts)
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

void ChannelsModel::refreshAges()
{
    for (int row = 0; row < rowCount(); ++row)
        refresh(row);
}

void ChannelsModel::describe(Row &row) const
{
    const Time now = m_clock.now();
    const ChannelHealth &health = row.health;
    row.texts[Channel] = row.channel.details.name.text();
    row.texts[Kind] = kindText(row.channel.details.kind);
    const Badge state = m_watch.stateOf(row.channel.details.name);
    row.tone = state.tone;
    row.texts[State] = state.text;
    row.texts[Lag] = lagText(health);
    row.texts[Queue] = number(health.queued);
    row.texts[OnTheWire] = number(health.onTheWire);
    row.texts[Limit] = callsText(health.callsPerSecond);
    row.texts[SetAside] = number(row.channel.setAside);
    row.texts[LastEvent] = age(health.lastEventAt, now);
    row.texts[OrdersRead] = age(row.channel.cursorAt, now);
    row.texts[LastError] = health.lastError.isEmpty()
        ? QString()
        : tr("%1, %2", "words of a channel, age").arg(health.lastError, age(health.lastErrorAt, now));
}

int ChannelsModel::rowOf(const ChannelId &id) const
{
    for (int row = 0; row < m_rows.size(); ++row) // a shop has tens of channels, not thousands
        if (m_rows.at(row).channel.details.name == id)
            return row;
    return -1;
}

int ChannelsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ChannelsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ChannelsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows.at(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return row.texts.at(static_cast<size_t>(column));
    case Qt::AccessibleTextRole:
        return row.texts.at(static_cast<size_t>(column)).isEmpty() ? tr("none") : QVariant();
    case Qt::TextAlignmentRole:
        return isNumeric(column) ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case ToneRole:
        return column == State ? QVariant(static_cast<int>(row.tone)) : QVariant();
    case EmphasisRole:
        return static_cast<int>(emphasis(row, column));
    default:
        return {};
    }
}

Emphasis ChannelsModel::emphasis(const Row &row, int column)
{
    switch (column) {
    case Channel:
        return Emphasis::Strong;
    case SetAside:
        return row.channel.setAside > 0 ? Emphasis::Danger : Emphasis::Muted;
    case LastError:
        return Emphasis::Danger;
    case Kind:
    case Limit:
    case LastEvent:
    case OrdersRead:
        return Emphasis::Muted;
    default:
        return Emphasis::Normal;
    }
}

bool ChannelsModel::isNumeric(int column)
{
    return column == Lag || column == Queue || column == OnTheWire || column == SetAside || column == Limit;
}

QVariant ChannelsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return QVariant((isNumeric(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case Channel:
        return tr("Channel");
    case Kind:
        return tr("Kind");
    case State:
        return tr("State");
    case Lag:
        return tr("Lag p50 / p99");
    case Queue:
        return tr("Queue");
    case OnTheWire:
        return tr("On wire", "offers that are being sent");
    case Limit:
        return tr("Limit", "calls that the channel allows");
    case SetAside:
        return tr("Set aside");
    case LastEvent:
        return tr("Last event");
    case OrdersRead:
        return tr("Orders read");
    case LastError:
        return tr("Last error");
    default:
        return {};
    }
}

Qt::ItemFlags ChannelsModel::flags(const QModelIndex &index) const
{
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren : Qt::NoItemFlags;
}

} // namespace crossdock::ui
