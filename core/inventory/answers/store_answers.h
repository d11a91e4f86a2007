#pragma once

#include "core/inventory/fulfilment/rates/book_shelf.h"
#include "core/inventory/answers/rule_reader.h"
#include "core/inventory/inventory.h"
#include "core/inventory/store/database.h"

namespace crossdock::answers {

/// Answers queries from a store, with a connection of its own thread.
class StoreAnswers : public Answers
{
public:
    explicit StoreAnswers(store::Database &database)
        : m_database(database)
        , m_rates(database)
        , m_rules(database)
    {
    }

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

private:
    store::Database &m_database;
    rates::BookShelf m_rates;
    RuleReader m_rules;
};

} // namespace crossdock::answers
