#include "core/inventory/imports/preview.h"
#include "core/inventory/values/time.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::imports;
using namespace Qt::Literals::StringLiterals;

/// Bytes of a file to cells, cells to requests.
class PreviewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cuts_data();
    void cuts();
    void refusesAnOpenQuote();
    void refusesAnEmptyFile();
    void findsColumns_data();
    void findsColumns();
    void judgesRows_data();
    void judgesRows();
    void aFileSaysAThingOnce_data();
    void aFileSaysAThingOnce();
    void linesKeepTheirNames();
    void rowsOfAnOrderAreOneRequest();
    void rowsOfAPurchaseOrderAreOneRequest();
    void binsOfASkuAreOneRequestInTheirOrder();
    void aGroupWithABadRowIsLeftOut();
    void theSameFileHasTheSameKeys();
    void readsWhatOthersWrite();
    void theFirstDayOfItsLinesCounts();
    void valuesStandForMissingColumns();

private:
    static Preview look(What what, const QByteArray &text);
};

Preview PreviewTest::look(What what, const QByteArray &text)
{
    const Sheet sheet = readSheet(text).value();
    return preview(what, sheet, guessMapping(what, sheet.header), {}).value();
}

void PreviewTest::cuts_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("cells");
    QTest::addColumn<QString>("encoding");
    QTest::addColumn<int>("line");
    QTest::newRow("commas") << QByteArray("a,b\n1,2\n") << QStringList{u"1"_s, u"2"_s} << u"UTF-8"_s << 2;
    QTest::newRow("semicolons, Windows ends") << QByteArray("a;b\r\n1,5;2\r\n") << QStringList{u"1,5"_s, u"2"_s} << u"UTF-8"_s << 2;
    QTest::newRow("tabs, no last end") << QByteArray("a\tb\n1\t2") << QStringList{u"1"_s, u"2"_s} << u"UTF-8"_s << 2;
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF" "a,b\n1,\xC3\xA9\n") << QStringList{u"1"_s, u"é"_s} << u"UTF-8"_s << 2;
    QTest::newRow("Windows-1252") << QByteArray("a,b\n\x80,\xE9\n") << QStringList{u"€"_s, u"é"_s} << u"Windows-1252"_s << 2;
    QTest::newRow("UTF-16") << QByteArray("\xFF\xFE" "a\0,\0b\0\n\0" "1\0,\0" "2\0\n\0", 18) << QStringList{u"1"_s, u"2"_s} << u"UTF-16"_s << 2;
    QTest::newRow("quotes") << QByteArray("a,b\n\"x, \"\"y\"\"\",2\n") << QStringList{u"x, \"y\""_s, u"2"_s} << u"UTF-8"_s << 2;
    QTest::newRow("an end inside quotes") << QByteArray("\"a\n1\",b\n\"x\ny\",2\n") << QStringList{u"x\ny"_s, u"2"_s} << u"UTF-8"_s << 3;
    QTest::newRow("empty lines") << QByteArray("a,b\n\n\n1,2\n") << QStringList{u"1"_s, u"2"_s} << u"UTF-8"_s << 4;
}

void PreviewTest::cuts()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QStringList, cells);
    QFETCH(QString, encoding);
    QFETCH(int, line);
    const auto sheet = readSheet(bytes);
    QVERIFY(sheet);
    QCOMPARE(sheet->encoding, encoding);
    QCOMPARE(sheet->header.size(), 2);
    QCOMPARE(sheet->records.size(), 1);
    QCOMPARE(sheet->records.first().cells, cells);
    QCOMPARE(sheet->records.first().line, line);
}

void PreviewTest::refusesAnOpenQuote()
{
    const auto sheet = readSheet("a,b\n1,\"open\n2,3\n");
    QVERIFY(!sheet);
    QCOMPARE(sheet.error().subject, u"line 2"_s);
}

void PreviewTest::refusesAnEmptyFile()
{
    QVERIFY(!readSheet(QByteArray()));
    QVERIFY(!readSheet("\n \n"));
    QVERIFY(readSheet("[{\"sku\": 1}]").error().detail.startsWith(u"it is JSON"_s));
    QVERIFY(readSheet(QByteArray("\xD0\xCF\x11\xE0\xA1\xB1")).error().detail.contains(u".xlsx"_s));
}

