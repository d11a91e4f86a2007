#include "core/inventory/rules/completion.h"
#include "core/inventory/rules/grammar.h"
#include "core/inventory/rules/lexer.h"
#include "tests/core/rules/small_workspace.h"

#include <QTest>
#include <algorithm>

using namespace crossdock;
using namespace crossdock::rules;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int everything = 10'000;

rules::Workspace shopIn(const QString &currency)
{
    rules::Workspace workspace = tests::smallWorkspace();
    workspace.currency = currency;
    return workspace;
}

QStringList textsOf(const std::vector<Completion> &offers)
{
    QStringList texts;
    for (const Completion &one : offers)
        texts.append(one.text);
    return texts;
}

QString after(const QString &text, const Completion &offer)
{
    return text.left(offer.from) + offer.text;
}

} // namespace

/// What may stand at a cursor, and what may not.
class RulesCompletionTest : public QObject
{
    Q_OBJECT

private:
    const Compiler m_compiler{tests::smallWorkspace()};

    static QStringList sentences()
    {
        return {u"When an order over $200 from eBay arrives, hold it."_s,
                u"When stock of any Lamps product drops below 12 on Amazon, pause the Etsy listing and email me."_s,
                u"Every Friday at 5 pm, email finance the sales report."_s,
                u"When an order is paid, route it to the North warehouse unless its total is below $50."_s,
                u"When an order heavier than 2 kg arrives, use UPS Ground."_s,
                u"When a return is requested, approve it if its value is under $30, otherwise flag it."_s,
                u"When stock at FBA falls below 12, transfer 40 units from North to South."_s,
                u"Every 2 hours, cancel unpaid orders older than 3 days."_s};
    }

private Q_SLOTS:
    void offers_data()
    {
        QTest::addColumn<QString>("currency");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("offered");
        QTest::addColumn<QStringList>("notOffered");
        const auto row = [](const char *name, const QString &text, const QStringList &offered, const QStringList &notOffered, const QString &currency = u"USD"_s) {
            QTest::newRow(name) << currency << text << offered << notOffered;
        };
        row("nothing yet", QString(), {u"When"_s, u"Every"_s, u"If"_s}, {u"eBay"_s, u"below"_s});
        row("units of stock", u"When stock drops below "_s, {u"10"_s, u"5 units"_s}, {u"SKU-1"_s, u"$20"_s, u"2 kg"_s, u"Lumio"_s, u"eBay"_s});
        row("money for a price", u"When the Amazon price drops below "_s, {u"$20"_s}, {u"2 kg"_s, u"5 units"_s, u"SKU-1"_s});
        row("money of the shop", u"When the Amazon price drops below "_s, {u"\u20b9500"_s}, {u"$20"_s}, u"INR"_s);
        row("weight", u"When an order heavier than "_s, {u"2 kg"_s}, {u"5 units"_s});
        row("a span", u"When an order arrives, wait "_s, {u"2 hours"_s}, {u"2 kg"_s});
        row("an hour", u"Every day at "_s, {u"9 am"_s}, {u"2 kg"_s});
        row("a participle half written", u"When an order is pai"_s, {u"paid"_s}, {u"pay"_s});
        row("one of several words", u"When an order arrives, p"_s, {u"print"_s, u"put"_s}, {u"hold"_s});
        row("a name of two words", u"When an order arrives, route it to North w"_s, {u"North warehouse"_s}, {u"South warehouse"_s});
        row("services of the carrier", u"When an order arrives, use UPS "_s, {u"Ground"_s}, {u"Express"_s});
        row("ways on", u"When an order arrives, hold it"_s, {u" and"_s, u" then"_s, u", unless"_s, u"."_s}, {u" below"_s});
    }
    void offers()
    {
        QFETCH(QString, currency);
        QFETCH(QString, text);
        QFETCH(QStringList, offered);
        QFETCH(QStringList, notOffered);
        const Compiler compiler(shopIn(currency));
        const QStringList texts = textsOf(complete(compiler, text, everything));
        for (const QString &one : offered)
            QVERIFY2(texts.contains(one), qPrintable(one + u" not among "_s + texts.join(u", "_s)));
        for (const QString &one : notOffered)
            QVERIFY2(!texts.contains(one), qPrintable(one + u" among "_s + texts.join(u", "_s)));
    }

