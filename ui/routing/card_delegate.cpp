#include "ui/routing/card_delegate.h"

#include "ui/routing/card_model.h"
#include "ui/widgets/cell_delegate.h"

#include <QPainter>
#include <QPainterPath>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr int cardHeight = 52, gap = 6, edge = 4, padding = 10, line = 18, pinSide = 14;

} // namespace

CardDelegate::CardDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize CardDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {option.rect.width(), cardHeight + gap};
}

void CardDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *model = qobject_cast<const CardModel *>(index.model());
    Q_ASSERT(model); // made for no other
    const BoardCard &card = model->card(index.row());
    const Tokens &tokens = m_theme.tokens();
    const bool isSelected = option.state & QStyle::State_Selected, hasFocus = option.state & QStyle::State_HasFocus;
    const QRectF frame = QRectF(option.rect).adjusted(1, 1, -1, -gap + 1).adjusted(0.5, 0.5, -0.5, -0.5);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    QPainterPath shape;
    shape.addRoundedRect(frame, 6, 6);
    painter->fillPath(shape, isSelected ? tokens.accentSoft : option.state & QStyle::State_MouseOver ? tokens.window : tokens.surface);
    painter->setClipPath(shape);
    painter->fillRect(QRectF(frame.left(), frame.top(), edge, frame.height()), toneColor(tokens, card.tone));
    painter->setClipping(false);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(hasFocus ? tokens.accent : tokens.border, hasFocus ? 2 : 1));
    painter->drawPath(shape);
    paintTexts(*painter, frame.toRect().adjusted(edge + padding - 2, 6, -padding, -6), card);
    painter->restore();
}

void CardDelegate::paintTexts(QPainter &painter, const QRect &inner, const BoardCard &card) const
{
    const Tokens &tokens = m_theme.tokens();
    const QFont number = Theme::numberFont(12), small = Theme::uiFont(12), title = Theme::uiFont(13, QFont::Medium);
    const int costWidth = card.cost.isEmpty() ? 0 : QFontMetrics(number).horizontalAdvance(card.cost) + 8;
    QRect upper(inner.left(), inner.top(), inner.width(), line);
    painter.setFont(number);
    painter.setPen(tokens.text);
    painter.drawText(upper, Qt::AlignRight | Qt::AlignVCenter, card.cost);
    upper.setRight(upper.right() - costWidth);
    if (card.isPinned) {
        m_theme.icon(u"pin"_s).paint(&painter, QRect(upper.left(), upper.center().y() - pinSide / 2, pinSide, pinSide));
        upper.setLeft(upper.left() + pinSide + 4);
    }
    painter.setFont(title);
    painter.drawText(upper, Qt::AlignLeft | Qt::AlignVCenter, QFontMetrics(title).elidedText(card.title, Qt::ElideMiddle, upper.width()));
    painter.setFont(small);
    painter.setPen(tokens.muted);
    painter.drawText(QRect(inner.left(), inner.top() + line + 2, inner.width(), line), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(small).elidedText(card.facts, Qt::ElideRight, inner.width()));
}

} // namespace crossdock::ui
