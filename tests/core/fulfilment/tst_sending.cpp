#include "core/inventory/fulfilment/labels/sending.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::labels;
using namespace Qt::Literals::StringLiterals;

namespace {

Sku sku(QStringView text)
{
    return *Sku::parse(text);
}

OrderDetail order(const QString &country)
{
    OrderDetail order;
    order.buyer = {u"Ada Buyer"_s, {}, {}, u"1 Road"_s, u"Town"_s, {}, u"10001"_s, country};
    order.lines.append({.id = u"1"_s, .sku = sku(u"MUG"), .listing = {}, .channelSku = {}, .quantity = 2, .unitPrice = Money{1'250, u"USD"_s}, .reservations = {}});
    return order;
}

NodeRow node()
{
    NodeRow row{.node = *NodeId::parse(u"main"), .kind = u"warehouse"_s, .title = u"Main Street"_s};
    row.details.country = u"US"_s;
    row.details.postcode = u"94103"_s;
    row.details.city = u"San Francisco"_s;
    row.details.street = u"1 Market St"_s;
    return row;
}

Box box()
{
    return {*NodeId::parse(u"main"), 1, rates::Weight::of(900, rates::WeightUnit::Gram), {}, {{sku(u"MUG"), 2}}};
}

QList<query::StockOf::Item> items(qint64 weightG)
{
    query::StockOf::Item item;
    item.row.sku = sku(u"MUG");
    item.row.name = u"Mug, blue"_s;
    item.details.weightG = weightG;
    return {item};
}

} // namespace

/// What carriers are told of a box, and what is missing for it.
class SendingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void missing_data()
    {
        QTest::addColumn<OrderDetail>("order");
        QTest::addColumn<NodeRow>("from");
        QTest::addColumn<QList<Goods>>("goods");
        QTest::addColumn<qint64>("weightG");
        QTest::addColumn<QStringList>("missing");
        const QList<Goods> told{{sku(u"MUG"), {}, u"691110"_s, u"PT"_s}};
        const auto row = [](const char *name, const OrderDetail &order, const NodeRow &from, const QList<Goods> &goods, qint64 weightG, const QStringList &missing) {
            QTest::newRow(name) << order << from << goods << weightG << missing;
        };
        row("inside the country", order(u"US"_s), node(), {}, 0, {});
        row("abroad, all known", order(u"DE"_s), node(), told, 400, {});
        row("abroad, nothing known", order(u"DE"_s), node(), {}, 0, {u"customs needs of MUG: HS code, country of origin, weight"_s});
        OrderDetail inKit = order(u"DE"_s);
        inKit.lines.first().sku = sku(u"SET");
        row("sold inside a kit", inKit, node(), told, 400, {u"customs needs of MUG: value"_s});
        NodeRow nowhere = node();
        nowhere.details.street.clear();
        row("a node without a street", order(u"US"_s), nowhere, {}, 0, {u"the street of main is not known"_s});
        OrderDetail forgotten = order(u"US"_s);
        forgotten.buyer = {};
        forgotten.isForgotten = true;
        row("a buyer who is forgotten", forgotten, node(), {}, 0, {u"the buyer's data is destroyed"_s});
        OrderDetail hidden = order(u"US"_s);
        hidden.buyer.address.clear();
        row("a channel that does not tell", hidden, node(), {}, 0, {u"the channel did not tell the buyer's name and address"_s});
    }

    void missing()
    {
        QFETCH(OrderDetail, order);
        QFETCH(NodeRow, from);
        QFETCH(QList<Goods>, goods);
        QFETCH(qint64, weightG);
        QFETCH(QStringList, missing);
        const Sending sending(order, from, box(), items(weightG), goods);
        QCOMPARE(sending.missing(), missing);
    }

    void declares()
    {
        const rates::Shipment shipment = Sending(order(u"DE"_s), node(), box(), items(400), {{sku(u"MUG"), u"Stoneware mug"_s, u"691110"_s, u"PT"_s}}).shipment(QDate(2026, 12, 1));
        QVERIFY(shipment.customs);
        const rates::Customs::Item expected{u"Stoneware mug"_s, 2, rates::Weight::of(800, rates::WeightUnit::Gram), {2'500, u"USD"_s}, u"691110"_s, u"PT"_s};
        QCOMPARE(shipment.customs->items, QList{expected});
        QCOMPARE(shipment.from.name, u"Main Street"_s);
        QCOMPARE(shipment.to.street, u"1 Road"_s);
        QCOMPARE(shipment.parcels.first().weight, rates::Weight::of(900, rates::WeightUnit::Gram));
    }

    void customs_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<bool>("crosses");
        QTest::newRow("at home") << u"US"_s << u"US"_s << false;
        QTest::newRow("abroad") << u"US"_s << u"CA"_s << true;
        QTest::newRow("inside the union") << u"DE"_s << u"FR"_s << false;
        QTest::newRow("out of the union") << u"DE"_s << u"CH"_s << true;
        QTest::newRow("into the union") << u"GB"_s << u"IE"_s << true;
    }

    void customs()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QTEST(crossesCustoms(from, to), "crosses");
    }
};

QTEST_GUILESS_MAIN(SendingTest)

#include "tst_sending.moc"
