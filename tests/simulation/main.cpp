#include "core/inventory/planted.h"
#include "tests/simulation/simulation.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTextStream>

using namespace Qt::Literals::StringLiterals;

namespace {

using crossdock::Bug;

const QList<QPair<QString, Bug>> bugs = {
    {u"NoDedupe"_s, Bug::NoDedupe},
    {u"Echo"_s, Bug::Echo},
    {u"AcknowledgeBeforeCommit"_s, Bug::AcknowledgeBeforeCommit},
    {u"LostOutbox"_s, Bug::LostOutbox},
    {u"KitCountedOnce"_s, Bug::KitCountedOnce},
    {u"IgnoreStale"_s, Bug::IgnoreStale},
    {u"BlindUpward"_s, Bug::BlindUpward},
    {u"PartialTaken"_s, Bug::PartialTaken},
    {u"OverwriteForgotten"_s, Bug::OverwriteForgotten},
    {u"NoCatchUp"_s, Bug::NoCatchUp},
};

struct Span {
    quint64 from = 1, to = 1;
};

Span spanOf(const QCommandLineParser &parser)
{
    if (parser.isSet(u"seed"_s))
        return {parser.value(u"seed"_s).toULongLong(), parser.value(u"seed"_s).toULongLong()};
    const QString span = parser.value(u"seeds"_s);
    return {span.section(u'-', 0, 0).toULongLong(), span.section(u'-', 1).toULongLong()};
}

int fail(QTextStream &out, const QString &words)
{
    out << words << Qt::endl;
    return 1;
}

} // namespace

/// Exit code 0: every seed held (or, with --expect-fault, one did not).
int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QTextStream out(stdout);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption({u"seed"_s, u"Run one seed."_s, u"N"_s});
    parser.addOption({u"seeds"_s, u"Run seeds from A to B."_s, u"A-B"_s, u"1-20"_s});
    parser.addOption({u"bug"_s, u"Switch on a planted bug."_s, u"NAME"_s});
    parser.addOption({u"expect-fault"_s, u"Succeed when a seed finds a fault."_s});
    parser.addOption({u"trace"_s, u"Say everything that happens."_s});
    parser.process(app);

    const QString bugName = parser.value(u"bug"_s);
    const auto bug = std::find_if(bugs.begin(), bugs.end(), [&](const auto &known) { return known.first == bugName; });
    if (!bugName.isEmpty() && bug == bugs.end())
        return fail(out, u"no such bug: "_s + bugName);
    crossdock::plantedBug = bug == bugs.end() ? Bug::None : bug->second;

    QElapsedTimer timer;
    timer.start();
    const Span span = spanOf(parser);
    crossdock::simulation::Simulation::Counts all;
    for (quint64 seed = span.from; seed <= span.to; ++seed) {
        crossdock::simulation::Simulation simulation(seed, parser.isSet(u"trace"_s));
        const QString fault = simulation.run();
        if (!fault.isEmpty()) {
            out << "seed " << seed << ": " << fault << Qt::endl
                << "again: simulation --seed " << seed << (bugName.isEmpty() ? QString() : u" --bug "_s + bugName) << " --trace" << Qt::endl;
            return parser.isSet(u"expect-fault"_s) ? 0 : 1;
        }
        all.orders += simulation.counts().orders;
        all.parcels += simulation.counts().parcels;
        all.commits += simulation.counts().commits;
        all.crashes += simulation.counts().crashes;
        all.requests += simulation.counts().requests;
    }
    out << span.to - span.from + 1 << " seeds held: " << all.orders << " orders, " << all.parcels << " parcels told, " << all.commits << " commits, " << all.requests << " requests, "
        << all.crashes << " crashes in " << static_cast<double>(timer.elapsed()) / 1000.0 << " s" << Qt::endl;
    return parser.isSet(u"expect-fault"_s) ? fail(out, u"the planted bug was not found"_s) : 0;
}
