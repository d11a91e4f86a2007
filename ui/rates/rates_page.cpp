#include "ui/rates/rates_page.h"

#include "core/inventory/fulfilment/rates/rate_book.h"
#include "ui/error_text.h"
#include "ui/imports/import_dialog.h"
#include "ui/rates/rates_inquiry.h"
#include "ui/rates/rates_model.h"
#include "ui/rates/shipment_form.h"
#include "ui/rates/why_price.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/named_action.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/table_view.h"

#include <QHeaderView>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr std::array columnWidths = {150, 84, 116, 94, 90, 88, 86, 92, 86, 130}; // all are seen in a window of 1280
static_assert(columnWidths.size() == RatesModel::ColumnCount);

} // namespace

RatesPage::RatesPage(const Context &context, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_model(new RatesModel(context.clock, this))
    , m_inquiry(new RatesInquiry(context, this))
    , m_ask(add(u"ask"_s, tr("&Ask for rates"), u"rates"_s, Qt::CTRL | Qt::Key_Return, &RatesPage::ask))
    , m_addParcel(add(u"addParcel"_s, tr("Add a &parcel"), u"plus"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_A, &RatesPage::addParcel))
    , m_import(add(u"importPrices"_s, tr("&Import carriers' prices…"), u"import"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_P, &RatesPage::importPrices))
    , m_sort(add(u"sortByColumn"_s, tr("Sort &by this column"), u"sort"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_O, &RatesPage::sortByCurrent))
    , m_header(makeHeader())
    , m_form(new ShipmentForm(context, *m_ask, this))
    , m_banner(new Banner(context.theme, this))
    , m_table(new TableView(context.theme, tr("Rates"), this))
    , m_empty(new EmptyState(context.theme, u"rates"_s, this))
    , m_stack(new QStackedWidget(this))
    , m_why(new WhyPrice(context, this))
{
    makeTable();
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    QSplitter *splitter = panes(Qt::Horizontal, m_stack, m_why, this);
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({640, 380});
    m_why->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    layout->addWidget(m_header);
    layout->addWidget(m_form);
    layout->addWidget(m_banner);
    layout->addWidget(splitter, 1);
    wire();
    look();
}

QAction *RatesPage::add(const QString &name, const QString &text, const QString &icon, const QKeySequence &keys, void (RatesPage::*slot)())
{
    QAction *action = namedAction(m_context.theme, this, name, text, icon, keys);
    connect(action, &QAction::triggered, this, slot);
    addAction(action);
    return action;
}

PageHeader *RatesPage::makeHeader()
{
    auto *header = new PageHeader(tr("Rates"), this);
    m_import->setEnabled(!m_context.inventory.isReadOnly());
    header->add(new ActionButton(m_import, this));
    return header;
}

void RatesPage::makeTable()
{
    m_table->setModel(m_model);
    m_table->setObjectName(u"rates"_s);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->verticalHeader()->setDefaultSectionSize(TableView::twoLinesHeight);
    for (int column = 0; column < RatesModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, columnWidths.at(static_cast<size_t>(column)));
    QHeaderView *header = m_table->horizontalHeader();
    header->setStretchLastSection(true);
    header->setSortIndicatorShown(true);
    header->setSortIndicator(RatesModel::Total, Qt::AscendingOrder);
    connect(header, &QHeaderView::sortIndicatorChanged, m_model, &RatesModel::sort);
    const auto choose = [this](const QModelIndex &index) {
        m_isChosen = true;
        openRow(index);
    };
    connect(m_table, &TableView::activatedByKey, this, choose);
    connect(m_table, &QTableView::clicked, this, choose);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &current) {
        m_isChosen = !m_isFilling; // a row that goes takes the choice with it
        if (m_why->isVisible())
            openRow(current); // the panel follows the arrow keys
    });
}

void RatesPage::wire()
{
    connect(m_form, &ShipmentForm::changed, this, &RatesPage::look);
    connect(m_form, &ShipmentForm::taken, this, [this](const QString &sentence) {
        m_banner->clear();
        Q_EMIT said(sentence);
        if (m_form->isReady())
            ask();
    });
    connect(m_form, &ShipmentForm::failed, this, [this](const QString &sentence) { m_banner->say(Tone::Bad, sentence); });
    connect(m_why, &WhyPrice::closeRequested, this, &RatesPage::closePanel);
    connect(m_empty, &EmptyState::actionTriggered, m_import, &QAction::trigger);
    connect(m_inquiry, &RatesInquiry::asked, this, [this](int way, const QString &account) { m_model->addAsked(m_inquiry->ways().at(way).from, account); });
    connect(m_inquiry, &RatesInquiry::answered, this, [this](int way, const QString &account, const rates::Rated &rated) {
        take(m_inquiry->ways().at(way), account, rated);
        look();
    });
    connect(m_inquiry, &RatesInquiry::nobodyToAsk, this, [this] {
        m_isNobodyThere = true;
        m_model->clear({});
    });
    connect(m_inquiry, &RatesInquiry::failed, this, [this](const Error &error) { m_banner->say(Tone::Bad, errorText(error)); });
    connect(m_inquiry, &RatesInquiry::finished, this, [this] {
        look();
        if (m_model->rowCount() > 0)
            Q_EMIT said(tr("All answers are there: %Ln price(s).", nullptr, m_model->quotes()));
    });
}

