#include "app/command_line/session.h"

#include "app/command_line/sentences.h"

#include <QEventLoop>
#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {

Result<Entry> Session::perform(crossdock::Command command)
{
    return performAll({{.key = arguments().value(u"key"_s), .actor = actor(), .why = arguments().value(u"reason"_s), .cause = 0, .command = std::move(command)}})
        .map([](const QList<Entry> &entries) { return entries.first(); });
}

Result<QList<Entry>> Session::performAll(QList<Request> requests)
{
    auto promise = std::make_shared<std::promise<Result<QList<Entry>>>>();
    m_engine.inventory().performAll(std::move(requests), &m_engine, [promise](Result<QList<Entry>> entries) { promise->set_value(std::move(entries)); });
    return wait(promise->get_future());
}

void Session::follow(const std::function<void(const Events &)> &hear)
{
    QEventLoop loop; // of this thread, which has no other; stopping the thread ends it
    QObject receiver;
    QObject::connect(&m_engine.inventory(), &Inventory::happened, &receiver, [&hear](const Events &events) { hear(events); });
    if (!m_isStopped)
        loop.exec();
}

void Session::print(const QJsonValue &answer)
{
    const QJsonDocument document = answer.isArray() ? QJsonDocument(answer.toArray()) : QJsonDocument(answer.toObject());
    m_output.out(QString::fromUtf8(document.toJson(QJsonDocument::Compact)) + u'\n');
}

void Session::print(const QString &line)
{
    m_output.out(line + u'\n');
}

void Session::note(const QString &line)
{
    if (!arguments().has(u"quiet"_s))
        m_output.err(line + u'\n');
}

ExitCode Session::refuse(const Error &error)
{
    return say(m_output, error);
}

ExitCode Session::refuse(const UsageError &error)
{
    return say(m_output, error, m_call.command);
}

} // namespace crossdock::app
