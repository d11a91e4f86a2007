#include "core/inventory/data_folder.h"

#include "core/inventory/audit/shop_claim.h"
#include "core/inventory/store/migrations.h"

#include <QCryptographicHash>
#include <QDir>
#include <QStandardPaths>
#include <QTemporaryFile>

using namespace Qt::Literals::StringLiterals;

namespace crossdock {
namespace {

/// Why no file can be made there, or nothing.
QString whyUnwritable(const QString &path)
{
    QTemporaryFile probe(QDir(path).filePath(u"probe"_s));
    return probe.open() && probe.write("?") == 1 && probe.flush() ? QString() : probe.errorString();
}

std::unique_ptr<QLockFile> lockOf(const QString &path)
{
    return std::make_unique<QLockFile>(QDir(path).filePath(u"engine.lock"_s));
}

Result<std::unique_ptr<QLockFile>> takeLock(const QString &path)
{
    auto lock = lockOf(path);
    lock->setStaleLockTime(0); // only a dead process makes it stale, not the time it has run
    if (lock->tryLock(0))
        return lock;
    // On a full disk the lock of a dead process cannot be taken over: it would pass for a living one.
    if (const QString why = whyUnwritable(path); !why.isEmpty())
        return fail(Error::Code::StoreFailed, path, u"the folder cannot be written: "_s + why);
    qint64 pid = 0;
    QString host, program;
    if (lock->error() != QLockFile::LockFailedError || !lock->getLockInfo(&pid, &host, &program))
        return fail(Error::Code::StoreFailed, path, u"the folder cannot be written"_s);
    return fail(Error::Code::StoreHeld, path, u"%1 (process %2 on %3) holds it; end that first, or choose another folder with --data"_s.arg(program).arg(pid).arg(host));
}

} // namespace

std::optional<qint64> DataFolder::processIn(const QString &path)
{
    qint64 process = 0;
    QString host, program;
    return lockOf(path)->getLockInfo(&process, &host, &program) ? std::optional(process) : std::nullopt;
}

QString DataFolder::defaultPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
}

QString DataFolder::databaseIn(const QString &path)
{
    return QDir(path).filePath(u"crossdock.db"_s);
}

QString DataFolder::socketNameFor(const QString &path)
{
    // A socket's path is short: the folder's own path may not fit.
    const QByteArray hash = QCryptographicHash::hash(QDir(path).canonicalPath().toUtf8(), QCryptographicHash::Sha256).toHex();
    return u"crossdock-"_s + QString::fromLatin1(hash.first(20));
}

store::Source DataFolder::source(bool isReadOnly) const
{
    store::Source source = m_source;
    source.isReadOnly = isReadOnly;
    return source;
}

Result<DataFolder> DataFolder::open(const QString &path, const QString &store, Time now)
{
    if (!QDir().mkpath(path))
        return fail(Error::Code::StoreFailed, path, u"the folder cannot be made"_s);
    QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    auto lock = takeLock(path);
    if (!lock)
        return tl::make_unexpected(lock.error());
    auto key = audit::ShopKey::loadOrCreate(QDir(path).filePath(u"shop.key"_s));
    if (!key)
        return tl::make_unexpected(key.error());
    DataFolder folder(path, *std::move(key));
    folder.m_lock = *std::move(lock);
    folder.m_source = store.isEmpty() ? store::Source{store::Source::Kind::Sqlite, databaseIn(path), false}
                                      : store::Source{store::Source::Kind::Postgresql, store, false};
    auto database = store::Database::open(folder.m_source);
    if (!database)
        return tl::make_unexpected(database.error());
    CROSSDOCK_TRY(store::migrate(**database, now));
    CROSSDOCK_TRY(audit::claimShop(**database, folder.m_key));
    return folder;
}

} // namespace crossdock
