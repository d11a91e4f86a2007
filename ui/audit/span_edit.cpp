#include "ui/audit/span_edit.h"

#include "ui/widgets/moment_edit.h"

#include <QComboBox>
#include <QHBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {


QDateTimeEdit *makeEdit(const QString &name, const QString &objectName, QWidget *parent)
{
    auto *edit = new MomentEdit(parent);
    edit->setAccessibleName(name);
    edit->setObjectName(objectName);
    return edit;
}

} // namespace

SpanEdit::SpanEdit(const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_choice(new QComboBox(this))
    , m_from(makeEdit(tr("From"), u"from"_s, this))
    , m_to(makeEdit(tr("To"), u"to"_s, this))
{
    m_choice->setAccessibleDescription(tr("Time"));
    m_choice->setObjectName(u"span"_s);
    m_choice->addItems({tr("Any time"), tr("Last hour"), tr("Last 24 hours"), tr("Last 7 days"), tr("Between…")});
    const QDateTime now = toDateTime(clock.now()).toLocalTime();
    m_from->setDateTime(now.addDays(-1));
    m_to->setDateTime(now);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_choice);
    row->addWidget(m_from);
    row->addWidget(m_to);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &SpanEdit::look);
    connect(m_from, &QDateTimeEdit::dateTimeChanged, this, &SpanEdit::changed);
    connect(m_to, &QDateTimeEdit::dateTimeChanged, this, &SpanEdit::changed);
    look();
}

void SpanEdit::look()
{
    const bool isBetween = m_choice->currentIndex() == Between;
    m_from->setVisible(isBetween);
    m_to->setVisible(isBetween);
    Q_EMIT changed();
}

void SpanEdit::reset()
{
    m_choice->setCurrentIndex(All);
}

std::optional<Time> SpanEdit::from() const
{
    switch (static_cast<Choice>(m_choice->currentIndex())) {
    case All:
        return {};
    case Hour:
        return m_clock.now() - std::chrono::hours(1);
    case Day:
        return m_clock.now() - std::chrono::hours(24);
    case Week:
        return m_clock.now() - std::chrono::hours(7 * 24);
    case Between:
        return fromMs(m_from->dateTime().toMSecsSinceEpoch());
    }
    Q_UNREACHABLE();
}

std::optional<Time> SpanEdit::to() const
{
    if (m_choice->currentIndex() != Between)
        return {};
    return fromMs(m_to->dateTime().toMSecsSinceEpoch());
}

} // namespace crossdock::ui
