#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QMap>
#include <QString>
#include <optional>
#include <tl/expected.hpp>

namespace crossdock::sandbox::graphql {

/// Where something stands in the text, counted from 1.
struct Place {
    int line = 1;
    int column = 1;
};

struct Problem {
    QString message;
    Place place;
};

/// A value as it is written: a literal, or the name of a variable.
struct Value {
    enum class Kind { Variable, Number, String, Boolean, Null, Enum, List, Object };
    Kind kind = Kind::Null;
    QString text; ///< of a variable (without $), a number, a string, an enum; "true" or "false"
    QList<Value> items;
    QList<std::pair<QString, Value>> fields;

    /// With the variables put in. A variable that was not given leaves its place undefined (absent), which is not null.
    QJsonValue resolve(const QJsonObject &variables) const;
};

struct Argument {
    QString name;
    Value value;
};

struct Directive {
    QString name;
    QList<Argument> arguments;
};

struct Selection {
    enum class Kind { Field, Spread, Inline };
    Kind kind = Kind::Field;
    QString name; ///< of the field, or of the fragment
    QString alias;
    QString onType; ///< of an inline fragment; may be empty
    QList<Argument> arguments;
    QList<Directive> directives;
    QList<Selection> selections;
    Place place;

    const QString &key() const { return alias.isEmpty() ? name : alias; }
    const Directive *directive(QStringView directiveName) const;
};

struct Variable {
    QString name;
    QString type; ///< as written: "[ID!]!"
    std::optional<Value> fallback;
    Place place;
};

struct Operation {
    QString kind; ///< "query", "mutation"
    QString name;
    QList<Variable> variables;
    QList<Selection> selections;
    Place place;
};

struct Fragment {
    QString onType;
    QList<Selection> selections;
};

/// A parsed request: operations and fragments. Grammar: GraphQL specification, October 2021, section 2.
struct Document {
    QList<Operation> operations;
    QMap<QString, Fragment> fragments;

    static tl::expected<Document, Problem> parse(QStringView text);
};

} // namespace crossdock::sandbox::graphql
