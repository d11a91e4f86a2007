#include "ui/stock/offers_view.h"

#include "ui/error_text.h"
#include "ui/widgets/fact_label.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/text_table_model.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QUuid>
#include <QVBoxLayout>

namespace crossdock::ui {

using namespace Qt::Literals::StringLiterals;

OffersView::OffersView(const Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_model(new TextTableModel({{tr("Channel")}, {tr("Shows"), true}, {tr("Wanted"), true}, {tr("State")}}, this))
    , m_table(new TableView(context.theme, tr("Listings of this SKU"), this))
    , m_sentence(new FactLabel(this))
    , m_figures(new QLabel(this))
    , m_again(new QPushButton(tr("Try again"), this))
{
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_table->setColumnWidth(1, 62);
    m_table->setColumnWidth(2, 70);
    m_table->setColumnWidth(3, 124); // the longest pill: Suppressed
    m_sentence->setWordWrap(true);
    m_figures->setProperty("role", u"muted"_s);
    m_figures->setWordWrap(true);
    auto *why = new QPushButton(tr("Why?"), this);
    auto *limits = new QPushButton(tr("Limits…"), this);
    auto *price = new QPushButton(tr("Price…"), this);
    m_buttons = {why, limits, price};

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QPushButton *button : {m_again, why, limits, price})
        buttons->addWidget(button);
    buttons->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 12, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_table, 1);
    column->addWidget(m_sentence);
    column->addWidget(m_figures);
    column->addLayout(buttons);

    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &OffersView::showChosen);
    connect(m_again, &QPushButton::clicked, this, &OffersView::tryAgain);
    connect(why, &QPushButton::clicked, this, [this] {
        if (chosen())
            Q_EMIT whyRequested(chosen()->listing.channel);
    });
    connect(limits, &QPushButton::clicked, this, [this] {
        if (chosen())
            Q_EMIT limitsRequested(*chosen());
    });
    connect(price, &QPushButton::clicked, this, [this] {
        if (chosen())
            Q_EMIT priceRequested(*chosen());
    });
    connect(m_table, &TableView::activatedByKey, why, &QPushButton::click);
    connect(m_table, &QAbstractItemView::doubleClicked, why, &QPushButton::click);
}

void OffersView::setOffers(const Sku &sku, const QList<OfferState> &offers)
{
    m_sku = sku;
    m_offers = offers;
    const Time now = m_context.clock.now();
    QList<QList<TextTableModel::Cell>> rows;
    for (const OfferState &offer : offers) {
        const Badge state = offer.market.isSuppressed ? Badge{tr("Suppressed", "a listing that its channel keeps from buyers"), Tone::Bad} : badge(offer.state);
        const QString market = marketText(offer.market), spoken = offerSentence(offer, now) + (market.isEmpty() ? market : u' ' + market);
        rows.append({{.text = offer.listing.channel.text(), .emphasis = Emphasis::Strong},
                     {.text = offer.believed ? number(*offer.believed) : u"?"_s},
                     {.text = number(offer.wanted), .emphasis = Emphasis::Muted},
                     {.text = state.text, .tone = state.tone, .spoken = spoken}});
    }
    m_model->setRows(rows);
    if (!m_table->currentIndex().isValid() && !offers.isEmpty())
        m_table->selectRow(0);
    showChosen();
}

void OffersView::choose(const ChannelId &channel)
{
    for (int row = 0; row < static_cast<int>(m_offers.size()); ++row) {
        if (m_offers[row].listing.channel == channel)
            m_table->selectRow(row);
    }
}

const OfferState *OffersView::chosen() const
{
    const int row = m_table->currentIndex().row();
    return row >= 0 && row < m_offers.size() ? &m_offers[row] : nullptr;
}

void OffersView::showChosen()
{
    const OfferState *offer = chosen();
    for (QPushButton *button : std::as_const(m_buttons))
        button->setEnabled(offer != nullptr);
    m_again->setVisible(offer && offer->state == OfferState::State::Refused);
    m_sentence->setVisible(offer != nullptr);
    m_figures->setVisible(offer != nullptr);
    if (!offer)
        return;
    m_sentence->setText(offerSentence(*offer, m_context.clock.now()));
    QStringList figures;
    figures.append(tr("Last confirmed: %1.").arg(offer->acknowledged ? number(*offer->acknowledged) : tr("nothing yet")));
    if (offer->buffer > 0)
        figures.append(tr("Keeps back %1.").arg(number(offer->buffer)));
    if (offer->cap)
        figures.append(tr("Never shows more than %1.").arg(number(*offer->cap)));
    if (offer->price)
        figures.append(tr("Price %1.").arg(money(*offer->price)));
    if (offer->isStopped)
        figures.append(tr("Selling is stopped."));
    figures.append(marketText(offer->market));
    figures.removeAll(QString());
    m_figures->setText(figures.join(u' '));
}

void OffersView::tryAgain()
{
    const OfferState *offer = chosen();
    if (!offer)
        return;
    m_again->setEnabled(false);
    const QString sentence = tr("%1 of %2 is sent again.").arg(m_sku.text(), offer->listing.channel.text());
    m_context.inventory.perform({.key = QUuid::createUuid().toString(QUuid::WithoutBraces), .actor = m_context.actor(),
                                 .why = tr("Tried again by hand"), .command = command::RetryListing{offer->listing}},
                                this, [this, sentence](const Result<Entry> &entry) {
                                    m_again->setEnabled(true);
                                    if (entry)
                                        Q_EMIT said(sentence);
                                    else
                                        Q_EMIT failed(errorText(entry.error()));
                                });
}

} // namespace crossdock::ui
