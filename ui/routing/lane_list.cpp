#include "ui/routing/lane_list.h"

#include "ui/routing/card_delegate.h"

#include <QDragEnterEvent>
#include <QKeyEvent>
#include <QPainter>

namespace crossdock::ui {

LaneList::LaneList(const Theme &theme, QWidget *parent)
    : QListView(parent)
    , m_theme(theme)
{
    setItemDelegate(new CardDelegate(theme, this));
    setUniformItemSizes(true);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setMouseTracking(true);
    setDragDropMode(DragDrop);
    setDefaultDropAction(Qt::MoveAction);
    setDropIndicatorShown(false); // a place in the lane means nothing: all of it lights up
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void LaneList::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Left ? -1 : event->key() == Qt::Key_Right ? 1 : 0;
    const auto held = event->modifiers() & ~Qt::KeypadModifier;
    if (step != 0 && held == Qt::NoModifier) {
        Q_EMIT leaveWanted(step);
    } else if (step != 0 && held == Qt::ShiftModifier) {
        Q_EMIT carryWanted(step);
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && held == Qt::NoModifier && currentIndex().isValid()) {
        Q_EMIT activatedByKey(currentIndex());
    } else if (event->key() == Qt::Key_Escape) { // belongs to the page
        event->ignore();
    } else {
        QListView::keyPressEvent(event);
    }
}

void LaneList::focusInEvent(QFocusEvent *event)
{
    QListView::focusInEvent(event);
    if (!currentIndex().isValid() && model() && model()->rowCount() > 0)
        setCurrentIndex(model()->index(0, 0));
}

void LaneList::dragEnterEvent(QDragEnterEvent *event)
{
    QListView::dragEnterEvent(event);
    setTarget(event->isAccepted() && model()->canDropMimeData(event->mimeData(), Qt::MoveAction, -1, -1, {}));
}

void LaneList::dragLeaveEvent(QDragLeaveEvent *event)
{
    QListView::dragLeaveEvent(event);
    setTarget(false);
}

void LaneList::dropEvent(QDropEvent *event)
{
    QListView::dropEvent(event);
    setTarget(false);
}

void LaneList::startDrag(Qt::DropActions actions)
{
    Q_EMIT dragBegun();
    QListView::startDrag(actions); // until the button is let go
    Q_EMIT dragEnded();
}

void LaneList::setTarget(bool isTarget)
{
    m_isTarget = isTarget;
    viewport()->update();
}

void LaneList::paintEvent(QPaintEvent *event)
{
    QListView::paintEvent(event);
    if (!m_isTarget)
        return;
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.tokens().accent, 2, Qt::DashLine));
    painter.drawRoundedRect(QRectF(viewport()->rect()).adjusted(2, 2, -2, -2), 6, 6);
}

} // namespace crossdock::ui
