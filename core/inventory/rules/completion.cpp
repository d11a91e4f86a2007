#include "core/inventory/rules/completion.h"

#include "core/inventory/rules/amounts.h"
#include "core/inventory/rules/chart.h"
#include "core/inventory/rules/completion_examples.h"
#include "core/inventory/rules/completion_words.h"
#include "core/inventory/rules/lexer.h"
#include "core/inventory/rules/name_index.h"

#include <algorithm>
#include <span>
#include <tuple>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

using Role = WordRole::Role;

/// In what order offers are shown.
enum class Rank : quint8 { WayOn, Amount, Name, Word, Place, Text, Rest };

struct Ranked {
    Rank rank;
    int rareness;
    Completion completion;

    auto key() const { return std::tie(rank, rareness, completion.text, completion.from); }
};

/// Where the word begins that ends at the end of `text`; a comma within a number is part of it.
qsizetype wordStart(const QString &text)
{
    const auto isComma = [&](qsizetype at) {
        return text[at] == u',' && !(at > 0 && text[at - 1].isDigit() && at + 1 < text.size() && text[at + 1].isDigit());
    };
    qsizetype at = text.size();
    while (at > 0 && !text[at - 1].isSpace() && !isComma(at - 1))
        --at;
    return at;
}

/// The beginning of the word before the one that begins at `at`; `at` itself where there is none.
qsizetype earlierStart(const QString &text, qsizetype at)
{
    qsizetype end = at;
    while (end > 0 && text[end - 1].isSpace())
        --end;
    return end == 0 ? at : wordStart(text.left(end));
}

bool isPlaceOfTheWorld(Slot slot)
{
    return slot == Slot::Country || slot == Slot::Region || slot == Slot::Nationality;
}

/// Behind "UPS " only services of UPS.
bool isOfCarrier(const NameIndex::Name &service, const QString &before, const Workspace &workspace)
{
    const auto isNamed = [&](const KnownCarrier &carrier) {
        return std::ranges::any_of(carrier.name.words, [&](const QString &said) { return before.trimmed().endsWith(said, Qt::CaseInsensitive); });
    };
    const auto carrier = std::ranges::find_if(workspace.carriers, isNamed);
    return carrier == workspace.carriers.end() || std::ranges::any_of(service.keys, [&](const QString &key) { return key.startsWith(carrier->name.key + u'/'); });
}

/// A stop is a way on behind what works, not a word like others.
bool endsSentence(const QStringList &forms)
{
    return std::ranges::any_of(forms, [](const QString &form) { return form == u"."_s || form == u"!"_s || form == u"?"_s; });
}

/// Gathers what may stand at one place of the text.
class Collector
{
public:
    Collector(const Compiler &compiler, const QString &text, int limit)
        : m_compiler(compiler)
        , m_text(text)
        , m_limit(size_t(std::max(limit, 0)))
    {
    }

    /// Reads the text up to `cut` and offers what goes on with the rest of it; of a rest of several words only names and amounts.
    void collect(qsizetype cut, bool isWords);
    /// Something that was offered is there already, to its last letter.
    bool isWordWhole() const { return m_isWordWhole; }
    std::vector<Completion> sorted();

private:
    void add(Rank rank, Role role, const QString &text, bool isExample = false);
    void addNames(Slot slot);
    void addWords(const QSet<int> &expected);
    void addFixed(Slot slot);
    void addWaysOn();
    QString wordBefore() const { return m_tokens.empty() ? QString() : m_tokens.back().word; }

    const Compiler &m_compiler;
    const QString &m_text;
    size_t m_limit;
    std::vector<Ranked> m_found;
    // of the place that is being looked at
    QString m_before, m_begun;
    std::vector<Token> m_tokens;
    bool m_isBlankMissing = false;
    bool m_isWordWhole = false;
};

void Collector::add(Rank rank, Role role, const QString &text, bool isExample)
{
    if (text.isEmpty() || !text.startsWith(m_begun, Qt::CaseInsensitive))
        return;
    if (!m_begun.isEmpty() && text.compare(m_begun, Qt::CaseInsensitive) == 0) {
        m_isWordWhole = true;
        return; // it is there
    }
    qsizetype from = m_before.size();
    const bool isClose = standsClose(text.left(1)) || standsClose(text);
    while (isClose && m_begun.isEmpty() && from > 0 && m_text[from - 1].isSpace())
        --from;
    constexpr int exampleRareness = 20; // among the usual words
    m_found.push_back({rank, isExample ? exampleRareness : rarenessOf(text), {(m_isBlankMissing && !isClose ? u" "_s : QString()) + text, role, int(from), isExample}});
}

void Collector::addNames(Slot slot)
{
    const Rank rank = isPlaceOfTheWorld(slot) ? Rank::Place : Rank::Name;
    for (const NameIndex::Name *name : m_compiler.names().all(slot)) {
        if (slot != Slot::Service || isOfCarrier(*name, m_before, m_compiler.workspace()))
            add(rank, Role::Name, name->said);
    }
}

/// Weekdays and months have no names of the shop's own.
void Collector::addFixed(Slot slot)
{
    static const QStringList weekdays{u"Monday"_s, u"Tuesday"_s, u"Wednesday"_s, u"Thursday"_s, u"Friday"_s, u"Saturday"_s, u"Sunday"_s};
    static const QStringList months{u"January"_s, u"February"_s, u"March"_s, u"April"_s, u"May"_s, u"June"_s, u"July"_s, u"August"_s, u"September"_s, u"October"_s, u"November"_s, u"December"_s};
    for (const QString &one : slot == Slot::Weekday ? weekdays : slot == Slot::Month ? months : QStringList())
        add(Rank::Word, Role::Name, one);
}

