#include "core/inventory/rules/engine/evaluator.h"

#include "core/inventory/rules/normal_form.h"

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

constexpr double hundredths = 100; // sums are kept whole

/// What a window or a limit counts separately.
QString partyOf(const QString &by, const Subject &subject, Reading &reading)
{
    if (by == u"customer") {
        const QString buyer = reading.buyerOf(subject);
        return buyer.isEmpty() ? subject.text() : buyer;
    }
    if (by == u"product")
        return subject.code.isEmpty() ? subject.text() : subject.code;
    if (by == u"order")
        return subject.order.text();
    if (by == u"channel")
        return subject.channel;
    if (by == u"node")
        return subject.node;
    return {};
}

bool compares(Op op, double value, double bound)
{
    switch (op) {
    case Op::Gt: return value > bound;
    case Op::Gte: return value >= bound;
    case Op::Eq: return value == bound;
    case Op::Lt: return value < bound;
    case Op::Lte: return value <= bound;
    default: return false; // not armed
    }
}

bool countsDown(Op op)
{
    return op == Op::Lt || op == Op::Lte;
}

/// The thing that a window counts for, as far as it is one.
Subject countedOf(const QString &by, const Subject &subject)
{
    if (by == u"product" && subject.sku != 0)
        return {Subject::Kind::Product, subject.sku, 0, subject.code, {}, {}, {}};
    if (by == u"channel" && !subject.channel.isEmpty())
        return {Subject::Kind::Channel, 0, 0, {}, {}, subject.channel, {}};
    return {};
}

/// "Is tagged gift" is about the tag that was put on just now, not about one that the order has had for a week.
bool namesOtherTag(const Tree &tree, const QString &tag)
{
    if (tree.kind == Tree::Kind::Leaf && tree.leaf.op == Op::Contains && fieldName(tree.leaf.field) == u"order.tags") {
        if (const auto *word = std::get_if<QString>(&tree.leaf.value))
            return foldedText(*word) != foldedText(tag);
        const auto *words = std::get_if<QStringList>(&tree.leaf.value);
        return words && std::none_of(words->begin(), words->end(), [&](const QString &word) { return foldedText(word) == foldedText(tag); });
    }
    return tree.kind == Tree::Kind::And && std::ranges::any_of(tree.children, [&](const Tree &child) { return namesOtherTag(child, tag); });
}

const QString atChannel = u" @"_s; // between a thing and the channel on which a value of it turned

/// What must stay so on one of several channels has a timer of its own there.
QString timerKey(const Happening &happening, const ArmedRule::Crossing &crossing)
{
    const QString thing = happening.subject.text();
    return crossing.where.isEmpty() ? thing : thing + atChannel + crossing.where;
}

/// A customer is the same one in all his orders.
QString edgeKey(const Happening &happening, const ArmedRule::Crossing &crossing, Reading &reading)
{
    const QString thing = happening.type == u"customer.changed" ? u"customer "_s + partyOf(u"customer"_s, happening.subject, reading) : happening.subject.text();
    return crossing.where.isEmpty() ? thing : thing + atChannel + crossing.where;
}

} // namespace

QString thingOfTimer(const ArmedRule &rule, const QString &subject)
{
    for (const ArmedRule::Crossing &crossing : rule.crossings) {
        if (!crossing.where.isEmpty() && subject.endsWith(atChannel + crossing.where))
            return subject.chopped(atChannel.size() + crossing.where.size());
    }
    return subject;
}

QStringList crossingEventsOf(const QString &birth)
{
    if (birth == u"product.created")
        return {u"stock.changed"_s, u"product.changed"_s, u"sales.changed"_s};
    if (birth == u"order.created")
        return {u"order.changed"_s};
    if (birth == u"po.created")
        return {u"po.changed"_s};
    return birth == u"listing.created" ? QStringList{u"listing.changed"_s} : QStringList();
}

void Evaluator::use(const RuleIndex::Rules &rules, const SlotTable &slots)
{
    m_rules = &rules;
    m_slots = &slots;
    m_index.build(rules, slots);
}

