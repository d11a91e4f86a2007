#include "core/inventory/fulfilment/order_papers.h"
#include "core/inventory/rules/engine/deeds.h"
#include "core/inventory/rules/engine/reports.h"

using namespace Qt::Literals::StringLiterals;

/// What people are told.
namespace crossdock::rules {
namespace {

constexpr Milliseconds oldNewsAfter = std::chrono::days(2);

/// From the bench, too.
Result<bool> hasSlip(store::Database &database, qint64 sale)
{
    return database.first(u"SELECT tags FROM sale WHERE id = ?"_s, {sale}, [](const store::Row &row) { return row.text(0).split(u'\n').contains(papers::slipTag); })
        .map([](const std::optional<bool> &isPrinted) { return isPrinted.value_or(false); });
}

/// Behind the entry that set the rule off: a rule may well answer a cancellation.
Result<bool> isCancelledMeanwhile(store::Database &database, const Subject &subject, qint64 cause)
{
    if (cause == 0)
        return false;
    return database
        .first(u"SELECT 1 FROM sale s JOIN trail_about a ON a.kind = 'order' AND a.name = ? AND a.number > ? JOIN trail t ON t.number = a.number "
               "WHERE s.id = ? AND s.state = 'cancelled' AND t.text LIKE '%\"new\":\"cancelled\",\"old\":\"%\",\"what\":\"state\"%' LIMIT 1"_s,
               {subject.order.text(), cause, subject.sale}, [](const store::Row &) { return true; })
        .map([](const std::optional<bool> &found) { return found.has_value(); });
}

/// Its buyer is long served, or knows better: a page of the past (an import, the first catch-up of a channel) was read.
Result<bool> isOldNews(store::Database &database, const Subject &subject, qint64 cause)
{
    return database
        .first(u"SELECT 1 FROM sale s JOIN trail t ON t.number = ? WHERE s.id = ? AND t.what = 'order.record' AND t.at - s.created_at > ?"_s,
               {cause, subject.sale, qint64(oldNewsAfter.count())}, [](const store::Row &) { return true; })
        .map([](const std::optional<bool> &found) { return found.has_value(); });
}

} // namespace

Result<QList<Command>> Deeds::forPeople(const Action &action, const Circumstances &circumstances)
{
    QString via = textArgument(action, u"via"_s);
    if (via.isEmpty())
        via = u"app"_s;
    const QString about = u"%1: %2"_s.arg(circumstances.ruleName, circumstances.subject.text());
    if (action.type == u"message.send") {
        const auto isOfThing = meansOneOfThing(action);
        if (!isOfThing)
            return tl::make_unexpected(isOfThing.error());
        if (*isOfThing)
            return action.recipient == u"supplier" ? toSuppliers(action, circumstances) : toBuyer(action, circumstances);
        const QString text = textArgument(action, u"text"_s);
        return QList<Command>{command::PostNotice{u"message"_s, via, action.recipient, about, text.isEmpty() ? about : text}};
    }
    if (action.type == u"task.create") {
        const QString title = textArgument(action, u"title"_s);
        return QList<Command>{command::PostNotice{u"task"_s, u"app"_s, action.recipient, title.isEmpty() ? about : title, about}};
    }
    if (action.type != u"report.send")
        return fail(Error::Code::NotAllowed, action.type, u"it cannot be done here"_s);
    const QString name = textArgument(action, u"report"_s);
    return report(name, circumstances).map([&](const QString &csv) { return QList<Command>{command::PostNotice{u"report"_s, via, action.recipient, name, csv}}; });
}

/// Whoever bought or supplies it, unless the seller gave the word an address of his own.
Result<bool> Deeds::meansOneOfThing(const Action &action)
{
    if (action.recipient != u"customer" && action.recipient != u"supplier")
        return false;
    return m_database.first(u"SELECT 1 FROM contact WHERE name = ? AND (email <> '' OR webhook <> '' OR phone <> '' OR topic <> '')"_s, {action.recipient}, [](const store::Row &) { return true; }).map([](const std::optional<bool> &contact) { return !contact; });
}

/// Where it goes is read when it is sent: until then no address leaves the order's sealed data.
Result<QList<Command>> Deeds::toBuyer(const Action &action, const Circumstances &circumstances)
{
    const Subject &subject = circumstances.subject;
    const OrderId &order = subject.order;
    if (subject.sale == 0)
        return fail(Error::Code::NotAllowed, subject.text(), u"it is no order: nobody bought"_s);
    const QString via = textArgument(action, u"via"_s), text = textArgument(action, u"text"_s);
    if (text.isEmpty())
        return fail(Error::Code::NotAllowed, order.text(), u"nothing says what its buyer is to read"_s);
    const auto isCancelled = isCancelledMeanwhile(m_database, subject, circumstances.cause);
    if (!isCancelled)
        return tl::make_unexpected(isCancelled.error());
    if (*isCancelled)
        return fail(Error::Code::NotAllowed, order.text(), u"it was cancelled meanwhile: its buyer is not written to"_s);
    const auto isOld = isOldNews(m_database, subject, circumstances.cause);
    if (!isOld)
        return tl::make_unexpected(isOld.error());
    if (*isOld)
        return fail(Error::Code::NotAllowed, order.text(), u"it was two days old when it came to be known: its buyer is not written to"_s);
    return QList<Command>{command::PostNotice{u"message"_s, via, action.recipient, u"Your order %1"_s.arg(order.number), text, order}};
}

/// Once for an order, whichever rule asks: two slips in two boxes send it twice.
Result<QList<Command>> Deeds::print(const Action &action, const Subject &subject)
{
    const auto paper = papers::paperFrom(textArgument(action, u"document"_s));
    if (subject.sale == 0 || !paper)
        return fail(Error::Code::NotAllowed, subject.text(), subject.sale == 0 ? u"it is no order"_s : u"that paper cannot be printed"_s);
    const auto isPrinted = *paper == papers::Paper::PackingSlip ? hasSlip(m_database, subject.sale) : Result<bool>(false);
    if (!isPrinted)
        return tl::make_unexpected(isPrinted.error());
    if (*isPrinted)
        return fail(Error::Code::NotAllowed, subject.order.text(), u"its packing slip was printed before: “crossdock order print” prints another one"_s);
    command::PostNotice wanted = papers::printing(subject.order, *paper);
    wanted.isOnce = true;
    return QList<Command>{wanted};
}

Result<QString> Deeds::report(const QString &name, const Circumstances &circumstances)
{
    const Time until = circumstances.due > Time{} ? circumstances.due : circumstances.at;
    const auto period = reports::periodOf(m_database, circumstances.rule, circumstances.schedule, m_facts.zone(), until);
    return period ? reports::write(m_database, name, *period) : tl::make_unexpected(period.error());
}

Result<QList<Command>> Deeds::forCustomer(const Action &action, const Subject &subject)
{
    if (subject.sale == 0)
        return fail(Error::Code::NotAllowed, subject.text(), u"it says nothing of who bought: that an order does"_s);
    return QList<Command>{command::TagCustomer{subject.order, textArgument(action, u"tag"_s), action.type == u"customer.untag"}};
}

} // namespace crossdock::rules
