#include "ui/rules/rule_words.h"

#include <QCoreApplication>
#include <QHash>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

/// The strings' context for translators.
struct RuleWords {
    Q_DECLARE_TR_FUNCTIONS(RuleWords)
};

/// "stock.transfer" to "Stock transfer".
QString readable(QString name)
{
    name.replace(u'.', u' ').replace(u'_', u' ');
    return name.left(1).toUpper() + name.mid(1);
}

QHash<QString, QString> orderActions()
{
    return {{u"order.cancel"_s, RuleWords::tr("Cancel the order")},
            {u"order.hold"_s, RuleWords::tr("Hold the order")},
            {u"order.release"_s, RuleWords::tr("Release the order")},
            {u"order.tag"_s, RuleWords::tr("Tag the order")},
            {u"order.untag"_s, RuleWords::tr("Take a tag off the order")},
            {u"order.note"_s, RuleWords::tr("Note on the order")},
            {u"order.flag"_s, RuleWords::tr("Flag the order")},
            {u"order.route"_s, RuleWords::tr("Route the order")},
            {u"order.ship_with"_s, RuleWords::tr("Choose the carrier")},
            {u"order.package"_s, RuleWords::tr("Choose the package")},
            {u"order.add_option"_s, RuleWords::tr("Add a shipping option")},
            {u"order.priority"_s, RuleWords::tr("Set the priority")},
            {u"order.split"_s, RuleWords::tr("Split the order")},
            {u"order.refund"_s, RuleWords::tr("Refund")},
            {u"order.capture"_s, RuleWords::tr("Capture the payment")},
            {u"order.fulfill"_s, RuleWords::tr("Mark as fulfilled")},
            {u"order.assign"_s, RuleWords::tr("Assign the order")},
            {u"order.archive"_s, RuleWords::tr("Archive the order")},
            {u"order.buy_label"_s, RuleWords::tr("Buy a label")},
            {u"document.print"_s, RuleWords::tr("Print")},
            {u"review.request"_s, RuleWords::tr("Ask for a review")}};
}

QHash<QString, QString> otherActions()
{
    return {{u"listing.pause"_s, RuleWords::tr("Pause the listing")},
            {u"listing.resume"_s, RuleWords::tr("Resume the listing")},
            {u"listing.end"_s, RuleWords::tr("End the listing")},
            {u"listing.publish"_s, RuleWords::tr("Publish the listing")},
            {u"listing.set_quantity"_s, RuleWords::tr("Set the quantity shown")},
            {u"listing.set_price"_s, RuleWords::tr("Set the price")},
            {u"stock.set_buffer"_s, RuleWords::tr("Set the buffer")},
            {u"stock.transfer"_s, RuleWords::tr("Transfer stock")},
            {u"po.create"_s, RuleWords::tr("Order from the supplier")},
            {u"product.tag"_s, RuleWords::tr("Tag the product")},
            {u"product.untag"_s, RuleWords::tr("Take a tag off the product")},
            {u"shipment.claim"_s, RuleWords::tr("Claim from the carrier")},
            {u"return.approve"_s, RuleWords::tr("Approve the return")},
            {u"return.reject"_s, RuleWords::tr("Reject the return")},
            {u"return.send_label"_s, RuleWords::tr("Send a return label")},
            {u"customer.tag"_s, RuleWords::tr("Tag the customer")},
            {u"customer.untag"_s, RuleWords::tr("Take a tag off the customer")},
            {u"sync.run"_s, RuleWords::tr("Sync the channel")},
            {u"message.send"_s, RuleWords::tr("Send a message")},
            {u"report.send"_s, RuleWords::tr("Send a report")},
            {u"task.create"_s, RuleWords::tr("Create a task")},
            {u"wait"_s, RuleWords::tr("Wait")},
            {u"rule.stop"_s, RuleWords::tr("Stop further rules")}};
}

} // namespace

Badge badge(RuleRow::State state)
{
    switch (state) {
    case RuleRow::State::Draft:
        return {RuleWords::tr("Draft"), Tone::Neutral};
    case RuleRow::State::Shadow:
        return {RuleWords::tr("Shadow"), Tone::Busy};
    case RuleRow::State::Live:
        return {RuleWords::tr("Live"), Tone::Good};
    case RuleRow::State::Paused:
        return {RuleWords::tr("Paused"), Tone::Warning};
    case RuleRow::State::Asked:
        return {RuleWords::tr("Asks", "a rule, before it does something to many things"), Tone::Warning};
    }
    Q_UNREACHABLE();
}

