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
        row("one fall passes both", {u"When stock drops below 5, pause the eBay listing."_s, u"When stock drops below 3, end the eBay listing."_s}, u"conflict 0 1"_s);
        row("two listings", {u"When stock drops below 5, pause the eBay listing."_s, u"When stock drops below 3, end the Etsy listing."_s}, u""_s);
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
