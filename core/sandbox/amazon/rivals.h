#pragma once

#include "core/sandbox/shop.h"

#include <QMap>

namespace crossdock::sandbox {

/// Another seller of the same goods on one marketplace, who does not like to be the dearer one: he undercuts, answers when he is
/// undercut, stops at his floor, and now and then goes back to his usual price. Draws from numbers of his own.
class Rivals
{
public:
    struct Rival {
        Money price, usual, floor;
    };
    using Tell = std::function<void(qsizetype listing)>; ///< the offers for it changed

    Rivals(Shop &shop, Clock &clock, quint64 seed, Tell tell);

    void start(); ///< he comes to some listings, one after the other, and moves of himself
    void stop();
    void set(qsizetype listing, const Money &price); ///< he asks that until we undercut it
    void offerChanged(qsizetype listing); ///< our price, or whether we have any

    const Rival *of(qsizetype listing) const; ///< nullptr: nobody else sells it

private:
    void step();
    void appear();
    void move();
    void answer(qsizetype listing);
    void ask(qsizetype listing, qint64 amount);

    Shop &m_shop;
    Clock &m_clock;
    SeededRandom m_random;
    Tell m_tell;
    QMap<qsizetype, Rival> m_rivals; ///< by listing
    qsizetype m_next = 0; ///< listing to look at when he comes
    bool m_isRunning = false;
    QObject m_life; // ends the timers with him
};

} // namespace crossdock::sandbox
