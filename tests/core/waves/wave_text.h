#pragma once

#include <QByteArray>

namespace crossdock::test {

/// A small wave: two nodes, two orders, a carrier with a list by pound. Single quotes, to be read in C++.
inline QByteArray waveText()
{
    return "{'currency':'USD','ship_date':'2026-08-03',"
           "'items':[{'sku':'A','weight':{'value':1.5,'unit':'lb'},'dimensions':{'length':9,'width':7,'height':3,'unit':'in'}},"
           "{'sku':'B','weight':{'value':8,'unit':'oz'},'dimensions':{'length':4,'width':4,'height':2,'unit':'in'},'hazmat':true}],"
           "'boxes':[{'id':'small','inner':{'length':8,'width':6,'height':4,'unit':'in'},'price':35,'blank':false},"
           "{'id':'large','inner':{'length':12,'width':9,'height':6,'unit':'in'},'outer':{'length':12.5,'width':9.5,'height':6.5,'unit':'in'},'tare':{'value':6,'unit':'oz'},'filler':{'value':2,'unit':'oz'},'price':70}],"
           "'nodes':[{'id':'east','capacity':60,'country':'US','postcode':'10001','order_fee':150,'first_pick':30,'pick_fee':25,'free_picks':1,'insert_fee':5,'fuel_percent':10},"
           "{'id':'west','country':'US','postcode':'94105','order_fee':90}],"
           "'orders':[{'id':'o1','channel':'walmart','to':{'country':'US','postcode':'94110'},'promised_by':'2026-08-07','late_cost':600,"
           "'zones':{'east':{'acme':8},'west':{'acme':2}},'lines':[{'id':'l1','sku':'A','quantity':1,'unfilled_cost':4000},{'id':'l2','sku':'B','quantity':2,'unfilled_cost':4000}]},"
           "{'id':'o2','channel':'shop','to':{'country':'US','postcode':'10003','residential':true},'zones':{'east':{'acme':2},'west':{'acme':8}},'lines':[{'id':'l1','sku':'B','quantity':1,'unfilled_cost':3000}]}],"
           "'stock':[{'node':'east','sku':'A','available':3},{'node':'east','sku':'B','available':9},{'node':'west','sku':'B','available':2,'worth':40}],"
           "'rates':[{'carrier':'acme','service':'ground','effective_from':'2026-01-05','weight_unit':'lb','prices':["
           "{'zone':2,'max_weight':1,'price':500},{'zone':2,'max_weight':5,'price':700},{'zone':2,'max_weight':20,'price':1500},"
           "{'zone':8,'max_weight':1,'price':900},{'zone':8,'max_weight':5,'price':1400},{'zone':8,'max_weight':20,'price':4000}]}],"
           "'transit':[{'carrier':'acme','days':[{'days':3,'percent':50},{'days':4,'percent':90},{'days':9,'percent':99}]}]}";
}

/// The same with one text replaced by another.
inline QByteArray waveWith(const QByteArray &what, const QByteArray &by)
{
    QByteArray json = waveText();
    if (!what.isEmpty() && json.count(what) != 1)
        qFatal("%s stands %d times in the file", what.constData(), int(json.count(what)));
    return (what.isEmpty() ? json : json.replace(what, by)).replace('\'', '"');
}

} // namespace crossdock::test
