#include "core/inventory/answers/store_answers.h"
#include "core/inventory/fulfilment/carriers.h"

namespace crossdock::answers {

Result<query::Carriers::Answer> StoreAnswers::answer(const query::Carriers &, Progress &)
{
    return fulfilment::readCarriers(m_database);
}

Result<query::Rates::Answer> StoreAnswers::answer(const query::Rates &, Progress &)
{
    return m_rates.book();
}

} // namespace crossdock::answers
