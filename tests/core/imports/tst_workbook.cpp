#include "core/inventory/fulfilment/rates/rate_sheet.h"
#include "core/inventory/imports/workbook.h"
#include "tests/core/imports/zip_maker.h"

#include <QElapsedTimer>
#include <QTest>

using namespace crossdock;
using namespace crossdock::imports;
using namespace crossdock::test;
using namespace Qt::Literals::StringLiterals;

/// Workbooks: what is in their cells, and files that mean harm or are damaged.
class TestWorkbook : public QObject
{
    Q_OBJECT

private:
    static QByteArray sheetXml(const QByteArray &rows) { return "<?xml version='1.0' encoding='UTF-8'?><worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>" + rows + "</sheetData></worksheet>"; }

    /// Two sheets: “Prices” with these rows, and “Notes”.
    static QList<ZipFile> parts(const QByteArray &rows, const QByteArray &bookPr = {})
    {
        return {{"[Content_Types].xml", "<Types/>"},
                {"xl/workbook.xml", "<workbook xmlns='m' xmlns:r='r'>" + bookPr + "<sheets><sheet name='Prices' sheetId='1' r:id='rId1'/><sheet name='Notes' sheetId='2' r:id='rId2'/></sheets></workbook>"},
                {"xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id='rId1' Target='worksheets/sheet1.xml'/><Relationship Id='rId2' Target='/xl/worksheets/sheet2.xml'/></Relationships>"},
                {"xl/sharedStrings.xml", "<sst><si><t>Weight (lb)</t></si><si><r><t>Zo</t></r><r><t xml:space='preserve'>ne 2</t></r><rPh><t>aloud</t></rPh></si><si><t>a &lt; b &amp; c</t></si></sst>"},
                {"xl/styles.xml", "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='yyyy\\-mm\\-dd'/><numFmt numFmtId='165' formatCode='[Red]0.00\" dm\"'/></numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
                                  "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='165'/><xf numFmtId='22'/></cellXfs></styleSheet>"},
                {"xl/worksheets/sheet1.xml", sheetXml(rows)},
                {"xl/worksheets/sheet2.xml", sheetXml("<row r='1'><c r='A1' t='inlineStr'><is><t>note</t></is></c></row>"), false}};
    }

    static QStringList row(const QByteArray &cells, const QByteArray &bookPr = {})
    {
        const auto sheet = readWorkbook(zipOf(parts("<row>" + cells + "</row>", bookPr)), {});
        return sheet ? sheet->header : QStringList{sheet.error().subject, sheet.error().detail};
    }

private Q_SLOTS:
    void cells_data()
    {
        QTest::addColumn<QByteArray>("cells");
        QTest::addColumn<QStringList>("texts");
        QTest::newRow("shared texts") << QByteArray("<c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c r='C1' t='s'><v>2</v></c>") << QStringList{u"Weight (lb)"_s, u"Zone 2"_s, u"a < b & c"_s};
        QTest::newRow("inline and formula's text") << QByteArray("<c t='inlineStr'><is><t> Zone 3 </t></is></c><c t='str'><f>A1&amp;\"x\"</f><v>1x</v></c>") << QStringList{u"Zone 3"_s, u"1x"_s};
        QTest::newRow("numbers as typed") << QByteArray("<c><v>12.340000000000001</v></c><c><v>1E-3</v></c><c><v>4006381333931</v></c><c><v>150</v></c><c t='n'><v>1.0E+20</v></c>")
                                          << QStringList{u"12.34"_s, u"0.001"_s, u"4006381333931"_s, u"150"_s, u"100000000000000000000"_s};
        QTest::newRow("a gap") << QByteArray("<c r='A1'><v>1</v></c><c r='D1'><v>2</v></c>") << QStringList{u"1"_s, {}, {}, u"2"_s};
        QTest::newRow("column AB") << QByteArray("<c r='AB1'><v>1</v></c>") << (QStringList(27) << u"1"_s);
        QTest::newRow("dates") << QByteArray("<c s='1'><v>46023</v></c><c s='2'><v>61</v></c><c s='2'><v>59</v></c><c s='4'><v>46023.5625</v></c>") << QStringList{u"2026-01-01"_s, u"1900-03-01"_s, u"1900-02-28"_s, u"2026-01-01T13:30:00"_s};
        QTest::newRow("no date: letters in quotes and brackets") << QByteArray("<c s='3'><v>46023</v></c>") << QStringList{u"46023"_s};
        QTest::newRow("truth and error") << QByteArray("<c t='b'><v>1</v></c><c t='e'><v>#N/A</v></c>") << QStringList{u"TRUE"_s, u"#N/A"_s};
        QTest::newRow("an empty cell with a style") << QByteArray("<c s='1'/><c><v>7</v></c>") << QStringList{{}, u"7"_s};
    }

