#include "app/command_line/sentences.h"
#include "app/commands/commands.h"
#include "app/engine/engine.h"
#include "core/inventory/fulfilment/routing/answer_writer.h"
#include "core/inventory/fulfilment/routing/explanation_writer.h"
#include "core/inventory/fulfilment/routing/policy.h"
#include "core/inventory/fulfilment/routing/problem_reader.h"
#include "core/inventory/fulfilment/waves/wave_plan.h"
#include "core/inventory/fulfilment/wave_view.h"
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
    bool explains = false;
    QStringList explained; ///< orders; none: all
    QStringList pins; ///< "ORDER=NODE"
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
    question.explains = call.arguments.has(u"explain"_s);
    question.explained = call.arguments.words();
    question.pins = call.arguments.values(u"pin"_s);
    if (!question.explains && !question.explained.isEmpty())
        return tl::make_unexpected(say(output, UsageError{UsageError::Kind::BadValue, question.explained.first(), u"orders are named for --explain"_s, {}}, call.command));
    question.path = call.path(call.arguments.value(u"problem"_s));
    const auto json = readAll(question.path);
    if (!json)
        return tl::make_unexpected(refuse(output, question.path, json.error()));
    question.json = *json;
    question.timer.start();
    return question;
}

/// A problem that was planned, and what it knows of its columns.
struct Case {
    routing::Problem problem;
    routing::Answer answer;
    routing::Naming naming;
    routing::MoreOfParcel more;
    routing::Explainer::WhyMissing whyMissing;
    QByteArray members; ///< of the answer
};

template <class Named>
std::optional<int> indexOf(const std::vector<Named> &named, const QString &id)
{
    const auto found = std::find_if(named.begin(), named.end(), [&](const Named &one) { return one.id == id; });
    return found == named.end() ? std::nullopt : std::optional(static_cast<int>(found - named.begin()));
}

Result<std::vector<routing::Pin>> pinsOf(const routing::Problem &problem, const QStringList &texts)
{
    std::vector<routing::Pin> pins;
    for (const QString &text : texts) {
        std::optional<routing::Pin> pin; // an id may hold an equals sign, too
        for (qsizetype at = text.indexOf(u'='); at >= 0 && !pin; at = text.indexOf(u'=', at + 1)) {
            const auto order = indexOf(problem.orders, text.left(at)), node = indexOf(problem.nodes, text.mid(at + 1));
            if (order && node)
                pin = {*order, *node};
        }
        if (!pin)
            return fail(Error::Code::InvalidInput, u"--pin "_s + text, u"it names no order and node of the file, as ORDER=NODE"_s);
        pins.push_back(*pin);
    }
    return pins;
}

Result<std::vector<int>> ordersOf(const routing::Problem &problem, const QStringList &ids)
{
    std::vector<int> orders;
    for (const QString &id : ids) {
        const auto order = indexOf(problem.orders, id);
        if (!order)
            return fail(Error::Code::InvalidInput, u"--explain "_s + id, u"there is no order of this name"_s);
        orders.push_back(*order);
    }
    for (int order = 0; ids.isEmpty() && order < static_cast<int>(problem.orders.size()); ++order)
        orders.push_back(order);
    return orders;
}

/// Explains the answer; a better plan that turns up on the way is explained in its stead.
QByteArray explain(Case &asked, const std::vector<int> &orders, bool solvesAgain)
{
    constexpr int mostTimes = 5;
    QList<QByteArray> texts;
    for (int time = 0; time < mostTimes; ++time) {
        routing::Explainer explainer(asked.problem, asked.answer, asked.whyMissing);
        texts.clear();
        for (const int order : orders)
            texts.append(routing::writeExplanation(asked.problem, explainer.explain(order, solvesAgain), asked.naming));
        if (!explainer.better())
            break;
        asked.answer = *explainer.better();
    }
    return ",\"explained\":" + routing::joined(texts);
}

ExitCode tell(const Question &question, Case &asked, Output &output)
{
    constexpr size_t mostSolved = 25; // orders: of more, only those that are named are solved again
    const auto pins = pinsOf(asked.problem, question.pins);
    const auto orders = ordersOf(asked.problem, question.explained);
    if (!pins || !orders)
        return refuse(output, question.path, !pins ? pins.error() : orders.error());
    const qint64 planned = question.timer.elapsed();
    if (question.explains)
        asked.members += explain(asked, *orders, !question.explained.isEmpty() || orders->size() <= mostSolved);
    if (!pins->empty()) {
        QElapsedTimer timer;
        timer.start();
        const routing::Answer pinned = routing::Explainer(asked.problem, asked.answer, asked.whyMissing).pin(*pins);
        asked.members += ",\"pinned\":" + routing::writePin(asked.problem, asked.answer, pinned, *pins, timer.elapsed());
    }
    output.out(QString::fromUtf8(routing::writeAnswer(asked.problem, asked.answer, planned, asked.more, asked.members)));
    return ExitCode::Done;
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
    const rates::Carbon carbon = pricer.carbonOf(column.order, column.node, *parcel);
    const QString late = pricer.latenessOf(column.order, column.node, *parcel);
    return ",\"boxes\":" + routing::joined(boxes) + ",\"services\":" + routing::joined(services) + ",\"carbon\":{\"grams\":" + (carbon.grams ? QByteArray::number(*carbon.grams) : QByteArray("null"))
        + ",\"basis\":" + quoted(carbon.basis) + '}' + (late.isEmpty() ? QByteArray() : ",\"late\":" + quoted(late));
}

