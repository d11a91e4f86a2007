#pragma once

#include "core/inventory/channels/beliefs.h"
#include "core/inventory/channels/registry.h"
#include "core/inventory/orders/reservations.h"

#include <map>

namespace crossdock::channels {

/// What every listing should show, and what we believe it shows.
class Listings
{
public:
    Listings(store::Database &database, Registry &registry, stock::Catalogue &catalogue,
             orders::Reservations &reservations)
        : m_database(database)
        , m_registry(registry)
        , m_catalogue(catalogue)
        , m_reservations(reservations)
    {
    }

    void begin(); ///< forget what the last command read

    /// A price that somebody else than the channel gives is one to be told to it.
    Result<> map(audit::Draft &draft, const command::MapListing &listing, const Actor &actor);
    Result<> unmap(audit::Draft &draft, const ListingId &listing);
    Result<> setPrice(audit::Draft &draft, const command::SetPrice &price);
    Result<> retry(audit::Draft &draft, const ListingId &listing);
    Result<> limit(audit::Draft &draft, const command::LimitListings &wanted);

    struct Found {
        qint64 id = 0, sku = 0;
    };
    /// The listing of that name, or of that inventory item.
    Result<std::optional<Found>> find(qint64 channel, const QString &listing, const QString &inventoryId = {});

    /// The channel itself sold `units` of the listing at `soldAt` (its clock; whole to `resolution`): it has taken
    /// them off, unless our last push overwrote that.
    Result<> sold(audit::Draft &draft, qint64 listing, Quantity units, Time soldAt, Milliseconds resolution);
    /// The channel may or may not have put units back: what it shows is not known any more.
    Result<> unsure(qint64 listing);

    Result<> record(audit::Draft &draft, const command::RecordOutcomes &answers);
    Result<> see(audit::Draft &draft, const command::RecordQuantitySeen &seen);
    /// Pushes that were accepted long ago and never confirmed are not believed any more; what was refused is tried again.
    Result<> revisit(audit::Draft &draft);

    /// Works out again what the listings of this SKU (and of kits that contain it) should show.
    Result<> refresh(audit::Draft &draft, qint64 sku);
    Result<> refreshChannel(audit::Draft &draft, qint64 channel);

    /// Writes what changed and adds its events to the draft.
    Result<> flush(audit::Draft &draft);

private:
    Result<OfferRecord *> hold(qint64 listing);
    Result<OfferRecord *> hold(qint64 channel, const QString &listing); ///< null: not mapped
    Result<QList<OfferRecord *>> holdAll(qint64 sku);
    Result<> refreshOne(audit::Draft &draft, OfferRecord &record, const stock::Item &item);
    Result<Quantity> wantedOf(const OfferRecord &record, const stock::Item &item, Time at, bool &isStopped);
    OfferRecord *keep(OfferRecord record);
    void tellPrice(audit::Draft &draft, OfferRecord &record); ///< to the channel, from this entry on
    Result<> doubtUnconfirmed(audit::Draft &draft);
    Result<> retryRefused(audit::Draft &draft);

    store::Database &m_database;
    Registry &m_registry;
    stock::Catalogue &m_catalogue;
    orders::Reservations &m_reservations;
    std::map<qint64, OfferRecord> m_records; ///< by listing
    std::map<std::pair<qint64, QString>, Found> m_found; ///< by channel and name
    Beliefs m_beliefs;
};

} // namespace crossdock::channels