    void cells()
    {
        QFETCH(QByteArray, cells);
        QTEST(row(cells), "texts");
    }

    void countsFrom1904() { QCOMPARE(row("<c s='1'><v>44561</v></c>", "<workbookPr date1904='1'/>"), QStringList{u"2026-01-01"_s}); }

    void sheets()
    {
        const QByteArray bytes = zipOf(parts("<row r='3'><c t='s'><v>0</v></c></row><row r='4'/><row r='7'><c><v>5</v></c></row>"));
        const auto first = readSheet(bytes), notes = readSheet(bytes, u"Notes"_s), none = readSheet(bytes, u"Zones"_s);
        QVERIFY(first && notes && !none);
        QCOMPARE(first->encoding, u"XLSX"_s);
        QCOMPARE(first->records.size(), 1);
        QCOMPARE(first->records.first().line, 7);
        QCOMPARE(notes->header, QStringList{u"note"_s});
        QVERIFY(first->fingerprint != notes->fingerprint);
        QVERIFY(none.error().detail.contains(u"Prices, Notes"_s));
    }

    /// A carrier's own layout, as it comes: a title, weights down, zones across.
    void prices()
    {
        const auto sheet = readSheet(zipOf(parts("<row r='1'><c t='inlineStr'><is><t>Ground 2026</t></is></c></row><row r='2'><c t='s'><v>0</v></c><c t='s'><v>1</v></c><c t='inlineStr'><is><t>Zone 3</t></is></c></row>"
                                                 "<row r='3'><c><v>1</v></c><c><v>11.99</v></c><c><v>12.449999999999999</v></c></row><row r='4'><c><v>2</v></c><c><v>12.5</v></c><c><v>13</v></c></row>")));
        QVERIFY(sheet);
        rates::SheetDefaults defaults;
        defaults.carrier = u"fedex"_s;
        defaults.service = u"ground"_s;
        defaults.effectiveFrom = QDate(2026, 1, 5);
        const auto prices = rates::readPrices(*sheet, defaults);
        QVERIFY2(prices, prices ? "" : qPrintable(prices.error().detail));
        QCOMPARE(prices->bad.size(), 0);
        const auto &cells = prices->values.first().cells;
        QCOMPARE(cells.size(), 4);
        QList<qint64> cents;
        for (const auto &cell : cells)
            cents.append(cell.price);
        std::sort(cents.begin(), cents.end());
        QCOMPARE(cents, (QList<qint64>{1'199, 1'245, 1'250, 1'300}));
    }

