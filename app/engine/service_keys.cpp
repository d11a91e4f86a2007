#include "app/engine/service_keys.h"

#include "app/engine/engine.h"
#include "app/engine/secret_room.h"
#include "app/engine/thread_calls.h"

using namespace Qt::Literals::StringLiterals;

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

} // namespace

void readServiceKey(SecretRoom &room, const QString &service, QObject *context, std::function<void(Result<QString>)> done)
{
    ask(&room, [place = placeOf(service), answer = carried<QString>(context, std::move(done))](SecretRoom &open) {
        answer(open.read(place.owner).map([&](const SecretRoom::Secrets &secrets) { return secrets.value(place.name); }));
    });
}

void Engine::setService(const QString &service, const Request &set, const QString &key, QObject *context, Done<Entry> done)
{
    const auto answer = carried<Entry>(context, std::move(done));
    const auto book = [this, set, answer] { m_inventory->perform(set, this, answer); };
    if (key.isEmpty())
        return book();
    app::ask(m_secrets, [this, place = placeOf(service), key, answer, book](SecretRoom &room) {
        if (const auto written = room.write(place.owner, {{place.name, key}}); !written)
            answer(tl::make_unexpected(written.error()));
        else
            QMetaObject::invokeMethod(this, book, Qt::QueuedConnection);
    });
}

} // namespace crossdock::app
