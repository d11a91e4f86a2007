#include "ui/widgets/cell_delegate.h"

#include "ui/widgets/table_view.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace crossdock::ui {
namespace {

constexpr int padding = 10;
constexpr int dotWidth = 26; // of a pill beside its text
constexpr int lineHeight = 18; // of a text of two lines
constexpr int leastWrapped = 3 * lineHeight + 4; // from here on there is room for more than one line of details

const TableView *viewOf(const QStyleOptionViewItem &option)
{
    return qobject_cast<const TableView *>(option.widget);
}

bool isNumber(const QModelIndex &index)
{
    return (index.data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight) != 0;
}

Emphasis emphasisOf(const QModelIndex &index)
{
    return static_cast<Emphasis>(index.data(EmphasisRole).toInt());
}

QFont textFont(const QModelIndex &index)
{
    return isNumber(index) ? Theme::numberFont(13) : Theme::uiFont(13, emphasisOf(index) == Emphasis::Strong ? QFont::Medium : QFont::Normal);
}

} // namespace

int heightOfDetails(const QString &text, int width)
{
    const QFontMetrics small(Theme::uiFont(12));
    const QRect room(0, 0, width - 2 * padding, 10'000);
    const int details = small.boundingRect(room, Qt::AlignLeft | Qt::TextWordWrap, text.section(u'\n', 1)).height();
    if (details <= small.height())
        return TableView::twoLinesHeight;
    return std::max(leastWrapped + 1, lineHeight + details + 14);
}

QColor toneColor(const Tokens &tokens, Tone tone)
{
    switch (tone) {
    case Tone::Neutral:
        return tokens.muted;
    case Tone::Good:
        return tokens.success;
    case Tone::Busy:
        return tokens.info;
    case Tone::Warning:
        return tokens.warning;
    case Tone::Bad:
        return tokens.danger;
    }
    return tokens.muted;
}

QColor toneGround(const Tokens &tokens, Tone tone)
{
    switch (tone) {
    case Tone::Neutral:
        return tokens.hairline;
    case Tone::Good:
        return tokens.successSoft;
    case Tone::Busy:
        return tokens.infoSoft;
    case Tone::Warning:
        return tokens.warningSoft;
    case Tone::Bad:
        return tokens.dangerSoft;
    }
    return tokens.hairline;
}

CellDelegate::CellDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    paintGround(*painter, option, index);
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect inner = option.rect.adjusted(padding, 0, -padding, -1);
    if (const QVariant tone = index.data(ToneRole); tone.isValid())
        paintPill(*painter, inner, index.data().toString(), static_cast<Tone>(tone.toInt()));
    else
        paintText(*painter, inner, index);
    if (option.state & QStyle::State_HasFocus) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(m_theme.tokens().accent, 2));
        painter->drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -2), 4, 4);
    }
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool isPill = index.data(ToneRole).isValid();
    const QFontMetrics metrics(isPill ? Theme::uiFont(12, QFont::Medium) : textFont(index));
    int width = 0;
    const QStringList lines = index.data().toString().split(u'\n');
    for (const QString &line : lines)
        width = std::max(width, metrics.horizontalAdvance(line));
    return {width + 2 * padding + (isPill ? dotWidth : 0), QStyledItemDelegate::sizeHint(option, index).height()};
}

bool CellDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const bool isCut = index.isValid() && index.data(Qt::ToolTipRole).toString().isEmpty() && sizeHint(option, index).width() > option.rect.width();
    if (!event || event->type() != QEvent::ToolTip || !isCut)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QToolTip::showText(event->globalPos(), index.data().toString(), view);
    return true;
}

void CellDelegate::paintGround(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &tokens = m_theme.tokens();
    const TableView *view = viewOf(option);
    if (option.state & QStyle::State_Selected)
        painter.fillRect(option.rect, tokens.accentSoft);
    else if (view && view->hoverRow() == index.row())
        painter.fillRect(option.rect, tokens.window);
    if (const QVariant changedAt = index.data(ChangedAtRole); view && changedAt.isValid()) {
        QColor flash = tokens.isDark ? tokens.info : tokens.accent;
        flash.setAlphaF(static_cast<float>(0.22 * view->flash(changedAt.toLongLong())));
        painter.fillRect(option.rect, flash);
    }
    painter.fillRect(QRect(option.rect.bottomLeft(), QSize(option.rect.width(), 1)), tokens.hairline);
}

