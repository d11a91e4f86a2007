#include "core/inventory/fulfilment/waves/place_zone.h"

#include <QLocale>
#include <QTimeZone>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::waves {
namespace {

/// States and provinces of North America and Australia; one with two zones has the more western one.
struct Row {
    QLatin1StringView country, states;
    const char *zone;
};
constexpr std::array rows = {
    Row{"US"_L1, "CT DC DE GA MA MD ME NC NH NJ NY OH PA RI SC VA VT WV"_L1, "America/New_York"},
    Row{"US"_L1, "AL AR FL IA IL IN KY LA MI MN MO MS OK TN WI"_L1, "America/Chicago"},
    Row{"US"_L1, "CO KS MT ND NE NM SD TX UT WY"_L1, "America/Denver"},
    Row{"US"_L1, "AZ"_L1, "America/Phoenix"},
    Row{"US"_L1, "CA ID NV OR WA"_L1, "America/Los_Angeles"},
    Row{"US"_L1, "AK"_L1, "America/Anchorage"},
    Row{"US"_L1, "HI"_L1, "Pacific/Honolulu"},
    Row{"CA"_L1, "NB NS PE NL"_L1, "America/Halifax"},
    Row{"CA"_L1, "QC"_L1, "America/Toronto"},
    Row{"CA"_L1, "ON MB"_L1, "America/Winnipeg"},
    Row{"CA"_L1, "SK"_L1, "America/Regina"},
    Row{"CA"_L1, "AB NT NU"_L1, "America/Edmonton"},
    Row{"CA"_L1, "BC YT"_L1, "America/Vancouver"},
    Row{"AU"_L1, "ACT NSW TAS VIC"_L1, "Australia/Sydney"},
    Row{"AU"_L1, "QLD"_L1, "Australia/Brisbane"},
    Row{"AU"_L1, "SA NT"_L1, "Australia/Darwin"},
    Row{"AU"_L1, "WA"_L1, "Australia/Perth"},
};

QDate dayIn(Time moment, const QTimeZone &zone)
{
    return toDateTime(moment).toTimeZone(zone).date();
}

} // namespace

QDate dayAt(Time moment, const QString &country, const QString &region)
{
    const QString state = region.section(u'-', -1).toUpper(); // "US-NY" is NY
    for (const Row &row : rows) {
        if (row.country == country && QString(row.states).split(u' ').contains(state))
            return dayIn(moment, QTimeZone(row.zone));
    }
    const QLocale::Territory territory = country.size() == 2 ? QLocale::codeToTerritory(country) : QLocale::AnyTerritory;
    if (territory == QLocale::AnyTerritory)
        return dayIn(moment, QTimeZone::utc());
    QDate day;
    for (const QByteArray &id : QTimeZone::availableTimeZoneIds(territory)) {
        const QDate there = dayIn(moment, QTimeZone(id));
        day = day.isValid() ? std::min(day, there) : there;
    }
    return day.isValid() ? day : dayIn(moment, QTimeZone::utc());
}

} // namespace crossdock::waves
