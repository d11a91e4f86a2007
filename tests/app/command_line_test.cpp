#include "tests/app/stage.h"
#include "tests/app/tst_app.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTcpServer>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock::app_test;

/// The contract of the command line: exit codes, JSON, and what is said about errors.
class CommandLineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void offers_data();
    void offers();
    void refuses_data();
    void refuses();
    void answersJson_data();
    void answersJson();
    void answersTheSameKeyAlike();
    void cancelsLines();
    void showsWhatIsKnown();
    void takesSecretsFromFilesAndStdin();
    void saysThatAChannelIsSilent();
    void tellsWhoHoldsTheFolder();
    void saysThatTheFolderTakesNothing();
    void worksThroughTheEngine();
    void refusesANewerDatabase();
    void refusesADamagedDatabase();
    void findsPlantedSecrets_data();
    void findsPlantedSecrets();
    void leaksNothing();

private:
    Stage m_stage;
};

void CommandLineTest::initTestCase()
{
    QCOMPARE(m_stage.run({u"node"_s, u"add"_s, u"warehouse"_s, u"main"_s}).code, 0);
    QCOMPARE(m_stage.run({u"import"_s, u"skus"_s, m_stage.write(u"skus.csv"_s, "sku,name\nMUG,Mug\nCUP,Cup\n")}).code, 0);
    QCOMPARE(m_stage.run({u"stock"_s, u"receive"_s, u"MUG"_s, u"--node"_s, u"main"_s, u"--quantity"_s, u"5"_s, u"--reason"_s, u"delivery"_s}).code, 0);
    for (const QString &secret : {u"ck"_s, u"cs"_s, u"whs"_s})
        QVERIFY(!m_stage.write(secret, secret.toLatin1() + "_0123456789\n").isEmpty());
}

void CommandLineTest::offers_data()
{
    QTest::addColumn<QStringList>("flags");
    const auto row = [](const char *verb, const QStringList &flags = {}) { QTest::newRow(verb) << flags; };
    row("practice", {u"channels"_s, u"skus"_s, u"rate"_s, u"faults"_s, u"seed"_s, u"headless"_s, u"for"_s});
    row("serve", {u"listen"_s, u"public-url"_s, u"catch-up-every"_s});
    row("sandbox", {u"listen"_s, u"world"_s, u"faults"_s, u"seed"_s});
    row("review");
    row("channel add", {u"url"_s, u"account"_s, u"secret"_s, u"public-url"_s});
    row("channel list");
    row("channel secrets", {u"secret"_s, u"untested"_s});
    row("channel test");
    row("channel catalogue");
    row("channel catch-up");
    row("channel pause");
    row("channel resume");
    row("channel remove");
    row("node add");
    row("node list");
    row("bin list", {u"node"_s, u"sku"_s});
    row("bin set", {u"node"_s, u"zone"_s, u"reason"_s, u"key"_s});
    row("bin remove", {u"node"_s, u"reason"_s, u"key"_s});
    row("order pick-list", {u"node"_s});
    row("import", {u"dry-run"_s, u"accept-valid"_s});
    row("export");
    row("stock show");
    row("stock receive", {u"purchase"_s, u"last"_s, u"node"_s, u"quantity"_s, u"reason"_s, u"key"_s});
    row("stock adjust", {u"node"_s, u"quantity"_s, u"reason"_s, u"key"_s});
    row("stock count", {u"node"_s, u"quantity"_s, u"reason"_s, u"key"_s});
    row("stock transfer", {u"node"_s, u"quantity"_s, u"reason"_s, u"key"_s});
    row("stock arrive", {u"node"_s, u"quantity"_s, u"reason"_s, u"key"_s});
    row("stock release", {u"node"_s, u"quantity"_s, u"scrap"_s, u"reason"_s, u"key"_s});
    row("stock explain", {u"node"_s, u"channel"_s});
    row("purchase list", {u"sku"_s, u"open"_s});
    row("purchase show");
    row("purchase create", {u"line"_s, u"node"_s, u"expected"_s, u"send"_s});
    row("purchase change", {u"line"_s, u"expected"_s, u"no-date"_s, u"if-version"_s});
    row("purchase cancel", {u"if-version"_s, u"send"_s});
    row("purchase lead-time");
    row("stop-selling", {u"channel"_s, u"all"_s, u"until"_s});
    row("resume-selling", {u"channel"_s, u"all"_s});
    row("order list");
    row("order show");
    row("order hold");
    row("order option", {u"add"_s, u"remove"_s, u"reason"_s, u"key"_s});
    row("order release");
    row("order cancel", {u"line"_s, u"quantity"_s, u"on-channel"_s});
    row("incident list");
    row("audit explain");
    row("audit verify");
    row("audit export", {u"from"_s, u"to"_s});
    row("audit show", {u"sku"_s, u"order"_s, u"actor"_s, u"follow"_s});
    row("bench sync");
    row("bench ledger");
    row("bench grid");
    row("doctor");
}

