#include "tests/core/rules/rule_shop.h"

using namespace crossdock;
using namespace crossdock::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

using channels::Chargeback;
using channels::Instruction;
using channels::Refund;
using channels::Return;
using State = Return::State;

const OrderId order{channel(u"shopify"), u"1"_s};

Return asked(State state = State::Requested, const QString &reason = u"damaged"_s, qint64 cents = 2'500)
{
    Return made;
    made.number = u"77"_s;
    made.title = u"#1001-R1"_s;
    made.state = state;
    made.reason = reason;
    made.value = Money{cents, u"USD"_s};
    made.lines = {{u"1"_s, 2}};
    made.requestedAt = second(0);
    return made;
}

} // namespace

/// What comes after the sale: refunds, returns and chargebacks on record, and what rules make of them.
class RulesAfterSalesTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

    /// A shop on Shopify with one order of two mugs that has left.
    static void open(Shop &shop)
    {
        ChannelDetails details;
        details.name = channel(u"shopify");
        details.kind = u"shopify"_s;
        details.url = u"http://localhost"_s;
        shop.must(command::AddChannel{details});
        shop.define(u"MUG-1", 10);
        shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"1"_s, u"MUG-1", 2}}, 0, u"shopify"), {}, {}});
        shop.must(command::ShipOrder{order, {}});
    }
    static QStringList tagsOf(Shop &shop) { return shop.order(u"1", u"shopify").tags; }

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void rulesAnswer_data()
    {
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<bool>("isSo");
        QTest::newRow("a return") << u"When a return from shopify is requested, tag the order seen"_s << true;
        QTest::newRow("its reason") << u"When a return from shopify is requested because the item was damaged, tag the order seen"_s << true;
        QTest::newRow("another reason") << u"When a return from shopify is requested and its reason is changed mind, tag the order seen"_s << false;
        QTest::newRow("its value") << u"When a return from shopify worth less than $30 is requested, tag the order seen"_s << true;
        QTest::newRow("too small a value") << u"When a return from shopify worth less than $20 is requested, tag the order seen"_s << false;
        QTest::newRow("its status") << u"When a return from shopify is requested and the return status is requested, tag the order seen"_s << true;
        QTest::newRow("its age") << u"When a return from shopify is requested, tag the order seen if the return age is more than 3 days"_s << false;
        QTest::newRow("a refund") << u"When a refund is issued, tag the order seen"_s << true;
        QTest::newRow("a refund of so much") << u"When a refund of more than $10 is issued, tag the order seen"_s << true;
        QTest::newRow("a refund of more") << u"When a refund of more than $20 is issued, tag the order seen"_s << false;
        QTest::newRow("a chargeback") << u"When a chargeback from shopify is opened, tag the order seen"_s << true;
        QTest::newRow("a chargeback of more") << u"When a chargeback from shopify is opened and the chargeback amount is above $100, tag the order seen"_s << false;
    }
    void rulesAnswer()
    {
        QFETCH(QString, sentence);
        CROSSDOCK_SHOP(shop);
        open(shop);
        shop.arm(sentence);
        shop.must(command::RecordAfterSale{order, asked()});
        shop.must(command::RecordAfterSale{order, Refund{u"9"_s, {1'250, u"USD"_s}}});
        shop.must(command::RecordAfterSale{order, Chargeback{u"5"_s, {5'000, u"USD"_s}, u"needs_response"_s}});
        shop.clock.settle();
        QTEST(tagsOf(shop).contains(u"seen"_s), "isSo");
    }

    /// The same news again, older news and news of nobody change nothing.
    void eachIsOnRecordOnce()
    {
        CROSSDOCK_SHOP(shop);
        open(shop);
        for (int i = 0; i < 2; ++i) {
            shop.perform(command::RecordAfterSale{order, asked()});
            shop.perform(command::RecordAfterSale{order, Refund{u"9"_s, {1'250, u"USD"_s}}});
            shop.perform(command::RecordAfterSale{order, Chargeback{u"5"_s, {5'000, u"USD"_s}, u"needs_response"_s}});
        }
        QCOMPARE(shop.entriesOf(u"return.request"_s), 1);
        QCOMPARE(shop.entriesOf(u"refund.record"_s), 1);
        QCOMPARE(shop.entriesOf(u"chargeback.open"_s), 1);
        shop.must(command::RecordAfterSale{order, Chargeback{u"5"_s, {5'000, u"USD"_s}, u"lost"_s}});
        const OrderDetail detail = shop.order(u"1", u"shopify");
        QCOMPARE(detail.refunds, (QList<Refund>{{u"9"_s, {1'250, u"USD"_s}}}));
        QCOMPARE(detail.chargebacks.first().state, u"lost"_s);
        QCOMPARE(shop.perform(command::RecordAfterSale{{channel(u"shopify"), u"2"_s}, asked()}).error().code, Error::Code::NotFound);
        QCOMPARE(shop.perform(command::RecordAfterSale{order, Refund{}}).error().code, Error::Code::InvalidInput);
    }

    void aReturnGoesOn_data()
    {
        QTest::addColumn<QList<State>>("told");
        QTest::addColumn<int>("receives"); // units, after the first was told
        QTest::addColumn<QString>("state");
        QTest::newRow("asked for") << QList<State>{State::Requested} << 0 << u"requested"_s;
        QTest::newRow("approved") << QList<State>{State::Requested, State::Approved} << 0 << u"approved"_s;
        QTest::newRow("declined") << QList<State>{State::Requested, State::Rejected} << 0 << u"rejected"_s;
        QTest::newRow("first seen as approved") << QList<State>{State::Approved} << 0 << u"approved"_s;
        QTest::newRow("old news") << QList<State>{State::Approved, State::Requested} << 0 << u"approved"_s;
        QTest::newRow("old news of a declined one") << QList<State>{State::Requested, State::Rejected, State::Requested} << 0 << u"rejected"_s;
        QTest::newRow("a part came") << QList<State>{State::Approved} << 1 << u"approved"_s;
        QTest::newRow("all of it came") << QList<State>{State::Approved} << 2 << u"received"_s;
        QTest::newRow("it came, and the channel does not know") << QList<State>{State::Requested, State::Approved} << 2 << u"received"_s;
    }
    void aReturnGoesOn()
    {
        QFETCH(QList<State>, told);
        QFETCH(int, receives);
        CROSSDOCK_SHOP(shop);
        open(shop);
        shop.must(command::RecordAfterSale{order, asked(told.takeFirst())});
        if (receives > 0)
            shop.must(command::ReceiveReturn{order, u"1"_s, node(u"main"), receives});
        for (const State state : std::as_const(told))
            shop.perform(command::RecordAfterSale{order, asked(state)});
        const QList<ReturnRow> returns = shop.ask(query::Returns{.order = order});
        QCOMPARE(returns.size(), 1);
        QTEST(channels::nameOf(returns.first().what.state), "state");
        QCOMPARE(returns.first().received, receives);
        const bool isOpen = returns.first().what.state == State::Requested || returns.first().what.state == State::Approved;
        QCOMPARE(shop.ask(query::Returns{.onlyOpen = true}).size(), isOpen ? 1 : 0);
        QVERIFY(shop.balances());
    }

    void aRuleAnswersTheBuyer_data()
    {
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("state"); // once the channel did so
        QTest::newRow("approve") << u"When a return from shopify is requested, approve it"_s << u"approve_return"_s << u"approved"_s;
        QTest::newRow("decline") << u"When a return from shopify is requested, reject the return"_s << u"decline_return"_s << u"rejected"_s;
    }
    void aRuleAnswersTheBuyer()
    {
        QFETCH(QString, sentence);
        CROSSDOCK_SHOP(shop);
        open(shop);
        shop.arm(sentence);
        shop.must(command::RecordAfterSale{order, asked()});
        shop.clock.settle();
        const QList<Instruction> told = shop.ask(query::Instructions{});
        QCOMPARE(told.size(), 1);
        QTEST(channels::nameOf(told.first().kind), "kind");
        QCOMPARE(told.first().returned, u"77"_s);
        QCOMPARE(told.first().order, u"1"_s);
        QVERIFY(!shop.perform(command::InstructChannel{.kind = Instruction::Kind::ApproveReturn, .order = order, .returned = u"77"_s})); // its channel was told
        shop.must(command::RecordInstruction{told.first().id, false, u"It is locked"_s});
        const auto stateNow = [&shop] { return channels::nameOf(shop.ask(query::Returns{.order = order}).first().what.state); };
        QCOMPARE(stateNow(), u"requested"_s);
        QVERIFY(shop.perform(command::InstructChannel{.kind = told.first().kind, .order = order, .returned = u"77"_s}));
        shop.must(command::RecordInstruction{shop.ask(query::Instructions{}).last().id, true, {}});
        QTEST(stateNow(), "state");
    }

    /// Once a day over those that wait.
    void aScheduleGoesThroughReturns()
    {
        CROSSDOCK_SHOP(shop);
        open(shop);
        shop.arm(u"Every day at 9 am, reject returns from shopify that are older than 1 day"_s);
        shop.must(command::RecordAfterSale{order, asked()});
        shop.clock.pass(std::chrono::hours(24));
        QVERIFY(shop.ask(query::Instructions{}).isEmpty());
        shop.clock.pass(std::chrono::hours(24));
        QCOMPARE(shop.ask(query::Instructions{}).size(), 1);
    }

    void aRuleSendsALabel_data()
    {
        QTest::addColumn<QString>("lacks");
        QTest::addColumn<QString>("said"); // part of it; empty: nothing is missing
        QTest::newRow("all is there") << QString() << QString();
        QTest::newRow("nobody sells") << u"carrier"_s << u"No carrier that is connected sells labels for what buyers send back"_s;
        QTest::newRow("one sells, but none for returns") << u"returns"_s << u"No carrier that is connected sells labels for what buyers send back"_s;
        QTest::newRow("no mail") << u"mail"_s << u"No mail server is set up"_s;
        QTest::newRow("no weights") << u"weight"_s << u"No product says what it weighs"_s;
        QTest::newRow("no street") << u"street"_s << u"No node says where returns go to"_s;
    }
    void aRuleSendsALabel()
    {
        QFETCH(QString, lacks);
        QFETCH(QString, said);
        CROSSDOCK_SHOP(shop);
        open(shop);
        command::DefineSku mug;
        mug.sku = sku(u"MUG-1");
        mug.name = u"Mug"_s;
        mug.weightG = lacks == u"weight" ? 0 : 400;
        shop.must(mug);
        NodeDetails place;
        place.country = u"US"_s;
        place.postcode = u"12207"_s;
        place.city = u"Albany"_s;
        place.street = lacks == u"street" ? QString() : u"9 Pier"_s;
        shop.must(command::DefineNode{node(u"main"), u"warehouse"_s, {}, place});
        if (lacks != u"carrier")
            shop.must(command::AddCarrier{{*CarrierId::parse(u"broker"), lacks == u"returns" ? u"usps"_s : u"easypost"_s, {}, {}}});
        if (lacks != u"mail")
            shop.must(command::SetMailServer{u"127.0.0.1"_s, 25, {}, u"shop@example.com"_s, false});
        const QString words = shop.missing(u"When a return from shopify is requested, send a return label"_s);
        QVERIFY2(said.isEmpty() ? words.isEmpty() : words.contains(said), qPrintable(words));
        if (!said.isEmpty())
            return;
        shop.arm(u"When a return from shopify is requested, email the customer a return label"_s); // whichever rule asks
        shop.must(command::RecordAfterSale{order, asked()});
        shop.clock.settle();
        const QList<Entry> wishes = shop.trail(u"return.send_label"_s);
        QCOMPARE(wishes.size(), 1);
        QCOMPARE(wishes.first().actor.kind, Actor::Kind::Rule);
        QCOMPARE(wishes.first().body[u"return"_s].toString(), u"77"_s);
        const ReturnRow row = shop.ask(query::Returns{.order = order}).first();
        QCOMPARE(row.label.state, labels::ReturnLabel::State::Wanted);
        QCOMPARE(row.label.entry, wishes.first().number);
    }

    void needs_data()
    {
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<bool>("hasShopify");
        QTest::addColumn<QString>("said"); // part of it; empty: nothing is missing
        QTest::newRow("a return") << u"When a return from shopify is requested, tag the order back"_s << true << QString();
        QTest::newRow("a return of whichever channel") << u"When a return is requested, tag the order back"_s << true << u"“web” (woocommerce) does not tell “return.requested”"_s;
        QTest::newRow("a return of a channel that does not tell it") << u"When a return from web is requested, tag the order back"_s << true << u"“web” (woocommerce) does not tell “return.requested”"_s;
        QTest::newRow("a refund") << u"When a refund is issued, tag the order back"_s << true << QString();
        QTest::newRow("a chargeback, and nobody tells it") << u"When a chargeback is opened, tag the order back"_s << false << u"does not tell “chargeback.opened”"_s;
        QTest::newRow("approve on all channels") << u"When a return is requested, approve it"_s << true << u"it has no call to woocommerce for that"_s;
        QTest::newRow("approve where it can be") << u"When a return from shopify is requested, approve it"_s << true << QString();
        QTest::newRow("a label") << u"When a return from shopify is requested, send a return label"_s << true << u"No carrier that is connected sells labels for what buyers send back: accounts with EasyPost, FedEx, ShipEngine, Shippo and UPS do"_s;
        QTest::newRow("a label of no return") << u"When an order is paid, send a return label"_s << true << u"is done to a return"_s;
    }
    void needs()
    {
        QFETCH(QString, sentence);
        QFETCH(bool, hasShopify);
        QFETCH(QString, said);
        CROSSDOCK_SHOP(shop);
        if (hasShopify)
            open(shop);
        const QString words = shop.missing(sentence);
        QVERIFY2(said.isEmpty() ? words.isEmpty() : words.contains(said), qPrintable(words));
    }
};

QTEST_GUILESS_MAIN(RulesAfterSalesTest)
#include "tst_rules_after_sales.moc"
