#include "core/inventory/rules/engine/report_table.h"
#include "core/inventory/rules/engine/reports.h"

#include <QMap>
#include <QSet>
#include <tuple>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules::reports {
namespace {

struct ReturnKey {
    QString product, reason, currency;
    friend bool operator<(const ReturnKey &a, const ReturnKey &b) { return std::tie(a.product, a.reason, a.currency) < std::tie(b.product, b.reason, b.currency); }
};

struct ReturnSums {
    QSet<qint64> returns;
    qint64 units = 0, received = 0, refunds = 0, refunded = 0;
};

} // namespace

/// Refunds are told of orders: of an order with one product they are that product's, and its return's reason is theirs.
Result<QString> returns(store::Database &database, const Period &period)
{
    QMap<ReturnKey, ReturnSums> sums;
    qint64 withoutLines = 0;
    const QVariantList span{toMs(period.since), toMs(period.until)};
    CROSSDOCK_TRY(database.each(u"SELECT r.id, r.reason, COALESCE(k.code, l.channel_sku, ''), COALESCE(b.quantity, 0), COALESCE(b.received, 0), COALESCE(l.price_currency, ''), "
                                "CASE WHEN b.id IS NULL THEN 1 ELSE 0 END FROM sale_return r LEFT JOIN return_line b ON b.return_id = r.id "
                                "LEFT JOIN sale_line l ON l.sale_id = r.sale_id AND l.line = b.line LEFT JOIN sku k ON k.id = l.sku_id WHERE r.requested_at >= ? AND r.requested_at < ? ORDER BY r.id"_s,
                                span, [&](const store::Row &row) {
                                    ReturnSums &sum = sums[{row.text(2), row.text(1), row.text(5)}];
                                    sum.returns.insert(row.number(0));
                                    sum.units += row.number(3);
                                    sum.received += row.number(4);
                                    withoutLines += row.number(6);
                                }));
    const QString reason = u"(SELECT CASE WHEN COUNT(DISTINCT b.reason) = 1 THEN MIN(b.reason) ELSE '' END FROM sale_return b WHERE b.sale_id = f.sale_id)"_s;
    CROSSDOCK_TRY(database.each(u"SELECT "_s + onlyProductOf(u"f.sale_id"_s) + u", "_s + reason + u", f.currency, f.amount FROM refund f WHERE f.at >= ? AND f.at < ? ORDER BY f.id"_s, span,
                                [&](const store::Row &row) {
                                    const QString product = row.text(0).isEmpty() ? severalProducts() : row.text(0);
                                    ReturnSums &sum = sums[{product, row.text(1), row.text(2)}];
                                    ++sum.refunds;
                                    sum.refunded += row.number(3);
                                }));
    Table table({u"sku"_s, u"reason"_s, u"returns"_s, u"units"_s, u"received"_s, u"refunds"_s, u"refunded"_s, u"currency"_s});
    for (auto at = sums.cbegin(); at != sums.cend(); ++at) {
        table.addRow({at.key().product, at.key().reason, QString::number(at->returns.size()), QString::number(at->units), QString::number(at->received), QString::number(at->refunds),
                      amountCell(at->refunded, at.key().currency), at.key().currency});
    }
    table.addNote(u"from"_s, toText(period.since));
    table.addNote(u"until"_s, toText(period.until));
    if (withoutLines > 0)
        table.addNote(u"not known"_s, u"%1 of the returns do not say what comes back"_s.arg(withoutLines));
    return table.text();
}

} // namespace crossdock::rules::reports