bool Evaluator::isInteresting(const QString &type) const
{
    if (m_index.hasAny(type))
        return true;
    const QStringList crossing = crossingEventsOf(type);
    return std::any_of(crossing.begin(), crossing.end(), [&](const QString &one) { return m_index.hasAny(one); });
}

/// A new order, or a payment that its channel told, of which nobody has told yet what a rule asks for is decided by it once that is told.
bool Evaluator::isTimely(const ArmedRule &rule, const Happening &happening)
{
    if (rule.toldSlots.empty())
        return happening.late.isEmpty();
    const bool isWaitedFor = happening.type == u"order.created" || (happening.type == u"order.paid" && m_reading.isPaymentTold(happening.subject));
    if (!isWaitedFor)
        return true;
    const bool isKnown = std::ranges::all_of(rule.toldSlots, [this](int slot) { return m_reading.at(slot).isKnown(); });
    if (!isKnown && !m_reading.isWhole(happening.subject))
        return false;
    const bool isSettled = happening.late.contains(u"complete"); // what is unknown now stays so
    const auto wasWaitedFor = [&](int slot) { return happening.late.contains(fieldName(m_slots->key(slot).field)) || (isSettled && !m_reading.at(slot).isKnown()); };
    return happening.late.isEmpty() || std::ranges::any_of(rule.toldSlots, wasWaitedFor);
}

void Evaluator::look(const Happening &happening, std::vector<Firing> &firings)
{
    m_reading.begin(*m_slots, happening);
    m_index.find(happening.type, m_reading, m_found);
    const size_t first = firings.size();
    for (const int place : m_found) {
        const ArmedRule &rule = *(*m_rules)[size_t(place)];
        if ((happening.entry > 0 && happening.entry <= rule.since) || !rule.concerns(happening.subject) || !isTimely(rule, happening))
            continue;
        ++m_looked;
        tryRule(rule, happening, firings);
    }
    bool isStopped = false; // rule.stop: the later rules do not run, their crossings are remembered all the same
    for (size_t i = first; i < firings.size(); ++i) {
        const ArmedRule &rule = *firings[i].rule;
        firings[i].wasStopped = isStopped;
        isStopped = isStopped || (!rule.isShadow && rule.ways[size_t(firings[i].way)].stopsOthers); // a shadow stops nobody
    }
    if (!crossingEventsOf(happening.type).isEmpty() && happening.late.isEmpty())
        prime(happening);
}

void Evaluator::primeRule(const ArmedRule &rule, const Happening &happening)
{
    if (!rule.concerns(happening.subject))
        return;
    for (const ArmedRule::Crossing &crossing : rule.crossings) {
        if (crossing.isMomentary)
            continue;
        const QString key = edgeKey(happening, crossing, m_reading);
        const auto known = m_memory.edge(rule.rule, key);
        if (known && known != Truth::No)
            continue;
        const Truth now = crossing.becomes.truth(m_reading);
        m_memory.setEdge(rule.rule, key, now);
        if (now == Truth::Yes && rule.stays > Milliseconds::zero()) // so from its birth, or as far as is known
            expectStay(rule, crossing, happening);
    }
}

void Evaluator::primeAll(const QString &type, const Happening &happening)
{
    m_index.find(type, m_reading, m_primed);
    for (const int place : m_primed)
        primeRule(*(*m_rules)[size_t(place)], happening);
}

void Evaluator::prime(const Happening &happening, const ArmedRule *only)
{
    m_reading.begin(*m_slots, happening);
    if (only) {
        primeRule(*only, happening);
        return;
    }
    for (const QString &type : crossingEventsOf(happening.type))
        primeAll(type, happening);
}

void Evaluator::primeBefore(const Happening &happening)
{
    if (happening.type == u"customer.changed")
        return; // the order counts already; what he was before his order before told
    m_reading.begin(*m_slots, happening);
    primeAll(happening.type, happening);
}

