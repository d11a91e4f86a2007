#pragma once

#include "core/inventory/audit/draft.h"
#include "core/inventory/store/database.h"

namespace crossdock::parcels {

/// The seller's kinds of cartons.
class CartonBook
{
public:
    explicit CartonBook(store::Database &database)
        : m_database(database)
    {
    }

    /// In the place of those that were known; the same again: no entry. InvalidInput: no name, two of one name, no room in it.
    Result<> take(audit::Draft &draft, const command::TakeCartons &command);

private:
    store::Database &m_database;
};

Result<command::TakeCartons> readCartons(store::Database &database);

} // namespace crossdock::parcels