void CellDelegate::paintPill(QPainter &painter, const QRect &inner, const QString &text, Tone tone) const
{
    const QFont font = Theme::uiFont(12, QFont::Medium);
    const QFontMetricsF metrics(font);
    const qreal room = std::max<qreal>(0, inner.width() - dotWidth);
    const QString shown = metrics.elidedText(text, Qt::ElideRight, room + 1);
    QRectF pill(inner.left(), inner.center().y() - 9.5, metrics.horizontalAdvance(shown) + dotWidth, 20);
    painter.setPen(Qt::NoPen);
    painter.setBrush(toneGround(m_theme.tokens(), tone));
    painter.drawRoundedRect(pill, 10, 10);
    const QColor color = toneColor(m_theme.tokens(), tone);
    painter.setBrush(color);
    painter.drawEllipse(QPointF(pill.left() + 10, pill.center().y()), 3, 3);
    painter.setPen(color);
    painter.setFont(font);
    painter.drawText(pill.adjusted(18, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, shown);
}

void CellDelegate::paintAge(QPainter &painter, const QRect &room, const QString &age, int numberWidth) const
{
    constexpr int gap = 6;
    const QFont font = Theme::uiFont(11);
    if (QFontMetrics(font).horizontalAdvance(age) + gap + numberWidth > room.width())
        return; // the number comes first
    painter.setFont(font);
    painter.setPen(m_theme.tokens().muted);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, age);
}

void CellDelegate::paintText(QPainter &painter, const QRect &inner, const QModelIndex &index) const
{
    const Tokens &tokens = m_theme.tokens();
    const Emphasis emphasis = emphasisOf(index);
    const bool number = isNumber(index);
    const QFont font = textFont(index);
    QRect room = inner;
    if (const QVariant mark = index.data(MarkRole); mark.isValid()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(toneColor(tokens, static_cast<Tone>(mark.toInt())));
        painter.drawEllipse(QPointF(room.left() + 2, room.center().y() + 0.5), 3, 3);
        room.setLeft(room.left() + 10);
    }
    const QString whole = index.data().toString();
    if (const QVariant age = index.data(AgeRole); age.isValid())
        paintAge(painter, room, age.toString(), QFontMetrics(font).horizontalAdvance(whole));
    painter.setFont(font);
    painter.setPen(emphasis == Emphasis::Muted     ? tokens.muted
                       : emphasis == Emphasis::Danger ? tokens.danger
                                                      : tokens.text);
    if (const auto lineEnd = whole.indexOf(u'\n'); lineEnd >= 0) {
        paintTwoLines(painter, room, whole.left(lineEnd), whole.mid(lineEnd + 1));
        return;
    }
    const QString text = QFontMetrics(font).elidedText(whole, Qt::ElideRight, room.width());
    painter.drawText(room, static_cast<int>(number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter, text);
}

void CellDelegate::paintTwoLines(QPainter &painter, const QRect &inner, const QString &first, const QString &second) const
{
    const bool wraps = inner.height() >= leastWrapped;
    const QRect upper(inner.left(), wraps ? inner.top() + 6 : inner.center().y() - lineHeight, inner.width(), lineHeight);
    painter.drawText(upper, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(painter.font()).elidedText(first, Qt::ElideRight, upper.width()));
    const QFont small = Theme::uiFont(12);
    painter.setFont(small);
    painter.setPen(m_theme.tokens().muted);
    if (wraps) {
        painter.drawText(QRect(upper.bottomLeft() + QPoint(0, 1), inner.bottomRight()), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, second);
        return;
    }
    painter.drawText(upper.translated(0, lineHeight), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(small).elidedText(second, Qt::ElideRight, upper.width()));
}

} // namespace crossdock::ui
