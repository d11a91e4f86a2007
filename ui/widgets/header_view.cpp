#include "ui/widgets/header_view.h"

#include <QPainter>
#include <QPainterPath>

namespace crossdock::ui {
namespace {

constexpr int padding = 10; // as in CellDelegate
constexpr int chevronWidth = 14;

} // namespace

HeaderView::HeaderView(const Theme &theme, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_theme(theme)
{
    setHighlightSections(false);
    setSectionsClickable(true);
}

void HeaderView::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    const Tokens &tokens = m_theme.tokens();
    const bool isSorted = isSortIndicatorShown() && sortIndicatorSection() == section;
    const bool isRight = (model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole).toInt() & Qt::AlignRight) != 0;
    QRect room = rect.adjusted(padding, 0, -padding, -1);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), tokens.border);
    const QFont font = Theme::uiFont(12, QFont::DemiBold);
    const QFontMetrics metrics(font);
    const QString title = model()->headerData(section, Qt::Horizontal).toString();
    const QString text = metrics.elidedText(title, Qt::ElideRight, room.width() - (isSorted ? chevronWidth : 0));
    painter->setFont(font);
    painter->setPen(isSorted ? tokens.text : tokens.muted);
    painter->drawText(room, static_cast<int>(isRight ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter, text);
    if (isSorted) {
        const int textWidth = metrics.horizontalAdvance(text);
        const qreal x = isRight ? room.right() - textWidth - chevronWidth + 2 : room.left() + textWidth + 6;
        const qreal turn = sortIndicatorOrder() == Qt::AscendingOrder ? -1 : 1;
        QPainterPath chevron(QPointF(x, room.center().y() - 1.5 * turn + 1));
        chevron.lineTo(x + 3.5, room.center().y() + 2 * turn + 1);
        chevron.lineTo(x + 7, room.center().y() - 1.5 * turn + 1);
        painter->setPen(QPen(tokens.accent, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->drawPath(chevron);
    }
    painter->restore();
}

} // namespace crossdock::ui
