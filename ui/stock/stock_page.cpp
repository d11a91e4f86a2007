#include "ui/stock/stock_page.h"

#include "ui/error_text.h"
#include "ui/imports/import_dialog.h"
#include "ui/stock/selling.h"
#include "ui/stock/stock_detail.h"
#include "ui/stock/stock_grid.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/busy_bar.h"
#include "ui/widgets/column_chooser.h"
#include "ui/widgets/down_key.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/panes.h"
#include "ui/words.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace crossdock::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int filterDelayMs = 120; // while somebody types, only the pause counts
constexpr int lastOnShelf = 3; // of the commands for a selection: Transfer; the next ones are about selling
constexpr int bookings = 6; // of the commands for a selection the first: those that book units
constexpr int buttons = 8; // of those commands have one: the ones that change something

} // namespace

StockPage::StockPage(const Context &context, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_model(context.clock)
    , m_feed(context.inventory, m_model)
    , m_banner(new Banner(context.theme, this))
    , m_busy(new BusyBar(this))
    , m_table(new StockGrid(context.theme, m_model, this))
    , m_detail(new StockDetail(context, this))
    , m_selling(new Selling(context, m_model, this))
{
    m_columns = new ColumnChooser(*m_table, [this](int column) { return m_table->nameOf(column); },
                                  {u"in_transit"_s, u"quarantine"_s}, this);
    makeCommands();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(12);
    column->addWidget(makeHeader());
    column->addWidget(makeActionRow());
    column->addWidget(m_banner);
    column->addWidget(m_busy);
    m_splitter = panes(Qt::Horizontal, makeGrid(), m_detail, this);
    m_splitter->setStretchFactor(0, 1);
    m_detail->setMinimumWidth(380);
    column->addWidget(m_splitter, 1);
    setDetailOpen(false);

    m_filterSoon.setSingleShot(true);
    m_filterSoon.setInterval(filterDelayMs);
    connect(&m_filterSoon, &QTimer::timeout, this, &StockPage::applyFilter);
    m_table->keepAges();
    connect(&m_model, &StockModel::flushed, m_table, &TableView::flashesStarted);
    connect(&m_model, &StockModel::flushed, this, &StockPage::enableCommands);
    connect(&m_model, &StockModel::countChanged, this, &StockPage::showCount);
    connect(&m_model, &QAbstractItemModel::columnsInserted, this, &StockPage::setColumnWidths);
    connect(&m_model, &QAbstractItemModel::columnsRemoved, m_table, &StockGrid::fitProduct);
    connect(m_detail, &StockDetail::closeRequested, this, [this] { setDetailOpen(false); });
    connect(m_detail, &StockDetail::openRequested, this, &Page::openRequested);
    connect(m_detail, &StockDetail::said, this, &Page::said);
    connect(m_detail, &StockDetail::failed, this, &Page::failed);
    connect(m_selling, &Selling::said, this, &Page::said);
    connect(m_selling, &Selling::failed, this, &Page::failed);
    connect(&m_feed, &StockFeed::loaded, this, [this] {
        m_busy->finish();
        showCount();
    });
    connect(m_busy, &BusyBar::cancelled, this,
            [this] { m_banner->say(Tone::Warning, tr("Only a part of the stock is loaded."), tr("Load the rest")); });
    connect(&m_feed, &StockFeed::loadFailed, this, [this](const Error &error) {
        m_busy->finish();
        m_banner->say(Tone::Bad, errorText(error), tr("Try again"));
    });
    connect(m_banner, &Banner::actionTriggered, this, [this] {
        m_banner->clear();
        m_feed.start();
        m_busy->start(tr("Loading the stock …"), m_feed.progress());
    });
    m_feed.start();
    m_busy->start(tr("Loading the stock …"), m_feed.progress());
    showCount();
}

QAction *StockPage::add(const QString &text, const QString &icon, const QKeySequence &keys, void (StockPage::*slot)())
{
    auto *action = new QAction(m_context.theme.icon(icon), text, this);
    action->setShortcut(keys);
    connect(action, &QAction::triggered, this, slot);
    addAction(action);
    m_commands.append(action);
    return action;
}

void StockPage::makeCommands()
{
    m_forSelection = {
        add(tr("&Receive…"), u"receive"_s, {u"Ctrl+Shift+R"_s}, &StockPage::receive),
        add(tr("&Adjust…"), u"adjust"_s, {u"Ctrl+Shift+A"_s}, &StockPage::adjust),
        add(tr("&Count…"), u"count"_s, {u"Ctrl+Shift+C"_s}, &StockPage::count),
        add(tr("&Transfer…"), u"transfer"_s, {u"Ctrl+Shift+T"_s}, &StockPage::transfer),
        m_arriveAction = add(tr("Arri&ve…"), u"import"_s, {}, &StockPage::arrive),
        m_releaseAction = add(tr("Releas&e from quarantine…"), u"check"_s, {}, &StockPage::release),
        add(tr("&Stop selling"), u"stop"_s, {u"Ctrl+Shift+S"_s}, &StockPage::stopSelling),
        add(tr("Res&ume selling"), u"play"_s, {u"Ctrl+Shift+U"_s}, &StockPage::resumeSelling),
        add(tr("&Why this number?"), u"why"_s, {}, &StockPage::explainCurrent),
        add(tr("C&opy rows"), u"copy"_s, {}, &StockPage::copy),
    };
    m_releaseAction->setIconText(tr("Release", "units from quarantine"));
    m_detailAction = add(tr("Show &details"), u"info"_s, {u"Ctrl+I"_s}, &StockPage::toggleDetail);
    m_detailAction->setCheckable(true);
    add(tr("Sort &by this column"), u"sort"_s, {u"Ctrl+Shift+O"_s}, &StockPage::sortByCurrent);
    add(tr("Choose co&lumns…"), u"columns"_s, {u"Ctrl+Shift+L"_s}, &StockPage::chooseColumns);
    m_commands.append(m_columns->menuAction());
}

QWidget *StockPage::makeHeader()
{
    m_header = new PageHeader(tr("Stock"), this);
    m_filter = new QLineEdit(m_header);
    m_filter->setPlaceholderText(tr("Filter: words, or <10 available"));
    m_filter->setAccessibleName(tr("Filter the stock"));
    m_filter->setToolTip(tr("Words that must all occur in SKU, product, barcode or category; <10, >=100 or =0 compare the "
                            "available units."));
    m_filter->setClearButtonEnabled(true);
    for (auto *button : m_filter->findChildren<QToolButton *>())
        button->setAccessibleName(tr("Clear the filter"));
    m_filter->setFixedWidth(260);
    m_quick = new QComboBox(m_header);
    m_quick->addItems({tr("All SKUs"), tr("Low"), tr("Out of stock"), tr("Kits"), tr("Waiting on a channel"),
                       tr("Set aside by a channel"), tr("Selling stopped")});
    m_quick->setAccessibleDescription(tr("Which SKUs are shown"));
    auto *quickLabel = new QLabel(tr("Sho&w"), m_header);
    quickLabel->setBuddy(m_quick);
    quickLabel->setProperty("role", u"muted"_s);
    m_columnButton = new QPushButton(m_context.theme.icon(u"columns"_s), tr("Columns"), m_header);
    m_columnButton->setMenu(m_columns);
    for (QWidget *control : std::initializer_list<QWidget *>{m_filter, quickLabel, m_quick, m_columnButton})
        m_header->add(control);
    connect(m_filter, &QLineEdit::textChanged, this, [this] { m_filterSoon.start(); });
    leadDown(m_filter, m_table);
    connect(m_filter, &QLineEdit::returnPressed, this, [this] {
        applyFilter();
        m_table->setFocus();
    });
    connect(m_quick, &QComboBox::currentIndexChanged, this, &StockPage::applyFilter);
    return m_header;
}

QWidget *StockPage::makeActionRow()
{
    auto *row = new QWidget(this);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    for (int i = 0; i < buttons; ++i) {
        QAction *action = m_forSelection[i];
        const bool isSeldom = action == m_arriveAction || action == m_releaseAction;
        auto *button = new QPushButton(action->icon(), action->iconText().remove(u'&').remove(u'…'), row);
        button->setToolTip(action->shortcut().toString(QKeySequence::NativeText));
        button->setEnabled(false);
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        connect(action, &QAction::enabledChanged, button, &QWidget::setEnabled);
        button->setVisible(!isSeldom);
        if (isSeldom) // takes no room where nothing waits
            connect(action, &QAction::enabledChanged, button, &QWidget::setVisible);
        line->addWidget(button);
        if (i == lastOnShelf + 2)
            line->addSpacing(8);
    }
    m_selection = new QLabel(row);
    m_selection->setProperty("role", u"muted"_s);
    line->addStretch(1);
    line->addWidget(m_selection);
    auto *details = new QPushButton(m_context.theme.icon(u"info"_s), tr("Details"), row);
    details->setToolTip(m_detailAction->shortcut().toString(QKeySequence::NativeText));
    connect(details, &QPushButton::clicked, m_detailAction, &QAction::trigger);
    line->addWidget(details);
    return row;
}

QWidget *StockPage::makeGrid()
{
    setColumnWidths();
    connect(m_table->horizontalHeader(), &QHeaderView::sortIndicatorChanged, &m_model, &StockModel::sort);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &StockPage::showSelection);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &StockPage::showSelection);
    connect(m_table, &TableView::activatedByKey, this, &StockPage::openReasons);
    connect(m_table, &QAbstractItemView::doubleClicked, this, &StockPage::openReasons);
    m_empty = new EmptyState(m_context.theme, u"stock"_s, this);
    connect(m_empty, &EmptyState::actionTriggered, this, [this] { m_model.table().rowCount() == 0 ? importProducts() : resetFilter(); });
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    return m_stack;
}

