#include "core/inventory/rules/action_specs.h"
#include "core/inventory/rules/interpreter.h"

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

/// Steps that make actions.
namespace crossdock::rules {

using Kind = Meaning::Kind;

void Interpreter::stepSetArgument(Meanings &meanings, const QStringList &arguments)
{
    if (arguments.value(0) == u"restock"_s)
        return addArgument(meanings, arguments.value(0), true);
    addArgument(meanings, arguments.value(0), arguments.value(1));
}

/// Of a text without quotes: "saying please call" is not "call", and "a note with the name" not a note that says so.
bool Interpreter::losesWord(const Meanings &meanings) const
{
    const Meaning *before = nullptr;
    for (const Meaning &one : meanings) {
        if (one.kind != Kind::Text || one.slot == Slot::Quote)
            continue;
        const bool isBehindText = before && before->span.to == one.span.from;
        const bool passesFiller = !isBehindText && one.span.from > m_span.from && m_grammar.isFiller(m_lattice.token(one.span.from - 1).word);
        if (passesFiller || (!before && one.text == u"with"))
            return true;
        before = &one;
    }
    return false;
}

/// The one thing that was said becomes an argument: a duration, a text, a name.
void Interpreter::stepArg(Meanings &meanings, const QStringList &arguments)
{
    const QString name = arguments.value(0);
    if (name == u"for"_s || name == u"duration"_s) {
        const Meanings amounts = take(meanings, Kind::Amount);
        if (amounts.size() != 1)
            return reject();
        return addArgument(meanings, name, Duration{amounts.front().number, amounts.front().unit});
    }
    if (name == u"package"_s) {
        Meanings kept;
        QString package;
        for (Meaning &meaning : meanings) {
            if (meaning.kind == Kind::Name && meaning.slot == Slot::Package)
                package = meaning.keys.first();
            else
                kept.push_back(std::move(meaning));
        }
        meanings = std::move(kept);
        return addArgument(meanings, name, package);
    }
    if (name == u"text"_s && losesWord(meanings))
        return reject();
    const QStringList words = takeWords(meanings);
    if (words.size() != 1)
        return reject();
    addArgument(meanings, name, words.first());
}

void Interpreter::stepCarrier(Meanings &meanings, const QStringList &)
{
    QStringList carriers;
    QStringList services;
    TokenSpan span;
    Meanings kept;
    for (Meaning &meaning : meanings) {
        if (meaning.kind == Kind::Name && meaning.slot == Slot::Carrier) {
            carriers += meaning.keys;
        } else if (meaning.kind == Kind::Name && meaning.slot == Slot::Service) {
            services = meaning.keys;
            span = meaning.span;
        } else {
            kept.push_back(std::move(meaning));
        }
    }
    meanings = std::move(kept);
    if (carriers.size() > 1)
        return reject();
    if (!carriers.isEmpty())
        addArgument(meanings, u"carrier"_s, carriers.first());
    if (services.isEmpty())
        return;
    if (carriers.isEmpty()) { // a service alone: which carrier's?
        const bool several = services.size() > 1;
        if (several)
            return mistake(meanings, u"ambiguous"_s, u"service"_s, span);
        addArgument(meanings, u"carrier"_s, services.first().section(u'/', 0, 0));
        return addArgument(meanings, u"service"_s, services.first().section(u'/', 1));
    }
    for (const QString &service : services) {
        if (service.startsWith(carriers.first() + u'/'))
            return addArgument(meanings, u"service"_s, service.section(u'/', 1));
    }
    mistake(meanings, u"unknown_entity"_s, u"service "_s + carriers.first(), span);
}

/// Makes the action of what was said: arguments, target; the rest is its object.
void Interpreter::stepAction(Meanings &meanings, const QStringList &arguments)
{
    if (has(meanings, Kind::Mistake)) {
        meanings = take(meanings, Kind::Mistake);
        return;
    }
    Meaning action = made(Kind::Action);
    Action &done = action.action.edit();
    done.type = arguments.value(0);
    Meanings rest;
    for (Meaning &meaning : meanings) {
        if (meaning.kind == Kind::Parameter) {
            if (!done.arguments.emplace(meaning.text, meaning.argument).second)
                return reject();
        } else if (meaning.kind == Kind::Name && (meaning.slot == Slot::Node || meaning.slot == Slot::NodeKind)
                   && done.type == u"order.route"_s) {
            if (!done.arguments.emplace(u"node"_s, meaning.keys.first()).second)
                return reject();
        } else {
            rest.push_back(std::move(meaning));
        }
    }
    action.parts = std::move(rest);
    const bool loose = std::ranges::any_of(*action.parts, [](const Meaning &one) {
        return one.kind == Kind::Name || one.kind == Kind::Text || one.kind == Kind::Comparison
            || one.kind == Kind::Amount || one.kind == Kind::Field;
    });
    if (loose)
        return reject();
    meanings = {std::move(action)};
}

/// "Add the tag T": of the thing of the event, which is not known here.
void Interpreter::stepTagThing(Meanings &meanings, const QStringList &)
{
    stepAction(meanings, {u"order.tag"_s});
    if (!meanings.empty() && meanings.back().kind == Kind::Action)
        meanings.back().text = u"any"_s;
}

void Interpreter::stepUntagThing(Meanings &meanings, const QStringList &)
{
    stepAction(meanings, {u"order.untag"_s});
    if (!meanings.empty() && meanings.back().kind == Kind::Action)
        meanings.back().text = u"any"_s;
}

/// "A signature and insurance": an action of its own for each.
void Interpreter::stepForEach(Meanings &meanings, const QStringList &arguments)
{
    const Meanings parameters = take(meanings, Kind::Parameter);
    Meanings actions;
    for (const Meaning &parameter : parameters) {
        Meanings one = std::exchange(meanings, {}); // the object stands with the first
        one.push_back(parameter);
        stepAction(one, arguments);
        if (m_rejected)
            return;
        if (arguments.value(1) == u"any"_s && !one.empty()) // as with one tag
            one.back().text = arguments.value(1);
        actions.insert(actions.end(), one.begin(), one.end());
    }
    meanings = std::move(actions);
}

void Interpreter::stepRefundFull(Meanings &meanings, const QStringList &)
{
    addArgument(meanings, u"amount"_s, u"full"_s);
}

void Interpreter::stepRefundShipping(Meanings &meanings, const QStringList &)
{
    addArgument(meanings, u"amount"_s, u"shipping"_s);
}

void Interpreter::stepRefund(Meanings &meanings, const QStringList &)
{
    const Meanings amounts = take(meanings, Kind::Amount);
    if (amounts.size() > 1 || (!amounts.empty() && has(meanings, Kind::Parameter)))
        return reject();
    if (!amounts.empty()) {
        const Meaning &amount = amounts.front();
        if (amount.slot == Slot::Percent && amount.number > 100)
            return mistake(meanings, u"unsafe"_s, u"refund"_s, amount.span);
        if (amount.number <= 0)
            return mistake(meanings, u"contradictory"_s, u"refund"_s, amount.span);
        const bool bare = m_lattice.token(m_span.from).word == u"refund"_s
            && std::ranges::any_of(m_lattice.tokens(), [](const Token &token) { return token.word == u"bare"_s; });
        addArgument(meanings, u"amount"_s, amount.number);
        if (amount.slot != Slot::Number)
            addArgument(meanings, u"unit"_s, unitName(amount.unit));
        else if (!bare)
            addArgument(meanings, u"unit"_s, m_workspace.currency);
    } else if (!has(meanings, Kind::Parameter)) {
        addArgument(meanings, u"amount"_s, u"full"_s);
    }
    stepAction(meanings, {u"order.refund"_s});
}

void Interpreter::stepAssignee(Meanings &meanings, const QStringList &)
{
    Meanings kept;
    QString person;
    for (Meaning &meaning : meanings) {
        if (meaning.kind == Kind::Name && (meaning.slot == Slot::Recipient || meaning.slot == Slot::Slack))
            person = meaning.keys.first();
        else
            kept.push_back(std::move(meaning));
    }
    meanings = std::move(kept);
    if (!has(meanings, Kind::Mistake))
        addArgument(meanings, u"assignee"_s, person);
}

void Interpreter::stepQuantity(Meanings &meanings, const QStringList &)
{
    const Meanings amounts = take(meanings, Kind::Amount);
    if (amounts.size() != 1)
        return reject();
    if (amounts.front().number < 1 || amounts.front().number != std::floor(amounts.front().number))
        return mistake(meanings, u"wrong_unit"_s, u"quantity"_s, amounts.front().span);
    addArgument(meanings, u"quantity"_s, amounts.front().number);
}

/// "There" is the last node that was named: told apart once the whole sentence is known.
void Interpreter::stepLastNode(Meanings &meanings, const QStringList &)
{
    addArgument(meanings, u"node"_s, lastNode);
}

void Interpreter::stepEndsThere(Meanings &meanings, const QStringList &arguments)
{
    if (arguments.size() == 2)
        stepEnds(meanings, {arguments.value(1)});
    addArgument(meanings, arguments.value(0), lastNode);
}

void Interpreter::stepSupplier(Meanings &meanings, const QStringList &)
{
    const QStringList words = takeWords(meanings);
    if (words.size() == 1)
        addArgument(meanings, u"supplier"_s, words.first());
}

void Interpreter::stepEnds(Meanings &meanings, const QStringList &arguments)
{
    const Meanings names = take(meanings, Kind::Name);
    if (names.size() != size_t(arguments.size()))
        return reject();
    for (qsizetype i = 0; i < arguments.size(); ++i)
        addArgument(meanings, arguments[i], names[size_t(i)].keys.first());
    if (names.size() == 2 && names[0].keys == names[1].keys)
        mistake(meanings, u"contradictory"_s, u"transfer"_s, m_span);
}

void Interpreter::stepBuffer(Meanings &meanings, const QStringList &)
{
    stepSetValue(meanings, {});
    Meanings kept;
    for (Meaning &meaning : meanings) {
        if (meaning.kind == Kind::Name && meaning.slot == Slot::Channel) {
            meaning.kind = Kind::Target;
            meaning.text = meaning.keys.first();
        }
        kept.push_back(std::move(meaning));
    }
    meanings = std::move(kept);
}

void Interpreter::stepSync(Meanings &meanings, const QStringList &)
{
    const Meanings names = take(meanings, Kind::Name);
    meanings.clear();
    for (const Meaning &name : names) {
        Meaning action = made(Kind::Action);
        Action &done = action.action.edit();
        done.type = u"sync.run"_s;
        done.channel = name.keys.first();
        meanings.push_back(std::move(action));
    }
}

} // namespace crossdock::rules
