#pragma once

#include "core/inventory/audit/shop_key.h"
#include "core/inventory/store/database.h"
#include "core/inventory/values/time.h"

#include <QLockFile>
#include <memory>

namespace crossdock {

/// The folder that holds a shop: its database, its keys, its lock. Only one engine at a time writes to it.
class DataFolder
{
public:
    /// Makes the folder if need be, takes its lock and brings the database up to date. StoreHeld says who holds it.
    /// `store` is a PostgreSQL connection string; empty: SQLite in the folder (many engines may share a PostgreSQL).
    static Result<DataFolder> open(const QString &path, const QString &store, Time now);

    const QString &path() const { return m_path; }
    const audit::ShopKey &shopKey() const { return m_key; }
    store::Source source(bool isReadOnly) const;
    QString socketName() const { return socketNameFor(m_path); }

    /// The SQLite file of a folder, be it there or not.
    static QString databaseIn(const QString &path);
    /// Where the engine of a folder answers the command line.
    static QString socketNameFor(const QString &path);
    /// The process that holds the folder's lock; nothing: none does, or it does not say.
    static std::optional<qint64> processIn(const QString &path);
    /// The platform's place for a shop's data.
    static QString defaultPath();

private:
    DataFolder(QString path, audit::ShopKey key)
        : m_path(std::move(path))
        , m_key(std::move(key))
    {
    }
    QString m_path;
    audit::ShopKey m_key;
    std::unique_ptr<QLockFile> m_lock;
    store::Source m_source;
};

} // namespace crossdock
