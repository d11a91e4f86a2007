#pragma once

#include "core/inventory/environment.h"
#include "core/inventory/store/speaker_lease.h"

#include <QObject>
#include <atomic>

namespace crossdock::app {

/// An engine's tie to the others on its PostgreSQL, over a connection of its own: hears what they write, and speaks to the world
/// outside for all of them, or waits until whoever does is gone. Lives in a thread of its own, which may wait for the database.
class Voice : public QObject
{
    Q_OBJECT

public:
    Voice(const store::Source &source, const QString &desk, Clock &clock);

    void start(); ///< the first look before it returns, then again and again
    void sayAgain(); ///< tells `changed` of what is so now
    void end(); ///< gives it up for good: another engine need not wait

    /// We speak, and nobody else may by now. From any thread. Runs out by itself where the database, this thread or the machine
    /// stands still, before another engine can take over.
    bool mayBeHeard() const { return m_clock.now() < fromMs(m_until); }

    /// "HOST (process N)"
    static QString deskName();

Q_SIGNALS:
    void changed(bool speaks, const QString &desk); ///< who speaks if not we; empty: nobody does
    void heard(const QString &message); ///< see Database::listen

private:
    void look();
    void bid();
    void say(bool speaks, const QString &desk);
    bool open();

    store::Source m_source;
    const QString m_mark, m_desk;
    Clock &m_clock;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<store::SpeakerLease> m_lease;
    std::atomic<qint64> m_until{0};
    bool m_speaks = false, m_hasLooked = false, m_hasEnded = false;
    QString m_speaker;
};

} // namespace crossdock::app
