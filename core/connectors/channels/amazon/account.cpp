#include "core/connectors/channels/amazon/account.h"

#include <QHostAddress>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::amazon {
namespace {

constexpr qsizetype longestWords = 1000;

bool isLoopback(const QString &host)
{
    return host == "localhost"_L1 || host.endsWith(".localhost"_L1) || QHostAddress(host).isLoopback();
}

Result<QByteArray> readUrl(const QString &text, const QString &field)
{
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    const bool isSafe = url.scheme() == "https"_L1 || (url.scheme() == "http"_L1 && isLoopback(url.host()));
    if (!url.isValid() || url.host().isEmpty() || !isSafe || !url.userInfo().isEmpty())
        return fail(Error::Code::InvalidInput, field, u"is no https address"_s);
    return url.toEncoded();
}

/// From "https://sqs.eu-west-1.amazonaws.com/1234/queue" where the account names no region.
QString regionOf(const QByteArray &queueUrl)
{
    const QStringList host = QUrl::fromEncoded(queueUrl).host().split(u'.');
    return host.size() >= 4 && host.first() == "sqs"_L1 ? host.at(1) : QString();
}

} // namespace

QString Secrets::blackedOut(QString words) const
{
    const QByteArrayList all = {clientId,         clientSecret,        refreshToken,
                                aws.accessKeyId, aws.secretAccessKey, aws.sessionToken};
    for (const QByteArray &secret : all) {
        if (secret.size() < 4)
            continue; // stands in ordinary words too
        words.replace(QString::fromUtf8(secret), u"…"_s);
        words.replace(QString::fromLatin1(secret.toPercentEncoding()), u"…"_s);
    }
    return words.left(longestWords); // not before: half a secret is not found
}

Result<Account> readAccount(const ChannelDetails &details)
{
    if (details.account.value(u"seller_id"_s).trimmed().isEmpty())
        return fail(Error::Code::InvalidInput, u"seller_id"_s, u"is missing"_s);
    return readAccess(details);
}

Result<Account> readAccess(const ChannelDetails &details)
{
    Account account;
    account.channel = details.name;
    account.sellerId = details.account.value(u"seller_id"_s).trimmed();
    account.marketplaceId = details.account.value(u"marketplace_id"_s).trimmed();
    if (account.marketplaceId.isEmpty())
        return fail(Error::Code::InvalidInput, u"marketplace_id"_s, u"is missing"_s);

    const auto root = readUrl(details.url, u"url"_s);
    CROSSDOCK_TRY(root);
    account.root = *root;
    while (account.root.endsWith('/'))
        account.root.chop(1);

    const auto authUrl = readUrl(details.account.value(u"auth_url"_s, QString::fromLatin1(usualAuthUrl)), u"auth_url"_s);
    CROSSDOCK_TRY(authUrl);
    account.authUrl = *authUrl;

    const QString queueUrl = details.account.value(u"queue_url"_s).trimmed();
    if (queueUrl.isEmpty())
        return account;
    const auto queue = readUrl(queueUrl, u"queue_url"_s);
    CROSSDOCK_TRY(queue);
    account.queueUrl = *queue;
    account.region = details.account.value(u"region"_s, regionOf(*queue)).trimmed().toLatin1();
    if (account.region.isEmpty())
        return fail(Error::Code::InvalidInput, u"region"_s, u"is missing: the queue's region, such as us-east-1"_s);
    return account;
}

Result<Secrets> readSecrets(const QMap<QString, QString> &secrets, const Account &account)
{
    const auto read = [&](const QString &name) { return secrets.value(name).trimmed().toUtf8(); };
    Secrets found{read(u"client_id"_s), read(u"client_secret"_s), read(u"refresh_token"_s),
                  {read(u"aws_access_key_id"_s), read(u"aws_secret_access_key"_s), read(u"aws_session_token"_s)}};
    QStringList needed = {u"client_id"_s, u"client_secret"_s, u"refresh_token"_s};
    if (!account.queueUrl.isEmpty())
        needed += {u"aws_access_key_id"_s, u"aws_secret_access_key"_s};
    for (const QString &name : std::as_const(needed)) {
        if (read(name).isEmpty())
            return fail(Error::Code::InvalidInput, name, u"is missing"_s);
    }
    return found;
}

} // namespace crossdock::amazon
