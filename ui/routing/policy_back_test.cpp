#include "ui/routing/policy_back_test.h"

#include "core/inventory/values/money.h"
#include "ui/error_text.h"
#include "ui/routing/interval_chart.h"
#include "ui/routing/routing_words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/busy_bar.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/role_label.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/text_table_model.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

using fulfilment::BackTest;

constexpr int days = 30;

QLabel *makeLabel(const QString &name, const QString &role, QWidget *parent)
{
    QLabel *label = roleLabel(role, parent);
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

qint64 rounded(double minor)
{
    return std::llround(minor);
}

/// Per hundred, two digits; nothing without orders.
QString perHundred(qint64 part, qint64 of)
{
    return of == 0 ? u"–"_s : QLocale().toString(100.0 * static_cast<double>(part) / static_cast<double>(of), 'f', 1);
}

} // namespace

PolicyBackTest::PolicyBackTest(const Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_first(new QComboBox(this))
    , m_second(new QComboBox(this))
    , m_run(new QPushButton(tr("Try the last %1 days").arg(days), this))
    , m_busy(new BusyBar(this))
    , m_banner(new Banner(context.theme, this))
    , m_money(makeLabel(u"backTestMoney"_s, u"section"_s, this))
    , m_late(makeLabel(u"backTestLate"_s, u"section"_s, this))
    , m_doubts(makeLabel(u"backTestDoubts"_s, u"muted"_s, this))
    , m_moneyChart(new IntervalChart(context.theme, tr("What the second policy saves"), this))
    , m_lateChart(new IntervalChart(context.theme, tr("How much less often the second policy is late"), this))
    , m_model(new TextTableModel({{tr("What")}}, this))
    , m_table(new TableView(context.theme, tr("Two policies on the past"), this))
    , m_empty(new EmptyState(context.theme, u"clock"_s, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(8);
    column->addLayout(makeQuestion());
    column->addWidget(m_busy);
    column->addWidget(m_banner);
    column->addWidget(m_empty, 1);
    column->addWidget(makeAnswer(), 1);
    m_empty->say(tr("What would another policy have cost?"), tr("Every order of the last %1 days is planned twice, day by day, with what was there on that day. What you try under What if can be chosen too.").arg(days));
    connect(m_run, &QPushButton::clicked, this, &PolicyBackTest::run);
    connect(m_banner, &Banner::actionTriggered, this, &PolicyBackTest::run);
    connect(m_busy, &BusyBar::cancelled, this, &PolicyBackTest::cancel);
    for (QComboBox *box : {m_first, m_second})
        connect(box, &QComboBox::currentIndexChanged, this, &PolicyBackTest::look);
    look();
}

PolicyBackTest::~PolicyBackTest()
{
    cancel();
}

QLayout *PolicyBackTest::makeQuestion()
{
    m_first->setObjectName(u"firstPolicy"_s);
    m_second->setObjectName(u"secondPolicy"_s);
    m_run->setObjectName(u"runBackTest"_s);
    m_run->setProperty("primary", true);
    auto *row = new QHBoxLayout;
    const auto add = [&](const QString &text, QComboBox *box) {
        auto *label = new QLabel(text, this);
        label->setBuddy(box);
        box->setMinimumWidth(180);
        row->addWidget(label);
        row->addWidget(box);
    };
    add(tr("First"), m_first);
    add(tr("against"), m_second);
    row->addWidget(m_run);
    row->addStretch();
    return row;
}

QWidget *PolicyBackTest::makeAnswer()
{
    m_table->setModel(m_model);
    m_table->setObjectName(u"backTest"_s);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->verticalHeader()->setDefaultSectionSize(TableView::compactRowHeight);
    m_answer = new QFrame(this);
    m_answer->setProperty("card", true);
    auto *charts = new QHBoxLayout;
    charts->setSpacing(24);
    for (const auto &[sentence, chart] : {std::pair{m_money, m_moneyChart}, std::pair{m_late, m_lateChart}}) {
        auto *side = new QVBoxLayout;
        side->setSpacing(4);
        side->addWidget(sentence);
        side->addWidget(chart);
        charts->addLayout(side, 1);
    }
    auto *column = new QVBoxLayout(m_answer);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(8);
    column->addLayout(charts);
    column->addWidget(m_table, 1);
    column->addWidget(m_doubts);
    m_answer->hide();
    return m_answer;
}

void PolicyBackTest::setPolicies(const QList<NamedPolicy> &policies)
{
    m_policies = policies;
    for (const auto &[box, preset] : {std::pair{m_first, 0}, std::pair{m_second, 1}}) {
        const QSignalBlocker quiet(box);
        const int chosen = box->currentIndex() < 0 ? preset : box->currentIndex();
        box->clear();
        for (const NamedPolicy &one : policies)
            box->addItem(one.name);
        box->setCurrentIndex(std::min(chosen, static_cast<int>(policies.size()) - 1));
    }
    look();
}

const PolicyBackTest::NamedPolicy &PolicyBackTest::chosen(const QComboBox &box) const
{
    return m_policies.at(box.currentIndex());
}

void PolicyBackTest::look()
{
    const bool isReady = m_first->currentIndex() >= 0 && m_second->currentIndex() >= 0 && m_first->currentIndex() != m_second->currentIndex();
    m_run->setEnabled(isReady && !m_progress);
    m_run->setToolTip(isReady ? QString() : tr("Choose two policies that differ"));
}

void PolicyBackTest::run()
{
    if (!m_run->isEnabled())
        return;
    m_banner->clear();
    m_progress = std::make_shared<Progress>();
    m_busy->start(tr("Planning the last %1 days twice").arg(days), m_progress);
    m_firstName = chosen(*m_first).name;
    m_secondName = chosen(*m_second).name;
    const Time now = m_context.clock.now();
    const fulfilment::BackTestWish wish{.from = now - Milliseconds(qint64{days} * 86'400'000), .to = now, .first = chosen(*m_first).policy, .second = chosen(*m_second).policy};
    const qint64 request = ++m_request;
    m_context.desk.backTest(wish, m_progress, this, [this, request](const Result<BackTest> &test) {
        if (request == m_request)
            take(test);
    });
    look();
}

void PolicyBackTest::cancel()
{
    if (!m_progress)
        return;
    m_progress->isCancelled = true;
    m_progress.reset();
    ++m_request;
    m_busy->finish();
    look();
}

void PolicyBackTest::hideEvent(QHideEvent *event)
{
    cancel();
    QWidget::hideEvent(event);
}

void PolicyBackTest::take(const Result<BackTest> &test)
{
    m_progress.reset();
    m_busy->finish();
    look();
    if (test)
        display(*test);
    else if (test.error().code != Error::Code::Cancelled)
        m_banner->say(Tone::Bad, errorText(test.error()), tr("Try again"));
}

void PolicyBackTest::display(const BackTest &test)
{
    m_answer->setVisible(test.first.orders > 0);
    m_empty->setVisible(test.first.orders == 0);
    if (test.first.orders == 0) {
        m_banner->say(Tone::Neutral, tr("No order of the last %1 days could be planned: there is nothing to try it on yet.").arg(days));
        return;
    }
    if (test.first.parcels == 0 && test.second.parcels == 0)
        m_banner->say(Tone::Neutral, tr("No order could be sent: stock counts as it was when its day began. What it cost is that lines waited."));
    m_money->setText(moneySentence(test));
    m_late->setText(lateSentence(test));
    showCharts(test);
    showTable(test);
    m_doubts->setText(tr("Not sure: %1.", "doubts").arg(test.doubts.join(u"; "_s)));
    m_doubts->setVisible(!test.doubts.isEmpty());
    announce(*m_money);
}

QString PolicyBackTest::moneySentence(const BackTest &test) const
{
    const auto amount = [&test](double minor) { return money({rounded(minor), test.currency}); };
    const double saves = static_cast<double>(test.first.cost - test.second.cost);
    const auto interval = [&](double low, double high) { return tr("%1 to %2", "an interval of amounts").arg(amount(low), amount(high)); };
    if (test.first.cost == test.second.cost && test.saves.low == test.saves.high)
        return tr("Both cost the same: %1.", "amount").arg(amount(static_cast<double>(test.first.cost)));
    if (test.saves.low <= 0 && test.saves.high >= 0)
        return tr("No sure difference in money: “%1” saves %2.", "policy, interval of amounts").arg(m_secondName, interval(test.saves.low, test.saves.high));
    return saves > 0 ? tr("“%1” saves %2 (%3).", "policy, amount, interval").arg(m_secondName, amount(saves), interval(test.saves.low, test.saves.high))
                     : tr("“%1” costs %2 more (%3).", "policy, amount, interval").arg(m_secondName, amount(-saves), interval(-test.saves.high, -test.saves.low));
}

QString PolicyBackTest::lateSentence(const BackTest &test) const
{
    const double less = test.first.latePercent - test.second.latePercent;
    const QString figures = tr("%1 late instead of %2", "per cent").arg(percentText(test.second.latePercent, 2), percentText(test.first.latePercent, 2));
    if (less == 0 && test.lateLess.low == test.lateLess.high)
        return tr("Both are late equally often: %1.", "per cent").arg(percentText(test.first.latePercent, 2));
    if (test.lateLess.low <= 0 && test.lateLess.high >= 0)
        return tr("No sure difference in lateness: %1.", "figures").arg(figures);
    return less > 0 ? tr("Less often late: %1.", "figures").arg(figures) : tr("More often late: %1.", "figures").arg(figures);
}

void PolicyBackTest::showCharts(const BackTest &test)
{
    const double unit = std::pow(10.0, minorDigits(test.currency));
    const double saves = static_cast<double>(test.first.cost - test.second.cost) / unit;
    const double widest = std::max({std::abs(saves), std::abs(test.saves.low / unit), std::abs(test.saves.high / unit)});
    m_moneyChart->display(saves, test.saves.low / unit, test.saves.high / unit, widest < 10 ? minorDigits(test.currency) : 0,
                          tr("Saved in %1: %2", "currency, sentence").arg(test.currency, m_money->text()));
    m_lateChart->display(test.first.latePercent - test.second.latePercent, test.lateLess.low, test.lateLess.high, 1, tr("Percentage points less late: %1", "sentence").arg(m_late->text()));
}

void PolicyBackTest::showTable(const BackTest &test)
{
    using Cell = TextTableModel::Cell;
    const auto row = [&test](const QString &title, const auto &text) { return QList<Cell>{{.text = title}, {.text = text(test.first)}, {.text = text(test.second)}}; };
    using Outcome = BackTest::Outcome;
    m_model->setTable({{tr("What")}, {m_firstName, true}, {m_secondName, true}},
                      {row(tr("Cost"), [&](const Outcome &one) { return money({one.cost, test.currency}); }),
                       row(tr("Orders"), [](const Outcome &one) { return number(one.orders); }),
                       row(tr("Cost of an order"), [&](const Outcome &one) { return one.orders == 0 ? u"–"_s : money({one.cost / one.orders, test.currency}); }),
                       row(tr("Parcels for 100 orders"), [](const Outcome &one) { return perHundred(one.parcels, one.orders); }),
                       row(tr("Lines that waited"), [](const Outcome &one) { return number(one.waitingLines); }),
                       row(tr("Orders late, expected"), [](const Outcome &one) { return percentText(one.latePercent, 2); })});
    m_table->setColumnWidth(1, 160);
    m_table->setColumnWidth(2, 160);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
}

} // namespace crossdock::ui
