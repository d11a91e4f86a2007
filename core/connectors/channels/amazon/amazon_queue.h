#pragma once

#include "core/connectors/channels/amazon/notification_wire.h"
#include "core/connectors/channels/amazon/sqs_wire.h"
#include "core/inventory/environment.h"

#include <QHash>
#include <QMap>
#include <memory>

namespace crossdock::amazon {

/// The seller's SQS queue of Amazon's notifications: pulls, hands over, removes what was taken. One queue serves one
/// channel: what is for another seller or marketplace is handed over as a Notice and removed with the rest.
///
/// A message that was refused (`taken(false)`) comes again, later each time. One that nobody will ever be able to read
/// is handed over as a Notice, and removed when it was taken, or refused for the third time.
/// Long polls go through `polls` and everything else through `calls`, so that a poll that waits holds nothing up.
/// Lives in one thread.
class AmazonQueue : public QObject
{
public:
    using Ear = channels::ChannelPort::Ear;

    AmazonQueue(const Account &account, const Secrets &secrets, http::Exchange &calls, http::Exchange &polls,
                Clock &clock, QObject *parent);

    /// Takes what is of the market alone, apart from the rest: no fence waits for it, and what is not answered comes again.
    using MarketEar = std::function<void(const Notification &, std::function<void(bool taken)>)>;
    void setMarketEar(MarketEar ear) { m_marketEar = std::move(ear); } ///< before start(); none: it is news like other

    void start(Ear ear);
    /// No message is handed over any more; answers to those that were are still obeyed. Open fences answer false.
    void stop();

    /// `done(true)` later: a receiving that began after now saw the queue empty, or only messages that were sent after now, and
    /// all that was received up to then was taken. Waits for a second, longer while older messages are there. `done(false)`:
    /// not listening, the queue does not answer, has older messages for too long, or a message was refused and is still in it.
    void fence(std::function<void(bool)> done);

    /// How many messages wait (an estimate of SQS).
    void countWaiting(std::function<void(channels::Answer<qint64>)> done);

private:
    struct Removal {
        QString receipt;
        int tries = 0;
    };
    struct Fence {
        std::function<void(bool)> done;
        Time askedAt{};
    };
    struct Passage {
        qint64 upTo = 0; ///< all messages up to this number must be taken
        QList<Fence> fences;
    };
    using Received = channels::Answer<QList<QueueMessage>>;

    http::Request sign(http::Request request) const;
    void poll();
    void pollAfter(Milliseconds delay);
    void takePoll(const Received &received, Time askedAt);
    Milliseconds pauseAfter(const CallFailure &failure);
    void handOver(const QList<QueueMessage> &messages);
    void handOverMarket(const Notification &notification, const QString &receipt);
    void settle(qint64 number, const QueueMessage &message, bool isReadable, bool taken);
    void remove(const Removal &removal);
    void flushRemovals();
    void retryRemovals(QList<Removal> batch);
    void putOff(const QueueMessage &message);

    void askFence();
    void takeFence(const Received &received);
    void passFences(const QList<QueueMessage> &messages);
    void endFences(QList<Fence> fences, bool result);
    void checkPassages();
    void failPassages(qint64 number);
    void forgetExpired();

    const Account &m_account;
    const Secrets &m_secrets;
    http::Exchange &m_calls;
    http::Exchange &m_polls;
    Clock &m_clock;
    Ear m_ear;
    MarketEar m_marketEar;
    std::unique_ptr<QObject> m_session; ///< ends polls and timers with it
    QMap<qint64, Time> m_held; ///< messages handed over and not answered, until SQS shows them again
    qint64 m_lastNumber = 0;
    int m_failures = 0; ///< polls in a row without an answer
    Time m_refusedUntil{}; ///< until then a refused message is hidden in the queue
    QList<Removal> m_removals;
    bool m_isFlushPlanned = false;
    QList<Fence> m_fences; ///< asked for, no receiving began since
    QList<Fence> m_askedFences; ///< wait for the receiving on its way, or for the next
    QList<Passage> m_passages; ///< nothing older is in the queue; wait for what was received
    bool m_isFencing = false;
};

} // namespace crossdock::amazon
