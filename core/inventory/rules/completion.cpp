#include "core/inventory/rules/completion.h"

#include "core/inventory/rules/chart.h"
#include "core/inventory/rules/lexer.h"
#include "core/inventory/rules/name_index.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

using Role = WordRole::Role;

/// What stands for an amount that the user has to think of.
QStringList examplesOf(Slot slot)
{
    switch (slot) {
    case Slot::Number: return {u"10"_s};
    case Slot::Money: return {u"$50"_s};
    case Slot::Weight: return {u"5 kg"_s};
    case Slot::Duration: return {u"2 hours"_s, u"3 days"_s};
    case Slot::Percent: return {u"10%"_s};
    case Slot::Time: return {u"18:00"_s, u"9 am"_s};
    case Slot::Date: return {u"24 December 2026"_s};
    case Slot::Ordinal: return {u"first"_s, u"second"_s};
    case Slot::Quote: return {u"\"text\""_s};
    case Slot::Slack: return {u"#channel"_s};
    case Slot::Sku: return {u"SKU-1"_s};
    case Slot::Weekday: return {u"Monday"_s, u"Tuesday"_s, u"Wednesday"_s, u"Thursday"_s, u"Friday"_s, u"Saturday"_s, u"Sunday"_s};
    case Slot::Month: return {u"January"_s, u"June"_s, u"November"_s, u"December"_s};
    default: return {};
    }
}

Role roleOf(Slot slot)
{
    if (slot <= Slot::Ordinal)
        return Role::Amount;
    return slot == Slot::Quote || slot == Slot::Any ? Role::Text : Role::Name;
}

/// The text cut in front of the word that is being written.
QPair<QString, QString> cut(const QString &text)
{
    qsizetype at = text.size();
    while (at > 0 && !text[at - 1].isSpace() && text[at - 1] != u',')
        --at;
    return {text.left(at), text.mid(at)};
}

class Collector
{
public:
    Collector(const Compiler &compiler, const QString &begun)
        : m_compiler(compiler)
        , m_begun(begun)
    {
    }

    void add(int terminal, bool isBeginning)
    {
        if (terminal >= slotCount) {
            add(Grammar::language().wordsOf(terminal).value(0), Role::Grammar);
            return;
        }
        if (isBeginning && m_begun.isEmpty())
            return; // a sentence may begin with any name, but nobody looks for a beginning among them
        const auto slot = static_cast<Slot>(terminal);
        for (const QString &example : examplesOf(slot))
            add(example, roleOf(slot));
        for (const NameIndex::Name *name : m_compiler.names().all(slot))
            add(name->said, Role::Name);
    }

    std::vector<Completion> sorted(int limit)
    {
        const auto rank = [](Role role) { return role == Role::Name ? 0 : role == Role::Grammar ? 1 : 2; };
        std::ranges::sort(m_found, [&](const Completion &a, const Completion &b) {
            return std::pair(rank(a.role), a.text) < std::pair(rank(b.role), b.text);
        });
        m_found.erase(std::unique(m_found.begin(), m_found.end()), m_found.end());
        if (m_found.size() > size_t(limit))
            m_found.resize(size_t(limit));
        return std::move(m_found);
    }

private:
    void add(const QString &text, Role role)
    {
        if (!text.isEmpty() && text.startsWith(m_begun, Qt::CaseInsensitive))
            m_found.push_back({text, role});
    }

    const Compiler &m_compiler;
    QString m_begun;
    std::vector<Completion> m_found;
};

} // namespace

std::vector<Completion> complete(const Compiler &compiler, const QString &text, int limit)
{
    const auto [before, begun] = cut(text);
    Lexed lexed;
    if (!before.trimmed().isEmpty())
        lexed = lex(before);
    if (lexed.malformed)
        return {};
    const Grammar &grammar = Grammar::language();
    const int cursor = int(lexed.tokens.size());
    const Lattice lattice(std::move(lexed.tokens), grammar, compiler.names(), compiler.workspace().currency);
    const Chart chart(grammar, lattice, cursor);
    Collector collector(compiler, begun);
    for (const int terminal : chart.expected())
        collector.add(terminal, before.trimmed().isEmpty());
    return collector.sorted(limit);
}

} // namespace crossdock::rules
