#include "core/inventory/fulfilment/node_feed.h"
#include "core/inventory/fulfilment/node_steps.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using namespace crossdock;
using namespace crossdock::fulfilment;

namespace {

using State = NodeStatus::State;
using Parcel = NodeParcel::State;

/// Three mugs and a lamp, in parcels "a: 2 mugs", "b: 1 mug 1 lamp".
NodeStatus look(State state, QList<Parcel> parcels = {}, Quantity lostLamps = 0)
{
    NodeStatus status;
    status.state = state;
    status.words = nameOf(state);
    status.lines = {{{u"1"_s, u"MUG"_s, 3}, 0, 0}, {{u"2"_s, u"LAMP"_s, 1}, 0, lostLamps}};
    const QList<QList<NodeUnits>> contents{{{u"1"_s, u"MUG"_s, 2}}, {{u"1"_s, u"MUG"_s, 1}, {u"2"_s, u"LAMP"_s, 1}}};
    for (qsizetype i = 0; i < parcels.size(); ++i) {
        NodeParcel parcel;
        parcel.id = QString(QChar(u'a' + static_cast<char16_t>(i)));
        parcel.state = parcels.at(i);
        parcel.units = contents.at(i);
        status.parcels.append(parcel);
    }
    return status;
}

/// "sent a, lost 2:1, ended"
QString words(const QList<NodeStep> &steps)
{
    QStringList all;
    for (const NodeStep &step : steps) {
        QStringList units;
        for (const NodeUnits &unit : step.units)
            units.append(u"%1:%2"_s.arg(unit.line).arg(unit.quantity));
        switch (step.kind) {
        case NodeStep::Kind::ParcelSent:
            all.append(u"sent "_s + step.parcel.id);
            break;
        case NodeStep::Kind::ParcelDelivered:
            all.append(u"delivered "_s + step.parcel.id);
            break;
        case NodeStep::Kind::ParcelInTrouble:
            all.append(u"trouble "_s + step.parcel.id);
            break;
        case NodeStep::Kind::UnitsLost:
            all.append(u"lost "_s + units.join(u' '));
            break;
        case NodeStep::Kind::NeedsPerson:
            all.append(u"person"_s);
            break;
        case NodeStep::Kind::Ended:
            all.append(u"ended"_s);
            break;
        }
    }
    return all.join(u", "_s);
}

} // namespace

Q_DECLARE_METATYPE(std::optional<crossdock::fulfilment::NodeStatus>)
Q_DECLARE_METATYPE(crossdock::fulfilment::NodeStatus)

/// What follows from two looks at an order, from the node's own clocks, and from its count of the stock.
class TestNodeSteps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void steps_data();
    void steps();
    void ownsTheClocks_data();
    void ownsTheClocks();
    void looksAgainInTime();
    void counts_data();
    void counts();
    void trusts_data();
    void trusts();
};

