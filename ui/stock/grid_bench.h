#pragma once

#include "core/inventory/environment.h"

namespace crossdock::ui {

/// What the grid costs on this machine, without a window: the middle of several runs.
struct GridFigures {
    int rows = 0, channels = 0;
    double loadMs = 0; ///< all rows into the model, as pages of 5,000
    double changeUs = 0; ///< one changed row, at 1,000 changes a second, with its share of the frames
    double frameMs = 0; ///< the longest frame of that second
    double filterMs = 0; ///< one word over all rows
    double sortMs = 0; ///< by the available units
    double bytesPerRow = 0;
};

GridFigures measureGrid(int rows, int channels, const Clock &clock);

} // namespace crossdock::ui
