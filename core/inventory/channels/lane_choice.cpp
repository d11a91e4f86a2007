#include "core/inventory/channels/lane.h"

#include "core/inventory/planted.h"

using namespace Qt::Literals::StringLiterals;

/// What a lane sends next, and what has to be read before.
namespace crossdock::channels {
namespace {

constexpr size_t pricesPerCall = 10; // some ports need a call for each, and quantities that come meanwhile wait for all

} // namespace

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

/// Whether what rises may wipe out an order that nobody has read.
bool Lane::needsFence(WaitingOffers::Kind kind) const
{
    using Kind = WaitingOffers::Kind;
    if (!m_fences->isThere() || planted(Bug::BlindUpward))
        return false;
    return kind == Kind::Careful || (kind == Kind::Rising && !m_fences->isInStep());
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
    if (ready.empty()) // a late count oversells, a late price does not: they never share a call
        m_waiting.collect(Kind::Price, std::min(most, pricesPerCall), isAtHome, ready);
    const auto end = ready.begin() + static_cast<std::ptrdiff_t>(std::min(most, ready.size()));
    std::partial_sort(ready.begin(), end, ready.end(), [](const Offer *a, const Offer *b) { return WaitingOffers::goesBefore(*a, *b); });
    QList<Offer> chosen;
    for (auto offer = ready.begin(); offer != end; ++offer) {
        chosen.append(**offer);
        const auto looked = m_looked.find((*offer)->address.id.listing);
        if (looked != m_looked.end() && !(*offer)->isPriceOnly() && (!(*offer)->believed || (*offer)->isDoubtful))
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

} // namespace crossdock::channels
