#include "ui/audit/entry_facts.h"
#include "ui/error_text.h"
#include "ui/palette/fuzzy.h"
#include "ui/words.h"

#include <QDirIterator>
#include <QLocale>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {

class TestWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void everyErrorIsASentence_data();
    void everyErrorIsASentence();
    void whatWasFoundIsSaid_data();
    void whatWasFoundIsSaid();
    void everyStoreFailureHasItsOwnSentence_data();
    void everyStoreFailureHasItsOwnSentence();
    void ages_data();
    void ages();
    void durations_data();
    void durations();
    void shortAges_data();
    void shortAges();
    void numbers();
    void moneyHasItsCurrency_data();
    void moneyHasItsCurrency();
    void marketsAreSentences_data();
    void marketsAreSentences();
    void namesOfEntriesAreReadable();
    void everyEntryOfTheLedgerHasWords();
    void everyNameOfAnEntryFits();
    void everyEntryHasAChangeInWords();
    void everyEntryIsInOneGroup();
    void factsOfEntriesAreSaid();
    void fuzzyPrefersStartsOfWords();
};

void TestWords::everyErrorIsASentence_data()
{
    QTest::addColumn<int>("code");
    for (int code = 0; code <= static_cast<int>(Error::Code::NotPrinted); ++code)
        QTest::addRow("code %d", code) << code;
}

void TestWords::everyErrorIsASentence()
{
    QFETCH(int, code);
    const QString with = errorText({static_cast<Error::Code>(code), u"OAK-00001"_s, u"the quantity is 0"_s});
    const QString without = errorText({static_cast<Error::Code>(code), {}, {}});
    for (const QString &sentence : {with, without}) {
        QVERIFY2(sentence.size() > 20, qPrintable(sentence));
        QVERIFY2(sentence.at(0).isUpper(), qPrintable(sentence));
        QVERIFY2(sentence.endsWith(u'.'), qPrintable(sentence));
        QVERIFY2(!sentence.contains(u'%') && !sentence.contains(u"  "_s), qPrintable(sentence));
    }
}

void TestWords::whatWasFoundIsSaid_data()
{
    using Code = Error::Code;
    QTest::addColumn<int>("code");
    for (const auto &[name, code] : {std::pair("wrong", Code::InvalidInput), {"unknown", Code::NotFound}, {"known already", Code::AlreadyExists}, {"too few", Code::OutOfStock}, {"no", Code::NotAllowed},
                                     {"silent", Code::Unreachable}, {"refused", Code::Rejected}, {"locked", Code::SecretsLocked}, {"paper", Code::NotPrinted}})
        QTest::newRow(name) << static_cast<int>(code);
}

void TestWords::whatWasFoundIsSaid()
{
    QFETCH(int, code);
    const QString sentence = errorText({static_cast<Error::Code>(code), u"OAK-00001"_s, u"its shelf fell down"_s});
    QVERIFY2(sentence.contains(u"its shelf fell down"), qPrintable(sentence));
}

void TestWords::everyStoreFailureHasItsOwnSentence_data()
{
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("words");
    QTest::newRow("disk") << u"database"_s << u"Check the disk's space"_s;
    QTest::newRow("server") << u"PostgreSQL"_s << u"PostgreSQL database does not answer"_s;
    QTest::newRow("folder") << u"/nowhere/shop"_s << u"/nowhere/shop cannot be used: the cause"_s;
    QTest::newRow("trail") << u"trail"_s << u"The trail is damaged: the cause"_s;
    QTest::newRow("another shop's key") << u"shop.key"_s << u"another shop key than its database: the cause"_s;
}

void TestWords::everyStoreFailureHasItsOwnSentence()
{
    QFETCH(QString, subject);
    QFETCH(QString, words);
    const QString sentence = errorText({Error::Code::StoreFailed, subject, u"the cause"_s});
    QVERIFY2(sentence.contains(words), qPrintable(sentence));
    QCOMPARE(sentence.contains(u"disk's space"_s), subject == u"database"_s);
}

