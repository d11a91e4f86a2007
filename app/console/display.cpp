#include "app/console/display.h"

#include <QtGlobal>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {

bool hasDisplay()
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    const auto names = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}; // the last one names a screenless platform
    return std::any_of(names.begin(), names.end(), [](const char *name) { return !qEnvironmentVariableIsEmpty(name); });
#else
    return true;
#endif
}

ExitCode refuseWithoutDisplay(Output &output, const QString &instead)
{
    output.err(u"There is no display here to open a window on (DISPLAY and WAYLAND_DISPLAY are empty). %1\n"_s.arg(instead));
    return ExitCode::WrongUsage;
}

} // namespace crossdock::app
