#include "core/inventory/rules/chart.h"

#include <algorithm>

namespace crossdock::rules {

Chart::Chart(const Grammar &grammar, const Lattice &lattice, int cursor)
    : m_grammar(grammar)
    , m_lattice(lattice)
    , m_cursor(cursor)
    , m_memo(size_t(grammar.nonterminalCount()) * size_t(lattice.size() + 1), 0)
{
    m_nodes.reserve(1024);
    findStarters();
    const std::vector<int> all = parse(grammar.start(), 0);
    for (const int index : all) {
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
    if (m_cursor >= 0)
        std::fill_n(m_starters.begin() + qsizetype(size_t(m_cursor) * m_starterStride), m_starterStride, ~quint64(0));
}

const std::vector<int> &Chart::parse(int nonterminal, int at)
{
    const size_t key = size_t(nonterminal) * size_t(m_lattice.size() + 1) + size_t(at);
    if (m_memo[key] == 0) {
        std::vector<int> found;
        std::vector<int> path;
        walk(m_grammar.root(nonterminal), at, path, found, nonterminal, at);
        m_results.push_back(std::move(found));
        m_memo[key] = int(m_results.size());
    }
    return m_results[size_t(m_memo[key] - 1)];
}

void Chart::walk(int trieNode, int at, std::vector<int> &path, std::vector<int> &found, int nonterminal, int from)
{
    if (++m_work > maximumWork)
        return;
    const Grammar::Node &node = m_grammar.node(trieNode);
    for (const int production : node.accepts)
        accept(production, nonterminal, from, at, path, found);
    if (at == m_cursor) {
        for (const auto &[terminal, next] : node.terminals)
            m_expected.insert(terminal);
    } else if (!node.terminals.empty()) {
        for (const Edge &edge : m_lattice.edgesAt(at)) {
            const auto match = std::ranges::lower_bound(node.terminals, edge.terminal, {}, &std::pair<int, int>::first);
            if (match == node.terminals.end() || match->first != edge.terminal)
                continue;
            if (m_cursor >= 0 && edge.to > m_cursor)
                continue;
            m_furthest = std::max(m_furthest, edge.to);
            m_edgeUses.push_back(edge);
            path.push_back(-int(m_edgeUses.size()));
            walk(match->second, edge.to, path, found, nonterminal, from);
            path.pop_back();
        }
    }
    for (const auto &[other, next] : node.nonterminals) {
        if (!canStart(other, at))
            continue;
        for (const int result : parse(other, at)) {
            path.push_back(result);
            walk(next, m_nodes[size_t(result)].to, path, found, nonterminal, from);
            path.pop_back();
        }
    }
}

void Chart::accept(int production, int nonterminal, int from, int to, const std::vector<int> &path,
                   std::vector<int> &found)
{
    const auto same = std::ranges::find(found, to, [this](int index) { return m_nodes[size_t(index)].to; });
    int index = same == found.end() ? int(m_nodes.size()) : *same;
    if (same == found.end()) {
        m_nodes.push_back({nonterminal, from, to, {}});
        found.push_back(index);
    }
    m_nodes[size_t(index)].derivations.push_back({production, int(m_children.size()), int(path.size())});
    m_children.insert(m_children.end(), path.begin(), path.end());
}

} // namespace crossdock::rules
