#pragma once

#include "core/inventory/fulfilment/wave_view.h"

#include <QSet>

namespace crossdock::app {

/// Which orders of a wave are to be decided now, and when to look again.
struct WaveMoment {
    QSet<OrderId> due;
    QHash<OrderId, QString> whys; ///< of those that are due
    QString why() const; ///< of all of them: each reason once, those of most orders first
    std::optional<Time> next; ///< nothing: nobody waits
    std::optional<Time> missedAt; ///< the first cut-off that something planned may miss
};

/// An order waits for others as long as that costs nothing: until shortly before the first cut-off that its plan needs. It is due at once
/// where no other node may send it (`settled`), where a node gave it up, or where what is planned of it cannot be kept; without a cut-off
/// after some minutes. While prices of its parcels are about to be told it waits for them, though never past the cut-off.
WaveMoment momentOf(const fulfilment::WaveView &wave, const QSet<OrderId> &settled, Time now);

} // namespace crossdock::app
