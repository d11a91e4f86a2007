#include "core/inventory/rules/grammar_reader.h"

#include "core/inventory/rules/inflection.h"

#include <algorithm>
#include <functional>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

namespace {

constexpr int encode(int nonterminal)
{
    return -2 - nonterminal;
}

[[noreturn]] void faulty(const QString &what, const QString &where)
{
    qFatal("grammar: %s in '%s'", qPrintable(what), qPrintable(where));
}

} // namespace

GrammarReader::GrammarReader(Grammar &grammar)
    : m_grammar(grammar)
{
    for (int slot = 0; slot < slotCount; ++slot) {
        m_terminalIds.insert(u'<' + slotName(Slot(slot)) + u'>', slot);
        m_grammar.m_terminalWords.emplace_back();
    }
}

void GrammarReader::read(const QString &text)
{
    collect(text);
    nonterminal(u"sentence"_s);
    while (!m_pending.isEmpty())
        define(m_pending.takeFirst());
    checkLeftRecursion();
}

void GrammarReader::collect(const QString &text)
{
    QString name;
    QString entity;
    for (const QString &raw : text.split(u'\n')) {
        const QString line = raw.section(u'#', 0, 0).trimmed(); // no word of the language has a hash sign
        if (line.isEmpty())
            continue;
        if (raw[0].isSpace()) {
            if (!entity.isEmpty())
                collectFrame(entity, line);
            else
                m_definitions[name].lines.append(line);
            continue;
        }
        entity.clear();
        const QString head = line.section(u':', 0, 0).trimmed();
        const QString tail = line.section(u':', 1).trimmed();
        if (head == u"fillers"_s) {
            m_grammar.m_fillers += tail.split(u' ', Qt::SkipEmptyParts);
        } else if (head.startsWith(u"frames "_s)) {
            entity = head.mid(7);
        } else {
            name = head.section(u'(', 0, 0);
            m_definitions[name].parameter = head.contains(u'(') ? u"$x"_s : QString();
            if (!tail.isEmpty())
                m_definitions[name].lines.append(tail);
        }
    }
}

void GrammarReader::collectFrame(const QString &entity, const QString &line)
{
    const qsizetype arrow = line.indexOf(u"->"_s);
    const QString meaning = line.mid(arrow);
    for (const QString &phrase : splitTop(line.left(arrow), u'|')) {
        QString active = phrase;
        QString passive = phrase;
        if (!phrase.contains(u"{}"_s))
            faulty(u"a frame without {}"_s, line);
        active.replace(u"{}"_s, u'<' + entity + u".obj>"_s);
        active.replace(u'~', u'^'); // "cancelled orders" are some orders, not something to do
        passive.replace(u"{}"_s, QString());
        m_definitions[entity + u".act"_s].lines.append(active + u' ' + meaning);
        m_definitions[entity + u".passive"_s].lines.append(u'<' + entity + u".subject> "_s + passive + u' ' + meaning);
        passive.replace(u'~', u'&'); // "the order held", not "the order hold"
        m_definitions[entity + u".participle"_s].lines.append(passive + u' ' + meaning);
        m_definitions[entity + u".elided"_s].lines.append(u'<' + entity + u".obj> "_s + passive + u' ' + meaning);
    }
}

int GrammarReader::nonterminal(const QString &name)
{
    const auto known = m_grammar.m_nonterminalIds.constFind(name);
    if (known != m_grammar.m_nonterminalIds.cend())
        return *known;
    const int id = int(m_grammar.m_roots.size());
    m_grammar.m_nonterminalIds.insert(name, id);
    m_grammar.m_nonterminalNames.append(name);
    m_grammar.m_roots.push_back(int(m_grammar.m_nodes.size()));
    m_grammar.m_nodes.emplace_back();
    if (!name.startsWith(u'(')) // groups are filled where they are made
        m_pending.append(name);
    return id;
}

