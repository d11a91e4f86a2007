#include "core/inventory/rules/repairs.h"

#include <QDate>
#include <QLocale>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

/// A refused sentence, cut at the words that were refused.
struct Cut {
    QString before, words, after;

    QString with(const QString &other) const { return before + other + after; }
    QString whole() const { return before + words + after; }
    /// The sentence without its full stop.
    QString open() const
    {
        QString text = whole().trimmed();
        while (text.endsWith(u'.') || text.endsWith(u'!') || text.endsWith(u',') || text.endsWith(u' '))
            text.chop(1);
        return text;
    }
};

QString smallFirst(QString text)
{
    return text.isEmpty() ? text : text.left(1).toLower() + text.mid(1);
}

/// The digits of "$20", "10 kg".
QString numberIn(const QString &words)
{
    QString digits;
    for (const QChar one : words) {
        if (one.isDigit() || one == u'.')
            digits += one;
    }
    return digits.isEmpty() ? u"10"_s : digits;
}

/// "A or B and C" in its two readings.
QStringList grouped(const Cut &cut)
{
    const qsizetype orAt = cut.words.indexOf(u" or "_s), andAt = cut.words.indexOf(u" and "_s);
    if (orAt < 0 || andAt < 0)
        return {};
    const qsizetype first = std::min(orAt, andAt), last = std::max(orAt, andAt);
    const qsizetype second = first + (orAt < andAt ? 4 : 5);
    const QString a = cut.words.left(first), b = cut.words.mid(second, last - second), c = cut.words.mid(last + (orAt < andAt ? 5 : 4));
    const QString early = cut.with(u"(%1)%2"_s.arg(cut.words.left(last), cut.words.mid(last))), late = cut.with(u"%1(%2)"_s.arg(cut.words.left(second), cut.words.mid(second)));
    const QString spoken = orAt < andAt ? u"either %1 or both %2 and %3"_s : u"both %1 and either %2 or %3"_s;
    return {early, late, cut.with(spoken.arg(a, b, c))};
}

/// "03/04/2027" with the month in front, and behind.
QStringList dated(const Cut &cut)
{
    QStringList all;
    for (const auto &form : {u"dd/MM/yyyy"_s, u"MM/dd/yyyy"_s}) {
        const QDate date = QDate::fromString(cut.words, form);
        if (date.isValid())
            all.append(cut.with(QLocale::c().toString(date, u"d MMMM yyyy"_s)));
    }
    return all;
}

QStringList forAmbiguous(const Cut &cut, const Workspace &workspace)
{
    QStringList all = grouped(cut) + dated(cut);
    if (!cut.words.isEmpty() && cut.words.back().isDigit())
        all += {cut.with(cut.words + u" am"_s), cut.with(cut.words + u" pm"_s)};
    if (cut.words.startsWith(u"bi"_s, Qt::CaseInsensitive))
        all += {cut.with(u"Every Monday and Thursday"_s), cut.with(u"Every two weeks on Monday"_s), cut.with(u"Every two months on the 1st"_s)};
    if (cut.words.endsWith(u" them"_s) || cut.words.endsWith(u" him"_s) || cut.words.endsWith(u" her"_s)) {
        const QString verb = cut.words.section(u' ', 0, -2);
        all += {cut.with(verb + u" me"_s), cut.with(verb + u" the customer"_s)};
    }
    for (const KnownName &kind : workspace.nodeKinds) {
        if (!cut.words.contains(kind.key, Qt::CaseInsensitive))
            continue;
        for (const QString &node : kind.words)
            all.append(cut.with(wordsFor(workspace.nodes, node)));
    }
    for (const KnownName &channel : workspace.channels) {
        const QString &name = channel.words.value(0);
        QString said = cut.words;
        all.append(cut.with(said.replace(u"listing"_s, name + u" listing"_s)));
        all.append(cut.with(cut.words + u" on "_s + name));
    }
    return all;
}

