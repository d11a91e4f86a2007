#pragma once

#include <QHash>
#include <QString>
#include <QStringList>
#include <span>
#include <vector>

namespace crossdock::rules {

/// What a slot in a phrase may hold: `<MONEY>` in the grammar files.
enum class Slot : quint8 {
    Number,
    Money,
    Weight,
    Duration,
    Percent,
    Time,
    Date,
    Ordinal,
    Quote,
    Channel,
    Node,
    NodeKind,
    Carrier,
    Service,
    Category,
    Brand,
    Supplier,
    Recipient,
    Slack,
    Package,
    Report,
    Country,
    Region,
    Nationality,
    Sku,
    Weekday,
    Month,
    Any, ///< whatever word: tags, coupons, cities
    Unknown, ///< a word that neither the grammar nor the workspace has
};
constexpr int slotCount = int(Slot::Unknown) + 1;
QString slotName(Slot slot); ///< "MONEY"

/// What a phrase does with the meanings of its parts: the text after `->` in the grammar files.
struct Step {
    QString verb; ///< "leaf", "event"
    QStringList arguments;
};

/// One phrase of one nonterminal.
struct Production {
    int nonterminal = 0;
    int cost = 0;
    std::vector<Step> steps;
};

/// The language as tables: for each nonterminal a trie over words, slots and nonterminals. Made once from the
/// grammar files and never changed; knows nothing of a workspace.
class Grammar
{
public:
    /// A node of a trie. Edges lead to other nodes; `accepts` are the productions that end here.
    struct Node {
        std::vector<std::pair<int, int>> terminals; ///< terminal, next node; sorted
        std::vector<std::pair<int, int>> nonterminals; ///< nonterminal, next node
        std::vector<int> accepts;
    };

    /// The grammar of the product. Thread-safe; the first call takes a few milliseconds.
    static const Grammar &language();

    /// Reads a grammar from its text; asserts that it is well-formed (no unknown names, no left recursion).
    explicit Grammar(const QString &text);

    int start() const { return m_start; } ///< the nonterminal `sentence`
    int nonterminalCount() const { return int(m_roots.size()); }
    int root(int nonterminal) const { return m_roots[size_t(nonterminal)]; }
    const QString &nonterminalName(int nonterminal) const { return m_nonterminalNames[nonterminal]; }
    const Node &node(int index) const { return m_nodes[size_t(index)]; }
    const Production &production(int index) const { return m_productions[size_t(index)]; }

    int terminalCount() const { return int(m_terminalWords.size()); }
    /// The terminals that a word is: itself, and the verbs and nouns of which it is a form.
    std::span<const int> terminalsOf(const QString &word) const;
    bool knows(const QString &word) const { return m_terminalsByWord.contains(word); }
    /// The words of a terminal, the plain form first; empty for a slot.
    const QStringList &wordsOf(int terminal) const { return m_terminalWords[size_t(terminal)]; }
    QStringList vocabulary() const; ///< sorted

    /// Whether a phrase is only there to be refused.
    bool isMistake(int production) const { return m_isMistake[size_t(production)]; }
    /// Whether something that is not refused goes on, or ends, at a node.
    bool isSound(int node) const { return m_isSound[size_t(node)]; }

    bool isNullable(int nonterminal) const { return m_nullable[size_t(nonterminal)]; }
    /// The nonterminals that can begin with a terminal, and those that can be nothing: a bit each.
    std::span<const quint64> startersWith(int terminal) const { return {m_starters.data() + size_t(terminal) * m_startersStride, m_startersStride}; }
    std::span<const quint64> nullableStarters() const { return startersWith(terminalCount()); }
    size_t startersStride() const { return m_startersStride; }
    bool isFiller(const QString &word) const { return m_fillers.contains(word); }

private:
    friend class GrammarReader;

    void findNullable();
    void findFirst();
    bool nullableNode(int node) const;
    bool addFirst(int nonterminal, int node);
    void findStarters();
    void findSound();
    bool leadsToSound(const Node &node) const;

    int m_start = 0;
    std::vector<Node> m_nodes;
    std::vector<int> m_roots;
    std::vector<Production> m_productions;
    QStringList m_nonterminalNames;
    QHash<QString, int> m_nonterminalIds;
    std::vector<QStringList> m_terminalWords;
    QHash<QString, std::vector<int>> m_terminalsByWord;
    QStringList m_fillers;
    std::vector<bool> m_nullable;
    std::vector<bool> m_isMistake; ///< by production
    std::vector<bool> m_isSound; ///< by node
    std::vector<quint64> m_first;
    size_t m_firstStride = 0;
    std::vector<quint64> m_starters; ///< m_first by terminal; the last row: those that can be nothing
    size_t m_startersStride = 0;
};

} // namespace crossdock::rules
