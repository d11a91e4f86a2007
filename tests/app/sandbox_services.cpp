#include "tests/app/sandbox_services.h"

#include "tests/app/loopback.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app_test {
namespace {

constexpr int patienceMs = 30'000;

QJsonObject named(const QJsonArray &all, const QString &name)
{
    for (const QJsonValue one : all)
        if (one[u"name"].toString() == name)
            return one.toObject();
    return {};
}

} // namespace

SandboxServices::SandboxServices(const QStringList &flags)
{
    m_process.start(QStringLiteral(CROSSDOCK_PROGRAM), QStringList{u"sandbox"_s, u"--services"_s, u"--channels"_s, u"1"_s} + flags);
    while (!m_process.canReadLine() && m_process.waitForReadyRead(patienceMs)) { }
    m_ready = QJsonDocument::fromJson(m_process.readLine()).object();
}

SandboxServices::~SandboxServices()
{
    m_process.terminate();
    m_process.waitForFinished(patienceMs);
}

QJsonObject SandboxServices::node(const QString &name) const
{
    return named(nodes(), name);
}

QJsonObject SandboxServices::carrier(const QString &name) const
{
    return named(carriers(), name);
}

int SandboxServices::shelf(const QJsonObject &units) const
{
    return send("POST", QUrl(m_ready[u"admin"].toString() + u"/shelf"_s), {{"Content-Type", "application/json"}}, QJsonDocument(units).toJson()).status;
}

} // namespace crossdock::app_test
