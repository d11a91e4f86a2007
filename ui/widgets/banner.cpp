#include "ui/widgets/banner.h"

#include "ui/widgets/breakable_label.h"
#include "ui/widgets/cell_delegate.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QHideEvent>
#include <QLabel>
#include <QPushButton>

namespace crossdock::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

QString iconOf(Tone tone)
{
    switch (tone) {
    case Tone::Good:
        return u"success"_s;
    case Tone::Warning:
        return u"warning"_s;
    case Tone::Bad:
        return u"failure"_s;
    case Tone::Neutral:
    case Tone::Busy:
        return u"info"_s;
    }
    return u"info"_s;
}

} // namespace

void announce(QWidget &widget)
{
    QAccessibleEvent event(&widget, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

Banner::Banner(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_icon(new QLabel(this))
    , m_text(new BreakableLabel(this))
    , m_action(new QPushButton(this))
{
    setObjectName(u"banner"_s);
    m_action->setProperty("quiet", true);
    m_action->hide();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 8, 8, 8);
    row->setSpacing(10);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addWidget(m_text, 1);
    row->addWidget(m_action);
    hide();
    connect(m_action, &QPushButton::clicked, this, &Banner::actionTriggered);
    connect(&theme, &Theme::changed, this, &Banner::dress);
}

void Banner::say(Tone tone, const QString &sentence, const QString &action)
{
    if (!isHidden() && tone == m_tone && sentence == m_text->fact() && action == m_action->text())
        return; // said already: it is neither dressed nor announced again
    const bool isNews = isHidden() || m_text->fact() != sentence;
    m_tone = tone;
    m_text->setFact(sentence);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    dress();
    show();
    if (isNews)
        announce(*m_text);
}

void Banner::clear()
{
    m_text->setFact({});
    hide();
}

void Banner::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    const bool isPageLeft = !event->spontaneous() && !isHidden();
    if (isPageLeft && m_tone == Tone::Good)
        clear();
}

void Banner::dress()
{
    const Tokens &tokens = m_theme.tokens();
    setStyleSheet(u"QFrame#banner { background: %1; border-radius: 8px; } QLabel { color: %2; }"_s.arg(
        toneGround(tokens, m_tone).name(), m_tone == Tone::Neutral ? tokens.text.name() : toneColor(tokens, m_tone).name()));
    m_icon->setPixmap(m_theme.icon(iconOf(m_tone)).pixmap(18));
}

} // namespace crossdock::ui
