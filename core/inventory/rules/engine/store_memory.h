#pragma once

#include "core/inventory/rules/engine/memory.h"
#include "core/inventory/store/database.h"

namespace crossdock::rules {

/// What rules remember, in the store: written in the transaction in which it changed, so that it is as old as the ledger.
class StoreMemory : public Memory
{
public:
    explicit StoreMemory(store::Database &database)
        : m_database(database)
    {
        m_absentMeansNo = true;
    }

    Result<> load(); ///< forgets what is in memory
    /// The first failure since the last call: the transaction must not be committed then.
    Result<> takeFailure();

protected:
    void saveEdge(qint64 rule, const QString &subject, Truth truth) override;
    void saveTimer(const Timer &timer) override;
    void eraseTimer(qint64 rule, const QString &kind, const QString &subject) override;
    void saveSample(qint64 rule, const QString &subject, Time at, qint64 amount, Time keepSince) override;
    void eraseRule(qint64 rule) override;

private:
    void run(const QString &sql, const QVariantList &values);

    store::Database &m_database;
    Result<> m_failure;
};

} // namespace crossdock::rules
