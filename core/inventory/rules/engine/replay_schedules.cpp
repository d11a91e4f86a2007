#include "core/inventory/inventory.h"
#include "core/inventory/rules/engine/replay.h"
#include "core/inventory/values/counted.h"

using namespace Qt::Literals::StringLiterals;

/// The part of Replay that lets schedules run.
namespace crossdock::rules {

void Replay::goThroughThings(const Progress &progress, Missed missed)
{
    m_progress = &progress;
    m_missed = std::move(missed);
}

bool Replay::isStopped() const
{
    return m_progress && m_progress->isCancelled;
}

void Replay::runSchedule(const ArmedRule &rule, Time due, std::vector<Firing> &firings)
{
    if (rule.trigger.event.each.isEmpty())
        m_evaluator.sweep(rule, {u"schedule"_s, {}, due, 0, {}}, false, firings);
    else if (m_progress)
        sweepThings(rule, due, firings);
}

PastThings *Replay::thingsOf(const QString &entity)
{
    if (const auto known = m_things.find(entity); known != m_things.end())
        return &known->second;
    auto things = PastThings::read(m_database, entity);
    if (things)
        return &m_things.emplace(entity, *std::move(things)).first->second;
    m_state = tl::make_unexpected(things.error());
    return nullptr;
}

/// Of what does not fire it is said where a value is missing that the rule asks for: it may have been so.
void Replay::sweepThings(const ArmedRule &rule, Time due, std::vector<Firing> &firings)
{
    tell(firings); // in the order of time, and no more of them at once than one run makes
    firings.clear();
    PastThings *things = thingsOf(rule.trigger.event.each);
    if (!things)
        return;
    const auto used = rule.slotsUsed();
    qint64 undecided = 0;
    QStringList fields;
    const auto &there = things->at(due);
    for (const Subject &subject : there) {
        if (isStopped())
            return;
        ++m_events;
        const size_t before = firings.size();
        const Happening happening{u"schedule"_s, subject, due, 0, {}};
        m_evaluator.sweep(rule, happening, false, firings);
        if (firings.size() > before)
            continue;
        bool isKnown = true;
        for (const int slot : used) {
            if (m_evaluator.reading().at(slot).isKnown())
                continue;
            isKnown = false;
            if (const QString field = fieldName(m_slots.key(slot).field); !fields.contains(field))
                fields.append(field);
        }
        undecided += isKnown ? 0 : 1;
    }
    if (undecided > 0)
        m_missed(due, u"of %1 of %2 that it went through, this was not known: %3"_s.arg(undecided).arg(counted(there.size(), u"thing"_s), fields.join(u", "_s)));
    if (!things->gap().isEmpty())
        m_missed(due, things->gap());
    tell(firings);
    firings.clear();
}

} // namespace crossdock::rules
