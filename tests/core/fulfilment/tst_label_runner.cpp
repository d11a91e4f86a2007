#include "core/inventory/fulfilment/labels/label_runner.h"
#include "tests/core/workshop.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::tests;
using labels::Label;

namespace {

/// The ledger of a workshop behind the door that everybody uses.
class Door : public Inventory
{
public:
    explicit Door(Workshop &shop)
        : m_shop(shop)
    {
    }
    void perform(Request request, QObject *, Done<Entry> done) override
    {
        m_shop.core->perform({std::move(request)}, [done](const Result<QList<Entry>> &all) { done(all.map([](const QList<Entry> &entries) { return entries.first(); })); });
    }
    void performAll(QList<Request> requests, QObject *, Done<QList<Entry>> done) override { m_shop.core->perform(std::move(requests), done); }

protected:
    void read(Job job) override { job(m_shop.answers); }

private:
    Workshop &m_shop;
};

/// A carrier that answers as it is told, and counts what it sold.
class FakePort : public fulfilment::CarrierPort
{
public:
    explicit FakePort(Clock &clock)
        : m_clock(clock)
    {
    }
    fulfilment::CarrierTraits traits() const override
    {
        fulfilment::CarrierTraits traits;
        traits.sellsLabels = true;
        traits.findsLabels = findsLabels;
        traits.tracks = true;
        traits.tellsRefunds = tellsRefunds;
        traits.voidDays = 30;
        return traits;
    }
    void quote(const rates::Shipment &, Milliseconds, std::function<void(rates::Rated)> done) override { done({}); }
    void buy(const labels::Purchase &purchase, Milliseconds, Done<labels::Bought> done) override
    {
        ++asked;
        if (sells)
            sold = labels::Bought{u"pl_1"_s, u"T1"_s, Money{800, u"USD"_s}, {labels::Format::Zpl, "^XA^XZ"}};
        reference = purchase.reference;
        if (!isMute)
            later([this, done] { answers ? done(*sold) : done(tl::make_unexpected(failure)); });
    }
    void find(const labels::Known &label, Milliseconds, Done<std::optional<labels::Bought>> done) override
    {
        ++looks;
        QCOMPARE(label.reference, reference);
        later([this, done] { isReachable ? done(looks >= foundAt ? sold : std::nullopt) : done(tl::make_unexpected(labels::Failure{{Error::Code::Unreachable, {}, u"no answer"_s}, false})); });
    }
    void track(const labels::Known &, Milliseconds, Done<labels::Way> done) override
    {
        later([done] { done(labels::Way{{labels::TrackEvent{second(50), labels::Progress::InTransit, u"left"_s, {}}}}); });
    }
    tl::expected<labels::WayTold, channels::Refusal> readDelivery(const channels::Delivery &, Time) const override { return told; }
    void takeBack(const labels::Known &, Milliseconds, Done<labels::Refund> done) override
    {
        ++voids;
        later([this, done] { done(refund); });
    }
    void askRefund(const labels::Known &, Milliseconds, Done<labels::Refund> done) override
    {
        later([this, done] { done(refundLater); });
    }

    int asked = 0, looks = 0, voids = 0, foundAt = 1;
    bool sells = true, answers = true, isMute = false, findsLabels = true, isReachable = true, tellsRefunds = true;
    labels::Failure failure{{Error::Code::Unreachable, {}, u"no answer in 30 s"_s}, true};
    std::optional<labels::Bought> sold;
    QString reference;
    tl::expected<labels::WayTold, channels::Refusal> told = labels::WayTold{};
    labels::Answer<labels::Refund> refund = labels::Refund{labels::Refund::What::Asked, u"submitted"_s}, refundLater = labels::Refund{labels::Refund::What::Asked, u"submitted"_s};

private:
    void later(std::function<void()> action) { m_clock.after(Milliseconds{100}, this, std::move(action)); }
    Clock &m_clock;
};

} // namespace

