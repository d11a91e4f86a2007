#pragma once

#include "app/engine/price_asking.h"
#include "core/inventory/fulfilment/waves/node_questions.h"

namespace crossdock::app {

/// Finds what nodes of others that tell prices ask for a wave's parcels before it is planned: what they told within a day, and where that is
/// missing, by asking them: some questions a wave and node, so that orders on their way to it do not wait for them. See PriceAsking. Lives in
/// the router's thread.
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
    Milliseconds waited() const { return m_asking.waited(); } ///< for answers, in all

private:
    void take(waves::Given &given, const QList<fulfilment::NodeQuestion> &questions, const QList<rates::LastAnswer> &kept);
    void note(const QString &likeness, const rates::Rated &told);

    /// What a node says beside its prices.
    struct Said {
        QString refusal, silence; ///< empty: not so
    };
    Source m_source;
    PriceAsking m_asking;
    QHash<QString, Said> m_said; ///< by likeness, of those that were asked
};

} // namespace crossdock::app
