#include "app/engine/wire_room.h"

#include "app/engine/catalogue_reader.h"
#include "app/engine/suggester.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

constexpr Milliseconds healthEvery{250}; // people see no difference below that
constexpr int downLooksNeeded = 20; // five seconds
constexpr Milliseconds quietEvery{50};
constexpr int quietLooksNeeded = 4; // an answer may be between two threads at any one look

template <class T>
std::function<void(channels::Answer<T>)> translated(const ChannelId &channel, Desk::Done<T> done)
{
    return [channel, done](const channels::Answer<T> &answer) {
        if (answer)
            done(*answer);
        else
            done(tl::make_unexpected(answer.error().toError(channel.text())));
    };
}

} // namespace

WireRoom::WireRoom(Inventory &inventory, Clock &clock, Random &random, Milliseconds catchUpEvery, std::function<bool()> maySpeak)
    : m_inventory(inventory)
    , m_clock(clock)
    , m_random(random)
    , m_catchUpEvery(catchUpEvery)
    , m_maySpeak(std::move(maySpeak))
    , m_isSpeaking(!m_maySpeak)
    , m_ownCalls(m_calls, [this] { return isOpen(); })
    , m_ownPolls(m_polls, [this] { return isOpen(); })
    , m_carriers(m_calls, clock)
    , m_labels(inventory, clock)
    , m_nodes(inventory, m_ownCalls, clock)
{
}

WireRoom::~WireRoom() = default;

/// Whoever stood still for too long finds out here, before his first word.
bool WireRoom::isOpen()
{
    if (!m_isSpeaking || !m_maySpeak || m_maySpeak())
        return true; // silent, only questions of people come here
    QMetaObject::invokeMethod(this, [this] { // not under the feet of whoever asks
        if (!m_isSpeaking || m_maySpeak())
            return;
        fallSilent();
        Q_EMIT silenced();
    }, Qt::QueuedConnection);
    return false;
}

void WireRoom::beginSpeaking()
{
    m_isSpeaking = true;
    m_speaker.clear();
}

/// What is on the wire is not waited for: whoever speaks next takes it for sent, perhaps.
void WireRoom::fallSilent()
{
    if (!std::exchange(m_isSpeaking, false))
        return;
    m_links.clear();
    m_nodes.keepOnly({});
    stopNotices();
    m_downLooks.clear();
    m_knowsAllNames = false; // until all is connected again
}

channels::ChannelLink *WireRoom::find(const QString &channel)
{
    const auto link = m_links.find(channel);
    return link == m_links.end() ? nullptr : link->second.get();
}

/// Why a channel that was asked for is not connected.
template <class T>
void WireRoom::saySilent(const ChannelId &channel, const Desk::Done<T> &done) const
{
    const auto known = m_leftOut.find(channel.text());
    if (known == m_leftOut.end())
        done(fail(Error::Code::NotFound, channel.text(), u"no such channel is connected"_s));
    else
        done(tl::make_unexpected(known->second.why));
}

Result<quint16> WireRoom::listen(const QString &host, quint16 port, const QString &certificate, const QString &key)
{
    m_listener = std::make_unique<http::WebhookListener>(m_clock, [this](const channels::Delivery &delivery, const http::WebhookListener::Respond &respond) { deliver(delivery, respond); });
    if (certificate.isEmpty())
        return m_listener->listen(host, port);
    return m_listener->listen(host, port, {certificate, key});
}

void WireRoom::deliver(const channels::Delivery &delivery, const http::WebhookListener::Respond &respond)
{
    channels::ChannelLink *link = find(delivery.channel.text());
    if (link)
        link->intake().receive(delivery, respond);
    else if (m_nodes.deliver(delivery, respond))
        return;
    else if (!m_knowsAllNames || m_leftOut.contains(delivery.channel.text()) || m_leftOutNodes.contains(delivery.channel.text()))
        respond(503); // who hears 404 does not send again
    else
        deliverToCarrier(delivery, respond);
}

void WireRoom::deliverToCarrier(const channels::Delivery &delivery, const http::WebhookListener::Respond &respond)
{
    const auto name = CarrierId::parse(delivery.channel.text());
    if (!name || !m_accounts)
        return respond(404);
    m_accounts(*name, [this, name = *name, delivery, respond](const Result<carriers::Account> &account) {
        if (!account && account.error().code != Error::Code::NotFound)
            return respond(503); // its keys are locked, or the store does not answer
        const fulfilment::CarrierPort *port = account ? m_carriers.port(*account) : nullptr;
        if (port == nullptr)
            return respond(404);
        m_labels.hear(*port, name, delivery, [respond](const Result<> &taken) {
            using Code = Error::Code;
            respond(taken ? 200 : taken.error().code == Code::Unauthorized ? 401 : taken.error().code == Code::Rejected ? 400 : 503);
        });
    });
}

