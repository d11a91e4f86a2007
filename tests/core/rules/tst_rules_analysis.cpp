#include "core/inventory/rules/rules_lines.h"
#include "tests/core/rules/small_workspace.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock;

/// What rules do to each other, and what they do not.
class RulesAnalysisTest : public QObject
{
    Q_OBJECT

private:
    const rules::Compiler m_compiler{tests::smallWorkspace()};

    /// "conflict 0 2; cycle 0 1", in the order told; or the answer itself where it is an error.
    QString findingsOf(const QByteArray &line) const
    {
        const QJsonObject answer = QJsonDocument::fromJson(rules::analyseLine(m_compiler, line)).object();
        if (!answer.contains(u"findings"_s))
            return answer[u"error"_s][u"class"_s].toString();
        QStringList all;
        const QJsonArray findings = answer[u"findings"_s].toArray();
        for (const QJsonValue &finding : findings) {
            QStringList words{finding[u"kind"_s].toString()};
            const QJsonArray places = finding[u"rules"_s].toArray();
            for (const QJsonValue &place : places)
                words.append(QString::number(place.toInt()));
            all.append(words.join(u' '));
        }
        return all.join(u"; "_s);
    }

private Q_SLOTS:
    void findings_data()
    {
        QTest::addColumn<QStringList>("sentences");
        QTest::addColumn<QString>("found");
        const auto row = [](const char *name, const QStringList &sentences, const QString &found) {
            QTest::newRow(name) << sentences << found;
        };
        row("said twice", {u"When an order from Etsy arrives, flag it."_s, u"When a new Etsy order comes in, flag it."_s}, u"duplicate 0 1"_s);
        row("narrower", {u"When an order over $40 arrives, flag it."_s, u"When an order over $90 arrives, flag it."_s}, u"subsumed 0 1"_s);
        row("edges differ", {u"When stock drops below 9, email me."_s, u"When stock drops below 4, email me."_s}, u""_s);
        row("two carriers", {u"When an order is paid, use UPS Ground."_s, u"When an order over 5 kg is paid, use DHL Express."_s}, u"conflict 0 1"_s);
        row("two carriers, never at once", {u"When an order under 5 kg is paid, use UPS Ground."_s, u"When an order over 5 kg is paid, use DHL Express."_s}, u""_s);
        row("the same carrier, said closer", {u"When an order is paid, use UPS."_s, u"When an order over 5 kg is paid, use UPS Ground."_s}, u""_s);
        row("tag and untag", {u"When an order from Etsy arrives, tag it vip."_s, u"When an order over $50 arrives, remove the tag VIP."_s}, u"conflict 0 1"_s);
        row("tag and untag another", {u"When an order from Etsy arrives, tag it vip."_s, u"When an order over $50 arrives, remove the tag new."_s}, u""_s);
        row("else against then", {u"When an order arrives, hold it if it is over $500, otherwise release it."_s, u"When an order over $400 arrives, hold it."_s}, u"conflict 0 1"_s);
        row("else out of reach", {u"When an order arrives, hold it if it is over $500, otherwise release it."_s, u"When an order over $600 arrives, hold it."_s}, u""_s);
        row("down and up", {u"When stock drops below 5, pause the eBay listing."_s, u"When stock rises above 20, resume the eBay listing."_s}, u""_s);
        row("one fall passes both", {u"When stock drops below 5, pause the eBay listing."_s, u"When stock drops below 3, end the eBay listing."_s}, u"conflict 0 1; missing_pair 0"_s);
        row("two listings", {u"When stock drops below 5, pause the eBay listing."_s, u"When stock drops below 3, end the Etsy listing."_s}, u"missing_pair 0"_s);
        row("tagged otherwise", {u"When an order is tagged A, hold it."_s, u"When an order is tagged B, release it."_s, u"When an order is tagged a, release it."_s}, u"conflict 0 2"_s);
        row("stopped before", {u"When an order arrives, flag it and stop processing more rules."_s, u"When an order over $50 arrives, hold it."_s}, u"shadowed 0 1"_s);
        row("stopped behind", {u"When an order over $50 arrives, hold it."_s, u"When an order arrives, flag it and stop processing more rules."_s}, u""_s);
        row("stopped, so no conflict", {u"When an order under $50 arrives, hold it and stop processing more rules."_s, u"When an order arrives, release it."_s}, u""_s);
        row("circle of three", {u"When an order is tagged A, tag it B."_s, u"When an order is tagged B, tag it C."_s, u"When an order is tagged C, tag it A."_s}, u"cycle 0 1 2"_s);
        row("circle that a filter breaks", {u"When an order from Etsy is tagged A, tag it B."_s, u"When an order from eBay is tagged B, tag it A."_s}, u""_s);
        row("prices down and down", {u"When our Amazon price drops by 5%, lower the eBay price by 5%."_s, u"When our eBay price drops by 5%, lower the Amazon price by 5%."_s}, u"cycle 0 1"_s);
        row("prices up and down", {u"When our Amazon price drops by 5%, raise the eBay price by 5%."_s, u"When our eBay price drops by 5%, lower the Amazon price by 5%."_s}, u""_s);
        row("stock to and fro", {u"When stock at FBA drops below 20, transfer 50 units from North to FBA."_s, u"When stock at North drops below 20, transfer 50 units from FBA to North."_s}, u"cycle 0 1"_s);
        row("stock comes, it does not go", {u"When stock at FBA drops below 20, transfer 50 units from North to FBA."_s, u"When stock at North rises above 90, transfer 50 units from FBA to North."_s}, u""_s);
        row("says nothing", {u"When an order over $100 arrives, hold it if it is over $50, otherwise flag it."_s}, u"always_true 0; unreachable_else 0"_s);
        row("weekend and weekday", {u"When an order arrives on a weekend, route it to North."_s, u"When an order arrives on a weekday, route it to South."_s}, u""_s);
        row("before and after two", {u"When an order arrives before 2 pm, use UPS Ground."_s, u"When an order arrives after 2 pm, use DHL Express."_s}, u""_s);
        row("both at one hour", {u"When an order arrives before 3 pm, use UPS Ground."_s, u"When an order arrives after 2 pm, use DHL Express."_s}, u"conflict 0 1"_s);
        row("two spans of hours", {u"When an order arrives between 8 am and noon, use UPS Ground."_s, u"When an order arrives between 1 pm and 3 pm, use DHL Express."_s}, u""_s);
        row("spans of hours that meet", {u"When an order arrives between 8 am and 2 pm, use UPS Ground."_s, u"When an order arrives between 1 pm and 3 pm, use DHL Express."_s}, u"conflict 0 1"_s);
        row("by night and by day", {u"When an order arrives between 10 pm and 6 am, use UPS Ground."_s, u"When an order arrives between 8 am and 5 pm, use DHL Express."_s}, u""_s);
        row("by night and early", {u"When an order arrives between 10 pm and 6 am, use UPS Ground."_s, u"When an order arrives between 5 am and 5 pm, use DHL Express."_s}, u"conflict 0 1"_s);
        row("hours within hours", {u"When an order arrives between 8 am and 5 pm, flag it."_s, u"When an order arrives between 9 am and noon, flag it."_s}, u"subsumed 0 1"_s);
        row("not by night", {u"When an order arrives, flag it unless it is between 10 pm and 6 am."_s, u"When an order arrives between 9 am and noon, flag it."_s}, u"subsumed 0 1"_s);
        row("two beginnings", {u"When an order whose postcode starts with 56 arrives, route it to North."_s, u"When an order whose postcode starts with 11 arrives, route it to South."_s}, u""_s);
        row("one beginning within the other", {u"When an order whose postcode starts with 56 arrives, route it to North."_s, u"When an order whose postcode starts with 560 arrives, route it to South."_s}, u"conflict 0 1"_s);
        row("low risk and not low", {u"When a low-risk order arrives, release it."_s, u"When an order arrives, hold it if the risk is not low."_s}, u""_s);
        row("all that is left", {u"When an order arrives, flag it if the risk is not low."_s, u"When a high-risk order arrives, flag it."_s}, u"subsumed 0 1"_s);
        row("two countries", {u"When an order from Germany arrives, route it to North."_s, u"When an order from France or Italy arrives, route it to South."_s}, u""_s);
        row("one country of two", {u"When an order from Germany or France arrives, route it to North."_s, u"When an order from France or Italy arrives, route it to South."_s}, u"conflict 0 1"_s);
        row("the listing and all", {u"When stock drops below 5, pause the eBay listing."_s, u"When stock drops below 4, resume the listing everywhere."_s}, u"conflict 0 1"_s);
        row("paused and brought back elsewhere", {u"When stock drops below 5, pause the eBay listing."_s, u"When a product is back in stock, resume its Etsy listing."_s}, u"missing_pair 0"_s);
        row("paused and brought back", {u"When stock drops below 5, pause the eBay listing."_s, u"When a product is back in stock, resume its listings everywhere."_s}, u""_s);
        row("brought back by the else", {u"Every hour, if stock of SKU A-1 at FBA is below 5, pause the eBay listing, otherwise resume the eBay listing."_s}, u""_s);
        row("up by five and down by three", {u"When stock rises above 50, lower the eBay price by 5%."_s, u"When stock rises above 50, raise the eBay price by 3%."_s}, u"conflict 0 1"_s);
        row("same priority", {u"When an order over $50 arrives, mark it as urgent."_s, u"When an order from Etsy arrives, mark it as urgent."_s}, u""_s);
        row("a hold and a fulfilment", {u"When an order is paid, mark it as shipped."_s, u"When an order over $500 is paid, hold it."_s}, u"conflict 0 1"_s);
        row("held, then told", {u"When an order over $500 arrives, hold it."_s, u"When an order is held, email me."_s}, u""_s);
        row("refund in a circle", {u"When a refund is issued, cancel the order."_s, u"When an order is cancelled, refund it in full."_s}, u"cycle 0 1"_s);
        row("refund in no circle", {u"When a refund over $100 is issued, email me."_s, u"When an order is cancelled, refund it in full."_s}, u""_s);
        row("ends and publishes", {u"When a listing is ended on eBay, publish it on Etsy."_s, u"When a listing is created on Etsy, end the eBay listing."_s}, u"cycle 0 1"_s);
        row("ends and publishes elsewhere", {u"When a listing is ended on eBay, publish it on Etsy."_s, u"When a listing is created on Amazon, end the eBay listing."_s}, u""_s);
        row("one schedule at two hours", {u"Every day at 9 am, sync eBay."_s, u"Every day at 10 am, sync eBay."_s}, u""_s);
        row("narrower by its condition", {u"When an order arrives, flag it if it is a gift."_s, u"When a gift order over $50 arrives, flag it."_s}, u"subsumed 0 1"_s);
        row("wider by a list", {u"When an order from Etsy or eBay arrives, flag it."_s, u"When an order from Etsy, eBay or Amazon arrives, flag it."_s}, u"subsumed 0 1"_s);
        row("stops only some", {u"When an order over $90 arrives, flag it and stop processing more rules."_s, u"When an order over $50 arrives, hold it."_s}, u""_s);
        row("stops all that come", {u"When an order over $50 arrives, flag it and stop processing more rules."_s, u"When an order over $90 arrives, hold it."_s}, u"shadowed 0 1"_s);
        row("three that agree", {u"When an order is paid, tag it a."_s, u"When an order is paid, tag it b."_s, u"When an order is paid, tag it c."_s}, u""_s);
        row("a month and a day of another", {u"In November, when an order arrives, mark it as urgent."_s, u"On 5 December 2026, when an order arrives, mark it as low priority."_s}, u""_s);
        row("a month and a day of it", {u"In December, when an order arrives, mark it as urgent."_s, u"On 5 December 2026, when an order arrives, mark it as low priority."_s}, u"conflict 0 1"_s);
        row("a weekday and a date", {u"On Sundays, when an order arrives, mark it as urgent."_s, u"On 5 December 2026, when an order arrives, mark it as low priority."_s}, u""_s);
        row("never", {u"When an order over $100 and under $50 arrives, hold it."_s}, u"never_true 0"_s);
        row("not a rule", {u"Good morning"_s, u"When an order arrives, flag it."_s, u"When an order arrives, flag it."_s}, u"duplicate 1 2"_s);
    }
    void findings()
    {
        QFETCH(QStringList, sentences);
        QFETCH(QString, found);
        const QByteArray line = QJsonDocument(QJsonArray::fromStringList(sentences)).toJson(QJsonDocument::Compact);
        QCOMPARE(findingsOf(line), found);
    }

