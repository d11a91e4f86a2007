#include "ui/widgets/table_view.h"

#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/header_view.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollArea>
#include <QScrollBar>

namespace crossdock::ui {

using namespace Qt::Literals::StringLiterals;

TableView::TableView(const Theme &theme, const QString &accessibleName, QWidget *parent)
    : QTableView(parent)
    , m_theme(theme)
{
    setAccessibleName(accessibleName);
    setHorizontalHeader(new HeaderView(theme, this));
    setItemDelegate(new CellDelegate(theme, this));
    setShowGrid(false);
    setWordWrap(false);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setCornerButtonEnabled(false);
    setFrameShape(NoFrame);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(rowHeight);
    verticalHeader()->setMinimumSectionSize(compactRowHeight);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setMinimumSectionSize(48);
    horizontalHeader()->setFixedHeight(rowHeight);
    m_fade.setInterval(33); // 30 pictures a second are enough for a fade
    connect(&m_fade, &QTimer::timeout, this, [this] {
        viewport()->update();
        if (nowMs() > m_fadeUntil)
            m_fade.stop();
    });
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

qint64 TableView::nowMs()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

double TableView::flash(qint64 changedAt) const
{
    const qint64 since = nowMs() - changedAt;
    if (m_theme.isMotionReduced() || since < 0 || since >= flashMs)
        return 0;
    return 1.0 - static_cast<double>(since) / flashMs;
}

void TableView::flashesStarted()
{
    if (m_theme.isMotionReduced() || !isVisible())
        return;
    m_fadeUntil = nowMs() + flashMs;
    if (!m_fade.isActive())
        m_fade.start();
}

void TableView::keepAges()
{
    auto *second = new QTimer(this);
    connect(second, &QTimer::timeout, this, [this] {
        if (isVisible())
            viewport()->update();
    });
    second->start(1'000);
}

Qt::SortOrder TableView::sortByCurrentColumn()
{
    QHeaderView *header = horizontalHeader();
    const int column = std::max(0, currentIndex().column());
    const bool turns = header->sortIndicatorSection() == column && header->sortIndicatorOrder() == Qt::AscendingOrder;
    header->setSortIndicator(column, turns ? Qt::DescendingOrder : Qt::AscendingOrder);
    if (currentIndex().isValid())
        scrollTo(currentIndex());
    return header->sortIndicatorOrder();
}

QString TableView::selectionAsText() const
{
    if (!model() || !selectionModel())
        return {};
    QList<int> columns;
    for (int visual = 0; visual < model()->columnCount(); ++visual) {
        if (const int column = horizontalHeader()->logicalIndex(visual); !isColumnHidden(column))
            columns.append(column);
    }
    QStringList lines(1);
    for (const int column : std::as_const(columns))
        lines[0] += model()->headerData(column, Qt::Horizontal).toString() + u'\t';
    auto rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    for (const QModelIndex &row : std::as_const(rows)) {
        QString line;
        for (const int column : std::as_const(columns)) {
            const QVariant raw = row.siblingAtColumn(column).data(SortRole); // ungrouped numbers paste into a sheet
            const QString text = raw.isValid() && raw.canConvert<qint64>() && raw.typeId() != QMetaType::QString
                ? QString::number(raw.toLongLong())
                : row.siblingAtColumn(column).data().toString().replace(u'\n', u' '); // a line of a cell is no row
            line += text + u'\t';
        }
        lines.append(line);
    }
    for (QString &line : lines)
        line.chop(1);
    return lines.join(u'\n') + u'\n';
}

void TableView::copy()
{
    if (selectionModel() && selectionModel()->hasSelection())
        QGuiApplication::clipboard()->setText(selectionAsText());
}

void TableView::focusInEvent(QFocusEvent *event)
{
    QTableView::focusInEvent(event);
    const auto reason = event->reason();
    const bool isByKeyboard = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
    if (isByKeyboard && currentIndex().isValid() && !selectionModel()->hasSelection())
        selectionModel()->select(currentIndex(), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    if (isByKeyboard)
        showRowInPane();
}

void TableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (hasFocus() && QGuiApplication::mouseButtons() == Qt::NoButton) // what is clicked stays under the pointer
        showRowInPane();
}

void TableView::showRowInPane()
{
    QScrollArea *pane = nullptr;
    for (QWidget *above = parentWidget(); above && !pane; above = above->parentWidget())
        pane = qobject_cast<QScrollArea *>(above);
    const QRect row = visualRect(currentIndex());
    if (!pane || !row.isValid())
        return;
    constexpr int around = 4;
    const QPoint middle = viewport()->mapTo(pane->widget(), row.center());
    pane->ensureVisible(pane->horizontalScrollBar()->value(), middle.y(), 0, row.height() / 2 + around);
}

void TableView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return;
    }
    const int key = event->key();
    if ((key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_F2) && currentIndex().isValid()) {
        Q_EMIT activatedByKey(currentIndex());
        return;
    }
    if (key == Qt::Key_Escape) { // belongs to the page: it closes panels
        event->ignore();
        return;
    }
    QTableView::keyPressEvent(event);
}

void TableView::mouseMoveEvent(QMouseEvent *event)
{
    setHoverRow(indexAt(event->pos()).row());
    QTableView::mouseMoveEvent(event);
}

void TableView::leaveEvent(QEvent *event)
{
    setHoverRow(-1);
    QTableView::leaveEvent(event);
}

void TableView::setHoverRow(int row)
{
    if (row == std::exchange(m_hoverRow, row))
        return;
    viewport()->update();
}

} // namespace crossdock::ui