void GrammarReader::define(const QString &name)
{
    const qsizetype open = name.indexOf(u'(');
    const QString base = open < 0 ? name : name.left(open);
    const auto definition = m_definitions.constFind(base);
    if (definition == m_definitions.cend())
        faulty(u"unknown nonterminal"_s, name);
    const QString argument = open < 0 ? QString() : name.mid(open + 1).chopped(1);
    if (definition->parameter.isEmpty() != argument.isEmpty())
        faulty(u"a parameter too many or too few"_s, name);
    const int id = nonterminal(name);
    for (QString line : definition->lines) {
        if (!argument.isEmpty())
            line.replace(u"$x"_s, argument);
        const qsizetype arrow = line.indexOf(u"->"_s);
        addPhrases(id, arrow < 0 ? line : line.left(arrow),
                   arrow < 0 ? std::vector<Step>() : stepsOf(line.mid(arrow + 2)));
    }
}

std::vector<Step> GrammarReader::stepsOf(const QString &text)
{
    std::vector<Step> steps;
    for (const QString &part : text.split(u';')) {
        QStringList words = part.split(u' ', Qt::SkipEmptyParts);
        if (words.isEmpty())
            faulty(u"an empty step"_s, text);
        const QString verb = words.takeFirst();
        steps.push_back({verb, words});
    }
    return steps;
}

void GrammarReader::addPhrases(int id, const QString &phrases, const std::vector<Step> &steps)
{
    for (const QString &phrase : splitTop(phrases, u'|'))
        addPhrase(id, phrase, steps);
}

void GrammarReader::addPhrase(int id, const QString &phrase, const std::vector<Step> &steps)
{
    Production production{id, 0, steps};
    const std::vector<int> symbols = symbolsOf(phrase, production.cost);
    m_grammar.m_productions.push_back(std::move(production));
    insert(m_grammar.m_roots[size_t(id)], symbols, int(m_grammar.m_productions.size()) - 1);
}

std::vector<int> GrammarReader::symbolsOf(const QString &phrase, int &cost)
{
    std::vector<int> symbols;
    for (const QString &atom : atomsOf(phrase)) {
        if (atom.startsWith(u'!') && atom.size() > 1) {
            cost += atom.mid(1).toInt();
            continue;
        }
        if (atom == u"nothing"_s && symbols.empty())
            continue;
        symbols.push_back(symbolOf(atom));
    }
    return symbols;
}

int GrammarReader::symbolOf(const QString &atom)
{
    if (atom.startsWith(u'(') && atom.size() > 1) {
        const QChar last = atom.back();
        const bool repeats = last == u'?' || last == u'*';
        return encode(groupSymbol(atom.mid(1, atom.size() - (repeats ? 3 : 2)), repeats ? last : QChar()));
    }
    if (atom.startsWith(u'<') && atom.size() > 1) {
        const bool repeats = atom.endsWith(u'?') || atom.endsWith(u'*');
        if (repeats)
            return encode(groupSymbol(atom.chopped(1), atom.back()));
        if (m_terminalIds.contains(atom))
            return m_terminalIds.value(atom);
        return encode(nonterminal(atom.mid(1).chopped(1)));
    }
    return terminal(atom);
}

/// A group is a nameless nonterminal; the same group is made once.
int GrammarReader::groupSymbol(const QString &inside, QChar repeat)
{
    const QString name = u'(' + inside.simplified() + u')' + (repeat.isNull() ? QString() : QString(repeat));
    const auto known = m_grammar.m_nonterminalIds.constFind(name);
    if (known != m_grammar.m_nonterminalIds.cend())
        return *known;
    const int id = nonterminal(name);
    if (repeat == u'*') {
        addPhrase(id, u"nothing"_s, {});
        const int once = groupSymbol(inside, QChar());
        m_grammar.m_productions.push_back({id, 0, {}});
        insert(m_grammar.m_roots[size_t(id)], {encode(once), encode(id)}, int(m_grammar.m_productions.size()) - 1);
        return id;
    }
    if (repeat == u'?')
        addPhrase(id, u"nothing"_s, {});
    addPhrases(id, inside, {});
    return id;
}

