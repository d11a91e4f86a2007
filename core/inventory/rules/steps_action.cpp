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

void Interpreter::stepTarget(Meanings &meanings, const QStringList &)
{
    for (Meaning &meaning : meanings) {
        const bool isPlace = meaning.kind == Kind::Place || meaning.kind == Kind::Name;
        if (!isPlace || meaning.slot != Slot::Channel)
            continue;
        meaning.kind = Kind::Target;
        meaning.text = meaning.keys.first();
    }
}

void Interpreter::stepAll(Meanings &meanings, const QStringList &)
{
    Meaning target = made(Kind::Target);
    target.text = u"all"_s;
    meanings.push_back(std::move(target));
}

void Interpreter::stepOthers(Meanings &meanings, const QStringList &)
{
    Meaning target = made(Kind::Target);
    target.text = u"others"_s;
    meanings.push_back(std::move(target));
}

void Interpreter::stepItsListing(Meanings &meanings, const QStringList &)
{
    if (has(meanings, Kind::Target))
        return;
    Meaning target = made(Kind::Target);
    const QString second = m_span.from + 1 < m_lattice.size() ? m_lattice.token(m_span.from + 1).word : QString();
    target.text = second == u"event"_s || (second == u"listing"_s && m_span.to - m_span.from == 4) ? u"athand"_s
                                                                                                    : u"its"_s;
    meanings.push_back(std::move(target));
}

void Interpreter::stepSetValue(Meanings &meanings, const QStringList &)
{
    const Meanings amounts = take(meanings, Kind::Amount);
    if (amounts.size() != 1)
        return reject();
    if (amounts.front().number < 0 || amounts.front().number != std::floor(amounts.front().number))
        return mistake(meanings, u"wrong_unit"_s, u"quantity"_s, amounts.front().span);
    addArgument(meanings, u"value"_s, amounts.front().number);
}

void Interpreter::stepPrice(Meanings &meanings, const QStringList &arguments)
{
    const QString mode = arguments.value(0);
    const Meanings fields = take(meanings, Kind::Field);
    const Meanings amounts = take(meanings, Kind::Amount);
    addArgument(meanings, u"mode"_s, mode);
    if (amounts.empty())
        return mode == u"match"_s ? void() : reject();
    if (amounts.size() != 1 || mode == u"match"_s)
        return reject();
    const Meaning &amount = amounts.front();
    if (!amount.candidates.empty()) {
        if (amount.candidates.front() == *fieldNamed(u"competitor.price"_s) && mode == u"set"_s)
            return reject(); // that is a match
        if (specOf(amount.candidates.front()).kind != FieldKind::Money)
            return mistake(meanings, u"wrong_unit"_s, u"price"_s, amount.span);
        return addArgument(meanings, u"value"_s, FieldRef{amount.candidates.front()});
    }
    if (amount.slot == Slot::Weight || amount.slot == Slot::Duration)
        return mistake(meanings, u"wrong_unit"_s, u"price"_s, amount.span);
    if ((mode == u"set"_s && amount.number <= 0)
        || (mode == u"decrease"_s && amount.slot == Slot::Percent && amount.number >= 100))
        return mistake(meanings, u"unsafe"_s, u"price"_s, amount.span);
    if (amount.number <= 0)
        return mistake(meanings, u"contradictory"_s, u"price"_s, amount.span);
    addArgument(meanings, u"value"_s, amount.number);
    addArgument(meanings, u"unit"_s, amount.slot == Slot::Number ? m_workspace.currency : unitName(amount.unit));
}

void Interpreter::stepBound(Meanings &meanings, const QStringList &arguments)
{
    const Meanings amounts = take(meanings, Kind::Amount);
    take(meanings, Kind::Comparison);
    if (amounts.size() != 1)
        return reject();
    const Meaning &amount = amounts.front();
    if (!amount.candidates.empty())
        return addArgument(meanings, arguments.value(0), MoneyBound{FieldRef{amount.candidates.front()}, Unit::None});
    const Unit unit = amount.slot == Slot::Number ? unitOf(m_workspace.currency).value_or(Unit::Usd) : amount.unit;
    if (amount.number <= 0)
        return mistake(meanings, u"unsafe"_s, u"price"_s, amount.span);
    addArgument(meanings, arguments.value(0), MoneyBound{amount.number, unit});
}

