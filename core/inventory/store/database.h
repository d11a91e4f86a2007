#pragma once

#include "core/inventory/store/statement.h"

#include <QDeadlineTimer>
#include <unordered_map>

namespace crossdock::audit
{
class ShopKey;
}

namespace crossdock::store
{

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
    explicit Row(const Statement &statement)
        : m_statement(statement)
    {
    }
    QString text(int column) const { return m_statement.text(column); }
    qint64 number(int column) const { return m_statement.number(column); }
    QByteArray bytes(int column) const { return m_statement.bytes(column); }
    bool flag(int column) const { return number(column) != 0; }
    bool isNull(int column) const { return m_statement.isNull(column); }

private:
    const Statement &m_statement;
};

/// One connection to SQLite or PostgreSQL, in the thread that opened it. Statements are prepared once and always
/// finished before the call returns. Values are bound, never pasted. A connection that broke is opened anew by the next
/// transaction or the next statement outside of one; the transaction that was under way fails to its end.
class Database
{
public:
    static Result<std::unique_ptr<Database>> open(const Source &source);
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
        Statement *statement = run(sql, values);
        while (statement && statement->next())
            read(Row(*statement));
        return finish(statement);
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

    /// Calls `hear` with each message of the topic from now on, from the thread's event loop; with a null text where some may
    /// have been missed, because the connection was opened anew. PostgreSQL only.
    using Hear = std::function<void(const QString &message)>;
    Result<> listen(const QString &topic, Hear hear);

    /// True if the last failure was another writer's doing and the whole transaction may be tried again.
    bool isContended() const { return m_connection->failure().isContended; }

    /// The connection broke: a commit that failed may have reached the disk all the same.
    bool isBroken() const { return m_connection->isBroken(); }

    // The ends of a transaction, for the classes below.
    Result<> begin(const QString &sql);
    Result<> commit();
    void rollBack();
    void rollBackToSavepoint();

private:
    Database(Source source, std::unique_ptr<Connection> connection)
        : m_source(std::move(source))
        , m_connection(std::move(connection))
    {
    }
    Statement *run(const QString &sql, const QVariantList &values);
    Result<> finish(Statement *statement);
    Error failure() const;
    bool isUsable();
    bool reopen();
    void listenAgain();
    void noteFailedStatement() { m_isSpoiled = m_isInTransaction; }

    Source m_source;
    std::unique_ptr<Connection> m_connection;
    std::unordered_map<QString, std::unique_ptr<Statement>> m_prepared; ///< by SQL; they die before the connection
    int m_unfinished = 0; ///< statements that are being read
    bool m_isInTransaction = false;
    bool m_isSpoiled = false; ///< a statement of the transaction failed: PostgreSQL takes nothing more of it
    QDeadlineTimer m_nextReopen; ///< not before
    const audit::ShopKey *m_shopKey = nullptr;
    QString m_topic;
    Hear m_hear; ///< nothing: nobody listens
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
