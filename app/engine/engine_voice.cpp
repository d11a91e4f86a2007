#include "app/engine/engine.h"
#include "app/engine/return_label_runner.h"
#include "app/engine/router_room.h"
#include "app/engine/secret_room.h"
#include "app/engine/service_keys.h"
#include "app/engine/thread_calls.h"
#include "app/engine/voice.h"
#include "app/engine/wire_room.h"

#include <QLoggingCategory>

using namespace Qt::Literals::StringLiterals;

Q_DECLARE_LOGGING_CATEGORY(lcEngine)

/// The engine's part in engines that share a database: one of them speaks to the world outside, all hear what the others write.
namespace crossdock::app {

void Engine::startVoice()
{
    if (!m_isShared || !m_options.runsLanes)
        return;
    m_voiceThread.setObjectName(u"voice"_s);
    m_voice = new Voice(m_folder.source(false), Voice::deskName(), m_clock);
    m_voice->moveToThread(&m_voiceThread);
    connect(&m_voiceThread, &QThread::finished, m_voice, &QObject::deleteLater);
    connect(m_voice, &Voice::changed, this, &Engine::hearVoice, Qt::QueuedConnection);
    connect(m_voice, &Voice::heard, m_inventory.get(), &LocalInventory::hear, Qt::DirectConnection); // which hands it to its own thread
    connect(m_inventory.get(), &Inventory::happened, this, &Engine::followOthers, Qt::QueuedConnection);
    m_voiceThread.start();
    QMetaObject::invokeMethod(m_voice, [voice = m_voice] { voice->start(); }, Qt::BlockingQueuedConnection);
    m_speaks = m_voice->mayBeHeard();
    m_inventory->setOwnsClock(m_speaks);
}

void Engine::hearVoice(bool speaks, const QString &desk)
{
    ask(m_wires, [desk](WireRoom &room) { room.setSpeaker(desk); });
    if (speaks == m_speaks)
        return;
    if (speaks)
        beginSpeaking();
    else
        fallSilent();
    qCInfo(lcEngine, "%s", speaks ? "This engine speaks to the channels from now on" : "This engine does not speak to the channels any more");
}

void Engine::beginSpeaking()
{
    m_speaks = true;
    m_inventory->setOwnsClock(true);
    ask(m_wires, [](WireRoom &room) { room.beginSpeaking(); });
    connectEverything();
    speakOfItself();
}

void Engine::fallSilent()
{
    if (!std::exchange(m_speaks, false))
        return;
    m_inventory->setOwnsClock(false);
    ask(m_wires, [](WireRoom &room) { room.fallSilent(); });
    ask(m_router, [](RouterRoom &room) { room.rest(); });
    ++m_labelWatch;
    m_returnLabels.reset();
    connectEverything();
}

/// All that is done unasked, beside channels and nodes.
void Engine::speakOfItself()
{
    ask(m_wires, [keys = serviceKeys(*m_secrets)](WireRoom &room) { room.sendNotices(keys); });
    ask(m_router, [](RouterRoom &room) { room.goOn(); });
    startReturnLabels();
    watchLabels(0, ++m_labelWatch);
}

/// Channels and nodes that were added at another desk. Their secrets may not be here: then it is said so.
void Engine::followOthers(const Events &events)
{
    using Others = event::OthersWrote::Kind;
    for (const Event &event : *events) {
        if (const auto *channel = std::get_if<event::ChannelChanged>(&event)) {
            if (channel->isRemoved)
                m_known.remove(channel->row.details.name.text());
            else if (m_hasLinks && !m_known.contains(channel->row.details.name.text()))
                connectNew();
        } else if (const auto *others = std::get_if<event::OthersWrote>(&event)) {
            if (others->kinds.testFlag(Others::Nodes) && m_options.connectsChannels)
                connectNodes([] {});
            if (others->kinds.testFlag(Others::Everything))
                connectNew();
        }
    }
}

void Engine::connectNew()
{
    if (!m_options.connectsChannels)
        return;
    m_inventory->ask(query::Channels{}, this, [this](const Result<query::Channels::Answer> &rows) {
        if (!m_hasLinks)
            return; // all are being connected
        for (const ChannelRow &row : rows.value_or(query::Channels::Answer()))
            if (!m_known.contains(row.details.name.text()))
                connectChannel(row, [](const Result<> &) {});
    });
}

} // namespace crossdock::app
