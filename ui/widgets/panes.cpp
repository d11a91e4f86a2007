#include "ui/widgets/panes.h"

#include <QScrollArea>

namespace crossdock::ui {

QSplitter *panes(Qt::Orientation orientation, QWidget *first, QWidget *second, QWidget *parent)
{
    auto *panes = new QSplitter(orientation, parent);
    panes->addWidget(first);
    panes->addWidget(second);
    panes->setChildrenCollapsible(false);
    panes->setHandleWidth(16);
    return panes;
}

QScrollArea *scrollPane(QWidget *content, QWidget *parent)
{
    auto *scroll = new QScrollArea(parent);
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return scroll;
}

} // namespace crossdock::ui
