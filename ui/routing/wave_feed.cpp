#include "ui/routing/wave_feed.h"

namespace crossdock::ui {
namespace {

constexpr int planMs = 3'000; // a plan that changes under the eye more often cannot be read

bool isPolicy(const Event &event)
{
    const auto *entry = std::get_if<event::EntryAppended>(&event);
    return entry != nullptr && entry->entry.what == u"policy.set";
}

bool concernsRouting(const Event &event)
{
    return std::holds_alternative<event::OrderChanged>(event) || std::holds_alternative<event::StockChanged>(event) || std::holds_alternative<event::NodeChanged>(event)
        || std::holds_alternative<event::ParcelsChanged>(event) || std::holds_alternative<event::OthersWrote>(event) || isPolicy(event);
}

} // namespace

WaveFeed::WaveFeed(const Context &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
{
    m_wish.isHouse = true;
    m_soon.setSingleShot(true);
    m_soon.setInterval(planMs);
    connect(&m_soon, &QTimer::timeout, this, &WaveFeed::look);
    connect(&context.inventory, &Inventory::happened, this, &WaveFeed::hear);
}

void WaveFeed::hear(const Events &events)
{
    if (!std::any_of(events->cbegin(), events->cend(), concernsRouting))
        return;
    m_isStale = true;
    if (m_isWatched && !m_soon.isActive())
        m_soon.start();
}

void WaveFeed::setWatched(bool isWatched)
{
    m_isWatched = isWatched;
    if (!isWatched)
        m_soon.stop();
    else if (m_isStale && !m_isHeld)
        plan();
}

void WaveFeed::setHeld(bool isHeld)
{
    m_isHeld = isHeld;
    look();
}

void WaveFeed::look()
{
    if (m_isStale && m_isWatched && !m_isHeld && !m_isPlanning)
        plan();
}

void WaveFeed::plan()
{
    m_isStale = false;
    m_isPlanning = true;
    Q_EMIT planning();
    const qint64 request = ++m_request;
    m_context.desk.planWave(m_wish, this, [this, request](const Result<Wave> &wave) {
        if (request == m_request)
            answer(wave);
    });
}

void WaveFeed::answer(const Result<Wave> &wave)
{
    m_isPlanning = false;
    const bool wasPushedAside = !wave && wave.error().code == Error::Code::Cancelled; // by a what-if that was asked later
    if (wasPushedAside) {
        m_isStale = true;
        m_soon.start();
        return;
    }
    if (!wave) {
        Q_EMIT failed(wave.error());
        return;
    }
    m_wave = *wave;
    Q_EMIT planned();
    if (m_isStale && m_isWatched)
        m_soon.start(); // something changed meanwhile
}

void WaveFeed::take(const Wave &wave)
{
    ++m_request;
    m_isPlanning = false;
    m_wish = wave->wish;
    m_wave = wave;
    Q_EMIT planned();
}

void WaveFeed::setPins(const QList<fulfilment::WavePin> &pins)
{
    m_wish.pins = pins;
    plan();
}

void WaveFeed::published()
{
    m_wish.pins.clear();
    plan();
}

} // namespace crossdock::ui
