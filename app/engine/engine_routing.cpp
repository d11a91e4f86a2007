#include "app/command_line/call.h"
#include "app/engine/back_tester.h"
#include "app/engine/engine.h"
#include "app/engine/node_room.h"
#include "app/engine/router_room.h"
#include "app/engine/thread_calls.h"

using namespace Qt::Literals::StringLiterals;

/// The engine's part in routing: what is asked goes to the router's thread.
namespace crossdock::app {

void Engine::startRouter()
{
    m_routerThread.setObjectName(u"router"_s);
    m_router = new RouterRoom(*m_inventory, m_clock, [this](const QList<rates::Shipment> &shipments, Milliseconds deadline, QObject *room, const Done<QList<rates::Rated>> &done) {
        QMetaObject::invokeMethod(this, [this, shipments, deadline, room = QPointer<QObject>(room), done] {
            if (room)
                quoteLive(shipments, deadline, room, {}, done);
        }, Qt::QueuedConnection);
    }, {tellsPrices, [this](const QList<fulfilment::NodeQuestion> &questions, Milliseconds deadline, QObject *room, const Done<QList<rates::Rated>> &done) {
        QMetaObject::invokeMethod(this, [this, questions, deadline, room = QPointer<QObject>(room), done] {
            if (room)
                quoteNodes(questions, deadline, room, done);
        }, Qt::QueuedConnection);
    }});
    m_router->moveToThread(&m_routerThread);
    connect(&m_routerThread, &QThread::finished, m_router, &QObject::deleteLater);
    m_routerThread.start(QThread::LowPriority);
    if (!m_options.runsLanes)
        return;
    connect(m_inventory.get(), &Inventory::happened, m_router, &RouterRoom::take, Qt::QueuedConnection);
}

void Engine::planWave(const fulfilment::WaveWish &wish, QObject *context, Done<Wave> done)
{
    app::ask(m_router, [wish, answer = carried<Wave>(context, std::move(done))](RouterRoom &room) { room.plan(wish, answer); });
}

void Engine::explainOrder(qint64 wave, const OrderId &order, QObject *context, Done<fulfilment::WaveExplanation> done)
{
    app::ask(m_router, [wave, order, answer = carried<fulfilment::WaveExplanation>(context, std::move(done))](RouterRoom &room) { room.explain(wave, order, answer); });
}

void Engine::pinOrder(qint64 wave, const fulfilment::WavePin &pin, QObject *context, Done<fulfilment::PinEffect> done)
{
    app::ask(m_router, [wave, pin, answer = carried<fulfilment::PinEffect>(context, std::move(done))](RouterRoom &room) { room.pin(wave, pin, answer); });
}

void Engine::publishWave(qint64 wave, const QString &reason, QObject *context, Done<Entry> done)
{
    const Actor actor{Actor::Kind::Person, loginName()};
    app::ask(m_router, [wave, actor, reason, answer = carried<Entry>(context, std::move(done))](RouterRoom &room) { room.publish(wave, actor, reason, answer); });
}

void Engine::rerouteOrder(const OrderId &order, const std::optional<NodeId> &node, const Actor &actor, const QString &reason, QObject *context, Done<Entry> done)
{
    app::ask(m_router, [order, node, actor, reason, answer = carried<Entry>(context, std::move(done))](RouterRoom &room) { room.reroute(order, node, actor, reason, answer); });
}

void Engine::backTest(const fulfilment::BackTestWish &wish, std::shared_ptr<Progress> progress, QObject *context, Done<fulfilment::BackTest> done)
{
    app::ask(m_router, [this, wish, progress = std::move(progress), answer = carried<fulfilment::BackTest>(context, std::move(done))](RouterRoom &room) { BackTester::run(*m_inventory, wish, progress, &room, answer); });
}

} // namespace crossdock::app
