#include "core/inventory/fulfilment/routing/answer_writer.h"
#include "core/inventory/fulfilment/routing/problem_reader.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace crossdock::routing;
using namespace Qt::Literals::StringLiterals;

/// The problem file: what is legal, and what is refused at which place.
class TestProblemFile : public QObject
{
    Q_OBJECT

private:
    /// A whole problem in which one text is replaced by another.
    static QByteArray with(const char *what, const char *by)
    {
        QByteArray json = "{'currency':'USD','orders':[{'id':'o1','lines':[{'id':'l1','sku':'S','quantity':2,'unfilled_cost':4000},{'id':'l2','sku':'T','quantity':1,'unfilled_cost':50}],'max_parcels':3},{'id':'o2','lines':[]}],"
                          "'nodes':[{'id':'n1','capacity':60},{'id':'n2'}],'stock':[{'node':'n1','sku':'S','available':17}],"
                          "'columns':[{'order':'o1','node':'n1','lines':['l1'],'cost':812}]}";
        const QByteArray wanted = what;
        if (!wanted.isEmpty() && json.count(wanted) != 1)
            qFatal("%s stands %d times in the file", what, int(json.count(wanted)));
        return (wanted.isEmpty() ? json : json.replace(wanted, by)).replace('\'', '"');
    }

private Q_SLOTS:
    void malformed_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("place");
        const auto row = [](const char *name, const char *what, const char *by, const char *place) { QTest::newRow(name) << with(what, by) << QString::fromLatin1(place); };
        row("unknown order", "'order':'o1'", "'order':'o9'", "columns[0].order");
        row("unknown node in a column", "'node':'n1','lines'", "'node':'n9','lines'", "columns[0].node");
        row("unknown node in stock", "'node':'n1','sku'", "'node':'n9','sku'", "stock[0].node");
        row("unknown line", "['l1']", "['l9']", "columns[0].lines[0]");
        row("another order's line", "'id':'o2','lines':[]", "'id':'o2','lines':[{'id':'m','sku':'S','quantity':1,'unfilled_cost':1}]},{'id':'o3','lines':[{'id':'l1','sku':'S','quantity':0,'unfilled_cost':1}]", "orders[2].lines[0].quantity");
        row("a line twice", "['l1']", "['l1','l2','l1']", "columns[0].lines[2]");
        row("order id twice", "'id':'o2'", "'id':'o1'", "orders[1].id");
        row("node id twice", "'id':'n2'", "'id':'n1'", "nodes[1].id");
        row("line id twice", "'id':'l2'", "'id':'l1'", "orders[0].lines[1].id");
        row("stock twice", "'available':17}", "'available':17},{'node':'n1','sku':'S','available':17}", "stock[1]");
        row("key twice", "'cost':812", "'cost':812,'cost':812", "columns[0]");
        row("key twice, escaped", "'cost':812", "'cost':812,'c\\u006fst':812", "columns[0]");
        row("quantity 0", "'quantity':2", "'quantity':0", "orders[0].lines[0].quantity");
        row("quantity negative", "'quantity':2", "'quantity':-2", "orders[0].lines[0].quantity");
        row("cost negative", "812", "-1", "columns[0].cost");
        row("cost fraction", "812", "812.5", "columns[0].cost");
        row("cost small power", "812", "812e-1", "columns[0].cost");
        row("cost text", "812", "'812'", "columns[0].cost");
        row("cost boolean", "812", "true", "columns[0].cost");
        row("cost null", "812", "null", "columns[0].cost");
        row("cost NaN", "812", "NaN", "columns[0].cost");
        row("cost infinite", "812", "Infinity", "columns[0].cost");
        row("cost 2^63", "812", "9223372036854775808", "columns[0].cost");
        row("cost 10^400", "812", "1e400", "columns[0].cost");
        row("cost with a zero before", "812", "0812", "columns[0].cost");
        row("unfilled 2^64", "4000", "18446744073709551616", "orders[0].lines[0].unfilled_cost");
        row("available negative", "17", "-17", "stock[0].available");
        row("capacity negative", "60", "-60", "nodes[0].capacity");
        row("capacity text", "60", "'60'", "nodes[0].capacity");
        row("max_parcels fraction", "3}", "2.5}", "orders[0].max_parcels");
        row("order id a number", "'id':'o2'", "'id':2", "orders[1].id");
        row("node id null", "'id':'n2'", "'id':null", "nodes[1].id");
        row("line id an array", "'id':'l2'", "'id':[]", "orders[0].lines[1].id");
        row("sku a number", "'sku':'T'", "'sku':7", "orders[0].lines[1].sku");
        row("line of a column a number", "['l1']", "[1]", "columns[0].lines[0]");
        row("sku missing", "'sku':'T',", "", "orders[0].lines[1]");
        row("cost missing", ",'cost':812", "", "columns[0]");
        row("unfilled_cost missing", ",'unfilled_cost':50", "", "orders[0].lines[1]");
        row("id missing", "'id':'o2',", "", "orders[1]");
        row("lines of a column missing", "'lines':['l1'],", "", "columns[0]");
        row("orders no array", "'nodes':[{'id':'n1','capacity':60},{'id':'n2'}]", "'nodes':{}", "nodes");
        row("columns missing", ",'columns':[{'order':'o1','node':'n1','lines':['l1'],'cost':812}]", "", "");
        row("a comma missing", "'USD',", "'USD'", "");
        row("a comma too many", "'cost':812}", "'cost':812,}", "columns[0]");
        QTest::newRow("cut off") << with("", "").chopped(4) << u"columns[0]"_s;
        QTest::newRow("something behind") << with("", "") + "{}" << QString();
        QTest::newRow("empty") << QByteArray() << QString();
        QTest::newRow("an array") << QByteArray("[]") << QString();
        QTest::newRow("not UTF-8") << with("'T'", "'\xff'") << QString();
    }

    void malformed()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, place);
        const auto read = readProblem(json);
        QVERIFY(!read);
        QCOMPARE(read.error().subject, place);
        QVERIFY(!read.error().detail.isEmpty());
    }

    void legal_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("total");
        const auto row = [](const char *name, const char *what, const char *by, const char *total) { QTest::newRow(name) << with(what, by) << QByteArray(total); };
        row("as it is", "", "", "862");
        row("duplicate columns", "'cost':812}", "'cost':812},{'cost':700,'lines':['l1'],'order':'o1','node':'n1'}", "750");
        row("no stock row", "{'node':'n1','sku':'S','available':17}", "", "4050");
        row("stock of a SKU that nobody wants", "'sku':'S','available':17", "'sku':'X','available':17", "4050");
        row("capacity 0", "60", "0", "4050");
        row("capacity null", "60", "null", "862");
        row("max_parcels 0", "3}", "0}", "4050");
        row("too few units", "17", "1", "4050");
        row("exactly enough", "17", "2", "862");
        row("whole with a point", "812", "812.0", "862");
        row("whole with a power", "812", "8.12e2", "862");
        row("zero", "812", "-0", "50");
        row("2^63 - 1", "'unfilled_cost':50", "'unfilled_cost':9223372036854775807", "9223372036854776619");
        row("10^15 + 1", "4000", "1000000000000001", "862");
        row("unknown keys", "'USD',", "'USD','note':{'a':[1,2,{'b':null}],'c':true},", "862");
        row("ids with escapes", "'order':'o1'", "'order':'\\u006f1'", "862");
        row("no lines in a column", "['l1']", "[]", "4050");
        QTest::newRow("no orders") << QByteArray(R"({"orders": [], "nodes": [], "stock": [], "columns": []})") << QByteArray("0");
        QTest::newRow("columns first") << QByteArray(R"({"columns": [{"lines": ["l"], "cost": 5, "node": "n", "order": "o"}], "stock": [{"available": 1, "sku": "S", "node": "n"}], "nodes": [{"id": "n"}],
            "orders": [{"lines": [{"unfilled_cost": 9, "quantity": 1, "sku": "S", "id": "l"}], "id": "o"}]})") << QByteArray("5");
    }

    void legal()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, total);
        const auto problem = readProblem(json);
        QVERIFY2(problem, problem ? "" : qPrintable(problem.error().subject + u": "_s + problem.error().detail));
        const Answer answer = route(*problem);
        QCOMPARE(decimal(answer.total), total);
        QCOMPARE(decimal(answer.bound), total);
        const QByteArray written = writeAnswer(*problem, answer, 3);
        QVERIFY(written.contains("\"total\":" + total + ','));
        const QJsonObject read = QJsonDocument::fromJson(written).object();
        QCOMPARE(read[u"plans"_s].toArray().size(), qsizetype(problem->orders.size()));
        QCOMPARE(read[u"milliseconds"_s].toInt(), 3);
    }

    void numbers_are_exact()
    {
        const auto problem = readProblem(with("812", "999999999999999"));
        QVERIFY(problem);
        QCOMPARE(problem->columns[0].cost, 999'999'999'999'999);
    }

    void gap_data()
    {
        QTest::addColumn<int>("total");
        QTest::addColumn<int>("bound");
        QTest::addColumn<QByteArray>("gap");
        QTest::newRow("proven") << 812 << 812 << QByteArray("0.00");
        QTest::newRow("a quarter") << 812 << 810 << QByteArray("0.25");
        QTest::newRow("no bound") << 812 << 0 << QByteArray("null");
        QTest::newRow("nothing to do") << 0 << 0 << QByteArray("0.00");
        QTest::newRow("twice") << 20 << 10 << QByteArray("100.00");
    }

    void gap()
    {
        QFETCH(int, total);
        QFETCH(int, bound);
        QTEST(gapPercent(total, bound), "gap");
    }

    void texts_are_escaped()
    {
        const QString id = u"a\"b\\c\n\u00e9\U0001F600"_s;
        QCOMPARE(QJsonDocument::fromJson("[" + quoted(id) + "]").array().first().toString(), id);
    }
};

QTEST_GUILESS_MAIN(TestProblemFile)
#include "tst_problem_file.moc"
