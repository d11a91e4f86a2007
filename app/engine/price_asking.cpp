#include "app/engine/price_asking.h"

#include <QLoggingCategory>
#include <algorithm>

namespace crossdock::app {
namespace {

Q_LOGGING_CATEGORY(lcPrices, "crossdock.router.prices")

} // namespace

PriceAsking::PriceAsking(Inventory &inventory, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_inventory(inventory)
    , m_clock(clock)
{
}

void PriceAsking::run(Round round)
{
    forgetOld();
    const auto shared = std::make_shared<Round>(std::move(round));
    readKept(shared, [this, shared] { askForMissing(shared); });
}

PriceAsking::State PriceAsking::stateOf(const QString &likeness) const
{
    const auto asked = m_asked.constFind(likeness);
    if (asked == m_asked.constEnd())
        return State::Unasked;
    if (asked->isAnswered)
        return State::Answered;
    return asked->at + longestWait > m_clock.now() ? State::Asked : State::Late;
}

void PriceAsking::forgetAll()
{
    m_asked.clear();
    m_wantedAt.clear();
}

void PriceAsking::readKept(const std::shared_ptr<Round> &round, std::function<void()> next)
{
    QStringList likenesses;
    for (const Wish &wish : std::as_const(round->wishes))
        likenesses.append(wish.likeness);
    m_inventory.ask(query::LastAnswers{likenesses}, this, [round, next = std::move(next)](const Result<query::LastAnswers::Answer> &kept) {
        if (!kept) {
            round->done(tl::make_unexpected(kept.error()));
            return;
        }
        round->take(*kept);
        next();
    });
}

qsizetype PriceAsking::askedInAnHour(const QString &whom) const
{
    return std::count_if(m_asked.begin(), m_asked.end(), [&](const Asked &one) { return one.whom == whom; });
}

/// What is to be asked now; notes that it is.
QList<qsizetype> PriceAsking::missing(const Round &round)
{
    QHash<QString, qsizetype> now, inAnHour;
    for (const Asked &one : std::as_const(m_asked))
        ++inAnHour[one.whom];
    QList<qsizetype> asked;
    for (qsizetype i = 0; i < round.wishes.size(); ++i) {
        const Wish &wish = round.wishes.at(i);
        if (m_asked.contains(wish.likeness) || round.isKnown(wish.likeness))
            continue;
        if (now[wish.whom] >= round.limits.inAWave || inAnHour[wish.whom] >= round.limits.inAnHour)
            continue;
        ++now[wish.whom];
        ++inAnHour[wish.whom];
        m_asked.insert(wish.likeness, {wish.whom, m_clock.now()});
        m_wantedAt.remove(wish.likeness);
        asked.append(i);
    }
    return asked;
}

void PriceAsking::askForMissing(const std::shared_ptr<Round> &round)
{
    const QList<qsizetype> asked = missing(*round);
    if (asked.isEmpty()) {
        end(*round);
        return;
    }
    const auto isOver = std::make_shared<bool>(false);
    const auto goOn = [this, round, isOver, begun = m_clock.now()] {
        if (std::exchange(*isOver, true))
            return;
        m_waited += m_clock.now() - begun;
        readKept(round, [this, round] { end(*round); });
    };
    round->ask(asked, [this, round, asked, goOn](const Result<QList<rates::Rated>> &told) {
        takeAnswers(*round, asked, told);
        goOn();
    });
    m_clock.after(longestWait, this, goOn);
}

void PriceAsking::takeAnswers(const Round &round, const QList<qsizetype> &asked, const Result<QList<rates::Rated>> &told)
{
    if (!told)
        qCWarning(lcPrices, "%s: %s", qUtf8Printable(told.error().subject), qUtf8Printable(told.error().detail));
    for (qsizetype i = 0; i < asked.size(); ++i) {
        const QString &likeness = round.wishes.at(asked.at(i)).likeness;
        if (const auto known = m_asked.find(likeness); known != m_asked.end())
            known->isAnswered = true;
        if (told && i < told->size())
            round.note(likeness, told->at(i));
    }
}

/// Tells what may still come, and what did not come in time.
void PriceAsking::end(const Round &round)
{
    const Time now = m_clock.now();
    for (const Wish &wish : round.wishes) {
        if (round.isKnown(wish.likeness))
            continue;
        const State state = stateOf(wish.likeness);
        if (state == State::Answered || (state == State::Unasked && askedInAnHour(wish.whom) >= round.limits.inAnHour))
            continue; // nothing is to come
        if (state == State::Unasked && !m_wantedAt.contains(wish.likeness))
            m_wantedAt.insert(wish.likeness, now);
        const Time until = state == State::Unasked ? m_wantedAt.value(wish.likeness) + longestTurn : m_asked.value(wish.likeness).at + longestWait;
        if (until > now)
            round.given->awaited.insert(wish.likeness, until);
        else
            round.given->late.insert(wish.likeness);
    }
    round.done({});
}

void PriceAsking::forgetOld()
{
    const Time now = m_clock.now();
    m_asked.removeIf([&](const QHash<QString, Asked>::iterator &one) { return one->at + askedAgainAfter < now; });
    m_wantedAt.removeIf([&](const QHash<QString, Time>::iterator &one) { return one.value() + askedAgainAfter < now; });
}

} // namespace crossdock::app
