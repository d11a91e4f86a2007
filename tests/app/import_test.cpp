#include "tests/app/stage.h"
#include "tests/app/tst_app.h"

#include <QJsonObject>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock::app_test;

/// Files as sellers have them: what is taken, what is refused and why; all or nothing; twice is once.
class ImportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void takesOnce_data();
    void takesOnce();
    void refusesWhole_data();
    void refusesWhole();
    void takesTheGoodRows();
    void countsWhatTheLedgerRefuses();
    void countsWhatStandsBesideABadRow();
    void takesCartonsAsAWhole();
    void triesWithoutTaking();
    void triesAsItTakes_data();
    void triesAsItTakes();
    void takesALargeFileInLots();
    void takesOrdersOfAChannelWithoutAConnector();
    void takesPlaces();
    void placesKeepWhatAFileDoesNotSay();
    void placesComeBackAsTheyWere();
    void noSecretComesByAFile();
    void saysWhatColumnsAre();
    void comesBackAsItWas();

private:
    QJsonObject place(const QString &name)
    {
        for (const QJsonValue node : m_stage.run({u"node"_s, u"list"_s, u"--json"_s}).json().array())
            if (node[u"name"].toString() == name)
                return node.toObject();
        return {};
    }
    int entries() { return m_stage.run({u"audit"_s, u"verify"_s, u"--json"_s}).json()[u"entries"].toInt(); }
    QJsonObject item(const QString &sku) { return m_stage.run({u"stock"_s, u"show"_s, sku, u"--json"_s}).json()[0].toObject(); }

    Stage m_stage;
};

void ImportTest::initTestCase()
{
    QVERIFY(m_stage.startEngine());
    QCOMPARE(m_stage.run({u"node"_s, u"add"_s, u"warehouse"_s, u"main"_s}).code, 0);
    QCOMPARE(m_stage.run({u"import"_s, u"skus"_s, m_stage.write(u"base.csv"_s, "sku,name\nA,Base\nB,Base\n")}).code, 0);
}

void ImportTest::takesOnce_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("sku");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    const auto name = [](const char *row, const QByteArray &bytes, const QString &sku, const QString &value) { QTest::newRow(row) << u"skus"_s << bytes << sku << u"name"_s << value; };
    const auto count = [](const char *row, const QByteArray &bytes, const QString &sku, int value) { QTest::newRow(row) << u"stock"_s << bytes << sku << u"on_hand"_s << QString::number(value); };
    name("UTF-8", "sku,name\nU8,Caf\xC3\xA9\n", u"U8"_s, u"Café"_s);
    name("byte order mark", "\xEF\xBB\xBFsku,name\nBOM,Caf\xC3\xA9\n", u"BOM"_s, u"Café"_s);
    name("byte order mark and quotes", "\xEF\xBB\xBF\"sku\",\"name\"\nBOMQ,\"Caf\xC3\xA9\"\n", u"BOMQ"_s, u"Café"_s);
    name("Latin-1", "sku,name\nL1,Caf\xE9\n", u"L1"_s, u"Café"_s);
    name("Windows-1252", "sku;name\nW1,2;10 \x80\n", u"W1,2"_s, u"10 €"_s);
    name("semicolons", "name;sku\nSemi, with comma;SEMI\n", u"SEMI"_s, u"Semi, with comma"_s);
    name("tabs", "sku\tname\nTAB\tA tab\n", u"TAB"_s, u"A tab"_s);
    name("CR LF, no last line's end", "sku,name\r\nCRLF,Windows", u"CRLF"_s, u"Windows"_s);
    name("quoted line's end and quote", "sku,name\nQ,\"6\"\" pan,\nred\"\n", u"Q"_s, u"6\" pan,\nred"_s);
    name("empty lines and unknown column", "sku,colour,name\n\nE,red,Empty\n,,\n", u"E"_s, u"Empty"_s);
    name("a shop's own words", "Variant SKU,Title\nOWN,Own\n", u"OWN"_s, u"Own"_s);
    count("stock", "sku,node,quantity\nA,main,12\nB,main,3\n", u"A"_s, 12);
    count("stock with semicolons and mark", "\xEF\xBB\xBFsku;node;quantity\nA;main;7\n", u"A"_s, 7);
    count("stock down to nothing", "sku,node,quantity\nB,main,0\n", u"B"_s, 0);
    QTest::newRow("bins") << u"bins"_s << QByteArray("SKU;Warehouse;Zone;Bin\nA;main;;B-10\nA;main;cold;B-2\nB;main;;B-10\n") << u"A"_s << u"name"_s << u"Base"_s;
    QTest::newRow("purchase orders") << u"purchases"_s << QByteArray("PO number,supplier,sku,qty,ETA\nP-1,Acme,A,5,2030-01-31\nP-1,Acme,B,6,\n") << u"A"_s << u"name"_s << u"Base"_s;
}