/// As answers come the cheapest stays selected, until a person chooses another row.
void RatesPage::take(const Way &way, const QString &account, const rates::Rated &rated)
{
    const QScopedValueRollback isFilling(m_isFilling, true);
    m_model->take(way.from, account, rated, way.shipment);
    if (m_isChosen || m_model->rowCount() == 0)
        return;
    int row = 0;
    while (row < m_model->rowCount() && !m_model->isCheapest(row))
        ++row;
    m_table->selectRow(row < m_model->rowCount() ? row : 0);
}

void RatesPage::ask()
{
    const QList<Way> ways = m_form->ways();
    if (ways.isEmpty())
        return;
    m_banner->clear();
    m_isNobodyThere = false;
    m_isChosen = false;
    m_model->clear(ways.first().shipment.shipDate);
    for (const Way &way : ways)
        if (!way.problem.isEmpty())
            m_model->addProblem(way.from, way.problem);
    m_inquiry->start(ways);
    look();
}

/// A newcomer is told at once what is missing, not after a form is filled in.
void RatesPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    countLists();
}

void RatesPage::countLists()
{
    m_context.inventory.ask(query::Carriers{}, this, [this](const Result<query::Carriers::Answer> &carriers) {
        if (!carriers)
            return; // the first asking says what is wrong
        m_accounts = static_cast<int>(carriers->size());
        m_context.inventory.ask(query::Rates{}, this, [this](const Result<query::Rates::Answer> &book) {
            if (!book)
                return;
            m_lists = static_cast<int>((*book)->tables().size());
            m_carriers = static_cast<int>((*book)->carriers().size());
            if (!m_inquiry->isOpen())
                m_isNobodyThere = m_accounts == 0 && m_lists == 0;
            look();
        });
    });
}

/// "3 price list(s) of 2 carrier(s)"; empty: nothing that could be asked is known yet.
QString RatesPage::presentText() const
{
    const QString lists = tr("%1 of %2", "price lists, carriers").arg(tr("%Ln price list(s)", nullptr, m_lists), tr("%Ln carrier(s)", nullptr, m_carriers)), accounts = tr("%Ln account(s) with carriers", nullptr, m_accounts);
    if (m_lists > 0 && m_accounts > 0)
        return tr("%1 and %2", "price lists, accounts").arg(lists, accounts);
    return m_lists > 0 ? lists : m_accounts > 0 ? accounts : QString();
}

void RatesPage::addParcel()
{
    m_form->addParcel();
}

void RatesPage::importPrices()
{
    auto *dialog = new ImportDialog(m_context, this);
    dialog->choose(rates::SheetKind::Prices);
    connect(dialog, &ImportDialog::imported, this, &Page::said);
    connect(dialog, &ImportDialog::imported, this, &RatesPage::countLists);
    dialog->open();
}

void RatesPage::sortByCurrent()
{
    const bool isAscending = m_table->sortByCurrentColumn() == Qt::AscendingOrder;
    const QString name = m_model->headerData(m_table->horizontalHeader()->sortIndicatorSection(), Qt::Horizontal).toString();
    Q_EMIT said(isAscending ? tr("Sorted by %1, lowest first.").arg(name) : tr("Sorted by %1, highest first.").arg(name));
}

void RatesPage::look()
{
    m_ask->setEnabled(m_form->isReady());
    const int waiting = m_model->waiting();
    const QString prices = tr("%Ln price(s)", nullptr, m_model->quotes());
    m_header->setFigure(m_model->rowCount() == 0 ? QString() : waiting == 0 ? prices : tr("%1, %2", "prices, carriers").arg(prices, tr("%Ln still asked", "carriers", waiting)));
    if (m_isNobodyThere)
        m_empty->say(tr("No carrier to ask yet"),
                     tr("Import the price lists, zones and surcharges of your carriers, or connect an account with “crossdock carrier add”."),
                     m_context.inventory.isReadOnly() ? QString() : tr("Import carriers' prices"));
    else if (const QString present = presentText(); !present.isEmpty())
        m_empty->say(tr("No shipment yet"), tr("%1: type or scan an order, or write what is to be sent, then ask. All answer side by side.", "what prices are known").arg(present));
    else
        m_empty->say(tr("No shipment yet"), tr("Take an order or write what is to be sent, then ask: all carriers answer side by side."));
    m_stack->setCurrentWidget(m_model->rowCount() > 0 ? static_cast<QWidget *>(m_table) : m_empty);
    if (m_model->rowCount() == 0)
        m_why->hide();
}

void RatesPage::openRow(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    m_why->show();
    const QModelIndex state = index.siblingAtColumn(RatesModel::Stands);
    m_why->display(m_model->row(index.row()), {state.data().toString(), static_cast<Tone>(state.data(ToneRole).toInt())});
}

bool RatesPage::closePanel()
{
    if (!m_why->isVisible())
        return false;
    m_why->hide();
    m_table->setFocus();
    return true;
}

void RatesPage::open(const QString &id)
{
    const auto order = OrderId::parse(id);
    if (order)
        m_form->takeOrder(*order);
    else
        m_banner->say(Tone::Bad, errorText(order.error()));
}

QString RatesPage::selectedId() const
{
    return m_form->orderText();
}

void RatesPage::focusFilter()
{
    m_form->focusOrder();
}

QList<QAction *> RatesPage::commands() const
{
    return {m_ask, m_addParcel, m_import, m_sort};
}

} // namespace crossdock::ui
