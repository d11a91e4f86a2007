#pragma once

#include "tests/core/sim_clock.h"
#include "tests/simulation/engine.h"

#include <QTemporaryDir>

namespace crossdock::simulation {

/// One world, one engine, one seed: everything that happens follows from it. A seed that finds a fault says which rule
/// was broken, and the same seed finds it again.
class Simulation : public Witness
{
public:
    Simulation(quint64 seed, bool isTraced);
    ~Simulation() override;

    /// Empty: every rule held, after every step and at the end. Else which one did not.
    QString run();

    struct Counts {
        qint64 orders = 0, parcels = 0, commits = 0, crashes = 0, requests = 0;
    };
    const Counts &counts() const { return m_counts; }

private:
    // ---- the world and its mishaps
    void build();
    void stockTheShop();
    void rollFaults();
    void act();
    void sell();
    void changeAnOrder();
    void workInTheWarehouse();
    void handleAnOrder();
    void deliverWebhook(const sandbox::WebhookCall &call, const std::function<void(int)> &done);
    void startEngine();
    void crash();

    // ---- time
    void pass(Milliseconds span); ///< steps, with the checks after each
    void quieten();
    bool isUnderWay(const QString &channel, const QString &listing);
    void listenForEchoes();

    // ---- the rules (checks.cpp)
    void checkAfterStep();
    void checkBooks();
    void checkIncidents();
    void checkTaken(const QList<ChannelOrder> &orders);
    QString disagreement(); ///< see agreement.h
    void checkTrail();
    void arriving(const QString &channel, const http::Request &request) override;
    void dealtWith(const QString &channel, const http::Request &request) override;

    void must(const Command &command);
    void try_(const Command &command);
    void broken(const QString &rule);
    void trace(const QString &what) const;
    bool isLikely(double chance) { return m_random.unit() < chance; }
    template <class List>
    auto oneOf(const List &list) { return list.at(static_cast<qsizetype>(m_random.below(static_cast<quint64>(list.size())))); }

    quint64 m_seed;
    bool m_isTraced;
    bool m_hasTypists; ///< somebody changes numbers on the channels' own sites, and sweeps find it
    SeededRandom m_random; ///< of the plot
    SeededRandom m_networkRandom, m_engineRandom;
    tests::SimClock m_clock;
    Fate m_fate;
    MortalClock m_mortal{m_clock, m_fate};
    QTemporaryDir m_folder;
    audit::ShopKey m_key;
    std::unique_ptr<sandbox::World> m_world;
    std::unique_ptr<Network> m_network;
    std::unique_ptr<Engine> m_engine;
    QObject m_here; ///< the world's side: outlives every crash
    QList<std::function<void()>> m_unanswered; ///< webhooks that a dead engine will not answer
    QString m_fault;
    Counts m_counts;
    qint64 m_checkedCommits = -1;
    bool m_isCalm = false; ///< no fault is switched on any more
    QMap<QString, QList<sandbox::ListingSeed>> m_listings; ///< by channel
    QHash<QString, Quantity> m_shown; ///< of a channel, while a request is dealt with
    QMap<QString, int> m_pushes; ///< "channel listing": how often it was told
    QString m_watched; ///< "channel listing" whose pushes are counted
};

} // namespace crossdock::simulation
