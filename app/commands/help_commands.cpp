#include "app/commands/commands.h"

#include <QCoreApplication>

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

QString usageLine(const Verb &verb)
{
    return u"crossdock %1 %2"_s.arg(verb.name, verb.usage).simplified();
}

QString overview()
{
    QString text = u"Crossdock: one ledger of stock for all channels.\n\n"_s;
    for (const Verb &verb : verbs())
        text += u"  %1\n      %2\n"_s.arg(usageLine(verb), verb.help);
    text += u"\nEverywhere: --data DIR, --store CONNECTION, --json, --quiet, --passphrase-file FILE, --help, --version.\n"
            "Exit codes: 0 done, 1 refused, 2 wrong usage, 3 the store cannot be opened, 4 the other side does not answer, 5 it was not printed.\n"_s;
    return text;
}

/// The verbs of a family ("stock"), or the one that is named.
QString detail(const QStringList &words)
{
    QString text;
    for (const Verb &verb : verbs()) {
        const qsizetype count = verb.name.count(u' ') + 1;
        const bool isNamed = words.size() >= count && verb.name == words.first(count).join(u' ');
        const bool isOfFamily = words.size() == 1 && verb.name.startsWith(words.first() + u' ');
        if (isNamed || isOfFamily)
            text += u"  %1\n      %2\n"_s.arg(usageLine(verb), verb.help) + verb.more;
    }
    return text;
}

} // namespace

std::optional<ExitCode> help(const Call &call, Output &output)
{
    QStringList words = call.arguments.words();
    if (words.value(0) == u"help")
        words.removeFirst();
    if (words.isEmpty()) {
        output.out(overview());
        return ExitCode::Done;
    }
    const QString text = detail(words);
    if (!text.isEmpty()) {
        output.out(text);
        return ExitCode::Done;
    }
    const auto unknown = findVerb(words);
    if (!unknown)
        output.err(unknown.error().sentence() + u"\n“crossdock help” lists the commands.\n"_s);
    return ExitCode::WrongUsage;
}

std::optional<ExitCode> version(const Call &call, Output &output)
{
    if (call.arguments.has(u"json"_s)) {
        const QJsonObject json{{u"version"_s, QCoreApplication::applicationVersion()}, {u"qt"_s, QString::fromLatin1(qVersion())}};
        output.out(QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact)) + u'\n');
        return ExitCode::Done;
    }
    output.out(u"crossdock %1 (Qt %2)\n"_s.arg(QCoreApplication::applicationVersion(), QString::fromLatin1(qVersion())));
    return ExitCode::Done;
}

std::optional<ExitCode> completion(const Call &, Output &output)
{
    QStringList words;
    for (const Verb &verb : verbs())
        words += verb.name.split(u' ', Qt::SkipEmptyParts);
    for (const Flag &flag : allFlags())
        words.append(u"--"_s + flag.name);
    words.removeDuplicates();
    output.out(u"complete -o default -W '%1' crossdock\n"_s.arg(words.join(u' ')));
    return ExitCode::Done;
}

} // namespace crossdock::app
