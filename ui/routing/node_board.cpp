#include "ui/routing/node_board.h"

#include "ui/routing/card_model.h"
#include "ui/routing/lane_list.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/role_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QScrollBar>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr int laneWidth = 196; // three of them beside an open panel at 1280

QLabel *makeLabel(const QString &role, QWidget *parent)
{
    QLabel *label = roleLabel(role, parent);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // a long name is cut, and told in the tool tip
    return label;
}

void say(QLabel &label, const QString &text)
{
    label.setText(text);
    label.setToolTip(text);
}

} // namespace

NodeBoard::NodeBoard(const Theme &theme, QWidget *parent)
    : QScrollArea(parent)
    , m_theme(theme)
{
    auto *content = new QWidget(this);
    content->setProperty("plain", true);
    m_row = new QHBoxLayout(content);
    m_row->setContentsMargins(0, 8, 0, 0);
    m_row->setSpacing(12);
    setWidget(content);
    setWidgetResizable(true);
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(&theme, &Theme::changed, this, [this] {
        for (const Lane &lane : std::as_const(m_lanes))
            paintLoad(lane);
    });
}

int NodeBoard::indexOf(const QString &node) const
{
    const auto lane = std::find_if(m_lanes.cbegin(), m_lanes.cend(), [&node](const Lane &one) { return one.node == node; });
    return lane == m_lanes.cend() ? -1 : static_cast<int>(lane - m_lanes.cbegin());
}

void NodeBoard::display(const QList<BoardLane> &lanes)
{
    if (m_isDragging) {
        m_late = lanes;
        return;
    }
    const bool isSame = std::equal(lanes.cbegin(), lanes.cend(), m_lanes.cbegin(), m_lanes.cend(), [](const BoardLane &a, const Lane &b) { return a.node == b.node; });
    if (!isSame)
        remakeLanes(lanes);
    m_isDisplaying = true;
    const QString current = m_current;
    const bool hasLimits = std::any_of(lanes.cbegin(), lanes.cend(), [](const BoardLane &lane) { return lane.permille >= 0; });
    for (const Lane &lane : std::as_const(m_lanes)) {
        QSizePolicy policy = lane.bar->sizePolicy();
        policy.setRetainSizeWhenHidden(hasLimits); // all lists begin at the same height
        lane.bar->setSizePolicy(policy);
    }
    for (qsizetype i = 0; i < lanes.size(); ++i)
        show(m_lanes[i], lanes.at(i));
    m_isDisplaying = false;
    select(current);
}

void NodeBoard::endDrag()
{
    m_isDragging = false;
    if (const auto late = std::exchange(m_late, std::nullopt))
        display(*late);
}

void NodeBoard::remakeLanes(const QList<BoardLane> &lanes)
{
    while (QLayoutItem *item = m_row->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_lanes.clear();
    for (const BoardLane &lane : lanes) {
        m_lanes.append(makeLane(lane.node));
        m_row->addWidget(m_lanes.last().box, 1);
    }
    Q_EMIT lanesMade();
}

NodeBoard::Lane NodeBoard::makeLane(const QString &node)
{
    auto *box = new QWidget(this);
    box->setMinimumWidth(laneWidth);
    const Lane lane{node, box, makeLabel(u"section"_s, box), makeLabel(u"muted"_s, box), makeLabel(u"muted"_s, box), new QProgressBar(box), new CardModel(box), new LaneList(m_theme, box)};
    lane.bar->setObjectName(u"load:"_s + node);
    lane.bar->setRange(0, 1000);
    lane.bar->setTextVisible(false);
    lane.cards->setLane(node, !node.isEmpty() && !m_isReadOnly);
    lane.list->setDragEnabled(!m_isReadOnly);
    lane.list->setObjectName(node.isEmpty() ? u"waiting"_s : u"lane:"_s + node);
    lane.list->setModel(lane.cards);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(lane.title);
    column->addWidget(lane.load);
    column->addWidget(lane.bar);
    column->addWidget(lane.leaves);
    column->addWidget(lane.list, 1);
    const auto orderAt = [cards = lane.cards](const QModelIndex &index) { return index.isValid() ? cards->card(index.row()).order : QString(); };
    connect(lane.list, &LaneList::leaveWanted, this, [this, node](int step) { leave(node, step); });
    connect(lane.list, &LaneList::carryWanted, this, [this, node](int step) { carry(node, step); });
    connect(lane.list, &LaneList::activatedByKey, this, [this, orderAt](const QModelIndex &index) { Q_EMIT activated(orderAt(index)); });
    connect(lane.list, &QListView::doubleClicked, this, [this, orderAt](const QModelIndex &index) { Q_EMIT activated(orderAt(index)); });
    connect(lane.list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this, orderAt](const QModelIndex &index) {
        if (index.isValid() && !m_isDisplaying)
            setCurrent(orderAt(index));
    });
    connect(lane.cards, &CardModel::dropped, this, [this, node](const QString &order) { Q_EMIT pinWanted(order, node); }, Qt::QueuedConnection); // after the drag has ended
    connect(lane.list, &LaneList::dragBegun, this, [this] { m_isDragging = true; });
    connect(lane.list, &LaneList::dragEnded, this, &NodeBoard::endDrag, Qt::QueuedConnection); // the list may go then
    return lane;
}

