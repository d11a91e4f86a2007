#pragma once

#include "core/inventory/values/result.h"

#include <QHash>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>
#include <memory>

namespace crossdock::audit {
class ShopKey;
}

namespace crossdock::store {

/// Where a database is.
struct Source {
    enum class Kind { Sqlite, Postgresql };
    Kind kind = Kind::Sqlite;
    QString place; ///< a file or ":memory:"; for PostgreSQL a libpq connection string ("host=… dbname=…")
    bool isReadOnly = false;
};

/// One row while it is being read.
class Row
{
public:
    explicit Row(const QSqlQuery &query)
        : m_query(query)
    {
    }
    QString text(int column) const { return m_query.value(column).toString(); }
    qint64 number(int column) const { return m_query.value(column).toLongLong(); }
    QByteArray bytes(int column) const { return m_query.value(column).toByteArray(); }
    bool flag(int column) const { return number(column) != 0; }
    bool isNull(int column) const { return m_query.isNull(column); }

private:
    const QSqlQuery &m_query;
};

/// One connection to SQLite or PostgreSQL, in the thread that opened it. Statements are prepared once and always
/// finished before the call returns. Values are bound, never pasted.
class Database
{
public:
    static Result<std::unique_ptr<Database>> open(const Source &source);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    Source::Kind kind() const { return m_source.kind; }
    const Source &source() const { return m_source; }

    /// The key that opens buyers' data read through this connection; none: it stays sealed.
    const audit::ShopKey *shopKey() const { return m_shopKey; }
    void setShopKey(const audit::ShopKey *key) { m_shopKey = key; }

    /// Answers the number of rows changed.
    Result<qint64> execute(const QString &sql, const QVariantList &values = {});

    /// Calls `read` with every row.
    template <class Read>
    Result<> each(const QString &sql, const QVariantList &values, Read read)
    {
        QSqlQuery *query = run(sql, values);
        if (!query)
            return tl::make_unexpected(m_lastError);
        while (query->next())
            read(Row(*query));
        query->finish();
        return {};
    }

    /// Every row, through `read`.
    template <class Read>
    auto select(const QString &sql, const QVariantList &values, Read read)
        -> Result<QList<decltype(read(std::declval<Row>()))>>
    {
        QList<decltype(read(std::declval<Row>()))> rows;
        CROSSDOCK_TRY(each(sql, values, [&](const Row &row) { rows.append(read(row)); }));
        return rows;
    }

    /// The first row, through `read`, if there is one.
    template <class Read>
    auto first(const QString &sql, const QVariantList &values, Read read)
        -> Result<std::optional<decltype(read(std::declval<Row>()))>>
    {
        std::optional<decltype(read(std::declval<Row>()))> found;
        CROSSDOCK_TRY(each(sql, values, [&](const Row &row) {
            if (!found)
                found = read(row);
        }));
        return found;
    }

    /// INSERT ... RETURNING id
    Result<qint64> insert(const QString &sql, const QVariantList &values);

    /// Several statements separated by ';' at line ends, without values (migrations).
    Result<> executeScript(const QString &script);

    /// True if the last failure was another writer's doing and the whole transaction may be tried again.
    bool isContended() const { return m_isContended; }

private:
    explicit Database(Source source, QString connection);
    QSqlQuery *run(const QString &sql, const QVariantList &values);
    void keepError(const QSqlQuery &query);

    Source m_source;
    QString m_connection;
    QSqlDatabase m_database;
    QHash<QString, std::shared_ptr<QSqlQuery>> m_prepared;
    Error m_lastError;
    bool m_isContended = false;
    const audit::ShopKey *m_shopKey = nullptr;
};

/// Rolls back in its destructor unless committed.
class Transaction
{
public:
    static Result<Transaction> begin(Database &database);
    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;
    ~Transaction();
    Result<> commit();

private:
    explicit Transaction(Database &database)
        : m_database(&database)
    {
    }
    Database *m_database;
};

/// While it lives, every read sees the store as it was at the first of them. For reading only.
class Snapshot
{
public:
    static Result<Snapshot> begin(Database &database);
    Snapshot(Snapshot &&other) noexcept;
    Snapshot &operator=(Snapshot &&) = delete;
    ~Snapshot();

private:
    explicit Snapshot(Database &database)
        : m_database(&database)
    {
    }
    Database *m_database;
};

/// A part of a transaction that can be undone alone. Undone in its destructor unless released.
class Savepoint
{
public:
    static Result<Savepoint> begin(Database &database);
    Savepoint(Savepoint &&other) noexcept;
    Savepoint &operator=(Savepoint &&) = delete;
    ~Savepoint();
    Result<> release();

private:
    explicit Savepoint(Database &database)
        : m_database(&database)
    {
    }
    Database *m_database;
};

} // namespace crossdock::store
