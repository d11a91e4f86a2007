#include "app/engine/wave_prices.h"

#include "app/engine/price_asking.h"

#include <QLoggingCategory>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

Q_LOGGING_CATEGORY(lcWavePrices, "crossdock.router.prices")

constexpr qsizetype mostQuestions = 24; // a wave: brokers allow a few a second
constexpr qsizetype mostAnHour = 600; // as many as a busy shop's shipments differ in some minutes
constexpr qsizetype mostAnHourOfUsps = 60; // it allows no more

} // namespace

/// A wave whose prices are looked for.
struct WavePrices::Wanted {
    std::shared_ptr<waves::Given> given;
    QList<waves::LiveQuestion> questions;
    Desk::Done<void> done;
};

WavePrices::WavePrices(Inventory &inventory, Clock &clock, Ask ask, QObject *parent)
    : QObject(parent)
    , m_inventory(inventory)
    , m_clock(clock)
    , m_ask(std::move(ask))
{
}

void WavePrices::fill(const std::shared_ptr<waves::Given> &given, const fulfilment::WaveWish &wish, Desk::Done<void> done)
{
    m_inventory.ask(query::Carriers{}, this, [this, given, wish, done = std::move(done)](const Result<query::Carriers::Answer> &carriers) {
        if (!carriers) {
            done(tl::make_unexpected(carriers.error()));
            return;
        }
        QStringList accounts;
        m_mostAnHour = mostAnHour;
        for (const CarrierDetails &one : *carriers) {
            if (one.kind != "contract"_L1)
                accounts.append(one.name.text());
            if (one.kind == "usps"_L1)
                m_mostAnHour = mostAnHourOfUsps;
        }
        if (accounts.isEmpty()) {
            done({});
            return;
        }
        if (std::exchange(m_accounts, accounts) != accounts) {
            m_askedAt.clear();
            m_refused.clear();
        }
        forgetOld();
        given->live.emplace();
        const auto wanted = std::make_shared<Wanted>(Wanted{given, waves::liveQuestions(*given, wish), done});
        readKept(wanted, [this, wanted] { askForMissing(wanted); });
    });
}

void WavePrices::readKept(const std::shared_ptr<Wanted> &wanted, std::function<void()> next)
{
    QStringList likenesses;
    for (const waves::LiveQuestion &question : std::as_const(wanted->questions))
        likenesses.append(question.likeness);
    m_inventory.ask(query::LastAnswers{likenesses}, this, [this, wanted, next = std::move(next)](const Result<query::LastAnswers::Answer> &kept) {
        if (!kept) {
            wanted->done(tl::make_unexpected(kept.error()));
            return;
        }
        rates::LivePrices live(*kept, wanted->given->now);
        for (const waves::LiveQuestion &question : std::as_const(wanted->questions))
            if (const auto refused = m_refused.constFind(question.likeness); refused != m_refused.constEnd())
                live.refuse(question.likeness, refused->reason);
        wanted->given->live = std::move(live);
        next();
    });
}

void WavePrices::askForMissing(const std::shared_ptr<Wanted> &wanted)
{
    QList<waves::LiveQuestion> asked;
    QList<rates::Shipment> shipments;
    for (const waves::LiveQuestion &question : std::as_const(wanted->questions)) {
        if (asked.size() == mostQuestions || m_askedAt.size() >= m_mostAnHour)
            break;
        if (wanted->given->live->isFresh(question.likeness) || m_askedAt.contains(question.likeness))
            continue;
        m_askedAt.insert(question.likeness, m_clock.now());
        asked.append(question);
        shipments.append(question.shipment);
    }
    if (asked.isEmpty()) {
        wanted->done({});
        return;
    }
    const auto isOver = std::make_shared<bool>(false);
    const auto goOn = [this, wanted, isOver, begun = m_clock.now()] {
        if (std::exchange(*isOver, true))
            return;
        m_waited += m_clock.now() - begun;
        readKept(wanted, [wanted] { wanted->done({}); });
    };
    m_ask(shipments, longestAnswer, this, [this, asked, goOn](const Result<QList<rates::Rated>> &told) {
        if (told)
            noteRefusals(asked, *told);
        else
            qCWarning(lcWavePrices, "%s: %s", qUtf8Printable(told.error().subject), qUtf8Printable(told.error().detail));
        goOn();
    });
    m_clock.after(longestWait, this, goOn);
}

/// Only where every account answered: who is silent may carry it.
void WavePrices::noteRefusals(const QList<waves::LiveQuestion> &asked, const QList<rates::Rated> &told)
{
    for (qsizetype i = 0; i < std::min(asked.size(), told.size()); ++i) {
        const rates::Rated &one = told.at(i);
        if (!one.quotes.isEmpty() || !one.silent.isEmpty() || one.refused.isEmpty())
            continue;
        const rates::Refusal &first = one.refused.first();
        m_refused.insert(asked.at(i).likeness, {m_clock.now(), QString(first.carrier + u' ' + first.service).trimmed() + u": "_s + first.reason});
    }
}

void WavePrices::forgetOld()
{
    const Time now = m_clock.now();
    m_askedAt.removeIf([&](const QHash<QString, Time>::iterator &one) { return one.value() + askedAgainAfter < now; });
    m_refused.removeIf([&](const QHash<QString, Refused>::iterator &one) { return one->at + rates::LivePrices::freshFor < now; });
}

} // namespace crossdock::app
