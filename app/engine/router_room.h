#pragma once

#include "app/engine/told_prices.h"
#include "app/engine/wave_prices.h"
#include "core/inventory/desk.h"
#include "core/inventory/environment.h"
#include "core/inventory/fulfilment/waves/planned_wave.h"

#include <QSet>
#include <deque>

namespace crossdock::app {

/// Plans the waiting orders together, in a thread of its own: for people who ask, and by itself at the moment that costs nothing. Where
/// there is one node, or nothing is known that tells own ones apart (no cost card, cut-off or capacity), it decides nothing by itself.
class RouterRoom : public QObject
{
public:
    RouterRoom(Inventory &inventory, Clock &clock, WavePrices::Ask askLive, ToldPrices::Source nodes = {});
    ~RouterRoom() override;

    /// From now on publishes by itself: shortly before the cut-off of the first node that a plan needs; at once what nothing can make
    /// better; without a cut-off after some minutes.
    void goOn();
    void rest(); ///< another engine does so
    void take(const Events &events);

    void plan(const fulfilment::WaveWish &wish, const Desk::Done<Desk::Wave> &done);
    void explain(qint64 wave, const OrderId &order, const Desk::Done<fulfilment::WaveExplanation> &done);
    void pin(qint64 wave, const fulfilment::WavePin &pin, const Desk::Done<fulfilment::PinEffect> &done);
    void publish(qint64 wave, const Actor &actor, const QString &reason, const Desk::Done<Entry> &done);
    /// Plans one order alone and publishes it: from that node, or wherever it is best.
    void reroute(const OrderId &order, const std::optional<NodeId> &node, const Actor &actor, const QString &reason, const Desk::Done<Entry> &done);

private:
    using Planned = std::shared_ptr<waves::PlannedWave>;

    struct Making;
    template <class Query, class Take>
    void gather(const Query &query, const std::shared_ptr<Making> &making, Take take);
    /// Reads what waits and plans it.
    void prepare(const query::Waiting &query, const fulfilment::WaveWish &wish, std::function<void(Result<Planned>)> done);
    void findPrices(const std::shared_ptr<Making> &making);
    Milliseconds waited() const { return std::max(m_prices.waited(), m_told.waited()); } ///< both at once
    Planned find(qint64 wave) const;
    void keep(const Planned &wave);
    Desk::Wave shown(const waves::PlannedWave &wave) const; ///< with the moment at which the first of it is published
    void lookWithin(Milliseconds pause);
    void lookAfter(Time cutOff);
    void look();
    void tellUnpriced(const QList<fulfilment::WaveOrder> &orders);
    void decide(const Planned &wave);
    void tellOfStranded(const fulfilment::WaveView &wave);
    void publishPlan(command::RecordPlan plan, const Actor &actor, const QString &reason, const Desk::Done<Entry> &done);

    Inventory &m_inventory;
    Clock &m_clock;
    WavePrices m_prices;
    ToldPrices m_told;
    std::deque<Planned> m_waves; ///< the newest last
    qint64 m_number = 0;
    qint64 m_asked = 0; ///< questions of people
    bool m_isNeeded = false;
    bool m_goesOn = false;
    Time m_lookAt{}; ///< epoch: none is planned
    Time m_cutOff{}; ///< after which it is looked next; epoch: none
    bool m_isLooking = false;
    QSet<QString> m_unpriced; ///< orders that people were told of: no carrier has a price for them
    bool m_isWanting = false; ///< some units waited for stock at the last look
    Milliseconds m_pause; ///< between news and a look: the longer looks take, the rarer they are
    int m_conflicts = 0; ///< in a row
    QSet<OrderId> m_stranded; ///< at the last look: given up by a node, and no other one can send them
};

} // namespace crossdock::app
