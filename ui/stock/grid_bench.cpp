#include "ui/stock/grid_bench.h"

#include "ui/stock/stock_model.h"

#include <QElapsedTimer>

namespace crossdock::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int pageSize = 5'000; // as StockFeed asks for them
constexpr int runs = 5;
constexpr int changesPerSecond = 1'000;
constexpr int framesPerSecond = 60;

double elapsedMs(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

StockRow benchRow(int number, int channels)
{
    StockRow row;
    row.id = number + 1;
    row.sku = Sku::parse(u"BENCH-%1"_s.arg(number, 6, 10, QChar(u'0'))).value();
    row.name = u"Enamel storage jar with lid, size %1"_s.arg(number % 97);
    row.barcode = QString::number(4'006'381'000'000LL + number);
    row.onHand = number % 700;
    row.reserved = number % 7;
    row.available = row.onHand - row.reserved;
    for (int channel = 0; channel < channels; ++channel) {
        OfferState offer;
        offer.listing = {ChannelId::parse(u"channel-%1"_s.arg(channel)).value(), QString::number(number)};
        offer.wanted = row.available;
        offer.believed = row.available;
        offer.state = OfferState::State::Acknowledged;
        row.offers.append(offer);
    }
    return row;
}

template <class Work>
double middleMs(Work work)
{
    std::array<double, runs> times{};
    for (double &time : times) {
        QElapsedTimer timer;
        timer.start();
        work();
        time = elapsedMs(timer);
    }
    std::sort(times.begin(), times.end());
    return times[runs / 2];
}

void load(StockModel &model, GridFigures &figures)
{
    QElapsedTimer timer;
    for (int first = 0; first < figures.rows; first += pageSize) {
        QList<StockRow> page;
        for (int row = first; row < std::min(first + pageSize, figures.rows); ++row)
            page.append(benchRow(row, figures.channels));
        timer.start(); // making the rows is the store's part
        model.addRows(page, 1);
        figures.loadMs += elapsedMs(timer);
    }
    figures.bytesPerRow = static_cast<double>(model.table().bytes()) / figures.rows;
}

void trade(StockModel &model, GridFigures &figures)
{
    double sumMs = 0;
    int made = 0;
    for (int frame = 0; frame < framesPerSecond; ++frame) {
        QList<StockRow> changes;
        for (; made < changesPerSecond * (frame + 1) / framesPerSecond; ++made) {
            changes.append(benchRow(static_cast<int>(made * 7'919LL % figures.rows), figures.channels));
            changes.last().available -= 1 + made % 3;
            for (OfferState &offer : changes.last().offers)
                offer.believed = changes.last().available;
        }
        QElapsedTimer timer;
        timer.start();
        for (const StockRow &row : std::as_const(changes))
            model.apply(row, made + 2);
        model.flush();
        sumMs += elapsedMs(timer);
        figures.frameMs = std::max(figures.frameMs, elapsedMs(timer));
    }
    figures.changeUs = sumMs * 1'000 / changesPerSecond;
}

} // namespace

GridFigures measureGrid(int rows, int channels, const Clock &clock)
{
    GridFigures figures{.rows = rows, .channels = channels};
    StockModel model(clock);
    load(model, figures);
    trade(model, figures);
    figures.filterMs = middleMs([&] { model.setFilter(StockFilter(u"size 42"_s, StockFilter::Quick::All)); });
    model.setFilter({});
    Qt::SortOrder order = Qt::AscendingOrder;
    figures.sortMs = middleMs([&] {
        order = order == Qt::AscendingOrder ? Qt::DescendingOrder : Qt::AscendingOrder; // a real turn each time
        model.sort(AvailableColumn, order);
    });
    return figures;
}

} // namespace crossdock::ui
