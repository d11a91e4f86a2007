#pragma once

#include "core/inventory/fulfilment/wave_view.h"
#include "ui/routing/waterfall_model.h"

/// An explanation in sentences that are made of its facts alone.
namespace crossdock::ui {

/// "From Dallas: 3.12 USD less than one parcel from Reno; 97 % in time."
QString sentenceOf(const fulfilment::WaveView &wave, const fulfilment::WaveExplanation &explanation);

/// "Chosen: Dallas (OAK-1, FedEx ground, leaves Tue 1 Dec, 97 % in time)", one plan a line.
QStringList planTexts(const fulfilment::WaveView &wave, const fulfilment::WaveExplanation &explanation);

/// What would change the plan, one fact a line: every one was solved again.
/// What the figures of the chosen parcels stand on.
QStringList basisTexts(const fulfilment::WaveView &wave, const fulfilment::WaveExplanation &explanation);

QStringList changeTexts(const fulfilment::WaveView &wave, const fulfilment::WaveExplanation &explanation);

/// "It costs this order 0.84 USD more so that 3 others save 9.10 USD."
QString payingText(const fulfilment::WaveExplanation &explanation);

/// Chosen, next best and naive plan as steps that add up to their costs.
QList<PricedPlan> pricedPlans(const fulfilment::WaveExplanation &explanation);

} // namespace crossdock::ui
