#include "tests/app/stage.h"
#include "tests/app/tst_app.h"

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
    void comesBackAsItWas();

private:
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
