#include "core/inventory/core.h"

#include <QScopeGuard>

using namespace Qt::Literals::StringLiterals;

namespace crossdock {

Result<Trial> Core::check(const QList<Request> &requests)
{
    forgetCaches(); // as in drain(): another console may have written
    const auto takenBack = qScopeGuard([this, counters = m_counters] { // once the transaction is: caches know of nothing that was tried, and a trial is no command
        forgetCaches();
        m_counters = counters;
    });
    const auto transaction = store::Transaction::begin(m_database);
    if (!transaction)
        return tl::make_unexpected(transaction.error());
    Trial trial;
    const auto newest = m_database.first(u"SELECT COALESCE(MAX(number), 0) FROM trail"_s, {}, [](const store::Row &row) { return row.number(0); });
    if (!newest)
        return tl::make_unexpected(newest.error());
    for (qsizetype i = 0; i < requests.size(); ++i) {
        auto savepoint = store::Savepoint::begin(m_database);
        if (!savepoint)
            return tl::make_unexpected(savepoint.error());
        QList<Event> events;
        Touched touched;
        auto done = carryOut(requests.at(i), events, touched).and_then([&](const Entry &entry) {
            trial.changed += entry.number > newest->value_or(0) ? 1 : 0;
            return savepoint->release();
        });
        if (done)
            continue;
        forgetCaches();
        if (m_database.isBroken())
            return tl::make_unexpected(done.error());
        if (done.error().code != Error::Code::Conflict) // another writer was faster: that is tried again when it counts
            trial.refused.append({i, done.error()});
    }
    return trial;
}

} // namespace crossdock