    void harm_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("subject");
        const QByteArray rows = "<row><c><v>1</v></c></row>";
        const QByteArray good = zipOf(parts(rows));
        const auto with = [&](qsizetype index, const std::function<void(ZipFile &)> &spoil) {
            auto files = parts(rows);
            spoil(files[index]);
            return zipOf(files);
        };
        const QString sheet = u"xl/worksheets/sheet1.xml"_s;
        QTest::newRow("cut off") << good.chopped(40) << u"the file"_s;
        QTest::newRow("only its beginning") << good.left(4) << u"the file"_s;
        QTest::newRow("no workbook") << zipOf({{"a.txt", "hello"}}) << u"the file"_s;
        QTest::newRow("wrong checksum") << with(5, [](ZipFile &file) { file.crcError = 1; }) << sheet;
        QTest::newRow("claims less than it is") << with(5, [](ZipFile &file) { file.sizeError = -5; }) << sheet;
        QTest::newRow("claims more than it is") << with(5, [](ZipFile &file) { file.sizeError = 5; }) << sheet;
        QTest::newRow("claims 300 MiB") << with(5, [](ZipFile &file) { file.sizeError = 300LL << 20; }) << sheet;
        QTest::newRow("encrypted") << with(5, [](ZipFile &file) { file.flags = 1; }) << sheet;
        QTest::newRow("unknown packing") << with(5, [](ZipFile &file) { file.method = 12; }) << sheet;
        QTest::newRow("a bomb") << with(5, [](ZipFile &file) { file.bytes = sheetXml(QByteArray(280 << 20, ' ')); }) << sheet;
        QTest::newRow("twice") << zipOf(parts(rows) + QList<ZipFile>{{"xl/workbook.xml", "<workbook/>"}}) << u"xl/workbook.xml"_s;
        QTest::newRow("XML that is none") << with(5, [](ZipFile &file) { file.bytes = "<worksheet><sheetData>"; }) << sheet;
        QTest::newRow("entities of its own") << with(5, [](ZipFile &file) { file.bytes = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>]>" + file.bytes.mid(file.bytes.indexOf("<worksheet")); }) << sheet;
        QTest::newRow("a text that is not there") << zipOf(parts("<row><c r='A1' t='s'><v>3</v></c></row>")) << u"A1"_s;
        QTest::newRow("a text before the first") << zipOf(parts("<row><c r='A1' t='s'><v>-1</v></c></row>")) << u"A1"_s;
        QTest::newRow("far to the right") << zipOf(parts("<row><c r='XFD1'><v>1</v></c></row>")) << u"XFD1"_s;
        QTest::newRow("backwards") << zipOf(parts("<row><c r='C1'><v>1</v></c><c r='B1'><v>1</v></c></row>")) << u"B1"_s;
        QByteArray wide;
        for (int i = 1; i <= 6'000; ++i)
            wide += "<row><c r='BXX" + QByteArray::number(i) + "'><v>1</v></c></row>";
        QTest::newRow("millions of empty cells") << zipOf(parts(wide)) << u"BXX5001"_s;
        QTest::newRow("empty") << zipOf(parts({})) << u"the sheet"_s;
    }

    void harm()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, subject);
        QElapsedTimer timer;
        timer.start();
        const auto sheet = readSheet(bytes);
        QVERIFY(!sheet);
        QCOMPARE(sheet.error().subject, subject);
        QVERIFY(!sheet.error().detail.isEmpty());
        QVERIFY(timer.elapsed() < 5'000);
    }

    /// Any byte may be wrong: it is read or refused, and nothing else happens.
    void everyByte()
    {
        const QByteArray good = zipOf(parts("<row><c t='s'><v>0</v></c><c s='1'><v>46023</v></c></row>"));
        for (qsizetype at = 4; at < good.size(); ++at) {
            for (const int bit : {0, 3, 7}) {
                QByteArray spoilt = good;
                spoilt[at] = static_cast<char>(spoilt[at] ^ (1 << bit));
                const auto sheet = readSheet(spoilt);
                if (!sheet)
                    QVERIFY(!sheet.error().detail.isEmpty());
            }
            QVERIFY(!readSheet(good.left(at)));
        }
    }
};

QTEST_GUILESS_MAIN(TestWorkbook)
#include "tst_workbook.moc"
