#include "ui/stock/stock_detail.h"

#include "ui/error_text.h"
#include "ui/stock/bins_view.h"
#include "ui/stock/booking_dialog.h"
#include "ui/stock/fit_height.h"
#include "ui/stock/incoming_view.h"
#include "ui/stock/listing_dialogs.h"
#include "ui/stock/offers_view.h"
#include "ui/stock/why_view.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/fact_label.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/role_label.h"
#include "ui/widgets/sparkline.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/text_table_model.h"

#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace crossdock::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int askAgainMs = 250; // four looks a second at a SKU that trades all the time
constexpr auto day = Milliseconds(86'400'000);

enum Figure { OnHand, Reserved, Available, InTransit, Quarantine, FigureCount };

} // namespace

StockDetail::StockDetail(const Context &context, QWidget *parent)
    : QFrame(parent)
    , m_context(context)
    , m_banner(new Banner(context.theme, this))
    , m_tabs(new QTabWidget(this))
    , m_room(new QWidget(this))
    , m_places(new TextTableModel({{tr("Place")}, {tr("On hand"), true}, {tr("Reserved"), true}, {tr("Free"), true}}, this))
    , m_parts(new TextTableModel({{tr("SKU")}, {tr("Quantity"), true}}, this))
    , m_offers(new OffersView(context, this))
    , m_why(new WhyView(context, this))
{
    setProperty("card", true);
    m_tabs->addTab(makeOverview(), tr("Overview"));
    m_tabs->addTab(m_offers, tr("Listings"));
    m_tabs->addTab(m_why, tr("Why this number?"));
    m_tabs->setAccessibleName(tr("About this SKU"));
    m_tabs->setUsesScrollButtons(false);
    m_tabs->tabBar()->setExpanding(false);
    m_tabs->tabBar()->setAccessibleName(tr("What to see of this SKU"));
    m_tabs->setFocusProxy(nullptr); // else the next line would speak of the bar
    m_tabs->setFocusPolicy(Qt::NoFocus); // the bar is the stop
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 16);
    column->setSpacing(8);
    column->addWidget(makeHead());
    column->addWidget(m_banner);
    column->addWidget(m_tabs, 1);
    column->addWidget(m_room, 1);

    m_again.setSingleShot(true);
    m_again.setInterval(askAgainMs);
    connect(&m_again, &QTimer::timeout, this, &StockDetail::ask);
    connect(&context.inventory, &Inventory::happened, this, &StockDetail::hear);
    connect(m_offers, &OffersView::whyRequested, this,
            [this](const ChannelId &channel) { explain({.sku = m_sku, .channel = channel}); });
    connect(m_offers, &OffersView::limitsRequested, this, &StockDetail::openLimits);
    connect(m_offers, &OffersView::priceRequested, this, &StockDetail::openPrice);
    connect(m_offers, &OffersView::said, this, &StockDetail::said);
    connect(m_offers, &OffersView::failed, this, &StockDetail::failed);
    connect(m_why, &WhyView::entryRequested, this,
            [this](qint64 entry) { Q_EMIT openRequested(u"audit"_s, QString::number(entry)); });
    showSku({});
}

QWidget *StockDetail::makeHead()
{
    auto *head = new QWidget(this);
    m_title = new FactLabel(head);
    m_title->setProperty("role", u"section"_s);
    m_name = new QLabel(head);
    m_name->setProperty("role", u"muted"_s);
    m_name->setWordWrap(true);
    auto *close = new QToolButton(head);
    close->setIcon(m_context.theme.icon(u"close"_s));
    close->setAccessibleName(tr("Close the panel"));
    close->setToolTip(tr("Close the panel (Esc)"));
    close->setFocusPolicy(Qt::StrongFocus);
    connect(close, &QToolButton::clicked, this, &StockDetail::closeRequested);
    auto *grid = new QGridLayout(head);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(2);
    grid->addWidget(m_title, 0, 0);
    grid->addWidget(close, 0, 1, 2, 1, Qt::AlignTop);
    grid->addWidget(m_name, 1, 0);
    grid->setColumnStretch(0, 1);
    return head;
}

