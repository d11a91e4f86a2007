#pragma once

#include "core/inventory/audit/draft.h"
#include "core/inventory/channels/registry.h"

namespace crossdock::channels {

/// How channels said that the accounts do: of each the newest.
class AccountBook
{
public:
    AccountBook(store::Database &database, Registry &registry)
        : m_database(database)
        , m_registry(registry)
    {
    }

    /// An entry where something changed. What is not told stays; what is older than what is on record changes nothing.
    Result<> record(audit::Draft &draft, const command::RecordAccount &news);

private:
    store::Database &m_database;
    Registry &m_registry;
};

/// Columns of `account_health a` as readAccountHealth() reads them; a channel without a row has an empty one.
QString accountColumns();
AccountHealth readAccountHealth(const store::Row &row, int firstColumn);

} // namespace crossdock::channels