void PreviewTest::findsColumns_data()
{
    QTest::addColumn<QString>("header");
    QTest::addColumn<int>("what");
    QTest::addColumn<QString>("field");
    QTest::addColumn<int>("column");
    QTest::newRow("by name") << u"quantity,node,sku"_s << int(What::Stock) << u"sku"_s << 2;
    QTest::newRow("in capitals") << u"SKU,Node,Quantity"_s << int(What::Stock) << u"quantity"_s << 2;
    QTest::newRow("as Shopify calls it") << u"Handle,Title,Variant SKU"_s << int(What::Skus) << u"sku"_s << 2;
    QTest::newRow("as Amazon calls it") << u"amazon-order-id,purchase-date,sku,quantity-purchased"_s << int(What::Orders) << u"order_id"_s << 0;
    QTest::newRow("as a purchaser calls it") << u"PO number,supplier,sku,qty,ETA"_s << int(What::Purchases) << u"expected"_s << 4;
    QTest::newRow("as a warehouse calls it") << u"SKU,Warehouse,Aisle,Bin location"_s << int(What::Bins) << u"bin"_s << 3;
    QTest::newRow("its own name first") << u"title,name,sku"_s << int(What::Skus) << u"name"_s << 1;
    QTest::newRow("a buyer's name, not a product's") << u"order id,sku,product name,customer name"_s << int(What::Orders) << u"name"_s << 3;
    QTest::newRow("Shopify's number of an order") << u"Name,Email,Created at,Lineitem quantity,Lineitem sku,Shipping Name,Shipping Zip"_s << int(What::Orders) << u"order_id"_s << 0;
    QTest::newRow("Shopify's buyer") << u"Name,Email,Created at,Lineitem quantity,Lineitem sku,Shipping Name,Shipping Zip"_s << int(What::Orders) << u"name"_s << 5;
    QTest::newRow("where it goes before where the buyer lives") << u"Customer City,Order City"_s << int(What::Orders) << u"city"_s << 1;
    QTest::newRow("as a shop in Brazil calls it") << u"order_id,order_item_id,product_id,shipping_limit_date,customer_zip_code_prefix"_s << int(What::Orders) << u"postcode"_s << 4;
    QTest::newRow("a weight in another unit") << u"sku,name,product_weight_kg"_s << int(What::Skus) << u"weight_g"_s << 2;
    QTest::newRow("a place by its code") << u"Name,Code,Zip Code"_s << int(What::Nodes) << u"node"_s << 1;
    QTest::newRow("its name is then its title") << u"Name,Code,Zip Code"_s << int(What::Nodes) << u"title"_s << 0;
    QTest::newRow("a place by its name alone") << u"Name,Zip Code"_s << int(What::Nodes) << u"node"_s << 0;
    QTest::newRow("a count of a place does not take names for places") << u"sku,name,quantity"_s << int(What::Stock) << u"node"_s << -1;
    QTest::newRow("not there") << u"a,b"_s << int(What::Skus) << u"sku"_s << -1;
}

void PreviewTest::findsColumns()
{
    QFETCH(QString, header);
    QFETCH(int, what);
    QFETCH(QString, field);
    const Mapping mapping = guessMapping(static_cast<What>(what), header.split(u','));
    QTEST(mapping.value(field, -1), "column");
}

