#include "ui/audit/trail_model.h"

#include "ui/audit/cause_words.h"
#include "ui/audit/entry_words.h"
#include "ui/widgets/cell_delegate.h"

#include <algorithm>

namespace crossdock::ui {
namespace {

constexpr int pageSize = 200;
constexpr int mostRows = 20'000; // of older entries than these there is always another page
constexpr int frameMs = 16;
constexpr int soonMs = 250; // a filtered trail asks the store at most four times a second

} // namespace

TrailModel::TrailModel(Inventory &inventory, QObject *parent)
    : QAbstractTableModel(parent)
    , m_inventory(inventory)
{
    m_frame.setSingleShot(true);
    m_frame.setInterval(frameMs);
    connect(&m_frame, &QTimer::timeout, this, &TrailModel::flush);
    m_soon.setSingleShot(true);
    m_soon.setInterval(soonMs);
    connect(&m_soon, &QTimer::timeout, this, &TrailModel::askNewer);
    connect(&inventory, &Inventory::happened, this, &TrailModel::take);
    reload();
}

void TrailModel::setFilter(const TrailFilter &filter)
{
    m_filter = filter;
    reload();
}

void TrailModel::reload()
{
    m_soon.stop();
    askOlder(0);
}

bool TrailModel::isFiltered() const
{
    const TrailFilter &f = m_filter;
    return f.sku || f.order || !f.orderText.isEmpty() || !f.actor.isEmpty() || f.channel || !f.what.isEmpty() || f.from
        || f.to;
}

void TrailModel::askOlder(qint64 before)
{
    m_isReading = true;
    const qint64 request = ++m_request;
    m_inventory.ask(query::Trail{.filter = m_filter, .before = before, .limit = pageSize}, this,
                    [this, request, before](const Result<query::Trail::Answer> &page) {
                        if (request != m_request)
                            return;
                        m_isReading = false;
                        if (page)
                            takeOlder(before, *page);
                        else
                            Q_EMIT failed(page.error());
                    });
}

void TrailModel::takeOlder(qint64 before, const query::Trail::Answer &page)
{
    m_isEnd = page.isEnd;
    QList<Row> older;
    for (auto entry = page.entries.rbegin(); entry != page.entries.rend(); ++entry)
        older.append(makeRow(*entry));
    if (before == 0) {
        beginResetModel();
        m_rows = older;
        m_seen = m_rows.isEmpty() ? 0 : m_rows.last().entry.number;
        endResetModel();
    } else if (!older.isEmpty()) {
        const int first = rowCount();
        beginInsertRows({}, first, first + static_cast<int>(older.size()) - 1);
        m_rows = older + m_rows;
        endInsertRows();
    }
    flush();
    Q_EMIT pageRead();
}

void TrailModel::askNewer()
{
    if (m_isReading)
        return;
    if (m_seen == 0) { // nothing was there: the first page is the news
        reload();
        return;
    }
    m_isReading = true;
    const qint64 request = ++m_request;
    m_inventory.ask(query::Trail{.filter = m_filter, .after = m_seen, .limit = pageSize}, this,
                    [this, request](const Result<query::Trail::Answer> &page) {
                        if (request != m_request)
                            return;
                        m_isReading = false;
                        if (!page) {
                            Q_EMIT failed(page.error());
                            return;
                        }
                        prepend(page->entries);
                        if (page->isEnd)
                            flush();
                        else
                            askNewer();
                    });
}

void TrailModel::take(const Events &events)
{
    for (const Event &event : *events)
        if (const auto *appended = std::get_if<event::EntryAppended>(&event))
            m_pending.append(appended->entry);
    if (!m_pending.isEmpty() && !m_frame.isActive())
        m_frame.start();
}

void TrailModel::flush()
{
    if (m_isReading || m_pending.isEmpty())
        return;
    QList<Entry> news = std::exchange(m_pending, {});
    std::sort(news.begin(), news.end(), [](const Entry &a, const Entry &b) { return a.number < b.number; });
    news.removeIf([this](const Entry &entry) { return entry.number <= m_seen; });
    if (news.isEmpty())
        return;
    const bool hasNoGap = news.first().number == m_seen + 1
        && news.last().number - news.first().number == static_cast<qint64>(news.size()) - 1;
    if (hasNoGap && !isFiltered())
        prepend(news);
    else if (!m_soon.isActive())
        m_soon.start();
}

void TrailModel::prepend(const QList<Entry> &newer)
{
    if (newer.isEmpty())
        return;
    beginInsertRows({}, 0, static_cast<int>(newer.size()) - 1);
    for (const Entry &entry : newer)
        m_rows.append(makeRow(entry));
    m_seen = newer.last().number;
    endInsertRows();
    trim();
}

void TrailModel::trim()
{
    const int tooMany = rowCount() - mostRows;
    if (tooMany <= 0)
        return;
    m_isEnd = false;
    beginRemoveRows({}, mostRows, rowCount() - 1);
    m_rows.remove(0, tooMany);
    endRemoveRows();
}

int TrailModel::rowOf(qint64 number) const
{
    const auto found = std::lower_bound(m_rows.begin(), m_rows.end(), number,
                                        [](const Row &row, qint64 wanted) { return row.entry.number < wanted; });
    if (found == m_rows.end() || found->entry.number != number)
        return -1;
    return static_cast<int>(m_rows.end() - found) - 1;
}

TrailModel::Row TrailModel::makeRow(const Entry &entry)
{
    Row row{.entry = entry, .texts = {}};
    row.texts[Number] = number(entry.number);
    row.texts[At] = dateTime(entry.at);
    row.texts[Who] = actorText(entry.actor);
    row.texts[What] = entryText(entry.what);
    row.texts[About] = aboutText(entry);
    row.texts[Change] = changeText(entry);
    row.texts[Why] = whyText(entry);
    return row;
}

int TrailModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TrailModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TrailModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows.at(m_rows.size() - 1 - index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return row.texts.at(static_cast<size_t>(index.column()));
    case Qt::AccessibleTextRole:
        return row.texts.at(static_cast<size_t>(index.column())).isEmpty() ? tr("none") : QVariant();
    case Qt::TextAlignmentRole:
        return index.column() == Number ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case EmphasisRole:
        return static_cast<int>(index.column() == What ? Emphasis::Strong
                                    : index.column() == Number || index.column() == At ? Emphasis::Muted
                                                                                       : Emphasis::Normal);
    default:
        return {};
    }
}

QVariant TrailModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return QVariant((section == Number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case Number:
        return tr("No.", "number of an entry");
    case At:
        return tr("Time");
    case Who:
        return tr("Who");
    case What:
        return tr("What");
    case About:
        return tr("About");
    case Change:
        return tr("Change");
    case Why:
        return tr("Why");
    default:
        return {};
    }
}

bool TrailModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_isEnd && !m_isReading && !m_rows.isEmpty();
}

void TrailModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        askOlder(m_rows.first().entry.number);
}

} // namespace crossdock::ui
