#pragma once

#include "ui/routing/board.h"

#include <QAbstractListModel>

namespace crossdock::ui {

/// The cards of one lane. A card that is dropped here from another lane is told, not taken: the plan decides.
class CardModel : public QAbstractListModel
{
    Q_OBJECT

public:
    explicit CardModel(QObject *parent);

    void setLane(const QString &node, bool takesCards);
    bool setCards(const QList<BoardCard> &cards); ///< the same cards: nothing moves, and it answers false
    const BoardCard &card(int row) const { return m_cards.at(row); }
    int rowOf(const QString &order) const; ///< -1: not here

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    bool canDropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column, const QModelIndex &parent) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column, const QModelIndex &parent) override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }

Q_SIGNALS:
    void dropped(const QString &order);

private:
    QString m_node;
    bool m_takesCards = false;
    QList<BoardCard> m_cards;
};

} // namespace crossdock::ui
