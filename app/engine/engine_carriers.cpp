#include "app/engine/carrier_room.h"
#include "app/engine/engine.h"
#include "app/engine/secret_room.h"
#include "app/engine/thread_calls.h"
#include "app/engine/wire_room.h"

using namespace Qt::Literals::StringLiterals;

/// The engine's part in carriers: their accounts, their keys, and what they answer live.
namespace crossdock::app {
namespace {

QString ownerOf(const CarrierId &carrier)
{
    return u"carrier/"_s + carrier.text();
}

} // namespace

void Engine::addCarrier(const CarrierDetails &details, const QMap<QString, QString> &secrets, const Actor &actor, QObject *context, Done<Entry> done)
{
    const auto answer = carried<Entry>(context, std::move(done));
    if (const auto good = checkCarrier({details, secrets}); !good) {
        answer(tl::make_unexpected(good.error()));
        return;
    }
    const auto book = [this, details, actor, answer] {
        m_inventory->perform({.key = {}, .actor = actor, .why = {}, .cause = 0, .command = command::AddCarrier{details}}, this, answer);
    };
    // Looked up before its keys are written: those of a carrier of that name must not be lost.
    m_inventory->ask(query::Carriers{}, this, [this, details, secrets, answer, book](const Result<query::Carriers::Answer> &known) {
        if (!known) {
            answer(tl::make_unexpected(known.error()));
            return;
        }
        const bool isTaken = std::any_of(known->begin(), known->end(), [&](const CarrierDetails &one) { return one.name == details.name; });
        if (isTaken || secrets.isEmpty()) {
            book(); // the ledger says what there is to say
            return;
        }
        app::ask(m_secrets, [this, details, secrets, answer, book](SecretRoom &room) {
            if (const auto written = room.write(ownerOf(details.name), secrets); !written)
                answer(tl::make_unexpected(written.error()));
            else
                QMetaObject::invokeMethod(this, book, Qt::QueuedConnection);
        });
    });
}

void Engine::removeCarrier(const CarrierId &carrier, const Actor &actor, QObject *context, Done<Entry> done)
{
    const auto answer = carried<Entry>(context, std::move(done));
    m_inventory->ask(query::Carriers{}, this, [this, carrier, actor, answer](const Result<query::Carriers::Answer> &known) {
        const bool hasKeys = known && std::any_of(known->begin(), known->end(), [&](const CarrierDetails &one) { return one.name == carrier && one.kind != u"contract"; });
        m_inventory->perform({.key = {}, .actor = actor, .why = {}, .cause = 0, .command = command::RemoveCarrier{carrier}}, this, [this, carrier, hasKeys, answer](const Result<Entry> &entry) {
            if (!entry || !hasKeys) {
                answer(entry);
                return;
            }
            app::ask(m_secrets, [carrier, entry, answer](SecretRoom &room) {
                const auto removed = room.remove(ownerOf(carrier));
                answer(removed ? entry : Result<Entry>(tl::make_unexpected(removed.error())));
            });
        });
    });
}

void Engine::quoteLive(const QList<rates::Shipment> &shipments, Milliseconds deadline, QObject *context, Heard heard, Done<QList<rates::Rated>> done)
{
    const auto answer = carried<QList<rates::Rated>>(context, std::move(done));
    const Heard tell = [context = QPointer<QObject>(context), heard = std::move(heard)](qsizetype shipment, const QString &account, const rates::Rated &rated) {
        if (heard && context)
            QMetaObject::invokeMethod(context, [heard, shipment, account, rated] { heard(shipment, account, rated); }, Qt::QueuedConnection);
    };
    m_inventory->ask(query::Carriers{}, this, [this, shipments, deadline, answer, tell](const Result<query::Carriers::Answer> &known) {
        if (!known) {
            answer(tl::make_unexpected(known.error()));
            return;
        }
        QList<CarrierDetails> live = *known;
        live.removeIf([](const CarrierDetails &one) { return one.kind == u"contract"; });
        if (live.isEmpty()) {
            answer(QList<rates::Rated>(shipments.size()));
            return;
        }
        app::ask(m_secrets, [live, shipments, deadline, answer, tell, wires = m_wires](SecretRoom &room) {
            QList<carriers::Account> accounts;
            QList<rates::Silence> closed;
            for (const CarrierDetails &one : live) {
                if (const auto secrets = room.read(ownerOf(one.name)))
                    accounts.append({one, *secrets});
                else
                    closed.append({one.name.text(), u"its keys cannot be opened: "_s + secrets.error().detail});
            }
            for (qsizetype i = 0; i < shipments.size(); ++i)
                for (const rates::Silence &one : std::as_const(closed))
                    tell(i, one.carrier, {.quotes = {}, .refused = {}, .silent = {one}});
            app::ask(wires, [accounts, closed, shipments, deadline, answer, tell](WireRoom &wireRoom) {
                wireRoom.carriers().quote(accounts, shipments, deadline, [closed, answer](QList<rates::Rated> answers) {
                    for (rates::Rated &one : answers)
                        one.silent += closed;
                    answer(answers);
                }, tell);
            });
        });
    });
}

} // namespace crossdock::app
