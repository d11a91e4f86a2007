#pragma once

#include "core/inventory/event.h"

#include <set>

namespace crossdock {

/// What engines that share a database tell each other of a commit: not what is new, but what to read again.
struct News {
    using Kinds = event::OthersWrote::Kinds;

    std::set<qint64> skus, sales, channels; ///< rows, by id
    std::set<std::pair<QString, QString>> offers; ///< channel, listing
    std::set<qint64> entries; ///< of the trail, by number
    std::set<QString> syncs, tellings, instructions; ///< channels that are to do something
    Kinds others; ///< of these no more is told than that there is something

    bool isEmpty() const;
    News &operator+=(const News &other);
};

/// Of the events of a commit; rows of pages are not among them.
News newsOf(const QList<Event> &events);

/// As messages that fit into PostgreSQL's NOTIFY (less than 8,000 bytes each), signed with the engine's mark. News of more than
/// a few hundred thousand bytes becomes one that says that everything is to be read again.
QStringList toMessages(const News &news, const QString &engine);

struct Heard {
    QString engine; ///< who tells it
    News news;
};
/// A null text, or one that this program does not understand, is news of everything.
Heard parseNews(const QString &message);

} // namespace crossdock
