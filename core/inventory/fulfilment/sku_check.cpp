#include "core/inventory/fulfilment/sku_check.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::fulfilment {
namespace {

constexpr QStringView blankBox = u"blank box", notBy = u"not by ";

} // namespace

QStringList skuDemandsOf(const Handling &handling)
{
    QStringList demands;
    if (handling.plainBox)
        demands.append(blankBox.toString());
    for (const QString &carrier : handling.blockedCarriers)
        demands.append(notBy.toString() + carrier);
    return demands;
}

Handling handlingFor(const QString &demand)
{
    Handling handling;
    handling.plainBox = demand == blankBox;
    if (demand.startsWith(notBy))
        handling.blockedCarriers.append(demand.mid(notBy.size()));
    return handling;
}

QString refusalOf(const QString &node, const QString &sku, const QString &demand)
{
    if (demand == blankBox)
        return u"%1 does not pack %2 in a blank box"_s.arg(node, sku);
    return u"%1 does not keep %2 away from %3"_s.arg(node, demand.mid(notBy.size()), sku);
}

QString openQuestionOf(const QString &node, const QString &things, const QString &demand)
{
    if (demand == blankBox)
        return u"whether %1 packs %2 in a blank box"_s.arg(node, things);
    return u"whether %1 keeps %2 away from %3"_s.arg(node, demand.mid(notBy.size()), things);
}

} // namespace crossdock::fulfilment
