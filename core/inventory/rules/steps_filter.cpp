#include "core/inventory/rules/interpreter.h"
#include "core/inventory/rules/normal_form.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

/// Steps that make filters of names, texts and places, and join them.
namespace crossdock::rules {

using Kind = Meaning::Kind;

void Interpreter::stepIs(Meanings &meanings, const QStringList &arguments)
{
    addFilter(meanings, Tree::of({knownField(arguments.value(0)), Op::Eq, arguments.value(1), Unit::None, {}}));
}

void Interpreter::stepIsNot(Meanings &meanings, const QStringList &arguments)
{
    addFilter(meanings, Tree::of({knownField(arguments.value(0)), Op::Ne, arguments.value(1), Unit::None, {}}));
}

void Interpreter::stepYes(Meanings &meanings, const QStringList &arguments)
{
    addFilter(meanings, Tree::of({knownField(arguments.value(0)), Op::Eq, true, Unit::None, {}}));
}

void Interpreter::stepNo(Meanings &meanings, const QStringList &arguments)
{
    addFilter(meanings, Tree::of({knownField(arguments.value(0)), Op::Eq, false, Unit::None, {}}));
}

void Interpreter::stepValue(Meanings &meanings, const QStringList &arguments)
{
    take(meanings, Kind::Text);
    Meaning name = made(Kind::Name);
    name.slot = Slot::Any;
    name.keys = {arguments.value(0)};
    meanings.push_back(std::move(name));
}

/// The words that names and texts stand for, taken. Words of one text without quotes are joined again.
QStringList Interpreter::takeWords(Meanings &meanings)
{
    QStringList words;
    TokenSpan last{-1, -1};
    bool lastFree = false;
    Meanings kept;
    for (Meaning &meaning : meanings) {
        if (meaning.kind == Kind::Name) {
            words.append(meaning.keys.first());
            lastFree = false;
        } else if (meaning.kind == Kind::Text) {
            const bool free = meaning.slot != Slot::Quote;
            const Token &token = m_lattice.token(meaning.span.from);
            if (free && lastFree && meaning.span.from == last.to)
                words.last() += (token.isHyphened ? u"-"_s : token.isGlued ? QString() : u" "_s) + meaning.text;
            else
                words.append(meaning.text);
            lastFree = free;
            last = meaning.span;
        } else {
            kept.push_back(std::move(meaning));
        }
    }
    meanings = std::move(kept);
    return words;
}

/// "Shoes and bags", "both shoes and bags": each of them, where either of "shoes or bags" is enough.
bool Interpreter::saysBoth(TokenSpan span) const
{
    bool both = false;
    for (int at = span.from; at < span.to; ++at) {
        const QString &word = m_lattice.token(at).word;
        if (word == u"or"_s || word == u"nor"_s || word == u"either"_s || word == u"any"_s)
            return false;
        both = both || word == u"both"_s || word == u"and"_s || word == u"&"_s;
    }
    return both;
}

void Interpreter::compareWords(Meanings &meanings, FieldId field, Op op, const QStringList &words, TokenSpan span)
{
    const FieldKind kind = specOf(field).kind;
    if (words.isEmpty())
        return reject();
    if (op == Op::Eq || op == Op::In || op == Op::Ne) {
        if (kind == FieldKind::Set)
            return reject();
        const Leaf leaf = words.size() == 1 ? Leaf{field, Op::Eq, words.first(), Unit::None, {}}
                                            : Leaf{field, Op::In, words, Unit::None, {}};
        addFilter(meanings, Tree::of(leaf));
        meanings.back().span = span;
        return;
    }
    std::vector<Tree> parts;
    for (const QString &word : words)
        parts.push_back(Tree::of({field, op, word, Unit::None, {}}));
    addFilter(meanings, *Tree::join(saysBoth(span) ? Tree::Kind::And : Tree::Kind::Or, std::move(parts)));
    meanings.back().span = span;
}

void Interpreter::stepName(Meanings &meanings, const QStringList &arguments)
{
    const QString field = arguments.value(0);
    const bool contains = arguments.value(1) == u"contains"_s;
    // Quoted names of the workspace's own lists must be known.
    const std::vector<KnownName> *known = field.endsWith(u"category"_s) || field.endsWith(u"categories"_s)
        ? &m_workspace.categories
        : field.endsWith(u"brand"_s) || field.endsWith(u"brands"_s) ? &m_workspace.brands
        : field.endsWith(u"supplier"_s)                             ? &m_workspace.suppliers
                                                                    : nullptr;
    for (Meaning &meaning : meanings) {
        if (meaning.kind != Kind::Text || !known)
            continue;
        const auto named = std::ranges::find_if(*known, [&](const KnownName &one) {
            return std::ranges::any_of(one.words, [&](const QString &word) {
                return word.compare(meaning.text.simplified(), Qt::CaseInsensitive) == 0;
            });
        });
        if (named == known->end())
            return mistake(meanings, u"unknown_entity"_s, field, meaning.span);
        meaning.text = named->key;
    }
    const QStringList words = takeWords(meanings);
    compareWords(meanings, knownField(field), contains ? Op::Contains : Op::Eq, words, m_span);
}

void Interpreter::stepSet(Meanings &meanings, const QStringList &arguments)
{
    const QStringList words = takeWords(meanings);
    compareWords(meanings, knownField(arguments.value(0)), Op::Contains, words, m_span);
}

void Interpreter::stepText(Meanings &meanings, const QStringList &arguments)
{
    const QStringList words = takeWords(meanings);
    compareWords(meanings, knownField(arguments.value(0)), *operatorOf(arguments.value(1)), words, m_span);
}

void Interpreter::stepEmpty(Meanings &meanings, const QStringList &arguments)
{
    addFilter(meanings, Tree::of({knownField(arguments.value(0)), Op::IsEmpty, {}, Unit::None, {}}));
}

void Interpreter::stepPresent(Meanings &meanings, const QStringList &arguments)
{
    addFilter(meanings, Tree::of({knownField(arguments.value(0)), Op::IsNotEmpty, {}, Unit::None, {}}));
}

void Interpreter::stepTextOp(Meanings &meanings, const QStringList &arguments)
{
    Meaning op = made(Kind::TextOp);
    const QString name = arguments.value(0);
    op.op = name == u"empty"_s ? Op::IsEmpty : name == u"present"_s ? Op::IsNotEmpty : *operatorOf(name);
    meanings.push_back(std::move(op));
}

void Interpreter::stepTextCompare(Meanings &meanings, const QStringList &)
{
    const Meanings fields = take(meanings, Kind::Field);
    const Meanings operators = take(meanings, Kind::TextOp);
    const bool negated = take(meanings, Kind::Negation).size() % 2 == 1;
    if (fields.size() != 1 || operators.size() != 1)
        return reject();
    const FieldId field = chosen(fields.front(), meanings);
    if (m_rejected)
        return;
    Op op = operators.front().op;
    Meanings made;
    std::swap(made, meanings);
    if (op == Op::IsEmpty || op == Op::IsNotEmpty) {
        addFilter(made, Tree::of({field, negated ? inverse(op) : op, {}, Unit::None, {}}));
    } else {
        const QStringList words = takeWords(made);
        compareWords(made, field, op, words, m_span);
        if (!m_rejected && negated)
            made.back().tree = opposite(made.back().tree);
    }
    meanings = std::move(made);
}

void Interpreter::stepNote(Meanings &meanings, const QStringList &)
{
    const bool none = !take(meanings, Kind::Negation).empty();
    addFilter(meanings,
              Tree::of({knownField(u"order.note"_s), none ? Op::IsEmpty : Op::IsNotEmpty, {}, Unit::None, {}}), Kind::Main);
}

/// Channels and nodes become places: a scope if the field can have one, a filter otherwise.
void Interpreter::stepPlace(Meanings &meanings, const QStringList &)
{
    Meanings places;
    Meanings kept;
    for (Meaning &meaning : meanings) {
        const bool named = meaning.kind == Kind::Name && (meaning.slot == Slot::Channel || meaning.slot == Slot::Node);
        if (!named) {
            kept.push_back(std::move(meaning));
            continue;
        }
        const auto same = std::ranges::find(places, meaning.slot, &Meaning::slot);
        if (same != places.end()) {
            same->keys += meaning.keys;
            same->span.to = meaning.span.to;
        } else {
            meaning.kind = Kind::Place;
            places.push_back(std::move(meaning));
        }
    }
    kept.insert(kept.end(), places.begin(), places.end());
    meanings = std::move(kept);
}

Tree Interpreter::placeTree(const Meaning &place) const
{
    const FieldId field = knownField(place.slot == Slot::Channel ? u"channel"_s : u"node"_s);
    if (place.keys.size() == 1)
        return Tree::of({field, Op::Eq, place.keys.first(), Unit::None, {}});
    return Tree::of({field, Op::In, place.keys, Unit::None, {}});
}

void Interpreter::stepPlaceLeaf(Meanings &meanings, const QStringList &)
{
    stepPlace(meanings, {});
    for (const Meaning &place : take(meanings, Kind::Place))
        addFilter(meanings, placeTree(place));
}

void Interpreter::setScope(Meanings &meanings, Leaf &leaf)
{
    const ScopeKind kind = specOf(leaf.field).scope;
    Meanings kept;
    for (Meaning &meaning : meanings) {
        const bool fits = meaning.kind == Kind::Place
            && (meaning.slot == Slot::Channel ? kind != ScopeKind::None : kind == ScopeKind::ChannelAndNode);
        QStringList &scope = meaning.slot == Slot::Channel ? leaf.scope.channels : leaf.scope.nodes;
        if (!fits)
            kept.push_back(std::move(meaning));
        else if (scope.isEmpty() || scope == meaning.keys)
            scope = meaning.keys;
        else
            reject(); // two places for one value
    }
    meanings = std::move(kept);
}

/// "The order", but not "the orders".
bool Interpreter::saysTheOne() const
{
    static const QStringList determiners{u"the"_s, u"this"_s, u"that"_s, u"its"_s};
    return m_span.to > m_span.from + 1 && determiners.contains(m_lattice.token(m_span.from).word) && !m_lattice.token(m_span.to - 1).word.endsWith(u's');
}

/// "Every order of the customer", "all orders".
bool Interpreter::saysEvery() const
{
    static const QStringList quantifiers{u"all"_s, u"every"_s, u"each"_s};
    return quantifiers.contains(m_lattice.token(m_span.from).word);
}

void Interpreter::stepThing(Meanings &meanings, const QStringList &arguments)
{
    Meaning thing = made(Kind::Thing);
    thing.text = arguments.value(0);
    for (int at = m_span.from; at < m_span.to; ++at)
        thing.isPlural = thing.isPlural || m_lattice.token(at).word == thing.text + u's';
    thing.isEvery = saysEvery();
    thing.isTheOne = saysTheOne();
    meanings.push_back(std::move(thing));
}

void Interpreter::stepPron(Meanings &meanings, const QStringList &arguments)
{
    Meaning thing = made(Kind::Thing);
    thing.text = arguments.value(0);
    const QString word = m_lattice.token(m_span.from).word;
    thing.isPlural = word == u"they"_s || word == u"them"_s;
    thing.isPronoun = word == u"it"_s || word == u"this"_s || word == u"that"_s || word == u"they"_s || word == u"them"_s;
    thing.isTheOne = saysTheOne();
    meanings.push_back(std::move(thing));
}

/// The filters of another thing are filters of this one: "an order from a repeat customer".
void Interpreter::stepAdopt(Meanings &meanings, const QStringList &arguments)
{
    Meanings kept;
    for (Meaning &meaning : meanings) {
        if (meaning.kind != Kind::Thing || meaning.text != arguments.value(0))
            kept.push_back(std::move(meaning));
    }
    if (kept.size() == meanings.size())
        return reject();
    meanings = std::move(kept);
}

void Interpreter::stepNamed(Meanings &meanings, const QStringList &)
{
    Meanings kept;
    Meanings named;
    for (Meaning &meaning : meanings) {
        const bool names = meaning.kind == Kind::Name
            && (meaning.slot == Slot::Brand || meaning.slot == Slot::Category || meaning.slot == Slot::Sku);
        (names ? named : kept).push_back(std::move(meaning));
    }
    meanings = std::move(kept);
    for (const Meaning &name : named) {
        const QString field = name.slot == Slot::Brand ? u"product.brand"_s
            : name.slot == Slot::Category              ? u"product.category"_s
                                                       : u"product.sku"_s;
        addFilter(meanings, Tree::of({knownField(field), Op::Eq, name.keys.first(), Unit::None, {}}));
    }
    stepThing(meanings, {u"product"_s});
}

void Interpreter::stepListStatus(Meanings &meanings, const QStringList &)
{
    Meanings places = take(meanings, Kind::Place);
    const bool negated = take(meanings, Kind::Negation).size() % 2 == 1;
    stepName(meanings, {u"listing.status"_s, u"in"_s});
    if (m_rejected || !has(meanings, Kind::Filter))
        return;
    meanings.insert(meanings.end() - 1, places.begin(), places.end());
    Leaf leaf = meanings.back().tree->leaf;
    setScope(meanings, leaf);
    meanings.back().tree = negated ? opposite(Tree::of(leaf)) : Tree::of(leaf);
    meanings.back().kind = Kind::Main;
}

void Interpreter::stepMessageState(Meanings &meanings, const QStringList &)
{
    if (has(meanings, Kind::Name))
        stepName(meanings, {u"message.status"_s, u"in"_s});
    else
        stepIs(meanings, {u"message.status"_s, u"unanswered"_s});
}

void Interpreter::stepBy(Meanings &meanings, const QStringList &arguments)
{
    Meaning by = made(Kind::By);
    by.text = arguments.value(0);
    meanings.push_back(std::move(by));
}

void Interpreter::stepMistake(Meanings &meanings, const QStringList &arguments)
{
    meanings.clear();
    mistake(meanings, arguments.value(0), arguments.value(1), m_span);
}

void Interpreter::stepNothing(Meanings &, const QStringList &) {}

/// "Orders where the total is over $50": what is said of them filters them.
void Interpreter::stepFilters(Meanings &meanings, const QStringList &)
{
    std::erase_if(meanings, [](const Meaning &one) { return one.kind == Kind::Thing; });
    for (Meaning &meaning : meanings) {
        if (meaning.kind == Kind::Main)
            meaning.kind = Kind::Filter;
    }
}

/// "Is unpaid 2 hours before its ship-by time": what moves is the first of the two.
void Interpreter::stepForemost(Meanings &meanings, const QStringList &)
{
    if (!meanings.empty())
        std::rotate(meanings.begin(), meanings.end() - 1, meanings.end());
}

/// Words without quotes stand together, and none of them joins others: "tagged vip or gold, emial me" names no tag "emial me".
void Interpreter::stepOnePhrase(Meanings &meanings, const QStringList &)
{
    static const QStringList joints{u"and"_s, u"or"_s, u"but"_s, u"unless"_s, u"otherwise"_s, u"from"_s, u"to"_s, u"with"_s, u"is"_s, u"are"_s, u"has"_s, u"arrives"_s};
    const Meaning *before = nullptr;
    for (const Meaning &meaning : meanings) {
        if (meaning.kind != Kind::Text || meaning.slot == Slot::Quote)
            continue;
        const bool isApart = before && before->span.to != meaning.span.from;
        if (isApart || joints.contains(meaning.text, Qt::CaseInsensitive))
            return reject();
        before = &meaning;
    }
}

/// Words of a text without quotes end with their clause: what begins another one stands in quotes or is no part of it.
void Interpreter::stepOneClause(Meanings &meanings, const QStringList &)
{
    static const QStringList joints{u"and"_s, u"but"_s, u"then"_s, u"or"_s, u"if"_s, u"unless"_s, u"when"_s, u"whenever"_s, u"once"_s, u"until"_s, u"till"_s, u"while"_s, u"otherwise"_s, u"else"_s,
                                    u"as"_s, u"after"_s, u"before"_s, u"that"_s, u"which"_s, u"who"_s, u"whose"_s, u"where"_s};
    static const QStringList beginners{u"not"_s,   u"from"_s, u"to"_s,      u"for"_s, u"with"_s, u"without"_s, u"over"_s, u"under"_s, u"above"_s,   u"below"_s, u"between"_s, u"on"_s,
                                       u"in"_s,    u"of"_s,   u"by"_s,      u"at"_s,  u"via"_s,  u"worth"_s,   u"going"_s, u"older"_s, u"heavier"_s, u"lighter"_s, u"containing"_s};
    const auto isWord = [this](const Meaning &meaning, const QStringList &words) {
        return meaning.kind == Kind::Text && meaning.slot != Slot::Quote && words.contains(meaning.text, Qt::CaseInsensitive) && !m_lattice.isPartOfCompound(meaning.span.from);
    };
    const Meaning *first = firstOf(meanings, Kind::Text);
    if (first && isWord(*first, beginners))
        return reject(); // "tag orders from Nowhere new": what is said of the orders, not the tag
    if (std::ranges::any_of(meanings, [&](const Meaning &meaning) { return isWord(meaning, joints); }))
        return reject();
}

/// "Check its total": what is looked at is said by the condition behind it.
void Interpreter::stepForget(Meanings &meanings, const QStringList &)
{
    meanings.clear();
}

} // namespace crossdock::rules
