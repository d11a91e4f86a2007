#include "app/commands/commands.h"
#include "app/commands/words.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

/// The assistant that may propose sentences.
namespace crossdock::app {
namespace {

QJsonObject proposalJson(const RuleProposal &proposal)
{
    return {{u"sentence"_s, proposal.text}, {u"paraphrase"_s, proposal.paraphrase}, {u"missing"_s, QJsonArray::fromStringList(proposal.missing)}};
}

} // namespace

/// Its key goes to the key store.
ExitCode assistantSet(Session &session)
{
    const Arguments &given = session.arguments();
    const auto key = onlySecret(given, u"key"_s);
    if (!key)
        return session.refuse(key.error());
    QString address = given.word(0);
    while (address.endsWith(u'/'))
        address.chop(1);
    const ExitCode code = setService(session, u"assistant"_s, command::SetAssistant{address, given.value(u"model"_s)}, *key);
    if (code == ExitCode::Done)
        session.note(u"When you ask it, what you type and the names of your channels, places and people go to %1; nothing of orders or buyers."_s.arg(address));
    return code;
}

ExitCode assistantShow(Session &session)
{
    const auto known = session.ask(query::Assistant{});
    if (!known)
        return session.refuse(known.error());
    if (session.wantsJson())
        session.print(QJsonObject{{u"address"_s, known->address}, {u"model"_s, known->model}});
    else
        session.print(known->address.isEmpty() ? u"No assistant is set up."_s : u"%1 at %2 proposes sentences when it is asked."_s.arg(known->model, known->address));
    return ExitCode::Done;
}

ExitCode assistantOff(Session &session)
{
    return setService(session, u"assistant"_s, command::SetAssistant{}, {});
}

ExitCode rulesSuggest(Session &session)
{
    const auto proposals = session.atEngine<QList<RuleProposal>>([talk = session.arguments().words().join(u' ')](Engine &engine, QObject *context, auto done) { engine.suggestRules(talk, context, done); });
    if (!proposals)
        return session.refuse(proposals.error());
    if (session.wantsJson()) {
        QJsonArray all;
        for (const RuleProposal &one : *proposals)
            all.append(proposalJson(one));
        session.print(QJsonValue(all));
        return ExitCode::Done;
    }
    for (const RuleProposal &one : *proposals) {
        session.print(one.text);
        session.print(u"    understood as: "_s + one.paraphrase);
        for (const QString &missing : one.missing)
            session.print(u"    needs: "_s + missing);
    }
    return ExitCode::Done;
}

} // namespace crossdock::app
