#include "core/inventory/core.h"

using namespace Qt::Literals::StringLiterals;

/// What the core does by the clock alone.
namespace crossdock {
namespace {

constexpr Milliseconds offersLook{5'000}, purchasesLook{60'000};

/// Answers that are settled need no transaction to look at them again; a store that cannot be read is left to one that says so.
bool hasUnsettledOffers(store::Database &database)
{
    const auto unsettled = database.first(u"SELECT 1 FROM offer WHERE state IN ('accepted', 'refused') AND state <> 'acknowledged' LIMIT 1"_s, {}, [](const store::Row &) { return true; });
    return !unsettled || unsettled->has_value();
}

} // namespace

/// Selling that was stopped until some time goes on by itself.
void Core::watchStops()
{
    const auto stops = m_registry.stops();
    if (!stops)
        return;
    const auto channels = m_registry.all();
    for (const channels::Registry::Stop &stop : *stops) {
        if (!stop.until)
            continue;
        command::ResumeSelling resume;
        if (stop.sku) {
            if (const auto item = m_catalogue.item(*stop.sku))
                resume.sku = item->sku;
        }
        if (stop.channel) {
            if (const auto channel = m_registry.channel(*stop.channel))
                resume.channel = channel->details.name;
        }
        const Time until = *stop.until;
        m_clock.after(std::max(Milliseconds::zero(), until - m_clock.now()), this, [this, resume, until] {
            const auto now = m_registry.stops();
            const bool isStill = now && std::any_of(now->begin(), now->end(), [&](const auto &s) { return s.until == until; });
            if (isStill)
                perform({Request{{}, {Actor::Kind::System, u"clock"_s}, u"the time was up"_s, 0, resume}}, [](const auto &) {});
        });
    }
}

void Core::watchOffers()
{
    m_clock.after(offersLook, this, [this] {
        if (hasUnsettledOffers(m_database))
            perform({Request{{}, {Actor::Kind::System, u"clock"_s}, u"an answer is due"_s, 0, command::RevisitOffers{}}}, [](const auto &) {});
        watchOffers();
    });
}

/// A day that was promised goes by without an entry.
void Core::watchPurchases()
{
    m_clock.after(purchasesLook, this, [this] {
        perform({Request{{}, {Actor::Kind::System, u"clock"_s}, u"the day went by"_s, 0, command::NoteLatePurchases{}}}, [](const auto &) {});
        watchPurchases();
    });
}

} // namespace crossdock
