#include "app/command_line/sentences.h"
#include "app/commands/commands.h"
#include "core/inventory/fulfilment/routing/answer_writer.h"
#include "core/inventory/fulfilment/routing/policy.h"
#include "core/inventory/fulfilment/routing/problem_reader.h"

#include <QElapsedTimer>
#include <QFile>

using namespace Qt::Literals::StringLiterals;

/// Plans a batch of orders from a file: no data folder, no home.
namespace crossdock::app {
namespace {

/// Tells what is wrong with a file, and where in it.
ExitCode refuse(Output &output, const QString &path, const Error &error)
{
    output.err(error.subject.isEmpty() ? u"%1: %2\n"_s.arg(path, error.detail) : u"%1: %2: %3\n"_s.arg(path, error.subject, error.detail));
    return ExitCode::WrongUsage;
}

Result<QByteArray> readAll(const QString &path)
{
    QFile file(path);
    if (!file.open(QFile::ReadOnly))
        return fail(Error::Code::NotFound, {}, file.errorString());
    return file.readAll();
}

} // namespace

std::optional<ExitCode> route(const Call &call, Output &output)
{
    constexpr qint64 mostSeconds = 86'400;
    const auto seconds = call.arguments.number(u"seconds"_s, 1, mostSeconds, 0);
    if (!seconds)
        return say(output, seconds.error(), call.command);
    routing::Policy policy;
    if (call.arguments.has(u"policy"_s)) {
        const QString path = call.path(call.arguments.value(u"policy"_s));
        const auto read = readAll(path).and_then(routing::readPolicy);
        if (!read)
            return refuse(output, path, read.error());
        policy = *read;
    }
    const QString path = call.path(call.arguments.value(u"problem"_s));
    const auto json = readAll(path);
    if (!json)
        return refuse(output, path, json.error());
    QElapsedTimer timer;
    timer.start();
    auto problem = routing::readProblem(*json);
    if (!problem)
        return refuse(output, path, problem.error());
    const routing::Problem asked = routing::withPolicy(std::move(*problem), policy);
    const routing::Answer answer = *seconds > 0 ? routing::route(asked, *seconds * 1'000 - timer.elapsed()) : routing::route(asked);
    output.out(QString::fromUtf8(routing::writeAnswer(asked, answer, timer.elapsed())));
    return ExitCode::Done;
}

} // namespace crossdock::app
