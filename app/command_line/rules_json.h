#pragma once

#include "app/command_line/json.h"

/// What the command line's JSON of rules looks like.
namespace crossdock::app {

QJsonObject toJson(const RuleRow &row);
QJsonObject toJson(const query::Rule::Answer &detail);
QJsonObject toJson(const RuleRun &run);
QJsonObject toJson(const RuleRehearsal &rehearsal);
QJsonObject toJson(const Notice &notice);
QJsonObject toJson(const Contact &contact);
QJsonObject toJson(const RuleFinding &finding);
QJsonObject toJson(const RuleExample &example);
QJsonArray casesJson(const QList<RuleRehearsal::Case> &cases);

/// As toJsonArray(), for what is declared here.
template <class List>
QJsonArray rulesJsonArray(const List &list)
{
    QJsonArray array;
    for (const auto &one : list)
        array.append(toJson(one));
    return array;
}

/// `{"error":{"class","message","span","suggestions"}}`; the span counts Unicode code points.
QJsonObject refusalJson(const RuleRefusal &refusal, const QString &sentence);

QString nameOf(RuleRow::State state); ///< "live"
QString nameOf(RuleRun::State state); ///< "done"
QString nameOf(Notice::State state); ///< "open"

/// Of a webhook's address, what is no secret.
QString hostOf(const QString &webhook);

} // namespace crossdock::app
