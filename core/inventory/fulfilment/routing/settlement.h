#pragma once

#include "core/inventory/environment.h"
#include "core/inventory/fulfilment/routing/assignment.h"
#include "core/inventory/fulfilment/routing/open_plan.h"
#include "core/inventory/fulfilment/routing/shortlist.h"

namespace crossdock::routing {

/// Makes a plan of what the orders would choose at the prices: while more is taken than there is, of those that take it the one gives way
/// that loses least, and the next one that wants it pays as much. Some one or two per cent above the bound, where taking the orders in turn
/// is five to ten. An order that is not in the shortlist stays as it is.
class Settlement
{
public:
    Settlement(const Program &program, const Shortlist &shortlist, quint64 seed);

    /// Betters `plan` if one of so many ways to settle does: they differ in what is settled first.
    void improve(Assignment &plan, int tries);

private:
    struct Concession {
        int order = -1, choice = -1;
        double loss = 0;
    };
    void begin(const Assignment &plan);
    bool settle();
    Concession leastConcession(int resource);
    void findConcession(int order, int resource, Concession &least);
    void seeWhatIsLeftTo(int order);
    double fineOf(int order, const Shortlist::Choice &choice, int except) const;
    void take(int order, int choice);
    void takeWhatIsLeft(int order);

    const Program &m_program;
    const Shortlist &m_shortlist;
    SeededRandom m_random;
    OpenPlan m_plan;
    std::vector<int> m_choice; ///< by order
    std::vector<double> m_fines; ///< by resource: of each unit that is not there
    std::vector<qint64> m_left; ///< by resource of the order that is looked at: what it could have
    double m_rise = 0; ///< of a fine, beyond what was lost
};

} // namespace crossdock::routing