void ImportTest::takesOnce()
{
    QFETCH(QString, what);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, sku);
    QFETCH(QString, key);
    const QStringList words{u"import"_s, what, m_stage.write(u"in.csv"_s, bytes), u"--json"_s};
    const Outcome first = m_stage.run(words);
    QVERIFY2(first.code == 0, first.both());
    QVERIFY(first.json()[u"changed"].toInt() > 0);
    QCOMPARE(first.json()[u"bad"].toInt(), 0);
    const QJsonObject taken = item(sku);
    QTEST(taken[key].toVariant().toString(), "value");
    const int before = entries();
    const Outcome second = m_stage.run(words);
    QCOMPARE(second.code, 0);
    QCOMPARE(second.json()[u"changed"].toInt(-1), 0);
    QCOMPARE(entries(), before);
    QCOMPARE(item(sku), taken);
}

void ImportTest::refusesWhole_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char *name, const char *what, const char *bytes, const char *words) { QTest::newRow(name) << QString::fromLatin1(what) << QByteArray(bytes) << QByteArray(words); };
    row("no number", "stock", "sku,node,quantity\nA,main,40\nB,main,many\n", "line 3: quantity “many”: not a whole number");
    row("negative", "stock", "sku,node,quantity\nA,main,40\nB,main,-1\n", "line 3: quantity -1");
    row("fraction", "stock", "sku,node,quantity\nA,main,40\nB,main,1.5\n", "line 3: quantity “1.5”");
    row("unknown SKU", "stock", "sku,node,quantity\nA,main,40\nZ,main,1\n", "line 3: sku “Z”: unknown here");
    row("unknown node", "stock", "sku,node,quantity\nA,main,40\nB,moon,1\n", "line 3: node “moon”: unknown here");
    row("empty SKU", "stock", "sku,node,quantity\nA,main,40\n,main,1\n", "line 3: sku is empty");
    row("short row", "stock", "sku,node,quantity\nA,main,40\nB,main\n", "line 3");
    row("line after a quoted line's end", "skus", "sku,name\nX1,\"two\nlines\"\n,nameless\n", "line 4: sku is empty");
    row("price in no currency", "skus", "sku,name,cost,currency\nX2,Good,,\nX3,Bad,1.50,XXX\n", "line 3: currency “XXX”: no country pays with it");
    row("price without a currency", "skus", "sku,name,cost\nX2,Good,\nX3,Bad,1.50\n", "line 3: cost without a currency");
    row("price below nothing", "prices", "sku,channel,price,currency\nA,etsy,-1,USD\n", "line 2: price -1: at least 0");
    row("no money", "skus", "sku,name,cost,currency\nX4,Good,1.50,USD\nX5,Bad,cheap,USD\n", "line 3: cost “cheap”");
    row("unknown channel", "listings", "channel,sku,listing_id\netsy,A,1\n", "line 2: channel “etsy”: unknown here");
    row("unknown component", "kits", "sku,component,quantity\nA,B,1\nA,Z,1\n", "line 3: component “Z”: unknown here");
    row("no time", "orders", "channel,order_id,created_at,sku,quantity\netsy,1,soon,A,1\n", "line 2: created_at");
    row("a purchase order to an unknown place", "purchases", "purchase,supplier,sku,quantity,node\nP-2,Acme,A,1,moon\n", "line 2: node “moon”: unknown here");
    row("a purchase order of nothing", "purchases", "purchase,supplier,sku,quantity\nP-2,Acme,A,0\n", "line 2: quantity 0");
    row("a known purchase order with another day", "purchases", "purchase,supplier,sku,quantity,expected_on\nP-1,Acme,A,5,2030-02-28\nP-1,Acme,B,6,\n", "line 2: P-1: another purchase order has this number");
    row("a bin without a name", "bins", "sku,node,bin\nA,main,A-1\nB,main,\n", "line 3: bin is empty");
    row("a long bin", "bins", "sku,node,bin\nA,main,A-1\nB,main,12345678901234567890123456789012345678901\n", "line 3: bin “12345678901234567890123456789012345678901”: a bin's name has at most 40 characters");
    row("a bin of an unknown SKU", "bins", "sku,node,bin\nA,main,A-1\nZ,main,A-1\n", "line 3: sku “Z”: unknown here");
    row("a bin at an unknown node", "bins", "sku,node,bin\nA,main,A-1\nB,moon,A-1\n", "line 3: node “moon”: unknown here");
    row("bins without their column", "bins", "sku,node,zone\nA,main,cold\n", "bin");
    row("missing column", "stock", "sku,quantity\nA,40\n", "node");
    row("quote without an end", "skus", "sku,name\nX6,Good\nX7,\"Bad\n", "line 3");
    row("no header", "skus", "", "header");
    row("a picture", "skus", "\x89PNG\r\n\x1A\n\x01\x02", "sku");
    row("a carton without a price", "cartons", "name,length,width,height,price\nS,12,9,4,0.80\nM,16,12,9,cheap\n", "line 3: “cheap” is no price");
    row("a place of an unknown kind", "nodes", "node,kind\neast,warehouse\nloft,pigeon\n", "line 3: kind “pigeon”: it is warehouse, amazon-mcf, shipbob, shiphero, shipmonk");
    row("a place in no country", "nodes", "node,country\neast,US\nwest,Narnia\n", "line 3: country “Narnia”: it is a country's two letters");
    row("a place that closes at no time", "nodes", "node,cut_off\neast,15:00\nwest,noon\n", "line 3: cut_off “noon”: it is a time of the day like 15:00");
    row("a place in no time zone", "nodes", "node,time_zone\neast,America/New_York\nwest,New York\n", "line 3: time_zone “New York”: it is a place like America/New_York");
    row("fees in no currency", "nodes", "node,order_fee\neast,1.00\n", "line 2: order_fee without a currency");
    row("a fee below nothing", "nodes", "node,currency,pick_fee\neast,USD,0.20\nwest,USD,-1\n", "line 3: pick_fee -1: at least 0");
    row("fees by the unit that are none", "nodes", "node,currency,unit_fees\neast,USD,5.95 cheap\n", "line 2: unit_fees “5.95 cheap”: not an amount of USD");
    row("days that are none", "nodes", "node,days\neast,mon-noon\n", "line 2: days “mon-noon”: “mon-noon” is not written like mon-fri");
    row("a holiday that is none", "nodes", "node,holidays\neast,2026-12-25 2026-13-01\n", "“2026-13-01” is not a date like 2026-12-25");
    row("a place that sends nothing", "nodes", "node,capacity\neast,0\n", "line 2: capacity 0: not from 1");
    row("neither open nor closed", "nodes", "node,closed\neast,perhaps\n", "line 2: closed “perhaps”: neither yes nor no");
    row("a name of two words", "nodes", "node,city\nNew York,New York\n", "line 2: node “New York”: a node name is made of letters");
    row("an address with credentials", "nodes", "node,kind,url\nbob,shipbob,https://me:pass@ship.example\n", "line 2: url: the address must be https://");
    row("an address of a warehouse", "nodes", "node,kind,url\neast,warehouse,https://ship.example\n", "line 2: url: a warehouse has none");
    row("an address and no kind", "nodes", "node,url\neast,https://ship.example\n", "line 2: east: it has an address, so it is no warehouse");
    row("an account that is none", "nodes", "node,kind,account\nbob,shipbob,seven\n", "line 2: account: it is not written like channel_id=7");
    row("no cartons at all", "cartons", "name,length,width,height,price\n", "the file holds none");
}

