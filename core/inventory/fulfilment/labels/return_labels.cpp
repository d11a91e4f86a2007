#include "core/inventory/fulfilment/labels/return_labels.h"

#include "core/inventory/fulfilment/carrier_abilities.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::labels {
namespace {

using Stage = ReturnLabel::State;

void entitle(audit::Draft &draft, const QString &what, const OrderId &order, qint64 sale, const QString &returned)
{
    draft.setWhat(what);
    draft.about(order);
    draft.about(order.channel);
    draft.say(u"return"_s, returned);
    draft.touchSale(sale);
}

QString textOfMail(const OrderId &order, const QString &title)
{
    return u"The label for your return %1 of order %2 is attached. Print it, stick it on the closed parcel over any older label, and hand the parcel to the carrier that is named on it. "
           "You pay nothing for it."_s.arg(title, order.number);
}

} // namespace

Result<ReturnLabels::Known> ReturnLabels::known(const OrderId &order, const QString &number)
{
    const auto sale = m_sales.named(order);
    if (!sale)
        return tl::make_unexpected(sale.error());
    const auto found = m_database.first(u"SELECT id, title, state, label_state FROM sale_return WHERE sale_id = ? AND number = ?"_s, {sale->id, number}, [&](const store::Row &row) {
        return Known{row.number(0), sale->id, order, number, row.text(1).isEmpty() ? number : row.text(1), row.text(2), returnLabelStateFrom(row.text(3))};
    });
    if (!found)
        return tl::make_unexpected(found.error());
    return *found ? Result<Known>(**found) : fail(Error::Code::NotFound, order.text(), u"it has no return %1"_s.arg(number));
}

Result<std::optional<ReturnLabels::Standing>> ReturnLabels::standing(qint64 returned)
{
    return m_database.first(u"SELECT id, has_document FROM label WHERE return_id = ? AND return_id > 0 AND state IN ('wanted', 'unsure', 'bought', 'used') ORDER BY id DESC LIMIT 1"_s, {returned},
                            [](const store::Row &row) { return Standing{row.number(0), row.flag(1)}; });
}

/// `states`: of the messages that count, as a list in SQL.
Result<bool> ReturnLabels::isMailed(qint64 label, const QString &states)
{
    return m_database.first(u"SELECT 1 FROM notice WHERE label_id = ? AND state IN (%1) LIMIT 1"_s.arg(states), {label}, [](const store::Row &) { return true; })
        .map([](const std::optional<bool> &found) { return found.has_value(); });
}

/// The account that is named sells such labels, or any does; and a mail can go out.
Result<> ReturnLabels::checkSeller(const std::optional<CarrierId> &carrier)
{
    bool isKnown = false, canSell = false;
    CROSSDOCK_TRY(m_database.each(u"SELECT name, kind FROM carrier"_s, {}, [&](const store::Row &row) {
        const bool isMeant = !carrier || row.text(0) == carrier->text();
        isKnown = isKnown || isMeant;
        canSell = canSell || (isMeant && fulfilment::abilitiesOf(row.text(1)).takesReturns);
    }));
    if (carrier && !isKnown)
        return fail(Error::Code::NotFound, carrier->text(), u"no such carrier"_s);
    if (!canSell)
        return fail(Error::Code::NotAllowed, carrier ? carrier->text() : u"label"_s, u"no label for a return can be bought there: accounts with %1 sell them"_s.arg(fulfilment::titlesThatTakeReturns()));
    const auto people = notices::contacts(m_database);
    if (!people)
        return tl::make_unexpected(people.error());
    return people->mail.host.isEmpty() ? fail(Error::Code::NotAllowed, u"mail"_s, u"no mail server is set up that could send it: crossdock mail set HOST --from ADDRESS does it"_s) : Result<>();
}

Result<> ReturnLabels::want(audit::Draft &draft, const command::SendReturnLabel &command)
{
    const auto what = known(command.order, command.returned);
    if (!what)
        return tl::make_unexpected(what.error());
    if (what->state != u"requested" && what->state != u"approved")
        return fail(Error::Code::NotAllowed, command.order.text(), u"its return %1 is %2"_s.arg(what->number, what->state));
    const auto other = standing(what->id);
    if (!other)
        return tl::make_unexpected(other.error());
    if (*other)
        return mailAgain(draft, *what, **other);
    if (what->label == Stage::Wanted)
        return fail(Error::Code::NotAllowed, command.order.text(), u"a label for return %1 is being bought"_s.arg(what->number));
    CROSSDOCK_TRY(checkSeller(command.carrier));
    entitle(draft, u"return.send_label"_s, what->order, what->sale, what->number);
    if (command.carrier)
        draft.say(u"carrier"_s, command.carrier->text());
    CROSSDOCK_TRY(m_database.execute(u"UPDATE sale_return SET label_account = ?, label_entry = ? WHERE id = ?"_s, {command.carrier ? command.carrier->text() : QString(), draft.number(), what->id}));
    return settle(draft, *what, Stage::Wanted);
}

