#include "app/command_line/engine_call.h"
#include "app/command_line/sentences.h"
#include "app/serving/termination.h"

#include <QApplication>
#include <QDir>
#include <QTextStream>
#include <QTranslator>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

QStringList lineOf(int argc, char **argv)
{
    QStringList line;
    for (int i = 1; i < argc; ++i)
        line.append(QString::fromLocal8Bit(argv[i]));
    return line;
}

QByteArray readStdinLine()
{
    QFile input;
    return input.open(stdin, QIODevice::ReadOnly) ? input.readLine() : QByteArray();
}

/// Everything that a tool does: reads the line, finds its verb, carries it out.
ExitCode run(Call call, Output &output)
{
    const Verb *verb = verbNamed(call.command);
    call.folder = QDir::currentPath();
    call.person = loginName();
    if (verb->alone) {
        if (const auto done = verb->alone(call, output))
            return *done;
    }
    return carryOut(*verb, call, output);
}

/// The window's sentences in the person's language, where there is one; in English the plurals.
void installTranslation(QApplication &application)
{
    auto *translator = new QTranslator(&application);
    if (translator->load(QLocale(), u"crossdock"_s, u"_"_s, u":/i18n"_s) || translator->load(u":/i18n/crossdock_en.qm"_s))
        QCoreApplication::installTranslator(translator);
}

/// A program with windows where the verb has some, else one without.
std::unique_ptr<QCoreApplication> makeApplication(bool hasWindow, int &argc, char **argv)
{
    std::unique_ptr<QCoreApplication> application;
    if (hasWindow) {
        auto windows = std::make_unique<QApplication>(argc, argv);
        installTranslation(*windows);
        application = std::move(windows);
    } else {
        application = std::make_unique<QCoreApplication>(argc, argv);
    }
    QCoreApplication::setApplicationName(u"crossdock"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(CROSSDOCK_VERSION));
    return application;
}

/// Until it is told to end.
bool goesOn(const QString &verb)
{
    return verb == u"serve" || verb == u"sandbox";
}

} // namespace
} // namespace crossdock::app

int main(int argc, char **argv)
{
    using namespace crossdock::app;
    const QStringList typed = lineOf(argc, argv);
    if (std::any_of(typed.begin(), typed.end(), goesOn)) // it is to end in order from its first moment
        Termination::expect();
    StandardOutput output;
    const auto line = resolveSecrets(typed, QDir::currentPath(), readStdinLine);
    const auto call = line.and_then(parseCall);
    const Verb *verb = call ? verbNamed(call->command) : nullptr;
    if (!verb || !goesOn(verb->name))
        Termination::forget();
    int words = 1; // Qt must not take a flag of ours for one of its own
    const auto application = makeApplication(verb && verb->hasWindow && verb->hasWindow(call->arguments), words, argv);
    if (!call)
        return static_cast<int>(say(output, call.error(), QString()));
    return static_cast<int>(run(*call, output));
}
