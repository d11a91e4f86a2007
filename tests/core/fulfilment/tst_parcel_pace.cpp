#include "core/inventory/fulfilment/parcel_pace.h"
#include "core/inventory/fulfilment/rates/billing.h"
#include "tests/core/workshop.h"

#include <QJsonArray>
#include <QTest>

using namespace crossdock;
using namespace crossdock::tests;
using namespace std::chrono_literals;
using fulfilment::Parcel;
using State = Parcel::State;

/// How long parcels may stand still, and what was billed for them beside what was quoted.
class ParcelPaceTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void getsStuck_data()
    {
        QTest::addColumn<State>("state");
        QTest::addColumn<QString>("shipsOn"); // empty: not said
        QTest::addColumn<QString>("promisedBy");
        QTest::addColumn<QString>("changedAt");
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<QString>("stuckAt"); // empty: never
        const QString none, taken = u"2026-03-02T10:00:00Z"_s, day = u"2026-03-03"_s;
        QTest::newRow("a day after it was to leave") << State::AtNode << day << none << taken << QByteArray() << u"2026-03-05T00:00:00.000Z"_s;
        QTest::newRow("in the node's zone") << State::AtNode << day << none << taken << QByteArray("America/New_York") << u"2026-03-05T05:00:00.000Z"_s;
        QTest::newRow("its zone is not known") << State::AtNode << day << none << taken << QByteArray("Nowhere/At_All") << u"2026-03-05T00:00:00.000Z"_s;
        QTest::newRow("it moved since") << State::PartlySent << day << none << u"2026-03-07T08:00:00Z"_s << QByteArray() << u"2026-03-08T08:00:00.000Z"_s;
        QTest::newRow("no day: three days after it was taken") << State::AtNode << none << none << taken << QByteArray() << u"2026-03-05T10:00:00.000Z"_s;
        QTest::newRow("on the road") << State::Sent << day << u"2026-03-06"_s << taken << QByteArray() << u"2026-03-08T00:00:00.000Z"_s;
        QTest::newRow("on the road, nothing is promised") << State::Sent << day << none << taken << QByteArray() << none;
        QTest::newRow("not begun") << State::Planned << day << none << taken << QByteArray() << none;
        QTest::newRow("being handed over") << State::HandingOver << day << none << taken << QByteArray() << none;
        QTest::newRow("there") << State::Delivered << day << u"2026-03-06"_s << taken << QByteArray() << none;
        QTest::newRow("called back") << State::Cancelling << day << none << taken << QByteArray() << none;
    }
    void getsStuck()
    {
        QFETCH(State, state);
        QFETCH(QString, shipsOn);
        QFETCH(QString, promisedBy);
        QFETCH(QString, changedAt);
        QFETCH(QByteArray, zone);
        Parcel parcel;
        parcel.state = state;
        parcel.plan.shipsOn = QDate::fromString(shipsOn, Qt::ISODate);
        if (!promisedBy.isEmpty())
            parcel.plan.promisedBy = QDate::fromString(promisedBy, Qt::ISODate);
        parcel.handedAt = *parseTime(u"2026-03-02T10:00:00Z"_s);
        parcel.changedAt = *parseTime(changedAt);
        const auto at = fulfilment::stuckAt(parcel, zone);
        QFETCH(QString, stuckAt);
        QCOMPARE(at.has_value(), !stuckAt.isEmpty());
        if (at)
            QCOMPARE(toMs(*at), toMs(*parseTime(stuckAt)));
    }

    void comparesWhatWasBilled_data()
    {
        QTest::addColumn<QString>("invoicedTracking"); // empty: no invoice
        QTest::addColumn<QString>("currency"); // of the invoice
        QTest::addColumn<bool>("isBilledByNode"); // 9.50
        QTest::addColumn<qint64>("charged"); // -1: nothing is known
        QTest::addColumn<qint64>("beyond"); // -1: nothing is said
        const QString none, usd = u"USD"_s;
        QTest::newRow("nothing yet") << none << usd << false << qint64(-1) << qint64(-1);
        QTest::newRow("by its carrier, two invoices together") << u"T1"_s << usd << false << qint64(950) << qint64(250);
        QTest::newRow("of another parcel") << u"T2"_s << usd << false << qint64(-1) << qint64(-1);
        QTest::newRow("in another currency") << u"T1"_s << u"EUR"_s << false << qint64(950) << qint64(-1);
        QTest::newRow("by the node itself") << none << usd << true << qint64(950) << qint64(250);
    }
    void comparesWhatWasBilled()
    {
        QFETCH(QString, invoicedTracking);
        QFETCH(QString, currency);
        QFETCH(bool, isBilledByNode);
        CROSSDOCK_WORKSHOP(shop);
        shop.must(command::DefineNode{node(u"bob"), u"shipbob"_s, {}});
        shop.define(u"A", 0);
        shop.must(command::ReceiveStock{sku(u"A"), node(u"bob"), 10});
        shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"l"_s, u"A", 3}}), {}, {}});
        fulfilment::PlannedParcel planned;
        planned.node = node(u"bob");
        planned.lines = {{u"l"_s, {}, 3, 0}};
        planned.pricing = fulfilment::Pricing::Told;
        planned.quoted = Money{700, u"USD"_s};
        planned.basis.choice = u"bob 7.00 USD; no other place may send the same in one parcel"_s;
        const Entry entry = shop.must(command::RecordPlan{{{{channel(u"web"), u"1"_s}, {planned}, u"the cut-off of bob is near"_s}}, {}, {}});
        const QJsonObject told = entry.body[u"plans"_s].toArray().first().toObject();
        QCOMPARE(told[u"why"_s].toString(), u"the cut-off of bob is near"_s);
        QCOMPARE(told[u"price"_s].toString(), u"told"_s);
        QCOMPARE(told[u"choice"_s].toString(), planned.basis.choice);
        const qint64 id = shop.order(u"1").parcels.last().id;
        shop.must(command::HandOver{id});
        shop.must(command::RecordHandOver{id, fulfilment::NodeReceipt{{u"k"_s, u"900"_s}, false, {}}, {}});
        fulfilment::NodeStatus status;
        status.ref = {u"k"_s, u"900"_s};
        status.state = fulfilment::NodeStatus::State::Sent;
        fulfilment::NodeParcel box;
        box.id = u"b1"_s;
        box.state = fulfilment::NodeParcel::State::Sent;
        box.carrier = u"UPS"_s;
        box.tracking = u"T1"_s;
        box.units = {{u"0"_s, u"A"_s, 3}};
        if (isBilledByNode)
            box.billed = Money{950, u"USD"_s};
        status.parcels = {box};
        shop.must(command::RecordNodeLook{id, status});
        if (!invoicedTracking.isEmpty())
            shop.must(command::TakeInvoice{{{u"ups"_s, u"I1"_s, invoicedTracking, {}, {}, {}, {900, currency}}, {u"ups"_s, u"I2"_s, invoicedTracking, {}, {}, {}, {50, currency}}}});
        const Parcel parcel = shop.order(u"1").parcels.last();
        QCOMPARE(parcel.plan.pricing, planned.pricing);
        QCOMPARE(parcel.plan.quoted, planned.quoted);
        QCOMPARE(parcel.plan.basis.choice, planned.basis.choice);
        const auto amountOf = [](const std::optional<Money> &money) { return money ? money->amount : -1; };
        QTEST(amountOf(parcel.charged()), "charged");
        QTEST(amountOf(parcel.beyondQuoted()), "beyond");
    }
};

QTEST_GUILESS_MAIN(ParcelPaceTest)
#include "tst_parcel_pace.moc"
