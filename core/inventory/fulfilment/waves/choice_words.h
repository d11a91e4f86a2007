#pragma once

#include "core/inventory/fulfilment/wave_view.h"
#include "core/inventory/fulfilment/waves/parcel_pricer.h"

/// How sure the prices are that an order is decided by, and what decides it, in facts.
namespace crossdock::waves {

/// The least sure of its cartons' prices. `late`: likenesses of what was asked for and did not come in time.
fulfilment::Pricing pricingOf(const PricedParcel &parcel, const QSet<QString> &late);

/// What whoever sends it asks for it, all cartons together; nothing: of one no price of theirs is known.
std::optional<Money> quotedOf(const PricedParcel &parcel);

/// Notes with an order's parcels why they are these. Answers how sure their prices are.
fulfilment::Pricing describeChoice(QList<fulfilment::PlannedParcel> &parcels, const QString &choice);

/// By order of the problem: until when prices of its parcels may still be told; nothing: none is awaited.
std::vector<std::optional<Time>> awaitedByOrder(const ParcelPricer &pricer, const QHash<QString, Time> &awaited, size_t orders);

/// By order of the problem, why its plan is this one: what each parcel costs, by part, where its price comes from, and what the next best
/// parcel from elsewhere costs that would hold the same. Facts in English.
class ChoiceWords
{
public:
    explicit ChoiceWords(const routing::Problem &problem);
    QString of(int order, const routing::Plan &plan, const QList<fulfilment::PlannedParcel> &parcels) const;

private:
    QString nextBest(int order, const routing::Plan &plan) const;

    const routing::Problem &m_problem;
    std::vector<std::vector<int>> m_columns; ///< by order
};

} // namespace crossdock::waves
