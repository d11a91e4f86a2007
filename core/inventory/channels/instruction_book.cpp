#include "core/inventory/channels/instruction_book.h"

#include "core/inventory/store/conditions.h"

#include <QUuid>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::channels {
namespace {

using Kind = Instruction::Kind;

constexpr std::array kinds = {Kind::Refund, Kind::Capture, Kind::AskReview, Kind::ApproveReturn, Kind::DeclineReturn, Kind::EndListing, Kind::PublishListing};
constexpr std::array amounts = {u"all", u"shipping", u"sum", u"share"}; // of RefundAmount::What
constexpr int all = 10'000; // basis points

Kind kindFrom(const QString &name)
{
    const auto found = std::find_if(kinds.begin(), kinds.end(), [&](Kind kind) { return nameOf(kind) == name; });
    Q_ASSERT(found != kinds.end());
    return *found;
}

Instruction::State stateFrom(const QString &name)
{
    return name == u"done" ? Instruction::State::Done : name == u"refused" ? Instruction::State::Refused : Instruction::State::Waiting;
}

RefundAmount::What amountFrom(const QString &name)
{
    for (size_t i = 0; i < amounts.size(); ++i)
        if (name == QStringView(amounts[i]))
            return static_cast<RefundAmount::What>(i);
    return RefundAmount::What::All;
}

QString nameOf(RefundAmount::What what)
{
    return QString::fromUtf16(amounts.at(static_cast<size_t>(what)));
}

enum Stage { Asked, Done, Refused };

/// What the trail calls it.
void entitle(audit::Draft &draft, Kind kind, Stage stage)
{
    using Names = std::array<QString, 3>;
    switch (kind) {
    case Kind::Refund: return draft.setWhat(Names{u"order.refund"_s, u"order.refund_done"_s, u"order.refund_refused"_s}[stage]);
    case Kind::Capture: return draft.setWhat(Names{u"order.capture"_s, u"order.capture_done"_s, u"order.capture_refused"_s}[stage]);
    case Kind::AskReview: return draft.setWhat(Names{u"order.ask_review"_s, u"order.ask_review_done"_s, u"order.ask_review_refused"_s}[stage]);
    case Kind::ApproveReturn: return draft.setWhat(Names{u"return.approve"_s, u"return.approve_done"_s, u"return.approve_refused"_s}[stage]);
    case Kind::DeclineReturn: return draft.setWhat(Names{u"return.decline"_s, u"return.decline_done"_s, u"return.decline_refused"_s}[stage]);
    case Kind::EndListing: return draft.setWhat(Names{u"listing.end"_s, u"listing.end_done"_s, u"listing.end_refused"_s}[stage]);
    case Kind::PublishListing: return draft.setWhat(Names{u"listing.publish"_s, u"listing.publish_done"_s, u"listing.publish_refused"_s}[stage]);
    }
    Q_UNREACHABLE();
}

/// A rule's key is made of its version, event and action; a person's command may have none.
QString wireKey(const audit::Draft &draft, const QString &key)
{
    const QString name = key.isEmpty() ? u"entry %1 at %2"_s.arg(draft.number()).arg(toMs(draft.at())) : key;
    return QUuid::createUuidV5(QUuid(), name).toString(QUuid::WithoutBraces);
}

Result<> checkAmount(const RefundAmount &amount, const QString &order)
{
    const bool isSum = amount.what == RefundAmount::What::Sum, isShare = amount.what == RefundAmount::What::Share;
    if ((isSum && amount.sum.amount <= 0) || (isShare && (amount.basisPoints <= 0 || amount.basisPoints > all)))
        return fail(Error::Code::InvalidInput, order, u"a refund is more than nothing and at most all that was paid"_s);
    return {};
}

} // namespace

