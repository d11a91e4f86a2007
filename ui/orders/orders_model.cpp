#include "ui/orders/orders_model.h"

#include "ui/orders/order_words.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/table_view.h"

#include <algorithm>
#include <numeric>

namespace crossdock::ui {
namespace {

constexpr int pageSize = 500;
constexpr int mostRows = 20'000; // of older rows than these there is always another page
constexpr int frameMs = 16;
constexpr int minuteMs = 60'000;

/// Calls `use` with the first and last number of each run of neighbours, from the back, so that removing is safe.
template <class Use>
void eachRunFromBack(QList<int> rows, Use use)
{
    std::sort(rows.begin(), rows.end(), std::greater());
    for (qsizetype i = 0; i < rows.size();) {
        qsizetype end = i + 1;
        while (end < rows.size() && rows.at(end) == rows.at(end - 1) - 1)
            ++end;
        use(rows.at(end - 1), rows.at(i));
        i = end;
    }
}

} // namespace

bool OrdersFilter::matches(const OrderRow &row) const
{
    return (!channel || row.id.channel == *channel) && (!state || row.state == *state)
        && (text.isEmpty() || row.id.number.contains(text, Qt::CaseInsensitive)) && (!onlyShort || row.shortUnits > 0);
}

OrdersModel::OrdersModel(Inventory &inventory, const Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_inventory(inventory)
    , m_clock(clock)
{
    m_frame.setSingleShot(true);
    m_frame.setInterval(frameMs);
    connect(&m_frame, &QTimer::timeout, this, &OrdersModel::flush);
    connect(&m_minute, &QTimer::timeout, this, &OrdersModel::refreshLateness);
    m_minute.start(minuteMs);
    connect(&inventory, &Inventory::happened, this, &OrdersModel::take);
    reload();
}

void OrdersModel::setFilter(const OrdersFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    reload();
}

void OrdersModel::sort(int column, Qt::SortOrder order)
{
    static_assert(static_cast<int>(OrdersSort::By::ShipTo) == ShipTo && static_cast<int>(OrdersSort::By::Placed) == Placed);
    m_sort = {column < 0 ? OrdersSort::By::Placed : static_cast<OrdersSort::By>(column), order};
    arrange();
    if (!m_isReading)
        readOn();
}

/// Views keep their place.
void OrdersModel::arrange()
{
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    QList<int> places(m_rows.size());
    std::iota(places.begin(), places.end(), 0);
    std::stable_sort(places.begin(), places.end(), [this](int a, int b) { return m_sort.isBefore(m_rows.at(a).order, m_rows.at(b).order); });
    QList<Row> sorted;
    QList<int> moved(places.size());
    for (const int place : std::as_const(places)) {
        moved[place] = static_cast<int>(sorted.size());
        sorted.append(m_rows.at(place));
    }
    m_rows = std::move(sorted);
    reindex();
    const auto before = persistentIndexList();
    QModelIndexList after;
    for (const QModelIndex &one : before)
        after.append(index(moved.at(one.row()), one.column()));
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

/// The cheapest order may be the oldest: all are read, unless the newest stand first anyway.
void OrdersModel::readOn()
{
    if (m_sort != OrdersSort{} && !m_isEnd && m_rows.size() < mostRows)
        ask(static_cast<int>(m_rows.size()));
}

void OrdersModel::reload()
{
    ask(0);
}

void OrdersModel::ask(int offset)
{
    m_isReading = true;
    const qint64 request = ++m_request;
    const query::Orders question{.channel = m_filter.channel, .state = m_filter.state, .text = m_filter.text,
                                 .onlyShort = m_filter.onlyShort, .offset = offset, .limit = pageSize};
    m_inventory.ask(question, this, [this, request, offset](const Result<query::Orders::Answer> &page) {
        if (request == m_request)
            takePage(offset, page);
    });
}

void OrdersModel::takePage(int offset, const Result<query::Orders::Answer> &page)
{
    m_isReading = false;
    if (!page) {
        Q_EMIT failed(page.error());
        return;
    }
    m_isEnd = page->isEnd;
    if (offset == 0) {
        beginResetModel();
        m_rows.clear();
        for (const OrderRow &order : page->rows)
            m_rows.append(makeRow(order));
        reindex();
        endResetModel();
    } else {
        append(page->rows);
    }
    if (m_sort != OrdersSort{})
        arrange();
    flush(); // what happened while the page was read is newer than the page
    readOn();
    Q_EMIT pageRead();
}

void OrdersModel::append(const QList<OrderRow> &older)
{
    QList<Row> unknown;
    for (const OrderRow &order : older)
        if (!m_index.contains(order.id)) // a new order moved all others one place down
            unknown.append(makeRow(order));
    if (unknown.isEmpty())
        return;
    const int first = static_cast<int>(m_rows.size());
    beginInsertRows({}, first, first + static_cast<int>(unknown.size()) - 1);
    m_rows.append(unknown);
    reindex();
    endInsertRows();
}

void OrdersModel::take(const Events &events)
{
    for (const Event &event : *events) {
        if (const auto *changed = std::get_if<event::OrderChanged>(&event))
            m_pending.insert(changed->row.id, changed->row);
        else if (const auto *others = std::get_if<event::OthersWrote>(&event); others && others->kinds.testFlag(event::OthersWrote::Kind::Everything))
            reload();
    }
    if (!m_pending.isEmpty() && !m_frame.isActive())
        m_frame.start();
}

void OrdersModel::flush()
{
    if (m_isReading || m_pending.isEmpty())
        return;
    QList<OrderRow> changed, added;
    QList<int> gone;
    for (const OrderRow &order : std::exchange(m_pending, {})) {
        const int row = rowOf(order.id);
        if (row >= 0 && m_filter.matches(order))
            changed.append(order);
        else if (row >= 0)
            gone.append(row);
        else if (m_filter.matches(order))
            added.append(order);
    }
    update(changed);
    remove(gone);
    insert(added);
    if (m_rows.size() > mostRows)
        dropOldest();
}

void OrdersModel::dropOldest()
{
    QList<int> rows(m_rows.size());
    std::iota(rows.begin(), rows.end(), 0);
    std::sort(rows.begin(), rows.end(), [this](int a, int b) { return m_rows.at(a).order.createdAt > m_rows.at(b).order.createdAt; });
    m_isEnd = false;
    remove(rows.mid(mostRows));
}

void OrdersModel::update(const QList<OrderRow> &changed)
{
    QList<int> touched;
    for (const OrderRow &order : changed) {
        const int row = rowOf(order.id);
        m_rows[row] = makeRow(order);
        m_rows[row].changedAtMs = TableView::nowMs();
        touched.append(row);
    }
    eachRunFromBack(touched, [this](int first, int last) {
        Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1));
    });
}

void OrdersModel::remove(QList<int> rows)
{
    if (rows.isEmpty())
        return;
    eachRunFromBack(rows, [this](int first, int last) {
        beginRemoveRows({}, first, last);
        m_rows.remove(first, last - first + 1);
        endRemoveRows();
    });
    reindex();
}

void OrdersModel::insert(QList<OrderRow> added)
{
    const auto isBefore = [this](const OrderRow &a, const OrderRow &b) { return m_sort.isBefore(a, b); };
    std::stable_sort(added.begin(), added.end(), isBefore);
    qsizetype at = 0;
    for (qsizetype i = 0; i < added.size();) {
        while (at < m_rows.size() && isBefore(m_rows.at(at).order, added.at(i)))
            ++at;
        if (at == m_rows.size() && !m_isEnd)
            break; // behind all that was read: it comes with its page
        qsizetype end = i + 1; // those that stand together enter together
        while (end < added.size() && (at == m_rows.size() || !isBefore(m_rows.at(at).order, added.at(end))))
            ++end;
        beginInsertRows({}, static_cast<int>(at), static_cast<int>(at + end - i - 1));
        for (; i < end; ++i, ++at) {
            m_rows.insert(at, makeRow(added.at(i)));
            m_rows[at].changedAtMs = TableView::nowMs();
        }
        endInsertRows();
    }
    if (!added.isEmpty())
        reindex();
}

void OrdersModel::reindex()
{
    m_index.clear();
    m_index.reserve(m_rows.size());
    for (int row = 0; row < m_rows.size(); ++row)
        m_index.insert(m_rows.at(row).order.id, row);
}

void OrdersModel::refreshLateness()
{
    QList<OrderRow> turned;
    for (const Row &row : std::as_const(m_rows))
        if (row.isLate != isLate(row.order, m_clock.now()))
            turned.append(row.order);
    update(turned);
}

OrdersModel::Row OrdersModel::makeRow(const OrderRow &order) const
{
    Row row{.order = order, .texts = {}, .isLate = isLate(order, m_clock.now())};
    row.texts[Number] = order.id.number;
    row.texts[Channel] = order.id.channel.text();
    row.texts[Placed] = dateTime(order.createdAt);
    row.texts[State] = badge(order.state).text;
    row.texts[Lines] = number(order.lines);
    row.texts[Units] = number(order.units);
    row.texts[Short] = order.shortUnits > 0 ? tr("%1 short").arg(number(order.shortUnits)) : QString();
    row.texts[Total] = order.total ? money(*order.total) : QString();
    row.texts[ShipBy] = shipByText(order, row.isLate);
    row.texts[ShipTo] = order.shipTo;
    return row;
}

int OrdersModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int OrdersModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant OrdersModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows.at(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return row.texts.at(static_cast<size_t>(column));
    case Qt::AccessibleTextRole:
        return row.texts.at(static_cast<size_t>(column)).isEmpty() ? tr("none") : QVariant();
    case Qt::TextAlignmentRole:
        return isNumeric(column) ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case ToneRole:
        return column == State ? QVariant(static_cast<int>(badge(row.order.state).tone)) : QVariant();
    case EmphasisRole:
        return static_cast<int>(emphasis(row, column));
    case ChangedAtRole:
        return column == State && row.changedAtMs > 0 ? QVariant(row.changedAtMs) : QVariant();
    default:
        return {};
    }
}

Emphasis OrdersModel::emphasis(const Row &row, int column)
{
    switch (column) {
    case Number:
        return Emphasis::Strong;
    case Short:
        return Emphasis::Danger;
    case ShipBy:
        return row.isLate ? Emphasis::Danger : Emphasis::Normal;
    case Channel:
    case Placed:
    case Lines:
        return Emphasis::Muted;
    default:
        return Emphasis::Normal;
    }
}

bool OrdersModel::isNumeric(int column)
{
    return column == Lines || column == Units || column == Short || column == Total;
}

QVariant OrdersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return QVariant((isNumeric(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case Number:
        return tr("Order");
    case Channel:
        return tr("Channel");
    case Placed:
        return tr("Placed");
    case State:
        return tr("State");
    case Lines:
        return tr("Lines");
    case Units:
        return tr("Units");
    case Short:
        return tr("Short");
    case Total:
        return tr("Total");
    case ShipBy:
        return tr("Ship by");
    case ShipTo:
        return tr("Ship to");
    default:
        return {};
    }
}

bool OrdersModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_isEnd && !m_isReading && !m_rows.isEmpty();
}

void OrdersModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        ask(static_cast<int>(m_rows.size()));
}

} // namespace crossdock::ui
