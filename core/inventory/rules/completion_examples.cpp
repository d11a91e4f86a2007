#include "core/inventory/rules/completion_examples.h"

#include "core/inventory/rules/chart.h"
#include "core/inventory/rules/completion_words.h"
#include "core/inventory/rules/lexer.h"
#include "core/inventory/rules/name_index.h"

#include <QHash>
#include <QRegularExpression>
#include <algorithm>
#include <optional>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

namespace {

/// An amount in its usual forms; %1 is the number, or what was begun of it.
struct AmountForm {
    Slot slot;
    QLatin1StringView usual; ///< the number of an example
    QString form;
};

QString moneyForm(const QString &currency)
{
    if (currency == u"INR")
        return u"\u20b9%1"_s;
    if (currency == u"EUR")
        return u"\u20ac%1"_s;
    if (currency == u"GBP")
        return u"\u00a3%1"_s;
    return currency == u"CAD" ? u"C$%1"_s : currency == u"AUD" ? u"A$%1"_s : u"$%1"_s;
}

std::vector<AmountForm> amountForms(const QString &currency)
{
    return {{Slot::Number, "10"_L1, u"%1"_s}, {Slot::Number, "5"_L1, u"%1 units"_s}, {Slot::Number, "4"_L1, u"%1 stars"_s},
            {Slot::Money, currency == u"INR" ? "500"_L1 : "20"_L1, moneyForm(currency)},
            {Slot::Weight, "2"_L1, u"%1 kg"_s}, {Slot::Duration, "2"_L1, u"%1 hours"_s}, {Slot::Duration, "3"_L1, u"%1 days"_s},
            {Slot::Percent, "10"_L1, u"%1%"_s}, {Slot::Time, "9"_L1, u"%1 am"_s}, {Slot::Time, "6"_L1, u"%1 pm"_s}};
}

/// What stands for what is no amount.
QStringList otherExamples(Slot slot)
{
    switch (slot) {
    case Slot::Time: return {u"18:00"_s};
    case Slot::Date: return {u"24 December 2026"_s};
    case Slot::Ordinal: return {u"1st"_s, u"15th"_s};
    case Slot::Quote: return {u"\"text\""_s};
    case Slot::Slack: return {u"#channel"_s};
    case Slot::Sku: return {u"SKU-1"_s};
    default: return {};
    }
}

/// "Between 50 and": what comes must not be less.
QString numberBefore(const QString &before)
{
    static const QRegularExpression range(u"(?:between|from)\\s+[^\\d\\s]?([0-9][0-9,.]*)\\S*(?:\\s\\w+)?\\s+(?:and|to)\\s+$"_s, QRegularExpression::CaseInsensitiveOption);
    const auto match = range.match(before);
    return match.hasMatch() ? match.captured(1).remove(u',') : QString();
}

enum class Verdict : quint8 { Fits, Amiss, Unsure };

/// Asks the compiler of sentences with an amount in them, however they go on. Amounts at one place mostly go on alike: where one did is tried first.
class AmountJudge
{
public:
    /// `isAsked`: an amount has to come. Where one only may, fewer ways on are tried.
    AmountJudge(const Compiler &compiler, bool isAsked)
        : m_compiler(compiler)
        , m_isAsked(isAsked)
    {
    }
    Verdict verdictOf(const QString &before, const Example &example);

private:
    std::optional<Verdict> verdictOf(const QString &sentence) const;