void PreviewTest::judgesRows_data()
{
    QTest::addColumn<int>("what");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("problem");
    QTest::newRow("good count") << int(What::Stock) << QByteArray("sku,node,quantity\nA,main,0") << QString();
    QTest::newRow("negative count") << int(What::Stock) << QByteArray("sku,node,quantity\nA,main,-1") << u"quantity -1"_s;
    QTest::newRow("half a unit") << int(What::Stock) << QByteArray("sku,node,quantity\nA,main,1.5") << u"not a whole number"_s;
    QTest::newRow("too many") << int(What::Stock) << QByteArray("sku,node,quantity\nA,main,1000000001") << u"not from 0"_s;
    QTest::newRow("no SKU") << int(What::Stock) << QByteArray("sku,node,quantity\n,main,1") << u"sku is empty"_s;
    QTest::newRow("more cells than columns") << int(What::Stock) << QByteArray("sku,node,quantity\nA,main,1,2") << u"4 cells"_s;
    QTest::newRow("good bin") << int(What::Bins) << QByteArray("sku,node,zone,bin\nA,main,,A-1") << QString();
    QTest::newRow("no bin") << int(What::Bins) << QByteArray("sku,node,bin\nA,main,") << u"bin is empty"_s;
    QTest::newRow("a long zone") << int(What::Bins) << QByteArray("sku,node,zone,bin\nA,main,123456789012345678901,A-1") << u"a zone has at most 20"_s;
    QTest::newRow("kit of none") << int(What::Kits) << QByteArray("sku,component,quantity\nK,A,0") << u"quantity 0"_s;
    QTest::newRow("good price") << int(What::Prices) << QByteArray("sku,channel,price,currency\nA,woo,12.99,USD") << QString();
    QTest::newRow("price with a comma") << int(What::Prices) << QByteArray("sku;channel;price;currency\nA;woo;12,99;EUR") << QString();
    QTest::newRow("too fine a price") << int(What::Prices) << QByteArray("sku,channel,price,currency\nA,woo,12.999,USD") << u"price"_s;
    QTest::newRow("a cancelled line") << int(What::Orders) << QByteArray("channel,order_id,created_at,sku,quantity\nwoo,1,2026-01-01,A,0") << QString();
    QTest::newRow("sent by its channel") << int(What::Orders) << QByteArray("channel,order_id,created_at,sku,quantity,fulfilled_by\nwoo,1,2026-01-01,A,1,channel") << QString();
    QTest::newRow("sent by nobody") << int(What::Orders) << QByteArray("channel,order_id,created_at,sku,quantity,fulfilled_by\nwoo,1,2026-01-01,A,1,elves") << u"fulfilled_by “elves”"_s;
    QTest::newRow("no time") << int(What::Orders) << QByteArray("channel,order_id,created_at,sku,quantity\nwoo,1,yesterday,A,1") << u"created_at"_s;
    const QByteArray orders = "channel,order_id,created_at,sku,quantity\nwoo,1,";
    QTest::newRow("a number from a table of numbers") << int(What::Orders) << QByteArray(orders + "2026-01-01,A,6.0") << QString();
    QTest::newRow("a thousand that may be one") << int(What::Orders) << QByteArray(orders + "2026-01-01,A,\"1,000\"") << u"not a whole number"_s;
    QTest::newRow("Shopify's time") << int(What::Orders) << QByteArray(orders + "2018-01-31 22:56:11 -0500,A,1") << QString();
    QTest::newRow("an American date that can be no other") << int(What::Orders) << QByteArray(orders + "1/31/2018 22:56,A,1") << QString();
    QTest::newRow("a date that may be two") << int(What::Orders) << QByteArray(orders + "3/4/2018 22:56,A,1") << u"whether the day or the month is first"_s;
    QTest::newRow("a German date") << int(What::Orders) << QByteArray(orders + "3.4.2018 22:56,A,1") << QString();
    QTest::newRow("a price of thousands") << int(What::Prices) << QByteArray("sku;channel;price;currency\nA;woo;1.234,56;EUR") << QString();
    QTest::newRow("a weight with its unit") << int(What::Skus) << QByteArray("sku,name,weight_g\nA,Tent,1.2 kg") << QString();
    QTest::newRow("a weight in stones") << int(What::Skus) << QByteArray("sku,name,weight_g\nA,Tent,1 st") << u"“st” is no unit of it"_s;
    QTest::newRow("half a gram, or half a kilogram") << int(What::Skus) << QByteArray("sku,name,weight_g\nA,Tent,0.5") << u"with its unit it may be any"_s;
    QTest::newRow("price without currency") << int(What::Skus) << QByteArray("sku,name,cost\nA,Tent,5.00") << u"without a currency"_s;
}

void PreviewTest::judgesRows()
{
    QFETCH(int, what);
    QFETCH(QByteArray, text);
    QFETCH(QString, problem);
    const Preview seen = look(static_cast<What>(what), text);
    QCOMPARE(seen.rows.size(), 1);
    QVERIFY2(problem.isEmpty() ? seen.rows.first().problem.isEmpty() : seen.rows.first().problem.contains(problem),
             qPrintable(seen.rows.first().problem));
    QCOMPARE(seen.good, problem.isEmpty() ? 1 : 0);
    QCOMPARE(seen.requests.size(), problem.isEmpty() ? 1 : 0);
}

