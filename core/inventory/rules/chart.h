#pragma once

#include "core/inventory/rules/lattice.h"

#include <QSet>
#include <vector>

namespace crossdock::rules {

/// One way to build a nonterminal over a stretch of the sentence.
struct Derivation {
    int production = 0;
    int firstChild = 0; ///< into Chart::child(): a packed node, or -1 - index of an edge use
    int childCount = 0;
    int next = -1; ///< the next of the same node, into Chart::derivation()
};

/// All ways to build one nonterminal over one stretch.
struct PackedNode {
    int nonterminal = 0;
    int from = 0;
    int to = 0;
    int firstDerivation = -1; ///< into Chart::derivation()
    int lastDerivation = -1;
};

/// The chart of one sentence: every nonterminal is tried at most once at each place, so the work is bounded by the
/// grammar and the square of the length. Keeps every reading, packed.
class Chart
{
public:
    /// Parses from the start symbol. Listens at `cursor` (or nowhere, -1) for what could come next there; then
    /// only the tokens before it are read, and phrases that are only there to be refused are left out.
    Chart(const Grammar &grammar, const Lattice &lattice, int cursor = -1);

    /// The packed nodes of the start symbol that cover everything.
    const std::vector<int> &whole() const { return m_whole; }
    const PackedNode &node(int index) const { return m_nodes[size_t(index)]; }
    const Derivation &derivation(int index) const { return m_derivations[size_t(index)]; }
    int child(const Derivation &derivation, int index) const
    {
        return m_children[size_t(derivation.firstChild + index)];
    }
    const Edge &edge(int use) const { return m_edgeUses[size_t(-1 - use)]; }

    /// The first token behind the longest stretch that begins a sentence.
    int furthest() const { return m_furthest; }
    /// The terminals that could come next at the cursor.
    const QSet<int> &expected() const { return m_expected; }
    /// The sentence was too tangled to be read within bounds.
    bool gaveUp() const { return m_work > maximumWork; }

private:
    static constexpr int maximumWork = 150'000; // a sentence of 500 characters takes 6'000

    /// What is parsed at the moment; its path and its finds lie on the stacks from there on.
    struct Goal {
        int nonterminal;
        int from;
        size_t path;
        size_t found;
    };
    /// A stretch of m_found.
    struct Found {
        int begin = -1; ///< not tried yet
        int end = -1;
    };

    Found parse(int nonterminal, int at);
    void walk(int trieNode, int at, const Goal &goal);
    void accept(int production, int to, const Goal &goal);
    void findStarters();
    bool isListening() const { return m_cursor >= 0; }
    /// Nothing but fillers stands between a place and the cursor: what comes next may belong there.
    bool isAtCursor(int at) const { return at == m_cursor || (m_cursor == m_lattice.size() && m_lattice.isEnd(at)); }
    bool canStart(int nonterminal, int at) const
    {
        return m_starters[size_t(at) * m_starterStride + size_t(nonterminal / 64)] >> (nonterminal % 64) & 1;
    }

    const Grammar &m_grammar;
    const Lattice &m_lattice;
    int m_cursor;
    std::vector<Found> m_memo; ///< place x nonterminal
    std::vector<int> m_found; ///< packed nodes, those of one parse together
    std::vector<int> m_pathStack;
    std::vector<int> m_foundStack;
    std::vector<quint64> m_starters; ///< by place, a bit for each nonterminal that may begin there
    size_t m_starterStride = 0;
    std::vector<PackedNode> m_nodes;
    std::vector<Derivation> m_derivations;
    std::vector<int> m_children;
    std::vector<Edge> m_edgeUses;
    std::vector<int> m_whole;
    QSet<int> m_expected;
    int m_furthest = 0;
    int m_work = 0;
};

} // namespace crossdock::rules
