#pragma once

#include "core/inventory/channels/market_intake.h"
#include "core/inventory/environment.h"
#include "core/inventory/inventory.h"

#include <memory>

namespace crossdock::channels {

/// Takes what one channel says into the ledger: webhooks, messages of a queue, and readings of its orders. A message is
/// acknowledged only when what it says is on the disk. Lives in its port's thread.
class Intake : public QObject
{
    Q_OBJECT

public:
    using Respond = std::function<void(int status)>; ///< HTTP status: 200 taken, 401 signature, 503 come again

    /// `details` tells since when orders count ("orders_since" of the account).
    Intake(const ChannelRow &row, ChannelPort &port, Inventory &inventory, Clock &clock, QObject *parent = nullptr);

    void receive(const Delivery &delivery, Respond respond);
    void start(Milliseconds catchUpEvery); ///< listens, catches up, and goes on doing so
    void stop();

    /// Reads the channel's orders now. Answers how many were new or changed.
    void catchUp(std::function<void(Result<int>)> done);
    /// True once every order placed before this call is in the ledger.
    void fence(std::function<void(bool)> done);

    Time lastEventAt() const { return m_lastEventAt; }
    Time caughtUpAt() const { return m_caughtUpAt; }
    const QString &lastError() const { return m_lastError; }
    Time lastErrorAt() const { return m_lastErrorAt; }

Q_SIGNALS:
    void caughtUp(int changed);
    void accountChanged(); ///< the channel said so

private:
    using Waiter = std::function<void(Result<int>)>;
    void take(const Message &message, std::function<void(Result<>)> done);
    void takeNews(const Message &message, qsizetype index, Result<> worst, std::function<void(Result<>)> done);
    void takeOrder(const ChannelOrder &order, const Message &message, std::function<void(Result<>)> done);
    void readAgain(const OrderHint &hint, std::function<void(Result<>)> done);
    void seeWhetherGone(const QString &number, std::function<void(Result<>)> done);
    void record(const ChannelOrder &order, const QString &eventId, const QByteArray &raw, Inventory::Done<Entry> done);
    void recordAfterSale(const OrderId &order, const QList<AfterSale> &news, std::function<void(Result<>)> done);
    void takeAccount(const AccountHealth &health, std::function<void(Result<>)> done);
    void keepForLater(const QuantitySeen &seen);
    void recordSeen();
    void runCatchUp();
    void takePage(const CatchUpPage &page);
    void settleReturns(const CatchUpPage &page, std::function<void()> done);
    void readEach(const QStringList &numbers, std::function<void()> done);
    void pageRecorded(const CatchUpPage &page);
    void finishCatchUp(Result<int> result);
    void scheduleCatchUp();
    void retryCatchUp(Milliseconds least);
    void noteError(const QString &words);

    ChannelId m_channel;
    ChannelPort &m_port;
    Inventory &m_inventory;
    Clock &m_clock;
    QString m_cursor;
    Time m_since{};
    Milliseconds m_every{60'000};
    bool m_isRunning = false, m_isCatchingUp = false, m_isRetrying = false;
    int m_run = 0; ///< grows with every start and stop: what an older one scheduled is dropped
    int m_failures = 0; ///< readings in a row that the channel did not answer
    QList<QuantitySeen> m_seen; ///< not yet told to the ledger; of each listing the newest
    MarketIntake *m_market;
    QList<Waiter> m_waiters, m_nextWaiters; ///< of the reading under way, of the one after it
    int m_changed = 0;
    Time m_lastEventAt{}, m_caughtUpAt{}, m_lastErrorAt{};
    QString m_lastError;
};

} // namespace crossdock::channels
