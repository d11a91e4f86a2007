#include "app/engine/service_keys.h"

#include "app/engine/account_secrets.h"
#include "app/engine/engine.h"
#include "app/engine/secret_room.h"
#include "app/engine/thread_calls.h"

#include <QLoggingCategory>

using namespace Qt::Literals::StringLiterals;

Q_DECLARE_LOGGING_CATEGORY(lcEngine)

/// The engine's part in services that carry mails and messages or propose sentences: where they are, and the keys to them.
namespace crossdock::app {
namespace {

struct Place {
    QString owner, name;
};

Place placeOf(const QString &service)
{
    return service == u"mail" ? Place{u"mail/server"_s, u"password"_s} : Place{service + u"/service"_s, u"key"_s};
}

/// What a service's key is given for; nothing: the service is off.
using Where = std::optional<QString>;

Where whereIs(const command::SetMailServer &mail)
{
    return mail.host.isEmpty() ? Where() : secretAddress(u"mail"_s, mailAddress(mail.host, mail.port));
}

Where whereIs(const command::SetMessageService &messages)
{
    return messages.service.isSet() ? secretAddress(messages.service.way, messages.service.address) : Where();
}

Where whereIs(const command::SetAssistant &assistant)
{
    return assistant.address.isEmpty() ? Where() : secretAddress(u"assistant"_s, assistant.address);
}

Where whereIs(const query::Contacts::Answer &known, const QString &service)
{
    if (service == u"mail")
        return whereIs(known.mail);
    const auto found = std::find_if(known.services.begin(), known.services.end(), [&](const MessageService &one) { return one.way == service; });
    return found == known.services.end() ? Where() : whereIs(command::SetMessageService{*found});
}

Where whereWillBe(const crossdock::Command &set)
{
    if (const auto *mail = std::get_if<command::SetMailServer>(&set))
        return whereIs(*mail);
    if (const auto *messages = std::get_if<command::SetMessageService>(&set))
        return whereIs(*messages);
    return whereIs(std::get<command::SetAssistant>(set));
}

/// A key from before addresses were noted is of the address where the service is now.
Result<> keep(SecretRoom &room, const Place &place, const Where &before, const QString &now, const QString &key)
{
    if (before)
        CROSSDOCK_TRY(room.read(place.owner, *before));
    return room.write(place.owner, now, {{place.name, key}});
}

} // namespace

QString mailAddress(const QString &host, int port)
{
    return u"%1:%2"_s.arg(host.toLower()).arg(port);
}

KeySource serviceKeys(SecretRoom &room)
{
    return [&room](const QString &service, const QString &address, QObject *context, std::function<void(Result<QString>)> done) {
        ask(&room, [place = placeOf(service), where = secretAddress(service, address), answer = carried<QString>(context, std::move(done))](SecretRoom &open) {
            answer(open.read(place.owner, where).map([&](const SecretRoom::Secrets &secrets) { return secrets.value(place.name); }));
        });
    };
}

void Engine::setService(const QString &service, const Request &set, const QString &key, QObject *context, Done<Entry> done)
{
    const auto answer = carried<Entry>(context, std::move(done));
    const Where now = whereWillBe(set.command);
    if (!now) {
        m_inventory->perform(set, this, [this, service, answer](const Result<Entry> &entry) {
            if (entry)
                forgetServiceKey(service, *entry, answer);
            else
                answer(entry);
        });
        return;
    }
    const auto book = [this, set, answer] { m_inventory->perform(set, this, answer); };
    const auto keepKey = [this, service, key, answer, book, now = *now](const Where &before) {
        if (key.isEmpty() && (!before || before == now))
            return book(); // nothing to keep, and nothing to forget
        app::ask(m_secrets, [this, place = placeOf(service), key, answer, book, before, now](SecretRoom &room) {
            const auto kept = keep(room, place, before, now, key);
            if (!kept && !key.isEmpty()) {
                answer(tl::make_unexpected(kept.error()));
                return;
            }
            if (!kept) // then none can be read for another address either
                qCInfo(lcEngine, "Whether an older key to %s is there is not known: %s", qUtf8Printable(place.owner), qUtf8Printable(kept.error().detail));
            QMetaObject::invokeMethod(this, book, Qt::QueuedConnection);
        });
    };
    ifTaken(set, answer, [this, service, answer, keepKey] {
        const auto go = [answer, keepKey](const Result<Where> &before) {
            if (before)
                keepKey(*before);
            else
                answer(tl::make_unexpected(before.error()));
        };
        if (service == u"assistant")
            m_inventory->ask(query::Assistant{}, this, [go](const Result<command::SetAssistant> &known) { go(known.map([](const auto &one) { return whereIs(one); })); });
        else
            m_inventory->ask(query::Contacts{}, this, [go, service](const Result<query::Contacts::Answer> &known) { go(known.map([&](const auto &all) { return whereIs(all, service); })); });
    });
}

void Engine::forgetServiceKey(const QString &service, const Entry &off, const Done<Entry> &answer)
{
    app::ask(m_secrets, [owner = placeOf(service).owner, off, answer](SecretRoom &room) {
        const auto removed = room.remove(owner);
        if (removed)
            answer(off);
        else
            answer(fail(removed.error().code, owner, u"it is off, but its key may still be there: "_s + removed.error().detail));
    });
}

} // namespace crossdock::app
