#pragma once

#include "core/inventory/channels/teller.h"
#include "core/inventory/inventory.h"

namespace crossdock::channels {

/// Tells one channel what it is to do with orders and listings of its own, until it has answered. What it refuses becomes a task.
class InstructionTeller : public Teller
{
    Q_OBJECT

public:
    InstructionTeller(ChannelId channel, ChannelPort &port, Inventory &inventory, Clock &clock);

private:
    void tellNext() override;
    void tell(const Instruction &instruction);
    void record(const Instruction &instruction, bool isDone, const QString &words);

    ChannelId m_channel;
    ChannelPort &m_port;
    Inventory &m_inventory;
};

} // namespace crossdock::channels
