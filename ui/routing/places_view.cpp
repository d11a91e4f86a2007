#include "ui/routing/places_view.h"

#include "ui/error_text.h"
#include "ui/imports/import_dialog.h"
#include "ui/node_title.h"
#include "ui/routing/channel_rules_dialog.h"
#include "ui/routing/routing_words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/text_table_model.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

using fulfilment::StockLevel;
using fulfilment::Trust;
using Cell = TextTableModel::Cell;

constexpr int commitMs = 200; // several events of one commit are one reading
constexpr int minuteMs = 60'000; // ages grow
const QString none = u"–"_s;

Badge trustBadge(const NodeRow &node, Time now)
{
    if (node.kind == u"warehouse")
        return {PlacesView::tr("Counted here"), Tone::Good};
    switch (trustOf(node.feed ? node.feed->state : fulfilment::FeedState(), now)) {
    case Trust::Unread:
        return {PlacesView::tr("Never read"), Tone::Neutral};
    case Trust::Fresh:
        return {PlacesView::tr("Fresh", "a count of stock"), Tone::Good};
    case Trust::Old:
        return {PlacesView::tr("Old", "a count of stock"), Tone::Warning};
    case Trust::Stale:
        return {PlacesView::tr("Too old to sell by"), Tone::Bad};
    case Trust::Failing:
        return {PlacesView::tr("Last reading failed"), Tone::Bad};
    case Trust::Partial:
        return {PlacesView::tr("%n to take", "SKUs that the ledger is to take from the place's reading", node.feed->state.untaken), Tone::Warning};
    }
    Q_UNREACHABLE();
}

QString cutOffText(const NodeDetails &details)
{
    if (details.isClosed)
        return PlacesView::tr("Closed");
    if (!details.cutOff.isValid())
        return PlacesView::tr("none");
    const QString zone = details.timeZone.isEmpty() ? u"UTC"_s : QString::fromLatin1(details.timeZone);
    return details.cutOff.toString(u"HH:mm"_s) + u'\n' + zone;
}

QString whereText(const NodeDetails &details)
{
    QStringList parts{details.postcode, details.city, details.region, details.country};
    parts.removeAll(QString());
    return parts.isEmpty() ? none : parts.join(u' ');
}

/// Empty where the ledger has taken all that the place told.
QString untakenText(const NodeRow &node)
{
    const int untaken = node.feed ? node.feed->state.untaken : 0;
    return untaken == 0 ? QString() : PlacesView::tr("%n SKUs of its last reading are not taken into the ledger yet", nullptr, untaken);
}

QList<Cell> rowOf(const NodeRow &node, Time now)
{
    const QString capacity = node.details.ordersPerDay > 0 ? PlacesView::tr("%1 a day").arg(number(node.details.ordersPerDay)) : PlacesView::tr("no limit");
    const QString read = !node.feed ? none : age(node.feed->state.readAt.value_or(Time{}), now);
    const Badge trust = trustBadge(node, now);
    const QString words = !node.feed ? QString() : node.feed->state.words.isEmpty() ? untakenText(node) : node.feed->state.words;
    return {{.text = nodeTitle(node) + u'\n' + placeKindText(node.kind), .emphasis = Emphasis::Strong},
            {.text = whereText(node.details)},
            {.text = cutOffText(node.details), .tone = node.details.isClosed ? std::optional(Tone::Bad) : std::nullopt},
            {.text = capacity},
            {.text = node.feed ? number(node.feed->sellable) : none, .spoken = node.feed ? QString() : PlacesView::tr("not told")},
            {.text = read, .spoken = node.feed ? QString() : PlacesView::tr("it is counted here")},
            {.text = trust.text, .tone = trust.tone, .spoken = words.isEmpty() ? QString() : trust.text + u": "_s + words}};
}

/// "12 on the way to Amazon, 3 damaged".
QString othersText(const StockLevel &level)
{
    QStringList parts;
    for (const StockLevel::Share &share : level.others)
        parts.append(PlacesView::tr("%1 %2", "units, what they are").arg(number(share.quantity), share.name));
    return parts.isEmpty() ? none : parts.join(u", "_s);
}

/// The same with the node's own words behind each.
QString theirWords(const StockLevel &level)
{
    QStringList parts;
    for (const StockLevel::Share &share : level.others)
        parts.append(PlacesView::tr("%1: %2 (%3)", "what they are, units, the node's own word").arg(share.name, number(share.quantity), share.theirs));
    return parts.join(u'\n');
}

} // namespace

