#pragma once

#include <QString>

namespace crossdock {

/// The two letters of a country that is written as two or three letters, or by its name in English or in its own languages:
/// "us", "USA", "United States", "Brasil". Empty: it is none that is known.
QString countryCode(const QString &text);

} // namespace crossdock