void Evaluator::tryRule(const ArmedRule &rule, const Happening &happening, std::vector<Firing> &firings)
{
    if (!rule.crossings.empty()) {
        if (!crosses(rule, happening))
            return;
        if (rule.stays > Milliseconds::zero())
            return; // see stayed()
    } else if (happening.isMark) {
        return;
    }
    if (!rule.where.holds(m_reading))
        return;
    const auto &where = rule.trigger.event.where;
    if (where && happening.type == u"order.tagged" && namesOtherTag(*where, happening.tag))
        return;
    const bool isWindow = rule.trigger.window && !rule.trigger.window->function.isEmpty();
    if (isWindow && !fillsWindow(rule, happening))
        return;
    fire(rule, happening, false, firings);
}

/// Something must stay so for a while from now on.
void Evaluator::expectStay(const ArmedRule &rule, const ArmedRule::Crossing &crossing, const Happening &happening)
{
    m_memory.setTimer({rule.rule, u"stays"_s, timerKey(happening, crossing), happening.at + rule.stays, happening.entry});
}

/// It does not stay so. A timer without a channel, where there are several, is of an older version: it was of all of them, and runs on while
/// it is so on another one.
void Evaluator::endStay(const ArmedRule &rule, const ArmedRule::Crossing &crossing, const Happening &happening)
{
    m_memory.dropTimer(rule.rule, u"stays"_s, timerKey(happening, crossing));
    if (crossing.where.isEmpty())
        return;
    const bool isElsewhere = std::ranges::any_of(rule.crossings, [&](const ArmedRule::Crossing &one) {
        return one.where != crossing.where && one.becomes.holds(m_reading);
    });
    if (!isElsewhere)
        m_memory.dropTimer(rule.rule, u"stays"_s, happening.subject.text());
}

/// True if one of its values turns just now. With `rearm` it does not turn again before that was true.
bool Evaluator::crosses(const ArmedRule &rule, const Happening &happening)
{
    bool isCrossed = false;
    for (const ArmedRule::Crossing &crossing : rule.crossings) {
        const QString key = edgeKey(happening, crossing, m_reading);
        const auto before = m_memory.edge(rule.rule, key);
        const Truth now = crossing.becomes.truth(m_reading);
        if (crossing.isMomentary) {
            isCrossed = isCrossed || now == Truth::Yes;
            continue;
        }
        if (before == Truth::Yes && now != Truth::Yes) {
            if (rule.stays > Milliseconds::zero())
                endStay(rule, crossing, happening);
            if (crossing.rearm.isEmpty() || crossing.rearm.holds(m_reading))
                m_memory.setEdge(rule.rule, key, now);
            continue;
        }
        m_memory.setEdge(rule.rule, key, now);
        const bool hasTurned = before == Truth::No && now == Truth::Yes;
        if (hasTurned && rule.stays > Milliseconds::zero())
            expectStay(rule, crossing, happening);
        isCrossed = isCrossed || hasTurned;
    }
    return isCrossed;
}

/// Counts up to its bound just now. What counts down does so by itself, when something falls out of the window: see thinned().
bool Evaluator::fillsWindow(const ArmedRule &rule, const Happening &happening)
{
    const Window &window = *rule.trigger.window;
    double amount = 1;
    if (rule.sumSlot >= 0) {
        const Fact &value = m_reading.at(rule.sumSlot);
        if (value.kind != Fact::Kind::Number)
            return false;
        amount = value.number;
    }
    const QString party = u"window "_s + partyOf(window.by, happening.subject, m_reading);
    const Time since = happening.at - rule.windowLength;
    const bool isSum = rule.sumSlot >= 0;
    const qint64 kept = isSum ? qint64(std::llround(amount * hundredths)) : 1;
    const qint64 before = m_memory.sumSince(rule.rule, party, since);
    m_memory.addSample(rule.rule, party, happening.at, kept, since);
    const double bound = isSum ? inBaseUnit(window.value, window.unit) * hundredths : window.value;
    if (!countsDown(window.op))
        return !compares(window.op, double(before), bound) && compares(window.op, double(before + kept), bound);
    const QString counted = countedOf(window.by, happening.subject).text();
    m_memory.setEdge(rule.rule, party, compares(window.op, double(before + kept), bound) ? Truth::Yes : Truth::No);
    if (!m_memory.timerOf(rule.rule, u"window"_s, counted))
        m_memory.setTimer({rule.rule, u"window"_s, counted, happening.at + rule.windowLength, happening.entry});
    return false;
}

