#include "core/inventory/fulfilment/rates/billing.h"

#include <algorithm>
#include <array>

namespace crossdock::rates {
namespace {

/// From the nearest to the widest.
std::array<QString, 3> keysOf(const QString &carrier, const QString &service, const QString &zone)
{
    const QChar cut(u'\n');
    return {carrier + cut + service + cut + zone, carrier + cut + service, carrier};
}

/// The value below which `tenths` of ten lie, between neighbours rounded away from the middle.
qint64 quantile(const QList<qint64> &sorted, int tenths)
{
    const qsizetype last = sorted.size() - 1;
    const qsizetype at = tenths < 5 ? last * tenths / 10 : (last * tenths + 9) / 10;
    return sorted.at(at);
}

Money scaled(const Money &money, qint64 basisPoints)
{
    constexpr qint64 all = 10'000;
    return {money.amount + (money.amount * basisPoints + (basisPoints < 0 ? -all / 2 : all / 2)) / all, money.currency};
}

} // namespace

Billing::Billing(const QList<Deviation> &deviations)
{
    for (const Deviation &one : deviations)
        for (const QString &key : keysOf(one.carrier, one.service, one.zone))
            m_sorted[key].append(one.basisPoints);
    for (QList<qint64> &values : m_sorted)
        std::sort(values.begin(), values.end());
}

std::optional<Expectation> Billing::expect(const Quote &quote) const
{
    const auto keys = keysOf(quote.carrier, quote.service, quote.zone);
    for (size_t i = 0; i < keys.size(); ++i) {
        const auto values = m_sorted.constFind(keys.at(i));
        if (values == m_sorted.constEnd() || values->size() < fewest)
            continue;
        return Expectation{static_cast<Expectation::Of>(i), static_cast<int>(values->size()), scaled(quote.total, quantile(*values, 1)), scaled(quote.total, quantile(*values, 5)), scaled(quote.total, quantile(*values, 9))};
    }
    return {};
}

} // namespace crossdock::rates