PlacesView::PlacesView(const Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_model(new TextTableModel({{tr("Place")}, {tr("Where")}, {tr("Cut-off")}, {tr("Parcels")}, {tr("Sellable there"), true}, {tr("Stock read")}, {tr("How far to trust it")}}, this))
    , m_levels(new TextTableModel({{tr("SKU")}, {tr("Building")}, {tr("Sellable"), true}, {tr("What else is there")}}, this))
    , m_table(new TableView(context.theme, tr("Places"), this))
    , m_levelTable(new TableView(context.theme, tr("What the place says it holds"), this))
    , m_title(new QLabel(this))
    , m_door(new QPushButton(tr("Close this place"), this))
    , m_import(new QPushButton(context.theme.icon(u"import"_s), tr("Import places…"), this))
    , m_rules(new QPushButton(tr("Rules of channels…"), this))
    , m_banner(new Banner(context.theme, this))
{
    m_table->setModel(m_model);
    m_table->setObjectName(u"places"_s);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->verticalHeader()->setDefaultSectionSize(TableView::twoLinesHeight);
    constexpr std::array widths = {180, 170, 150, 92, 116, 110};
    for (int column = 0; column < static_cast<int>(widths.size()); ++column)
        m_table->setColumnWidth(column, widths.at(static_cast<size_t>(column)));
    m_table->horizontalHeader()->setStretchLastSection(true);
    QSplitter *splitter = panes(Qt::Vertical, m_table, makeLevels(), this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 0);
    column->addWidget(m_banner);
    column->addWidget(splitter, 1);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_import);
    buttons->addWidget(m_rules);
    buttons->addStretch();
    column->addLayout(buttons);
    m_rules->setObjectName(u"channelRulesButton"_s);
    m_rules->setToolTip(tr("What channels forbid or demand of places, and where it stands"));
    connect(m_rules, &QPushButton::clicked, this, &PlacesView::showRules);
    m_import->setObjectName(u"importPlaces"_s);
    m_import->setToolTip(tr("Places with their addresses, fees, cut-offs and calendars from a file"));
    m_import->setEnabled(!context.inventory.isReadOnly());
    connect(m_import, &QPushButton::clicked, this, &PlacesView::importPlaces);
    m_soon.setSingleShot(true);
    m_soon.setInterval(commitMs);
    connect(&m_soon, &QTimer::timeout, this, &PlacesView::read);
    connect(&m_minute, &QTimer::timeout, this, [this] {
        if (isVisible())
            display(m_nodes);
    });
    m_minute.start(minuteMs);
    connect(&context.inventory, &Inventory::happened, this, &PlacesView::hear);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &PlacesView::readLevels);
}

QWidget *PlacesView::makeLevels()
{
    m_title->setProperty("role", u"section"_s);
    m_title->setObjectName(u"placeTitle"_s);
    m_title->setWordWrap(true);
    m_title->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_door->setObjectName(u"placeDoor"_s);
    connect(m_door, &QPushButton::clicked, this, &PlacesView::turnDoor);
    m_levelTable->setModel(m_levels);
    m_levelTable->setObjectName(u"levels"_s);
    m_levelTable->setSelectionMode(QAbstractItemView::SingleSelection);
    constexpr std::array widths = {180, 140, 90};
    for (int column = 0; column < static_cast<int>(widths.size()); ++column)
        m_levelTable->setColumnWidth(column, widths.at(static_cast<size_t>(column)));
    m_levelTable->horizontalHeader()->setStretchLastSection(true);
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_door, 0, Qt::AlignTop);
    column->addLayout(head);
    column->addWidget(m_levelTable, 1);
    return box;
}

void PlacesView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    read();
}

void PlacesView::hear(const Events &events)
{
    const bool isNews = std::any_of(events->cbegin(), events->cend(), [](const Event &event) { return std::holds_alternative<event::NodeChanged>(event) || std::holds_alternative<event::OthersWrote>(event); });
    if (isNews && isVisible())
        m_soon.start();
}

void PlacesView::read()
{
    m_context.inventory.ask(query::Nodes{}, this, [this](const Result<query::Nodes::Answer> &nodes) {
        if (!nodes) {
            m_banner->say(Tone::Bad, errorText(nodes.error()));
            return;
        }
        m_banner->clear();
        display(*nodes);
    });
}

