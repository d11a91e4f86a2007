#include "ui/channels/channels_model.h"

#include "ui/channels/channel_watch.h"
#include "ui/channels/channel_words.h"

#include <algorithm>

namespace crossdock::ui {
namespace {

constexpr int secondMs = 1'000;

} // namespace

ChannelsModel::ChannelsModel(const ChannelWatch &watch, const Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_watch(watch)
    , m_clock(clock)
{
    connect(&watch, &ChannelWatch::changed, this, &ChannelsModel::follow);
    connect(&m_second, &QTimer::timeout, this, &ChannelsModel::refreshAges);
    m_second.start(secondMs);
    follow();
}

/// Both lists are by name: what is gone leaves, what is new enters at its place.
void ChannelsModel::follow()
{
    const QList<ChannelRow> channels = m_watch.channels();
    const auto isThere = [&channels](const ChannelId &name) {
        return std::any_of(channels.cbegin(), channels.cend(), [&](const ChannelRow &channel) { return channel.details.name == name; });
    };
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (isThere(m_rows.at(row).channel.details.name))
            continue;
        beginRemoveRows({}, row, row);
        m_rows.remove(row);
        endRemoveRows();
    }
    for (int row = 0; row < static_cast<int>(channels.size()); ++row) {
        const ChannelId &name = channels.at(row).details.name;
        const bool isNew = row == rowCount() || m_rows.at(row).channel.details.name != name;
        if (isNew)
            beginInsertRows({}, row, row);
        if (isNew)
            m_rows.insert(row, Row());
        m_rows[row].channel = channels.at(row);
        m_rows[row].health = m_watch.healthOf(name);
        if (isNew) {
            describe(m_rows[row]);
            endInsertRows();
        } else {
            refresh(row);
        }
    }
}

void ChannelsModel::refresh(int row)
{
    const Row before = m_rows.at(row);
    describe(m_rows[row]);
    if (before.texts != m_rows.at(row).texts || before.elsewhere != m_rows.at(row).elsewhere)
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
    row.elsewhere = QString::number(row.channel.listings) + u'/' + QString::number(row.channel.waiting);
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

} // namespace crossdock::ui
