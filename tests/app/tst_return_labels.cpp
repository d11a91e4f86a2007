#include "tests/app/return_scene.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::tests;
using channels::Return;
using labels::Label;
using Scene = ReturnScene;
using Set = ReturnSet;
using StateOfLabel = labels::ReturnLabel::State;

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

    /// Nobody buys again: a person looks, and says what he saw.
    void whatNobodyKnowsIsTold_data()
    {
        QTest::addColumn<bool>("isBought");
        QTest::addColumn<StateOfLabel>("after");
        QTest::newRow("it was bought") << true << StateOfLabel::Bought;
        QTest::newRow("it was not") << false << StateOfLabel::Refused;
    }
    void whatNobodyKnowsIsTold()
    {
        QFETCH(bool, isBought);
        CROSSDOCK_OPEN(Scene, scene);
        scene.carrier.isVague = true;
        scene.carrier.refusal = u"502 Bad Gateway"_s;
        scene.send();
        scene.pass();
        QCOMPARE(scene.labelsOfIt().first().state, Label::State::Unsure);
        QCOMPARE(scene.row().label.state, StateOfLabel::Wanted);
        QCOMPARE(scene.notices(u"app"_s).size(), 1);
        QVERIFY2(scene.notices(u"app"_s).first().text.contains(u"crossdock label settle"_s), qPrintable(scene.notices(u"app"_s).first().text));
        scene.runner->look();
        scene.pass();
        QCOMPARE(scene.carrier.asked, 1);
        scene.shop.must(command::DecideLabel{scene.labelsOfIt().first().label, isBought, isBought ? u"T9"_s : QString()});
        QTEST(scene.row().label.state, "after");
        QCOMPARE(scene.notices(u"app"_s).size(), 2);
        QVERIFY(scene.notices(u"email"_s).isEmpty());
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
        QTest::newRow("an account that sells none") << u"account"_s << u"accounts with EasyPost, FedEx, ShipEngine, Shippo and UPS sell them"_s;
        QTest::newRow("no account at all") << u"none"_s << u"accounts with EasyPost, FedEx, ShipEngine, Shippo and UPS sell them"_s;
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
