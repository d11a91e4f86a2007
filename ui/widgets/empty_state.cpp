#include "ui/widgets/empty_state.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace crossdock::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int leastHint = 280, mostHint = 440;

} // namespace

EmptyState::EmptyState(const Theme &theme, const QString &icon, QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_hint(new QLabel(this))
    , m_action(new QPushButton(this))
{
    auto *picture = new QLabel(this);
    const auto paint = [picture, &theme, icon] { picture->setPixmap(theme.icon(icon).pixmap(QSize(40, 40), picture->devicePixelRatioF())); };
    paint();
    connect(&theme, &Theme::changed, picture, paint);
    m_title->setProperty("role", u"section"_s);
    m_hint->setProperty("role", u"muted"_s);
    m_hint->setWordWrap(true);
    m_hint->setAlignment(Qt::AlignCenter);
    m_action->setProperty("primary", true);
    m_action->hide();
    auto *column = new QVBoxLayout(this);
    column->setSpacing(8);
    column->addStretch(2);
    column->addWidget(picture, 0, Qt::AlignHCenter);
    column->addWidget(m_title, 0, Qt::AlignHCenter);
    column->addWidget(m_hint, 0, Qt::AlignHCenter);
    column->addSpacing(8);
    column->addWidget(m_action, 0, Qt::AlignHCenter);
    column->addStretch(3);
    connect(m_action, &QPushButton::clicked, this, &EmptyState::actionTriggered);
}

/// A layout that centres a text does not ask how high it is at the width it gets.
void EmptyState::countLines()
{
    const QMargins around = layout()->contentsMargins();
    const int width = std::clamp(this->width() - around.left() - around.right(), leastHint, mostHint);
    m_hint->setFixedSize(width, std::max(0, m_hint->heightForWidth(width)));
}

/// Less than it is now: it gets narrower with its page.
QSize EmptyState::minimumSizeHint() const
{
    const QMargins around = layout()->contentsMargins();
    return {leastHint + around.left() + around.right(), QWidget::minimumSizeHint().height()};
}

void EmptyState::resizeEvent(QResizeEvent *event)
{
    countLines();
    QWidget::resizeEvent(event);
}

/// Only now it has the font that the style sheet gives it.
void EmptyState::showEvent(QShowEvent *event)
{
    countLines();
    QWidget::showEvent(event);
}

void EmptyState::say(const QString &title, const QString &hint, const QString &action)
{
    m_title->setText(title);
    m_hint->setText(hint);
    countLines();
    m_hint->setVisible(!hint.isEmpty());
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
}

} // namespace crossdock::ui
