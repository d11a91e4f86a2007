#include "ui/widgets/frozen_table_view.h"

#include "ui/widgets/header_view.h"

#include <QPainter>
#include <QPaintEvent>
#include <QScrollBar>

namespace crossdock::ui {

FrozenTableView::FrozenTableView(const Theme &theme, const QString &accessibleName, int frozen, QWidget *parent)
    : TableView(theme, accessibleName, parent)
    , m_theme(theme)
    , m_frozen(frozen)
{
    static_cast<HeaderView *>(horizontalHeader())->setFrozen(frozen);
    connect(horizontalHeader(), &QHeaderView::sectionResized, viewport(), qOverload<>(&QWidget::update));
    connect(horizontalHeader(), &QHeaderView::sectionMoved, viewport(), qOverload<>(&QWidget::update));
}

int FrozenTableView::frozenWidth() const
{
    return static_cast<const HeaderView *>(horizontalHeader())->frozenWidth();
}

bool FrozenTableView::isFrozen(int column) const
{
    return frozenWidth() > 0 && horizontalHeader()->visualIndex(column) < m_frozen;
}

QModelIndex FrozenTableView::indexAt(const QPoint &pos) const
{
    const int scrolled = horizontalHeader()->offset();
    return TableView::indexAt(pos.x() < frozenWidth() ? pos - QPoint(scrolled, 0) : pos);
}

QRect FrozenTableView::visualRect(const QModelIndex &index) const
{
    const QRect rect = TableView::visualRect(index);
    return index.isValid() && isFrozen(index.column()) ? rect.translated(horizontalHeader()->offset(), 0) : rect;
}

void FrozenTableView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    const int before = horizontalScrollBar()->value();
    TableView::scrollTo(index, hint);
    if (!index.isValid())
        return;
    if (isFrozen(index.column())) {
        horizontalScrollBar()->setValue(before); // it is seen wherever the others are
        return;
    }
    if (const int hidden = frozenWidth() - columnViewportPosition(index.column()); hidden > 0)
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - hidden);
}

void FrozenTableView::scrollContentsBy(int dx, int dy)
{
    TableView::scrollContentsBy(dx, dy);
    if (dx == 0)
        return;
    viewport()->update(); // the frozen columns were moved with the others
    horizontalHeader()->viewport()->update();
}

void FrozenTableView::paintEvent(QPaintEvent *event)
{
    TableView::paintEvent(event);
    const int width = frozenWidth();
    if (width == 0 || horizontalHeader()->offset() == 0 || event->rect().left() >= width || !model())
        return;
    QPainter painter(viewport());
    painter.fillRect(QRect(0, 0, width, viewport()->height()), m_theme.tokens().surface);
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const int first = std::max(0, rowAt(event->rect().top()));
    const int last = rowAt(event->rect().bottom()) < 0 ? model()->rowCount() - 1 : rowAt(event->rect().bottom());
    for (int row = first; row <= last; ++row) {
        for (int visual = 0; visual < m_frozen; ++visual) {
            const int column = horizontalHeader()->logicalIndex(visual);
            if (column < 0 || isColumnHidden(column))
                continue;
            const QModelIndex index = model()->index(row, column);
            option.rect = visualRect(index);
            option.state.setFlag(QStyle::State_Selected, selectionModel()->isSelected(index));
            option.state.setFlag(QStyle::State_HasFocus, hasFocus() && index == currentIndex());
            itemDelegate()->paint(&painter, option, index);
        }
    }
    painter.fillRect(QRect(width - 1, 0, 1, viewport()->height()), m_theme.tokens().border);
}

} // namespace crossdock::ui
