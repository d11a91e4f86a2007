#pragma once

#include "core/connectors/carriers/amazon_shipping/amazon_shipping_wire.h"
#include "core/connectors/carriers/delhivery/delhivery_wire.h"
#include "core/connectors/carriers/dhl/dhl_wire.h"
#include "core/connectors/carriers/easypost/easypost_wire.h"
#include "core/connectors/carriers/fedex/fedex_wire.h"
#include "core/connectors/carriers/shipengine/shipengine_wire.h"
#include "core/connectors/carriers/shippo/shippo_wire.h"
#include "core/connectors/carriers/shiprocket/shiprocket_wire.h"
#include "core/connectors/carriers/ups/ups_wire.h"
#include "core/connectors/carriers/usps/usps_wire.h"
#include "core/connectors/carriers/wire_carrier.h"
#include "core/sandbox/carriers/carrier_service.h"
#include "tests/core/sim_clock.h"
#include "tests/simulation/world_exchange.h"

namespace crossdock::simulation {

/// One carrier of the sandbox and its connector, in virtual time.
struct CarrierScene {
    explicit CarrierScene(const QString &carrierName, const sandbox::CarrierWork &work = {}, quint64 seed = 1, sandbox::Limits limits = sandbox::Limits::Lifted)
        : name(carrierName)
        , world(specOf(carrierName, work, seed, limits), clock)
        , exchange(world, clock)
    {
        const sandbox::ChannelAccess access = world.carrierAccess().first();
        const carriers::Account account{{.name = *CarrierId::parse(name), .kind = access.kind, .url = access.url, .account = access.account}, access.secrets};
        port = std::make_unique<carriers::WireCarrier>(wireOf(access.kind), account, exchange, clock);
    }

    static sandbox::WorldSpec specOf(const QString &name, const sandbox::CarrierWork &work, quint64 seed, sandbox::Limits limits)
    {
        sandbox::WorldSpec spec;
        spec.seed = seed;
        spec.skus = 3;
        spec.limits = limits;
        spec.channels = sandbox::practiceChannels(1);
        for (sandbox::CarrierSpec carrier : sandbox::allCarriers())
            if (carrier.name == name) {
                carrier.work = work;
                spec.carriers.append(carrier);
            }
        return spec;
    }

    static carriers::CarrierWire wireOf(const QString &kind)
    {
        for (const carriers::CarrierWire &wire : {carriers::easyPostWire(), carriers::shippoWire(), carriers::shipEngineWire(), carriers::upsWire(), carriers::fedexWire(), carriers::uspsWire(), carriers::dhlWire(), carriers::amazonShippingWire(),
                                                  carriers::shiprocketWire(), carriers::delhiveryWire()})
            if (wire.kind == kind)
                return wire;
        Q_UNREACHABLE();
    }

    static rates::Shipment shipment(int pounds = 3, const QString &postcode = QStringLiteral("97205"), const QString &country = QStringLiteral("US"))
    {
        rates::Shipment shipment;
        shipment.shipDate = QDate(2026, 9, 21);
        shipment.from = {.country = QStringLiteral("US"), .postcode = QStringLiteral("12180"), .name = QStringLiteral("Ada Dock"), .street = QStringLiteral("1 River St"), .city = QStringLiteral("Troy"),
                         .region = QStringLiteral("NY"), .phone = QStringLiteral("5185550100")};
        shipment.to = {.country = country, .postcode = postcode, .name = QStringLiteral("Jo Doe"), .street = QStringLiteral("5 Hill Rd"), .city = QStringLiteral("Portland"), .region = QStringLiteral("OR"),
                       .phone = QStringLiteral("5035550100")};
        const rates::Length side = rates::Length::of(9, rates::LengthUnit::Inch);
        shipment.parcels = {{rates::Weight::of(pounds, rates::WeightUnit::Pound), rates::Dimensions{side, side, side}, false}};
        return shipment;
    }

    /// Inside the country where the carrier works.
    rates::Shipment usual(int pounds = 3, const QString &postcode = {})
    {
        if (book().tariff().onlyWithin != u"IN")
            return shipment(pounds, postcode.isEmpty() ? QStringLiteral("97205") : postcode);
        rates::Shipment shipment = CarrierScene::shipment(pounds, postcode.isEmpty() ? QStringLiteral("400001") : postcode, QStringLiteral("IN"));
        shipment.from.country = QStringLiteral("IN");
        shipment.from.postcode = QStringLiteral("110001");
        return shipment;
    }

