#include "core/inventory/values/phone_number.h"
#include "tests/core/rules/rule_shop.h"

#include <QJsonDocument>

using namespace crossdock;
using namespace crossdock::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

using channels::Instruction;
using channels::RefundAmount;

} // namespace

/// What rules do in the world outside: messages to phones, how an order is to be sent, what a channel is told to do.
class RulesDeedsTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

    static void prices(Shop &shop)
    {
        rates::PriceList list{u"acme"_s, u"ground"_s, u"list"_s, QDate(2026, 1, 1), u"USD"_s, {}};
        list.cells = {{u"2"_s, rates::Weight::of(70, rates::WeightUnit::Pound), {}, rates::WeightUnit::Pound, 900}};
        shop.must(command::TakePrices{list});
    }
    static QList<Instruction> instructions(Shop &shop) { return shop.ask(query::Instructions{}); }

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void phones_data()
    {
        QTest::addColumn<QString>("phone");
        QTest::addColumn<QString>("kept"); // empty: refused
        QTest::newRow("plain") << u"+15551234567"_s << u"+15551234567"_s;
        QTest::newRow("as people write it") << u"+1 (555) 123-4567"_s << u"+15551234567"_s;
        QTest::newRow("without its country") << u"555 123 4567"_s << QString();
        QTest::newRow("letters") << u"+1555CALLME"_s << QString();
        QTest::newRow("too long") << u"+1234567890123456"_s << QString();
    }
    void phones()
    {
        QFETCH(QString, phone);
        CROSSDOCK_SHOP(shop);
        const bool isTaken = shop.perform(command::DefineContact{u"ops"_s, {u"ops"_s}, {}, {}, phone}).has_value();
        const auto contacts = shop.ask(query::Contacts{}).contacts;
        QTEST(isTaken ? contacts.first().phone : QString(), "kept");
    }

    void services_data()
    {
        QTest::addColumn<MessageService>("service");
        QTest::addColumn<bool>("isTaken");
        QTest::newRow("WhatsApp") << MessageService{u"whatsapp"_s, u"1055"_s, {}} << true;
        QTest::newRow("WhatsApp on this machine") << MessageService{u"whatsapp"_s, u"1055"_s, u"http://127.0.0.1:8080/v23.0"_s} << true;
        QTest::newRow("WhatsApp, not sealed") << MessageService{u"whatsapp"_s, u"1055"_s, u"http://graph.example.com"_s} << false;
        QTest::newRow("an account that is a path") << MessageService{u"whatsapp"_s, u"1055/../x"_s, {}} << false;
        QTest::newRow("SMS") << MessageService{u"sms"_s, u"AC1"_s, {}, u"+15550001111"_s} << true;
        QTest::newRow("SMS from a messaging service") << MessageService{u"sms"_s, u"AC1"_s, {}, u"MG77"_s} << true;
        QTest::newRow("SMS from nobody") << MessageService{u"sms"_s, u"AC1"_s, {}} << false;
        QTest::newRow("push") << MessageService{u"push"_s, u"ntfy"_s, u"https://push.example.com"_s} << true;
        QTest::newRow("push, not sealed") << MessageService{u"push"_s, u"ntfy"_s, u"http://push.example.com"_s} << false;
        QTest::newRow("a pigeon") << MessageService{u"pigeon"_s, u"1"_s, {}} << false;
    }
    void services()
    {
        QFETCH(MessageService, service);
        CROSSDOCK_SHOP(shop);
        const bool isTaken = shop.perform(command::SetMessageService{service}).has_value();
        QTEST(isTaken, "isTaken");
        QCOMPARE(shop.ask(query::Contacts{}).services.size(), isTaken ? 1 : 0);
    }

    void aMessageGoesToAPhone_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<MessageService>("service");
        QTest::newRow("WhatsApp") << u"When an order arrives, WhatsApp ops"_s << MessageService{u"whatsapp"_s, u"1055"_s, {}, {}, u"alert"_s, u"en"_s};
        QTest::newRow("SMS") << u"When an order arrives, text ops"_s << MessageService{u"sms"_s, u"AC1"_s, {}, u"+15550001111"_s};
    }
    void aMessageGoesToAPhone()
    {
        QFETCH(QString, text);
        QFETCH(MessageService, service);
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 10);
        QVERIFY(shop.missing(text).contains(u"“crossdock %1 set"_s.arg(service.way)));
        QVERIFY(shop.missing(text).contains(u"“ops” has no phone number"_s));
        shop.must(command::SetMessageService{service});
        shop.must(command::DefineContact{u"ops"_s, {u"ops"_s}, {}, {}, u"+16505551234"_s});
        shop.arm(text);
        shop.place(u"1"_s, u"MUG-1");
        const auto notices = shop.ask(query::Notices{.onlyWaiting = true});
        QCOMPARE(notices.size(), 1);
        QCOMPARE(notices.first().via, service.way);
        QCOMPARE(notices.first().recipient, u"ops"_s);
    }

    void topics_data()
    {
        QTest::addColumn<QString>("topic");
        QTest::addColumn<bool>("isTaken");
        QTest::newRow("none") << QString() << true;
        QTest::newRow("letters, digits and signs") << u"ops_Desk-7"_s << true;
        QTest::newRow("64 letters") << QString(64, u'x') << true;
        QTest::newRow("65 letters") << QString(65, u'x') << false;
        QTest::newRow("a path") << u"ops/x"_s << false;
        QTest::newRow("a blank") << u"ops desk"_s << false;
    }
    void topics()
    {
        QFETCH(QString, topic);
        QFETCH(bool, isTaken);
        CROSSDOCK_SHOP(shop);
        QCOMPARE(shop.perform(command::DefineContact{u"ops"_s, {u"ops"_s}, {}, {}, {}, topic}).has_value(), isTaken);
        if (isTaken)
            QCOMPARE(shop.ask(query::Contacts{}).contacts.first().topic, topic);
    }

    void aMessageIsPushed()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 10);
        const QString text = u"When an order arrives, push ops"_s;
        QVERIFY(shop.missing(text).contains(u"“crossdock push set"_s));
        QVERIFY(shop.missing(text).contains(u"“ops” has no push topic"_s));
        shop.must(command::SetMessageService{{u"push"_s, u"ntfy"_s, u"https://push.example.com"_s}});
        shop.must(command::DefineContact{u"ops"_s, {u"ops"_s}, {}, {}, {}, u"ops-desk"_s});
        shop.arm(text);
        shop.place(u"1"_s, u"MUG-1");
        const auto notices = shop.ask(query::Notices{.onlyWaiting = true});
        QCOMPARE(notices.size(), 1);
        QCOMPARE(notices.first().via, u"push"_s);
    }

    void phonesOfBuyers_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("country");
        QTest::addColumn<QString>("number"); // empty: nobody can be called
        QTest::newRow("with its country") << u"+31 6 1234 5678"_s << u"US"_s << u"+31612345678"_s;
        QTest::newRow("an American one") << u"(650) 555-1234"_s << u"US"_s << u"+16505551234"_s;
        QTest::newRow("an American one with the 1") << u"1-650-555-1234"_s << u"us"_s << u"+16505551234"_s;
        QTest::newRow("from America abroad") << u"011 31 612345678"_s << u"US"_s << u"+31612345678"_s;
        QTest::newRow("a German one with its 0") << u"030 123456"_s << u"DE"_s << u"+4930123456"_s;
        QTest::newRow("a German one as Germans write it") << u"030/123456"_s << u"DE"_s << u"+4930123456"_s;
        QTest::newRow("a German one with 00") << u"0049 30 123456"_s << u"DE"_s << u"+4930123456"_s;
        QTest::newRow("an Italian one keeps its 0") << u"06 12345678"_s << u"IT"_s << u"+390612345678"_s;
        QTest::newRow("an Italian one that begins as the country does") << u"393 345 6789"_s << u"IT"_s << u"+393933456789"_s;
        QTest::newRow("an Italian one with its country and no plus") << u"39 333 1234567"_s << u"IT"_s << u"+393331234567"_s;
        QTest::newRow("with its country, and the 0 of its own") << u"+44 (0)20 7946 0000"_s << u"GB"_s << u"+442079460000"_s;
        QTest::newRow("an Indian one") << u"98765 43210"_s << u"IN"_s << u"+919876543210"_s;
        QTest::newRow("an Indian one that begins as the country does") << u"9123456789"_s << u"IN"_s << u"+919123456789"_s;
        QTest::newRow("an Indian one with its country and no plus") << u"919876543210"_s << u"IN"_s << u"+919876543210"_s;
        QTest::newRow("too short for the country") << u"12345"_s << u"IN"_s << QString();
        QTest::newRow("no country") << u"98765 43210"_s << QString() << QString();
        QTest::newRow("a country whose plan is not known") << u"98765 43210"_s << u"XX"_s << QString();
        QTest::newRow("letters") << u"650 CALL ME"_s << u"US"_s << QString();
        QTest::newRow("nothing") << QString() << u"US"_s << QString();
    }
    void phonesOfBuyers()
    {
        QFETCH(QString, typed);
        QFETCH(QString, country);
        QTEST(internationalPhone(typed, country), "number");
    }

    void aMessageGoesToTheBuyer()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 10);
        shop.must(command::SetMessageService{{u"sms"_s, u"AC1"_s, {}, u"+15550001111"_s}});
        const qint64 rule = shop.arm(u"When an order arrives, text the customer \"Thank you\""_s);
        ChannelOrder placed = orderOf(u"1"_s, {{u"1"_s, u"MUG-1", 1}});
        placed.buyer.phone = u"+31612345678"_s;
        shop.must(command::RecordOrder{placed, {}, {}});
        shop.clock.settle();
        QCOMPARE(shop.runs(rule).first().state, RuleRun::State::Done);
        const auto notices = shop.ask(query::Notices{.onlyWaiting = true});
        QCOMPARE(notices.size(), 1);
        QCOMPARE(notices.first().order, std::optional(placed.id));
        QCOMPARE(notices.first().title, u"Your order 1"_s);
        QCOMPARE(notices.first().text, u"Thank you"_s);
        const Entry posted = shop.trail(u"notice.post"_s).first();
        QCOMPARE(posted.body[u"about"_s][u"order"_s][0].toString(), placed.id.text());
        QVERIFY(!QJsonDocument(posted.body).toJson().contains("612345678"));
    }
    /// What is said of an order that came to nothing would be wrong; what a rule says of the cancellation is not.
    void aMessageAboutACancelledOrder()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 10);
        shop.must(command::SetMessageService{{u"sms"_s, u"AC1"_s, {}, u"+15550001111"_s}});
        const qint64 late = shop.arm(u"When an order arrives, wait 2 hours, then text the customer \"Enjoy your mug\""_s);
        shop.arm(u"When an order is cancelled, text the customer \"We are sorry\""_s);
        shop.place(u"1"_s, u"MUG-1");
        shop.place(u"2"_s, u"MUG-1");
        shop.must(command::CancelOrder{{channel(u"web"), u"1"_s}, {}});
        shop.clock.pass(std::chrono::hours(3));
        const auto notices = shop.ask(query::Notices{.onlyWaiting = true});
        QCOMPARE(notices.size(), 2);
        for (const Notice &one : notices)
            QCOMPARE(one.text, one.order->number == u"1" ? u"We are sorry"_s : u"Enjoy your mug"_s);
        const QList<RuleRun> runs = shop.runs(late);
        QVERIFY(std::any_of(runs.begin(), runs.end(), [](const RuleRun &run) { return run.deeds.last().words.contains(u"cancelled meanwhile"_s); }));
    }
    /// Old orders that are imported, or that a new channel tells first, are no news to their buyers.
    void aMessageAboutAnOldOrder()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 10);
        shop.must(command::SetMessageService{{u"sms"_s, u"AC1"_s, {}, u"+15550001111"_s}});
        shop.arm(u"When an order arrives, text the customer \"Thank you\""_s);
        constexpr int day = 86'400;
        shop.place(u"1"_s, u"MUG-1", 1, -3 * day);
        shop.place(u"2"_s, u"MUG-1", 1, -day);
        const auto notices = shop.ask(query::Notices{.onlyWaiting = true});
        QCOMPARE(notices.size(), 1);
        QCOMPARE(notices.first().order->number, u"2"_s);
    }
    void nobodyIsWrittenToWhoWasForgotten()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 10);
        shop.place(u"1"_s, u"MUG-1");
        const OrderId order{channel(u"web"), u"1"_s};
        const command::PostNotice message{u"message"_s, u"sms"_s, u"customer"_s, u"Your order 1"_s, u"Thank you"_s, order};
        QVERIFY(shop.perform(message).has_value());
        shop.must(command::ForgetBuyer{order});
        const auto refused = shop.perform(message);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::NotAllowed);
        QCOMPARE(shop.ask(query::Notices{}).size(), 1);
    }
    /// The seller may have given the word an address of his own, for a try: it stays his.
    void aContactOfThatNameComesFirst()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 10);
        shop.must(command::SetMessageService{{u"sms"_s, u"AC1"_s, {}, u"+15550001111"_s}});
        shop.must(command::DefineContact{u"customer"_s, {u"the customer"_s}, {}, {}, u"+16505551234"_s});
        shop.arm(u"When an order arrives, text the customer"_s);
        shop.place(u"1"_s, u"MUG-1");
        const auto notices = shop.ask(query::Notices{.onlyWaiting = true});
        QCOMPARE(notices.size(), 1);
        QVERIFY(!notices.first().order);
    }
    /// However it is reached.
    void aContactOfThatNameIsPushed()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 10);
        shop.must(command::SetMessageService{{u"push"_s, u"ntfy"_s, u"https://push.example.com"_s}});
        shop.must(command::DefineContact{u"customer"_s, {u"the customer"_s}, {}, {}, {}, u"jo-desk"_s});
        shop.arm(u"When an order arrives, push the customer"_s);
        shop.place(u"1"_s, u"MUG-1");
        const auto notices = shop.ask(query::Notices{.onlyWaiting = true});
        QCOMPARE(notices.size(), 1);
        QVERIFY(!notices.first().order);
    }

    void needs_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("named"); // a part of what is missing; empty: nothing is
        QTest::newRow("a way of sending, and nobody who sends") << u"When an order arrives, use UPS Ground"_s << u"crossdock carrier add"_s;
        QTest::newRow("a label, and nobody who sells") << u"When an order arrives, buy a label with the cheapest service"_s << u"No carrier sells labels yet"_s;
        QTest::newRow("a payment that the channel takes itself") << u"When an order comes in from web, capture the payment"_s << u"cannot capture a payment on “web”"_s;
        QTest::newRow("a payment, on all channels") << u"When an order arrives, capture the payment"_s << u"on “shop”"_s;
        QTest::newRow("a refund") << u"When an order comes in from web, refund the shipping"_s << QString();
        QTest::newRow("the end of a listing") << u"When the stock of any product drops below 10, end its listing on shop"_s << QString();
        QTest::newRow("a listing published") << u"When a listing is created on web, publish it on shop"_s << QString();
        QTest::newRow("the nearest of places that say nothing") << u"When an order arrives, route it to the nearest warehouse"_s << u"No node says where it is"_s;
        QTest::newRow("a push message") << u"When an order arrives, notify me on my phone"_s << u"“crossdock push set"_s;
        QTest::newRow("a buyer, and nothing to read") << u"When an order arrives, text the customer"_s << u"Nothing says what the buyer is to read"_s;
        QTest::newRow("a buyer, and no service") << u"When an order arrives, text the customer \"Thank you\""_s << u"“crossdock sms set"_s;
        QTest::newRow("a buyer, and no mail server") << u"When an order arrives, email the customer \"Thank you\""_s << u"“crossdock mail set"_s;
        QTest::newRow("a buyer, who does not see the window") << u"When an order arrives, tell the customer \"Thank you\""_s << u"reached by e-mail, WhatsApp or SMS"_s;
        QTest::newRow("the buyer of no order") << u"When stock drops below 5, email the customer \"Sorry\""_s << u"Who “the customer” is, an order says"_s;
        QTest::newRow("a supplier without an address") << u"When stock drops below 5, email the supplier"_s << u"No product says who supplies it"_s;
        QTest::newRow("an order of a schedule") << u"Every hour, hold orders older than 3 days"_s << QString();
        QTest::newRow("a review at once") << u"When an order is dispatched, ask for a review"_s << u"from 5 to 30 days after the delivery"_s;
        QTest::newRow("a review much later") << u"When an order is dispatched, wait 40 days, then ask for a review"_s << u"from 5 to 30 days after the delivery"_s;
        QTest::newRow("a review where nobody asks for it") << u"When an order from web is dispatched, wait 10 days, then ask for a review"_s << u"cannot ask for a review on “web”"_s;
        QTest::newRow("an option, and no carrier") << u"When an order arrives, require a signature"_s << u"can be asked for a signature"_s;
        QTest::newRow("an option of the packer") << u"When an order arrives, gift wrap it"_s << QString();
    }
    void needs()
    {
        QFETCH(QString, text);
        QFETCH(QString, named);
        CROSSDOCK_SHOP(shop);
        const QString said = shop.missing(text);
        QVERIFY2(named.isEmpty() ? said.isEmpty() : said.contains(named), qPrintable(said));
    }

    void ordersAreSentAsTheRuleSays()
    {
        CROSSDOCK_SHOP(shop);
        prices(shop);
        shop.define(u"MUG-1", 10);
        shop.must(command::TakeCartons{u"USD"_s, {{u"Large box"_s, rates::Dimensions{rates::Length(9), rates::Length(9), rates::Length(9)}, rates::Dimensions{rates::Length(9), rates::Length(9), rates::Length(9)}, {}, {}, 50, true}}});
        shop.must(command::AddCarrier{{*CarrierId::parse(u"broker"), u"easypost"_s, {}, {}}});
        const qint64 rule = shop.arm(u"When an order arrives, use USPS Ground Advantage, use a Large box and buy a label"_s);
        shop.place(u"1"_s, u"MUG-1");
        const fulfilment::ShippingWish wish = shop.order(u"1").wish;
        QCOMPARE(wish.carrier, u"usps"_s);
        QCOMPARE(wish.service, u"ground_advantage"_s);
        QCOMPARE(wish.package, u"Large box"_s);
        QVERIFY(wish.buysLabel);
        QVERIFY(!wish.by.isEmpty());
        QCOMPARE(shop.ask(query::Waiting{}).orders.first().wish, wish);
        QCOMPARE(shop.entriesOf(u"order.wish"_s), 3);
        QCOMPARE(shop.runs(rule).first().state, RuleRun::State::Done);
        shop.must(command::WishShipping{{channel(u"web"), u"1"_s}, command::WishShipping::What::Nothing, {}});
        QVERIFY(shop.order(u"1").wish.isEmpty());
    }

    void wishes_data()
    {
        using What = command::WishShipping::What;
        using fulfilment::ShippingWish;
        QTest::addColumn<What>("what");
        QTest::addColumn<ShippingWish>("wish");
        QTest::addColumn<bool>("isTaken");
        QTest::newRow("a carrier") << What::Way << ShippingWish{u"ups"_s, {}} << true;
        QTest::newRow("a rate") << What::Way << ShippingWish{{}, {}, ShippingWish::Rate::Fastest} << true;
        QTest::newRow("no way") << What::Way << ShippingWish{} << false;
        QTest::newRow("a service of nobody") << What::Way << ShippingWish{{}, u"ground"_s} << false;
        QTest::newRow("no carton") << What::Package << ShippingWish{} << false;
        QTest::newRow("a label, however it goes") << What::Label << ShippingWish{} << true;
        QTest::newRow("options") << What::Options << ShippingWish{.options = {rates::Option::Signature, rates::Option::GiftWrap}} << true;
        QTest::newRow("no option") << What::Options << ShippingWish{} << false;
        QTest::newRow("options that it has not") << What::NoOptions << ShippingWish{.options = {rates::Option::Signature}} << true;
    }
    void wishes()
    {
        QFETCH(command::WishShipping::What, what);
        QFETCH(fulfilment::ShippingWish, wish);
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 10);
        shop.place(u"1"_s, u"MUG-1");
        const OrderId order{channel(u"web"), u"1"_s};
        QTEST(shop.perform(command::WishShipping{order, what, wish}).has_value(), "isTaken");
        shop.must(command::ShipOrder{order, {}});
        QVERIFY(!shop.perform(command::WishShipping{order, what, wish})); // nothing is left to send
    }

    void optionsAddUpAndAreTakenBack()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 10);
        shop.must(command::AddCarrier{{*CarrierId::parse(u"broker"), u"easypost"_s, {}, {}}});
        const qint64 rule = shop.arm(u"When an order arrives, require a signature, insure it and gift wrap it"_s);
        shop.place(u"1"_s, u"MUG-1");
        using rates::Option;
        QCOMPARE(shop.order(u"1").wish.options, (rates::Options{Option::Signature, Option::Insurance, Option::GiftWrap}));
        QCOMPARE(shop.runs(rule).first().state, RuleRun::State::Done);
        const OrderId order{channel(u"web"), u"1"_s};
        shop.must(command::WishShipping{order, command::WishShipping::What::NoOptions, {.options = {Option::Insurance}}});
        QCOMPARE(shop.order(u"1").wish.options, (rates::Options{Option::Signature, Option::GiftWrap}));
        shop.must(command::WishShipping{order, command::WishShipping::What::Nothing, {}});
        QVERIFY(shop.order(u"1").wish.isEmpty());
    }

    void aWishIsTakenBack()
    {
        CROSSDOCK_SHOP(shop);
        prices(shop);
        shop.define(u"MUG-1", 10);
        const qint64 rule = shop.arm(u"When an order arrives, use the fastest service"_s);
        shop.place(u"1"_s, u"MUG-1");
        QCOMPARE(shop.order(u"1").wish.rate, fulfilment::ShippingWish::Rate::Fastest);
        shop.must(command::ChangeRule{rule, command::ChangeRule::What::Undo});
        QVERIFY(shop.order(u"1").wish.isEmpty());
    }

    void whatIsThereNeedNotWait()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 3);
        const qint64 rule = shop.arm(u"When an order contains a backordered item, split it"_s);
        shop.place(u"1"_s, u"MUG-1", 5);
        const QList<fulfilment::Parcel> parcels = shop.order(u"1").parcels;
        QCOMPARE(shop.runs(rule).first().state, RuleRun::State::Done);
        QCOMPARE(parcels.size(), 1);
        QCOMPARE(parcels.first().plan.lines.first().quantity, Quantity(3));
        QVERIFY(parcels.first().plan.isPinned);
        QVERIFY(shop.balances());
    }

    /// Where the buyer lives is sealed, and the rule may look.
    void theNearestSends()
    {
        CROSSDOCK_SHOP(shop);
        shop.database->setShopKey(nullptr); // as the writing connection of the program
        for (const auto &[name, postcode] : {std::pair(u"main"_s, u"89501"_s), {u"east"_s, u"07102"_s}}) {
            NodeDetails details;
            details.country = u"US"_s;
            details.postcode = postcode;
            shop.must(command::DefineNode{node(name), u"warehouse"_s, {}, details});
        }
        shop.define(u"MUG-1", 10, 10);
        const qint64 rule = shop.arm(u"When an order arrives, route it to the nearest warehouse"_s);
        ChannelOrder placed = orderOf(u"1"_s, {{u"1"_s, u"MUG-1", 2}});
        placed.buyer.country = u"US"_s;
        placed.buyer.postcode = u"12180"_s; // Troy, New York
        shop.must(command::RecordOrder{placed, {}, {}});
        shop.clock.settle();
        QCOMPARE(shop.runs(rule).first().state, RuleRun::State::Done);
        const QList<fulfilment::Parcel> parcels = shop.order(u"1").parcels;
        QCOMPARE(parcels.size(), 1);
        QCOMPARE(parcels.first().plan.node, node(u"east"));
        QVERIFY(shop.balances());
    }

    void refunds_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<RefundAmount>("amount");
        QTest::newRow("all") << u"refund it in full"_s << RefundAmount{};
        QTest::newRow("the shipping") << u"refund the shipping"_s << RefundAmount{RefundAmount::What::Shipping, {}, 0};
        QTest::newRow("a share") << u"refund 50%"_s << RefundAmount{RefundAmount::What::Share, {}, 5'000};
        QTest::newRow("a sum") << u"refund $7.50"_s << RefundAmount{RefundAmount::What::Sum, {750, u"USD"_s}, 0};
    }
    void refunds()
    {
        QFETCH(QString, text);
        QFETCH(RefundAmount, amount);
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 10);
        shop.arm(u"When an order comes in from web, "_s + text);
        shop.events.clear();
        shop.place(u"1"_s, u"MUG-1");
        const QList<Instruction> told = instructions(shop);
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.first().kind, Instruction::Kind::Refund);
        QCOMPARE(told.first().order, u"1"_s);
        QCOMPARE(told.first().amount, amount);
        QVERIFY(!told.first().key.isEmpty());
        QVERIFY(std::any_of(shop.events.begin(), shop.events.end(), [](const Event &event) { return std::holds_alternative<event::InstructionWaits>(event); }));
        QCOMPARE(shop.order(u"1").instructions.size(), 1);
    }

    void anAnswerIsKeptOnce()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 10);
        shop.place(u"1"_s, u"MUG-1");
        const command::InstructChannel refund{Instruction::Kind::Refund, OrderId{channel(u"web"), u"1"_s}};
        QVERIFY(shop.perform(refund, u"once"_s));
        QVERIFY(shop.perform(refund, u"once"_s)); // the same operation
        QCOMPARE(instructions(shop).size(), 1);
        const qint64 id = instructions(shop).first().id;
        shop.must(command::RecordInstruction{id, false, u"The gateway cannot refund"_s});
        QCOMPARE(instructions(shop).first().state, Instruction::State::Refused);
        shop.perform(command::RecordInstruction{id, true, {}});
        QCOMPARE(instructions(shop).first().state, Instruction::State::Refused);
        QCOMPARE(instructions(shop).first().words, u"The gateway cannot refund"_s);
        QCOMPARE(shop.entriesOf(u"order.refund_refused"_s), 1);
        QVERIFY(shop.ask(query::Instructions{.onlyWaiting = true}).isEmpty());
        QVERIFY(!shop.perform(command::InstructChannel{Instruction::Kind::Capture, OrderId{channel(u"web"), u"1"_s}})); // no call for it there
        QVERIFY(!shop.perform(command::InstructChannel{Instruction::Kind::Refund, OrderId{channel(u"web"), u"1"_s}, {RefundAmount::What::Share, {}, 10'001}}));
    }

    /// Amazon takes one request for an order; nobody else takes any.
    void aReviewIsAskedForOnce()
    {
        CROSSDOCK_SHOP(shop);
        ChannelDetails details;
        details.name = channel(u"amz");
        details.kind = u"amazon"_s;
        details.url = u"http://localhost"_s;
        shop.must(command::AddChannel{details});
        shop.define(u"MUG-1", 10);
        const QString text = u"When an order from amz is dispatched, wait 5 days, then ask for a review"_s;
        shop.arm(text, 9);
        const qint64 second = shop.arm(text, 1);
        const ChannelOrder placed = orderOf(u"902-1"_s, {{u"1"_s, u"MUG-1", 1}}, 0, u"amz");
        shop.must(command::RecordOrder{placed, {}, {}});
        shop.must(command::ShipOrder{placed.id, {}});
        shop.clock.pass(std::chrono::days(4));
        QVERIFY(instructions(shop).isEmpty());
        shop.clock.pass(std::chrono::days(2));
        const QList<Instruction> told = instructions(shop);
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.first().kind, Instruction::Kind::AskReview);
        QCOMPARE(told.first().order, u"902-1"_s);
        const RuleRun refused = shop.runs(second).first();
        QVERIFY2(refused.deeds.last().words.contains(u"asked for a review before"_s), qPrintable(refused.deeds.last().words));
        shop.must(command::RecordInstruction{told.first().id, true, {}});
        QCOMPARE(shop.entriesOf(u"order.ask_review_done"_s), 1);
    }

    void aListingEnds()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        shop.list(u"web", u"MUG-1");
        shop.list(u"shop", u"MUG-1");
        shop.arm(u"When the stock of SKU MUG-1 drops below 10, end its listing on shop"_s);
        const qint64 ended = shop.arm(u"When a listing is ended on shop, notify me"_s);
        shop.setStock(u"MUG-1", 5);
        const QList<Instruction> told = instructions(shop);
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.first().kind, Instruction::Kind::EndListing);
        QCOMPARE(told.first().listing.id, (ListingId{channel(u"shop"), u"MUG-1"_s}));
        QCOMPARE(told.first().listing.sku, sku(u"MUG-1"));
        QCOMPARE(shop.runCount(ended), 0); // it was only asked for
        shop.must(command::RecordInstruction{told.first().id, true, u"off sale"_s});
        shop.clock.settle();
        QCOMPARE(shop.runCount(ended), 1);
    }
};

QTEST_GUILESS_MAIN(RulesDeedsTest)
#include "tst_rules_deeds.moc"
