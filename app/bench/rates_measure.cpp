#include "app/bench/bench.h"
#include "app/bench/figures.h"
#include "core/inventory/fulfilment/rates/rate_book.h"

#include <QElapsedTimer>
#include <QJsonObject>
#include <random>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

constexpr int orderCount = 500;
constexpr int servicesPerCarrier = 3;
constexpr int heaviest = 150; // pounds
const QStringList nodeZips{u"07001"_s, u"30301"_s, u"60601"_s, u"75201"_s, u"90001"_s, u"98101"_s};
const QStringList carrierNames{u"fedex"_s, u"ups"_s, u"usps"_s, u"dhl"_s, u"regional"_s};

/// Lists of full size: every pound, every zone, every service; a chart of zones for each carrier.
rates::RateBook::Contents contents()
{
    rates::RateBook::Contents contents;
    for (const QString &carrier : carrierNames) {
        for (int service = 0; service < servicesPerCarrier; ++service) {
            rates::PriceList list{.carrier = carrier, .service = u"service-%1"_s.arg(service), .priceType = u"list"_s, .effectiveFrom = QDate(2026, 1, 5), .currency = u"USD"_s, .cells = {}};
            for (int zone = 2; zone <= 8; ++zone)
                for (int weight = 1; weight <= heaviest; ++weight)
                    list.cells.append({QString::number(zone), rates::Weight::of(weight, rates::WeightUnit::Pound), {}, rates::WeightUnit::Pound, 900 + service * 700 + zone * 60 + weight * 35});
            contents.lists.append(list);
        }
        rates::ZoneChart chart{.carrier = carrier, .effectiveFrom = {}, .zones = {}};
        for (const QString &zip : nodeZips)
            for (int to = 10; to < 1'000; ++to)
                chart.zones[zip.left(3)].insert(u"%1"_s.arg(to, 3, 10, QChar(u'0')), QString::number(2 + to % 7));
        contents.charts.append(chart);
    }
    return contents;
}

QList<rates::Shipment> shipments()
{
    std::mt19937 random(7);
    const auto below = [&](int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); };
    QList<rates::Shipment> all;
    for (int order = 0; order < orderCount; ++order) {
        rates::Shipment shipment;
        shipment.shipDate = QDate(2026, 8, 3);
        shipment.to = {.country = u"US"_s, .postcode = u"%1"_s.arg(1'000 + below(98'000), 5, 10, QChar(u'0')), .name = {}, .street = {}, .city = {}, .region = {}};
        shipment.isResidential = below(3) > 0;
        const auto side = [&] { return *rates::Length::parse(QString::number(3 + below(200) / 10.0), rates::LengthUnit::Inch); };
        shipment.parcels = {{*rates::Weight::parse(QString::number(0.2 + below(300) / 10.0), rates::WeightUnit::Pound), rates::Dimensions{side(), side(), side()}, false}};
        for (const QString &zip : nodeZips) {
            shipment.from = {.country = u"US"_s, .postcode = zip, .name = {}, .street = {}, .city = {}, .region = {}};
            all.append(shipment);
        }
    }
    return all;
}

/// Every fourth ZIP code an area of its own price, for one carrier.
QList<rates::Surcharge> areas()
{
    constexpr int count = 25'000;
    rates::Surcharge line;
    line.carrier = carrierNames.first();
    line.kind = u"delivery_area"_s;
    line.from = QDate(2026, 1, 5);
    QList<rates::Surcharge> lines;
    for (int i = 0; i < count; ++i) {
        line.zipFrom = line.zipTo = u"%1"_s.arg(i * 4, 5, 10, QChar(u'0'));
        line.amount = Money{400 + i % 300, u"USD"_s};
        lines.append(line);
    }
    return lines;
}

struct Asked {
    qint64 questions = 0, quotes = 0, refused = 0;
    double ms = 0;
    QList<double> times; ///< of a question, microseconds
};

Asked askAll(const rates::RateBook &book, const QList<rates::Shipment> &shipments)
{
    Asked asked;
    QElapsedTimer clock;
    clock.start();
    for (const rates::Shipment &shipment : shipments) {
        for (const QString &carrier : carrierNames) {
            const qint64 begun = clock.nsecsElapsed();
            const rates::Rated rated = book.quote(shipment, carrier);
            asked.times.append(static_cast<double>(clock.nsecsElapsed() - begun) / 1e3);
            ++asked.questions;
            asked.quotes += rated.quotes.size();
            asked.refused += rated.refused.size();
        }
    }
    asked.ms = static_cast<double>(clock.nsecsElapsed()) / 1e6;
    return asked;
}

} // namespace

std::optional<ExitCode> benchRates(const Call &call, Output &output)
{
    const rates::RateBook::Contents lists = contents();
    QElapsedTimer clock;
    clock.start();
    const rates::RateBook book(lists);
    const double made = static_cast<double>(clock.nsecsElapsed()) / 1e6;
    const QList<rates::Shipment> questions = shipments();
    const Asked asked = askAll(book, questions);
    rates::RateBook::Contents withAreas = lists;
    withAreas.surcharges = areas();
    const Asked inAreas = askAll(rates::RateBook(withAreas), questions);
    const Percentiles us = percentilesOf(asked.times);
    return printFigures(call, output,
                        {{u"questions"_s, asked.questions}, {u"quotes"_s, asked.quotes}, {u"refused"_s, asked.refused}, {u"ms"_s, asked.ms}, {u"p50_us"_s, us.p50}, {u"p99_us"_s, us.p99}, {u"book_ms"_s, made},
                         {u"areas"_s, withAreas.surcharges.size()}, {u"areas_ms"_s, inAreas.ms}},
                        {u"%1 questions (%2 orders x %3 nodes x %4 carriers), %5 quotes, %6 refused: %7 ms; one question p50 %8 µs, p99 %9 µs"_s.arg(asked.questions).arg(orderCount).arg(nodeZips.size())
                             .arg(carrierNames.size()).arg(asked.quotes).arg(asked.refused).arg(asked.ms, 0, 'f', 0).arg(us.p50, 0, 'f', 1).arg(us.p99, 0, 'f', 1),
                         u"the same with a list of %1 areas: %2 ms"_s.arg(withAreas.surcharges.size()).arg(inAreas.ms, 0, 'f', 0),
                         u"the book of 15 lists and 5 charts is made in %1 ms"_s.arg(made, 0, 'f', 0)});
}

} // namespace crossdock::app
