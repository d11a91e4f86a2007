#pragma once

#include <QString>

namespace crossdock {

/// A phone number as the world dials it, ITU-T E.164: "+15551234567". `country` (ISO 3166-1, two letters; empty: not known) says what a
/// number without its country means: prefixes and lengths as in the national numbering plans that the ITU lists. Empty: it is no number, or
/// nothing tells its country.
QString internationalPhone(const QString &typed, QStringView country = {});

} // namespace crossdock
