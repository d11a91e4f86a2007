#pragma once

#include "core/inventory/notices/notice_book.h"
#include "core/inventory/purchases/lead_times.h"
#include "core/inventory/purchases/purchase_rows.h"
#include "core/inventory/stock/catalogue.h"
#include "core/inventory/stock/nodes.h"

namespace crossdock::purchases {

/// What was ordered from suppliers, and what came of it. Moves no unit: those that come are received by stock_book.h, in the same entry. Each entry of
/// it says the whole order as it became, so that the books can be held against the trail.
class PurchaseBook
{
public:
    PurchaseBook(store::Database &database, stock::Catalogue &catalogue, stock::Nodes &nodes, notices::NoticeBook &notices)
        : m_database(database)
        , m_catalogue(catalogue)
        , m_nodes(nodes)
        , m_notices(notices)
        , m_leadTimes(database)
    {
    }

    Result<> create(audit::Draft &draft, const command::CreatePurchase &command);
    Result<> change(audit::Draft &draft, const command::ChangePurchase &command);
    Result<> cancel(audit::Draft &draft, const command::CancelPurchase &command);
    Result<> set(audit::Draft &draft, const command::SetLeadTime &command) { return m_leadTimes.set(draft, command); }
    /// Units that are received came of the order that the command names, if it names one.
    Result<> receive(audit::Draft &draft, const command::ReceiveStock &command);
    /// Units that were received did not come after all.
    Result<> undo(audit::Draft &draft, const command::Undo &command);
    Result<> noteLate(audit::Draft &draft);

private:
    struct Goods {
        qint64 sku = 0;
        PurchaseOrder::Line line;
    };
    Result<QList<Goods>> goodsOf(const QList<command::WantedLine> &lines, Quantity least);
    Result<QString> freeNumber(const QString &wanted);
    Result<QStringList> bringing(const PurchaseOrder &wanted);
    Result<> insert(audit::Draft &draft, const PurchaseOrder &order, const QList<Goods> &goods);
    Result<> putLine(qint64 purchase, const Goods &goods);
    Result<> send(audit::Draft &draft, const command::PostNotice &letter);
    Result<PurchaseRow> named(const QString &number, qint64 version = 0);
    Result<PurchaseRow> openOne(const QString &number, qint64 version);
    Result<> save(audit::Draft &draft, const PurchaseOrder &before, const PurchaseRow &after);
    static void say(audit::Draft &draft, const PurchaseOrder &order);
    Result<> describe(audit::Draft &draft, const PurchaseOrder &order);

    store::Database &m_database;
    stock::Catalogue &m_catalogue;
    stock::Nodes &m_nodes;
    notices::NoticeBook &m_notices;
    LeadTimes m_leadTimes;
};

} // namespace crossdock::purchases