void TestNodeSteps::steps_data()
{
    QTest::addColumn<std::optional<NodeStatus>>("before");
    QTest::addColumn<NodeStatus>("now");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const std::optional<NodeStatus> &before, const NodeStatus &now, const QString &text) { QTest::newRow(name) << before << now << text; };
    row("taken", std::nullopt, look(State::Taken), {});
    row("packed", look(State::Taken), look(State::Working, {Parcel::Preparing}), {});
    // a split order's parcels are announced unevenly: each is told by itself
    row("the first parcel of two", look(State::Working, {Parcel::Preparing, Parcel::Preparing}), look(State::PartlySent, {Parcel::Sent, Parcel::Preparing}), u"sent a"_s);
    row("the second, days later", look(State::PartlySent, {Parcel::OnTheWay, Parcel::Preparing}), look(State::Sent, {Parcel::OnTheWay, Parcel::Sent}), u"sent b, ended"_s);
    row("both at once, never looked", std::nullopt, look(State::Sent, {Parcel::OnTheWay, Parcel::Delivered}), u"sent a, sent b, delivered b, ended"_s);
    row("the same look again", look(State::Sent, {Parcel::Sent, Parcel::Sent}), look(State::Sent, {Parcel::Sent, Parcel::Sent}), {});
    row("a look back", look(State::Sent, {Parcel::Sent, Parcel::Sent}), look(State::PartlySent, {Parcel::Sent, Parcel::Preparing}), {});
    // an accepted order can be impossible later: its units are free for another way
    row("lost after it was taken", look(State::Working), look(State::Lost), u"lost 1:3 2:1, ended"_s);
    row("the lamp is lost", look(State::Working, {Parcel::Preparing}), look(State::PartlyLost, {Parcel::Sent, Parcel::Cancelled}, 1), u"sent a, lost 2:1, ended"_s);
    row("lost once only", look(State::PartlySent, {Parcel::Sent}, 1), look(State::PartlyLost, {Parcel::Sent}, 1), u"ended"_s);
    row("cancelled", look(State::Taken), look(State::Cancelled), u"lost 1:3 2:1, ended"_s);
    row("cancelled after a parcel left", look(State::PartlySent, {Parcel::Sent}), look(State::Cancelled, {Parcel::Sent}), u"lost 1:1 2:1, ended"_s);
    row("held", look(State::Taken), look(State::Held), {});
    row("stuck", look(State::Working), look(State::Stuck), u"person"_s);
    row("still stuck", look(State::Stuck), look(State::Stuck), {});
    row("comes back", look(State::Sent, {Parcel::OnTheWay}), look(State::Sent, {Parcel::ComingBack}), u"trouble a"_s);
    row("late, then there", look(State::Sent, {Parcel::Late}), look(State::Sent, {Parcel::Delivered}), u"delivered a"_s);
}

void TestNodeSteps::steps()
{
    QFETCH(std::optional<NodeStatus>, before);
    QFETCH(NodeStatus, now);
    QTEST(words(stepsBetween(before, now)), "words");
}

void TestNodeSteps::ownsTheClocks_data()
{
    QTest::addColumn<bool>("isHeld");
    QTest::addColumn<int>("ifMissing");
    QTest::addColumn<QString>("deadlines");
    const int nothing = static_cast<int>(NodeOrder::IfMissing::SendNothing), wait = static_cast<int>(NodeOrder::IfMissing::WaitForAll);
    QTest::newRow("on its way at once") << false << nothing << QString();
    QTest::newRow("held") << true << nothing << u"hold ends 2026-03-15T10:00:00.000Z, warn 2026-03-13T10:00:00.000Z"_s;
    QTest::newRow("waits for all") << false << wait << u"wait ends 2026-03-02T10:00:00.000Z, warn 2026-03-02T06:00:00.000Z"_s;
    QTest::newRow("held, then waits") << true << wait << u"hold ends 2026-03-15T10:00:00.000Z, warn 2026-03-13T10:00:00.000Z"_s;
}

void TestNodeSteps::ownsTheClocks()
{
    QFETCH(bool, isHeld);
    QFETCH(int, ifMissing);
    NodeTraits amazon;
    amazon.holdEnds = 14 * 24h;
    amazon.waitEnds = 24h;
    QStringList lines;
    for (const NodeDeadline &deadline : deadlinesOf(amazon, {*parseTime(u"2026-03-01T10:00:00Z"), isHeld, static_cast<NodeOrder::IfMissing>(ifMissing)}))
        lines.append(u"%1 ends %2, warn %3"_s.arg(deadline.kind == NodeDeadline::Kind::HoldEnds ? u"hold"_s : u"wait"_s, toText(deadline.at), toText(deadline.warnAt)));
    QTEST(lines.join(u"; "_s), "deadlines");
    QVERIFY(deadlinesOf({}, {{}, true, NodeOrder::IfMissing::WaitForAll}).isEmpty());
}

