#include "app/bench/bench.h"
#include "app/bench/figures.h"
#include "core/inventory/environment.h"
#include "core/inventory/fulfilment/cartons/carton_shelf.h"
#include "core/inventory/fulfilment/rates/rate_book.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

constexpr int orderCount = 400, carrierCount = 10, servicesPerCarrier = 3, heaviest = 150;

/// Ten cartons from a shoe box to what one person can just carry, in inches.
std::vector<cartons::Box> boxes()
{
    constexpr std::array<std::array<int, 4>, 10> sizes{{{8, 6, 4, 35}, {10, 8, 4, 45}, {12, 9, 4, 55}, {10, 8, 6, 55}, {12, 10, 6, 70}, {14, 10, 8, 90}, {16, 12, 8, 110}, {16, 12, 12, 140}, {20, 14, 12, 180}, {24, 18, 16, 260}}};
    std::vector<cartons::Box> all;
    for (const auto &[length, width, height, price] : sizes) {
        const auto inches = [](int whole, int eighths) { return rates::Length(rates::Length::of(whole, rates::LengthUnit::Inch).nanometres() + eighths * 3'175'000LL); };
        all.push_back({u"%1x%2x%3"_s.arg(length).arg(width).arg(height), {inches(length, 0), inches(width, 0), inches(height, 0)}, {inches(length, 2), inches(width, 2), inches(height, 4)},
                       rates::Weight::of(65, rates::WeightUnit::Pound), rates::Weight::of(length, rates::WeightUnit::Ounce), price, true});
    }
    return all;
}

rates::RateBook book()
{
    rates::RateBook::Contents contents;
    for (int carrier = 0; carrier < carrierCount; ++carrier) {
        for (int service = 0; service < servicesPerCarrier; ++service) {
            const QString name = carrier == 0 ? u"fedex"_s : carrier == 1 ? u"ups"_s : carrier == 2 ? u"usps"_s : u"regional-%1"_s.arg(carrier);
            rates::PriceList list{.carrier = name, .service = u"service-%1"_s.arg(service), .priceType = u"list"_s, .effectiveFrom = QDate(2026, 1, 5), .currency = u"USD"_s, .cells = {}};
            for (int zone = 2; zone <= 8; ++zone)
                for (int weight = 1; weight <= heaviest; ++weight)
                    list.cells.append({QString::number(zone), rates::Weight::of(weight, rates::WeightUnit::Pound), {}, rates::WeightUnit::Pound, 900 + carrier * 17 + service * 700 + zone * 60 + weight * 35});
            contents.lists.append(list);
        }
    }
    return rates::RateBook(contents);
}

/// So many things of 2 to 9 inches, some of them twice, some upright.
std::vector<cartons::Item> things(SeededRandom &random, int count)
{
    const auto side = [&] { return *rates::Length::parse(QString::number(2 + static_cast<double>(random.below(70)) / 10), rates::LengthUnit::Inch); };
    std::vector<cartons::Item> items;
    while (static_cast<int>(items.size()) < count) {
        const bool isTwin = !items.empty() && random.below(4) == 0;
        items.push_back(isTwin ? items.back() : cartons::Item{QString::number(items.size()), {side(), side(), side()}, rates::Weight::of(2 + static_cast<qint64>(random.below(60)), rates::WeightUnit::Ounce), random.below(5) == 0});
    }
    return items;
}

struct Row {
    int items;
    Percentiles ms;
    int proven = 0, single = 0;
};

Row measure(const rates::RateBook &rateBook, int count)
{
    SeededRandom random(static_cast<quint64>(count));
    rates::Shipment shipment{.shipDate = QDate(2026, 8, 3), .from = {}, .to = {}, .isResidential = true, .parcels = {}, .zones = {}};
    shipment.from = {.country = u"US"_s, .postcode = u"10001"_s, .name = {}, .street = {}, .city = {}, .region = {}};
    shipment.to = {.country = u"US"_s, .postcode = u"94105"_s, .name = {}, .street = {}, .city = {}, .region = {}};
    const auto price = [&](const cartons::Box &box, rates::Weight gross) -> Result<cartons::Offer> {
        shipment.parcels = {{gross, box.outer, false}};
        std::optional<qint64> least;
        for (const rates::Quote &quote : rateBook.quote(shipment).quotes)
            least = std::min(least.value_or(quote.total.amount), quote.total.amount);
        return least ? Result<cartons::Offer>(cartons::Offer{*least, 0}) : fail(Error::Code::Rejected, box.name);
    };
    const std::vector<cartons::Box> all = boxes();
    std::vector<int> usable;
    for (int i = 0; i < static_cast<int>(all.size()); ++i)
        usable.push_back(i);
    const cartons::CartonShelf::Terms terms{usable, rateBook.pricesRise()};
    Row row{count, {}, 0, 0};
    QList<double> times;
    for (int order = 0; order < orderCount; ++order) {
        const auto items = things(random, count);
        cartons::CartonShelf shelf(all); // nothing known yet
        QElapsedTimer timer;
        timer.start();
        const auto choice = shelf.choose(items, terms, price);
        times.append(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        row.proven += choice && choice->isProven ? 1 : 0;
        row.single += choice && choice->cartons.size() == 1 ? 1 : 0;
    }
    row.ms = percentilesOf(times);
    return row;
}

} // namespace

std::optional<ExitCode> benchCartons(const Call &call, Output &output)
{
    const rates::RateBook rateBook = book();
    QJsonArray rows;
    QStringList lines{u"%1 orders each, 10 cartons, %2 services: the cheapest carton, its service and its packing"_s.arg(orderCount).arg(carrierCount * servicesPerCarrier)};
    for (const int count : {1, 3, 6, 12}) {
        const Row row = measure(rateBook, count);
        rows.append(QJsonObject{{u"items"_s, count}, {u"orders"_s, orderCount}, {u"p50_ms"_s, row.ms.p50}, {u"p99_ms"_s, row.ms.p99}, {u"proven"_s, row.proven}, {u"one_carton"_s, row.single}});
        lines.append(u"%1 items: p50 %2 ms, p99 %3 ms; %4 of %5 proven to be the cheapest, %6 in one carton"_s.arg(count).arg(row.ms.p50, 0, 'f', 2).arg(row.ms.p99, 0, 'f', 2).arg(row.proven).arg(orderCount).arg(row.single));
    }
    return printFigures(call, output, {{u"cartons"_s, rows}}, lines);
}

} // namespace crossdock::app
