#include "core/inventory/rules/action_specs.h"
#include "core/inventory/rules/rule_json.h"

#include <QJsonArray>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

/// Reading triggers. What fits where is checked afterwards, see rule_check.cpp.
namespace crossdock::rules {

namespace {

constexpr int maximumDepth = 64;

tl::unexpected<Error> wrong(const QString &place, const QString &why)
{
    return fail(Error::Code::InvalidInput, place, why);
}

/// Every key of `object` must be one of `known`.
Result<> onlyKeys(const QJsonObject &object, const QString &place, const QStringList &known)
{
    for (auto key = object.begin(); key != object.end(); ++key) {
        if (!known.contains(key.key()))
            return wrong(place, u"unknown key "_s + key.key());
    }
    return {};
}

Result<FieldId> fieldOf(const QJsonValue &value, const QString &place)
{
    const auto field = fieldNamed(value.toString());
    if (!field)
        return wrong(place, u"unknown field "_s + value.toString());
    return *field;
}

Result<Unit> unitIn(const QJsonObject &object, const QString &place)
{
    if (!object.contains(u"unit"_s))
        return Unit::None;
    const auto unit = unitOf(object[u"unit"_s].toString());
    if (!unit)
        return wrong(place, u"unknown unit"_s);
    return *unit;
}

Result<QStringList> wordsOf(const QJsonValue &value, const QString &place)
{
    if (value.isString())
        return QStringList{value.toString()};
    QStringList words;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &word : array) {
        if (!word.isString())
            return wrong(place, u"expected words"_s);
        words.append(word.toString());
    }
    if (words.isEmpty())
        return wrong(place, u"expected a word or several"_s);
    return words;
}

Result<Value> valueOf(const QJsonValue &value, const QString &place)
{
    if (value.isUndefined())
        return Value(std::monostate());
    if (value.isBool())
        return Value(value.toBool());
    if (value.isDouble())
        return Value(value.toDouble());
    if (value.isString())
        return Value(value.toString());
    if (value.isObject())
        return fieldOf(value.toObject()[u"ref"_s], place).map([](FieldId field) { return Value(FieldRef{field}); });
    const QJsonArray array = value.toArray();
    if (!array.isEmpty() && array.first().isDouble()) {
        std::vector<double> numbers;
        for (const QJsonValue &number : array) {
            if (!number.isDouble())
                return wrong(place, u"expected numbers"_s);
            numbers.push_back(number.toDouble());
        }
        return Value(numbers);
    }
    return wordsOf(value, place).map([](const QStringList &words) { return Value(words); });
}

Result<Scope> scopeOf(const QJsonValue &value, const QString &place)
{
    Scope scope;
    if (value.isUndefined())
        return scope;
    const QJsonObject object = value.toObject();
    CROSSDOCK_TRY(onlyKeys(object, place, {u"channel"_s, u"node"_s}));
    if (object.isEmpty())
        return wrong(place, u"an empty scope"_s);
    if (object.contains(u"channel"_s)) {
        const auto words = wordsOf(object[u"channel"_s], place);
        CROSSDOCK_TRY(words);
        scope.channels = *words;
    }
    if (object.contains(u"node"_s)) {
        const auto words = wordsOf(object[u"node"_s], place);
        CROSSDOCK_TRY(words);
        scope.nodes = *words;
    }
    return scope;
}

Result<Leaf> leafOf(const QJsonObject &object, const QString &place)
{
    CROSSDOCK_TRY(onlyKeys(object, place, {u"field"_s, u"op"_s, u"value"_s, u"unit"_s, u"scope"_s}));
    const auto field = fieldOf(object[u"field"_s], place);
    CROSSDOCK_TRY(field);
    const auto op = operatorOf(object[u"op"_s].toString());
    if (!op)
        return wrong(place, u"unknown operator"_s);
    const auto value = valueOf(object[u"value"_s], place);
    CROSSDOCK_TRY(value);
    const auto unit = unitIn(object, place);
    CROSSDOCK_TRY(unit);
    const auto scope = scopeOf(object[u"scope"_s], place);
    CROSSDOCK_TRY(scope);
    return Leaf{*field, *op, *value, *unit, *scope};
}

Result<Tree> treeOf(const QJsonObject &object, const QString &place, int depth = 0)
{
    if (depth > maximumDepth)
        return wrong(place, u"too deep"_s);
    if (object.contains(u"not"_s)) {
        CROSSDOCK_TRY(onlyKeys(object, place, {u"not"_s}));
        return treeOf(object[u"not"_s].toObject(), place, depth + 1).map(&Tree::negation);
    }
    for (const auto &[name, kind] : {std::pair{u"and"_s, Tree::Kind::And}, std::pair{u"or"_s, Tree::Kind::Or}}) {
        if (!object.contains(name))
            continue;
        CROSSDOCK_TRY(onlyKeys(object, place, {name}));
        const QJsonArray array = object[name].toArray();
        if (array.size() < 2)
            return wrong(place, name + u" needs two parts"_s);
        Tree tree{kind, {}, {}};
        for (const QJsonValue &part : array) {
            auto child = treeOf(part.toObject(), place, depth + 1);
            CROSSDOCK_TRY(child);
            tree.children.push_back(std::move(*child));
        }
        return tree;
    }
    return leafOf(object, place).map(&Tree::of);
}

Result<std::optional<Tree>> optionalTree(const QJsonValue &value, const QString &place)
{
    if (value.isNull() || value.isUndefined())
        return std::optional<Tree>();
    return treeOf(value.toObject(), place).map([](Tree tree) { return std::optional(std::move(tree)); });
}

Result<Duration> durationOf(const QJsonObject &object, const QString &place)
{
    CROSSDOCK_TRY(onlyKeys(object, place, {u"value"_s, u"unit"_s}));
    const auto unit = unitIn(object, place);
    CROSSDOCK_TRY(unit);
    return Duration{object[u"value"_s].toDouble(), *unit};
}

Result<Argument> argumentOf(const QJsonValue &value, const ArgumentSpec &spec, const QString &place)
{
    if (value.isBool())
        return Argument(value.toBool());
    if (value.isDouble())
        return Argument(value.toDouble());
    if (value.isString())
        return Argument(value.toString());
    const QJsonObject object = value.toObject();
    if (spec.kind == ArgumentKind::Duration)
        return durationOf(object, place).map([](const Duration &duration) { return Argument(duration); });
    if (object.contains(u"ref"_s)) {
        const auto field = fieldOf(object[u"ref"_s], place);
        CROSSDOCK_TRY(field);
        if (spec.kind == ArgumentKind::Bound)
            return Argument(MoneyBound{FieldRef{*field}, Unit::None});
        return Argument(FieldRef{*field});
    }
    const auto unit = unitIn(object, place);
    CROSSDOCK_TRY(unit);
    return Argument(MoneyBound{object[u"value"_s].toDouble(), *unit});
}

Result<Action> actionOf(const QJsonObject &object, const QString &place)
{
    CROSSDOCK_TRY(onlyKeys(object, place, {u"type"_s, u"target"_s, u"args"_s}));
    Action action;
    action.type = object[u"type"_s].toString();
    const ActionSpec *spec = actionSpec(action.type);
    if (!spec)
        return wrong(place, u"unknown action "_s + action.type);
    const QJsonObject target = object[u"target"_s].toObject();
    CROSSDOCK_TRY(onlyKeys(target, place, {u"entity"_s, u"channel"_s, u"recipient"_s}));
    if (target.contains(u"entity"_s) && target[u"entity"_s].toString() != spec->entity)
        return wrong(place, u"another entity than the action's"_s);
    action.channel = target[u"channel"_s].toString();
    action.recipient = target[u"recipient"_s].toString();
    const QJsonObject arguments = object[u"args"_s].toObject();
    for (auto entry = arguments.begin(); entry != arguments.end(); ++entry) {
        const auto found = std::ranges::find_if(
            spec->arguments, [&](const ArgumentSpec &one) { return entry.key() == one.name; });
        if (found == spec->arguments.end())
            return wrong(place, u"unknown argument "_s + entry.key());
        const auto argument = argumentOf(entry.value(), *found, place);
        CROSSDOCK_TRY(argument);
        action.arguments.emplace(entry.key(), *argument);
    }
    return action;
}

Result<std::vector<Action>> actionsOf(const QJsonValue &value, const QString &place)
{
    std::vector<Action> actions;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &one : array) {
        auto action = actionOf(one.toObject(), place);
        CROSSDOCK_TRY(action);
        actions.push_back(std::move(*action));
    }
    return actions;
}

