#pragma once

#include "core/inventory/fulfilment/wave_view.h"

#include <memory>

namespace crossdock::test {

/// A believable wave: `orders` orders from `nodes` places (Dallas, Reno, ...), every seventh split, every eleventh waiting for a unit. Its
/// sums hold.
std::shared_ptr<const fulfilment::WaveView> fakeWave(Time now, int orders = 24, int nodes = 4, qint64 number = 1);

/// Why the first order of that wave comes from where it comes.
fulfilment::WaveExplanation fakeExplanation(const fulfilment::WaveView &wave);

/// What it costs to have its first order from the last place.
fulfilment::PinEffect fakePin(const std::shared_ptr<const fulfilment::WaveView> &wave);

fulfilment::BackTest fakeBackTest();

} // namespace crossdock::test
