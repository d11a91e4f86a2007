#pragma once

#include "core/inventory/inventory.h"

namespace crossdock {

namespace store {
class Database;
}

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

/// Answers from one read-only connection, in the thread that opened it.
class StoreAnswers final : public Answers
{
public:
    explicit StoreAnswers(store::Database &database)
        : m_database(database)
    {
    }

    Result<query::Stock::Answer> answer(const query::Stock &asked, Progress &progress) override
    {
        return answers::answer(m_database, asked, progress);
    }
    Result<query::StockOf::Answer> answer(const query::StockOf &asked, Progress &progress) override
    {
        return answers::answer(m_database, asked, progress);
    }
    Result<query::Trend::Answer> answer(const query::Trend &asked, Progress &progress) override
    {
        return answers::answer(m_database, asked, progress);
    }
    Result<query::Explain::Answer> answer(const query::Explain &asked, Progress &progress) override
    {
        return answers::answer(m_database, asked, progress);
    }
    Result<query::Orders::Answer> answer(const query::Orders &asked, Progress &progress) override
    {
        return answers::answer(m_database, asked, progress);
    }
    Result<query::Order::Answer> answer(const query::Order &asked, Progress &progress) override
    {
        return answers::answer(m_database, asked, progress);
    }
    Result<query::Channels::Answer> answer(const query::Channels &asked, Progress &progress) override
    {
        return answers::answer(m_database, asked, progress);
    }
    Result<query::Listings::Answer> answer(const query::Listings &asked, Progress &progress) override
    {
        return answers::answer(m_database, asked, progress);
    }
    Result<query::Nodes::Answer> answer(const query::Nodes &asked, Progress &progress) override
    {
        return answers::answer(m_database, asked, progress);
    }
    Result<query::Incidents::Answer> answer(const query::Incidents &asked, Progress &progress) override
    {
        return answers::answer(m_database, asked, progress);
    }
    Result<query::Trail::Answer> answer(const query::Trail &asked, Progress &progress) override
    {
        return answers::answer(m_database, asked, progress);
    }
    Result<query::CauseChain::Answer> answer(const query::CauseChain &asked, Progress &progress) override
    {
        return answers::answer(m_database, asked, progress);
    }
    Result<query::Verify::Answer> answer(const query::Verify &asked, Progress &progress) override
    {
        return answers::answer(m_database, asked, progress);
    }
    Result<query::Search::Answer> answer(const query::Search &asked, Progress &progress) override
    {
        return answers::answer(m_database, asked, progress);
    }
    Result<query::Books::Answer> answer(const query::Books &asked, Progress &progress) override
    {
        return answers::answer(m_database, asked, progress);
    }
    Result<query::Totals::Answer> answer(const query::Totals &asked, Progress &progress) override
    {
        return answers::answer(m_database, asked, progress);
    }

private:
    store::Database &m_database;
};

} // namespace crossdock
