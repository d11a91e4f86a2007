#pragma once

#include "core/inventory/channels/account_watch.h"
#include "core/inventory/channels/instruction_teller.h"
#include "core/inventory/channels/intake.h"
#include "core/inventory/channels/lane.h"
#include "core/inventory/channels/missing_orders.h"
#include "core/inventory/channels/order_teller.h"
#include "core/inventory/channels/sweep.h"

namespace crossdock::channels {

/// One connected channel: its port, what goes out to it and what comes in from it. Lives in one thread; the inventory may
/// live in another.
class ChannelLink : public QObject
{
    Q_OBJECT

public:
    ChannelLink(const ChannelRow &row, std::unique_ptr<ChannelPort> port, Inventory &inventory, Clock &clock, Random &random,
                QObject *parent = nullptr);
    ~ChannelLink() override;

    /// Sends what was not acknowledged before, listens, catches up.
    void start(Milliseconds catchUpEvery);
    void setPaused(bool isPaused);
    void take(const event::OfferChanged &change);
    void lookAgain(); ///< other engines wrote what is to be told, beside offers, and which is not known

    const ChannelId &name() const { return m_name; }
    ChannelPort &port() { return *m_port; }
    Lane &lane() { return *m_lane; }
    Intake &intake() { return *m_intake; }
    Sweep &sweep() { return *m_sweep; }
    OrderTeller &teller() { return *m_teller; }
    InstructionTeller &instructions() { return *m_instructions; }
    ChannelHealth health() const;

private:
    void readUnsent();

    ChannelId m_name;
    Inventory &m_inventory;
    Clock &m_clock;
    std::unique_ptr<ChannelPort> m_port; // dies last: the others use it
    std::unique_ptr<Intake> m_intake;
    std::unique_ptr<Lane> m_lane;
    std::unique_ptr<Sweep> m_sweep;
    std::unique_ptr<MissingOrders> m_missing;
    std::unique_ptr<AccountWatch> m_account;
    std::unique_ptr<OrderTeller> m_teller;
    std::unique_ptr<InstructionTeller> m_instructions;
    bool m_isPaused = false;
    Milliseconds m_catchUpEvery{60'000};
};

} // namespace crossdock::channels
