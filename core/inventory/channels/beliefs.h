#pragma once

#include "core/inventory/channels/offer_record.h"
#include "core/inventory/command.h"

#include <QSet>
#include <map>

namespace crossdock::channels {

/// What a channel shows, as far as we can tell: from the answers to our pushes, from its own sales, and from numbers it
/// names itself. Rather knows nothing than something wrong: an unknown number is read before it is relied on.
class Beliefs
{
public:
    /// The channel itself sold `units` at `soldAt` (its clock; whole to `resolution`), recorded at `now`: it has taken them
    /// off, unless our last push overwrote that.
    void sold(OfferRecord &record, Quantity units, Time soldAt, Milliseconds resolution, Time now);
    /// The channel may or may not have put units back.
    void unsure(OfferRecord &record);
    /// An answer to a push, or that none came.
    void told(OfferRecord &record, const command::RecordOutcomes::Told &told);
    /// A number that the channel names. True if it is news.
    bool seen(OfferRecord &record, const QuantitySeen &seen);

    /// True once the channel has confirmed a push: one that it does not confirm is lost then.
    bool isConfirming(qint64 channel) const { return m_confirming.contains(channel); }

private:
    void toldPrice(OfferRecord &record, const command::RecordOutcomes::Told &told);
    bool isExplained(OfferRecord &record, Quantity units);
    Time endOfPush(const OfferRecord &record) const;
    bool wasConfirmed(const OfferRecord &record);
    bool takeNews(OfferRecord &record, const QuantitySeen &seen);
    void settleAt(OfferRecord &record, Time at);

    std::map<qint64, Milliseconds> m_clockAhead; ///< by channel: its clock is at least this much ahead of ours
    QSet<qint64> m_confirming; ///< channels, since the start
    std::map<qint64, std::pair<Quantity, Time>> m_early; ///< by listing: a confirmation that no push waited for
    std::map<qint64, Quantity> m_drops; ///< by listing: units that a number went down by, and no order is known for
};

} // namespace crossdock::channels
