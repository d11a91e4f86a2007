#include "ui/pack/scan_catcher.h"

#include <QApplication>

namespace crossdock::ui {
namespace {

bool isEnd(const QKeyEvent &event)
{
    return event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
}

/// What a scanner sends: characters, with Shift for capitals.
bool isCharacter(const QKeyEvent &event)
{
    const bool isPlain = (event.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == Qt::NoModifier;
    return isPlain && event.text().size() == 1 && event.text().at(0).isPrint();
}

} // namespace

ScanCatcher::ScanCatcher(QWidget &area, QWidget &own)
    : QObject(&area)
    , m_area(area)
    , m_own(own)
{
    m_patience.setSingleShot(true);
    m_patience.setTimerType(Qt::PreciseTimer);
    m_patience.setInterval(burstMs);
    connect(&m_patience, &QTimer::timeout, this, &ScanCatcher::passOn);
    qApp->installEventFilter(this);
}

bool ScanCatcher::isWatched(QObject *object) const
{
    const auto *widget = qobject_cast<QWidget *>(object);
    return widget && widget != &m_own && widget->window() == m_area.window() && (widget == &m_area || m_area.isAncestorOf(widget));
}

bool ScanCatcher::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress || m_isPassing || !isWatched(watched))
        return false;
    return take(*static_cast<QWidget *>(watched), *static_cast<QKeyEvent *>(event));
}

bool ScanCatcher::take(QWidget &target, const QKeyEvent &event)
{
    if (isEnd(event) && m_text.size() >= shortestScan) {
        const QString code = m_text;
        m_patience.stop();
        m_held.clear();
        m_text.clear();
        Q_EMIT scanned(code);
        return true;
    }
    if (!isCharacter(event)) {
        const bool isShift = event.key() == Qt::Key_Shift;
        if (!isShift)
            passOn(); // first what came first
        return false;
    }
    m_held.push_back({&target, std::unique_ptr<QKeyEvent>(event.clone())});
    m_text += event.text();
    m_patience.start();
    return true;
}

/// It was a person: the keys go where they were meant to go.
void ScanCatcher::passOn()
{
    m_patience.stop();
    m_text.clear();
    const std::vector<Key> held = std::exchange(m_held, {});
    m_isPassing = true;
    for (const Key &key : held)
        if (key.target)
            QCoreApplication::sendEvent(key.target, key.event.get());
    m_isPassing = false;
}

} // namespace crossdock::ui
