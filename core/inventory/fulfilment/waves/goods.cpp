#include "core/inventory/fulfilment/waves/goods.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::waves {
namespace {

constexpr QStringView unpriced = u"no rate";

} // namespace

std::optional<Money> goodsOf(const Order &order, const std::vector<int> &lines)
{
    std::optional<Money> sum;
    for (const int line : lines) {
        const auto value = static_cast<size_t>(line) < order.values.size() ? order.values[static_cast<size_t>(line)] : std::nullopt;
        if (!value || (sum && sum->currency != value->currency))
            return std::nullopt;
        sum = Money{(sum ? sum->amount : 0) + value->amount, value->currency};
    }
    return sum;
}

rates::Weight netOf(const std::vector<cartons::Item> &items)
{
    rates::Weight weight;
    for (const cartons::Item &item : items)
        weight = weight + item.weight;
    return weight;
}

Money insuredIn(rates::Weight gross, const Money &goods, rates::Weight net)
{
    if (gross >= net)
        return goods;
    const auto part = static_cast<routing::Wide>(goods.amount) * gross.nanograms();
    return {static_cast<qint64>((part + net.nanograms() - 1) / net.nanograms()), goods.currency};
}

QString noRate(const rates::Options &options)
{
    return options.isEmpty() ? unpriced.toString() : u"no rate with %1"_s.arg(rates::wordsOf(options));
}

bool isNoRate(QStringView name)
{
    return name == unpriced || name.startsWith(u"no rate with ");
}

} // namespace crossdock::waves
