#include "ui/channels/channel_panel.h"

#include "ui/channels/channel_actions.h"
#include "ui/channels/channel_watch.h"
#include "ui/channels/channel_words.h"
#include "ui/channels/lag_chart.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/breakable_label.h"
#include "ui/widgets/fact_label.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/role_label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {

namespace {

constexpr int buttonsInRow = 3, addressRow = 3, accountRow = 4;
constexpr int factHeight = 24; // as high as the button beside the address
constexpr int wrappedHeight = 36; // of two lines

} // namespace

ChannelPanel::ChannelPanel(const Context &context, ChannelActions &actions, QWidget *parent)
    : QFrame(parent)
    , m_context(context)
    , m_actions(actions)
    , m_chart(new LagChart(context.theme, this))
{
    setProperty("card", true);
    auto *buttons = new QGridLayout; // two rows: a longer language has room too
    buttons->setSpacing(8);
    int cell = 0;
    for (QAction *action : actions.ofChannel()) {
        const bool sharesPlace = action == actions.resumeAction(); // with pause: one of the two is seen
        cell -= sharesPlace ? 1 : 0;
        buttons->addWidget(new ActionButton(action, this), cell / buttonsInRow, cell % buttonsInRow);
        ++cell;
    }
    buttons->setColumnStretch(buttonsInRow, 1);
    auto *column = new QVBoxLayout;
    column->setSpacing(8);
    column->addLayout(makeHead());
    column->addLayout(buttons);
    column->addWidget(m_error);
    column->addLayout(makeFacts());
    column->addStretch();
    auto *layout = new QHBoxLayout(this); // the chart beside the facts: the table above has the height
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(8);
    layout->addLayout(column);
    layout->addWidget(m_chart, 1);
}

/// A chart that is too narrow says nothing: the facts have its room.
void ChannelPanel::resizeEvent(QResizeEvent *event)
{
    constexpr int roomForChart = 700;
    QFrame::resizeEvent(event);
    m_chart->setVisible(width() >= roomForChart);
}

QLayout *ChannelPanel::makeHead()
{
    m_name = roleLabel(u"section"_s, this);
    m_state = new Pill(m_context.theme, this);
    m_error = new BreakableLabel(this); // addresses stand in a channel's words
    m_error->setProperty("role", u"danger"_s);
    auto *head = new QHBoxLayout;
    head->addWidget(m_name);
    head->addWidget(m_state);
    head->addStretch();
    return head;
}

QLayout *ChannelPanel::makeFacts()
{
    auto *facts = m_facts = new QGridLayout;
    facts->setHorizontalSpacing(12);
    facts->setVerticalSpacing(0);
    facts->setColumnStretch(1, 1);
    const auto add = [&](int row, const QString &title) {
        QLabel *caption = roleLabel(u"caption"_s, this, title);
        auto *value = new FactLabel(this);
        value->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        facts->setRowMinimumHeight(row, factHeight);
        facts->addWidget(caption, row, 0);
        facts->addWidget(value, row, 1, 1, row == addressRow ? 1 : 2); // a button stands beside the address
        return value;
    };
    m_counts = add(0, tr("Listings"));
    m_calls = add(1, tr("Told"));
    m_pool = add(2, tr("Sells from"));
    m_address = add(addressRow, tr("Webhooks"));
    m_account = add(accountRow, tr("Account"));
    m_account->setObjectName(u"account"_s);
    m_account->setWordWrap(true);
    showAccount({});
    auto *copy = new QToolButton(this);
    copy->setIcon(m_context.theme.icon(u"copy"_s));
    copy->setAccessibleName(tr("Copy the address for webhooks"));
    copy->setToolTip(copy->accessibleName());
    copy->setObjectName(u"copyWebhooks"_s);
    copy->setProperty("small", true);
    connect(copy, &QToolButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(webhooksAddress());
        Q_EMIT copied(tr("The address for webhooks of %1 is copied.").arg(m_channel.text()));
    });
    facts->addWidget(copy, addressRow, 2);
    return facts;
}

QString ChannelPanel::webhooksAddress() const
{
    return m_context.desk.webhooksUrl() + u"/webhooks/"_s + m_channel.text();
}

void ChannelPanel::display(const ChannelRow &channel, const ChannelHealth &health)
{
    const Time now = m_context.clock.now();
    m_channel = channel.details.name;
    m_name->setText(tr("%1 on %2", "name of a channel, kind").arg(m_channel.text(), kindText(channel.details.kind)));
    m_state->say(m_context.watch->stateOf(m_channel));
    QString trouble = health.lastError.isEmpty()
        ? QString()
        : tr("“%1”, %2", "words of a channel, age").arg(health.lastError, age(health.lastErrorAt, now));
    if (const QString retry = retryText(health, now); !retry.isEmpty())
        trouble += (trouble.isEmpty() ? QString() : u". "_s) + retry;
    m_error->setFact(trouble);
    m_error->setVisible(!trouble.isEmpty());
    QStringList pool;
    for (const NodeId &node : channel.details.pool)
        pool.append(node.text());
    m_pool->setText(pool.isEmpty() ? tr("all places") : pool.join(u", "_s));
    m_pool->setToolTip(m_pool->text()); // many places are cut
    m_counts->setText(tr("%1 mapped, %2 not yet confirmed, %3 set aside")
                          .arg(number(channel.listings), number(channel.waiting), number(channel.setAside)));
    const QString speaker = speakerText(health);
    m_calls->setText(speaker.isEmpty() ? tr("%1 since the start; %2 of %3 calls failed").arg(number(health.told), number(health.failedCalls), number(health.calls)) : speaker);
    m_calls->setToolTip(speaker); // may be cut
    m_address->setText(webhooksAddress());
    showAccount(channel.account);
}

/// Of a marketplace that tells it.
void ChannelPanel::showAccount(const channels::AccountHealth &account)
{
    const QString text = accountText(account);
    m_account->setText(text);
    m_account->setToolTip(text); // may be cut
    m_facts->setRowMinimumHeight(accountRow, text.isEmpty() ? 0 : wrappedHeight);
    for (const int column : {0, 1})
        m_facts->itemAtPosition(accountRow, column)->widget()->setVisible(!text.isEmpty());
}

void ChannelPanel::displayLag(const QList<LagHistory::Point> &points)
{
    m_chart->display(points, m_context.clock.now());
}

} // namespace crossdock::ui
