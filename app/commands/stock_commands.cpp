#include "app/command_line/json.h"
#include "app/commands/commands.h"
#include "app/commands/words.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

struct Booking {
    Sku sku;
    NodeId node;
    Quantity quantity = 0;
};

/// Reads SKU, --node and --quantity. The flags were checked to be there, not what stands in them.
tl::expected<Booking, ExitCode> booking(Session &session, Quantity least)
{
    const auto sku = Sku::parse(session.arguments().word(0));
    const auto node = NodeId::parse(session.arguments().value(u"node"_s));
    const auto quantity = session.arguments().number(u"quantity"_s, least, maxQuantity, 0);
    if (!quantity)
        return tl::make_unexpected(session.refuse(quantity.error()));
    if (!sku || !node)
        return tl::make_unexpected(session.refuse(!sku ? sku.error() : node.error()));
    return Booking{*sku, *node, *quantity};
}

QString offersText(const StockRow &row)
{
    QStringList texts;
    for (const OfferState &offer : row.offers) {
        const QString shown = offer.believed ? QString::number(*offer.believed) : u"?"_s;
        texts.append(u"%1 %2 of %3 (%4)"_s.arg(offer.listing.channel.text(), shown).arg(offer.wanted).arg(offer.market.isSuppressed ? u"suppressed"_s : nameOf(offer.state)));
    }
    return texts.join(u", "_s);
}

QString nodesText(const QList<NodeStock> &nodes)
{
    QStringList texts;
    for (const NodeStock &node : nodes)
        texts.append(u"%1 %2"_s.arg(node.node.text()).arg(node.onHand()));
    return texts.join(u", "_s);
}

ExitCode showItems(Session &session, const QList<query::StockOf::Item> &items)
{
    if (session.wantsJson()) {
        QJsonArray array;
        for (const auto &item : items)
            array.append(toJson(item, session.now()));
        session.print(QJsonValue(array));
        return ExitCode::Done;
    }
    QList<QStringList> rows{{u"SKU"_s, u"ON HAND"_s, u"RESERVED"_s, u"AVAILABLE"_s, u"NODES"_s, u"CHANNELS: SHOWN OF WANTED"_s}};
    for (const auto &item : items)
        rows.append({item.row.sku.text(), QString::number(item.row.onHand), QString::number(item.row.reserved),
                     QString::number(item.row.available), nodesText(item.nodes), offersText(item.row)});
    printTable(session, rows);
    return ExitCode::Done;
}

/// One by one: a SKU that is not known is named, and hides none of the others.
ExitCode showKnown(Session &session, const query::StockOf &query)
{
    QList<query::StockOf::Item> known;
    QList<Error> errors;
    for (const Sku &sku : query.skus) {
        const auto items = session.ask(query::StockOf{{sku}, query.asOf});
        if (items)
            known += *items;
        else
            errors.append(items.error());
    }
    ExitCode code = showItems(session, known);
    for (const Error &error : errors)
        code = session.refuse(error);
    return code;
}

} // namespace

ExitCode stockShow(Session &session)
{
    query::StockOf query;
    for (const QString &word : session.arguments().words()) {
        const auto sku = Sku::parse(word);
        if (!sku)
            return session.refuse(sku.error());
        query.skus.append(*sku);
    }
    if (session.arguments().has(u"at"_s)) {
        const auto at = parseTime(session.arguments().value(u"at"_s));
        if (!at)
            return session.refuse(at.error());
        query.asOf = *at;
    }
    const auto items = session.ask(query);
    if (!items && items.error().code == Error::Code::NotFound && query.skus.size() > 1)
        return showKnown(session, query);
    return items ? showItems(session, *items) : session.refuse(items.error());
}

ExitCode stockReceive(Session &session)
{
    const auto what = booking(session, 1);
    const Arguments &given = session.arguments();
    if (given.has(u"purchase"_s) && given.value(u"purchase"_s).trimmed().isEmpty())
        return session.refuse(UsageError{UsageError::Kind::MissingValue, u"--purchase"_s, {}, {}});
    if (given.has(u"last"_s) && !given.has(u"purchase"_s))
        return session.refuse(UsageError{UsageError::Kind::BadValue, u"--last"_s, u"it says that nothing more of a purchase order comes, and --purchase NUMBER names which"_s, {}});
    return what ? perform(session, command::ReceiveStock{what->sku, what->node, what->quantity, given.value(u"purchase"_s), given.has(u"last"_s)}) : what.error();
}

