#include "app/command_line/rules_json.h"
#include "app/commands/commands.h"
#include "app/commands/words.h"

using namespace Qt::Literals::StringLiterals;

/// Whom rules write to, by which way, and what was written.
namespace crossdock::app {
ExitCode contactAdd(Session &session)
{
    const Arguments &given = session.arguments();
    QStringList words = given.values(u"said"_s);
    if (words.isEmpty())
        words = {given.word(0)};
    return perform(session, command::DefineContact{given.word(0), words, given.value(u"email"_s), given.value(u"webhook"_s), given.value(u"phone"_s), given.value(u"push"_s)});
}

ExitCode contactRemove(Session &session)
{
    return perform(session, command::DefineContact{session.arguments().word(0), {}, {}, {}});
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
    QList<QStringList> table{{u"NAME"_s, u"SAID"_s, u"E-MAIL"_s, u"PHONE"_s, u"WEBHOOK"_s, u"PUSH"_s}};
    for (const Contact &contact : known->contacts)
        table.append({contact.name, contact.words.join(u", "_s), contact.email, contact.phone, hostOf(contact.webhook), contact.topic.isEmpty() ? QString() : u"yes"_s}); // who knows the topic reads along
    printTable(session, table);
    return ExitCode::Done;
}

/// The password goes to the key store.
ExitCode mailSet(Session &session)
{
    const Arguments &given = session.arguments();
    const auto password = onlySecret(given, u"password"_s);
    const auto port = given.number(u"port"_s, 1, 65'535, 587);
    if (!password || !port)
        return session.refuse(!password ? password.error() : port.error());
    const command::SetMailServer server{given.word(0), static_cast<int>(*port), given.value(u"user"_s), given.value(u"from"_s), !given.has(u"plain"_s)};
    return setService(session, u"mail"_s, server, *password);
}

ExitCode mailShow(Session &session)
{
    const auto known = session.ask(query::Contacts{});
    if (!known)
        return session.refuse(known.error());
    const command::SetMailServer &server = known->mail;
    if (session.wantsJson())
        session.print(QJsonObject{{u"host"_s, server.host}, {u"port"_s, server.port}, {u"user"_s, server.user}, {u"from"_s, server.from}, {u"tls"_s, server.usesTls}});
    else if (server.host.isEmpty())
        session.print(u"No mail server is set up."_s);
    else
        session.print(u"%1:%2, from %3%4%5"_s.arg(server.host).arg(server.port).arg(server.from, server.user.isEmpty() ? QString() : u", as "_s + server.user,
                                                                                   server.usesTls ? QString() : u", without TLS"_s));
    return ExitCode::Done;
}

ExitCode mailTest(Session &session)
{
    const QString text = u"Mails of Crossdock's rules arrive here."_s;
    return perform(session, command::PostNotice{u"message"_s, u"email"_s, session.arguments().word(0), u"A mail from Crossdock"_s, text});
}

ExitCode mailOff(Session &session)
{
    return setService(session, u"mail"_s, command::SetMailServer{}, {});
}

namespace {

QString whoFor(const Notice &notice)
{
    if (!notice.order)
        return notice.recipient;
    return notice.kind == u"document" ? notice.order->text() : u"buyer of "_s + notice.order->text();
}

} // namespace

ExitCode noticeList(Session &session)
{
    const auto notices = session.ask(query::Notices{.onlyUnsettled = session.arguments().has(u"open"_s)});
    if (!notices)
        return session.refuse(notices.error());
    if (session.wantsJson()) {
        session.print(QJsonValue(rulesJsonArray(*notices)));
        return ExitCode::Done;
    }
    QList<QStringList> table{{u"ID"_s, u"AT"_s, u"KIND"_s, u"VIA"_s, u"FOR"_s, u"STATE"_s, u"TITLE"_s, u"ANSWER"_s}};
    for (const Notice &one : *notices)
        table.append({QString::number(one.notice), toText(one.at), one.kind, one.via, whoFor(one), nameOf(one.state), one.title.simplified(), one.words.simplified()}); // a line each
    printTable(session, table);
    return ExitCode::Done;
}

ExitCode noticeDone(Session &session)
{
    const auto notice = numberOf(session, u"a notice"_s);
    return notice ? perform(session, command::SettleNotice{*notice, command::SettleNotice::What::Done, {}}) : session.refuse(notice.error());
}

} // namespace crossdock::app
