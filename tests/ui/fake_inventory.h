#pragma once

#include "core/inventory/environment.h"
#include "core/inventory/fulfilment/rates/rate_book.h"
#include "core/inventory/inventory.h"

namespace crossdock::test {

/// A small shop in memory that answers like the inventory does: believable data, later answers, real news.
/// Everything lies open, so that a test can shape it before it asks.
class FakeInventory : public Inventory, private Answers
{
    Q_OBJECT

public:
    struct Size {
        int skus = 200;
        int channels = 8;
        int orders = 80;
    };

    explicit FakeInventory(const Clock &clock, Size size = {200, 8, 80}, QObject *parent = nullptr);

    void perform(Request request, QObject *context, Done<Entry> done) override;
    void performAll(QList<Request> requests, QObject *context, Done<QList<Entry>> done) override;
    void check(QList<Request> all, QObject *context, Done<Trial> done) override;
    bool isReadOnly() const override { return readOnly; }

    /// A buyer takes units on a channel: order, reservation, offers of all channels, one commit.
    void sell(int row, int channel, Quantity units);
    /// The channel answered for this listing.
    void setOfferState(int row, int channel, OfferState::State state, const QString &words = {});
    void tell(QList<Event> events); ///< emits happened(), as after a commit
    void releaseAnswers(); ///< lets go of what `holdsAnswers` kept back
    int rowOf(const Sku &sku) const;

