#pragma once

#include "core/inventory/fulfilment/wave_view.h"

#include <QSet>

namespace crossdock::app {

/// Which orders of a wave are to be decided now, and when to look again.
struct WaveMoment {
    QSet<OrderId> due;
    QString why; ///< of the first that is due
    std::optional<Time> next; ///< nothing: nobody waits
    std::optional<Time> missedAt; ///< the first cut-off that something planned may miss
};

/// An order waits for others as long as that costs nothing: until shortly before the first cut-off that its plan needs. It is due at once
/// where no other node may send it (`settled`), where a node gave it up, or where what is planned of it cannot be kept; without a cut-off
/// after some minutes.
WaveMoment momentOf(const fulfilment::WaveView &wave, const QSet<OrderId> &settled, Time now);

} // namespace crossdock::app
