#include "app/engine/wave_moment.h"

#include <QTest>
#include <optional>

using namespace crossdock;
using namespace std::chrono_literals;
using namespace crossdock::fulfilment;
using namespace Qt::Literals::StringLiterals;

namespace {

const Time now = *parseTime(u"2026-03-02T10:00:00Z");

/// An order of one parcel from "main".
WaveOrder order(const QString &number)
{
    WaveOrder one;
    one.order = {*ChannelId::parse(u"web"_s), number};
    one.createdAt = now;
    PlannedParcel parcel;
    parcel.node = *NodeId::parse(u"main"_s);
    one.plan.parcels.append(parcel);
    return one;
}

/// "main", with a cut-off in so many seconds.
WaveView waveOf(const QList<WaveOrder> &orders, const std::optional<int> &cutOff)
{
    WaveView wave;
    wave.orders = orders;
    WaveNode node;
    node.node = *NodeId::parse(u"main"_s);
    if (cutOff)
        node.cutOffAt = now + std::chrono::seconds(*cutOff);
    wave.nodes.append(node);
    return wave;
}

} // namespace

/// When the orders of a wave are decided, and why then.
class WaveMomentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decides_data()
    {
        using Seconds = std::optional<int>;
        QTest::addColumn<Seconds>("cutOff"); // from now
        QTest::addColumn<int>("age"); // seconds
        QTest::addColumn<Seconds>("pricesBy"); // from now
        QTest::addColumn<bool>("isSettled");
        QTest::addColumn<QString>("givenUp");
        QTest::addColumn<Seconds>("next"); // nothing: it is due
        QTest::addColumn<QString>("why");
        const Seconds none;
        const QString no, near = u"the cut-off of main is near"_s, alone = u"no other node may send it"_s, gathered = u"no cut-off to wait for"_s;
        QTest::newRow("no cut-off, it has just come") << none << 0 << none << false << no << Seconds(300) << no;
        QTest::newRow("no cut-off, others have come") << none << 300 << none << false << no << none << gathered;
        QTest::newRow("the cut-off is far") << Seconds(7'200) << 0 << none << false << no << Seconds(5'400) << no;
        QTest::newRow("the cut-off is near") << Seconds(1'800) << 0 << none << false << no << none << near;
        QTest::newRow("no other may send it") << Seconds(7'200) << 0 << none << true << no << none << alone;
        QTest::newRow("given up") << Seconds(7'200) << 0 << none << false << u"bob refused it"_s << none << u"bob refused it"_s;
        QTest::newRow("far, and a price is asked") << Seconds(7'200) << 0 << Seconds(2) << false << no << Seconds(5'400) << no;
        QTest::newRow("near, and a price is asked") << Seconds(1'800) << 0 << Seconds(2) << false << no << Seconds(2) << no;
        QTest::newRow("near, and the price did not come") << Seconds(1'800) << 0 << Seconds(0) << false << no << none << near;
        QTest::newRow("gathered, and a price is asked") << none << 300 << Seconds(2) << false << no << Seconds(2) << no;
        QTest::newRow("no other may send it, and a price is asked") << Seconds(7'200) << 0 << Seconds(2) << true << no << Seconds(2) << no;
        QTest::newRow("given up, and a price is asked") << Seconds(7'200) << 0 << Seconds(2) << false << u"bob refused it"_s << Seconds(2) << no;
        QTest::newRow("the cut-off comes before the price") << Seconds(1) << 0 << Seconds(2) << false << no << Seconds(1) << no;
        QTest::newRow("at the cut-off, and a price is asked") << Seconds(0) << 0 << Seconds(2) << false << no << none << near;
    }
    void decides()
    {
        QFETCH(std::optional<int>, cutOff);
        QFETCH(int, age);
        QFETCH(std::optional<int>, pricesBy);
        QFETCH(bool, isSettled);
        QFETCH(QString, givenUp);
        QFETCH(std::optional<int>, next);
        WaveOrder one = order(u"1"_s);
        one.createdAt = now - std::chrono::seconds(age);
        one.givenUp = givenUp;
        if (pricesBy)
            one.pricesBy = now + std::chrono::seconds(*pricesBy);
        const app::WaveMoment moment = app::momentOf(waveOf({one}, cutOff), isSettled ? QSet<OrderId>{one.order} : QSet<OrderId>(), now);
        QCOMPARE(moment.due.contains(one.order), !next.has_value());
        QCOMPARE(moment.next.has_value(), next.has_value());
        if (next)
            QCOMPARE(toMs(*moment.next), toMs(now + std::chrono::seconds(*next)));
        QTEST(moment.whys.value(one.order), "why");
    }

    /// What waits for its price keeps no other order back.
    void decidesEachByItself()
    {
        WaveOrder asked = order(u"1"_s), settled = order(u"2"_s), other = order(u"3"_s);
        asked.pricesBy = now + 2s;
        asked.createdAt = other.createdAt = settled.createdAt = now - 10min;
        const app::WaveMoment moment = app::momentOf(waveOf({asked, settled, other}, {}), {settled.order}, now);
        QCOMPARE(moment.due, (QSet<OrderId>{settled.order, other.order}));
        QCOMPARE(moment.whys.value(settled.order), u"no other node may send it"_s);
        QCOMPARE(moment.whys.value(other.order), u"no cut-off to wait for"_s);
        QCOMPARE(moment.why(), u"no cut-off to wait for; no other node may send it"_s);
        QCOMPARE(toMs(*moment.next), toMs(now + 2s));
    }
};

QTEST_GUILESS_MAIN(WaveMomentTest)
#include "tst_wave_moment.moc"