Result<> InstructionBook::instruct(audit::Draft &draft, const command::InstructChannel &command, const QString &key)
{
    if (command.kind == Kind::EndListing || command.kind == Kind::PublishListing)
        return instructListing(draft, command, key);
    if (!command.order)
        return fail(Error::Code::InvalidInput, nameOf(command.kind), u"no order is named"_s);
    CROSSDOCK_TRY(checkAmount(command.amount, command.order->text()));
    const auto sale = m_sales.named(*command.order);
    const auto channel = m_registry.channel(command.order->channel);
    if (!sale || !channel)
        return tl::make_unexpected(!sale ? sale.error() : channel.error());
    if (command.kind == Kind::AskReview)
        CROSSDOCK_TRY(checkIsNotAsked(sale->id, *command.order));
    Target target{sale->id, 0, 0};
    if (command.kind == Kind::ApproveReturn || command.kind == Kind::DeclineReturn) {
        const auto asked = openReturn(sale->id, command);
        if (!asked)
            return tl::make_unexpected(asked.error());
        target.returned = *asked;
        draft.say(u"return"_s, command.returned);
    }
    draft.about(*command.order);
    draft.touchSale(sale->id);
    if (command.kind == Kind::Refund) {
        draft.say(u"refund"_s, nameOf(command.amount.what));
        if (command.amount.what == RefundAmount::What::Sum)
            draft.say(u"sum"_s, toDecimal(command.amount.sum) + u' ' + command.amount.sum.currency);
        if (command.amount.what == RefundAmount::What::Share)
            draft.say(u"percent"_s, command.amount.basisPoints / 100.0);
    }
    return keep(draft, *channel, target, command, key);
}

/// A buyer is asked once.
Result<> InstructionBook::checkIsNotAsked(qint64 sale, const OrderId &order)
{
    const auto before = m_database.first(u"SELECT 1 FROM instruction WHERE sale_id = ? AND sale_id > 0 AND kind = ? AND state IN ('waiting', 'done')"_s, {sale, nameOf(Kind::AskReview)}, [](const store::Row &) { return true; });
    if (!before)
        return tl::make_unexpected(before.error());
    return *before ? fail(Error::Code::NotAllowed, order.text(), u"its buyer was asked for a review before"_s) : Result<>();
}

/// Of one order: it waits for an answer, and none is under way.
Result<qint64> InstructionBook::openReturn(qint64 sale, const command::InstructChannel &command)
{
    const auto known = m_database.first(u"SELECT id, state FROM sale_return WHERE sale_id = ? AND number = ?"_s, {sale, command.returned},
                                        [](const store::Row &row) { return QPair(row.number(0), row.text(1)); });
    if (!known)
        return tl::make_unexpected(known.error());
    if (!*known)
        return fail(Error::Code::NotFound, u"return %1 of %2"_s.arg(command.returned, command.order->text()));
    const auto &[id, state] = **known;
    if (state != u"requested")
        return fail(Error::Code::NotAllowed, command.order->text(), u"its return %1 is %2 already"_s.arg(command.returned, state));
    const auto before = m_database.first(u"SELECT 1 FROM instruction WHERE return_id = ? AND state IN ('waiting', 'done') LIMIT 1"_s, {id}, [](const store::Row &) { return true; });
    if (!before)
        return tl::make_unexpected(before.error());
    if (*before)
        return fail(Error::Code::NotAllowed, command.order->text(), u"its channel was told what becomes of return %1 before"_s.arg(command.returned));
    return id;
}

Result<> InstructionBook::instructListing(audit::Draft &draft, const command::InstructChannel &command, const QString &key)
{
    if (!command.listing)
        return fail(Error::Code::InvalidInput, nameOf(command.kind), u"no listing is named"_s);
    const auto channel = m_registry.channel(command.listing->channel);
    if (!channel)
        return tl::make_unexpected(channel.error());
    const auto known = m_database.first(u"SELECT l.id, k.code FROM listing l JOIN sku k ON k.id = l.sku_id WHERE l.channel_id = ? AND l.listing = ?"_s, {channel->id, command.listing->listing},
                                        [](const store::Row &row) { return QPair(row.number(0), row.text(1)); });
    if (!known)
        return tl::make_unexpected(known.error());
    if (!*known)
        return fail(Error::Code::NotFound, command.listing->listing, u"%1 has no such listing"_s.arg(channel->details.name.text()));
    draft.about(*Sku::parse((*known)->second));
    draft.say(u"listing"_s, command.listing->listing);
    return keep(draft, *channel, {0, (*known)->first, 0}, command, key);
}

Result<> InstructionBook::keep(audit::Draft &draft, const Registry::Channel &channel, const Target &target, const command::InstructChannel &command, const QString &key)
{
    if (!canCarryOut(channel.details.kind, command.kind))
        return fail(Error::Code::NotAllowed, channel.details.name.text(), u"Crossdock has no call to %1 for that"_s.arg(channel.details.kind));
    entitle(draft, command.kind, Asked);
    draft.about(channel.details.name);
    const RefundAmount &amount = command.amount;
    CROSSDOCK_TRY(m_database.execute(u"INSERT INTO instruction (channel_id, kind, sale_id, listing_id, return_id, amount, sum, currency, basis_points, key, state, words, entry) "
                                     "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', '', ?)"_s,
                                     {channel.id, nameOf(command.kind), target.sale, target.listing, target.returned, nameOf(amount.what), amount.sum.amount, amount.sum.currency, amount.basisPoints, wireKey(draft, key), draft.number()}));
    draft.emitLater(event::InstructionWaits{channel.details.name});
    return {};
}