void Interpreter::stepMinMax(Meanings &meanings, const QStringList &)
{
    Meanings amounts = take(meanings, Kind::Amount);
    if (amounts.size() != 2)
        return reject();
    Meanings least{amounts[0]};
    Meanings most{amounts[1]};
    stepBound(least, {u"min"_s});
    stepBound(most, {u"max"_s});
    meanings.insert(meanings.end(), least.begin(), least.end());
    meanings.insert(meanings.end(), most.begin(), most.end());
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

void Interpreter::stepVia(Meanings &meanings, const QStringList &arguments)
{
    Meaning way = made(Kind::Way);
    static const QHash<QString, QString> spoken{{u"email"_s, u"email"_s},      {u"texted"_s, u"sms"_s},
                                                {u"whatsapped"_s, u"whatsapp"_s}, {u"slacked"_s, u"slack"_s},
                                                {u"sms"_s, u"sms"_s},          {u"text"_s, u"sms"_s}};
    way.text = arguments.value(0);
    if (way.text.isEmpty()) {
        const QString last = m_lattice.token(m_span.to - 1).word;
        way.text = spoken.value(last);
    }
    if (way.text.isEmpty())
        return reject();
    meanings.push_back(std::move(way));
}

/// "Them", "him": the last person; who that is, is known only in the whole sentence.
void Interpreter::stepLastPerson(Meanings &meanings, const QStringList &)
{
    Meaning person = made(Kind::Recipient);
    person.keys = {u"last"_s};
    meanings.push_back(std::move(person));
}

void Interpreter::stepSweep(Meanings &meanings, const QStringList &)
{
    Meaning swept = made(Kind::Action);
    swept.parts = std::move(meanings);
    meanings = {std::move(swept)};
    meanings.front().text = u"swept"_s;
}

namespace {

/// Recipients in the order said: names, Slack channels and pronouns.
QStringList recipientsOf(Meanings &meanings)
{
    QStringList people;
    Meanings kept;
    for (Meaning &meaning : meanings) {
        const bool named = meaning.kind == Kind::Name
            && (meaning.slot == Slot::Recipient || meaning.slot == Slot::Slack);
        if (named || meaning.kind == Kind::Recipient)
            people.append(meaning.keys.first());
        else
            kept.push_back(std::move(meaning));
    }
    meanings = std::move(kept);
    return people;
}

} // namespace

/// One action per recipient and per way, in the order said.
void Interpreter::stepMessage(Meanings &meanings, const QStringList &arguments)
{
    if (has(meanings, Kind::Mistake)) {
        meanings = take(meanings, Kind::Mistake);
        return;
    }
    QStringList people = recipientsOf(meanings);
    if (people.isEmpty() && !arguments.isEmpty())
        people = {arguments.first()};
    QStringList ways;
    for (const Meaning &way : take(meanings, Kind::Way)) {
        if (!ways.contains(way.text))
            ways.append(way.text);
    }
    const Meanings texts = take(meanings, Kind::Parameter);
    Meanings rest;
    for (Meaning &meaning : meanings) {
        if (meaning.kind == Kind::Action && meaning.text == u"swept"_s)
            rest.insert(rest.end(), meaning.parts->begin(), meaning.parts->end());
        else if (meaning.kind == Kind::Text && meaning.slot == Slot::Quote && texts.empty())
            return reject();
        else if (meaning.kind != Kind::Thing)
            return reject();
    }
    if (people.isEmpty() || texts.size() > 1)
        return reject();
    meanings.clear();
    for (const QString &person : people) {
        QStringList own = ways;
        if (own.isEmpty())
            own = {person.startsWith(u'#') ? u"slack"_s : u"app"_s};
        for (const QString &way : own) {
            Meaning action = made(Kind::Action);
            Action &done = action.action.edit();
            done.type = u"message.send"_s;
            done.recipient = person;
            done.arguments.emplace(u"via"_s, way);
            if (!texts.empty())
                done.arguments.emplace(u"text"_s, texts.front().argument);
            if (meanings.empty())
                action.parts = rest;
            meanings.push_back(std::move(action));
        }
    }
}

void Interpreter::stepReportKey(Meanings &meanings, const QStringList &arguments)
{
    Meaning name = made(Kind::Name);
    name.slot = Slot::Report;
    name.keys = {arguments.value(0)};
    meanings.push_back(std::move(name));
}

void Interpreter::stepReport(Meanings &meanings, const QStringList &)
{
    if (has(meanings, Kind::Mistake)) {
        meanings = take(meanings, Kind::Mistake);
        return;
    }
    QStringList people = recipientsOf(meanings);
    QString report;
    for (const Meaning &name : take(meanings, Kind::Name)) {
        if (name.slot != Slot::Report || !report.isEmpty())
            return reject();
        report = name.keys.first();
    }
    QStringList ways;
    for (const Meaning &way : take(meanings, Kind::Way)) {
        if (!ways.contains(way.text))
            ways.append(way.text);
    }
    if (people.isEmpty())
        people = {u"me"_s};
    if (report.isEmpty() || !meanings.empty())
        return reject();
    for (const QString &person : people) {
        const QStringList own = !ways.isEmpty() ? ways : QStringList{person.startsWith(u'#') ? u"slack"_s : u"app"_s};
        for (const QString &way : own) {
            Meaning action = made(Kind::Action);
            Action &done = action.action.edit();
            done.type = u"report.send"_s;
            done.recipient = person;
            done.arguments = {{u"report"_s, report}, {u"via"_s, way}};
            meanings.push_back(std::move(action));
        }
    }
}

void Interpreter::stepTask(Meanings &meanings, const QStringList &)
{
    if (has(meanings, Kind::Mistake)) {
        meanings = take(meanings, Kind::Mistake);
        return;
    }
    const QStringList people = recipientsOf(meanings);
    Meanings titles = take(meanings, Kind::Parameter);
    if (titles.empty() && has(meanings, Kind::Text)) {
        const QStringList words = takeWords(meanings);
        if (words.size() != 1)
            return reject();
        addArgument(meanings, u"title"_s, words.first());
        titles = take(meanings, Kind::Parameter);
    }
    if (people.isEmpty() || titles.size() > 1 || !meanings.empty())
        return reject();
    for (const QString &person : people) {
        Meaning action = made(Kind::Action);
        Action &done = action.action.edit();
        done.type = u"task.create"_s;
        done.recipient = person;
        if (!titles.empty())
            done.arguments.emplace(u"title"_s, titles.front().argument);
        meanings.push_back(std::move(action));
    }
}

} // namespace crossdock::rules