Result<> WireRoom::connectChannel(const ChannelRow &row, const Secrets &secrets, bool runsLane)
{
    m_links.erase(row.details.name.text()); // never two that tell one channel
    auto port = makePort(row.details, secrets, {m_ownCalls, m_ownPolls}, m_clock);
    if (!port)
        return tl::make_unexpected(port.error());
    auto link = std::make_unique<channels::ChannelLink>(row, *std::move(port), m_inventory, m_clock, m_random);
    if (runsLane && m_isSpeaking)
        link->start(m_catchUpEvery);
    m_links[row.details.name.text()] = std::move(link);
    m_leftOut.erase(row.details.name.text());
    return {};
}

void WireRoom::disconnectChannel(const ChannelId &channel)
{
    m_links.erase(channel.text());
    m_leftOut.erase(channel.text());
}

void WireRoom::leaveOutChannel(const ChannelId &channel, const Error &why)
{
    m_links.erase(channel.text());
    m_leftOut.insert_or_assign(channel.text(), LeftOut{why, m_clock.now()});
}

void WireRoom::leaveOutNode(const NodeId &node)
{
    m_leftOutNodes.insert(node.text());
}

void WireRoom::take(const Events &events)
{
    for (const Event &event : *events) {
        if (const auto *offer = std::get_if<event::OfferChanged>(&event)) {
            if (channels::ChannelLink *link = findSpeaking(offer->offer.listing.channel.text()))
                link->take(*offer);
        } else if (const auto *channel = std::get_if<event::ChannelChanged>(&event)) {
            channels::ChannelLink *link = findSpeaking(channel->row.details.name.text());
            if (channel->isRemoved)
                disconnectChannel(channel->row.details.name);
            else if (link)
                link->setPaused(channel->row.details.state == ChannelDetails::State::Paused);
        } else if (const auto *parcels = std::get_if<event::ParcelsChanged>(&event)) {
            m_nodes.take(*parcels);
        } else if (const auto *node = std::get_if<event::NodeChanged>(&event)) {
            m_nodes.take(*node);
            if (node->isRemoved)
                m_leftOutNodes.remove(node->row.node.text());
        } else if (const auto *sync = std::get_if<event::SyncWanted>(&event)) {
            if (m_isSpeaking)
                catchUp(sync->channel, [](const Result<int> &) {}); // how it fared is in the trail and in the health
        } else if (const auto *telling = std::get_if<event::TellingWaits>(&event)) {
            if (channels::ChannelLink *link = findSpeaking(telling->channel.text()))
                link->teller().look();
        } else if (const auto *instruction = std::get_if<event::InstructionWaits>(&event)) {
            if (channels::ChannelLink *link = findSpeaking(instruction->channel.text()))
                link->instructions().look();
        } else if (const auto *notice = std::get_if<event::NoticeChanged>(&event); notice && m_messenger) {
            m_messenger->take(notice->notice);
            m_papers->take(notice->notice);
        } else if (const auto *others = std::get_if<event::OthersWrote>(&event); others && m_isSpeaking) {
            lookAgain(others->kinds);
        }
    }
}

void WireRoom::lookAgain(event::OthersWrote::Kinds kinds)
{
    using Kind = event::OthersWrote::Kind;
    if (m_messenger && kinds.testFlag(Kind::Notices)) {
        m_messenger->start();
        m_papers->start();
    }
    if (kinds.testFlag(Kind::Parcels) || kinds.testFlag(Kind::Nodes))
        m_nodes.lookAgain();
    if (!kinds.testFlag(Kind::Everything))
        return;
    for (const auto &[name, link] : m_links)
        link->lookAgain();
}

/// A channel that does not answer for a while is news, and so is its return. A moment's hiccup is none.
void WireRoom::noteConnection(const ChannelHealth &health)
{
    using State = ChannelHealth::State;
    int &looks = m_downLooks[health.channel.text()];
    const bool isDown = health.state == State::Down || health.state == State::Unauthorized;
    const bool wasDown = looks >= downLooksNeeded;
    looks = isDown ? std::min(looks + 1, downLooksNeeded) : 0;
    if (wasDown == (looks >= downLooksNeeded))
        return;
    Request request{{}, {Actor::Kind::Channel, health.channel.text()}, {}, 0, command::RecordConnection{health.channel, wasDown, isDown ? health.lastError : QString()}};
    m_inventory.perform(std::move(request), this, [](const Result<Entry> &) {});
}

