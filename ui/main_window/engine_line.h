#pragma once

#include "core/inventory/desk.h"
#include "ui/page.h"
#include "ui/words.h"

#include <QTimer>

namespace crossdock::ui {

/// Gathers what the status bar says of the engine: entries, commits a second, lag. UI thread.
class EngineLine : public QObject
{
    Q_OBJECT

public:
    explicit EngineLine(const Context &context, QObject *parent = nullptr);

    QString sentence() const; ///< "Entry 12,034 · 46 commits/s · slowest channel p50 2 ms, p99 14 ms"
    Badge state() const; ///< the worst of all channels, in words

Q_SIGNALS:
    void changed(); ///< at most twice a second

private:
    void hear(const Events &events);
    void tick();

    Context m_context;
    qint64 m_lastEntry = 0;
    int m_commits = 0;
    double m_perSecond = 0;
    QTimer m_tick;
};

} // namespace crossdock::ui
