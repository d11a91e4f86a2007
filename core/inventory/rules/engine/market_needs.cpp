#include "core/inventory/rules/engine/market_needs.h"

#include "core/inventory/channels/market.h"
#include "core/inventory/rules/engine/deeds.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

QStringList missingOfMarket(const QString &what, const QStringList &named, const Setting &setting)
{
    QStringList missing, deaf;
    const bool needsQueue = !what.startsWith(u"account."_s); // the account's rates are read
    bool isTold = false;
    for (auto [channel, kind] : setting.channelKinds.asKeyValueRange()) {
        if (!named.isEmpty() && !named.contains(channel))
            continue;
        const bool isTelling = channels::tellsMarket(kind);
        if (!isTelling && !named.isEmpty())
            missing.append(u"“%1” does not tell “%2”: %3 sells nobody else's goods there."_s.arg(channel, what, kind));
        if (isTelling && (needsQueue && setting.withoutQueue.contains(channel)))
            deaf.append(u"“%1” tells “%2” through its queue, and none is set: add the channel again with queue_url, region and the AWS keys."_s.arg(channel, what));
        isTold = isTold || (isTelling && !(needsQueue && setting.withoutQueue.contains(channel)));
    }
    if (!named.isEmpty() || !isTold)
        missing += deaf;
    if (!isTold && missing.isEmpty())
        missing.append(u"No connected channel that this rule is about tells “%1”: of those that Crossdock speaks to Amazon does."_s.arg(what));
    return missing;
}

QStringList missingFloor(const Action &action)
{
    if (!followsOthers(action) || action.arguments.contains(u"min"_s))
        return {};
    return {u"A price that follows others must say how low it may go, or one wrong price of theirs would be ours, too: “… but never below cost” or “… but never below $10” would do."_s};
}

} // namespace crossdock::rules
