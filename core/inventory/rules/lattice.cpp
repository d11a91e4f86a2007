#include "core/inventory/rules/lattice.h"

#include "core/inventory/rules/amounts.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

namespace {

constexpr int commaCost = 3; ///< a comma where the grammar has none
constexpr int fillerCost = 0;

bool isSkuPart(const Token &token)
{
    return token.kind == Token::Kind::Number || (token.kind == Token::Kind::Word && !token.word.isEmpty() && token.word[0].isLetterOrNumber());
}

bool isSkuJoint(const Token &token)
{
    return token.kind == Token::Kind::Mark && token.isGlued && (token.word == u"."_s || token.word == u"_"_s || token.word == u"/"_s);
}

/// What stands in a sentence and could be an SKU.
struct SkuLike {
    int end = 0; ///< the token behind it; where it starts: there is none
    bool isHyphened = false; ///< RED-42
    bool isJoined = false; ///< by a point, a stroke or an underscore: 1003.DBD, MUG_11
    bool hasLetter = false;
    bool hasDigit = false;
};

/// Letters and digits without a blank between them, and what joins them.
SkuLike readSku(std::span<const Token> tokens, int at)
{
    SkuLike sku{at, false, false, false, false};
    size_t next = size_t(at);
    while (next < tokens.size() && isSkuPart(tokens[next])) {
        sku.isHyphened = sku.isHyphened || (int(next) > at && tokens[next].isHyphened);
        sku.isJoined = sku.isJoined || sku.end < int(next) || (int(next) > at && tokens[next].text.startsWith(u'.')); // A.1 is A and .1
        for (const QChar one : tokens[next].text) {
            sku.hasLetter = sku.hasLetter || one.isLetter();
            sku.hasDigit = sku.hasDigit || one.isDigit();
        }
        sku.end = int(++next);
        const size_t behind = next + (next < tokens.size() && isSkuJoint(tokens[next]) ? 1 : 0);
        if (behind >= tokens.size() || !(tokens[behind].isGlued || (behind == next && tokens[behind].isHyphened)))
            break;
        next = behind;
    }
    return sku;
}

QString skuText(std::span<const Token> tokens, int at, int end)
{
    QString text;
    for (int i = at; i < end; ++i)
        text += (i > at && tokens[size_t(i)].isHyphened ? u"-"_s : QString()) + tokens[size_t(i)].text;
    return text;
}

/// Letters alone are a code only in capitals: "sku arives" is a slip.
bool isShouted(const QString &word, std::span<const Token> tokens)
{
    const auto hasSmall = [](const QString &text) { return std::ranges::any_of(text, [](QChar one) { return one.isLower(); }); };
    return !hasSmall(word) && std::ranges::any_of(tokens, [&](const Token &token) { return token.kind == Token::Kind::Word && hasSmall(token.text); });
}

} // namespace

Lattice::Lattice(std::vector<Token> tokens, const Grammar &grammar, const NameIndex &names, const QString &currency)
    : m_grammar(grammar)
    , m_currency(currency)
    , m_tokens(std::move(tokens))
    , m_edges(m_tokens.size() + 1)
    , m_isKnown(m_tokens.size(), false)
{
    for (int at = 0; at < size(); ++at) {
        addAmounts(at);
        addNames(at, names);
        addWords(at);
    }
    addPassingOver();
}

void Lattice::addLexeme(int from, int to, Lexeme lexeme)
{
    const int terminal = int(lexeme.slot);
    m_edges[size_t(from)].push_back({terminal, from, from, to, 0, int(m_lexemes.size())});
    m_lexemes.push_back(std::move(lexeme));
}

void Lattice::addWords(int at)
{
    const Token &token = m_tokens[size_t(at)];
    auto &edges = m_edges[size_t(at)];
    if (token.kind == Token::Kind::Quote) {
        addLexeme(at, at + 1, {Slot::Quote, 0, {}, {}, token.text, false});
        m_isKnown[size_t(at)] = true;
        return;
    }
    for (const int terminal : m_grammar.terminalsOf(token.word))
        edges.push_back({terminal, at, at, at + 1, 0, -1});
    if (m_grammar.knows(token.word) || m_grammar.isFiller(token.word))
        m_isKnown[size_t(at)] = true;
    if (token.kind == Token::Kind::Mark)
        return;
    addLexeme(at, at + 1, {Slot::Any, 0, {}, {}, token.text, false});
    if (!m_isKnown[size_t(at)] && token.kind == Token::Kind::Word)
        addLexeme(at, at + 1, {Slot::Unknown, 0, {}, {}, token.text, false});
}

