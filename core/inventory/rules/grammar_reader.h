#pragma once

#include "core/inventory/rules/grammar.h"

namespace crossdock::rules {

/// Reads grammar files into the tables of a Grammar. The notation:
///
///     name:                        a nonterminal; its phrases stand below it, indented
///       word other | second -> is order.risk high       two phrases with one meaning
///       drop~ item+                any form of the verb drop; item or items
///       <name> <MONEY>             another nonterminal; a slot
///       (a | b) (c)? (d)*          one of; perhaps; any number of
///       some phrase !3             costs 3: readings that cost less win
///     name($x):                    a nonterminal with a parameter, used as <name(item+)>
///     frames order:                actions: {} is the object. Makes <order.act> ("hold it") and
///                                  <order.passive> ("it should be held"), <order.elided> ("it held") and
///                                  <order.participle> ("held")
///       hold&                      the participle alone
///     fillers: please kindly       words without meaning
class GrammarReader
{
public:
    explicit GrammarReader(Grammar &grammar);
    void read(const QString &text);

private:
    struct Definition {
        QStringList lines;
        QString parameter;
    };

    void collect(const QString &text);
    void collectFrame(const QString &entity, const QString &line);
    int nonterminal(const QString &name);
    void define(const QString &name);
    void addPhrases(int nonterminal, const QString &phrases, const std::vector<Step> &steps);
    void addPhrase(int nonterminal, const QString &phrase, const std::vector<Step> &steps);
    std::vector<int> symbolsOf(const QString &phrase, int &cost);
    int symbolOf(const QString &atom);
    int groupSymbol(const QString &inside, QChar repeat);
    int terminal(const QString &atom);
    void insert(int root, const std::vector<int> &symbols, int production);
    void checkLeftRecursion();

    static std::vector<Step> stepsOf(const QString &text);
    static QStringList splitTop(const QString &text, QChar separator);
    static QStringList atomsOf(const QString &phrase);

    Grammar &m_grammar;
    QHash<QString, Definition> m_definitions;
    QStringList m_pending; ///< nonterminals named but not yet defined
    QHash<QString, int> m_terminalIds;
};

} // namespace crossdock::rules
