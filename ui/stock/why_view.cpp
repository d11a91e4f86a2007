#include "ui/stock/why_view.h"

#include "ui/error_text.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/fact_label.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/text_table_model.h"

#include <QHeaderView>
#include <QLabel>
#include <QVBoxLayout>

namespace crossdock::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int numberWidth = 70;

/// "amazon-us/100480": the order that an entry is about; empty: none.
QString orderOf(const Entry &entry)
{
    return entry.body[u"about"_s][u"order"_s][0].toString();
}

} // namespace

WhyView::WhyView(const Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_hint(new QLabel(tr("Choose a number in the grid and press Enter."), this))
    , m_content(new QWidget(this))
    , m_subject(new QLabel(m_content))
    , m_value(new QLabel(m_content))
    , m_arithmetic(new FactLabel(m_content))
    , m_banner(new Banner(context.theme, this))
    , m_steps(new TextTableModel({{tr("What happened")}, {tr("Change"), true}, {tr("Result"), true}}, this))
    , m_table(new TableView(context.theme, tr("Entries that made this number"), m_content))
{
    m_hint->setProperty("role", u"muted"_s);
    m_hint->setWordWrap(true);
    m_subject->setProperty("role", u"caption"_s);
    m_value->setProperty("role", u"figure"_s);
    m_arithmetic->setWordWrap(true);
    m_table->setModel(m_steps);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    connect(m_table->horizontalHeader(), &QHeaderView::sectionResized, this, [this](int section) {
        if (section == 0)
            fitRows();
    });
    m_table->setColumnWidth(1, numberWidth);
    m_table->setColumnWidth(2, numberWidth);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    auto *inner = new QVBoxLayout(m_content);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(4);
    inner->addWidget(m_subject);
    inner->addWidget(m_value);
    inner->addWidget(m_arithmetic);
    inner->addSpacing(8);
    inner->addWidget(m_table, 1);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 12, 0, 0);
    outer->addWidget(m_banner);
    outer->addWidget(m_hint);
    outer->addWidget(m_content, 1);
    m_content->hide();
    outer->addStretch(0);
    const auto open = [this](const QModelIndex &index) {
        Q_EMIT entryRequested(index.siblingAtColumn(0).data(SortRole).toLongLong());
    };
    connect(m_table, &TableView::activatedByKey, this, open);
    connect(m_table, &QAbstractItemView::doubleClicked, this, open);
}

void WhyView::explain(const query::Explain &question)
{
    m_question = question;
    again();
}

void WhyView::again()
{
    if (!m_question)
        return;
    m_context.inventory.ask(*m_question, this, [this, request = ++m_number](const Result<Explanation> &answer) {
        if (request != m_number)
            return;
        m_hint->hide();
        m_content->setVisible(answer.has_value());
        if (!answer) {
            m_banner->say(Tone::Bad, errorText(answer.error()));
            return;
        }
        m_banner->clear();
        show(*answer);
    });
}

void WhyView::show(const Explanation &explanation)
{
    m_subject->setText(m_question->sku.text() + u" · "_s + explanation.subject);
    m_value->setText(number(explanation.value));
    m_arithmetic->setText(explanation.arithmetic.join(u'\n').replace(u" - "_s, u" \u2212 "_s)); // a minus, as in every number
    const Time now = m_context.clock.now();
    QList<QList<TextTableModel::Cell>> rows;
    for (const Step &step : explanation.steps) {
        const QString what = entryText(step.entry.what);
        const QString order = orderOf(step.entry);
        const QString headline = order.isEmpty() ? what : tr("%1: %2", "what, order").arg(what, order);
        const QString who = tr("%1, %2", "who, when").arg(actorText(step.entry.actor), age(step.entry.at, now));
        const QString by = what + u'\n' + (order.isEmpty() ? QString() : order + u'\n') + (step.entry.why.isEmpty() ? QString() : step.entry.why + u'\n') + who;
        const QString spoken = step.entry.why.isEmpty()
            ? tr("%1 by %2 at %3").arg(headline, actorText(step.entry.actor), dateTime(step.entry.at))
            : tr("%1 by %2 at %3, because: %4")
                  .arg(headline, actorText(step.entry.actor), dateTime(step.entry.at), step.entry.why);
        rows.append({{.text = by, .spoken = spoken, .raw = step.entry.number},
                     {.text = signedNumber(step.after - step.before), .emphasis = Emphasis::Muted},
                     {.text = number(step.after), .emphasis = Emphasis::Strong}});
    }
    m_steps->setRows(rows);
    fitRows();
}

void WhyView::fitRows()
{
    for (int row = 0; row < m_steps->rowCount(); ++row)
        m_table->setRowHeight(row, heightOfDetails(m_steps->rows()[row].first().text, m_table->columnWidth(0)));
}

void WhyView::focusSteps()
{
    m_table->setFocus(Qt::OtherFocusReason);
}

void WhyView::clear()
{
    m_question.reset();
    ++m_number;
    m_content->hide();
    m_banner->clear();
    m_hint->show();
}

} // namespace crossdock::ui
