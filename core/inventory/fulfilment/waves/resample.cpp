#include "core/inventory/fulfilment/waves/resample.h"

#include "core/inventory/environment.h"

#include <algorithm>

namespace crossdock::waves {
namespace {

using fulfilment::BackTest;

constexpr int draws = 2'000; // the ends of the interval move by less than a hundredth of its width with more

double latePercent(const SpanOutcome::Side &side)
{
    return side.judged > 0 ? 100.0 * side.late / static_cast<double>(side.judged) : 0;
}

BackTest::Outcome outcomeOf(const SpanOutcome::Side &side)
{
    return {side.cost, side.orders, side.parcels, side.waitingLines, latePercent(side)};
}

BackTest::Interval intervalOf(std::vector<double> values)
{
    if (values.empty())
        return {};
    std::sort(values.begin(), values.end());
    const auto at = [&](double share) { return values[static_cast<size_t>(share * static_cast<double>(values.size() - 1))]; };
    return {at(0.025), at(0.975)};
}

} // namespace

SpanOutcome::Side &SpanOutcome::Side::operator+=(const Side &other)
{
    cost += other.cost;
    orders += other.orders;
    parcels += other.parcels;
    waitingLines += other.waitingLines;
    late += other.late;
    judged += other.judged;
    return *this;
}

BackTest summed(const QList<SpanOutcome> &spans)
{
    SpanOutcome all;
    for (const SpanOutcome &span : spans) {
        all.first += span.first;
        all.second += span.second;
    }
    BackTest test;
    test.first = outcomeOf(all.first);
    test.second = outcomeOf(all.second);
    test.spans = static_cast<int>(spans.size());
    if (spans.isEmpty())
        return test;
    SeededRandom random(1);
    std::vector<double> saves, lateLess;
    for (int draw = 0; draw < draws; ++draw) {
        SpanOutcome sum;
        for (qsizetype i = 0; i < spans.size(); ++i) {
            const SpanOutcome &one = spans[static_cast<qsizetype>(random.below(static_cast<quint64>(spans.size())))];
            sum.first += one.first;
            sum.second += one.second;
        }
        saves.push_back(static_cast<double>(sum.first.cost - sum.second.cost));
        lateLess.push_back(latePercent(sum.first) - latePercent(sum.second));
    }
    test.saves = intervalOf(std::move(saves));
    test.lateLess = intervalOf(std::move(lateLess));
    return test;
}

} // namespace crossdock::waves
