#include "core/inventory/answers/store_answers.h"
#include "core/inventory/fulfilment/carriers.h"
#include "core/inventory/fulfilment/rates/last_answers.h"

namespace crossdock::answers {

Result<query::Carriers::Answer> StoreAnswers::answer(const query::Carriers &, Progress &)
{
    return fulfilment::readCarriers(m_database);
}

Result<query::Rates::Answer> StoreAnswers::answer(const query::Rates &, Progress &)
{
    return m_rates.book();
}

Result<query::LastAnswers::Answer> StoreAnswers::answer(const query::LastAnswers &query, Progress &)
{
    return rates::readLastAnswers(m_database, query.likenesses);
}

} // namespace crossdock::answers
