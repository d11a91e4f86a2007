#pragma once

#include "core/inventory/audit/draft.h"
#include "core/inventory/store/database.h"

namespace crossdock::fulfilment {

/// The seller's accounts with carriers.
class Carriers
{
public:
    explicit Carriers(store::Database &database)
        : m_database(database)
    {
    }
    Result<> add(audit::Draft &draft, const CarrierDetails &details); ///< AlreadyExists
    Result<> remove(audit::Draft &draft, const CarrierId &carrier); ///< NotFound

private:
    store::Database &m_database;
};

Result<QList<CarrierDetails>> readCarriers(store::Database &database);

} // namespace crossdock::fulfilment
