#pragma once

#include "ui/words.h"

#include <QList>
#include <QString>

/// The node board as plain texts: what its lanes and cards show.
namespace crossdock::ui {

/// One parcel, or an order that waits, on the board.
struct BoardCard {
    QString order; ///< "web/1001"
    QString title, facts; ///< one line each
    QString cost; ///< empty: nothing leaves
    Tone tone = Tone::Neutral; ///< of the edge: how likely it is in time
    bool isPinned = false;
    QString spoken; ///< all of it in one sentence
    friend bool operator==(const BoardCard &, const BoardCard &) = default;
};

/// A place and what leaves it. The lane without a node holds the orders that wait.
struct BoardLane {
    QString node; ///< its name; empty: waiting orders
    QString title;
    QString load; ///< "12 of 60 parcels"
    QString leaves; ///< "leaves at 14:00, in 35 min"
    int permille = -1; ///< of its capacity; -1: no limit is known
    Tone tone = Tone::Neutral; ///< of the load
    QList<BoardCard> cards;
};

} // namespace crossdock::ui
