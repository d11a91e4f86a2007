#pragma once

#include "ui/theme/theme.h"

#include <QStyledItemDelegate>

namespace crossdock::ui {

struct BoardCard;

/// Paints the cards of a lane: title and cost, facts below, an edge coloured by the tone, a mark where somebody pinned it.
class CardDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit CardDelegate(const Theme &theme, QObject *parent);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintTexts(QPainter &painter, const QRect &inner, const BoardCard &card) const;

    const Theme &m_theme;
};

} // namespace crossdock::ui