/// A style sheet holds colours, not names of them.
void NodeBoard::paintLoad(const Lane &lane) const
{
    lane.bar->setStyleSheet(u"QProgressBar::chunk { background: %1; }"_s.arg(toneColor(m_theme.tokens(), lane.tone).name()));
}

void NodeBoard::show(Lane &lane, const BoardLane &what)
{
    say(*lane.title, what.title);
    say(*lane.load, what.load);
    say(*lane.leaves, what.leaves);
    lane.bar->setVisible(what.permille >= 0);
    lane.bar->setValue(std::clamp(what.permille, 0, 1000));
    lane.bar->setAccessibleName(tr("Load of %1").arg(what.title));
    lane.tone = what.tone;
    paintLoad(lane);
    const int place = lane.list->verticalScrollBar()->value();
    if (lane.cards->setCards(what.cards)) {
        static_cast<QAbstractItemView *>(lane.list)->doItemsLayout(); // now, or the eye loses its place
        lane.list->verticalScrollBar()->setValue(place);
    }
    lane.list->setAccessibleName(what.load.isEmpty() ? what.title : tr("%1, %2", "place, its load").arg(what.title, what.load));
}

void NodeBoard::select(const QString &order)
{
    m_isDisplaying = true; // nobody chose it just now
    bool isFound = false;
    for (const Lane &lane : std::as_const(m_lanes)) {
        const int row = isFound ? -1 : lane.cards->rowOf(order);
        isFound = isFound || row >= 0;
        if (row >= 0)
            lane.list->setCurrentIndex(lane.cards->index(row));
        else
            lane.list->clearSelection();
    }
    m_isDisplaying = false;
    m_current = isFound ? order : QString();
}

void NodeBoard::setCurrent(const QString &order)
{
    for (const Lane &lane : std::as_const(m_lanes))
        if (!lane.list->hasFocus())
            lane.list->clearSelection();
    if (std::exchange(m_current, order) != order)
        Q_EMIT currentChanged(order);
}

void NodeBoard::leave(const QString &from, int step)
{
    for (int lane = indexOf(from) + step; lane >= 0 && lane < static_cast<int>(m_lanes.size()); lane += step) {
        if (m_lanes.at(lane).cards->rowCount() == 0)
            continue; // nothing to stand on
        LaneList *list = m_lanes.at(lane).list;
        list->setFocus();
        ensureWidgetVisible(list);
        const QModelIndex index = list->currentIndex().isValid() ? list->currentIndex() : m_lanes.at(lane).cards->index(0);
        list->setCurrentIndex(index);
        setCurrent(m_lanes.at(lane).cards->card(index.row()).order);
        return;
    }
}

void NodeBoard::carry(const QString &from, int step)
{
    const int lane = indexOf(from), to = lane + step;
    if (m_isReadOnly || to < 0 || to >= static_cast<int>(m_lanes.size()) || m_lanes.at(to).node.isEmpty())
        return;
    const QModelIndex index = m_lanes.at(lane).list->currentIndex();
    if (index.isValid())
        Q_EMIT pinWanted(m_lanes.at(lane).cards->card(index.row()).order, m_lanes.at(to).node);
}

void NodeBoard::setReadOnly(bool isReadOnly)
{
    m_isReadOnly = isReadOnly;
    for (const Lane &lane : std::as_const(m_lanes)) {
        lane.cards->setLane(lane.node, !lane.node.isEmpty() && !isReadOnly);
        lane.list->setDragEnabled(!isReadOnly);
    }
}

void NodeBoard::focusCards()
{
    for (const Lane &lane : std::as_const(m_lanes)) {
        const bool isHere = m_current.isEmpty() ? lane.cards->rowCount() > 0 : lane.cards->rowOf(m_current) >= 0;
        if (!isHere)
            continue;
        lane.list->setFocus();
        return;
    }
}

} // namespace crossdock::ui