void TestNodeSteps::looksAgainInTime()
{
    const Time placed = *parseTime(u"2026-03-01T10:00:00Z");
    const QList<NodeDeadline> deadlines{{NodeDeadline::Kind::WaitEnds, placed + 24h, placed + 20h}};
    QCOMPARE(nextLook(deadlines, placed, 6h), placed + 6h);
    QCOMPARE(nextLook(deadlines, placed + 18h, 6h), placed + 20h);
    QCOMPARE(nextLook(deadlines, placed + 20h, 6h), placed + 24h);
    QCOMPARE(nextLook(deadlines, placed + 24h, 6h), placed + 30h);
}

void TestNodeSteps::counts_data()
{
    QTest::addColumn<int>("sellable");
    QTest::addColumn<int>("guard");
    QTest::addColumn<int>("placed");
    QTest::addColumn<bool>("moved");
    QTest::addColumn<int>("count");
    QTest::newRow("all of it") << 20 << 0 << 0 << false << 20;
    QTest::newRow("a guard for the others") << 20 << 3 << 0 << false << 17;
    QTest::newRow("the guard takes all") << 2 << 3 << 0 << false << 0;
    QTest::newRow("two handed over: the node counts them no more, the ledger still reserves them") << 18 << 0 << 2 << false << 20;
    QTest::newRow("handed over under a guard") << 2 << 3 << 2 << false << 2;
    QTest::newRow("an order moved meanwhile") << 20 << 0 << 2 << true << -1;
}

void TestNodeSteps::counts()
{
    QFETCH(int, sellable);
    QFETCH(int, guard);
    QFETCH(int, placed);
    QFETCH(bool, moved);
    QTEST(static_cast<int>(countOf(sellable, guard, {placed, moved}).value_or(-1)), "count");
}

void TestNodeSteps::trusts_data()
{
    QTest::addColumn<int>("readMinutesAgo");
    QTest::addColumn<int>("failedMinutesAgo");
    QTest::addColumn<int>("untaken");
    QTest::addColumn<QString>("trust");
    QTest::newRow("never") << -1 << -1 << 0 << u"unread"_s;
    QTest::newRow("never, and it fails") << -1 << 1 << 0 << u"failing"_s;
    QTest::newRow("just now") << 0 << -1 << 0 << u"fresh"_s;
    QTest::newRow("on the border") << 30 << -1 << 0 << u"fresh"_s;
    QTest::newRow("missed") << 31 << -1 << 0 << u"old"_s;
    QTest::newRow("failed since") << 10 << 5 << 0 << u"failing"_s;
    QTest::newRow("failed before") << 5 << 10 << 0 << u"fresh"_s;
    QTest::newRow("long ago") << 121 << -1 << 0 << u"stale"_s;
    QTest::newRow("long ago, and it fails") << 121 << 5 << 0 << u"stale"_s;
    QTest::newRow("not all of it is taken") << 5 << -1 << 350 << u"partial"_s;
    QTest::newRow("not all of it is taken, and missed") << 31 << -1 << 1 << u"partial"_s;
    QTest::newRow("not all of it is taken, and failed since") << 10 << 5 << 350 << u"failing"_s;
    QTest::newRow("not all of it is taken, and long ago") << 121 << -1 << 350 << u"stale"_s;
}

void TestNodeSteps::trusts()
{
    QFETCH(int, readMinutesAgo);
    QFETCH(int, failedMinutesAgo);
    QFETCH(int, untaken);
    const Time now = *parseTime(u"2026-03-01T10:00:00Z");
    FeedState feed;
    feed.every = 15min;
    feed.untaken = untaken;
    if (readMinutesAgo >= 0)
        feed.readAt = now - std::chrono::minutes(readMinutesAgo);
    if (failedMinutesAgo >= 0)
        feed.failedAt = now - std::chrono::minutes(failedMinutesAgo);
    QTEST(nameOf(trustOf(feed, now)), "trust");
}

QTEST_GUILESS_MAIN(TestNodeSteps)
#include "tst_node_steps.moc"
