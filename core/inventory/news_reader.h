#pragma once

#include "core/inventory/news.h"
#include "core/inventory/store/database.h"

namespace crossdock {

/// PostgreSQL's topic for the news of the shop in the connection's schema.
Result<QString> newsTopic(store::Database &database);

/// Tells the others once the transaction under way is committed, and not at all if it is rolled back.
Result<> announce(store::Database &database, const News &news, const QString &engine);

/// The events that the news stands for, as the store has it now; without entries and the rows of pages.
Result<QList<Event>> eventsOf(store::Database &database, const News &news);

/// Its entries of the trail. Events of their own: what is read now is newer than they are.
Result<QList<Event>> entriesOf(store::Database &database, const News &news);

} // namespace crossdock