/// The same number in every unit: those that fit the field compile.
QStringList forWrongUnit(const Cut &cut)
{
    const QString number = numberIn(cut.words);
    QStringList all;
    static constexpr struct {
        QStringView said, fitting;
    } fields[]{{u"total", u"weight"}, {u"value", u"weight"}, {u"weighing", u"worth"}, {u"weighs", u"totals"}, {u"heavier than", u"worth more than"}};
    for (const auto &[said, fitting] : fields) { // the field that the unit fits
        if (const qsizetype at = cut.before.lastIndexOf(said); at >= 0)
            all.append(cut.before.left(at) + fitting.toString() + cut.before.mid(at + said.size()) + cut.words + cut.after);
    }
    for (const auto &form : {u"%1"_s, u"$%1"_s, u"%1 kg"_s, u"%1%"_s, u"%1 hours"_s, u"%1 days"_s})
        all.append(cut.with(form.arg(number)));
    return all;
}

/// "Stock is too" says no more than "stock is".
QString withoutDegree(const QString &words)
{
    static const QStringList degrees{u"too"_s, u"very"_s, u"quite"_s, u"really"_s, u"pretty"_s, u"dangerously"_s, u"unusually"_s, u"running"_s, u"getting"_s};
    QStringList all = words.split(u' ');
    all.removeIf([](const QString &word) { return degrees.contains(word, Qt::CaseInsensitive); });
    return all.join(u' ');
}

/// A number where a word would have somebody guess.
QStringList forVague(const Cut &cut)
{
    QStringList all;
    const QString subject = withoutDegree(cut.words.section(u' ', 0, -2)); // of "stock is low"
    for (const auto &[said, amount] : {std::pair(u" low"_s, u" below 10"_s), std::pair(u" high"_s, u" above 10"_s)}) {
        if (const qsizetype at = cut.words.indexOf(said); at >= 0) // "stock gets too low on Amazon"
            all.append(cut.with(withoutDegree(cut.words.left(at)) + amount + cut.words.mid(at + said.size())));
    }
    for (const auto &amount : {u"below 10"_s, u"over $100"_s, u"above 10"_s, u"more than 3"_s, u"for 3 days"_s})
        all.append(cut.with(subject.isEmpty() ? amount : subject + u' ' + amount));
    if (cut.before.trimmed().isEmpty())
        all.append(cut.with(u"Every day at 9 am"_s));
    const QString rest = cut.after.trimmed(), noun = rest.section(u' ', 0, 0), behind = rest.section(u' ', 1);
    if (noun.isEmpty() || !noun.front().isLetter())
        return all;
    const QString article = cut.before.endsWith(u" a "_s) && noun.startsWith(u'o') ? cut.before.chopped(1) + u"n "_s : cut.before;
    for (const auto &amount : {u"over $100"_s, u"over 10 kg"_s, u"with more than 10 items"_s})
        all.append(u"%1%2 %3 %4"_s.arg(article, noun, amount, behind));
    return all;
}

QStringList forMissingValue(const Cut &cut, const Workspace &workspace)
{
    if (cut.words.contains(u"tag"_s, Qt::CaseInsensitive) || cut.words.contains(u"note"_s, Qt::CaseInsensitive)) // any words behind it would do
        return {cut.with(cut.words + u" \"urgent\""_s)};
    const QString whole = cut.whole();
    QString counted = cut.words;
    QStringList all{cut.with(counted.replace(u"transfer stock"_s, u"transfer 10 units"_s))};
    for (const auto &end : {u" me"_s, u" by 1%"_s, u" to $20"_s, u" to top priority"_s})
        all.append(cut.with(cut.words + end));
    if (!workspace.channels.empty())
        all.append(cut.with(cut.words + u" by 1% on "_s + workspace.channels.front().words.value(0)));
    for (const auto &span : {u" within a week"_s, u" compared with the previous week"_s}) {
        QString spanned = whole;
        const qsizetype comma = whole.indexOf(u',');
        all.append(comma < 0 ? cut.open() + span : spanned.insert(comma, span));
    }
    for (const auto &comparator : {u"below"_s, u"above"_s, u"over"_s, u"under"_s, u"than"_s, u"least"_s, u"most"_s, u"exceeds"_s, u"reaches"_s, u"to"_s, u"by"_s, u"for"_s}) {
        const qsizetype at = whole.indexOf(u' ' + comparator), end = at + 1 + comparator.size();
        if (at < 0 || (end < whole.size() && whole[end].isLetterOrNumber()))
            continue;
        for (const auto &amount : {u" 10"_s, u" $50"_s, u" 10%"_s, u" 3 days"_s})
            all.append(QString(whole).insert(end, amount));
    }
    return all;
}

