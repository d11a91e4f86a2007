#include "app/engine/wave_prices.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

constexpr qsizetype mostQuestions = 24; // a wave: brokers allow a few a second
constexpr qsizetype mostAnHour = 600; // as many as a busy shop's shipments differ in some minutes
constexpr qsizetype mostAnHourOfUsps = 60; // it allows no more

} // namespace

WavePrices::WavePrices(Inventory &inventory, Clock &clock, Ask ask, QObject *parent)
    : QObject(parent)
    , m_inventory(inventory)
    , m_clock(clock)
    , m_ask(std::move(ask))
    , m_asking(inventory, clock, this)
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
            m_asking.forgetAll();
            m_refused.clear();
        }
        askAccounts(given, wish, done);
    });
}

void WavePrices::askAccounts(const std::shared_ptr<waves::Given> &given, const fulfilment::WaveWish &wish, Desk::Done<void> done)
{
    forgetOld();
    given->live.emplace();
    const QList<waves::LiveQuestion> questions = waves::liveQuestions(*given, wish);
    PriceAsking::Round round{given, {}, {mostQuestions, m_mostAnHour}, {}, {}, {}, {}, std::move(done)};
    for (const waves::LiveQuestion &question : questions)
        round.wishes.append(PriceAsking::Wish{question.likeness});
    round.take = [this, given, questions](const QList<rates::LastAnswer> &kept) { take(*given, questions, kept); };
    round.isKnown = [given](const QString &likeness) { return given->live->isFresh(likeness); };
    round.ask = [this, questions](const QList<qsizetype> &wishes, const Desk::Done<QList<rates::Rated>> &told) {
        QList<rates::Shipment> shipments;
        for (const qsizetype wanted : wishes)
            shipments.append(questions.at(wanted).shipment);
        m_ask(shipments, longestAnswer, this, told);
    };
    round.note = [this](const QString &likeness, const rates::Rated &told) { noteRefusal(likeness, told); };
    m_asking.run(std::move(round));
}

void WavePrices::take(waves::Given &given, const QList<waves::LiveQuestion> &questions, const QList<rates::LastAnswer> &kept) const
{
    rates::LivePrices live(kept, given.now);
    for (const waves::LiveQuestion &question : questions)
        if (const auto refused = m_refused.constFind(question.likeness); refused != m_refused.constEnd())
            live.refuse(question.likeness, refused->reason);
    given.live = std::move(live);
}

/// Only where every account answered: who is silent may carry it.
void WavePrices::noteRefusal(const QString &likeness, const rates::Rated &told)
{
    if (!told.quotes.isEmpty() || !told.silent.isEmpty() || told.refused.isEmpty())
        return;
    const rates::Refusal &first = told.refused.first();
    m_refused.insert(likeness, {m_clock.now(), QString(first.carrier + u' ' + first.service).trimmed() + u": "_s + first.reason});
}

void WavePrices::forgetOld()
{
    const Time now = m_clock.now();
    m_refused.removeIf([&](const QHash<QString, Refused>::iterator &one) { return one->at + rates::LivePrices::freshFor < now; });
}

} // namespace crossdock::app
