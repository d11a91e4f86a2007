#include "tests/core/workshop.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::tests;
using Shown = std::optional<Quantity>;
using Outcome = channels::Outcome::State;

/// What every channel should show, and what we believe it shows.
class OffersTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

    /// Ten of A, listed on web and shop, both told at 10.0 to 10.5 s.
    static void inStep(Workshop &shop)
    {
        shop.define(u"A", 10);
        for (const QStringView name : {u"web", u"shop"}) {
            shop.list(name, u"A");
            shop.must(told(name, u"A", 10, 10, 10.5));
        }
    }
    static void sell(Workshop &shop, int atSecond, Quantity units = 1)
    {
        shop.clock.pass(std::max(Milliseconds::zero(), second(atSecond) - shop.clock.now())); // no sale comes from the future
        shop.must(command::RecordOrder{orderOf(u"%1"_s.arg(atSecond), {{u"l"_s, u"A", units}}, atSecond), {}, {}});
    }

    /// What web answered to a price of A.
    static command::RecordOutcomes toldPrice(double sentAt, double answeredAt, qint64 revision, Outcome state = Outcome::Applied)
    {
        command::RecordOutcomes answers = told(u"web", u"A", 10, sentAt, answeredAt, revision, state);
        answers.told.first().isPriceOnly = true;
        return answers;
    }
    static channels::Offer wantedOn(Workshop &shop)
    {
        return shop.ask(query::Listings{channel(u"web"), false, false}).first().wanted;
    }

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void wanted_data()
    {
        QTest::addColumn<Quantity>("stock");
        QTest::addColumn<Quantity>("buffer");
        QTest::addColumn<qint64>("cap"); // -1: none
        QTest::addColumn<Quantity>("wanted");
        QTest::newRow("all") << Quantity(10) << Quantity(0) << qint64(-1) << Quantity(10);
        QTest::newRow("buffer") << Quantity(10) << Quantity(3) << qint64(-1) << Quantity(7);
        QTest::newRow("buffer above stock") << Quantity(2) << Quantity(3) << qint64(-1) << Quantity(0);
        QTest::newRow("cap") << Quantity(10) << Quantity(0) << qint64(4) << Quantity(4);
        QTest::newRow("cap above stock") << Quantity(3) << Quantity(0) << qint64(4) << Quantity(3);
        QTest::newRow("cap of none") << Quantity(10) << Quantity(0) << qint64(0) << Quantity(0);
        QTest::newRow("buffer, then cap") << Quantity(10) << Quantity(8) << qint64(4) << Quantity(2);
        QTest::newRow("no stock") << Quantity(0) << Quantity(0) << qint64(-1) << Quantity(0);
    }
    void wanted()
    {
        QFETCH(Quantity, stock);
        QFETCH(Quantity, buffer);
        QFETCH(qint64, cap);
        QFETCH(Quantity, wanted);
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", stock);
        shop.list(u"web", u"A", buffer, cap < 0 ? Shown() : Shown(cap));
        QCOMPARE(shop.offer(u"web", u"A").wanted, wanted);
        QVERIFY(shop.mustSend(u"web", u"A"));
    }

    void stopAndResume()
    {
        using namespace command;
        CROSSDOCK_WORKSHOP(shop);
        inStep(shop);
        shop.must(StopSelling{sku(u"A"), channel(u"web"), {}});
        QCOMPARE(shop.offer(u"web", u"A").wanted, 0);
        QVERIFY(shop.offer(u"web", u"A").isStopped);
        QCOMPARE(shop.offer(u"shop", u"A").wanted, 10);
        shop.must(StopSelling{{}, {}, {}});
        QCOMPARE(shop.offer(u"shop", u"A").wanted, 0);
        shop.must(ReceiveStock{sku(u"A"), node(u"main"), 1});
        QCOMPARE(shop.offer(u"shop", u"A").wanted, 0);
        shop.must(ResumeSelling{{}, {}});
        QCOMPARE(shop.offer(u"shop", u"A").wanted, 11);
        QCOMPARE(shop.offer(u"web", u"A").wanted, 0); // stopped by itself still
        shop.must(ResumeSelling{sku(u"A"), channel(u"web")});
        QCOMPARE(shop.offer(u"web", u"A").wanted, 11);
    }

    void stopUntil()
    {
        CROSSDOCK_WORKSHOP(shop);
        inStep(shop);
        shop.must(command::StopSelling{sku(u"A"), {}, shop.clock.now() + Milliseconds(60'000)});
        QCOMPARE(shop.offer(u"web", u"A").wanted, 0);
        shop.clock.pass(Milliseconds(59'000));
        QCOMPARE(shop.offer(u"web", u"A").wanted, 0);
        shop.clock.pass(Milliseconds(1'500));
        QCOMPARE(shop.offer(u"web", u"A").wanted, 10);
        QCOMPARE(shop.perform(command::StopSelling{{}, {}, second(-1)}).error().code, Error::Code::InvalidInput);
    }

    void sellerHearsNoEcho()
    {
        CROSSDOCK_WORKSHOP(shop);
        inStep(shop);
        QVERIFY(!shop.mustSend(u"web", u"A"));
        sell(shop, 20);
        QCOMPARE(shop.offer(u"web", u"A").believed, Shown(9));
        QVERIFY(!shop.mustSend(u"web", u"A"));
        QCOMPARE(shop.offer(u"shop", u"A").believed, Shown(10));
        QVERIFY(shop.mustSend(u"shop", u"A"));
    }

    void salesAndPushes_data()
    {
        QTest::addColumn<int>("soldAt"); // the push went from 10.0 to 10.5 s
        QTest::addColumn<bool>("isKnown");
        QTest::addColumn<Quantity>("believed");
        QTest::newRow("sold before our push: overwritten") << 5 << true << Quantity(10);
        QTest::newRow("sold while it was under way: nobody knows") << 10 << false << Quantity(0);
        QTest::newRow("sold after it") << 11 << true << Quantity(9);
    }
    void salesAndPushes()
    {
        QFETCH(int, soldAt);
        QFETCH(bool, isKnown);
        QFETCH(Quantity, believed);
        CROSSDOCK_WORKSHOP(shop);
        inStep(shop);
        ChannelOrder order = orderOf(u"1"_s, {{u"l"_s, u"A", 1}}, soldAt);
        if (soldAt == 10)
            order.createdAt = order.revision = second(10.2);
        shop.clock.pass(Milliseconds(60'000));
        shop.must(command::RecordOrder{order, {}, {}});
        QCOMPARE(shop.offer(u"web", u"A").believed, isKnown ? Shown(believed) : Shown());
        QCOMPARE(shop.mustSend(u"web", u"A"), soldAt != 11);
    }

    void wholeSecondsAreNotTrusted()
    {
        CROSSDOCK_WORKSHOP(shop);
        inStep(shop);
        ChannelOrder order = orderOf(u"1"_s, {{u"l"_s, u"A", 1}}, 10); // somewhere within second 10
        order.resolution = Milliseconds(1'000);
        shop.clock.pass(Milliseconds(60'000));
        shop.must(command::RecordOrder{order, {}, {}});
        QCOMPARE(shop.offer(u"web", u"A").believed, Shown());
    }

    void saleRecordedWhilePushIsUnderWay()
    {
        CROSSDOCK_WORKSHOP(shop);
        inStep(shop);
        shop.clock.pass(Milliseconds(20'000));
        sell(shop, 20);
        shop.must(told(u"web", u"A", 12, 19.5, 20.5)); // sent before the sale was recorded
        QCOMPARE(shop.offer(u"web", u"A").believed, Shown());
        QVERIFY(shop.mustSend(u"web", u"A"));
    }

    void outcomes_data()
    {
        QTest::addColumn<Outcome>("outcome");
        QTest::addColumn<bool>("isUnknown");
        QTest::addColumn<bool>("isBelieved");
        QTest::addColumn<bool>("mustSend");
        QTest::addColumn<OfferState::State>("state");
        using State = OfferState::State;
        QTest::newRow("applied") << Outcome::Applied << false << true << false << State::Acknowledged;
        QTest::newRow("accepted") << Outcome::Accepted << false << true << false << State::Accepted;
        QTest::newRow("stale") << Outcome::Stale << false << false << true << State::Waiting;
        QTest::newRow("refused") << Outcome::Refused << false << false << false << State::Refused;
        QTest::newRow("no answer") << Outcome::NotTried << true << false << true << State::Waiting;
    }
    void outcomes()
    {
        QFETCH(Outcome, outcome);
        QFETCH(bool, isUnknown);
        QFETCH(bool, isBelieved);
        QFETCH(bool, mustSend);
        QFETCH(OfferState::State, state);
        CROSSDOCK_WORKSHOP(shop);
        inStep(shop);
        shop.must(command::ReceiveStock{sku(u"A"), node(u"main"), 2});
        auto answer = told(u"web", u"A", 12, 20, 21, 1'000'000, outcome);
        answer.told.first().isUnknown = isUnknown;
        shop.must(answer);
        QCOMPARE(shop.offer(u"web", u"A").believed, isBelieved ? Shown(12) : Shown());
        QCOMPARE(shop.mustSend(u"web", u"A"), mustSend);
        QCOMPARE(shop.offer(u"web", u"A").state, state);
        if (outcome == Outcome::Refused)
            QCOMPARE(shop.offer(u"web", u"A").words, u"not so"_s);
    }

    void refusedIsTriedAgain_data()
    {
        QTest::addColumn<bool>("byHand");
        QTest::newRow("when a person asks") << true;
        QTest::newRow("when something else is wanted") << false;
    }
    void refusedIsTriedAgain()
    {
        QFETCH(bool, byHand);
        CROSSDOCK_WORKSHOP(shop);
        inStep(shop);
        shop.must(command::ReceiveStock{sku(u"A"), node(u"main"), 2});
        shop.must(told(u"web", u"A", 12, 20, 21, 1'000'000, Outcome::Refused));
        QCOMPARE(shop.ask(query::Listings{channel(u"web"), false, true}).size(), 1);
        if (byHand)
            shop.must(command::RetryListing{{channel(u"web"), u"A"_s}});
        else
            shop.must(command::ReceiveStock{sku(u"A"), node(u"main"), 1});
        QVERIFY(shop.mustSend(u"web", u"A"));
    }

    void olderAnswerLeavesNewerWish()
    {
        CROSSDOCK_WORKSHOP(shop);
        inStep(shop);
        const Entry first = shop.must(command::ReceiveStock{sku(u"A"), node(u"main"), 2});
        shop.must(command::ReceiveStock{sku(u"A"), node(u"main"), 1});
        shop.must(told(u"web", u"A", 12, 20, 21, first.number, Outcome::Refused));
        QVERIFY(shop.mustSend(u"web", u"A"));
        shop.must(told(u"web", u"A", 12, 22, 23, first.number));
        QVERIFY(shop.mustSend(u"web", u"A"));
        QCOMPARE(shop.offer(u"web", u"A").believed, Shown(12));
        QCOMPARE(shop.offer(u"web", u"A").wanted, 13);
    }

    void cancellationMakesUnsure()
    {
        CROSSDOCK_WORKSHOP(shop);
        inStep(shop);
        sell(shop, 20, 3);
        ChannelOrder off = orderOf(u"20"_s, {{u"l"_s, u"A", 3}}, 20);
        off.revision = second(30);
        off.state = ChannelOrder::State::Cancelled;
        shop.must(command::RecordOrder{off, {}, {}});
        QCOMPARE(shop.offer(u"web", u"A").wanted, 10);
        QCOMPARE(shop.offer(u"web", u"A").believed, Shown()); // it may have put them back, or not
        QVERIFY(shop.mustSend(u"web", u"A"));
    }

    /// Shipped units stay shipped here; the channel may have put them back on sale all the same.
    void refundAfterShippingMakesUnsure()
    {
        CROSSDOCK_WORKSHOP(shop);
        inStep(shop);
        sell(shop, 20, 3);
        ChannelOrder off = orderOf(u"20"_s, {{u"l"_s, u"A", 3, 3}}, 20);
        off.state = ChannelOrder::State::Shipped;
        off.revision = second(30);
        shop.must(command::RecordOrder{off, {}, {}});
        QVERIFY(!shop.mustSend(u"web", u"A"));
        off.state = ChannelOrder::State::Cancelled;
        off.revision = second(40);
        shop.must(command::RecordOrder{off, {}, {}});
        QVERIFY(shop.mustSend(u"web", u"A"));
    }

    void whatTheChannelShows_data()
    {
        QTest::addColumn<Quantity>("shown");
        QTest::addColumn<double>("at"); // our push was answered at 10.5 s
        QTest::addColumn<bool>("mustSend");
        QTest::newRow("what we believe") << Quantity(10) << 20.0 << false;
        QTest::newRow("changed on the channel's own site") << Quantity(4) << 20.0 << true;
        QTest::newRow("older than our push") << Quantity(4) << 10.0 << false;
    }
    void whatTheChannelShows()
    {
        QFETCH(Quantity, shown);
        QFETCH(double, at);
        QFETCH(bool, mustSend);
        CROSSDOCK_WORKSHOP(shop);
        inStep(shop);
        const int before = shop.entries();
        shop.must(command::RecordQuantitySeen{channel(u"web"), {u"A"_s, {}, shown, second(at), false}});
        QCOMPARE(shop.mustSend(u"web", u"A"), mustSend);
        QCOMPARE(shop.entries(), before + (mustSend ? 1 : 0));
    }

    /// Two sales at once; the numbers that follow them come in the wrong order.
    void reorderedNumbersAreDropped()
    {
        CROSSDOCK_WORKSHOP(shop);
        inStep(shop);
        sell(shop, 20);
        sell(shop, 21);
        shop.must(command::RecordQuantitySeen{channel(u"web"), {u"A"_s, {}, 8, second(21), false}});
        shop.must(command::RecordQuantitySeen{channel(u"web"), {u"A"_s, {}, 9, second(20), false}});
        QCOMPARE(shop.offer(u"web", u"A").believed, Shown(8));
        QVERIFY(!shop.mustSend(u"web", u"A"));
    }

    /// The number that follows a sale overtakes the order itself.
    void numberBeforeItsOrder_data()
    {
        QTest::addColumn<double>("seenAt"); // the sale was at 20 s
        QTest::addColumn<Quantity>("seen"); // of 10
        QTest::addColumn<Quantity>("sold");
        QTest::addColumn<Shown>("believed");
        QTest::newRow("surely after the sale") << 20.5 << Quantity(9) << Quantity(1) << Shown(9);
        QTest::newRow("at the same moment: the order explains it") << 20.0 << Quantity(9) << Quantity(1) << Shown(9);
        QTest::newRow("it explains a part: another order is on its way") << 20.0 << Quantity(7) << Quantity(1) << Shown(7);
        QTest::newRow("it does not explain it: nobody knows") << 20.0 << Quantity(9) << Quantity(2) << Shown();
    }
    void numberBeforeItsOrder()
    {
        QFETCH(double, seenAt);
        QFETCH(Quantity, seen);
        QFETCH(Quantity, sold);
        QFETCH(Shown, believed);
        CROSSDOCK_WORKSHOP(shop);
        inStep(shop);
        shop.must(command::RecordQuantitySeen{channel(u"web"), {u"A"_s, {}, seen, second(seenAt), false}});
        sell(shop, 20, sold);
        QCOMPARE(shop.offer(u"web", u"A").believed, believed);
        QCOMPARE(shop.mustSend(u"web", u"A"), believed != Shown(10 - sold));
    }

    /// The channel undoes what it took off: the same push again is another one, else the channel may only repeat its answer.
    void samePushAgainIsAnother()
    {
        CROSSDOCK_WORKSHOP(shop);
        inStep(shop);
        const auto wanted = [&] { return shop.ask(query::Listings{channel(u"web"), true, false}).first().wanted; };
        shop.must(command::RecordQuantitySeen{channel(u"web"), {u"A"_s, {}, 9, second(20), false}});
        const channels::Offer first = wanted();
        shop.must(told(u"web", u"A", 10, 21, 21.5));
        shop.must(command::RecordQuantitySeen{channel(u"web"), {u"A"_s, {}, 9, second(30), false}});
        const channels::Offer second = wanted();
        QCOMPARE(second.revision, first.revision);
        QCOMPARE(second.believed, first.believed);
        QVERIFY(second.knownSince > first.knownSince);
    }

    /// What was refused is tried again by itself, at growing intervals.
    void refusedIsTriedAgainByItself()
    {
        CROSSDOCK_WORKSHOP(shop);
        inStep(shop);
        shop.core->start();
        shop.clock.pass(second(60) - shop.clock.now());
        shop.must(command::ReceiveStock{sku(u"A"), node(u"main"), 2});
        shop.must(told(u"web", u"A", 12, 60, 61, 1'000'000, Outcome::Refused));
        QVERIFY(!shop.mustSend(u"web", u"A"));
        shop.clock.pass(Milliseconds(90'000));
        QVERIFY(shop.mustSend(u"web", u"A"));
        shop.must(told(u"web", u"A", 12, 150, 660, 1'000'000, Outcome::Refused)); // ten minutes old by now
        shop.clock.pass(second(1'200) - shop.clock.now());
        QVERIFY(!shop.mustSend(u"web", u"A"));
        shop.clock.pass(second(1'300) - shop.clock.now());
        QVERIFY(shop.mustSend(u"web", u"A"));
    }

    void unconfirmedIsDoubted()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.core->start();
        inStep(shop);
        shop.must(told(u"web", u"A", 10, 12, 12.5, 1'000'000, Outcome::Accepted));
        shop.must(command::RecordQuantitySeen{channel(u"web"), {u"A"_s, {}, 10, second(13), true}}); // it confirms, as a rule
        QCOMPARE(shop.offer(u"web", u"A").state, OfferState::State::Acknowledged);
        shop.clock.pass(Milliseconds(20'000));
        shop.must(told(u"web", u"A", 10, 20, 20.5, 1'000'000, Outcome::Accepted));
        shop.clock.pass(Milliseconds(4 * 60'000));
        QVERIFY(!shop.mustSend(u"web", u"A"));
        shop.clock.pass(Milliseconds(2 * 60'000));
        QVERIFY(shop.mustSend(u"web", u"A"));
    }

    /// Of a push that changed nothing Amazon never tells: where it cannot be read either, it is told again at growing intervals.
    void doubtsGrowRare()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.core->start();
        inStep(shop);
        shop.must(told(u"web", u"A", 10, 12, 12.5, 1'000'000, Outcome::Accepted));
        shop.must(command::RecordQuantitySeen{channel(u"web"), {u"A"_s, {}, 10, second(13), true}}); // it confirms, as a rule
        double at = 30;
        for (const double due : {330, 700, 1'440, 2'920}) { // no sooner than five minutes, then twice as old as before
            shop.must(told(u"web", u"A", 10, at - 0.5, at, 1'000'000, Outcome::Accepted));
            shop.clock.pass(second(due - 20) - shop.clock.now());
            QVERIFY2(!shop.mustSend(u"web", u"A"), qPrintable(QString::number(due)));
            at = due + 20;
            shop.clock.pass(second(at) - shop.clock.now());
            QVERIFY2(shop.mustSend(u"web", u"A"), qPrintable(QString::number(due)));
        }
    }

    void prices()
    {
        using namespace command;
        CROSSDOCK_WORKSHOP(shop);
        inStep(shop);
        const Entry set = shop.must(SetPrice{sku(u"A"), channel(u"web"), {1299, u"EUR"_s}});
        QVERIFY(shop.mustSend(u"web", u"A"));
        QVERIFY(!shop.mustSend(u"shop", u"A"));
        const auto item = shop.ask(query::Listings{channel(u"web"), true, false}).first();
        QCOMPARE(item.wanted.price, std::optional(Money{1299, u"EUR"_s}));
        shop.must(toldPrice(30, 31, set.number));
        QVERIFY(!shop.mustSend(u"web", u"A"));
        QCOMPARE(shop.perform(SetPrice{sku(u"A"), {}, {1, u"JPY"_s}}).has_value(), true); // shop has no price yet
        QCOMPARE(shop.offer(u"web", u"A").price, std::optional(Money{1299, u"EUR"_s}));
        QCOMPARE(shop.perform(SetPrice{sku(u"A"), {}, {-1, u"EUR"_s}}).error().code, Error::Code::InvalidInput);
        const auto foreign = shop.perform(SetPrice{sku(u"A"), channel(u"web"), {1500, u"JPY"_s}});
        QCOMPARE(foreign.error().code, Error::Code::InvalidInput);
        QVERIFY2(foreign.error().detail.contains(u"in EUR") && foreign.error().detail.contains(u"in JPY"), qPrintable(foreign.error().detail));
        QCOMPARE(shop.offer(u"web", u"A").price, std::optional(Money{1299, u"EUR"_s}));
        QVERIFY(!shop.mustSend(u"web", u"A"));
    }

    void pricesOfListings_data()
    {
        QTest::addColumn<Actor::Kind>("who");
        QTest::addColumn<qint64>("price"); // it was 9.99; 0: none is given
        QTest::addColumn<bool>("isTold");
        QTest::newRow("imported by a person") << Actor::Kind::Person << qint64(777) << true;
        QTest::newRow("imported as it was") << Actor::Kind::Person << qint64(999) << false;
        QTest::newRow("imported without") << Actor::Kind::Person << qint64(0) << false;
        QTest::newRow("read from the catalogue") << Actor::Kind::Channel << qint64(777) << false;
    }
    void pricesOfListings()
    {
        QFETCH(Actor::Kind, who);
        QFETCH(qint64, price);
        QFETCH(bool, isTold);
        CROSSDOCK_WORKSHOP(shop);
        inStep(shop);
        const auto map = [&](Actor::Kind kind, qint64 cents) {
            command::MapListing listing;
            listing.address = {.id = {channel(u"web"), u"A"_s}, .sku = sku(u"A"), .inventoryId = {}, .locationId = {}, .productType = {}};
            if (cents > 0)
                listing.price = Money{cents, u"EUR"_s};
            shop.core->perform({Request{{}, {kind, u"tester"_s}, {}, 0, listing}}, [](const Result<QList<Entry>> &) {});
            shop.clock.settle();
        };
        map(Actor::Kind::Channel, 999);
        shop.must(told(u"web", u"A", 10, 30, 31));
        QVERIFY(!shop.mustSend(u"web", u"A"));
        map(who, price);
        QCOMPARE(shop.offer(u"web", u"A").price, std::optional(Money{price > 0 ? price : 999, u"EUR"_s}));
        const auto items = shop.ask(query::Listings{channel(u"web"), false, false});
        QCOMPARE(items.first().wanted.price, isTold ? std::optional(Money{price, u"EUR"_s}) : std::nullopt);
        QCOMPARE(shop.mustSend(u"web", u"A"), isTold);
        QVERIFY(shop.balances());
    }

    void answersToPrices_data()
    {
        QTest::addColumn<Outcome>("outcome");
        QTest::addColumn<bool>("isUnknown");
        QTest::addColumn<bool>("isSentAgain");
        QTest::newRow("applied") << Outcome::Applied << false << false;
        QTest::newRow("accepted") << Outcome::Accepted << false << false;
        QTest::newRow("refused") << Outcome::Refused << false << false;
        QTest::newRow("no answer") << Outcome::NotTried << true << true;
    }
    /// No channel confirms a price, and none says what it shows of units when it is told one.
    void answersToPrices()
    {
        QFETCH(Outcome, outcome);
        QFETCH(bool, isUnknown);
        QFETCH(bool, isSentAgain);
        CROSSDOCK_WORKSHOP(shop);
        inStep(shop);
        shop.must(command::RecordQuantitySeen{channel(u"web"), {u"A"_s, {}, 10, second(11), true}}); // this one confirms
        const Entry set = shop.must(command::SetPrice{sku(u"A"), channel(u"web"), {1299, u"EUR"_s}});
        auto answers = toldPrice(30, 31, set.number, outcome);
        answers.told.first().isUnknown = isUnknown;
        shop.must(answers);
        QCOMPARE(shop.mustSend(u"web", u"A"), isSentAgain);
        QCOMPARE(shop.offer(u"web", u"A").believed, Shown(10));
        QVERIFY(shop.offer(u"web", u"A").state != OfferState::State::Accepted);
        shop.clock.pass(Milliseconds(10 * 60'000));
        QCOMPARE(shop.offer(u"web", u"A").believed, Shown(10));
    }

    /// A sale that nobody has read yet is not wiped out by a price, nor hidden by its answer.
    void saleBesideAPrice()
    {
        CROSSDOCK_WORKSHOP(shop);
        inStep(shop);
        const Entry set = shop.must(command::SetPrice{sku(u"A"), channel(u"web"), {1299, u"EUR"_s}});
        QVERIFY(wantedOn(shop).isPriceOnly());
        shop.must(toldPrice(30, 31, set.number));
        sell(shop, 25); // before the price was told
        QCOMPARE(shop.offer(u"web", u"A").believed, Shown(9));
        QVERIFY(!shop.mustSend(u"web", u"A"));
    }

    /// A price waits until the quantity is shown: one that is refused keeps no quantity back.
    void quantityComesBeforeThePrice()
    {
        CROSSDOCK_WORKSHOP(shop);
        inStep(shop);
        const Entry set = shop.must(command::SetPrice{sku(u"A"), channel(u"web"), {1299, u"EUR"_s}});
        shop.must(toldPrice(30, 31, set.number, Outcome::Refused));
        const Entry less = shop.must(command::AdjustStock{sku(u"A"), node(u"main"), -4});
        QVERIFY(shop.mustSend(u"web", u"A"));
        QCOMPARE(wantedOn(shop).quantity, 6);
        QCOMPARE(wantedOn(shop).price, std::nullopt);
        shop.must(told(u"web", u"A", 6, 40, 41, less.number));
        QVERIFY(shop.mustSend(u"web", u"A"));
        QVERIFY(wantedOn(shop).isPriceOnly());
        shop.must(toldPrice(42, 43, less.number));
        QVERIFY(!shop.mustSend(u"web", u"A"));
    }

    /// What was set aside because of its price goes out with the next one.
    void refusedPriceIsMended()
    {
        CROSSDOCK_WORKSHOP(shop);
        inStep(shop);
        const Entry wrong = shop.must(command::SetPrice{sku(u"A"), channel(u"web"), {1500, u"JPY"_s}});
        shop.must(toldPrice(30, 31, wrong.number, Outcome::Refused));
        QVERIFY(!shop.mustSend(u"web", u"A"));
        shop.must(command::SetPrice{sku(u"A"), channel(u"web"), {1600, u"JPY"_s}});
        QVERIFY(shop.mustSend(u"web", u"A"));
    }

    void unmappedAndRemoved()
    {
        CROSSDOCK_WORKSHOP(shop);
        inStep(shop);
        shop.must(command::UnmapListing{{channel(u"web"), u"A"_s}});
        QCOMPARE(shop.row(u"A").offers.size(), 1);
        QCOMPARE(shop.perform(command::UnmapListing{{channel(u"web"), u"A"_s}}).error().code, Error::Code::NotFound);
        shop.must(command::ChangeChannel{channel(u"shop"), command::ChangeChannel::What::Remove});
        QCOMPARE(shop.row(u"A").offers.size(), 0);
        QCOMPARE(shop.ask(query::Channels{}).size(), 1);
        shop.must(command::ReceiveStock{sku(u"A"), node(u"main"), 1});
    }
};

QTEST_GUILESS_MAIN(OffersTest)
#include "tst_offers.moc"
