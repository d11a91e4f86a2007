#include "core/inventory/rules/engine/taking_back.h"

#include "core/inventory/rules/engine/entry_changes.h"

#include <QJsonArray>
#include <QSet>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

using What = command::MarkOrder::What;

tl::unexpected<Error> cannot(const Entry &entry, const QString &why)
{
    return fail(Error::Code::NotAllowed, entry.what, why);
}

/// Notes and the like: only while they are still what the rule made them.
Result<Command> ofMark(store::Database &database, const Entry &entry, const OrderId &order)
{
    static const QHash<QString, What> kinds{{u"order.note"_s, What::Note}, {u"order.flag"_s, What::Flag}, {u"order.priority"_s, What::Priority}, {u"order.assign"_s, What::Assign}};
    static const QHash<QString, QString> columns{{u"order.note"_s, u"note"_s}, {u"order.flag"_s, u"flag"_s}, {u"order.priority"_s, u"priority"_s}, {u"order.assign"_s, u"assignee"_s}};
    const QString column = columns.value(entry.what);
    const QJsonObject change = changeOf(entry, column);
    const auto now = database.first(u"SELECT s."_s + column + u" FROM sale s JOIN channel c ON c.id = s.channel_id WHERE c.name = ? AND s.number = ?"_s,
                                    {order.channel.text(), order.number}, [](const store::Row &row) { return row.text(0); });
    if (!now)
        return tl::make_unexpected(now.error());
    if (change.isEmpty() || now->value_or(QString()) != change[u"new"_s].toString())
        return cannot(entry, u"somebody changed it since"_s);
    const QString before = change[u"old"_s].toString();
    const What what = kinds.value(entry.what);
    return command::MarkOrder{order, what == What::Flag && before.isEmpty() ? What::Unflag : what, before};
}

/// Only of an order of which nothing was said before.
Result<Command> ofWish(const Entry &entry, const OrderId &order)
{
    const QJsonArray changes = entry.body[u"changes"_s].toArray();
    if (changes.size() == 1 && changes[0][u"what"_s].toString() == u"options") {
        rates::Options added = rates::optionsFrom(changes[0][u"new"_s].toString());
        for (const rates::Option before : rates::optionsFrom(changes[0][u"old"_s].toString()))
            added.removeAll(before);
        return command::WishShipping{order, command::WishShipping::What::NoOptions, {.options = added}};
    }
    const bool isFirst = std::all_of(changes.begin(), changes.end(), [](const QJsonValue &one) { return one[u"old"_s].toString().isEmpty() && !one[u"old"_s].toBool(); });
    if (changes.isEmpty() || !isFirst)
        return cannot(entry, u"how it was to be sent before is not kept"_s);
    return command::WishShipping{order, command::WishShipping::What::Nothing, {}};
}

Result<Command> ofOrder(store::Database &database, const Entry &entry)
{
    const auto order = OrderId::parse(about(entry, u"order"_s).value(0));
    if (!order)
        return tl::make_unexpected(order.error());
    const QString tag = entry.body[u"tag"_s].toString();
    if (entry.what == u"order.hold")
        return command::ReleaseOrder{*order, entry.number};
    if (entry.what == u"order.release")
        return command::HoldOrder{*order};
    if (entry.what == u"order.tag")
        return command::MarkOrder{*order, What::Untag, tag};
    if (entry.what == u"order.untag")
        return command::MarkOrder{*order, What::Tag, tag};
    if (entry.what == u"order.archive")
        return command::MarkOrder{*order, What::Unarchive, {}};
    if (entry.what == u"order.wish")
        return ofWish(entry, *order);
    if (entry.what == u"order.refund" || entry.what == u"order.capture")
        return cannot(entry, u"money that its channel was told to move stays moved"_s);
    if (entry.what == u"order.cancel" || entry.what == u"order.ship")
        return cannot(entry, u"what is cancelled or shipped stays so"_s);
    return ofMark(database, entry, *order);
}

Result<Command> ofPrice(store::Database &database, const Entry &entry, const Sku &sku, const ChannelId &channel)
{
    const QJsonObject change = changeOf(entry, u"price on "_s + channel.text());
    const auto money = priceFrom(change[u"old"_s].toString());
    if (!money)
        return cannot(entry, u"the price before is not known"_s);
    const auto now = database.first(u"SELECT l.price, l.price_currency FROM listing l JOIN sku k ON k.id = l.sku_id JOIN channel c ON c.id = l.channel_id "
                                    "WHERE k.code = ? AND c.name = ? AND l.price IS NOT NULL ORDER BY l.id LIMIT 1"_s,
                                    {sku.text(), channel.text()}, [](const store::Row &row) { return Money{row.number(0), row.text(1)}; });
    if (!now)
        return tl::make_unexpected(now.error());
    if (!*now || toDecimal(**now) + u' ' + (*now)->currency != change[u"new"_s].toString())
        return cannot(entry, u"somebody changed the price since"_s);
    return command::SetPrice{sku, channel, *money};
}

