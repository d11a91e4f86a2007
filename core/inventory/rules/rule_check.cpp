#include "core/inventory/rules/action_specs.h"
#include "core/inventory/rules/rule_json.h"
#include "core/inventory/rules/workspace.h"

#include <QDate>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

/// What the trigger schema demands, as code: one function a part.
namespace crossdock::rules {

namespace {

constexpr int maximumText = 1000;

tl::unexpected<Error> misfit(const QString &place, const QString &why)
{
    return fail(Error::Code::InvalidInput, place, why);
}

bool isKey(const std::vector<KnownName> &names, const QString &key)
{
    return std::ranges::any_of(names, [&](const KnownName &name) { return name.key == key; });
}

bool isCarrier(const Workspace &workspace, const QString &key)
{
    return std::ranges::any_of(workspace.carriers, [&](const KnownCarrier &one) { return one.name.key == key; });
}

bool isService(const Workspace &workspace, const QString &key)
{
    return std::ranges::any_of(workspace.carriers,
                               [&](const KnownCarrier &one) { return isKey(one.services, key); });
}

bool isRecipient(const Workspace &workspace, const QString &key)
{
    return isKey(workspace.recipients, key) || (key.startsWith(u'#') && key.size() > 1);
}

bool isTimeOfDay(const QString &text)
{
    return text.size() == 5 && text[2] == u':' && text.left(2).toInt() < 24 && text.right(2).toInt() < 60
        && text[0].isDigit() && text[1].isDigit() && text[3].isDigit() && text[4].isDigit();
}

bool isDate(const QString &text)
{
    return text.size() == 10 && QDate::fromString(text, Qt::ISODate).isValid();
}

bool isChoice(const FieldSpec &spec, const QString &word, const Workspace &workspace)
{
    if (spec.choices == "@channel"_L1)
        return isKey(workspace.channels, word);
    if (spec.choices == "@node"_L1)
        return isKey(workspace.nodes, word);
    if (spec.choices == "@carrier"_L1)
        return isCarrier(workspace, word);
    if (spec.choices == "@country"_L1)
        return word.size() == 2 && word[0].isUpper() && word[1].isUpper();
    return QString(spec.choices).split(u' ').contains(word);
}

bool fitsWord(const FieldSpec &spec, const QString &word, const Workspace &workspace)
{
    switch (spec.kind) {
    case FieldKind::OneOf: return isChoice(spec, word, workspace);
    case FieldKind::TimeOfDay: return isTimeOfDay(word);
    case FieldKind::Date: return isDate(word);
    default: return !word.isEmpty() && word.size() <= maximumText;
    }
}

bool fitsNumber(FieldId field, double number)
{
    if (number < 0 && isNeverNegative(field))
        return false;
    switch (specOf(field).kind) {
    case FieldKind::Count: return number == std::floor(number) && number < 1e15;
    case FieldKind::Rating: return number >= 0 && number <= 5;
    case FieldKind::Month: return number >= 1 && number <= 12 && number == std::floor(number);
    default: return std::isfinite(number);
    }
}

bool fitsUnit(FieldKind kind, Unit unit)
{
    const Measure measure = measureOf(unit);
    switch (kind) {
    case FieldKind::Money: return measure == Measure::Money;
    case FieldKind::Duration: return measure == Measure::Time;
    case FieldKind::Weight: return measure == Measure::Weight;
    case FieldKind::Percent: return measure == Measure::Percent;
    case FieldKind::MoneyOrPercent: return measure == Measure::Money || measure == Measure::Percent;
    default: return measure == Measure::Nothing;
    }
}

bool isNumeric(FieldKind kind)
{
    return kind <= FieldKind::Rating;
}

bool isOrder(Op op)
{
    return op == Op::Lt || op == Op::Lte || op == Op::Gt || op == Op::Gte;
}

bool hasOperator(FieldKind kind, Op op)
{
    switch (kind) {
    case FieldKind::YesNo: return op == Op::Eq;
    case FieldKind::Text: return op == Op::Eq || op == Op::Ne || op >= Op::In;
    case FieldKind::Set:
        return op == Op::Contains || op == Op::NotContains || op == Op::IsEmpty || op == Op::IsNotEmpty;
    case FieldKind::OneOf:
    case FieldKind::Month: return op == Op::Eq || op == Op::Ne || op == Op::In || op == Op::NotIn;
    case FieldKind::TimeOfDay: return isOrder(op) || op == Op::Between;
    case FieldKind::Date: return isOrder(op) || op == Op::Eq || op == Op::Between;
    default: return op == Op::Eq || op == Op::Ne || isOrder(op) || op == Op::Between;
    }
}

bool wantsMany(Op op)
{
    return op == Op::Between || op == Op::In || op == Op::NotIn;
}

Result<> checkNumbers(const Leaf &leaf, const QString &place)
{
    const FieldSpec &spec = specOf(leaf.field);
    if (const auto *number = std::get_if<double>(&leaf.value)) {
        if (wantsMany(leaf.op) || !fitsNumber(leaf.field, *number))
            return misfit(place, u"a number that does not fit"_s);
    } else if (const auto *numbers = std::get_if<std::vector<double>>(&leaf.value)) {
        const bool two = leaf.op != Op::Between || numbers->size() == 2;
        if (!wantsMany(leaf.op) || numbers->empty() || !two)
            return misfit(place, u"a list that does not fit"_s);
        if (!std::ranges::all_of(*numbers, [&](double one) { return fitsNumber(leaf.field, one); }))
            return misfit(place, u"numbers that do not fit"_s);
    } else {
        return misfit(place, u"a number is needed"_s);
    }
    if (isNumeric(spec.kind) && !fitsUnit(spec.kind, leaf.unit))
        return misfit(place, u"a unit that does not fit"_s);
    return {};
}

Result<> checkWords(const Leaf &leaf, const QString &place, const Workspace &workspace)
{
    const FieldSpec &spec = specOf(leaf.field);
    if (const auto *word = std::get_if<QString>(&leaf.value)) {
        if (wantsMany(leaf.op) || !fitsWord(spec, *word, workspace))
            return misfit(place, u"a word that does not fit"_s);
        return {};
    }
    const auto *words = std::get_if<QStringList>(&leaf.value);
    if (!words || words->isEmpty() || !wantsMany(leaf.op))
        return misfit(place, u"a word is needed"_s);
    if (leaf.op == Op::Between && words->size() != 2)
        return misfit(place, u"two ends are needed"_s);
    for (const QString &one : *words) {
        if (!fitsWord(spec, one, workspace))
            return misfit(place, u"a word that does not fit"_s);
    }
    return {};
}

Result<> checkScope(const Leaf &leaf, const QString &place, const Workspace &workspace)
{
    const ScopeKind allowed = specOf(leaf.field).scope;
    if ((!leaf.scope.channels.isEmpty() && allowed == ScopeKind::None)
        || (!leaf.scope.nodes.isEmpty() && allowed != ScopeKind::ChannelAndNode))
        return misfit(place, u"no such scope here"_s);
    for (const QString &channel : leaf.scope.channels) {
        if (!isKey(workspace.channels, channel))
            return misfit(place, u"unknown channel "_s + channel);
    }
    for (const QString &node : leaf.scope.nodes) {
        if (!isKey(workspace.nodes, node))
            return misfit(place, u"unknown node "_s + node);
    }
    return {};
}

Result<> check(const Tree &tree, const Workspace &workspace)
{
    if (tree.kind == Tree::Kind::Leaf)
        return check(tree.leaf, workspace);
    for (const Tree &child : tree.children)
        CROSSDOCK_TRY(check(child, workspace));
    return {};
}

Result<> check(const Duration &duration, const QString &place)
{
    if (!(duration.value > 0) || !std::isfinite(duration.value) || measureOf(duration.unit) != Measure::Time)
        return misfit(place, u"a duration above zero is needed"_s);
    return {};
}

bool isWhole(const Argument &argument, double least)
{
    const auto *number = std::get_if<double>(&argument);
    return number && *number >= least && *number == std::floor(*number) && *number < 1e15;
}

bool isPositive(const Argument &argument)
{
    const auto *number = std::get_if<double>(&argument);
    return number && *number > 0 && std::isfinite(*number);
}

bool isBound(const Argument &argument)
{
    const auto *bound = std::get_if<MoneyBound>(&argument);
    if (!bound)
        return false;
    if (const auto *ref = std::get_if<FieldRef>(&bound->value))
        return isReferable(ref->field);
    return std::get<double>(bound->value) > 0 && measureOf(bound->unit) == Measure::Money;
}

bool fits(const Argument &argument, const ArgumentSpec &spec, const Workspace &workspace)
{
    const auto *text = std::get_if<QString>(&argument);
    switch (spec.kind) {
    case ArgumentKind::Yes: return std::get_if<bool>(&argument) && std::get<bool>(argument);
    case ArgumentKind::Text: return text && !text->isEmpty() && text->size() <= maximumText;
    case ArgumentKind::Choice: return text && QString(spec.choices).split(u' ').contains(*text);
    case ArgumentKind::Node: return text && isKey(workspace.nodes, *text);
    case ArgumentKind::Carrier: return text && isCarrier(workspace, *text);
    case ArgumentKind::Service: return text && isService(workspace, *text);
    case ArgumentKind::Package: return text && isKey(workspace.packages, *text);
    case ArgumentKind::Report: return text && isKey(workspace.reports, *text);
    case ArgumentKind::Recipient: return text && isRecipient(workspace, *text);
    case ArgumentKind::Count: return isWhole(argument, 0);
    case ArgumentKind::Positive: return isWhole(argument, 1);
    case ArgumentKind::Duration:
        return std::get_if<Duration>(&argument) && check(std::get<Duration>(argument), {}).has_value();
    case ArgumentKind::RefundAmount:
        return text ? *text == u"full"_s || *text == u"shipping"_s : isPositive(argument);
    case ArgumentKind::PriceValue:
        return isPositive(argument)
            || (std::get_if<FieldRef>(&argument) && isReferable(std::get<FieldRef>(argument).field));
    case ArgumentKind::Unit: {
        const auto unit = text ? unitOf(*text) : std::nullopt;
        return unit && (measureOf(*unit) == Measure::Money || *unit == Unit::Percent);
    }
    case ArgumentKind::Bound: return isBound(argument);
    }
    return false;
}

Result<> checkTarget(const Action &action, const ActionSpec &spec, const Workspace &workspace)
{
    if (needsRecipient(spec) != !action.recipient.isEmpty())
        return misfit(action.type, u"the recipient"_s);
    if (!action.recipient.isEmpty() && !isRecipient(workspace, action.recipient))
        return misfit(action.type, u"unknown recipient "_s + action.recipient);
    if (action.channel.isEmpty()) {
        if (spec.channel == ChannelTarget::Required)
            return misfit(action.type, u"a channel is needed"_s);
        return {};
    }
    const bool pool = action.channel == u"all"_s || action.channel == u"others"_s;
    if (spec.channel == ChannelTarget::None || (pool && spec.channel != ChannelTarget::Listing)
        || (!pool && !isKey(workspace.channels, action.channel)))
        return misfit(action.type, u"no such target channel"_s);
    return {};
}

Result<> check(const std::vector<Action> &actions, const Workspace &workspace)
{
    if (actions.empty())
        return misfit(u"actions"_s, u"at least one is needed"_s);
    for (const Action &action : actions)
        CROSSDOCK_TRY(check(action, workspace));
    return {};
}

Result<> check(const Schedule &schedule)
{
    static const QStringList frequencies{u"minutely"_s, u"hourly"_s, u"daily"_s, u"weekly"_s, u"monthly"_s, u"once"_s};
    static const QStringList weekdays{u"mon"_s, u"tue"_s, u"wed"_s, u"thu"_s, u"fri"_s, u"sat"_s, u"sun"_s};
    const QString place = u"schedule"_s;
    if (!frequencies.contains(schedule.frequency) || (schedule.interval && *schedule.interval < 1))
        return misfit(place, u"the frequency"_s);
    for (const QString &day : schedule.weekdays) {
        if (!weekdays.contains(day))
            return misfit(place, u"unknown day "_s + day);
    }
    for (const int day : schedule.monthDays) {
        if (day < -1 || day > 31 || day == 0)
            return misfit(place, u"a day of the month"_s);
    }
    for (const QString &time : schedule.at) {
        if (!isTimeOfDay(time))
            return misfit(place, u"a time of day"_s);
    }
    if (!schedule.date.isEmpty() && !isDate(schedule.date))
        return misfit(place, u"a date"_s);
    return {};
}

Result<> checkKey(const QString &key)
{
    static const QStringList keys{QString(), u"customer"_s, u"product"_s, u"order"_s, u"channel"_s, u"node"_s};
    if (!keys.contains(key))
        return misfit(key, u"no such key to count by"_s);
    return {};
}

Result<> check(const Window &window)
{
    const QString place = u"window"_s;
    CROSSDOCK_TRY(check(window.length, place));
    CROSSDOCK_TRY(checkKey(window.by));
    if (window.function.isEmpty()) {
        if (!window.field.isEmpty() || !window.by.isEmpty())
            return misfit(place, u"a field or key without a function"_s);
        return {};
    }
    if (window.function != u"count"_s && window.function != u"sum"_s)
        return misfit(place, u"count or sum"_s);
    if (window.op > Op::Gte || window.op == Op::Ne || !std::isfinite(window.value))
        return misfit(place, u"the comparison"_s);
    return {};
}

Result<> checkWindow(const Trigger &trigger)
{
    if (trigger.window->function.isEmpty() && trigger.event.type != u"sales.changed"_s)
        return misfit(u"window"_s, u"only sales have a window without a function"_s);
    return check(*trigger.window);
}

Result<> checkEvent(const Trigger &trigger, const Workspace &workspace)
{
    static const QStringList things{QString(),    u"order"_s,   u"shipment"_s, u"return"_s, u"customer"_s,
                                    u"product"_s, u"listing"_s, u"message"_s,  u"po"_s,     u"review"_s};
    const TriggerEvent &event = trigger.event;
    if (!isEventType(event.type))
        return misfit(u"event"_s, u"unknown event "_s + event.type);
    if (!things.contains(event.each))
        return misfit(u"event"_s, u"unknown thing to sweep "_s + event.each);
    if ((event.type == u"schedule"_s) != trigger.schedule.has_value())
        return misfit(u"schedule"_s, u"a schedule belongs to the schedule event, and only to it"_s);
    if ((event.lasting || event.rearm) && !event.becomes)
        return misfit(u"event"_s, u"for and rearm need becomes"_s);
    if (event.becomes)
        CROSSDOCK_TRY(check(*event.becomes, workspace));
    if (event.rearm)
        CROSSDOCK_TRY(check(*event.rearm, workspace));
    if (event.lasting)
        CROSSDOCK_TRY(check(*event.lasting, u"for"_s));
    return event.where ? check(*event.where, workspace) : Result<>();
}

} // namespace

Result<> check(const Leaf &leaf, const Workspace &workspace)
{
    const QString place = fieldName(leaf.field);
    const FieldSpec &spec = specOf(leaf.field);
    if (!hasOperator(spec.kind, leaf.op))
        return misfit(place, u"the operator "_s + operatorName(leaf.op));
    CROSSDOCK_TRY(checkScope(leaf, place, workspace));
    if (leaf.op == Op::IsEmpty || leaf.op == Op::IsNotEmpty)
        return std::holds_alternative<std::monostate>(leaf.value) ? Result<>() : misfit(place, u"no value fits"_s);
    if (const auto *ref = std::get_if<FieldRef>(&leaf.value)) {
        if (specOf(ref->field).kind != spec.kind || wantsMany(leaf.op) || leaf.unit != Unit::None || !isReferable(ref->field))
            return misfit(place, u"a field that cannot stand here"_s);
        return {};
    }
    if (spec.kind == FieldKind::YesNo)
        return std::holds_alternative<bool>(leaf.value) ? Result<>() : misfit(place, u"yes or no"_s);
    if (isNumeric(spec.kind) || spec.kind == FieldKind::Month)
        return checkNumbers(leaf, place);
    return checkWords(leaf, place, workspace);
}

Result<> check(const Action &action, const Workspace &workspace)
{
    const ActionSpec *spec = actionSpec(action.type);
    if (!spec)
        return misfit(action.type, u"unknown action"_s);
    CROSSDOCK_TRY(checkTarget(action, *spec, workspace));
    if (spec->needsArguments && action.arguments.empty())
        return misfit(action.type, u"it needs an argument"_s);
    for (const ArgumentSpec &argument : spec->arguments) {
        const auto found = action.arguments.find(QString(argument.name));
        if (found == action.arguments.end()) {
            if (argument.isRequired)
                return misfit(action.type, u"missing "_s + argument.name);
        } else if (!fits(found->second, argument, workspace)) {
            return misfit(action.type, u"what stands as "_s + argument.name);
        }
    }
    return {};
}

Result<> check(const Trigger &trigger, const Workspace &workspace)
{
    CROSSDOCK_TRY(checkEvent(trigger, workspace));
    if (trigger.then.conditions)
        CROSSDOCK_TRY(check(*trigger.then.conditions, workspace));
    CROSSDOCK_TRY(check(trigger.then.actions, workspace));
    for (const Branch &branch : trigger.otherwise) {
        if (branch.conditions)
            CROSSDOCK_TRY(check(*branch.conditions, workspace));
        CROSSDOCK_TRY(check(branch.actions, workspace));
    }
    if (trigger.schedule)
        CROSSDOCK_TRY(check(*trigger.schedule));
    if (trigger.window)
        CROSSDOCK_TRY(checkWindow(trigger));
    if (trigger.limit) {
        CROSSDOCK_TRY(check(trigger.limit->per, u"limit"_s));
        CROSSDOCK_TRY(checkKey(trigger.limit->by));
        if (trigger.limit->times < 1)
            return misfit(u"limit"_s, u"at least once"_s);
    }
    return {};
}

} // namespace crossdock::rules
