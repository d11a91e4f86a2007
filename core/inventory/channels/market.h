#pragma once

#include "core/inventory/values/money.h"
#include "core/inventory/values/time.h"

#include <QStringList>
#include <optional>

/// What a marketplace tells of the offers of others and of listings that it keeps from its buyers. Plain values.
namespace crossdock::channels {

/// Who has the Featured Offer (the “Buy Box”) of what a listing sells.
enum class Featured { Unknown, Ours, Other, Nobody };

QString nameOf(Featured featured); ///< "ours"; of Unknown: empty
Featured featuredFrom(QStringView name);

/// The offers for what a listing sells, as they were at `at` by the channel's clock.
struct MarketSeen {
    QString listing;
    std::optional<Money> competitor; ///< the price at which we would cost a buyer as much as the cheapest of the others; nothing: there is none
    Featured featured = Featured::Unknown;
    Time at{};
    friend bool operator==(const MarketSeen &, const MarketSeen &) = default;
};

/// Whether the channel keeps a listing from its buyers.
struct StandingSeen {
    QString listing;
    bool isSuppressed = false;
    QString words; ///< why, in the channel's own
    Time at{};
    friend bool operator==(const StandingSeen &, const StandingSeen &) = default;
};

/// What is on record of both.
struct Market {
    std::optional<Money> competitor;
    Featured featured = Featured::Unknown;
    bool isSuppressed = false;
    QString words; ///< why it is suppressed
    Time standingAt{}; ///< when that was told last
    friend bool operator==(const Market &, const Market &) = default;
};

/// In sentences; empty: nothing was told.
QStringList marketLines(const Market &market);

/// Whether channels of that kind tell it at all: of others that is for their own sites to know.
bool tellsMarket(QStringView channelKind);

} // namespace crossdock::channels
