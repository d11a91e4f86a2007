#include "core/connectors/carriers/shippo/shippo_wire.h"
#include "core/connectors/carriers/ups/ups_wire.h"
#include "core/connectors/carriers/usps/usps_wire.h"
#include "core/connectors/carriers/wire_carrier.h"
#include "core/inventory/fulfilment/live_quotes.h"
#include "core/inventory/fulfilment/rates/told_twice.h"
#include "tests/connectors/fake_exchange.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock;
using namespace crossdock::carriers;

namespace {

constexpr Milliseconds deadline{1'500};

Account account(const QString &name)
{
    return {{.name = *CarrierId::parse(name), .kind = {}, .url = {}, .account = {{u"account_number"_s, u"A1"_s}}},
            {{u"api_token"_s, u"token"_s}, {u"client_id"_s, u"id-of-mine"_s}, {u"client_secret"_s, u"secret-of-mine"_s}}};
}

rates::Shipment asked()
{
    rates::Shipment shipment;
    shipment.shipDate = QDate(2026, 3, 2);
    shipment.from.country = shipment.to.country = u"US"_s;
    const rates::Length side = rates::Length::of(9, rates::LengthUnit::Inch);
    shipment.parcels = {{rates::Weight::of(3, rates::WeightUnit::Pound), rates::Dimensions{side, side, side}, false}};
    return shipment;
}

QByteArray token(int seconds)
{
    return asJson("{'access_token':'T','expires_in':'" + QByteArray::number(seconds) + "'}");
}

} // namespace

/// Tokens, failures and deadlines: whatever happens, each carrier is a row.
class TestWireCarrier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsItsToken();
    void saysWhatHappened_data();
    void saysWhatHappened();
    void keepsWhatCanBeRead();
    void tellsWhatWasToldTwice_data();
    void tellsWhatWasToldTwice();
    void waitsAsLongAsItIsTold();
    void asksSideBySide();
    void asksNobodyInVain();
};

