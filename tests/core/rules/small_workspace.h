#pragma once

#include "core/inventory/rules/workspace.h"

namespace crossdock::tests {

/// The names of a small shop: three channels, three nodes, two carriers.
inline rules::Workspace smallWorkspace()
{
    static constexpr auto json = "{"
        "'defaults':{'currency':'USD','country':'US','timezone':'America/Chicago'},"
        "'channels':{'amazon':['Amazon'],'ebay':['eBay'],'etsy':['Etsy']},"
        "'nodes':{'north':['North warehouse','North'],'south':['South warehouse','South'],'fba':['FBA']},"
        "'node_kinds':{'warehouse':['north','south']},"
        "'carriers':{'ups':{'names':['UPS'],'services':{'ground':['Ground']}},"
        "'dhl':{'names':['DHL'],'services':{'express':['Express']}}},"
        "'categories':{'Lamps':[],'Garden & Home':[]},"
        "'brands':['Lumio','Nordwind'],'suppliers':['Pacific Goods'],"
        "'recipients':{'me':['me','myself'],'warehouse':['the warehouse'],'finance':['finance','finance team']},"
        "'packages':{'small_box':['small box']},"
        "'reports':{'sales':['sales report'],'returns':['returns report']}}";
    auto workspace = rules::Workspace::fromJson(QByteArray(json).replace('\'', '"'));
    Q_ASSERT(workspace);
    return std::move(*workspace);
}

} // namespace crossdock::tests
