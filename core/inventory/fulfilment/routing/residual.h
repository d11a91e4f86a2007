#pragma once

#include "core/inventory/fulfilment/routing/program.h"

namespace crossdock::routing {

/// What is left of the scarce resources while parcels are chosen.
class Residual
{
public:
    explicit Residual(const Program &program)
        : m_left(program.supply())
    {
    }

    bool has(const Program &program, int parcel) const
    {
        for (const auto &use : program.uses(program.parcel(parcel))) {
            if (m_left[static_cast<size_t>(use.resource)] < use.amount)
                return false;
        }
        return true;
    }
    void take(const Program &program, int parcel)
    {
        for (const auto &use : program.uses(program.parcel(parcel)))
            m_left[static_cast<size_t>(use.resource)] -= use.amount;
    }
    void give(const Program &program, int parcel)
    {
        for (const auto &use : program.uses(program.parcel(parcel)))
            m_left[static_cast<size_t>(use.resource)] += use.amount;
    }
    qint64 left(int resource) const { return m_left[static_cast<size_t>(resource)]; }

private:
    std::vector<qint64> m_left;
};

} // namespace crossdock::routing
