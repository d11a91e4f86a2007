#include "ui/routing/what_if.h"

#include "ui/error_text.h"
#include "ui/routing/policy_form.h"
#include "ui/routing/routing_words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/table_view.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSet>
#include <QSplitter>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

using fulfilment::WavePolicy;
using fulfilment::WaveView;

constexpr int sliderMs = 150; // a slider that moves is one question

bool hasSameOrders(const WaveView &a, const WaveView &b)
{
    QSet<QString> first, second;
    for (const auto &order : a.orders)
        first.insert(order.order.text());
    for (const auto &order : b.orders)
        second.insert(order.order.text());
    return first == second;
}

} // namespace

WhatIf::WhatIf(const Context &context, WaveFeed &feed, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_feed(feed)
    , m_form(new PolicyForm(this))
    , m_keep(new QPushButton(tr("Keep to compare"), this))
    , m_reset(new QPushButton(tr("As it is"), this))
    , m_adopt(new QPushButton(tr("Make it the policy"), this))
    , m_summary(new QLabel(this))
    , m_others(new QLabel(this))
    , m_banner(new Banner(context.theme, this))
    , m_model(new TextTableModel({{tr("What")}}, this))
    , m_table(new TableView(context.theme, tr("Plans side by side"), this))
{
    QSplitter *splitter = panes(Qt::Horizontal, makeForm(), makeResult(), this);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({420, 600});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 0);
    column->addWidget(splitter);
    m_soon.setSingleShot(true);
    m_soon.setInterval(sliderMs);
    connect(&m_soon, &QTimer::timeout, this, &WhatIf::ask);
    connect(m_form, &PolicyForm::changed, this, [this] {
        ++m_request;
        m_soon.start();
        Q_EMIT policyChanged();
    });
    connect(m_keep, &QPushButton::clicked, this, &WhatIf::keep);
    connect(m_reset, &QPushButton::clicked, this, &WhatIf::reset);
    connect(m_adopt, &QPushButton::clicked, this, &WhatIf::adopt);
    look();
}

QWidget *WhatIf::makeForm()
{
    m_form->setProperty("plain", true);
    QScrollArea *scroll = scrollPane(m_form, this);
    scroll->setMinimumWidth(412);
    return scroll;
}

QWidget *WhatIf::makeResult()
{
    m_keep->setObjectName(u"keep"_s);
    m_reset->setObjectName(u"reset"_s);
    m_adopt->setObjectName(u"adopt"_s);
    m_adopt->setToolTip(tr("From now on every plan counts this way. What a single place would be otherwise is no policy."));
    m_summary->setObjectName(u"whatIfSummary"_s);
    m_summary->setProperty("role", u"section"_s);
    m_others->setObjectName(u"whatIfOthers"_s);
    m_others->setProperty("role", u"muted"_s);
    for (QLabel *label : {m_summary, m_others}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    m_table->setModel(m_model);
    m_table->setObjectName(u"compare"_s);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    auto *result = new QWidget(this);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_keep);
    buttons->addWidget(m_reset);
    buttons->addWidget(m_adopt);
    buttons->addStretch();
    auto *column = new QVBoxLayout(result);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_summary);
    column->addWidget(m_others);
    column->addWidget(m_banner);
    column->addWidget(m_table, 1);
    column->addLayout(buttons);
    return result;
}

const WavePolicy &WhatIf::policy() const
{
    return m_form->policy();
}

std::optional<WavePolicy> WhatIf::keptPolicy() const
{
    return m_kept ? std::optional<WavePolicy>(m_kept->wish.policy) : std::nullopt;
}

void WhatIf::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    display();
}

/// Nobody waits for an answer any more.
void WhatIf::hideEvent(QHideEvent *event)
{
    ++m_request;
    m_soon.stop();
    QWidget::hideEvent(event);
}

void WhatIf::display()
{
    if (!m_feed.wave())
        return;
    m_form->setWave(*m_feed.wave());
    if (const WavePolicy house = m_feed.wave()->wish.policy; house != m_house) {
        const bool isUntouched = policy() == std::exchange(m_house, house);
        if (isUntouched)
            m_form->setPolicy(house);
    }
    if (policy() != m_house && isVisible())
        m_soon.start(); // other orders, perhaps
    look();
}

void WhatIf::ask()
{
    const qint64 request = ++m_request;
    if (!m_feed.wave() || policy() == m_house) {
        m_wave.reset();
        look();
        return;
    }
    m_context.desk.planWave({policy(), m_feed.pins()}, this, [this, request](const Result<Desk::Wave> &wave) {
        if (request == m_request)
            take(wave);
    });
}

void WhatIf::take(const Result<Desk::Wave> &wave)
{
    const bool wasPushedAside = !wave && wave.error().code == Error::Code::Cancelled; // by the plan of now
    if (wasPushedAside) {
        m_soon.start();
        return;
    }
    m_banner->clear();
    m_wave = wave.value_or(nullptr); // the older answer is not one to this question
    if (!wave)
        m_banner->say(Tone::Bad, errorText(wave.error()));
    look();
}

void WhatIf::keep()
{
    m_kept = m_wave;
    Q_EMIT policyChanged();
    look();
}

void WhatIf::adopt()
{
    m_context.inventory.perform({{}, m_context.actor(), tr("Compared as a what-if"), 0, command::SetWavePolicy{policy()}}, this, [this](const Result<Entry> &entry) {
        m_banner->clear();
        if (!entry)
            m_banner->say(Tone::Bad, errorText(entry.error()));
        look();
    });
}

void WhatIf::reset()
{
    ++m_request;
    m_soon.stop();
    m_wave.reset();
    m_kept.reset();
    m_form->setPolicy(m_house);
    m_banner->clear();
    Q_EMIT policyChanged();
    look();
}

QString WhatIf::summary() const
{
    const qint64 more = m_wave->total - m_feed.wave()->total;
    const QString difference = money({std::abs(more), m_wave->currency}), percent = againstText(m_wave->total, m_feed.wave()->total);
    return more == 0 ? tr("It would cost the same.") : more > 0 ? tr("It would cost %1 more: %2.", "amount, per cent").arg(difference, percent)
                                                                  : tr("It would save %1: %2.", "amount, per cent").arg(difference, percent);
}

void WhatIf::look()
{
    QList<NamedWave> waves;
    if (m_feed.wave())
        waves.append({tr("Now", "the plan of now"), m_feed.wave()});
    if (m_kept)
        waves.append({tr("Kept", "a plan that was kept to compare"), m_kept});
    if (m_wave)
        waves.append({tr("What if"), m_wave});
    m_model->setTable(compareColumns(waves), compareRows(waves));
    for (int column = 1; column < m_model->columnCount(); ++column)
        m_table->setColumnWidth(column, 116);
    if (m_model->columnCount() > 0)
        m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_keep->setEnabled(m_wave && m_wave != m_kept);
    m_adopt->setEnabled(policy() != m_house && !policy().asksWhatIf() && !m_context.inventory.isReadOnly());
    m_reset->setEnabled(policy() != m_house || m_kept);
    m_summary->setText(m_wave ? summary() : tr("Move a slider: the plan beside it answers at once, and nothing is changed."));
    QStringList others = m_wave ? PolicyForm::differences(*m_wave, m_wave->wish.policy, m_house) : QStringList();
    if (m_wave && m_feed.wave() && !hasSameOrders(*m_wave, *m_feed.wave()))
        others.append(tr("orders came or went meanwhile: the plans are not of the same orders"));
    m_others->setText(others.join(u"; "_s));
    m_others->setVisible(!others.isEmpty());
}

} // namespace crossdock::ui