    void replaces_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("offer");
        QTest::addColumn<QString>("then");
        QTest::newRow("a new word") << u"When stock drops below "_s << u"10"_s << u"When stock drops below 10"_s;
        QTest::newRow("half a word") << u"When an order arr"_s << u"arrives"_s << u"When an order arrives"_s;
        QTest::newRow("half a name") << u"When an order arrives, route it to north W"_s << u"North warehouse"_s << u"When an order arrives, route it to North warehouse"_s;
        QTest::newRow("a comma closes up") << u"When an order arrives "_s << u","_s << u"When an order arrives,"_s;
        QTest::newRow("a stop behind a whole word") << u"When an order arrives, hold it"_s << u"."_s << u"When an order arrives, hold it."_s;
    }
    void replaces()
    {
        QFETCH(QString, text);
        QFETCH(QString, offer);
        const auto offers = complete(m_compiler, text, everything);
        const auto found = std::ranges::find(offers, offer, &Completion::text);
        QVERIFY2(found != offers.end(), qPrintable(textsOf(offers).join(u", "_s)));
        QTEST(after(text, *found), "then");
    }

    /// Amounts say that they are examples, names do not; and names come before words.
    void examplesAreMarked()
    {
        const auto offers = complete(m_compiler, u"When stock drops below "_s, 40);
        QVERIFY(!offers.empty() && offers.front().isExample);
        const auto names = complete(m_compiler, u"When an order arrives from "_s, 40);
        QVERIFY(!names.empty() && names.front().role == WordRole::Role::Name && !names.front().isExample);
    }

    void sentencesGoOn_data()
    {
        QTest::addColumn<QString>("sentence");
        const QStringList all = sentences();
        for (const QString &one : all)
            QTest::newRow(qPrintable(one)) << one;
    }
    /// At each boundary the next token, or one of its kind, is among the offers.
    void sentencesGoOn()
    {
        QFETCH(QString, sentence);
        const Grammar &grammar = Grammar::language();
        const auto tokens = lex(sentence).tokens;
        for (size_t at = 1; at < tokens.size(); ++at) {
            const Token &next = tokens[at];
            if (grammar.isFiller(next.word) || next.word == u"," || next.isGlued)
                continue;
            const QString begun = sentence.left(next.from);
            const bool isThere = std::ranges::any_of(complete(m_compiler, begun, everything), [&](const Completion &one) {
                const auto taken = lex(after(begun, one)).tokens;
                if (taken.size() <= at)
                    return false;
                const bool isAmount = one.role == WordRole::Role::Amount && (next.kind == Token::Kind::Number || next.word == u"$");
                const auto forms = grammar.terminalsOf(taken[at].word);
                const auto own = grammar.terminalsOf(next.word);
                return isAmount || taken[at].word == next.word || std::ranges::any_of(own, [&](int terminal) { return std::ranges::find(forms, terminal) != forms.end(); });
            });
            QVERIFY2(isThere, qPrintable(begun + u"| "_s + next.text));
        }
    }

    void offersGoOn_data() { sentencesGoOn_data(); }
    /// Whatever word is taken, something may follow it, or the sentence is whole.
    void offersGoOn()
    {
        QFETCH(QString, sentence);
        constexpr size_t step = 7; // every seventh offer: each costs a parse
        const auto tokens = lex(sentence).tokens;
        for (size_t at = 1; at < tokens.size(); at += 2) {
            const QString begun = sentence.left(tokens[at].from);
            const auto offers = complete(m_compiler, begun, everything);
            for (size_t i = at % step; i < offers.size(); i += step) {
                const QString taken = after(begun, offers[i]);
                if (offers[i].isExample || offers[i].role != WordRole::Role::Grammar)
                    continue;
                QVERIFY2(!complete(m_compiler, taken + u' ', 1).empty() || !m_compiler.refusalOf(taken), qPrintable(taken));
            }
        }
    }
};

QTEST_APPLESS_MAIN(RulesCompletionTest)
#include "tst_rules_completion.moc"
