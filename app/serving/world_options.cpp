#include "app/serving/world_options.h"

#include "app/command_line/sentences.h"
#include "core/sandbox/world_file.h"

#include <QFile>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

tl::unexpected<WorldProblem> problem(const UsageError &usage)
{
    return tl::make_unexpected(WorldProblem{usage, {}});
}

Result<sandbox::WorldSpec> readWorld(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Code::NotFound, path, file.errorString());
    return sandbox::parseWorldFile(file.readAll());
}

UsageError badValue(const Arguments &given, const QString &flag, const QString &why)
{
    return {UsageError::Kind::BadValue, u"--%1 %2"_s.arg(flag, given.value(flag)), why};
}

} // namespace

ExitCode WorldProblem::report(Output &output, const Call &call) const
{
    return usage ? say(output, *usage, call.command) : say(output, error);
}

tl::expected<sandbox::WorldSpec, WorldProblem> worldOptions(const Call &call)
{
    const Arguments &given = call.arguments;
    sandbox::WorldSpec spec;
    if (given.has(u"world"_s)) {
        const auto read = readWorld(call.path(given.value(u"world"_s)));
        if (!read)
            return tl::make_unexpected(WorldProblem{{}, read.error()});
        spec = *read;
    }
    const auto channels = given.number(u"channels"_s, 1, 64, 8);
    const auto skus = given.number(u"skus"_s, 1, 100'000, spec.skus);
    const auto seed = given.number(u"seed"_s, 0, std::numeric_limits<qint64>::max(), static_cast<qint64>(spec.seed));
    if (!channels || !skus || !seed)
        return problem(!channels ? channels.error() : !skus ? skus.error() : seed.error());
    if (given.has(u"channels"_s) || spec.channels.isEmpty())
        spec.channels = sandbox::practiceChannels(static_cast<int>(*channels));
    if (given.has(u"services"_s) && spec.services.isEmpty())
        spec.services = sandbox::practiceNodes();
    if (given.has(u"services"_s) && spec.carriers.isEmpty())
        spec.carriers = sandbox::allCarriers();
    spec.hasRivals = true;
    spec.skus = static_cast<int>(*skus);
    spec.seed = static_cast<quint64>(*seed);
    if (given.has(u"rate"_s)) {
        bool isNumber = false;
        spec.ratePerSecond = given.value(u"rate"_s).toDouble(&isNumber);
        if (!isNumber || spec.ratePerSecond < 0 || spec.ratePerSecond > 100'000)
            return problem(badValue(given, u"rate"_s, u"it is orders a second"_s));
    }
    if (given.has(u"faults"_s)) {
        const auto faults = sandbox::Faults::parse(given.value(u"faults"_s));
        if (!faults)
            return problem(badValue(given, u"faults"_s, faults.error().detail));
        spec.faults = *faults;
    }
    return spec;
}

} // namespace crossdock::app
