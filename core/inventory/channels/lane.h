#pragma once

#include "core/inventory/channels/fences.h"
#include "core/inventory/channels/lags.h"
#include "core/inventory/channels/pace.h"
#include "core/inventory/channels/waiting_offers.h"
#include "core/inventory/environment.h"
#include "core/inventory/inventory.h"

#include <map>

namespace crossdock::channels {

/// Tells one channel its offers: the newest value of each listing, the dangerous ones first and prices last, within the channel's limits,
/// until the channel has answered and the answer is in the ledger. Lives in its port's thread.
///
/// A listing is on the wire from the call until its outcome is recorded; what is wanted of it meanwhile waits, and only
/// the newest of that is sent.
class Lane : public QObject
{
    Q_OBJECT

public:
    Lane(const ChannelId &channel, ChannelPort &port, Inventory &inventory, Clock &clock, Random &random, QObject *parent = nullptr);

    void setFence(Fences::Ask ask) { m_fences->setAsk(std::move(ask)); }
    void offer(const Offer &offer); ///< replaces an older one of the same listing
    void withdraw(const QString &listing); ///< the channel shows what it should
    void setPaused(bool isPaused);

    ChannelHealth health() const;
    bool isQuiet() const { return m_waiting.isEmpty() && m_onTheWire.empty(); } ///< all that was wanted is told

Q_SIGNALS:
    void answeredAgain(); ///< the first answer after the channel was down
    void moved(const QList<QString> &listings, bool isSent); ///< on the wire, or back; for the screen

private:
    struct Call {
        QList<Offer> offers;
        Time sentAt{};
    };
    void pump();
    void pumpAt(Time time);
    QList<Offer> choose();
    bool needsFence(WaitingOffers::Kind kind) const;
    void noteDoubt(const Offer &offer);
    bool isDoubted(const QString &listing) const;
    std::vector<const Offer *> lookedAt() const;
    void lookFurther();
    void look(const std::vector<const Offer *> &doubtful);
    void send(QList<Offer> offers);
    void answered(const Call &call, const PushReply &reply);
    void failed(const Call &call, const CallFailure &failure);
    void settle(const Call &call, const Outcome &outcome, bool isUnknown, Time answeredAt);
    void recordNext();
    void recordNow();
    void release(const QString &listing);
    void putBack(const QString &listing);
    void backOff(Milliseconds least);
    void noteError(const QString &words);

    ChannelId m_channel;
    ChannelPort &m_port;
    Inventory &m_inventory;
    Clock &m_clock;
    Random &m_random;
    Fences *m_fences;

    WaitingOffers m_waiting;
    std::map<QString, Offer> m_onTheWire; ///< by listing
    struct Doubt {
        Quantity shown = 0;
        Time heardAt{};
    };
    std::map<QString, Doubt> m_doubts; ///< listings of which the channel named a number that may be the trace of an order
    std::map<QString, Quantity> m_looked; ///< what a doubtful listing showed when it was last read
    QList<command::RecordOutcomes::Told> m_unrecorded;
    bool m_isRecordDue = false;
    bool m_isRecording = false, m_isPaused = false, m_isLooking = false;
    bool m_isUnauthorized = false;
    Time m_restUntil{}, m_wakeAt{};
    int m_callsUnderWay = 0, m_failures = 0, m_batchLimit = 0;
    Pace m_pace;
    ChannelHealth m_health;
    Lags m_lags;
};

} // namespace crossdock::channels