void ImportTest::refusesWhole()
{
    QFETCH(QString, what);
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, words);
    const int before = entries();
    const QByteArray stock = m_stage.run({u"stock"_s, u"show"_s}).out;
    const Outcome refused = m_stage.run({u"import"_s, what, m_stage.write(u"bad.csv"_s, bytes)});
    QCOMPARE(refused.code, 1);
    QVERIFY2(refused.err.contains(words), refused.err);
    QVERIFY2(refused.out.isEmpty() || refused.out.contains("0 changes made") || refused.out.contains("nothing was taken"), refused.out);
    QCOMPARE(entries(), before);
    QCOMPARE(m_stage.run({u"stock"_s, u"show"_s}).out, stock);
}

void ImportTest::takesTheGoodRows()
{
    const QStringList words{u"import"_s, u"stock"_s, m_stage.write(u"mixed.csv"_s, "sku,node,quantity\nA,main,21\nB,main,many\nB,main,22\n"), u"--accept-valid"_s, u"--json"_s};
    const Outcome taken = m_stage.run(words);
    QCOMPARE(taken.code, 0);
    QVERIFY2(taken.err.contains("line 3: quantity “many”"), taken.err);
    QCOMPARE(taken.json()[u"changed"].toInt(), 2);
    QCOMPARE(item(u"A"_s)[u"on_hand"].toInt(), 21);
    QCOMPARE(item(u"B"_s)[u"on_hand"].toInt(), 22);
    const int before = entries();
    QCOMPARE(m_stage.run(words).json()[u"changed"].toInt(-1), 0);
    QCOMPARE(entries(), before);
}

