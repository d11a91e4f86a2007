#include "ui/audit/trail_filter_bar.h"

#include "ui/audit/entry_words.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr int typingMs = 200; // each change is a question to the store

} // namespace

TrailFilterBar::TrailFilterBar(const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_sku(addEdit(tr("Filter by SKU"), tr("SKU"), u"sku"_s))
    , m_order(addEdit(tr("Filter by order"), tr("Order"), u"order"_s))
    , m_actor(addEdit(tr("Filter by who did it"), tr("Who"), u"actor"_s))
    , m_channel(new QComboBox(this))
    , m_what(new QComboBox(this))
    , m_span(new SpanEdit(clock, this))
{
    m_channel->setAccessibleDescription(tr("Channel"));
    m_channel->setObjectName(u"channel"_s);
    m_channel->addItem(tr("All channels"));
    m_what->setAccessibleDescription(tr("Kind of entry"));
    m_what->setObjectName(u"what"_s);
    m_what->addItem(tr("All entries"));
    for (const auto &[beginning, title] : entryGroups())
        m_what->addItem(title, beginning);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    for (QLineEdit *edit : {m_sku, m_order, m_actor})
        row->addWidget(edit, 1);
    row->addWidget(m_channel);
    row->addWidget(m_what);
    row->addWidget(m_span);
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingMs);
    connect(&m_typing, &QTimer::timeout, this, &TrailFilterBar::changed);
    connect(m_channel, &QComboBox::currentIndexChanged, this, &TrailFilterBar::changed);
    connect(m_what, &QComboBox::currentIndexChanged, this, &TrailFilterBar::changed);
    connect(m_span, &SpanEdit::changed, this, [this] { m_typing.start(); });
}

QLineEdit *TrailFilterBar::addEdit(const QString &name, const QString &hint, const QString &objectName)
{
    auto *edit = new QLineEdit(this);
    edit->setAccessibleName(name);
    edit->setPlaceholderText(hint);
    edit->setObjectName(objectName);
    edit->setClearButtonEnabled(true);
    edit->setMinimumWidth(96);
    for (QToolButton *button : edit->findChildren<QToolButton *>())
        button->setAccessibleName(tr("Clear: %1").arg(hint));
    connect(edit, &QLineEdit::textChanged, this, [this] { m_typing.start(); });
    return edit;
}

void TrailFilterBar::setChannels(const QList<ChannelId> &channels)
{
    const QString chosen = m_channel->currentData().toString();
    {
        const QSignalBlocker quiet(m_channel);
        m_channel->clear();
        m_channel->addItem(tr("All channels"));
        for (const ChannelId &channel : channels)
            m_channel->addItem(channel.text(), channel.text());
        m_channel->setCurrentIndex(std::max(0, m_channel->findData(chosen)));
    }
    if (m_channel->currentData().toString() != chosen)
        Q_EMIT changed(); // the one that was chosen is gone: all are shown, as it says
}

TrailFilter TrailFilterBar::filter() const
{
    TrailFilter filter{.orderText = m_order->text().trimmed(), .actor = m_actor->text().trimmed(),
                       .what = m_what->currentData().toString(), .from = m_span->from(), .to = m_span->to()};
    if (const auto sku = Sku::parse(m_sku->text().trimmed()); sku)
        filter.sku = *sku;
    if (const auto channel = ChannelId::parse(m_channel->currentData().toString()); channel)
        filter.channel = *channel;
    return filter;
}

bool TrailFilterBar::isEmpty() const
{
    const TrailFilter f = filter();
    return !f.sku && f.orderText.isEmpty() && f.actor.isEmpty() && !f.channel && f.what.isEmpty() && !f.from && !f.to;
}

void TrailFilterBar::reset()
{
    for (QLineEdit *edit : {m_sku, m_order, m_actor})
        edit->clear();
    m_channel->setCurrentIndex(0);
    m_what->setCurrentIndex(0);
    m_span->reset();
    Q_EMIT changed();
}

void TrailFilterBar::focusFirst()
{
    m_sku->setFocus(Qt::ShortcutFocusReason);
    m_sku->selectAll();
}

} // namespace crossdock::ui
