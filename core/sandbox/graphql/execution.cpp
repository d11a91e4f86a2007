#include "core/sandbox/graphql/execution.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox::graphql {
namespace {

constexpr int deepestSelection = 64; // also ends fragments that spread each other

QJsonObject placeJson(Place place)
{
    return {{u"line"_s, place.line}, {u"column"_s, place.column}};
}

QJsonObject argumentsJson(const QList<Argument> &arguments, const QJsonObject &variables)
{
    QJsonObject object;
    for (const Argument &argument : arguments)
        object.insert(argument.name, argument.value.resolve(variables));
    return object;
}

} // namespace

QJsonValue Call::directive(QStringView directiveName, QStringView key) const
{
    const Directive *found = selection.directive(directiveName);
    return found ? argumentsJson(found->arguments, variables).value(key) : QJsonValue(QJsonValue::Undefined);
}

Execution::Execution(const Schema &schema, Document document, const QString &operationName, QJsonObject variables)
    : m_schema(schema)
    , m_document(std::move(document))
    , m_variables(std::move(variables))
{
    for (const Operation &operation : std::as_const(m_document.operations)) {
        if (operationName.isEmpty() ? m_document.operations.size() == 1 : operation.name == operationName)
            m_operation = &operation;
    }
}

void Execution::complain(const QString &message, Place place, const QStringList &path, QJsonObject extensions)
{
    QJsonObject error{{u"message"_s, message}, {u"locations"_s, QJsonArray{placeJson(place)}}, {u"extensions"_s, extensions}};
    if (!path.isEmpty())
        error.insert(u"path"_s, QJsonArray::fromStringList(path));
    m_errors.append(error);
}

QJsonArray Execution::check()
{
    m_errors = {};
    if (!m_operation) {
        complain(u"An operation name is required"_s, {}, {}, {{u"code"_s, u"BAD_REQUEST"_s}});
        return m_errors;
    }
    const QString name = m_operation->name.isEmpty() ? m_operation->kind : m_operation->kind + u' ' + m_operation->name;
    checkSelections(rootType(), m_operation->selections, {name}, 0);
    if (m_errors.isEmpty())
        checkVariables();
    return std::exchange(m_errors, {});
}

void Execution::checkVariables()
{
    for (const Variable &variable : m_operation->variables) {
        if (!m_variables.contains(variable.name) && variable.fallback)
            m_variables.insert(variable.name, variable.fallback->resolve({}));
        const QJsonValue value = m_variables.value(variable.name);
        const QJsonArray problems = m_schema.problems(variable.type, value);
        if (problems.isEmpty())
            continue;
        QStringList reasons;
        for (const QJsonValue &problem : problems) {
            QStringList path;
            for (const QJsonValue &step : problem[u"path"].toArray())
                path.append(step.toVariant().toString());
            const QString where = path.isEmpty() ? QString() : u" for "_s + path.join(u'.');
            reasons.append(where + u" ("_s + problem[u"explanation"].toString() + u')');
        }
        complain(u"Variable $%1 of type %2 was provided invalid value%3"_s.arg(variable.name, variable.type, reasons.join(u',')),
                 variable.place, {},
                 {{u"code"_s, u"INVALID_VARIABLE"_s}, {u"value"_s, value.isUndefined() ? QJsonValue() : value},
                  {u"problems"_s, problems}});
    }
}

void Execution::checkSelections(const QString &type, const QList<Selection> &selections, QStringList path, int depth)
{
    if (depth > deepestSelection)
        return complain(u"Query is nested too deeply"_s, {}, path, {{u"code"_s, u"BAD_REQUEST"_s}});
    for (const Selection &selection : selections) {
        if (selection.kind == Selection::Kind::Field) {
            checkField(type, selection, path, depth);
        } else if (selection.kind == Selection::Kind::Inline) {
            checkSelections(selection.onType.isEmpty() ? type : selection.onType, selection.selections, path, depth + 1);
        } else if (const auto fragment = m_document.fragments.constFind(selection.name); fragment != m_document.fragments.constEnd()) {
            checkSelections(fragment->onType, fragment->selections, path, depth + 1);
        } else {
            complain(u"Fragment %1 was used, but not defined"_s.arg(selection.name), selection.place, path,
                     {{u"code"_s, u"useAndDefineFragment"_s}, {u"fragmentName"_s, selection.name}});
        }
    }
}

