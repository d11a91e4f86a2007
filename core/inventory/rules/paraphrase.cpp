#include "core/inventory/rules/paraphrase.h"

#include <QHash>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

QString eventWords(const QString &type)
{
    static const QHash<QString, QString> words{
        {u"order.created"_s, u"an order arrives"_s},
        {u"order.changed"_s, u"an order is updated"_s},
        {u"order.paid"_s, u"an order is paid"_s},
        {u"order.payment_failed"_s, u"a payment fails"_s},
        {u"order.cancelled"_s, u"an order is cancelled"_s},
        {u"order.held"_s, u"an order is put on hold"_s},
        {u"order.fulfilled"_s, u"an order is fulfilled"_s},
        {u"order.tagged"_s, u"an order is tagged"_s},
        {u"order.overdue"_s, u"an order becomes overdue"_s},
        {u"shipment.dispatched"_s, u"a shipment is dispatched"_s},
        {u"shipment.changed"_s, u"a shipment is updated"_s},
        {u"shipment.delivered"_s, u"a shipment is delivered"_s},
        {u"shipment.delayed"_s, u"a shipment is delayed"_s},
        {u"shipment.exception"_s, u"a delivery exception occurs"_s},
        {u"shipment.returned"_s, u"a shipment is returned to sender"_s},
        {u"return.requested"_s, u"a return is requested"_s},
        {u"return.received"_s, u"a return is received"_s},
        {u"refund.created"_s, u"a refund is issued"_s},
        {u"chargeback.opened"_s, u"a chargeback is opened"_s},
        {u"stock.changed"_s, u"the stock changes"_s},
        {u"stock.received"_s, u"stock is received"_s},
        {u"po.created"_s, u"a purchase order is created"_s},
        {u"po.changed"_s, u"a purchase order is updated"_s},
        {u"po.overdue"_s, u"a purchase order becomes overdue"_s},
        {u"listing.created"_s, u"a listing is created"_s},
        {u"listing.changed"_s, u"a listing is updated"_s},
        {u"listing.suppressed"_s, u"a listing is suppressed"_s},
        {u"listing.ended"_s, u"a listing is ended"_s},
        {u"listing.rejected"_s, u"a listing is rejected"_s},
        {u"buybox.lost"_s, u"we lose the Buy Box"_s},
        {u"buybox.won"_s, u"we win the Buy Box"_s},
        {u"competitor.changed"_s, u"a competitor changes the price"_s},
        {u"product.created"_s, u"a product is created"_s},
        {u"product.changed"_s, u"a product is updated"_s},
        {u"customer.created"_s, u"a customer is created"_s},
        {u"customer.changed"_s, u"a customer is updated"_s},
        {u"review.created"_s, u"a review is posted"_s},
        {u"message.received"_s, u"a message arrives"_s},
        {u"message.changed"_s, u"a message is updated"_s},
        {u"sales.changed"_s, u"the sales change"_s},
        {u"account.changed"_s, u"the account changes"_s},
        {u"payout.received"_s, u"a payout arrives"_s},
        {u"sync.failed"_s, u"a sync fails"_s},
        {u"channel.disconnected"_s, u"a channel is disconnected"_s},
    };
    return words.value(type);
}

