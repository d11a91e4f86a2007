#include "core/inventory/rules/context.h"
#include "core/inventory/rules/interpreter.h"
#include "core/inventory/rules/normal_form.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

/// Steps that join, turn round and pack conditions.
namespace crossdock::rules {

using Kind = Meaning::Kind;

namespace {

bool isTreeLike(const Meaning &meaning)
{
    return meaning.kind == Kind::Filter || meaning.kind == Kind::Main || meaning.kind == Kind::TimeFilter
        || meaning.kind == Kind::Place;
}

} // namespace

void Interpreter::stepNegate(Meanings &meanings, const QStringList &)
{
    meanings.push_back(made(Kind::Negation));
}

std::optional<Tree> Interpreter::joined(const Meanings &meanings, Tree::Kind kind) const
{
    std::vector<Tree> parts;
    for (const Meaning &meaning : meanings) {
        if (isTreeLike(meaning))
            parts.push_back(meaning.kind == Kind::Place ? placeTree(meaning) : *meaning.tree);
    }
    return Tree::join(kind, std::move(parts));
}

/// "Is not X": the filters of a predicate under its negation.
void Interpreter::stepPredicate(Meanings &meanings, const QStringList &)
{
    const bool negated = take(meanings, Kind::Negation).size() % 2 == 1;
    if (negated)
        stepNot(meanings, {});
}

void Interpreter::stepNot(Meanings &meanings, const QStringList &)
{
    auto tree = joined(meanings, Tree::Kind::And);
    if (!tree) {
        if (!has(meanings, Kind::Mistake))
            reject();
        return;
    }
    if (has(meanings, Kind::Lasting))
        return reject();
    const bool main = has(meanings, Kind::Main);
    std::erase_if(meanings, isTreeLike);
    addFilter(meanings, opposite(*tree), main ? Kind::Main : Kind::Filter);
}

void Interpreter::stepPack(Meanings &meanings, const QStringList &)
{
    auto tree = joined(meanings, Tree::Kind::And);
    if (!tree)
        return has(meanings, Kind::Mistake) ? void() : reject();
    std::erase_if(meanings, isTreeLike);
    std::erase_if(meanings, [](const Meaning &one) { return one.kind == Kind::Thing; });
    addFilter(meanings, std::move(*tree), Kind::Main);
}

/// "And": the parts stay apart, but an "or" among them must be in brackets.
void Interpreter::joinAll(Meanings &meanings, const Children &children)
{
    size_t parts = 0;
    for (const Meanings *child : children)
        parts += std::ranges::any_of(*child, isTreeLike) ? 1 : 0;
    const bool grouped = m_lattice.token(m_span.from).word == u"both"_s;
    for (Meaning &meaning : meanings) {
        if (!isTreeLike(meaning))
            continue;
        if (parts > 1 && meaning.isLoose && meaning.isOr)
            return mistake(meanings, u"ambiguous"_s, u"and_or"_s, m_span);
        meaning.isLoose = !grouped;
        meaning.isOr = false;
    }
}

void Interpreter::joinAny(Meanings &meanings, const Children &children)
{
    std::vector<Tree> alternatives;
    bool main = false;
    bool mixed = false;
    const QString first = m_lattice.token(m_span.from).word;
    const bool grouped = first == u"either"_s || first == u"neither"_s || first == u"any"_s || first == u"one"_s
        || first == u"at"_s;
    for (const Meanings *child : children) {
        main = main || has(*child, Kind::Main);
        const auto count = std::ranges::count_if(*child, isTreeLike);
        mixed = mixed || (!grouped && std::ranges::any_of(*child, [&](const Meaning &one) {
            return isTreeLike(one) && one.isLoose && !one.isOr && count > 1;
        }));
        if (auto tree = joined(*child, Tree::Kind::And))
            alternatives.push_back(std::move(*tree));
    }
    if (alternatives.empty())
        return has(meanings, Kind::Mistake) ? void() : reject();
    if (mixed)
        return mistake(meanings, u"ambiguous"_s, u"and_or"_s, m_span);
    std::erase_if(meanings, isTreeLike);
    if (main)
        std::erase_if(meanings, [](const Meaning &one) { return one.kind == Kind::Thing; });
    addFilter(meanings, *Tree::join(Tree::Kind::Or, std::move(alternatives)), main ? Kind::Main : Kind::Filter);
    meanings.back().isLoose = !grouped;
    meanings.back().isOr = true;
}

/// A clause: what stands in its subject filters, the rest is what the clause says.
void Interpreter::about(Meanings &meanings)
{
    Meanings result;
    bool pronoun = false;
    QString thing;
    for (const Meaning &meaning : meanings) {
        if (meaning.kind == Kind::Thing) {
            pronoun = pronoun || meaning.isPronoun;
            thing = meaning.text;
        }
    }
    bool behindThing = thing.isEmpty();
    for (Meaning &meaning : meanings) {
        if (meaning.kind == Kind::Thing) {
            behindThing = true;
            continue;
        }
        if (behindThing && meaning.kind == Kind::Filter) {
            meaning.kind = Kind::Main;
            meaning.isPronoun = pronoun;
        } else if (behindThing && meaning.kind == Kind::Place) {
            Meaning place = made(Kind::Main);
            place.tree = placeTree(meaning);
            place.isLoose = meaning.isLoose;
            place.isOr = meaning.isOr;
            meaning = std::move(place);
        }
        result.push_back(std::move(meaning));
    }
    if (pronoun) {
        m_dependsOnEvent = true;
        if (!m_event.isEmpty() && !thingsOf(m_event, m_each).contains(thing))
            return reject();
    }
    const bool says = std::ranges::any_of(result, [](const Meaning &one) {
        return one.kind == Kind::Main || one.kind == Kind::Mistake || one.kind == Kind::TimeFilter;
    });
    const bool isUnused = std::ranges::any_of(result, [](const Meaning &one) { return one.kind == Kind::Name || one.kind == Kind::Amount || one.kind == Kind::Comparison; });
    if (!says || isUnused) // no word is dropped
        return reject();
    meanings = std::move(result);
}

} // namespace crossdock::rules