void Execution::checkField(const QString &type, const Selection &field, QStringList path, int depth)
{
    path.append(field.key());
    if (field.name == u"__typename")
        return;
    const TypeDefinition *definition = m_schema.find(type);
    const auto known = definition ? definition->fields.constFind(field.name) : QMap<QString, FieldDefinition>::const_iterator();
    if (!definition || known == definition->fields.constEnd()) {
        return complain(u"Field '%1' doesn't exist on type '%2'"_s.arg(field.name, type), field.place, path,
                        {{u"code"_s, u"undefinedField"_s}, {u"typeName"_s, type}, {u"fieldName"_s, field.name}});
    }
    checkArguments(*known, field, path);
    const bool isLeaf = m_schema.isLeaf(known->type);
    if (isLeaf != field.selections.isEmpty()) {
        const QString message = isLeaf
            ? u"Selections can't be made on scalars (field '%1' returns %2 but has selections)"_s
            : u"Field must have selections (field '%1' returns %2 but has no selections. Did you mean '%1 { ... }'?)"_s;
        return complain(message.arg(field.name, Schema::bareName(known->type)), field.place, path,
                        {{u"code"_s, u"selectionMismatch"_s}, {u"nodeName"_s, u"field '%1'"_s.arg(field.name)},
                         {u"typeName"_s, Schema::bareName(known->type)}});
    }
    if (!isLeaf)
        checkSelections(Schema::bareName(known->type), field.selections, path, depth + 1);
}

void Execution::checkArguments(const FieldDefinition &definition, const Selection &field, const QStringList &path)
{
    QStringList missing;
    for (const InputField &wanted : definition.arguments) {
        const auto isThis = [&](const Argument &argument) { return argument.name == wanted.name; };
        const auto given = std::find_if(field.arguments.cbegin(), field.arguments.cend(), isThis);
        if (given == field.arguments.cend()) {
            if (wanted.isRequired())
                missing.append(wanted.name);
        } else if (given->value.kind != Value::Kind::Variable) {
            // What stands behind a variable is checked with the variables.
            const QJsonArray problems = m_schema.problems(wanted.type, given->value.resolve(m_variables));
            if (problems.isEmpty() || given->value.kind == Value::Kind::Object || given->value.kind == Value::Kind::List) {
                continue;
            }
            complain(u"Argument '%1' on Field '%2' has an invalid value (%3). Expected type '%4'."_s
                         .arg(wanted.name, field.name, given->value.text, wanted.type),
                     field.place, path + QStringList{wanted.name},
                     {{u"code"_s, u"argumentLiteralsIncompatible"_s}, {u"typeName"_s, u"Field"_s}, {u"argumentName"_s, wanted.name}});
        }
    }
    for (const Argument &argument : field.arguments) {
        const auto isThis = [&](const InputField &known) { return known.name == argument.name; };
        if (std::none_of(definition.arguments.cbegin(), definition.arguments.cend(), isThis)) {
            complain(u"Field '%1' doesn't accept argument '%2'"_s.arg(field.name, argument.name), field.place,
                     path + QStringList{argument.name},
                     {{u"code"_s, u"argumentNotAccepted"_s}, {u"name"_s, field.name}, {u"typeName"_s, u"Field"_s},
                      {u"argumentName"_s, argument.name}});
        }
    }
    if (missing.isEmpty())
        return;
    complain(u"Field '%1' is missing required arguments: %2"_s.arg(field.name, missing.join(u", "_s)), field.place, path,
             {{u"code"_s, u"missingRequiredArguments"_s}, {u"className"_s, u"Field"_s}, {u"name"_s, field.name},
              {u"arguments"_s, missing.join(u", "_s)}});
}

bool Execution::isSkipped(const Selection &selection) const
{
    const auto condition = [&](QStringView name) -> std::optional<bool> {
        const Directive *directive = selection.directive(name);
        if (!directive)
            return std::nullopt;
        return argumentsJson(directive->arguments, m_variables).value(u"if").toBool();
    };
    return condition(u"skip").value_or(false) || !condition(u"include").value_or(true);
}

QJsonObject Execution::argumentsOf(const FieldDefinition &definition, const Selection &field) const
{
    QJsonObject arguments = argumentsJson(field.arguments, m_variables);
    for (const InputField &known : definition.arguments) {
        if (known.fallback && !arguments.contains(known.name))
            arguments.insert(known.name, known.fallback->resolve({}));
    }
    return arguments;
}