    QList<StockRow> rows;
    QHash<Sku, QList<NodeStock>> stockByNode;
    QHash<Sku, QList<command::DefineKit::Part>> parts;
    QHash<Sku, QList<stock::BinAt>> bins;
    QList<NodeRow> nodes;
    QList<fulfilment::StockLevel> levels; ///< of every node
    QList<fulfilment::Parcel> parcels;
    QList<crossdock::purchases::PurchaseOrder> purchaseOrders; ///< newest first
    QList<ChannelRow> channels;
    QList<OrderDetail> orders; ///< newest first
    QList<Incident> incidents;
    QList<Entry> trail; ///< oldest first
    QList<RuleRow> rules;
    QList<RuleRun> ruleRuns; ///< newest first
    RuleReading ruleReading; ///< of every sentence that is not among these:
    QHash<QString, RuleReading> ruleReadings; ///< by sentence
    QList<RuleVersion> ruleVersions; ///< newest first; empty: the one of the row
    QList<RuleCompletion> ruleCompletions;
    QList<RuleExample> ruleExamples; ///< of every rule
    QList<RuleFinding> pastFindings; ///< those that a question withHistory finds besides
    RuleRehearsal rehearsal; ///< of every sentence, and of every version that is not among these:
    QHash<int, RuleRehearsal> versionRehearsals;
    int rehearsals = 0; ///< how many were answered, whether anybody heard it or not
    QList<Notice> notices;
    QList<Contact> contacts;
    command::SetAssistant assistant;
    QList<CarrierDetails> carriers;
    QList<crossdock::labels::Label> labels; ///< newest first
    QList<crossdock::labels::Printer> printers;
    QHash<Sku, crossdock::labels::Goods> goods;
    rates::RateBook::Contents rateBook;
    QList<Request> requests; ///< every command that was asked for, also the refused ones
    std::function<std::optional<Error>(const Request &)> refuses; ///< when the request is checked; empty: none
    std::function<void()> beforeBooking; ///< called before each performAll
    int bookings = 0; ///< calls of performAll
    std::optional<Error> nextError; ///< the next command is refused with it
    std::optional<Error> queryError; ///< every query is refused with it
    bool holdsAnswers = false;
    bool readOnly = false;
    std::optional<Verification> verification; ///< nothing: all is whole
    QString heldAgainst; ///< the sealed file of the last question to verify

protected:
    void read(Job job) override;

private:
    Result<query::Stock::Answer> answer(const query::Stock &, Progress &) override;
    Result<query::StockOf::Answer> answer(const query::StockOf &, Progress &) override;
    Result<query::Trend::Answer> answer(const query::Trend &, Progress &) override;
    Result<query::Explain::Answer> answer(const query::Explain &, Progress &) override;
    Result<query::Orders::Answer> answer(const query::Orders &, Progress &) override;
    Result<query::Order::Answer> answer(const query::Order &, Progress &) override;
    Result<query::Channels::Answer> answer(const query::Channels &, Progress &) override;
    Result<query::Listings::Answer> answer(const query::Listings &, Progress &) override;
    Result<query::Nodes::Answer> answer(const query::Nodes &, Progress &) override;
    Result<query::NodeLevels::Answer> answer(const query::NodeLevels &, Progress &) override;
    Result<query::SkuChecks::Answer> answer(const query::SkuChecks &, Progress &) override;
    Result<query::Shipments::Answer> answer(const query::Shipments &, Progress &) override;
    Result<query::Instructions::Answer> answer(const query::Instructions &, Progress &) override;
    Result<query::Cancellations::Answer> answer(const query::Cancellations &, Progress &) override;
    Result<query::Returns::Answer> answer(const query::Returns &, Progress &) override;
    Result<query::Parcels::Answer> answer(const query::Parcels &, Progress &) override;
    Result<query::Purchases::Answer> answer(const query::Purchases &, Progress &) override;
    Result<query::Waiting::Answer> answer(const query::Waiting &, Progress &) override;
    Result<query::Cartons::Answer> answer(const query::Cartons &, Progress &) override;
    Result<query::Carriers::Answer> answer(const query::Carriers &, Progress &) override;
    Result<query::Rates::Answer> answer(const query::Rates &, Progress &) override;
    Result<query::WavePolicy::Answer> answer(const query::WavePolicy &, Progress &) override;
    Result<query::Transit::Answer> answer(const query::Transit &, Progress &) override;
    Result<query::LastAnswers::Answer> answer(const query::LastAnswers &, Progress &) override;
    Result<query::Labels::Answer> answer(const query::Labels &, Progress &) override;
    Result<query::LabelDocument::Answer> answer(const query::LabelDocument &, Progress &) override;
    Result<query::LabelTrack::Answer> answer(const query::LabelTrack &, Progress &) override;
    Result<query::Printers::Answer> answer(const query::Printers &, Progress &) override;
    Result<query::Goods::Answer> answer(const query::Goods &, Progress &) override;
    Result<query::Incidents::Answer> answer(const query::Incidents &, Progress &) override;
    Result<query::Trail::Answer> answer(const query::Trail &, Progress &) override;
    Result<query::CauseChain::Answer> answer(const query::CauseChain &, Progress &) override;
    Result<query::Verify::Answer> answer(const query::Verify &, Progress &) override;
    Result<query::Search::Answer> answer(const query::Search &, Progress &) override;
    Result<query::Books::Answer> answer(const query::Books &, Progress &) override;
    Result<query::Rules::Answer> answer(const query::Rules &, Progress &) override;
    Result<query::Rule::Answer> answer(const query::Rule &, Progress &) override;
    Result<query::RuleRuns::Answer> answer(const query::RuleRuns &, Progress &) override;
    Result<query::RuleFindings::Answer> answer(const query::RuleFindings &, Progress &) override;
    Result<query::ReadRule::Answer> answer(const query::ReadRule &, Progress &) override;
    Result<query::CompleteRule::Answer> answer(const query::CompleteRule &, Progress &) override;
    Result<query::RehearseRule::Answer> answer(const query::RehearseRule &, Progress &) override;
    Result<query::Notices::Answer> answer(const query::Notices &, Progress &) override;
    Result<query::Contacts::Answer> answer(const query::Contacts &, Progress &) override;
    Result<query::SpokenNames::Answer> answer(const query::SpokenNames &, Progress &) override;
    Result<query::Assistant::Answer> answer(const query::Assistant &, Progress &) override;
    Result<query::Totals::Answer> answer(const query::Totals &, Progress &) override;

    Result<Entry> apply(const Request &request);
    Entry append(const Actor &actor, const QString &what, const QString &why, const QJsonObject &body,
                 const QString &key = {});
    void refresh(StockRow &row); ///< sums of the nodes, wanted quantities of the offers
    void makeShop(Size size);
    void makeRow(int number);
    void makeOrder(int number);

    const Clock &m_clock;
    QHash<QString, Entry> m_byKey;
    QList<Job> m_held;
};

} // namespace crossdock::test
