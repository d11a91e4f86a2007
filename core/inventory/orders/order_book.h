#pragma once

#include "core/inventory/audit/privacy.h"
#include "core/inventory/channels/listings.h"
#include "core/inventory/orders/cancellations.h"
#include "core/inventory/orders/promises.h"

namespace crossdock::orders {

/// Orders as their channels tell them. A channel's order is a snapshot: the newest revision decides, in whatever order
/// and however often messages come.
class OrderBook
{
public:
    OrderBook(store::Database &database, stock::Catalogue &catalogue, Sales &sales, Promises &promises,
              channels::Registry &registry, channels::Listings &listings, audit::Privacy &privacy, Cancellations &cancellations)
        : m_database(database)
        , m_catalogue(catalogue)
        , m_sales(sales)
        , m_promises(promises)
        , m_registry(registry)
        , m_listings(listings)
        , m_privacy(privacy)
        , m_cancellations(cancellations)
    {
    }

    /// Leaves the draft empty if nothing is new: `lastEntry` is then the entry that recorded what is known.
    Result<> record(audit::Draft &draft, const command::RecordOrder &news, qint64 &lastEntry);
    /// Lines that named this listing before anybody knew its SKU.
    Result<> adoptLines(audit::Draft &draft, const channels::ListingAddress &listing);

private:
    struct BuyerNews {
        Buyer buyer; ///< as it is to be kept
        QJsonArray changed; ///< names of what differs from what is known
        bool isFirst = false; ///< where he lives is not known yet
    };
    Result<BuyerNews> buyerNews(const Sale &sale, const ChannelOrder &order);
    Result<> takeBuyer(audit::Draft &draft, const Sale &sale, const BuyerNews &news, bool isNew);
    Result<> sealBuyer(audit::Draft &draft, const Sale &sale, const BuyerNews &news);
    Result<> keepBuyer(const Sale &sale, const ChannelOrder &order);
    Result<> apply(audit::Draft &draft, Sale &sale, const ChannelOrder &order, bool isNew);
    Result<SaleLine> addLine(audit::Draft &draft, const Sale &sale, const ChannelOrder::Line &line);
    Result<std::optional<stock::Item>> resolve(qint64 channel, const QString &listing, const QString &sku);

    store::Database &m_database;
    stock::Catalogue &m_catalogue;
    Sales &m_sales;
    Promises &m_promises;
    channels::Registry &m_registry;
    channels::Listings &m_listings;
    audit::Privacy &m_privacy;
    Cancellations &m_cancellations;
};

/// What of an order matters for stock, hashed: two messages with the same fingerprint say the same of it.
QString fingerprintOf(const ChannelOrder &order);

} // namespace crossdock::orders
