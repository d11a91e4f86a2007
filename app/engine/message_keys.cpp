#include "app/engine/message_keys.h"

#include "app/engine/engine.h"
#include "app/engine/secret_room.h"
#include "app/engine/thread_calls.h"

#include <QUrl>

/// The engine's part in messages to people: where mails go out, whom a webhook reaches, and the keys to both.
namespace crossdock::app {

void readKey(SecretRoom &room, const QString &owner, const QString &key, QObject *context, std::function<void(Result<QString>)> done)
{
    ask(&room, [owner, key, answer = carried<QString>(context, std::move(done))](SecretRoom &open) {
        answer(open.read(owner).map([&](const SecretRoom::Secrets &secrets) { return secrets.value(key); }));
    });
}

void Engine::setMail(const command::SetMailServer &server, const QString &key, const Actor &actor, QObject *context, Done<Entry> done)
{
    const auto answer = carried<Entry>(context, std::move(done));
    const auto book = [this, server, actor, answer] { m_inventory->perform({.key = {}, .actor = actor, .why = {}, .cause = 0, .command = server}, this, answer); };
    if (key.isEmpty())
        return book();
    app::ask(m_secrets, [this, key, answer, book](SecretRoom &room) {
        if (const auto written = room.write(mailOwner, {{mailKey, key}}); !written)
            answer(tl::make_unexpected(written.error()));
        else
            QMetaObject::invokeMethod(this, book, Qt::QueuedConnection);
    });
}

void Engine::setContact(const command::DefineContact &contact, const Actor &actor, QObject *context, Done<Entry> done)
{
    const auto answer = carried<Entry>(context, std::move(done));
    const QUrl url(contact.webhook, QUrl::StrictMode);
    const auto book = [this, actor, answer](const command::DefineContact &known) {
        m_inventory->perform({.key = {}, .actor = actor, .why = {}, .cause = 0, .command = known}, this, answer);
    };
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty())
        return book(contact); // the ledger says what is wrong with it
    command::DefineContact known = contact;
    known.webhook = url.adjusted(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment).toString();
    app::ask(m_secrets, [this, contact, known, answer, book](SecretRoom &room) {
        if (const auto written = room.write(webhookOwner(contact.name.simplified()), {{webhookKey, contact.webhook}}); !written)
            answer(tl::make_unexpected(written.error()));
        else
            QMetaObject::invokeMethod(this, [book, known] { book(known); }, Qt::QueuedConnection);
    });
}

/// The key store is asked only for somebody who has an address in it.
void Engine::removeContact(const QString &name, const Actor &actor, QObject *context, Done<Entry> done)
{
    const auto answer = carried<Entry>(context, std::move(done));
    m_inventory->ask(query::Contacts{}, this, [this, name, actor, answer](const Result<query::Contacts::Answer> &all) {
        const bool hasKey = all && std::any_of(all->contacts.begin(), all->contacts.end(), [&](const Contact &one) { return one.name == name && !one.webhook.isEmpty(); });
        m_inventory->perform({.key = {}, .actor = actor, .why = {}, .cause = 0, .command = command::DefineContact{name, {}, {}, {}}}, this, [this, name, hasKey, answer](const Result<Entry> &entry) {
            if (!entry || !hasKey)
                return answer(entry);
            app::ask(m_secrets, [name, entry, answer](SecretRoom &room) {
                const auto removed = room.remove(webhookOwner(name));
                answer(removed ? entry : Result<Entry>(tl::make_unexpected(removed.error())));
            });
        });
    });
}

} // namespace crossdock::app
