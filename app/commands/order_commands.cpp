#include "app/command_line/json.h"
#include "app/commands/commands.h"
#include "app/commands/words.h"
#include "core/inventory/fulfilment/order_papers.h"
#include "core/inventory/values/counted.h"
#include "ui/orders/order_fact_words.h"
#include "ui/orders/order_words.h"
#include "ui/words.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

/// Carries out what `make` makes of the order that the first word names.
template <class Make>
ExitCode bookOf(Session &session, Make make)
{
    const auto order = OrderId::parse(session.arguments().word(0));
    if (!order)
        return session.refuse(order.error());
    return perform(session, make(*order));
}

tl::expected<query::Orders, ExitCode> filterOf(Session &session)
{
    const Arguments &given = session.arguments();
    query::Orders query;
    const auto limit = given.number(u"limit"_s, 1, 100'000, 500);
    if (!limit)
        return tl::make_unexpected(session.refuse(limit.error()));
    query.limit = static_cast<int>(*limit);
    query.onlyShort = given.has(u"short"_s);
    if (given.has(u"channel"_s)) {
        const auto channel = ChannelId::parse(given.value(u"channel"_s));
        if (!channel)
            return tl::make_unexpected(session.refuse(channel.error()));
        query.channel = *channel;
    }
    if (given.has(u"state"_s)) {
        query.state = orderStateFrom(given.value(u"state"_s));
        if (!query.state)
            return tl::make_unexpected(session.refuse(UsageError{UsageError::Kind::BadValue, u"--state "_s + given.value(u"state"_s),
                                                                 u"it is awaiting_payment, open, on_hold, picked, shipped or cancelled"_s}));
    }
    return query;
}

QString standingOf(Shipment::State state, const QString &words)
{
    switch (state) {
    case Shipment::State::Waiting: return u"its channel is not told yet"_s;
    case Shipment::State::Told: return u"its channel knows"_s;
    case Shipment::State::Refused: return u"its channel refused it: "_s + words;
    }
    Q_UNREACHABLE();
}

/// A parcel also by what its channel shows of it before it is told of a correction.
QString standingOf(const Shipment &sent)
{
    const QString shown = sent.told > 0 && sent.told < sent.wish() ? *sent.toldTracking() : QString();
    return standingOf(sent.state, sent.words) + (shown.isEmpty() ? QString() : u", it shows "_s + shown);
}

void printDetail(Session &session, const OrderDetail &order)
{
    session.print(u"%1  %2  placed %3"_s.arg(order.row.id.text(), ui::badge(order.row.state).text, toText(order.row.createdAt)));
    if (const QString reason = ui::reasonText(order); !reason.isEmpty())
        session.print(u"  "_s + reason);
    for (const OrderDetail::Line &line : order.lines) {
        session.print(u"  %1 x %2  short %3, shipped %4, returned %5"_s.arg(line.quantity).arg(line.sku.isEmpty() ? line.listing : line.sku.text())
                          .arg(line.shortUnits).arg(line.shipped).arg(line.returned));
        for (const OrderDetail::Reservation &held : line.reservations)
            session.print(u"    %1 at %2: reserved %3, picked %4, shipped %5"_s.arg(held.sku.text(), held.node.text()).arg(held.reserved).arg(held.picked).arg(held.shipped));
    }
    if (const QString buying = ui::buyingText(order); !buying.isEmpty())
        session.print(u"  "_s + buying);
    if (const QString facts = ui::factsText(order.facts); !facts.isEmpty())
        session.print(u"  "_s + facts);
    if (const QString wish = ui::wishText(order.wish); !wish.isEmpty())
        session.print(u"  to be sent: "_s + wish);
    for (const channels::Instruction &told : order.instructions)
        session.print(u"  its channel was told: "_s + ui::instructionText(told));
    for (const Shipment &sent : order.shipments)
        session.print(u"  parcel %1 left %2  %3 %4  %5"_s.arg(sent.parcel.number).arg(toText(sent.parcel.sentAt), sent.parcel.carrier, sent.parcel.tracking, standingOf(sent)));
    for (const ReturnRow &one : order.returns)
        session.print(u"  return %1 %2  %3 %4, %5 came back%6"_s.arg(one.what.number, channels::nameOf(one.what.state), spoken(one.what.reason), one.what.value ? ui::money(*one.what.value) : QString(), counted(one.received, u"unit"_s),
                                                                  one.label.state == labels::ReturnLabel::State::None ? QString() : u"; its label: "_s + labelText(one.label)));
    for (const channels::Refund &refund : order.refunds)
        session.print(u"  refund %1  %2"_s.arg(refund.number, ui::money(refund.amount)));
    for (const channels::Chargeback &one : order.chargebacks)
        session.print(u"  chargeback %1  %2 %3"_s.arg(one.number, ui::money(one.amount), spoken(one.state)));
    if (const auto &cancelled = order.cancellation)
        session.print(u"  cancelled here %1  %2"_s.arg(toText(cancelled->at), standingOf(cancelled->state, cancelled->words)));
    for (const fulfilment::Parcel &parcel : order.parcels) {
        QStringList lines;
        for (const fulfilment::ParcelLine &line : parcel.plan.lines)
            lines.append(u"%1 x %2"_s.arg(line.quantity).arg(line.sku.text()));
        QStringList facts{u"planned parcel %1 from %2: %3, %4"_s.arg(parcel.id).arg(parcel.plan.node.text(), lines.join(u", "_s), nameOf(parcel.state))};
        if (!parcel.words.isEmpty())
            facts.append(u"“%1”"_s.arg(parcel.words));
        if (!parcel.tracking.isEmpty())
            facts.append(parcel.tracking);
        if (parcel.plan.isPinned)
            facts.append(u"pinned: "_s + parcel.plan.why);
        if (parcel.plan.quoted)
            facts.append(u"quoted "_s + ui::money(*parcel.plan.quoted));
        if (const auto charged = parcel.charged())
            facts.append((parcel.billed ? u"billed "_s : u"invoiced "_s) + ui::money(*charged));
        session.print(u"  "_s + facts.join(u", "_s));
        if (!parcel.plan.basis.choice.isEmpty())
            session.print(u"    why: "_s + parcel.plan.basis.choice);
    }
    for (const Entry &entry : order.timeline)
        session.print(entryLine(entry));
}

/// Each --line with the --quantity that stands at the same place among the quantities; without any, all of those lines.
tl::expected<QList<command::CancelOrder::Line>, UsageError> linesToCancel(const Arguments &given)
{
    const QStringList names = given.values(u"line"_s), quantities = given.values(u"quantity"_s);
    if (names.isEmpty() && !quantities.isEmpty())
        return tl::make_unexpected(UsageError{UsageError::Kind::MissingFlag, u"--line LINE"_s, {}});
    if (!quantities.isEmpty() && quantities.size() != names.size())
        return tl::make_unexpected(UsageError{UsageError::Kind::BadValue, u"--quantity"_s, u"each --line has one, or none has"_s});
    QList<command::CancelOrder::Line> lines;
    for (qsizetype i = 0; i < names.size(); ++i) {
        bool isNumber = true;
        const Quantity units = quantities.isEmpty() ? maxQuantity : quantities[i].toLongLong(&isNumber);
        if (!isNumber || units < 1 || units > maxQuantity)
            return tl::make_unexpected(UsageError{UsageError::Kind::BadValue, u"--quantity "_s + quantities[i], u"it is a whole number from 1 on"_s});
        const bool isTwice = std::any_of(lines.begin(), lines.end(), [&](const auto &line) { return line.id == names[i]; });
        if (isTwice)
            return tl::make_unexpected(UsageError{UsageError::Kind::BadValue, u"--line "_s + names[i], u"it is given twice"_s});
        lines.append({names[i], units});
    }
    return lines;
}

/// Labels are paid for, whatever becomes of the order.
void noteLabels(Session &session)
{
    const auto labels = session.ask(query::Labels{.order = *OrderId::parse(session.arguments().word(0))});
    for (const labels::Label &label : labels.value_or(query::Labels::Answer()))
        if (label.state == labels::Label::State::Bought)
            session.note(u"Label %1 is bought for it: crossdock label void %1 --reason TEXT takes it back."_s.arg(label.label));
}

} // namespace

