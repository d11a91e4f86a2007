#include "app/bench/figures.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QTemporaryFile>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

double at(const QList<double> &sorted, double share)
{
    return sorted.isEmpty() ? 0 : sorted[qMin(sorted.size() - 1, static_cast<qsizetype>(share * static_cast<double>(sorted.size())))];
}

bool syncData(const QFile &file)
{
#ifdef Q_OS_UNIX
    return ::fdatasync(file.handle()) == 0;
#else
    return false;
#endif
}

} // namespace

Percentiles percentilesOf(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return {at(values, 0.50), at(values, 0.99)};
}

Result<Percentiles> measureSync(const QString &folder)
{
    constexpr int times = 300;
    QTemporaryFile file(folder + u"/sync-XXXXXX"_s);
    if (!file.open())
        return fail(Error::Code::StoreFailed, folder, file.errorString());
    const QByteArray page(4096, 'x');
    QList<double> ms;
    for (int i = 0; i < times; ++i) {
        QElapsedTimer timer;
        timer.start();
        if (file.write(page) != page.size() || !file.flush() || !syncData(file))
            return fail(Error::Code::StoreFailed, file.fileName(), file.errorString());
        ms.append(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    return percentilesOf(std::move(ms));
}

ExitCode printFigures(const Call &call, Output &output, const QJsonObject &json, const QStringList &lines)
{
    if (call.arguments.has(u"json"_s))
        output.out(QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact)) + u'\n');
    else
        output.out(lines.join(u'\n') + u'\n');
    return ExitCode::Done;
}

} // namespace crossdock::app