void Execution::collect(const QString &type, const QList<Selection> &selections, QList<const Selection *> &fields) const
{
    for (const Selection &selection : selections) {
        if (isSkipped(selection))
            continue;
        if (selection.kind == Selection::Kind::Field) {
            fields.append(&selection);
            continue;
        }
        const bool isSpread = selection.kind == Selection::Kind::Spread;
        const auto fragment = m_document.fragments.constFind(selection.name);
        const QString &condition = isSpread ? fragment->onType : selection.onType;
        if (m_schema.matches(type, condition))
            collect(type, isSpread ? fragment->selections : selection.selections, fields);
    }
}

QJsonObject Execution::run(const Object &root)
{
    QList<const Selection *> fields;
    collect(root.type, m_operation->selections, fields);
    QJsonObject result{{u"data"_s, answer(root, fields, {})}};
    if (!m_errors.isEmpty())
        result.insert(u"errors"_s, m_errors);
    return result;
}

QJsonObject Execution::answer(const Object &object, const QList<const Selection *> &fields, const QJsonArray &path)
{
    QJsonObject result;
    const TypeDefinition *definition = m_schema.find(object.type);
    for (qsizetype i = 0; i < fields.size(); ++i) {
        const Selection &field = *fields.at(i);
        if (result.contains(field.key()))
            continue; // the same key again only adds to the selections below it
        if (field.name == u"__typename") {
            result.insert(field.key(), object.type);
            continue;
        }
        QList<const Selection *> same;
        std::copy_if(fields.cbegin() + i, fields.cend(), std::back_inserter(same),
                     [&](const Selection *other) { return other->key() == field.key(); });
        QJsonArray inside = path;
        inside.append(field.key());
        const Call call{field.name, argumentsOf(definition->fields.value(field.name), field), field, m_variables};
        result.insert(field.key(), complete(object.resolve(call), same, inside));
    }
    return result;
}

QJsonValue Execution::complete(const Outcome &outcome, const QList<const Selection *> &fields, const QJsonArray &path)
{
    const auto fill = [&](const Object &object, const QJsonArray &where) -> QJsonValue {
        if (object.type.isEmpty())
            return {};
        QList<const Selection *> below;
        for (const Selection *field : fields)
            collect(object.type, field->selections, below);
        return answer(object, below, where);
    };
    if (const auto *value = std::get_if<QJsonValue>(&outcome))
        return *value;
    if (const auto *object = std::get_if<Object>(&outcome))
        return fill(*object, path);
    if (const auto *failure = std::get_if<Failure>(&outcome)) {
        QJsonArray places{placeJson(fields.first()->place)};
        for (const Place &place : failure->alsoAt)
            places.append(placeJson(place));
        m_errors.append(QJsonObject{{u"message"_s, failure->message}, {u"locations"_s, places},
                                    {u"extensions"_s, QJsonObject{{u"code"_s, failure->code}}}, {u"path"_s, path}});
        return {};
    }
    QJsonArray array;
    for (const Object &object : std::get<QList<Object>>(outcome)) {
        QJsonArray inside = path;
        inside.append(array.size());
        array.append(fill(object, inside));
    }
    return array;
}

int Execution::cost(const std::function<int(const QString &, const Selection &, const QJsonObject &)> &price) const
{
    const std::function<int(const QString &, const QList<Selection> &)> sum = [&](const QString &type, const QList<Selection> &list) {
        int points = 0;
        for (const Selection &selection : list) {
            if (isSkipped(selection))
                continue;
            if (selection.kind == Selection::Kind::Spread) {
                const auto fragment = m_document.fragments.constFind(selection.name);
                points += sum(fragment->onType, fragment->selections);
            } else if (selection.kind == Selection::Kind::Inline) {
                points += sum(selection.onType.isEmpty() ? type : selection.onType, selection.selections);
            } else if (!selection.selections.isEmpty()) {
                const FieldDefinition field = m_schema.find(type)->fields.value(selection.name);
                points += price(type, selection, argumentsOf(field, selection));
                points += sum(Schema::bareName(field.type), selection.selections);
            }
        }
        return points;
    };
    return sum(rootType(), m_operation->selections);
}

std::optional<Place> Execution::declarationOf(const QString &variable) const
{
    for (const Variable &declared : m_operation->variables) {
        if (declared.name == variable)
            return declared.place;
    }
    return std::nullopt;
}

} // namespace crossdock::sandbox::graphql