ExitCode orderList(Session &session)
{
    const auto query = filterOf(session);
    if (!query)
        return query.error();
    const auto orders = session.ask(*query);
    if (!orders)
        return session.refuse(orders.error());
    if (session.wantsJson()) {
        session.print(QJsonValue(toJsonArray(orders->rows)));
        return ExitCode::Done;
    }
    QList<QStringList> rows{{u"ORDER"_s, u"STATE"_s, u"PLACED"_s, u"UNITS"_s, u"SHORT"_s, u"TOTAL"_s, u"TO"_s}};
    for (const OrderRow &order : orders->rows)
        rows.append({order.id.text(), nameOf(order.state), toText(order.createdAt), QString::number(order.units), QString::number(order.shortUnits),
                     order.total ? ui::money(*order.total) : QString(), order.shipTo});
    printTable(session, rows);
    if (!orders->isEnd)
        session.note(u"There are more orders: --limit N shows them."_s);
    return ExitCode::Done;
}

ExitCode orderShow(Session &session)
{
    const auto order = OrderId::parse(session.arguments().word(0));
    if (!order)
        return session.refuse(order.error());
    const auto detail = session.ask(query::Order{*order});
    if (!detail)
        return session.refuse(detail.error());
    if (session.wantsJson())
        session.print(toJson(*detail));
    else
        printDetail(session, *detail);
    return ExitCode::Done;
}

