#include "core/inventory/rules/engine/deeds.h"

#include "core/inventory/parcels/waiting_rows.h"
#include "core/inventory/rules/engine/placing.h"

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

/// "USD" of its unit; empty: it is no money.
QString currencyOf(Unit unit)
{
    for (const auto &currency : {u"USD"_s, u"EUR"_s, u"GBP"_s, u"INR"_s, u"CAD"_s, u"AUD"_s})
        if (unitOfCurrency(currency) == unit)
            return currency;
    return {};
}

Result<QList<Command>> addOption(const OrderId &order, const Action &action)
{
    const QString name = textArgument(action, u"option"_s);
    const auto option = rates::optionFrom(name);
    if (!option)
        return fail(Error::Code::NotAllowed, action.type, u"“%1” is no option of a shipment"_s.arg(name));
    return QList<Command>{command::WishShipping{order, command::WishShipping::What::Options, {.options = {*option}}}};
}

} // namespace

fulfilment::ShippingWish wishOf(const Action &action)
{
    return {textArgument(action, u"carrier"_s), textArgument(action, u"service"_s), fulfilment::rateFrom(textArgument(action, u"rate"_s)), textArgument(action, u"package"_s)};
}

Unit unitArgument(const Action &action)
{
    return unitOf(textArgument(action, u"unit"_s)).value_or(Unit::None);
}

Money moneyOf(double amount, const QString &currency)
{
    return {qint64(std::llround(amount * std::pow(10.0, minorDigits(currency)))), currency};
}

QString textArgument(const Action &action, const QString &name)
{
    const auto found = action.arguments.find(name);
    const QString *text = found == action.arguments.end() ? nullptr : std::get_if<QString>(&found->second);
    return text ? *text : QString();
}

std::optional<double> numberArgument(const Action &action, const QString &name)
{
    const auto found = action.arguments.find(name);
    const double *number = found == action.arguments.end() ? nullptr : std::get_if<double>(&found->second);
    return number ? std::optional(*number) : std::nullopt;
}

Result<QList<Command>> Deeds::commandsFor(const Action &action, const Circumstances &circumstances)
{
    const QString family = action.type.section(u'.', 0, 0);
    if (family == u"order" || family == u"review")
        return forOrder(action, circumstances);
    if (family == u"return")
        return forReturn(action, circumstances);
    if (family == u"listing")
        return forListing(action, circumstances);
    if (family == u"customer")
        return forCustomer(action, circumstances.subject);
    if (family == u"stock" || family == u"product")
        return forProduct(action, circumstances);
    if (action.type == u"sync.run") {
        const auto channel = ChannelId::parse(action.channel.isEmpty() ? circumstances.subject.channel : action.channel);
        return channel.map([](const ChannelId &id) { return QList<Command>{command::RunSync{id}}; });
    }
    if (action.type == u"po.create")
        return purchase(action, circumstances);
    if (action.type == u"document.print")
        return print(action, circumstances.subject);
    return forPeople(action, circumstances);
}

Result<QList<Command>> Deeds::forOrder(const Action &action, const Circumstances &circumstances)
{
    using What = command::MarkOrder::What;
    const Subject &subject = circumstances.subject;
    if (subject.sale == 0)
        return fail(Error::Code::NotAllowed, subject.text(), u"it is no order"_s);
    const OrderId &order = subject.order;
    const auto mark = [&](What what, const QString &argument) { return QList<Command>{command::MarkOrder{order, what, textArgument(action, argument)}}; };
    if (action.type == u"order.cancel")
        return QList<Command>{command::CancelOrder{order, {}, true}};
    if (action.type == u"order.hold")
        return QList<Command>{command::HoldOrder{order}};
    if (action.type == u"order.release")
        return QList<Command>{command::ReleaseOrder{order}};
    if (action.type == u"order.fulfill")
        return QList<Command>{command::ShipOrder{order, {}}};
    if (action.type == u"order.tag")
        return mark(What::Tag, u"tag"_s);
    if (action.type == u"order.untag")
        return mark(What::Untag, u"tag"_s);
    if (action.type == u"order.note")
        return mark(What::Note, u"text"_s);
    if (action.type == u"order.flag")
        return mark(What::Flag, u"reason"_s);
    if (action.type == u"order.priority")
        return mark(What::Priority, u"level"_s);
    if (action.type == u"order.assign")
        return mark(What::Assign, u"assignee"_s);
    if (action.type == u"order.archive")
        return mark(What::Archive, {});
    if (action.type == u"order.route")
        return route(action, circumstances);
    if (action.type == u"order.split")
        return split(circumstances);
    using Wish = command::WishShipping::What;
    if (action.type == u"order.ship_with")
        return QList<Command>{command::WishShipping{order, Wish::Way, wishOf(action)}};
    if (action.type == u"order.package")
        return QList<Command>{command::WishShipping{order, Wish::Package, wishOf(action)}};
    if (action.type == u"order.buy_label")
        return QList<Command>{command::WishShipping{order, Wish::Label, wishOf(action)}};
    if (action.type == u"order.add_option")
        return addOption(order, action);
    if (action.type == u"order.capture")
        return QList<Command>{command::InstructChannel{channels::Instruction::Kind::Capture, order}};
    if (action.type == u"review.request")
        return QList<Command>{command::InstructChannel{channels::Instruction::Kind::AskReview, order}};
    if (action.type == u"order.refund")
        return refund(action, circumstances);
    return fail(Error::Code::NotAllowed, action.type, u"it cannot be done here"_s);
}

