#include "ui/routing/why_route.h"

#include "ui/error_text.h"
#include "ui/routing/explanation_words.h"
#include "ui/routing/routing_words.h"
#include "ui/routing/waterfall_delegate.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/fact_label.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/role_label.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/text_table_model.h"

#include <QHeaderView>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr int amountWidth = 92;

QLabel *makeFacts(const QString &name, QWidget *parent)
{
    auto *label = new FactLabel(parent);
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

/// As high as its rows: the panel scrolls, not its tables.
void fitRows(TableView &table)
{
    const int rows = table.model()->rowCount() * table.verticalHeader()->defaultSectionSize();
    table.setFixedHeight(TableView::rowHeight + rows + 4);
}

} // namespace

WhyRoute::WhyRoute(const Context &context, const QList<QAction *> &actions, QWidget *parent)
    : QFrame(parent)
    , m_context(context)
    , m_title(roleLabel(u"section"_s, this))
    , m_sentence(makeFacts(u"whySentence"_s, this))
    , m_plans(makeFacts(u"whyPlans"_s, this))
    , m_changes(makeFacts(u"whyChanges"_s, this))
    , m_paying(makeFacts(u"whyPaying"_s, this))
    , m_waterfall(new WaterfallModel(this))
    , m_waterfallTable(new TableView(context.theme, tr("What the plans cost"), this))
    , m_rejected(new TextTableModel({{tr("Place")}, {tr("Why not")}}, this))
    , m_rejectedTable(new TableView(context.theme, tr("Places that were not chosen"), this))
{
    setProperty("card", true);
    setMinimumWidth(480); // names of steps beside three amounts
    m_title->setObjectName(u"whyTitle"_s);
    QScrollArea *scroll = scrollPane(makeContent(), this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addLayout(makeHead());
    column->addLayout(makeButtons(actions));
    column->addWidget(scroll, 1);
}

QLayout *WhyRoute::makeHead()
{
    auto *close = new QToolButton(this);
    close->setIcon(m_context.theme.icon(u"close"_s));
    close->setAccessibleName(tr("Close the panel"));
    close->setToolTip(tr("Close (Esc)"));
    connect(close, &QToolButton::clicked, this, &WhyRoute::closeRequested);
    auto *titles = new QVBoxLayout;
    titles->setSpacing(2);
    titles->addWidget(roleLabel(u"caption"_s, this, tr("Why from there?")));
    titles->addWidget(m_title);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(16, 10, 10, 4);
    head->addLayout(titles, 1);
    head->addWidget(close, 0, Qt::AlignTop);
    return head;
}

QLayout *WhyRoute::makeButtons(const QList<QAction *> &actions)
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(16, 2, 16, 6);
    row->setSpacing(8);
    for (QAction *action : actions)
        row->addWidget(new ActionButton(action, this));
    row->addStretch();
    return row;
}

QWidget *WhyRoute::makeContent()
{
    m_waterfallTable->setModel(m_waterfall);
    m_waterfallTable->setObjectName(u"waterfall"_s);
    m_waterfallTable->setItemDelegate(new WaterfallDelegate(m_context.theme, m_waterfallTable));
    m_waterfallTable->verticalHeader()->setDefaultSectionSize(WaterfallDelegate::rowHeight);
    m_rejectedTable->setModel(m_rejected);
    m_rejectedTable->setObjectName(u"rejected"_s);
    m_rejectedTable->setColumnWidth(0, 128);
    m_rejectedTable->horizontalHeader()->setStretchLastSection(true);
    for (TableView *table : {m_waterfallTable, m_rejectedTable}) {
        table->setSelectionMode(QAbstractItemView::SingleSelection);
        table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    }
    m_plans->setProperty("role", u"muted"_s);
    m_reasons = new QWidget(this);
    auto *reasons = new QVBoxLayout(m_reasons);
    reasons->setContentsMargins(0, 0, 0, 0);
    reasons->setSpacing(8);
    reasons->addWidget(m_waterfallTable);
    reasons->addWidget(m_plans);
    reasons->addWidget(roleLabel(u"section"_s, this, tr("Why not from there")));
    reasons->addWidget(m_rejectedTable);
    reasons->addWidget(roleLabel(u"section"_s, this, tr("What would change it")));
    reasons->addWidget(m_changes);
    reasons->addWidget(roleLabel(u"section"_s, this, tr("Who pays for whom")));
    reasons->addWidget(m_paying);
    m_reasons->hide();
    auto *content = new QWidget(this);
    content->setProperty("plain", true);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(16, 4, 16, 16);
    column->setSpacing(8);
    column->addWidget(m_sentence);
    column->addWidget(m_reasons);
    column->addStretch();
    return content;
}

