#include "core/inventory/answers/store_answers.h"
#include "core/inventory/channels/instruction_book.h"
#include "core/inventory/orders/after_sales.h"
#include "core/inventory/orders/cancellations.h"
#include "core/inventory/orders/shipments.h"
#include "core/inventory/parcels/carton_book.h"
#include "core/inventory/parcels/parcel_rows.h"
#include "core/inventory/parcels/policy_book.h"
#include "core/inventory/parcels/sku_check_book.h"
#include "core/inventory/parcels/transit_rows.h"
#include "core/inventory/parcels/waiting_rows.h"
#include "core/inventory/purchases/purchase_rows.h"
#include "core/inventory/store/conditions.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::answers {

Result<query::Instructions::Answer> StoreAnswers::answer(const query::Instructions &query, Progress &)
{
    return channels::readInstructions(m_database, query);
}

Result<query::Shipments::Answer> StoreAnswers::answer(const query::Shipments &query, Progress &)
{
    return orders::readShipments(m_database, query);
}

Result<query::Cancellations::Answer> StoreAnswers::answer(const query::Cancellations &query, Progress &)
{
    return orders::readCancellations(m_database, query);
}

Result<query::Returns::Answer> StoreAnswers::answer(const query::Returns &query, Progress &)
{
    return orders::readReturns(m_database, query);
}

Result<query::Parcels::Answer> StoreAnswers::answer(const query::Parcels &query, Progress &)
{
    store::Conditions where;
    where.of(query.order);
    if (query.node)
        where.add(u"n.name = ?"_s, {query.node->text()});
    if (query.onlyOpen)
        where.add(u"p.state IN ('planned', 'handing over', 'at node', 'partly sent', 'cancelling')"_s);
    where.values << query.limit;
    return parcels::readParcels(m_database, where.text() + u" ORDER BY p.id DESC LIMIT ?"_s, where.values).map([](const QList<parcels::ParcelRow> &rows) {
        query::Parcels::Answer parcels;
        for (const parcels::ParcelRow &row : rows)
            parcels.append(row.parcel);
        return parcels;
    });
}

Result<query::Purchases::Answer> StoreAnswers::answer(const query::Purchases &query, Progress &)
{
    return purchases::readPurchases(m_database, query);
}

Result<query::Waiting::Answer> StoreAnswers::answer(const query::Waiting &query, Progress &)
{
    return parcels::readWaiting(m_database, query);
}

Result<query::SkuChecks::Answer> StoreAnswers::answer(const query::SkuChecks &query, Progress &)
{
    return parcels::readSkuChecks(m_database, query);
}

Result<query::WavePolicy::Answer> StoreAnswers::answer(const query::WavePolicy &, Progress &)
{
    return parcels::readPolicy(m_database);
}

Result<query::Transit::Answer> StoreAnswers::answer(const query::Transit &, Progress &)
{
    return parcels::readTransit(m_database);
}

Result<query::Cartons::Answer> StoreAnswers::answer(const query::Cartons &, Progress &)
{
    return parcels::readCartons(m_database);
}

} // namespace crossdock::answers
