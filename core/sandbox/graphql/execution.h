#pragma once

#include "core/sandbox/graphql/schema.h"

#include <functional>
#include <variant>

namespace crossdock::sandbox::graphql {

struct Call;
struct Object;

/// A field could not be answered: its place is null and the answer's `errors` say why.
struct Failure {
    QString message;
    QString code;
    QList<Place> alsoAt; ///< places beside the field's own
};

using Outcome = std::variant<QJsonValue, Object, QList<Object>, Failure>;

/// Something that has fields, and how to answer one of them. Without a type it stands for null.
struct Object {
    QString type;
    std::function<Outcome(const Call &)> resolve;
};

/// One field that is asked for.
struct Call {
    QStringView name;
    QJsonObject arguments;
    const Selection &selection;
    const QJsonObject &variables;

    QJsonValue argument(QStringView key) const { return arguments.value(key); }
    /// An argument of a directive on this field; undefined if there is no such directive.
    QJsonValue directive(QStringView directiveName, QStringView key) const;
};

/// One request against a schema: checks it, says what it costs, answers it.
class Execution
{
public:
    Execution(const Schema &schema, Document document, const QString &operationName, QJsonObject variables);

    /// Everything wrong that can be seen before anything happens: unknown fields and arguments, missing ones, bad variables.
    /// The `errors` of the answer; empty if the request may run.
    QJsonArray check();
    const Operation *operation() const { return m_operation; }
    /// Answers {"data", "errors"}; `root` is the QueryRoot or the Mutation.
    QJsonObject run(const Object &root);
    /// What the selections of the operation come to; `price` gives the points of one field.
    int cost(const std::function<int(const QString &parentType, const Selection &field, const QJsonObject &arguments)> &price) const;
    /// Where a variable of that name is declared.
    std::optional<Place> declarationOf(const QString &variable) const;

private:
    void checkVariables();
    void checkSelections(const QString &type, const QList<Selection> &selections, QStringList path, int depth);
    void checkField(const QString &type, const Selection &field, QStringList path, int depth);
    void checkArguments(const FieldDefinition &definition, const Selection &field, const QStringList &path);
    void complain(const QString &message, Place place, const QStringList &path, QJsonObject extensions);

    bool isSkipped(const Selection &selection) const;
    QJsonObject argumentsOf(const FieldDefinition &definition, const Selection &field) const;
    /// The fields that apply to an object of `type`, fragments opened, in the order of the text.
    void collect(const QString &type, const QList<Selection> &selections, QList<const Selection *> &fields) const;
    QJsonObject answer(const Object &object, const QList<const Selection *> &fields, const QJsonArray &path);
    QJsonValue complete(const Outcome &outcome, const QList<const Selection *> &fields, const QJsonArray &path);
    QString rootType() const { return m_operation->kind == u"mutation" ? QStringLiteral("Mutation") : QStringLiteral("QueryRoot"); }

    const Schema &m_schema;
    Document m_document;
    QJsonObject m_variables;
    const Operation *m_operation = nullptr;
    QJsonArray m_errors;
};

} // namespace crossdock::sandbox::graphql
