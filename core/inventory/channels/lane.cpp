#include "core/inventory/channels/lane.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::channels {
namespace {

constexpr int circuitOpensAfter = 5; // failed calls in a row: from then on one call at a time knocks
constexpr int callsKept = 1; // by prices, for a quantity that comes
constexpr Milliseconds firstRetry{500}, longestRetry{60'000};
constexpr Milliseconds recordsApart{100}; // all channels at the same moments: their answers share a commit, and orders have the ledger between
constexpr qsizetype mostUnrecorded = 500;

} // namespace

Lane::Lane(const ChannelId &channel, ChannelPort &port, Inventory &inventory, Clock &clock, Random &random, QObject *parent)
    : QObject(parent)
    , m_channel(channel)
    , m_port(port)
    , m_inventory(inventory)
    , m_clock(clock)
    , m_random(random)
    , m_fences(new Fences(clock, this))
    , m_waiting(port.traits().hasCompareAndSet)
{
    m_health.channel = channel;
    connect(m_fences, &Fences::passed, this, &Lane::pump);
}

void Lane::offer(const Offer &offer)
{
    const QString &listing = offer.address.id.listing;
    const Offer *known = m_waiting.find(listing);
    if (known && offer.revision >= known->revision && offer.quantity != known->quantity)
        ++m_health.superseded;
    if (!known || offer.revision >= known->revision) {
        m_waiting.put(offer);
        noteDoubt(offer);
    }
    recordNext(); // a newer value need not wait for the answer to the older one
    if (!offer.isDoubtful && offer.believed)
        m_looked.erase(listing);
    pump();
}

void Lane::withdraw(const QString &listing)
{
    m_waiting.remove(listing);
    m_doubts.erase(listing);
    m_looked.erase(listing);
}

void Lane::setPaused(bool isPaused)
{
    m_isPaused = isPaused;
    m_fences->loseStep();
    if (!isPaused) {
        m_failures = 0;
        m_restUntil = {};
    }
    pump();
}

void Lane::pumpAt(Time time)
{
    const Time now = m_clock.now();
    if (m_wakeAt > now && m_wakeAt <= time)
        return; // it will wake before that
    m_wakeAt = time;
    m_clock.after(std::max(Milliseconds(1), time - now), this, [this, time] {
        if (m_wakeAt == time)
            m_wakeAt = {};
        pump();
    });
}

void Lane::pump()
{
    for (;;) {
        const Time now = m_clock.now();
        const int atOnce = m_failures >= circuitOpensAfter ? 1 : m_port.traits().callsAtOnce;
        if (m_isPaused || m_waiting.isEmpty() || m_callsUnderWay >= atOnce)
            return;
        if (now < m_restUntil) {
            pumpAt(m_restUntil);
            return;
        }
        QList<Offer> offers = choose();
        if (offers.isEmpty())
            return;
        const bool isOfPrices = offers.first().isPriceOnly();
        if (isOfPrices && m_callsUnderWay > 0 && m_callsUnderWay + callsKept >= atOnce)
            return;
        if (const Milliseconds wait = m_pace.take(m_port.traits(), now, isOfPrices ? callsKept : 0); wait > Milliseconds::zero()) {
            pumpAt(now + wait);
            return;
        }
        send(std::move(offers));
    }
}

void Lane::send(QList<Offer> offers)
{
    Call call{std::move(offers), m_clock.now()};
    QStringList listings;
    for (const Offer &offer : call.offers) {
        const QString &listing = offer.address.id.listing;
        m_onTheWire.emplace(listing, offer);
        m_waiting.remove(listing);
        m_doubts.erase(listing);
        m_looked.erase(listing);
        listings << listing;
    }
    ++m_callsUnderWay;
    ++m_health.calls;
    m_port.push(call.offers, [this, call](const PushReply &reply) { answered(call, reply); });
    Q_EMIT moved(listings, true);
}

void Lane::answered(const Call &call, const PushReply &reply)
{
    --m_callsUnderWay;
    const Time now = m_clock.now();
    m_health.lastAnswerAt = now;
    if (reply.failure) {
        failed(call, *reply.failure);
        return;
    }
    const bool wasDown = m_failures >= circuitOpensAfter || m_isUnauthorized;
    m_failures = 0;
    m_isUnauthorized = false;
    m_batchLimit = 0;
    if (reply.restFor > Milliseconds::zero())
        m_restUntil = std::max(m_restUntil, now + reply.restFor);
    for (const Outcome &outcome : reply.outcomes)
        settle(call, outcome, false, now);
    // A port that says nothing about an offer leaves it untried.
    for (const Offer &offer : call.offers) {
        const bool isTold = std::any_of(reply.outcomes.begin(), reply.outcomes.end(), [&](const Outcome &o) { return o.listing == offer.address.id; });
        if (!isTold)
            settle(call, {offer.address.id, offer.revision, offer.quantity, Outcome::State::NotTried, {}}, false, now);
    }
    recordNext();
    if (wasDown)
        Q_EMIT answeredAgain();
    pump();
}

void Lane::failed(const Call &call, const CallFailure &failure)
{
    ++m_health.failedCalls;
    noteError(failure.words);
    const Time now = m_clock.now();
    using Kind = CallFailure::Kind;
    const bool isPoison = failure.kind == Kind::Rejected && call.offers.size() == 1;
    for (const Offer &offer : call.offers) {
        const Outcome::State state = isPoison ? Outcome::State::Refused : Outcome::State::NotTried;
        settle(call, {offer.address.id, offer.revision, offer.quantity, state, isPoison ? failure.words : QString()}, failure.mayHaveHappened, now);
    }
    m_isUnauthorized = failure.kind == Kind::Unauthorized;
    if (failure.kind == Kind::Rejected) {
        m_batchLimit = std::max<int>(1, static_cast<int>(call.offers.size() / 2)); // look for the one that spoils the batch
    } else if (failure.kind == Kind::RateLimited) {
        const Milliseconds jitter(static_cast<qint64>(m_random.below(250)));
        m_restUntil = now + std::max(Milliseconds(1'000), failure.retryAfter) + jitter;
    } else {
        backOff(failure.retryAfter);
    }
    recordNext();
    pump();
}

void Lane::backOff(Milliseconds least)
{
    ++m_failures;
    const qint64 full = std::min<qint64>(longestRetry.count(), firstRetry.count() << std::min(m_failures - 1, 10));
    const Milliseconds jittered(full / 2 + static_cast<qint64>(m_random.below(static_cast<quint64>(full))));
    m_restUntil = m_clock.now() + std::max(least, std::min(jittered, longestRetry));
    pumpAt(m_restUntil);
}

void Lane::noteError(const QString &words)
{
    m_health.lastError = words;
    m_health.lastErrorAt = m_clock.now();
}

void Lane::settle(const Call &call, const Outcome &outcome, bool isUnknown, Time answeredAt)
{
    const QString &listing = outcome.listing.listing;
    if (!isUnknown && outcome.state == Outcome::State::NotTried) {
        putBack(listing);
        return;
    }
    using State = Outcome::State;
    const auto sent = m_onTheWire.find(listing);
    const bool isPriceOnly = sent != m_onTheWire.end() && sent->second.isPriceOnly();
    if (!isUnknown && (outcome.state == State::Applied || outcome.state == State::Accepted)) {
        const bool isOpening = sent == m_onTheWire.end() || !sent->second.believed || sent->second.knownSince == Time{};
        if (!isOpening && !isPriceOnly) // the opening stock of a thousand listings says nothing of the pace, nor does how old a quantity is that is shown
            m_lags.add(answeredAt - sent->second.wantedAt);
        ++m_health.told;
    } else if (!outcome.words.isEmpty()) {
        noteError(outcome.words);
    }
    m_unrecorded.append({outcome, call.sentAt, answeredAt, isUnknown, isPriceOnly});
}

/// What is answered meanwhile goes into the same entry; only a listing that has news to send does not wait.
void Lane::recordNext()
{
    if (m_unrecorded.isEmpty())
        return;
    const bool isAwaited = std::any_of(m_unrecorded.begin(), m_unrecorded.end(), [&](const auto &told) { return m_waiting.contains(told.outcome.listing.listing); });
    if (isAwaited || m_unrecorded.size() >= mostUnrecorded)
        return recordNow();
    if (std::exchange(m_isRecordDue, true))
        return;
    m_clock.after(recordsApart - m_clock.now().time_since_epoch() % recordsApart, this, [this] {
        m_isRecordDue = false;
        recordNow();
    });
}

/// One recording at a time: what comes meanwhile shares the next one.
void Lane::recordNow()
{
    if (m_isRecording || m_unrecorded.isEmpty())
        return;
    m_isRecording = true;
    const QList<command::RecordOutcomes::Told> told = std::exchange(m_unrecorded, {});
    const qint64 newest = std::max_element(told.begin(), told.end(), [](const auto &a, const auto &b) { return a.outcome.revision < b.outcome.revision; })->outcome.revision;
    Request request{{}, {Actor::Kind::Channel, m_channel.text()}, {}, newest, command::RecordOutcomes{m_channel, told}};
    m_inventory.perform(std::move(request), this, [this, told](const Result<Entry> &entry) {
        m_isRecording = false;
        if (!entry && isTemporary(entry.error().code)) {
            noteError(entry.error().detail);
            m_unrecorded = told + m_unrecorded;
            m_clock.after(firstRetry, this, [this] { recordNext(); });
            return;
        }
        for (const auto &one : told)
            release(one.outcome.listing.listing);
        recordNext();
        pump();
    });
}

/// The listing is off the wire; its outcome is in the ledger, which has said what is wanted next.
void Lane::release(const QString &listing)
{
    if (m_onTheWire.erase(listing) > 0)
        Q_EMIT moved({listing}, false);
}

/// Nothing happened: what was to be sent is wanted still, unless something newer waits.
void Lane::putBack(const QString &listing)
{
    const auto sent = m_onTheWire.find(listing);
    if (sent == m_onTheWire.end())
        return;
    if (!m_waiting.contains(listing))
        m_waiting.put(sent->second);
    release(listing);
}

ChannelHealth Lane::health() const
{
    using State = ChannelHealth::State;
    ChannelHealth health = m_health;
    health.queued = static_cast<int>(m_waiting.size());
    health.onTheWire = static_cast<int>(m_onTheWire.size());
    health.callsPerSecond = m_port.traits().callsPerSecond;
    health.lagP50Ms = m_lags.percentile(0.50);
    health.lagP99Ms = m_lags.percentile(0.99);
    const bool isResting = m_clock.now() < m_restUntil;
    health.retryAt = isResting ? m_restUntil : Time{};
    health.state = m_isPaused                      ? State::Paused
        : m_isUnauthorized                         ? State::Unauthorized
        : m_failures >= circuitOpensAfter          ? State::Down
        : isResting && m_failures == 0             ? State::RateLimited
        : isResting                                ? State::Waiting
        : m_callsUnderWay > 0                      ? State::Sending
        : m_waiting.isEmpty()                        ? State::Idle
                                                   : State::Waiting;
    return health;
}

} // namespace crossdock::channels
