#pragma once

#include "core/inventory/query.h"
#include "core/inventory/store/database.h"

namespace crossdock::parcels {

/// Keeps what nodes of others said of packing and sending SKUs as channels demand it.
class SkuCheckBook
{
public:
    explicit SkuCheckBook(store::Database &database)
        : m_database(database)
    {
    }

    Result<> record(const command::RecordSkuChecks &command);

private:
    store::Database &m_database;
};

Result<QList<fulfilment::SkuCheck>> readSkuChecks(store::Database &database, const query::SkuChecks &query);
/// What all nodes said of one.
Result<QList<fulfilment::SkuCheck>> readSkuChecks(store::Database &database, const Sku &sku);

} // namespace crossdock::parcels
