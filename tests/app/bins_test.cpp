#include "tests/app/stage.h"
#include "tests/app/tst_app.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock::app_test;

/// Where units lie in warehouses of ours, and the walk to fetch them, from the command line.
class BinsCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void setsAndRemoves();
    void theSameAgainChangesNothing();
    void listsAsSomebodyWalks();
    void refuses_data();
    void refuses();
    void takesFilesWhole();
    void refusesAPlaceOfOthersInAFile();
    void writesWhatItReads();
    void printsTheWalk();

private:
    Outcome run(const QString &line) { return m_stage.run(line.split(u' ')); }
    /// "main cold/A-2 MUG 1" of each line of the list; a bin without a zone as "/A-2".
    QStringList listed(const QString &flags = {})
    {
        QStringList lines;
        for (const QJsonValue one : run((u"bin list --json "_s + flags).trimmed()).json().array())
            lines.append(u"%1 %2/%3 %4 %5"_s.arg(one[u"node"].toString(), one[u"zone"].toString(), one[u"bin"].toString(), one[u"sku"].toString()).arg(one[u"turn"].toInt()));
        return lines;
    }
    int entries() { return run(u"audit verify --json"_s).json()[u"entries"].toInt(); }

    Stage m_stage;
};

void BinsCommandTest::initTestCase()
{
    QVERIFY(m_stage.startEngine());
    m_stage.write(u"secret"_s, "s_0123456789");
    for (const QString &line : {u"node add warehouse main"_s, u"node add warehouse east"_s, u"node add shipbob bob --url http://127.0.0.1:9 --account channel_id=7 --secret token=@%1"_s.arg(m_stage.file(u"secret"_s)),
                                u"channel add walmart walmart-us"_s}) {
        const Outcome added = run(line);
        QVERIFY2(added.code == 0, added.both());
    }
    QCOMPARE(m_stage.run({u"import"_s, u"skus"_s, m_stage.write(u"skus.csv"_s, "sku,name\nMUG,Mug\nCUP,Cup\nPEN,Pen\n")}).code, 0);
    QCOMPARE(m_stage.run({u"import"_s, u"stock"_s, m_stage.write(u"stock.csv"_s, "sku,node,quantity\nMUG,main,10\nCUP,main,10\nPEN,main,10\n")}).code, 0);
}

/// Each begins without any.
void BinsCommandTest::init()
{
    for (const QJsonValue one : run(u"bin list --json"_s).json().array())
        if (one[u"turn"].toInt() == 1)
            run(u"bin remove %1 --node %2"_s.arg(one[u"sku"].toString(), one[u"node"].toString()));
    QCOMPARE(listed(), QStringList());
}

void BinsCommandTest::setsAndRemoves()
{
    const Outcome set = run(u"bin set MUG A-2 R-7 --node main --zone cold --reason moved --json"_s);
    QVERIFY2(set.code == 0, set.both());
    QCOMPARE(set.json()[u"what"].toString(), u"bins.set"_s);
    QCOMPARE(listed(), (QStringList{u"main cold/A-2 MUG 1"_s, u"main cold/R-7 MUG 2"_s}));
    const QJsonArray bins = run(u"stock show MUG --json"_s).json()[0][u"bins"].toArray();
    QCOMPARE(bins.size(), 2);
    QCOMPARE(bins[0][u"bin"].toString(), u"A-2"_s);
    QCOMPARE(bins[0][u"node"].toString(), u"main"_s);
    QVERIFY2(run(u"bin list"_s).out.contains("cold"), "the table for people");
    QVERIFY2(run(u"audit show --sku MUG --limit 1"_s).out.contains("Bins set (moved)"), "the trail");
    QCOMPARE(run(u"bin remove MUG A-2 --node main"_s).code, 0);
    QCOMPARE(listed(), QStringList{u"main cold/R-7 MUG 1"_s});
    QCOMPARE(run(u"bin set MUG B-1 --node main"_s).code, 0); // in the place of all
    QCOMPARE(listed(), QStringList{u"main /B-1 MUG 1"_s});
    QCOMPARE(run(u"bin remove MUG --node main"_s).code, 0);
    QCOMPARE(listed(), QStringList());
}

