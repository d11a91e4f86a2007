#include "core/inventory/channels/waiting_offers.h"

namespace crossdock::channels {

WaitingOffers::Place WaitingOffers::placeOf(const Offer &offer)
{
    if (offer.isPriceOnly())
        return {3, 0, offer.revision, offer.address.id.listing};
    const int danger = offer.quantity == 0 ? 0 : offer.isUpward() ? 2 : 1;
    return {danger, offer.quantity, offer.revision, offer.address.id.listing};
}

bool WaitingOffers::goesBefore(const Offer &a, const Offer &b)
{
    return placeOf(a) < placeOf(b);
}

WaitingOffers::Kind WaitingOffers::kindOf(const Offer &offer) const
{
    if (offer.isPriceOnly())
        return Kind::Price;
    if (!offer.isUpward())
        return Kind::Falling;
    return m_hasCompareAndSet && offer.believed && !offer.isDoubtful ? Kind::Rising : Kind::Careful;
}

const Offer *WaitingOffers::find(const QString &listing) const
{
    const auto known = m_offers.find(listing);
    return known == m_offers.end() ? nullptr : &known->second.offer;
}

void WaitingOffers::put(const Offer &offer)
{
    Place place = placeOf(offer);
    if (const Offer *known = find(offer.address.id.listing); known && known->isPriceOnly() && offer.isPriceOnly())
        place = m_offers.find(offer.address.id.listing)->second.place; // whoever changes it all the time would wait for ever
    remove(offer.address.id.listing);
    m_order[static_cast<size_t>(kindOf(offer))].insert(place);
    m_offers.emplace(offer.address.id.listing, Waiting{offer, place});
}

void WaitingOffers::remove(const QString &listing)
{
    const auto known = m_offers.find(listing);
    if (known == m_offers.end())
        return;
    m_order[static_cast<size_t>(kindOf(known->second.offer))].erase(known->second.place);
    m_offers.erase(known);
}

} // namespace crossdock::channels
