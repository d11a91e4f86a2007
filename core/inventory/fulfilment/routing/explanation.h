#pragma once

#include "core/inventory/fulfilment/routing/order_plans.h"
#include "core/inventory/fulfilment/routing/resources.h"
#include "core/inventory/fulfilment/routing/router.h"

#include <QStringList>

namespace crossdock::routing {

/// Why an order's parcels come from where they come. Every number is a difference of two costs that can be reckoned again: of two plans of
/// this order, or of two whole plans where something was changed and everything solved anew. No number is a price of a relaxation.
struct Explanation {
    /// Why no parcel comes from a node: the first of these that holds.
    struct Rejected {
        enum class Reason {
            Veto, ///< no parcel may come from there: `name`, and perhaps `detail`
            Unlisted, ///< no parcel from there is listed
            Stock, ///< `shortBy` units of `sku` are not there, whoever else wants some
            StockTaken, ///< `shortBy` units of `sku` went to the orders `holders`
            Capacity, ///< all places of its wave went to the orders `holders`; or it has none
            ParcelCap, ///< more parcels than the order may have
            Dearer, ///< by `dearerBy`, with the rest of the order as good as can be beside it, and the other orders as they are
        };
        int node = 0;
        Reason reason = Reason::Dearer;
        QString name, detail, sku;
        qint64 shortBy = 0;
        Wide dearerBy = 0;
        QStringList holders;
        Plan plan; ///< the best that uses it, for Dearer
    };
    /// A parcel that is not chosen, and would be if it cost less than this for this order alone: with it everything else was solved again.
    struct BreakEven {
        int column = 0;
        Wide winsBelow = 0; ///< may be negative: then no price is low enough
    };
    struct Unit {
        int node = 0;
        QString sku;
        Wide saves = 0; ///< what one more unit there would save all orders together
    };
    /// What the order does for the others.
    struct Sacrifice {
        Plan own; ///< the best plan if it were alone
        Wide costsMore = 0; ///< the chosen plan, than that
        Wide othersSave = 0; ///< than if the order had its own and the others were solved again
        QStringList others; ///< whose plans differ then
        Wide alone = 0; ///< what all cost less without the order
    };

    int order = 0;
    Plan chosen, naive; ///< naive: as if each order in its turn took what is best for it
    std::optional<Plan> runnerUp; ///< the next best of this order, the others as they are
    std::vector<Rejected> rejected;

    // Only where everything was solved again.
    std::vector<BreakEven> breakEvens;
    std::vector<Unit> units;
    std::optional<Sacrifice> sacrifice;
};

/// What a person wants instead: every parcel of the order from this node.
struct Pin {
    int order = 0, node = 0;
};

/// Explains one answer. Whatever is solved again begins from it, so no difference comes from a better search; if one of them finds a better
/// plan for the problem itself, better() has it and the explanation is to be made again.
class Explainer
{
public:
    /// Why a node may send no parcel of an order: name and detail; empty name: not known.
    using WhyMissing = std::function<std::pair<QString, QString>(int order, int node)>;

    Explainer(const Problem &problem, const Answer &answer, WhyMissing whyMissing);

    Explanation explain(int order, bool solvesAgain);

    /// The plans with these orders pinned.
    Answer pin(const std::vector<Pin> &pins) const;

    const std::optional<Answer> &better() const { return m_better; }

private:
    Explanation::Rejected reject(const OrderPlans &plans, int order, int node, const Supply &left) const;
    std::vector<int> shortLines(int order, const std::vector<int> &lines, int node, const Supply &supply, Explanation::Rejected &rejected) const;
    QStringList holders(int order, int node, const QString &sku) const;
    void solveBreakEvens(Explanation &explanation);
    void solveUnits(Explanation &explanation);
    void solveSacrifice(Explanation &explanation, const OrderPlans &plans);
    std::optional<Wide> totalWith(int order, const Plan &columns);
    void note(const std::vector<Plan> &plans);

    const Problem &m_problem;
    const Answer m_answer;
    const WhyMissing m_whyMissing;
    const Resources m_resources;
    const std::vector<Plan> m_naive;
    std::optional<Answer> m_better;
};

} // namespace crossdock::routing