void PreviewTest::aFileSaysAThingOnce_data()
{
    QTest::addColumn<int>("what");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("requests");
    QTest::addColumn<QString>("problem"); // of the last row
    QTest::newRow("two counts of one SKU") << int(What::Stock) << QByteArray("sku,node,quantity\nA,main,1\nA,main,2") << 1 << u"A, main stands already in line 2"_s;
    QTest::newRow("the same count again") << int(What::Stock) << QByteArray("sku,node,quantity\nA,main,1\nA,main,1") << 1 << QString();
    QTest::newRow("one SKU at two nodes") << int(What::Stock) << QByteArray("sku,node,quantity\nA,main,1\nA,west,2") << 2 << QString();
    QTest::newRow("two names of one SKU") << int(What::Skus) << QByteArray("sku,name\nA,Tent\nA,Lamp") << 1 << u"A stands already in line 2"_s;
    QTest::newRow("two prices on one channel") << int(What::Prices) << QByteArray("sku,channel,price,currency\nA,woo,1,USD\nA,woo,2,USD") << 1 << u"line 2"_s;
    QTest::newRow("one listing of two SKUs") << int(What::Listings) << QByteArray("channel,sku,listing_id\nwoo,A,7\nwoo,B,7") << 1 << u"woo, 7 stands already"_s;
    QTest::newRow("a component twice") << int(What::Kits) << QByteArray("sku,component,quantity\nK,A,1\nK,A,1") << 0 << u"K, A stands already in line 2"_s;
    QTest::newRow("an order of two days") << int(What::Orders) << QByteArray("channel,order_id,created_at,sku,quantity\nwoo,7,2026-01-01,A,1\nwoo,7,2026-01-02,B,2") << 0 << u"line 2 of the same order says"_s;
    QTest::newRow("a head that is said once") << int(What::Orders) << QByteArray("channel,order_id,created_at,sku,quantity,email\nwoo,7,2026-01-01,A,1,a@b.example\nwoo,7,2026-01-01,B,2,") << 1 << QString();
    QTest::newRow("lines without names") << int(What::Orders) << QByteArray("channel,order_id,created_at,sku,quantity\nwoo,7,2026-01-01,A,1\nwoo,7,2026-01-01,A,2") << 1 << QString();
    QTest::newRow("lines with days of their own") << int(What::Orders) << QByteArray("channel,order_id,created_at,sku,quantity,ship_by\nwoo,7,2026-01-01,A,1,2026-01-09\nwoo,7,2026-01-01,B,1,2026-01-05") << 1 << QString();
    QTest::newRow("a place twice") << int(What::Nodes) << QByteArray("node,city\neast,Newark\neast,Trenton") << 1 << u"east stands already in line 2"_s;
    QTest::newRow("a line twice") << int(What::Orders) << QByteArray("channel,order_id,created_at,sku,quantity,line_id\nwoo,7,2026-01-01,A,1,L\nwoo,7,2026-01-01,B,2,L") << 0 << u"woo, 7, L stands already"_s;
    QTest::newRow("a purchase order of two suppliers") << int(What::Purchases) << QByteArray("purchase,supplier,sku,quantity\n7,Acme,A,1\n7,Other,B,2") << 0 << u"line 2 of the same order says"_s;
    QTest::newRow("a line of a purchase order twice") << int(What::Purchases) << QByteArray("purchase,supplier,sku,quantity\n7,Acme,A,1\n7,Acme,A,2") << 0 << u"7, A stands already"_s;
    QTest::newRow("two purchase orders of one SKU") << int(What::Purchases) << QByteArray("purchase,supplier,sku,quantity\n7,Acme,A,1\n8,Acme,A,2") << 2 << QString();
    QTest::newRow("a bin twice in one zone") << int(What::Bins) << QByteArray("sku,node,zone,bin\nA,main,cold,A-1\nA,main,cold,A-1") << 1 << QString();
    QTest::newRow("good after a bad one") << int(What::Stock) << QByteArray("sku,node,quantity\nA,main,x\nA,main,2") << 1 << QString();
}