void Collector::addWords(const QSet<int> &expected)
{
    const bool isFirst = m_before.trimmed().isEmpty();
    for (const int terminal : expected) {
        if (terminal < slotCount || endsSentence(Grammar::language().wordsOf(terminal)))
            continue;
        for (const QString &form : fittingForms(Grammar::language().wordsOf(terminal), m_begun, wordBefore())) {
            QString text = asWritten(form);
            if (isFirst && m_begun.isEmpty() && !openers().contains(text))
                continue; // nobody looks for a beginning among all of them
            if (isFirst)
                text = text.left(1).toUpper() + text.mid(1);
            add(Rank::Word, Role::Grammar, text);
        }
    }
}

/// Behind a rule that works: more to do, what it depends on, or the end.
void Collector::addWaysOn()
{
    for (const auto &way : {u"and"_s, u"then"_s, u", unless"_s, u", if"_s, u", otherwise"_s, u"."_s}) {
        const bool isStopped = wordBefore() == u"."_s && (way.startsWith(u',') || way == u"."_s);
        if (!isStopped)
            add(Rank::WayOn, Role::Grammar, way);
    }
}

void Collector::collect(qsizetype cut, bool isWords)
{
    m_before = m_text.left(cut);
    m_begun = m_text.mid(cut);
    m_isBlankMissing = cut > 0 && !m_before.back().isSpace();
    Lexed lexed;
    if (!m_before.trimmed().isEmpty())
        lexed = lex(m_before);
    if (lexed.malformed)
        return;
    m_tokens = lexed.tokens;
    const int cursor = int(m_tokens.size());
    const Lattice lattice(std::move(lexed.tokens), Grammar::language(), m_compiler.names(), m_compiler.workspace().currency);
    const Chart chart(Grammar::language(), lattice, cursor);
    const QSet<int> &expected = chart.expected();
    const bool isFirst = m_tokens.empty() && m_begun.isEmpty(); // a sentence may begin with any name
    for (int slot = 0; slot < slotCount && !isFirst; ++slot) {
        if (!expected.contains(slot))
            continue;
        addNames(static_cast<Slot>(slot));
        if (isWords)
            addFixed(static_cast<Slot>(slot));
    }
    if (!isFirst) {
        for (const Example &one : examplesFor(m_compiler, expected, m_before, m_begun)) {
            const bool isMeasured = one.slot <= Slot::Ordinal;
            const Rank rank = isMeasured && asksForAmount(wordBefore()) ? Rank::Amount : isMeasured ? Rank::Word : Rank::Text;
            const Role role = isMeasured ? Role::Amount : one.slot == Slot::Quote ? Role::Text : Role::Name;
            add(rank, role, one.text, true);
        }
    }
    if (isWords)
        addWords(expected);
    if (isWords && m_begun.isEmpty() && !chart.whole().empty() && !m_compiler.refusalOf(m_before))
        addWaysOn();
}

/// The best `count` of some stand first, in order.
void sortFirst(std::span<Ranked> some, size_t count)
{
    std::ranges::partial_sort(some, some.begin() + std::ptrdiff_t(std::min(count, some.size())), {}, &Ranked::key);
}

std::vector<Completion> Collector::sorted()
{
    const auto isWord = [](const Ranked &one) { return one.rank != Rank::Name; };
    const std::span<Ranked> names(std::ranges::partition(m_found, isWord).begin(), m_found.end());
    const size_t room = m_limit / 2; // a shop of many names has room for words, too
    sortFirst(names, room);
    for (Ranked &one : names.subspan(std::min(room, names.size())))
        one.rank = Rank::Rest;
    std::vector<Completion> all;
    for (size_t most = 2 * m_limit; all.size() < m_limit; most *= 2) { // some are there twice
        all.clear();
        sortFirst(m_found, most);
        QSet<std::pair<qsizetype, QString>> known;
        for (const Ranked &one : std::span(m_found).first(std::min(most, m_found.size()))) {
            if (all.size() < m_limit && !known.contains({one.completion.from, one.completion.text})) {
                known.insert({one.completion.from, one.completion.text});
                all.push_back(one.completion);
            }
        }
        if (most >= m_found.size())
            break;
    }
    return all;
}

} // namespace

std::vector<Completion> complete(const Compiler &compiler, const QString &text, int limit)
{
    constexpr int wordsOfNames = 3; // "Garden & Home"
    Collector collector(compiler, text, limit);
    qsizetype cut = wordStart(text);
    collector.collect(cut, true);
    for (int more = 0; more < wordsOfNames; ++more) {
        const qsizetype earlier = earlierStart(text, cut);
        if (earlier == cut)
            break;
        cut = earlier;
        if (compiler.names().isBegunName(QStringView(text).mid(cut)) || text[cut].isDigit())
            collector.collect(cut, false);
    }
    const bool isAmountWhole = !text.isEmpty() && (text.back().isDigit() || text.back() == u'%' || text.back() == u'"');
    if (wordStart(text) < text.size() && (collector.isWordWhole() || isAmountWhole))
        collector.collect(text.size(), true); // what may stand behind the last word
    return collector.sorted();
}

} // namespace crossdock::rules