/// What looks good and the ledger refuses is told with its line, and counted once.
void ImportTest::countsWhatTheLedgerRefuses()
{
    const Outcome taken = m_stage.run({u"import"_s, u"kits"_s, m_stage.write(u"stocked.csv"_s, "sku,component,quantity\nA,U8,1\nA,L1,1\n"), u"--accept-valid"_s, u"--json"_s});
    QVERIFY2(taken.err.contains("line 2: A"), taken.err); // it has stock of its own
    QCOMPARE(taken.json()[u"rows"].toInt(), 2);
    QCOMPARE(taken.json()[u"good"].toInt(-1), 0);
    QCOMPARE(taken.json()[u"bad"].toInt(), 2);
}

/// A row beside a bad one of the same kit is not taken, and not called good.
void ImportTest::countsWhatStandsBesideABadRow()
{
    const QStringList words{u"import"_s, u"kits"_s, m_stage.write(u"half.csv"_s, "sku,component,quantity\nKIT-H,A,1\nKIT-H,Z,1\n"), u"--accept-valid"_s, u"--json"_s};
    QCOMPARE(m_stage.run({u"import"_s, u"skus"_s, m_stage.write(u"kit.csv"_s, "sku,name\nKIT-H,Half a kit\n")}).code, 0);
    const Outcome taken = m_stage.run(words);
    QVERIFY2(taken.err.contains("line 3: component “Z”: unknown here"), taken.err);
    QVERIFY2(taken.err.contains("Left out beside these lines: 1 row"), taken.err);
    QCOMPARE(taken.json()[u"good"].toInt(-1), 0);
    QCOMPARE(taken.json()[u"bad"].toInt(), 1);
    QCOMPARE(taken.json()[u"changed"].toInt(-1), 0);
}

/// A file of cartons is the whole list: there is no taking a part of it.
void ImportTest::takesCartonsAsAWhole()
{
    const int before = entries();
    const QString file = m_stage.write(u"boxes.csv"_s, "name,length,width,height,price\nS,12,9,4,0.80\n");
    const Outcome part = m_stage.run({u"import"_s, u"cartons"_s, file, u"--accept-valid"_s});
    QCOMPARE(part.code, 2);
    QVERIFY2(part.err.contains("cartons are taken as a whole"), part.err);
    QCOMPARE(entries(), before);
    const Outcome tried = m_stage.run({u"import"_s, u"cartons"_s, file, u"--dry-run"_s, u"--json"_s});
    QVERIFY(tried.json()[u"dry_run"].toBool());
    const Outcome whole = m_stage.run({u"import"_s, u"cartons"_s, file, u"--json"_s});
    QCOMPARE(whole.code, 0);
    QVERIFY(!whole.json()[u"dry_run"].toBool());
    QCOMPARE(entries(), before + 1);
}

void ImportTest::triesWithoutTaking()
{
    const int before = entries();
    const Outcome tried = m_stage.run({u"import"_s, u"stock"_s, m_stage.write(u"dry.csv"_s, "sku,node,quantity\nA,main,99\n"), u"--dry-run"_s, u"--json"_s});
    QCOMPARE(tried.code, 0);
    QCOMPARE(tried.json()[u"changed"].toInt(), 1);
    QCOMPARE(entries(), before);
    QVERIFY(item(u"A"_s)[u"on_hand"].toInt() != 99);
}