void CommandLineTest::offers()
{
    QFETCH(QStringList, flags);
    const QString verb = QString::fromLatin1(QTest::currentDataTag());
    const Outcome help = m_stage.run(QStringList{u"help"_s} + verb.split(u' '));
    QCOMPARE(help.code, 0);
    QVERIFY2(help.out.contains("crossdock " + verb.toLatin1()), help.out);
    for (const QString &flag : flags)
        QVERIFY2(help.out.contains("--" + flag.toLatin1()), qPrintable(flag));
    QVERIFY(m_stage.run({u"--help"_s}).out.contains("crossdock " + verb.toLatin1()));
}

void CommandLineTest::refuses_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("words"); ///< on stderr
    const auto row = [](const char *name, const char *line, int code, const char *words) { QTest::newRow(name) << QString::fromUtf8(line) << code << QByteArray(words); };
    row("unknown command", "nonsense", 2, "“nonsense”");
    row("slip in a command", "stock shw", 2, "Did you mean “stock show”?");
    row("half a command", "stock", 2, "stock show");
    row("slip in a flag", "stock receive MUG --nod main --quantity 1", 2, "Did you mean “--node”?");
    row("flag of another command", "stock show --follow", 2, "--follow");
    row("missing flag", "stock receive MUG --node main", 2, "“--quantity N” is missing");
    row("missing word", "order show", 2, "ID is missing");
    row("word too many", "order show a/1 b/2", 2, "b/2");
    row("value missing", "stock show --data", 2, "“--data” needs a value");
    row("no number", "stock receive MUG --node main --quantity five", 2, "whole number from 1");
    row("nothing to receive", "stock receive MUG --node main --quantity 0", 2, "whole number from 1");
    row("moved to where they are", "stock transfer MUG --from main --to main --quantity 1", 2, "the units are there already");
    row("explained on an unknown channel", "stock explain MUG --channel etsy", 1, "MUG on etsy is not known here");
    row("no time", "stop-selling --all --until yesterday", 2, "not a time like");
    row("a line without a number", "purchase create Acme --line MUG", 2, "written like MUG-1=50");
    row("no line", "purchase create Acme", 2, "“--line SKU=N” is missing");
    row("no day", "purchase create Acme --line MUG=5 --expected tomorrow", 2, "a day of the calendar, written like 2026-12-24");
    row("a day that no month has", "purchase create Acme --line MUG=5 --expected 2026-02-30", 2, "a day of the calendar");
    row("an empty day", "purchase create Acme --line MUG=5 --expected=", 2, "“--expected” needs a value");
    row("a day of another age", "purchase create Acme --line MUG=5 --expected 1926-01-01", 1, "1926-01-01 cannot be used: goods are expected on a day from 2000 to 2999");
    row("received of a purchase order without a name", "stock receive MUG --node main --quantity 1 --purchase=", 2, "“--purchase” needs a value");
    row("the last of no purchase order", "stock receive MUG --node main --quantity 1 --last", 2, "--purchase NUMBER names which");
    row("a flat box", "label rates shop/1 --unit MUG=1 --weight 1kg --size 0x20x10cm", 2, "each side of a box is longer than nothing");
    row("no lead time", "purchase lead-time Acme soon", 2, "whole number of days");
    row("a lead time of years", "purchase lead-time Acme 1000", 1, "1000 days cannot be used: a supplier takes from 1 to 730 days");
    row("unknown purchase order", "purchase show PO-77", 1, "PO-77 is not known here: no such purchase order");
    row("received of an unknown purchase order", "stock receive MUG --node main --quantity 1 --purchase PO-77", 1, "PO-77");
    row("no address", "serve --listen 8080", 2, "HOST:PORT");
    row("no seconds", "serve --catch-up-every 0", 2, "from 1 to 86400");
    row("no state", "order list --state lost", 2, "awaiting_payment");
    row("nothing to stop", "stop-selling", 2, "--channel NAME");
    row("nothing of that sort to import", "import cats cats.csv", 2, "skus, kits, listings, stock");
    row("nothing of that sort to export", "export cats cats.csv", 2, "skus, kits, listings, stock");
    row("no fault", "sandbox --faults gremlins", 2, "late, lost, doubled");
    row("no secret", "channel add woocommerce w --url http://127.0.0.1:1 --secret hunter2hunter2", 2, "KEY=@FILE");
    row("a secret for all to read", "channel add woocommerce w --url http://127.0.0.1:1 --secret consumer_key=hunter2hunter2", 2, "write consumer_key=@FILE");
    row("a node's secret for all to read", "node add shipbob w --secret token=hunter2hunter2", 2, "write token=@FILE");
    row("a carrier's secret for all to read", "carrier add easypost w --secret=api_key=hunter2hunter2", 2, "write api_key=@FILE");
    row("a new secret for all to read", "channel secrets etsy --secret consumer_key=hunter2hunter2", 2, "write consumer_key=@FILE");
    row("a mail server's secret for all to read", "mail set mail.example --from a@b.example --secret password=hunter2hunter2", 2, "write password=@FILE");
    row("an empty secret", "channel secrets etsy --secret consumer_key=", 2, "it is empty");
    row("a push server's secret by another name", "push set https://ntfy.example --secret tokn=@ck", 2, "--secret token=@FILE");
    row("a mail server's secret by another name", "mail set mail.example --from a@b.example --secret pasword=@ck", 2, "--secret password=@FILE");
    row("a text message's secret by another name", "sms set AC1 --from +15550001111 --secret key=@ck", 2, "--secret token=@FILE");
    row("an assistant's secret by another name", "assistant set https://model.example --model small --secret token=@ck", 2, "--secret key=@FILE");
    row("a carrier's secret by another name", "carrier add easypost w --secret api_key=@ck --secret tokn=@ck", 1, "there are: api_key, webhook_secret");
    row("a contract's secret", "carrier add contract w --secret api_key=@ck", 1, "contract has no secrets");
    row("a node's secret by another name", "node add shipbob w --account channel_id=1 --secret token=@ck --secret tokn=@ck", 1, "there are: token, webhook_secret");
    row("a channel's secret by another name", "channel add woocommerce w --url http://127.0.0.1:1 --secret consumer_key=@ck --secret tokn=@ck", 2, "there are: consumer_key, consumer_secret");
    row("secret's file missing", "channel add woocommerce w --url http://127.0.0.1:1 --secret consumer_key=@gone", 2, "cannot be read");
    row("unknown SKU", "stock show JUG", 1, "JUG is not known here");
    row("unknown SKU received", "stock receive JUG --node main --quantity 1", 1, "JUG");
    row("unknown node", "stock receive MUG --node moon --quantity 1", 1, "crossdock node add warehouse moon");
    row("unknown SKU explained", "stock explain JUG", 1, "JUG");
    row("unknown node explained", "stock explain MUG --node moon", 1, "moon is not known here");
    row("unknown SKU stopped", "stop-selling JUG", 1, "JUG");
    row("more than there is", "stock adjust MUG --node main --quantity -6", 1, "MUG has fewer free units");
    row("moved more than there is", "stock transfer MUG --from main --to moon --quantity 1", 1, "moon");
    row("arrived what is not on its way", "stock arrive MUG --node main --quantity 1", 1, "MUG");
    row("released what is not in quarantine", "stock release MUG --node main --quantity 1 --scrap", 1, "MUG");
    row("unknown order", "order show woo/1", 1, "woo/1");
    row("no notice's number", "notice done abc", 1, "a notice is named by its number");
    row("no order", "order show 1", 1, "CHANNEL/NUMBER");
    row("practice in a shop", "practice --headless --for 1", 1, "a shop is there already");
    row("unknown node closed", "wave show --closed moon", 1, "moon");
    row("unknown node pinned to", "wave show --pin woo/1=moon", 1, "moon");
    row("unknown order pinned", "wave show --pin woo/1=main", 1, "woo/1");
    row("unknown order published", "wave publish --pin woo/1=main --reason test", 1, "woo/1");
    row("unknown order held", "order hold woo/1", 1, "woo/1");
    row("unknown channel tested", "channel test etsy", 1, "etsy is not known here");
    row("unknown channel's secrets", "channel secrets etsy --secret consumer_key=@ck", 1, "etsy is not known here");
    row("no secrets given", "channel secrets etsy", 2, "“--secret K=@FILE” is missing");
    row("unknown channel paused", "channel pause etsy", 1, "etsy");
    row("unknown channel removed", "channel remove etsy", 1, "etsy");
    row("unknown channel read", "channel catalogue etsy", 1, "etsy");
    row("unknown channel caught up", "channel catch-up etsy", 1, "etsy");
    row("unknown channel stopped", "stop-selling --channel etsy", 1, "etsy");
    row("unknown kind", "channel add bazaar b --url http://127.0.0.1:1", 2, "shopify, amazon, woocommerce");
    row("secrets over plain HTTP", "channel add woocommerce w --url http://example.com --secret consumer_key=@ck", 2, "https://");
    row("unknown kind of node", "node add moonbase m", 1, "warehouse");
    row("units of no line cancelled", "order cancel woo/1 --quantity 1", 2, "--line LINE");
    row("a line without its units", "order cancel woo/1 --line 1 --quantity 1 --line 2", 2, "each --line has one");
    row("no units cancelled", "order cancel woo/1 --line 1 --quantity 0", 2, "whole number from 1");
    row("a line cancelled twice", "order cancel woo/1 --line 1 --line 1", 2, "given twice");
    row("a line cancelled at its channel", "order cancel woo/1 --line 1 --on-channel", 2, "whole orders only");
    row("unknown order cancelled in part", "order cancel woo/1 --line 1 --quantity 1", 1, "woo/1");
    row("no file to import", "import skus gone.csv", 1, "gone.csv");
    row("no place to export to", "export skus /nowhere/skus.csv", 1, "/nowhere/skus.csv");
    row("no place to seal to", "audit export /nowhere/trail.audit", 1, "/nowhere/trail.audit");
    row("an entry that is not there", "audit explain 99999", 1, "99999");
    row("an entry without its number", "audit explain MUG", 1, "an entry is named by its number");
    row("no file to verify", "audit verify gone.audit", 1, "gone.audit");
    row("no database server", "stock show --store=host=/nowhere", 3, "PostgreSQL database does not answer");
    row("nothing sealed", "audit verify skus.csv", 1, "");
}

