#include "app/commands/policy_import.h"

#include "app/commands/rule_names.h"
#include "app/commands/words.h"
#include "core/inventory/fulfilment/house_rules.h"
#include "core/inventory/values/counted.h"

#include <QFile>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

using Rules = QList<fulfilment::ChannelRule>;

Result<Rules> readRules(Session &session, const QString &name)
{
    QFile file(session.call().path(name));
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Code::NotFound, name, file.errorString());
    return fulfilment::readChannelRules(file.readAll());
}

} // namespace

ExitCode importPolicy(Session &session)
{
    const Arguments &given = session.arguments();
    if (given.has(u"accept-valid"_s))
        return session.refuse(UsageError{UsageError::Kind::BadValue, u"--accept-valid"_s, u"rules are taken as a whole: one may hang on another"_s, {}});
    const auto rules = readRules(session, given.word(1));
    if (!rules)
        return session.refuse(rules.error());
    auto policy = session.ask(query::WavePolicy{});
    if (!policy)
        return session.refuse(policy.error());
    const qsizetype changed = fulfilment::mergeRules(policy->rules, *rules);
    const auto notes = unmatchedNames(session, *rules, [](qsizetype row) { return u"row %1"_s.arg(row); });
    if (!notes)
        return session.refuse(notes.error());
    const bool isDry = given.has(u"dry-run"_s);
    if (!isDry && changed > 0)
        if (const auto entry = session.perform(command::SetWavePolicy{*policy}); !entry)
            return session.refuse(entry.error());
    if (session.wantsJson())
        session.print(QJsonObject{{u"rows"_s, rules->size()}, {u"good"_s, rules->size()}, {u"bad"_s, 0}, {u"changed"_s, changed}, {u"dry_run"_s, isDry}, {u"notes"_s, QJsonArray::fromStringList(*notes)}});
    else
        session.print((isDry ? u"%1 of %1 rows are good; %2 would be made."_s : u"%1 of %1 rows are good; %2 made."_s).arg(rules->size()).arg(counted(changed, u"change"_s)));
    for (const QString &note : *notes)
        if (!session.wantsJson())
            session.print(u"note: "_s + note);
    return ExitCode::Done;
}

} // namespace crossdock::app