    /// Each finding tells a case in which it shows.
    void words_data()
    {
        QTest::addColumn<QStringList>("sentences");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const QStringList &sentences, const QString &words) {
            QTest::newRow(name) << sentences << words;
        };
        row("the narrower one", {u"When an order over $40 arrives, flag it."_s, u"When an order over $90 arrives, flag it."_s},
            u"Whatever fires “rule 1” fires “rule 0” too, and they do the same. For instance when an order arrives and the order total is exactly 91 USD."_s);
        row("before and after a crossing", {u"When stock drops below 5, pause the eBay listing."_s, u"When stock drops below 3, end the eBay listing."_s},
            u"“rule 0” and “rule 1” can fire together and want different things of one thing. For instance when the available stock was exactly 5 and the available stock is now exactly 2. "
            "“rule 0” says: pause the eBay listing; “rule 1” says: end the eBay listing."_s);
        row("names as they are spelled", {u"When an order from Germany arrives, hold it."_s, u"When an order from Germany or France arrives, release it."_s},
            u"“rule 0” and “rule 1” can fire together and want different things of one thing. For instance when an order arrives and the destination country is Germany. "
            "“rule 0” says: hold the order; “rule 1” says: release the order."_s);
        row("a weight in its unit", {u"When an order over 5 kg arrives, use UPS Ground."_s, u"When an order of 5 kg or more arrives, use DHL Express."_s},
            u"“rule 0” and “rule 1” can fire together and want different things of one thing. For instance when an order arrives and the order weight is exactly 5001 g. "
            "“rule 0” says: ship the order with UPS Ground; “rule 1” says: ship the order with DHL Express."_s);
        row("nothing resumes it", {u"When stock drops below 5, pause the eBay listing."_s},
            u"“rule 0” pauses a listing, and no rule resumes it. For instance when the available stock was exactly 5 and the available stock is now exactly 4. “rule 0” says: pause the eBay listing."_s);
    }
    void words()
    {
        QFETCH(QStringList, sentences);
        QFETCH(QString, words);
        const QByteArray line = QJsonDocument(QJsonArray::fromStringList(sentences)).toJson(QJsonDocument::Compact);
        const QJsonObject answer = QJsonDocument::fromJson(rules::analyseLine(m_compiler, line)).object();
        QCOMPARE(answer[u"findings"_s][0][u"words"_s].toString(), words);
    }

    void badInput_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("found");
        QTest::newRow("nothing") << QByteArray() << u"malformed"_s;
        QTest::newRow("no JSON") << QByteArray("When an order arrives, flag it.") << u"malformed"_s;
        QTest::newRow("an object") << QByteArray("{}") << u"malformed"_s;
        QTest::newRow("numbers") << QByteArray("[1,2]") << u"malformed"_s;
        QTest::newRow("cut off") << QByteArray("[\"When an order") << u"malformed"_s;
        QTest::newRow("no rules") << QByteArray("[]") << QString();
    }
    void badInput()
    {
        QFETCH(QByteArray, line);
        QFETCH(QString, found);
        QCOMPARE(findingsOf(line), found);
    }
};

QTEST_APPLESS_MAIN(RulesAnalysisTest)
#include "tst_rules_analysis.moc"
