#include "app/console/console.h"

#include "app/command_line/command_server.h"
#include "app/command_line/engine_call.h"
#include "app/command_line/sentences.h"
#include "app/console/display.h"
#include "app/console/passphrase_question.h"
#include "app/console/settings_file.h"
#include "app/serving/serve.h"
#include "app/serving/termination.h"
#include "ui/imports/import_dialog.h"
#include "ui/main_window/main_window.h"

#include <QApplication>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

void addImport(ui::MainWindow &window)
{
    auto *import = new QAction(window.context().theme.icon(u"import"_s), QCoreApplication::translate("Console", "&Import a file…"), &window);
    import->setShortcut(QKeySequence(u"Ctrl+Shift+I"_s));
    QObject::connect(import, &QAction::triggered, &window, [&window] {
        auto *dialog = new ui::ImportDialog(window.context(), &window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    window.addFileCommand(import);
}

} // namespace

ExitCode runConsole(Engine &engine, const Call &call, const ConsoleStyle &style)
{
    SystemClock clock;
    ui::Theme theme(*qApp);
    SettingsFile file(style.settings);
    const ui::Context context{engine.inventory(), engine, clock, theme, call.person};
    ui::MainWindow window(context, ui::standardPages(), file);
    window.setSubject(style.subject);
    addImport(window);
    if (style.filling)
        window.showFilling(style.filling);
    Termination termination;
    QObject::connect(&termination, &Termination::asked, &window, &ui::MainWindow::closeAtOnce);
    window.show();
    return static_cast<ExitCode>(QApplication::exec());
}

std::optional<ExitCode> console(const Call &call, Output &output)
{
    if (!hasDisplay())
        return refuseWithoutDisplay(output, u"“crossdock serve” runs the engine without a window; “crossdock help” lists the rest."_s);
    auto options = listeningEngine(call);
    if (!options)
        return say(output, options.error(), call.command);
    options->askPerson = askInWindow;
    auto engine = openEngine(*options);
    if (!engine)
        return say(output, engine.error());
    CommandServer server(**engine);
    if (const auto listening = server.listen(); !listening)
        return say(output, listening.error());
    return runConsole(**engine, call);
}

} // namespace crossdock::app