void PlacesView::display(const QList<NodeRow> &nodes)
{
    m_nodes = nodes;
    QList<QList<Cell>> rows;
    for (const NodeRow &node : nodes)
        rows.append(rowOf(node, m_context.clock.now()));
    m_model->setRows(rows);
    if (!m_table->currentIndex().isValid() && !rows.isEmpty())
        m_table->setCurrentIndex(m_model->index(0, 0));
    readLevels();
}

const NodeRow *PlacesView::current() const
{
    const int row = m_table->currentIndex().row();
    return row >= 0 && row < m_nodes.size() ? &m_nodes.at(row) : nullptr;
}

void PlacesView::readLevels()
{
    const NodeRow *node = current();
    const qint64 request = ++m_request;
    if (const NodeId subject = node ? node->node : NodeId(); std::exchange(m_levelsOf, subject) != subject)
        m_levels->setRows({});
    m_levelTable->setVisible(node && node->feed);
    showDoor(node);
    if (!node)
        return m_title->clear();
    const QString title = nodeTitle(*node);
    if (!node->feed)
        return m_title->setText(tr("%1 has no count of its own: what the Stock page shows is what is there.").arg(title));
    const QString untaken = untakenText(*node);
    const QString holds = untaken.isEmpty() ? tr("What %1 says it holds").arg(title) : tr("What %1 says it holds: %2", "place, how many are not taken").arg(title, untaken);
    m_title->setText(node->feed->state.words.isEmpty() ? holds : tr("What %1 said before its last reading failed: %2", "place, its own words").arg(title, node->feed->state.words));
    m_context.inventory.ask(query::NodeLevels{node->node}, this, [this, request](const Result<query::NodeLevels::Answer> &levels) {
        if (request == m_request)
            showLevels(levels);
    });
}

void PlacesView::showDoor(const NodeRow *node)
{
    m_door->setVisible(node && !m_context.inventory.isReadOnly());
    if (!node)
        return;
    const QString title = nodeTitle(*node);
    m_door->setText(node->details.isClosed ? tr("Open it again") : tr("Close this place"));
    m_door->setToolTip(node->details.isClosed ? tr("Orders may be sent from %1 again.").arg(title) : tr("Nothing is sent from %1 until it opens again. What is there still counts.").arg(title));
}

void PlacesView::importPlaces()
{
    auto *dialog = new ImportDialog(m_context, this);
    dialog->choose(imports::What::Nodes);
    connect(dialog, &ImportDialog::imported, this, &PlacesView::said);
    dialog->open();
}

void PlacesView::showRules()
{
    auto *dialog = new ChannelRulesDialog(m_context, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ChannelRulesDialog::changed, this, &PlacesView::said);
    dialog->open();
}

void PlacesView::turnDoor()
{
    const NodeRow *node = current();
    if (!node)
        return;
    command::DefineNode define{node->node, node->kind, node->title, node->details};
    define.details->isClosed = !node->details.isClosed;
    m_door->setEnabled(false);
    m_context.inventory.perform({{}, m_context.actor(), {}, 0, define}, this, [this, title = nodeTitle(*node), isClosed = define.details->isClosed](const Result<Entry> &entry) {
        m_door->setEnabled(true);
        m_door->setFocus();
        if (!entry)
            return m_banner->say(Tone::Bad, errorText(entry.error()));
        Q_EMIT said(isClosed ? tr("%1 is closed: its open orders are planned from elsewhere.").arg(title) : tr("%1 is open again.").arg(title));
    });
}

void PlacesView::showLevels(const Result<QList<StockLevel>> &levels)
{
    if (!levels) {
        m_banner->say(Tone::Bad, errorText(levels.error()));
        return;
    }
    QList<QList<Cell>> rows;
    for (const StockLevel &level : *levels)
        rows.append({{.text = level.sku, .emphasis = Emphasis::Strong}, {.text = level.place.isEmpty() ? tr("one pool") : level.place}, {.text = number(level.sellable), .raw = level.sellable},
                     {.text = othersText(level), .spoken = level.others.isEmpty() ? tr("nothing else") : theirWords(level)}});
    m_levels->setRows(rows);
}

} // namespace crossdock::ui
