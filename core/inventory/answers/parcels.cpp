#include "core/inventory/answers/store_answers.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::answers {

Result<query::Parcels::Answer> StoreAnswers::answer(const query::Parcels &, Progress &)
{
    return query::Parcels::Answer();
}

Result<query::Waiting::Answer> StoreAnswers::answer(const query::Waiting &, Progress &)
{
    return fail(Error::Code::NotAllowed, u"routing"_s, u"this version does not plan orders together yet"_s);
}

Result<query::Cartons::Answer> StoreAnswers::answer(const query::Cartons &, Progress &)
{
    return query::Cartons::Answer();
}

} // namespace crossdock::answers
