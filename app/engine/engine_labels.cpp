#include "app/engine/account_secrets.h"
#include "app/engine/carrier_room.h"
#include "app/engine/engine.h"
#include "app/engine/return_label_runner.h"
#include "app/engine/secret_room.h"
#include "app/engine/thread_calls.h"
#include "app/engine/wire_room.h"
#include "core/inventory/fulfilment/labels/document_check.h"
#include "core/inventory/fulfilment/labels/label_reader.h"

#include <QLoggingCategory>

using namespace Qt::Literals::StringLiterals;

Q_DECLARE_LOGGING_CATEGORY(lcEngine)

/// The engine's part in labels: brings the ledger's wishes to carriers and printers, and asks after what was not answered.
namespace crossdock::app {
namespace {

constexpr Milliseconds printTakes{10'000}, pricesTake{20'000}, firstLook{150'000}, lookEvery{600'000};
constexpr int looksBetweenRefunds = 36, looksBetweenWays = 24; // six hours, four hours
constexpr int mostWays = 50; // parcels asked for at a time: carriers count questions

} // namespace

/// The account of a carrier with its secrets, in the engine's thread.
void Engine::withCarrier(const CarrierId &carrier, std::function<void(Result<carriers::Account>)> go)
{
    m_inventory->ask(query::Carriers{}, this, [this, carrier, go = std::move(go)](const Result<query::Carriers::Answer> &known) {
        if (!known) {
            go(tl::make_unexpected(known.error()));
            return;
        }
        const auto found = std::find_if(known->begin(), known->end(), [&](const CarrierDetails &one) { return one.name == carrier; });
        if (found == known->end()) {
            go(fail(Error::Code::NotFound, carrier.text(), u"no such carrier"_s));
            return;
        }
        app::ask(m_secrets, [this, details = *found, go](SecretRoom &keys) {
            const auto secrets = keys.read(u"carrier/"_s + details.name.text(), secretAddress(details.kind, details.url, details.account));
            const Result<carriers::Account> account = secrets ? Result<carriers::Account>(carriers::Account{details, *secrets}) : tl::make_unexpected(secrets.error());
            QMetaObject::invokeMethod(this, [go, account] { go(account); }, Qt::QueuedConnection);
        });
    });
}

/// Asked and answered in the thread of the network.
void Engine::accountForWires(const CarrierId &carrier, std::function<void(Result<carriers::Account>)> go)
{
    QMetaObject::invokeMethod(this, [this, carrier, go = std::move(go)] {
        withCarrier(carrier, [this, go](const Result<carriers::Account> &account) { app::ask(m_wires, [go, account](WireRoom &) { go(account); }); });
    }, Qt::QueuedConnection);
}

void Engine::withPort(const CarrierId &carrier, const Done<labels::Label> &answer, std::function<void(WireRoom &, fulfilment::CarrierPort &)> go)
{
    withCarrier(carrier, [this, carrier, answer, go = std::move(go)](const Result<carriers::Account> &account) {
        if (!account) {
            answer(tl::make_unexpected(account.error()));
            return;
        }
        app::ask(m_wires, [account = *account, carrier, answer, go](WireRoom &room) {
            if (fulfilment::CarrierPort *port = room.carriers().port(account))
                go(room, *port);
            else
                answer(fail(Error::Code::NotAllowed, carrier.text(), u"this program does not speak with carriers of the kind “%1”"_s.arg(account.details.kind)));
        });
    });
}

void Engine::withPortOf(qint64 number, const Done<labels::Label> &answer, std::function<void(WireRoom &, fulfilment::CarrierPort &)> go)
{
    labels::read(*m_inventory, number, this, [this, answer, go = std::move(go)](const Result<labels::Label> &label) {
        if (label)
            withPort(label->account, answer, go);
        else
            answer(label);
    });
}

void Engine::buyLabel(const Request &want, const rates::Shipment &shipment, QObject *context, Done<labels::Label> done)
{
    const auto answer = carried<labels::Label>(context, std::move(done));
    const auto carrier = CarrierId::parse(std::get<command::WantLabel>(want.command).quote.via);
    if (!carrier) {
        answer(fail(Error::Code::InvalidInput, u"label"_s, u"the price comes from a list: a label is bought at a price that its carrier told"_s));
        return;
    }
    withPort(*carrier, answer, [want, shipment, answer](WireRoom &room, fulfilment::CarrierPort &port) {
        if (port.traits().sellsLabels)
            room.labels().buy(port, want, shipment, answer);
        else
            answer(fail(Error::Code::NotAllowed, u"label"_s, u"this program buys no labels from this carrier"_s));
    });
}

void Engine::lookAfterLabel(qint64 label, QObject *context, Done<labels::Label> done)
{
    const auto answer = carried<labels::Label>(context, std::move(done));
    withPortOf(label, answer, [label, answer](WireRoom &room, fulfilment::CarrierPort &port) { room.labels().lookAfter(port, label, answer); });
}

void Engine::voidLabel(const Request &take, QObject *context, Done<labels::Label> done)
{
    const auto answer = carried<labels::Label>(context, std::move(done));
    withPortOf(std::get<command::VoidLabel>(take.command).label, answer, [take, answer](WireRoom &room, fulfilment::CarrierPort &port) { room.labels().takeBack(port, take, answer); });
}

/// What its carrier has not given yet, or gave as something else, is asked for once more before it is printed.
void Engine::printLabel(const Request &print, QObject *context, Done<labels::Label> done)
{
    const auto answer = carried<labels::Label>(context, std::move(done));
    labels::read(*m_inventory, std::get<command::PrintLabel>(print.command).label, this, [this, print, answer](const Result<labels::Label> &label) {
        if (label && label->state == labels::Label::State::Bought && !label->hasDocument)
            lookAfterLabel(label->label, this, [this, print, answer](const Result<labels::Label> &) { printDocument(print, answer); });
        else
            printDocument(print, answer);
    });
}

/// The document is read first: what cannot be printed counts as no print. Then the print is on the disk before the printer has it.
void Engine::printDocument(const Request &print, const Done<labels::Label> &answer)
{
    const auto &wish = std::get<command::PrintLabel>(print.command);
    m_inventory->ask(query::LabelDocument{wish.label}, this, [this, print, printer = wish.printer, answer](const Result<labels::Document> &document) {
        const QString flaw = document ? labels::flawOf(*document) : QString();
        const auto good = !document ? tl::make_unexpected(document.error()) : flaw.isEmpty() ? printing::suits(printer, *document) : Result<>(fail(Error::Code::NotAllowed, QString::number(std::get<command::PrintLabel>(print.command).label), flaw));
        if (!good) {
            answer(tl::make_unexpected(good.error()));
            return;
        }
        m_inventory->perform(print, this, [this, print, document = *document, answer](const Result<Entry> &entry) {
            if (entry)
                sendToPrinter(print, document, answer);
            else
                answer(tl::make_unexpected(entry.error()));
        });
    });
}

void Engine::sendToPrinter(const Request &print, const labels::Document &document, const Done<labels::Label> &answer)
{
    const auto &wish = std::get<command::PrintLabel>(print.command);
    app::ask(m_wires, [this, wish, document, answer](WireRoom &room) {
        room.printer().send(wish.printer, document, printTakes, [this, label = wish.label, answer](const Result<QString> &sent) {
            if (sent) {
                QMetaObject::invokeMethod(this, [this, label, answer] { labels::read(*m_inventory, label, this, answer); }, Qt::QueuedConnection);
                return;
            }
            m_inventory->perform({{}, {Actor::Kind::System, u"printer"_s}, {}, 0, command::NotePrintFailure{label, sent.error().detail}}, this,
                                 [answer, error = sent.error()](const Result<Entry> &) { answer(tl::make_unexpected(error)); });
        });
    });
}

void Engine::testPrinter(const labels::Printer &printer, QObject *context, Done<QString> done)
{
    app::ask(m_wires, [printer, answer = carried<QString>(context, std::move(done))](WireRoom &room) { room.printer().send(printer, printing::testPage(printer), printTakes, answer); });
}

/// Labels that are wanted for returns, from now on. A label that could not be sold for want of an answer is looked after with all others.
void Engine::startReturnLabels()
{
    const ReturnLabelRunner::Hands hands{
        [this](const rates::Shipment &shipment, QObject *context, Done<rates::Rated> done) {
            quoteLive({shipment}, pricesTake, context, {}, [done = std::move(done)](const Result<QList<rates::Rated>> &rated) {
                done(rated.map([](const QList<rates::Rated> &all) { return all.value(0); }));
            });
        },
        [this](const Request &want, const rates::Shipment &shipment, QObject *context, Done<labels::Label> done) { buyLabel(want, shipment, context, std::move(done)); },
        [this](qint64 label, QObject *context, Done<labels::Label> done) { lookAfterLabel(label, context, std::move(done)); }};
    m_returnLabels = std::make_unique<ReturnLabelRunner>(*m_inventory, m_clock, hands);
    connect(m_inventory.get(), &Inventory::happened, m_returnLabels.get(), &ReturnLabelRunner::take, Qt::QueuedConnection);
}

/// What a crash or a carrier left open, now and from time to time; and where parcels are.
void Engine::watchLabels(int round, int watch)
{
    if (watch != m_labelWatch)
        return;
    const auto hear = [](const Result<labels::Label> &label) {
        if (!label)
            qCInfo(lcEngine, "A label was asked after in vain: %s", qUtf8Printable(label.error().detail));
    };
    m_inventory->ask(query::Labels{.onlyOpen = true}, this, [this, round, hear](const Result<query::Labels::Answer> &open) {
        for (const labels::Label &label : open.value_or(query::Labels::Answer())) {
            const bool isLater = label.state == labels::Label::State::RefundAsked && !label.words.isEmpty() && round % looksBetweenRefunds != 0; // without words its carrier was never asked
            if (!isLater)
                lookAfterLabel(label.label, this, hear);
        }
    });
    noteDelays();
    if (m_returnLabels)
        m_returnLabels->look();
    if (round % looksBetweenWays == 1 && !m_sweptTo)
        m_sweptTo = 0;
    if (m_sweptTo)
        sweepWays(hear);
    m_clock.after(round == 0 ? firstLook : lookEvery, this, [this, round, watch] { watchLabels(round + 1, watch); });
}

/// A promise that is over is news, though no carrier tells it.
void Engine::noteDelays()
{
    m_inventory->ask(query::Labels{.lateAt = m_clock.now()}, this, [this](const Result<query::Labels::Answer> &late) {
        for (const labels::Label &label : late.value_or(query::Labels::Answer()))
            m_inventory->perform({{}, {Actor::Kind::System, u"labels"_s}, {}, 0, command::RecordTracking{label.label, {}}}, this, [](const Result<Entry> &entry) {
                if (!entry)
                    qCInfo(lcEngine, "A delay was not noted: %s", qUtf8Printable(entry.error().detail));
            });
    });
}

/// Where parcels are: all that are on the road, some at each look, and from the first again hours later.
void Engine::sweepWays(const Done<labels::Label> &hear)
{
    m_inventory->ask(query::Labels{.limit = mostWays, .onTheRoadAfter = m_sweptTo}, this, [this, hear](const Result<query::Labels::Answer> &some) {
        const query::Labels::Answer parcels = some.value_or(query::Labels::Answer());
        for (const labels::Label &label : parcels)
            lookAfterLabel(label.label, this, hear);
        m_sweptTo = parcels.size() < mostWays ? std::nullopt : std::optional(parcels.last().label);
    });
}

} // namespace crossdock::app
