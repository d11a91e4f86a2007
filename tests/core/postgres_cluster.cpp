#include "tests/core/postgres_cluster.h"

#include <QDir>
#include <QElapsedTimer>
#include <QThread>
#include <csignal>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::tests {
namespace {

constexpr int startLimitMs = 60'000;

} // namespace

QString PostgresCluster::programs()
{
    const QStringList versions = QDir(u"/usr/lib/postgresql"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed);
    for (const QString &version : versions) {
        const QString folder = u"/usr/lib/postgresql/%1/bin"_s.arg(version);
        if (QFile::exists(folder + u"/initdb"_s) && QFile::exists(folder + u"/postgres"_s))
            return folder;
    }
    return {};
}

/// PostgreSQL refuses to run as root.
bool PostgresCluster::run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    if (m_asOther.isEmpty())
        process.start(program, arguments);
    else
        process.start(u"runuser"_s, QStringList{u"-u"_s, m_asOther, u"--"_s, program} + arguments);
    const bool isDone = process.waitForFinished(startLimitMs) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    if (!isDone)
        m_words = QString::fromUtf8(process.readAll()).simplified();
    return isDone;
}

QString PostgresCluster::start()
{
    const QString bin = programs();
    if (bin.isEmpty())
        return u"PostgreSQL is not installed (Debian: postgresql)"_s;
    if (geteuid() == 0)
        m_asOther = u"postgres"_s;
    m_folder = std::make_unique<QTemporaryDir>(u"/tmp/crossdock-pg-XXXXXX"_s); // a socket's path is at most 107 bytes
    const QString data = m_folder->filePath(u"data"_s);
    if (!m_asOther.isEmpty()) {
        QDir(m_folder->path()).mkdir(u"data"_s);
        QProcess::execute(u"chown"_s, {u"-R"_s, m_asOther, m_folder->path()});
    }
    if (!run(bin + u"/initdb"_s, {u"-D"_s, data, u"-A"_s, u"trust"_s, u"-U"_s, u"crossdock"_s, u"-E"_s, u"UTF8"_s, u"--no-sync"_s, u"--locale=C"_s}))
        return u"initdb: "_s + m_words;
    const QStringList arguments = {u"-D"_s, data, u"-k"_s, m_folder->path(), u"-c"_s, u"listen_addresses="_s, u"-c"_s, u"fsync=off"_s,
                                   u"-c"_s, u"full_page_writes=off"_s, u"-c"_s, u"synchronous_commit=off"_s};
    m_server.setProcessChannelMode(QProcess::MergedChannels);
    m_server.setStandardOutputFile(QProcess::nullDevice());
    const QString postgres = bin + u"/postgres"_s;
    // setpriv replaces itself by the server: the process that we end is the server, not a shell around it.
    if (m_asOther.isEmpty())
        m_server.start(postgres, arguments);
    else
        m_server.start(u"setpriv"_s, QStringList{u"--reuid="_s + m_asOther, u"--regid="_s + m_asOther, u"--clear-groups"_s, postgres} + arguments);
    if (!m_server.waitForStarted())
        return m_server.errorString();
    QElapsedTimer waited;
    waited.start();
    while (waited.elapsed() < startLimitMs && m_server.state() == QProcess::Running) {
        if (store::Database::open({store::Source::Kind::Postgresql, u"host=%1 dbname=postgres user=crossdock"_s.arg(m_folder->path()), false}))
            return {};
        m_server.waitForFinished(100);
    }
    return u"the server does not answer"_s;
}

store::Source PostgresCluster::freshSource()
{
    const QString schema = u"test_%1"_s.arg(++m_schemas);
    const QString place = u"host=%1 dbname=postgres user=crossdock"_s.arg(m_folder->path());
    const auto database = store::Database::open({store::Source::Kind::Postgresql, place, false});
    Q_ASSERT(database);
    const auto made = (*database)->executeScript(u"CREATE SCHEMA %1;\n"_s.arg(schema));
    Q_ASSERT(made);
    return {store::Source::Kind::Postgresql, place + u" options=-csearch_path="_s + schema, false};
}

PostgresCluster::~PostgresCluster()
{
    if (m_server.state() == QProcess::NotRunning)
        return;
    ::kill(static_cast<pid_t>(m_server.processId()), SIGQUIT); // at once: nothing of it is kept
    if (!m_server.waitForFinished(10'000))
        m_server.kill();
}

} // namespace crossdock::tests