/// The return of the happening, else the newest that waits for an answer.
Result<QList<Command>> Deeds::forReturn(const Action &action, const Circumstances &circumstances)
{
    using Kind = channels::Instruction::Kind;
    const Subject &subject = circumstances.subject;
    if (action.type == u"return.send_label")
        return sendLabel(subject);
    const auto waiting = m_database.first(u"SELECT number FROM sale_return WHERE sale_id = ? AND state = 'requested' AND (number = ? OR ? = '') ORDER BY id DESC LIMIT 1"_s,
                                          {subject.sale, subject.part, subject.part}, [](const store::Row &row) { return row.text(0); });
    if (!waiting)
        return tl::make_unexpected(waiting.error());
    if (!*waiting)
        return QList<Command>{};
    command::InstructChannel told{action.type == u"return.approve" ? Kind::ApproveReturn : Kind::DeclineReturn, subject.order};
    told.returned = **waiting;
    return QList<Command>{told};
}

/// Once for a return, whichever rule asks: after a label that could not be bought a person decides.
Result<QList<Command>> Deeds::sendLabel(const Subject &subject)
{
    const auto waiting = m_database.first(u"SELECT number FROM sale_return WHERE sale_id = ? AND state IN ('requested', 'approved') AND label_state = '' AND (number = ? OR ? = '') ORDER BY id DESC LIMIT 1"_s,
                                          {subject.sale, subject.part, subject.part}, [](const store::Row &row) { return row.text(0); });
    if (!waiting)
        return tl::make_unexpected(waiting.error());
    return *waiting ? QList<Command>{command::SendReturnLabel{subject.order, **waiting}} : QList<Command>{};
}

/// All that is held for the order, from one node. The cheapest node is what the router looks for by itself: it only has to be let.
Result<QList<Command>> Deeds::route(const Action &action, const Circumstances &circumstances)
{
    const Subject &subject = circumstances.subject;
    const QString strategy = textArgument(action, u"strategy"_s);
    fulfilment::PlannedParcel parcel;
    CROSSDOCK_TRY(m_database.each(u"SELECT l.line, k.code, l.quantity - l.short - l.shipped FROM sale_line l JOIN sku k ON k.id = l.sku_id "
                                  "WHERE l.sale_id = ? AND l.quantity - l.short - l.shipped > 0 ORDER BY l.id"_s,
                                  {subject.sale}, [&](const store::Row &row) { parcel.lines.append({row.text(0), *Sku::parse(row.text(1)), row.number(2)}); }));
    if (parcel.lines.isEmpty())
        return fail(Error::Code::OutOfStock, subject.text(), u"nothing is held for it"_s);
    if (strategy == u"cheapest")
        return QList<Command>{command::RecordPlan{{{subject.order, {}}}, {}, {}}};
    const auto node = strategy.isEmpty() ? NodeId::parse(textArgument(action, u"node"_s))
        : strategy == u"nearest"         ? waiting(circumstances).and_then(nearestNode)
                                         : fullestNode(subject).and_then([](const QString &name) { return NodeId::parse(name); });
    if (!node)
        return tl::make_unexpected(node.error());
    parcel.node = *node;
    parcel.isPinned = true;
    parcel.why = circumstances.ruleName;
    return QList<Command>{command::RecordPlan{{{subject.order, {parcel}}}, {}, {}}};
}

/// The order alone. Where its buyer lives is sealed: the facts may open it.
Result<fulfilment::Waiting> Deeds::waiting(const Circumstances &circumstances)
{
    auto waiting = parcels::readWaiting(m_database, query::Waiting{circumstances.subject.order});
    if (!waiting)
        return waiting;
    for (fulfilment::WaitingOrder &order : waiting->orders) {
        order.city = m_facts.read({*fieldNamed(u"order.city"), {}}, circumstances.subject, circumstances.at).text;
        order.postcode = m_facts.read({*fieldNamed(u"order.postcode"), {}}, circumstances.subject, circumstances.at).text;
    }
    return waiting;
}

