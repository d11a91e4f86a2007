#pragma once

#include "core/inventory/audit/draft.h"
#include "core/inventory/fulfilment/labels/label_rows.h"
#include "core/inventory/stock/catalogue.h"

namespace crossdock::labels {

/// What a bench needs to know beside orders: where documents are printed, and what customs is told of goods.
class BenchBook
{
public:
    BenchBook(store::Database &database, stock::Catalogue &catalogue)
        : m_database(database)
        , m_catalogue(catalogue)
    {
    }

    Result<> define(audit::Draft &draft, const command::DefinePrinter &command);
    Result<> describe(audit::Draft &draft, const Goods &goods);

private:
    store::Database &m_database;
    stock::Catalogue &m_catalogue;
};

} // namespace crossdock::labels
