#include "core/inventory/rules/rules_lines.h"

#include "core/inventory/rules/analysis.h"
#include "core/inventory/rules/finding_words.h"
#include "core/inventory/rules/normal_form.h"
#include "core/inventory/rules/paraphrase.h"
#include "core/inventory/rules/rule_json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

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

QJsonObject findingJson(const QString &kind, const std::vector<int> &rules, const QString &words)
{
    QJsonArray places;
    for (const int rule : rules)
        places.append(rule);
    return {{u"kind"_s, kind}, {u"rules"_s, places}, {u"words"_s, words}};
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

namespace {

/// Why a line holds no trigger: where, and what would.
QByteArray noTrigger(const QString &why, int at = 0)
{
    const QString told = u"%1 A line holds one trigger as \u201crules compile\u201d writes it: {\"event\": \u2026, \"actions\": [\u2026]}."_s.arg(why);
    return compact({{u"error"_s, QJsonObject{{u"class"_s, u"malformed"_s}, {u"message"_s, told}, {u"span"_s, QJsonArray{at, at}}, {u"suggestions"_s, QJsonArray()}}}});
}

} // namespace

QByteArray paraphraseLine(const Compiler &compiler, const QByteArray &line)
{
    if (line.trimmed().isEmpty())
        return noTrigger(u"This line is empty."_s);
    QJsonParseError broken;
    const QJsonDocument document = QJsonDocument::fromJson(line, &broken);
    if (document.isNull()) {
        const int at = int(QString::fromUtf8(line.left(broken.offset)).toUcs4().size());
        return noTrigger(u"This is not JSON: %1 at character %2."_s.arg(broken.errorString()).arg(at + 1), at);
    }
    if (!document.isObject())
        return noTrigger(u"This is a JSON array, not a trigger."_s);
    QJsonObject object = document.object();
    if (object.contains(u"error"_s))
        return noTrigger(u"This is a refusal, not a trigger: its sentence is no rule yet."_s);
    if (object.value(u"trigger"_s).isObject())
        object = object.value(u"trigger"_s).toObject(); // as --explain writes it
    const auto trigger = triggerFromJson(object, compiler.workspace());
    if (!trigger)
        return noTrigger(u"At %1: %2."_s.arg(trigger.error().subject, trigger.error().detail));
    const QString said = paraphrase(*trigger, compiler.workspace());
    const auto back = compiler.compile(said);
    if (back && normalBytes(back->trigger) != normalBytes(*trigger)) { // a product's brand beside an order, where no product is at hand
        const QString why = u"No sentence says this: \u201c%1\u201d is another rule."_s.arg(said);
        return compact(errorJson({u"unsupported"_s, why, 0, 0, {}}, QString()));
    }
    return compact({{u"paraphrase"_s, said}});
}

QByteArray analyseLine(const Compiler &compiler, const QByteArray &line, const History &history)
{
    const QJsonDocument document = QJsonDocument::fromJson(line);
    const QJsonArray sentences = document.array();
    const bool areTexts = std::ranges::all_of(sentences, [](const QJsonValue &value) { return value.isString(); });
    if (!document.isArray() || !areTexts)
        return compact(errorJson({u"malformed"_s, u"A JSON array of sentences is needed."_s, 0, 0, {}}, QString()));
    std::vector<std::optional<Trigger>> rules;
    QStringList names;
    QJsonArray found;
    for (const QJsonValue &sentence : sentences) {
        auto compiled = compiler.compile(sentence.toString());
        if (!compiled && compiled.error().errorClass == u"contradictory"_s)
            found.append(findingJson(u"never_true"_s, {int(rules.size())}, compiled.error().message));
        names.append(u"rule %1"_s.arg(rules.size()));
        rules.push_back(compiled ? std::optional(std::move(compiled->trigger)) : std::nullopt);
    }
    for (const Finding &finding : analyse(inZone(rules, compiler.workspace().zone)))
        found.append(findingJson(findingName(finding.kind), finding.rules, findingWords(finding, rules, names, compiler.workspace())));
    for (const PastFinding &finding : history ? history(rules) : std::vector<PastFinding>()) {
        found.append(findingJson(finding.kind, {finding.rule}, finding.words));
    }
    return compact({{u"findings"_s, found}});
}

} // namespace crossdock::rules
