#include "ui/routing/card_model.h"

#include <QMimeData>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

/// The order, and the lane that it comes from.
constexpr QLatin1StringView orderFormat{"application/x-crossdock-order"}, laneFormat{"application/x-crossdock-lane"};

} // namespace

CardModel::CardModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

void CardModel::setLane(const QString &node, bool takesCards)
{
    m_node = node;
    m_takesCards = takesCards;
}

bool CardModel::setCards(const QList<BoardCard> &cards)
{
    if (cards == m_cards)
        return false;
    beginResetModel();
    m_cards = cards;
    endResetModel();
    return true;
}

int CardModel::rowOf(const QString &order) const
{
    for (int row = 0; row < rowCount(); ++row)
        if (m_cards.at(row).order == order)
            return row;
    return -1;
}

int CardModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_cards.size());
}

QVariant CardModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const BoardCard &card = m_cards.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return card.title;
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        return card.spoken;
    default:
        return {};
    }
}

Qt::ItemFlags CardModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags drop = m_takesCards ? Qt::ItemIsDropEnabled : Qt::NoItemFlags;
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren | drop : drop;
}

QStringList CardModel::mimeTypes() const
{
    return {orderFormat};
}

QMimeData *CardModel::mimeData(const QModelIndexList &indexes) const
{
    if (indexes.isEmpty())
        return nullptr;
    const BoardCard &card = m_cards.at(indexes.first().row());
    auto *data = new QMimeData;
    data->setData(orderFormat, card.order.toUtf8());
    data->setData(laneFormat, m_node.toUtf8());
    data->setText(card.order);
    return data;
}

bool CardModel::canDropMimeData(const QMimeData *data, Qt::DropAction, int, int, const QModelIndex &) const
{
    return m_takesCards && data->hasFormat(orderFormat) && QString::fromUtf8(data->data(laneFormat)) != m_node;
}

/// Answers false: the view that was dragged from would take its card off.
bool CardModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column, const QModelIndex &parent)
{
    if (canDropMimeData(data, action, row, column, parent))
        Q_EMIT dropped(QString::fromUtf8(data->data(orderFormat)));
    return false;
}

} // namespace crossdock::ui
