#include "core/inventory/rules/compiler.h"

#include "core/inventory/rules/context.h"
#include "core/inventory/rules/interpreter.h"
#include "core/inventory/rules/lexer.h"
#include "core/inventory/rules/moments.h"
#include "core/inventory/rules/name_index.h"
#include "core/inventory/rules/normal_form.h"
#include "core/inventory/rules/paraphrase.h"
#include "core/inventory/rules/refusals.h"
#include "core/inventory/rules/rule_json.h"
#include "core/inventory/rules/suggester.h"
#include "core/inventory/rules/verdict.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

using Kind = Meaning::Kind;

namespace {

constexpr int maximumTries = 64; ///< readings that are looked at
constexpr qsizetype longSentence = maximumSentence / 5; ///< what a shorter one means can be said in a sentence
constexpr int slack = 4; ///< a reading that works may cost this much more than one that is a mistake

/// One reading that became a trigger, or the fault it ran into.
struct Attempt {
    int cost = 0;
    const Reading *reading = nullptr;
    std::optional<Trigger> trigger;
    std::optional<Fault> fault;

    /// Understood in full, and wrong: what it says is not to be taken for something else that happens to work.
    bool isJudged() const { return trigger && fault; }
};

/// How far a comparison is from what the event is about. Beside an order, "its weight" and "3 items" are the order's: a
/// value of some product in it is the farther thought. Beside a chargeback, "it is over $50" is the chargeback's.
int farness(const Leaf &leaf, const TriggerEvent &event)
{
    static const QStringList ofProducts{u"product"_s, u"stock"_s, u"listing"_s}, withAmount{u"refund"_s, u"chargeback"_s, u"return"_s};
    const QString entity = entityOf(leaf.field).toString();
    const QString thing = thingsOf(event.type, event.each).value(0);
    if (entity == u"order" && (std::holds_alternative<FieldRef>(leaf.value) || withAmount.contains(thing)))
        return 2;
    if (isBesideOrder(event.type, event.each))
        return ofProducts.contains(entity) ? 1 : 0;
    return entity == u"order" && ofProducts.contains(thing) ? 2 : 0;
}

int farness(const std::optional<Tree> &tree, const TriggerEvent &event)
{
    if (!tree)
        return 0;
    if (tree->kind == Tree::Kind::Leaf)
        return farness(tree->leaf, event);
    int sum = 0;
    for (const Tree &child : tree->children)
        sum += farness(child, event);
    return sum;
}

int farness(const Trigger &trigger)
{
    const bool isBornLate = trigger.event.type == u"order.created" && trigger.event.where && isLaterThanBirth(*trigger.event.where);
    int sum = (isBornLate ? 2 : 0) + farness(trigger.event.where, trigger.event) + farness(trigger.then.conditions, trigger.event);
    for (const Branch &branch : trigger.otherwise)
        sum += farness(branch.conditions, trigger.event);
    return sum;
}

/// Interprets and resolves one reading; what depends on the event is read again once that is known.
std::optional<Attempt> tryReading(Interpreter &interpreter, const Reading &reading, const Workspace &workspace)
{
    interpreter.setEvent({}, {}, {});
    auto meanings = interpreter.read(reading);
    if (!meanings)
        return std::nullopt;
    if (interpreter.dependsOnEvent()) {
        TriggerEvent event;
        if (Resolver(workspace).findEvent(*meanings, event)) {
            interpreter.setEvent(event.type, event.each, event.becomes ? Interpreter::Crossing{event.becomes->field, event.becomes->scope} : Interpreter::Crossing{});
            meanings = interpreter.read(reading);
            if (!meanings)
                return std::nullopt;
        }
    }
    Resolver resolver(workspace);
    Attempt attempt{reading.cost, &reading, resolver.resolve(*meanings), resolver.fault()};
    attempt.cost += resolver.cost();
    if (!attempt.trigger && !attempt.fault)
        return std::nullopt;
    if (attempt.trigger)
        attempt.cost += farness(*attempt.trigger);
    return attempt;
}

/// Many readings come to one trigger: each is checked and judged once.
class Judge
{
public:
    explicit Judge(const Workspace &workspace)
        : m_workspace(workspace)
    {
    }

