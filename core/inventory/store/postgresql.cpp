#include "core/inventory/store/postgresql.h"

#include <QLoggingCategory>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::store
{
namespace
{

class PostgresqlConnection : public Connection
{
public:
    PostgresqlConnection()
        : m_name(QUuid::createUuid().toString())
        , m_database(QSqlDatabase::addDatabase(u"QPSQL"_s, m_name))
    {
    }
    ~PostgresqlConnection() override
    {
        m_database.close();
        m_database = QSqlDatabase();
        QSqlDatabase::removeDatabase(m_name);
    }
    std::unique_ptr<Statement> prepare(const QString &sql) override;
    bool runOnce(const QString &sql) override
    {
        QSqlQuery query(m_database);
        return query.exec(sql) || keepFailure(query.lastError());
    }

    bool listen(const QString &topic, std::function<void(const QString &)> hear) override
    {
        QSqlDriver *driver = m_database.driver();
        QObject::connect(driver, &QSqlDriver::notification, driver, [topic, hear = std::move(hear)](const QString &name, QSqlDriver::NotificationSource, const QVariant &message) {
            if (name == topic)
                hear(message.toString());
        });
        return driver->subscribeToNotification(topic) || keepFailure(driver->lastError());
    }

    QSqlDatabase &database() { return m_database; }

    /// Answers false, as what failed.
    bool keepFailure(const QSqlError &error)
    {
        const QString state = error.nativeErrorCode();
        const bool isContended = state == u"40001"_s || state == u"40P01"_s; // serialization failure, deadlock
        const QString words = error.text().simplified();
        m_failure = {words.isEmpty() ? u"the database does not answer"_s : words, isContended};
        m_isBroken = m_isBroken || !m_database.isOpen() || state.startsWith(u"08"_s) || endsConnection(state);
        return false;
    }
    bool isBroken() const override { return m_isBroken; }

private:
    /// Shut down, crashed beside, cannot connect now.
    static bool endsConnection(const QString &state) { return state == u"57P01"_s || state == u"57P02"_s || state == u"57P03"_s; }

    QString m_name;
    QSqlDatabase m_database;
    bool m_isBroken = false;
};

/// libpq's own words; QPSQL takes host, user and the like only through setters, all else as options.
void setPlace(QSqlDatabase &database, const QString &place)
{
    QStringList options;
    const QStringList parts = place.split(u' ', Qt::SkipEmptyParts);
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
    if (!place.contains(u"connect_timeout="_s))
        options << u"connect_timeout=10"_s; // seconds; without it a lost network holds up everything for minutes
    database.setConnectOptions(options.join(u';'));
}

class PostgresqlStatement : public Statement
{
public:
    PostgresqlStatement(PostgresqlConnection &connection, QString sql)
        : m_connection(connection)
        , m_sql(std::move(sql))
        , m_query(connection.database())
    {
        m_query.setForwardOnly(true);
    }
    ~PostgresqlStatement() override;
    bool run(const QVariantList &values) override;
    /// Rows come one by one: the last of them may be missing because the connection broke.
    bool next() override { return m_query.next() || (m_query.lastError().isValid() && m_connection.keepFailure(m_query.lastError())); }
    void finish() override { m_query.finish(); }
    qint64 changedRows() const override { return m_query.numRowsAffected(); }
    QString text(int column) const override { return m_query.value(column).toString(); }
    qint64 number(int column) const override { return m_query.value(column).toLongLong(); }
    QByteArray bytes(int column) const override { return m_query.value(column).toByteArray(); }
    bool isNull(int column) const override { return m_query.isNull(column); }

private:
    PostgresqlConnection &m_connection;
    QString m_sql;
    QSqlQuery m_query;
    bool m_isPrepared = false;
};

/// The driver wants to tell the server that a prepared statement ends, and warns for each one if there is no server.
PostgresqlStatement::~PostgresqlStatement()
{
    if (!m_connection.isBroken() || !m_isPrepared)
        return;
    QLoggingCategory::defaultCategory()->setEnabled(QtWarningMsg, false);
    m_query = QSqlQuery();
    QLoggingCategory::defaultCategory()->setEnabled(QtWarningMsg, true);
}

/// Statements without values are not prepared: PostgreSQL prepares no CREATE, BEGIN or SAVEPOINT.
bool PostgresqlStatement::run(const QVariantList &values)
{
    if (values.isEmpty())
        return m_query.exec(m_sql) || m_connection.keepFailure(m_query.lastError());
    if (!m_isPrepared && !m_query.prepare(m_sql))
        return m_connection.keepFailure(m_query.lastError());
    m_isPrepared = true;
    for (int i = 0; i < values.size(); ++i) {
        const bool isUnsetText
            = values[i].typeId() == QMetaType::QString && !values[i].isNull() && values[i].toString().isNull();
        m_query.bindValue(i, isUnsetText ? QVariant(u""_s) : values[i]);
    }
    return m_query.exec() || m_connection.keepFailure(m_query.lastError());
}

std::unique_ptr<Statement> PostgresqlConnection::prepare(const QString &sql)
{
    return std::make_unique<PostgresqlStatement>(*this, sql);
}

} // namespace

Result<std::unique_ptr<Connection>> openPostgresql(const QString &place)
{
    auto connection = std::make_unique<PostgresqlConnection>();
    setPlace(connection->database(), place);
    if (!connection->database().open())
        return fail(Error::Code::StoreFailed, u"PostgreSQL"_s, connection->database().lastError().text().simplified());
    if (!connection->runOnce(u"SET client_min_messages = warning"_s)) // else libpq prints that what is there is there
        return fail(Error::Code::StoreFailed, u"PostgreSQL"_s, connection->failure().words);
    return connection;
}

} // namespace crossdock::store
