#pragma once

#include "core/inventory/fulfilment/routing/program.h"

namespace crossdock::routing {

/// What follows from units being whole: of the lines that ask for so much of a SKU or more, at most so many can be sent, however they are
/// chosen and from whichever nodes. Stock alone lets half a line have the odd unit; where much must wait that hides what waiting costs.
/// (Chvátal and Gomory's cuts over all nodes of a SKU.)
class LineLimits
{
public:
    explicit LineLimits(const Program &program);

    const std::vector<qint64> &most() const { return m_most; } ///< by limit: lines

    /// The limits that count line `line` of all orders, where it is taken from scarce stock.
    const std::vector<int> &of(int line) const { return m_of[static_cast<size_t>(line)]; }

    /// How many lines of each limit a parcel sends; the limit stands where a resource would.
    std::vector<Program::Use> usesOf(const Program &program, int parcel) const;

private:
    struct Demand {
        std::vector<std::pair<qint64, int>> lines; ///< quantity, and the line of all orders
        std::vector<qint64> supply; ///< by node that has too little
    };
    static std::vector<Demand> demandOf(const Program &program);
    void addLimits(Demand &demand);

    std::vector<qint64> m_most;
    std::vector<std::vector<int>> m_of;
};

} // namespace crossdock::routing