namespace {

QString durationWords(const Duration &duration)
{
    return plainNumber(duration.value) + u' ' + unitName(duration.unit);
}

QString comparison(Op op)
{
    switch (op) {
    case Op::Lt: return u"less than "_s;
    case Op::Lte: return u"at most "_s;
    case Op::Gt: return u"more than "_s;
    case Op::Gte: return u"at least "_s;
    default: return u"exactly "_s;
    }
}

QString andList(const QStringList &words)
{
    if (words.size() < 2)
        return words.join(QString());
    return words.mid(0, words.size() - 1).join(u", "_s) + u" and "_s + words.last();
}

QString scheduleDays(const Schedule &schedule)
{
    static const QHash<QString, QString> names{{u"mon"_s, u"Monday"_s},   {u"tue"_s, u"Tuesday"_s},
                                               {u"wed"_s, u"Wednesday"_s}, {u"thu"_s, u"Thursday"_s},
                                               {u"fri"_s, u"Friday"_s},   {u"sat"_s, u"Saturday"_s},
                                               {u"sun"_s, u"Sunday"_s}};
    QStringList words;
    for (const QString &day : schedule.weekdays)
        words.append(names.value(day));
    for (const int day : schedule.monthDays)
        words.append(day == -1 ? u"the last day"_s : u"day %1"_s.arg(day));
    return words.isEmpty() ? QString() : u" on "_s + andList(words);
}

/// "Every 2 weeks on Monday at 09:00 in your time zone": one form for every schedule.
QString scheduleWords(const Schedule &schedule)
{
    static const QHash<QString, QString> units{{u"minutely"_s, u"minute"_s}, {u"hourly"_s, u"hour"_s},
                                               {u"daily"_s, u"day"_s},       {u"weekly"_s, u"week"_s},
                                               {u"monthly"_s, u"month"_s}};
    QString words;
    if (schedule.frequency == u"once"_s) {
        words = u"Once"_s;
    } else {
        const int interval = schedule.interval.value_or(1);
        words = interval == 1 ? u"Every "_s + units.value(schedule.frequency)
                              : u"Every %1 %2s"_s.arg(interval).arg(units.value(schedule.frequency));
    }
    words += scheduleDays(schedule);
    if (!schedule.date.isEmpty())
        words += u" on "_s + schedule.date;
    QStringList times = schedule.at;
    const bool clocked = schedule.frequency != u"minutely"_s && schedule.frequency != u"hourly"_s;
    if (times.isEmpty() && clocked)
        times = {u"09:00"_s};
    if (!times.isEmpty())
        words += u" at "_s + andList(times);
    if (!schedule.zone.isEmpty())
        words += u" in time zone "_s + quoted(schedule.zone);
    else if (clocked)
        words += u" in your time zone"_s;
    return words;
}

QString windowWords(const Window &window)
{
    QString words;
    if (window.function == u"count"_s)
        words = u", counting "_s + comparison(window.op) + plainNumber(window.value) + u" times"_s;
    else if (window.function == u"sum"_s)
        words = u", adding up to "_s + comparison(window.op) + plainNumber(window.value)
            + (window.unit == Unit::None ? QString() : u' ' + unitName(window.unit)) + u" of the "_s
            + (fieldNamed(window.field) ? QString(specOf(*fieldNamed(window.field)).noun) : window.field);
    else if (!window.comparesPrevious)
        words = u", looking"_s;
    if (window.function.isEmpty() && window.comparesPrevious)
        return u", compared with the previous "_s + durationWords(window.length);
    words += u" within "_s + durationWords(window.length);
    if (!window.by.isEmpty())
        words += u" for the same "_s + window.by;
    if (window.comparesPrevious)
        words += u", compared with the previous "_s + durationWords(window.length);
    return words;
}

bool isOwnEvent(const TriggerEvent &event)
{
    static const QHash<QString, QString> events{{u"stock"_s, u"stock.changed"_s},   {u"listing"_s, u"listing.changed"_s},
                                                {u"competitor"_s, u"competitor.changed"_s}, {u"sales"_s, u"sales.changed"_s},
                                                {u"account"_s, u"account.changed"_s}, {u"customer"_s, u"customer.changed"_s}};
    const QString entity = entityOf(event.becomes->field).toString();
    return events.value(entity) == event.type;
}

QString triggerWords(const Trigger &trigger, const Workspace &workspace)
{
    const TriggerEvent &event = trigger.event;
    QString words;
    if (event.type == u"schedule"_s) {
        words = scheduleWords(*trigger.schedule);
        if (event.becomes)
            words += u", so that "_s + leafWords(*event.becomes, u"becomes"_s, workspace);
    } else if (!event.becomes) {
        words = u"When "_s + eventWords(event.type);
    } else if (isOwnEvent(event)) {
        words = u"When "_s + leafWords(*event.becomes, u"becomes"_s, workspace);
    } else {
        words = u"When "_s + eventWords(event.type) + u", so that "_s + leafWords(*event.becomes, u"becomes"_s, workspace);
    }
    if (event.lasting)
        words += u", staying so for "_s + durationWords(*event.lasting);
    if (!event.each.isEmpty())
        words += u", for each "_s + (event.each == u"po"_s ? u"purchase order"_s : event.each);
    if (event.where)
        words += u", where "_s + paraphrase(*event.where, workspace);
    if (trigger.window)
        words += windowWords(*trigger.window);
    return words;
}

QString branchWords(const Branch &branch, const Workspace &workspace)
{
    QStringList actions;
    for (const Action &action : branch.actions)
        actions.append(paraphrase(action, workspace));
    const QString condition = branch.conditions ? u"if "_s + paraphrase(*branch.conditions, workspace) + u", "_s : QString();
    return condition + actions.join(u", then "_s);
}

} // namespace

QString paraphrase(const Trigger &trigger, const Workspace &workspace)
{
    QString sentence = paraphraseStart(trigger, workspace) + u": "_s + branchWords(trigger.then, workspace);
    for (const Branch &branch : trigger.otherwise)
        sentence += u"; otherwise "_s + branchWords(branch, workspace);
    if (const QString limit = paraphraseLimit(trigger, workspace); !limit.isEmpty())
        sentence += u"; "_s + limit;
    return sentence + u'.';
}

QString paraphraseStart(const Trigger &trigger, const Workspace &workspace)
{
    return triggerWords(trigger, workspace);
}

QString paraphraseLimit(const Trigger &trigger, const Workspace &workspace)
{
    QStringList parts;
    if (trigger.limit) {
        parts.append(u"at most %1 times per "_s.arg(trigger.limit->times) + durationWords(trigger.limit->per));
        if (!trigger.limit->by.isEmpty())
            parts.last() += u" for each "_s + trigger.limit->by;
    }
    if (trigger.event.rearm)
        parts.append(u"do not fire again until "_s + leafWords(*trigger.event.rearm, u"is"_s, workspace));
    return parts.join(u"; "_s);
}

} // namespace crossdock::rules
