#include "core/inventory/audit/purchase_books.h"

#include "core/inventory/purchases/purchase_rows.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::audit {
namespace {

/// As its last entry says it, by number.
Result<QMap<QString, QJsonObject>> purchasesOfTrail(store::Database &database)
{
    QMap<QString, QJsonObject> purchases;
    CROSSDOCK_TRY(database.each(u"SELECT t.text FROM trail t WHERE t.number IN (SELECT a.number FROM trail_about a WHERE a.kind = 'purchase') ORDER BY t.number"_s, {}, [&](const store::Row &row) {
        const QJsonObject purchase = QJsonDocument::fromJson(row.text(0).toUtf8()).object()[u"purchase"_s].toObject();
        if (!purchase.isEmpty()) // one that names it in passing
            purchases.insert(purchase[u"number"_s].toString(), purchase);
    }));
    return purchases;
}

} // namespace

Result<QStringList> purchaseProblems(store::Database &database)
{
    auto told = purchasesOfTrail(database);
    const auto held = purchases::readPurchases(database, u"1 = 1 ORDER BY p.id"_s, {});
    if (!told || !held)
        return tl::make_unexpected(!told ? told.error() : held.error());
    QStringList problems;
    for (const purchases::PurchaseRow &row : *held) {
        if (told->take(row.order.number) != purchases::saidOf(row.order))
            problems.append(u"purchase order %1 is not what its entries say"_s.arg(row.order.number));
    }
    for (const QString &number : told->keys())
        problems.append(u"purchase order %1 is in the trail and not on record"_s.arg(number));
    CROSSDOCK_TRY(database.each(
        u"SELECT b.name, b.code FROM ("
        "SELECT a.name AS name, k.code AS code, CASE WHEN m.from_account = 'outside' THEN m.quantity ELSE -m.quantity END AS units FROM trail_about a JOIN trail t ON t.number = a.number "
        "JOIN movement m ON m.entry = t.number JOIN sku k ON k.id = m.sku_id "
        "WHERE a.kind = 'purchase' AND t.what IN ('stock.receive', 'stock.undo') AND (m.from_account = 'outside' OR m.to_account = 'outside') UNION ALL "
        "SELECT p.number, k.code, -l.received FROM purchase_line l JOIN purchase p ON p.id = l.purchase_id JOIN sku k ON k.id = l.sku_id WHERE l.received > 0) b "
        "GROUP BY b.name, b.code HAVING SUM(b.units) <> 0 ORDER BY b.name, b.code"_s,
        {}, [&](const store::Row &row) { problems.append(u"the units of %1 that purchase order %2 says came are not those that were booked in"_s.arg(row.text(1), row.text(0))); }));
    return problems;
}

} // namespace crossdock::audit
