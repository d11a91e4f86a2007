#pragma once

#include "core/inventory/fulfilment/wave_view.h"
#include "ui/routing/board.h"

namespace crossdock::ui {

/// The wave as lanes of cards: the orders that wait first where there are some, then every place.
QList<BoardLane> boardOf(const fulfilment::WaveView &wave, Time now);

} // namespace crossdock::ui
