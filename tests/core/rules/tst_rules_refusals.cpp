#include "core/inventory/rules/rules_lines.h"
#include "tests/core/rules/small_workspace.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace crossdock;
using namespace crossdock::rules;
using namespace Qt::Literals::StringLiterals;

/// Whatever is refused comes back with a sentence that works.
class RulesRefusalsTest : public QObject
{
    Q_OBJECT

private:
    const Compiler m_compiler{tests::smallWorkspace()};

private Q_SLOTS:
    void suggests_data()
    {
        QTest::addColumn<QString>("sentence");
        for (const char *text : {"", "   ", "hold", "when", "pause it", "when stock", "asdf", "when order created cancel", "hold it hold it", "tell \"me", "Every", "if",
                                 "When an order arives, frobnicate it.", "When an order arrives, route it to the Chicago warehouse.", "When an order arrives from eBey, hold it.",
                                 "When stock drops below on Amazon, email me.", "When an order weighs more than $20, hold it.", "When stock drops below 5 kg, email me.", "When stock is low, email me.",
                                 "When stock drops below 5, pause the listing.", "Every day at 6, email me the sales report.", "When an order arrives, hold it and release it.",
                                 "When an order is tagged vip, tag it vip.", "When an order arrives, cancel it.", "When stock drops below 10, set the Amazon price to $0.",
                                 "When an order arrives, wait 2 days, then cancel it if it is unpaid.", "When an order arrives from eBay.", "Every 10 seconds, email me the sales report.",
                                 "When the temperature rises above 30, email me.", "When stock drops below 5, cancel the order.", "Every hour, pause the listing.", "Every day at 13 pm, sync eBay.",
                                 "When an order is paid and it is unpaid, hold it.", "When an order arrives, hold it hold it.", "Every Monday, if it is Tuesday, sync eBay.",
                                 "When an order between $100 and $50 arrives, flag it.", "When an order arrives, email them.", "On 03/04/2027 at noon, pause all Etsy listings."})
            QTest::addRow("said: %s", text) << QString::fromUtf8(text);
        QTest::newRow("long") << u"When an order arrives, "_s + u"hold it and then "_s.repeated(120) + u"frobnicate it."_s;
    }
    void suggests()
    {
        QFETCH(QString, sentence);
        const auto refused = m_compiler.compile(sentence);
        QVERIFY(!refused);
        QVERIFY2(!refused.error().suggestions.isEmpty(), qPrintable(refused.error().errorClass));
        for (const QString &one : refused.error().suggestions)
            QVERIFY2(!m_compiler.refusalOf(one), qPrintable(one));
    }

    /// One "when" is enough, also where two could be read.
    void saysWhenOnce_data()
    {
        QTest::addColumn<QString>("sentence");
        for (const char *text : {"When stock drops below 5, print the pick list.", "Once stock drops below 5, cancel the order.", "Print the pick list when stock drops below 5."})
            QTest::addRow("%s", text) << QString::fromLatin1(text);
    }
    void saysWhenOnce()
    {
        QFETCH(QString, sentence);
        const auto refused = m_compiler.compile(sentence);
        QVERIFY(!refused);
        QVERIFY(!refused.error().suggestions.isEmpty());
        for (const QString &one : refused.error().suggestions) {
            QVERIFY2(one.count(u"when "_s, Qt::CaseInsensitive) <= 1, qPrintable(one));
            QVERIFY2(!one.contains(u", once "_s), qPrintable(one));
        }
    }

