#pragma once

#include "tests/core/workshop.h"

namespace crossdock::tests {

inline Money usd(qint64 cents)
{
    return {cents, QStringLiteral("USD")};
}

/// Adds a marketplace that tells of others, and lists the SKU there.
inline void openMarketplace(Workshop &shop, QStringView name = u"amazon", bool hasQueue = true)
{
    ChannelDetails details;
    details.name = channel(name);
    details.kind = QStringLiteral("amazon");
    details.url = QStringLiteral("http://localhost");
    if (hasQueue)
        details.account.insert(QStringLiteral("queue_url"), QStringLiteral("http://localhost/queue"));
    shop.must(command::AddChannel{details});
}

inline void listAt(Workshop &shop, QStringView channelName, QStringView code, const Money &price)
{
    shop.must(command::MapListing{{{channel(channelName), code.toString()}, sku(code), {}, {}, {}}, price, 0, {}});
}

/// What the marketplace tells; `competitor` 0: nobody else offers it.
inline command::RecordMarket offersAt(QStringView code, qint64 competitor, channels::Featured featured, double atSecond, QStringView name = u"amazon")
{
    const auto price = competitor > 0 ? std::optional(usd(competitor)) : std::nullopt;
    return {channel(name), {{code.toString(), price, featured, second(atSecond)}}, {}};
}

inline command::RecordMarket standingOf(QStringView code, bool isSuppressed, double atSecond, const QString &words = QStringLiteral("The main image is missing"))
{
    return {channel(u"amazon"), {}, {{code.toString(), isSuppressed, words, second(atSecond)}}};
}

} // namespace crossdock::tests