    void look(Attempt &attempt)
    {
        if (!attempt.trigger)
            return;
        const auto known = std::ranges::find(m_known, attempt.trigger, &Attempt::trigger);
        if (known != m_known.end()) {
            attempt.fault = known->fault;
            return;
        }
        if (const auto valid = check(*attempt.trigger, m_workspace); !valid) {
            attempt.fault = Fault{u"unsupported"_s, valid.error().detail, {}, {}};
            attempt.trigger.reset(); // made of parts that no trigger has
            return;
        }
        attempt.fault = judge(*attempt.trigger);
        m_known.push_back(attempt);
    }

private:
    const Workspace &m_workspace;
    std::vector<Attempt> m_known;
};

/// Where a refusal stands among the classes: the first that applies is told.
int rankOf(const QString &errorClass)
{
    static const QStringList order{u"malformed"_s,     u"unknown_word"_s, u"unknown_entity"_s, u"missing_trigger"_s,
                                   u"missing_action"_s, u"missing_value"_s, u"wrong_unit"_s,   u"vague"_s,
                                   u"ambiguous"_s,      u"contradictory"_s, u"cyclic"_s,       u"unsafe"_s,
                                   u"unsupported"_s};
    return int(order.indexOf(errorClass));
}

/// What every token was taken for, from the productions above it.
void addRoles(const Reading &reading, const Chart &chart, const Grammar &grammar, const Lattice &lattice,
              WordRole::Role role, std::vector<WordRole> &roles)
{
    const PackedNode &node = chart.node(reading.node);
    const Derivation &derivation = chart.derivation(reading.derivation);
    const QString &name = grammar.nonterminalName(node.nonterminal);
    if (name == u"event"_s || name == u"when"_s)
        role = WordRole::Role::Event;
    else if (name == u"conditions"_s || name == u"time_condition"_s)
        role = role == WordRole::Role::Event ? role : WordRole::Role::Condition;
    else if (name == u"action"_s)
        role = WordRole::Role::Action;
    else if (name == u"schedule"_s)
        role = WordRole::Role::Schedule;
    for (int i = 0; i < derivation.childCount; ++i) {
        const int child = chart.child(derivation, i);
        if (child >= 0) {
            addRoles(*reading.parts[size_t(i)], chart, grammar, lattice, role, roles);
            continue;
        }
        const Edge &edge = chart.edge(child);
        for (int at = edge.from; at < edge.begin; ++at)
            roles.push_back({WordRole::Role::Filler, lattice.token(at).from, lattice.token(at).to});
        WordRole::Role own = role;
        if (edge.lexeme >= 0) {
            const Slot slot = lattice.lexeme(edge.lexeme).slot;
            own = slot <= Slot::Ordinal ? WordRole::Role::Amount
                : slot == Slot::Quote || slot == Slot::Any ? WordRole::Role::Text
                                                           : WordRole::Role::Name;
        }
        roles.push_back({own, lattice.token(edge.begin).from, lattice.token(edge.to - 1).to});
    }
}

} // namespace

Compiler::Compiler(Workspace workspace)
    : m_workspace(std::make_unique<Workspace>(std::move(workspace)))
    , m_names(std::make_unique<NameIndex>(*m_workspace))
{
}

Compiler::~Compiler() = default;
Compiler::Compiler(Compiler &&) noexcept = default;

