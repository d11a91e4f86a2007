#pragma once

#include <QString>

namespace crossdock::rates {

/// "Germany", "Korea (the Republic of)", "Deutschland", "Great Britain" as ISO 3166 has it: "DE"; empty: no country is called so, or several are.
QString countryNamed(const QString &name);

} // namespace crossdock::rates
