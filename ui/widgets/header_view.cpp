#include "ui/widgets/header_view.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

namespace crossdock::ui {
namespace {

constexpr int padding = 10; // as in CellDelegate
constexpr int chevronWidth = 14;
constexpr double mostFrozen = 0.6; // of the view: the rest is there to scroll in

QFont titleFont()
{
    return Theme::uiFont(12, QFont::DemiBold);
}

} // namespace

HeaderView::HeaderView(const Theme &theme, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_theme(theme)
{
    setHighlightSections(false);
    setSectionsClickable(true);
}

int HeaderView::frozenWidth() const
{
    int width = 0;
    for (int visual = 0; visual < std::min(m_frozen, count()); ++visual)
        width += sectionSize(logicalIndex(visual));
    return width <= mostFrozen * viewport()->width() ? width : 0;
}

QStringList HeaderView::linesOf(int section, int room) const
{
    const QString title = model()->headerData(section, Qt::Horizontal).toString();
    const QFontMetrics metrics(titleFont());
    if (!m_hasTwoLines || metrics.horizontalAdvance(title) <= room)
        return {metrics.elidedText(title, Qt::ElideRight, room)};
    qsizetype cut = title.indexOf(u'-') + 1; // the hyphen stays with the first line
    if (cut == 0)
        cut = title.indexOf(u' ') + 1;
    if (cut == 0)
        return {metrics.elidedText(title, Qt::ElideRight, room)};
    return {metrics.elidedText(title.first(cut).trimmed(), Qt::ElideRight, room), metrics.elidedText(title.mid(cut), Qt::ElideRight, room)};
}

QSize HeaderView::sectionSizeFromContents(int section) const
{
    const QString title = model()->headerData(section, Qt::Horizontal).toString();
    const int chevron = isSortIndicatorShown() ? chevronWidth : 0;
    return {QFontMetrics(titleFont()).horizontalAdvance(title) + 2 * padding + chevron, QHeaderView::sectionSizeFromContents(section).height()};
}

void HeaderView::paintEvent(QPaintEvent *event)
{
    QHeaderView::paintEvent(event);
    const int width = frozenWidth();
    if (width == 0 || offset() == 0)
        return;
    QPainter painter(viewport());
    painter.fillRect(QRect(0, 0, width, height()), m_theme.tokens().surface);
    int left = 0;
    for (int visual = 0; visual < m_frozen; ++visual) {
        const int section = logicalIndex(visual);
        if (isSectionHidden(section))
            continue;
        paintSection(&painter, QRect(left, 0, sectionSize(section), height()), section);
        left += sectionSize(section);
    }
    painter.fillRect(QRect(width - 1, 0, 1, height()), m_theme.tokens().border);
}

void HeaderView::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    const Tokens &tokens = m_theme.tokens();
    const bool isSorted = isSortIndicatorShown() && sortIndicatorSection() == section;
    const bool isRight = (model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole).toInt() & Qt::AlignRight) != 0;
    const int side = m_hasTwoLines && isRight ? padding - 8 : padding; // narrow columns keep their names whole
    const QRect room = rect.adjusted(side, 0, -padding, -1);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), tokens.border);
    const QFontMetrics metrics(titleFont());
    const QStringList lines = linesOf(section, room.width() - (isSorted && !m_hasTwoLines ? chevronWidth : 0));
    painter->setFont(titleFont());
    painter->setPen(isSorted ? tokens.text : tokens.muted);
    painter->drawText(room, static_cast<int>(isRight ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter, lines.join(u'\n'));
    if (isSorted) {
        const int textWidth = metrics.horizontalAdvance(lines.first());
        const qreal beside = isRight ? room.right() - textWidth - chevronWidth + 2 : room.left() + textWidth + 6;
        const qreal x = m_hasTwoLines ? (isRight ? room.right() - 6 : room.left()) : beside; // below: narrow names stay whole
        const qreal y = m_hasTwoLines ? room.bottom() - 4 : room.center().y() + 1;
        const qreal turn = sortIndicatorOrder() == Qt::AscendingOrder ? -1 : 1;
        QPainterPath chevron(QPointF(x, y - 1.5 * turn));
        chevron.lineTo(x + 3.5, y + 2 * turn);
        chevron.lineTo(x + 7, y - 1.5 * turn);
        painter->setPen(QPen(tokens.accent, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->drawPath(chevron);
    }
    painter->restore();
}

QMouseEvent HeaderView::inSections(const QMouseEvent &event) const
{
    const QPointF shift(m_isHeldInFrozen ? offset() : 0, 0);
    return {event.type(), event.position() - shift, event.scenePosition(), event.globalPosition(), event.button(), event.buttons(),
            event.modifiers()};
}

void HeaderView::mousePressEvent(QMouseEvent *event)
{
    m_isHeldInFrozen = event->position().x() < frozenWidth();
    QMouseEvent mapped = inSections(*event);
    QHeaderView::mousePressEvent(&mapped);
}

void HeaderView::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() == Qt::NoButton)
        m_isHeldInFrozen = event->position().x() < frozenWidth();
    QMouseEvent mapped = inSections(*event);
    QHeaderView::mouseMoveEvent(&mapped);
}

void HeaderView::mouseReleaseEvent(QMouseEvent *event)
{
    QMouseEvent mapped = inSections(*event);
    QHeaderView::mouseReleaseEvent(&mapped);
}

void HeaderView::mouseDoubleClickEvent(QMouseEvent *event)
{
    m_isHeldInFrozen = event->position().x() < frozenWidth();
    QMouseEvent mapped = inSections(*event);
    QHeaderView::mouseDoubleClickEvent(&mapped);
}

} // namespace crossdock::ui
