#pragma once

#include "core/inventory/fulfilment/rates/quote.h"
#include "core/inventory/store/database.h"

#include <QStringList>

namespace crossdock::rates {

/// Keeps what live accounts asked last. An answer with prices takes the place of the one before for the same likeness; one without
/// leaves it. What is older than a year goes.
class LastAnswers
{
public:
    explicit LastAnswers(store::Database &database)
        : m_database(database)
    {
    }
    Result<> note(const QList<LastAnswer> &answers, Time now);

private:
    store::Database &m_database;
};

/// By likeness, then by account, services in order.
Result<QList<LastAnswer>> readLastAnswers(store::Database &database, const QStringList &likenesses);

/// What is to be kept of live answers for a shipment of this likeness, by account.
QList<LastAnswer> answersIn(const Rated &rated, const QString &likeness);

/// Puts what was known before beside each account that is silent.
void recall(Rated &rated, const QString &likeness, const QList<LastAnswer> &known);

} // namespace crossdock::rates