void StockPage::setColumnWidths()
{
    m_table->setWidths();
    m_columns->apply();
    m_table->fitProduct();
}

void StockPage::sortByCurrent()
{
    const bool isAscending = m_table->sortByCurrentColumn() == Qt::AscendingOrder;
    const QString name = m_model.headerData(m_table->horizontalHeader()->sortIndicatorSection(), Qt::Horizontal, Qt::DisplayRole).toString();
    Q_EMIT said(isAscending ? tr("Sorted by %1, lowest first.").arg(name) : tr("Sorted by %1, highest first.").arg(name));
}

void StockPage::chooseColumns()
{
    m_columnButton->showMenu();
}

void StockPage::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

bool StockPage::closePanel()
{
    if (m_detail->isHidden())
        return false;
    setDetailOpen(false);
    m_table->setFocus();
    return true;
}

void StockPage::importProducts()
{
    auto *dialog = new ImportDialog(m_context, this);
    connect(dialog, &ImportDialog::imported, this, &Page::said);
    dialog->open();
}

void StockPage::resetFilter()
{
    m_filter->clear();
    m_quick->setCurrentIndex(0);
    applyFilter();
}

void StockPage::applyFilter()
{
    m_filterSoon.stop();
    m_model.setFilter(StockFilter(m_filter->text(), static_cast<StockFilter::Quick>(m_quick->currentIndex())));
}

