#include "core/inventory/rules/engine/placing.h"

#include <QTest>

using namespace crossdock;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Place {
    QString name, country, region, city, postcode;
    Quantity free = 0;
};

NodeId node(const QString &name)
{
    return *NodeId::parse(name);
}

/// Two units of MUG, one of which is held at the first place, to be sent from one of these.
fulfilment::Waiting waitingFor(const QString &country, const QString &postcode, const QList<Place> &places)
{
    const Sku mug = *Sku::parse(u"MUG");
    fulfilment::Waiting waiting;
    fulfilment::WaitingOrder order;
    order.order = {*ChannelId::parse(u"web"), u"1"_s};
    order.country = country;
    order.region = u"NY"_s;
    order.city = u"Troy"_s;
    order.postcode = postcode;
    order.lines = {{u"1"_s, mug, 2, std::nullopt, {{node(places.first().name), 1}}}};
    waiting.orders = {order};
    waiting.items = {{mug, {}, {}, 0, 0, 0, 0, {}}};
    for (const Place &place : places) {
        NodeDetails details;
        details.country = place.country;
        details.region = place.region;
        details.city = place.city;
        details.postcode = place.postcode;
        waiting.nodes.append({node(place.name), u"warehouse"_s, {}, details, {}});
        waiting.stock.append({node(place.name), mug, place.free});
    }
    return waiting;
}

} // namespace

/// From where an order is sent where a rule says so.
class RulesPlacingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nearest_data()
    {
        QTest::addColumn<QString>("country");
        QTest::addColumn<QString>("postcode");
        QTest::addColumn<QList<Place>>("places");
        QTest::addColumn<QString>("nearest"); // empty: refused
        QTest::addColumn<QString>("words"); // a part of why
        const Place reno{u"reno"_s, u"US"_s, u"NV"_s, u"Reno"_s, u"89501"_s, 9}, newark{u"newark"_s, u"US"_s, u"NJ"_s, u"Newark"_s, u"07102"_s, 9};
        const Place leeds{u"leeds"_s, u"GB"_s, {}, u"Leeds"_s, u"LS1 4AP"_s, 9}, york{u"york"_s, u"GB"_s, {}, u"York"_s, u"YO1 7EF"_s, 9}, troy{u"troy"_s, u"GB"_s, {}, u"Troy"_s, {}, 9};
        const Place nowhere{u"nowhere"_s, {}, {}, {}, {}, 9};
        QTest::newRow("by miles") << u"US"_s << u"12180"_s << QList<Place>{reno, newark} << u"newark"_s << QString();
        QTest::newRow("by miles, the other coast") << u"US"_s << u"94105"_s << QList<Place>{newark, reno} << u"reno"_s << QString();
        QTest::newRow("the nearest has not all of it") << u"US"_s << u"12180"_s << QList<Place>{reno, {u"newark"_s, u"US"_s, {}, {}, u"07102"_s, 1}} << u"reno"_s << QString();
        QTest::newRow("what is held counts") << u"US"_s << u"12180"_s << QList<Place>{{u"newark"_s, u"US"_s, {}, {}, u"07102"_s, 1}, reno} << u"newark"_s << QString();
        QTest::newRow("nobody has all of it") << u"US"_s << u"12180"_s << QList<Place>{{u"reno"_s, u"US"_s, {}, {}, u"89501"_s, 0}} << QString() << u"no place that says where it is has all of it"_s;
        QTest::newRow("its own country first") << u"GB"_s << u"M1 1AE"_s << QList<Place>{reno, leeds} << u"leeds"_s << QString();
        QTest::newRow("its own city first") << u"GB"_s << u"M1 1AE"_s << QList<Place>{leeds, troy} << u"troy"_s << QString();
        QTest::newRow("two in one country") << u"GB"_s << u"M1 1AE"_s << QList<Place>{leeds, york} << QString() << u"which of leeds and york is nearer cannot be told"_s;
        QTest::newRow("a place that does not say where it is") << u"US"_s << u"12180"_s << QList<Place>{nowhere, reno} << u"reno"_s << QString();
        QTest::newRow("nobody says where") << u"US"_s << u"12180"_s << QList<Place>{nowhere} << QString() << u"says where it is"_s;
        QTest::newRow("not known where it goes") << QString() << QString() << QList<Place>{reno} << QString() << u"where it goes is not known yet"_s;
    }
    void nearest()
    {
        QFETCH(QString, country);
        QFETCH(QString, postcode);
        QFETCH(QList<Place>, places);
        QFETCH(QString, words);
        const auto chosen = rules::nearestNode(waitingFor(country, postcode, places));
        QTEST(chosen ? chosen->text() : QString(), "nearest");
        if (!chosen)
            QVERIFY2(chosen.error().detail.contains(words), qPrintable(chosen.error().detail));
    }

    void keepsToThePool()
    {
        fulfilment::Waiting waiting = waitingFor(u"US"_s, u"12180"_s, {{u"reno"_s, u"US"_s, {}, {}, u"89501"_s, 9}, {u"newark"_s, u"US"_s, {}, {}, u"07102"_s, 9}});
        waiting.orders.first().pool = {node(u"reno"_s)};
        QCOMPARE(rules::nearestNode(waiting)->text(), u"reno"_s);
    }

    void splits_data()
    {
        QTest::addColumn<QList<QPair<QString, Quantity>>>("at"); // of the only line, of which 3 are held
        QTest::addColumn<Quantity>("shortUnits");
        QTest::addColumn<QStringList>("parcels"); // empty: refused
        using At = QList<QPair<QString, Quantity>>;
        QTest::newRow("two places") << At{{u"reno"_s, 2}, {u"newark"_s, 1}} << Quantity(0) << QStringList{u"newark 1"_s, u"reno 2"_s};
        QTest::newRow("one place, something is missing") << At{{u"reno"_s, 3}} << Quantity(2) << QStringList{u"reno 3"_s};
        QTest::newRow("one place, all of it") << At{{u"reno"_s, 3}} << Quantity(0) << QStringList();
        QTest::newRow("nothing is held") << At{} << Quantity(3) << QStringList();
    }
    void splits()
    {
        using At = QList<QPair<QString, Quantity>>;
        QFETCH(At, at);
        QFETCH(Quantity, shortUnits);
        fulfilment::WaitingOrder order;
        order.order = {*ChannelId::parse(u"web"), u"1"_s};
        fulfilment::WaitingLine line{u"1"_s, *Sku::parse(u"MUG"), 3, std::nullopt, {}};
        for (const auto &[name, units] : at)
            line.at.insert(node(name), units);
        order.lines = {line};
        const auto parcels = rules::splitByNode(order, shortUnits, u"Split"_s);
        QStringList texts;
        for (const fulfilment::PlannedParcel &parcel : parcels.value_or(QList<fulfilment::PlannedParcel>())) {
            QVERIFY(parcel.isPinned);
            QCOMPARE(parcel.why, u"Split"_s);
            texts.append(u"%1 %2"_s.arg(parcel.node.text()).arg(parcel.lines.first().quantity));
        }
        QTEST(texts, "parcels");
    }
};

QTEST_GUILESS_MAIN(RulesPlacingTest)
#include "tst_rules_placing.moc"
