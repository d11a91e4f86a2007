#pragma once

#include "core/inventory/fulfilment/waves/planned_wave.h"
#include "core/inventory/fulfilment/waves/resample.h"
#include "core/inventory/desk.h"

namespace crossdock::app {

/// Plans past orders again, day by day, by two policies, each with what was free at the beginning of that day. Ends itself once it has
/// answered. Lives in the router's thread; asks for one day at a time, so that others get their turn.
class BackTester : public QObject
{
public:
    static void run(Inventory &inventory, const fulfilment::BackTestWish &wish, std::shared_ptr<Progress> progress, QObject *context, Desk::Done<fulfilment::BackTest> done);

private:
    BackTester(Inventory &inventory, const fulfilment::BackTestWish &wish, std::shared_ptr<Progress> progress, QObject *context, Desk::Done<fulfilment::BackTest> done);
    void listOrders(int offset);
    void readOrder(qsizetype index);
    void readPlaces();
    void nextDay();
    void readStock(const QDate &day, const QList<Sku> &skus);
    void planDay(const QDate &day, const query::StockOf::Answer &stock);
    void finish(Result<fulfilment::BackTest> answer);
    template <class Query>
    void ask(const Query &query, std::function<void(typename Query::Answer)> go);

    Inventory &m_inventory;
    const fulfilment::BackTestWish m_wish;
    std::shared_ptr<Progress> m_progress;
    Desk::Done<fulfilment::BackTest> m_done;
    QList<OrderId> m_ids;
    QMap<QDate, QList<OrderDetail>> m_days; ///< that are still to come
    qsizetype m_dayCount = 0;
    QMap<QString, ChannelDetails> m_channels;
    query::Nodes::Answer m_nodes;
    command::TakeCartons m_cartons;
    query::Transit::Answer m_transit;
    std::shared_ptr<const rates::RateBook> m_book;
    QMap<QDate, waves::SpanOutcome> m_spans; ///< by their first day
    QStringList m_doubts;
    QString m_currency;
    bool m_isCut = false; ///< there were more orders
};

} // namespace crossdock::app
