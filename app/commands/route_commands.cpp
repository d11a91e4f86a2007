#include "app/commands/commands.h"
#include "core/inventory/fulfilment/routing/answer_writer.h"
#include "core/inventory/fulfilment/routing/problem_reader.h"

#include <QElapsedTimer>
#include <QFile>

using namespace Qt::Literals::StringLiterals;

/// Plans a batch of orders from a file: no data folder, no home.
namespace crossdock::app {
namespace {

ExitCode refuse(Output &output, const QString &path, const Error &error)
{
    output.err(error.subject.isEmpty() ? u"%1: %2\n"_s.arg(path, error.detail) : u"%1: %2: %3\n"_s.arg(path, error.subject, error.detail));
    return ExitCode::WrongUsage;
}

} // namespace

std::optional<ExitCode> route(const Call &call, Output &output)
{
    const QString path = call.path(call.arguments.value(u"problem"_s));
    QFile file(path);
    if (!file.open(QFile::ReadOnly))
        return refuse(output, path, {Error::Code::NotFound, {}, file.errorString()});
    const QByteArray json = file.readAll();
    QElapsedTimer timer;
    timer.start();
    const auto problem = routing::readProblem(json);
    if (!problem)
        return refuse(output, path, problem.error());
    const routing::Answer answer = routing::route(*problem);
    output.out(QString::fromUtf8(routing::writeAnswer(*problem, answer, timer.elapsed())));
    return ExitCode::Done;
}

} // namespace crossdock::app
