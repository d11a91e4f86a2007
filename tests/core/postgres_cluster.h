#pragma once

#include "core/inventory/store/database.h"

#include <QProcess>
#include <QTemporaryDir>

namespace crossdock::tests {

/// A PostgreSQL server of our own, from Debian's package, in a folder of its own: reached by a socket in it, gone with it.
class PostgresCluster
{
public:
    PostgresCluster() = default;
    ~PostgresCluster();

    /// Empty if it runs; else why it does not.
    QString start();

    /// An empty schema of its own for one test.
    store::Source freshSource();

private:
    static QString programs(); ///< the folder of initdb and postgres; empty: not installed
    bool run(const QString &program, const QStringList &arguments);

    std::unique_ptr<QTemporaryDir> m_folder;
    QProcess m_server;
    QString m_asOther; ///< the user that runs the server, where we are root
    QString m_words;
    int m_schemas = 0;
};

} // namespace crossdock::tests
