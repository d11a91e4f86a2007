#include "core/inventory/store/database.h"

#include <QSqlDriver>
#include <QSqlError>
#include <QUuid>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::store {
namespace {

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

QString optionsFor(const Source &source)
{
    if (source.kind == Source::Kind::Postgresql)
        return {};
    return source.isReadOnly ? u"QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=5000"_s : u"QSQLITE_BUSY_TIMEOUT=5000"_s;
}

/// libpq's own words; QPSQL takes host, user and the like only through setters, all else as options.
void setPlace(QSqlDatabase &database, const Source &source)
{
    if (source.kind == Source::Kind::Sqlite) {
        database.setDatabaseName(source.place);
        return;
    }
    QStringList options;
    const QStringList parts = source.place.split(u' ', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const QString key = part.section(u'=', 0, 0);
        const QString value = part.section(u'=', 1);
        if (key == u"host"_s)
            database.setHostName(value);
        else if (key == u"port"_s)
            database.setPort(value.toInt());
        else if (key == u"dbname"_s)
            database.setDatabaseName(value);
        else if (key == u"user"_s)
            database.setUserName(value);
        else if (key == u"password"_s)
            database.setPassword(value);
        else
            options << part;
    }
    database.setConnectOptions(options.join(u';'));
}

} // namespace

Database::Database(Source source, QString connection)
    : m_source(std::move(source))
    , m_connection(std::move(connection))
{
}

Database::~Database()
{
    m_prepared.clear();
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_connection);
}

Result<std::unique_ptr<Database>> Database::open(const Source &source)
{
    const QString driver = source.kind == Source::Kind::Sqlite ? u"QSQLITE"_s : u"QPSQL"_s;
    std::unique_ptr<Database> database(new Database(source, QUuid::createUuid().toString()));
    database->m_database = QSqlDatabase::addDatabase(driver, database->m_connection);
    database->m_database.setConnectOptions(optionsFor(source));
    setPlace(database->m_database, source);
    if (!database->m_database.open())
        return fail(Error::Code::StoreFailed, source.kind == Source::Kind::Sqlite ? source.place : u"PostgreSQL"_s,
                    database->m_database.lastError().text().simplified());
    CROSSDOCK_TRY(applyPragmas(*database));
    return database;
}

/// Statements without values are not prepared: PostgreSQL prepares no CREATE, BEGIN or SAVEPOINT.
QSqlQuery *Database::run(const QString &sql, const QVariantList &values)
{
    std::shared_ptr<QSqlQuery> &query = m_prepared[sql];
    const bool isPrepared = !values.isEmpty() || m_source.kind == Source::Kind::Sqlite;
    if (!query) {
        query = std::make_shared<QSqlQuery>(m_database);
        query->setForwardOnly(true);
        if (isPrepared && !query->prepare(sql)) {
            keepError(*query);
            m_prepared.remove(sql);
            return nullptr;
        }
    }
    for (int i = 0; i < values.size(); ++i) {
        // A text that was never set is an empty text; only a value without a value is NULL.
        const bool isUnsetText = values[i].typeId() == QMetaType::QString && !values[i].isNull() && values[i].toString().isNull();
        query->bindValue(i, isUnsetText ? QVariant(u""_s) : values[i]);
    }
    if (isPrepared ? query->exec() : query->exec(sql))
        return query.get();
    keepError(*query);
    query->finish();
    return nullptr;
}

void Database::keepError(const QSqlQuery &query)
{
    const QString native = query.lastError().nativeErrorCode();
    // PostgreSQL: serialization failure, deadlock. SQLite: busy, locked.
    m_isContended = m_source.kind == Source::Kind::Postgresql ? native == u"40001"_s || native == u"40P01"_s
                                                              : native == u"5"_s || native == u"6"_s;
    m_lastError = {m_isContended ? Error::Code::Conflict : Error::Code::StoreFailed, u"database"_s,
                   query.lastError().text().simplified()};
}

Result<qint64> Database::execute(const QString &sql, const QVariantList &values)
{
    QSqlQuery *query = run(sql, values);
    if (!query)
        return tl::make_unexpected(m_lastError);
    const qint64 changed = query->numRowsAffected();
    query->finish();
    return changed;
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
        QSqlQuery query(m_database);
        if (!query.exec(statement)) {
            keepError(query);
            return tl::make_unexpected(m_lastError);
        }
    }
    return {};
}

Result<Transaction> Transaction::begin(Database &database)
{
    // SQLite: take the write lock at once, so that no statement in the middle finds it taken.
    CROSSDOCK_TRY(database.execute(database.kind() == Source::Kind::Sqlite ? u"BEGIN IMMEDIATE"_s : u"BEGIN"_s));
    return Transaction(database);
}

Transaction::Transaction(Transaction &&other) noexcept
    : m_database(std::exchange(other.m_database, nullptr))
{
}

Transaction::~Transaction()
{
    if (m_database)
        (void)m_database->execute(u"ROLLBACK"_s); // nothing more can be done if even this fails
}

Result<> Transaction::commit()
{
    CROSSDOCK_TRY(m_database->execute(u"COMMIT"_s));
    m_database = nullptr;
    return {};
}

Result<Snapshot> Snapshot::begin(Database &database)
{
    CROSSDOCK_TRY(database.execute(database.kind() == Source::Kind::Sqlite ? u"BEGIN"_s : u"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"_s));
    return Snapshot(database);
}

Snapshot::Snapshot(Snapshot &&other) noexcept
    : m_database(std::exchange(other.m_database, nullptr))
{
}

Snapshot::~Snapshot()
{
    if (m_database)
        (void)m_database->execute(u"ROLLBACK"_s);
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
    if (!m_database)
        return;
    (void)m_database->execute(u"ROLLBACK TO SAVEPOINT command"_s); // a failed transaction is rolled back as a whole
    (void)m_database->execute(u"RELEASE SAVEPOINT command"_s);
}

Result<> Savepoint::release()
{
    CROSSDOCK_TRY(m_database->execute(u"RELEASE SAVEPOINT command"_s));
    m_database = nullptr;
    return {};
}

} // namespace crossdock::store