void ImportTest::triesAsItTakes_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArrayList>("words");
    QTest::newRow("a kit that has stock of its own") << u"kits"_s << QByteArray("sku,component,quantity\nA,U8,1\nU8,L1,1\n") << QByteArrayList{"line 2: A: "};
    QTest::newRow("two of them, each with its own reason") << u"kits"_s << QByteArray("sku,component,quantity\nA,U8,1\nB,L1,1\n") << QByteArrayList{"line 2: A: ", "line 3: B: "};
    QTest::newRow("one that is unknown, and one that the ledger refuses") << u"kits"_s << QByteArray("sku,component,quantity\nA,U8,1\nB,Z,1\n")
                                                                         << QByteArrayList{"line 2: A: ", "line 3: component “Z”: unknown here"};
}

/// What the ledger alone refuses is told beforehand, row by row, and alike.
void ImportTest::triesAsItTakes()
{
    QFETCH(QString, what);
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArrayList, words);
    QCOMPARE(m_stage.run({u"import"_s, u"stock"_s, m_stage.write(u"some.csv"_s, "sku,node,quantity\nA,main,5\nB,main,5\n")}).code, 0);
    const int before = entries();
    const QString path = m_stage.write(u"refused.csv"_s, bytes);
    const Outcome tried = m_stage.run({u"import"_s, what, path, u"--dry-run"_s});
    const Outcome taken = m_stage.run({u"import"_s, what, path});
    QCOMPARE(tried.code, 1);
    QCOMPARE(taken.code, 1);
    for (const QByteArray &word : std::as_const(words))
        QVERIFY2(tried.err.contains(word), tried.err);
    QVERIFY2(taken.err.startsWith(tried.err), taken.err);
    QCOMPARE(entries(), before);
}

/// Many lots, and the same file again changes nothing.
void ImportTest::takesALargeFileInLots()
{
    QByteArray bytes = "sku,name\n";
    for (int i = 0; i < 750; ++i)
        bytes += "LOT-" + QByteArray::number(i) + ",Lot\n";
    const QStringList words{u"import"_s, u"skus"_s, m_stage.write(u"large.csv"_s, bytes), u"--json"_s};
    const int before = entries();
    const Outcome first = m_stage.run(words);
    QVERIFY2(first.code == 0, first.both());
    QCOMPARE(first.json()[u"changed"].toInt(), 750);
    QCOMPARE(entries(), before + 750);
    QCOMPARE(m_stage.run(words).json()[u"changed"].toInt(-1), 0);
    QCOMPARE(entries(), before + 750);
}

/// What `export` writes, `import` takes, and finds nothing new in it.
void ImportTest::takesOrdersOfAChannelWithoutAConnector()
{
    QCOMPARE(m_stage.run({u"channel"_s, u"add"_s, u"walmart"_s, u"walmart-us"_s, u"--url"_s, u"https://walmart.example"_s}).code, 2);
    const Outcome added = m_stage.run({u"channel"_s, u"add"_s, u"walmart"_s, u"walmart-us"_s});
    QVERIFY2(added.code == 0, added.both());
    const Outcome taken = m_stage.run({u"import"_s, u"orders"_s, m_stage.write(u"walmart.csv"_s, "channel,order_id,created_at,sku,quantity\nwalmart-us,900,2026-09-20T10:00:00Z,B,1\n")});
    QVERIFY2(taken.code == 0, taken.both());
    QCOMPARE(m_stage.run({u"order"_s, u"show"_s, u"walmart-us/900"_s}).code, 0);
    const Outcome unknown = m_stage.run({u"channel"_s, u"add"_s, u"wallmart"_s, u"walmart-ca"_s});
    QVERIFY2(unknown.err.contains("with orders from files alone: ebay, etsy, flipkart, walmart"), unknown.err);
}

