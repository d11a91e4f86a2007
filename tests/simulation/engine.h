#pragma once

#include "core/inventory/channels/channel_link.h"
#include "tests/simulation/network.h"
#include "tests/simulation/sim_inventory.h"

#include <vector>

namespace crossdock::simulation {

/// The engine of the program, put together in one thread: store, core, links and the three real connectors. Can be
/// destroyed at any moment, like a process that is killed.
class Engine : public QObject
{
public:
    struct Surroundings {
        sandbox::World &world;
        Clock &clock; ///< mortal
        Random &random;
        http::Exchange &exchange;
        const audit::ShopKey &key;
        QString file;
    };
    enum class Sweeping { Off, On };
    explicit Engine(const Surroundings &around);
    ~Engine() override;

    /// Opens a link to every channel that is in the ledger. Without sweeps of all
    /// listings, what our own bookkeeping loses is not found by accident.
    void connectChannels(Milliseconds catchUpEvery, Sweeping sweeping);

    Inventory &inventory() { return *m_inventory; }
    Core &core() { return *m_core; }
    answers::StoreAnswers &answers() { return *m_answers; } ///< of what is committed
    store::Database &reader() { return *m_reader; }
    channels::ChannelLink *link(const QString &channel);
    bool isQuiet() const;

private:
    std::unique_ptr<channels::ChannelPort> makePort(const ChannelDetails &details);

    Surroundings m_around;
    std::unique_ptr<store::Database> m_writer, m_reader;
    std::unique_ptr<answers::StoreAnswers> m_answers;
    std::unique_ptr<Core> m_core;
    std::unique_ptr<SimInventory> m_inventory;
    std::vector<std::unique_ptr<channels::ChannelLink>> m_links;
};

} // namespace crossdock::simulation
