#pragma once

#include "core/inventory/fulfilment/waves/store_wave.h"
#include "core/inventory/fulfilment/waves/wave_plan.h"

#include <QSet>

namespace crossdock::waves {

/// A wave of waiting orders with its plan, kept to be asked about. Lives in one thread.
class PlannedWave
{
public:
    /// Plans it. Deterministic: the same of the same.
    PlannedWave(qint64 number, Given given, fulfilment::WaveWish wish);
    ~PlannedWave();

    std::shared_ptr<const fulfilment::WaveView> view() const { return m_view; }

    /// Solves again what is asked; InvalidInput: it is not in the wave.
    Result<fulfilment::WaveExplanation> explain(const OrderId &order);

    /// The wave with one more pin, which this one stays without. InvalidInput: no such order or node here. NotAllowed: the node cannot send
    /// all of it, and why.
    Result<std::unique_ptr<PlannedWave>> pinned(qint64 number, const fulfilment::WavePin &pin);

    /// What changes between the two.
    static QList<fulfilment::PinEffect::Move> moves(const fulfilment::WaveView &before, const fulfilment::WaveView &after, const OrderId &first);

    /// Orders that one node alone may send, as far as there are parcels to choose from: waiting makes nothing better.
    QSet<OrderId> settled() const;

    /// What publishes it: orders with at least one parcel.
    command::RecordPlan plan() const;

private:
    struct Shared; ///< the problem and its prices, the same for a wave and its pins
    PlannedWave(qint64 number, std::shared_ptr<Shared> shared, fulfilment::WaveWish wish, std::vector<routing::Pin> pins, routing::Answer answer);
    const routing::Answer &unpinned() const;
    void makeView(qint64 milliseconds);
    fulfilment::WavePlan planOf(int order, const routing::Plan &plan) const;
    fulfilment::PlannedParcel parcelOf(const routing::Column &column) const;
    QString unpricedText(int order) const;
    QString whyWaiting(int order, int line) const;
    std::pair<QString, QString> whyMissing(int order, int node) const;
    bool isPinned(int order) const;
    QString reasonOf(int order) const;

    const qint64 m_number;
    std::shared_ptr<Shared> m_shared;
    fulfilment::WaveWish m_wish;
    std::vector<routing::Pin> m_pins;
    routing::Answer m_answer;
    std::shared_ptr<const fulfilment::WaveView> m_view;
};

} // namespace crossdock::waves
