#pragma once

#include "core/inventory/values/result.h"

#include <QVariant>
#include <functional>
#include <memory>
#include <optional>

namespace crossdock::store
{

/// What is bound for a value that may not be there.
inline QVariant orNull(const std::optional<qint64> &value)
{
    return value ? QVariant(*value) : QVariant(QMetaType(QMetaType::LongLong));
}

/// A statement of one connection, prepared once. Lives in the connection's thread.
class Statement
{
public:
    Statement() = default;
    virtual ~Statement() = default;
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;

    /// Binds the values to the question marks, from left to right, and starts. A string that was never set is an empty
    /// one; only a value without a value is NULL. False: see the connection's failure().
    virtual bool run(const QVariantList &values) = 0;
    /// Goes to the next row. False: there is none, or the connection has a failure().
    virtual bool next() = 0;
    virtual void finish() = 0; ///< lets go of the rows and of their lock
    virtual qint64 changedRows() const = 0;

    /// Columns of the row that next() went to, from 0; a NULL is an empty text, 0, no bytes.
    virtual QString text(int column) const = 0;
    virtual qint64 number(int column) const = 0;
    virtual QByteArray bytes(int column) const = 0;
    virtual bool isNull(int column) const = 0;
};

/// What went wrong at last.
struct Failure {
    QString words; ///< the database's own
    bool isContended = false; ///< another writer's doing: the transaction may be tried again
    QString damagedFile = {}; ///< what it was found in, where it is no more what was written
};

/// One connection to a database, in the thread that opened it.
class Connection
{
public:
    Connection() = default;
    virtual ~Connection() = default;
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// Null: see failure().
    virtual std::unique_ptr<Statement> prepare(const QString &sql) = 0;
    /// A statement without values and rows, run once.
    virtual bool runOnce(const QString &sql) = 0;

    /// Calls `hear` with each message of the topic from now on, from the thread's event loop. False: see failure().
    virtual bool listen(const QString &topic, std::function<void(const QString &)> hear)
    {
        Q_UNUSED(topic)
        Q_UNUSED(hear)
        noteFailure(QStringLiteral("nobody else writes here"));
        return false;
    }

    /// The other side is gone: nothing works any more with this connection and its statements.
    virtual bool isBroken() const { return false; }

    const Failure &failure() const { return m_failure; }
    void noteFailure(const QString &words) { m_failure = {words, false}; }
    bool hasFailed() const { return !m_failure.words.isEmpty(); } ///< since the last forgetFailure()
    void forgetFailure() { m_failure = {}; }

protected:
    Failure m_failure;
};

} // namespace crossdock::store