QStringList forUnsafe(const Cut &cut, const Workspace &workspace)
{
    QString filtered = cut.open();
    filtered.replace(u"all orders"_s, u"all unpaid orders older than 3 days"_s);
    QString some = cut.open();
    some.replace(u"an order"_s, u"an order over $500"_s);
    QStringList all{filtered, some};
    if (cut.whole().contains(u"order"_s, Qt::CaseInsensitive))
        all.append(cut.open() + u" if its total is over $500"_s);
    const auto nameOf = [](const std::vector<KnownName> &names) { return names.empty() ? QString() : names.front().words.value(0, names.front().key); };
    const QString channel = nameOf(workspace.channels), category = nameOf(workspace.categories);
    if (!channel.isEmpty())
        all.append(cut.open().replace(u"all listings"_s, u"all %1 listings with a rating below 3"_s.arg(channel)));
    if (!category.isEmpty())
        all.append(cut.open().replace(u"a product is"_s, u"a product in the %1 category is"_s.arg(category)));
    if (cut.words.contains(u'%'))
        all += {cut.with(u"100%"_s), cut.with(u"20%"_s)};
    if (cut.words.contains(u'$') || cut.words == u"0")
        all.append(cut.with(u"$10"_s));
    return all;
}

QStringList forContradictory(const Cut &cut)
{
    const qsizetype at = cut.words.indexOf(u" and "_s), last = cut.words.lastIndexOf(u" and "_s);
    if (at <= 0)
        return {};
    QStringList all{cut.with(cut.words.mid(at + 5) + u" and "_s + cut.words.left(at)), // a range upside down
                    cut.before + cut.words.left(last) + u'.'};
    QString either = cut.words;
    if (std::ranges::any_of(cut.words, [](QChar one) { return one.isDigit(); })) // over 50 or under 20; not: gifts or no gifts
        all.append(cut.with(either.replace(last, 5, u" or "_s)));
    return all;
}

} // namespace

QStringList repairsFor(const Refusal &refusal, const QString &sentence, const Workspace &workspace)
{
    const Cut cut{sentence.left(refusal.from), sentence.mid(refusal.from, refusal.to - refusal.from), sentence.mid(refusal.to)};
    const QString &what = refusal.errorClass;
    if (what == u"ambiguous")
        return forAmbiguous(cut, workspace);
    if (what == u"wrong_unit")
        return forWrongUnit(cut);
    if (what == u"vague")
        return forVague(cut);
    if (what == u"missing_value")
        return forMissingValue(cut, workspace);
    if (what == u"missing_trigger")
        return {u"When an order arrives, "_s + smallFirst(sentence), u"Every hour, "_s + smallFirst(sentence), u"Every day at 9 am, "_s + smallFirst(sentence)};
    if (what == u"missing_action")
        return {cut.open() + u", notify me."_s, cut.open() + u", hold it."_s};
    if (what == u"unsafe")
        return forUnsafe(cut, workspace);
    if (what == u"contradictory")
        return forContradictory(cut);
    if (what == u"cyclic")
        return {cut.open() + u", but never below $10"_s, cut.open() + u", at most once a day per SKU"_s, cut.open() + u", at most once a day"_s};
    return {};
}

} // namespace crossdock::rules
