#include "core/inventory/rules/engine/sales_watch.h"

#include <algorithm>
#include <map>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

constexpr int looksInSpan = 500; // of a whole shop: a day's revenue every three minutes
constexpr int idlePaces = 5;
constexpr Milliseconds longestPause{1'800'000}, unsure{300'000};

} // namespace

void SalesWatch::follow(const RuleIndex::Rules &rules, Time now)
{
    m_ages.clear();
    m_wholes.clear();
    m_followsProducts = false;
    for (const auto &rule : rules) {
        if (!rule->followsSales())
            continue;
        for (int i = 1; i <= 2; ++i)
            m_ages.push_back(i * rule->windowLength);
        m_followsProducts = m_followsProducts || !rule->wholeShop;
        if (rule->wholeShop)
            m_wholes.push_back({*rule->wholeShop, std::clamp(rule->windowLength / looksInSpan, m_pace, std::max(m_pace, longestPause)), now});
    }
    std::ranges::sort(m_ages);
    m_ages.erase(std::unique(m_ages.begin(), m_ages.end()), m_ages.end());
    if (m_lookedAt == Time{})
        m_lookedAt = now - unsure; // what was noted before the program ended
}

void SalesWatch::note(qint64 sale)
{
    if (m_followsProducts)
        m_sales.insert(sale);
}

std::optional<Time> SalesWatch::nextLook() const
{
    std::optional<Time> next;
    if (m_followsProducts)
        next = m_lookedAt + productPause();
    for (const Whole &whole : m_wholes)
        next = std::min(next.value_or(Time::max()), whole.lookedAt + whole.every);
    return next;
}

/// Somebody ordered, or time alone goes by.
Milliseconds SalesWatch::productPause() const
{
    return m_sales.isEmpty() ? idlePaces * m_pace : m_pace;
}

Result<> SalesWatch::noteOrderedIn(Time from, Time to)
{
    return m_database.each(u"SELECT id FROM sale WHERE created_at > ? AND created_at <= ?"_s, {toMs(from), toMs(to)},
                           [this](const store::Row &row) { m_sales.insert(row.number(0)); });
}

Result<std::vector<Subject>> SalesWatch::look(Time now)
{
    std::vector<Subject> subjects;
    for (Whole &whole : m_wholes) {
        if (now < whole.lookedAt + whole.every)
            continue;
        whole.lookedAt = now;
        if (std::ranges::none_of(subjects, [&](const Subject &one) { return one.text() == whole.subject.text(); }))
            subjects.push_back(whole.subject);
    }
    if (!m_followsProducts || now < m_lookedAt + productPause())
        return subjects;
    const Time before = std::exchange(m_lookedAt, now);
    CROSSDOCK_TRY(noteOrderedIn(before, now));
    for (const Milliseconds age : m_ages)
        CROSSDOCK_TRY(noteOrderedIn(before - age, now - age));
    std::map<qint64, QString> products; // in order: the same from run to run
    for (const qint64 sale : std::exchange(m_sales, {})) {
        CROSSDOCK_TRY(m_database.each(u"SELECT DISTINCT k.id, k.code FROM sale_line l JOIN sku k ON k.id = l.sku_id WHERE l.sale_id = ?"_s, {sale},
                                      [&](const store::Row &row) { products.emplace(row.number(0), row.text(1)); }));
    }
    for (const auto &[id, code] : products)
        subjects.push_back({Subject::Kind::Product, id, 0, code, {}, {}, {}});
    return subjects;
}

} // namespace crossdock::rules