void CommandLineTest::refuses()
{
    QFETCH(QString, line);
    QFETCH(QByteArray, words);
    const qsizetype before = m_stage.run({u"audit"_s, u"show"_s, u"--json"_s}).json().array().size();
    const Outcome outcome = m_stage.run(line.split(u' '));
    QTEST(outcome.code, "code");
    QVERIFY2(outcome.both().contains(words), outcome.both());
    QVERIFY2(!outcome.both().contains("hunter2"), "a secret is repeated");
    QCOMPARE(m_stage.run({u"audit"_s, u"show"_s, u"--json"_s}).json().array().size(), before);
}

void CommandLineTest::answersJson_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QStringList>("keys"); ///< of the object, or of the array's first object
    const auto row = [](const char *line, const QStringList &keys) { QTest::newRow(line) << QString::fromUtf8(line) << keys; };
    row("stock show --json", {u"sku"_s, u"on_hand"_s, u"reserved"_s, u"available"_s, u"nodes"_s, u"offers"_s});
    row("--json stock show MUG", {u"sku"_s, u"on_hand"_s, u"reserved"_s, u"available"_s, u"nodes"_s, u"offers"_s});
    row("stock receive CUP --node main --quantity 3 --json", {u"entry"_s, u"at"_s, u"actor"_s, u"what"_s, u"body"_s, u"hash"_s});
    row("stock adjust CUP --node main --quantity -1 --json --reason broken", {u"entry"_s, u"reason"_s});
    row("stock count CUP --node main --quantity 9 --json", {u"entry"_s});
    row("stock explain CUP --json", {u"value"_s, u"steps"_s});
    row("purchase create Acme --line CUP=5 --node main --json", {u"entry"_s});
    row("purchase change PO-1 --line CUP=6 --expected 2030-01-31 --if-version 1 --json", {u"entry"_s});
    row("stock receive CUP --node main --quantity 2 --purchase PO-1 --json", {u"entry"_s});
    row("purchase list --open --sku CUP --json", {u"number"_s, u"supplier"_s, u"node"_s, u"state"_s, u"expected_on"_s, u"late"_s, u"to_come"_s, u"version"_s, u"lines"_s});
    row("purchase show PO-1 --json", {u"number"_s, u"lines"_s});
    row("purchase cancel PO-1 --json", {u"entry"_s});
    row("purchase lead-time Acme 14 --json", {u"entry"_s});
    row("stop-selling CUP --json", {u"entry"_s});
    row("resume-selling CUP --json", {u"entry"_s});
    row("node list --json", {u"name"_s, u"kind"_s});
    row("channel list --json", {});
    row("order list --json", {});
    row("incident list --json", {});
    row("audit show --json", {u"entry"_s, u"at"_s, u"actor"_s, u"what"_s, u"cause"_s, u"hash"_s});
    row("audit show --json --sku MUG", {u"entry"_s});
    row("audit explain 1 --json", {u"entry"_s, u"because"_s, u"chain"_s});
    row("audit verify --json", {u"whole"_s, u"entries"_s, u"first_broken"_s});
    row("audit export trail.audit --json", {u"file"_s});
    row("audit verify trail.audit --json", {u"whole"_s, u"entries"_s, u"first_broken"_s});
    row("import skus skus.csv --json", {u"rows"_s, u"good"_s, u"bad"_s, u"changed"_s});
    row("export stock stock.csv --json", {u"file"_s, u"rows"_s});
    row("doctor --json", {u"subject"_s, u"well"_s, u"words"_s, u"remedy"_s});
}