QWidget *StockDetail::makeOverview()
{
    auto *content = new QWidget(this);
    content->setProperty("plain", true);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 12, 4, 0);
    column->setSpacing(8);

    auto *figures = new QGridLayout;
    figures->setHorizontalSpacing(16);
    figures->setVerticalSpacing(0);
    const QStringList names = {tr("On hand"), tr("Reserved"), tr("Available"), tr("In transit"), tr("Quarantine")};
    for (int i = 0; i < FigureCount; ++i) {
        const bool isMain = i <= Available;
        auto *value = new QLabel(content);
        value->setFont(Theme::numberFont(isMain ? 22 : 13));
        m_figures.append(value);
        figures->addWidget(roleLabel(u"caption"_s, content, names[i]), isMain ? 0 : 2, isMain ? i : i - InTransit);
        figures->addWidget(value, isMain ? 1 : 3, isMain ? i : i - InTransit);
    }
    figures->setRowMinimumHeight(2, 24);
    column->addLayout(figures);

    column->addSpacing(8);
    column->addWidget(roleLabel(u"caption"_s, content, tr("Available, last 24 hours")));
    m_trend = new Sparkline(m_context.theme, content);
    m_trendText = new QLabel(content);
    m_trendText->setProperty("role", u"muted"_s);
    m_trendText->setWordWrap(true);
    column->addWidget(m_trend);
    column->addWidget(m_trendText);

    column->addSpacing(8);
    auto *places = new TableView(m_context.theme, tr("Stock by place"), content);
    places->setModel(m_places);
    places->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    for (int i = 1; i < m_places->columnCount(); ++i)
        places->setColumnWidth(i, 82);
    connect(m_places, &QAbstractItemModel::modelReset, places, [places] { fitHeight(*places); });
    connect(places, &TableView::activatedByKey, this, [this](const QModelIndex &index) {
        if (const auto node = NodeId::parse(index.siblingAtColumn(0).data(SortRole).toString()))
            explain({.sku = m_sku, .node = *node});
    });
    column->addWidget(places);
    m_bins = new BinsView(m_context, content);
    column->addWidget(m_bins);
    m_incoming = new IncomingView(m_context, content);
    connect(m_incoming, &IncomingView::receiveRequested, this, &StockDetail::openReceipt);
    column->addWidget(m_incoming);

    m_partsCard = new QWidget(content);
    m_partsTitle = roleLabel(u"caption"_s, m_partsCard);
    m_partsTable = new TableView(m_context.theme, tr("Parts of the kit, or kits that contain this"), m_partsCard);
    m_partsTable->setModel(m_parts);
    m_partsTable->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    connect(m_parts, &QAbstractItemModel::modelReset, m_partsTable, [this] { fitHeight(*m_partsTable); });
    connect(m_partsTable, &TableView::activatedByKey, this, [this](const QModelIndex &index) { openPart(index.row()); });
    connect(m_partsTable, &QAbstractItemView::doubleClicked, this, [this](const QModelIndex &index) { openPart(index.row()); });
    auto *parts = new QVBoxLayout(m_partsCard);
    parts->setContentsMargins(0, 8, 0, 0);
    parts->addWidget(m_partsTitle);
    parts->addWidget(m_partsTable);
    column->addWidget(m_partsCard);
    column->addStretch(1);

    QScrollArea *scroll = scrollPane(content, this);
    return scroll;
}

void StockDetail::showSku(const Sku &sku)
{
    const bool isOther = sku != m_sku;
    m_sku = sku;
    m_tabs->setVisible(!sku.isEmpty());
    m_room->setVisible(sku.isEmpty());
    m_banner->clear();
    if (sku.isEmpty()) {
        m_title->setText(tr("Nothing selected"));
        m_name->setText(tr("Choose a SKU in the grid to see where its units are and what each channel shows."));
        return;
    }
    m_title->setText(sku.text());
    if (!isOther)
        return;
    m_name->clear();
    m_why->clear();
    m_trend->setPoints({});
    m_trendText->clear();
    for (QLabel *figure : std::as_const(m_figures))
        figure->setText(u"–"_s);
    ask();
}

void StockDetail::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    ask();
    m_why->again();
}

void StockDetail::empty()
{
    m_places->setRows({});
    m_bins->setBins({});
    m_parts->setRows({});
    m_partsCard->hide();
    m_offers->setOffers(m_sku, {});
    m_tabs->setTabText(1, tr("Listings"));
}