Result<> InstructionBook::record(audit::Draft &draft, const command::RecordInstruction &answer)
{
    struct Known {
        QString kind, state;
        qint64 channel = 0, sale = 0, listing = 0, returned = 0;
    };
    const auto known = m_database.first(u"SELECT kind, state, channel_id, sale_id, listing_id, return_id FROM instruction WHERE id = ?"_s, {answer.instruction},
                                        [](const store::Row &row) { return Known{row.text(0), row.text(1), row.number(2), row.number(3), row.number(4), row.number(5)}; });
    if (!known)
        return tl::make_unexpected(known.error());
    if (!*known)
        return fail(Error::Code::NotFound, u"instruction %1"_s.arg(answer.instruction));
    if ((*known)->state != u"waiting")
        return {}; // answered twice
    const auto channel = m_registry.channel((*known)->channel);
    if (!channel)
        return tl::make_unexpected(channel.error());
    entitle(draft, kindFrom((*known)->kind), answer.isDone ? Done : Refused);
    draft.about(channel->details.name);
    if (!answer.words.isEmpty())
        draft.say(u"words"_s, answer.words);
    if ((*known)->sale != 0) {
        const auto number = m_database.first(u"SELECT number FROM sale WHERE id = ?"_s, {(*known)->sale}, [](const store::Row &row) { return row.text(0); });
        if (!number)
            return tl::make_unexpected(number.error());
        draft.about(OrderId{channel->details.name, number->value_or(QString())});
        draft.touchSale((*known)->sale);
    } else {
        const auto sku = m_database.first(u"SELECT k.code FROM listing l JOIN sku k ON k.id = l.sku_id WHERE l.id = ?"_s, {(*known)->listing}, [](const store::Row &row) { return row.text(0); });
        if (!sku)
            return tl::make_unexpected(sku.error());
        if (*sku)
            draft.about(*Sku::parse(**sku));
    }
    if (answer.isDone && (*known)->returned != 0)
        CROSSDOCK_TRY(m_afterSales.answer(draft, (*known)->returned, kindFrom((*known)->kind) == Kind::ApproveReturn ? Return::State::Approved : Return::State::Rejected));
    return m_database.execute(u"UPDATE instruction SET state = ?, words = ? WHERE id = ?"_s, {answer.isDone ? u"done"_s : u"refused"_s, answer.words, answer.instruction}).map([](qint64) {});
}

Result<QList<Instruction>> readInstructions(store::Database &database, const query::Instructions &query)
{
    store::Conditions where;
    where.of(query.channel);
    where.of(query.order);
    if (query.onlyWaiting)
        where.add(u"i.state = 'waiting'"_s);
    where.values << query.limit;
    return database.select(
        u"SELECT i.id, c.name, i.kind, COALESCE(s.number, ''), i.amount, i.sum, i.currency, i.basis_points, COALESCE(l.listing, ''), COALESCE(k.code, ''), COALESCE(l.inventory_id, ''), "
        "COALESCE(l.location_id, ''), COALESCE(l.product_type, ''), i.key, i.state, i.words, COALESCE(r.number, '') FROM instruction i JOIN channel c ON c.id = i.channel_id "
        "LEFT JOIN sale s ON s.id = i.sale_id LEFT JOIN listing l ON l.id = i.listing_id LEFT JOIN sku k ON k.id = l.sku_id LEFT JOIN sale_return r ON r.id = i.return_id WHERE "_s + where.text() + u" ORDER BY i.id LIMIT ?"_s,
        where.values, [](const store::Row &row) {
            Instruction one;
            one.id = row.number(0);
            one.channel = *ChannelId::parse(row.text(1));
            one.kind = kindFrom(row.text(2));
            one.order = row.text(3);
            one.amount = {amountFrom(row.text(4)), Money{row.number(5), row.text(6)}, static_cast<int>(row.number(7))};
            one.listing = {{one.channel, row.text(8)}, Sku::parse(row.text(9)).value_or(Sku()), row.text(10), row.text(11), row.text(12)};
            one.key = row.text(13);
            one.state = stateFrom(row.text(14));
            one.words = row.text(15);
            one.returned = row.text(16);
            return one;
        });
}

} // namespace crossdock::channels
