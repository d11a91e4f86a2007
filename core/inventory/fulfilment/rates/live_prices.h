#pragma once

#include "core/inventory/fulfilment/rates/quote.h"

#include <QHash>
#include <QSet>

namespace crossdock::rates {

/// What live accounts told before, ready to quote from: no disk, no network. See likeness.h for which shipments are alike.
class LivePrices
{
public:
    static constexpr Milliseconds usedFor{30LL * 24 * 3'600'000}; ///< an older price says too little
    static constexpr Milliseconds freshFor{24LL * 3'600'000}; ///< then it is to be asked for again

    LivePrices() = default;
    LivePrices(const QList<LastAnswer> &answers, Time now);

    /// Every account answered that it carries no such shipment.
    void refuse(const QString &likeness, const QString &reason) { m_refused.insert(likeness, reason); }

    /// Live ones with their age (`askedAt`), the cheapest of a service first; the whole price is one charge, "live".
    QList<Quote> quotes(const QString &likeness) const { return m_quotes.value(likeness); }
    QString refusal(const QString &likeness) const { return m_refused.value(likeness); } ///< empty: none

    /// Nothing is to be asked about it now.
    bool isFresh(const QString &likeness) const { return m_fresh.contains(likeness) || m_refused.contains(likeness); }

    /// The dearest of the cheapest prices of each likeness; nothing: none is in this currency.
    std::optional<qint64> dearest(const QString &currency) const;

private:
    QHash<QString, QList<Quote>> m_quotes;
    QHash<QString, QString> m_refused;
    QSet<QString> m_fresh;
};

} // namespace crossdock::rates
