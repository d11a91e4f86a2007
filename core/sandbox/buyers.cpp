#include "core/sandbox/buyers.h"

#include "core/sandbox/word_list.h"

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

// Of a hundred orders: some are paid later, some are taken back, changed or returned, and once in a while the owner corrects
// a number by hand. The shares are those of an ordinary shop, rounded.
constexpr double paidLater = 0.08;
constexpr double declined = 0.1; // of those that are paid later
constexpr double cancelled = 0.03;
constexpr double refunded = 0.01;
constexpr double edited = 0.02;
constexpr double editsPerOrder = 0.02;

} // namespace

Buyers::Buyers(World &world, Clock &clock, quint64 seed)
    : m_world(world)
    , m_clock(clock)
    , m_random(seed)
    , m_channels(world.channels())
{
}

void Buyers::start()
{
    if (m_isRunning)
        return;
    m_isRunning = true;
    comeAgain();
}

void Buyers::stop()
{
    m_isRunning = false;
    ++m_generation;
}

void Buyers::rateChanged()
{
    ++m_generation;
    if (m_isRunning)
        comeAgain();
}

void Buyers::comeAgain()
{
    const double rate = m_world.spec().ratePerSecond;
    if (rate <= 0 || m_channels.isEmpty())
        return;
    const double seconds = -std::log(1.0 - m_random.unit()) / rate;
    m_clock.after(Milliseconds{std::llround(seconds * 1000)}, &m_life, [this, generation = m_generation] {
        if (generation != m_generation)
            return;
        buy();
        comeAgain();
    });
}

qsizetype Buyers::popular(qsizetype count)
{
    // The inverse of the continuous Zipf distribution with exponent 1: rank = count^u.
    const double rank = std::pow(static_cast<double>(count), m_random.unit());
    return qMin(count - 1, static_cast<qsizetype>(rank) - 1);
}

void Buyers::buy()
{
    if (m_world.spec().editsOnSite && m_random.unit() < editsPerOrder)
        editOnSite();
    const QString channel = m_channels.at(qsizetype(m_random.below(quint64(m_channels.size()))));
    const QList<Listing> &listings = m_world.shop(channel).listings();
    if (listings.isEmpty())
        return;
    const double size = m_random.unit();
    const int lines = size < 0.78 ? 1 : size < 0.93 ? 2 : size < 0.98 ? 3 : 4;
    QList<Basket> basket;
    for (int i = 0; i < lines; ++i) {
        const Listing &listing = listings.at(popular(listings.size()));
        const Quantity wanted = m_random.unit() < 0.85 ? 1 : 2 + Quantity(m_random.below(3));
        const bool isTaken = std::any_of(basket.cbegin(), basket.cend(),
                                         [&](const Basket &line) { return line.listing == listing.listingId; });
        if (!isTaken && listing.quantity >= 1)
            basket.append({listing.listingId, qMin(wanted, listing.quantity)});
    }
    if (basket.isEmpty())
        return; // sold out: the buyer goes away
    const Payment payment = m_random.unit() < paidLater ? Payment::Later : Payment::Now;
    if (const auto order = m_world.sell(channel, basket, payment)) {
        if (payment == Payment::Later)
            later(2'000, 60'000, [this, channel, id = *order] { (void)(m_random.unit() < declined ? m_world.decline(channel, id) : m_world.pay(channel, id)); });
        reconsider(channel, *order);
    }
}

void Buyers::reconsider(const QString &channel, const QString &order)
{
    // What becomes of the order may be impossible by then (cancelled before it was paid): that is how people are.
    const double mind = m_random.unit();
    if (mind < cancelled)
        later(5'000, 120'000, [this, channel, order] { (void)m_world.cancel(channel, order); });
    else if (mind < cancelled + refunded)
        later(60'000, 300'000, [this, channel, order] { (void)m_world.refund(channel, order); });
    else if (mind < cancelled + refunded + edited)
        later(5'000, 60'000, [this, channel, order] { (void)m_world.editOrder(channel, order); });
}

void Buyers::editOnSite()
{
    const QString channel = m_channels.at(qsizetype(m_random.below(quint64(m_channels.size()))));
    const QList<Listing> &listings = m_world.shop(channel).listings();
    if (listings.isEmpty())
        return;
    const Listing &listing = listings.at(popular(listings.size()));
    const Quantity quantity = qMax<Quantity>(0, listing.quantity + Quantity(m_random.below(11)) - 5);
    (void)m_world.editQuantity(channel, listing.listingId, quantity);
}

void Buyers::later(qint64 fromMs, qint64 toMs, std::function<void()> action)
{
    const qint64 delay = fromMs + qint64(m_random.below(quint64(toMs - fromMs)));
    m_clock.after(Milliseconds{delay}, &m_life, [this, action = std::move(action)] {
        if (m_isRunning) // after the shops have closed nothing moves any more
            action();
    });
}

Buyer Buyers::someone()
{
    const auto &places = wordList(u"places"); // "city|region|postcode|country"
    const auto &streets = wordList(u"streets");
    Buyer buyer;
    buyer.firstName = pick(wordList(u"first_names"), m_random);
    buyer.lastName = pick(wordList(u"last_names"), m_random);
    const quint64 number = m_random.below(1000);
    buyer.email = u"%1.%2%3@example.com"_s.arg(buyer.firstName.toLower(), buyer.lastName.toLower()).arg(number);
    buyer.phone = u"+1 202 555 01%1"_s.arg(number % 100, 2, 10, QChar(u'0')); // numbers that belong to nobody
    buyer.street = u"%1 %2"_s.arg(1 + m_random.below(980)).arg(pick(streets, m_random));
    const QStringList place = pick(places, m_random).split(u'|');
    buyer.city = place.value(0);
    buyer.region = place.value(1);
    buyer.postcode = place.value(2);
    buyer.country = place.value(3);
    return buyer;
}

} // namespace crossdock::sandbox