void CommandLineTest::answersJson()
{
    QFETCH(QStringList, keys);
    QFETCH(QString, line);
    const Outcome outcome = m_stage.run(line.split(u' '));
    QVERIFY2(outcome.code == 0, outcome.both());
    QJsonParseError error;
    const QJsonDocument json = QJsonDocument::fromJson(outcome.out, &error);
    QVERIFY2(error.error == QJsonParseError::NoError, outcome.out);
    QCOMPARE(outcome.out.count('\n'), 1);
    const QJsonObject object = json.isArray() ? json[0].toObject() : json.object();
    for (const QString &key : keys)
        QVERIFY2(object.contains(key), qPrintable(key));
}

void CommandLineTest::answersTheSameKeyAlike()
{
    const QStringList line{u"stock"_s, u"receive"_s, u"MUG"_s, u"--node"_s, u"main"_s, u"--quantity"_s, u"7"_s, u"--key"_s, u"delivery-1"_s, u"--json"_s};
    const Outcome first = m_stage.run(line), second = m_stage.run(line);
    QCOMPARE(first.code, 0);
    QCOMPARE(second.code, 0);
    QCOMPARE(second.out, first.out);
    QStringList other = line;
    other[6] = u"8"_s;
    const Outcome refused = m_stage.run(other);
    QCOMPARE(refused.code, 1);
    QVERIFY2(refused.err.contains("delivery-1"), refused.err);
    QCOMPARE(m_stage.run({u"stock"_s, u"show"_s, u"MUG"_s, u"--json"_s}).json()[0][u"on_hand"].toInt(), 12);
}

