#include "core/inventory/fulfilment/routing/external_solver.h"

#include "core/inventory/fulfilment/routing/answer_writer.h"
#include "core/inventory/fulfilment/routing/line_limits.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::routing {
namespace {

QByteArray parcelName(int parcel)
{
    return 'p' + QByteArray::number(parcel);
}

QByteArray lineName(int line)
{
    return 'u' + QByteArray::number(line);
}

/// Sums of the model, collected while the parcels pass by.
struct Rows {
    std::vector<QByteArray> lines, resources, limits, orders;
};

Rows rowsOf(const Program &program, const LineLimits &limits)
{
    Rows rows;
    rows.resources.resize(program.supply().size());
    rows.limits.resize(limits.most().size());
    for (int order = 0; order < program.orderCount(); ++order) {
        const auto &batch = program.batch(order);
        for (int line = 0; line < batch.lines; ++line)
            rows.lines.push_back(lineName(batch.firstLine + line));
        rows.orders.emplace_back();
        for (int i = batch.firstParcel; i < batch.firstParcel + batch.parcels; ++i) {
            for (const int line : program.lines(program.parcel(i)))
                rows.lines[static_cast<size_t>(batch.firstLine + line)] += "\n + " + parcelName(i);
            for (const auto &use : program.uses(program.parcel(i)))
                rows.resources[static_cast<size_t>(use.resource)] += "\n + " + QByteArray::number(use.amount) + ' ' + parcelName(i);
            for (const auto &use : limits.usesOf(program, i))
                rows.limits[static_cast<size_t>(use.resource)] += "\n + " + QByteArray::number(use.amount) + ' ' + parcelName(i);
            rows.orders.back() += "\n + " + parcelName(i);
        }
    }
    return rows;
}

/// The program in LP format: one line holds one term, so no line is too long for its reader. With the limits of lines, which forbid no plan,
/// the proof is found sooner.
QByteArray modelOf(const Program &program)
{
    const LineLimits limits(program);
    const Rows rows = rowsOf(program, limits);
    QByteArray model = "Minimize\n cost:";
    for (int i = 0; i < program.parcelCount(); ++i)
        model += " + " + QByteArray::number(program.parcel(i).cost) + ' ' + parcelName(i) + '\n';
    for (int order = 0; order < program.orderCount(); ++order) {
        for (int line = 0; line < program.batch(order).lines; ++line)
            model += " + " + QByteArray::number(program.unfilledCost(program.batch(order), line)) + ' ' + lineName(program.batch(order).firstLine + line) + '\n';
    }
    model += "Subject To\n";
    for (size_t line = 0; line < rows.lines.size(); ++line)
        model += " l" + QByteArray::number(line) + ": " + rows.lines[line] + " = 1\n";
    for (size_t resource = 0; resource < rows.resources.size(); ++resource) {
        if (!rows.resources[resource].isEmpty())
            model += " r" + QByteArray::number(resource) + ':' + rows.resources[resource] + " <= " + QByteArray::number(program.supply()[resource]) + '\n';
    }
    for (size_t limit = 0; limit < rows.limits.size(); ++limit)
        model += " w" + QByteArray::number(limit) + ':' + rows.limits[limit] + " <= " + QByteArray::number(limits.most()[limit]) + '\n';
    for (int order = 0; order < program.orderCount(); ++order) {
        const auto &batch = program.batch(order);
        if (batch.parcelCap < batch.lines && batch.parcels > 0)
            model += " o" + QByteArray::number(order) + ':' + rows.orders[static_cast<size_t>(order)] + " <= " + QByteArray::number(batch.parcelCap) + '\n';
    }
    model += "Binary\n";
    for (int i = 0; i < program.parcelCount(); ++i)
        model += ' ' + parcelName(i) + '\n';
    return model + "End\n";
}

QByteArray startOf(const Program &program, const Assignment &start)
{
    QByteArray text = "start\n";
    int number = 0;
    for (int order = 0; order < program.orderCount(); ++order) {
        for (const int parcel : start.parcels(order))
            text += QByteArray::number(number++) + ' ' + parcelName(parcel) + " 1\n";
    }
    return text;
}

bool write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    return file.open(QFile::WriteOnly) && file.write(text) == text.size();
}

/// Its solution file: a line that says how it ended, then a line each: number, name, value, reduced cost.
std::optional<ExternalAnswer> read(const Program &program, const QString &path)
{
    QFile file(path);
    if (!file.open(QFile::ReadOnly))
        return std::nullopt;
    const QByteArray ending = file.readLine();
    if (!ending.startsWith("Optimal") && !ending.startsWith("Stopped"))
        return std::nullopt;
    ExternalAnswer answer{std::vector<std::vector<int>>(static_cast<size_t>(program.orderCount())), ending.startsWith("Optimal")};
    while (!file.atEnd()) {
        const auto words = file.readLine().simplified().split(' ');
        if (words.size() < 3 || !words[1].startsWith('p') || words[2].toDouble() < 0.5)
            continue;
        const int parcel = words[1].mid(1).toInt();
        if (parcel >= 0 && parcel < program.parcelCount())
            answer.parcels[static_cast<size_t>(program.orderOf(parcel))].push_back(parcel);
    }
    return answer;
}

QString solver()
{
    return QStandardPaths::findExecutable(u"cbc"_s);
}

} // namespace

bool hasExternalSolver()
{
    return !solver().isEmpty();
}

std::optional<ExternalAnswer> solveExternally(const Program &program, const Assignment &start, qint64 milliseconds)
{
    constexpr qint64 least = 300, forWriting = 200; // shorter is not worth a process
    const QTemporaryDir folder;
    const QString model = folder.filePath(u"model.lp"_s), from = folder.filePath(u"start.txt"_s), solution = folder.filePath(u"solution.txt"_s);
    if (milliseconds < least || !folder.isValid() || !write(model, modelOf(program)) || !write(from, startOf(program, start)))
        return std::nullopt;
    QProcess process;
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(solver(), {model, u"-mipstart"_s, from, u"-timeMode"_s, u"elapsed"_s, u"-sec"_s, QString::number(static_cast<double>(milliseconds - forWriting) / 1000.0),
                             u"-ratioGap"_s, u"0"_s, u"-allowableGap"_s, u"0"_s, u"-solve"_s, u"-solution"_s, solution});
    if (!process.waitForFinished(static_cast<int>(milliseconds))) {
        process.kill();
        process.waitForFinished(1'000);
    }
    return read(program, solution);
}

} // namespace crossdock::routing
