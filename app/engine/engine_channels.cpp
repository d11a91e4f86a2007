#include "app/command_line/call.h"
#include "app/engine/account_secrets.h"
#include "app/engine/engine.h"
#include "app/engine/port_factory.h"
#include "app/engine/secret_room.h"
#include "app/engine/thread_calls.h"
#include "app/engine/wire_room.h"

#include <QLoggingCategory>

using namespace Qt::Literals::StringLiterals;

Q_DECLARE_LOGGING_CATEGORY(lcEngine)

/// The engine's part in channels: connects them with their secrets, and brings them what people ask.
namespace crossdock::app {
namespace {

constexpr Milliseconds lookAgainAfter{1'000}; // for channels, in a store that does not answer

bool isSecretOf(const QString &kind, const QString &key)
{
    for (const Desk::Kind &known : channelKinds())
        if (known.kind == kind)
            return std::any_of(known.fields.begin(), known.fields.end(), [&](const Desk::Field &field) { return field.isSecret && field.key == key; });
    return false;
}

QString addressOf(const ChannelDetails &details)
{
    return secretAddress(details.kind, details.url, details.account);
}

/// Why a channel is not connected, in words that people understand who see only its name.
Error whyLeftOut(const ChannelDetails &details, const Error &error)
{
    Error why{error.code, details.name.text(), error.detail};
    if (error.code == Error::Code::SecretsLocked)
        why.detail = u"its secrets cannot be opened: "_s + error.detail;
    else if (error.code == Error::Code::InvalidInput && isSecretOf(details.kind, error.subject))
        why.detail = u"its secrets are not here: %1; give them with: crossdock channel secrets %2 --secret KEY=@FILE"_s.arg(error.detail, details.name.text());
    return why;
}

} // namespace

void Engine::readChannels()
{
    m_inventory->ask(query::Channels{}, this, [this](const Result<query::Channels::Answer> &rows) {
        if (rows)
            connectAll(*rows);
        else if (m_options.runsLanes)
            m_clock.after(lookAgainAfter, this, [this] { readChannels(); });
        else
            linksAreThere();
    });
}

void Engine::connectAll(const QList<ChannelRow> &rows)
{
    if (rows.isEmpty()) {
        linksAreThere();
        return;
    }
    for (const ChannelRow &row : rows)
        m_known.insert(row.details.name.text());
    // One question for all: a person who does not know the passphrase is not asked once a channel.
    checkSecrets(this, [this, rows](const Result<QString> &place) {
        if (!place) {
            qCWarning(lcEngine, "No channel is connected: %s", qUtf8Printable(place.error().detail));
            for (const ChannelRow &row : rows)
                ask(m_wires, [name = row.details.name, why = whyLeftOut(row.details, place.error())](WireRoom &room) { room.leaveOutChannel(name, why); });
            linksAreThere();
            return;
        }
        const auto left = std::make_shared<qsizetype>(rows.size());
        for (const ChannelRow &row : rows) {
            connectChannel(row, [this, left](const Result<> &) {
                if (--*left == 0)
                    linksAreThere();
            });
        }
    });
}

void Engine::connectChannel(const ChannelRow &row, std::function<void(Result<>)> hear)
{
    m_known.insert(row.details.name.text());
    if (comesByFiles(row.details.kind)) {
        QMetaObject::invokeMethod(this, [hear = std::move(hear)] { hear({}); }, Qt::QueuedConnection);
        return;
    }
    const auto done = [this, details = row.details, hear = std::move(hear)](const Result<> &connected) {
        if (!connected) {
            qCWarning(lcEngine, "%s is not connected: %s", qUtf8Printable(details.name.text()), qUtf8Printable(connected.error().detail));
            ask(m_wires, [name = details.name, why = whyLeftOut(details, connected.error())](WireRoom &room) { room.leaveOutChannel(name, why); });
        }
        hear(connected);
    };
    ask(m_secrets, [this, row, done, wires = m_wires](SecretRoom &room) {
        const auto secrets = room.read(row.details.name.text(), addressOf(row.details));
        if (!secrets) {
            QMetaObject::invokeMethod(this, [done, error = secrets.error()] { done(tl::make_unexpected(error)); }, Qt::QueuedConnection);
            return;
        }
        ask(wires, [this, row, done, secrets = *secrets](WireRoom &wireRoom) {
            const Result<> connected = wireRoom.connectChannel(row, secrets, m_options.runsLanes);
            if (connected && m_options.runsLanes && wireRoom.isSpeaking() && !m_options.publicUrl.isEmpty())
                wireRoom.subscribe(row.details.name, m_options.publicUrl, [row](const Result<QStringList> &did) {
                    if (!did)
                        qCWarning(lcEngine, "%s: subscriptions: %s", qUtf8Printable(row.details.name.text()), qUtf8Printable(did.error().detail));
                });
            QMetaObject::invokeMethod(this, [done, connected] { done(connected); }, Qt::QueuedConnection);
        });
    });
}

void Engine::testConnection(const ChannelDetails &details, const QMap<QString, QString> &secrets, QObject *context, Done<QString> done)
{
    ask(m_wires, [details, secrets, answer = carried<QString>(context, std::move(done))](WireRoom &room) { room.test(details, secrets, answer); });
}

void Engine::addChannel(const ChannelDetails &given, const QMap<QString, QString> &secrets, QObject *context, Done<Entry> done)
{
    const auto answer = carried<Entry>(context, std::move(done));
    ChannelDetails details = given;
    const auto good = checkSecretNames(details.kind, secrets.keys()).and_then([&] { return checkChannel(details, secrets); });
    if (!good) {
        answer(tl::make_unexpected(good.error()));
        return;
    }
    if (comesByFiles(details.kind))
        details.state = ChannelDetails::State::Paused; // nothing waits to be sent to it
    // Orders from before the channel was connected are the seller's old business, unless he says otherwise.
    if (!details.account.contains(u"orders_since"_s))
        details.account[u"orders_since"_s] = toText(m_clock.now());
    // Looked up before its secrets are written: those of a channel of that name must not be lost.
    withChannel(details.name, [this, details, secrets, answer](const Result<ChannelRow> &known) {
        if (known || known.error().code != Error::Code::NotFound) {
            answer(known ? fail(Error::Code::AlreadyExists, details.name.text(), u"there is a channel of that name"_s) : tl::make_unexpected(known.error()));
            return;
        }
        ask(m_secrets, [this, details, secrets, answer](SecretRoom &room) {
            if (const auto written = room.write(details.name.text(), addressOf(details), secrets); !written)
                answer(tl::make_unexpected(written.error()));
            else
                QMetaObject::invokeMethod(this, [this, details, answer] { bookChannel(details, answer); }, Qt::QueuedConnection);
        });
    });
}

void Engine::bookChannel(const ChannelDetails &details, const Done<Entry> &answer)
{
    Request request{{}, {Actor::Kind::Person, loginName()}, {}, 0, command::AddChannel{details}};
    m_inventory->perform(std::move(request), this, [this, details, answer](const Result<Entry> &entry) {
        if (!entry) {
            answer(entry);
            return;
        }
        ChannelRow row;
        row.details = details;
        connectChannel(row, [answer, entry](const Result<> &connected) { answer(connected.map([&] { return *entry; })); });
    });
}

void Engine::removeChannel(const ChannelId &channel, QObject *context, Done<Entry> done)
{
    const auto answer = carried<Entry>(context, std::move(done));
    Request request{{}, {Actor::Kind::Person, loginName()}, {}, 0, command::ChangeChannel{channel, command::ChangeChannel::What::Remove}};
    m_inventory->perform(std::move(request), this, [this, channel, answer](const Result<Entry> &entry) {
        if (!entry) {
            answer(entry);
            return;
        }
        ask(m_wires, [channel](WireRoom &room) { room.disconnectChannel(channel); });
        ask(m_secrets, [channel, entry, answer](SecretRoom &room) {
            const auto removed = room.remove(channel.text());
            answer(removed ? entry : Result<Entry>(tl::make_unexpected(removed.error())));
        });
    });
}

void Engine::testChannel(const ChannelId &channel, QObject *context, Done<QString> done)
{
    askLinks([channel, answer = carried<QString>(context, std::move(done))](WireRoom &room) { room.testChannel(channel, answer); });
}

void Engine::readCatalogue(const ChannelId &channel, std::shared_ptr<Progress> progress, QObject *context, Done<CatalogueReport> done)
{
    askLinks([channel, progress, answer = carried<CatalogueReport>(context, std::move(done))](WireRoom &room) { room.readCatalogue(channel, progress, answer); });
}

void Engine::catchUp(const ChannelId &channel, QObject *context, Done<int> done)
{
    askLinks([channel, answer = carried<int>(context, std::move(done))](WireRoom &room) { room.catchUp(channel, answer); });
}

void Engine::cancelOrder(const OrderId &order, const QString &reason, QObject *context, Done<QString> done)
{
    const auto answer = carried<QString>(context, std::move(done));
    const auto book = [this, order, reason, answer](const Result<QString> &said) {
        if (!said) {
            answer(said);
            return;
        }
        Request request{{}, {Actor::Kind::Person, loginName()}, reason, 0, command::CancelOrder{order, {}}};
        m_inventory->perform(std::move(request), this, [answer, said](const Result<Entry> &entry) {
            // The channel's own message may have cancelled it here already.
            if (entry || entry.error().code == Error::Code::NotAllowed)
                answer(said);
            else
                answer(tl::make_unexpected(entry.error()));
        });
    };
    askLinks([this, order, reason, book](WireRoom &room) { room.cancelOrder(order, reason, carried<QString>(this, book)); });
}

void Engine::subscribe(const ChannelId &channel, QObject *context, Done<QStringList> done)
{
    askLinks([channel, url = m_options.publicUrl, answer = carried<QStringList>(context, std::move(done))](WireRoom &room) { room.subscribe(channel, url, answer); });
}

} // namespace crossdock::app