void WhyRoute::display(const WaveFeed::Wave &wave, const OrderId &order)
{
    if (wave == m_wave && order == m_order)
        return;
    const bool isOther = order != m_order;
    m_wave = wave;
    m_order = order;
    m_title->setText(order.text());
    if (isOther) { // the same order in the next wave keeps its old reasons until the new ones are there
        m_sentence->setText(tr("Solving it again…"));
        m_reasons->hide();
    }
    const qint64 request = ++m_request;
    m_context.desk.explainOrder(wave->number, order, this, [this, request](const Result<fulfilment::WaveExplanation> &explanation) {
        if (request == m_request)
            take(explanation);
    });
}

void WhyRoute::take(const Result<fulfilment::WaveExplanation> &explanation)
{
    m_reasons->setVisible(explanation.has_value());
    if (!explanation) {
        m_sentence->setText(errorText(explanation.error()));
        announce(*m_sentence);
        return;
    }
    m_sentence->setText(sentenceOf(*m_wave, *explanation));
    showPlans(*explanation);
    showRejected(*explanation);
    showChanges(*explanation);
    announce(*m_sentence);
}

void WhyRoute::showPlans(const fulfilment::WaveExplanation &explanation)
{
    m_waterfall->setPlans(pricedPlans(explanation), explanation.currency);
    QHeaderView *header = m_waterfallTable->horizontalHeader();
    for (int plan = 1; plan < m_waterfall->columnCount(); ++plan) {
        header->setSectionResizeMode(plan, QHeaderView::Fixed);
        header->resizeSection(plan, amountWidth);
    }
    header->setSectionResizeMode(0, QHeaderView::Stretch);
    m_waterfallTable->setCurrentIndex(m_waterfall->index(m_waterfall->totalRow(), 0));
    fitRows(*m_waterfallTable);
    m_plans->setText((planTexts(*m_wave, explanation) + basisTexts(*m_wave, explanation)).join(u'\n'));
}

void WhyRoute::showRejected(const fulfilment::WaveExplanation &explanation)
{
    QList<QList<TextTableModel::Cell>> rows;
    for (const fulfilment::WaveExplanation::Rejected &one : explanation.rejected) {
        const QString why = rejectedText(one, explanation);
        rows.append({{.text = nodeText(*m_wave, one.node), .emphasis = Emphasis::Strong}, {.text = why, .spoken = why}});
    }
    if (rows.isEmpty())
        rows.append({{.text = tr("none"), .emphasis = Emphasis::Muted}, {.text = tr("every place sends a part of it"), .emphasis = Emphasis::Muted}});
    m_rejected->setRows(rows);
    fitRows(*m_rejectedTable);
}

void WhyRoute::showChanges(const fulfilment::WaveExplanation &explanation)
{
    const QStringList changes = changeTexts(*m_wave, explanation);
    m_changes->setText(changes.isEmpty() ? tr("No fee and no single unit would change it.") : changes.join(u'\n'));
    m_paying->setText(payingText(explanation));
}

} // namespace crossdock::ui
