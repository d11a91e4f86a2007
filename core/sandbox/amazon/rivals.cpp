#include "core/sandbox/amazon/rivals.h"

namespace crossdock::sandbox {
namespace {

constexpr Milliseconds stepEvery{1'000};
constexpr Milliseconds soonest{2'000}; // his answer to a price of ours
constexpr quint64 answerSpreadMs = 6'000;
constexpr qsizetype mostContested = 40; // that he sells, too
constexpr quint64 oneIn = 3; // listings, as far as he looks
constexpr quint64 movesOneIn = 4; // steps

qint64 share(qint64 amount, int percent)
{
    return amount * percent / 100;
}

} // namespace

Rivals::Rivals(Shop &shop, Clock &clock, quint64 seed, Tell tell)
    : m_shop(shop)
    , m_clock(clock)
    , m_random(seed)
    , m_tell(std::move(tell))
{
}

const Rivals::Rival *Rivals::of(qsizetype listing) const
{
    const auto rival = m_rivals.constFind(listing);
    return rival == m_rivals.cend() ? nullptr : &*rival;
}

void Rivals::start()
{
    if (std::exchange(m_isRunning, true))
        return;
    m_clock.after(stepEvery, &m_life, [this] { step(); });
}

void Rivals::stop()
{
    m_isRunning = false;
}

void Rivals::step()
{
    if (!m_isRunning)
        return;
    appear();
    if (m_random.below(movesOneIn) == 0)
        move();
    m_clock.after(stepEvery, &m_life, [this] { step(); });
}

/// A little dearer than we are, at first.
void Rivals::appear()
{
    while (m_next < m_shop.listings().size() && m_rivals.size() < mostContested) {
        const qsizetype listing = m_next++;
        if (m_random.below(oneIn) != 0 || m_rivals.contains(listing))
            continue;
        const Money ours = m_shop.listings().at(listing).price;
        const Money usual{share(ours.amount, 104), ours.currency};
        m_rivals.insert(listing, {usual, usual, {share(ours.amount, 80), ours.currency}});
        m_tell(listing);
        return;
    }
}

void Rivals::move()
{
    if (m_rivals.isEmpty())
        return;
    const qsizetype listing = m_rivals.keys().at(qsizetype(m_random.below(quint64(m_rivals.size()))));
    const Rival &rival = m_rivals[listing];
    const qint64 ours = m_shop.listings().at(listing).price.amount;
    if (rival.price.amount >= ours)
        ask(listing, std::max(rival.floor.amount, share(ours, 99 - int(m_random.below(4)))));
    else if (m_random.below(3) == 0)
        ask(listing, rival.usual.amount);
}

void Rivals::ask(qsizetype listing, qint64 amount)
{
    Rival &rival = m_rivals[listing];
    if (amount <= 0 || rival.price.amount == amount)
        return;
    rival.price.amount = amount;
    m_tell(listing);
}

void Rivals::set(qsizetype listing, const Money &price)
{
    const auto known = m_rivals.find(listing);
    if (known == m_rivals.end()) {
        m_rivals.insert(listing, {price, price, {share(price.amount, 80), price.currency}});
        m_tell(listing);
        return;
    }
    known->floor.amount = std::min(known->floor.amount, price.amount);
    ask(listing, price.amount);
}

void Rivals::offerChanged(qsizetype listing)
{
    if (!m_rivals.contains(listing))
        return;
    m_tell(listing);
    m_clock.after(soonest + Milliseconds{static_cast<qint64>(m_random.below(answerSpreadMs))}, &m_life, [this, listing] { answer(listing); });
}

void Rivals::answer(qsizetype listing)
{
    const Rival &rival = m_rivals[listing];
    const qint64 ours = m_shop.listings().at(listing).price.amount;
    if (ours < rival.price.amount)
        ask(listing, std::max(rival.floor.amount, ours - std::max<qint64>(1, ours / 100)));
}

} // namespace crossdock::sandbox