Badge badge(const RuleRun &run)
{
    if (run.isShadow)
        return {RuleWords::tr("Shadow", "a run without effects"), Tone::Busy};
    switch (run.state) {
    case RuleRun::State::Running:
        return {RuleWords::tr("Running"), Tone::Busy};
    case RuleRun::State::Waiting:
        return {RuleWords::tr("Waiting"), Tone::Busy};
    case RuleRun::State::Done:
        return {RuleWords::tr("Done"), Tone::Good};
    case RuleRun::State::Failed:
        return {RuleWords::tr("Failed"), Tone::Bad};
    case RuleRun::State::Asked:
        return {RuleWords::tr("Asked", "a run that waits for a yes"), Tone::Warning};
    }
    Q_UNREACHABLE();
}

QString roleText(const QString &role)
{
    static const QHash<QString, QString> texts{
        {u"event"_s, RuleWords::tr("what starts the rule")},   {u"condition"_s, RuleWords::tr("a condition")},
        {u"action"_s, RuleWords::tr("what it does")},          {u"schedule"_s, RuleWords::tr("when it runs")},
        {u"name"_s, RuleWords::tr("a name of your workspace")}, {u"amount"_s, RuleWords::tr("an amount")},
        {u"text"_s, RuleWords::tr("text, taken as it is")},     {u"filler"_s, RuleWords::tr("carries no meaning")},
        {u"grammar"_s, RuleWords::tr("joins the parts")}};
    return texts.value(role, readable(role));
}

QString findingText(const QString &kind)
{
    static const QHash<QString, QString> texts{
        {u"never_true"_s, RuleWords::tr("Can never fire")},
        {u"always_true"_s, RuleWords::tr("Its condition is always true")},
        {u"unreachable"_s, RuleWords::tr("A branch can never be reached")},
        {u"duplicate"_s, RuleWords::tr("Says the same as another rule")},
        {u"subsumed"_s, RuleWords::tr("Another rule covers it")},
        {u"shadowed"_s, RuleWords::tr("An earlier rule stops it")},
        {u"conflict"_s, RuleWords::tr("Contradicts another rule")},
        {u"cycle"_s, RuleWords::tr("Rules that start each other")},
        {u"missing_pair"_s, RuleWords::tr("Nothing undoes it")},
        {u"dead"_s, RuleWords::tr("Would not have fired in 90 days")},
        {u"flapping"_s, RuleWords::tr("Would fire again and again")},
        {u"fan_out"_s, RuleWords::tr("Touches many things at once")}};
    return texts.value(kind, readable(kind));
}

bool isOfHistory(const QString &kind)
{
    return kind == u"dead" || kind == u"flapping" || kind == u"fan_out";
}

QString boundText(int most)
{
    return most == 0 ? RuleWords::tr("none", "bound") : RuleWords::tr("%1 an hour", "things").arg(number(most));
}

QString actionText(const QString &action)
{
    static const QHash<QString, QString> orders = orderActions(), others = otherActions();
    return orders.value(action, others.value(action, readable(action)));
}

QString deedText(const RuleRun::Deed &deed)
{
    const QString what = actionText(deed.action);
    return deed.words.isEmpty() ? what : RuleWords::tr("%1: %2", "what was done, what came of it").arg(what, deed.words);
}

QString subjectText(const QString &subject)
{
    const QString kind = subject.section(u' ', 0, 0), name = subject.section(u' ', 1);
    if (kind == u"order")
        return RuleWords::tr("Order %1").arg(name);
    if (kind == u"sku")
        return name;
    if (kind == u"listing")
        return RuleWords::tr("%1 on %2", "SKU, channel").arg(name.section(u" on "_s, 0, -2), name.section(u" on "_s, -1));
    if (kind == u"channel")
        return RuleWords::tr("Channel %1").arg(name);
    return kind == u"shop" ? RuleWords::tr("The whole shop") : subject;
}

QString namesText(const QStringList &subjects, int all)
{
    QStringList names;
    for (const QString &subject : subjects)
        names.append(subjectText(subject));
    const QString text = names.join(RuleWords::tr(", ", "between names"));
    const int more = all - static_cast<int>(names.size());
    return more > 0 ? RuleWords::tr("%1 and %2 more", "names, how many others").arg(text, number(more)) : text;
}

QString questionText(const RuleQuestion &question)
{
    return RuleWords::tr("Asks: %1. It waits with %2.", "what it would do, which things").arg(question.words, namesText(question.names, question.things));
}

QString ruleTitle(qint64 rule, const QString &name)
{
    return name.isEmpty() ? RuleWords::tr("Rule %1").arg(rule) : name;
}

} // namespace crossdock::ui
