#include "ui/routing/waterfall_delegate.h"

#include "ui/routing/waterfall_model.h"

#include <QPainter>

namespace crossdock::ui {
namespace {

constexpr int padding = 10;
constexpr int barHeight = 6;
constexpr int below = 5; // between the bar and the hairline

} // namespace

WaterfallDelegate::WaterfallDelegate(const Theme &theme, QObject *parent)
    : CellDelegate(theme, parent)
    , m_theme(theme)
{
}

void WaterfallDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    CellDelegate::paint(painter, option, index);
    const QVariant from = index.data(WaterfallModel::FromRole), to = index.data(WaterfallModel::ToRole);
    if (!from.isValid() || !to.isValid())
        return;
    const Tokens &tokens = m_theme.tokens();
    const QRectF room = QRectF(option.rect).adjusted(padding, 0, -padding, 0);
    const double left = room.left() + room.width() * std::min(from.toDouble(), to.toDouble());
    const double width = std::max(1.5, room.width() * std::abs(to.toDouble() - from.toDouble()));
    const QRectF bar(left, room.bottom() - below - barHeight, width, barHeight);
    const bool isTotal = index.row() == index.model()->rowCount() - 1, falls = to.toDouble() < from.toDouble();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(isTotal ? tokens.muted : falls ? tokens.success : tokens.accent);
    painter->drawRoundedRect(bar, 2, 2);
    if (!isTotal) { // the thread to the next step
        painter->setRenderHint(QPainter::Antialiasing, false);
        painter->setPen(QPen(tokens.border, 1));
        const double end = room.left() + room.width() * to.toDouble();
        painter->drawLine(QPointF(end, bar.bottom() + 1), QPointF(end, option.rect.bottom()));
    }
    painter->restore();
}

} // namespace crossdock::ui