/// A network as somebody else wrote it down.
void ImportTest::takesPlaces()
{
    const QByteArray bytes = "Code;Kind;Name;Country;State;City;Zip;Address;Company;Phone;Email;Currency;Order fee;First pick;Pick fee;Free picks;Box fee;Insert fee;Cutoff;Timezone;Days;Holidays;Capacity;Closed;Account;Guard\n"
                             "north;;North hall;United States;NY;Albany;01234;1 Dock Rd;Shop Inc;+1 518 555 0100;dock@shop.example;usd;1,25;0.50;0.40;2;0.30;0.10;3:00 PM;America/New_York;Monday - Friday;2026-12-25, 2027-01-01;250;no;;\n"
                             "bob-2;ShipBob;;US;;;;;;;;;;;;;;;;;;;;yes;channel_id=7; stock=follow;3\n";
    const QStringList words{u"import"_s, u"nodes"_s, m_stage.write(u"network.csv"_s, QByteArray(bytes).replace("channel_id=7; stock=follow", "\"channel_id=7; stock=follow\"")), u"--json"_s};
    const Outcome taken = m_stage.run(words);
    QVERIFY2(taken.code == 0, taken.both());
    QCOMPARE(taken.json()[u"changed"].toInt(), 2);
    QVERIFY2(taken.err.contains("bob-2: nothing is read from it or handed over to it until it has its keys, which no file holds: crossdock node add shipbob bob-2 --secret token=@FILE"), taken.err);
    const QJsonObject north = place(u"north"_s), bob = place(u"bob-2"_s);
    QCOMPARE(north[u"kind"].toString(), u"warehouse"_s);
    QCOMPARE(north[u"title"].toString(), u"North hall"_s);
    QCOMPARE(north[u"country"].toString(), u"US"_s);
    QCOMPARE(north[u"postcode"].toString(), u"01234"_s);
    QCOMPARE(north[u"street"].toString(), u"1 Dock Rd"_s);
    QCOMPARE(north[u"sender"].toString(), u"Shop Inc"_s);
    QCOMPARE(north[u"cut_off"].toString(), u"15:00"_s);
    QCOMPARE(north[u"work_days"].toArray(), QJsonArray({1, 2, 3, 4, 5}));
    QCOMPARE(north[u"holidays"].toArray(), QJsonArray({u"2026-12-25"_s, u"2027-01-01"_s}));
    QCOMPARE(north[u"orders_per_day"].toInt(), 250);
    QCOMPARE(north[u"costs"].toObject(), (QJsonObject{{u"currency"_s, u"USD"_s}, {u"order_fee"_s, 125}, {u"first_pick"_s, 50}, {u"pick_fee"_s, 40}, {u"free_picks"_s, 2}, {u"box_fee"_s, 30}, {u"insert_fee"_s, 10}}));
    QCOMPARE(bob[u"kind"].toString(), u"shipbob"_s);
    QVERIFY(bob[u"closed"].toBool());
    QCOMPARE(bob[u"account"].toObject(), (QJsonObject{{u"channel_id"_s, u"7"_s}, {u"stock"_s, u"follow"_s}, {u"guard"_s, u"3"_s}}));
    const int before = entries();
    const Outcome again = m_stage.run(words);
    QCOMPARE(again.json()[u"changed"].toInt(-1), 0);
    QVERIFY2(!again.err.contains("bob-2"), again.err); // said once
    QCOMPARE(entries(), before);
}

void ImportTest::placesKeepWhatAFileDoesNotSay()
{
    const QJsonObject before = place(u"north"_s);
    const int count = entries();
    const Outcome moved = m_stage.run({u"import"_s, u"nodes"_s, m_stage.write(u"moved.csv"_s, "node,postcode,holidays\nnorth,12207,\n"), u"--json"_s});
    QVERIFY2(moved.code == 0, moved.both());
    QCOMPARE(entries(), count + 1);
    QJsonObject wanted = before;
    wanted[u"postcode"_s] = u"12207"_s;
    wanted[u"holidays"_s] = QJsonArray(); // an empty cell says that there are none
    QCOMPARE(place(u"north"_s), wanted);
    const Outcome bob = m_stage.run({u"import"_s, u"nodes"_s, m_stage.write(u"bob.csv"_s, "node,guard\nbob-2,5\n")}); // its kind, too
    QVERIFY2(bob.code == 0, bob.both());
    QCOMPARE(place(u"bob-2"_s)[u"kind"].toString(), u"shipbob"_s);
    QCOMPARE(place(u"bob-2"_s)[u"account"].toObject(), (QJsonObject{{u"channel_id"_s, u"7"_s}, {u"stock"_s, u"follow"_s}, {u"guard"_s, u"5"_s}}));
    QCOMPARE(m_stage.run({u"node"_s, u"add"_s, u"warehouse"_s, u"north"_s, u"--city"_s, u"Troy"_s}).code, 0);
    QCOMPARE(place(u"north"_s)[u"title"].toString(), u"North hall"_s); // as does the title, added by hand
}

