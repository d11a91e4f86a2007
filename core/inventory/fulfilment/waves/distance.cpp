#include "core/inventory/fulfilment/waves/distance.h"

#include "core/inventory/fulfilment/rates/zone_map.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::waves {

double milesBetween(const NodeDetails &from, const rates::Place &to)
{
    constexpr double inRegion = 100, inCountry = 1'000, abroad = 5'000; // roughly what such ways are
    if (from.country != to.country || to.country.isEmpty())
        return abroad;
    const auto start = rates::zip3(from.postcode), end = rates::zip3(to.postcode);
    if (to.country == u"US" && start && end)
        if (const auto miles = rates::milesBetween(*start, *end))
            return *miles;
    const auto code = [](const QString &region) { return region.section(u'-', -1).toUpper(); }; // "US-NY" is NY
    return !to.region.isEmpty() && code(from.region) == code(to.region) ? inRegion : inCountry;
}

} // namespace crossdock::waves