ExitCode orderHold(Session &session)
{
    return bookOf(session, [](const OrderId &order) { return command::HoldOrder{order}; });
}

/// Either adds or takes away: one command, one entry.
ExitCode orderOption(Session &session)
{
    const Arguments &given = session.arguments();
    const bool adds = given.has(u"add"_s);
    if (adds == given.has(u"remove"_s))
        return session.refuse(UsageError{UsageError::Kind::BadValue, u"--add or --remove"_s, u"one of them says which option is meant"_s, {}});
    rates::Options options;
    for (const QString &name : given.values(adds ? u"add"_s : u"remove"_s)) {
        const auto option = rates::optionFrom(name);
        if (!option)
            return session.refuse(UsageError{UsageError::Kind::BadValue, (adds ? u"--add "_s : u"--remove "_s) + name, u"it is signature, adult_signature, insurance, saturday_delivery or gift_wrap"_s, {}});
        options = rates::with(options, *option);
    }
    using What = command::WishShipping::What;
    return bookOf(session, [&](const OrderId &order) { return command::WishShipping{order, adds ? What::Options : What::NoOptions, {.options = options}}; });
}

ExitCode orderRelease(Session &session)
{
    return bookOf(session, [](const OrderId &order) { return command::ReleaseOrder{order}; });
}

ExitCode orderPick(Session &session)
{
    return bookOf(session, [](const OrderId &order) { return command::PickOrder{order}; });
}

ExitCode orderShip(Session &session)
{
    const Arguments &given = session.arguments();
    const auto node = namedNode(session);
    if (!node)
        return session.refuse(node.error());
    return bookOf(session, [&](const OrderId &order) { return command::ShipOrder{order, given.value(u"tracking"_s), *node, given.value(u"carrier"_s)}; });
}