void StockPage::showCount()
{
    const int shown = m_model.rowCount();
    const int all = m_model.table().rowCount();
    const QString figure = shown == all ? tr("%1 SKUs").arg(number(all)) : tr("%1 of %2 SKUs").arg(number(shown), number(all));
    m_header->setFigure(m_feed.isLoading() && all > 0 ? tr("%1, loading …", "figure").arg(figure) : figure);
    if (all == 0 && m_feed.isLoading())
        m_empty->say(tr("Loading the stock …"), {});
    else if (all == 0)
        m_empty->say(tr("No SKUs yet"), tr("Import your products from a file, or add a channel and read its catalogue."),
                     m_context.inventory.isReadOnly() ? QString() : tr("Import products"));
    else
        m_empty->say(tr("Nothing matches the filter"), tr("Words must all occur in SKU, product, barcode or category."),
                     tr("Clear the filter"));
    m_stack->setCurrentIndex(shown == 0 ? 1 : 0);
    if (!m_wanted.isEmpty() && m_model.rowOf(m_wanted) >= 0)
        open(std::exchange(m_wanted, {}).text());
    showSelection();
}

QList<Sku> StockPage::selectedSkus() const
{
    QList<Sku> skus;
    const auto rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows)
        skus.append(m_model.skuAt(row.row()));
    return skus;
}

