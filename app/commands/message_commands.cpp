#include "app/commands/commands.h"
#include "app/commands/words.h"

#include <QUrl>

using namespace Qt::Literals::StringLiterals;

/// Which services carry messages to phones.
namespace crossdock::app {
namespace {

QString withoutSlash(QString address)
{
    while (address.endsWith(u'/'))
        address.chop(1);
    return address;
}

/// The token goes to the key store.
ExitCode setWay(Session &session, const MessageService &service)
{
    const auto token = onlySecret(session.arguments(), u"token"_s);
    return token ? setService(session, service.way, command::SetMessageService{service}, *token) : session.refuse(token.error());
}

ExitCode putOff(Session &session, const QString &way)
{
    return setService(session, way, command::SetMessageService{{way, {}, {}}}, {});
}

QJsonObject serviceJson(const MessageService &service)
{
    return {{u"way"_s, service.way}, {u"account"_s, service.account}, {u"address"_s, service.address}, {u"from"_s, service.from},
            {u"template"_s, service.messageTemplate}, {u"language"_s, service.language}};
}

QString describe(const MessageService &service)
{
    const QString address = service.address.isEmpty() ? QString() : u", at "_s + service.address;
    if (service.way == u"push")
        return u"Push messages go out through %1."_s.arg(service.address);
    if (service.way == u"sms")
        return u"SMS go out from %1 by the account %2%3."_s.arg(service.from, service.account, address);
    const QString how = service.messageTemplate.isEmpty() ? u"as free text, which arrives only within 24 hours after the receiver's last message"_s
                                                          : u"by the template %1 (%2)"_s.arg(service.messageTemplate, service.language);
    return u"WhatsApp messages go out from the number %1, %2%3."_s.arg(service.account, how, address);
}

ExitCode show(Session &session, const QString &way, const QString &nothing)
{
    const auto known = session.ask(query::Contacts{});
    if (!known)
        return session.refuse(known.error());
    const auto service = std::find_if(known->services.begin(), known->services.end(), [&](const MessageService &one) { return one.way == way; });
    const bool isSet = service != known->services.end();
    if (session.wantsJson())
        session.print(isSet ? serviceJson(*service) : serviceJson(MessageService{way, {}, {}}));
    else
        session.print(isSet ? describe(*service) : nothing);
    return ExitCode::Done;
}

ExitCode test(Session &session, const QString &way)
{
    const QString text = u"Messages of Crossdock's rules arrive here."_s;
    return perform(session, command::PostNotice{u"message"_s, way, session.arguments().word(0), u"A message from Crossdock"_s, text});
}

} // namespace

ExitCode whatsappSet(Session &session)
{
    const Arguments &given = session.arguments();
    const QString name = given.value(u"template"_s);
    if (name.isEmpty() != given.has(u"free-text"_s)) {
        const QString why = u"name a --template that WhatsApp approved, with the body {{1}}, or say --free-text, which arrives only within 24 hours after the receiver's last message"_s;
        return session.refuse(UsageError{UsageError::Kind::BadValue, u"whatsapp set"_s, why, {}});
    }
    QString address = withoutSlash(given.value(u"url"_s));
    if (!address.isEmpty() && QUrl(address).path().isEmpty())
        address += u"/v23.0"_s;
    return setWay(session, {u"whatsapp"_s, given.word(0), address, {}, name, name.isEmpty() ? QString() : given.value(u"language"_s, u"en"_s)});
}

ExitCode smsSet(Session &session)
{
    const Arguments &given = session.arguments();
    return setWay(session, {u"sms"_s, given.word(0), withoutSlash(given.value(u"url"_s)), given.value(u"from"_s)});
}

ExitCode pushSet(Session &session)
{
    const QString address = withoutSlash(session.arguments().word(0));
    return setWay(session, {u"push"_s, u"ntfy"_s, address.isEmpty() ? u"https://ntfy.sh"_s : address});
}

ExitCode whatsappShow(Session &session) { return show(session, u"whatsapp"_s, u"No WhatsApp number is set up."_s); }
ExitCode pushShow(Session &session) { return show(session, u"push"_s, u"No push server is set up."_s); }
ExitCode smsShow(Session &session) { return show(session, u"sms"_s, u"No service for SMS is set up."_s); }
ExitCode whatsappTest(Session &session) { return test(session, u"whatsapp"_s); }
ExitCode pushTest(Session &session) { return test(session, u"push"_s); }
ExitCode smsTest(Session &session) { return test(session, u"sms"_s); }
ExitCode whatsappOff(Session &session) { return putOff(session, u"whatsapp"_s); }
ExitCode pushOff(Session &session) { return putOff(session, u"push"_s); }
ExitCode smsOff(Session &session) { return putOff(session, u"sms"_s); }

} // namespace crossdock::app