    /// With what customs wants to know.
    static rates::Shipment abroad()
    {
        rates::Shipment shipment = CarrierScene::shipment(3, QStringLiteral("K1A0B1"), QStringLiteral("CA"));
        shipment.to.region = QStringLiteral("ON");
        shipment.customs = rates::Customs{.signer = QStringLiteral("Ada"),
                                          .items = {{QStringLiteral("Mug"), 2, rates::Weight::of(1, rates::WeightUnit::Pound), Money{2'500, QStringLiteral("USD")}, QStringLiteral("691110"), QStringLiteral("PT")}}};
        return shipment;
    }

    /// Runs until it is answered, or two minutes are over.
    template <class T>
    std::optional<T> wait(const std::function<void(std::function<void(T)>)> &ask)
    {
        std::optional<T> answer;
        ask([&](const T &got) { answer = got; });
        for (int i = 0; i < 120 && !answer; ++i)
            clock.pass(Milliseconds{1'000});
        return answer;
    }
    rates::Rated quote(const rates::Shipment &asked = shipment())
    {
        return wait<rates::Rated>([&](auto done) { port->quote(asked, deadline, done); }).value_or(rates::Rated());
    }
    labels::Answer<labels::Bought> buy(const rates::Quote &quote, const QString &reference = QStringLiteral("box-1"), labels::Format format = labels::Format::Zpl, const rates::Shipment &asked = shipment())
    {
        const auto answer = wait<labels::Answer<labels::Bought>>([&](auto done) { port->buy({reference, quote, asked, format}, deadline, done); });
        return answer ? *answer : tl::make_unexpected(labels::Failure{{Error::Code::Unreachable, {}, QStringLiteral("nothing at all")}, true});
    }
    /// The cheapest of the account's own prices.
    static rates::Quote cheapest(const rates::Rated &rated)
    {
        rates::Quote best;
        for (const rates::Quote &quote : rated.quotes)
            if (quote.priceType != u"list" && quote.priceType != u"retail" && (best.service.isEmpty() || quote.total.amount < best.total.amount))
                best = quote;
        return best;
    }
    static labels::Known known(const rates::Quote &quote, const labels::Bought &bought, const QString &reference = QStringLiteral("box-1"))
    {
        return {reference, quote.carrier, quote.service, quote.offer, bought.carrierId, bought.tracking, labels::Format::Zpl, shipment().shipDate};
    }
    QList<labels::TrackEvent> track(const labels::Known &label)
    {
        return way(label).events;
    }
    labels::Way way(const labels::Known &label)
    {
        const auto answer = wait<labels::Answer<labels::Way>>([&](auto done) { port->track(label, deadline, done); });
        return answer && *answer ? **answer : labels::Way();
    }
    std::optional<labels::Answer<labels::Refund>> refund(const labels::Known &label, bool isAsked = false)
    {
        return wait<labels::Answer<labels::Refund>>([&](auto done) { isAsked ? port->askRefund(label, deadline, done) : port->takeBack(label, deadline, done); });
    }
    /// What the carrier answers to a request that its connector does not make; at once or in a second.
    sandbox::Reply ask(const sandbox::Request &request)
    {
        sandbox::Reply answer{0, {}, {}};
        world.handle(name, request, [&](const std::optional<sandbox::Reply> &reply) { answer = reply.value_or(answer); });
        return answer;
    }
    sandbox::ParcelBook &book() { return world.carrier(name)->book(); }
    /// Charges by tracking number, as its invoice has them.
    QMap<QString, QString> billed()
    {
        QMap<QString, QString> charges;
        for (const QByteArray &line : book().invoice().split('\n').mid(1))
            if (const QByteArrayList cells = line.split(','); cells.size() > 5)
                charges.insert(QString::fromLatin1(cells.at(2)), QString::fromLatin1(cells.at(5)));
        return charges;
    }

    static constexpr Milliseconds deadline{20'000};
    QString name;
    tests::SimClock clock;
    sandbox::World world;
    WorldExchange exchange;
    std::unique_ptr<carriers::WireCarrier> port;
};

} // namespace crossdock::simulation
