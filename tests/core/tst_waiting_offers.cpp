#include "core/inventory/channels/waiting_offers.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::channels;
using namespace Qt::Literals::StringLiterals;

class WaitingOffersTest : public QObject
{
    Q_OBJECT

    using Kind = WaitingOffers::Kind;

    static Offer offer(const QString &listing, Quantity quantity, std::optional<Quantity> believed, qint64 revision = 1)
    {
        Offer offer;
        offer.address.id = {*ChannelId::parse(u"shop"_s), listing};
        offer.quantity = quantity;
        offer.believed = believed;
        offer.revision = revision;
        return offer;
    }

    static QString listed(const WaitingOffers &waiting, Kind kind, size_t most = 100, const QString &without = {})
    {
        std::vector<const Offer *> found;
        waiting.collect(kind, most, [&](const Offer &o) { return o.address.id.listing != without; }, found);
        QStringList names;
        for (const Offer *o : found)
            names.append(o->address.id.listing);
        return names.join(u' ');
    }

private Q_SLOTS:
    void kinds_data()
    {
        QTest::addColumn<bool>("compares");
        QTest::addColumn<Quantity>("quantity");
        QTest::addColumn<Quantity>("believed"); // -1: unknown
        QTest::addColumn<bool>("isDoubtful");
        QTest::addColumn<int>("kind");
        const auto row = [](const char *name, bool compares, Quantity quantity, Quantity believed, bool isDoubtful, Kind kind) {
            QTest::newRow(name) << compares << quantity << believed << isDoubtful << static_cast<int>(kind);
        };
        row("less than shown", false, 3, 5, false, Kind::Falling);
        row("less than shown, in doubt", false, 3, 5, true, Kind::Falling);
        row("as shown", false, 5, 5, false, Kind::Falling);
        row("more, compared", true, 6, 5, false, Kind::Rising);
        row("more, in doubt", true, 6, 5, true, Kind::Careful);
        row("more, blindly set", false, 6, 5, false, Kind::Careful);
        row("shown is unknown", true, 6, -1, false, Kind::Careful);
        row("zero where shown is unknown", false, 0, -1, false, Kind::Careful);
    }

    void kinds()
    {
        QFETCH(Quantity, quantity);
        QFETCH(Quantity, believed);
        QFETCH(bool, isDoubtful);
        QFETCH(bool, compares);
        Offer one = offer(u"a"_s, quantity, believed < 0 ? std::nullopt : std::optional(believed));
        one.isDoubtful = isDoubtful;
        QTEST(static_cast<int>(WaitingOffers(compares).kindOf(one)), "kind");
    }

    static Offer priced(const QString &listing, Quantity quantity, std::optional<Quantity> believed, qint64 revision = 1)
    {
        Offer one = offer(listing, quantity, believed, revision);
        one.price = Money{1299, u"USD"_s};
        return one;
    }

    void kindsWithAPrice_data()
    {
        QTest::addColumn<Quantity>("quantity");
        QTest::addColumn<Quantity>("believed"); // -1: unknown
        QTest::addColumn<int>("kind");
        QTest::newRow("as shown") << Quantity(5) << Quantity(5) << static_cast<int>(Kind::Price);
        QTest::newRow("zero, and shown so") << Quantity(0) << Quantity(0) << static_cast<int>(Kind::Price);
        QTest::newRow("less than shown") << Quantity(3) << Quantity(5) << static_cast<int>(Kind::Falling);
        QTest::newRow("more than shown") << Quantity(6) << Quantity(5) << static_cast<int>(Kind::Rising);
        QTest::newRow("shown is unknown") << Quantity(5) << Quantity(-1) << static_cast<int>(Kind::Careful);
    }

    void kindsWithAPrice()
    {
        QFETCH(Quantity, quantity);
        QFETCH(Quantity, believed);
        QTEST(static_cast<int>(WaitingOffers(true).kindOf(priced(u"a"_s, quantity, believed < 0 ? std::nullopt : std::optional(believed)))), "kind");
    }

    /// A listing whose price changes all the time has its turn, and with the newest price.
    void pricesKeepTheirPlace()
    {
        WaitingOffers waiting(true);
        waiting.put(priced(u"often"_s, 5, 5, 1));
        waiting.put(priced(u"once"_s, 2, 2, 2));
        waiting.put(priced(u"often"_s, 5, 5, 3));
        QCOMPARE(listed(waiting, Kind::Price), u"often once"_s);
        QCOMPARE(waiting.find(u"often"_s)->revision, 3);
        QVERIFY(WaitingOffers::goesBefore(offer(u"rises"_s, 9, 1, 9), priced(u"zero"_s, 0, 0, 1)));
        waiting.put(offer(u"often"_s, 0, 5, 4)); // sold out: a quantity from here on
        QCOMPARE(listed(waiting, Kind::Price), u"once"_s);
        QCOMPARE(listed(waiting, Kind::Falling), u"often"_s);
        waiting.remove(u"often"_s);
        waiting.remove(u"once"_s);
        QVERIFY(waiting.isEmpty());
        QCOMPARE(listed(waiting, Kind::Price), QString());
    }

    void theDangerousFirst()
    {
        WaitingOffers waiting(true);
        for (const Offer &one : {offer(u"falls-to-9"_s, 9, 12), offer(u"zero-later"_s, 0, 1, 8), offer(u"rises"_s, 7, 2), offer(u"falls-to-2"_s, 2, 12),
                                 offer(u"zero"_s, 0, 1, 4), offer(u"unknown"_s, 1, {})})
            waiting.put(one);
        QCOMPARE(listed(waiting, Kind::Falling), u"zero zero-later falls-to-2 falls-to-9"_s);
        QCOMPARE(listed(waiting, Kind::Falling, 2), u"zero zero-later"_s);
        QCOMPARE(listed(waiting, Kind::Falling, 2, u"zero"_s), u"zero-later falls-to-2"_s);
        QCOMPARE(listed(waiting, Kind::Rising), u"rises"_s);
        QCOMPARE(listed(waiting, Kind::Careful), u"unknown"_s);
        QVERIFY(WaitingOffers::goesBefore(offer(u"z"_s, 5, 9), offer(u"a"_s, 1, 0)));
    }

    void theNewestOfAListing()
    {
        WaitingOffers waiting(true);
        waiting.put(offer(u"a"_s, 3, 5, 1));
        waiting.put(offer(u"a"_s, 8, 5, 2)); // another quantity and another kind
        QCOMPARE(waiting.size(), 1);
        QCOMPARE(waiting.find(u"a"_s)->quantity, 8);
        QCOMPARE(listed(waiting, Kind::Falling), QString());
        QCOMPARE(listed(waiting, Kind::Rising), u"a"_s);
        waiting.remove(u"a"_s);
        waiting.remove(u"never there"_s);
        QVERIFY(waiting.isEmpty());
        QCOMPARE(waiting.find(u"a"_s), nullptr);
        QCOMPARE(listed(waiting, Kind::Rising), QString());
    }
};

QTEST_GUILESS_MAIN(WaitingOffersTest)
#include "tst_waiting_offers.moc"