/// A label that is bought is not bought again, but its buyer may not have it yet.
Result<> ReturnLabels::mailAgain(audit::Draft &draft, const Known &what, const Standing &label)
{
    const auto isUnderWay = isMailed(label.label, u"'waiting'"_s);
    const auto isThere = isMailed(label.label, u"'sent'"_s);
    if (!isUnderWay || !isThere)
        return tl::make_unexpected(!isUnderWay ? isUnderWay.error() : isThere.error());
    const QString order = what.order.text();
    if (*isThere)
        return fail(Error::Code::NotAllowed, order, u"label %1 for return %2 was sent to the buyer"_s.arg(label.label).arg(what.number));
    if (*isUnderWay || !label.hasDocument)
        return fail(Error::Code::NotAllowed, order, u"label %1 for return %2 is on its way to the buyer"_s.arg(label.label).arg(what.number));
    entitle(draft, u"return.send_label"_s, what.order, what.sale, what.number);
    draft.say(u"label"_s, label.label);
    return mail(draft, what, label.label);
}

Result<> ReturnLabels::refuse(audit::Draft &draft, const command::RefuseReturnLabel &command)
{
    const auto what = known(command.order, command.returned);
    if (!what)
        return tl::make_unexpected(what.error());
    const auto other = standing(what->id);
    if (!other)
        return tl::make_unexpected(other.error());
    if (*other || what->label != Stage::Wanted)
        return {};
    entitle(draft, u"return.label_refused"_s, what->order, what->sale, what->number);
    draft.say(u"words"_s, command.words);
    CROSSDOCK_TRY(settle(draft, *what, Stage::Refused, command.words));
    return tellPeople(draft, *what, u"No label was bought for return %1 of order %2"_s, command.words);
}

Result<> ReturnLabels::follow(audit::Draft &draft, qint64 number)
{
    if (draft.isEmpty())
        return {};
    const auto record = readLabel(m_database, number);
    if (!record)
        return tl::make_unexpected(record.error());
    const Label &label = record->label;
    if (label.returned.isEmpty())
        return {};
    const auto what = known(label.order, label.returned);
    const auto isWritten = isMailed(number, u"'waiting', 'sent', 'failed'"_s);
    if (!what || !isWritten)
        return tl::make_unexpected(!what ? what.error() : isWritten.error());
    if (label.state == Label::State::Bought) {
        if (what->label == Stage::Wanted || what->label == Stage::Refused)
            CROSSDOCK_TRY(settle(draft, *what, Stage::Bought));
        if (draft.what() == u"label.decide")
            return tellPeople(draft, *what, u"The label for return %1 of order %2 has no file yet"_s, u"It is mailed to the buyer once its carrier gives it. Where it gives none, take it from the carrier's site and send it yourself."_s);
        return label.hasDocument && !*isWritten ? mailOnce(draft, *what, number) : Result<>();
    }
    if (label.state == Label::State::Refused && what->label == Stage::Wanted) {
        CROSSDOCK_TRY(settle(draft, *what, Stage::Refused, label.words));
        return tellPeople(draft, *what, u"No label was bought for return %1 of order %2"_s, label.words);
    }
    if (draft.what() == u"label.unsure")
        return tellPeople(draft, *what, u"Nobody knows whether a label was bought for return %1 of order %2"_s,
                          u"%1. Look at the carrier's site; “crossdock label settle %2” says how it fared."_s.arg(label.words).arg(number));
    return {};
}

Result<> ReturnLabels::heard(audit::Draft &draft, qint64 notice)
{
    const auto sent = m_database.first(u"SELECT label_id FROM notice WHERE id = ? AND label_id > 0 AND state = 'sent'"_s, {notice}, [](const store::Row &row) { return row.number(0); });
    if (!sent || !*sent)
        return sent.map([](const auto &) {});
    const auto record = readLabel(m_database, **sent);
    if (!record)
        return tl::make_unexpected(record.error());
    const auto what = known(record->label.order, record->label.returned);
    if (!what)
        return tl::make_unexpected(what.error());
    entitle(draft, u"return.label_sent"_s, what->order, what->sale, what->number);
    draft.say(u"label"_s, record->label.label);
    return settle(draft, *what, Stage::Sent);
}

/// What was bought is on record, whether its buyer can be written to or not.
Result<> ReturnLabels::mailOnce(audit::Draft &draft, const Known &what, qint64 label)
{
    const auto mailed = mail(draft, what, label);
    if (mailed || mailed.error().code != Error::Code::NotAllowed)
        return mailed;
    return tellPeople(draft, what, u"The label for return %1 of order %2 was not sent"_s, mailed.error().detail);
}

Result<> ReturnLabels::mail(audit::Draft &draft, const Known &what, qint64 label)
{
    return m_notices.add(draft, {u"message"_s, u"email"_s, u"customer"_s, u"The label for your return %1"_s.arg(what.title), textOfMail(what.order, what.title), what.order, false, label})
        .map([](const Notice &) {});
}

Result<> ReturnLabels::settle(audit::Draft &draft, const Known &what, Stage state, const QString &words)
{
    draft.changed(u"return_label"_s, nameOf(what.label), nameOf(state));
    draft.touchSale(what.sale);
    return m_database.execute(u"UPDATE sale_return SET label_state = ?, label_words = ? WHERE id = ?"_s, {nameOf(state), words, what.id}).map([](qint64) {});
}

Result<> ReturnLabels::tellPeople(audit::Draft &draft, const Known &what, const QString &title, const QString &words)
{
    return m_notices.add(draft, {u"task"_s, u"app"_s, u"me"_s, title.arg(what.title, what.order.text()), words}).map([](const Notice &) {});
}

} // namespace crossdock::labels
