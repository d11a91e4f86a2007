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

/// Answers every query, in the reader's thread: from a store (answers/store_answers.h), or a test's own.
class Answers
{
public:
    virtual ~Answers() = default;
    virtual Result<query::Stock::Answer> answer(const query::Stock &, Progress &) = 0;
    virtual Result<query::StockOf::Answer> answer(const query::StockOf &, Progress &) = 0;
    virtual Result<query::Trend::Answer> answer(const query::Trend &, Progress &) = 0;
    virtual Result<query::Explain::Answer> answer(const query::Explain &, Progress &) = 0;
    virtual Result<query::Orders::Answer> answer(const query::Orders &, Progress &) = 0;
    virtual Result<query::Order::Answer> answer(const query::Order &, Progress &) = 0;
    virtual Result<query::Channels::Answer> answer(const query::Channels &, Progress &) = 0;
    virtual Result<query::Listings::Answer> answer(const query::Listings &, Progress &) = 0;
    virtual Result<query::Nodes::Answer> answer(const query::Nodes &, Progress &) = 0;
    virtual Result<query::NodeLevels::Answer> answer(const query::NodeLevels &, Progress &) = 0;
    virtual Result<query::SkuChecks::Answer> answer(const query::SkuChecks &, Progress &) = 0;
    virtual Result<query::Shipments::Answer> answer(const query::Shipments &, Progress &) = 0;
    virtual Result<query::Instructions::Answer> answer(const query::Instructions &, Progress &) = 0;
    virtual Result<query::Cancellations::Answer> answer(const query::Cancellations &, Progress &) = 0;
    virtual Result<query::Returns::Answer> answer(const query::Returns &, Progress &) = 0;
    virtual Result<query::Parcels::Answer> answer(const query::Parcels &, Progress &) = 0;
    virtual Result<query::Purchases::Answer> answer(const query::Purchases &, Progress &) = 0;
    virtual Result<query::Waiting::Answer> answer(const query::Waiting &, Progress &) = 0;
    virtual Result<query::Cartons::Answer> answer(const query::Cartons &, Progress &) = 0;
    virtual Result<query::Carriers::Answer> answer(const query::Carriers &, Progress &) = 0;
    virtual Result<query::Rates::Answer> answer(const query::Rates &, Progress &) = 0;
    virtual Result<query::WavePolicy::Answer> answer(const query::WavePolicy &, Progress &) = 0;
    virtual Result<query::Transit::Answer> answer(const query::Transit &, Progress &) = 0;
    virtual Result<query::LastAnswers::Answer> answer(const query::LastAnswers &, Progress &) = 0;
    virtual Result<query::Labels::Answer> answer(const query::Labels &, Progress &) = 0;
    virtual Result<query::LabelDocument::Answer> answer(const query::LabelDocument &, Progress &) = 0;
    virtual Result<query::LabelTrack::Answer> answer(const query::LabelTrack &, Progress &) = 0;
    virtual Result<query::Printers::Answer> answer(const query::Printers &, Progress &) = 0;
    virtual Result<query::Goods::Answer> answer(const query::Goods &, Progress &) = 0;
    virtual Result<query::Incidents::Answer> answer(const query::Incidents &, Progress &) = 0;
    virtual Result<query::Trail::Answer> answer(const query::Trail &, Progress &) = 0;
    virtual Result<query::CauseChain::Answer> answer(const query::CauseChain &, Progress &) = 0;
    virtual Result<query::Verify::Answer> answer(const query::Verify &, Progress &) = 0;
    virtual Result<query::Search::Answer> answer(const query::Search &, Progress &) = 0;
    virtual Result<query::Books::Answer> answer(const query::Books &, Progress &) = 0;
    virtual Result<query::Rules::Answer> answer(const query::Rules &, Progress &) = 0;
    virtual Result<query::Rule::Answer> answer(const query::Rule &, Progress &) = 0;
    virtual Result<query::RuleRuns::Answer> answer(const query::RuleRuns &, Progress &) = 0;
    virtual Result<query::RuleFindings::Answer> answer(const query::RuleFindings &, Progress &) = 0;
    virtual Result<query::ReadRule::Answer> answer(const query::ReadRule &, Progress &) = 0;
    virtual Result<query::CompleteRule::Answer> answer(const query::CompleteRule &, Progress &) = 0;
    virtual Result<query::RehearseRule::Answer> answer(const query::RehearseRule &, Progress &) = 0;
    virtual Result<query::Notices::Answer> answer(const query::Notices &, Progress &) = 0;
    virtual Result<query::Contacts::Answer> answer(const query::Contacts &, Progress &) = 0;
    virtual Result<query::SpokenNames::Answer> answer(const query::SpokenNames &, Progress &) = 0;
    virtual Result<query::Assistant::Answer> answer(const query::Assistant &, Progress &) = 0;
    virtual Result<query::Totals::Answer> answer(const query::Totals &, Progress &) = 0;
};

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

    /// What would become of the requests if they were carried out now, one after another. Nothing is booked and nobody hears
    /// of it. Takes the writer's time as the requests themselves would: ask about some hundreds at once. Where nothing can be
    /// tried beforehand nothing is refused beforehand, and nothing counted.
    virtual void check(QList<Request> requests, QObject *context, Done<Trial> done);

    /// Answers from a snapshot of the store, beside the writer, in its own thread. A question that takes long (see query.h) is answered beside the others, one
    /// after another: later questions may be answered before it.
    template <class Query>
    void ask(Query query, QObject *context, Done<typename Query::Answer> done,
             std::shared_ptr<Progress> progress = std::make_shared<Progress>());

    /// Read-only (a sealed audit file): perform() always answers NotAllowed.
    virtual bool isReadOnly() const { return false; }

Q_SIGNALS:
    void happened(const crossdock::Events &events); ///< after the commit; emitted in the core's thread

protected:
    using Job = std::function<void(Answers &)>;
    /// Runs `job` in the reader's thread, with what answers there: a snapshot of the store.
    virtual void read(Job job) = 0;
    /// The same for a job that may take many seconds: jobs of read() need not wait for it, where that can be.
    virtual void readLong(Job job) { read(std::move(job)); }
    /// Runs `deliver` in the thread of `context`, unless it is gone.
    static void deliverTo(QObject *context, std::function<void()> deliver);
};

template <class Query>
void Inventory::ask(Query query, QObject *context, Done<typename Query::Answer> done,
                    std::shared_ptr<Progress> progress)
{
    bool takesLong = false;
    if constexpr (requires { query.takesLong(); })
        takesLong = query.takesLong();
    Job job = [query = std::move(query), context = QPointer<QObject>(context), done = std::move(done),
               progress = std::move(progress)](Answers &answers) {
        if (progress->isCancelled)
            return;
        auto answer = answers.answer(query, *progress);
        if (context)
            deliverTo(context, [done, answer = std::move(answer)] { done(answer); });
    };
    if (takesLong)
        readLong(std::move(job));
    else
        read(std::move(job));
}

} // namespace crossdock