tl::expected<Compiled, Refusal> Compiler::translate(const QString &sentence) const
{
    Lexed lexed = lex(sentence);
    if (lexed.malformed) {
        const Malformed &bad = *lexed.malformed;
        return tl::make_unexpected(Refusal{u"malformed"_s, u"This cannot be read: %1."_s.arg(bad.what), bad.from,
                                           bad.to, {}});
    }
    const Grammar &grammar = Grammar::language();
    const Lattice lattice(std::move(lexed.tokens), grammar, *m_names, m_workspace->currency);
    const Chart chart(grammar, lattice);
    if (chart.gaveUp())
        return tl::make_unexpected(refusalFor({u"unsupported"_s, u"tangled"_s, {0, lattice.size()}, {}}, sentence, lattice));
    const Readings readings(grammar, chart);
    Interpreter interpreter(grammar, chart, lattice, *m_workspace);
    Judge judgement(*m_workspace);
    std::vector<Attempt> accepted;
    std::optional<Attempt> refused;
    std::optional<Attempt> judged; // the cheapest reading that is understood in full, and wrong
    int tries = 0;
    for (const Reading *reading : readings.whole()) {
        if (!accepted.empty() && reading->cost > accepted.front().cost)
            break;
        if ((refused && reading->cost > refused->cost + slack) || (judged && reading->cost > judged->cost))
            break;
        if (++tries > maximumTries)
            break;
        auto attempt = tryReading(interpreter, *reading, *m_workspace);
        if (!attempt)
            continue;
        judgement.look(*attempt);
        if (attempt->fault) {
            const bool better = !refused || attempt->cost < refused->cost
                || (attempt->cost == refused->cost && rankOf(attempt->fault->errorClass) < rankOf(refused->fault->errorClass));
            if (attempt->isJudged() && (!judged || attempt->cost < judged->cost))
                judged = *attempt;
            if (better)
                refused = std::move(attempt);
        } else {
            accepted.push_back(std::move(*attempt));
        }
    }
    std::ranges::stable_sort(accepted, {}, &Attempt::cost);
    const bool isJudged = judged && (accepted.empty() ? judged->cost <= refused->cost + slack : judged->cost <= accepted.front().cost);
    if (isJudged)
        return tl::make_unexpected(refusalFor(*judged->fault, sentence, lattice));
    if (accepted.empty()) {
        if (refused)
            return tl::make_unexpected(refusalFor(*refused->fault, sentence, lattice));
        return tl::make_unexpected(refusalFor(Suggester::unread(grammar, lattice, chart, *m_names), sentence, lattice));
    }
    const Attempt &best = accepted.front();
    for (const Attempt &other : accepted) {
        const bool isRival = other.cost == best.cost && *other.trigger != *best.trigger;
        if (isRival && normalBytes(*other.trigger) != normalBytes(*best.trigger)) {
            Fault fault{u"ambiguous"_s, u"readings"_s, {0, lattice.size()}, {}};
            for (const Attempt &one : accepted) {
                if (one.cost == accepted.front().cost)
                    fault.choices.append(paraphrase(*one.trigger, *m_workspace));
            }
            fault.choices.removeDuplicates();
            return tl::make_unexpected(refusalFor(fault, sentence, lattice));
        }
    }
    if (sentence.size() > longSentence && paraphrase(*best.trigger, *m_workspace).size() > maximumSentence)
        return tl::make_unexpected(Refusal{u"malformed"_s, u"This cannot be read: to say what it means takes more than 2,000 characters."_s, 0, int(sentence.size()), {}});
    Compiled compiled{std::move(*accepted.front().trigger), {}};
    addRoles(*accepted.front().reading, chart, grammar, lattice, WordRole::Role::Grammar, compiled.roles);
    return compiled;
}

std::optional<Refusal> Compiler::refusalOf(const QString &sentence) const
{
    auto result = translate(sentence);
    return result ? std::nullopt : std::optional(std::move(result.error()));
}

tl::expected<Compiled, Refusal> Compiler::compile(const QString &sentence) const
{
    auto result = translate(sentence);
    if (!result)
        Suggester(*this, sentence).addSuggestions(result.error());
    return result;
}

} // namespace crossdock::rules
