#include "tests/app/stage.h"
#include "tests/app/tst_app.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock::app_test;

/// One flipped byte, in the store's trail or in a sealed file, is named.
class TrailTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void namesTheChangedEntryOfTheStore_data();
    void namesTheChangedEntryOfTheStore();
    void sealedFileIsWhole();
    void namesTheChangedEntryOfASealedFile_data();
    void namesTheChangedEntryOfASealedFile();
    void namesTheChangedLineOfASealedFile_data();
    void namesTheChangedLineOfASealedFile();
    void anEmptySpanIsNotSealed_data();
    void anEmptySpanIsNotSealed();
    void noByteOfASealedFileMayChange();
    void aCutFileIsNamed();
    void holdsTheStoreAgainstASealedFile_data();
    void holdsTheStoreAgainstASealedFile();

private:
    static QByteArray readAll(const QString &path);
    static void addChangedEntries(); ///< rows of words in an entry, and of what becomes of them

    Stage m_stage;
    QString m_sealed;
};

QByteArray TrailTest::readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TrailTest::initTestCase()
{
    QCOMPARE(m_stage.run({u"node"_s, u"add"_s, u"warehouse"_s, u"main"_s}).code, 0);
    QCOMPARE(m_stage.run({u"import"_s, u"skus"_s, m_stage.write(u"skus.csv"_s, "sku,name\nMUG,Mug\n")}).code, 0);
    for (int i = 3; i <= 12; ++i) // the entries' numbers
        QCOMPARE(m_stage.run({u"stock"_s, u"receive"_s, u"MUG"_s, u"--node"_s, u"main"_s, u"--quantity"_s, QString::number(1000 + i), u"--reason"_s, u"delivery-of-entry-%1-"_s.arg(i)}).code, 0);
    m_sealed = m_stage.file(u"whole.audit"_s);
    QCOMPARE(m_stage.run({u"audit"_s, u"export"_s, m_sealed}).code, 0);
}

void TrailTest::addChangedEntries()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<int>("entry");
    QTest::newRow("a reason") << QByteArray("delivery-of-entry-5-") << QByteArray("delivery-of-entry-5_") << 5;
    QTest::newRow("a quantity") << QByteArray("\"quantity\":1007") << QByteArray("\"quantity\":1107") << 7;
    QTest::newRow("the newest") << QByteArray("delivery-of-entry-12-") << QByteArray("delivery-of-entry-13-") << 12;
}

void TrailTest::namesTheChangedEntryOfTheStore_data()
{
    addChangedEntries();
    QTest::newRow("the oldest") << QByteArray("node.define\"") << QByteArray("node.defina\"") << 1;
}

void TrailTest::namesTheChangedEntryOfTheStore()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    const QString path = m_stage.folder() + u"/crossdock.db"_s;
    const QByteArray whole = readAll(path);
    QVERIFY(whole.contains(from));
    QVERIFY(!m_stage.write(u"shop/crossdock.db"_s, QByteArray(whole).replace(from, to)).isEmpty());
    const Outcome broken = m_stage.run({u"audit"_s, u"verify"_s, u"--json"_s});
    const Outcome words = m_stage.run({u"audit"_s, u"verify"_s});
    QVERIFY(!m_stage.write(u"shop/crossdock.db"_s, whole).isEmpty());
    QCOMPARE(broken.code, 1);
    QCOMPARE(broken.json()[u"whole"].toBool(true), false);
    QTEST(broken.json()[u"first_broken"].toInt(), "entry");
    QFETCH(int, entry);
    QVERIFY2(words.code == 1 && words.out.contains("broken at entry " + QByteArray::number(entry)), words.out);
    QCOMPARE(m_stage.run({u"audit"_s, u"verify"_s}).code, 0);
}

void TrailTest::sealedFileIsWhole()
{
    const Outcome here = m_stage.run({u"audit"_s, u"verify"_s, m_sealed, u"--json"_s}), there = m_stage.verifySealed(m_sealed);
    QCOMPARE(here.code, 0);
    QCOMPARE(here.json()[u"entries"].toInt(), 12);
    QCOMPARE(there.code, 0);
    QVERIFY2(there.out.contains("all 12 entries"), there.out);
}

void TrailTest::namesTheChangedEntryOfASealedFile_data()
{
    addChangedEntries();
}

void TrailTest::namesTheChangedEntryOfASealedFile()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(int, entry);
    const QByteArray whole = readAll(m_sealed);
    QVERIFY(whole.contains(from));
    const QString changed = m_stage.write(u"changed.audit"_s, QByteArray(whole).replace(from, to));
    const Outcome here = m_stage.run({u"audit"_s, u"verify"_s, changed, u"--json"_s}), there = m_stage.verifySealed(changed);
    QCOMPARE(here.code, 1);
    QCOMPARE(here.json()[u"first_broken"].toInt(), entry);
    QCOMPARE(there.code, 1);
    QVERIFY2(there.out.contains("entry " + QByteArray::number(entry) + ' '), there.out);
}

void TrailTest::namesTheChangedLineOfASealedFile_data()
{
    QTest::addColumn<QByteArray>("from"); ///< stands in that line: its last character is changed
    QTest::addColumn<int>("line"); ///< from the end, if negative
    QTest::newRow("the header") << QByteArray("crossdock-audit") << 1;
    QTest::newRow("a place") << QByteArray("\"node\":\"main\"") << 2;
    QTest::newRow("the signature") << QByteArray("signature") << -1;
}

