#pragma once

#include "app/engine/price_asking.h"
#include "core/inventory/fulfilment/waves/live_questions.h"

namespace crossdock::app {

/// Finds what live accounts ask for a wave's parcels before it is planned: what they told before, and where that is missing or old, by
/// asking them: some questions a wave, no more an hour than the slowest of the accounts allows. See PriceAsking. Lives in the router's thread.
class WavePrices : public QObject
{
public:
    using Ask = std::function<void(const QList<rates::Shipment> &shipments, Milliseconds deadline, QObject *context, Desk::Done<QList<rates::Rated>> done)>;

    WavePrices(Inventory &inventory, Clock &clock, Ask ask, QObject *parent);

    /// Fills `given->live`; nothing there: there is no live account.
    void fill(const std::shared_ptr<waves::Given> &given, const fulfilment::WaveWish &wish, Desk::Done<void> done);
    Milliseconds waited() const { return m_asking.waited(); } ///< for answers, in all

private:
    void askAccounts(const std::shared_ptr<waves::Given> &given, const fulfilment::WaveWish &wish, Desk::Done<void> done);
    void take(waves::Given &given, const QList<waves::LiveQuestion> &questions, const QList<rates::LastAnswer> &kept) const;
    void noteRefusal(const QString &likeness, const rates::Rated &told);
    void forgetOld();

    struct Refused {
        Time at{};
        QString reason;
    };
    Inventory &m_inventory;
    Clock &m_clock;
    Ask m_ask;
    PriceAsking m_asking;
    QStringList m_accounts; ///< that the following is about
    qsizetype m_mostAnHour = 0; ///< questions
    QHash<QString, Refused> m_refused; ///< by likeness: no account carries it
};

} // namespace crossdock::app
