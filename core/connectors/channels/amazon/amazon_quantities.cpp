#include "core/connectors/channels/amazon/amazon_channel.h"

using namespace std::chrono_literals;

namespace crossdock::amazon {
namespace {

using channels::Answer;

constexpr int readBurst = 5;
constexpr int readAgainAtMost = 10; // in one reading, when the limit says no: the import of a catalogue may be using it

} // namespace

struct AmazonChannel::QuantityReading {
    QStringList sought; ///< many in a call
    QStringList alone; ///< one by one: what a search cannot name, or did not find
    QHash<QString, Quantity> found;
    int calls = 0;
    int refusals = 0;
    Done<Answer<QHash<QString, Quantity>>> done;

    QStringList takeNext()
    {
        QStringList &from = sought.isEmpty() ? alone : sought;
        const QStringList skus = from.first(sought.isEmpty() ? 1 : std::min(listingsPerSearch, from.size()));
        from.remove(0, skus.size());
        return skus;
    }
};

void AmazonChannel::readQuantities(const QList<channels::ListingAddress> &listings,
                                   Done<Answer<QHash<QString, Quantity>>> done)
{
    auto reading = std::make_shared<QuantityReading>();
    for (const channels::ListingAddress &listing : listings)
        (listing.id.listing.contains(u',') ? reading->alone : reading->sought).append(listing.id.listing);
    reading->done = std::move(done);
    m_clock.after(0ms, this, [this, reading] { readNextQuantities(reading); });
}

void AmazonChannel::readNextQuantities(const std::shared_ptr<QuantityReading> &reading)
{
    if (reading->sought.isEmpty() && reading->alone.isEmpty()) {
        reading->done(reading->found);
        return;
    }
    const bool isSearch = !reading->sought.isEmpty();
    const QStringList skus = reading->takeNext();
    ++reading->calls;
    const http::Request request = isSearch ? listingsRequest(m_account, skus) : listingRequest(m_account, skus.first());
    call(request, [this, reading, skus, isSearch](const Answer<http::Reply> &reply) {
        if (!reply) {
            reading->done(tl::make_unexpected(reply.error()));
            return;
        }
        if (reply->status == 429 && reading->refusals++ < readAgainAtMost) {
            (isSearch ? reading->sought : reading->alone) += skus;
            m_clock.after(std::max(1'000ms, failed(*reply, readsPerSecond).retryAfter), this, [this, reading] { readNextQuantities(reading); });
            return;
        }
        const auto taken = isSearch ? takeSearch(*reading, skus, *reply) : takeAlone(*reading, skus.first(), *reply);
        if (!taken) {
            reading->done(tl::make_unexpected(taken.error()));
            return;
        }
        const bool isInBurst = reading->calls < readBurst;
        m_clock.after(isInBurst ? 0ms : Milliseconds(1000 / static_cast<int>(readsPerSecond)), this,
                      [this, reading] { readNextQuantities(reading); });
    });
}

/// What Amazon does not find so is asked for by name: a search may know less than the listing itself.
Answer<void> AmazonChannel::takeSearch(QuantityReading &reading, QStringList skus, const http::Reply &reply) const
{
    if (reply.status != 200 && reply.status != 400 && reply.status != 404)
        return tl::make_unexpected(failed(reply, readsPerSecond));
    const auto listings = reply.status == 200 ? readListings(reply.body, m_account.marketplaceId) : QList<Listing>();
    if (!listings)
        return tl::make_unexpected(clean(failureOf(listings.error())));
    for (const Listing &listing : *listings) {
        if (skus.removeAll(listing.sku) > 0 && listing.quantity)
            reading.found.insert(listing.sku, *listing.quantity);
    }
    reading.alone += skus;
    return {};
}

Answer<void> AmazonChannel::takeAlone(QuantityReading &reading, const QString &sku, const http::Reply &reply) const
{
    if (reply.status == 404)
        return {};
    if (reply.status != 200)
        return tl::make_unexpected(failed(reply, readsPerSecond));
    const auto listing = readListing(reply.body, m_account.marketplaceId);
    if (!listing)
        return tl::make_unexpected(clean(failureOf(listing.error())));
    if (listing->quantity)
        reading.found.insert(sku, *listing->quantity);
    return {};
}

} // namespace crossdock::amazon
