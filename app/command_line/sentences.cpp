#include "app/command_line/sentences.h"

#include "ui/error_text.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {

ExitCode say(Output &output, const Error &error)
{
    if (error.code == Error::Code::KeyReused) // the window makes its keys itself, and says so otherwise
        output.err(u"%1 was used before with other contents. Nothing was changed: give what is new a key of its own, or repeat exactly what was done with this one.\n"_s.arg(error.subject));
    else if (error.code == Error::Code::Cancelled) // the window gives up questions only
        output.err(u"Stopped: %1.\n"_s.arg(error.detail.isEmpty() ? u"what was under way may still be done, so look before you ask again"_s : error.detail));
    else
        output.err(ui::errorText(error) + u'\n');
    return exitCodeOf(error);
}

ExitCode say(Output &output, const UsageError &error, const QString &name)
{
    output.err(error.sentence() + u'\n');
    const Verb *verb = verbNamed(error.verb.isEmpty() ? name : error.verb);
    if (verb && !verb->name.isEmpty())
        output.err(u"Usage: crossdock %1 %2\n"_s.arg(verb->name, verb->usage));
    else
        output.err(u"“crossdock help” lists the commands.\n"_s);
    return ExitCode::WrongUsage;
}

} // namespace crossdock::app