void TestWords::ages_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("expected");
    QTest::newRow("now") << 0LL << u"just now"_s;
    QTest::newRow("border below a second") << 999LL << u"just now"_s;
    QTest::newRow("a second") << 1'000LL << u"1 s ago"_s;
    QTest::newRow("border below a minute") << 59'999LL << u"59 s ago"_s;
    QTest::newRow("a minute") << 60'000LL << u"1 min ago"_s;
    QTest::newRow("an hour") << 3'600'000LL << u"1 h ago"_s;
    QTest::newRow("two days") << 2 * 86'400'000LL << u"2 day(s) ago"_s; // plural forms come with a translation
    QTest::newRow("the clock jumped back") << -5'000LL << u"just now"_s;
}

void TestWords::ages()
{
    QFETCH(qint64, ms);
    QFETCH(QString, expected);
    const Time now = fromMs(1'790'000'000'000);
    QCOMPARE(age(now - Milliseconds(ms), now), expected);
    QCOMPARE(age(Time{}, now), u"never"_s);
}

void TestWords::durations_data()
{
    QTest::addColumn<double>("ms");
    QTest::addColumn<QString>("expected");
    QTest::newRow("nothing") << 0.0 << u"0.0 ms"_s;
    QTest::newRow("a few") << 3.44 << u"3.4 ms"_s;
    QTest::newRow("border of ten") << 9.96 << u"10 ms"_s;
    QTest::newRow("hundreds") << 165.4 << u"165 ms"_s;
    QTest::newRow("border below a second") << 999.4 << u"999 ms"_s;
    QTest::newRow("border of a second") << 999.6 << u"1.0 s"_s;
    QTest::newRow("seconds") << 4'429.0 << u"4.4 s"_s;
    QTest::newRow("border of minutes") << 99'960.0 << u"2 min"_s;
    QTest::newRow("an hour") << 3'600'000.0 << u"60 min"_s;
}

void TestWords::durations()
{
    QFETCH(double, ms);
    QTEST(duration(ms), "expected");
}

void TestWords::shortAges_data()
{
    QTest::addColumn<qint64>("s");
    QTest::addColumn<QString>("expected");
    QTest::newRow("now") << 0LL << u"0s"_s;
    QTest::newRow("the clock jumped back") << -5LL << u"0s"_s;
    QTest::newRow("border below a minute") << 59LL << u"59s"_s;
    QTest::newRow("a minute") << 60LL << u"1m"_s;
    QTest::newRow("border below an hour") << 3'599LL << u"59m"_s;
    QTest::newRow("a day") << 86'400LL << u"24h"_s;
    QTest::newRow("border of days") << 2 * 86'400LL << u"2d"_s;
}

