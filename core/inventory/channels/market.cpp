#include "core/inventory/channels/market.h"

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::channels {
namespace {

constexpr std::array featuredNames = {u"", u"ours", u"other", u"nobody"}; // of Featured

} // namespace

QString nameOf(Featured featured)
{
    return QString::fromUtf16(featuredNames.at(static_cast<size_t>(featured)));
}

Featured featuredFrom(QStringView name)
{
    for (size_t i = 0; i < featuredNames.size(); ++i) {
        if (name == QStringView(featuredNames[i]))
            return static_cast<Featured>(i);
    }
    return Featured::Unknown;
}

QStringList marketLines(const Market &market)
{
    QStringList lines;
    if (market.competitor)
        lines << u"cheapest offer of others: %1 %2, with what shipping costs more than ours"_s.arg(toDecimal(*market.competitor), market.competitor->currency);
    else if (market.featured != Featured::Unknown)
        lines << u"nobody else offers it"_s;
    if (market.featured == Featured::Ours)
        lines << u"the Featured Offer is ours"_s;
    else if (market.featured == Featured::Other)
        lines << u"the Featured Offer is another seller's"_s;
    else if (market.featured == Featured::Nobody)
        lines << u"nobody has the Featured Offer"_s;
    if (market.isSuppressed)
        lines << u"the channel keeps it from buyers: %1"_s.arg(market.words);
    return lines;
}

bool tellsMarket(QStringView channelKind)
{
    return channelKind == "amazon"_L1;
}

} // namespace crossdock::channels
