#pragma once

#include "core/inventory/rules/grammar.h"
#include "core/inventory/rules/lexer.h"
#include "core/inventory/rules/name_index.h"
#include "core/inventory/rules/rule.h"

namespace crossdock::rules {

/// What one word or several could be: an amount, a time, a name.
struct Lexeme {
    Slot slot = Slot::Any;
    double number = 0;
    Unit unit = Unit::None;
    QStringList keys; ///< of a name: its key; of a service: "carrier/service" for each that has it
    QString text; ///< quoted or free text, a time as HH:MM, a date as yyyy-mm-dd
    bool isUnsure = false; ///< "6" as a time: morning or evening? 03/04: which is the month?
};

/// One way to read the tokens from `from` up to `to` as one terminal.
struct Edge {
    int terminal = 0;
    int from = 0; ///< where the edge stands
    int begin = 0; ///< its first token: later than `from` where fillers were passed over
    int to = 0;
    int cost = 0;
    int lexeme = -1;
};

/// All ways to read each stretch of a sentence as one terminal of the grammar. Edges of one place stand together.
class Lattice
{
public:
    Lattice(std::vector<Token> tokens, const Grammar &grammar, const NameIndex &names, const QString &currency);

    int size() const { return int(m_tokens.size()); }
    const std::vector<Token> &tokens() const { return m_tokens; }
    const Token &token(int at) const { return m_tokens[size_t(at)]; }
    std::span<const Edge> edgesAt(int position) const { return m_edges[size_t(position)]; }
    const Edge &edge(int position, int index) const { return m_edges[size_t(position)][size_t(index)]; }
    const Lexeme &lexeme(int index) const { return m_lexemes[size_t(index)]; }
    /// Where nothing but fillers is left.
    bool isEnd(int position) const { return position >= m_tailStart; }
    bool isKnown(int token) const { return m_isKnown[size_t(token)]; }
    /// The "at" of at-risk: no word by itself.
    bool isPartOfCompound(int at) const { return token(at).isHyphened || (at + 1 < size() && token(at + 1).isHyphened); }

private:
    void addWords(int at);
    void addLexeme(int from, int to, Lexeme lexeme);
    void addAmounts(int at);
    void addNames(int at, const NameIndex &names);
    void addSku(int at);
    bool continuesSkus(int at) const;
    void addPassingOver();
    bool canPassOver(int at) const;

    const Grammar &m_grammar;
    QString m_currency;
    std::vector<Token> m_tokens;
    std::vector<std::vector<Edge>> m_edges;
    std::vector<Lexeme> m_lexemes;
    std::vector<bool> m_isKnown;
    int m_tailStart = 0;
    int m_skusEnd = 0; ///< behind the last code that was named an SKU
};

} // namespace crossdock::rules
