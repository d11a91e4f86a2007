#include "core/inventory/channels/channel_link.h"

#include "core/inventory/planted.h"

namespace crossdock::channels {
namespace {

constexpr Milliseconds sweepEvery{15 * 60'000};
constexpr Milliseconds readAgainAfter{1'000};

} // namespace

ChannelLink::ChannelLink(const ChannelRow &row, std::unique_ptr<ChannelPort> port, Inventory &inventory, Clock &clock, Random &random,
                         QObject *parent)
    : QObject(parent)
    , m_name(row.details.name)
    , m_inventory(inventory)
    , m_clock(clock)
    , m_port(std::move(port))
    , m_intake(std::make_unique<Intake>(row, *m_port, inventory, clock))
    , m_lane(std::make_unique<Lane>(m_name, *m_port, inventory, clock, random))
    , m_sweep(std::make_unique<Sweep>(m_name, *m_port, inventory, clock))
    , m_missing(std::make_unique<MissingOrders>(m_name, *m_port, inventory, clock))
    , m_account(std::make_unique<AccountWatch>(m_name, *m_port, inventory, clock))
    , m_teller(std::make_unique<OrderTeller>(m_name, *m_port, inventory, clock))
    , m_instructions(std::make_unique<InstructionTeller>(m_name, *m_port, inventory, clock))
    , m_isPaused(row.details.state == ChannelDetails::State::Paused)
{
    m_lane->setFence([this](std::function<void(bool)> done) { m_intake->fence(std::move(done)); });
    m_lane->setPaused(m_isPaused);
    m_teller->setPaused(true); // until start()
    m_instructions->setPaused(true);
    connect(m_intake.get(), &Intake::accountChanged, m_account.get(), &AccountWatch::lookSoon);
    connect(m_lane.get(), &Lane::answeredAgain, m_intake.get(), [this] { m_intake->catchUp([](const Result<int> &) {}); });
}

ChannelLink::~ChannelLink() = default;

void ChannelLink::start(Milliseconds catchUpEvery)
{
    m_catchUpEvery = catchUpEvery;
    if (!planted(Bug::LostOutbox))
        readUnsent();
    if (m_isPaused)
        return;
    m_teller->setPaused(false);
    m_instructions->setPaused(false);
    m_intake->start(catchUpEvery);
    m_sweep->start(sweepEvery);
    m_missing->start();
    m_account->start();
}

/// What was wanted and not acknowledged when the program ended is dirty again. It may have been on the wire, and may have been
/// applied: what the channel shows is not known, so that nothing is pushed upward over an order that nobody has read.
void ChannelLink::readUnsent()
{
    m_inventory.ask(query::Listings{m_name, true, false}, this, [this](const Result<query::Listings::Answer> &items) {
        if (!items) { // the store does not answer: again, and nothing is lost
            m_clock.after(readAgainAfter, this, [this] { readUnsent(); });
            return;
        }
        const Time now = m_clock.now();
        QList<command::RecordOutcomes::Told> perhapsTold;
        for (const query::Listings::Item &item : *items) {
            if (!item.mustSend)
                continue;
            const Offer &offer = item.wanted;
            if (!offer.believed || *offer.believed == offer.quantity)
                m_lane->offer(offer);
            else
                perhapsTold.append({{offer.address.id, offer.revision, offer.quantity, Outcome::State::NotTried, {}}, now, now, true});
        }
        if (perhapsTold.isEmpty())
            return;
        m_inventory.perform({{}, {Actor::Kind::Channel, m_name.text()}, {}, 0, command::RecordOutcomes{m_name, perhapsTold}}, this,
                            [this](const Result<Entry> &entry) {
                                if (!entry) // the disk does not take it: again, and nothing is sent before
                                    m_clock.after(readAgainAfter, this, [this] { readUnsent(); });
                            });
    });
}

void ChannelLink::setPaused(bool isPaused)
{
    if (m_isPaused == isPaused)
        return;
    m_isPaused = isPaused;
    m_lane->setPaused(isPaused);
    m_teller->setPaused(isPaused);
    m_instructions->setPaused(isPaused);
    if (isPaused) {
        m_intake->stop();
        m_sweep->stop();
        m_missing->stop();
        m_account->stop();
    } else {
        m_intake->start(m_catchUpEvery);
        m_sweep->start(sweepEvery);
        m_missing->start();
        m_account->start();
    }
}

void ChannelLink::take(const event::OfferChanged &change)
{
    if (change.mustSend)
        m_lane->offer(change.wanted);
    else
        m_lane->withdraw(change.wanted.address.id.listing);
}

void ChannelLink::lookAgain()
{
    m_teller->look();
    m_instructions->look();
}

ChannelHealth ChannelLink::health() const
{
    ChannelHealth health = m_lane->health();
    health.lastEventAt = m_intake->lastEventAt();
    const auto heed = [&health](const auto &part) {
        if (part.lastErrorAt() <= health.lastErrorAt)
            return;
        health.lastError = part.lastError();
        health.lastErrorAt = part.lastErrorAt();
    };
    heed(*m_intake);
    heed(*m_missing);
    heed(*m_account);
    return health;
}

} // namespace crossdock::channels
