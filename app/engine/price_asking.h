#pragma once

#include "core/inventory/desk.h"
#include "core/inventory/environment.h"
#include "core/inventory/fulfilment/waves/store_wave.h"

namespace crossdock::app {

/// How long a wave waits for prices that carriers and nodes tell, side by side.
inline constexpr Milliseconds longestAnswer{2'000}, longestWait{2'500}; ///< what comes after it is kept all the same
inline constexpr Milliseconds longestTurn{10'000}; ///< how long an order waits for its question to be asked, others being before it
inline constexpr Milliseconds askedAgainAfter{60LL * 60'000}; ///< a silent one is not asked at every look, and a refusal may be over

/// Asks for prices that waves lack. What was told before is read; of what is missing some questions are asked, each once in a while, no more at
/// a time and in an hour than who is asked stands; and a wave goes on when they are answered, or after the longest wait. What is still to
/// come then is noted in what the wave is made from, for its orders may wait a little. Lives in the router's thread.
class PriceAsking : public QObject
{
public:
    struct Wish {
        QString likeness;
        QString whom = {}; ///< whose limits it counts for
    };
    struct Limits {
        qsizetype inAWave = 0, inAnHour = 0; ///< questions to each
    };
    /// The prices of one sort of a wave.
    struct Round {
        std::shared_ptr<waves::Given> given;
        QList<Wish> wishes; ///< the most useful first
        Limits limits;
        std::function<void(const QList<rates::LastAnswer> &kept)> take; ///< before anything is asked, and again after it
        std::function<bool(const QString &likeness)> isKnown; ///< after `take`: it needs no asking
        std::function<void(const QList<qsizetype> &wishes, Desk::Done<QList<rates::Rated>> done)> ask; ///< one answer for each, in their order
        std::function<void(const QString &likeness, const rates::Rated &told)> note; ///< also what comes late
        Desk::Done<void> done;
    };
    /// How it stands with a question.
    enum class State {
        Unasked,
        Asked, ///< its answer may still come in time
        Late,
        Answered, ///< or it could not be asked
    };

    PriceAsking(Inventory &inventory, Clock &clock, QObject *parent);

    void run(Round round);
    State stateOf(const QString &likeness) const;
    void forgetAll(); ///< others are asked from now on
    Milliseconds waited() const { return m_waited; } ///< for answers, in all

private:
    struct Asked {
        QString whom;
        Time at{};
        bool isAnswered = false;
    };
    void readKept(const std::shared_ptr<Round> &round, std::function<void()> next);
    void askForMissing(const std::shared_ptr<Round> &round);
    QList<qsizetype> missing(const Round &round);
    void takeAnswers(const Round &round, const QList<qsizetype> &asked, const Result<QList<rates::Rated>> &told);
    void end(const Round &round);
    qsizetype askedInAnHour(const QString &whom) const;
    void forgetOld();

    Inventory &m_inventory;
    Clock &m_clock;
    Milliseconds m_waited{0};
    QHash<QString, Asked> m_asked; ///< by likeness
    QHash<QString, Time> m_wantedAt; ///< by likeness: since when its turn is waited for
};

} // namespace crossdock::app