void TestWords::shortAges()
{
    QFETCH(qint64, s);
    const Time now = fromMs(1'790'000'000'000);
    QTEST(shortAge(now - Milliseconds(s * 1'000), now), "expected");
}

void TestWords::numbers()
{
    QCOMPARE(number(1234567), u"1,234,567"_s);
    QCOMPARE(number(-5), QChar(0x2212) + u"5"_s);
    QCOMPARE(signedNumber(5), u"+5"_s);
    QCOMPARE(signedNumber(0), u"0"_s);
}

void TestWords::moneyHasItsCurrency_data()
{
    QTest::addColumn<qint64>("amount");
    QTest::addColumn<QString>("currency");
    QTest::addColumn<QString>("expected");
    QTest::newRow("cents") << 129'905LL << u"USD"_s << u"1,299.05"_s;
    QTest::newRow("no minor unit") << 1'299LL << u"JPY"_s << u"1,299"_s;
    QTest::newRow("three digits") << 1'299LL << u"KWD"_s << u"1.299"_s;
    QTest::newRow("below zero") << -5LL << u"USD"_s << QString(QChar(0x2212) + u"0.05"_s);
}

void TestWords::moneyHasItsCurrency()
{
    QFETCH(qint64, amount);
    QFETCH(QString, currency);
    QFETCH(QString, expected);
    QCOMPARE(money({amount, currency}), expected + QChar(QChar::Nbsp) + currency);
}

void TestWords::marketsAreSentences_data()
{
    QTest::addColumn<channels::Market>("market");
    QTest::addColumn<QString>("text");
    using channels::Featured;
    const Money price{1850, u"USD"_s};
    QTest::newRow("nothing told") << channels::Market{} << QString();
    QTest::newRow("theirs") << channels::Market{price, Featured::Other, false, {}, {}} << u"The cheapest of the others: 18.50\u00A0USD. Another seller has the Featured Offer."_s;
    QTest::newRow("ours alone") << channels::Market{{}, Featured::Ours, false, {}, {}} << u"Nobody else offers it. The Featured Offer is ours."_s;
    QTest::newRow("nobody's") << channels::Market{price, Featured::Nobody, false, {}, {}} << u"The cheapest of the others: 18.50\u00A0USD. Nobody has the Featured Offer."_s;
    QTest::newRow("suppressed") << channels::Market{{}, Featured::Unknown, true, u"The main image is missing"_s, {}} << u"The channel keeps it from buyers: “The main image is missing”"_s;
}

void TestWords::marketsAreSentences()
{
    QFETCH(channels::Market, market);
    QTEST(marketText(market), "text");
}

void TestWords::namesOfEntriesAreReadable()
{
    QCOMPARE(entryText(u"stock.receive"_s), u"Stock received"_s);
    QCOMPARE(entryText(u"rule.new_thing"_s), u"Rule new thing"_s);
}

/// What calls of one of these functions name in the sources of the ledger, each once, in order.
static QStringList namedInLedger(const QString &functions, const QString &name)
{
    const QRegularExpression line(u"\\b(?:%1)\\([^;]*;"_s.arg(functions)), wanted(u"u\"(%1)\"_s"_s.arg(name));
    QStringList found;
    QDirIterator files(QStringLiteral(CROSSDOCK_SOURCE_DIR "/core/inventory"), {u"*.cpp"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            return {};
        const QString source = QString::fromUtf8(file.readAll());
        for (auto calls = line.globalMatch(source); calls.hasNext();) {
            const QString call = calls.next().captured();
            for (auto names = wanted.globalMatch(call); names.hasNext();)
                found.append(names.next().captured(1));
        }
    }
    found.sort();
    found.removeDuplicates();
    return found;
}

/// Reads the sources of the ledger: what it may write into the trail, and only that, has words.
void TestWords::everyEntryOfTheLedgerHasWords()
{
    const QStringList written = namedInLedger(u"setWhat|describe|entitle"_s, u"[a-z_]+(?:\\.[a-z_]+)+"_s);
    QVERIFY2(written.size() > 40, qPrintable(written.join(u", "_s)));
    QStringList named = namedEntries();
    named.sort();
    QCOMPARE(named, written);
}

/// In the trail's column, at its first width.
void TestWords::everyNameOfAnEntryFits()
{
    constexpr qsizetype most = 29;
    for (const QString &what : namedEntries())
        QVERIFY2(entryText(what).size() <= most, qPrintable(entryText(what)));
}

/// Also one in which no value changed, and that says nothing but its kind.
void TestWords::everyEntryHasAChangeInWords()
{
    for (const QString &what : namedEntries()) {
        Entry entry;
        entry.what = what;
        QVERIFY2(!changeText(entry).isEmpty(), qPrintable(what));
    }
}

void TestWords::everyEntryIsInOneGroup()
{
    const auto groups = entryGroups();
    for (const QString &what : namedEntries()) {
        const auto count = std::count_if(groups.begin(), groups.end(), [&](const auto &group) { return what.startsWith(group.first); });
        QVERIFY2(count == 1, qPrintable(u"%1 is in %2 groups"_s.arg(what).arg(count)));
    }
}

/// A member that the ledger does not write would never be seen.
void TestWords::factsOfEntriesAreSaid()
{
    const QStringList said = namedInLedger(u"say"_s, u"[a-z_]+"_s);
    for (const QString &name : factNames())
        QVERIFY2(said.contains(name), qPrintable(name));
}

void TestWords::fuzzyPrefersStartsOfWords()
{
    QVERIFY(fuzzyScore(u"rs", u"Resume selling") > fuzzyScore(u"rs", u"Orders"));
    QVERIFY(fuzzyScore(u"stock", u"Stock") > fuzzyScore(u"stock", u"Undo last change of stock"));
    QVERIFY(fuzzyScore(u"sop", u"SOP-MPL-1321-NVY-CED") > fuzzyScore(u"sop", u"Show: Places"));
    QCOMPARE(fuzzyScore(u"xyz", u"Stock"), 0);
    QVERIFY(fuzzyScore(u"", u"Stock") > 0);
}

} // namespace crossdock::ui

QTEST_GUILESS_MAIN(crossdock::ui::TestWords)
#include "tst_words.moc"
