#pragma once

#include "core/inventory/fulfilment/cartons/packing.h"
#include "core/inventory/values/result.h"

#include <functional>
#include <map>

namespace crossdock::cartons {

/// The cheapest way to send a carton.
struct Offer {
    qint64 cost = 0; ///< minor units, without the carton itself
    int tag = 0; ///< the asker's own name for it
};

/// Answers for a carton and what it weighs with all that is in it. An error says why nobody takes it.
using Pricer = std::function<Result<Offer>(const Box &box, rates::Weight gross)>;

/// A carton, packed.
struct Carton {
    int box = 0; ///< which of the shelf's
    std::vector<Placement> placements; ///< `item` counts in what was asked for
    rates::Weight gross;
    Offer offer;
};

struct Choice {
    std::vector<Carton> cartons;
    qint64 cost = 0; ///< cartons and their sending
    bool isProven = false; ///< nothing is cheaper (with several cartons: none of them alone, and no other division, where there are few items)
};

/// The cartons of a house, and what is known of what goes into them: a question that came before is answered at once.
class CartonShelf
{
public:
    explicit CartonShelf(std::vector<Box> boxes);

    const std::vector<Box> &boxes() const { return m_boxes; }

    /// What to ask for beside the items.
    struct Terms {
        std::vector<int> boxes; ///< that may be used
        bool pricesRise = false; ///< a larger and heavier carton is never cheaper to send: then fewer need be asked for
    };

    /// The carton and the packing that cost least; several cartons only if no single one takes all. NotFound: the item `subject` goes into
    /// none. Other errors are the pricer's.
    Result<Choice> choose(const std::vector<Item> &items, const Terms &terms, const Pricer &pricer);

private:
    using Key = std::vector<qint64>;

    const std::vector<Packing> &packings(const std::vector<Item> &sorted);
    Result<Choice> chooseOne(const std::vector<Item> &items, const Terms &terms, const Pricer &pricer);
    Result<Choice> divideExactly(const std::vector<Item> &items, const Terms &terms, const Pricer &pricer);
    Result<Choice> divideByRules(const std::vector<Item> &items, const Terms &terms, const Pricer &pricer);
    bool isDominated(int box, const std::vector<int> &others) const;

    std::vector<Box> m_boxes;
    std::vector<size_t> m_bySize; ///< smallest first
    std::map<Key, std::vector<Packing>> m_known; ///< by what the items measure
};

} // namespace crossdock::cartons
