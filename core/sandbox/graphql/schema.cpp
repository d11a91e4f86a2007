#include "core/sandbox/graphql/schema.h"

#include "core/sandbox/graphql/token_stream.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox::graphql {
namespace {

class SchemaParser : public TokenStream
{
public:
    using TokenStream::TokenStream;
    QMap<QString, TypeDefinition> types();

private:
    void definition(QMap<QString, TypeDefinition> &types);
    void outputFields(TypeDefinition &definition);
    QList<InputField> inputs(QChar open, QChar close);
    void description();
};

void SchemaParser::description()
{
    if (isString())
        skip();
}

QMap<QString, TypeDefinition> SchemaParser::types()
{
    QMap<QString, TypeDefinition> result;
    while (!isAtEnd() && !hasFailed()) {
        description();
        if (!isAtEnd())
            definition(result);
    }
    return result;
}

void SchemaParser::definition(QMap<QString, TypeDefinition> &types)
{
    const QString keyword = takeName();
    const QString name = takeName();
    TypeDefinition &definition = types[name];
    if (takeNameIf(u"implements")) {
        (void)take(u'&');
        do {
            definition.members.append(takeName());
        } while (take(u'&'));
    }
    (void)directives();
    if (keyword == u"type" || keyword == u"interface") {
        definition.kind = keyword == u"type" ? TypeDefinition::Kind::Object : TypeDefinition::Kind::Interface;
        outputFields(definition);
    } else if (keyword == u"input") {
        definition.kind = TypeDefinition::Kind::Input;
        definition.inputFields = inputs(u'{', u'}');
    } else if (keyword == u"enum") {
        definition.kind = TypeDefinition::Kind::Enum;
        expect(u'{');
        while (!take(u'}') && !hasFailed()) {
            description();
            definition.values.append(takeName());
            (void)directives();
        }
    } else if (keyword == u"union") {
        definition.kind = TypeDefinition::Kind::Union;
        expect(u'=');
        (void)take(u'|');
        do {
            definition.members.append(takeName());
        } while (take(u'|'));
    } else if (keyword != u"scalar") {
        fail(u"Unknown definition \"%1\""_s.arg(keyword));
    }
}

void SchemaParser::outputFields(TypeDefinition &definition)
{
    expect(u'{');
    while (!take(u'}') && !hasFailed()) {
        description();
        const QString name = takeName();
        FieldDefinition field;
        if (is(u'('))
            field.arguments = inputs(u'(', u')');
        expect(u':');
        field.type = type();
        (void)directives();
        definition.fields.insert(name, field);
    }
}

QList<InputField> SchemaParser::inputs(QChar open, QChar close)
{
    QList<InputField> result;
    expect(open);
    while (!take(close) && !hasFailed()) {
        description();
        InputField field;
        field.name = takeName();
        expect(u':');
        field.type = type();
        if (take(u'='))
            field.fallback = value();
        (void)directives();
        result.append(field);
    }
    return result;
}

QJsonObject problem(const QJsonArray &path, const QString &explanation)
{
    return {{u"path"_s, path}, {u"explanation"_s, explanation}};
}

QString shown(const QJsonValue &value)
{
    if (value.isString())
        return u'"' + value.toString() + u'"';
    return value.toVariant().toString();
}

} // namespace

tl::expected<Schema, Problem> Schema::parse(QStringView text)
{
    SchemaParser parser(text);
    Schema schema;
    schema.m_types = parser.types();
    if (parser.hasFailed())
        return tl::make_unexpected(parser.problem());
    return schema;
}

const InputField *TypeDefinition::inputField(QStringView name) const
{
    for (const InputField &field : inputFields) {
        if (field.name == name)
            return &field;
    }
    return nullptr;
}

QString Schema::bareName(QStringView type)
{
    return type.toString().remove(u'[').remove(u']').remove(u'!');
}

const TypeDefinition *Schema::find(QStringView type) const
{
    const auto found = m_types.constFind(bareName(type));
    return found == m_types.constEnd() ? nullptr : &*found;
}

bool Schema::isLeaf(QStringView type) const
{
    const TypeDefinition *definition = find(type);
    return !definition || definition->kind == TypeDefinition::Kind::Enum || definition->kind == TypeDefinition::Kind::Scalar;
}

bool Schema::matches(const QString &type, const QString &condition) const
{
    if (condition.isEmpty() || type == condition)
        return true;
    const TypeDefinition *wanted = find(condition);
    const TypeDefinition *own = find(type);
    return (wanted && wanted->kind == TypeDefinition::Kind::Union && wanted->members.contains(type))
        || (own && own->members.contains(condition));
}

QJsonArray Schema::problems(const QString &type, const QJsonValue &value, const QJsonArray &path) const
{
    if (type.endsWith(u'!')) {
        if (value.isNull() || value.isUndefined())
            return {problem(path, u"Expected value to not be null"_s)};
        return problems(type.chopped(1), value, path);
    }
    if (value.isNull() || value.isUndefined())
        return {};
    if (type.startsWith(u'[')) {
        const QString inner = type.sliced(1).chopped(1);
        if (!value.isArray())
            return problems(inner, value, path); // one value stands for a list of one
        QJsonArray found;
        const QJsonArray items = value.toArray();
        for (qsizetype i = 0; i < items.size(); ++i) {
            QJsonArray inside = path;
            inside.append(i);
            for (const QJsonValue &each : problems(inner, items.at(i), inside))
                found.append(each);
        }
        return found;
    }
    const TypeDefinition *definition = find(type);
    if (definition && definition->kind == TypeDefinition::Kind::Input) {
        if (!value.isObject())
            return {problem(path, u"Expected %1 to be a key-value object."_s.arg(shown(value)))};
        return objectProblems(type, *definition, value.toObject(), path);
    }
    if (definition && definition->kind == TypeDefinition::Kind::Enum && !definition->values.contains(value.toString())) {
        return {problem(path, u"Expected %1 to be one of: %2"_s.arg(shown(value), definition->values.join(u", "_s)))};
    }
    const bool isWhole = value.isDouble() && value.toDouble() == double(value.toInteger()) && qAbs(value.toDouble()) <= 2147483647.0;
    if (type == u"Int" && !isWhole)
        return {problem(path, u"Could not coerce value %1 to Int"_s.arg(shown(value)))};
    if (type == u"Boolean" && !value.isBool())
        return {problem(path, u"Could not coerce value %1 to Boolean"_s.arg(shown(value)))};
    if ((type == u"String" || type == u"ID") && !value.isString() && !(type == u"ID" && value.isDouble()))
        return {problem(path, u"Could not coerce value %1 to %2"_s.arg(shown(value), type))};
    return {};
}

QJsonArray Schema::objectProblems(const QString &name, const TypeDefinition &input, const QJsonObject &object,
                                  const QJsonArray &path) const
{
    QJsonArray found;
    const auto below = [&path](const QString &key) {
        QJsonArray inside = path;
        inside.append(key);
        return inside;
    };
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!input.inputField(it.key()))
            found.append(problem(below(it.key()), u"Field is not defined on "_s + name));
    }
    for (const InputField &field : input.inputFields) {
        if (field.fallback && !object.contains(field.name))
            continue;
        for (const QJsonValue &each : problems(field.type, object.value(field.name), below(field.name)))
            found.append(each);
    }
    return found;
}

} // namespace crossdock::sandbox::graphql
