#include "app/engine/mail_keys.h"

#include "app/engine/engine.h"
#include "app/engine/secret_room.h"
#include "app/engine/thread_calls.h"

using namespace Qt::Literals::StringLiterals;

/// The engine's part in mails: where they go out, and the key to it.
namespace crossdock::app {
namespace {

const QString owner = u"mail/server"_s, password = u"password"_s;

} // namespace

void readMailPassword(SecretRoom &room, QObject *context, std::function<void(Result<QString>)> done)
{
    ask(&room, [answer = carried<QString>(context, std::move(done))](SecretRoom &open) {
        answer(open.read(owner).map([](const SecretRoom::Secrets &secrets) { return secrets.value(password); }));
    });
}

void Engine::setMail(const command::SetMailServer &server, const QString &key, const Actor &actor, QObject *context, Done<Entry> done)
{
    const auto answer = carried<Entry>(context, std::move(done));
    const auto book = [this, server, actor, answer] { m_inventory->perform({.key = {}, .actor = actor, .why = {}, .cause = 0, .command = server}, this, answer); };
    if (key.isEmpty())
        return book();
    app::ask(m_secrets, [this, key, answer, book](SecretRoom &room) {
        if (const auto written = room.write(owner, {{password, key}}); !written)
            answer(tl::make_unexpected(written.error()));
        else
            QMetaObject::invokeMethod(this, book, Qt::QueuedConnection);
    });
}

} // namespace crossdock::app
