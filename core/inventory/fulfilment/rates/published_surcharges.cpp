#include "core/inventory/fulfilment/rates/surcharge_book.h"

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

/// FedEx Service Guide 2025, standard list fees, in cents; they end with the list of 2026-01-05.
struct ByZone {
    QLatin1StringView kind;
    std::array<qint64, 4> cents; ///< zone 2, 3 and 4, 5 and 6, 7 and above
};
constexpr std::array<ByZone, 4> fedexByZone{{{"additional_handling.dimension"_L1, {2'800, 3'100, 3'600, 3'800}},
                                             {"additional_handling.weight"_L1, {4'350, 4'750, 5'275, 5'500}},
                                             {"additional_handling.packaging"_L1, {2'500, 2'900, 3'100, 3'150}},
                                             {"oversize"_L1, {24'000, 26'000, 29'750, 30'500}}}};
constexpr std::array<std::pair<int, int>, 4> zoneBands{{{2, 2}, {3, 4}, {5, 6}, {7, 99}}};
constexpr qint64 residentialExpress = 655, residentialGround = 595;

} // namespace

QList<Surcharge> publishedSurcharges()
{
    const Surcharge fedex{.carrier = u"fedex"_s, .kind = {}, .from = QDate(2025, 1, 6), .until = QDate(2026, 1, 4), .service = {}, .priceType = u"list"_s, .zipFrom = {}, .zipTo = {}, .amount = {}};
    QList<Surcharge> lines;
    for (const ByZone &row : fedexByZone) {
        for (size_t band = 0; band < zoneBands.size(); ++band) {
            Surcharge line = fedex;
            line.kind = row.kind;
            line.zoneFrom = zoneBands.at(band).first;
            line.zoneTo = zoneBands.at(band).second;
            line.amount = Money{row.cents.at(band), u"USD"_s};
            lines.append(line);
        }
    }
    Surcharge residential = fedex;
    residential.kind = u"residential"_s;
    residential.amount = Money{residentialExpress, u"USD"_s};
    lines.append(residential);
    residential.amount = Money{residentialGround, u"USD"_s};
    for (const QString &service : {u"ground"_s, u"home"_s, u"home_delivery"_s, u"ground_home"_s}) {
        residential.service = service;
        lines.append(residential);
    }
    return lines;
}

} // namespace crossdock::rates