/// What is wrong with no entry is neither said of one, nor of the books.
void TrailTest::namesTheChangedLineOfASealedFile()
{
    QFETCH(QByteArray, from);
    QFETCH(int, line);
    QByteArray bytes = readAll(m_sealed);
    const qsizetype at = line < 0 ? bytes.lastIndexOf(from) : bytes.indexOf(from);
    QVERIFY(at >= 0);
    bytes[at + from.size() - 1] ^= 1;
    const qsizetype number = line < 0 ? bytes.count('\n') : line;
    const QString changed = m_stage.write(u"changed.audit"_s, bytes);
    const Outcome words = m_stage.run({u"audit"_s, u"verify"_s, changed}), json = m_stage.run({u"audit"_s, u"verify"_s, changed, u"--json"_s});
    QCOMPARE(words.code, 1);
    QVERIFY2(words.out.startsWith("The file is not whole: line " + QByteArray::number(number) + " was changed"), words.out);
    QCOMPARE(json.json()[u"first_broken"].toInt(-1), 0);
}

void TrailTest::anEmptySpanIsNotSealed_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::newRow("before the first entry") << u"2001-01-01"_s << u"2001-01-02"_s;
    QTest::newRow("after the newest") << u"2999-01-01"_s << u"2999-01-02"_s;
    QTest::newRow("its end before its beginning") << u"2999-01-01"_s << u"2001-01-01"_s;
}

void TrailTest::anEmptySpanIsNotSealed()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    const QString file = m_stage.file(u"empty.audit"_s);
    const Outcome refused = m_stage.run({u"audit"_s, u"export"_s, file, u"--from"_s, from, u"--to"_s, to});
    QCOMPARE(refused.code, 1);
    QVERIFY2(refused.err.contains("there is no entry between these times"), refused.err);
    QVERIFY(!QFile::exists(file));
}

/// Every bit of the file counts: header, names, entries, signature, line ends.
void TrailTest::noByteOfASealedFileMayChange()
{
    const QByteArray whole = readAll(m_sealed);
    for (qsizetype at = 0; at < whole.size(); at += 23) {
        QByteArray bytes = whole;
        bytes[at] = static_cast<char>(bytes.at(at) ^ 1);
        const Outcome there = m_stage.verifySealed(m_stage.write(u"changed.audit"_s, bytes));
        QVERIFY2(there.code == 1 && there.out.startsWith("CHANGED"), qPrintable(u"byte %1: %2"_s.arg(at).arg(QString::fromUtf8(there.out))));
        if (at % (23 * 12) == 0) // the console's program takes longer to start
            QVERIFY2(m_stage.run({u"audit"_s, u"verify"_s, u"changed.audit"_s}).code == 1, qPrintable(QString::number(at)));
    }
}

void TrailTest::aCutFileIsNamed()
{
    const QByteArray whole = readAll(m_sealed);
    for (const qsizetype length : {whole.size() - 1, whole.lastIndexOf('\n', -2) + 1, whole.size() / 2}) {
        const QString cut = m_stage.write(u"cut.audit"_s, whole.first(length));
        QCOMPARE(m_stage.run({u"audit"_s, u"verify"_s, cut}).code, 1);
        QCOMPARE(m_stage.verifySealed(cut).code, 1);
    }
}

void TrailTest::holdsTheStoreAgainstASealedFile_data()
{
    QTest::addColumn<int>("more"); // entries of the store that was sealed, and of the one that is looked at: of another shop
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("as it was") << 0 << QByteArray();
    QTest::newRow("the newest entries cut off, with the head") << 1 << QByteArray("entry 13 is gone");
    QTest::newRow("written anew") << 2 << QByteArray("entry 13 is not the one that was sealed");
}

/// Only what stands elsewhere tells that the newest entries and the head were replaced together.
void TrailTest::holdsTheStoreAgainstASealedFile()
{
    QFETCH(int, more);
    QFETCH(QByteArray, words);
    const QString path = m_stage.folder() + u"/crossdock.db"_s;
    const QByteArray before = readAll(path);
    const QString sealed = m_stage.file(u"later.audit"_s);
    const auto receive = [&](const QString &why) { return m_stage.run({u"stock"_s, u"receive"_s, u"MUG"_s, u"--node"_s, u"main"_s, u"--quantity"_s, u"1"_s, u"--reason"_s, why}).code; };
    QCOMPARE(receive(u"honest"_s), 0);
    QCOMPARE(m_stage.run({u"audit"_s, u"export"_s, sealed}).code, 0);
    if (more > 0)
        QVERIFY(!m_stage.write(u"shop/crossdock.db"_s, before).isEmpty());
    if (more > 1)
        QCOMPARE(receive(u"invented"_s), 0);
    QCOMPARE(m_stage.run({u"audit"_s, u"verify"_s}).code, 0);
    const Outcome held = m_stage.run({u"audit"_s, u"verify"_s, u"--sealed"_s, sealed});
    QCOMPARE(held.code, words.isEmpty() ? 0 : 1);
    QVERIFY2(held.out.contains(words.isEmpty() ? QByteArray("13 entries that later.audit sealed") : words), held.out);
    QVERIFY(!m_stage.write(u"shop/crossdock.db"_s, before).isEmpty());
}

std::unique_ptr<QObject> makeTrailTest()
{
    return std::make_unique<TrailTest>();
}

#include "trail_test.moc"
