#include "app/engine/account_secrets.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

QString trimmedAddress(QString address)
{
    while (address.endsWith(u'/'))
        address.chop(1);
    return address;
}

} // namespace

QString secretAddress(const QString &kind, const QString &url, const QMap<QString, QString> &account)
{
    QStringList parts{kind, trimmedAddress(url.trimmed())};
    for (auto it = account.begin(); it != account.end(); ++it)
        if (it.key().endsWith(u"_url") && it.key() != u"public_url") // the one where we are reached ourselves
            parts.append(trimmedAddress(it.value().trimmed()));
    return parts.join(u' ');
}

Result<> checkSecretNames(const QString &who, const QStringList &known, const QStringList &given)
{
    for (const QString &name : given) {
        if (known.contains(name))
            continue;
        return fail(Error::Code::InvalidInput, name, known.isEmpty() ? u"%1 has no secrets"_s.arg(who) : u"%1 has no such secret; there are: %2"_s.arg(who, known.join(u", "_s)));
    }
    return {};
}

} // namespace crossdock::app