void BinsCommandTest::theSameAgainChangesNothing()
{
    QCOMPARE(run(u"bin set MUG A-2 --node main"_s).code, 0);
    const int before = entries();
    const Outcome again = run(u"bin set MUG A-2 --node main"_s);
    QCOMPARE(again.code, 0);
    QVERIFY2(again.out.contains("Nothing to change"), again.out);
    QCOMPARE(entries(), before);
    const QString keyed = u"bin set MUG A-3 --node main --key walk-1 --json"_s;
    const Outcome first = run(keyed), second = run(keyed);
    QCOMPARE(first.code, 0);
    QCOMPARE(second.out, first.out);
    QCOMPARE(entries(), before + 1);
    QCOMPARE(run(u"bin set MUG A-4 --node main --key walk-1"_s).code, 1);
}

void BinsCommandTest::listsAsSomebodyWalks()
{
    for (const QString &line : {u"bin set MUG A-10 --node main --zone cold"_s, u"bin set CUP A-2 --node main --zone cold"_s, u"bin set PEN A-9 Z-1 --node main"_s, u"bin set PEN A-1 --node east"_s})
        QCOMPARE(run(line).code, 0);
    QCOMPARE(listed(), (QStringList{u"east /A-1 PEN 1"_s, u"main /A-9 PEN 1"_s, u"main /Z-1 PEN 2"_s, u"main cold/A-2 CUP 1"_s, u"main cold/A-10 MUG 1"_s}));
    QCOMPARE(listed(u"--node east"_s), QStringList{u"east /A-1 PEN 1"_s});
    QCOMPARE(listed(u"--sku PEN --node main"_s), (QStringList{u"main /A-9 PEN 1"_s, u"main /Z-1 PEN 2"_s}));
}

void BinsCommandTest::refuses_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char *name, const char *line, int code, const char *words) { QTest::newRow(name) << QString::fromUtf8(line) << code << QByteArray(words); };
    row("no bin", "bin set MUG --node main", 2, "BIN");
    row("no node", "bin set MUG A-1", 2, "--node");
    row("unknown SKU", "bin set JUG A-1 --node main", 1, "JUG");
    row("unknown node", "bin set MUG A-1 --node moon", 1, "moon");
    row("a place of others", "bin set MUG A-1 --node bob", 1, "no warehouse of ours (shipbob)");
    row("twice the same", "bin set MUG A-1 A-1 --node main", 1, "it stands there twice");
    row("a long zone", "bin set MUG A-1 --node main --zone 123456789012345678901", 1, "a zone has at most 20 characters");
    row("where it does not lie", "bin remove MUG A-1 --node main", 1, "does not lie there at main");
    row("in no bin at all", "bin remove MUG --node main", 1, "it lies in no bin of main");
    row("listed of an unknown SKU", "bin list --sku JUG", 1, "JUG");
    row("listed of an unknown node", "bin list --node moon", 1, "moon");
    row("a walk for an unknown order", "order pick-list walmart-us/404", 1, "walmart-us/404");
    row("a walk through an unknown node", "order pick-list --node moon", 1, "moon");
}

void BinsCommandTest::refuses()
{
    QFETCH(QString, line);
    QFETCH(QByteArray, words);
    const int before = entries();
    const Outcome refused = run(line);
    QTEST(refused.code, "code");
    QVERIFY2(refused.both().contains(words), refused.both());
    QCOMPARE(entries(), before);
}

/// The rows of a SKU in a warehouse are one list, in the order of the file; a bad one leaves the others of it out.
void BinsCommandTest::takesFilesWhole()
{
    const QString file = m_stage.write(u"bins.csv"_s, "sku,node,zone,bin\nMUG,main,,B-2\nCUP,main,,B-2\nMUG,main,cold,A-1\nPEN,moon,,A-1\n");
    const Outcome refused = m_stage.run({u"import"_s, u"bins"_s, file});
    QCOMPARE(refused.code, 1);
    QVERIFY2(refused.err.contains("line 5: node “moon”: unknown here"), refused.err);
    QCOMPARE(listed(), QStringList());
    const Outcome taken = m_stage.run({u"import"_s, u"bins"_s, file, u"--accept-valid"_s, u"--json"_s});
    QCOMPARE(taken.code, 0);
    QCOMPARE(taken.json()[u"good"].toInt(), 3);
    QCOMPARE(taken.json()[u"changed"].toInt(), 2);
    QCOMPARE(listed(), (QStringList{u"main /B-2 CUP 1"_s, u"main /B-2 MUG 1"_s, u"main cold/A-1 MUG 2"_s}));
    const Outcome half = m_stage.run({u"import"_s, u"bins"_s, m_stage.write(u"half.csv"_s, "sku,node,bin\nMUG,main,C-1\nMUG,main,\n"), u"--accept-valid"_s, u"--json"_s});
    QVERIFY2(half.err.contains("line 3: bin is empty") && half.err.contains("Left out beside these lines: 1 row"), half.err);
    QCOMPARE(half.json()[u"changed"].toInt(-1), 0);
    QVERIFY(listed().contains(u"main /B-2 MUG 1"_s));
}

