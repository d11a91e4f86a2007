#include "core/inventory/rules/engine/history_findings.h"

#include "core/inventory/rules/engine/reach.h"
#include "core/inventory/rules/engine/replay.h"
#include "core/inventory/rules/engine/store_things.h"

#include <QDate>
#include <QTimeZone>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

constexpr Milliseconds day{86'400'000}, season{90 * day};
constexpr int flapsADay = 6; // of one thing: more than people answer
constexpr qint64 manyThings = 200; // that one run touches

/// Of the workspace's clock: where a day is over there.
QString dayOf(Time at, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(toMs(at), zone).date().toString(Qt::ISODate);
}

/// What one rule would have done.
struct Tally {
    qint64 runs = 0;
    QHash<QPair<QString, QString>, int> byThingAndDay;
    QString worstThing, worstDay;
    int worst = 0;

    void note(const Firing &firing, const QTimeZone &zone)
    {
        ++runs;
        const QString thing = firing.happening.subject.text(), on = dayOf(firing.happening.at, zone);
        const int count = ++byThingAndDay[{thing, on}];
        if (count <= worst)
            return;
        worst = count;
        worstThing = thing;
        worstDay = on;
    }
};

bool canFlap(const Trigger &trigger)
{
    return trigger.event.becomes && !trigger.event.rearm && !trigger.event.lasting && !trigger.limit;
}

/// Nothing replays them: of such a rule history cannot say that it is dead.
bool isReplayed(const Trigger &trigger)
{
    return trigger.event.each.isEmpty();
}

struct Swept {
    qint64 things = 0;
    QString example;
};

/// How many things a run of the schedule would go through now.
Result<Swept> sweep(store::Database &database, const Workspace &workspace, const Trigger &trigger, Time now)
{
    Swept swept;
    if (!isListed(trigger.event.each))
        return swept;
    const auto subjects = readThings(database, trigger.event.each);
    if (!subjects)
        return tl::make_unexpected(subjects.error());
    StoreFacts facts(database, nullptr);
    facts.setWorkspace(workspace);
    SlotTable slotTable;
    const ArmedRule rule = ArmedRule::make({}, trigger, 0, slotTable);
    Reading reading(facts);
    for (const Subject &subject : *subjects) {
        const Happening happening{trigger.event.type, subject, now, 0, {}};
        reading.begin(slotTable, happening);
        if (!rule.where.holds(reading) || std::ranges::none_of(rule.ways, [&](const ArmedRule::Way &way) { return way.conditions.holds(reading); }))
            continue;
        if (++swept.things == 1)
            swept.example = subject.text();
    }
    return swept;
}

void judge(int place, const Trigger &trigger, const Tally &tally, const QString &span, QList<HistoryFinding> &findings)
{
    using Kind = HistoryFinding::Kind;
    if (tally.runs == 0 && isReplayed(trigger))
        findings.append({Kind::Dead, place, u"would not have run once in %1"_s.arg(span)});
    if (canFlap(trigger) && tally.worst > flapsADay)
        findings.append({Kind::Flapping, place, u"would have run %1 times on %2 for %3: a “do not fire again until …” or a limit holds it back"_s
                             .arg(tally.worst).arg(tally.worstDay, tally.worstThing)});
}

} // namespace

QString findingName(HistoryFinding::Kind kind)
{
    switch (kind) {
    case HistoryFinding::Kind::Dead: return u"dead"_s;
    case HistoryFinding::Kind::Flapping: return u"flapping"_s;
    case HistoryFinding::Kind::FanOut: return u"fan_out"_s;
    }
    Q_UNREACHABLE();
}

Result<QList<HistoryFinding>> historyFindings(store::Database &database, const Workspace &workspace, std::span<const std::optional<Trigger>> rules, Time now, Progress &progress)
{
    QList<HistoryFinding> findings;
    const auto span = spanOfTrail(database, now - season, std::nullopt);
    if (!span)
        return tl::make_unexpected(span.error());
    std::vector<Tally> tallies(rules.size());
    const QTimeZone own(workspace.zone.toLatin1());
    const QTimeZone zone = own.isValid() ? own : QTimeZone::utc();
    Replay replay(database, workspace, span->first, [&](const Firing &firing) { tallies[size_t(firing.rule->rule)].note(firing, zone); });
    for (size_t place = 0; place < rules.size(); ++place) {
        RuleRow row;
        row.rule = qint64(place);
        if (rules[place])
            replay.add(row, *rules[place]);
    }
    replay.start(span->firstAt);
    CROSSDOCK_TRY(replayTrail(database, replay, span->first, span->last, progress));
    replay.goOnUntil(span->lastAt);
    const qint64 days = (span->lastAt - span->firstAt) / day;
    const QString words = days >= 89 ? u"the last 90 days"_s : u"the %1 days on record"_s.arg(days);
    for (size_t place = 0; place < rules.size(); ++place) {
        if (!rules[place])
            continue;
        if (days > 0)
            judge(int(place), *rules[place], tallies[place], words, findings);
        const auto swept = sweep(database, workspace, *rules[place], now);
        if (!swept)
            return tl::make_unexpected(swept.error());
        if (swept->things > manyThings)
            findings.append({HistoryFinding::Kind::FanOut, int(place), u"would touch %1 things in one run now, the first of them %2"_s.arg(swept->things).arg(swept->example)});
    }
    return findings;
}

} // namespace crossdock::rules