void Evaluator::thinned(const Memory::Timer &timer, const Subject &subject, std::vector<Firing> &firings)
{
    for (const auto &rule : *m_rules) {
        if (rule->rule != timer.rule || !rule->trigger.window)
            continue;
        const Window &window = *rule->trigger.window;
        const QString party = u"window "_s + partyOf(window.by, subject, m_reading);
        const Time since = timer.due - rule->windowLength;
        const bool isSum = rule->sumSlot >= 0;
        const double bound = isSum ? inBaseUnit(window.value, window.unit) * hundredths : window.value;
        const auto before = m_memory.edge(rule->rule, party);
        const Truth now = compares(window.op, double(m_memory.sumSince(rule->rule, party, since)), bound) ? Truth::Yes : Truth::No;
        m_memory.setEdge(rule->rule, party, now);
        if (const auto next = m_memory.oldestSince(rule->rule, party, since))
            m_memory.setTimer({timer.rule, timer.kind, timer.subject, *next + rule->windowLength, timer.entry});
        if (before != Truth::No || now != Truth::Yes)
            continue;
        const Happening happening{rule->trigger.event.type, subject, timer.due, 0, {}};
        m_reading.begin(*m_slots, happening);
        fire(*rule, happening, false, firings);
    }
}

bool Evaluator::isWithinLimit(const ArmedRule &rule, const Happening &happening)
{
    if (!rule.trigger.limit)
        return true;
    const QString party = u"limit "_s + partyOf(rule.trigger.limit->by, happening.subject, m_reading);
    const Time since = happening.at - rule.limitSpan;
    if (m_memory.sumSince(rule.rule, party, since) >= rule.trigger.limit->times)
        return false;
    m_memory.addSample(rule.rule, party, happening.at, 1, since);
    return true;
}

void Evaluator::fire(const ArmedRule &rule, const Happening &happening, bool isCatchUp, std::vector<Firing> &firings)
{
    for (size_t way = 0; way < rule.ways.size(); ++way) {
        if (!rule.ways[way].conditions.holds(m_reading))
            continue;
        if (!isWithinLimit(rule, happening))
            return;
        firings.push_back({&rule, int(way), happening, isCatchUp, false});
        if (const auto &becomes = rule.trigger.event.becomes)
            firings.back().happening.subject.turnedOn = becomes->scope.channels;
        return;
    }
}

/// Of what one entry began on several channels the rule runs once, as it does where nothing must stay so.
void Evaluator::stayed(const Memory::Timer &timer, const Subject &subject, std::vector<Firing> &firings)
{
    for (const auto &rule : *m_rules) {
        if (rule->rule != timer.rule)
            continue;
        const Happening happening{rule->trigger.event.type, subject, timer.due, timer.entry, {}};
        m_reading.begin(*m_slots, happening);
        const bool isOfAll = timer.subject == subject.text();
        const bool isStill = std::ranges::any_of(rule->crossings, [&](const ArmedRule::Crossing &crossing) {
            return (isOfAll || timer.subject == timerKey(happening, crossing)) && crossing.becomes.holds(m_reading);
        });
        const bool hasFired = !firings.empty() && firings.back().rule == rule.get() && firings.back().happening.entry == timer.entry
            && firings.back().happening.at == timer.due && firings.back().happening.subject.text() == subject.text();
        if (isStill && !hasFired && rule->where.holds(m_reading))
            fire(*rule, happening, false, firings);
    }
}

void Evaluator::sweep(const ArmedRule &rule, const Happening &happening, bool isCatchUp, std::vector<Firing> &firings)
{
    m_reading.begin(*m_slots, happening);
    if (rule.where.holds(m_reading))
        fire(rule, happening, isCatchUp, firings);
}

} // namespace crossdock::rules
