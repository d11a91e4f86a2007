#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>

namespace crossdock::app_test {

/// The sandbox's nodes of others and all its carriers, as a person starts them. Ends them.
class SandboxServices
{
public:
    explicit SandboxServices(const QStringList &flags);
    ~SandboxServices();

    /// What the sandbox prints of them: kind, name, url, account and secrets.
    QJsonArray nodes() const { return m_ready[u"nodes"].toArray(); }
    QJsonArray carriers() const { return m_ready[u"carriers"].toArray(); }
    QJsonObject node(const QString &name) const;
    QJsonObject carrier(const QString &name) const;
    /// Sets what a node has on its shelf; answers the status.
    int shelf(const QJsonObject &units) const;

private:
    QProcess m_process;
    QJsonObject m_ready;
};

} // namespace crossdock::app_test