void PreviewTest::aFileSaysAThingOnce()
{
    QFETCH(int, what);
    QFETCH(QByteArray, text);
    QFETCH(QString, problem);
    const Preview seen = look(static_cast<What>(what), text);
    QTEST(int(seen.requests.size()), "requests");
    const QString said = seen.rows.last().problem;
    QVERIFY2(problem.isEmpty() ? said.isEmpty() : said.contains(problem), qPrintable(said));
}

void PreviewTest::linesKeepTheirNames()
{
    const Preview seen = look(What::Orders, "channel,order_id,created_at,sku,quantity,line_id\nwoo,7,2026-01-01,A,1,2\nwoo,7,2026-01-01,B,1,1\nwoo,7,2026-01-01,C,1,\n");
    QStringList names;
    for (const auto &line : std::get<command::RecordOrder>(seen.requests.first().command).order.lines)
        names.append(line.id);
    QCOMPARE(names, QStringList({u"2"_s, u"1"_s, u"3"_s}));
}

void PreviewTest::rowsOfAnOrderAreOneRequest()
{
    const Preview seen = look(What::Orders, "channel,order_id,created_at,sku,quantity\nwoo,7,2026-01-01,A,1\nwoo,8,2026-01-01,A,1\n"
                                            "woo,7,2026-01-01,B,2\n");
    QCOMPARE(seen.requests.size(), 2);
    const auto &order = std::get<command::RecordOrder>(seen.requests.first().command).order;
    QCOMPARE(order.id.number, u"7"_s);
    QCOMPARE(order.lines.size(), 2);
    QCOMPARE(order.lines.last().sku, u"B"_s);
    QVERIFY(order.lines.first().id != order.lines.last().id);
}

void PreviewTest::rowsOfAPurchaseOrderAreOneRequest()
{
    const Preview seen = look(What::Purchases, "purchase,supplier,sku,quantity,node,expected\nPO-7,Acme,A,5,main,2030-01-31\nPO-8,Acme,A,1,,\nPO-7,Acme,B,2,,\n");
    QCOMPARE(seen.requests.size(), 2);
    const auto &order = std::get<command::CreatePurchase>(seen.requests.first().command);
    QCOMPARE(order.number, u"PO-7"_s);
    QCOMPARE(order.supplier, u"Acme"_s);
    QCOMPARE(order.expectedOn, std::optional(QDate(2030, 1, 31)));
    QCOMPARE(order.lines.size(), 2);
    QCOMPARE(order.lines.first().quantity, 5);
    QVERIFY(!seen.requests.first().key.isEmpty()); // the same file again orders nothing
    QVERIFY(!std::get<command::CreatePurchase>(seen.requests.last().command).node);
}

void PreviewTest::binsOfASkuAreOneRequestInTheirOrder()
{
    const Preview seen = look(What::Bins, "sku,node,zone,bin\nA,main,,B-2\nB,main,,B-2\nA,main,cold,A-1\nA,east,,X\nB,west,,\nB,west,,Y\n");
    QCOMPARE(seen.bad, 1);
    QCOMPARE(seen.requests.size(), 3); // what lies at west is left out whole
    const auto &first = std::get<command::SetBins>(seen.requests.first().command);
    QCOMPARE(first.node.text(), u"main"_s);
    QCOMPARE(first.bins, (QList<stock::Bin>{{{}, u"B-2"_s}, {u"cold"_s, u"A-1"_s}}));
    QCOMPARE(std::get<command::SetBins>(seen.requests.last().command).node.text(), u"east"_s);
    QVERIFY(seen.requests.first().key.isEmpty());
}

void PreviewTest::aGroupWithABadRowIsLeftOut()
{
    const Preview seen = look(What::Kits, "sku,component,quantity\nK1,A,1\nK2,A,1\nK1,B,none\n");
    QCOMPARE(seen.good, 1); // the other row of K1 is not taken
    QCOMPARE(seen.bad, 1);
    QCOMPARE(seen.requests.size(), 1); // half a kit is another kit
    QCOMPARE(std::get<command::DefineKit>(seen.requests.first().command).kit.text(), u"K2"_s);
}