void TestWireCarrier::keepsItsToken()
{
    FakeClock clock;
    FakeExchange exchange(clock);
    WireCarrier ups(upsWire(), account(u"mine"_s), exchange, clock);
    QList<rates::Rated> answers;
    const auto take = [&](const rates::Rated &rated) { answers.append(rated); };
    exchange.reply(200, token(3'600));
    exchange.reply(200, recorded(u"carriers/ups_rates.json"_s));
    exchange.reply(200, recorded(u"carriers/ups_rates.json"_s));
    ups.quote(asked(), deadline, take);
    ups.quote(asked(), deadline, take); // while the token is on its way
    QVERIFY(exchange.run());
    QCOMPARE(exchange.asked.size(), 3);
    QCOMPARE(exchange.asked[0].url, QByteArray("https://onlinetools.ups.com/security/v1/oauth/token"));
    QCOMPARE(exchange.header(1, "Authorization"), QByteArray("Bearer T"));
    QCOMPARE(answers.size(), 2);
    QCOMPARE(answers[0].quotes.size(), 3);
    QCOMPARE(answers[0].quotes[0].via, u"mine"_s);
    QCOMPARE(answers[0].quotes[0].source, rates::Quote::Source::Live);
    clock.advance(Milliseconds{3'539'000});
    exchange.reply(200, recorded(u"carriers/ups_rates.json"_s));
    ups.quote(asked(), deadline, take);
    QVERIFY(exchange.run()); // still good
    clock.advance(Milliseconds{2'000});
    exchange.reply(200, token(3'600));
    exchange.reply(200, recorded(u"carriers/ups_rates.json"_s));
    ups.quote(asked(), deadline, take);
    QVERIFY(exchange.run()); // fetched again a minute before its end
    QCOMPARE(answers.size(), 4);
}

void TestWireCarrier::saysWhatHappened_data()
{
    QTest::addColumn<int>("status"); // 0: lost
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("refused");
    QTest::addColumn<QString>("silent");
    QTest::newRow("lost") << 0 << QByteArray() << QString() << u"no answer in 30 s"_s;
    QTest::newRow("refused with words") << 400 << asJson("{'address_to':['This field is required.']}") << u"address_to: This field is required."_s << QString();
    QTest::newRow("refused without words") << 422 << QByteArray("no") << u"HTTP 422"_s << QString();
    QTest::newRow("not let in") << 401 << asJson("{'detail':'Token token is unknown'}") << QString() << u"it does not accept the credentials (HTTP 401): Token ••• is unknown"_s;
    QTest::newRow("too often") << 429 << QByteArray() << QString() << u"it allows no more questions at the moment"_s;
    QTest::newRow("broken") << 502 << QByteArray("<html>") << QString() << u"it answers HTTP 502"_s;
    QTest::newRow("moved") << 301 << QByteArray() << QString() << u"it answers HTTP 301"_s;
    QTest::newRow("nonsense") << 200 << QByteArray("<html>") << QString() << u"the answer is no JSON object"_s;
    QTest::newRow("money that nobody pays with") << 200 << asJson("{'rates':[{'provider':'UPS','servicelevel':{'token':'ups_ground'},'amount':'3.00','currency':'XXQ'}]}") << u"its price is in “XXQ”, and no country pays with that"_s << QString();
    QTest::newRow("a price of nothing") << 200 << asJson("{'rates':[{'provider':'UPS','servicelevel':{'token':'ups_ground'},'amount':'-3.00','currency':'USD'}]}") << u"-3.00 USD is no price"_s << QString();
    QTest::newRow("a price of no service") << 200 << asJson("{'rates':[{'provider':'UPS','amount':'3.00','currency':'USD'}]}") << u"3.00 USD without the name of a service"_s << QString();
    QTest::newRow("a price in no currency") << 200 << asJson("{'rates':[{'provider':'UPS','servicelevel':{'token':'ups_ground'},'amount':'3.00'}]}") << u"an amount without a currency: “3.00”"_s << QString();
    QTest::newRow("no reason, twice") << 200 << asJson("{'rates':[],'messages':[{'source':'UPS','text':''},{'source':'UPS','text':' '}]}") << u"it gives no reason"_s << QString();
    QTest::newRow("nothing offered") << 200 << asJson("{'rates':[],'messages':[]}") << u"it offers no service for this shipment"_s << QString();
}

void TestWireCarrier::saysWhatHappened()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, refused);
    QFETCH(QString, silent);
    FakeClock clock;
    FakeExchange exchange(clock);
    Account mine = account(u"mine"_s);
    mine.secrets[u"api_token"_s] = u"token"_s;
    WireCarrier shippo(shippoWire(), mine, exchange, clock);
    if (status == 0)
        exchange.lose();
    else
        exchange.reply(status, body);
    std::optional<rates::Rated> answer;
    shippo.quote(asked(), deadline, [&](const rates::Rated &rated) { answer = rated; });
    QVERIFY(exchange.run());
    QVERIFY(answer);
    QVERIFY(answer->quotes.isEmpty());
    QCOMPARE(answer->refused.isEmpty() ? QString() : answer->refused[0].reason, refused);
    QCOMPARE(answer->silent.isEmpty() ? QString() : answer->silent[0].reason, silent);
    QCOMPARE(answer->refused.size() + answer->silent.size(), 1);
}

/// One price that cannot be read is a row of its own, and one that is told twice stands once: the others stay.
void TestWireCarrier::keepsWhatCanBeRead()
{
    FakeClock clock;
    FakeExchange exchange(clock);
    WireCarrier shippo(shippoWire(), account(u"mine"_s), exchange, clock);
    const QByteArray good = "{'object_id':'r1','provider':'UPS','servicelevel':{'token':'ups_ground'},'amount':'9.10','currency':'USD'}";
    exchange.reply(200, asJson("{'rates':[" + good + ",{'provider':'USPS','servicelevel':{'token':'usps_priority'},'amount':'free','currency':'USD'}," + good + "]}"));
    std::optional<rates::Rated> answer;
    shippo.quote(asked(), deadline, [&](const rates::Rated &rated) { answer = rated; });
    QVERIFY(exchange.run());
    QVERIFY(answer);
    QCOMPARE(answer->quotes.size(), 1);
    QCOMPARE(answer->quotes[0].total.amount, 910);
    QCOMPARE(answer->refused, (QList<rates::Refusal>{{u"usps"_s, u"usps_priority"_s, u"not an amount of money: “free”"_s}}));
}

/// The very same at two prices in one answer is the cheaper one, and says so; what comes sooner or guaranteed is another thing.
void TestWireCarrier::tellsWhatWasToldTwice_data()
{
    QTest::addColumn<QStringList>("prices"); // "amount days", as they come
    QTest::addColumn<QStringList>("rows"); // "amount days note"
    QTest::newRow("once") << QStringList{u"9.10 3"_s} << QStringList{u"9.10 3 "_s};
    QTest::newRow("twice, the same") << QStringList{u"9.10 3"_s, u"9.10 3"_s} << QStringList{u"9.10 3 "_s};
    QTest::newRow("twice, dearer") << QStringList{u"9.10 3"_s, u"9.40 3"_s} << QStringList{u"9.10 3 told twice: 9.10 and 9.40"_s};
    QTest::newRow("twice, cheaper") << QStringList{u"9.40 3"_s, u"9.10 3"_s} << QStringList{u"9.10 3 told twice: 9.10 and 9.40"_s};
    QTest::newRow("four times") << QStringList{u"9.40 3"_s, u"9.90 3"_s, u"9.10 3"_s, u"9.90 3"_s} << QStringList{u"9.10 3 told several times: 9.10, 9.40 and 9.90"_s};
    QTest::newRow("one comes sooner") << QStringList{u"9.10 3"_s, u"9.40 2"_s} << QStringList{u"9.10 3 "_s, u"9.40 2 "_s};
}

void TestWireCarrier::tellsWhatWasToldTwice()
{
    QFETCH(QStringList, prices);
    FakeClock clock;
    FakeExchange exchange(clock);
    WireCarrier shippo(shippoWire(), account(u"mine"_s), exchange, clock);
    QByteArrayList told;
    for (const QString &price : prices)
        told.append("{'object_id':'r" + QByteArray::number(told.size()) + "','provider':'UPS','servicelevel':{'token':'ups_ground'},'amount':'" + price.section(u' ', 0, 0).toLatin1() + "','currency':'USD','estimated_days':" + price.section(u' ', 1).toLatin1() + '}');
    exchange.reply(200, asJson("{'rates':[" + told.join(',') + "]}"));
    QStringList rows;
    shippo.quote(asked(), deadline, [&](const rates::Rated &rated) {
        for (const rates::Quote &quote : rated.quotes)
            rows.append(u"%1 %2 %3"_s.arg(toDecimal(quote.total)).arg(quote.transitDays.value_or(0)).arg(rates::toldTwiceText(quote)));
    });
    QVERIFY(exchange.run());
    QTEST(rows, "rows");
}

/// As long as it wants no questions it gets none, and is a row all the same.
void TestWireCarrier::waitsAsLongAsItIsTold()
{
    FakeClock clock;
    FakeExchange exchange(clock);
    WireCarrier shippo(shippoWire(), account(u"mine"_s), exchange, clock);
    QStringList heard;
    const auto ask = [&] {
        shippo.quote(asked(), deadline, [&](const rates::Rated &rated) { heard.append(rated.silent.isEmpty() ? u"%1 quotes"_s.arg(rated.quotes.size()) : rated.silent[0].reason); });
        return exchange.run();
    };
    exchange.reply(429, {}, {{"Retry-After", "60"}});
    QVERIFY(ask());
    clock.advance(Milliseconds{59'000});
    QVERIFY(ask());
    QCOMPARE(exchange.asked.size(), 1);
    clock.advance(Milliseconds{1'000});
    exchange.reply(200, recorded(u"carriers/shippo_shipment.json"_s));
    QVERIFY(ask());
    QCOMPARE(heard, (QStringList{u"it allows no more questions for 60 s"_s, u"it allows no more questions for 1 s"_s, u"1 quotes"_s}));
}

void TestWireCarrier::asksSideBySide()
{
    FakeClock clock;
    FakeExchange fast(clock), slow(clock);
    WireCarrier quick(shippoWire(), account(u"quick"_s), fast, clock), late(shippoWire(), account(u"late"_s), slow, clock);
    std::optional<QList<rates::Rated>> answers;
    QObject context;
    QStringList heard;
    fulfilment::LiveQuotes::ask({{u"quick"_s, &quick}, {u"late"_s, &late}}, {asked(), asked()}, deadline, clock, &context, [&](const QList<rates::Rated> &all) { answers = all; },
                                [&](qsizetype shipment, const QString &carrier, const rates::Rated &answer) {
                                    heard.append(u"%1 of %2: %3 quotes, %4 silent"_s.arg(carrier).arg(shipment).arg(answer.quotes.size()).arg(answer.silent.size()));
                                });
    QCOMPARE(slow.asked.size(), 2); // before anyone has answered
    fast.reply(200, recorded(u"carriers/shippo_shipment.json"_s));
    fast.reply(200, recorded(u"carriers/shippo_shipment.json"_s));
    QVERIFY(fast.run());
    QCOMPARE(heard, (QStringList{u"quick of 0: 1 quotes, 0 silent"_s, u"quick of 1: 1 quotes, 0 silent"_s})); // long before the late one
    clock.advance(Milliseconds{1'499});
    QVERIFY(!answers);
    clock.advance(Milliseconds{1});
    QVERIFY(answers);
    QCOMPARE(answers->size(), 2);
    for (const rates::Rated &one : *answers) {
        QCOMPARE(one.quotes.size(), 1);
        QCOMPARE(one.silent, (QList<rates::Silence>{{u"late"_s, u"no answer in 1500 ms"_s}}));
    }
    answers.reset();
    slow.reply(200, recorded(u"carriers/shippo_shipment.json"_s));
    slow.reply(200, recorded(u"carriers/shippo_shipment.json"_s));
    QVERIFY(slow.run());
    QVERIFY(!answers); // too late is too late
    QCOMPARE(heard.mid(2), (QStringList{u"late of 0: 0 quotes, 1 silent"_s, u"late of 1: 0 quotes, 1 silent"_s}));
}

void TestWireCarrier::asksNobodyInVain()
{
    FakeClock clock;
    FakeExchange exchange(clock);
    WireCarrier usps(uspsWire(), account(u"post"_s), exchange, clock);
    rates::Shipment abroad = asked(), two = asked(), flat = asked();
    abroad.to.country = u"CA"_s;
    two.parcels.append(two.parcels.first());
    flat.parcels[0].dimensions.reset();
    rates::Shipment saturday = asked(), insured = asked(), priceless = asked(), back = asked();
    saturday.options = {rates::Option::SaturdayDelivery};
    insured.options = priceless.options = {rates::Option::Insurance};
    insured.value = Money{4'000, u"EUR"_s};
    back.isReturn = true;
    std::optional<QList<rates::Rated>> answers;
    QObject context;
    fulfilment::LiveQuotes::ask({{u"post"_s, &usps}}, {abroad, two, flat, saturday, insured, priceless, back}, deadline, clock, &context, [&](const QList<rates::Rated> &all) { answers = all; });
    QTRY_VERIFY(answers);
    QVERIFY(exchange.asked.isEmpty());
    QCOMPARE(answers->at(0).refused, (QList<rates::Refusal>{{u"post"_s, {}, u"it quotes only inside US"_s}}));
    QCOMPARE(answers->at(1).refused[0].reason, u"it quotes one parcel at a time"_s);
    QCOMPARE(answers->at(2).refused[0].reason, u"it quotes only parcels whose dimensions are known"_s);
    QCOMPARE(answers->at(3).refused[0].reason, u"it cannot be asked for delivery on a Saturday here"_s);
    QCOMPARE(answers->at(4).refused[0].reason, u"it insures in USD alone, and the goods are priced in EUR"_s);
    QVERIFY(answers->at(5).refused[0].reason.startsWith(u"nobody knows what is to be insured"_s));
    QCOMPARE(answers->at(6).refused[0].reason, u"Crossdock knows no labels of it for what a buyer sends back"_s);
}

QTEST_GUILESS_MAIN(TestWireCarrier)
#include "tst_wire_carrier.moc"