/// Carrier or tracking number of what left: its channel is told again.
ExitCode orderTracking(Session &session)
{
    const Arguments &given = session.arguments();
    const auto parcel = given.number(u"parcel"_s, 1, 10'000, 0);
    if (!parcel)
        return session.refuse(parcel.error());
    return bookOf(session, [&](const OrderId &order) {
        return command::CorrectShipment{order, static_cast<int>(*parcel), given.value(u"carrier"_s), given.value(u"tracking"_s)};
    });
}

ExitCode orderForget(Session &session)
{
    return bookOf(session, [](const OrderId &order) { return command::ForgetBuyer{order}; });
}

/// The engine's printer has it: this only asks.
ExitCode orderPrint(Session &session)
{
    const QString name = session.arguments().value(u"document"_s);
    const auto paper = papers::paperFrom(name);
    if (!paper)
        return session.refuse(UsageError{UsageError::Kind::BadValue, u"--document "_s + name, u"it is packing_slip, pick_list, customs_form or label"_s, {}});
    const auto order = OrderId::parse(session.arguments().word(0));
    if (!order)
        return session.refuse(order.error());
    const auto asked = session.perform(papers::printing(*order, *paper));
    if (!asked)
        return session.refuse(asked.error());
    if (session.wantsJson())
        return printEntry(session, *asked);
    const auto printers = session.ask(query::Printers{});
    const auto printer = printers ? papers::printerFor(*paper, labels::Format::Pdf, *printers) : tl::make_unexpected(printers.error());
    const QString where = *paper != papers::Paper::Label && printer ? u"the printer “%1”"_s.arg(printer->name) : u"its printer"_s;
    session.print(u"%1 of %2 waits for %3: “crossdock notice list” says whether it came out."_s.arg(papers::titleOf(*paper), order->text(), where));
    return ExitCode::Done;
}

/// On the channel too with --on-channel: it may take the units back only there.
ExitCode orderCancel(Session &session)
{
    const auto lines = linesToCancel(session.arguments());
    if (!lines)
        return session.refuse(lines.error());
    if (!session.arguments().has(u"on-channel"_s)) {
        const ExitCode code = bookOf(session, [&](const OrderId &order) { return command::CancelOrder{order, *lines}; });
        if (code != ExitCode::Done)
            return code;
        noteLabels(session);
        session.note(u"The channel is not told: it still waits for this order, and refunds nobody. Cancel it there yourself; next time, --on-channel cancels it there first."_s);
        return code;
    }
    if (!lines->isEmpty())
        return session.refuse(UsageError{UsageError::Kind::BadValue, u"--on-channel"_s, u"a channel is asked to cancel whole orders only"_s});
    const auto order = OrderId::parse(session.arguments().word(0));
    if (!order)
        return session.refuse(order.error());
    const auto secrets = session.atEngine<QString>([](Engine &engine, QObject *context, auto done) { engine.checkSecrets(context, done); });
    if (!secrets)
        return session.refuse(secrets.error());
    const auto words = session.atEngine<QString>([order = *order, reason = session.arguments().value(u"reason"_s)](Engine &engine, QObject *context, auto done) {
        engine.cancelOrder(order, reason, context, done);
    });
    if (!words)
        return session.refuse(words.error());
    if (session.wantsJson())
        session.print(QJsonObject{{u"order"_s, order->text()}, {u"words"_s, *words}});
    else
        session.print(*words);
    noteLabels(session);
    return ExitCode::Done;
}

ExitCode orderReturn(Session &session)
{
    const Arguments &given = session.arguments();
    const auto node = NodeId::parse(given.value(u"node"_s));
    const auto quantity = given.number(u"quantity"_s, 1, maxQuantity, 1);
    if (!quantity)
        return session.refuse(quantity.error());
    if (!node)
        return session.refuse(node.error());
    return bookOf(session, [&](const OrderId &order) {
        return command::ReceiveReturn{order, given.value(u"line"_s), *node, *quantity, given.has(u"to-quarantine"_s)};
    });
}

} // namespace crossdock::app
