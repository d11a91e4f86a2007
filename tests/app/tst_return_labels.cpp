#include "app/engine/return_label_runner.h"
#include "core/inventory/fulfilment/labels/label_runner.h"
#include "tests/core/workshop.h"
#include "tests/simulation/sim_inventory.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::tests;
using channels::Return;
using labels::Label;
using StateOfLabel = labels::ReturnLabel::State;

namespace {

const OrderId order{channel(u"web"), u"1"_s};

/// A carrier that sells as it is told, and counts what it sold.
class Counter : public fulfilment::CarrierPort
{
public:
    explicit Counter(Clock &clock)
        : m_clock(clock)
    {
    }
    fulfilment::CarrierTraits traits() const override
    {
        fulfilment::CarrierTraits traits;
        traits.sellsLabels = traits.findsLabels = traits.takesReturns = true;
        return traits;
    }
    void quote(const rates::Shipment &, Milliseconds, std::function<void(rates::Rated)> done) override { done({}); }
    void buy(const labels::Purchase &purchase, Milliseconds, Done<labels::Bought> done) override
    {
        ++asked;
        wish = purchase;
        if (!refusal.isEmpty())
            return later([done, words = refusal] { done(tl::make_unexpected(labels::Failure{{Error::Code::Rejected, {}, words}, false})); });
        sold = labels::Bought{u"pl_1"_s, u"T1"_s, Money{800, u"USD"_s}, {labels::Format::Pdf, isLateWithPaper ? QByteArray() : QByteArray("%PDF-1.4")}};
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
    bool isMute = false, isLateWithPaper = false;
    QString refusal;
    labels::Purchase wish;
    std::optional<labels::Bought> sold;

private:
    void later(std::function<void()> action) { m_clock.after(Milliseconds{100}, m_line.get(), std::move(action)); }
    Clock &m_clock;
    std::unique_ptr<QObject> m_line = std::make_unique<QObject>();
};

rates::Quote quoteOf(const QString &service, qint64 cents, const QString &via = u"broker"_s)
{
    rates::Quote quote;
    quote.carrier = u"usps"_s;
    quote.service = service;
    quote.source = rates::Quote::Source::Live;
    quote.priceType = u"account"_s;
    quote.via = via;
    quote.offer = u"shp/"_s + service;
    quote.total = {cents, u"USD"_s};
    quote.charges = {{u"unitemised"_s, quote.total, 0}};
    return quote;
}

struct Set {
    qint64 grams = 400;
    QString email = u"ada@example.com"_s, country = u"US"_s, city = u"Albany"_s;
};

/// A shop with an order of two mugs that has left, a return of both, and an engine that buys.
struct Scene {
    explicit Scene(const store::Source &source, const Set &set = {})
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
        Return asked;
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
    QList<Label> labelsOfIt() { return shop.ask(query::Labels{.order = order, .ofReturns = true}); }
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
    Counter carrier;
    rates::Rated rated;
    rates::Shipment shipped;
    int quoted = 0;
    std::unique_ptr<labels::LabelRunner> seller;
    std::unique_ptr<app::ReturnLabelRunner> runner;
};

} // namespace

Q_DECLARE_METATYPE(Set)

/// Labels for what buyers send back: bought once, whatever happens, and handed over by e-mail.
class ReturnLabelsTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void isBoughtAndSent()
    {
        CROSSDOCK_OPEN(Scene, scene);
        scene.send();
        QCOMPARE(scene.row().label.state, StateOfLabel::Wanted);
        scene.pass();
        QCOMPARE(scene.carrier.asked, 1);
        QVERIFY(scene.shipped.isReturn);
        QCOMPARE(scene.shipped.to.street, u"1 Road"_s); // the way out: its carrier turns it round
        QCOMPARE(scene.shipped.from.street, u"9 Pier"_s);
        QCOMPARE(scene.shipped.parcels.first().weight, rates::Weight::of(800, rates::WeightUnit::Gram));
        QCOMPARE(scene.carrier.wish.quote.service, u"Ground"_s); // the cheapest
        QVERIFY(scene.carrier.wish.shipment.isReturn);
        QCOMPARE(scene.labelsOfIt().size(), 1);
        QCOMPARE(scene.labelsOfIt().first().state, Label::State::Bought);
        QCOMPARE(scene.labelsOfIt().first().returned, u"77"_s);
        QVERIFY(scene.shop.ask(query::Labels{.order = order}).isEmpty()); // none of the order's own boxes
        QCOMPARE(scene.row().label.state, StateOfLabel::Bought);
        const QList<Notice> mails = scene.notices(u"email"_s);
        QCOMPARE(mails.size(), 1);
        QCOMPARE(mails.first().order, std::optional(order));
        QCOMPARE(mails.first().label, scene.labelsOfIt().first().label);
        QCOMPARE(mails.first().state, Notice::State::Waiting);
        QVERIFY(!scene.shop.perform(command::SendReturnLabel{order, u"77"_s})); // its mail is on its way
        scene.shop.must(command::SettleNotice{mails.first().notice, command::SettleNotice::What::Sent, {}});
        QCOMPARE(scene.row().label.state, StateOfLabel::Sent);
        QCOMPARE(scene.entriesOf(u"return.label_sent"_s), 1);
        QVERIFY(!scene.shop.perform(command::SendReturnLabel{order, u"77"_s}));
        QVERIFY(scene.shop.balances());
    }

