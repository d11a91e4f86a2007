#pragma once

#include "app/engine/return_label_runner.h"
#include "core/inventory/fulfilment/labels/label_runner.h"
#include "tests/core/workshop.h"
#include "tests/simulation/sim_inventory.h"

namespace crossdock::tests {

inline const OrderId order{channel(u"web"), u"1"_s};

/// A carrier that sells as it is told, and counts what it sold.
class ReturnCounter : public fulfilment::CarrierPort
{
public:
    explicit ReturnCounter(Clock &clock)
        : m_clock(clock)
    {
    }
    fulfilment::CarrierTraits traits() const override
    {
        fulfilment::CarrierTraits traits;
        traits.sellsLabels = traits.takesReturns = true;
        traits.findsLabels = !isVague;
        return traits;
    }
    void quote(const rates::Shipment &, Milliseconds, std::function<void(rates::Rated)> done) override { done({}); }
    void buy(const labels::Purchase &purchase, Milliseconds, Done<labels::Bought> done) override
    {
        ++asked;
        wish = purchase;
        if (!refusal.isEmpty())
            return later([done, words = refusal, maybe = isVague] { done(tl::make_unexpected(labels::Failure{{Error::Code::Rejected, {}, words}, maybe})); });
        sold = labels::Bought{u"pl_1"_s, u"T1"_s, Money{800, u"EUR"_s}, {labels::Format::Pdf, isLateWithPaper ? QByteArray() : QByteArray("%PDF-1.4")}};
        if (!isMute)
            later([this, done] { done(*sold); });
    }
    void find(const labels::Known &, Milliseconds, Done<std::optional<labels::Bought>> done) override
    {
        if (sold)
            sold->document.bytes = "%PDF-1.4";
        later([this, done] { done(sold); });
    }

    void hangUp() { m_line = std::make_unique<QObject>(); } ///< who asked is gone

    int asked = 0;
    bool isMute = false, isLateWithPaper = false, isVague = false; ///< isVague: it may have sold, and cannot be asked
    QString refusal;
    labels::Purchase wish;
    std::optional<labels::Bought> sold;

private:
    void later(std::function<void()> action) { m_clock.after(Milliseconds{100}, m_line.get(), std::move(action)); }
    Clock &m_clock;
    std::unique_ptr<QObject> m_line = std::make_unique<QObject>();
};

inline rates::Quote quoteOf(const QString &service, qint64 cents, const QString &via = u"broker"_s)
{
    rates::Quote quote;
    quote.carrier = u"usps"_s;
    quote.service = service;
    quote.source = rates::Quote::Source::Live;
    quote.priceType = u"account"_s;
    quote.via = via;
    quote.offer = u"shp/"_s + service;
    quote.total = {cents, u"EUR"_s};
    quote.charges = {{u"unitemised"_s, quote.total, 0}};
    return quote;
}

/// What the shop and its buyer tell.
struct ReturnSet {
    qint64 grams = 400;
    QString email = u"ada@example.com"_s, country = u"US"_s, city = u"Albany"_s;
};

/// A shop with an order of two mugs that has left, a return of both, and an engine that buys.
struct ReturnScene {
    explicit ReturnScene(const store::Source &source, const ReturnSet &set = {})
        : shop(source)
        , inventory(*shop.core, shop.answers, shop.clock)
        , carrier(shop.clock)
    {
        rated.quotes = {quoteOf(u"Priority"_s, 1'100), quoteOf(u"Ground"_s, 850)};
        NodeDetails place;
        place.country = u"US"_s;
        place.postcode = u"12207"_s;
        place.region = u"NY"_s;
        place.city = set.city;
        place.street = u"9 Pier"_s;
        place.sender = u"Dock"_s;
        shop.must(command::DefineNode{node(u"main"), u"warehouse"_s, {}, place});
        command::DefineSku mug;
        mug.sku = sku(u"MUG-1");
        mug.name = u"Mug"_s;
        mug.weightG = set.grams;
        shop.must(mug);
        shop.must(command::ReceiveStock{mug.sku, node(u"main"), 10});
        shop.list(u"web", u"MUG-1");
        ChannelOrder sold = orderOf(u"1"_s, {{u"1"_s, u"MUG-1", 2}});
        sold.buyer = {u"Ada Buyer"_s, set.email, {}, u"1 Road"_s, u"Troy"_s, u"NY"_s, u"12180"_s, set.country};
        shop.must(command::RecordOrder{sold, {}, {}});
        shop.must(command::ShipOrder{order, {}});
        channels::Return asked;
        asked.number = u"77"_s;
        asked.title = u"#1001-R1"_s;
        asked.lines = {{u"1"_s, 2}};
        asked.requestedAt = shop.clock.now();
        shop.must(command::RecordAfterSale{order, asked});
        shop.must(command::AddCarrier{{*CarrierId::parse(u"broker"), u"easypost"_s, {}, {}}});
        shop.must(command::SetMailServer{u"127.0.0.1"_s, 25, {}, u"shop@example.com"_s, false});
        start();
    }

    /// As after a start of the program: what it knew by heart is gone.
    void start()
    {
        runner.reset();
        carrier.hangUp();
        seller = std::make_unique<labels::LabelRunner>(inventory, shop.clock);
        const app::ReturnLabelRunner::Hands hands{
            [this](const rates::Shipment &shipment, QObject *context, auto done) {
                ++quoted;
                shipped = shipment;
                shop.clock.after(Milliseconds{50}, context, [this, done] { done(rated); });
            },
            [this](const Request &want, const rates::Shipment &shipment, QObject *, auto done) { seller->buy(carrier, want, shipment, done); },
            [this](qint64 label, QObject *, auto done) { seller->lookAfter(carrier, label, done); }};
        runner = std::make_unique<app::ReturnLabelRunner>(inventory, shop.clock, hands);
        QObject::connect(&inventory, &Inventory::happened, runner.get(), &app::ReturnLabelRunner::take);
    }
    void send() { shop.must(command::SendReturnLabel{order, u"77"_s}); }
    void pass(Milliseconds span = std::chrono::seconds(10)) { shop.passWithAnswers(span); }
    ReturnRow row() { return shop.ask(query::Returns{.order = order}).first(); }
    QList<labels::Label> labelsOfIt() { return shop.ask(query::Labels{.order = order, .ofReturns = true}); }
    QList<Notice> notices(const QString &via)
    {
        QList<Notice> all = shop.ask(query::Notices{});
        all.removeIf([&](const Notice &one) { return one.via != via; });
        return all;
    }
    int entriesOf(const QString &what)
    {
        query::Trail query;
        query.filter.what = what;
        return static_cast<int>(shop.ask(query).entries.size());
    }

    Workshop shop;
    simulation::SimInventory inventory;
    ReturnCounter carrier;
    rates::Rated rated;
    rates::Shipment shipped;
    int quoted = 0;
    std::unique_ptr<labels::LabelRunner> seller;
    std::unique_ptr<app::ReturnLabelRunner> runner;
};

} // namespace crossdock::tests