void StockDetail::ask()
{
    if (m_sku.isEmpty())
        return;
    const int request = ++m_request;
    m_incoming->ask(m_sku);
    m_context.inventory.ask(query::StockOf{.skus = {m_sku}}, this,
                            [this, request](const Result<query::StockOf::Answer> &items) {
                                if (request != m_request)
                                    return;
                                if (items && !items->isEmpty())
                                    fill(items->first());
                                if (!items)
                                    m_banner->say(Tone::Bad, errorText(items.error()));
                                if (!items && m_offers->sku() != m_sku)
                                    empty();
                            });
    const Time now = m_context.clock.now();
    m_context.inventory.ask(query::Trend{m_sku, now - day, now}, this,
                            [this, request](const Result<query::Trend::Answer> &points) {
                                if (request != m_request || !points)
                                    return;
                                m_trend->setPoints(*points);
                                m_trendText->setText(m_trend->description());
                            });
}

void StockDetail::fill(const query::StockOf::Item &item)
{
    m_banner->clear();
    m_name->setText(item.row.name);
    fillFigures(item.row);
    QList<QList<TextTableModel::Cell>> places;
    for (const NodeStock &stock : item.nodes)
        places.append({{.text = stock.node.text(), .emphasis = Emphasis::Strong, .raw = stock.node.text()},
                       {.text = number(stock.onHand())},
                       {.text = number(stock.committed()), .emphasis = Emphasis::Muted},
                       {.text = number(stock.free)}});
    m_places->setRows(places);
    m_bins->setBins(item.bins);
    fillParts(item);
    m_offers->setOffers(m_sku, item.row.offers);
    m_tabs->setTabText(1, tr("Listings (%1)").arg(item.row.offers.size()));
}

void StockDetail::fillFigures(const StockRow &row)
{
    const Quantity values[] = {row.onHand, row.reserved, row.available, row.inTransit, row.quarantine};
    for (int i = 0; i < FigureCount; ++i)
        m_figures[i]->setText(number(values[i]));
}

void StockDetail::fillParts(const query::StockOf::Item &item)
{
    const bool isKit = !item.parts.isEmpty();
    QList<QList<TextTableModel::Cell>> rows;
    for (const auto &part : item.parts)
        rows.append({{.text = part.sku.text(), .raw = part.sku.text()}, {.text = number(part.quantity)}});
    for (const Sku &kit : isKit ? QList<Sku>{} : item.partOf)
        rows.append({{.text = kit.text(), .raw = kit.text()}, {}});
    m_parts->setRows(rows);
    m_partsTitle->setText(isKit ? tr("Made of") : tr("Part of these kits"));
    m_partsTable->setColumnHidden(1, !isKit);
    m_partsCard->setVisible(!rows.isEmpty());
}

void StockDetail::openPart(int row)
{
    if (row >= 0 && row < m_parts->rowCount())
        Q_EMIT openRequested(u"stock"_s, m_parts->rows()[row].first().text);
}

void StockDetail::explain(const query::Explain &question)
{
    m_tabs->setCurrentWidget(m_why);
    m_why->explain(question);
    m_why->focusSteps();
}

void StockDetail::showOffer(const ChannelId &channel)
{
    m_tabs->setCurrentWidget(m_offers);
    m_offers->choose(channel);
}

void StockDetail::hear(const Events &events)
{
    if (m_sku.isEmpty() || !isVisible() || m_again.isActive())
        return;
    for (const Event &event : *events) {
        const auto *stock = std::get_if<event::StockChanged>(&event);
        const auto *offer = std::get_if<event::OfferChanged>(&event);
        if ((stock && stock->row.sku == m_sku) || (offer && offer->sku == m_sku)) {
            m_again.start();
            m_why->again();
            return;
        }
    }
}

void StockDetail::openLimits(const OfferState &offer)
{
    if (m_offers->sku() != m_sku)
        return; // the listings of the SKU that was chosen before
    auto *dialog = new LimitsDialog(m_context, m_sku, offer, this);
    connect(dialog, &CommandDialog::done, this, &StockDetail::said);
    dialog->open();
}

void StockDetail::openPrice(const OfferState &offer)
{
    if (m_offers->sku() != m_sku)
        return;
    auto *dialog = new PriceDialog(m_context, m_sku, offer, this);
    connect(dialog, &CommandDialog::done, this, &StockDetail::said);
    dialog->open();
}

void StockDetail::openReceipt(const Sku &sku, const QString &purchase)
{
    if (m_context.inventory.isReadOnly())
        return;
    auto *dialog = new BookingDialog(m_context, BookingDialog::Kind::Receive, {sku}, this);
    dialog->choosePurchase(purchase);
    connect(dialog, &CommandDialog::done, this, &StockDetail::said);
    dialog->open();
}

} // namespace crossdock::ui