    /// What the ledger says is all that counts: whoever looks, and how often the program ended in between.
    void isBoughtOnce_data()
    {
        QTest::addColumn<int>("endsAfter"); // milliseconds; -1: never
        QTest::addColumn<bool>("isMute");
        QTest::newRow("asked twice at once") << -1 << false;
        QTest::newRow("the program ends before prices came") << 20 << false;
        QTest::newRow("the program ends while its carrier sells") << 100 << false;
        QTest::newRow("its carrier sells and does not answer") << 200 << true;
        QTest::newRow("the program ends after the purchase") << 5'000 << false;
    }
    void isBoughtOnce()
    {
        QFETCH(int, endsAfter);
        QFETCH(bool, isMute);
        CROSSDOCK_OPEN(Scene, scene);
        scene.carrier.isMute = isMute;
        scene.send();
        scene.runner->look();
        if (endsAfter >= 0) {
            scene.pass(Milliseconds(endsAfter));
            scene.start();
        }
        scene.runner->look();
        scene.pass();
        scene.pass(std::chrono::minutes(3)); // longer than another engine may be at work on it
        for (const Label &label : scene.shop.ask(query::Labels{.onlyOpen = true})) // as the engine does from time to time
            scene.seller->lookAfter(scene.carrier, label.label, [](const Result<Label> &) {});
        scene.pass();
        scene.runner->look();
        scene.pass();
        QCOMPARE(scene.carrier.asked, 1);
        QCOMPARE(scene.labelsOfIt().size(), 1);
        QCOMPARE(scene.labelsOfIt().first().state, Label::State::Bought);
        QCOMPARE(scene.row().label.state, StateOfLabel::Bought);
        QCOMPARE(scene.notices(u"email"_s).size(), 1);
        QCOMPARE(scene.entriesOf(u"label.want"_s), 1);
    }

    void whatIsNotBoughtIsTold_data()
    {
        QTest::addColumn<Set>("set");
        QTest::addColumn<rates::Rated>("rated");
        QTest::addColumn<QString>("refusal"); // of the purchase
        QTest::addColumn<QString>("words");
        const rates::Rated good{{quoteOf(u"Ground"_s, 850)}, {}, {}};
        QTest::newRow("no weight") << Set{.grams = 0} << good << QString() << u"nobody said what MUG-1 weighs"_s;
        QTest::newRow("no address of ours") << Set{.city = {}} << good << QString() << u"the city of main is not known"_s;
        QTest::newRow("no address of the buyer's") << Set{.email = {}} << good << QString() << u"the buyer's e-mail address"_s;
        QTest::newRow("over a border") << Set{.country = u"CA"_s} << good << QString() << u"meets customs"_s;
        QTest::newRow("nobody sells one") << Set{} << rates::Rated{{}, {{u"usps"_s, {}, u"no returns from 1 Road"_s}}, {}} << QString() << u"usps: no returns from …"_s;
        QTest::newRow("nobody has a price") << Set{} << rates::Rated{} << QString() << u"no carrier sells a label for it"_s;
        QTest::newRow("the purchase is refused") << Set{} << good << u"Insufficient balance"_s << u"Insufficient balance"_s;
    }
    void whatIsNotBoughtIsTold()
    {
        QFETCH(Set, set);
        QFETCH(rates::Rated, rated);
        QFETCH(QString, refusal);
        QFETCH(QString, words);
        CROSSDOCK_OPEN(Scene, scene, set);
        scene.rated = rated;
        scene.carrier.refusal = refusal;
        scene.send();
        scene.pass();
        QCOMPARE(scene.row().label.state, StateOfLabel::Refused);
        QVERIFY2(scene.row().label.words.contains(words), qPrintable(scene.row().label.words));
        const QList<Notice> tasks = scene.notices(u"app"_s);
        QCOMPARE(tasks.size(), 1);
        QCOMPARE(tasks.first().kind, u"task"_s);
        QVERIFY2(tasks.first().text.contains(words), qPrintable(tasks.first().text));
        QVERIFY(scene.notices(u"email"_s).isEmpty());
        scene.send(); // once that is mended it can be wanted again
        QCOMPARE(scene.row().label.state, StateOfLabel::Wanted);
    }

