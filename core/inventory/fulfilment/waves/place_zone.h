#pragma once

#include "core/inventory/values/time.h"

#include <QDate>

namespace crossdock::waves {

/// The day that a moment is for somebody there: by the state where a country has several zones and it is known, else the earliest day that
/// it is anywhere in the country, so that nothing is late. Unknown country: UTC.
QDate dayAt(Time moment, const QString &country, const QString &region);

} // namespace crossdock::waves
