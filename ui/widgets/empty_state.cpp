#include "ui/widgets/empty_state.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace crossdock::ui {

using namespace Qt::Literals::StringLiterals;

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
    m_hint->setMaximumWidth(440);
    m_hint->setMinimumWidth(280);
    m_hint->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::MinimumExpanding); // its lines are counted once its width is known
    m_hint->setMinimumHeight(2 * m_hint->fontMetrics().lineSpacing() + 4);
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

void EmptyState::say(const QString &title, const QString &hint, const QString &action)
{
    m_title->setText(title);
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
}

} // namespace crossdock::ui