int GrammarReader::terminal(const QString &atom)
{
    const auto known = m_terminalIds.constFind(atom);
    if (known != m_terminalIds.cend())
        return *known;
    QStringList words;
    if (atom.size() > 1 && atom.endsWith(u'~'))
        words = verbForms(atom.chopped(1));
    else if (atom.size() > 1 && atom.endsWith(u'^'))
        words = activeForms(atom.chopped(1));
    else if (atom.size() > 1 && atom.endsWith(u'&'))
        words = passiveForms(atom.chopped(1));
    else if (atom.size() > 1 && atom.endsWith(u'+'))
        words = nounForms(atom.chopped(1));
    else
        words = {atom.startsWith(u'"') ? atom.mid(1).chopped(1) : atom};
    const int id = int(m_grammar.m_terminalWords.size());
    m_terminalIds.insert(atom, id);
    words.removeDuplicates();
    for (const QString &word : words)
        m_grammar.m_terminalsByWord[word].push_back(id);
    m_grammar.m_terminalWords.push_back(words);
    return id;
}

void GrammarReader::insert(int root, const std::vector<int> &symbols, int production)
{
    int at = root;
    for (const int symbol : symbols) {
        const bool isTerminal = symbol >= 0;
        const int value = isTerminal ? symbol : -2 - symbol;
        auto &edges = isTerminal ? m_grammar.m_nodes[size_t(at)].terminals : m_grammar.m_nodes[size_t(at)].nonterminals;
        const auto edge = std::ranges::find(edges, value, &std::pair<int, int>::first);
        if (edge != edges.end()) {
            at = edge->second;
            continue;
        }
        const int next = int(m_grammar.m_nodes.size());
        edges.emplace_back(value, next);
        m_grammar.m_nodes.emplace_back();
        at = next;
    }
    m_grammar.m_nodes[size_t(at)].accepts.push_back(production);
}

/// The parser goes top-down: a nonterminal must not begin with itself.
void GrammarReader::checkLeftRecursion()
{
    enum class State : quint8 { New, Open, Done };
    std::vector<State> states(m_grammar.m_roots.size(), State::New);
    m_grammar.findNullable();
    const std::function<void(int)> visit = [&](int id) {
        if (states[size_t(id)] == State::Done)
            return;
        if (states[size_t(id)] == State::Open)
            faulty(u"left recursion"_s, m_grammar.nonterminalName(id));
        states[size_t(id)] = State::Open;
        const std::function<void(int)> walk = [&](int node) {
            for (const auto &[other, next] : m_grammar.node(node).nonterminals) {
                visit(other);
                if (m_grammar.isNullable(other))
                    walk(next);
            }
        };
        walk(m_grammar.root(id));
        states[size_t(id)] = State::Done;
    };
    for (int id = 0; id < m_grammar.nonterminalCount(); ++id)
        visit(id);
}

QStringList GrammarReader::splitTop(const QString &text, QChar separator)
{
    QStringList parts;
    QString part;
    int depth = 0;
    for (const QChar c : text) {
        depth += c == u'(' || c == u'<' ? 1 : c == u')' || c == u'>' ? -1 : 0;
        if (c == separator && depth == 0) {
            parts.append(part.trimmed());
            part.clear();
        } else {
            part += c;
        }
    }
    parts.append(part.trimmed());
    return parts;
}

/// Cuts a phrase at its blanks, but not inside brackets; "(" in double quotes is a word.
QStringList GrammarReader::atomsOf(const QString &phrase)
{
    QStringList atoms;
    QString atom;
    int depth = 0;
    for (qsizetype i = 0; i < phrase.size(); ++i) {
        const QChar c = phrase[i];
        if (c == u'"' && depth == 0) {
            const qsizetype close = phrase.indexOf(u'"', i + 1);
            atoms.append(phrase.mid(i, close - i + 1));
            i = close;
            continue;
        }
        depth += c == u'(' || c == u'<' ? 1 : c == u')' || c == u'>' ? -1 : 0;
        if (c == u' ' && depth == 0) {
            if (!atom.isEmpty())
                atoms.append(atom);
            atom.clear();
        } else {
            atom += c;
        }
    }
    if (!atom.isEmpty())
        atoms.append(atom);
    return atoms;
}

} // namespace crossdock::rules
