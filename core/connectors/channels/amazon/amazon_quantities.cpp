#include "core/connectors/channels/amazon/amazon_channel.h"

using namespace std::chrono_literals;

namespace crossdock::amazon {
namespace {

using channels::Answer;

constexpr int readBurst = 5;
constexpr int readAgainAtMost = 10; // in one reading, when the limit says no: the lane may be using it

} // namespace

struct AmazonChannel::QuantityReading {
    QList<channels::ListingAddress> listings;
    QHash<QString, Quantity> found;
    qsizetype next = 0;
    int refusals = 0;
    Done<Answer<QHash<QString, Quantity>>> done;
};

void AmazonChannel::readQuantities(const QList<channels::ListingAddress> &listings,
                                   Done<Answer<QHash<QString, Quantity>>> done)
{
    auto reading = std::make_shared<QuantityReading>();
    reading->listings = listings;
    reading->done = std::move(done);
    m_clock.after(0ms, this, [this, reading] { readNextQuantity(reading); });
}

void AmazonChannel::readNextQuantity(const std::shared_ptr<QuantityReading> &reading)
{
    if (reading->next == reading->listings.size()) {
        reading->done(reading->found);
        return;
    }
    const QString sku = reading->listings.at(reading->next++).id.listing;
    call(listingRequest(m_account, sku), [this, reading, sku](const Answer<http::Reply> &reply) {
        if (!reply) {
            reading->done(tl::make_unexpected(reply.error()));
            return;
        }
        if (reply->status == 429 && reading->refusals++ < readAgainAtMost) {
            --reading->next;
            m_clock.after(std::max(1'000ms, failed(*reply, readsPerSecond).retryAfter), this, [this, reading] { readNextQuantity(reading); });
            return;
        }
        if (reply->status != 200 && reply->status != 404) {
            reading->done(tl::make_unexpected(failed(*reply, readsPerSecond)));
            return;
        }
        if (reply->status == 200) {
            const auto listing = readListing(reply->body, m_account.marketplaceId);
            if (!listing) {
                reading->done(tl::make_unexpected(clean(failureOf(listing.error()))));
                return;
            }
            if (listing->quantity)
                reading->found.insert(sku, *listing->quantity);
        }
        const bool isInBurst = reading->next < readBurst;
        m_clock.after(isInBurst ? 0ms : Milliseconds(1000 / static_cast<int>(readsPerSecond)), this,
                      [this, reading] { readNextQuantity(reading); });
    });
}

} // namespace crossdock::amazon
