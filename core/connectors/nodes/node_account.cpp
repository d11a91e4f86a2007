#include "core/connectors/nodes/node_account.h"

#include "core/connectors/channels/host_address.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::nodes {

QString Account::value(const QString &key, const QString &otherwise) const
{
    const QString found = account.value(key).trimmed();
    return found.isEmpty() ? otherwise : found;
}

Result<> require(const Account &account, const QStringList &accountKeys, const QStringList &secretKeys)
{
    for (const QString &key : accountKeys)
        if (account.value(key).isEmpty())
            return fail(Error::Code::InvalidInput, key, u"it is missing (--account %1=…)"_s.arg(key));
    for (const QString &key : secretKeys)
        if (account.secret(key).isEmpty())
            return fail(Error::Code::InvalidInput, key, u"it is missing (--secret %1=@FILE)"_s.arg(key));
    return {};
}

Result<QByteArray> rootOf(const Account &account, const QString &usual)
{
    const channels::HostAddress host(account.url.isEmpty() ? usual : account.url);
    if (!host.mayCarrySecrets())
        return fail(Error::Code::InvalidInput, account.url, u"the address must be https://… (plain http:// only to this machine), without credentials"_s);
    return host.root();
}

} // namespace crossdock::nodes
