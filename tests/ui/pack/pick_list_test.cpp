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

NodeId node(QStringView name) { return *NodeId::parse(name); }

query::StockOf::Item item(const QString &sku, const QList<stock::BinAt> &bins)
{
    query::StockOf::Item item;
    item.row.sku = *Sku::parse(sku);
    item.bins = bins;
    return item;
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
        QTest::addColumn<QList<query::StockOf::Item>>("items");
        QTest::addColumn<QStringList>("lines");
        const QList<query::StockOf::Item> none;
        QTest::newRow("none") << QList<OrderDetail>() << none << QStringList();
        QTest::newRow("one SKU of two orders") << QList{order(u"1"_s, {{u"MUG"_s, u"main"_s, 2, 0}}), order(u"2"_s, {{u"MUG"_s, u"main"_s, 1, 0}})} << none << QStringList{u"main MUG 3 (1:2 2:1)"_s};
        QTest::newRow("by place, then by SKU") << QList{order(u"1"_s, {{u"MUG"_s, u"west"_s, 1, 0}, {u"CUP"_s, u"west"_s, 1, 0}, {u"PEN"_s, u"east"_s, 1, 0}})} << none
                                               << QStringList{u"east PEN 1 (1:1)"_s, u"west CUP 1 (1:1)"_s, u"west MUG 1 (1:1)"_s};
        QTest::newRow("what is picked is there") << QList{order(u"1"_s, {{u"MUG"_s, u"main"_s, 0, 2}})} << none << QStringList();
        QTest::newRow("twice in one order") << QList{order(u"1"_s, {{u"MUG"_s, u"main"_s, 1, 0}, {u"MUG"_s, u"main"_s, 2, 0}})} << none << QStringList{u"main MUG 3 (1:3)"_s};
        QTest::newRow("by zone, then by bin as people count, then what lies in none")
            << QList{order(u"1"_s, {{u"ANY"_s, u"main"_s, 1, 0}, {u"CUP"_s, u"main"_s, 1, 0}, {u"MUG"_s, u"main"_s, 1, 0}, {u"PEN"_s, u"main"_s, 1, 0}})}
            << QList{item(u"MUG"_s, {{node(u"main"), {u"cold"_s, u"A-2"_s}}}), item(u"CUP"_s, {{node(u"main"), {u"cold"_s, u"A-10"_s}}}), item(u"PEN"_s, {{node(u"main"), {{}, u"Z-1"_s}}})}
            << QStringList{u"main PEN 1 (1:1)"_s, u"main MUG 1 (1:1)"_s, u"main CUP 1 (1:1)"_s, u"main ANY 1 (1:1)"_s};
        QTest::newRow("of another warehouse no bin counts") << QList{order(u"1"_s, {{u"CUP"_s, u"main"_s, 1, 0}, {u"MUG"_s, u"main"_s, 1, 0}})}
                                                            << QList{item(u"MUG"_s, {{node(u"east"), {{}, u"A-1"_s}}}), item(u"CUP"_s, {})} << QStringList{u"main CUP 1 (1:1)"_s, u"main MUG 1 (1:1)"_s};
        QTest::newRow("the first bin counts") << QList{order(u"1"_s, {{u"CUP"_s, u"main"_s, 1, 0}, {u"MUG"_s, u"main"_s, 1, 0}})}
                                              << QList{item(u"CUP"_s, {{node(u"main"), {{}, u"B"_s}}, {node(u"main"), {{}, u"A"_s}}}), item(u"MUG"_s, {{node(u"main"), {{}, u"AB"_s}}})}
                                              << QStringList{u"main MUG 1 (1:1)"_s, u"main CUP 1 (1:1)"_s};
    }

    void gathers()
    {
        QFETCH(QList<OrderDetail>, orders);
        QFETCH(QList<query::StockOf::Item>, items);
        QFETCH(QStringList, lines);
        QStringList found;
        for (const papers::PickLine &line : papers::pickLines(orders, items)) {
            QStringList wants;
            for (const auto &[id, units] : line.orders)
                wants.append(u"%1:%2"_s.arg(id.number).arg(units));
            found.append(u"%1 %2 %3 (%4)"_s.arg(line.node.text(), line.sku.text()).arg(line.units).arg(wants.join(u' ')));
        }
        QCOMPARE(found, lines);
    }

    void othersPickWhatLiesWithThem()
    {
        OrderDetail split = order(u"1"_s, {{u"MUG"_s, u"main"_s, 2, 0}, {u"CUP"_s, u"bob"_s, 1, 0}});
        split.lines[0].reservations[1].isOwn = false;
        QCOMPARE(papers::skusToPick({split}), QList<Sku>{*Sku::parse(u"MUG")});
        const QList<papers::PickLine> lines = papers::pickLines({split}, {});
        QCOMPARE(lines.size(), 1);
        QCOMPARE(lines.first().sku.text(), u"MUG"_s);
    }

    void isSafeToPrint()
    {
        const QList<query::StockOf::Item> items{item(u"A&B"_s, {{node(u"main"), {u"<zone>"_s, u"<bin>"_s}}})};
        const QString html = pickListHtml(papers::pickLines({order(u"<b>1"_s, {{u"A&B"_s, u"main"_s, 1, 0}})}, items), 1);
        for (const auto &part : {u"&lt;b&gt;1"_s, u"A&amp;B"_s, u"&lt;zone&gt;"_s, u"&lt;bin&gt;"_s})
            QVERIFY2(html.contains(part), qPrintable(html));
    }

    void saysWhereThingsLie_data()
    {
        QTest::addColumn<QList<stock::BinAt>>("bins");
        QTest::addColumn<QStringList>("said");
        QTest::addColumn<QStringList>("unsaid");
        QTest::newRow("nobody said") << QList<stock::BinAt>() << QStringList{u"colspan=5"_s} << QStringList{u"Bin"_s, u"Zone"_s};
        QTest::newRow("in one") << QList<stock::BinAt>{{node(u"main"), {u"cold"_s, u"A-2"_s}}} << QStringList{u"colspan=7"_s, u"Zone"_s, u"Bin"_s, u"<td>cold</td><td><b>A-2</b></td>"_s} << QStringList{u"then"_s};
        QTest::newRow("in three") << QList<stock::BinAt>{{node(u"main"), {{}, u"A-2"_s}}, {node(u"main"), {u"cold"_s, u"R-7"_s}}, {node(u"main"), {{}, u"R-8"_s}}}
                                  << QStringList{u"<td></td><td><b>A-2</b>"_s, u"then cold / R-7, then R-8"_s} << QStringList();
        QTest::newRow("elsewhere") << QList<stock::BinAt>{{node(u"east"), {{}, u"A-2"_s}}} << QStringList{u"colspan=5"_s} << QStringList{u"A-2"_s};
    }

    void saysWhereThingsLie()
    {
        QFETCH(QList<stock::BinAt>, bins);
        QFETCH(QStringList, said);
        QFETCH(QStringList, unsaid);
        const QString html = pickListHtml(papers::pickLines({order(u"1"_s, {{u"MUG"_s, u"main"_s, 1, 0}})}, {item(u"MUG"_s, bins)}), 1);
        for (const QString &part : said)
            QVERIFY2(html.contains(part), qPrintable(part + u" is not in "_s + html));
        for (const QString &part : unsaid)
            QVERIFY2(!html.contains(part), qPrintable(part + u" is in "_s + html));
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
