#pragma once

#include "core/inventory/rules/engine/deeds.h"
#include "core/inventory/rules/engine/evaluator.h"
#include "core/inventory/rules/engine/past_facts.h"
#include "core/inventory/rules/engine/past_prices.h"
#include "core/inventory/rules/moved_money.h"

namespace crossdock::rules {

/// What the runs of a rule would have come to in money, as prices, orders and refunds stood when each would have run. An
/// order counts once for each kind of deed, however often the rule meets it: in truth it would not have met it again.
class RehearsalMoney
{
public:
    RehearsalMoney(store::Database &database, PastFacts &facts)
        : m_database(database)
        , m_facts(facts)
        , m_deeds(database, facts)
    {
    }

    Result<QList<MovedMoney>> of(const Firing &firing);
    static QStringList assumptions(const Trigger &trigger); ///< how amounts are meant, if the rule moves any

private:
    using Rows = QList<MovedMoney>;
    Result<Rows> ofAction(const Action &action, const Firing &firing);
    Result<Rows> ofOrder(MovedMoney::Kind kind, const Subject &order);
    Result<Rows> refund(const Action &action, const Subject &order);
    Result<Rows> refundOf(const channels::RefundAmount &amount, const Subject &order);
    Result<Rows> repriced(const Action &action, const Firing &firing);
    Result<Rows> repriced(const Action &action, const Firing &firing, Deeds::Listing listing);
    Result<Rows> labels(const QString &sql, const QVariantList &values);
    Result<Rows> returnLabel(const Subject &subject);
    Result<Rows> goods(MovedMoney::Kind kind, const QList<Sku> &skus, qint64 units);
    Result<std::optional<Money>> shippingPaid(const Subject &order);
    bool isFirst(MovedMoney::Kind kind, const QString &thing);

    store::Database &m_database;
    PastFacts &m_facts;
    Deeds m_deeds;
    QSet<QPair<int, QString>> m_done; ///< kinds and things
};

} // namespace crossdock::rules
