#pragma once

#include <QLatin1StringView>
#include <QUtf8StringView>
#include <span>

namespace crossdock::rules {

/// A country (ISO 3166-1 alpha-2) or a region of one, with its names, separated by `|`, the usual one first.
struct Place {
    QLatin1StringView code;
    QUtf8StringView names;
};

std::span<const Place> countries();

/// States, provinces and territories of the US, Canada, India and Australia and the nations of the UK; `code` is
/// the country.
std::span<const Place> regions();

/// What is said of what comes from a country: "German" of Germany. Of a country that has no such word its name stands there.
std::span<const Place> nationalities();

} // namespace crossdock::rules
