#include "core/inventory/rules/rule_json.h"

#include "core/inventory/rules/action_specs.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

/// Writing. Reading is in rule_reader.cpp, checking in rule_check.cpp.
namespace crossdock::rules {

namespace {

QJsonValue oneOrMany(const QStringList &words)
{
    return words.size() == 1 ? QJsonValue(words.first()) : QJsonValue(QJsonArray::fromStringList(words));
}

QJsonObject referenceTo(FieldId field)
{
    return {{u"ref"_s, fieldName(field)}};
}

QJsonObject durationJson(const Duration &duration)
{
    return {{u"value"_s, duration.value}, {u"unit"_s, unitName(duration.unit)}};
}

struct ValueWriter {
    QJsonValue operator()(std::monostate) const { return QJsonValue::Undefined; }
    QJsonValue operator()(bool yes) const { return yes; }
    QJsonValue operator()(double number) const { return number; }
    QJsonValue operator()(const QString &word) const { return word; }
    QJsonValue operator()(const std::vector<double> &numbers) const
    {
        QJsonArray array;
        for (const double number : numbers)
            array.append(number);
        return array;
    }
    QJsonValue operator()(const QStringList &words) const { return QJsonArray::fromStringList(words); }
    QJsonValue operator()(const FieldRef &ref) const { return referenceTo(ref.field); }
};

struct ArgumentWriter {
    QJsonValue operator()(bool yes) const { return yes; }
    QJsonValue operator()(double number) const { return number; }
    QJsonValue operator()(const QString &text) const { return text; }
    QJsonValue operator()(const Duration &duration) const { return durationJson(duration); }
    QJsonValue operator()(const FieldRef &ref) const { return referenceTo(ref.field); }
    QJsonValue operator()(const MoneyBound &bound) const
    {
        if (const auto *ref = std::get_if<FieldRef>(&bound.value))
            return referenceTo(ref->field);
        return QJsonObject{{u"value"_s, std::get<double>(bound.value)}, {u"unit"_s, unitName(bound.unit)}};
    }
};

QJsonArray actionsJson(const std::vector<Action> &actions)
{
    QJsonArray array;
    for (const Action &action : actions)
        array.append(toJson(action));
    return array;
}

QJsonValue treeOrNull(const std::optional<Tree> &tree)
{
    return tree ? QJsonValue(toJson(*tree)) : QJsonValue(QJsonValue::Null);
}

QJsonValue otherwiseJson(std::span<const Branch> chain)
{
    if (chain.empty())
        return QJsonValue::Null;
    QJsonObject object{{u"actions"_s, actionsJson(chain.front().actions)}};
    if (chain.front().conditions)
        object[u"conditions"_s] = toJson(*chain.front().conditions);
    if (chain.size() > 1)
        object[u"otherwise"_s] = otherwiseJson(chain.subspan(1));
    return object;
}

QJsonObject eventJson(const TriggerEvent &event)
{
    QJsonObject object{{u"type"_s, event.type}};
    if (!event.each.isEmpty())
        object[u"each"_s] = event.each;
    if (event.becomes)
        object[u"becomes"_s] = toJson(*event.becomes);
    if (event.lasting)
        object[u"for"_s] = durationJson(*event.lasting);
    if (event.rearm)
        object[u"rearm"_s] = toJson(*event.rearm);
    if (event.where)
        object[u"where"_s] = toJson(*event.where);
    return object;
}

QJsonObject scheduleJson(const Schedule &schedule)
{
    QJsonObject object{{u"freq"_s, schedule.frequency}};
    if (schedule.interval)
        object[u"interval"_s] = *schedule.interval;
    QJsonArray days = QJsonArray::fromStringList(schedule.weekdays);
    for (const int day : schedule.monthDays)
        days.append(day);
    if (!days.isEmpty())
        object[u"days"_s] = days;
    if (!schedule.at.isEmpty())
        object[u"at"_s] = QJsonArray::fromStringList(schedule.at);
    if (!schedule.date.isEmpty())
        object[u"date"_s] = schedule.date;
    if (!schedule.zone.isEmpty())
        object[u"tz"_s] = schedule.zone;
    return object;
}

QJsonObject windowJson(const Window &window)
{
    QJsonObject object{{u"length"_s, durationJson(window.length)}};
    if (!window.function.isEmpty()) {
        object[u"fn"_s] = window.function;
        object[u"op"_s] = operatorName(window.op);
        object[u"value"_s] = window.value;
    }
    if (!window.field.isEmpty())
        object[u"field"_s] = window.field;
    if (window.unit != Unit::None)
        object[u"unit"_s] = unitName(window.unit);
    if (!window.by.isEmpty())
        object[u"by"_s] = window.by;
    if (window.comparesPrevious)
        object[u"compare"_s] = u"previous"_s;
    return object;
}

} // namespace

QJsonObject toJson(const Leaf &leaf)
{
    QJsonObject object{{u"field"_s, fieldName(leaf.field)}, {u"op"_s, operatorName(leaf.op)}};
    if (!std::holds_alternative<std::monostate>(leaf.value))
        object[u"value"_s] = std::visit(ValueWriter{}, leaf.value);
    if (leaf.unit != Unit::None)
        object[u"unit"_s] = unitName(leaf.unit);
    if (!leaf.scope.isEmpty()) {
        QJsonObject scope;
        if (!leaf.scope.channels.isEmpty())
            scope[u"channel"_s] = oneOrMany(leaf.scope.channels);
        if (!leaf.scope.nodes.isEmpty())
            scope[u"node"_s] = oneOrMany(leaf.scope.nodes);
        object[u"scope"_s] = scope;
    }
    return object;
}

QJsonObject toJson(const Tree &tree)
{
    if (tree.kind == Tree::Kind::Leaf)
        return toJson(tree.leaf);
    if (tree.kind == Tree::Kind::Not)
        return {{u"not"_s, toJson(tree.children.front())}};
    QJsonArray parts;
    for (const Tree &child : tree.children)
        parts.append(toJson(child));
    return {{tree.kind == Tree::Kind::And ? u"and"_s : u"or"_s, parts}};
}

QJsonObject toJson(const Action &action)
{
    QJsonObject object{{u"type"_s, action.type}};
    const ActionSpec *spec = actionSpec(action.type);
    QJsonObject target;
    if (spec && !spec->entity.isEmpty())
        target[u"entity"_s] = QString(spec->entity);
    if (!action.channel.isEmpty())
        target[u"channel"_s] = action.channel;
    if (!action.recipient.isEmpty())
        target[u"recipient"_s] = action.recipient;
    if (!target.isEmpty())
        object[u"target"_s] = target;
    QJsonObject arguments;
    for (const auto &[name, value] : action.arguments)
        arguments[name] = std::visit(ArgumentWriter{}, value);
    if (!arguments.isEmpty())
        object[u"args"_s] = arguments;
    return object;
}

QJsonObject toJson(const Trigger &trigger)
{
    QJsonObject object;
    object[u"event"_s] = eventJson(trigger.event);
    object[u"conditions"_s] = treeOrNull(trigger.then.conditions);
    object[u"actions"_s] = actionsJson(trigger.then.actions);
    object[u"schedule"_s] = trigger.schedule ? QJsonValue(scheduleJson(*trigger.schedule)) : QJsonValue::Null;
    object[u"window"_s] = trigger.window ? QJsonValue(windowJson(*trigger.window)) : QJsonValue::Null;
    object[u"otherwise"_s] = otherwiseJson(trigger.otherwise);
    if (trigger.limit) {
        QJsonObject limit{{u"times"_s, trigger.limit->times}, {u"per"_s, durationJson(trigger.limit->per)}};
        if (!trigger.limit->by.isEmpty())
            limit[u"by"_s] = trigger.limit->by;
        object[u"limit"_s] = limit;
    }
    return object;
}

} // namespace crossdock::rules
