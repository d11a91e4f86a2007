#include "core/inventory/rules/spelling.h"

#include <QHash>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

QString spelled(const QString &word)
{
    static const QHash<QString, QString> spellings{
        {u"canceled"_s, u"cancelled"_s},       {u"canceling"_s, u"cancelling"_s},
        {u"cancelation"_s, u"cancellation"_s}, {u"cancelations"_s, u"cancellations"_s},
        {u"fulfil"_s, u"fulfill"_s},           {u"fulfils"_s, u"fulfills"_s},
        {u"fulfilment"_s, u"fulfillment"_s},   {u"despatch"_s, u"dispatch"_s},
        {u"despatches"_s, u"dispatches"_s},    {u"despatched"_s, u"dispatched"_s},
        {u"despatching"_s, u"dispatching"_s},  {u"authorised"_s, u"authorized"_s},
        {u"prioritise"_s, u"prioritize"_s},    {u"prioritised"_s, u"prioritized"_s},
        {u"organisation"_s, u"organization"_s}, {u"emails"_s, u"email"_s},
        {u"emailed"_s, u"email"_s},            {u"emailing"_s, u"email"_s},
        {u"lac"_s, u"lakh"_s},                 {u"lacs"_s, u"lakh"_s},
        {u"lakhs"_s, u"lakh"_s},               {u"crores"_s, u"crore"_s},
        {u"okay"_s, u"ok"_s},                  {u"pct"_s, u"percent"_s},
        {u"labelled"_s, u"labeled"_s},         {u"zipcode"_s, u"zip"_s},
        {u"backorder"_s, u"backordered"_s},    {u"thru"_s, u"through"_s},
        {u"whilst"_s, u"while"_s},             {u"centre"_s, u"center"_s},
    };
    return spellings.value(word, word);
}

} // namespace crossdock::rules
