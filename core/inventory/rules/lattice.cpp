#include "core/inventory/rules/lattice.h"

#include "core/inventory/rules/amounts.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

namespace {

constexpr int commaCost = 3; ///< a comma where the grammar has none
constexpr int fillerCost = 0;

bool isSkuStart(const Token &token)
{
    return token.kind != Token::Kind::Quote && !token.word.isEmpty() && token.word[0].isLetterOrNumber();
}

/// Letters and digits joined by hyphens, as every SKU has: RED-42. The token behind it, or `at`.
int skuEnd(std::span<const Token> tokens, int at)
{
    if (!isSkuStart(tokens[size_t(at)]))
        return at;
    bool hyphened = false;
    size_t end = size_t(at) + 1;
    while (end < tokens.size() && isSkuStart(tokens[end]) && (tokens[end].isGlued || tokens[end].isHyphened)) {
        hyphened = hyphened || tokens[end].isHyphened;
        ++end;
    }
    return hyphened ? int(end) : at;
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
    if (token.kind == Token::Kind::Quote)
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
    const int sku = skuEnd(m_tokens, at);
    if (sku == at)
        return;
    QString text;
    for (int i = at; i < sku; ++i)
        text += (i > at && m_tokens[size_t(i)].isHyphened ? u"-"_s : QString()) + m_tokens[size_t(i)].text;
    addLexeme(at, sku, {Slot::Sku, 0, {}, {text}, text, false});
    const bool named = at > 0
        && (m_tokens[size_t(at) - 1].word == u"sku"_s || m_tokens[size_t(at) - 1].word == u"skus"_s);
    if (named)
        std::fill(m_isKnown.begin() + at, m_isKnown.begin() + sku, true);
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
