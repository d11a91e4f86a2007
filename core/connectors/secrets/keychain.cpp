#include "core/connectors/secrets/keychain.h"

#include <qt6keychain/keychain.h>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::secrets
{

namespace
{

constexpr auto service = "crossdock"_L1;

Error errorOf(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::EntryNotFound:
        return {Error::Code::NotFound, job.key(), {}};
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return {Error::Code::SecretsLocked, job.key(), u"the key store was not unlocked: "_s + job.errorString()};
    case QKeychain::NoError:
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
    case QKeychain::OtherError:
        break;
    }
    return {Error::Code::SecretsLocked, job.key(), u"there is no usable key store: "_s + job.errorString()};
}

class SystemKeychain : public Keychain
{
public:
    void read(const QString &name, QObject *context, std::function<void(Result<QByteArray>)> done) override
    {
        auto *const job = new QKeychain::ReadPasswordJob(service);
        start(job, name, context, [job, done = std::move(done)](Result<> result) {
            done(result.map([job] { return job->binaryData(); }));
        });
    }

    void write(const QString &name, const QByteArray &bytes, QObject *context,
               std::function<void(Result<>)> done) override
    {
        auto *const job = new QKeychain::WritePasswordJob(service);
        job->setBinaryData(bytes);
        start(job, name, context, std::move(done));
    }

    void remove(const QString &name, QObject *context, std::function<void(Result<>)> done) override
    {
        start(new QKeychain::DeletePasswordJob(service), name, context, std::move(done));
    }

private:
    static void start(QKeychain::Job *job, const QString &name, QObject *context, std::function<void(Result<>)> done)
    {
        job->setKey(name);
        job->setAutoDelete(true);
        job->setInsecureFallback(false); // plain text would be worse than no store
        QObject::connect(job, &QKeychain::Job::finished, context, [job, done = std::move(done)] {
            done(job->error() == QKeychain::NoError ? Result<>() : tl::make_unexpected(errorOf(*job)));
        });
        job->start();
    }
};

} // namespace

std::unique_ptr<Keychain> systemKeychain()
{
    return std::make_unique<SystemKeychain>();
}

} // namespace crossdock::secrets
