#pragma once

#include "core/inventory/audit/draft.h"
#include "core/inventory/store/database.h"

namespace crossdock::purchases {

/// How long suppliers take, as the seller said it.
class LeadTimes
{
public:
    explicit LeadTimes(store::Database &database)
        : m_database(database)
    {
    }

    Result<> set(audit::Draft &draft, const command::SetLeadTime &command);
    /// When it would come if it was ordered on that day; nothing: nobody said.
    Result<std::optional<QDate>> arrivalOf(const QString &supplier, QDate ordered);

private:
    Result<int> daysOf(const QString &supplier); ///< 0: nobody said

    store::Database &m_database;
};

/// A supplier's name without outer spaces, 1 to 100 characters.
Result<QString> supplierName(const QString &text);

} // namespace crossdock::purchases
