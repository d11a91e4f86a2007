#include "core/inventory/rules/many_things.h"

#include <QHash>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

/// What is done to the things, in front of their number.
const QHash<QString, QString> &verbs()
{
    static const QHash<QString, QString> known{
        {u"order.cancel"_s, u"cancel"_s},
        {u"order.refund"_s, u"refund"_s},
        {u"order.hold"_s, u"hold"_s},
        {u"order.release"_s, u"release"_s},
        {u"order.tag"_s, u"tag"_s},
        {u"order.untag"_s, u"take a tag off"_s},
        {u"order.note"_s, u"write a note on"_s},
        {u"order.flag"_s, u"flag"_s},
        {u"order.route"_s, u"route"_s},
        {u"order.split"_s, u"split"_s},
        {u"order.ship_with"_s, u"choose the carrier of"_s},
        {u"order.package"_s, u"choose the package of"_s},
        {u"order.add_option"_s, u"add a shipping option to"_s},
        {u"order.priority"_s, u"set the priority of"_s},
        {u"order.capture"_s, u"capture the payments of"_s},
        {u"order.fulfill"_s, u"mark as fulfilled"_s},
        {u"order.assign"_s, u"assign"_s},
        {u"order.archive"_s, u"archive"_s},
        {u"order.buy_label"_s, u"buy labels for"_s},
        {u"listing.end"_s, u"end the listings of"_s},
        {u"listing.pause"_s, u"pause the listings of"_s},
        {u"listing.resume"_s, u"resume the listings of"_s},
        {u"listing.publish"_s, u"publish the listings of"_s},
        {u"listing.set_quantity"_s, u"set the quantities shown of"_s},
        {u"listing.set_price"_s, u"set the prices of"_s},
        {u"stock.set_buffer"_s, u"set the buffers of"_s},
        {u"stock.transfer"_s, u"transfer stock of"_s},
        {u"po.create"_s, u"order from suppliers for"_s},
        {u"product.tag"_s, u"tag"_s},
        {u"product.untag"_s, u"take a tag off"_s},
        {u"return.approve"_s, u"approve returns of"_s},
        {u"return.reject"_s, u"reject returns of"_s},
        {u"return.send_label"_s, u"send return labels for"_s},
        {u"customer.tag"_s, u"tag the customers of"_s},
        {u"customer.untag"_s, u"take a tag off the customers of"_s},
    };
    return known;
}

QString counted(int things, const QString &thing)
{
    static const QHash<QString, QString> nouns{{u"order"_s, u"order"_s}, {u"sku"_s, u"product"_s}, {u"listing"_s, u"product"_s},
                                               {u"channel"_s, u"channel"_s}, {u"purchase"_s, u"purchase order"_s}, {u"parcel"_s, u"parcel"_s}};
    const QString noun = nouns.value(thing.section(u' ', 0, 0), u"thing"_s);
    return u"%1 %2%3"_s.arg(things).arg(noun, things == 1 ? QString() : u"s"_s);
}

} // namespace

Stakes stakesOf(const QString &action)
{
    static const QStringList lasting{u"order.cancel"_s, u"order.refund"_s, u"listing.end"_s, u"return.reject"_s};
    return lasting.contains(action) ? Stakes::Lasting : verbs().contains(action) ? Stakes::Undoable : Stakes::None;
}

Stakes stakesOf(const std::vector<Action> &actions)
{
    Stakes gravest = Stakes::None;
    for (const Action &action : actions)
        gravest = std::max(gravest, stakesOf(action.type));
    return gravest;
}

QString gravestOf(const std::vector<Action> &actions)
{
    const Stakes gravest = stakesOf(actions);
    const auto found = std::ranges::find_if(actions, [gravest](const Action &action) { return stakesOf(action.type) == gravest; });
    return gravest == Stakes::None ? QString() : found->type;
}

QString deedInWords(const QString &action, int things, const QString &thing)
{
    return verbs().value(action, u"touch"_s) + u' ' + counted(things, thing);
}

QString questionInWords(const QString &action, int things, const QString &thing)
{
    const QString bound = stakesOf(action) == Stakes::Lasting ? u"an hour"_s : u"at once"_s;
    return u"would %1; %2 %3 is its bound"_s.arg(deedInWords(action, things, thing)).arg(manyThings).arg(bound);
}

} // namespace crossdock::rules
