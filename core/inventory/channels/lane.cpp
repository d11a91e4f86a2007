#include "core/inventory/channels/lane.h"

#include "core/inventory/planted.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::channels {
namespace {

constexpr int circuitOpensAfter = 5; // failed calls in a row: from then on one call at a time knocks
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

void Lane::noteDoubt(const Offer &offer)
{
    const QString &listing = offer.address.id.listing;
    if (!offer.isDoubtful) {
        m_doubts.erase(listing);
        return;
    }
    const auto known = m_doubts.find(listing);
    if (offer.believed && (known == m_doubts.end() || known->second.shown != *offer.believed))
        m_doubts.insert_or_assign(listing, Doubt{*offer.believed, m_clock.now()});
}

/// A fence that was asked for before the number came did not look for the order behind it.
bool Lane::isDoubted(const QString &listing) const
{
    const auto doubt = m_doubts.find(listing);
    return doubt != m_doubts.end() && doubt->second.heardAt > m_fences->readUntil();
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

/// Whether what rises may wipe out an order that nobody has read.
bool Lane::needsFence(WaitingOffers::Kind kind) const
{
    using Kind = WaitingOffers::Kind;
    if (!m_fences->isThere() || planted(Bug::BlindUpward))
        return false;
    return kind == Kind::Careful || (kind == Kind::Rising && !m_fences->isInStep());
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

QList<Offer> Lane::choose()
{
    using Kind = WaitingOffers::Kind;
    const Traits traits = m_port.traits();
    const auto most = static_cast<size_t>(m_batchLimit > 0 ? m_batchLimit : traits.itemsPerCall);
    const auto isAtHome = [this](const Offer &offer) { return !m_onTheWire.contains(offer.address.id.listing); };
    const auto isRead = [&](const Offer &offer) { return isAtHome(offer) && !isDoubted(offer.address.id.listing); };
    std::vector<const Offer *> ready, fenced;
    for (const Kind kind : {Kind::Falling, Kind::Rising, Kind::Careful}) {
        if (!needsFence(kind))
            m_waiting.collect(kind, most, isAtHome, ready);
        else if (!traits.hasCompareAndSet)
            m_waiting.collect(kind, most, isRead, fenced);
    }
    if (traits.hasCompareAndSet)
        fenced = lookedAt();
    const bool isDoubting = !traits.hasCompareAndSet && needsFence(Kind::Careful) && std::any_of(m_doubts.begin(), m_doubts.end(), [&](const auto &doubt) {
        const Offer *offer = m_waiting.find(doubt.first);
        return offer && m_waiting.kindOf(*offer) == Kind::Careful && isAtHome(*offer) && !isRead(*offer);
    });
    const bool isFenced = isDoubting || !fenced.empty();
    if (m_fences->isClear())
        ready.insert(ready.end(), fenced.begin(), fenced.end());
    const auto end = ready.begin() + static_cast<std::ptrdiff_t>(std::min(most, ready.size()));
    std::partial_sort(ready.begin(), end, ready.end(), [](const Offer *a, const Offer *b) { return WaitingOffers::goesBefore(*a, *b); });
    QList<Offer> chosen;
    for (auto offer = ready.begin(); offer != end; ++offer) {
        chosen.append(**offer);
        const auto looked = m_looked.find((*offer)->address.id.listing);
        if (looked != m_looked.end() && (!(*offer)->believed || (*offer)->isDoubtful))
            chosen.last().believed = looked->second;
    }
    if (traits.hasCompareAndSet)
        lookFurther();
    if (isFenced) {
        if (const auto again = m_fences->want(isDoubting))
            pumpAt(*again);
    }
    return chosen;
}

/// Those to be fenced of which it is known what the channel shows.
std::vector<const Offer *> Lane::lookedAt() const
{
    std::vector<const Offer *> looked;
    for (const auto &[listing, shown] : m_looked) {
        const Offer *offer = m_waiting.find(listing);
        if (offer && needsFence(m_waiting.kindOf(*offer)) && !m_onTheWire.contains(listing))
            looked.push_back(offer);
    }
    return looked;
}

/// One call's worth of what the channel shows is kept: more would be old before it is used.
void Lane::lookFurther()
{
    const auto most = static_cast<size_t>(std::max(1, m_port.traits().itemsPerCall));
    if (m_isLooking || m_looked.size() >= most)
        return;
    const auto isUnseen = [this](const Offer &offer) {
        return !m_onTheWire.contains(offer.address.id.listing) && !m_looked.contains(offer.address.id.listing);
    };
    std::vector<const Offer *> unseen;
    for (const auto kind : {WaitingOffers::Kind::Rising, WaitingOffers::Kind::Careful}) {
        if (needsFence(kind) && unseen.size() < most)
            m_waiting.collect(kind, most - unseen.size(), isUnseen, unseen);
    }
    if (!unseen.empty())
        look(unseen);
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
        if (const Milliseconds wait = m_pace.take(m_port.traits(), now); wait > Milliseconds::zero()) {
            pumpAt(now + wait);
            return;
        }
        send(std::move(offers));
    }
}

/// Where the channel compares and sets, a doubtful listing is read first: an order placed after the reading makes the push
/// stale, one placed before it is found by the fence.
void Lane::look(const std::vector<const Offer *> &doubtful)
{
    m_isLooking = true;
    QList<ListingAddress> addresses;
    for (const Offer *offer : doubtful)
        addresses.append(offer->address);
    m_port.readQuantities(addresses, [this, addresses](const Answer<QHash<QString, Quantity>> &answer) {
        m_isLooking = false;
        if (!answer) {
            noteError(answer.error().words);
            m_isUnauthorized = answer.error().kind == CallFailure::Kind::Unauthorized;
            backOff(answer.error().retryAfter);
            return;
        }
        m_fences->startAnew();
        for (const ListingAddress &address : addresses) {
            const auto shown = answer->constFind(address.id.listing);
            const Offer *waiting = m_waiting.find(address.id.listing);
            if (waiting && shown != answer->constEnd()) {
                m_looked[address.id.listing] = *shown;
                continue;
            }
            if (!waiting || m_onTheWire.contains(address.id.listing))
                continue;
            const Call call{{*waiting}, m_clock.now()};
            m_onTheWire.emplace(address.id.listing, *waiting);
            m_waiting.remove(address.id.listing);
            settle(call, {address.id, call.offers.first().revision, call.offers.first().quantity, Outcome::State::Refused, u"the channel does not know this listing"_s}, false, m_clock.now());
        }
        recordNext();
        pump();
    });
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
    if (!isUnknown && (outcome.state == State::Applied || outcome.state == State::Accepted)) {
        const auto sent = m_onTheWire.find(listing);
        const bool isOpening = sent == m_onTheWire.end() || !sent->second.believed || sent->second.knownSince == Time{};
        if (!isOpening) // the opening stock of a thousand listings says nothing of the pace
            m_lags.add(answeredAt - sent->second.wantedAt);
        ++m_health.told;
    } else if (!outcome.words.isEmpty()) {
        noteError(outcome.words);
    }
    m_unrecorded.append({outcome, call.sentAt, answeredAt, isUnknown});
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