/// What is there is sent from where it lies; what is missing gets parcels of its own once it is there.
Result<QList<Command>> Deeds::split(const Circumstances &circumstances)
{
    const Subject &subject = circumstances.subject;
    const auto known = waiting(circumstances);
    const auto missing = m_database.first(u"SELECT COALESCE(SUM(short), 0) FROM sale_line WHERE sale_id = ?"_s, {subject.sale}, [](const store::Row &row) { return row.number(0); });
    if (!known || !missing)
        return tl::make_unexpected(!known ? known.error() : missing.error());
    if (known->orders.isEmpty())
        return fail(Error::Code::OutOfStock, subject.text(), u"nothing is held for it"_s);
    return splitByNode(known->orders.first(), missing->value_or(0), circumstances.ruleName).map([&](const QList<fulfilment::PlannedParcel> &parcels) {
        return QList<Command>{command::RecordPlan{{{subject.order, parcels}}, {}, {}}};
    });
}

channels::RefundAmount refundAmountOf(const Action &action)
{
    using What = channels::RefundAmount::What;
    const QString words = textArgument(action, u"amount"_s);
    const double amount = numberArgument(action, u"amount"_s).value_or(0);
    const Unit unit = unitArgument(action);
    if (words == u"shipping")
        return {What::Shipping, {}, 0};
    if (unit == Unit::Percent)
        return {What::Share, {}, static_cast<int>(std::lround(amount * 100))};
    return words == u"full" ? channels::RefundAmount{} : channels::RefundAmount{What::Sum, moneyOf(amount, currencyOf(unit)), 0};
}

Result<QList<Command>> Deeds::refund(const Action &action, const Circumstances &circumstances)
{
    command::InstructChannel told{channels::Instruction::Kind::Refund, circumstances.subject.order};
    told.amount = refundAmountOf(action);
    return QList<Command>{told};
}

/// Where most of the order's units are, held for it or free, of the nodes that its channel sells from. Of a kit: whole ones.
Result<QString> Deeds::fullestNode(const Subject &order)
{
    QString fullest;
    Quantity most = 0, there = 0; // there: at the node that is being read
    QString node;
    CROSSDOCK_TRY(m_database.each(
        u"SELECT n.name, c.pool, MIN((COALESCE(p.free, 0) + COALESCE(r.reserved, 0)) / COALESCE(k.quantity, 1)) "
        "FROM sale_line l JOIN sale s ON s.id = l.sale_id JOIN channel c ON c.id = s.channel_id CROSS JOIN node n LEFT JOIN kit_part k ON k.kit_id = l.sku_id "
        "LEFT JOIN position p ON p.node_id = n.id AND p.sku_id = COALESCE(k.part_id, l.sku_id) "
        "LEFT JOIN reservation r ON r.line_id = l.id AND r.node_id = n.id AND r.sku_id = COALESCE(k.part_id, l.sku_id) "
        "WHERE l.sale_id = ? AND l.sku_id IS NOT NULL AND n.is_removed = 0 GROUP BY n.id, n.name, c.pool, l.id ORDER BY n.id, l.id"_s,
        {order.sale}, [&](const store::Row &row) {
            const QStringList pool = row.text(1).split(u'\n', Qt::SkipEmptyParts);
            if (!pool.isEmpty() && !pool.contains(row.text(0)))
                return;
            there = row.text(0) == node ? there + row.number(2) : row.number(2);
            node = row.text(0);
            if (there > most) {
                most = there;
                fullest = node;
            }
        }));
    return most > 0 ? Result<QString>(fullest) : fail(Error::Code::OutOfStock, order.text(), u"no place has a unit of it"_s);
}

Result<QList<Sku>> Deeds::skusOf(const Subject &subject)
{
    if (subject.sku != 0)
        return QList<Sku>{*Sku::parse(subject.code)};
    if (!subject.purchase.isEmpty()) {
        return m_database.select(u"SELECT k.code FROM purchase_line l JOIN purchase p ON p.id = l.purchase_id JOIN sku k ON k.id = l.sku_id WHERE p.number = ? ORDER BY k.code"_s, {subject.purchase},
                                 [](const store::Row &row) { return *Sku::parse(row.text(0)); });
    }
    if (subject.sale == 0)
        return fail(Error::Code::NotAllowed, subject.text(), u"it is about no product"_s);
    return m_database.select(u"SELECT DISTINCT k.code FROM sale_line l JOIN sku k ON k.id = l.sku_id WHERE l.sale_id = ? ORDER BY k.code"_s, {subject.sale},
                             [](const store::Row &row) { return *Sku::parse(row.text(0)); });
}

