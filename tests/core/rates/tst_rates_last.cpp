#include "core/inventory/fulfilment/rates/last_answers.h"
#include "core/inventory/fulfilment/rates/likeness.h"
#include "tests/core/rates/parcels.h"
#include "tests/core/workshop.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::rates;
using namespace crossdock::test;
using namespace crossdock::tests;

namespace {

const QDate monday(2026, 3, 2);

rates::Shipment usual()
{
    return shipment(monday, pounds(u"3.2"_s), inches(u"12"_s, u"9"_s, u"4"_s));
}

LastAnswer answer(const QString &account, const rates::Shipment &to, qint64 amount, int atSecond)
{
    return {account, likenessOf(to), {{u"usps"_s, u"priority"_s, u"account"_s, {amount, u"USD"_s}, 2, second(atSecond)}}};
}

} // namespace

/// What carriers asked last is found again for what is alike, and for nothing else.
class TestLast : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }
    void knowsWhatIsAlike_data();
    void knowsWhatIsAlike();
    void insuresAlike_data();
    void insuresAlike();
    void keepsTheNewest();
    void findsManyAtOnce();
    void holdsAfterARestart();
    void forgetsWithItsAccount();
    void recallsForTheSilent();

private:
    Stores m_stores;
};

void TestLast::knowsWhatIsAlike_data()
{
    QTest::addColumn<std::function<void(rates::Shipment &)>>("change");
    QTest::addColumn<bool>("alike");
    const auto row = [](const char *name, bool isAlike, const std::function<void(rates::Shipment &)> &change) { QTest::newRow(name) << change << isAlike; };
    row("the same", true, [](rates::Shipment &) {});
    row("another day", true, [](rates::Shipment &one) { one.shipDate = one.shipDate.addDays(9); });
    row("the same pound", true, [](rates::Shipment &one) { one.parcels[0].weight = pounds(u"4"_s); });
    row("the next pound", false, [](rates::Shipment &one) { one.parcels[0].weight = pounds(u"4.001"_s); });
    row("another street of the same area", true, [](rates::Shipment &one) { one.to.postcode = u"94110-1234"_s; });
    row("another area", false, [](rates::Shipment &one) { one.to.postcode = u"94005"_s; });
    row("another origin", false, [](rates::Shipment &one) { one.from.postcode = u"10002"_s; });
    row("another country", false, [](rates::Shipment &one) { one.to.country = u"CA"_s; });
    row("a home", false, [](rates::Shipment &one) { one.isResidential = true; });
    row("the sides turned", true, [](rates::Shipment &one) { one.parcels[0].dimensions = inches(u"4"_s, u"12"_s, u"9"_s); });
    row("a larger box of the same billed weight", true, [](rates::Shipment &one) { one.parcels[0].dimensions = inches(u"10"_s, u"9"_s, u"4"_s); });
    row("billed by volume", false, [](rates::Shipment &one) { one.parcels[0].dimensions = inches(u"12"_s, u"12"_s, u"9"_s); });
    row("too long to be handled as others", false, [](rates::Shipment &one) { one.parcels[0].dimensions = inches(u"49"_s, u"2"_s, u"2"_s); });
    row("sides not known", false, [](rates::Shipment &one) { one.parcels[0].dimensions.reset(); });
    row("no closed box", false, [](rates::Shipment &one) { one.parcels[0].isUnboxed = true; });
    row("with a signature", false, [](rates::Shipment &one) { one.options = {Option::Signature}; });
    row("its value, where nothing is insured", true, [](rates::Shipment &one) { one.value = Money{25'000, u"USD"_s}; });
    row("one parcel more", false, [](rates::Shipment &one) { one.parcels.append(one.parcels[0]); });
}

void TestLast::knowsWhatIsAlike()
{
    QFETCH_GLOBAL(bool, isPostgresql);
    if (isPostgresql)
        QSKIP("needs no store");
    QFETCH(std::function<void(rates::Shipment &)>, change);
    QFETCH(bool, alike);
    rates::Shipment changed = usual();
    change(changed);
    QCOMPARE(likenessOf(changed) == likenessOf(usual()), alike);
}

/// By the hundred, in its currency: insurance costs more of more.
void TestLast::insuresAlike_data()
{
    QTest::addColumn<Money>("value");
    QTest::addColumn<bool>("alike"); // to 250.00 USD
    QTest::newRow("the same") << Money{25'000, u"USD"_s} << true;
    QTest::newRow("of the same hundred") << Money{20'001, u"USD"_s} << true;
    QTest::newRow("a hundred less") << Money{20'000, u"USD"_s} << false;
    QTest::newRow("a cent more than three hundred") << Money{30'001, u"USD"_s} << false;
    QTest::newRow("of another currency") << Money{25'000, u"EUR"_s} << false;
}

void TestLast::insuresAlike()
{
    QFETCH_GLOBAL(bool, isPostgresql);
    if (isPostgresql)
        QSKIP("needs no store");
    QFETCH(Money, value);
    rates::Shipment insured = usual(), other = usual();
    insured.options = other.options = {Option::Insurance};
    insured.value = Money{25'000, u"USD"_s};
    other.value = value;
    QTEST(likenessOf(other) == likenessOf(insured), "alike");
}

void TestLast::keepsTheNewest()
{
    CROSSDOCK_WORKSHOP(shop);
    const QStringList asked{likenessOf(usual())};
    const int before = shop.entries();
    QVERIFY(shop.ask(query::LastAnswers{asked}).isEmpty());
    shop.must(command::NoteAnswers{{answer(u"mine"_s, usual(), 1'200, 1), answer(u"other"_s, usual(), 900, 1)}});
    LastAnswer newer = answer(u"mine"_s, usual(), 1'250, 2);
    newer.prices[0].service = u"express"_s; // what it does not offer any more is gone
    shop.must(command::NoteAnswers{{newer}});
    shop.must(command::NoteAnswers{{{u"mine"_s, asked.first(), {}}}}); // no price: the last one stays
    const auto known = shop.ask(query::LastAnswers{asked});
    QCOMPARE(known, (QList<LastAnswer>{newer, answer(u"other"_s, usual(), 900, 1)}));
    QCOMPARE(shop.entries(), before);
    shop.clock.pass(Milliseconds{366LL * 24 * 3'600'000});
    shop.must(command::NoteAnswers{{}});
    QVERIFY(shop.ask(query::LastAnswers{asked}).isEmpty());
}

/// A wave asks for all its shipments in one go: each is found once, in order, and nothing else.
void TestLast::findsManyAtOnce()
{
    CROSSDOCK_WORKSHOP(shop);
    QList<LastAnswer> all;
    QStringList asked;
    for (int i = 0; i < 250; ++i) {
        rates::Shipment to = usual();
        to.to.postcode = QString::number(i + 100) + u"01"_s;
        all.append(answer(u"mine"_s, to, 1'000 + i, 1));
        if (i % 25 == 0)
            all.append(answer(u"other"_s, to, 900, 1));
        asked.append(likenessOf(to));
    }
    shop.must(command::NoteAnswers{all});
    asked.removeLast();
    const auto known = shop.ask(query::LastAnswers{asked + asked.first(10)});
    QCOMPARE(known.size(), all.size() - 1);
    QSet<QString> found;
    for (const LastAnswer &one : known) {
        QVERIFY(all.contains(one) && asked.contains(one.likeness));
        found.insert(one.likeness);
    }
    QCOMPARE(found.size(), asked.size());
}

void TestLast::holdsAfterARestart()
{
    const auto source = m_stores.fresh();
    if (!source)
        QSKIP(qPrintable(m_stores.whyNot()));
    {
        Workshop shop(*source);
        shop.must(command::NoteAnswers{{answer(u"mine"_s, usual(), 1'200, 1)}});
    }
    Workshop again(*source, false);
    QCOMPARE(again.ask(query::LastAnswers{{likenessOf(usual())}}), QList<LastAnswer>{answer(u"mine"_s, usual(), 1'200, 1)});
}

void TestLast::forgetsWithItsAccount()
{
    CROSSDOCK_WORKSHOP(shop);
    const CarrierId mine = *CarrierId::parse(u"mine"_s);
    shop.must(command::AddCarrier{{.name = mine, .kind = u"usps"_s, .url = {}, .account = {}}});
    shop.must(command::NoteAnswers{{answer(u"mine"_s, usual(), 1'200, 1)}});
    shop.must(command::RemoveCarrier{mine});
    QVERIFY(shop.ask(query::LastAnswers{{likenessOf(usual())}}).isEmpty());
}

void TestLast::recallsForTheSilent()
{
    QFETCH_GLOBAL(bool, isPostgresql);
    if (isPostgresql)
        QSKIP("needs no store");
    const LastAnswer known = answer(u"mine"_s, usual(), 1'200, 1);
    Rated rated{{}, {}, {{u"mine"_s, u"no answer in 1500 ms"_s}, {u"other"_s, u"no answer in 1500 ms"_s}}};
    recall(rated, likenessOf(usual()), {known});
    QCOMPARE(rated.silent[0].lastKnown, known.prices);
    QVERIFY(rated.silent[1].lastKnown.isEmpty());
    Quote live;
    live.carrier = u"usps"_s;
    live.service = u"priority"_s;
    live.priceType = u"account"_s;
    live.total = {1'200, u"USD"_s};
    live.transitDays = 2;
    live.via = u"mine"_s;
    live.askedAt = second(1);
    Quote listed = live;
    live.source = Quote::Source::Live;
    QCOMPARE(answersIn({{listed, live}, {}, {}}, likenessOf(usual())), QList<LastAnswer>{known});
}

QTEST_GUILESS_MAIN(TestLast)
#include "tst_rates_last.moc"
