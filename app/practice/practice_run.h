#pragma once

#include "app/practice/shop_seed.h"
#include "app/practice/told_watch.h"

namespace crossdock::app {

/// What a run came to.
struct PracticeSummary {
    struct Channel {
        QString name, kind;
        int listings = 0;
        int disagreeing = 0; ///< show something else than the ledger wants
        QStringList examples; ///< the first of them, in words
    };
    query::Books::Answer books;
    Verification trail;
    QList<Channel> channels;
    ToldWatch::Figures told;
    bool isQuiet = true; ///< nothing was left to send at the end

    bool agrees() const;
    QJsonObject toJson() const;
};

/// Lets buyers buy for some seconds, then waits for quiet and compares what every channel shows with what the ledger
/// wants. Cancelled if the session is stopped.
Result<PracticeSummary> runPractice(Session &session, SandboxRoom &room, int seconds);

} // namespace crossdock::app
