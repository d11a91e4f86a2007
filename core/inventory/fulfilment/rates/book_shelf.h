#pragma once

#include "core/inventory/store/database.h"

#include <memory>

namespace crossdock::rates {

class RateBook;

/// Makes the rate book of a store, and keeps it until something in it changes.
class BookShelf
{
public:
    explicit BookShelf(store::Database &database)
        : m_database(database)
    {
    }
    Result<std::shared_ptr<const RateBook>> book();

private:
    store::Database &m_database;
    qint64 m_revision = -1;
    std::shared_ptr<const RateBook> m_book;
};

} // namespace crossdock::rates
