#include "ui/rules/rules_model.h"

#include "ui/rules/rule_words.h"
#include "ui/widgets/table_view.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr int frameMs = 16;
constexpr int findingsMs = 400; // they are about all rules: once for a burst of changes

bool runsBefore(const RuleRow &a, const RuleRow &b)
{
    return a.priority != b.priority ? a.priority > b.priority : a.rule < b.rule;
}

} // namespace

RulesModel::RulesModel(Inventory &inventory, const Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_inventory(inventory)
    , m_clock(clock)
{
    m_frame.setSingleShot(true);
    m_frame.setInterval(frameMs);
    m_soon.setSingleShot(true);
    m_soon.setInterval(findingsMs);
    connect(&m_frame, &QTimer::timeout, this, &RulesModel::flush);
    connect(&m_soon, &QTimer::timeout, this, &RulesModel::readFindings);
    connect(&inventory, &Inventory::happened, this, &RulesModel::take);
    reload();
}

void RulesModel::reload()
{
    m_isReading = true;
    const qint64 request = ++m_request;
    m_inventory.ask(query::Rules{}, this, [this, request](const Result<query::Rules::Answer> &rules) {
        if (request != m_request)
            return;
        m_isReading = false;
        if (!rules) {
            Q_EMIT failed(rules.error());
            return;
        }
        m_isRead = true;
        m_all = *rules;
        dropOutdated();
        build(TableView::nowMs());
        flush(); // what happened meanwhile is newer
        readFindings();
        Q_EMIT listRead();
    });
}

void RulesModel::setFilter(const QString &text)
{
    m_filter = text.trimmed();
    build();
    Q_EMIT listRead();
}

bool RulesModel::matches(const RuleRow &rule) const
{
    return m_filter.isEmpty() || rule.name.contains(m_filter, Qt::CaseInsensitive) || rule.text.contains(m_filter, Qt::CaseInsensitive);
}

void RulesModel::take(const Events &events)
{
    for (const Event &event : *events)
        if (const auto *changed = std::get_if<event::RuleChanged>(&event))
            m_pending.insert(changed->row.rule, *changed);
    if (!m_pending.isEmpty() && !m_frame.isActive())
        m_frame.start();
}

void RulesModel::flush()
{
    if (m_isReading || m_pending.isEmpty())
        return;
    const auto pending = std::exchange(m_pending, {});
    for (const event::RuleChanged &change : pending) {
        m_all.removeIf([&](const RuleRow &row) { return row.rule == change.row.rule; });
        if (!change.isRemoved)
            m_all.append(change.row);
    }
    dropOutdated();
    build(TableView::nowMs());
    if (!m_soon.isActive())
        m_soon.start();
    Q_EMIT listRead();
}

void RulesModel::readFindings()
{
    const qint64 request = ++m_findingsRequest;
    m_inventory.ask(query::RuleFindings{}, this, [this, request](const Result<query::RuleFindings::Answer> &findings) {
        if (request != m_findingsRequest || !findings)
            return; // the list says what is wrong with the store
        m_findings = *findings;
        build();
    });
}

void RulesModel::setPast(const QList<RuleFinding> &findings)
{
    m_past.clear();
    for (const RuleFinding &finding : findings)
        for (const RuleRow &row : std::as_const(m_all))
            if (finding.rules.contains(row.rule))
                m_past[row.rule].append({finding, row.version});
    build();
    Q_EMIT pastChanged();
}

QList<RuleFinding> RulesModel::pastOf(qint64 rule) const
{
    QList<RuleFinding> findings;
    for (const Past &past : m_past.value(rule))
        findings.append(past.finding);
    return findings;
}

/// What was found of an older version says nothing of the one that holds now.
void RulesModel::dropOutdated()
{
    const qsizetype before = m_past.size();
    for (const RuleRow &row : std::as_const(m_all))
        if (const auto past = m_past.constFind(row.rule); past != m_past.constEnd() && past->first().version != row.version)
            m_past.erase(past);
    if (m_past.size() != before)
        Q_EMIT pastChanged();
}

QStringList RulesModel::findingsOf(qint64 rule) const
{
    QStringList words;
    for (const RuleFinding &finding : m_findings)
        if (finding.rules.contains(rule))
            words.append(findingText(finding.kind) + u": "_s + finding.words);
    for (const Past &past : m_past.value(rule))
        words.append(findingText(past.finding.kind) + u": "_s + past.finding.words);
    return words;
}

/// Rules are dozens: the rows are made anew, the view keeps its place because the same rules stand in the same rows. What
/// ran meanwhile flashes.
void RulesModel::build(qint64 changedAtMs)
{
    QList<RuleRow> seen;
    std::copy_if(m_all.cbegin(), m_all.cend(), std::back_inserter(seen), [this](const RuleRow &rule) { return matches(rule); });
    std::stable_sort(seen.begin(), seen.end(), runsBefore);
    const bool isSame = std::equal(seen.cbegin(), seen.cend(), m_rows.cbegin(), m_rows.cend(),
                                   [](const RuleRow &rule, const Row &row) { return rule.rule == row.rule.rule; });
    if (!isSame)
        beginResetModel();
    QList<Row> rows;
    for (const RuleRow &rule : std::as_const(seen))
        rows.append(makeRow(rule));
    for (int i = 0; isSame && i < rows.size(); ++i)
        rows[i].changedAtMs = rows[i].rule.runsToday > m_rows[i].rule.runsToday ? changedAtMs : m_rows[i].changedAtMs;
    m_rows = std::move(rows);
    if (!isSame)
        endResetModel();
    else if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

RulesModel::Row RulesModel::makeRow(const RuleRow &rule) const
{
    Row row{.rule = rule, .texts = {}, .spoken = {}, .findings = findingsOf(rule.rule)};
    row.texts[Name] = ruleTitle(rule.rule, rule.name) + QChar(QChar::LineFeed) + rule.text;
    row.texts[State] = badge(rule.state).text;
    row.texts[Today] = number(rule.runsToday);
    row.texts[LastRun] = rule.lastRunAt == Time{} ? tr("never") : shortAge(rule.lastRunAt, m_clock.now());
    row.texts[Findings] = row.findings.isEmpty() ? QString() : number(row.findings.size());
    row.spoken = rule.words.isEmpty() ? QString() : tr("%1: %2", "state, why").arg(row.texts[State], rule.words);
    return row;
}

int RulesModel::rowOf(qint64 rule) const
{
    for (int row = 0; row < static_cast<int>(m_rows.size()); ++row)
        if (m_rows[row].rule.rule == rule)
            return row;
    return -1;
}

bool RulesModel::knows(qint64 rule) const
{
    return std::any_of(m_all.cbegin(), m_all.cend(), [rule](const RuleRow &row) { return row.rule == rule; });
}

QString RulesModel::nameOf(qint64 rule) const
{
    for (const RuleRow &row : m_all)
        if (row.rule == rule)
            return ruleTitle(rule, row.name);
    return ruleTitle(rule, {});
}

int RulesModel::live() const
{
    return static_cast<int>(std::count_if(m_all.cbegin(), m_all.cend(), [](const RuleRow &row) { return row.isLive(); }));
}

int RulesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RulesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString RulesModel::toolTip(const Row &row, int column) const
{
    switch (column) {
    case Name:
        return row.rule.text;
    case State:
        return row.spoken;
    case LastRun:
        return age(row.rule.lastRunAt, m_clock.now());
    case Findings:
        return row.findings.join(u'\n');
    default:
        return {};
    }
}

QVariant RulesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows.at(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return row.texts.at(static_cast<size_t>(column));
    case Qt::ToolTipRole:
        return toolTip(row, column);
    case Qt::AccessibleTextRole:
        if (column == Findings)
            return row.findings.isEmpty() ? tr("nothing found") : tr("%Ln finding(s)", nullptr, static_cast<int>(row.findings.size())) + u". "_s + row.findings.join(u' ');
        return column == State && !row.spoken.isEmpty() ? QVariant(row.spoken) : QVariant();
    case Qt::TextAlignmentRole:
        return headerData(column, Qt::Horizontal, role);
    case ToneRole:
        return column == State ? QVariant(static_cast<int>(badge(row.rule.state).tone)) : QVariant();
    case EmphasisRole:
        return static_cast<int>(column == Findings ? Emphasis::Danger
                                : column == LastRun || (column == Today && row.rule.runsToday == 0) ? Emphasis::Muted
                                                                                                   : Emphasis::Normal);
    case ChangedAtRole:
        return column == Today && row.changedAtMs > 0 ? QVariant(row.changedAtMs) : QVariant();
    default:
        return {};
    }
}

QVariant RulesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant((section == Name || section == State ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == Findings)
        return tr("What is wrong with the rule: beside others, and in the last 90 days once that was looked at");
    if (role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case Name:
        return tr("Rule");
    case State:
        return tr("State");
    case Today:
        return tr("Today");
    case LastRun:
        return tr("Last run");
    case Findings:
        return tr("Found");
    default:
        return {};
    }
}

} // namespace crossdock::ui