    const Compiler &m_compiler;
    const bool m_isAsked;
    QString m_lastTail;
};

/// Nothing: it does not go on so.
std::optional<Verdict> AmountJudge::verdictOf(const QString &sentence) const
{
    static const QStringList ofAmounts{u"wrong_unit"_s, u"ambiguous"_s, u"contradictory"_s, u"vague"_s, u"unsafe"_s};
    const auto refusal = m_compiler.refusalOf(sentence);
    if (!refusal || refusal->errorClass.startsWith(u"missing"_s))
        return Verdict::Fits;
    return ofAmounts.contains(refusal->errorClass) ? std::optional(Verdict::Amiss) : std::nullopt;
}

Verdict AmountJudge::verdictOf(const QString &before, const Example &example)
{
    static const QString theEnd = u", stop processing more rules"_s, event = u" arrives"_s + theEnd;
    const bool isInEvent = !before.contains(u", "_s), isBare = example.slot == Slot::Number && example.text.back().isDigit();
    QStringList tails{QString(), m_lastTail};
    if (isInEvent && m_isAsked)
        tails += {event, u" items"_s + event};
    if (isBare && m_isAsked)
        tails += isInEvent ? QStringList{u" minutes"_s + theEnd} : QStringList{u" items"_s, u" minutes"_s};
    tails.append(theEnd);
    QStringList tried;
    for (const QString &tail : std::as_const(tails)) {
        if (tried.contains(tail))
            continue;
        tried.append(tail);
        if (const auto verdict = verdictOf(before + example.text + tail)) {
            m_lastTail = tail;
            return *verdict;
        }
    }
    return Verdict::Unsure;
}

/// What begins the rule and the clause at the end of `before`, without what stands between them: amounts depend on those two, and
/// short sentences are read sooner.
QString withoutMiddle(const QString &before)
{
    const qsizetype first = before.indexOf(u", "_s), last = std::max(before.lastIndexOf(u", "_s), before.lastIndexOf(u". "_s));
    return first < 0 || last <= first || before.contains(u'"') ? before : before.left(first + 2) + before.mid(last + 2);
}

bool isAmount(Slot slot)
{
    return slot == Slot::Number || slot == Slot::Money || slot == Slot::Weight || slot == Slot::Duration || slot == Slot::Percent;
}

QSet<int> amountsBehind(const Compiler &compiler, const QString &before)
{
    Lexed lexed = lex(before);
    if (lexed.malformed)
        return {};
    const int cursor = int(lexed.tokens.size());
    const Lattice lattice(std::move(lexed.tokens), Grammar::language(), compiler.names(), compiler.workspace().currency);
    QSet<int> amounts = Chart(Grammar::language(), lattice, cursor).expected();
    amounts.removeIf([](const int slot) { return slot >= slotCount || !isAmount(static_cast<Slot>(slot)); });
    return amounts;
}

/// The example of every form whose slot is expected; the number that was begun takes the place of the usual one.
std::vector<Example> formed(const QSet<int> &expected, const QString &currency, const QString &before, const QString &begun)
{
    static const QRegularExpression number(u"^[^\\w\\s\"]?([0-9][0-9,.]*)"_s);
    const QString written = number.match(begun).captured(1);
    const QString low = numberBefore(before);
    std::vector<Example> all;
    for (const AmountForm &one : amountForms(currency)) {
        if (!expected.contains(int(one.slot)))
            continue;
        const QString usual = low.isEmpty() || !isAmount(one.slot) ? QString(one.usual) : QString::number(2 * low.toDouble());
        all.push_back({one.slot, one.form.arg(written.isEmpty() ? usual : written)});
    }
    for (int slot = 0; slot < slotCount; ++slot) {
        if (!expected.contains(slot))
            continue;
        for (const QString &text : otherExamples(static_cast<Slot>(slot)))
            all.push_back({static_cast<Slot>(slot), text});
    }
    std::erase_if(all, [&](const Example &one) { return !one.text.startsWith(begun, Qt::CaseInsensitive); });
    return all;
}

std::vector<Verdict> verdictsOf(const Compiler &compiler, const QString &before, const std::vector<Example> &examples)
{
    const bool isAsked = asksForAmount(before.trimmed().section(u' ', -1).toLower());
    const int patience = isAsked ? 2 : 1; // so many that go on in no way that is tried: no other does
    AmountJudge judge(compiler, isAsked);
    QHash<Slot, Verdict> bySlot;
    int unsure = 0;
    bool isAnySure = false;
    std::vector<Verdict> verdicts;
    for (const Example &one : examples) {
        const bool isKnown = one.slot != Slot::Number && bySlot.contains(one.slot); // of what is counted each form is another thing
        const bool isHopeless = !isAnySure && unsure >= patience;
        const Verdict verdict = !isAmount(one.slot) ? Verdict::Fits : isKnown ? bySlot.value(one.slot) : isHopeless ? Verdict::Unsure : judge.verdictOf(before, one);
        verdicts.push_back(verdict);
        if (!isAmount(one.slot))
            continue;
        bySlot.insert(one.slot, verdict);
        unsure += verdict == Verdict::Unsure ? 1 : 0;
        isAnySure = isAnySure || verdict != Verdict::Unsure;
    }
    return verdicts;
}

} // namespace

std::vector<Example> examplesFor(const Compiler &compiler, const QSet<int> &expected, const QString &before, const QString &begun)
{
    std::vector<Example> all = formed(expected, compiler.workspace().currency, before, begun);
    QSet<int> kinds;
    for (const Example &one : all) {
        if (isAmount(one.slot))
            kinds.insert(int(one.slot));
    }
    const bool isSure = kinds.isEmpty() || (kinds.size() == 1 && !kinds.contains(int(Slot::Number)));
    if (before.trimmed().isEmpty() || isSure)
        return all;
    const QString brief = withoutMiddle(before);
    const bool isAlike = brief == before || kinds.subtract(amountsBehind(compiler, brief)).isEmpty();
    const std::vector<Verdict> verdicts = verdictsOf(compiler, isAlike ? brief : before, all);
    bool someFits = false;
    for (size_t i = 0; i < all.size(); ++i)
        someFits = someFits || (isAmount(all[i].slot) && verdicts[i] == Verdict::Fits);
    std::vector<Example> kept;
    for (size_t i = 0; i < all.size(); ++i) {
        if (verdicts[i] == Verdict::Fits || (!someFits && verdicts[i] == Verdict::Unsure))
            kept.push_back(all[i]);
    }
    return kept;
}

} // namespace crossdock::rules