void BinsCommandTest::refusesAPlaceOfOthersInAFile()
{
    const QString file = m_stage.write(u"others.csv"_s, "sku,node,bin\nMUG,main,A-1\nMUG,bob,A-1\n");
    for (const QStringList &flags : {QStringList{u"--dry-run"_s}, QStringList()}) {
        const Outcome refused = m_stage.run(QStringList{u"import"_s, u"bins"_s, file} + flags);
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains("line 3: bob: it is no warehouse of ours (shipbob)"), refused.err);
    }
    QCOMPARE(listed(), QStringList());
}

void BinsCommandTest::writesWhatItReads()
{
    QCOMPARE(m_stage.run({u"import"_s, u"bins"_s, m_stage.write(u"in.csv"_s, "sku,node,zone,bin\nMUG,main,\"cold, dark\",B-2\nMUG,main,,A-1\nPEN,east,,X\n")}).code, 0);
    const QStringList before = listed();
    const QString out = m_stage.file(u"out.csv"_s);
    const Outcome written = m_stage.run({u"export"_s, u"bins"_s, out, u"--json"_s});
    QCOMPARE(written.json()[u"rows"].toInt(), 3);
    QCOMPARE(m_stage.run({u"import"_s, u"bins"_s, out, u"--json"_s}).json()[u"changed"].toInt(-1), 0);
    QCOMPARE(run(u"bin remove MUG --node main"_s).code, 0);
    QCOMPARE(m_stage.run({u"import"_s, u"bins"_s, out, u"--json"_s}).json()[u"changed"].toInt(-1), 1);
    QCOMPARE(listed(), before);
}

void BinsCommandTest::printsTheWalk()
{
    QCOMPARE(m_stage.run({u"import"_s, u"orders"_s, m_stage.write(u"orders.csv"_s, "channel,order_id,created_at,sku,quantity\nwalmart-us,1,2026-09-20T10:00:00Z,PEN,1\nwalmart-us,1,2026-09-20T10:00:00Z,MUG,2\n"
                                                                                   "walmart-us,2,2026-09-20T10:00:00Z,CUP,1\nwalmart-us,2,2026-09-20T10:00:00Z,MUG,3\n")}).code, 0);
    QCOMPARE(run(u"bin set MUG A-10 R-1 --node main --zone cold"_s).code, 0);
    QCOMPARE(run(u"bin set CUP A-2 --node main --zone cold"_s).code, 0);
    const auto walk = [this](const QString &orders) {
        QStringList lines;
        for (const QJsonValue one : run((u"order pick-list --json "_s + orders).trimmed()).json().array())
            lines.append(u"%1 %2 %3 %4"_s.arg(one[u"node"].toString(), one[u"bins"][0][u"bin"].toString(), one[u"sku"].toString()).arg(one[u"units"].toInt()));
        return lines;
    };
    QCOMPARE(walk({}), (QStringList{u"main A-2 CUP 1"_s, u"main A-10 MUG 5"_s, u"main  PEN 1"_s}));
    QCOMPARE(walk(u"walmart-us/1"_s), (QStringList{u"main A-10 MUG 2"_s, u"main  PEN 1"_s}));
    QCOMPARE(walk(u"--node east"_s), QStringList());
    const Outcome text = run(u"order pick-list"_s);
    QCOMPARE(text.code, 0);
    QVERIFY2(text.out.indexOf("CUP") < text.out.indexOf("MUG") && text.out.indexOf("MUG") < text.out.indexOf("PEN"), text.out);
    QVERIFY2(text.out.contains("2 x walmart-us/1") && text.out.contains("3 x walmart-us/2") && text.out.contains("cold / R-1"), text.out);
}

std::unique_ptr<QObject> makeBinsTest()
{
    return std::make_unique<BinsCommandTest>();
}

#include "bins_test.moc"
