#include "tests/simulation/answer_shape.h"

#include <QFile>
#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::simulation {
namespace {

bool isOfType(const QJsonValue &value, const QString &type)
{
    switch (value.type()) {
    case QJsonValue::Object:
        return type == u"object";
    case QJsonValue::Array:
        return type == u"array";
    case QJsonValue::String:
        return type == u"string";
    case QJsonValue::Bool:
        return type == u"boolean";
    case QJsonValue::Double:
        return type == u"number" || type == u"integer";
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        return false;
    }
    return false;
}

/// All values at the end of "a/b[]/c" before its last name.
QList<QJsonValue> holdersOf(const QJsonValue &root, QStringList path)
{
    QList<QJsonValue> holders{root};
    path.removeLast();
    for (const QString &step : path) {
        const bool isList = step.endsWith(u"[]");
        const QString name = isList ? step.chopped(2) : step;
        QList<QJsonValue> next;
        for (const QJsonValue &holder : std::as_const(holders)) {
            const QJsonValue value = holder[name];
            if (!isList && value.isObject())
                next.append(value);
            for (const QJsonValue one : isList ? value.toArray() : QJsonArray())
                next.append(one);
        }
        holders = next;
    }
    return holders;
}

QStringList linesOf(const QString &name)
{
    QFile file(QStringLiteral(CROSSDOCK_SOURCE_DIR) + u"/tests/simulation/carrier_answers.txt"_s);
    QStringList lines;
    bool isHere = false;
    if (file.open(QIODevice::ReadOnly))
        for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)) {
            if (line.startsWith(u'['))
                isHere = line.startsWith(u'[' + name + u']');
            else if (isHere)
                lines.append(line);
        }
    return lines;
}

QJsonValue resolved(const QJsonObject &document, QJsonValue schema)
{
    for (int depth = 0; schema[u"$ref"_s].isString() && depth < 20; ++depth) {
        QJsonValue at = document;
        for (const QString &step : schema[u"$ref"_s].toString().split(u'/').mid(1))
            at = at[QString(step).replace(u"~1"_s, u"/"_s)];
        schema = at;
    }
    return schema;
}

void compare(const QJsonObject &document, const QJsonValue &given, const QJsonValue &value, const QString &path, QStringList &problems)
{
    const QJsonValue schema = resolved(document, given);
    for (const QJsonValue part : schema[u"allOf"_s].toArray())
        compare(document, part, value, path, problems);
    const QString type = schema[u"type"_s].toString();
    if (!type.isEmpty() && !isOfType(value, type)) {
        problems.append(u"%1 is not of the type %2"_s.arg(path, type));
        return;
    }
    for (const QJsonValue field : schema[u"required"_s].toArray())
        if (value.isObject() && value[field.toString()].isUndefined())
            problems.append(u"%1/%2 is missing"_s.arg(path, field.toString()));
    const QJsonObject properties = schema[u"properties"_s].toObject(), object = value.toObject();
    for (auto field = object.begin(); field != object.end(); ++field)
        if (properties.contains(field.key()))
            compare(document, properties[field.key()], field.value(), path + u'/' + field.key(), problems);
    for (const QJsonValue one : value.toArray())
        compare(document, schema[u"items"_s], one, path + u"[]"_s, problems);
}

} // namespace

QStringList lacking(const QString &name, const QJsonObject &answer)
{
    const QStringList lines = linesOf(name);
    if (lines.isEmpty())
        return {u"there are no lines of that name: "_s + name};
    QStringList lacks;
    for (const QString &line : lines) {
        const QStringList path = line.section(u' ', 0, 0).split(u'/');
        for (const QJsonValue &holder : holdersOf(answer, path))
            if (!isOfType(holder[path.last()], line.section(u' ', 1)))
                lacks.append(line);
    }
    return lacks;
}

QString schemaOf(const QString &path, const QString &method)
{
    return u"#/paths/%1/%2/responses/200/content/application~1json/schema"_s.arg(QString(path).replace(u"/"_s, u"~1"_s), method);
}

QStringList againstSchema(const QJsonObject &document, const QString &place, const QJsonValue &value)
{
    QStringList problems;
    const QJsonObject reference{{u"$ref"_s, place}};
    if (!resolved(document, reference).isObject())
        return {u"the document holds no "_s + place};
    compare(document, reference, value, {}, problems);
    return problems;
}

std::optional<QJsonObject> carrierDocument(const QString &file)
{
    QString shared = qEnvironmentVariable("CROSSDOCK_SHARED");
    if (shared.isEmpty())
        shared = QStringLiteral(CROSSDOCK_SOURCE_DIR) + u"/../shared"_s;
    QFile document(shared + u"/specs/carriers/"_s + file);
    if (!document.open(QIODevice::ReadOnly))
        return std::nullopt;
    return QJsonDocument::fromJson(document.readAll()).object();
}

} // namespace crossdock::simulation
