#include "app/command_line/rules_json.h"
#include "app/commands/commands.h"
#include "app/commands/words.h"

using namespace Qt::Literals::StringLiterals;

/// Whom rules write to, by which way, and what was written.
namespace crossdock::app {
namespace {

ExitCode book(Session &session, crossdock::Command command)
{
    const auto entry = session.perform(std::move(command));
    return entry ? printEntry(session, *entry) : session.refuse(entry.error());
}

} // namespace

ExitCode contactAdd(Session &session)
{
    const Arguments &given = session.arguments();
    QStringList words = given.values(u"said"_s);
    if (words.isEmpty())
        words = {given.word(0)};
    return book(session, command::DefineContact{given.word(0), words, given.value(u"email"_s), given.value(u"webhook"_s)});
}

ExitCode contactRemove(Session &session)
{
    return book(session, command::DefineContact{session.arguments().word(0), {}, {}, {}});
}

ExitCode contactList(Session &session)
{
    const auto known = session.ask(query::Contacts{});
    if (!known)
        return session.refuse(known.error());
    if (session.wantsJson()) {
        session.print(QJsonValue(rulesJsonArray(known->contacts)));
        return ExitCode::Done;
    }
    QList<QStringList> table{{u"NAME"_s, u"SAID"_s, u"E-MAIL"_s, u"WEBHOOK"_s}};
    for (const Contact &contact : known->contacts)
        table.append({contact.name, contact.words.join(u", "_s), contact.email, contact.webhook});
    printTable(session, table);
    return ExitCode::Done;
}

ExitCode noticeList(Session &session)
{
    const auto notices = session.ask(query::Notices{.onlyUnsettled = session.arguments().has(u"open"_s)});
    if (!notices)
        return session.refuse(notices.error());
    if (session.wantsJson()) {
        session.print(QJsonValue(rulesJsonArray(*notices)));
        return ExitCode::Done;
    }
    QList<QStringList> table{{u"ID"_s, u"AT"_s, u"KIND"_s, u"VIA"_s, u"FOR"_s, u"STATE"_s, u"TITLE"_s}};
    for (const Notice &one : *notices)
        table.append({QString::number(one.notice), toText(one.at), one.kind, one.via, one.recipient, nameOf(one.state), one.title});
    printTable(session, table);
    return ExitCode::Done;
}

ExitCode noticeDone(Session &session)
{
    return book(session, command::SettleNotice{session.arguments().word(0).toLongLong(), command::SettleNotice::What::Done, {}});
}

} // namespace crossdock::app
