#include "core/inventory/rules/suggester.h"

#include "core/inventory/rules/amounts.h"
#include "core/inventory/rules/completion.h"
#include "core/inventory/rules/refusals.h"
#include "core/inventory/rules/repairs.h"
#include "core/inventory/rules/rescues.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

namespace {

/// The words of the language that are one edit from `word`: a letter lost, doubled, swapped or wrong.
QStringList nearWords(const QString &word)
{
    const Grammar &grammar = Grammar::language();
    QStringList near;
    const auto consider = [&](const QString &other) {
        if (other.size() > 2 && other != word && grammar.knows(other) && !near.contains(other))
            near.append(other);
    };
    for (qsizetype at = 0; at <= word.size(); ++at) {
        const QString before = word.left(at);
        if (at + 1 < word.size())
            consider(before + word[at + 1] + word[at] + word.mid(at + 2));
        if (at < word.size())
            consider(before + word.mid(at + 1));
        for (char16_t letter = u'a'; letter <= u'z'; ++letter) {
            consider(before + QChar(letter) + word.mid(at));
            if (at < word.size())
                consider(before + QChar(letter) + word.mid(at + 1));
        }
    }
    return near;
}

/// Those that are two edits from it; of a short word, two edits make any other.
QStringList fartherWords(const QString &word)
{
    static const QStringList vocabulary = Grammar::language().vocabulary();
    return word.size() < 5 ? QStringList() : nearestWords(word, vocabulary, 4);
}

QStringList namesOf(const Workspace &workspace)
{
    QStringList all;
    const auto add = [&all](const std::vector<KnownName> &names) {
        for (const KnownName &name : names)
            all += name.words;
    };
    for (const auto *names : {&workspace.channels, &workspace.nodes, &workspace.categories, &workspace.brands,
                              &workspace.suppliers, &workspace.recipients, &workspace.packages, &workspace.reports})
        add(*names);
    for (const KnownCarrier &carrier : workspace.carriers) {
        all += carrier.name.words;
        add(carrier.services);
    }
    all.removeDuplicates(); // two carriers have a Ground
    return all;
}

} // namespace

Suggester::Suggester(const Compiler &compiler, const QString &sentence)
    : m_compiler(compiler)
    , m_sentence(sentence)
{
}

void Suggester::addSuggestions(Refusal &refusal) const
{
    addRepairs(refusal);
    QStringList words; // near ones, where more is wrong with the sentence than that
    for (const QString &one : QStringList(refusal.suggestions)) {
        if (!m_compiler.translate(one))
            words.append(one);
    }
    refusal.suggestions.removeIf([&](const QString &one) { return words.contains(one); });
    if (refusal.suggestions.isEmpty() && refusal.errorClass == u"unknown_entity"_s)
        addNames(refusal);
    if (refusal.suggestions.isEmpty())
        addRescue(refusal, words);
    if (!words.isEmpty())
        refusal.message += u" Near it: %1."_s.arg(words.join(u", "_s));
    if (!refusal.suggestions.isEmpty())
        refusal.message += u" For instance: \u201c%1\u201d"_s.arg(refusal.suggestions.first());
}

/// The names that the grammar has room for where an unknown one stands.
void Suggester::addNames(Refusal &refusal) const
{
    constexpr int asked = 12;
    constexpr qsizetype most = 3;
    for (const Completion &one : complete(m_compiler, m_sentence.left(refusal.from), asked)) {
        const QString whole = m_sentence.left(one.from) + one.text + m_sentence.mid(refusal.to);
        if (one.role == WordRole::Role::Name && !one.isExample && refusal.suggestions.size() < most && m_compiler.translate(whole))
            refusal.suggestions.append(whole);
    }
}

/// A sentence that works, however far it is: of the words near the refused one first.
void Suggester::addRescue(Refusal &refusal, const QStringList &near) const
{
    QStringList all;
    for (const QString &word : near.mid(0, 2))
        all += rescuesFor(refusal, m_sentence.left(refusal.from) + word + m_sentence.mid(refusal.to), m_compiler.workspace());
    all += rescuesFor(refusal, m_sentence, m_compiler.workspace());
    for (const QString &one : all) {
        if (one != m_sentence && m_compiler.translate(one)) {
            refusal.suggestions.append(one);
            return;
        }
    }
}

