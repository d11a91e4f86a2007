#pragma once

#include "tests/core/workshop.h"

namespace crossdock::tests {

inline NodeDetails placeAt(const QString &postcode, qint64 orderFee)
{
    NodeDetails node;
    node.country = u"US"_s;
    node.postcode = postcode;
    node.costs = NodeDetails::CostCard{u"USD"_s, orderFee, 0, 0, 0, 0, 0};
    return node;
}

/// A shop that sends from New York (main) and, for so many cents an order more, from San Francisco (east).
struct CoastShop : Workshop {
    CoastShop(const store::Source &source, qint64 eastFee)
        : Workshop(source)
    {
        must(command::DefineNode{node(u"main"), u"warehouse"_s, {}, placeAt(u"10001"_s, 0)});
        must(command::DefineNode{node(u"east"), u"warehouse"_s, {}, placeAt(u"94105"_s, eastFee)});
        define(u"A", 5, 5);
    }
};

} // namespace crossdock::tests