void CommandLineTest::cancelsLines()
{
    QCOMPARE(m_stage.run(u"channel add woocommerce till --url http://127.0.0.1:1 --secret consumer_key=@ck --secret consumer_secret=@cs --secret webhook_secret=@whs"_s.split(u' ')).code, 0);
    m_stage.write(u"orders.csv"_s, "channel,order_id,created_at,sku,quantity,line_id\ntill,7,2025-01-05T10:00:00Z,CUP,5,a\ntill,7,2025-01-05T10:00:00Z,CUP,4,b\ntill,7,2025-01-05T10:00:00Z,CUP,3,c\n");
    const Outcome imported = m_stage.run({u"import"_s, u"orders"_s, u"orders.csv"_s});
    QVERIFY2(imported.code == 0, imported.both());
    const auto units = [&](const QString &order = u"till/7"_s) {
        QStringList lines;
        const QJsonArray all = m_stage.run({u"order"_s, u"show"_s, order, u"--json"_s}).json()[u"lines"].toArray();
        for (const QJsonValue &line : all)
            lines.append(QString::number(line[u"quantity"].toInteger()));
        return lines.join(u' ');
    };
    const auto importAs = [&](const QByteArray &number) {
        QFile left(m_stage.file(u"left.csv"_s));
        QVERIFY(left.open(QIODevice::ReadOnly));
        QByteArrayList rows;
        for (const QByteArray &row : left.readAll().split('\n'))
            if (rows.isEmpty() || row.startsWith("till,7,"))
                rows.append(QByteArray(row).replace("till,7,", "till," + number + ','));
        m_stage.write(u"other.csv"_s, rows.join('\n'));
        const Outcome taken = m_stage.run(u"import orders other.csv"_s.split(u' '));
        QVERIFY2(taken.code == 0, taken.both());
    };
    QCOMPARE(units(), u"5 4 3"_s);
    const Outcome some = m_stage.run(u"order cancel till/7 --line a --quantity 2 --line c --quantity 1"_s.split(u' '));
    QVERIFY2(some.code == 0, some.both());
    QCOMPARE(units(), u"3 4 2"_s);
    QCOMPARE(m_stage.run(u"order cancel till/7 --line b"_s.split(u' ')).code, 0); // all of it
    QCOMPARE(units(), u"3 0 2"_s);
    const Outcome exported = m_stage.run(u"export orders left.csv --json"_s.split(u' '));
    QCOMPARE(exported.json()[u"rows"].toInt(), 3);
    const Outcome again = m_stage.run(u"import orders left.csv --json"_s.split(u' '));
    QVERIFY2(again.code == 0, again.both());
    QCOMPARE(again.json()[u"changed"].toInt(-1), 0);
    QCOMPARE(units(), u"3 0 2"_s);
    importAs("8"); // where the order is unknown
    QCOMPARE(units(u"till/8"_s), u"3 0 2"_s);
    QCOMPARE(m_stage.run(u"order cancel till/8"_s.split(u' ')).code, 0);
    QCOMPARE(m_stage.run(u"order cancel till/7"_s.split(u' ')).code, 0);
    QCOMPARE(units(), u"0 0 0"_s);
    QCOMPARE(m_stage.run(u"export orders left.csv"_s.split(u' ')).code, 0);
    importAs("9");
    QCOMPARE(units(u"till/9"_s), u"0 0 0"_s);
    QCOMPARE(m_stage.run(u"order show till/9 --json"_s.split(u' ')).json()[u"state"].toString(), u"cancelled"_s);
    QCOMPARE(m_stage.run(u"channel remove till"_s.split(u' ')).code, 0);
}

