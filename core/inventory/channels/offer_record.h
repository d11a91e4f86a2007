#pragma once

#include "core/inventory/query.h"
#include "core/inventory/store/database.h"

namespace crossdock::channels {

/// One listing with everything known of its offer.
struct OfferRecord {
    qint64 id = 0, channel = 0, sku = 0;
    ListingAddress address;
    Quantity buffer = 0;
    std::optional<Quantity> cap;
    std::optional<Money> price;

    Quantity wanted = 0;
    qint64 revision = 0; ///< entry that last changed what is wanted
    Time wantedAt{};
    std::optional<Quantity> believed;
    bool isDoubtful = false;
    std::optional<Quantity> acknowledged;
    qint64 toldRevision = 0;
    Time sentAt{}, answeredAt{}; ///< the span in which the last push (or look) took effect
    Time soldAt{}; ///< when the last sale of the channel itself was recorded here
    OfferState::State state = OfferState::State::Waiting;
    QString words;
    qint64 priceRevision = 0, priceTold = 0;
    Market market;

    bool isChanged = false; ///< in this command
    bool isStopped = false;

    /// What its lane is to send, and whether there is anything to send.
    Offer offer() const;
    bool mustSend() const;
    OfferState toState() const;
};

QString offerColumns(); ///< of `listing l JOIN offer o JOIN channel c JOIN sku s LEFT JOIN market m`
QString offerTables();
OfferRecord readOffer(const store::Row &row, int firstColumn = 0);
Result<> writeOffer(store::Database &database, const OfferRecord &record); ///< all but the listing's own columns

} // namespace crossdock::channels
