#pragma once

#include "core/inventory/fulfilment/routing/explanation.h"

#include <QByteArray>

namespace crossdock::routing {

/// What a column's price is made of, where that is known.
struct Naming {
    std::function<std::vector<Part>(const Column &)> parts; ///< what is missing up to the cost is the policy's fee
    std::function<std::vector<Fee>(const Column &)> fees;
};

/// The explanation as JSON; the keys are listed in the README.
QByteArray writeExplanation(const Problem &problem, const Explanation &explanation, const Naming &naming);

/// What pinning changed: the price, and every order whose plan differs.
QByteArray writePin(const Problem &problem, const Answer &before, const Answer &after, const std::vector<Pin> &pins, qint64 milliseconds);

} // namespace crossdock::routing