/// One unknown name hides none of the others.
void CommandLineTest::showsWhatIsKnown()
{
    const Outcome both = m_stage.run({u"stock"_s, u"show"_s, u"MUG"_s, u"JUG"_s});
    QCOMPARE(both.code, 1);
    QVERIFY2(both.out.contains("MUG"), both.both());
    QVERIFY2(both.err.contains("JUG is not known here"), both.both());
    const Outcome json = m_stage.run({u"stock"_s, u"show"_s, u"JUG"_s, u"MUG"_s, u"PUG"_s, u"--json"_s});
    QCOMPARE(json.code, 1);
    QCOMPARE(json.json().array().size(), 1);
    QVERIFY2(json.err.contains("JUG") && json.err.contains("PUG"), json.both());
}

void CommandLineTest::takesSecretsFromFilesAndStdin()
{
    const QString key = m_stage.write(u"key"_s, "ck_0123456789\r\n");
    const Outcome added = m_stage.run({u"channel"_s, u"add"_s, u"woocommerce"_s, u"quiet-shop"_s, u"--url"_s, u"http://127.0.0.1:1"_s, u"--secret"_s, u"consumer_key=@key"_s,
                                       u"--secret"_s, u"consumer_secret=-"_s, u"--secret=webhook_secret=@whs"_s, u"--json"_s},
                                      "cs_0123456789\nanother line\n");
    QVERIFY2(added.code == 0, added.both());
    QVERIFY(QFile::remove(key));
    for (const char *secret : {"ck_0123456789", "cs_0123456789", "whs_0123456789"}) {
        QVERIFY2(!added.both().contains(secret), secret);
        QVERIFY2(!m_stage.transcript().contains(secret), secret);
    }
    QCOMPARE(m_stage.run({u"channel"_s, u"list"_s, u"--json"_s}).json()[0][u"name"].toString(), u"quiet-shop"_s);
}

