#pragma once

#include "core/inventory/audit/draft.h"
#include "core/inventory/store/database.h"

#include <map>

namespace crossdock::stock {

/// A SKU as the store knows it.
struct Item {
    qint64 id = 0;
    Sku sku;
    bool isKit = false;
};

/// A component of a kit.
struct Part {
    Item item;
    Quantity quantity = 1; ///< in one kit
};

/// What is sold: SKUs and what kits are made of.
class Catalogue
{
public:
    explicit Catalogue(store::Database &database)
        : m_database(database)
    {
    }

    void begin() { m_items.clear(); } ///< forget what the last command read

    Result<Item> item(const Sku &sku); ///< NotFound
    Result<Item> item(qint64 id);
    Result<QList<Part>> partsOf(qint64 kit);
    Result<QList<qint64>> kitsWith(qint64 part);

    Result<> define(audit::Draft &draft, const command::DefineSku &details);
    Result<> define(audit::Draft &draft, const command::DefineKit &kit);
    Result<> tag(audit::Draft &draft, const command::TagProduct &tag);

private:
    Result<command::DefineSku> details(qint64 id);

    store::Database &m_database;
    std::map<qint64, Item> m_items; ///< read in this command
};

/// The columns of `sku` that readDetails() reads, in its order.
QString detailColumns();
command::DefineSku readDetails(const store::Row &row, int firstColumn = 0);

} // namespace crossdock::stock