Result<Command> ofLimit(const Entry &entry, const Sku &sku, const ChannelId &channel)
{
    command::LimitListings limit{sku, channel, {}, {}};
    if (const QJsonObject buffer = changeOf(entry, u"buffer on "_s + channel.text()); !buffer.isEmpty())
        limit.buffer = Quantity(buffer[u"old"_s].toInteger());
    if (const QJsonObject cap = changeOf(entry, u"cap on "_s + channel.text()); !cap.isEmpty()) {
        limit.liftsCap = cap[u"old"_s].isNull();
        if (!limit.liftsCap)
            limit.cap = Quantity(cap[u"old"_s].toInteger());
    }
    return limit.buffer || limit.cap || limit.liftsCap ? Result<Command>(limit) : cannot(entry, u"it changed nothing"_s);
}

/// The tag that the entry put on a product, or took off it.
Result<Command> ofProductTag(const Entry &entry, const Sku &sku)
{
    const QJsonObject change = changeOf(entry, u"tags");
    const QStringList before = change[u"old"_s].toString().split(u", "_s, Qt::SkipEmptyParts), after = change[u"new"_s].toString().split(u", "_s, Qt::SkipEmptyParts);
    for (const QString &tag : after) {
        if (!before.contains(tag))
            return command::TagProduct{sku, tag, true};
    }
    for (const QString &tag : before) {
        if (!after.contains(tag))
            return command::TagProduct{sku, tag, false};
    }
    return cannot(entry, u"it changed no tag"_s);
}

} // namespace

Result<Command> takingBack(store::Database &database, const Entry &entry)
{
    if (entry.what.startsWith(u"order."))
        return ofOrder(database, entry);
    if (entry.what == u"customer.tag" || entry.what == u"customer.untag")
        return OrderId::parse(about(entry, u"order"_s).value(0)).map([&](const OrderId &order) { return Command(command::TagCustomer{order, entry.body[u"tag"_s].toString(), entry.what == u"customer.tag"}); });
    if (entry.what == u"stock.transfer")
        return command::Undo{entry.number};
    if (entry.what == u"purchase.create") // whoever was written to is written to again
        return command::CancelPurchase{about(entry, u"purchase"_s).value(0), 0, entry.body.contains(u"notice"_s)};
    if (entry.what == u"purchase.covered")
        return cannot(entry, u"it ordered nothing"_s);
    if (entry.what == u"notice.post") {
        const bool isHere = entry.body[u"via"_s].toString() == u"app";
        return isHere ? Result<Command>(command::SettleNotice{entry.body[u"notice"_s].toInteger(), command::SettleNotice::What::Done, u"taken back"_s})
                      : cannot(entry, u"what was sent is sent"_s);
    }
    const auto sku = Sku::parse(about(entry, u"sku"_s).value(0));
    if (!sku)
        return cannot(entry, u"it moved nothing that could be moved back"_s);
    if (entry.what == u"sku.change")
        return ofProductTag(entry, *sku);
    const auto channel = ChannelId::parse(about(entry, u"channel"_s).value(0));
    if (!channel)
        return cannot(entry, u"it is about no channel"_s);
    if (entry.what == u"selling.stop")
        return command::ResumeSelling{*sku, *channel};
    if (entry.what == u"selling.resume")
        return command::StopSelling{*sku, *channel, std::nullopt};
    if (entry.what == u"price.set")
        return ofPrice(database, entry, *sku, *channel);
    return entry.what == u"listing.limit" ? ofLimit(entry, *sku, *channel) : cannot(entry, u"it has no opposite"_s);
}

WayBack wayBack(const QString &action)
{
    static const QSet<QString> known{u"order.hold"_s, u"order.release"_s, u"order.tag"_s, u"order.untag"_s, u"order.note"_s, u"order.flag"_s,
                                     u"order.priority"_s, u"order.assign"_s, u"order.archive"_s, u"order.ship_with"_s, u"order.package"_s, u"order.buy_label"_s, u"listing.pause"_s, u"listing.resume"_s,
                                     u"listing.set_quantity"_s, u"listing.set_price"_s, u"stock.set_buffer"_s, u"stock.transfer"_s, u"po.create"_s,
                                     u"product.tag"_s, u"product.untag"_s, u"customer.tag"_s, u"customer.untag"_s, u"task.create"_s};
    if (action == u"message.send" || action == u"report.send")
        return WayBack::InTheHouse;
    return known.contains(action) ? WayBack::Whole : WayBack::None;
}

} // namespace crossdock::rules
