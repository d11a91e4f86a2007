#include "core/inventory/channels/waiting_offers.h"

namespace crossdock::channels {

WaitingOffers::Place WaitingOffers::placeOf(const Offer &offer)
{
    const int danger = offer.quantity == 0 ? 0 : offer.isUpward() ? 2 : 1;
    return {danger, offer.quantity, offer.revision, offer.address.id.listing};
}

bool WaitingOffers::goesBefore(const Offer &a, const Offer &b)
{
    return placeOf(a) < placeOf(b);
}

WaitingOffers::Kind WaitingOffers::kindOf(const Offer &offer) const
{
    if (!offer.isUpward())
        return Kind::Falling;
    return m_hasCompareAndSet && offer.believed && !offer.isDoubtful ? Kind::Rising : Kind::Careful;
}

const Offer *WaitingOffers::find(const QString &listing) const
{
    const auto known = m_offers.find(listing);
    return known == m_offers.end() ? nullptr : &known->second;
}

void WaitingOffers::put(const Offer &offer)
{
    remove(offer.address.id.listing);
    m_order[static_cast<size_t>(kindOf(offer))].insert(placeOf(offer));
    m_offers.emplace(offer.address.id.listing, offer);
}

void WaitingOffers::remove(const QString &listing)
{
    const auto known = m_offers.find(listing);
    if (known == m_offers.end())
        return;
    m_order[static_cast<size_t>(kindOf(known->second))].erase(placeOf(known->second));
    m_offers.erase(known);
}

} // namespace crossdock::channels
