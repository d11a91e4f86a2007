#include "app/commands/commands.h"
#include "core/inventory/data_folder.h"
#include "core/inventory/environment.h"
#include "core/inventory/rules/book/store_workspace.h"
#include "core/inventory/rules/engine/history_findings.h"
#include "core/inventory/rules/rules_lines.h"
#include "core/inventory/store/database.h"

#include <QFile>
#include <QTimeZone>

#include <functional>
#include <iostream>
#include <string>

using namespace Qt::Literals::StringLiterals;

/// The verbs of the rules that need no engine: a line of stdin in, a line of JSON out.
namespace crossdock::app {
namespace {

using LineAnswer = std::function<QByteArray(const rules::Compiler &, const QByteArray &)>;

/// A shop's own store, read beside an engine that may be running; nullptr: there is none.
std::unique_ptr<store::Database> storeOfShop(const Call &call)
{
    const QString place = DataFolder::databaseIn(call.dataFolder());
    if (!QFile::exists(place))
        return nullptr;
    auto database = store::Database::open({store::Source::Kind::Sqlite, place, true});
    return database ? *std::move(database) : nullptr;
}

/// The names of a shop's own store; nothing: there is no store.
std::optional<rules::Workspace> namesOfShop(const Call &call, Output &output)
{
    const auto database = storeOfShop(call);
    if (!database)
        return std::nullopt;
    auto workspace = rules::workspaceOf(*database);
    if (workspace)
        return *std::move(workspace);
    output.err(u"The names of %1 could not be read: %2\n"_s.arg(call.dataFolder(), workspace.error().detail));
    return std::nullopt;
}

/// What the shop's own past says, where it is at hand.
std::vector<rules::PastFinding> pastFindings(store::Database &database, const rules::Workspace &workspace, std::span<const std::optional<rules::Trigger>> all, Output &output)
{
    Progress progress;
    const auto found = rules::historyFindings(database, workspace, all, SystemClock().now(), progress);
    if (!found)
        output.err(u"The history could not be read: %1\n"_s.arg(found.error().detail));
    std::vector<rules::PastFinding> findings;
    for (const rules::HistoryFinding &one : found.value_or(QList<rules::HistoryFinding>()))
        findings.push_back({rules::findingName(one.kind), one.rule, u"It %1."_s.arg(one.words)});
    return findings;
}

/// The names of the lexicon's file; without one those of the data folder, and where there is none a workspace without names.
std::optional<rules::Workspace> workspaceOf(const Call &call, Output &output)
{
    QByteArray json = "{}";
    const QString path = call.arguments.value(u"lexicon"_s);
    if (path.isEmpty()) {
        if (auto known = namesOfShop(call, output))
            return known;
        output.err(u"%1 holds no shop, so no names of channels, nodes or people are known: say --lexicon FILE, or --data FOLDER of a shop.\n"_s.arg(call.dataFolder()));
    }
    if (!path.isEmpty()) {
        QFile file(path);
        if (!file.open(QFile::ReadOnly)) {
            output.err(u"%1: %2\n"_s.arg(path, file.errorString()));
            return std::nullopt;
        }
        json = file.readAll();
    }
    auto workspace = rules::Workspace::fromJson(json);
    if (!workspace) {
        output.err(u"“%1” is not a lexicon.\n"_s.arg(path));
        return std::nullopt;
    }
    return std::move(*workspace);
}

/// --zone says in which zone hours are meant where a sentence says none, whatever the names' own.
bool takeZone(const Call &call, rules::Workspace &workspace, Output &output)
{
    const QString zone = call.arguments.value(u"zone"_s);
    if (zone.isEmpty())
        return true;
    workspace.zone = zone;
    if (QTimeZone(zone.toLatin1()).isValid())
        return true;
    output.err(u"--zone %1: no time zone has that name. Say one like Europe/London or America/New_York.\n"_s.arg(zone));
    return false;
}

/// Answers each line before it reads the next: whoever writes may wait for the answer.
std::optional<ExitCode> answerLines(const Call &call, Output &output, const LineAnswer &answer)
{
    auto workspace = workspaceOf(call, output);
    if (!workspace || !takeZone(call, *workspace, output))
        return ExitCode::WrongUsage;
    const rules::Compiler compiler(std::move(*workspace));
    for (std::string line; std::getline(std::cin, line);)
        output.out(QString::fromUtf8(answer(compiler, QByteArray::fromStdString(line))) + u'\n');
    return ExitCode::Done;
}

} // namespace

std::optional<ExitCode> rulesCompile(const Call &call, Output &output)
{
    const auto form = call.arguments.has(u"explain"_s) ? rules::Answer::Explained : rules::Answer::Trigger;
    return answerLines(call, output, [form](const rules::Compiler &compiler, const QByteArray &line) {
        return rules::compileLine(compiler, line, form);
    });
}

std::optional<ExitCode> rulesParaphrase(const Call &call, Output &output)
{
    bool isAllSaid = true;
    const auto code = answerLines(call, output, [&](const rules::Compiler &compiler, const QByteArray &line) {
        const QByteArray answer = rules::paraphraseLine(compiler, line);
        isAllSaid = isAllSaid && !answer.startsWith("{\"error\"");
        return answer;
    });
    return code == ExitCode::Done && !isAllSaid ? ExitCode::Refused : code;
}

std::optional<ExitCode> rulesAnalyse(const Call &call, Output &output)
{
    // A lexicon of its own is another shop's: this one's past says nothing of it.
    const auto database = call.arguments.has(u"lexicon"_s) ? nullptr : storeOfShop(call);
    return answerLines(call, output, [&](const rules::Compiler &compiler, const QByteArray &line) {
        if (!database)
            return rules::analyseLine(compiler, line);
        return rules::analyseLine(compiler, line, [&](std::span<const std::optional<rules::Trigger>> all) { return pastFindings(*database, compiler.workspace(), all, output); });
    });
}

} // namespace crossdock::app
