#include "core/inventory/answers/store_answers.h"
#include "core/inventory/fulfilment/labels/label_rows.h"

namespace crossdock::answers {

Result<query::Labels::Answer> StoreAnswers::answer(const query::Labels &query, Progress &)
{
    return labels::readLabels(m_database, query);
}

Result<query::LabelDocument::Answer> StoreAnswers::answer(const query::LabelDocument &query, Progress &)
{
    return labels::readDocument(m_database, query.label);
}

Result<query::LabelTrack::Answer> StoreAnswers::answer(const query::LabelTrack &query, Progress &)
{
    return labels::readTrack(m_database, query.label);
}

Result<query::Printers::Answer> StoreAnswers::answer(const query::Printers &, Progress &)
{
    return labels::readPrinters(m_database);
}

Result<query::Goods::Answer> StoreAnswers::answer(const query::Goods &query, Progress &)
{
    return labels::readGoods(m_database, query.skus);
}

} // namespace crossdock::answers
