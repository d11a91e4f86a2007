#include "ui/channels/set_aside_model.h"

#include "ui/widgets/cell_delegate.h"

#include <algorithm>

namespace crossdock::ui {
namespace {

constexpr int soonMs = 250; // many refusals of one call are one reading

} // namespace

SetAsideModel::SetAsideModel(Inventory &inventory, const Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_inventory(inventory)
    , m_clock(clock)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(soonMs);
    connect(&m_soon, &QTimer::timeout, this, &SetAsideModel::read);
    connect(&inventory, &Inventory::happened, this, &SetAsideModel::take);
}

void SetAsideModel::setChannel(const ChannelId &channel)
{
    if (channel == m_channel)
        return;
    m_channel = channel;
    show({});
    read();
}

void SetAsideModel::read()
{
    const qint64 request = ++m_request;
    if (m_channel.isEmpty())
        return;
    m_inventory.ask(query::Listings{.channel = m_channel, .onlySetAside = true}, this,
                    [this, request](const Result<query::Listings::Answer> &items) {
                        if (request != m_request)
                            return;
                        if (!items) {
                            Q_EMIT failed(items.error());
                            return;
                        }
                        show(*items);
                        Q_EMIT listRead();
                    });
}

void SetAsideModel::show(const QList<query::Listings::Item> &items)
{
    beginResetModel();
    m_rows.clear();
    for (const query::Listings::Item &item : items) {
        Row row{.item = item, .texts = {}};
        row.texts[Listing] = item.offer.listing.listing;
        row.texts[Item] = item.address.sku.text();
        row.texts[Wanted] = number(item.offer.wanted);
        row.texts[Words] = item.offer.state == OfferState::State::Refused ? item.offer.words : tr("Kept from buyers: %1").arg(item.offer.market.words);
        row.texts[Since] = age(item.offer.state == OfferState::State::Refused ? item.offer.answeredAt : item.offer.market.standingAt, m_clock.now());
        m_rows.append(row);
    }
    endResetModel();
}

bool SetAsideModel::concerns(const OfferState &offer) const
{
    if (offer.listing.channel != m_channel)
        return false;
    return offer.state == OfferState::State::Refused || offer.market.isSuppressed
        || std::any_of(m_rows.begin(), m_rows.end(), [&](const Row &row) { return row.item.offer.listing == offer.listing; });
}

bool SetAsideModel::concerns(const Event &event) const
{
    if (const auto *changed = std::get_if<event::OfferChanged>(&event))
        return concerns(changed->offer);
    const auto *stock = std::get_if<event::StockChanged>(&event); // of what is suppressed the row tells
    return stock && std::any_of(stock->row.offers.begin(), stock->row.offers.end(), [this](const OfferState &offer) { return concerns(offer); });
}

void SetAsideModel::take(const Events &events)
{
    for (const Event &event : *events) {
        if (!m_soon.isActive() && concerns(event))
            m_soon.start();
    }
}

int SetAsideModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SetAsideModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SetAsideModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return row.texts.at(static_cast<size_t>(index.column()));
    case Qt::TextAlignmentRole:
        return index.column() == Wanted ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case EmphasisRole:
        return static_cast<int>(index.column() == Listing ? Emphasis::Strong : Emphasis::Normal);
    default:
        return {};
    }
}

QVariant SetAsideModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return QVariant((section == Wanted ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case Listing:
        return tr("Listing");
    case Item:
        return tr("SKU");
    case Wanted:
        return tr("Wanted");
    case Words:
        return tr("The channel says");
    case Since:
        return tr("Since");
    default:
        return {};
    }
}

} // namespace crossdock::ui
