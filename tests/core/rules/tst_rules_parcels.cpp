#include "tests/core/rules/rule_shop.h"

using namespace crossdock;
using namespace crossdock::tests;
using namespace Qt::Literals::StringLiterals;
using Told = labels::Progress;

namespace {

labels::Way way(int at, Told progress, std::optional<int> tries = {})
{
    return {{{second(at), progress, u"so"_s, {}}}, {}, {}, tries};
}

labels::Way expected(int by)
{
    return {{}, second(by)};
}

/// The label of order 1, of one mug that is priced at 8.12.
qint64 send(Shop &shop, const QString &carrier = u"usps"_s)
{
    shop.place(u"1"_s, u"MUG-1");
    rates::Quote quote;
    quote.carrier = carrier;
    quote.service = u"Ground"_s;
    quote.via = u"broker"_s;
    quote.total = {850, u"USD"_s};
    const labels::Box box{node(u"main"), 1, rates::Weight::of(640, rates::WeightUnit::Gram), {}, {{sku(u"MUG-1"), 1}}};
    const qint64 label = shop.must(command::WantLabel{{channel(u"web"), u"1"_s}, box, quote, QDate(2026, 11, 29), labels::Format::Pdf}).body[u"label"_s].toInteger();
    shop.must(command::RecordLabel{label, command::RecordLabel::What::Bought, {u"pl_1"_s, u"T1"_s, Money{812, u"USD"_s}, {labels::Format::Pdf, "%PDF somebody"}}, {}, {}});
    shop.clock.settle();
    return label;
}

void open(Shop &shop, const QString &kind = u"usps"_s)
{
    shop.define(u"MUG-1", 20);
    shop.list(u"web", u"MUG-1");
    shop.must(command::AddCarrier{{*CarrierId::parse(u"broker"), kind, {}, {}}});
}

using Steps = QList<QPair<int, labels::Way>>; ///< told so many seconds into the test's day

void tell(Shop &shop, qint64 label, const Steps &steps)
{
    for (const auto &[at, told] : steps) {
        if (second(at) > shop.clock.now())
            shop.clock.pass(second(at) - shop.clock.now());
        shop.must(command::RecordTracking{label, told});
        shop.clock.settle();
    }
}

} // namespace