    void neverWorks_data()
    {
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<QString>("errorClass");
        const auto row = [](const char *name, const char *sentence, const char *errorClass) { QTest::newRow(name) << QString::fromLatin1(sentence) << QString::fromLatin1(errorClass); };
        row("no order is there", "When stock drops below 5, cancel the order.", "ambiguous");
        row("no order comes with a payout", "When a payout arrives, hold the order.", "ambiguous");
        row("one of all listings", "Every hour, pause the listing.", "ambiguous");
        row("the same twice", "When an order arrives, hold it and hold it.", "contradictory");
        row("an hour that no day has", "Every day at 13 pm, sync eBay.", "unknown_word");
        row("paid and not paid", "When an order is paid and it is unpaid, hold it.", "contradictory");
        row("a Monday that is a Tuesday", "Every Monday, if it is Tuesday, sync eBay.", "contradictory");
        row("a price below its own floor", "When stock drops below 10, set the Amazon price to $5 but never below $9.", "contradictory");
        row("waits for where it fires", "When stock drops below 10, email me and do not fire again until it is below 5.", "contradictory");
        row("less than no share", "When the conversion rate on Amazon drops below 0%, email me.", "contradictory");
    }
    void neverWorks()
    {
        QFETCH(QString, sentence);
        const auto refused = m_compiler.compile(sentence);
        QVERIFY(!refused);
        QTEST(refused.error().errorClass, "errorClass");
    }

    void stillWorks_data()
    {
        QTest::addColumn<QString>("sentence");
        for (const char *text : {"Every hour, pause all eBay listings.", "Every day, hold unpaid orders.", "When an order is paid and its total is over $50, hold it.", "Every Monday at 9 am, sync eBay.",
                                 "When stock drops below 10, email me and do not fire again until it is above 20.", "When an order arrives, message me, wait 2 hours, then message me.",
                                 "When a refund is issued, tag the customer refunded."})
            QTest::addRow("%s", text) << QString::fromLatin1(text);
    }
    void stillWorks()
    {
        QFETCH(QString, sentence);
        const auto compiled = m_compiler.compile(sentence);
        QVERIFY2(compiled, compiled ? "" : qPrintable(compiled.error().message));
    }

    void noTriggers_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("told");
        QTest::newRow("nothing") << QByteArray() << u"empty"_s;
        QTest::newRow("no JSON") << QByteArray("hold it") << u"not JSON"_s;
        QTest::newRow("cut off") << QByteArray("{\"event\":{") << u"at character"_s;
        QTest::newRow("a list") << QByteArray("[1]") << u"array"_s;
        QTest::newRow("a refusal") << QByteArray("{\"error\":{}}") << u"refusal"_s;
        QTest::newRow("no event") << QByteArray("{}") << u"At "_s;
    }
    void noTriggers()
    {
        QFETCH(QByteArray, line);
        QFETCH(QString, told);
        const QJsonObject error = QJsonDocument::fromJson(paraphraseLine(m_compiler, line)).object()[u"error"_s].toObject();
        QVERIFY2(error[u"message"_s].toString().contains(told) && error[u"message"_s].toString().contains(u"rules compile"_s), qPrintable(error[u"message"_s].toString()));
        QCOMPARE(error[u"class"_s].toString(), u"malformed"_s);
    }

    /// What --explain wrote is read, too.
    void anExplainedTriggerIsOne()
    {
        const QByteArray explained = compileLine(m_compiler, "When an order arrives, hold it.", Answer::Explained);
        QVERIFY(paraphraseLine(m_compiler, explained).startsWith("{\"paraphrase\""));
    }

    /// The workspace's nine o'clock is Chicago's, and not New York's.
    void hoursAreTheShops_data()
    {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<bool>("meets");
        QTest::newRow("its own") << QByteArray("America/Chicago") << true;
        QTest::newRow("another") << QByteArray("America/New_York") << false;
    }
    void hoursAreTheShops()
    {
        QFETCH(QByteArray, zone);
        const QByteArray other = "Every day at 9 am in time zone \\\"" + zone + "\\\", sync eBay.";
        const QByteArray found = analyseLine(m_compiler, "[\"Every day at 9 am, sync eBay.\",\"" + other + "\"]");
        QTEST(found.contains("duplicate"), "meets");
    }
};

QTEST_APPLESS_MAIN(RulesRefusalsTest)
#include "tst_rules_refusals.moc"
