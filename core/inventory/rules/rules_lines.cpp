#include "core/inventory/rules/rules_lines.h"

#include "core/inventory/rules/paraphrase.h"
#include "core/inventory/rules/rule_json.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

namespace {

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonObject errorJson(const Refusal &refusal, const QString &sentence)
{
    const auto points = [&](int units) { return int(sentence.left(units).toUcs4().size()); };
    return {{u"error"_s,
             QJsonObject{{u"class"_s, refusal.errorClass},
                         {u"message"_s, refusal.message},
                         {u"span"_s, QJsonArray{points(refusal.from), points(refusal.to)}},
                         {u"suggestions"_s, QJsonArray::fromStringList(refusal.suggestions)}}}};
}

} // namespace

QByteArray compileLine(const Compiler &compiler, const QByteArray &line, Answer answer)
{
    const QString sentence = QString::fromUtf8(line);
    const auto compiled = compiler.compile(sentence);
    if (!compiled)
        return compact(errorJson(compiled.error(), sentence));
    const QJsonObject trigger = toJson(compiled->trigger);
    if (answer == Answer::Trigger)
        return compact(trigger);
    return compact({{u"trigger"_s, trigger},
                    {u"paraphrase"_s, paraphrase(compiled->trigger, compiler.workspace())}});
}

QByteArray paraphraseLine(const Compiler &compiler, const QByteArray &line)
{
    const auto trigger = triggerFromJson(QJsonDocument::fromJson(line).object(), compiler.workspace());
    if (!trigger) {
        const QString why = trigger.error().subject + u": "_s + trigger.error().detail;
        return compact(errorJson({u"malformed"_s, why, 0, 0, {}}, QString()));
    }
    return compact({{u"paraphrase"_s, paraphrase(*trigger, compiler.workspace())}});
}

QByteArray analyseLine(const Compiler &, const QByteArray &)
{
    return {};
}

} // namespace crossdock::rules
