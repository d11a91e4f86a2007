#include "core/connectors/nodes/amazon_mcf/fba_wire.h"

#include "core/connectors/carriers/quote_parts.h"
#include "core/connectors/nodes/wire_parts.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::nodes {
namespace {

fulfilment::StockLevel levelOf(const QJsonObject &summary)
{
    const QJsonValue details = summary["inventoryDetails"_L1];
    fulfilment::StockLevel level;
    level.sku = summary["sellerSku"_L1].toString();
    level.sellable = unitsAt(details["fulfillableQuantity"_L1]);
    level.changedAt = timeAt(summary["lastUpdatedTime"_L1]);
    const auto share = [&](const QJsonValue &from, const QString &name, const QString &theirs) { addShare(level, name, theirs, from[theirs]); };
    share(details, u"announced to Amazon, not sent yet"_s, u"inboundWorkingQuantity"_s);
    share(details, u"on the way to Amazon"_s, u"inboundShippedQuantity"_s);
    share(details, u"arrived, being counted in"_s, u"inboundReceivingQuantity"_s);
    const QJsonValue reserved = details["reservedQuantity"_L1], bad = details["unfulfillableQuantity"_L1], sought = details["researchingQuantity"_L1];
    share(reserved, u"sold, waiting to be sent"_s, u"pendingCustomerOrderQuantity"_s);
    share(reserved, u"moving between Amazon's buildings"_s, u"pendingTransshipmentQuantity"_s);
    share(reserved, u"set aside in the building"_s, u"fcProcessingQuantity"_s);
    share(sought, u"missing, being looked for"_s, u"totalResearchingQuantity"_s);
    share(bad, u"damaged by a buyer"_s, u"customerDamagedQuantity"_s);
    share(bad, u"damaged by Amazon"_s, u"warehouseDamagedQuantity"_s);
    share(bad, u"damaged by the supplier"_s, u"distributorDamagedQuantity"_s);
    share(bad, u"damaged by the carrier"_s, u"carrierDamagedQuantity"_s);
    share(bad, u"defective"_s, u"defectiveQuantity"_s);
    share(bad, u"expired"_s, u"expiredQuantity"_s);
    return level;
}

} // namespace

http::Request fbaStockRequest(const amazon::Account &account, const QString &cursor)
{
    const QByteArray marketplace = amazon::encoded(account.marketplaceId);
    QByteArray url = account.root + "/fba/inventory/v1/summaries?details=true&granularityType=Marketplace&granularityId=" + marketplace + "&marketplaceIds=" + marketplace;
    if (!cursor.isEmpty())
        url += "&nextToken=" + amazon::encoded(cursor);
    return {"GET", url, {}, {}};
}

Result<fulfilment::StockPage> readFbaStock(const QByteArray &body)
{
    const auto answer = amazon::readObject(body, u"stock"_s);
    CROSSDOCK_TRY(answer);
    const QJsonValue summaries = (*answer)["payload"_L1]["inventorySummaries"_L1];
    if (!summaries.isArray())
        return fail(Error::Code::Rejected, u"stock"_s, u"the answer holds no stock"_s);
    fulfilment::StockPage page;
    for (const QJsonObject &summary : carriers::objectsOf(summaries))
        if (!summary["sellerSku"_L1].toString().isEmpty())
            page.levels.append(levelOf(summary));
    page.cursor = (*answer)["pagination"_L1]["nextToken"_L1].toString();
    page.hasMore = !page.cursor.isEmpty();
    return page;
}

} // namespace crossdock::nodes