Result<Branch> branchOf(const QJsonObject &object, const QString &place)
{
    auto conditions = optionalTree(object[u"conditions"_s], place + u".conditions"_s);
    CROSSDOCK_TRY(conditions);
    auto actions = actionsOf(object[u"actions"_s], place + u".actions"_s);
    CROSSDOCK_TRY(actions);
    return Branch{std::move(*conditions), std::move(*actions)};
}

Result<TriggerEvent> eventOf(const QJsonObject &object)
{
    const QString place = u"event"_s;
    CROSSDOCK_TRY(onlyKeys(object, place,
                           {u"type"_s, u"each"_s, u"becomes"_s, u"for"_s, u"rearm"_s, u"where"_s}));
    TriggerEvent event;
    event.type = object[u"type"_s].toString();
    event.each = object[u"each"_s].toString();
    for (const auto &[key, leaf] : {std::pair{u"becomes"_s, &event.becomes}, std::pair{u"rearm"_s, &event.rearm}}) {
        if (!object.contains(key))
            continue;
        const auto read = leafOf(object[key].toObject(), place + u'.' + key);
        CROSSDOCK_TRY(read);
        *leaf = *read;
    }
    if (object.contains(u"for"_s)) {
        const auto lasting = durationOf(object[u"for"_s].toObject(), place + u".for"_s);
        CROSSDOCK_TRY(lasting);
        event.lasting = *lasting;
    }
    auto where = optionalTree(object[u"where"_s], place + u".where"_s);
    CROSSDOCK_TRY(where);
    event.where = std::move(*where);
    return event;
}

