#include "core/inventory/store/sqlite.h"

#include <sqlite3.h>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::store
{
namespace
{

constexpr int busyTimeoutMs = 5'000;

struct CloseSqlite {
    void operator()(sqlite3 *database) const { sqlite3_close_v2(database); }
};
using SqliteHandle = std::unique_ptr<sqlite3, CloseSqlite>;

class SqliteConnection : public Connection
{
public:
    explicit SqliteConnection(SqliteHandle database)
        : m_database(std::move(database))
    {
    }
    std::unique_ptr<Statement> prepare(const QString &sql) override;
    bool runOnce(const QString &sql) override;

    sqlite3 *handle() const { return m_database.get(); }
    bool keepFailure(); ///< answers false, as what failed

private:
    SqliteHandle m_database;
};

class SqliteStatement : public Statement
{
public:
    SqliteStatement(SqliteConnection &connection, sqlite3_stmt *statement)
        : m_connection(connection)
        , m_statement(statement)
    {
    }
    ~SqliteStatement() override { sqlite3_finalize(m_statement); }

    bool run(const QVariantList &values) override;
    bool next() override;
    void finish() override;
    qint64 changedRows() const override { return sqlite3_changes(m_connection.handle()); }

    QString text(int column) const override
    {
        const auto *begin = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
        return QString::fromUtf8(begin, sqlite3_column_bytes(m_statement, column));
    }
    qint64 number(int column) const override { return sqlite3_column_int64(m_statement, column); }
    QByteArray bytes(int column) const override
    {
        const auto *begin = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
        return {begin, sqlite3_column_bytes(m_statement, column)};
    }
    bool isNull(int column) const override { return sqlite3_column_type(m_statement, column) == SQLITE_NULL; }

private:
    int bind(int place, const QVariant &value);
    bool step();

    SqliteConnection &m_connection;
    sqlite3_stmt *m_statement;
    bool m_hasRow = false; ///< run() went to the first row already, next() has not told of it
    bool m_isFirst = false;
};

int SqliteStatement::bind(int place, const QVariant &value)
{
    const int type = value.typeId();
    if (value.isNull())
        return sqlite3_bind_null(m_statement, place);
    if (type == QMetaType::QString) {
        const QByteArray text = value.toString().toUtf8();
        return sqlite3_bind_text(m_statement, place, text.constData(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
    }
    if (type == QMetaType::QByteArray) {
        const QByteArray bytes = value.toByteArray();
        return sqlite3_bind_blob(m_statement, place, bytes.constData(), static_cast<int>(bytes.size()),
                                 SQLITE_TRANSIENT);
    }
    if (type == QMetaType::Double)
        return sqlite3_bind_double(m_statement, place, value.toDouble());
    Q_ASSERT(value.canConvert<qint64>());
    return sqlite3_bind_int64(m_statement, place, value.toLongLong());
}

bool SqliteStatement::run(const QVariantList &values)
{
    Q_ASSERT(values.size() == sqlite3_bind_parameter_count(m_statement));
    for (int i = 0; i < values.size(); ++i) {
        if (bind(i + 1, values[i]) != SQLITE_OK)
            return m_connection.keepFailure();
    }
    m_isFirst = step();
    return m_isFirst || !m_connection.hasFailed();
}

bool SqliteStatement::step()
{
    const int result = sqlite3_step(m_statement);
    m_hasRow = result == SQLITE_ROW;
    return m_hasRow || (result != SQLITE_DONE && m_connection.keepFailure());
}

bool SqliteStatement::next()
{
    if (std::exchange(m_isFirst, false))
        return true;
    return m_hasRow && step();
}

void SqliteStatement::finish()
{
    sqlite3_reset(m_statement);
    m_hasRow = m_isFirst = false;
}

std::unique_ptr<Statement> SqliteConnection::prepare(const QString &sql)
{
    const QByteArray text = sql.toUtf8();
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v3(handle(), text.constData(), static_cast<int>(text.size()), SQLITE_PREPARE_PERSISTENT,
                           &statement, nullptr)
        != SQLITE_OK) {
        keepFailure();
        return nullptr;
    }
    return std::make_unique<SqliteStatement>(*this, statement);
}

bool SqliteConnection::runOnce(const QString &sql)
{
    return sqlite3_exec(handle(), sql.toUtf8().constData(), nullptr, nullptr, nullptr) == SQLITE_OK || keepFailure();
}

bool SqliteConnection::keepFailure()
{
    const int code = sqlite3_errcode(handle()) & 0xff;
    const bool isDamaged = code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
    m_failure = {QString::fromUtf8(sqlite3_errmsg(handle())).simplified(), code == SQLITE_BUSY || code == SQLITE_LOCKED,
                 isDamaged ? QString::fromUtf8(sqlite3_db_filename(handle(), "main")) : QString()};
    return false;
}

} // namespace

Result<std::unique_ptr<Connection>> openSqlite(const QString &place, bool isReadOnly)
{
    const int access = isReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    sqlite3 *database = nullptr;
    const int result
        = sqlite3_open_v2(place.toUtf8().constData(), &database, access | SQLITE_OPEN_NOMUTEX, nullptr); // one thread
    SqliteHandle handle(database);
    if (result != SQLITE_OK)
        return fail(Error::Code::StoreFailed, place,
                    database ? QString::fromUtf8(sqlite3_errmsg(database)) : u"no memory"_s);
    sqlite3_busy_timeout(database, busyTimeoutMs);
    return std::make_unique<SqliteConnection>(std::move(handle));
}

} // namespace crossdock::store
