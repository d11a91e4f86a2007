#include "core/inventory/fulfilment/channel_vetoes.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock;
using namespace crossdock::fulfilment;

namespace {

const QDate march(2026, 3, 2);

RuleCase mugs(const QString &channel, const QString &node, const QDate &on = march)
{
    return {channel, node, u"US"_s, u"US"_s, false, on, {{u"MUG"_s, u"Kitchen"_s, 400, 120, false, {}}}, {}};
}

RuleCase with(RuleCase asked, const RuleItem &item)
{
    asked.items.append(item);
    return asked;
}

/// "with plain box, not by amzl, +5 %" or "vetoed: NAME (LAMP)"
QString words(const RuleVerdict &verdict)
{
    if (verdict.outcome == RuleVerdict::Outcome::Vetoed)
        return u"vetoed: "_s + verdict.vetoes.first().name + (verdict.vetoes.first().skus.isEmpty() ? QString() : u" ("_s + verdict.vetoes.first().skus.join(u' ') + u')');
    QStringList parts;
    if (verdict.handling.plainBox)
        parts.append(u"plain box"_s);
    if (!verdict.handling.blockedCarriers.isEmpty())
        parts.append(u"not by "_s + verdict.handling.blockedCarriers.join(u' '));
    if (verdict.surchargePercent != 0)
        parts.append(u"+%1 %"_s.arg(verdict.surchargePercent));
    return verdict.outcome == RuleVerdict::Outcome::Allowed ? u"allowed"_s : u"with "_s + parts.join(u", "_s);
}

} // namespace

Q_DECLARE_METATYPE(crossdock::fulfilment::RuleCase)

/// The table that comes with the program, asked; and the reading of such tables.
class TestChannelRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges();
    void makesVetoesOfRoutes();
    void housesHaveTheirOwn_data();
    void housesHaveTheirOwn();
    void knowsItsSources();
    void reads_data();
    void reads();
};