/// Into another shop, and out of it again.
void ImportTest::placesComeBackAsTheyWere()
{
    const QString file = m_stage.file(u"places.csv"_s);
    const Outcome written = m_stage.run({u"export"_s, u"nodes"_s, file});
    QVERIFY2(written.code == 0, written.both());
    const int before = entries();
    const Outcome again = m_stage.run({u"import"_s, u"nodes"_s, file, u"--json"_s});
    QVERIFY2(again.code == 0, again.both());
    QCOMPARE(again.json()[u"changed"].toInt(-1), 0);
    QCOMPARE(entries(), before);
    Stage other;
    const Outcome taken = other.run({u"import"_s, u"nodes"_s, file});
    QVERIFY2(taken.code == 0, taken.both());
    QCOMPARE(other.run({u"node"_s, u"list"_s, u"--json"_s}).json(), m_stage.run({u"node"_s, u"list"_s, u"--json"_s}).json());
}

void ImportTest::noSecretComesByAFile()
{
    const Outcome refused = m_stage.run({u"import"_s, u"nodes"_s, m_stage.write(u"secret.csv"_s, "node,kind,account\nbob-3,shipbob,channel_id=7; token=hush\n")});
    QCOMPARE(refused.code, 1);
    QVERIFY2(refused.err.contains("line 2: account: “token” is a secret and stands in no file"), refused.err);
    QVERIFY2(!refused.both().contains("hush"), refused.both());
    QVERIFY(place(u"bob-3"_s).isEmpty());
}

/// What neither names its channel nor counts its units, and gives its days in numbers that may be months.
void ImportTest::saysWhatColumnsAre()
{
    const QString file = m_stage.write(u"stream.csv"_s, "Nr;Artikel;Tag\n501;B;3/4/2026\n501;B;3/4/2026\n");
    const QStringList words{u"import"_s, u"orders"_s, file, u"--column"_s, u"order_id=Nr"_s, u"--column"_s, u"sku=Artikel"_s, u"--column"_s, u"created_at=Tag"_s, u"--set"_s, u"channel=walmart-us"_s, u"--set"_s, u"quantity=1"_s, u"--json"_s};
    const Outcome open = m_stage.run(words);
    QVERIFY2(open.err.contains("line 2: created_at “3/4/2026”: no row of the file tells whether the day or the month is first"), open.err);
    QCOMPARE(m_stage.run(words + QStringList{u"--dates"_s, u"sideways"_s}).code, 2);
    QCOMPARE(m_stage.run(words + QStringList{u"--set"_s, u"colour=red"_s}).code, 2);
    const Outcome absent = m_stage.run({u"import"_s, u"orders"_s, file, u"--column"_s, u"sku=Item"_s});
    QVERIFY2(absent.err.contains("the file has no column “Item”; its columns: Nr, Artikel, Tag"), absent.err);
    const Outcome taken = m_stage.run(words + QStringList{u"--dates"_s, u"day-first"_s});
    QVERIFY2(taken.code == 0, taken.both());
    const QJsonDocument order = m_stage.run({u"order"_s, u"show"_s, u"walmart-us/501"_s, u"--json"_s}).json();
    QCOMPARE(order[u"lines"].toArray().size(), 2);
    QVERIFY(order[u"created_at"].toString().startsWith(u"2026-04-03"_s));
}

void ImportTest::comesBackAsItWas()
{
    for (const QString &what : {u"skus"_s, u"stock"_s, u"bins"_s}) {
        QCOMPARE(m_stage.run({u"export"_s, what, u"out.csv"_s}).code, 0);
        const QByteArray stock = m_stage.run({u"stock"_s, u"show"_s}).out;
        const Outcome again = m_stage.run({u"import"_s, what, u"out.csv"_s, u"--json"_s});
        QVERIFY2(again.code == 0, again.both());
        QCOMPARE(m_stage.run({u"stock"_s, u"show"_s}).out, stock);
    }
    QCOMPARE(m_stage.run({u"audit"_s, u"verify"_s}).code, 0);
    QCOMPARE(m_stage.stopEngine(), 0);
}

std::unique_ptr<QObject> makeImportTest()
{
    return std::make_unique<ImportTest>();
}

#include "import_test.moc"
