#pragma once

#include "core/inventory/fulfilment/node_quotes.h"
#include "core/inventory/fulfilment/waves/wave.h"

namespace crossdock::waves {

/// What a node that tells prices itself says of sending some lines of an order: one of the three.
struct ToldPrice {
    std::optional<rates::Quote> quote; ///< what it asks with all its fees, not a day old, in the wave's currency; `deliveredBy` as if asked now
    QString refusal; ///< why it does not take them, in its own words
    QString untold; ///< why no price of its own counts, facts in English
    QString likeness = {}; ///< of the question
};

/// Is there somebody to ask, and a place to name?
bool isToldOf(const Wave &wave, int order, int node);

fulfilment::NodeQuestion nodeQuestion(const Wave &wave, int order, int node, const std::vector<int> &lines);
ToldPrice toldPrice(const Wave &wave, const fulfilment::NodeQuestion &question);

} // namespace crossdock::waves
