#include "app/practice/sandbox_room.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

/// The world and its sockets, ended together in their thread.
struct Stage : QObject {
    Stage(sandbox::WorldSpec spec, Clock &clock)
        : world(std::move(spec), clock)
        , server(world)
    {
    }
    sandbox::World world;
    sandbox::Server server;
};

} // namespace

Result<std::unique_ptr<SandboxRoom>> SandboxRoom::open(sandbox::WorldSpec spec, const QHostAddress &address, quint16 firstPort)
{
    std::unique_ptr<SandboxRoom> room(new SandboxRoom);
    SandboxRoom *self = room.get();
    room->m_thread.setObjectName(u"sandbox"_s);
    room->m_thread.start();
    QObject door; // carries the making into the thread: sockets belong to the thread that makes them
    door.moveToThread(&room->m_thread);
    Result<> listening;
    QMetaObject::invokeMethod(
        &door,
        [&] {
            auto *stage = new Stage(std::move(spec), self->m_clock);
            self->m_hand = stage;
            self->m_world = &stage->world;
            self->m_server = &stage->server;
            listening = stage->server.listen(address, firstPort);
            door.moveToThread(nullptr);
        },
        Qt::BlockingQueuedConnection);
    if (!listening)
        return tl::make_unexpected(listening.error());
    return room;
}

SandboxRoom::~SandboxRoom()
{
    if (m_hand)
        m_hand->deleteLater();
    m_thread.quit();
    m_thread.wait();
}

} // namespace crossdock::app