void CommandLineTest::saysThatAChannelIsSilent()
{
    const Outcome test = m_stage.run({u"channel"_s, u"test"_s, u"quiet-shop"_s});
    QVERIFY2(test.code == 4, test.both());
    QVERIFY2(test.err.contains("does not answer"), test.err);
    const Outcome doctor = m_stage.run({u"doctor"_s});
    QCOMPARE(doctor.code, 1);
    QVERIFY2(doctor.out.contains("look channel quiet-shop") && doctor.out.contains("check its address"), doctor.out);
    QCOMPARE(m_stage.run({u"channel"_s, u"remove"_s, u"quiet-shop"_s}).code, 0);
    QCOMPARE(m_stage.run({u"channel"_s, u"list"_s, u"--json"_s}).json().array().size(), 0);
}

void CommandLineTest::tellsWhoHoldsTheFolder()
{
    QVERIFY(m_stage.startEngine());
    const Outcome second = m_stage.run({u"serve"_s, u"--listen"_s, u"127.0.0.1:0"_s});
    QCOMPARE(second.code, 3);
    QVERIFY2(second.err.contains("process " + QByteArray::number(m_stage.engineId())), second.err);
    QVERIFY2(second.err.contains("Close it there first"), second.err);
    // Another folder is another shop.
    QCOMPARE(m_stage.run({u"--data"_s, m_stage.file(u"other"_s), u"stock"_s, u"show"_s, u"--json"_s}).json().array().size(), 0);
}

/// Of a process that was killed the lock stays: on a full disk it cannot be taken over.
void CommandLineTest::saysThatTheFolderTakesNothing()
{
    Stage stage;
    QVERIFY(stage.startEngine());
    stage.killEngine();
    QProcess shell; // a limit of no bytes a file stands for the full disk
    shell.start(u"/bin/sh"_s, {u"-c"_s, u"trap '' XFSZ; ulimit -f 0; exec \"$0\" --data \"$1\" stock show"_s, QStringLiteral(CROSSDOCK_PROGRAM), stage.folder()});
    QVERIFY(shell.waitForFinished());
    const QByteArray said = shell.readAllStandardError();
    QCOMPARE(shell.exitCode(), 3);
    QVERIFY2(said.contains("cannot be written") && !said.contains("holds it"), said);
}

void CommandLineTest::worksThroughTheEngine()
{
    QCOMPARE(m_stage.run({u"stock"_s, u"receive"_s, u"MUG"_s, u"--node"_s, u"main"_s, u"--quantity"_s, u"1"_s}).code, 0);
    const Outcome unknown = m_stage.run({u"stock"_s, u"show"_s, u"JUG"_s});
    QCOMPARE(unknown.code, 1);
    QVERIFY(unknown.err.contains("JUG is not known here"));
    // A relative path is the caller's, not the engine's.
    QCOMPARE(m_stage.run({u"export"_s, u"skus"_s, u"of-engine.csv"_s}).code, 0);
    QVERIFY(QFile::exists(m_stage.file(u"of-engine.csv"_s)));
    QCOMPARE(m_stage.run({u"stock"_s, u"show"_s, u"MUG"_s, u"--json"_s}).json()[0][u"on_hand"].toInt(), 13);
    // Another store than the engine's is refused before anything is booked into the wrong one.
    const Outcome elsewhere = m_stage.run({u"stock"_s, u"receive"_s, u"MUG"_s, u"--node"_s, u"main"_s, u"--quantity"_s, u"1"_s, u"--store"_s, u"host=/nowhere dbname=x password=hunter2"_s});
    QCOMPARE(elsewhere.code, 3);
    QVERIFY2(elsewhere.err.contains("another store") && elsewhere.err.contains("crossdock.db") && !elsewhere.err.contains("hunter2"), elsewhere.err);
    QCOMPARE(m_stage.run({u"stock"_s, u"show"_s, u"MUG"_s, u"--json"_s}).json()[0][u"on_hand"].toInt(), 13);
    QTcpServer other; // a taken port is no reason to hang
    QVERIFY(other.listen(QHostAddress::LocalHost));
    QCOMPARE(m_stage.stopEngine(), 0);
    const Outcome taken = m_stage.run({u"serve"_s, u"--listen"_s, u"127.0.0.1:%1"_s.arg(other.serverPort())});
    QCOMPARE(taken.code, 1);
    QVERIFY2(taken.err.contains(QByteArray::number(other.serverPort())), taken.err);
    // Without an engine the tool opens the store itself.
    QCOMPARE(m_stage.run({u"stock"_s, u"show"_s, u"MUG"_s, u"--json"_s}).json()[0][u"on_hand"].toInt(), 13);
}