Result<std::optional<Schedule>> scheduleOf(const QJsonValue &value)
{
    if (!value.isObject())
        return std::optional<Schedule>();
    const QJsonObject object = value.toObject();
    CROSSDOCK_TRY(onlyKeys(object, u"schedule"_s,
                           {u"freq"_s, u"interval"_s, u"days"_s, u"at"_s, u"date"_s, u"tz"_s}));
    Schedule schedule;
    schedule.frequency = object[u"freq"_s].toString();
    if (object.contains(u"interval"_s))
        schedule.interval = object[u"interval"_s].toInt();
    const QJsonArray days = object[u"days"_s].toArray();
    for (const QJsonValue &day : days) {
        if (day.isString())
            schedule.weekdays.append(day.toString());
        else
            schedule.monthDays.push_back(day.toInt());
    }
    const QJsonArray times = object[u"at"_s].toArray();
    for (const QJsonValue &time : times)
        schedule.at.append(time.toString());
    schedule.date = object[u"date"_s].toString();
    schedule.zone = object[u"tz"_s].toString();
    return std::optional(schedule);
}

Result<std::optional<Window>> windowOf(const QJsonValue &value)
{
    if (!value.isObject())
        return std::optional<Window>();
    const QString place = u"window"_s;
    const QJsonObject object = value.toObject();
    CROSSDOCK_TRY(onlyKeys(object, place,
                           {u"fn"_s, u"field"_s, u"op"_s, u"value"_s, u"unit"_s, u"length"_s, u"by"_s, u"compare"_s}));
    Window window;
    window.function = object[u"fn"_s].toString();
    window.field = object[u"field"_s].toString();
    if (object.contains(u"op"_s)) {
        const auto op = operatorOf(object[u"op"_s].toString());
        if (!op)
            return wrong(place, u"unknown operator"_s);
        window.op = *op;
    }
    window.value = object[u"value"_s].toDouble();
    const auto unit = unitIn(object, place);
    CROSSDOCK_TRY(unit);
    window.unit = *unit;
    const auto length = durationOf(object[u"length"_s].toObject(), place);
    CROSSDOCK_TRY(length);
    window.length = *length;
    window.by = object[u"by"_s].toString();
    window.comparesPrevious = object[u"compare"_s].toString() == u"previous"_s;
    return std::optional(window);
}

Result<std::optional<Limit>> limitOf(const QJsonValue &value)
{
    if (!value.isObject())
        return std::optional<Limit>();
    const QJsonObject object = value.toObject();
    CROSSDOCK_TRY(onlyKeys(object, u"limit"_s, {u"times"_s, u"per"_s, u"by"_s}));
    const auto per = durationOf(object[u"per"_s].toObject(), u"limit"_s);
    CROSSDOCK_TRY(per);
    return std::optional(Limit{object[u"times"_s].toInt(), *per, object[u"by"_s].toString()});
}

} // namespace

Result<Trigger> triggerFromJson(const QJsonObject &json, const Workspace &workspace)
{
    CROSSDOCK_TRY(onlyKeys(json, u"trigger"_s,
                           {u"event"_s, u"conditions"_s, u"actions"_s, u"schedule"_s, u"window"_s, u"otherwise"_s,
                            u"limit"_s}));
    Trigger trigger;
    auto event = eventOf(json[u"event"_s].toObject());
    CROSSDOCK_TRY(event);
    trigger.event = std::move(*event);
    auto then = branchOf(json, u"trigger"_s);
    CROSSDOCK_TRY(then);
    trigger.then = std::move(*then);
    QJsonValue rest = json[u"otherwise"_s];
    while (rest.isObject()) {
        const QJsonObject object = rest.toObject();
        CROSSDOCK_TRY(onlyKeys(object, u"otherwise"_s, {u"conditions"_s, u"actions"_s, u"otherwise"_s}));
        auto branch = branchOf(object, u"otherwise"_s);
        CROSSDOCK_TRY(branch);
        trigger.otherwise.push_back(std::move(*branch));
        rest = object[u"otherwise"_s];
    }
    const auto schedule = scheduleOf(json[u"schedule"_s]);
    CROSSDOCK_TRY(schedule);
    trigger.schedule = *schedule;
    const auto window = windowOf(json[u"window"_s]);
    CROSSDOCK_TRY(window);
    trigger.window = *window;
    const auto limit = limitOf(json[u"limit"_s]);
    CROSSDOCK_TRY(limit);
    trigger.limit = *limit;
    CROSSDOCK_TRY(check(trigger, workspace));
    return trigger;
}

} // namespace crossdock::rules
