#include "ui/pack/customs_form.h"
#include "ui/pack/pick_list.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

OrderDetail order(const QString &number, const QList<std::tuple<QString, QString, Quantity, Quantity>> &held)
{
    OrderDetail order;
    order.row.id = {*ChannelId::parse(u"web"), number};
    OrderDetail::Line line;
    for (const auto &[sku, node, reserved, picked] : held)
        line.reservations.append({*Sku::parse(sku), *NodeId::parse(node), reserved, picked, 0});
    order.lines.append(line);
    return order;
}

} // namespace

/// Papers of the bench beside slip and label.
class PickListTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void gathers_data()
    {
        QTest::addColumn<QList<OrderDetail>>("orders");
        QTest::addColumn<QStringList>("lines");
        QTest::newRow("none") << QList<OrderDetail>() << QStringList();
        QTest::newRow("one SKU of two orders") << QList{order(u"1"_s, {{u"MUG"_s, u"main"_s, 2, 0}}), order(u"2"_s, {{u"MUG"_s, u"main"_s, 1, 0}})} << QStringList{u"main MUG 3 (1:2 2:1)"_s};
        QTest::newRow("by place, then by SKU") << QList{order(u"1"_s, {{u"MUG"_s, u"west"_s, 1, 0}, {u"CUP"_s, u"west"_s, 1, 0}, {u"PEN"_s, u"east"_s, 1, 0}})}
                                               << QStringList{u"east PEN 1 (1:1)"_s, u"west CUP 1 (1:1)"_s, u"west MUG 1 (1:1)"_s};
        QTest::newRow("what is picked is there") << QList{order(u"1"_s, {{u"MUG"_s, u"main"_s, 0, 2}})} << QStringList();
        QTest::newRow("twice in one order") << QList{order(u"1"_s, {{u"MUG"_s, u"main"_s, 1, 0}, {u"MUG"_s, u"main"_s, 2, 0}})} << QStringList{u"main MUG 3 (1:3)"_s};
    }

    void gathers()
    {
        QFETCH(QList<OrderDetail>, orders);
        QFETCH(QStringList, lines);
        const PickList list(orders);
        QStringList found;
        for (const PickList::Line &line : list.lines()) {
            QStringList wants;
            for (const auto &[number, units] : line.orders)
                wants.append(u"%1:%2"_s.arg(number).arg(units));
            found.append(u"%1 %2 %3 (%4)"_s.arg(line.node.text(), line.sku.text()).arg(line.units).arg(wants.join(u' ')));
        }
        QCOMPARE(found, lines);
    }

    void othersPickWhatLiesWithThem()
    {
        OrderDetail split = order(u"1"_s, {{u"MUG"_s, u"main"_s, 2, 0}, {u"CUP"_s, u"bob"_s, 1, 0}});
        split.lines[0].reservations[1].isOwn = false;
        const PickList list({split});
        QCOMPARE(list.lines().size(), 1);
        QCOMPARE(list.lines().first().sku.text(), u"MUG"_s);
    }

    void isSafeToPrint()
    {
        const QString html = PickList({order(u"<b>1"_s, {{u"A&B"_s, u"main"_s, 1, 0}})}).html({});
        QVERIFY2(html.contains(u"&lt;b&gt;1") && html.contains(u"A&amp;B"), qPrintable(html));
    }

    void declaresWhatIsKnown()
    {
        rates::Shipment shipment;
        shipment.shipDate = QDate(2026, 11, 29);
        shipment.from = {.country = u"US"_s, .postcode = u"89501"_s, .name = u"Dock"_s, .street = u"7 Desert Lane"_s, .city = u"Reno"_s, .region = u"NV"_s};
        shipment.to = {.country = u"CA"_s, .postcode = u"K1A 0B1"_s, .name = u"Zoe <Abroad>"_s, .street = u"5 Maple Rd"_s, .city = u"Ottawa"_s, .region = {}};
        shipment.parcels = {{rates::Weight::of(900, rates::WeightUnit::Gram), {}, false}};
        shipment.customs = rates::Customs{u"merchandise"_s, u"Dana"_s, {{u"Mug"_s, 2, rates::Weight::of(800, rates::WeightUnit::Gram), {2'500, u"USD"_s}, u"691110"_s, u"PT"_s}}};
        const QString html = customsFormHtml(shipment, u"CD-7-abc"_s);
        for (const auto &part : {u"CN 23"_s, u"Zoe &lt;Abroad&gt;"_s, u"7 Desert Lane"_s, u"691110"_s, u"PT"_s, u"0.800 kg"_s, u"0.900 kg"_s, u"25.00"_s, u"Sale of goods"_s, u"Dana"_s, u"CD-7-abc"_s})
            QVERIFY2(html.contains(part), qPrintable(part));
    }
};

QTEST_MAIN(PickListTest)
#include "pick_list_test.moc"
