#pragma once

#include "core/inventory/values/time.h"

#include <QList>

namespace crossdock::channels {

/// How long the last thousand quantities took from being wanted to being told.
class Lags
{
public:
    void add(Milliseconds lag);
    double percentile(double share) const; ///< in ms; 0 where nothing was told

private:
    QList<double> m_last; ///< in ms; a ring
    qsizetype m_next = 0;
};

} // namespace crossdock::channels