void TestChannelRules::judges_data()
{
    QTest::addColumn<RuleCase>("asked");
    QTest::addColumn<QString>("answer");
    QTest::newRow("own shelves") << mugs(u"walmart"_s, u"warehouse"_s) << u"allowed"_s;
    QTest::newRow("Shopify by Amazon") << mugs(u"shopify"_s, u"amazon-mcf"_s) << u"allowed"_s;
    QTest::newRow("Walmart by ShipBob") << mugs(u"walmart"_s, u"shipbob"_s) << u"allowed"_s;
    QTest::newRow("Walmart by Amazon") << mugs(u"walmart"_s, u"amazon-mcf"_s) << u"with plain box, not by amzl, +5 %"_s;
    QTest::newRow("while the surcharge was waived") << mugs(u"walmart"_s, u"amazon-mcf"_s, QDate(2026, 1, 14)) << u"with plain box, not by amzl"_s;
    QTest::newRow("the day after") << mugs(u"walmart"_s, u"amazon-mcf"_s, QDate(2026, 1, 15)) << u"with plain box, not by amzl, +5 %"_s;
    QTest::newRow("before Walmart allowed it") << mugs(u"walmart"_s, u"amazon-mcf"_s, QDate(2025, 4, 30)) << u"vetoed: Walmart allowed no fulfilment by Amazon before May 2025"_s;
    QTest::newRow("eBay by Amazon") << mugs(u"ebay"_s, u"amazon-mcf"_s) << u"with plain box, not by amzl, +5 %"_s;
    RuleCase careful = mugs(u"shopify"_s, u"amazon-mcf"_s);
    careful.handling.blockedCarriers = {u"amzl"_s};
    QTest::newRow("the seller himself wants no Amazon drivers") << careful << u"with not by amzl, +5 %"_s;
    QTest::newRow("a long thing in a plain box") << with(mugs(u"walmart"_s, u"amazon-mcf"_s), {u"POLE"_s, {}, 500, 1'423, false, {}}) << u"vetoed: Amazon packs nothing longer than 56 in in a plain box (POLE)"_s;
    QTest::newRow("just short enough") << with(mugs(u"walmart"_s, u"amazon-mcf"_s), {u"POLE"_s, {}, 500, 1'422, false, {}}) << u"with plain box, not by amzl, +5 %"_s;
    QTest::newRow("a long thing in any box") << with(mugs(u"shopify"_s, u"amazon-mcf"_s), {u"POLE"_s, {}, 500, 1'423, false, {}}) << u"allowed"_s;
    QTest::newRow("a heavy thing") << with(mugs(u"ebay"_s, u"amazon-mcf"_s), {u"ANVIL"_s, {}, 22'635, 300, false, {}}) << u"vetoed: Amazon packs nothing heavier than 49.9 lb in a plain box (ANVIL)"_s;
    QTest::newRow("shoes") << with(mugs(u"walmart"_s, u"amazon-mcf"_s), {u"BOOTS"_s, u"Footwear"_s, 900, 300, false, {}}) << u"vetoed: Amazon packs no clothes and no shoes in a plain box (BOOTS)"_s;
    QTest::newRow("refused for the SKU") << with(mugs(u"walmart"_s, u"amazon-mcf"_s), {u"VASE"_s, {}, 900, 300, false, {u"BLANK_BOX: NON_SORTABLE"_s}}) << u"vetoed: the node itself does not pack this as demanded (VASE)"_s;
    RuleCase abroad = mugs(u"shopify"_s, u"amazon-mcf"_s);
    abroad.toCountry = u"CA"_s;
    QTest::newRow("abroad") << abroad << u"vetoed: Amazon sends other channels' orders inside the country only"_s;
    abroad.nodeCountry.clear();
    QTest::newRow("from nobody knows where") << abroad << u"allowed"_s;
    const RuleItem paint{u"PAINT"_s, {}, 900, 300, true, {}};
    RuleCase dangerous = with(mugs(u"shopify"_s, u"shipbob"_s), paint);
    QTest::newRow("dangerous goods") << dangerous << u"vetoed: dangerous goods go only from a node that says it takes them (PAINT)"_s;
    dangerous.nodeTakesHazmat = true;
    QTest::newRow("dangerous goods, where they are taken") << dangerous << u"allowed"_s;
}

void TestChannelRules::judges()
{
    QFETCH(RuleCase, asked);
    QTEST(words(judge(usualChannelRules(), asked)), "answer");
}

/// As the router wants them: a whole node for an order, or what holds one of these SKUs; each by its name.
void TestChannelRules::makesVetoesOfRoutes()
{
    RuleCase mixed = with(with(mugs(u"walmart"_s, u"amazon-mcf"_s), {u"POLE"_s, {}, 500, 1'423, false, {}}), {u"BOOTS"_s, u"shoes"_s, 900, 300, false, {}});
    RuleCase abroad = mugs(u"shopify"_s, u"amazon-mcf"_s);
    abroad.toCountry = u"CA"_s;
    const auto vetoes = routingVetoes(usualChannelRules(), {{u"w-1"_s, u"mcf"_s, mixed}, {u"s-1"_s, u"mcf"_s, abroad}, {u"s-2"_s, u"own"_s, mugs(u"shopify"_s, u"warehouse"_s)}});
    QStringList lines;
    for (const routing::Policy::Veto &veto : vetoes)
        lines.append(u"%1 | %2 | %3 | %4"_s.arg(veto.name, veto.nodes.join(u' '), veto.orders.join(u' '), veto.skus.join(u' ')));
    QCOMPARE(lines, (QStringList{u"Amazon packs nothing longer than 56 in in a plain box | mcf | w-1 | POLE"_s, u"Amazon packs no clothes and no shoes in a plain box | mcf | w-1 | BOOTS"_s,
                                 u"Amazon sends other channels' orders inside the country only | mcf | s-1 | "_s}));
}

void TestChannelRules::housesHaveTheirOwn_data()
{
    QTest::addColumn<QByteArray>("house");
    QTest::addColumn<QString>("answer"); // of a Walmart order for mugs, at Amazon
    const QByteArray begin = "[{\"name\":\"own\",";
    QTest::newRow("none") << QByteArray("[]") << u"with plain box, not by amzl, +5 %"_s;
    QTest::newRow("a veto by names") << begin + R"("channel":"walmart-us","node":"mcf","veto":true}])" << u"vetoed: own"_s;
    QTest::newRow("of another channel") << begin + R"("channel":"walmart-ca","veto":true}])" << u"with plain box, not by amzl, +5 %"_s;
    QTest::newRow("of another place") << begin + R"("node":"bob","veto":true}])" << u"with plain box, not by amzl, +5 %"_s;
    QTest::newRow("for a SKU") << begin + R"("when":{"skus":["MUG"]},"veto":true}])" << u"vetoed: own (MUG)"_s;
    QTest::newRow("for another SKU") << begin + R"("when":{"skus":["CUP"]},"veto":true}])" << u"with plain box, not by amzl, +5 %"_s;
    QTest::newRow("dearer") << begin + R"("channel":"walmart","surcharge_percent":7}])" << u"with plain box, not by amzl, +12 %"_s;
    QTest::newRow("one more carrier") << begin + R"("demand":{"blocked_carriers":["dhl"]}}])" << u"with plain box, not by amzl dhl, +5 %"_s;
    QTest::newRow("in place of one that comes with the program") << QByteArray(R"([{"name":"Amazon asks 5 % more for keeping its drivers away","node":"amazon-mcf","surcharge_percent":9,"when":{"demands":"blocked_carriers"}}])")
                                                                 << u"with plain box, not by amzl, +9 %"_s;
    QTest::newRow("one that comes with the program has ended") << QByteArray(R"([{"name":"Walmart wants a neutral box","channel":"walmart","until":"2026-01-01","demand":{"plain_box":true}}])") << u"with not by amzl, +5 %"_s;
}

void TestChannelRules::housesHaveTheirOwn()
{
    QFETCH(QByteArray, house);
    const auto own = readChannelRules(house);
    QVERIFY2(own, qPrintable(own ? QString() : own.error().detail));
    QCOMPARE(*channelRulesFrom(toJson(*own)), *own);
    RuleCase asked = mugs(u"walmart"_s, u"amazon-mcf"_s);
    asked.channelName = u"walmart-us"_s;
    asked.nodeName = u"mcf"_s;
    QTEST(words(judge(withHouseRules(*own), asked)), "answer");
}

void TestChannelRules::knowsItsSources()
{
    static const QStringList kinds{u"spec"_s, u"doc"_s, u"page"_s, u"memory"_s, u"ours"_s};
    QVERIFY(usualChannelRules().size() >= 10);
    for (const ChannelRule &rule : usualChannelRules()) {
        QVERIFY2(!rule.source.isEmpty(), qPrintable(rule.name));
        QVERIFY2(kinds.contains(rule.sourceKind), qPrintable(rule.name));
    }
}

void TestChannelRules::reads_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("problem");
    const QByteArray rest = "\"veto\":true}]";
    QTest::newRow("a veto") << QByteArray("[{\"name\":\"x\",") + rest << QString();
    QTest::newRow("no list") << QByteArray("{}") << u"it is a list of rules in JSON"_s;
    QTest::newRow("no JSON") << QByteArray("[") << u"it is a list of rules in JSON"_s;
    QTest::newRow("no object") << QByteArray("[1]") << u"is no object"_s;
    QTest::newRow("no name") << QByteArray("[{") + rest << u"rule 1: “name” is missing"_s;
    QTest::newRow("a slip of the pen") << QByteArray("[{\"name\":\"x\",\"chanel\":\"ebay\",") + rest << u"rule 1: “chanel” is no key here"_s;
    QTest::newRow("in a condition") << QByteArray("[{\"name\":\"x\",\"when\":{\"hazardous\":true},") + rest << u"rule 1: “hazardous” is no key here"_s;
    QTest::newRow("an unknown demand") << QByteArray("[{\"name\":\"x\",\"when\":{\"demands\":\"gift\"},") + rest << u"rule 1: “demands” is plain_box or blocked_carriers"_s;
    QTest::newRow("no date") << QByteArray("[{\"name\":\"x\",\"from\":\"May\",") + rest << u"rule 1: “from” is no date like 2026-01-15"_s;
    QTest::newRow("a text for a flag") << QByteArray("[{\"name\":\"x\",\"veto\":\"yes\"}]") << u"rule 1: “veto” has a value of the wrong kind"_s;
    QTest::newRow("does nothing") << QByteArray("[{\"name\":\"x\"}]") << u"rule 1: “veto” is missing, and so is a demand or a surcharge: the rule does nothing"_s;
    QTest::newRow("the second row") << QByteArray("[{\"name\":\"x\",\"veto\":true},{}]") << u"rule 2: “name” is missing"_s;
}

void TestChannelRules::reads()
{
    QFETCH(QByteArray, json);
    const auto rules = readChannelRules(json);
    QTEST(rules ? QString() : rules.error().detail, "problem");
}

QTEST_GUILESS_MAIN(TestChannelRules)
#include "tst_channel_rules.moc"
