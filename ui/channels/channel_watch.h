#pragma once

#include "core/inventory/desk.h"
#include "core/inventory/environment.h"
#include "ui/channels/lag_history.h"
#include "ui/words.h"

namespace crossdock::ui {

/// How every channel is: what the store knows of it, what its lane tells, what a person's own calls met. Collects from
/// its making on, so that whoever looks later sees the minutes before. UI thread.
class ChannelWatch : public QObject
{
    Q_OBJECT

public:
    ChannelWatch(Inventory &inventory, Desk &desk, const Clock &clock, QObject *parent);

    void read(); ///< the list, from the store: at once, again after it failed, and for counts of listings, which are no news
    bool isRead() const { return m_isRead; } ///< no channel means that there is none
    QList<ChannelRow> channels() const { return m_rows.values(); } ///< by name
    Badge stateOf(const ChannelId &channel) const; ///< green only if nothing newer than the last success is an error
    Badge state() const; ///< of all channels together: the worst of them
    bool isPaused(const ChannelId &channel) const;
    int troubled() const; ///< how many do not answer, or answered with an error
    QList<ChannelHealth> health() const { return m_health.values(); }
    ChannelHealth healthOf(const ChannelId &channel) const { return m_health.value(channel, {.channel = channel}); }
    QList<LagHistory::Point> lagOf(const ChannelId &channel) const { return m_history.of(channel); }

    /// A call that a person asked for (a test, a reading) went well, or did not: no lane knows of it.
    void note(const ChannelId &channel, bool wentWell);

Q_SIGNALS:
    void changed();
    void listRead();
    void failed(const crossdock::Error &error); ///< the list could not be read

private:
    struct Noted {
        Time wentWellAt{}, failedAt{};
    };

    void take(const Events &events);
    void takeHealth(const QList<ChannelHealth> &lanes);
    bool isTroubled(const ChannelHealth &lane) const;

    Inventory &m_inventory;
    const Clock &m_clock;
    qint64 m_request = 0; ///< a late answer is dropped
    bool m_isRead = false;
    QSet<ChannelId> m_removed; ///< since the list was asked for: it may have them still
    QMap<ChannelId, ChannelRow> m_rows;
    QHash<ChannelId, ChannelHealth> m_health;
    QHash<ChannelId, Noted> m_noted;
    LagHistory m_history;
};

} // namespace crossdock::ui