/// What rules may say of parcels on their way, live and in history.
class RulesParcelsTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

    static void addRows()
    {
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<QString>("carrier");
        QTest::addColumn<Steps>("steps");
        QTest::addColumn<int>("runs");
        constexpr int minute = 60;
        const auto row = [](const char *name, const QString &sentence, const Steps &steps, int runs, const QString &carrier = u"usps"_s) { QTest::newRow(name) << sentence << carrier << steps << runs; };
        const QString delayed = u"When a shipment is delayed, tag the order late"_s, second2 = u"When the second delivery attempt fails, tag the order twice"_s;
        row("delayed: put off", delayed, {{10, expected(100)}, {20, expected(200)}, {30, expected(300)}}, 1);
        row("delayed: its time is over", delayed, {{10, expected(100)}, {101, {}}, {200, {}}}, 1);
        row("delayed: in time", delayed, {{10, expected(100)}, {90, way(80, Told::Delivered)}}, 0);
        row("no update for two hours", u"When a shipment has had no tracking update for 2 hours, tag the order silent"_s, {{10, way(5, Told::InTransit)}, {150 * minute, {}}, {180 * minute, {}}}, 1);
        row("an update each hour", u"When a shipment has had no tracking update for 2 hours, tag the order silent"_s,
            {{10, way(5, Told::InTransit)}, {60 * minute, way(60 * minute, Told::InTransit)}, {120 * minute, way(120 * minute, Told::InTransit)}}, 0);
        row("attempts: the second", second2, {{10, way(10, Told::Problem, 1)}, {20, way(20, Told::Problem, 2)}, {30, way(30, Told::Problem, 3)}}, 1);
        row("attempts: nobody counts", second2, {{10, way(10, Told::Problem)}, {20, way(20, Told::Problem)}}, 0);
        row("a carrier by its account's name", u"When a UPS shipment is delivered, tag the order there"_s, {{10, way(10, Told::Delivered)}}, 1, u"UPSDAP"_s);
        row("another carrier", u"When a UPS shipment is delivered, tag the order there"_s, {{10, way(10, Told::Delivered)}}, 0, u"usps"_s);
        row("it cost too much", u"When a shipment costing more than $8 is delivered, tag the order dear"_s, {{10, way(10, Told::Delivered)}}, 1);
        row("it cost little", u"When a shipment costing more than $9 is delivered, tag the order dear"_s, {{10, way(10, Told::Delivered)}}, 0);
        row("in transit for long", u"When a shipment has been in transit for more than 1 hour, tag the order slow"_s, {{10, way(5, Told::InTransit)}, {80 * minute, {}}}, 1);
        row("in transit, and there", u"When a shipment has been in transit for more than 1 hour, tag the order slow"_s,
            {{10, way(5, Told::InTransit)}, {30 * minute, way(30 * minute, Told::Delivered)}, {80 * minute, {}}}, 0);
        row("late by an hour", u"When a shipment is late by more than 1 hour, tag the order lost"_s, {{10, expected(100)}, {101, {}}, {70 * minute, {}}}, 1);
    }

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void hearsOfParcels_data() { addRows(); }
    void hearsOfParcels()
    {
        QFETCH(QString, sentence);
        QFETCH(QString, carrier);
        QFETCH(Steps, steps);
        CROSSDOCK_SHOP(shop);
        open(shop);
        const qint64 rule = shop.arm(sentence);
        tell(shop, send(shop, carrier), steps);
        QTEST(int(shop.runCount(rule)), "runs");
    }

    /// The same in a rehearsal of what has happened since.
    void rehearsesParcels_data() { addRows(); }
    void rehearsesParcels()
    {
        QFETCH(QString, sentence);
        QFETCH(QString, carrier);
        QFETCH(Steps, steps);
        CROSSDOCK_SHOP(shop);
        open(shop);
        const qint64 rule = shop.write(sentence);
        tell(shop, send(shop, carrier), steps);
        query::RehearseRule rehearsal;
        rehearsal.rule = rule;
        rehearsal.since = second(0);
        rehearsal.until = shop.clock.now();
        QTEST(int(shop.ask(rehearsal).runs), "runs");
    }

    /// A label that its carrier does not take back is a parcel's again.
    void hearsThatALabelStays()
    {
        CROSSDOCK_SHOP(shop);
        open(shop);
        const qint64 rule = shop.arm(u"When a shipment is updated, notify me"_s);
        const qint64 label = send(shop);
        const auto runsAfter = [&](const Command &command) {
            const qint64 before = shop.runCount(rule);
            shop.must(command);
            shop.clock.settle();
            return shop.runCount(rule) - before;
        };
        QCOMPARE(runsAfter(command::VoidLabel{label}), 1);
        QCOMPARE(runsAfter(command::RecordRefund{label, command::RecordRefund::What::Refused, u"It was scanned"_s}), 1);
        QCOMPARE(shop.entriesOf(u"label.refund_refused"_s), 1);
    }

    /// One delay is one event, whoever looks and however often the program begins again.
    void isDelayedOnceAcrossARestart()
    {
        const auto source = m_stores.fresh();
        if (!source)
            QSKIP(qPrintable(m_stores.whyNot()));
        qint64 rule = 0, label = 0;
        {
            Shop shop(*source);
            open(shop);
            rule = shop.arm(u"When a shipment is delayed, tag the order late"_s);
            label = send(shop);
            tell(shop, label, {{10, expected(100)}, {101, {}}});
            QCOMPARE(shop.runCount(rule), 1);
        }
        Shop again(*source, false);
        tell(again, label, {{200, {}}, {300, expected(400)}});
        QCOMPARE(again.runCount(rule), 1);
    }

    /// Who tells nothing of it is named when the rule is armed.
    void saysWhoTells_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<QString>("objection");
        const QString tried = u"When the second delivery attempt fails, tag the order twice"_s, delayed = u"When a shipment is delayed, tag the order late"_s;
        QTest::newRow("counts") << u"fedex"_s << tried << QString();
        QTest::newRow("counts none") << u"easypost"_s << tried << u"accounts with DHL Express, FedEx, ShipEngine, Shippo and USPS do"_s;
        QTest::newRow("price lists alone") << u"contract"_s << delayed << u"crossdock carrier add"_s;
        QTest::newRow("expects") << u"easypost"_s << delayed << QString();
    }
    void saysWhoTells()
    {
        QFETCH(QString, kind);
        QFETCH(QString, sentence);
        QFETCH(QString, objection);
        CROSSDOCK_SHOP(shop);
        open(shop, kind);
        const auto armed = shop.perform(command::ChangeRule{shop.write(sentence), command::ChangeRule::What::Arm});
        QCOMPARE(armed.has_value(), objection.isEmpty());
        if (!armed)
            QVERIFY2(armed.error().detail.contains(objection), qPrintable(armed.error().detail));
    }
};

QTEST_GUILESS_MAIN(RulesParcelsTest)
#include "tst_rules_parcels.moc"
