#include "app/bench/bench.h"
#include "app/bench/figures.h"
#include "app/command_line/sentences.h"
#include "core/inventory/environment.h"
#include "ui/stock/grid_bench.h"

#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {

std::optional<ExitCode> benchGrid(const Call &call, Output &output)
{
    const auto rows = call.arguments.number(u"skus"_s, 1, 1'000'000, 100'000);
    const auto channels = call.arguments.number(u"channels"_s, 1, 64, 8);
    if (!rows || !channels)
        return say(output, rows ? channels.error() : rows.error(), call.command);
    const SystemClock clock;
    const ui::GridFigures figures = ui::measureGrid(static_cast<int>(*rows), static_cast<int>(*channels), clock);
    const QJsonObject json{{u"skus"_s, figures.rows}, {u"channels"_s, figures.channels}, {u"load_ms"_s, figures.loadMs}, {u"change_us"_s, figures.changeUs},
                           {u"frame_ms"_s, figures.frameMs}, {u"filter_ms"_s, figures.filterMs}, {u"sort_ms"_s, figures.sortMs}, {u"bytes_per_sku"_s, figures.bytesPerRow}};
    return printFigures(call, output, json, {
        u"%1 SKUs on %2 channels in the grid"_s.arg(figures.rows).arg(figures.channels),
        u"loaded in %1 ms, %2 bytes a SKU"_s.arg(figures.loadMs, 0, 'f', 0).arg(figures.bytesPerRow, 0, 'f', 0),
        u"one change, at 1,000 a second: %1 µs; the longest frame %2 ms"_s.arg(figures.changeUs, 0, 'f', 1).arg(figures.frameMs, 0, 'f', 1),
        u"filter %1 ms, sort %2 ms"_s.arg(figures.filterMs, 0, 'f', 1).arg(figures.sortMs, 0, 'f', 1)});
}

} // namespace crossdock::app