void Lattice::addAmounts(int at)
{
    const Token &token = m_tokens[size_t(at)];
    if (token.kind == Token::Kind::Quote || !mayBeginAmount(token))
        return;
    for (const Amount &amount : readAmounts(m_tokens, at, unitOf(m_currency).value_or(Unit::Usd))) {
        std::fill(m_isKnown.begin() + at, m_isKnown.begin() + amount.end, true);
        addLexeme(at, amount.end, {amount.slot, amount.number, amount.unit, {}, amount.text, amount.isUnsure});
    }
    if (const int month = monthNamed(token.word)) {
        addLexeme(at, at + 1, {Slot::Month, double(month), {}, {}, {}, false});
        m_isKnown[size_t(at)] = true;
    }
    const QString weekday = weekdayNamed(token.word);
    if (!weekday.isEmpty()) {
        addLexeme(at, at + 1, {Slot::Weekday, 0, {}, {weekday}, {}, false});
        m_isKnown[size_t(at)] = true;
    }
}

void Lattice::addNames(int at, const NameIndex &names)
{
    for (const NameIndex::Name *name : names.at(m_tokens, at)) {
        const int end = at + int(name->words.size());
        std::fill(m_isKnown.begin() + at, m_isKnown.begin() + end, true);
        addLexeme(at, end, {name->slot, 0, {}, name->keys, name->said, false});
    }
    const Token &token = m_tokens[size_t(at)];
    if (token.word.startsWith(u'#') && token.word.size() > 1) {
        addLexeme(at, at + 1, {Slot::Slack, 0, {}, {token.word}, token.word, false});
        m_isKnown[size_t(at)] = true;
    }
    addSku(at);
}

/// "SKUs 1001, 1002 or 1003": what stands in a list behind a code that was named as one.
bool Lattice::continuesSkus(int at) const
{
    static const QStringList joints{u","_s, u"or"_s, u"and"_s, u"&"_s};
    int joint = at;
    while (joint > m_skusEnd && joints.contains(wordAt(m_tokens, joint - 1)))
        --joint;
    return m_skusEnd > 0 && joint < at && joint == m_skusEnd;
}

/// A code of a product. Behind the word "SKU" all that looks like one; elsewhere what nothing else looks like.
void Lattice::addSku(int at)
{
    const SkuLike sku = readSku(m_tokens, at);
    if (sku.end == at || m_tokens[size_t(at)].isHyphened)
        return; // the 1 of SKU-1 is none
    const QString &before = wordAt(m_tokens, at - 1);
    const bool isNamed = before == u"sku"_s || before == u"skus"_s || continuesSkus(at);
    const QString text = skuText(m_tokens, at, sku.end);
    const bool isCode = (sku.isHyphened && (sku.hasDigit || isShouted(text, m_tokens))) || (sku.isJoined && sku.hasLetter && sku.hasDigit); // "non-EU" is none
    const bool isWord = !sku.hasDigit && !sku.isJoined;
    const bool isKnownWord = m_isKnown[size_t(at)] || m_grammar.knows(m_tokens[size_t(at)].word) || m_grammar.isFiller(m_tokens[size_t(at)].word);
    if (!isCode && (!isNamed || text.contains(u',') || (isWord && (isKnownWord || !isShouted(text, m_tokens)))))
        return;
    addLexeme(at, sku.end, {Slot::Sku, 0, {}, {text}, text, false});
    if (!isNamed)
        return;
    m_skusEnd = sku.end;
    std::fill(m_isKnown.begin() + at, m_isKnown.begin() + sku.end, true);
}

bool Lattice::canPassOver(int at) const
{
    const Token &token = m_tokens[size_t(at)];
    return token.kind != Token::Kind::Quote && (token.word == u","_s || m_grammar.isFiller(token.word));
}

/// Fillers and stray commas have no edges of their own: what stands behind them begins at them too.
void Lattice::addPassingOver()
{
    for (int at = size() - 1; at >= 0; --at) {
        if (!canPassOver(at))
            continue;
        const int cost = m_tokens[size_t(at)].word == u","_s ? commaCost : fillerCost;
        const auto behind = m_edges[size_t(at) + 1];
        for (Edge edge : behind) {
            edge.from = at;
            edge.cost += cost;
            m_edges[size_t(at)].push_back(edge);
        }
    }
    m_tailStart = size();
    while (m_tailStart > 0 && canPassOver(m_tailStart - 1))
        --m_tailStart;
}

} // namespace crossdock::rules
