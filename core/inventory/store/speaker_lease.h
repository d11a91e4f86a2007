#pragma once

#include "core/inventory/store/database.h"
#include "core/inventory/values/time.h"

namespace crossdock::store
{

/// The engine that speaks to the world outside for all that share a database.
struct Speaker {
    QString engine; ///< its own mark, another one at every start
    QString desk; ///< in words: "packing-pc (process 4711)"
    Time since{}; ///< by the database's clock
    bool isThere = false; ///< it has told so within its time
};

/// One row in a PostgreSQL that says who speaks, and until when by the database's own clock: whoever does not renew it in time,
/// because he ended, hangs, sleeps or is cut off, has lost it, and another one may take it. Lives in the database's thread.
class SpeakerLease
{
public:
    SpeakerLease(Database &database, QString engine, QString desk, Milliseconds length);

    /// Takes the lease or renews it, unless another engine has it. Answers who has it now. From the moment of asking it is ours
    /// for the whole length at least.
    Result<Speaker> bid();
    /// Gives it up, if it is ours: others need not wait.
    Result<> release();
    /// Nothing: nobody has ever had it.
    static Result<std::optional<Speaker>> look(Database &database);

private:
    Database &m_database;
    QString m_engine, m_desk;
    Milliseconds m_length;
};

} // namespace crossdock::store