void PreviewTest::theSameFileHasTheSameKeys()
{
    const QByteArray text = "channel,order_id,created_at,sku,quantity\nwoo,7,2026-01-01,A,1\nwoo,8,2026-01-01,B,1\n";
    const Preview once = look(What::Orders, text), again = look(What::Orders, text), other = look(What::Orders, text + "woo,9,2026-01-01,C,1\n");
    QVERIFY(look(What::Stock, "sku,node,quantity\nA,main,1\n").requests.first().key.isEmpty()); // a count counts each time
    QCOMPARE(once.requests.at(0).key, again.requests.at(0).key);
    QVERIFY(once.requests.at(0).key != once.requests.at(1).key);
    QVERIFY(once.requests.at(0).key != other.requests.at(0).key);
}

/// Columns, dates, countries, weights and postcodes as a shop in the United States exports them.
void PreviewTest::readsWhatOthersWrite()
{
    const Preview seen = look(What::Orders, "channel,Order Id,order date (DateOrders),Product Card Id,Order Item Quantity,Order Country,Order Zipcode,Estimated Delivery Date\n"
                                            "woo,77202,2/3/2018 22:56,1360,1,EE. UU.,'07001,2/9/2018\nwoo,75939,1/13/2018 12:27,1360,2,Narnia,,\n");
    QCOMPARE(seen.requests.size(), 2);
    const auto &order = std::get<command::RecordOrder>(seen.requests.first().command).order;
    QCOMPARE(toText(order.createdAt), u"2018-02-03T22:56:00.000Z"_s); // the other row begins with its month
    QCOMPARE(toText(order.deliverBy.value()), u"2018-02-09T00:00:00.000Z"_s);
    QCOMPARE(order.buyer.country, u"US"_s);
    QCOMPARE(order.buyer.postcode, u"07001"_s);
    QCOMPARE(order.lines.first().sku, u"1360"_s);
    QCOMPARE(std::get<command::RecordOrder>(seen.requests.last().command).order.buyer.country, u"Narnia"_s); // as it is written
    const Preview items = look(What::Skus, "sku,name,weight_kg,length_in,width_cm,height_mm\nA,Tent,1.25,10,\"30,5\",7\n");
    const auto &item = std::get<command::DefineSku>(items.requests.first().command);
    QCOMPARE((QList<qint64>{item.weightG, item.lengthMm, item.widthMm, item.heightMm}), (QList<qint64>{1'250, 254, 305, 7}));
}

void PreviewTest::theFirstDayOfItsLinesCounts()
{
    const Preview seen = look(What::Orders, "channel,order_id,created_at,sku,quantity,ship_by\nwoo,7,2026-01-01,A,1,2026-01-09\nwoo,7,2026-01-01,B,1,\nwoo,7,2026-01-01,C,1,2026-01-05\n");
    QCOMPARE(toText(std::get<command::RecordOrder>(seen.requests.first().command).order.shipBy.value()), u"2026-01-05T00:00:00.000Z"_s);
}

/// The same file with other values is another event.
void PreviewTest::valuesStandForMissingColumns()
{
    const Sheet sheet = readSheet("order_id,created_at,sku,quantity,currency\n7,3/4/2026,A,,EUR\n8,3/4/2026,B,2,\n").value();
    const Mapping columns = guessMapping(What::Orders, sheet.header);
    QCOMPARE(preview(What::Orders, sheet, columns, {}).error().subject, u"channel"_s);
    const auto seen = [&](const QString &channel) {
        return preview(What::Orders, sheet, columns, {}, {{{u"channel"_s, channel}, {u"quantity"_s, u"1"_s}}, DayOrder::DayFirst}).value();
    };
    const Preview once = seen(u"woo"_s);
    QCOMPARE(once.requests.size(), 2);
    const auto &order = std::get<command::RecordOrder>(once.requests.first().command).order;
    QCOMPARE(order.id.channel.text(), u"woo"_s);
    QCOMPARE(order.lines.first().quantity, 1); // where the row says nothing
    QCOMPARE(std::get<command::RecordOrder>(once.requests.last().command).order.lines.first().quantity, 2);
    QCOMPARE(toText(order.createdAt), u"2026-04-03T00:00:00.000Z"_s);
    QCOMPARE(once.requests.first().key, seen(u"woo"_s).requests.first().key);
    QVERIFY(once.requests.first().key != seen(u"etsy"_s).requests.first().key);
}

QTEST_GUILESS_MAIN(PreviewTest)
#include "preview_test.moc"
