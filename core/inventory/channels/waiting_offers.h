#pragma once

#include "core/inventory/channels/channel_port.h"

#include <array>
#include <map>
#include <set>
#include <vector>

namespace crossdock::channels {

/// What a lane has yet to send: the newest offer of each listing, in the order in which it goes. Hundreds of thousands may
/// wait for a channel that takes few at a time, so that what goes next is found without looking at all of them.
class WaitingOffers
{
public:
    /// What may go with it.
    enum class Kind {
        Falling, ///< zero, or less than the channel shows: never wrong
        Rising, ///< more than the channel shows, and the channel compares before it sets
        Careful, ///< more, and nothing would keep it from wiping out an order
        Price, ///< the quantity is shown: late it does no harm
    };

    explicit WaitingOffers(bool hasCompareAndSet)
        : m_hasCompareAndSet(hasCompareAndSet)
    {
    }

    bool isEmpty() const { return m_offers.empty(); }
    qsizetype size() const { return static_cast<qsizetype>(m_offers.size()); }
    bool contains(const QString &listing) const { return m_offers.contains(listing); }
    const Offer *find(const QString &listing) const; ///< until it is replaced or removed; nullptr: none waits
    Kind kindOf(const Offer &offer) const;

    void put(const Offer &offer); ///< in the place of an older one
    void remove(const QString &listing);

    /// The first `most` of a kind that pass `filter`, appended. It is asked about those that come before, no others.
    template <class Filter>
    void collect(Kind kind, size_t most, Filter filter, std::vector<const Offer *> &into) const
    {
        for (const Place &place : m_order[static_cast<size_t>(kind)]) {
            if (most == 0)
                return;
            const Offer &offer = m_offers.find(std::get<QString>(place))->second.offer;
            if (!filter(offer))
                continue;
            into.push_back(&offer);
            --most;
        }
    }

    /// Zero first, then what falls, then what rises; in each, the fewest units first. Prices last, those that wait longest first.
    static bool goesBefore(const Offer &a, const Offer &b);

private:
    using Place = std::tuple<int, Quantity, qint64, QString>; ///< danger, quantity, revision, listing

    struct Waiting {
        Offer offer;
        Place place;
    };
    static Place placeOf(const Offer &offer);

    bool m_hasCompareAndSet;
    std::map<QString, Waiting> m_offers; ///< by listing
    std::array<std::set<Place>, 4> m_order; ///< by kind
};

} // namespace crossdock::channels
