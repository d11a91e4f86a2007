#include "core/inventory/rules/moved_money.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <tuple>

using namespace Qt::Literals::StringLiterals;

namespace crossdock {
namespace {

constexpr std::array kindNames = {u"orders_cancelled", u"orders_held", u"refunds", u"captures", u"price_changes", u"labels", u"transfers", u"purchase_orders"};

/// Known amounts stand before unknown ones.
auto placeOf(const MovedMoney &row)
{
    return std::tuple(row.kind, !row.isKnown(), row.currency, row.unknown);
}

} // namespace

std::optional<Money> MovedMoney::mean() const
{
    if (!isKnown() || deeds == 0)
        return std::nullopt;
    const bool isNegative = (amount < 0) != (deeds < 0);
    const qint64 whole = std::abs(amount), parts = std::abs(deeds);
    const qint64 share = whole / parts + (2 * (whole % parts) >= parts ? 1 : 0);
    return Money{isNegative ? -share : share, currency};
}

QString nameOf(MovedMoney::Kind kind)
{
    return QString::fromUtf16(kindNames.at(static_cast<size_t>(kind)));
}

void addTo(QList<MovedMoney> &sums, const QList<MovedMoney> &more)
{
    for (const MovedMoney &one : more) {
        const auto at = std::lower_bound(sums.begin(), sums.end(), one, [](const MovedMoney &a, const MovedMoney &b) { return placeOf(a) < placeOf(b); });
        if (at == sums.end() || placeOf(*at) != placeOf(one)) {
            sums.insert(at, one);
            continue;
        }
        at->deeds += one.deeds;
        at->units += one.units;
        at->amount += one.amount;
    }
}

QList<MovedMoney> differenceOf(const QList<MovedMoney> &first, const QList<MovedMoney> &second)
{
    QList<MovedMoney> difference = first, negative = second;
    for (MovedMoney &row : negative) {
        row.deeds = -row.deeds;
        row.units = -row.units;
        row.amount = -row.amount;
    }
    addTo(difference, negative);
    difference.removeIf([](const MovedMoney &row) { return row.deeds == 0 && row.units == 0 && row.amount == 0; });
    return difference;
}

} // namespace crossdock