/// A kit has no stock of its own.
QList<Sku> StockPage::bookableSkus() const
{
    QList<Sku> skus;
    const auto rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows)
        if (!m_model.table().row(m_model.tableRow(row.row())).isKit)
            skus.append(m_model.skuAt(row.row()));
    return skus;
}

Sku StockPage::currentSku() const
{
    const QModelIndex current = m_table->currentIndex();
    return current.isValid() ? m_model.skuAt(current.row()) : Sku();
}

void StockPage::showSelection()
{
    const int selected = static_cast<int>(m_table->selectionModel()->selectedRows().size());
    enableCommands();
    m_selection->setText(selected == 0 ? QString() : tr("%Ln selected", nullptr, selected));
    if (!m_detail->isHidden())
        m_detail->showSku(currentSku());
}

void StockPage::enableCommands()
{
    const auto rows = m_table->selectionModel()->selectedRows();
    const bool mayChange = !m_context.inventory.isReadOnly();
    const auto waits = [&](qint32 StockTable::Row::*units) {
        return std::any_of(rows.begin(), rows.end(), [&](const QModelIndex &row) { return m_model.table().row(m_model.tableRow(row.row())).*units > 0; });
    };
    const bool isBookable = !bookableSkus().isEmpty();
    for (qsizetype i = 0; i < m_forSelection.size(); ++i) {
        QAction *action = m_forSelection[i];
        const bool isPossible = (i >= bookings || isBookable) && (action == m_arriveAction ? waits(&StockTable::Row::inTransit) : action == m_releaseAction ? waits(&StockTable::Row::quarantine) : true);
        action->setEnabled(!rows.isEmpty() && isPossible && (mayChange || i >= buttons));
    }
}

void StockPage::openReasons(const QModelIndex &index)
{
    setDetailOpen(true);
    m_detail->showSku(m_model.skuAt(index.row()));
    m_detail->explain(m_table->questionAt(index));
}

void StockPage::explainCurrent()
{
    if (m_table->currentIndex().isValid())
        openReasons(m_table->currentIndex());
}

void StockPage::setDetailOpen(bool isOpen)
{
    m_detail->setVisible(isOpen);
    m_detailAction->setChecked(isOpen);
    if (isOpen)
        m_detail->showSku(currentSku());
}

void StockPage::toggleDetail()
{
    setDetailOpen(m_detail->isHidden());
}

void StockPage::open(const QString &id)
{
    m_wanted = {};
    const auto sku = Sku::parse(id);
    if (!sku)
        return;
    if (m_model.rowOf(*sku) < 0 && m_model.knows(*sku)) {
        m_filter->clear();
        m_quick->setCurrentIndex(0);
        applyFilter();
    }
    const int row = m_model.rowOf(*sku);
    if (row < 0) {
        m_wanted = *sku;
        return;
    }
    m_table->setCurrentIndex(m_model.index(row, SkuColumn));
    m_table->scrollTo(m_table->currentIndex(), QAbstractItemView::PositionAtCenter);
    m_table->setFocus();
    setDetailOpen(true);
}

/// The others look, or change what is seen only.
bool StockPage::isForChosen(const QAction &command) const
{
    const auto changing = m_forSelection.first(bookings);
    return std::any_of(changing.begin(), changing.end(), [&](const QAction *one) { return one == &command; }) && Page::isForChosen(command);
}

void StockPage::book(BookingDialog::Kind kind)
{
    const QList<Sku> skus = bookableSkus();
    if (skus.isEmpty())
        return;
    if (skus.size() < selectedSkus().size())
        Q_EMIT said(tr("Kits are left out: what lies on a shelf is their parts."));
    auto *dialog = new BookingDialog(m_context, kind, skus, this);
    connect(dialog, &CommandDialog::done, this, &Page::said);
    dialog->open();
}

void StockPage::stopSelling()
{
    m_selling->stop(selectedSkus());
}

void StockPage::resumeSelling()
{
    m_selling->resume(selectedSkus());
}

void StockPage::copy()
{
    m_table->copy();
    Q_EMIT said(tr("%Ln row(s) copied.", nullptr, static_cast<int>(m_table->selectionModel()->selectedRows().size())));
}

} // namespace crossdock::ui