ExitCode stockAdjust(Session &session)
{
    const auto what = booking(session, -maxQuantity);
    return what ? perform(session, command::AdjustStock{what->sku, what->node, what->quantity}) : what.error();
}

ExitCode stockCount(Session &session)
{
    const auto what = booking(session, 0);
    return what ? perform(session, command::CountStock{what->sku, what->node, what->quantity}) : what.error();
}

/// From --from to --to; where only one of them is given, --node is the other end.
ExitCode stockTransfer(Session &session)
{
    const Arguments &given = session.arguments();
    const QString node = given.value(u"node"_s);
    const QString from = given.value(u"from"_s, node), to = given.value(u"to"_s, node);
    if (!from.isEmpty() && from == to)
        return session.refuse(UsageError{UsageError::Kind::BadValue, u"--to %1"_s.arg(to), u"the units are there already"_s, {}});
    if (from.isEmpty() || to.isEmpty())
        return session.refuse(UsageError{UsageError::Kind::MissingFlag, from.isEmpty() ? u"--from NODE"_s : u"--to NODE"_s, {}});
    const auto sku = Sku::parse(given.word(0));
    const auto fromNode = NodeId::parse(from), toNode = NodeId::parse(to);
    const auto quantity = given.number(u"quantity"_s, 1, maxQuantity, 0);
    if (!quantity)
        return session.refuse(quantity.error());
    if (!sku || !fromNode || !toNode)
        return session.refuse(!sku ? sku.error() : !fromNode ? fromNode.error() : toNode.error());
    return perform(session, command::TransferStock{*sku, *fromNode, *toNode, *quantity, given.has(u"arrives-later"_s)});
}

/// What --arrives-later sent on its way is there.
ExitCode stockArrive(Session &session)
{
    const auto what = booking(session, 1);
    return what ? perform(session, command::ArriveStock{what->sku, what->node, what->quantity}) : what.error();
}

/// Out of quarantine: back to stock, or written off with --scrap.
ExitCode stockRelease(Session &session)
{
    const auto what = booking(session, 1);
    return what ? perform(session, command::ClearQuarantine{what->sku, what->node, what->quantity, !session.arguments().has(u"scrap"_s)}) : what.error();
}

ExitCode stockUndo(Session &session)
{
    bool isNumber = false;
    const qint64 entry = session.arguments().word(0).toLongLong(&isNumber);
    if (!isNumber || entry < 1)
        return session.refuse(UsageError{UsageError::Kind::BadValue, session.arguments().word(0), u"it is no entry's number"_s});
    return perform(session, command::Undo{entry});
}

ExitCode stockExplain(Session &session)
{
    query::Explain query;
    const auto sku = Sku::parse(session.arguments().word(0));
    if (!sku)
        return session.refuse(sku.error());
    query.sku = *sku;
    const auto node = namedNode(session);
    if (!node)
        return session.refuse(node.error());
    query.node = *node;
    if (session.arguments().has(u"channel"_s)) {
        const auto channel = ChannelId::parse(session.arguments().value(u"channel"_s));
        if (!channel)
            return session.refuse(channel.error());
        query.channel = *channel;
    }
    const auto answer = session.ask(query);
    if (!answer)
        return session.refuse(answer.error());
    if (session.wantsJson()) {
        session.print(toJson(*answer));
        return ExitCode::Done;
    }
    session.print(u"%1: %2"_s.arg(answer->subject).arg(answer->value));
    for (const QString &line : answer->arithmetic)
        session.print(u"  "_s + line);
    for (const Step &step : answer->steps)
        session.print(u"%1 -> %2  %3"_s.arg(step.before).arg(step.after).arg(entryLine(step.entry)));
    return ExitCode::Done;
}

} // namespace crossdock::app
