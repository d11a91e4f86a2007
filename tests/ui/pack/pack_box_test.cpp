#include "ui/pack/pack_box.h"
#include "ui/pack/packing_slip.h"

#include <QPdfWriter>
#include <QTemporaryDir>
#include <QTest>

using namespace crossdock;
using namespace crossdock::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 unitG = 250;

OrderDetail::Reservation reserved(const QString &sku, Quantity units, Quantity picked = 0)
{
    return {.sku = *Sku::parse(sku), .node = *NodeId::parse(u"main"_s), .reserved = units, .picked = picked};
}

query::StockOf::Item product(const QString &sku, const QString &barcode, qint64 weight = unitG)
{
    query::StockOf::Item item;
    item.row.sku = *Sku::parse(sku);
    item.details = {.sku = item.row.sku, .name = u"Name of "_s + sku, .barcode = barcode, .weightG = weight};
    return item;
}

/// Two tents, one of them picked; a kit of three lamps and a tent.
OrderDetail order()
{
    OrderDetail order;
    order.row.id = {*ChannelId::parse(u"woo"_s), u"1042"_s};
    order.row.state = OrderRow::State::Open;
    order.lines = {{.id = u"1"_s, .sku = *Sku::parse(u"TENT"_s), .quantity = 2, .reservations = {reserved(u"TENT"_s, 1, 1)}},
                   {.id = u"2"_s, .sku = *Sku::parse(u"SET"_s), .quantity = 1, .reservations = {reserved(u"LAMP"_s, 3), reserved(u"TENT"_s, 1)}}};
    order.buyer = {.name = u"Ada <b>"_s, .address = u"1 Main St"_s, .city = u"Reno"_s, .country = u"US"_s};
    return order;
}

QList<query::StockOf::Item> products() { return {product(u"LAMP"_s, u"0012345678905"_s), product(u"TENT"_s, {})}; }

} // namespace

class PackBoxTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhereToFetchIt_data()
    {
        QTest::addColumn<QList<OrderDetail::Reservation>>("held");
        QTest::addColumn<QString>("place");
        const auto at = [](QStringView node, Quantity units, Quantity picked = 0, bool isOwn = true) { return OrderDetail::Reservation{.sku = *Sku::parse(u"LAMP"), .node = *NodeId::parse(node), .reserved = units, .picked = picked, .isOwn = isOwn}; };
        QTest::newRow("at one warehouse") << QList{at(u"main", 2)} << u"cold / A-2, then R-7"_s;
        QTest::newRow("at two") << QList{at(u"main", 2), at(u"east", 1)} << u"main: cold / A-2, then R-7\neast: B-1"_s;
        QTest::newRow("at one without bins") << QList{at(u"west", 2)} << QString();
        QTest::newRow("at two, one of them without bins") << QList{at(u"west", 2), at(u"east", 1)} << u"east: B-1"_s;
        QTest::newRow("picked") << QList{at(u"main", 0, 2)} << QString();
        QTest::newRow("picked at one of two") << QList{at(u"main", 0, 2), at(u"east", 1)} << u"east: B-1"_s;
        QTest::newRow("the rest at others") << QList{at(u"east", 1), at(u"bob", 1, 0, false)} << u"B-1"_s;
    }

    void saysWhereToFetchIt()
    {
        QFETCH(QList<OrderDetail::Reservation>, held);
        OrderDetail wanted = order();
        wanted.lines = {{.id = u"1"_s, .sku = *Sku::parse(u"LAMP"), .quantity = 2, .reservations = held}};
        query::StockOf::Item lamp = product(u"LAMP"_s, {});
        const NodeId main = *NodeId::parse(u"main"), east = *NodeId::parse(u"east");
        lamp.bins = {{main, {u"cold"_s, u"A-2"_s}}, {main, {{}, u"R-7"_s}}, {east, {{}, u"B-1"_s}}};
        QTEST(PackBox(wanted, {lamp}).items().first().place, "place");
    }

    void addsUpWhatLinesShare()
    {
        const PackBox box(order(), products());
        QCOMPARE(box.items().size(), 2);
        QCOMPARE(box.items().at(0).sku.text(), u"TENT"_s);
        QCOMPARE(box.items().at(0).wanted, 3);
        QCOMPARE(box.items().at(1).wanted, 3);
        QCOMPARE(box.wanted(), 6);
        QCOMPARE(box.weightG(), std::optional<qint64>(6 * unitG));
        QVERIFY(!box.isComplete());
    }

    void othersPackWhatLiesWithThem_data()
    {
        QTest::addColumn<QList<int>>("lines"); // that lie at a place of others
        QTest::addColumn<Quantity>("wanted");
        QTest::addColumn<QString>("obstacle");
        QTest::newRow("nothing") << QList<int>{} << Quantity(6) << u""_s;
        QTest::newRow("a line") << QList<int>{0} << Quantity(4) << u""_s;
        QTest::newRow("all of it") << QList<int>{0, 1} << Quantity(0) << u"Order woo/1042 is not packed here: bob packs and sends it."_s;
    }

    void othersPackWhatLiesWithThem()
    {
        QFETCH(QList<int>, lines);
        OrderDetail one = order();
        for (const int line : lines)
            for (OrderDetail::Reservation &held : one.lines[line].reservations) {
                held.node = *NodeId::parse(u"bob"_s);
                held.isOwn = false;
            }
        QTEST(PackBox(one, products()).wanted(), "wanted");
        QTEST(PackBox::obstacle(one), "obstacle");
        QCOMPARE(namesOf(nodesOfOthers(one)), lines.isEmpty() ? QString() : u"bob"_s);
        QCOMPARE(namesOf(nodesToPack(one)), lines.size() == 2 ? QString() : u"main"_s);
    }

    void takes_data()
    {
        QTest::addColumn<QStringList>("scans");
        QTest::addColumn<int>("last"); // what the last of them answers
        QTest::addColumn<Quantity>("checked");
        const auto row = [](const char *name, const QStringList &scans, PackBox::Scan last, Quantity checked) {
            QTest::newRow(name) << scans << static_cast<int>(last) << checked;
        };
        using Scan = PackBox::Scan;
        row("the SKU", {u"TENT"_s}, Scan::Counted, 1);
        row("in small letters, with blanks", {u" tent "_s}, Scan::Counted, 1);
        row("the EAN as it is", {u"0012345678905"_s}, Scan::Counted, 1);
        row("the UPC of that EAN", {u"012345678905"_s}, Scan::Counted, 1);
        row("without any zero", {u"12345678905"_s}, Scan::Counted, 1);
        row("an unknown code", {u"4006381000000"_s}, Scan::NotInOrder, 0);
        row("nothing", {u"  "_s}, Scan::NotInOrder, 0);
        row("the kit itself", {u"SET"_s}, Scan::NotInOrder, 0);
        row("one too many", {u"TENT"_s, u"TENT"_s, u"TENT"_s, u"TENT"_s}, Scan::TooMany, 3);
    }

    void takes()
    {
        QFETCH(QStringList, scans);
        PackBox box(order(), products());
        PackBox::Scan last = PackBox::Scan::NotInOrder;
        for (const QString &scan : scans)
            last = box.take(scan);
        QTEST(static_cast<int>(last), "last");
        QTEST(box.checked(), "checked");
    }

    void isCompleteWithTheLastUnitAndNotBefore()
    {
        PackBox box(order(), products());
        for (int i = 0; i < 3; ++i) {
            QVERIFY(!box.isComplete());
            QCOMPARE(box.take(u"TENT"_s), PackBox::Scan::Counted);
            QCOMPARE(box.take(u"LAMP"_s), PackBox::Scan::Counted);
        }
        QVERIFY(box.isComplete());
        QCOMPARE(box.lastRow(), 1);
        QCOMPARE(box.takeBack()->sku.text(), u"LAMP"_s);
        QVERIFY(!box.isComplete());
        QCOMPARE(box.lastRow(), 0);
    }

    void nothingIsTakenOutOfAnEmptyBox() { QVERIFY(!PackBox(order(), products()).takeBack()); }

    void aWeightThatIsNotKnownIsNotGuessed()
    {
        QCOMPARE(PackBox(order(), {product(u"LAMP"_s, {}), product(u"TENT"_s, {}, 0)}).weightG(), std::nullopt);
        QCOMPARE(PackBox(order(), {product(u"LAMP"_s, {})}).weightG(), std::nullopt);
    }

    void obstacles_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<bool>("isByChannel");
        QTest::addColumn<bool>("hasStock");
        QTest::addColumn<QString>("words");
        using State = OrderRow::State;
        const auto row = [](const char *name, State state, bool isByChannel, bool hasStock, const QString &words) {
            QTest::newRow(name) << static_cast<int>(state) << isByChannel << hasStock << words;
        };
        row("open", State::Open, false, true, {});
        row("picked", State::Picked, false, true, {});
        row("on hold", State::OnHold, false, true, u"on hold"_s);
        row("not paid", State::AwaitingPayment, false, true, u"payment"_s);
        row("shipped", State::Shipped, false, true, u"shipped"_s);
        row("cancelled", State::Cancelled, false, true, u"cancelled"_s);
        row("of the channel", State::Open, true, true, u"by its channel"_s);
        row("short of everything", State::Open, false, false, u"nothing of it"_s);
    }

    void obstacles()
    {
        QFETCH(int, state);
        QFETCH(bool, isByChannel);
        QFETCH(bool, hasStock);
        QFETCH(QString, words);
        OrderDetail one = order();
        one.row.state = static_cast<OrderRow::State>(state);
        one.row.isByChannel = isByChannel;
        if (!hasStock)
            for (OrderDetail::Line &line : one.lines)
                line.reservations.clear();
        const QString said = PackBox::obstacle(one);
        QVERIFY2(words.isEmpty() ? said.isEmpty() : said.contains(words), qPrintable(said));
    }

    void theSlipSaysWhatAndForWhomAndNoPrice()
    {
        OrderDetail priced = order();
        priced.lines[0].unitPrice = Money{4'999, u"USD"_s};
        const QString html = packingSlipHtml(PackBox(priced, products()));
        for (const auto &part : {u"1042"_s, u"TENT"_s, u"Name of LAMP"_s, u"Ada &lt;b&gt;"_s, u"1 Main St"_s, u"Reno"_s})
            QVERIFY2(html.contains(part), qPrintable(part));
        QVERIFY(!html.contains(u"49.99"_s));
    }

    void barcodeHoldsTheNumber()
    {
        const QImage bars = barcode(u"1042"_s);
        QVERIFY(!bars.isNull());
        // Code 128: start, four characters in two pairs or four, checksum, stop: each of 11 modules, the stop of 13.
        QCOMPARE(bars.width() % 3, 0);
        QVERIFY2((bars.width() / 3 - 13) % 11 == 0, qPrintable(QString::number(bars.width())));
        QVERIFY(barcode(u"1043"_s) != bars);
        QVERIFY(barcode(QString()).isNull());
        QVERIFY(barcode(u"№ 7"_s).isNull());
    }

    void theSlipIsAPage()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"slip.pdf"_s);
        QPdfWriter paper(file);
        drawPackingSlip(PackBox(order(), products()), paper);
        QVERIFY(QFileInfo(file).size() > 2'000);
    }
};

QTEST_MAIN(PackBoxTest)
#include "pack_box_test.moc"