void CommandLineTest::refusesANewerDatabase()
{
    Stage stage;
    QCOMPARE(stage.run({u"node"_s, u"add"_s, u"warehouse"_s, u"main"_s}).code, 0);
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"newer"_s);
        database.setDatabaseName(stage.folder() + u"/crossdock.db"_s);
        QVERIFY(database.open());
        QVERIFY(QSqlQuery(database).exec(u"INSERT INTO migration (number, name, at) VALUES (9999, '9999_future.sql', 0)"_s));
    }
    QSqlDatabase::removeDatabase(u"newer"_s);
    for (const QStringList &words : {QStringList{u"stock"_s, u"show"_s}, QStringList{u"serve"_s}}) {
        const Outcome refused = stage.run(words);
        QCOMPARE(refused.code, 3);
        QVERIFY2(refused.err.contains("newer version of Crossdock") && refused.err.contains("Update this program"), refused.err);
    }
}

void CommandLineTest::refusesADamagedDatabase()
{
    Stage stage;
    QCOMPARE(stage.run({u"node"_s, u"add"_s, u"warehouse"_s, u"main"_s}).code, 0);
    QFile file(stage.folder() + u"/crossdock.db"_s);
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.write("another thing");
    file.close();
    QFile::remove(file.fileName() + u"-wal"_s); // holds what was written over
    const Outcome refused = stage.run({u"stock"_s, u"show"_s});
    QCOMPARE(refused.code, 3);
    QVERIFY2(refused.err.contains(file.fileName().toUtf8()) && refused.err.contains("restore it from a backup"), refused.err);
}

void CommandLineTest::findsPlantedSecrets_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isFound");
    const QByteArray secret = "shpat_0123/4567+89ab";
    QTest::newRow("plain") << "token=" + secret + "\n" << true;
    QTest::newRow("percent-encoded") << "?token=" + secret.toPercentEncoding() << true;
    QTest::newRow("hex") << "x" + secret.toHex() << true;
    for (int before = 0; before < 4; ++before)
        QTest::addRow("base64 after %d bytes", before) << "Basic " + (QByteArray(before, 'k') + secret + ":more").toBase64() << true;
    QTest::newRow("another") << QByteArray("token=shpat_0123/4567+89ac") << false;
}

/// The search itself: what would find nothing proves nothing.
void CommandLineTest::findsPlantedSecrets()
{
    QFETCH(QByteArray, bytes);
    SecretSearch search;
    search.add(u"token"_s, "shpat_0123/4567+89ab");
    QTEST(!search.foundIn(bytes).isEmpty(), "isFound");
}

void CommandLineTest::leaksNothing()
{
    const QString planted = m_stage.write(u"shop/notes"_s, "a long passphrase + with / signs = 4711");
    QCOMPARE(m_stage.leaks().size(), 1);
    QVERIFY(QFile::remove(planted));
    QCOMPARE(m_stage.leaks(), QStringList());
}

std::unique_ptr<QObject> makeCommandLineTest()
{
    return std::make_unique<CommandLineTest>();
}

#include "command_line_test.moc"
