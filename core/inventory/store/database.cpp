#include "core/inventory/store/database.h"

#include "core/inventory/store/postgresql.h"
#include "core/inventory/store/sqlite.h"

#include <QLoggingCategory>

using namespace Qt::Literals::StringLiterals;

Q_LOGGING_CATEGORY(lcStore, "crossdock.store")

namespace crossdock::store
{
namespace
{

constexpr qint64 reopenApartMs = 500; // a server that does not answer must not hold up every statement

Result<> applyPragmas(Database &database)
{
    if (database.kind() != Source::Kind::Sqlite)
        return {};
    QStringList pragmas = {u"PRAGMA foreign_keys = ON"_s, u"PRAGMA temp_store = MEMORY"_s,
                           u"PRAGMA cache_size = -16384"_s}; // 16 MiB: the hot positions and offers of 100,000 SKUs
    if (!database.source().isReadOnly) {
        pragmas << u"PRAGMA journal_mode = WAL"_s << u"PRAGMA synchronous = FULL"_s
                << u"PRAGMA wal_autocheckpoint = 1000"_s // a growing log slows commits
                << u"PRAGMA journal_size_limit = 8388608"_s;
    }
    for (const QString &pragma : pragmas)
        CROSSDOCK_TRY(database.each(pragma, {}, [](const Row &) {}));
    return {};
}

} // namespace

Result<std::unique_ptr<Database>> Database::open(const Source &source)
{
    auto connection = source.kind == Source::Kind::Sqlite ? openSqlite(source.place, source.isReadOnly)
                                                          : openPostgresql(source.place);
    if (!connection)
        return tl::make_unexpected(connection.error());
    std::unique_ptr<Database> database(new Database(source, *std::move(connection)));
    CROSSDOCK_TRY(applyPragmas(*database));
    return database;
}

/// A broken connection is not opened anew in the middle of a transaction: what was done in it is lost, and what follows
/// must not happen without it.
bool Database::isUsable()
{
    if (!m_connection->isBroken())
        return true;
    return !m_isInTransaction && m_unfinished == 0 && m_nextReopen.hasExpired() && reopen();
}

bool Database::reopen()
{
    auto fresh = openPostgresql(m_source.place); // only its connections break
    if (!fresh) {
        m_connection->noteFailure(fresh.error().detail);
        m_nextReopen.setRemainingTime(reopenApartMs);
        return false;
    }
    m_prepared.clear();
    m_connection = *std::move(fresh);
    qCWarning(lcStore, "The connection to PostgreSQL broke and was opened anew");
    if (m_hear)
        listenAgain();
    return true;
}

Result<> Database::listen(const QString &topic, Hear hear)
{
    m_topic = topic;
    m_hear = std::move(hear);
    if (m_connection->listen(m_topic, m_hear))
        return {};
    m_hear = {};
    return tl::make_unexpected(failure());
}

/// Where even this fails the connection is broken again, and the next one listens.
void Database::listenAgain()
{
    if (m_connection->listen(m_topic, m_hear))
        m_hear(QString());
}

/// Null: see failure().
Statement *Database::run(const QString &sql, const QVariantList &values)
{
    if (!isUsable())
        return nullptr;
    m_connection->forgetFailure();
    auto known = m_prepared.find(sql);
    if (known == m_prepared.end()) {
        auto statement = m_connection->prepare(sql);
        if (!statement)
            return nullptr;
        known = m_prepared.emplace(sql, std::move(statement)).first;
    }
    Statement *statement = known->second.get();
    if (statement->run(values)) {
        ++m_unfinished;
        return statement;
    }
    statement->finish();
    return nullptr;
}

Result<> Database::finish(Statement *statement)
{
    if (statement) {
        statement->finish();
        --m_unfinished;
    }
    if (!statement || m_connection->hasFailed()) {
        noteFailedStatement();
        return tl::make_unexpected(failure());
    }
    return {};
}

Error Database::failure() const
{
    if (m_connection->isBroken())
        return {Error::Code::StoreFailed, u"PostgreSQL"_s, m_connection->failure().words};
    const Failure &failure = m_connection->failure();
    if (!failure.damagedFile.isEmpty())
        return {Error::Code::StoreFailed, failure.damagedFile, u"it is damaged (%1); restore it from a backup"_s.arg(failure.words)};
    return {isContended() ? Error::Code::Conflict : Error::Code::StoreFailed, u"database"_s, failure.words};
}

Result<qint64> Database::execute(const QString &sql, const QVariantList &values)
{
    Statement *statement = run(sql, values);
    const qint64 changed = statement ? statement->changedRows() : 0;
    return finish(statement).map([changed] { return changed; });
}

Result<qint64> Database::insert(const QString &sql, const QVariantList &values)
{
    qint64 id = 0;
    CROSSDOCK_TRY(each(sql, values, [&](const Row &row) { id = row.number(0); }));
    return id;
}

Result<> Database::executeScript(const QString &script)
{
    const QStringList statements = script.split(u";\n"_s, Qt::SkipEmptyParts);
    for (const QString &statement : statements) {
        if (statement.trimmed().isEmpty())
            continue;
        if (isUsable()) {
            m_connection->forgetFailure();
            if (m_connection->runOnce(statement))
                continue;
        }
        noteFailedStatement();
        return tl::make_unexpected(failure());
    }
    return {};
}

Result<> Database::begin(const QString &sql)
{
    auto begun = execute(sql);
    if (!begun && m_connection->isBroken())
        begun = execute(sql); // it broke while nothing was under way: nothing is lost
    if (!begun)
        return tl::make_unexpected(begun.error());
    m_isInTransaction = true;
    m_isSpoiled = false;
    return {};
}

Result<> Database::commit()
{
    // PostgreSQL answers COMMIT of a failed transaction with a rollback, and without an error.
    if (kind() == Source::Kind::Postgresql && m_isSpoiled)
        return fail(Error::Code::StoreFailed, u"database"_s, u"a part of the transaction failed"_s);
    CROSSDOCK_TRY(execute(u"COMMIT"_s));
    m_isInTransaction = false;
    return {};
}

void Database::rollBack()
{
    (void)execute(u"ROLLBACK"_s); // nothing more can be done if even this fails
    m_isInTransaction = m_isSpoiled = false;
}

void Database::rollBackToSavepoint()
{
    if (execute(u"ROLLBACK TO SAVEPOINT command"_s)) // else the transaction is rolled back as a whole
        m_isSpoiled = false;
    (void)execute(u"RELEASE SAVEPOINT command"_s);
}

Result<Transaction> Transaction::begin(Database &database)
{
    // SQLite: take the write lock at once, so that no statement in the middle finds it taken.
    CROSSDOCK_TRY(database.begin(database.kind() == Source::Kind::Sqlite ? u"BEGIN IMMEDIATE"_s : u"BEGIN"_s));
    return Transaction(database);
}

Transaction::Transaction(Transaction &&other) noexcept
    : m_database(std::exchange(other.m_database, nullptr))
{
}

Transaction::~Transaction()
{
    if (m_database)
        m_database->rollBack();
}

Result<> Transaction::commit()
{
    CROSSDOCK_TRY(m_database->commit());
    m_database = nullptr;
    return {};
}

Result<Snapshot> Snapshot::begin(Database &database)
{
    CROSSDOCK_TRY(database.begin(
        database.kind() == Source::Kind::Sqlite ? u"BEGIN"_s : u"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"_s));
    return Snapshot(database);
}

Snapshot::Snapshot(Snapshot &&other) noexcept
    : m_database(std::exchange(other.m_database, nullptr))
{
}

Snapshot::~Snapshot()
{
    if (m_database)
        m_database->rollBack();
}

Result<Savepoint> Savepoint::begin(Database &database)
{
    CROSSDOCK_TRY(database.execute(u"SAVEPOINT command"_s));
    return Savepoint(database);
}

Savepoint::Savepoint(Savepoint &&other) noexcept
    : m_database(std::exchange(other.m_database, nullptr))
{
}

Savepoint::~Savepoint()
{
    if (m_database)
        m_database->rollBackToSavepoint();
}

Result<> Savepoint::release()
{
    CROSSDOCK_TRY(m_database->execute(u"RELEASE SAVEPOINT command"_s));
    m_database = nullptr;
    return {};
}

} // namespace crossdock::store
