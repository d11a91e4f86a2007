#pragma once

#include "core/inventory/event.h"

#include <QObject>
#include <QPointer>
#include <atomic>
#include <functional>
#include <memory>

namespace crossdock {

/// Ways to stop a long answer and to hear how far it is. Shared by the asker and the answering thread.
struct Progress {
    std::atomic<bool> isCancelled{false};
    std::atomic<int> permille{0};
};

namespace store {
class Database;
}

/// The door to all that is true of stock, orders and offers. Pages, the command line, lanes and rules ask in the same
/// words and hear the same news. Can be used from any thread: answers come in the thread of `context`, and not at all
/// once it is gone. Nothing here waits.
class Inventory : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    template <class T>
    using Done = std::function<void(Result<T>)>;

    /// All of the command happens, or none of it. Answers with its trail entry once that is on the disk. The same
    /// operation key again gives the same entry; with other contents it is an error (KeyReused).
    virtual void perform(Request request, QObject *context, Done<Entry> done) = 0;

    /// All of the requests happen in one transaction, or none of them.
    virtual void performAll(QList<Request> requests, QObject *context, Done<QList<Entry>> done) = 0;

    /// Answers from a snapshot of the store, beside the writer, in its own thread.
    template <class Query>
    void ask(Query query, QObject *context, Done<typename Query::Answer> done,
             std::shared_ptr<Progress> progress = std::make_shared<Progress>());

    /// Read-only (a sealed audit file): perform() always answers NotAllowed.
    virtual bool isReadOnly() const { return false; }

Q_SIGNALS:
    void happened(const crossdock::Events &events); ///< after the commit; emitted in the core's thread

protected:
    using Job = std::function<void(store::Database &)>;
    /// Runs `job` with a read-only connection in the reader's thread.
    virtual void read(Job job) = 0;
    /// Runs `deliver` in the thread of `context`, unless it is gone.
    static void deliverTo(QObject *context, std::function<void()> deliver);
};

/// The answers, one overload for each query: core/inventory/answers/*.cpp.
namespace answers {
Result<query::Stock::Answer> answer(store::Database &, const query::Stock &, Progress &);
Result<query::StockOf::Answer> answer(store::Database &, const query::StockOf &, Progress &);
Result<query::Trend::Answer> answer(store::Database &, const query::Trend &, Progress &);
Result<query::Explain::Answer> answer(store::Database &, const query::Explain &, Progress &);
Result<query::Orders::Answer> answer(store::Database &, const query::Orders &, Progress &);
Result<query::Order::Answer> answer(store::Database &, const query::Order &, Progress &);
Result<query::Channels::Answer> answer(store::Database &, const query::Channels &, Progress &);
Result<query::Listings::Answer> answer(store::Database &, const query::Listings &, Progress &);
Result<query::Nodes::Answer> answer(store::Database &, const query::Nodes &, Progress &);
Result<query::Incidents::Answer> answer(store::Database &, const query::Incidents &, Progress &);
Result<query::Trail::Answer> answer(store::Database &, const query::Trail &, Progress &);
Result<query::CauseChain::Answer> answer(store::Database &, const query::CauseChain &, Progress &);
Result<query::Verify::Answer> answer(store::Database &, const query::Verify &, Progress &);
Result<query::Search::Answer> answer(store::Database &, const query::Search &, Progress &);
Result<query::Books::Answer> answer(store::Database &, const query::Books &, Progress &);
Result<query::Totals::Answer> answer(store::Database &, const query::Totals &, Progress &);
} // namespace answers

template <class Query>
void Inventory::ask(Query query, QObject *context, Done<typename Query::Answer> done,
                    std::shared_ptr<Progress> progress)
{
    read([query = std::move(query), context = QPointer<QObject>(context), done = std::move(done),
          progress = std::move(progress)](store::Database &database) {
        if (progress->isCancelled)
            return;
        auto answer = answers::answer(database, query, *progress);
        if (context)
            deliverTo(context, [done, answer = std::move(answer)] { done(answer); });
    });
}

} // namespace crossdock

Q_DECLARE_METATYPE(crossdock::Events)
