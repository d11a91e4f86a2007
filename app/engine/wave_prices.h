#pragma once

#include "core/inventory/desk.h"
#include "core/inventory/environment.h"
#include "core/inventory/fulfilment/waves/live_questions.h"

namespace crossdock::app {

/// Finds what live accounts ask for a wave's parcels before it is planned: what they told before, and where that is missing or old, by
/// asking them. Some questions a wave, no more an hour than the slowest of the accounts allows, the same one not again for a while, and
/// never longer than a deadline: what comes later is there for the next wave. Lives in the router's thread.
class WavePrices : public QObject
{
public:
    using Ask = std::function<void(const QList<rates::Shipment> &shipments, Milliseconds deadline, QObject *context, Desk::Done<QList<rates::Rated>> done)>;

    WavePrices(Inventory &inventory, Clock &clock, Ask ask, QObject *parent);

    /// Fills `given->live`; nothing there: there is no live account.
    void fill(const std::shared_ptr<waves::Given> &given, const fulfilment::WaveWish &wish, Desk::Done<void> done);
    Milliseconds waited() const { return m_waited; } ///< for answers, in all

private:
    struct Wanted;
    void readKept(const std::shared_ptr<Wanted> &wanted, std::function<void()> next);
    void askForMissing(const std::shared_ptr<Wanted> &wanted);
    void noteRefusals(const QList<waves::LiveQuestion> &asked, const QList<rates::Rated> &told);
    void forgetOld();

    struct Refused {
        Time at{};
        QString reason;
    };
    Inventory &m_inventory;
    Clock &m_clock;
    Ask m_ask;
    Milliseconds m_waited{0};
    QStringList m_accounts; ///< that the following is about
    qsizetype m_mostAnHour = 0; ///< questions
    QHash<QString, Time> m_askedAt; ///< by likeness
    QHash<QString, Refused> m_refused; ///< by likeness: no account carries it
};

} // namespace crossdock::app
