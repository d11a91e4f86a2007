#include "ui/widgets/reading_order.h"

#include <QAbstractScrollArea>
#include <QGridLayout>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <algorithm>

namespace crossdock::ui {
namespace {

void collect(QWidget &widget, QList<QWidget *> &stops);

/// A grid is filled in any order; it is read row by row.
QList<QLayoutItem *> itemsOf(QLayout &layout)
{
    QList<std::pair<std::pair<int, int>, QLayoutItem *>> placed;
    const auto *grid = qobject_cast<const QGridLayout *>(&layout);
    for (int i = 0; i < layout.count(); ++i) {
        int row = 0, column = i, rows = 0, columns = 0;
        if (grid)
            grid->getItemPosition(i, &row, &column, &rows, &columns);
        placed.append({{row, column}, layout.itemAt(i)});
    }
    std::stable_sort(placed.begin(), placed.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    QList<QLayoutItem *> items;
    for (const auto &[place, item] : std::as_const(placed))
        items.append(item);
    return items;
}

void collect(QLayout &layout, QList<QWidget *> &stops)
{
    for (QLayoutItem *item : itemsOf(layout)) {
        if (item->widget())
            collect(*item->widget(), stops);
        else if (item->layout())
            collect(*item->layout(), stops);
    }
}

void collect(QWidget &widget, QList<QWidget *> &stops)
{
    if (auto *tabs = qobject_cast<QTabWidget *>(&widget)) {
        stops.append(tabs->focusProxy() ? &widget : tabs->tabBar());
        for (int i = 0; i < tabs->count(); ++i)
            collect(*tabs->widget(i), stops);
        return;
    }
    if (widget.focusProxy() && widget.isAncestorOf(widget.focusProxy())) {
        stops.append(&widget); // several controls as one: Qt moves them together, and a part left behind is met twice
        return;
    }
    if (widget.focusPolicy() & Qt::TabFocus && !widget.focusProxy())
        stops.append(&widget);
    if (auto *splitter = qobject_cast<QSplitter *>(&widget)) {
        for (int i = 0; i < splitter->count(); ++i)
            collect(*splitter->widget(i), stops);
    } else if (auto *stack = qobject_cast<QStackedWidget *>(&widget)) {
        for (int i = 0; i < stack->count(); ++i)
            collect(*stack->widget(i), stops);
    } else if (auto *scroll = qobject_cast<QScrollArea *>(&widget); scroll && scroll->widget()) {
        collect(*scroll->widget(), stops);
    } else if (widget.layout() && !qobject_cast<QAbstractScrollArea *>(&widget)) {
        collect(*widget.layout(), stops);
    }
}

} // namespace

QList<QWidget *> inReadingOrder(QWidget &root)
{
    QList<QWidget *> stops;
    collect(root, stops);
    return stops;
}

void tabInReadingOrder(QWidget &root)
{
    const QList<QWidget *> stops = inReadingOrder(root);
    for (qsizetype i = 1; i < stops.size(); ++i)
        QWidget::setTabOrder(stops[i - 1], stops[i]);
}

} // namespace crossdock::ui
