#pragma once

#include "core/inventory/environment.h"

#include <QPointer>

namespace crossdock::nodes {

/// Lets calls through within a node's limits, the first come first: `burst` at once, then `perSecond`. A call may cost more than
/// one. Lives in one thread.
class Pacer : public QObject
{
public:
    Pacer(Clock &clock, double burst, double perSecond, QObject *parent = nullptr);

    /// Calls `go` when it is its turn: now, if nothing waits. Not at all once `context` is gone. A cost above `burst` counts as
    /// `burst`.
    void pass(double cost, QObject *context, std::function<void()> go);

    /// The node asks for a pause: nothing goes before it is over.
    void rest(Milliseconds pause);

    /// The node tells what is left of its allowance.
    void setLeft(double left);
    /// A call cost more than was reckoned.
    void charge(double more);

    qsizetype waiting() const { return m_waiting.size(); }

private:
    struct Waiting {
        double cost = 1;
        QPointer<QObject> context;
        std::function<void()> go;
    };
    void refill();
    void pump();

    Clock &m_clock;
    double m_burst, m_perSecond;
    double m_left;
    Time m_since{}, m_restUntil{};
    QList<Waiting> m_waiting;
    Time m_wakeAt{}; ///< epoch: nobody wakes us
};

} // namespace crossdock::nodes