/// Of the channel that is named, of all, of all others than the one at hand, or of the one at hand.
Result<QList<Deeds::Listing>> Deeds::listingsOf(const Action &action, const Subject &subject)
{
    const auto skus = skusOf(subject);
    if (!skus)
        return tl::make_unexpected(skus.error());
    const QString &target = action.channel;
    QList<Listing> found;
    for (const Sku &sku : *skus) {
        CROSSDOCK_TRY(m_database.each(
            u"SELECT c.name, l.price, l.price_currency, l.listing, m.competitor, m.competitor_currency FROM listing l JOIN channel c ON c.id = l.channel_id JOIN sku k ON k.id = l.sku_id "
            "LEFT JOIN market m ON m.listing_id = l.id WHERE k.code = ? ORDER BY l.id"_s,
            {sku.text()}, [&](const store::Row &row) {
                const QString channel = row.text(0);
                const bool isHere = channel == subject.channel;
                const bool isMeant = target == u"all" || (target == u"others" && !isHere && !subject.turnedOn.contains(channel)) || target == channel || (target.isEmpty() && (isHere || subject.channel.isEmpty()));
                const bool isKnown = std::any_of(found.begin(), found.end(), [&](const Listing &one) { return one.sku == sku && one.channel.text() == channel; });
                if (!isMeant || isKnown)
                    return;
                Listing listing{sku, *ChannelId::parse(channel), row.text(3), std::nullopt, std::nullopt};
                if (!row.isNull(1))
                    listing.price = Money{row.number(1), row.text(2)};
                if (!row.isNull(4))
                    listing.competitor = Money{row.number(4), row.text(5)};
                found.append(listing);
            }));
    }
    return found;
}

Result<QList<Command>> Deeds::forListing(const Action &action, const Circumstances &circumstances)
{
    const auto listings = listingsOf(action, circumstances.subject);
    if (!listings)
        return tl::make_unexpected(listings.error());
    QList<Command> commands;
    for (const Listing &listing : *listings) {
        using Kind = channels::Instruction::Kind;
        if (circumstances.spared.contains(listingThing(listing.sku.text(), listing.channel.text())))
            continue;
        if (action.type == u"listing.end" || action.type == u"listing.publish") {
            commands.append(command::InstructChannel{action.type == u"listing.end" ? Kind::EndListing : Kind::PublishListing, {}, {}, ListingId{listing.channel, listing.name}});
        } else if (action.type == u"listing.pause") {
            commands.append(command::StopSelling{listing.sku, listing.channel, std::nullopt});
        } else if (action.type == u"listing.resume") {
            commands.append(command::ResumeSelling{listing.sku, listing.channel});
        } else if (action.type == u"listing.set_quantity") {
            commands.append(command::LimitListings{listing.sku, listing.channel, std::nullopt, Quantity(numberArgument(action, u"value"_s).value_or(0))});
        } else {
            if (!listing.price)
                return fail(Error::Code::NotAllowed, listing.sku.text(), u"its price on %1 is not known"_s.arg(listing.channel.text()));
            const auto price = newPrice(action, listing, circumstances);
            if (!price)
                return tl::make_unexpected(price.error());
            if (*price)
                commands.append(command::SetPrice{listing.sku, listing.channel, **price});
        }
    }
    return commands;
}

Result<QList<Command>> Deeds::forProduct(const Action &action, const Circumstances &circumstances)
{
    if (action.type == u"stock.set_buffer")
        return setBuffer(action, circumstances);
    const auto skus = skusOf(circumstances.subject);
    if (!skus)
        return tl::make_unexpected(skus.error());
    QList<Command> commands;
    for (const Sku &sku : *skus) {
        if (circumstances.spared.contains(u"sku "_s + sku.text()))
            continue;
        if (action.type == u"product.tag" || action.type == u"product.untag") {
            commands.append(command::TagProduct{sku, textArgument(action, u"tag"_s), action.type == u"product.untag"});
        } else {
            const auto to = NodeId::parse(textArgument(action, u"to"_s));
            QString from = textArgument(action, u"from"_s);
            if (from.isEmpty()) { // from where most is free
                const auto most = m_database.first(u"SELECT n.name FROM position p JOIN node n ON n.id = p.node_id JOIN sku k ON k.id = p.sku_id "
                                                   "WHERE k.code = ? AND n.name <> ? AND p.free > 0 ORDER BY p.free DESC, n.id LIMIT 1"_s,
                                                   {sku.text(), textArgument(action, u"to"_s)}, [](const store::Row &row) { return row.text(0); });
                if (!most)
                    return tl::make_unexpected(most.error());
                if (!*most)
                    return fail(Error::Code::OutOfStock, sku.text(), u"no place has a free unit of it"_s);
                from = **most;
            }
            const auto source = NodeId::parse(from);
            if (!to || !source)
                return tl::make_unexpected(!to ? to.error() : source.error());
            commands.append(command::TransferStock{sku, *source, *to, Quantity(numberArgument(action, u"quantity"_s).value_or(0)), false});
        }
    }
    return commands;
}

} // namespace crossdock::rules
