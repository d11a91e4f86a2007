#include "core/connectors/secrets/keychain_store.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <chrono>
#include <future>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::secrets
{

namespace
{

// Key stores cannot list what they hold, so the names stand in an entry of their own.
const QString indexName = u"index"_s;
const QString entryPrefix = u"secret/"_s;

QStringList parseIndex(const QByteArray &json)
{
    QStringList names;
    for (const QJsonValue &name : QJsonDocument::fromJson(json).array())
        names << name.toString();
    return names;
}

Result<> orNothing(Result<> result)
{
    return !result && result.error().code == Error::Code::NotFound ? Result<>() : result;
}

} // namespace

KeychainStore::KeychainStore(std::unique_ptr<Keychain> keychain, Milliseconds deadline)
    : m_keychain(std::move(keychain))
    , m_deadline(deadline)
    , m_thread(new QThread)
    , m_worker(new QObject)
{
    m_worker->moveToThread(m_thread);
    QObject::connect(m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread->start();
}

KeychainStore::~KeychainStore()
{
    m_thread->quit();
    if (m_thread->wait(QDeadlineTimer(m_deadline)))
        delete m_thread;
    // Else it hangs inside the system's library, for as long as that likes: letting it be is all that is left.
}

/// Starts a job in the thread and waits for its answer until the deadline. A late answer is dropped.
template <class T>
Result<T> KeychainStore::await(std::function<void(QObject *context, Done<T>)> start)
{
    const auto promise = std::make_shared<std::promise<Result<T>>>();
    auto answer = promise->get_future();
    QMetaObject::invokeMethod(
        m_worker,
        [start = std::move(start), promise, worker = m_worker] {
            start(worker, [promise](Result<T> result) { promise->set_value(std::move(result)); });
        },
        Qt::QueuedConnection);
    if (answer.wait_for(m_deadline) == std::future_status::ready)
        return answer.get();
    return fail(Error::Code::SecretsLocked, place(),
                u"the key store did not answer within %1 s: unlock it (log in to the desktop, or open its password "
                u"manager) and try again"_s.arg(std::chrono::ceil<std::chrono::seconds>(m_deadline).count()));
}

Result<> KeychainStore::probe()
{
    const auto found = readBytes(u"probe"_s);
    if (!found && found.error().code != Error::Code::NotFound)
        return tl::make_unexpected(found.error());
    return {};
}

Result<Secret> KeychainStore::read(const QString &name)
{
    auto bytes = readBytes(entryPrefix + name);
    if (!bytes && bytes.error().code == Error::Code::NotFound)
        return fail(Error::Code::NotFound, name, u"not in "_s + place());
    return std::move(bytes).map([](QByteArray &&found) { return Secret::take(std::move(found)); });
}

/// The index first: a name without a secret does no harm, a secret without a name would stay for good.
Result<> KeychainStore::write(const QString &name, const Secret &secret)
{
    CROSSDOCK_TRY(changeIndex([&](QStringList &names) { names << name; }));
    return writeBytes(entryPrefix + name, secret.bytes().toByteArray());
}

Result<> KeychainStore::remove(const QString &name)
{
    CROSSDOCK_TRY(
        orNothing(await<void>([keychain = m_keychain, entry = entryPrefix + name](QObject *context, Done<void> done) {
            keychain->remove(entry, context, std::move(done));
        })));
    return changeIndex([&](QStringList &names) { names.removeAll(name); });
}

Result<QStringList> KeychainStore::list()
{
    const auto index = readBytes(indexName);
    if (!index && index.error().code != Error::Code::NotFound)
        return tl::make_unexpected(index.error());
    return parseIndex(index.value_or(QByteArray()));
}

QString KeychainStore::place() const
{
    return u"the system's key store"_s;
}

Result<QByteArray> KeychainStore::readBytes(const QString &name)
{
    return await<QByteArray>([keychain = m_keychain, name](QObject *context, Done<QByteArray> done) {
        keychain->read(name, context, std::move(done));
    });
}

Result<> KeychainStore::writeBytes(const QString &name, const QByteArray &bytes)
{
    return await<void>([keychain = m_keychain, name, bytes](QObject *context, Done<void> done) {
        keychain->write(name, bytes, context, std::move(done));
    });
}

Result<> KeychainStore::changeIndex(const std::function<void(QStringList &)> &change)
{
    const auto before = list();
    if (!before)
        return tl::make_unexpected(before.error());
    QStringList names = *before;
    change(names);
    names.removeDuplicates();
    names.sort();
    if (names == *before)
        return {};
    return writeBytes(indexName, QJsonDocument(QJsonArray::fromStringList(names)).toJson(QJsonDocument::Compact));
}

} // namespace crossdock::secrets
