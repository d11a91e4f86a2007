#include "core/connectors/channels/amazon/amazon_queue.h"

#include <QLoggingCategory>
#include <QPointer>
#include <algorithm>

using namespace std::chrono_literals;

namespace crossdock::amazon {
namespace {

Q_LOGGING_CATEGORY(logQueue, "crossdock.connectors.amazon")

constexpr auto longWait = 20s; // the model's maximum
constexpr auto hiddenFor = 60s; // for a store that is busy; a message that is not answered by then comes again
constexpr qsizetype maxHeld = 100; // more unanswered messages than this mean that the store cannot keep up
constexpr qsizetype removeAtOnce = 10;
constexpr int maxRemoveTries = 5; // then the message comes again and is known
constexpr int maxUnreadableTries = 3;
constexpr auto fencePatience = 10s; // a queue that fills faster than it is read has no end to wait for
constexpr auto clocksApart = 1s; // ours and that of SQS, at most
constexpr qsizetype receivedAtOnce = 10; // by a receiving: if so many came, more may wait

channels::Answer<QList<QueueMessage>> readReceiving(const http::Answer &answer)
{
    if (!answer)
        return tl::make_unexpected(failureOf(answer.error()));
    if (answer->status != 200)
        return tl::make_unexpected(queueFailureOf(*answer));
    auto messages = readReceived(answer->body);
    if (!messages)
        return tl::make_unexpected(failureOf(messages.error()));
    return *messages;
}

} // namespace

AmazonQueue::AmazonQueue(const Account &account, const Secrets &secrets, http::Exchange &calls, http::Exchange &polls,
                         Clock &clock, QObject *parent)
    : QObject(parent)
    , m_account(account)
    , m_secrets(secrets)
    , m_calls(calls)
    , m_polls(polls)
    , m_clock(clock)
{
}

http::Request AmazonQueue::sign(http::Request request) const
{
    return signedRequest(std::move(request), m_secrets.aws, {m_account.region, "sqs"}, m_clock.now());
}

void AmazonQueue::start(Ear ear)
{
    stop();
    m_ear = std::move(ear);
    m_session = std::make_unique<QObject>();
    m_failures = 0;
    poll();
}

void AmazonQueue::stop()
{
    if (!m_session)
        return;
    m_session.release()->deleteLater(); // and not now: the ear may have called us from a callback that lives in it
    m_isFencing = false;
    endFences(std::exchange(m_fences, {}), false);
    endFences(std::exchange(m_askedFences, {}), false);
    for (const Passage &passage : std::exchange(m_passages, {}))
        endFences(passage.fences, false);
    flushRemovals();
}

void AmazonQueue::poll()
{
    forgetExpired();
    if (m_held.size() >= maxHeld) {
        pollAfter(1s);
        return;
    }
    const Time askedAt = m_clock.now();
    m_polls.send(sign(receiveRequest(m_account.queueUrl, longWait, hiddenFor)), m_session.get(),
                 [this, askedAt, session = m_session.get()](const http::Answer &answer) {
                     if (session == m_session.get())
                         takePoll(readReceiving(answer), askedAt);
                 });
}

void AmazonQueue::pollAfter(Milliseconds delay)
{
    if (m_session)
        m_clock.after(delay, m_session.get(), [this, session = m_session.get()] {
            if (session == m_session.get())
                poll();
        });
}

void AmazonQueue::takePoll(const Received &received, Time askedAt)
{
    if (!received) {
        pollAfter(pauseAfter(received.error()));
        return;
    }
    if (std::exchange(m_failures, 0) > 0)
        qCInfo(logQueue) << m_account.channel.text() << "the queue answers again";
    const QPointer<QObject> session(m_session.get());
    handOver(*received);
    if (!session || session != m_session.get())
        return;
    // a queue that does not wait as it was asked to must not be asked in circles
    const bool isHasty = received->isEmpty() && m_clock.now() - askedAt < 1s;
    pollAfter(isHasty ? 200ms : 0ms);
}

Milliseconds AmazonQueue::pauseAfter(const CallFailure &failure)
{
    using Kind = CallFailure::Kind;
    if (m_failures++ == 0)
        qCWarning(logQueue) << m_account.channel.text() << "the queue cannot be read:"
                            << m_secrets.blackedOut(failure.words);
    const bool needsPerson = failure.kind == Kind::Unauthorized || failure.kind == Kind::Rejected;
    const Milliseconds pause = needsPerson ? 30s : Milliseconds(1s) * (1 << std::min(m_failures - 1, 5));
    return std::max(pause, failure.retryAfter);
}

void AmazonQueue::handOver(const QList<QueueMessage> &messages)
{
    const QPointer<QObject> session(m_session.get());
    const Ear ear = m_ear;
    for (const QueueMessage &message : messages) {
        if (!session || session != m_session.get())
            return; // stopped by the ear: the rest comes again
        const Notification notification = readNotification(message.body, message.id, m_account);
        if (m_marketEar && notification.canWait()) {
            handOverMarket(notification, message.receipt);
            continue;
        }
        const qint64 number = ++m_lastNumber;
        m_held.insert(number, m_clock.now() + hiddenFor);
        ear(notification.message, [self = QPointer<AmazonQueue>(this), number, message,
                                   isReadable = notification.isReadable](bool taken) {
            if (self)
                self->settle(number, message, isReadable, taken);
        });
    }
}

void AmazonQueue::handOverMarket(const Notification &notification, const QString &receipt)
{
    m_marketEar(notification, [self = QPointer<AmazonQueue>(this), receipt](bool taken) {
        if (self && taken)
            self->remove({receipt});
    });
}

void AmazonQueue::settle(qint64 number, const QueueMessage &message, bool isReadable, bool taken)
{
    m_held.remove(number);
    if (taken || (!isReadable && message.receiveCount >= maxUnreadableTries)) {
        remove({message.receipt});
        checkPassages();
        return;
    }
    putOff(message);
    failPassages(number);
}

void AmazonQueue::remove(const Removal &removal)
{
    m_removals.append(removal);
    if (m_removals.size() >= removeAtOnce) {
        flushRemovals();
    } else if (!std::exchange(m_isFlushPlanned, true)) {
        m_clock.after(10ms, this, [this] { // messages of one receiving are taken together
            m_isFlushPlanned = false;
            flushRemovals();
        });
    }
}

void AmazonQueue::flushRemovals()
{
    while (!m_removals.isEmpty()) {
        const QList<Removal> batch = m_removals.first(std::min(m_removals.size(), removeAtOnce));
        m_removals.remove(0, batch.size());
        QStringList receipts;
        for (const Removal &removal : batch)
            receipts.append(removal.receipt);
        m_calls.send(sign(removeRequest(m_account.queueUrl, receipts)), this, [this, batch](const http::Answer &answer) {
            if (!answer || answer->status != 200) {
                retryRemovals(batch);
                return;
            }
            QList<Removal> left;
            for (const qsizetype index : readNotRemoved(answer->body, batch.size()).value_or(QList<qsizetype>()))
                left.append(batch.at(index));
            retryRemovals(left);
        });
    }
}

void AmazonQueue::retryRemovals(QList<Removal> batch)
{
    for (Removal &removal : batch)
        ++removal.tries;
    batch.removeIf([](const Removal &removal) { return removal.tries >= maxRemoveTries; });
    if (batch.isEmpty())
        return;
    m_clock.after(Milliseconds(200ms) * (1 << batch.first().tries), this, [this, batch] {
        m_removals += batch;
        flushRemovals();
    });
}

void AmazonQueue::putOff(const QueueMessage &message)
{
    const auto delay = std::min<std::chrono::seconds>(15min, 5s * (1 << std::min(message.receiveCount - 1, 8)));
    m_refusedUntil = std::max(m_refusedUntil, m_clock.now() + Milliseconds(delay));
    // without an answer it comes again when `hiddenFor` is over, which is soon enough
    m_calls.send(sign(putOffRequest(m_account.queueUrl, message.receipt, delay)), this, [](const http::Answer &) {});
}

void AmazonQueue::countWaiting(std::function<void(channels::Answer<qint64>)> done)
{
    m_calls.send(sign(queueDetailsRequest(m_account.queueUrl)), this, [done](const http::Answer &answer) {
        if (!answer) {
            done(tl::make_unexpected(failureOf(answer.error())));
            return;
        }
        if (answer->status != 200) {
            done(tl::make_unexpected(queueFailureOf(*answer)));
            return;
        }
        const auto waiting = readWaiting(answer->body);
        if (waiting)
            done(*waiting);
        else
            done(tl::make_unexpected(failureOf(waiting.error())));
    });
}

void AmazonQueue::fence(std::function<void(bool)> done)
{
    if (!m_session) {
        endFences({{std::move(done), {}}}, false);
        return;
    }
    m_fences.append({std::move(done), m_clock.now()});
    if (!m_isFencing)
        askFence();
}

void AmazonQueue::askFence()
{
    m_isFencing = true;
    m_askedFences += std::exchange(m_fences, {});
    // One second and not none: only a receiving that waits asks all of SQS's servers. And whatever the long poll was
    // given before, its answer has that second to arrive.
    m_calls.send(sign(receiveRequest(m_account.queueUrl, 1s, hiddenFor)), m_session.get(),
                 [this, session = m_session.get()](const http::Answer &answer) {
                     if (session == m_session.get())
                         takeFence(readReceiving(answer));
                 });
}

void AmazonQueue::takeFence(const Received &received)
{
    m_isFencing = false;
    if (received) {
        handOver(*received);
        if (!m_session)
            return; // stopped by the ear, which ended the fences
    }
    if (!received || m_clock.now() < m_refusedUntil)
        endFences(std::exchange(m_askedFences, {}), false);
    else
        passFences(*received);
    if (!m_isFencing && !(m_fences.isEmpty() && m_askedFences.isEmpty()))
        askFence();
}

/// A busy queue never runs empty: what was asked before all that it holds was sent has passed too.
void AmazonQueue::passFences(const QList<QueueMessage> &messages)
{
    Time oldest = messages.size() < receivedAtOnce ? Time::max() : Time{};
    for (const QueueMessage &message : messages)
        oldest = std::min(oldest, message.sentAt);
    const Time now = m_clock.now();
    QList<Fence> passed, tooLate, asked = std::exchange(m_askedFences, {});
    for (const Fence &fence : asked) {
        const bool isPassed = messages.isEmpty() || fence.askedAt + clocksApart <= oldest;
        (isPassed ? passed : now - fence.askedAt > fencePatience ? tooLate : m_askedFences).append(fence);
    }
    endFences(tooLate, false);
    if (passed.isEmpty())
        return;
    m_passages.append({m_lastNumber, passed});
    checkPassages();
    m_clock.after(hiddenFor, m_session.get(), [this] { forgetExpired(); });
}

void AmazonQueue::endFences(QList<Fence> fences, bool result)
{
    if (fences.isEmpty())
        return;
    m_clock.after(0ms, this, [fences = std::move(fences), result] {
        for (const Fence &fence : fences)
            fence.done(result);
    });
}

void AmazonQueue::checkPassages()
{
    const qint64 oldestHeld = m_held.isEmpty() ? std::numeric_limits<qint64>::max() : m_held.firstKey();
    while (!m_passages.isEmpty() && m_passages.first().upTo < oldestHeld)
        endFences(m_passages.takeFirst().fences, true);
}

void AmazonQueue::failPassages(qint64 number)
{
    for (qsizetype i = m_passages.size() - 1; i >= 0; --i) {
        if (m_passages.at(i).upTo >= number)
            endFences(m_passages.takeAt(i).fences, false);
    }
}

void AmazonQueue::forgetExpired()
{
    const Time now = m_clock.now();
    for (auto held = m_held.begin(); held != m_held.end();) {
        if (held.value() > now) {
            ++held;
            continue;
        }
        failPassages(held.key());
        held = m_held.erase(held);
    }
}

} // namespace crossdock::amazon
