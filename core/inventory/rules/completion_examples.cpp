#include "core/inventory/rules/completion_examples.h"

#include <QRegularExpression>
#include <algorithm>

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

/// What the compiler says of the sentence with the amount in it, however it goes on.
Verdict verdictOf(const Compiler &compiler, const QString &text)
{
    static const QStringList ofAmounts{u"wrong_unit"_s, u"ambiguous"_s, u"contradictory"_s, u"vague"_s, u"unsafe"_s};
    static const QStringList tails{QString(), u" arrives, stop processing more rules"_s, u" items arrives, stop processing more rules"_s, u", stop processing more rules"_s,
                                   u" minutes, stop processing more rules"_s, u" times per day"_s};
    for (const QString &tail : tails) {
        const auto refusal = compiler.refusalOf(text + tail);
        if (!refusal)
            return Verdict::Fits;
        if (ofAmounts.contains(refusal->errorClass))
            return Verdict::Amiss;
        if (refusal->errorClass.startsWith(u"missing"_s))
            return Verdict::Fits;
    }
    return Verdict::Unsure;
}

bool isAmount(Slot slot)
{
    return slot == Slot::Number || slot == Slot::Money || slot == Slot::Weight || slot == Slot::Duration || slot == Slot::Percent;
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
    std::vector<Verdict> verdicts;
    for (const Example &one : all)
        verdicts.push_back(isAmount(one.slot) ? verdictOf(compiler, before + one.text) : Verdict::Fits);
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