void WireRoom::sendNotices(const KeySource &keys)
{
    if (!m_isSpeaking)
        return;
    m_messenger = std::make_unique<Messenger>(m_inventory, m_clock, m_ownCalls, keys);
    m_messenger->start();
    m_papers = std::make_unique<PaperRunner>(m_inventory, m_clock, m_printer);
    m_papers->start();
}

void WireRoom::stopNotices()
{
    m_messenger.reset();
    m_papers.reset();
}

void WireRoom::suggestRules(const QString &talk, const KeySource &keys, Desk::Done<QList<RuleProposal>> done)
{
    Suggester::suggest(m_inventory, m_calls, keys, talk, this, std::move(done));
}

ChannelHealth WireRoom::healthOf(const channels::ChannelLink &link) const
{
    if (m_isSpeaking)
        return link.health();
    return {.channel = link.name(), .state = ChannelHealth::State::Elsewhere, .speaker = m_speaker};
}

void WireRoom::watchHealth()
{
    (void)isOpen(); // a look without anything to send
    QList<ChannelHealth> all;
    for (const auto &[name, link] : m_links)
        all << healthOf(*link);
    if (m_isSpeaking) {
        for (const ChannelHealth &health : std::as_const(all))
            noteConnection(health);
    }
    for (const auto &[name, one] : m_leftOut)
        if (const auto channel = ChannelId::parse(name))
            all << ChannelHealth{.channel = *channel, .state = ChannelHealth::State::Unauthorized, .lastError = one.why.detail, .lastErrorAt = one.since};
    Q_EMIT healthChanged(all);
    m_clock.after(healthEvery, this, [this] { watchHealth(); });
}

void WireRoom::test(const ChannelDetails &details, const Secrets &secrets, Desk::Done<QString> done)
{
    auto made = makePort(details, secrets, {m_calls, m_polls}, m_clock);
    if (!made) {
        done(tl::make_unexpected(made.error()));
        return;
    }
    channels::ChannelPort *port = made->release();
    port->setParent(this);
    port->test([port, answered = translated<QString>(details.name, std::move(done))](const channels::Answer<QString> &answer) {
        answered(answer);
        port->deleteLater();
    });
}

void WireRoom::testChannel(const ChannelId &channel, Desk::Done<QString> done)
{
    channels::ChannelLink *link = find(channel.text());
    if (!link)
        return saySilent(channel, done);
    link->port().test(translated<QString>(channel, std::move(done)));
}

void WireRoom::readCatalogue(const ChannelId &channel, std::shared_ptr<Progress> progress, Desk::Done<Desk::CatalogueReport> done)
{
    channels::ChannelLink *link = find(channel.text());
    if (!link)
        return saySilent(channel, done);
    (new CatalogueReader(channel, link->port(), m_inventory, m_clock, std::move(progress), std::move(done), link))->start();
}

void WireRoom::catchUp(const ChannelId &channel, Desk::Done<int> done)
{
    channels::ChannelLink *link = find(channel.text());
    if (!link)
        return saySilent(channel, done);
    link->intake().catchUp(std::move(done));
}

void WireRoom::cancelOrder(const OrderId &order, const QString &reason, Desk::Done<QString> done)
{
    channels::ChannelLink *link = find(order.channel.text());
    if (!link)
        return saySilent(order.channel, done);
    link->port().cancelOrder(order.number, reason, channels::ChannelPort::Payment::Refunded, translated<QString>(order.channel, std::move(done)));
}

void WireRoom::subscribe(const ChannelId &channel, const QString &publicUrl, Desk::Done<QStringList> done)
{
    channels::ChannelLink *link = find(channel.text());
    if (!link)
        return saySilent(channel, done);
    QString url = publicUrl;
    while (url.endsWith(u'/'))
        url.chop(1);
    link->port().subscribe(url.isEmpty() ? url : url + u"/webhooks/"_s + channel.text(), translated<QStringList>(channel, std::move(done)));
}

void WireRoom::whenQuiet(Time until, std::function<void(bool)> done, int quietLooks)
{
    const bool isQuiet = !m_isSpeaking || std::all_of(m_links.begin(), m_links.end(), [](const auto &entry) {
        return entry.second->lane().isQuiet() && entry.second->intake().caughtUpAt() > Time{};
    });
    quietLooks = isQuiet ? quietLooks + 1 : 0;
    if (quietLooks >= quietLooksNeeded || m_clock.now() >= until) {
        done(quietLooks >= quietLooksNeeded);
        return;
    }
    m_clock.after(quietEvery, this, [this, until, done, quietLooks] { whenQuiet(until, done, quietLooks); });
}

} // namespace crossdock::app
