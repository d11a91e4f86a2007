#include "ui/rules/day_strip.h"

#include "ui/widgets/banner.h"

#include <QAccessibleWidget>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr int side = 24; // a target that a finger meets
constexpr int gap = 3;
constexpr int perRow = 15; // two rows of half a month fit beside the list

QAccessibleInterface *makeAccessible(const QString &name, QObject *object)
{
    auto *strip = name == "crossdock::ui::DayStrip"_L1 ? qobject_cast<DayStrip *>(object) : nullptr;
    return strip ? new QAccessibleWidget(strip, QAccessible::Chart) : nullptr;
}

} // namespace

DayStrip::DayStrip(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    QAccessible::installFactory(makeAccessible); // known already: nothing happens
    setObjectName(u"days"_s);
    setAccessibleName(spokenName());
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QString DayStrip::spokenName() const
{
    return m_title.isEmpty() ? tr("Runs by day") : tr("Runs by day: %1", "whose").arg(m_title);
}

void DayStrip::setTitle(const QString &title)
{
    m_title = title;
    setAccessibleName(spokenName());
}

void DayStrip::display(const QDate &first, const QList<int> &runs, int most)
{
    const int own = runs.isEmpty() ? 0 : *std::max_element(runs.cbegin(), runs.cend());
    if (first == m_first && runs == m_runs && m_most == std::max(most, own))
        return;
    m_first = first;
    m_runs = runs;
    m_most = std::max(most, own);
    m_current = -1; // the days of another answer
    setAccessibleName(spokenName());
    QStringList days;
    for (int day = 0; day < static_cast<int>(runs.size()); ++day)
        if (runs[day] > 0)
            days.append(dayText(day));
    setAccessibleDescription(days.isEmpty() ? tr("No run on any day") : days.join(u", "_s));
    updateGeometry();
    update();
}

QString DayStrip::dayText(int day) const
{
    return tr("%1: %2", "a day, how many runs").arg(QLocale().toString(m_first.addDays(day), u"d MMMM"_s), tr("%Ln run(s)", nullptr, m_runs.value(day)));
}

QSize DayStrip::sizeHint() const
{
    const int rows = std::max(1, static_cast<int>((m_runs.size() + perRow - 1) / perRow));
    return {perRow * (side + gap) + 2, rows * (side + gap) + 2};
}

QRect DayStrip::square(int day) const
{
    return {1 + day % perRow * (side + gap), 1 + day / perRow * (side + gap), side, side};
}

int DayStrip::dayAt(const QPoint &place) const
{
    for (int day = 0; day < static_cast<int>(m_runs.size()); ++day)
        if (square(day).contains(place))
            return day;
    return -1;
}

QColor DayStrip::ground(int runs) const
{
    const Tokens &tokens = m_theme.tokens();
    if (runs == 0)
        return tokens.hairline;
    const double share = 0.25 + 0.75 * runs / std::max(1, m_most);
    const auto mix = [share](int from, int to) { return from + static_cast<int>((to - from) * share); };
    return {mix(tokens.surface.red(), tokens.accent.red()), mix(tokens.surface.green(), tokens.accent.green()),
            mix(tokens.surface.blue(), tokens.accent.blue())};
}

void DayStrip::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(Theme::numberFont(11));
    for (int day = 0; day < static_cast<int>(m_runs.size()); ++day) {
        const QRectF box = square(day);
        painter.setPen(Qt::NoPen);
        painter.setBrush(ground(m_runs[day]));
        painter.drawRoundedRect(box, 4, 4);
        if (day == m_current) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(hasFocus() ? tokens.accent : tokens.muted, 2));
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4);
        }
        const bool isDark = m_runs[day] * 2 > m_most && m_runs[day] > 0;
        painter.setPen(isDark ? tokens.onAccent : m_runs[day] > 0 ? tokens.text : tokens.muted);
        painter.drawText(box, Qt::AlignCenter, QString::number(m_first.addDays(day).day()));
    }
    if (hasFocus() && m_current < 0) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(tokens.accent, 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
}

void DayStrip::choose(int day)
{
    if (m_runs.isEmpty())
        return;
    m_current = std::clamp(day, 0, static_cast<int>(m_runs.size()) - 1);
    setAccessibleName(tr("%1, %2", "what it shows, a day").arg(spokenName(), dayText(m_current)));
    announce(*this);
    update();
    Q_EMIT dayChosen(m_first.addDays(m_current));
}

void DayStrip::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        return choose(m_current - 1);
    case Qt::Key_Right:
        return choose(m_current + 1);
    case Qt::Key_Up:
        return choose(m_current - perRow);
    case Qt::Key_Down:
        return choose(m_current + perRow);
    default:
        QWidget::keyPressEvent(event);
    }
}

void DayStrip::mousePressEvent(QMouseEvent *event)
{
    if (const int day = dayAt(event->pos()); day >= 0)
        choose(day);
}

bool DayStrip::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        if (const int day = dayAt(help->pos()); day >= 0)
            QToolTip::showText(help->globalPos(), dayText(day), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace crossdock::ui