/// From the wish to the refund, with carriers that answer late, twice or never, and programs that end in between.
class LabelRunnerTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

    static void open(Workshop &shop)
    {
        shop.define(u"A", 10);
        shop.list(u"web", u"A");
        shop.must(command::AddCarrier{{*CarrierId::parse(u"broker"), u"easypost"_s, {}, {}}});
        shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"1"_s, u"A", 2}}), {}, {}});
    }
    static Request want(const QString &key = u"k1"_s)
    {
        rates::Quote quote;
        quote.carrier = u"usps"_s;
        quote.service = u"Ground"_s;
        quote.via = u"broker"_s;
        quote.offer = u"shp/rate"_s;
        quote.total = {850, u"USD"_s};
        return {key, {Actor::Kind::Person, u"tester"_s}, {}, 0,
                command::WantLabel{{channel(u"web"), u"1"_s}, {node(u"main"), 1, rates::Weight::of(500, rates::WeightUnit::Gram), {}, {{sku(u"A"), 2}}}, quote, QDate(2026, 11, 29), labels::Format::Zpl}};
    }
    static rates::Shipment shipment()
    {
        rates::Shipment shipment;
        shipment.to.name = u"Ada Buyer"_s;
        return shipment;
    }
    static QString state(Workshop &shop)
    {
        const auto all = shop.ask(query::Labels{});
        return all.isEmpty() ? u"none"_s : nameOf(all.first().state);
    }
    static void pass(Workshop &shop, int seconds)
    {
        for (int i = 0; i < seconds * 5; ++i) {
            shop.clock.pass(Milliseconds{200});
            QCoreApplication::processEvents(); // answers come to the thread of who asked
        }
    }

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void buys_data()
    {
        using Change = std::function<void(FakePort &)>;
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const Change &change, const QString &first, const QString &after, const QString &words) { QTest::newRow(name) << change << first << after << words; };
        row("answered", [](FakePort &) {}, u"bought"_s, u"bought"_s, {});
        row("refused, in words that name the buyer", [](FakePort &p) {
            p.answers = p.sells = false;
            p.failure = {{Error::Code::Rejected, {}, u"no street for ada buyer"_s}, false};
        }, u"refused"_s, u"refused"_s, u"no street for …"_s);
        row("the answer was lost, and it had sold", [](FakePort &p) { p.answers = false; }, u"bought"_s, u"bought"_s, {});
        row("the answer was lost, and the sale came later", [](FakePort &p) {
            p.answers = false;
            p.foundAt = 2;
        }, u"wanted"_s, u"bought"_s, {});
        row("the question was lost", [](FakePort &p) { p.answers = p.sells = false; }, u"wanted"_s, u"refused"_s, u"no answer came, and its carrier has sold no such label"_s);
        row("nobody can be asked", [](FakePort &p) { p.answers = p.isReachable = false; }, u"wanted"_s, u"wanted"_s, {});
        row("it cannot be asked at all", [](FakePort &p) { p.answers = p.findsLabels = false; }, u"unsure"_s, u"unsure"_s, u"no answer in 30 s"_s);
    }

    void buys()
    {
        QFETCH(std::function<void(FakePort &)>, change);
        QFETCH(QString, first);
        QFETCH(QString, after);
        QFETCH(QString, words);
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        Door door(shop);
        FakePort port(shop.clock);
        change(port);
        labels::LabelRunner runner(door, shop.clock);
        QStringList answers;
        runner.buy(port, want(), shipment(), [&](const Result<Label> &label) { answers.append(label ? nameOf(label->state) : label.error().detail); });
        pass(shop, 5);
        QCOMPARE(answers, QStringList{first});
        pass(shop, 200);
        QCOMPARE(state(shop), after);
        QCOMPARE(shop.ask(query::Labels{}).first().words, words);
        QCOMPARE(port.asked, 1);
        QCOMPARE(answers.size(), 1);
        if (after == u"bought")
            QVERIFY(shop.ask(query::Labels{}).first().voidUntil);
    }

    void sameKeyBuysOnce()
    {
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        Door door(shop);
        FakePort port(shop.clock);
        labels::LabelRunner runner(door, shop.clock);
        int answers = 0;
        for (int i = 0; i < 2; ++i)
            runner.buy(port, want(), shipment(), [&](const Result<Label> &label) { answers += label ? 1 : 0; });
        pass(shop, 3);
        runner.buy(port, want(), shipment(), [&](const Result<Label> &label) { answers += label && label->tracking == u"T1" ? 1 : 0; });
        pass(shop, 3);
        QCOMPARE(port.asked, 1);
        QCOMPARE(answers, 3);
    }

    /// The program ends between the question and the answer. The next one asks how it fared.
    void neverBuysTwiceAcrossACrash_data()
    {
        QTest::addColumn<bool>("wasSold");
        QTest::addColumn<bool>("findsLabels");
        QTest::addColumn<QString>("after");
        QTest::newRow("sold") << true << true << u"bought"_s;
        QTest::newRow("not sold") << false << true << u"refused"_s;
        QTest::newRow("a carrier that cannot be asked") << true << false << u"unsure"_s;
    }

    void neverBuysTwiceAcrossACrash()
    {
        QFETCH(bool, wasSold);
        QFETCH(bool, findsLabels);
        QFETCH(QString, after);
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        Door door(shop);
        FakePort port(shop.clock);
        port.isMute = true;
        port.sells = wasSold;
        port.findsLabels = findsLabels;
        {
            labels::LabelRunner runner(door, shop.clock);
            runner.buy(port, want(), shipment(), [](const Result<Label> &) { QFAIL("nobody is there to hear it"); });
            pass(shop, 2);
        }
        QCOMPARE(port.asked, 1);
        labels::LabelRunner next(door, shop.clock);
        const qint64 number = shop.ask(query::Labels{.onlyOpen = true}).first().label;
        QStringList answers;
        const auto hear = [&](const Result<Label> &label) { answers.append(label ? nameOf(label->state) : label.error().detail); };
        next.lookAfter(port, number, hear); // another engine may still be at work on it
        pass(shop, 130);
        next.lookAfter(port, number, hear);
        pass(shop, 2);
        QCOMPARE(answers, (QStringList{u"wanted"_s, after}));
        next.buy(port, want(), shipment(), hear); // the person who pressed the key again
        pass(shop, 2);
        QCOMPARE(port.asked, 1);
        QCOMPARE(state(shop), after);
    }

    /// Nobody knows how a purchase fared: whoever asks after it is told at once, and one question at a time is under way.
    void asksAfterAnUnsurePurchase_data()
    {
        using Change = std::function<void(FakePort &)>;
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("told");
        QTest::addColumn<int>("looks"); // until both were told
        QTest::addColumn<QString>("after");
        const auto row = [](const char *name, const Change &change, const QString &told, int looks, const QString &after) { QTest::newRow(name) << change << told << looks << after; };
        row("it was sold", [](FakePort &) {}, u"bought"_s, 1, u"bought"_s);
        row("it was not", [](FakePort &port) { port.sold = {}; }, u"refused"_s, 1, u"refused"_s);
        row("the carrier does not answer", [](FakePort &port) { port.isReachable = false; }, u"unsure"_s, 1, u"unsure"_s);
        row("it cannot be asked", [](FakePort &port) { port.findsLabels = false; }, u"unsure"_s, 0, u"unsure"_s);
    }

    void asksAfterAnUnsurePurchase()
    {
        QFETCH(std::function<void(FakePort &)>, change);
        QFETCH(QString, told);
        QFETCH(int, looks);
        QFETCH(QString, after);
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        Door door(shop);
        FakePort port(shop.clock);
        port.answers = port.findsLabels = false;
        labels::LabelRunner runner(door, shop.clock);
        runner.buy(port, want(), shipment(), [](const Result<Label> &) {});
        pass(shop, 3);
        QCOMPARE(state(shop), u"unsure"_s);
        const qint64 number = shop.ask(query::Labels{}).first().label;
        port.findsLabels = true;
        change(port);
        QStringList answers;
        for (int i = 0; i < 2; ++i)
            runner.lookAfter(port, number, [&](const Result<Label> &label) { answers.append(label ? nameOf(label->state) : label.error().detail); });
        pass(shop, 3);
        QCOMPARE(answers.size(), 2);
        QCOMPARE(answers.contains(told), true);
        QCOMPARE(port.looks, looks);
        QCOMPARE(state(shop), after);
        QCOMPARE(port.asked, 1);
        port.isReachable = true;
        if (after == u"unsure" && port.findsLabels) {
            pass(shop, 320); // it is asked again by itself
            QCOMPARE(state(shop), u"bought"_s);
            QCOMPARE(port.looks, looks + 1);
        }
    }

    /// What a carrier tells by itself enters the ledger if it is signed and about a parcel of that account's.
    void hears_data()
    {
        using Told = tl::expected<labels::WayTold, channels::Refusal>;
        QTest::addColumn<Told>("told");
        QTest::addColumn<QString>("account");
        QTest::addColumn<QString>("answer");
        QTest::addColumn<QString>("progress");
        const labels::Way way{{{second(40), labels::Progress::InTransit, u"left"_s, {}}}};
        const auto row = [](const char *name, const Told &told, const QString &account, const QString &answer, const QString &progress) { QTest::newRow(name) << told << account << answer << progress; };
        row("of our parcel", labels::WayTold{u"T1"_s, way}, u"broker"_s, u"taken"_s, u"in_transit"_s);
        row("of another account's parcel", labels::WayTold{u"T1"_s, way}, u"other"_s, u"taken"_s, u"unknown"_s);
        row("of a parcel that is not ours", labels::WayTold{u"T7"_s, way}, u"broker"_s, u"taken"_s, u"unknown"_s);
        row("of something else", labels::WayTold{}, u"broker"_s, u"taken"_s, u"unknown"_s);
        row("not signed", tl::make_unexpected(channels::Refusal::BadSignature), u"broker"_s, u"its message is not signed"_s, u"unknown"_s);
        row("not to be read", tl::make_unexpected(channels::Refusal::Unreadable), u"broker"_s, u"its message cannot be read"_s, u"unknown"_s);
    }

    void hears()
    {
        using Told = tl::expected<labels::WayTold, channels::Refusal>;
        QFETCH(Told, told);
        QFETCH(QString, account);
        QFETCH(QString, answer);
        QFETCH(QString, progress);
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        Door door(shop);
        FakePort port(shop.clock);
        port.told = told;
        labels::LabelRunner runner(door, shop.clock);
        runner.buy(port, want(), shipment(), [](const Result<Label> &) {});
        pass(shop, 2);
        QString said;
        runner.hear(port, *CarrierId::parse(account), {*ChannelId::parse(account), {}, {}, {}, {}, {}}, [&](const Result<> &taken) { said = taken ? u"taken"_s : taken.error().detail; });
        pass(shop, 2);
        QCOMPARE(said, answer);
        QCOMPARE(nameOf(shop.ask(query::Labels{}).first().progress), progress);
    }

    /// A person found the label at its carrier. What the carrier knows of it comes later, and the parcel is followed meanwhile.
    void completesWhatAPersonFound_data()
    {
        QTest::addColumn<bool>("isReachable");
        QTest::addColumn<QString>("carrierId");
        QTest::newRow("its carrier tells the rest") << true << u"pl_1"_s;
        QTest::newRow("its carrier does not answer") << false << QString();
    }

    void completesWhatAPersonFound()
    {
        QFETCH(bool, isReachable);
        QFETCH(QString, carrierId);
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        Door door(shop);
        FakePort port(shop.clock);
        port.answers = port.findsLabels = false;
        labels::LabelRunner runner(door, shop.clock);
        runner.buy(port, want(), shipment(), [](const Result<Label> &) {});
        pass(shop, 3);
        const qint64 number = shop.ask(query::Labels{}).first().label;
        shop.must(command::DecideLabel{number, true, u"T1"_s});
        shop.must(command::ShipOrder{{channel(u"web"), u"1"_s}, u"T1"_s});
        port.findsLabels = true;
        port.isReachable = isReachable;
        QStringList answers;
        runner.lookAfter(port, number, [&](const Result<Label> &label) { answers.append(label ? nameOf(label->progress) : label.error().detail); });
        pass(shop, 3);
        QCOMPARE(answers, QStringList{u"in_transit"_s});
        const Label label = shop.ask(query::Labels{}).first();
        QCOMPARE(label.carrierId, carrierId);
        QCOMPARE(label.voidUntil.has_value(), isReachable);
        QCOMPARE(label.cost.has_value(), isReachable);
    }

    /// The wish is on the disk, and the program ended before the carrier was asked.
    void wasNeverAsked()
    {
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        Door door(shop);
        FakePort port(shop.clock);
        shop.must(want().command);
        labels::LabelRunner runner(door, shop.clock);
        runner.lookAfter(port, shop.ask(query::Labels{}).first().label, [](const Result<Label> &) {});
        pass(shop, 2);
        QCOMPARE(state(shop), u"refused"_s);
        QCOMPARE(port.asked, 0);
    }

    void takesBack_data()
    {
        using Answer = labels::Answer<labels::Refund>;
        using What = labels::Refund::What;
        QTest::addColumn<Answer>("first");
        QTest::addColumn<Answer>("later");
        QTest::addColumn<QString>("stateFirst");
        QTest::addColumn<QString>("stateLater");
        QTest::addColumn<int>("voids");
        QTest::addColumn<bool>("tellsRefunds");
        const auto row = [](const char *name, const Answer &first, const Answer &later, const QString &stateFirst, const QString &stateLater, int voids, bool tellsRefunds = true) {
            QTest::newRow(name) << first << later << stateFirst << stateLater << voids << tellsRefunds;
        };
        const Answer asked = labels::Refund{What::Asked, u"submitted"_s}, refunded = labels::Refund{What::Refunded, {}}, voided = labels::Refund{What::Voided, {}};
        const Answer lost = tl::make_unexpected(labels::Failure{{Error::Code::Unreachable, {}, u"no answer"_s}, true});
        const Answer none = tl::make_unexpected(labels::Failure{{Error::Code::Rejected, {}, u"the answer tells of no refund"_s}, true});
        const Answer refused = tl::make_unexpected(labels::Failure{{Error::Code::Rejected, {}, u"it was scanned"_s}, false});
        row("voided at once", voided, voided, u"voided"_s, u"voided"_s, 1);
        row("paid back after weeks", asked, refunded, u"refund_asked"_s, u"refunded"_s, 1);
        row("still not decided", asked, asked, u"refund_asked"_s, u"refund_asked"_s, 1);
        row("refused", refused, asked, u"bought"_s, u"bought"_s, 1);
        row("the question was lost: asked again", lost, none, u"refund_asked"_s, u"refund_asked"_s, 2);
        row("the answer was lost: it is known", lost, refunded, u"refund_asked"_s, u"refunded"_s, 1);
        row("a carrier that tells no more of it", asked, none, u"refund_asked"_s, u"refund_asked"_s, 1, false);
        row("a carrier that tells no more of it: the question was lost", lost, none, u"refund_asked"_s, u"refund_asked"_s, 2, false);
    }

    void takesBack()
    {
        QFETCH(labels::Answer<labels::Refund>, first);
        QFETCH(labels::Answer<labels::Refund>, later);
        QFETCH(QString, stateFirst);
        QFETCH(QString, stateLater);
        QFETCH(int, voids);
        QFETCH(bool, tellsRefunds);
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        Door door(shop);
        FakePort port(shop.clock);
        port.tellsRefunds = tellsRefunds;
        port.refund = first;
        port.refundLater = later;
        labels::LabelRunner runner(door, shop.clock);
        runner.buy(port, want(), shipment(), [](const Result<Label> &) {});
        pass(shop, 2);
        const qint64 number = shop.ask(query::Labels{}).first().label;
        runner.takeBack(port, {{}, {Actor::Kind::Person, u"tester"_s}, u"wrong box"_s, 0, command::VoidLabel{number}}, [](const Result<Label> &) {});
        pass(shop, 2);
        QCOMPARE(state(shop), stateFirst);
        if (stateFirst == u"refund_asked")
            runner.lookAfter(port, number, [](const Result<Label> &) {});
        pass(shop, 2);
        QCOMPARE(state(shop), stateLater);
        QCOMPARE(port.voids, voids);
    }

    /// The first answer was lost. Who cannot be asked how it fared may have taken it back then: its second refusal makes the label no good one.
    void takesNoSecondRefusalForNews()
    {
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        Door door(shop);
        FakePort port(shop.clock);
        port.tellsRefunds = false;
        port.refund = tl::make_unexpected(labels::Failure{{Error::Code::Unreachable, {}, u"no answer"_s}, true});
        port.refundLater = tl::make_unexpected(labels::Failure{{Error::Code::NotAllowed, {}, u"it cannot be asked"_s}, false});
        labels::LabelRunner runner(door, shop.clock);
        runner.buy(port, want(), shipment(), [](const Result<Label> &) {});
        pass(shop, 2);
        const qint64 number = shop.ask(query::Labels{}).first().label;
        runner.takeBack(port, {{}, {Actor::Kind::Person, u"tester"_s}, u"wrong box"_s, 0, command::VoidLabel{number}}, [](const Result<Label> &) {});
        pass(shop, 2);
        port.refund = labels::Refund{labels::Refund::What::Refused, {}};
        for (int look = 0; look < 2; ++look) {
            runner.lookAfter(port, number, [](const Result<Label> &) {});
            pass(shop, 2);
            QCOMPARE(state(shop), u"refund_asked"_s);
            QCOMPARE(port.voids, 2); // and not again and again
        }
        const auto notices = shop.ask(query::Notices{});
        QCOMPARE(std::count_if(notices.begin(), notices.end(), [&](const Notice &one) { return one.title == u"Nobody knows whether label %1 is taken back"_s.arg(number); }), 1);
    }

    /// The program ended between the ledger and the carrier: it is asked once, by one, after those who may be at work on it.
    void takesBackOnceAcrossACrash()
    {
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        Door door(shop);
        FakePort port(shop.clock);
        port.tellsRefunds = false;
        port.refund = labels::Refund{labels::Refund::What::Voided, {}};
        port.refundLater = tl::make_unexpected(labels::Failure{{Error::Code::NotAllowed, {}, u"it cannot be asked"_s}, false});
        labels::LabelRunner runner(door, shop.clock);
        runner.buy(port, want(), shipment(), [](const Result<Label> &) {});
        pass(shop, 2);
        const qint64 number = shop.ask(query::Labels{}).first().label;
        shop.must(command::VoidLabel{number});
        runner.lookAfter(port, number, [](const Result<Label> &) {});
        pass(shop, 2);
        QCOMPARE(port.voids, 0);
        pass(shop, 130);
        runner.lookAfter(port, number, [](const Result<Label> &) {});
        runner.lookAfter(port, number, [](const Result<Label> &) {});
        pass(shop, 2);
        QCOMPARE(port.voids, 1);
        QCOMPARE(state(shop), u"voided"_s);
    }
};

QTEST_GUILESS_MAIN(LabelRunnerTest)

#include "tst_label_runner.moc"
