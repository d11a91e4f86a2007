#pragma once

#include "core/inventory/audit/draft.h"
#include "core/inventory/store/database.h"

namespace crossdock::parcels {

/// What counts in the plans of the house.
class PolicyBook
{
public:
    explicit PolicyBook(store::Database &database)
        : m_database(database)
    {
    }

    Result<> set(audit::Draft &draft, const command::SetWavePolicy &command);

private:
    store::Database &m_database;
};

/// As usual where none was set.
Result<fulfilment::WavePolicy> readPolicy(store::Database &database);

} // namespace crossdock::parcels
