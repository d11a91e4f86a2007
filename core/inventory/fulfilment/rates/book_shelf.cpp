#include "core/inventory/fulfilment/rates/book_shelf.h"

#include "core/inventory/fulfilment/rates/rate_book.h"
#include "core/inventory/fulfilment/rates/rate_store.h"

namespace crossdock::rates {

Result<std::shared_ptr<const RateBook>> BookShelf::book()
{
    const auto revision = rateRevision(m_database);
    if (!revision)
        return tl::make_unexpected(revision.error());
    if (m_book && *revision == m_revision)
        return m_book;
    const auto lists = readPriceLists(m_database);
    const auto charts = readZoneCharts(m_database);
    const auto surcharges = readSurcharges(m_database);
    const auto deviations = readDeviations(m_database);
    const auto dimensions = readDimensionalRules(m_database);
    const auto steps = readWeightSteps(m_database);
    if (!dimensions || !steps)
        return tl::make_unexpected(!dimensions ? dimensions.error() : steps.error());
    if (!lists || !charts || !surcharges || !deviations)
        return tl::make_unexpected(!lists ? lists.error() : !charts ? charts.error() : !surcharges ? surcharges.error() : deviations.error());
    m_book = std::make_shared<const RateBook>(RateBook::Contents{*lists, *charts, *surcharges, *deviations, *dimensions, *steps});
    m_revision = *revision;
    return m_book;
}

} // namespace crossdock::rates
