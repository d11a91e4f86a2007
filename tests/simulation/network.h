#pragma once

#include "core/connectors/http/exchange.h"
#include "core/sandbox/world.h"
#include "tests/simulation/crash.h"

#include <QObject>

namespace crossdock::simulation {

/// What the world's side of the network sees of a request: before and after the channel has dealt with it.
class Witness
{
public:
    virtual ~Witness() = default;
    virtual void arriving(const QString &channel, const http::Request &request) = 0;
    virtual void dealtWith(const QString &channel, const http::Request &request) = 0;
};

/// Carries the connectors' requests to the world by host name ("https://NAME.sim/..."), with latency, in virtual time.
class Network : public QObject, public http::Exchange
{
public:
    Network(sandbox::World &world, Clock &clock, Random &random, Fate &fate, Witness &witness)
        : m_world(world)
        , m_clock(clock)
        , m_random(random)
        , m_fate(fate)
        , m_witness(witness)
    {
    }

    void send(http::Request request, QObject *context, std::function<void(http::Answer)> done) override;

private:
    Milliseconds latency() { return Milliseconds(1 + static_cast<qint64>(m_random.below(60))); }

    sandbox::World &m_world;
    Clock &m_clock;
    Random &m_random;
    Fate &m_fate;
    Witness &m_witness;
};

} // namespace crossdock::simulation