/// The carbon of all parcels of an answer, and of how many it is not known.
template <class GramsOf>
QByteArray carbonMember(const routing::Problem &problem, const routing::Answer &answer, const GramsOf &gramsOf)
{
    fulfilment::CarbonSum sum;
    for (const routing::Plan &plan : answer.plans)
        for (const int index : plan) {
            const std::optional<qint64> grams = gramsOf(problem.columns[static_cast<size_t>(index)]);
            sum.grams += grams.value_or(0);
            ++(grams ? sum.known : sum.unknown);
        }
    return ",\"carbon\":{\"grams\":" + QByteArray::number(sum.grams) + ",\"parcels_known\":" + QByteArray::number(sum.known) + ",\"parcels_unknown\":" + QByteArray::number(sum.unknown) + '}';
}

/// What the policy changes in the prices of parcels.
waves::Wave withPolicy(waves::Wave wave, const routing::Policy &policy)
{
    wave.carbonPrice = policy.carbonPrice;
    for (waves::Order &order : wave.orders)
        order.lateCost = policy.lateCosts.value(order.channel, order.lateCost);
    return wave;
}

/// The policy's veto on a node, else why the wave could price nothing from there.
std::pair<QString, QString> whyMissing(const routing::Problem &unfiltered, const routing::Policy &policy, const std::vector<waves::Missing> &missing, int order, int node)
{
    for (const routing::Column &column : unfiltered.columns) {
        const auto *veto = column.order == order && column.node == node ? policy.vetoOf(unfiltered, column) : nullptr;
        if (veto != nullptr)
            return {veto->name, {}};
    }
    const auto found = std::find_if(missing.begin(), missing.end(), [&](const waves::Missing &one) { return one.order == order && one.node == node; });
    return found == missing.end() ? std::pair<QString, QString>() : std::pair(found->name, found->reason);
}

ExitCode planPriced(const Question &question, const waves::Wave &asIs, const rates::RateBook &book, Output &output)
{
    for (const QString &key : asIs.ignored)
        output.err(u"“%1” is left alone: no key of that name is known there (crossdock help route)\n"_s.arg(key));
    const waves::Wave wave = withPolicy(asIs, question.policy);
    waves::ParcelPricer pricer(wave, book);
    waves::ColumnMaker maker(wave, pricer, question.explains);
    const qint64 left = question.milliseconds > 0 ? std::max<qint64>(1, question.milliseconds - question.timer.elapsed()) : 0;
    waves::Planned planned = waves::planWave(wave, maker, question.policy, left);
    Case asked{.problem = std::move(planned.problem), .answer = std::move(planned.answer), .naming = {}, .more = {}, .whyMissing = {}, .members = {}};
    asked.naming = {[&](const routing::Column &column) { return pricer.price(column.order, column.node, column.lines).map([](const waves::PricedParcel &parcel) { return parcel.parts; }).value_or(std::vector<routing::Part>()); },
                    [&](const routing::Column &column) { return pricer.feesOf(column.order, column.node, column.lines); }};
    asked.more = [&](const routing::Column &column) { return moreOf(pricer, wave, column); };
    asked.whyMissing = [&](int order, int node) { return whyMissing(maker.columns().problem, question.policy, maker.columns().missing, order, node); };
    asked.members = carbonMember(asked.problem, asked.answer, [&](const routing::Column &column) {
        const auto parcel = pricer.price(column.order, column.node, column.lines);
        return parcel ? pricer.carbonOf(column.order, column.node, *parcel).grams : std::nullopt;
    });
    if (!maker.columns().longOrders.empty())
        asked.members += ",\"bound_of_priced_parcels\":" + routing::decimal(planned.pricedBound);
    return tell(question, asked, output);
}

ExitCode planGiven(const Question &question, routing::Problem problem, Output &output)
{
    const routing::Problem given = question.explains ? problem : routing::Problem();
    Case asked{.problem = routing::withPolicy(std::move(problem), question.policy), .answer = {}, .naming = {}, .more = {}, .whyMissing = {}, .members = {}};
    asked.whyMissing = [&](int order, int node) { return whyMissing(given, question.policy, {}, order, node); };
    asked.answer = question.milliseconds > 0 ? routing::route(asked.problem, question.milliseconds - question.timer.elapsed()) : routing::route(asked.problem);
    const auto gramsOf = [](const routing::Column &column) { return column.carbonG; };
    if (std::any_of(asked.problem.columns.begin(), asked.problem.columns.end(), [](const routing::Column &column) { return column.carbonG.has_value(); }))
        asked.members = carbonMember(asked.problem, asked.answer, gramsOf);
    return tell(question, asked, output);
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
    if (file->hasColumns)
        return planGiven(*question, std::move(file->problem), output);
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
