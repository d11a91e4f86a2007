#pragma once

#include "core/inventory/audit/shop_key.h"
#include "core/inventory/audit/trail.h"
#include "core/inventory/channels/account_book.h"
#include "core/inventory/channels/instruction_book.h"
#include "core/inventory/channels/market_book.h"
#include "core/inventory/environment.h"
#include "core/inventory/fulfilment/carriers.h"
#include "core/inventory/fulfilment/labels/bench_book.h"
#include "core/inventory/fulfilment/labels/label_work.h"
#include "core/inventory/fulfilment/labels/return_labels.h"
#include "core/inventory/fulfilment/rates/last_answers.h"
#include "core/inventory/fulfilment/rates/rate_store.h"
#include "core/inventory/notices/notice_book.h"
#include "core/inventory/orders/customers.h"
#include "core/inventory/orders/marks.h"
#include "core/inventory/orders/order_book.h"
#include "core/inventory/orders/order_work.h"
#include "core/inventory/orders/shipping_wishes.h"
#include "core/inventory/rules/book/rule_book.h"
#include "core/inventory/rules/engine/engine.h"
#include "core/inventory/news.h"
#include "core/inventory/node_feeds.h"
#include "core/inventory/parcels/carton_book.h"
#include "core/inventory/parcels/node_parcels.h"
#include "core/inventory/parcels/policy_book.h"
#include "core/inventory/parcels/sku_check_book.h"
#include "core/inventory/purchases/purchase_book.h"
#include "core/inventory/stock/bin_book.h"
#include "core/inventory/stock_book.h"

#include <deque>
#include <set>

namespace crossdock {

/// Carries commands out, one after another, in its own thread, and alone writes the store. Commands that wait while a
/// commit is on its way to the disk share the next one, each in its own savepoint; nobody is told before the disk has it.
class Core : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(Result<QList<Entry>>)>;

    /// `database` must be migrated.
    Core(store::Database &database, const audit::ShopKey &shop, Clock &clock, QObject *parent = nullptr);
    ~Core() override;

    /// Starts the core's own timers.
    void start();

    /// Of engines that share a database one does what is due by the clock alone. At first each one: an engine that is not told
    /// otherwise is alone.
    void setOwnsClock(bool owns) { m_rules.setOwnsClock(owns); }

    /// What another engine on the same database told of its commit (see news.h): becomes events here. Its own is no news.
    void hear(const QString &message);

    /// All requests happen in one transaction or none. `done` runs later, in this thread.
    void perform(QList<Request> requests, Done done);

    /// Carries the requests out and takes all of it back: what would become of them. Between two commands, in this thread.
    Result<Trial> check(const QList<Request> &requests);

    struct Counters {
        qint64 commits = 0, commands = 0, conflicts = 0, duplicates = 0;
    };
    const Counters &counters() const { return m_counters; }

Q_SIGNALS:
    void happened(const crossdock::Events &events);

private:
    struct Job {
        QList<Request> requests;
        Done done;
    };
    struct Finished {
        Done done;
        Result<QList<Entry>> answer;
    };
    /// Rows that look different now, by id.
    struct Touched {
        std::set<qint64> skus, sales, channels;

        bool isEmpty() const { return skus.empty() && sales.empty() && channels.empty(); }
        Touched &operator+=(const Touched &other);
    };

    void wake();
    Result<> runRules(const QList<Event> &events);
    void drain();
    void failAll(QList<Finished> &finished, const Error &error);
    void tellUnsure();
    Result<QList<Entry>> carryOut(const Job &job, QList<Event> &events, Touched &touched);
    Result<Entry> carryOut(Request request, QList<Event> &events, Touched &touched);
    Result<std::optional<Entry>> earlier(const Request &request, const QString &fingerprint);
    Result<Entry> entry(qint64 number);
    Result<> handle(audit::Draft &draft, const Request &request, qint64 &lastEntry);
    Result<> handleSelling(audit::Draft &draft, const std::optional<Sku> &sku, const std::optional<ChannelId> &channel,
                           bool isStopped, std::optional<Time> until);
    Result<> warnOfAddress(audit::Draft &draft, const OrderId &order);
    Result<> warnOfLabels(audit::Draft &draft, qint64 parcel);
    Result<> warnOfPurchase(audit::Draft &draft, qint64 label);
    Result<> warnOfCancelled(audit::Draft &draft, const OrderId &order);
    Result<> tellOfCancelled(audit::Draft &draft, const OrderId &order, std::optional<qint64> number);
    Result<> warnOfVoided(audit::Draft &draft, const OrderId &order, const QString &tracking);
    Result<> warnOfRefund(audit::Draft &draft, qint64 label);
    Result<> handleChannel(audit::Draft &draft, const command::ChangeChannel &change);
    Result<> handleSync(audit::Draft &draft, const ChannelId &channel);
    Result<> handleConnection(audit::Draft &draft, const command::RecordConnection &news);
    Result<> settle(audit::Draft &draft);
    Result<> writeIncidents(audit::Draft &draft, QList<Event> &events);
    void forgetCaches();
    void tellLater(const Touched &touched);
    void tellRows(const Touched &touched);
    Result<> announce(const QList<Event> &events, const Touched &touched);
    void tellHeard();
    void readAllSoon();
    bool tell(const News &news);
    void watchStops();
    void watchOffers();
    void watchPurchases();
    void saveCounters();

    store::Database &m_database;
    Clock &m_clock;
    audit::Trail m_trail;
    audit::Privacy m_privacy;
    stock::Catalogue m_catalogue;
    stock::Ledger m_ledger;
    stock::Nodes m_nodes;
    orders::Reservations m_reservations;
    channels::Registry m_registry;
    channels::Listings m_listings;
    orders::Sales m_sales;
    orders::Promises m_promises;
    orders::Cancellations m_cancellations;
    orders::AfterSales m_afterSales;
    orders::OrderBook m_orders;
    orders::Shipments m_shipments;
    orders::OrderWork m_orderWork;
    orders::Marks m_marks;
    orders::Customers m_customers;
    orders::ShippingWishes m_wishes;
    channels::InstructionBook m_instructions;
    channels::MarketBook m_market;
    channels::AccountBook m_accounts;
    StockBook m_stock;
    NodeFeeds m_nodeFeeds;
    notices::NoticeBook m_notices;
    parcels::ParcelNotices m_parcelNotices;
    parcels::ParcelBook m_parcels;
    parcels::NodeParcels m_nodeParcels;
    parcels::CartonBook m_cartons;
    parcels::PolicyBook m_policies;
    parcels::SkuCheckBook m_skuChecks;
    fulfilment::Carriers m_carriers;
    rates::RateStore m_rates;
    rates::LastAnswers m_lastAnswers;
    labels::LabelBook m_labels;
    labels::LabelWork m_labelWork;
    labels::BenchBook m_bench;
    rules::RuleBook m_ruleBook;
    labels::ReturnLabels m_returnLabels;
    purchases::PurchaseBook m_purchases;
    stock::BinBook m_bins;
    rules::Engine m_rules;
    std::deque<Job> m_waiting;
    bool m_isAwake = false;
    Touched m_touched; ///< not told yet
    struct Unsure {
        QList<Event> events;
        Touched touched;
    };
    Unsure m_unsure; ///< news of a commit whose answer was lost with the connection
    const QString m_mark; ///< tells this engine's news from those of others
    News m_heard; ///< from other engines, not told yet
    bool m_isReadingAll = false; ///< all is to be read again, soon
    Time m_readAllAt{};
    Counters m_counters;
    qint64 m_savedDuplicates = 0;
};

} // namespace crossdock
