#include "core/inventory/fulfilment/placement.h"
#include "tests/core/fulfilment/fake_node.h"
#include "tests/core/sim_clock.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock;
using namespace crossdock::fulfilment;

namespace {

using Kind = channels::CallFailure::Kind;
using Failures = QList<std::optional<channels::CallFailure>>;

const channels::CallFailure silence{Kind::Unreachable, u"no answer in 30 s"_s, Milliseconds{0}, true};
const channels::CallFailure notSent{Kind::Unreachable, u"no route"_s, Milliseconds{0}, false};
const channels::CallFailure refusal{Kind::Rejected, u"the address is wrong"_s, Milliseconds{0}, false};
const channels::CallFailure limited{Kind::RateLimited, u"slower"_s, Milliseconds{30'000}, false};
const channels::CallFailure stranger{Kind::Unauthorized, u"who are you"_s, Milliseconds{0}, false};

NodeOrder order(Quantity units = 2)
{
    NodeOrder wanted;
    wanted.key = u"shop-1-a"_s;
    wanted.lines = {{u"1"_s, *Sku::parse(u"MUG-RED"), units, {}, {}}};
    return wanted;
}

} // namespace

/// An order at a node is there once, whatever the network does.
class TestPlacement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void placesOnce_data();
    void placesOnce();
    void knowsAnotherOrderUnderItsKey();
    void refusesWhatNoNodeTakes_data();
    void refusesWhatNoNodeTakes();
    void cutsAddresses_data();
    void cutsAddresses();
};

void TestPlacement::placesOnce_data()
{
    QTest::addColumn<Failures>("failures");
    QTest::addColumn<bool>("takesEffect");
    QTest::addColumn<bool>("upserts");
    QTest::addColumn<int>("deaf");
    QTest::addColumn<int>("blind");
    QTest::addColumn<int>("creations");
    QTest::addColumn<int>("effects");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("at once") << Failures{} << true << false << 0 << 0 << 1 << 1 << u"placed"_s;
    QTest::newRow("answer lost, it is there") << Failures{silence} << true << false << 0 << 0 << 1 << 1 << u"known"_s;
    QTest::newRow("answer lost, shown late") << Failures{silence} << true << false << 0 << 1 << 1 << 1 << u"known"_s;
    QTest::newRow("answer lost, cannot be asked at first") << Failures{silence} << true << false << 3 << 0 << 1 << 1 << u"known"_s;
    QTest::newRow("request lost") << Failures{silence} << false << false << 0 << 0 << 2 << 1 << u"placed"_s;
    QTest::newRow("request lost, the node takes a key twice") << Failures{silence} << false << true << 0 << 0 << 2 << 1 << u"placed"_s;
    QTest::newRow("never sent") << Failures{notSent, notSent} << false << false << 0 << 0 << 3 << 1 << u"placed"_s;
    QTest::newRow("too fast") << Failures{limited} << false << false << 0 << 0 << 2 << 1 << u"placed"_s;
    QTest::newRow("refused") << Failures{refusal} << false << false << 0 << 0 << 1 << 0 << u"the address is wrong"_s;
    QTest::newRow("not let in") << Failures{stranger} << false << false << 0 << 0 << 1 << 0 << u"who are you"_s;
    QTest::newRow("six times lost") << Failures{silence, silence, silence, silence, silence, silence} << false << false << 0 << 0 << 6 << 0 << u"no answer in 30 s"_s;
    QTest::newRow("silent for good") << Failures{silence} << true << false << 99 << 0 << 1 << 1 << u"perhaps: no answer in 30 s"_s;
}

void TestPlacement::placesOnce()
{
    QFETCH(Failures, failures);
    QFETCH(bool, takesEffect);
    QFETCH(bool, upserts);
    QFETCH(int, deaf);
    QFETCH(int, blind);
    tests::SimClock clock;
    FakeNode node(clock);
    node.failures = failures;
    node.takesEffectAllTheSame = takesEffect;
    node.known.upserts = upserts;
    node.deafLooks = deaf;
    node.blindLooks = blind;
    QStringList outcomes;
    QObject context;
    Placement::place(node, order(), clock, &context, [&](const channels::Answer<NodeReceipt> &answer) {
        outcomes.append(answer ? (answer->wasKnown ? u"known"_s : u"placed"_s) : (answer.error().mayHaveHappened ? u"perhaps: "_s : QString()) + answer.error().words);
    });
    clock.pass(Milliseconds{3'600'000});
    QTEST(node.creations, "creations");
    QTEST(node.effects, "effects");
    QCOMPARE(outcomes.size(), 1);
    QTEST(outcomes.first(), "outcome");
}

void TestPlacement::knowsAnotherOrderUnderItsKey()
{
    tests::SimClock clock;
    FakeNode node(clock);
    QObject context;
    Placement::place(node, order(2), clock, &context, [](const channels::Answer<NodeReceipt> &) {});
    clock.pass(Milliseconds{10'000});
    node.failures = {channels::CallFailure{Kind::Rejected, u"duplicate"_s, Milliseconds{0}, false}, channels::CallFailure{Kind::Rejected, u"duplicate"_s, Milliseconds{0}, false}};
    QStringList outcomes;
    const auto take = [&](const channels::Answer<NodeReceipt> &answer) { outcomes.append(answer ? (answer->wasKnown ? u"known"_s : u"placed"_s) : answer.error().words); };
    Placement::place(node, order(2), clock, &context, take);
    clock.pass(Milliseconds{10'000});
    Placement::place(node, order(3), clock, &context, take);
    clock.pass(Milliseconds{10'000});
    QCOMPARE(outcomes, (QStringList{u"known"_s, u"the place has another order under the key shop-1-a"_s}));
    QCOMPARE(node.effects, 1);
}

void TestPlacement::refusesWhatNoNodeTakes_data()
{
    QTest::addColumn<int>("lines");
    QTest::addColumn<int>("unitsEach");
    QTest::addColumn<int>("keyLength");
    QTest::addColumn<bool>("isHeld");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("words");
    QTest::newRow("as much as it takes") << 100 << 2 << 40 << false << QString() << QString();
    QTest::newRow("a line too many") << 101 << 1 << 8 << false << QString() << u"the place takes 100 lines in one order, this one has 101"_s;
    QTest::newRow("a unit too many") << 1 << 251 << 8 << false << QString() << u"the place takes 250 units in one order, this one has 251"_s;
    QTest::newRow("a long key") << 1 << 1 << 41 << false << QString() << u"the key must have 1 to 40 characters"_s;
    QTest::newRow("no key") << 1 << 1 << 0 << false << QString() << u"the key must have 1 to 40 characters"_s;
    QTest::newRow("nothing") << 0 << 1 << 8 << false << QString() << u"the order has no line"_s;
    QTest::newRow("no unit") << 1 << 0 << 8 << false << QString() << u"a line of MUG-RED has no unit"_s;
    QTest::newRow("held") << 1 << 1 << 8 << true << QString() << u"the place cannot hold an order"_s;
    QTest::newRow("a building") << 1 << 1 << 8 << false << u"RNO1"_s << u"the place chooses the building itself"_s;
}

void TestPlacement::refusesWhatNoNodeTakes()
{
    QFETCH(int, lines);
    QFETCH(int, unitsEach);
    QFETCH(int, keyLength);
    NodeTraits traits;
    traits.mostLines = 100;
    traits.mostUnits = 250;
    NodeOrder wanted;
    wanted.key = QString(keyLength, u'k');
    for (int i = 0; i < lines; ++i)
        wanted.lines.append({QString::number(i), *Sku::parse(u"MUG-RED"), unitsEach, {}, {}});
    QFETCH(bool, isHeld);
    QFETCH(QString, place);
    wanted.isHeld = isHeld;
    wanted.place = place;
    const auto checked = checkNodeOrder(traits, wanted);
    QTEST(checked ? QString() : checked.error().detail, "words");
}

void TestPlacement::cutsAddresses_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("short") << u"1 Long Street, Flat 2"_s << QStringList{u"1 Long Street, Flat 2"_s};
    QTest::newRow("at a comma") << u"1 Long Street in Town, Flat 22"_s << QStringList{u"1 Long Street in Town"_s, u"Flat 22"_s};
    QTest::newRow("at a blank") << u"1 Very Long Street Without An End"_s << QStringList{u"1 Very Long Street"_s, u"Without An End"_s};
    QTest::newRow("nowhere") << QString(30, u'x') << QStringList{QString(24, u'x'), QString(6, u'x')};
    QTest::newRow("nothing") << QString() << QStringList{QString()};
}

void TestPlacement::cutsAddresses()
{
    QFETCH(QString, address);
    QTEST(addressLines(address, 24), "lines");
}

QTEST_GUILESS_MAIN(TestPlacement)
#include "tst_placement.moc"
