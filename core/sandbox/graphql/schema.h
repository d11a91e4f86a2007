#pragma once

#include "core/sandbox/graphql/document.h"

#include <QJsonArray>

namespace crossdock::sandbox::graphql {

struct InputField {
    QString name;
    QString type; ///< "[ID!]!"
    std::optional<Value> fallback;

    bool isRequired() const { return type.endsWith(u'!') && !fallback; }
};

struct FieldDefinition {
    QString type;
    QList<InputField> arguments;
};

struct TypeDefinition {
    enum class Kind { Object, Interface, Union, Enum, Input, Scalar };
    Kind kind = Kind::Scalar;
    QMap<QString, FieldDefinition> fields;
    QList<InputField> inputFields;
    QStringList values; ///< of an enum
    QStringList members; ///< of a union; the interfaces of an object

    const InputField *inputField(QStringView name) const;
};

/// Types in the schema definition language, and what they forbid.
class Schema
{
public:
    static tl::expected<Schema, Problem> parse(QStringView text);

    /// The definition of a type, by its bare name or with its brackets and marks; null if it is unknown.
    const TypeDefinition *find(QStringView type) const;
    static QString bareName(QStringView type);
    bool isLeaf(QStringView type) const;
    /// Whether an object of `type` belongs where `condition` is asked for.
    bool matches(const QString &type, const QString &condition) const;

    /// What is wrong with a value that is given for an input type; in the words of graphql-ruby. Each entry is
    /// {"path": [..], "explanation": ".."}.
    QJsonArray problems(const QString &type, const QJsonValue &value, const QJsonArray &path = {}) const;

    const QMap<QString, TypeDefinition> &types() const { return m_types; }

private:
    QJsonArray objectProblems(const QString &name, const TypeDefinition &input, const QJsonObject &object, const QJsonArray &path) const;

    QMap<QString, TypeDefinition> m_types;
};

} // namespace crossdock::sandbox::graphql
