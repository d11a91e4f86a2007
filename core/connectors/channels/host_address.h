#pragma once

#include <QByteArray>
#include <QString>

namespace crossdock::channels
{

/// The root of a channel's host as the seller typed it, ready to be followed by a path.
class HostAddress
{
public:
    explicit HostAddress(const QString &url); ///< "https://shop.example/" or with a folder behind it

    const QByteArray &root() const { return m_root; } ///< encoded, without a slash at the end
    bool isSecure() const { return m_isSecure; }
    /// Credentials go over TLS, or stay on this machine.
    bool mayCarrySecrets() const { return m_isSecure || m_isLoopback; }

private:
    QByteArray m_root;
    bool m_isSecure = false;
    bool m_isLoopback = false;
};

} // namespace crossdock::channels
