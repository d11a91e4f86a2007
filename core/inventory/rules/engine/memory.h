#pragma once

#include "core/inventory/rules/engine/program.h"

#include <QHash>
#include <set>

namespace crossdock::rules {

/// What rules remember between happenings: which crossings hold, what must stay so until when, what a window has counted.
/// Kept in memory; a subclass writes it down.
class Memory
{
public:
    struct Timer {
        qint64 rule = 0;
        QString kind; ///< "stays", "schedule", "age", "window"; duties: "release", "undo"
        QString subject; ///< as setTimer() got it
        Time due{};
        qint64 entry = 0;
        friend auto operator<=>(const Timer &a, const Timer &b)
        {
            return std::tie(a.due, a.rule, a.kind, a.subject) <=> std::tie(b.due, b.rule, b.kind, b.subject);
        }
        friend bool operator==(const Timer &, const Timer &) = default;
    };

    /// What is to be done for a rule even if it was paused or rewritten meanwhile.
    static bool isDuty(QStringView kind) { return kind == u"release" || kind == u"undo"; }

    virtual ~Memory() = default;

    /// Nothing: never seen. Where things are seen from the start (`absentMeansNo`), No instead.
    std::optional<Truth> edge(qint64 rule, const QString &subject) const;
    void setEdge(qint64 rule, const QString &subject, Truth truth);

    void setTimer(const Timer &timer); ///< in place of the one of the same rule, kind and subject
    void dropTimer(qint64 rule, const QString &kind, const QString &subject);
    std::optional<Time> nextDue() const;
    std::optional<Timer> takeDue(Time now); ///< the earliest that is due; it is gone then
    std::optional<Time> timerOf(qint64 rule, const QString &kind, const QString &subject) const;

    /// What was counted after `since`, then the new one is added and what is older forgotten.
    qint64 sumSince(qint64 rule, const QString &subject, Time since) const;
    std::optional<Time> oldestSince(qint64 rule, const QString &subject, Time since) const;
    void addSample(qint64 rule, const QString &subject, Time at, qint64 amount, Time keepSince);

    void forgetRule(qint64 rule); ///< all but its duties
    void clear();

protected:
    bool m_absentMeansNo = false;
    // What a subclass writes down. Called after each change.
    virtual void saveEdge(qint64, const QString &, Truth) {}
    virtual void saveTimer(const Timer &) {}
    virtual void eraseTimer(qint64, const QString &, const QString &) {}
    virtual void saveSample(qint64, const QString &, Time, qint64, Time) {}
    virtual void eraseRule(qint64) {}

    struct Sample {
        Time at{};
        qint64 amount = 0;
    };
    using Key = QPair<qint64, QString>;
    QHash<Key, Truth> m_edges;
    std::set<Timer> m_timers;
    QHash<QPair<Key, QString>, Time> m_timerDue;
    QHash<Key, QList<Sample>> m_samples; ///< oldest first
};

} // namespace crossdock::rules
