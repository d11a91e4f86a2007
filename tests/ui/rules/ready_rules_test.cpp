#include "core/inventory/rules/compiler.h"
#include "core/inventory/rules/paraphrase.h"
#include "core/inventory/rules/rule_json.h"
#include "ui/rules/gallery.h"
#include "ui/rules/rule_picture.h"
#include "ui/rules/version_list.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A shop on Amazon with a warehouse of its own and one at FBA; people as the program knows them from the start.
rules::Workspace shop()
{
    static constexpr auto json = "{'defaults':{'currency':'USD','country':'US','timezone':'America/New_York'},"
        "'channels':{'amazon':['Amazon'],'web':['Web']},'nodes':{'main':['main'],'fba':['FBA']},'node_kinds':{'warehouse':['main']},"
        "'carriers':{},'categories':{},'brands':[],'suppliers':[],"
        "'recipients':{'me':['me'],'warehouse':['the warehouse'],'ops':['ops'],'support':['support'],'finance':['finance'],"
        "'purchasing':['purchasing'],'manager':['the manager'],'owner':['the owner'],'customer':['the customer']},"
        "'packages':{},'reports':{'low_stock':['low stock report']}}";
    auto workspace = rules::Workspace::fromJson(QByteArray(json).replace('\'', '"'));
    return workspace ? *workspace : rules::Workspace{};
}

} // namespace

/// Sentences that are offered ready, and how rules are drawn and compared.
class ReadyRulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyNeedIsThere();
    void compiles_data();
    void compiles();
    void isDrawnInWords_data() { compiles_data(); }
    void isDrawnInWords();
    void everyWordOfAnElseIsDrawn();
    void whatIsNoTriggerIsNotDrawn();
    void differsByWords_data();
    void differsByWords();
};

void ReadyRulesTest::everyNeedIsThere()
{
    QSet<QString> needs;
    for (const ReadyRule &rule : readyRules())
        needs.insert(rule.need);
    QCOMPARE(needs.size(), 8);
}

void ReadyRulesTest::compiles_data()
{
    QTest::addColumn<QString>("sentence");
    for (const ReadyRule &rule : readyRules())
        QTest::newRow(qPrintable(rule.title)) << rule.sentence;
}

void ReadyRulesTest::compiles()
{
    QFETCH(QString, sentence);
    const rules::Compiler compiler(shop());
    const auto compiled = compiler.compile(sentence);
    QVERIFY2(compiled, compiled ? "" : qPrintable(compiled.error().message));
}

void ReadyRulesTest::isDrawnInWords()
{
    QFETCH(QString, sentence);
    const rules::Compiler compiler(shop());
    const auto compiled = compiler.compile(sentence);
    QVERIFY(compiled);
    const auto steps = stepsOf(rules::toJson(compiled->trigger));
    QVERIFY(steps.size() >= 2);
    QCOMPARE(steps.first().kind, RuleStep::Kind::When);
    const auto hasThen = std::any_of(steps.begin(), steps.end(), [](const RuleStep &step) { return step.kind == RuleStep::Kind::Then; });
    QVERIFY(hasThen);
    static const QRegularExpression fieldName(u"\\b(order|stock|product|listing|customer|time)\\.[a-z]"_s);
    for (const RuleStep &step : steps) {
        QVERIFY(!step.lines.isEmpty());
        for (const QString &line : step.lines) {
            QVERIFY2(!line.isEmpty() && line.front().isUpper() && !line.contains(fieldName), qPrintable(line));
            QVERIFY2(!line.endsWith(u':') && !line.endsWith(u'.') && !line.endsWith(u' '), qPrintable(line));
        }
    }
}

void ReadyRulesTest::everyWordOfAnElseIsDrawn()
{
    const rules::Compiler compiler(shop());
    const auto compiled = compiler.compile(u"When a COD order is placed, hold it if the customer has any RTO, otherwise release it."_s);
    QVERIFY(compiled);
    QStringList kinds;
    for (const RuleStep &step : stepsOf(rules::toJson(compiled->trigger)))
        kinds.append(QString::number(static_cast<int>(step.kind)));
    QCOMPARE(kinds.join(u','), u"0,1,2,3"_s); // when, if, then, otherwise
}

void ReadyRulesTest::whatIsNoTriggerIsNotDrawn()
{
    QVERIFY(stepsOf({}).isEmpty());
    QVERIFY(stepsOf({{u"event"_s, u"order.created"_s}}).isEmpty());
}

void ReadyRulesTest::differsByWords_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("marked"); // +added -removed
    QTest::newRow("same") << u"hold it"_s << u"hold it"_s << u"hold it"_s;
    QTest::newRow("spaces are no change") << u"hold  it"_s << u"hold it "_s << u"hold it"_s;
    QTest::newRow("one word for another") << u"below 10 units"_s << u"below 20 units"_s << u"below -10 +20 units"_s;
    QTest::newRow("at the end") << u"hold it"_s << u"hold it now"_s << u"hold it +now"_s;
    QTest::newRow("at the start") << u"please hold"_s << u"hold"_s << u"-please hold"_s;
    QTest::newRow("from nothing") << QString() << u"hold"_s << u"+hold"_s;
    QTest::newRow("to nothing") << u"hold"_s << QString() << u"-hold"_s;
}

void ReadyRulesTest::differsByWords()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QStringList marked;
    for (const DiffWord &word : wordDiff(before, after))
        marked.append((word.kind == DiffWord::Kind::Added ? u"+"_s : word.kind == DiffWord::Kind::Removed ? u"-"_s : QString()) + word.text);
    QTEST(marked.join(u' '), "marked");
}

QTEST_MAIN(ReadyRulesTest)
#include "ready_rules_test.moc"
