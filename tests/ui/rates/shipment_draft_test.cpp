#include "ui/rates/shipment_draft.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::ui;
using namespace Qt::Literals::StringLiterals;

/// From what somebody typed, or from an order, to a shipment that carriers can be asked about.
class ShipmentDraftTest : public QObject
{
    Q_OBJECT

private:
    static ShipmentDraft good()
    {
        return {.shipDate = QDate(2026, 3, 2), .country = u"us"_s, .postcode = u"94105"_s, .city = {}, .region = {}, .isResidential = true,
                .parcels = {{.weight = u"3.2"_s, .length = u"12"_s, .width = u"9"_s, .height = u"4"_s}}};
    }

private Q_SLOTS:
    void readsWhatIsTyped()
    {
        const auto shipment = good().read();
        QVERIFY(shipment);
        QCOMPARE(shipment->to.country, u"US"_s);
        QCOMPARE(shipment->parcels.size(), 1);
        QCOMPARE(shipment->parcels[0].weight, *rates::Weight::parse(u"3.2", rates::WeightUnit::Pound));
        QCOMPARE(shipment->parcels[0].dimensions->length, rates::Length::of(12, rates::LengthUnit::Inch));
        QVERIFY(shipment->isResidential);
    }

    void takesACommaAsAPoint()
    {
        ShipmentDraft draft = good();
        draft.parcels[0].weight = u"3,2"_s;
        QCOMPARE(draft.read()->parcels[0].weight, good().read()->parcels[0].weight);
    }

    void needsNoSides()
    {
        ShipmentDraft draft = good();
        draft.parcels[0].length = draft.parcels[0].width = draft.parcels[0].height = u" "_s;
        QVERIFY(draft.read() && !draft.read()->parcels[0].dimensions);
    }

    void saysWhatIsMissing_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("said");
        QTest::newRow("no country") << u"country"_s << QString() << u"country"_s;
        QTest::newRow("a country in words") << u"country"_s << u"USA"_s << u"country"_s;
        QTest::newRow("a country in digits") << u"country"_s << u"49"_s << u"country"_s;
        QTest::newRow("no postcode") << u"postcode"_s << u" "_s << u"postcode"_s;
        QTest::newRow("no weight") << u"weight"_s << QString() << u"weight"_s;
        QTest::newRow("nothing weighs 0") << u"weight"_s << u"0"_s << u"weight"_s;
        QTest::newRow("below nothing") << u"weight"_s << u"-1"_s << u"weight"_s;
        QTest::newRow("not a number") << u"weight"_s << u"heavy"_s << u"weight"_s;
        QTest::newRow("one side of three") << u"length"_s << QString() << u"none of them"_s;
        QTest::newRow("a side of nothing") << u"length"_s << u"0"_s << u"none of them"_s;
    }
    void saysWhatIsMissing()
    {
        QFETCH(QString, field);
        QFETCH(QString, value);
        QFETCH(QString, said);
        ShipmentDraft draft = good();
        (field == u"country"  ? draft.country
         : field == u"postcode" ? draft.postcode
         : field == u"weight"   ? draft.parcels[0].weight
                                : draft.parcels[0].length) = value;
        const auto shipment = draft.read();
        QVERIFY(!shipment);
        QVERIFY2(shipment.error().detail.contains(said), qPrintable(shipment.error().detail));
    }

    void needsADay()
    {
        ShipmentDraft draft = good();
        draft.shipDate = {};
        QVERIFY(!draft.read() && draft.read().error().detail.contains(u"day"_s));
    }

    void namesTheParcelAmongSeveral()
    {
        ShipmentDraft draft = good();
        draft.parcels.append(ShipmentDraft::Parcel{});
        QVERIFY(draft.read().error().detail.contains(u"parcel 2"_s));
    }

    void weighsAnOrder_data()
    {
        QTest::addColumn<QList<Quantity>>("units"); // of an item of 640 g and 30 x 20 x 10 cm, and of one that is not measured
        QTest::addColumn<QString>("weight");
        QTest::addColumn<QString>("length");
        QTest::newRow("one item: its sides are the parcel's") << QList<Quantity>{1, 0} << u"640"_s << u"30"_s;
        QTest::newRow("two of it: how they lie is not known") << QList<Quantity>{2, 0} << u"1280"_s << QString();
        QTest::newRow("with one that was never weighed") << QList<Quantity>{1, 1} << QString() << QString();
    }
    void weighsAnOrder()
    {
        QFETCH(QList<Quantity>, units);
        const Sku tent = *Sku::parse(u"TENT"), rope = *Sku::parse(u"ROPE");
        OrderDetail order;
        order.buyer.country = u"DE"_s;
        order.buyer.postcode = u"10115"_s;
        order.buyer.city = u"Berlin"_s;
        for (qsizetype i = 0; i < units.size(); ++i)
            if (units.at(i) > 0)
                order.lines.append({.id = QString::number(i), .sku = i == 0 ? tent : rope, .listing = {}, .channelSku = {}, .quantity = units.at(i), .unitPrice = {}, .reservations = {}});
        query::StockOf::Answer items(2);
        items[0].row.sku = tent;
        items[0].details.weightG = 640;
        items[0].details.lengthMm = 300;
        items[0].details.widthMm = 200;
        items[0].details.heightMm = 100;
        items[1].row.sku = rope;
        const ShipmentDraft draft = ShipmentDraft::of(order, items, QDate(2026, 3, 2));
        QCOMPARE(draft.country, u"DE"_s);
        QCOMPARE(draft.city, u"Berlin"_s);
        QCOMPARE(draft.parcels.size(), 1);
        QTEST(draft.parcels[0].weight, "weight");
        QTEST(draft.parcels[0].length, "length");
        QCOMPARE(draft.read().has_value(), !draft.parcels[0].weight.isEmpty());
    }
};

QTEST_APPLESS_MAIN(ShipmentDraftTest)
#include "shipment_draft_test.moc"