bool Suggester::addRepairs(Refusal &refusal) const
{
    constexpr qsizetype most = 4; // more would have to be read, too
    constexpr qsizetype mostTried = 4000; // characters: a try costs as much as the sentence did, and a long one took a sixth of a second
    qsizetype tried = 0;
    if (refusal.errorClass != u"unknown_word"_s && refusal.errorClass != u"unknown_entity"_s) {
        for (const QString &repair : repairsFor(refusal, m_sentence, m_compiler.workspace())) {
            if (refusal.suggestions.contains(repair) || repair == m_sentence)
                continue;
            tried += repair.size();
            if (refusal.suggestions.size() >= most || tried > mostTried)
                break;
            if (m_compiler.translate(repair))
                refusal.suggestions.append(repair);
            else if (refusal.suggestions.size() > 1)
                break; // a try costs as much as the sentence did, and two are a choice
        }
        return true;
    }
    const QString word = m_sentence.mid(refusal.from, refusal.to - refusal.from);
    if (word.size() < 3)
        return false;
    const QStringList names = namesOf(m_compiler.workspace());
    QStringList near = nearestWords(word, names, 3);
    for (const QString &name : names) {
        if (near.size() < most && name.startsWith(word, Qt::CaseInsensitive) && !near.contains(name))
            near.append(name);
    }
    near += nearWords(word.toLower());
    if (near.isEmpty())
        near = fartherWords(word.toLower());
    near.removeIf([&word](const QString &one) { return one.compare(word, Qt::CaseInsensitive) == 0; }); // known, but not understood here
    for (const QString &other : near) {
        const QString whole = m_sentence.left(refusal.from) + other + m_sentence.mid(refusal.to);
        tried += whole.size();
        if (tried > mostTried)
            break;
        if (m_compiler.translate(whole))
            refusal.suggestions.append(whole);
    }
    if (!refusal.suggestions.isEmpty())
        return true;
    refusal.suggestions = near.mid(0, most); // more is wrong with the sentence than this word
    return false;
}

namespace {

/// 25:00, or 1,0000: two numbers that a mark joins and that make nothing together.
bool isBrokenNumber(const Lattice &lattice, int at, QStringView mark)
{
    if (at + 2 >= lattice.size())
        return false;
    const Token &joint = lattice.token(at + 1), &second = lattice.token(at + 2);
    return lattice.token(at).kind == Token::Kind::Number && joint.word == mark && joint.isGlued && second.kind == Token::Kind::Number && second.isGlued;
}

/// 13 pm.
bool isImpossibleHour(const Lattice &lattice, int at)
{
    const QString &half = wordAt(lattice.tokens(), at + 1);
    const Token &hour = lattice.token(at);
    return hour.kind == Token::Kind::Number && (hour.number > 12 || hour.number < 1) && (half == u"am"_s || half == u"pm"_s);
}

/// "From Myntra", "email Priya", "a Nike order": a name stands there, and this one is none of the shop's.
bool isInPlaceOfName(const Lattice &lattice, int at)
{
    static const QStringList before{u"from"_s, u"with"_s, u"by"_s, u"on"_s, u"via"_s, u"at"_s, u"to"_s, u"through"_s, u"using"_s, u"use"_s, u"email"_s, u"message"_s, u"tell"_s, u"notify"_s, u"alert"_s, u"text"_s, u"whatsapp"_s, u"ping"_s, u"inform"_s};
    static const QStringList behind{u"order"_s, u"orders"_s, u"product"_s, u"products"_s, u"item"_s, u"items"_s, u"listing"_s, u"listings"_s, u"warehouse"_s, u"category"_s, u"brand"_s, u"report"_s};
    const Token &token = lattice.token(at);
    if (token.kind != Token::Kind::Word || !token.text.front().isUpper() || at == 0)
        return false;
    const int article = wordAt(lattice.tokens(), at - 1) == u"the"_s ? 1 : 0;
    return before.contains(wordAt(lattice.tokens(), at - 1 - article)) || behind.contains(wordAt(lattice.tokens(), at + 1));
}

} // namespace

Fault Suggester::unread(const Grammar &, const Lattice &lattice, const Chart &chart, const NameIndex &)
{
    for (int at = 0; at < lattice.size(); ++at) {
        if (isBrokenNumber(lattice, at, u":") && !readTime(lattice.tokens(), at))
            return {u"unknown_word"_s, u"time"_s, {at, at + 3}, {}};
        if (isImpossibleHour(lattice, at))
            return {u"unknown_word"_s, u"time"_s, {at, at + 2}, {}};
        if (isBrokenNumber(lattice, at, u",") && at <= chart.furthest() && chart.furthest() <= at + 4)
            return {u"unknown_word"_s, u"commas"_s, {at, at + 3}, {}};
        if (!lattice.isKnown(at))
            return {isInPlaceOfName(lattice, at) ? u"unknown_entity"_s : u"unknown_word"_s, {}, {at, at + 1}, {}};
    }
    const int at = std::min(chart.furthest(), lattice.size() - 1);
    const bool isEnd = at == lattice.size() - 1 && lattice.token(at).kind == Token::Kind::Mark;
    return {u"unknown_word"_s, isEnd ? u"end"_s : u"place"_s, {at, at + 1}, {}};
}

} // namespace crossdock::rules
