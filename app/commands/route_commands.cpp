#include "app/command_line/sentences.h"
#include "app/commands/commands.h"
#include "app/engine/engine.h"
#include "core/inventory/fulfilment/routing/answer_writer.h"
#include "core/inventory/fulfilment/routing/policy.h"
#include "core/inventory/fulfilment/routing/problem_reader.h"
#include "core/inventory/fulfilment/waves/wave_plan.h"
#include "core/inventory/fulfilment/waves/wave_reader.h"

#include <QElapsedTimer>
#include <QFile>

using namespace Qt::Literals::StringLiterals;

/// Plans a batch of orders from a file: without a data folder, unless the file has no prices and a folder is to give them.
namespace crossdock::app {
namespace {

using routing::quoted;

/// What `route` was asked.
struct Question {
    QString path;
    QByteArray json;
    routing::Policy policy;
    qint64 milliseconds = 0;
    QElapsedTimer timer; ///< since the file was read
};

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

tl::expected<Question, ExitCode> questionOf(const Call &call, Output &output)
{
    constexpr qint64 mostSeconds = 86'400;
    Question question;
    const auto seconds = call.arguments.number(u"seconds"_s, 1, mostSeconds, 0);
    if (!seconds)
        return tl::make_unexpected(say(output, seconds.error(), call.command));
    question.milliseconds = *seconds * 1'000;
    if (call.arguments.has(u"policy"_s)) {
        const QString path = call.path(call.arguments.value(u"policy"_s));
        const auto read = readAll(path).and_then(routing::readPolicy);
        if (!read)
            return tl::make_unexpected(refuse(output, path, read.error()));
        question.policy = *read;
    }
    question.path = call.path(call.arguments.value(u"problem"_s));
    const auto json = readAll(question.path);
    if (!json)
        return tl::make_unexpected(refuse(output, question.path, json.error()));
    question.json = *json;
    question.timer.start();
    return question;
}

/// Cartons and services of a parcel, for its plan.
QByteArray moreOf(waves::ParcelPricer &pricer, const waves::Wave &wave, const routing::Column &column)
{
    const auto parcel = pricer.price(column.order, column.node, column.lines);
    if (!parcel)
        return {};
    QList<QByteArray> boxes, services;
    for (const cartons::Carton &carton : parcel->cartons)
        boxes.append(quoted(wave.boxes[static_cast<size_t>(carton.box)].name));
    for (const QString &service : parcel->services)
        services.append(service.isEmpty() ? QByteArray("null") : quoted(service));
    return ",\"boxes\":" + routing::joined(boxes) + ",\"services\":" + routing::joined(services);
}

ExitCode planPriced(const Question &question, const waves::Wave &wave, const rates::RateBook &book, Output &output)
{
    waves::ParcelPricer pricer(wave, book);
    waves::ColumnMaker maker(wave, pricer);
    const qint64 left = question.milliseconds > 0 ? std::max<qint64>(1, question.milliseconds - question.timer.elapsed()) : 0;
    const waves::Planned planned = waves::planWave(wave, maker, question.policy, left);
    const qint64 took = question.timer.elapsed();
    const QByteArray members = maker.columns().longOrders.empty() ? QByteArray() : ",\"bound_of_priced_parcels\":" + routing::decimal(planned.pricedBound);
    output.out(QString::fromUtf8(routing::writeAnswer(planned.problem, planned.answer, took, [&](const routing::Column &column) { return moreOf(pricer, wave, column); }, members)));
    return ExitCode::Done;
}

bool needsRates(const waves::Wave &wave)
{
    return !wave.hasRates && std::any_of(wave.nodes.begin(), wave.nodes.end(), [](const waves::Node &node) { return node.unitFees.empty(); });
}

} // namespace

std::optional<ExitCode> route(const Call &call, Output &output)
{
    auto question = questionOf(call, output);
    if (!question)
        return question.error();
    auto file = routing::readProblemFile(question->json);
    if (!file)
        return refuse(output, question->path, file.error());
    if (file->hasColumns) {
        const routing::Problem asked = routing::withPolicy(std::move(file->problem), question->policy);
        const routing::Answer answer = question->milliseconds > 0 ? routing::route(asked, question->milliseconds - question->timer.elapsed()) : routing::route(asked);
        output.out(QString::fromUtf8(routing::writeAnswer(asked, answer, question->timer.elapsed())));
        return ExitCode::Done;
    }
    const auto wave = waves::readWave(question->json, std::move(file->problem));
    if (!wave)
        return refuse(output, question->path, wave.error());
    if (!needsRates(*wave))
        return planPriced(*question, *wave, rates::RateBook(wave->rates), output);
    if (call.arguments.has(u"data"_s))
        return {};
    return refuse(output, question->path, {Error::Code::InvalidInput, {}, u"“columns” and “rates” are missing: give one of them, or with --data a folder whose price lists hold"_s});
}

ExitCode routeByStore(Session &session)
{
    auto question = questionOf(session.call(), session.output());
    if (!question)
        return question.error();
    auto file = routing::readProblemFile(question->json);
    if (!file)
        return refuse(session.output(), question->path, file.error());
    const auto wave = waves::readWave(question->json, std::move(file->problem));
    if (!wave)
        return refuse(session.output(), question->path, wave.error());
    const auto book = session.ask(query::Rates{});
    if (!book)
        return session.refuse(book.error());
    return planPriced(*question, *wave, **book, session.output());
}

} // namespace crossdock::app
