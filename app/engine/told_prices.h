#pragma once

#include "core/inventory/desk.h"
#include "core/inventory/environment.h"
#include "core/inventory/fulfilment/waves/node_questions.h"

namespace crossdock::app {

/// Finds what nodes of others that tell prices ask for a wave's parcels before it is planned: what they told within a day, and where that is
/// missing, by asking them. Some questions a wave and node, so that orders on their way to it do not wait for them; the same one not again for a
/// while; and never longer than a deadline: what comes later is there for the next wave. Lives in the router's thread.
class ToldPrices : public QObject
{
public:
    struct Source {
        std::function<bool(const QString &kind)> tells; ///< does a node of this kind tell prices? Empty: none does
        std::function<void(const QList<fulfilment::NodeQuestion> &questions, Milliseconds deadline, QObject *context, Desk::Done<QList<rates::Rated>> done)> ask;
    };

    ToldPrices(Inventory &inventory, Clock &clock, Source source, QObject *parent);

    /// Fills `given->told`: its nodes before it returns.
    void fill(const std::shared_ptr<waves::Given> &given, const fulfilment::WaveWish &wish, Desk::Done<void> done);
    Milliseconds waited() const { return m_waited; } ///< for answers, in all

private:
    struct Wanted;
    void readKept(const std::shared_ptr<Wanted> &wanted, std::function<void()> next);
    void askForMissing(const std::shared_ptr<Wanted> &wanted);
    QList<fulfilment::NodeQuestion> missing(const Wanted &wanted);
    void note(const QList<fulfilment::NodeQuestion> &asked, const QList<rates::Rated> &told);
    void forgetOld();

    /// How it stands with a question.
    struct Heard {
        NodeId node;
        Time askedAt{};
        QString refusal, silence; ///< empty: not so
    };
    Inventory &m_inventory;
    Clock &m_clock;
    Source m_source;
    Milliseconds m_waited{0};
    QHash<QString, Heard> m_heard; ///< by likeness
};

} // namespace crossdock::app