    void keepsToTheAccount()
    {
        CROSSDOCK_OPEN(Scene, scene);
        scene.shop.must(command::AddCarrier{{*CarrierId::parse(u"dear"), u"shippo"_s, {}, {}}});
        scene.rated.quotes.append(quoteOf(u"Ground"_s, 1'300, u"dear"_s));
        scene.shop.must(command::SendReturnLabel{order, u"77"_s, *CarrierId::parse(u"dear")});
        scene.pass();
        QCOMPARE(scene.labelsOfIt().size(), 1);
        QCOMPARE(scene.labelsOfIt().first().account.text(), u"dear"_s);
    }

    /// A carrier that is silent is asked again, and a document that comes late is sent once it is there.
    void waitsForAnswers()
    {
        CROSSDOCK_OPEN(Scene, scene);
        scene.carrier.isLateWithPaper = true;
        const rates::Rated good = std::exchange(scene.rated, {{}, {}, {{u"broker"_s, u"no answer in 20000 ms"_s}}});
        scene.send();
        scene.pass();
        QCOMPARE(scene.row().label.state, StateOfLabel::Wanted);
        scene.rated = good;
        scene.pass(std::chrono::minutes(6));
        QCOMPARE(scene.quoted, 2);
        QCOMPARE(scene.row().label.state, StateOfLabel::Bought);
        scene.runner->look();
        scene.pass();
        QCOMPARE(scene.carrier.asked, 1);
        QVERIFY(scene.labelsOfIt().first().hasDocument);
        QCOMPARE(scene.notices(u"email"_s).size(), 1);
    }

    /// A mail that no server took goes out again, with the label that was bought.
    void isSentAgain()
    {
        CROSSDOCK_OPEN(Scene, scene);
        scene.send();
        scene.pass();
        scene.shop.must(command::SettleNotice{scene.notices(u"email"_s).first().notice, command::SettleNotice::What::Failed, u"550: no such user"_s});
        QCOMPARE(scene.row().label.state, StateOfLabel::Bought);
        scene.send();
        scene.pass();
        QCOMPARE(scene.carrier.asked, 1);
        const QList<Notice> mails = scene.notices(u"email"_s);
        QCOMPARE(mails.size(), 2);
        QCOMPARE(mails.first().label, mails.last().label);
    }

    void isNotWanted_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("why");
        QTest::newRow("no such return") << u"number"_s << u"it has no return 78"_s;
        QTest::newRow("a declined one") << u"declined"_s << u"its return 77 is rejected"_s;
        QTest::newRow("no mail server") << u"mail"_s << u"no mail server is set up"_s;
        QTest::newRow("an account that sells none") << u"account"_s << u"accounts with EasyPost, Shippo and UPS sell them"_s;
        QTest::newRow("no account at all") << u"none"_s << u"accounts with EasyPost, Shippo and UPS sell them"_s;
        QTest::newRow("wanted before") << u"twice"_s << u"a label for return 77 is being bought"_s;
    }
    void isNotWanted()
    {
        QFETCH(QString, what);
        QFETCH(QString, why);
        CROSSDOCK_OPEN(Scene, scene);
        command::SendReturnLabel wish{order, u"77"_s};
        if (what == u"number")
            wish.returned = u"78"_s;
        if (what == u"declined") {
            Return told = scene.row().what;
            told.state = Return::State::Rejected;
            scene.shop.must(command::RecordAfterSale{order, told});
        }
        if (what == u"mail")
            scene.shop.must(command::SetMailServer{});
        if (what == u"account") {
            wish.carrier = *CarrierId::parse(u"post");
            scene.shop.must(command::AddCarrier{{*wish.carrier, u"usps"_s, {}, {}}});
        }
        if (what == u"none")
            scene.shop.must(command::RemoveCarrier{*CarrierId::parse(u"broker")});
        if (what == u"twice")
            scene.send();
        const auto entry = scene.shop.perform(wish);
        QVERIFY(!entry);
        QVERIFY2(entry.error().detail.contains(why), qPrintable(entry.error().detail));
    }

    /// What comes back is no parcel of the order's: rules of shipments and the packing bench do not see it.
    void isNoShipment()
    {
        CROSSDOCK_OPEN(Scene, scene);
        scene.send();
        scene.pass();
        const Label label = scene.labelsOfIt().first();
        QCOMPARE(scene.shop.ask(query::Labels{.label = label.label}).size(), 1);
        QCOMPARE(scene.shop.ask(query::Labels{.onTheRoadAfter = 0}).size(), 1); // followed on its way
        QVERIFY(scene.shop.ask(query::Labels{.lateAt = scene.shop.clock.now() + std::chrono::days(90)}).isEmpty());
        scene.shop.must(command::RecordTracking{label.label, {{{scene.shop.clock.now(), labels::Progress::Delivered, u"Delivered"_s, {}}}}});
        QVERIFY(scene.shop.ask(query::Transit{}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(ReturnLabelsTest)
#include "tst_return_labels.moc"
