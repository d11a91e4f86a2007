#include "core/inventory/rules/chart.h"

#include <algorithm>

namespace crossdock::rules {

Chart::Chart(const Grammar &grammar, const Lattice &lattice, int cursor)
    : m_grammar(grammar)
    , m_lattice(lattice)
    , m_cursor(cursor)
    , m_memo(size_t(grammar.nonterminalCount()) * size_t(lattice.size() + 1))
{
    m_nodes.reserve(1024);
    m_derivations.reserve(2048);
    findStarters();
    const Found all = parse(grammar.start(), 0);
    for (int i = all.begin; i < all.end; ++i) {
        const int index = m_found[size_t(i)];
        if (lattice.isEnd(m_nodes[size_t(index)].to))
            m_whole.push_back(index);
    }
}

/// Each place once: the question is asked for every nonterminal that could stand there.
void Chart::findStarters()
{
    m_starterStride = m_grammar.startersStride();
    m_starters.assign(size_t(m_lattice.size() + 1) * m_starterStride, 0);
    const auto add = [&](int at, std::span<const quint64> starters) {
        quint64 *own = m_starters.data() + size_t(at) * m_starterStride;
        for (size_t word = 0; word < m_starterStride; ++word)
            own[word] |= starters[word];
    };
    for (int at = 0; at <= m_lattice.size(); ++at) {
        add(at, m_grammar.nullableStarters());
        for (const Edge &edge : m_lattice.edgesAt(at))
            add(at, m_grammar.startersWith(edge.terminal));
    }
    for (int at = 0; isListening() && at <= m_lattice.size(); ++at) {
        if (isAtCursor(at))
            std::fill_n(m_starters.begin() + qsizetype(size_t(at) * m_starterStride), m_starterStride, ~quint64(0));
    }
}

Chart::Found Chart::parse(int nonterminal, int at)
{
    const size_t key = size_t(at) * size_t(m_grammar.nonterminalCount()) + size_t(nonterminal);
    if (m_memo[key].begin < 0) {
        const Goal goal{nonterminal, at, m_pathStack.size(), m_foundStack.size()};
        walk(m_grammar.root(nonterminal), at, goal);
        const int begin = int(m_found.size());
        m_found.insert(m_found.end(), m_foundStack.begin() + qsizetype(goal.found), m_foundStack.end());
        m_foundStack.resize(goal.found);
        m_memo[key] = {begin, int(m_found.size())};
    }
    return m_memo[key];
}

void Chart::walk(int trieNode, int at, const Goal &goal)
{
    if (++m_work > maximumWork)
        return;
    const Grammar::Node &node = m_grammar.node(trieNode);
    for (const int production : node.accepts) {
        if (!isListening() || !m_grammar.isMistake(production))
            accept(production, at, goal);
    }
    if (isListening() && isAtCursor(at)) {
        for (const auto &[terminal, next] : node.terminals) {
            if (m_grammar.isSound(next))
                m_expected.insert(terminal);
        }
    }
    if (at != m_cursor && !node.terminals.empty()) {
        for (const Edge &edge : m_lattice.edgesAt(at)) {
            const auto match = std::ranges::lower_bound(node.terminals, edge.terminal, {}, &std::pair<int, int>::first);
            if (match == node.terminals.end() || match->first != edge.terminal)
                continue;
            if (isListening() && (edge.to > m_cursor || !m_grammar.isSound(match->second)))
                continue;
            m_furthest = std::max(m_furthest, edge.to);
            m_edgeUses.push_back(edge);
            m_pathStack.push_back(-int(m_edgeUses.size()));
            walk(match->second, edge.to, goal);
            m_pathStack.pop_back();
        }
    }
    for (const auto &[other, next] : node.nonterminals) {
        if (!canStart(other, at) || (isListening() && !(m_grammar.isSound(next) && m_grammar.isSound(m_grammar.root(other)))))
            continue;
        const Found parts = parse(other, at);
        for (int i = parts.begin; i < parts.end; ++i) {
            const int part = m_found[size_t(i)];
            m_pathStack.push_back(part);
            walk(next, m_nodes[size_t(part)].to, goal);
            m_pathStack.pop_back();
        }
    }
}

void Chart::accept(int production, int to, const Goal &goal)
{
    const auto same = std::find_if(m_foundStack.begin() + qsizetype(goal.found), m_foundStack.end(), [&](int index) { return m_nodes[size_t(index)].to == to; });
    const bool isNew = same == m_foundStack.end();
    const int index = isNew ? int(m_nodes.size()) : *same;
    if (isNew) {
        m_nodes.push_back({goal.nonterminal, goal.from, to, -1, -1});
        m_foundStack.push_back(index);
    }
    PackedNode &node = m_nodes[size_t(index)];
    const int derivation = int(m_derivations.size());
    m_derivations.push_back({production, int(m_children.size()), int(m_pathStack.size() - goal.path), -1});
    (isNew ? node.firstDerivation : m_derivations[size_t(node.lastDerivation)].next) = derivation;
    node.lastDerivation = derivation;
    m_children.insert(m_children.end(), m_pathStack.begin() + qsizetype(goal.path), m_pathStack.end());
}

} // namespace crossdock::rules
