#include "core/connectors/channels/host_address.h"

#include <QHostAddress>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::channels
{

HostAddress::HostAddress(const QString &url)
{
    const QUrl parsed(url.trimmed(), QUrl::StrictMode);
    if (!parsed.isValid() || parsed.host().isEmpty())
        return; // mayCarrySecrets() is false: nothing is sent
    m_root
        = parsed.toEncoded(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::StripTrailingSlash);
    while (m_root.endsWith('/'))
        m_root.chop(1);
    m_isSecure = parsed.scheme() == "https"_L1;
    m_isLoopback
        = parsed.scheme() == "http"_L1 && (parsed.host() == "localhost"_L1 || QHostAddress(parsed.host()).isLoopback());
}

} // namespace crossdock::channels
