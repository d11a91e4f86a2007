#include "app/command_line/json.h"
#include "app/commands/commands.h"
#include "app/commands/words.h"
#include "ui/words.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

using Kind = channels::Instruction::Kind;

/// The one that --return names, else the one that the given --key answered before, else the only one of the order that is meant. `what`: it waits for, in words.
Result<QString> namedReturn(Session &session, const OrderId &order, const QString &what, bool (*isMeant)(const ReturnRow &row))
{
    if (session.arguments().has(u"return"_s))
        return session.arguments().value(u"return"_s);
    const auto before = bookedBefore(session);
    const auto returns = session.ask(query::Returns{.order = order, .onlyOpen = true});
    if (!before || !returns)
        return tl::make_unexpected(!before ? before.error() : returns.error());
    if (*before)
        return (*before)->body[u"return"_s].toString(); // the ledger says whether it is the same answer
    QStringList numbers;
    for (const ReturnRow &one : *returns)
        if (isMeant(one))
            numbers.append(one.what.number);
    if (numbers.isEmpty())
        return fail(Error::Code::NotAllowed, order.text(), u"no return of it waits for %1"_s.arg(what));
    if (numbers.size() > 1)
        return fail(Error::Code::InvalidInput, order.text(), u"several of its returns wait for %1 (%2): --return NUMBER names one"_s.arg(what, numbers.join(u", "_s)));
    return numbers.first();
}

ExitCode answer(Session &session, Kind kind)
{
    const auto order = OrderId::parse(session.arguments().word(0));
    if (!order)
        return session.refuse(order.error());
    const auto number = namedReturn(session, *order, u"an answer"_s, [](const ReturnRow &row) { return row.what.state == channels::Return::State::Requested; });
    if (!number)
        return session.refuse(number.error());
    command::InstructChannel told{kind, *order};
    told.returned = *number;
    return perform(session, told);
}

} // namespace

ExitCode returnList(Session &session)
{
    const Arguments &given = session.arguments();
    const auto limit = given.number(u"limit"_s, 1, 100'000, 500);
    if (!limit)
        return session.refuse(limit.error());
    query::Returns query{.onlyOpen = given.has(u"open"_s), .limit = static_cast<int>(*limit)};
    if (given.has(u"channel"_s)) {
        const auto channel = ChannelId::parse(given.value(u"channel"_s));
        if (!channel)
            return session.refuse(channel.error());
        query.channel = *channel;
    }
    const auto returns = session.ask(query);
    if (!returns)
        return session.refuse(returns.error());
    if (session.wantsJson()) {
        session.print(QJsonValue(toJsonArray(*returns)));
        return ExitCode::Done;
    }
    QList<QStringList> rows{{u"ORDER"_s, u"RETURN"_s, u"STATE"_s, u"REASON"_s, u"VALUE"_s, u"ASKED"_s, u"LABEL"_s}};
    for (const ReturnRow &one : *returns)
        rows.append({one.order.text(), one.what.number, channels::nameOf(one.what.state), spoken(one.what.reason), one.what.value ? ui::money(*one.what.value) : QString(), toText(one.what.requestedAt), labelText(one.label)});
    printTable(session, rows);
    return ExitCode::Done;
}

ExitCode returnApprove(Session &session)
{
    return answer(session, Kind::ApproveReturn);
}

ExitCode returnDecline(Session &session)
{
    return answer(session, Kind::DeclineReturn);
}

ExitCode returnLabel(Session &session)
{
    const Arguments &given = session.arguments();
    const auto order = OrderId::parse(given.word(0));
    if (!order)
        return session.refuse(order.error());
    const auto number = namedReturn(session, *order, u"a label"_s, [](const ReturnRow &row) { return row.label.state != labels::ReturnLabel::State::Sent; });
    if (!number)
        return session.refuse(number.error());
    command::SendReturnLabel wish{*order, *number};
    if (given.has(u"carrier"_s)) {
        const auto carrier = CarrierId::parse(given.value(u"carrier"_s));
        if (!carrier)
            return session.refuse(carrier.error());
        wish.carrier = *carrier;
    }
    return perform(session, wish);
}

} // namespace crossdock::app
